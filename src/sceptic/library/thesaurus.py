"""MeSH beside a library: which heading a word means, and which headings lie below one.

Kept in ``mesh.sqlite3`` in the library's folder, so that opening costs nothing; made again as a
whole when a newer MeSH is loaded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sceptic.errors import LibraryMissingError
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.library.document import normal
from sceptic.library.store import translated

if TYPE_CHECKING:
    from sceptic.sources.mesh import Descriptor

FILE = "mesh.sqlite3"
_SHORTEST = 3

_SCHEMA = """
CREATE TABLE names (name TEXT PRIMARY KEY, heading TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE trees (tree TEXT PRIMARY KEY, heading TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX headings ON trees (heading);
"""


class Thesaurus(Protocol):
    """What a query needs to know of MeSH. Headings go by the name that NLM prints."""

    @property
    def is_complete(self) -> bool:
        """Whether a name that is not here is no heading at all."""

    def heading(self, text: str) -> str | None:
        """The heading of this name or entry term, ``None`` if there is none."""

    def narrower(self, heading: str) -> tuple[str, ...]:
        """Every heading below this one, in alphabetical order, without itself."""


class MemoryThesaurus:
    """A small thesaurus from plain values: for tests and for the shipped vocabulary.

    Args:
        names: name or entry term -> heading.
        below: heading -> the headings directly below it.
        is_complete: the names are the whole of a MeSH.

    """

    def __init__(
        self,
        names: Mapping[str, str],
        below: Mapping[str, Iterable[str]],
        *,
        is_complete: bool = False,
    ) -> None:
        self.is_complete = is_complete
        self._names = {normal(name): heading for name, heading in names.items()}
        self._names.update({normal(h): h for h in dict.fromkeys(names.values())})
        self._below = {heading: tuple(each) for heading, each in below.items()}

    def heading(self, text: str) -> str | None:
        return self._names.get(normal(text))

    def narrower(self, heading: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        queue = list(self._below.get(heading, ()))
        while queue:
            one = queue.pop()
            if one not in found:
                found[one] = None
                queue.extend(self._below.get(one, ()))
        found.pop(heading, None)
        return tuple(sorted(found))


class DiskThesaurus:
    """The MeSH that was loaded into a library's folder."""

    is_complete = True

    def __init__(self, library: Path) -> None:
        if not (library / FILE).is_file():
            raise LibraryMissingError(f"no MeSH has been loaded into {library}")
        self._path = library
        with translated(library):
            address = (library / FILE).resolve().as_uri()
            self._db = sqlite3.connect(
                f"{address}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )

    def close(self) -> None:
        self._db.close()

    def heading(self, text: str) -> str | None:
        with translated(self._path):
            row = self._db.execute(
                "SELECT heading FROM names WHERE name = ?", (normal(text),)
            ).fetchone()
        return str(row[0]) if row else None

    def narrower(self, heading: str) -> tuple[str, ...]:
        with translated(self._path):
            found = self._db.execute(
                "SELECT DISTINCT below.heading FROM trees AS here JOIN trees AS below"
                " ON below.tree > here.tree || '.' AND below.tree < here.tree || '/'"
                " WHERE here.heading = ? AND below.heading <> ? ORDER BY 1",
                (heading, heading),
            ).fetchall()
        return tuple(row[0] for row in found)


NO_HEADINGS = MemoryThesaurus({}, {})


@cache
def shipped_thesaurus() -> MemoryThesaurus:
    """The headings that the vocabulary of the package names: what there is without a MeSH file.

    A name that stands for several headings or for a part of one stands for none, nor does an
    abbreviation.
    """
    names: dict[str, str] = {}
    for concept in shipped_vocabulary().concepts:
        if len(concept.headings) != 1:
            continue
        (heading,) = concept.headings
        if normal(heading) in {normal(name) for name in concept.names}:
            for name in concept.names:
                if len(name) > _SHORTEST:
                    names.setdefault(name, heading)
    return MemoryThesaurus(names, {})


def load_thesaurus(descriptors: Iterable[Descriptor], library: Path) -> int:
    """Writes the headings into the library's folder; returns how many.

    A heading's own name wins over an equal entry term of another. The old file stays until the
    new one is whole.
    """
    made = library / f"{FILE}.new"
    count = 0
    with translated(library):
        library.mkdir(parents=True, exist_ok=True)
        made.unlink(missing_ok=True)
        db = sqlite3.connect(made)
        try:
            db.executescript(_SCHEMA)
            for descriptor in descriptors:
                count += 1
                _insert(db, descriptor)
            db.commit()
        except BaseException:
            db.close()
            made.unlink(missing_ok=True)
            raise
        db.close()
        made.replace(library / FILE)
    return count


def _insert(db: sqlite3.Connection, descriptor: Descriptor) -> None:
    name = descriptor.name
    db.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (normal(name), name))
    entries = [(normal(entry), name) for entry in descriptor.names]
    db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", entries)
    trees = [(tree, name) for tree in descriptor.trees]
    db.executemany("INSERT OR IGNORE INTO trees VALUES (?, ?)", trees)
