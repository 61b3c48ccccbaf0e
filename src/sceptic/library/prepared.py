"""A record made ready for the library: whatever can be done before anything is written. Pure."""

from __future__ import annotations

from typing import NamedTuple

from sceptic.domain.record import Record
from sceptic.library.codec import encoded, fingerprint
from sceptic.library.document import as_row, document_of, key_of


class Prepared(NamedTuple):
    """Everything that store and index take of a record.

    ``data`` is the record's encoding, under zstd if ``is_packed``; ``mark`` its fingerprint;
    ``row`` the document for the index, without the number of its write.
    """

    key: int
    version: int
    id: str
    data: bytes
    is_packed: bool
    mark: int
    row: str


def prepared(record: Record) -> Prepared:
    data = encoded(record)
    row = as_row(document_of(record))
    return Prepared(
        key_of(record.id), record.version, record.id, data, False, fingerprint(data), row
    )
