"""Copies of the articles that were read, under the hash of their bytes.

A page changes or goes; what was read stays on the user's machine, so that a reading can be shown
and made again. The same bytes are kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from sceptic.domain.article import ArticleFormat
from sceptic.errors import LibraryDamagedError, LibraryUnwritableError, UnknownRecordError

_ENDINGS = {
    ArticleFormat.HTML: ".html",
    ArticleFormat.PDF: ".pdf",
    ArticleFormat.MARKDOWN: ".md",
    ArticleFormat.PLAIN: ".txt",
}
_HASH = re.compile(r"[0-9a-f]{64}")


def keep(data: bytes, kind: ArticleFormat, folder: Path) -> Path:
    """Keep a copy of what was read; returns where it lies.

    Raises:
        LibraryUnwritableError: it cannot be written.
    """
    name = hashlib.sha256(data).hexdigest()
    path = folder / name[:2] / f"{name}{_ENDINGS[kind]}"
    try:
        if path.is_file() and path.stat().st_size == len(data):
            return path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        part.replace(path)
    except OSError as error:
        raise LibraryUnwritableError(
            f"the article cannot be kept in {folder}: {error.strerror or error}",
            hint="free some space, or give another folder",
        ) from error
    return path


def kept(sha256: str, folder: Path) -> bytes:
    """What was kept under a hash.

    Raises:
        UnknownRecordError: nothing was.
        LibraryDamagedError: the copy is no longer what was read.
    """
    found = sorted((folder / sha256[:2]).glob(f"{sha256}.*")) if _HASH.fullmatch(sha256) else []
    found = [path for path in found if path.suffix != ".part"]
    if not found:
        raise UnknownRecordError(f"no article is kept under {sha256[:12]!r}", hint="read it again")
    data = found[0].read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LibraryDamagedError(f"{found[0].name} was changed since it was kept")
    return data
