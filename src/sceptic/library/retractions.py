"""A list of retractions beside a library: what PubMed has not (yet) marked.

It is kept whole or not at all, in a file of its own; a newer list takes the place of the older.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from sceptic.domain.record import Notice, NoticeKind, Record
from sceptic.errors import FileFormatError, LibraryDamagedError, LibraryUnwritableError
from sceptic.sources.retractions import NAME, doi_in, parse_retractions

FILE = "retractions.sqlite3"
_FORMAT = 1
_SCHEMA = """
    CREATE TABLE notice (pmid INTEGER, doi TEXT, data BLOB NOT NULL);
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_INDEXES = "CREATE INDEX by_pmid ON notice (pmid); CREATE INDEX by_doi ON notice (doi);"
_LIFTED = NoticeKind.REINSTATED_IN
_EVENTS = (NoticeKind.RETRACTION_IN, _LIFTED)
_decoded = msgspec.json.Decoder(Notice).decode
_encoded = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class ListStatus:
    """What a list holds; ``newest`` is the day of its latest notice (ISO)."""

    notices: int
    newest: str
    digest: str

    @property
    def label(self) -> str:
        count = f"{self.notices} notice{'' if self.notices == 1 else 's'}"
        return f"{NAME}, {count} up to {self.newest} ({self.digest[:12]})"


def load_retractions(file: Path, folder: Path) -> ListStatus:
    """Put a list beside the library in ``folder``, in place of an older one.

    Raises:
        FileFormatError: not Retraction Watch's list.
        LibraryUnwritableError: the folder cannot be written.

    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FileFormatError(f"cannot read {file}: {error.strerror}") from error
    listed = tuple(parse_retractions(data))
    if not listed:
        raise FileFormatError(f"{file.name} names no article")
    newest = max(one.notice.date for one in listed)
    status = ListStatus(len(listed), newest, hashlib.sha256(data).hexdigest())
    rows = ((one.pmid, one.doi or None, _encoded(one.notice)) for one in listed)
    _written(folder, rows, status)
    return status


def _written(
    folder: Path, rows: Iterable[tuple[int | None, str | None, bytes]], status: ListStatus
) -> None:
    part = folder / f"{FILE}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as base, base:
            base.executescript(_SCHEMA)
            base.executemany("INSERT INTO notice VALUES (?, ?, ?)", rows)
            meta = {"format": _FORMAT, "notices": status.notices, "newest": status.newest}
            meta["digest"] = status.digest
            base.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
            base.executescript(_INDEXES)
        part.replace(folder / FILE)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise LibraryUnwritableError(f"cannot write to {folder}: {error}") from error


class RetractionList:
    """The list beside a library, for reading."""

    def __init__(self, folder: Path) -> None:
        """Open it.

        Raises:
            LibraryDamagedError: it cannot be read, or another version wrote it.

        """
        path = folder / FILE
        try:
            self._base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
            meta = dict(self._base.execute("SELECT name, value FROM meta"))
        except sqlite3.Error as error:
            raise LibraryDamagedError(
                f"the list of retractions at {path} cannot be read",
                hint="sceptic library retractions FILE loads it again",
            ) from error
        if meta.get("format") != str(_FORMAT):
            raise LibraryDamagedError(
                f"the list of retractions at {path} was made by another version",
                hint="sceptic library retractions FILE loads it again",
            )
        self.status = ListStatus(int(meta["notices"]), meta["newest"], meta["digest"])

    @property
    def label(self) -> str:
        return self.status.label

    def close(self) -> None:
        self._base.close()

    def noted(self, records: Iterable[Record], until: dt.date | None = None) -> tuple[Record, ...]:
        """The records with the notices that the list has on them, known by ``until``."""
        last = until.isoformat() if until else ""
        return tuple(self._noted(record, last) for record in records)

    def retracted(self, pmids: Iterable[int], until: dt.date | None = None) -> tuple[int, ...]:
        """Those of the PMIDs that the list calls retracted by ``until``, and not reinstated."""
        last = until.isoformat() if until else ""
        return tuple(p for p in pmids if self._is_retracted(p, last))

    def _is_retracted(self, pmid: int, last: str) -> bool:
        rows = self._base.execute("SELECT data FROM notice WHERE pmid = ? ORDER BY rowid", (pmid,))
        noted = (_decoded(row[0]) for row in rows)
        events = [n for n in noted if n.kind in _EVENTS and (not last or n.date <= last)]
        return bool(events) and max(events, key=lambda n: n.date).kind is not _LIFTED

    def _noted(self, record: Record, last: str) -> Record:
        rows = self._base.execute(
            "SELECT data FROM notice WHERE pmid = ? OR doi = ? ORDER BY rowid",
            (record.pmid or -1, doi_in(record.doi) or "-"),
        )
        found = tuple(_decoded(row[0]) for row in rows)
        known = tuple(n for n in found if not last or n.date <= last)
        return replace(record, notices=(*record.notices, *known)) if known else record
