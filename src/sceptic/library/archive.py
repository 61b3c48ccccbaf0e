"""Results that were made, kept by the hash of their content, and the work that makes them.

One SQLite file in WAL mode: a process that dies in the middle of a write leaves the state before
it. A result is never changed; the oldest go when there are more than ``MOST_KEPT``.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard

from sceptic.errors import LibraryDamagedError, LibraryUnwritableError

MOST_KEPT = 20_000
FORMAT_VERSION = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS results (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, told TEXT NOT NULL, made TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, result TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS asked_result ON asked (result);
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, task BLOB NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL,
    result TEXT, error BLOB);
CREATE TABLE IF NOT EXISTS promises (key TEXT PRIMARY KEY, task TEXT NOT NULL, job TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A result's card: ``told`` is its answer in a few words, ``made`` its date."""

    number: int
    id: str
    kind: str
    title: str
    told: str
    made: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """A piece of work: ``state`` is queued, running, done or failed; ``task`` and ``error`` are
    the bytes that the server wrote.
    """

    id: str
    task: bytes
    state: str
    tries: int
    result: str | None
    error: bytes | None


class Archive:
    """The file of results and jobs; usable from several threads and processes.

    Raises:
        LibraryDamagedError: the file is no archive, or of another version.
        LibraryUnwritableError: it cannot be written.
    """

    def __init__(self, path: Path, most_kept: int = MOST_KEPT) -> None:
        self._path, self._most, self._lock = path, most_kept, threading.Lock()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # what people ask about their health is for nobody else on this machine
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            self._db = sqlite3.connect(path, timeout=10, check_same_thread=False)
        except (OSError, sqlite3.OperationalError) as error:
            raise LibraryUnwritableError(f"cannot write {path}: {error}") from error
        self._db.create_function("folded", 1, str.casefold, deterministic=True)
        with self._writing() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")  # a crash of the process loses nothing
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, FORMAT_VERSION):
                raise LibraryDamagedError(
                    f"{path} is of format {version}, not {FORMAT_VERSION}", hint="move it away"
                )
            db.executescript(_TABLES)
            db.execute(f"PRAGMA user_version={FORMAT_VERSION}")

    def close(self) -> None:
        self._db.close()

    # --- results ----------------------------------------------------------------------------

    def keep(self, kept: Kept, body: bytes, key: str | None) -> None:
        """Keep a result, and that it answers what ``key`` stands for; one held is left as it is."""
        with self._writing() as db:
            row = (kept.id, kept.kind, kept.title, kept.told, kept.made, zstandard.compress(body))
            db.execute(
                "INSERT OR IGNORE INTO results (id, kind, title, told, made, body)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )
            if key is not None:
                db.execute("INSERT OR REPLACE INTO asked VALUES (?, ?)", (key, kept.id))
            last = db.execute("SELECT max(number) FROM results").fetchone()[0]
            gone = db.execute("DELETE FROM results WHERE number <= ?", (last - self._most,))
            if gone.rowcount:
                db.execute(
                    "DELETE FROM asked WHERE NOT EXISTS"
                    " (SELECT 1 FROM results WHERE id = asked.result)"
                )

    def answer_to(self, key: str) -> str | None:
        """The id of the result that was made for this key."""
        row = self._one("SELECT result FROM asked WHERE key = ?", key)
        return str(row[0]) if row else None

    def body(self, id: str) -> tuple[str, bytes] | None:  # noqa: A002 - a result's id
        """Kind and bytes of a result."""
        row = self._one("SELECT kind, body FROM results WHERE id = ?", id)
        return (str(row[0]), zstandard.decompress(row[1])) if row else None

    def newest(
        self, limit: int, before: int | None = None, text: str = "", kind: str = ""
    ) -> tuple[Kept, ...]:
        """Cards of the latest results.

        Args:
            before: only those with a smaller number.
            text: only those whose question or answer holds these words as they stand, in small
                letters or capitals.
            kind: only those of this kind.
        """
        last = before if before is not None else 1 << 60
        rows = self._all(
            "SELECT number, id, kind, title, told, made FROM results WHERE number < ?"
            " AND (? = '' OR instr(folded(title || ' ' || told), folded(?)))"
            " AND ? IN ('', kind) ORDER BY number DESC LIMIT ?",
            last,
            text,
            text,
            kind,
            limit,
        )
        return tuple(Kept(*row) for row in rows)

    def card(self, id: str) -> Kept | None:  # noqa: A002 - a result's id
        """The card of a result."""
        row = self._one("SELECT number, id, kind, title, told, made FROM results WHERE id = ?", id)
        return Kept(*row) if row else None

    # --- jobs -------------------------------------------------------------------------------

    def add_job(self, id: str, task: bytes) -> None:  # noqa: A002 - a job's id
        with self._writing() as db:
            db.execute(
                "INSERT INTO jobs (id, task, state, tries) VALUES (?, ?, 'queued', 0)", (id, task)
            )
            db.execute(
                "DELETE FROM jobs WHERE state IN ('done', 'failed') AND rowid <="
                " (SELECT max(rowid) FROM jobs) - ?",
                (self._most,),
            )
            db.execute(
                "DELETE FROM promises WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE id = promises.job)"
            )

    def start_job(self, id: str) -> None:  # noqa: A002
        with self._writing() as db:
            db.execute("UPDATE jobs SET state = 'running', tries = tries + 1 WHERE id = ?", (id,))

    def end_job(
        self,
        id: str,  # noqa: A002
        *,
        result: str | None = None,
        error: bytes | None = None,
    ) -> None:
        state = "failed" if error is not None else "done"
        with self._writing() as db:
            db.execute(
                "UPDATE jobs SET state = ?, result = ?, error = ? WHERE id = ?",
                (state, result, error, id),
            )

    def job(self, id: str) -> JobRow | None:  # noqa: A002
        row = self._one("SELECT id, task, state, tries, result, error FROM jobs WHERE id = ?", id)
        return JobRow(*row) if row else None

    def unfinished(self) -> tuple[JobRow, ...]:
        """Jobs that a server left behind, the oldest first."""
        rows = self._all(
            "SELECT id, task, state, tries, result, error FROM jobs"
            " WHERE state IN ('queued', 'running') ORDER BY rowid"
        )
        return tuple(JobRow(*row) for row in rows)

    def promised(self, key: str) -> tuple[str, str] | None:
        """The task's digest and the job that an idempotency key was given with."""
        row = self._one("SELECT task, job FROM promises WHERE key = ?", key)
        return (str(row[0]), str(row[1])) if row else None

    def promise(self, key: str, task: str, job: str) -> None:
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO promises VALUES (?, ?, ?)", (key, task, job))

    # --- SQLite -----------------------------------------------------------------------------

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        with self._writing() as db:
            row: tuple[Any, ...] | None = db.execute(sql, values).fetchone()
        return row

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._writing() as db:
            return db.execute(sql, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with self._db:
                    yield self._db
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise LibraryUnwritableError(f"cannot write {self._path}: {error}") from error
                raise LibraryDamagedError(
                    f"{self._path} is no archive of briefs: {error}", hint="move it away"
                ) from error
