"""Files of reference managers: RIS, CSL-JSON, BibTeX, CSV and our own JSON lines, by content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sceptic.domain.record import Record
from sceptic.errors import FileFormatError
from sceptic.sources.bibtex import looks_like_bibtex, records_from_bibtex
from sceptic.sources.csl import records_from_csl
from sceptic.sources.record_lines import looks_like_lines, records_from_lines
from sceptic.sources.record_table import looks_like_table, records_from_table
from sceptic.sources.ris import looks_like_ris, records_from_ris

IMPORT_SUFFIXES = (".ris", ".bib")
"""What is read from a directory; JSON and CSV hold many other things and must be named."""

LARGEST = 256 << 20
"""Bytes of the longest file, unpacked: it is read as a whole."""

_Reader = Callable[[bytes], Iterator[Record]]
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"


def import_reader(start: bytes) -> _Reader | None:
    """Who reads the file that begins so; ``None`` for XML, MEDLINE text and the unknown."""
    if start[:2] in _UTF16:
        start = start[: len(start) // 2 * 2].decode("utf-16", "ignore").encode()
    head = start.removeprefix(_MARK).lstrip()
    if not head or head[:1] == b"<":
        return None
    if head[:1] == b"{" and looks_like_lines(head):
        return records_from_lines
    if head[:1] == b"[" or (head[:1] == b"{" and b'"' in head[:200]):
        return records_from_csl
    readers: tuple[tuple[Callable[[bytes], bool], _Reader], ...] = (
        (looks_like_ris, records_from_ris),
        (looks_like_table, records_from_table),
        (looks_like_bibtex, records_from_bibtex),
    )
    return next((reader for looks, reader in readers if looks(head)), None)


def whole(first: bytes, blocks: Iterable[bytes]) -> bytes:
    """The file in one piece.

    Raises:
        FileFormatError: it is longer than ``LARGEST``.

    """
    parts, size = [first], len(first)
    for block in blocks:
        parts.append(block)
        size += len(block)
        if size > LARGEST:
            raise FileFormatError(
                f"the file is longer than {LARGEST >> 20} MB", hint="split it into several"
            )
    return b"".join(parts)
