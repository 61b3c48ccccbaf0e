"""Records on disk: SQLite, each record as MessagePack under zstd with a trained dictionary.

The store is the truth; the full-text index is made from it and can be made again. One
transaction holds a whole write; ``pending`` names the records whose change the index may not have
yet, so that a killed write is carried on, never lost (see ``writer``). The only file that imports
sqlite3 and zstandard.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import zstandard

from sceptic.domain.record import Record
from sceptic.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    LibraryUnwritableError,
    LibraryVersionError,
)
from sceptic.library.codec import FORMAT, decoded

FILE = "records.sqlite3"

_AGAIN = "build it again from its files, in another folder"
_LEVEL = 3
_DICTIONARY_BYTES = 64 * 1024
_PAGE = 8192
_LARGEST_RECORD = 64 * 1024 * 1024
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
    key INTEGER PRIMARY KEY, version INTEGER NOT NULL, place INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS other_ids (key INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS deleted (key INTEGER PRIMARY KEY, place INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pending (key INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS dictionaries (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL, place INTEGER NOT NULL, records INTEGER NOT NULL,
    deleted INTEGER NOT NULL, error TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A stored record, still packed. ``place`` orders NLM's files (see ``files.place_of``)."""

    key: int
    version: int
    place: int
    data: bytes


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file that was read: ``error`` is empty unless it was refused."""

    digest: str
    name: str
    place: int
    records: int
    deleted: int
    error: str = ""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's and zstd's errors as ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _as_ours(error, path) from error
    except zstandard.ZstdError as error:
        raise LibraryDamagedError(
            f"a stored record of {path} cannot be unpacked", hint=_AGAIN
        ) from error


def _as_ours(error: sqlite3.Error, path: Path) -> LibraryError:
    text = str(error)
    low = text.lower()
    if "locked" in low:
        return LibraryBusyError(f"another process is writing to {path}")
    if any(words in low for words in ("full", "readonly", "disk i/o", "unable to open")):
        return LibraryUnwritableError(f"cannot write to {path}: {text}")
    return LibraryDamagedError(f"the records of {path} cannot be read: {text}", hint=_AGAIN)


class Store:
    """Reads records; with ``write`` also takes them.

    Args:
        path: the library's directory.
        write: open for writing; the store is created if it is not there.

    Raises:
        LibraryMissingError, LibraryVersionError, LibraryDamagedError, LibraryUnwritableError.

    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        if not write and not (path / FILE).is_file():
            raise LibraryMissingError(
                f"there is no library at {path}", hint="sceptic library add FILES makes one"
            )
        with translated(path):
            self._db = _writable(path / FILE) if write else _readable(path / FILE)
            if write:
                self._db.executescript(_SCHEMA)
        self._decompressors: dict[int, zstandard.ZstdDecompressor] = {}
        self._compressor: zstandard.ZstdCompressor | None = None
        self._check_format(write=write)

    def close(self) -> None:
        with translated(self.path):
            self._db.close()

    def _check_format(self, *, write: bool) -> None:
        found = self.meta("format")
        if found == "" and write:
            self.set_meta("format", str(FORMAT))
            self.commit()
        elif found == "":
            raise LibraryMissingError(f"there is no library at {self.path}")
        elif found != str(FORMAT):
            raise LibraryVersionError(
                f"the library at {self.path} has format {found}, this program reads {FORMAT}",
                hint=_AGAIN,
            )

    # -------------------------------------------------------------- reading

    def meta(self, name: str) -> str:
        """A value, empty if it was never set."""
        with translated(self.path):
            row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def rows(self, keys: Iterable[int]) -> dict[int, Row]:
        """The packed records under these keys; missing ones are left out."""
        wanted = json.dumps(list(keys))
        with translated(self.path):
            found = self._db.execute(
                "SELECT key, version, place, data FROM records"
                " WHERE key IN (SELECT value FROM json_each(?))",
                (wanted,),
            )
            return {row[0]: Row(*row) for row in found}

    def all_rows(self) -> Iterator[Row]:
        """Every packed record by ascending key, in bounded memory."""
        last = -(1 << 63)
        while True:
            with translated(self.path):
                page = self._db.execute(
                    "SELECT key, version, place, data FROM records WHERE key > ?"
                    " ORDER BY key LIMIT 1000",
                    (last,),
                ).fetchall()
            if not page:
                return
            for row in page:
                yield Row(*row)
            last = page[-1][0]

    def records(self, keys: Iterable[int]) -> dict[int, Record]:
        """The records under these keys; missing ones are left out."""
        with translated(self.path):
            found = self._db.execute(
                "SELECT key, data FROM records WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            ).fetchall()
            return {key: decoded(self._plain(data)) for key, data in found}

    def all_keys(self) -> Iterator[int]:
        """Every key, ascending."""
        last = -(1 << 63)
        while True:
            with translated(self.path):
                page = self._db.execute(
                    "SELECT key FROM records WHERE key > ? ORDER BY key LIMIT 10000", (last,)
                ).fetchall()
            if not page:
                return
            yield from (row[0] for row in page)
            last = page[-1][0]

    def id_of(self, key: int) -> str:
        """``pmid:123``; for a record outside PubMed the id it was stored under."""
        if key >= 0:
            return f"pmid:{key}"
        with translated(self.path):
            row = self._db.execute("SELECT id FROM other_ids WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def files(self) -> tuple[FileNote, ...]:
        """Every file that was read or refused, in NLM's order, then by name."""
        with translated(self.path):
            found = self._db.execute(
                "SELECT digest, name, place, records, deleted, error FROM files"
                " ORDER BY place, name, digest"
            ).fetchall()
        return tuple(FileNote(*row) for row in found)

    def count(self) -> int:
        """Records counted now, not from memory."""
        with translated(self.path):
            return int(self._db.execute("SELECT count(*) FROM records").fetchone()[0])

    def is_sound(self) -> bool:
        """SQLite's own check of the file."""
        try:
            row = self._db.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError:
            return False
        return bool(row and row[0] == "ok")

    def unpacked(self, data: bytes) -> bytes:
        with translated(self.path):
            return self._plain(data)

    def _plain(self, data: bytes) -> bytes:
        number = zstandard.get_frame_parameters(data).dict_id
        decompressor = self._decompressors.get(number)
        if decompressor is None:
            decompressor = self._decompressor(number)
        return decompressor.decompress(data, max_output_size=_LARGEST_RECORD)

    def _decompressor(self, number: int) -> zstandard.ZstdDecompressor:
        if number:
            row = self._db.execute(
                "SELECT data FROM dictionaries WHERE id = ?", (number,)
            ).fetchone()
            if row is None:
                raise LibraryDamagedError(f"the library at {self.path} lost a dictionary")
            made = zstandard.ZstdDecompressor(dict_data=zstandard.ZstdCompressionDict(row[0]))
        else:
            made = zstandard.ZstdDecompressor()
        self._decompressors[number] = made
        return made

    # -------------------------------------------------------------- writing

    def set_meta(self, name: str, value: str) -> None:
        with translated(self.path):
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def packed(self, data: bytes) -> bytes:
        if self._compressor is None:
            self._compressor = _compressor(self.dictionary)
        return self._compressor.compress(data)

    @property
    def dictionary(self) -> bytes:
        """What this library's records are compressed with; empty before there are enough."""
        with translated(self.path):
            row = self._db.execute("SELECT data FROM dictionaries ORDER BY id LIMIT 1").fetchone()
        return bytes(row[0]) if row else b""

    @property
    def has_dictionary(self) -> bool:
        with translated(self.path):
            return self._db.execute("SELECT 1 FROM dictionaries").fetchone() is not None

    def train(self, samples: Iterable[bytes]) -> None:
        """Makes the dictionary of this library from its first records."""
        with translated(self.path):
            listed: list[bytes | bytearray | memoryview[int]] = [*samples]
            trained = zstandard.train_dictionary(_DICTIONARY_BYTES, listed, k=64, d=8)
            self._db.execute(
                "INSERT OR REPLACE INTO dictionaries VALUES (?, ?)",
                (trained.dict_id(), trained.as_bytes()),
            )
        self._compressor = None

    def put(self, rows: Iterable[Row], other_ids: Iterable[tuple[int, str]] = ()) -> None:
        """Stores packed records and marks them as pending for the index."""
        listed = [(row.key, row.version, row.place, row.data) for row in rows]
        keys = [(row[0],) for row in listed]
        with translated(self.path):
            self._db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", listed)
            self._db.executemany("INSERT OR REPLACE INTO pending VALUES (?)", keys)
            self._db.executemany("INSERT OR REPLACE INTO other_ids VALUES (?, ?)", other_ids)

    def drop(self, keys: Iterable[int]) -> None:
        """Takes records out and marks them as pending."""
        listed = [(key,) for key in keys]
        with translated(self.path):
            self._db.executemany("DELETE FROM records WHERE key = ?", listed)
            self._db.executemany("DELETE FROM other_ids WHERE key = ?", listed)
            self._db.executemany("INSERT OR REPLACE INTO pending VALUES (?)", listed)

    def tombstones(self, keys: Iterable[int]) -> dict[int, int]:
        """Key -> place of the update file that deleted it."""
        with translated(self.path):
            found = self._db.execute(
                "SELECT key, place FROM deleted WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            )
            return {int(row[0]): int(row[1]) for row in found}

    def bury(self, places: dict[int, int]) -> None:
        with translated(self.path):
            self._db.executemany("INSERT OR REPLACE INTO deleted VALUES (?, ?)", places.items())

    def exhume(self, keys: Iterable[int]) -> None:
        """A deleted record has come back."""
        with translated(self.path):
            self._db.executemany("DELETE FROM deleted WHERE key = ?", [(key,) for key in keys])

    def pending(self) -> tuple[int, ...]:
        with translated(self.path):
            found = self._db.execute("SELECT key FROM pending ORDER BY key").fetchall()
        return tuple(row[0] for row in found)

    def clear_pending(self) -> None:
        with translated(self.path):
            self._db.execute("DELETE FROM pending")

    def note_file(self, note: FileNote) -> None:
        with translated(self.path):
            self._db.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
                (note.digest, note.name, note.place, note.records, note.deleted, note.error),
            )

    def has_file(self, digest: str) -> bool:
        """Whether a file of this content is in the library."""
        with translated(self.path):
            return bool(
                self._db.execute(
                    "SELECT 1 FROM files WHERE digest = ? AND error = ''", (digest,)
                ).fetchone()
            )

    def commit(self) -> None:
        with translated(self.path):
            self._db.commit()

    def rollback(self) -> None:
        with translated(self.path):
            self._db.rollback()
        self._compressor = None
        self._decompressors.clear()


def _compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    data = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=data)


def packer(dictionary: bytes) -> Callable[[bytes], bytes]:
    """Compresses as a store with this dictionary does, without the store."""
    return _compressor(dictionary).compress


def _writable(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=5.0, check_same_thread=False)
    db.execute(f"PRAGMA page_size = {_PAGE}")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA cache_size = -32000")
    return db


def _readable(file: Path) -> sqlite3.Connection:
    """Read-only; on a medium where SQLite cannot keep its shared memory, as an unchanging file."""
    address = file.resolve().as_uri()
    try:
        db = sqlite3.connect(f"{address}?mode=ro", uri=True, check_same_thread=False)
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        db = sqlite3.connect(f"{address}?immutable=1", uri=True, check_same_thread=False)
    return db
