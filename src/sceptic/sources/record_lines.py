"""JSON lines -> ``Record``: whole records, as ``sceptic export --format json`` writes them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sceptic.domain.record import Record
from sceptic.errors import FileFormatError
from sceptic.sources.reference import numbered

_decoder = msgspec.json.Decoder(Record)


def looks_like_lines(start: bytes) -> bool:
    """Whether the first line begins as a record does, which names its ``id`` first."""
    return start.lstrip()[:6].replace(b" ", b"") == b'{"id":' and b'"pmid":' in start[:100_000]


def records_from_lines(data: bytes) -> Iterator[Record]:
    """Records in file order, every field as it was.

    Raises:
        FileFormatError: a line that is no record, or whose id is not that of its PMID.

    """
    number = 0
    for line in data.split(b"\n"):
        if not line.strip():
            continue
        number += 1
        with numbered(number):
            try:
                record = _decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise FileFormatError(f"no record of this program: {error}") from error
            if record.id.startswith("pmid:") and record.id != f"pmid:{record.pmid}":
                raise FileFormatError(f"its id is {record.id!r}, its PMID {record.pmid}")
            yield record
    if not number:
        raise FileFormatError("the file holds no record")
