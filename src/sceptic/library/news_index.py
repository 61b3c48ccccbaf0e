"""A corpus of news in one file that can be counted offline: SQLite's full-text index.

An article stands once, by the hash of its title and text. Reading a file again adds nothing; a cut
run is taken up by running it again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sceptic.errors import FileFormatError, InputError, LibraryMissingError
from sceptic.sources.news_files import NewsItem, news_items

_FORMAT = 1
_AT_ONCE = 2_000
_TABLES = """
CREATE TABLE IF NOT EXISTS articles (id INTEGER PRIMARY KEY, digest BLOB UNIQUE NOT NULL, day TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    title, body, content='', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

_WITHIN = "(day <= :last OR (:last = '9999' AND day IS NULL))"
_EXTENT = f"SELECT count(*), min(day), max(day) FROM articles WHERE {_WITHIN}"  # noqa: S608
_COUNT = (
    "SELECT substr(day, 1, 4), count(*) FROM words JOIN articles ON id = words.rowid"  # noqa: S608
    f" WHERE words MATCH :match AND {_WITHIN} GROUP BY 1 ORDER BY 1"
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What one run did: articles ``added``, ``known`` before, ``empty`` ones passed over."""

    added: int
    known: int
    empty: int


@dataclass(frozen=True, slots=True)
class NewsCount:
    """Articles that name all of several things: by year of those with a day, and in all."""

    by_year: tuple[tuple[int, int], ...]
    total: int
    of: int
    first: dt.date
    last: dt.date


def index_news(
    paths: Iterable[Path],
    place: Path,
    name: str = "",
    progress: Callable[[int], None] | None = None,
) -> Indexed:
    """Read news files into an index.

    Raises:
        FileFormatError: a file is none of news, or ``place`` holds something else.
        InputError: it cannot be read or written.
    """
    added = known = empty = 0
    with closing(_connected(place, is_new=True)) as db:
        if name:
            db.execute("INSERT OR REPLACE INTO about VALUES ('name', ?)", (name,))
        for path in paths:
            for item in news_items(path):
                if item is None:
                    empty += 1
                elif _added(db, item):
                    added += 1
                else:
                    known += 1
                if (added + known) % _AT_ONCE == 0:
                    db.commit()
                    if progress is not None:
                        progress(added + known)
            db.commit()
    return Indexed(added, known, empty)


def _added(db: sqlite3.Connection, item: NewsItem) -> bool:
    digest = hashlib.blake2b(f"{item.title}\0{item.text}".encode(), digest_size=16).digest()
    day = item.day.isoformat() if item.day else None
    row = db.execute("INSERT OR IGNORE INTO articles (digest, day) VALUES (?, ?)", (digest, day))
    if row.rowcount != 1:
        return False
    db.execute(
        "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
        (row.lastrowid, item.title, item.text),
    )
    return True


class NewsIndex:
    """An index that was made, for reading.

    Raises:
        LibraryMissingError: there is none.
        FileFormatError: the file is something else.
    """

    def __init__(self, place: Path) -> None:
        if not place.is_file():
            raise LibraryMissingError(
                f"there is no index of news at {place}", hint="sceptic attention index FILES"
            )
        self._db = _connected(place)
        row = self._db.execute("SELECT value FROM about WHERE name = 'name'").fetchone()
        self.name = str(row[0]) if row else place.stem

    def close(self) -> None:
        self._db.close()

    def count(
        self, names: tuple[tuple[str, ...], ...], until: dt.date | None = None
    ) -> NewsCount | None:
        """Articles that name all of several things, each under any of its names.

        Articles without a day are counted only where no last day is asked for. ``None`` where the
        corpus holds no article of that time.
        """
        match = " AND ".join(
            f"({' OR '.join(_phrase(name) for name in each if _words(name))})" for each in names
        )
        limit = until.isoformat() if until else "9999"
        of, first, last = self._db.execute(_EXTENT, {"last": limit}).fetchone()
        if not of or first is None:
            return None
        rows = self._db.execute(_COUNT, {"match": match, "last": limit}).fetchall()
        dated = tuple((int(year), count) for year, count in rows if year is not None)
        total = sum(count for _, count in rows)
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        return NewsCount(dated, total, of, *days)


def _phrase(name: str) -> str:
    return '"' + " ".join(_words(name)) + '"'


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name)


def _connected(place: Path, *, is_new: bool = False) -> sqlite3.Connection:
    try:
        if is_new:
            place.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(place if is_new else f"file:{place}?mode=ro", uri=not is_new)
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version not in ((0, _FORMAT) if is_new else (_FORMAT,)):
            raise FileFormatError(f"{place} is no index of news of this version")
        if is_new:
            db.executescript(_TABLES)
            db.execute(f"PRAGMA user_version={_FORMAT}")
    except (OSError, sqlite3.OperationalError) as error:
        raise InputError(f"cannot open {place}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise FileFormatError(f"{place} is no index of news: {error}") from error
    return db
