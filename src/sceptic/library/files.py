"""Files that a library can be made from: found, ordered, opened, read."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from isal import igzip, isal_zlib

from sceptic.domain.record import Record
from sceptic.errors import FileFormatError
from sceptic.library.imports import IMPORT_SUFFIXES, import_reader, whole
from sceptic.sources.medline import Deletion, records_from_xml
from sceptic.sources.medline_text import looks_like_nbib, records_from_nbib
from sceptic.sources.xml_chunks import chunks_of_records

_LAST = 1 << 62
SUFFIXES = (
    *(".xml", ".xml.gz", ".nbib", ".nbib.gz", ".medline", ".medline.gz"),
    *IMPORT_SUFFIXES,
)
"""What is read from a directory. A file named directly may be called anything."""

_BLOCK = 1 << 20
_LARGE = 4 << 20
_T = TypeVar("_T")
_NLM_NAME = re.compile(r"pubmed(\d\d)n(\d{4,})")
_GZIP = b"\x1f\x8b"
_GZIP_ERRORS: Any = (EOFError, isal_zlib.error, igzip.BadGzipFile)
"""isal's stubs call its error class an instance."""


def files_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to read, each once: NLM's in their order, then the rest by name."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.name.endswith(SUFFIXES))
            found.update(dict.fromkeys(p for p in inside if p.is_file()))
        else:
            found[path] = None
    return tuple(sorted(found, key=lambda p: (place_of(p.name) or _LAST, p.name, str(p))))


def place_of(name: str) -> int:
    """Order of NLM's baseline and update files: year * 1 000 000 + number; 0 for any other."""
    found = _NLM_NAME.search(name)
    return int(found[1]) * 1_000_000 + int(found[2]) if found else 0


def digest_of(path: Path) -> str:
    """SHA-256 of the file as it lies there; where NLM's .md5 lies beside it, that is checked too.

    Raises:
        FileFormatError: it cannot be read, or differs from its .md5.

    """
    sha, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    beside = path.with_name(path.name + ".md5")
    try:
        stated = beside.read_text("ascii", "replace") if beside.is_file() else ""
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                sha.update(block)
                if stated:
                    md5.update(block)
    except OSError as error:
        raise FileFormatError(f"{path.name} cannot be read: {error.strerror}") from error
    if stated and md5.hexdigest() not in stated.lower():
        raise FileFormatError(
            f"{path.name} is not the file that {beside.name} describes", hint="fetch it again"
        )
    return sha.hexdigest()


def items_of(path: Path) -> Iterator[Record | Deletion]:
    """Records and deletions of one file, gzipped or not, in the format that its content tells.

    Raises:
        FileFormatError: with the file's name and one reason.

    """
    with _named(path):
        blocks = _blocks(path)
        first = next(blocks, b"")
        if looks_like_nbib(first):
            yield from records_from_nbib(_chained(first, blocks))
        elif reader := import_reader(first):
            yield from reader(whole(first, blocks))
        else:
            yield from records_from_xml(_chained(first, blocks))


def is_import(path: Path) -> bool:
    """Whether it is a file of a reference manager."""
    try:
        return import_reader(next(_blocks(path), b"")) is not None
    except (OSError, *_GZIP_ERRORS):
        return False


def is_large_xml(path: Path) -> bool:
    """Whether it is worth reading in several processes."""
    try:
        with path.open("rb") as file:
            large = os.fstat(file.fileno()).st_size >= _LARGE
        if not large:
            return False
        first = next(_blocks(path), b"")
        return not looks_like_nbib(first) and import_reader(first) is None
    except (OSError, *_GZIP_ERRORS):
        return False


def items_by(path: Path, items: Callable[[Iterator[bytes]], Iterator[_T]]) -> Iterator[_T]:
    """The items of an XML file, as somebody else reads them from its chunks.

    Raises:
        FileFormatError: as ``items_of``.

    """
    with _named(path):
        yield from items(chunks_of_records(_blocks(path)))


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Errors of a file as ours, with its name."""
    try:
        yield
    except FileFormatError as error:
        raise FileFormatError(f"{path.name}: {error.message}", hint=error.hint) from error
    except _GZIP_ERRORS as error:
        raise FileFormatError(f"{path.name}: the gzip file is cut off or damaged") from error
    except OSError as error:
        raise FileFormatError(f"{path.name} cannot be read: {error.strerror or error}") from error


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as plain:
        packed = plain.read(2) == _GZIP
        plain.seek(0)
        if not packed:
            while block := plain.read(_BLOCK):
                yield block
            return
        opened: Any = igzip
        with opened.open(plain, "rb") as unpacked:
            while block := unpacked.read(_BLOCK):
                yield block


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
