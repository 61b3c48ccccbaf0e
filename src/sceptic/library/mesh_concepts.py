"""MeSH beside a library as concepts that a question may name.

Kept in ``concepts.sqlite3`` in the library's folder and looked up a name at a time, so that
opening costs nothing. What is a condition, an intervention or a population is told by the places
in the tree; parents come from the tree, names from the entry terms in reading order. Nothing here
knows the shipped vocabulary: ``language.extension`` joins the two.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sceptic.domain.claim import Concept, ConceptKind, Valence
from sceptic.errors import LibraryMissingError
from sceptic.language.extension import PREFIX, Name, in_reading_order
from sceptic.language.text import WORD, normalised_word, sentences
from sceptic.language.vocabulary import EVERYDAY_WORDS
from sceptic.library.store import translated

if TYPE_CHECKING:
    from sceptic.sources.mesh import Descriptor

FILE = "concepts.sqlite3"
_SCHEMA = """
CREATE TABLE concepts (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
    heading TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL, below INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE names (words TEXT PRIMARY KEY, id TEXT NOT NULL, place INTEGER NOT NULL,
    text TEXT NOT NULL, surface TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX names_of ON names (id, place);
CREATE TABLE edges (child TEXT NOT NULL, parent TEXT NOT NULL, PRIMARY KEY (child, parent)
) WITHOUT ROWID;
CREATE INDEX below ON edges (parent, child);
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

# Places in the tree and what they make of a heading; the first that fits decides.
_KINDS: tuple[tuple[tuple[str, ...], ConceptKind], ...] = (
    (("C", "F03"), ConceptKind.CONDITION),
    (("M01.060", "M01.150", "M01.643"), ConceptKind.POPULATION),
    (("D", "E02", "E03", "E04", "E06", "F04.754", "G07.203.650.240", "J02", "N02.421"),
     ConceptKind.INTERVENTION),
    (("B01.650", "B03", "B04", "I03.350", "I03.450", "E01.370", "E07.695"),
     ConceptKind.INTERVENTION),
)  # fmt: skip
# Places that make no condition: what happens in any disease ("necrosis", "chronic disease").
_PROCESSES = ("C23.300", "C23.550")
# Headings too wide to be a part of a claim.
_TOO_WIDE = frozenset(
    " ".join(each.split())
    for each in """
    air; aftercare; association; biomarkers; biological products; chemicals; disease; drugs;
    elements; emergencies; food;
    gases; ions; ligands; methods; minerals; molecular probes; patient care; patients;
    pharmaceutical preparations; placebos; powders; proteins; reagents; solutions; solvents;
    students; therapeutics; tissues; water
    """.split(";")
)
_SUPPLEMENTARY = {
    "1": ConceptKind.INTERVENTION,
    "2": ConceptKind.INTERVENTION,
    "3": ConceptKind.CONDITION,
}
_LONGEST_NOTE = 60
"""Words of a scope note that a brief quotes: whole sentences up to so many."""
_YEAR = re.compile(r"(?:19|20)\d\d")


class DiskConcepts:
    """The concepts of the MeSH that was loaded into a library's folder."""

    def __init__(self, library: Path) -> None:
        path = library / FILE
        if not path.is_file():
            raise LibraryMissingError(f"no MeSH has been loaded into {library}")
        self._path = library
        with translated(library):
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
        self.version = self._one("SELECT value FROM meta WHERE name = 'digest'")

    def close(self) -> None:
        self._db.close()

    def concept(self, concept_id: str) -> Concept | None:
        rows = self._rows(
            "SELECT kind, name, heading, note, source FROM concepts WHERE id = ?", concept_id
        )
        if not rows:
            return None
        kind, name, heading, note, source = rows[0]
        named = self._rows("SELECT text FROM names WHERE id = ? ORDER BY place", concept_id)
        parents = self._rows("SELECT parent FROM edges WHERE child = ? ORDER BY 1", concept_id)
        names = dict.fromkeys((name, *(text for (text,) in named)))
        is_condition = kind == ConceptKind.CONDITION
        return Concept(
            id=concept_id,
            name=name,
            kind=ConceptKind(kind),
            names=tuple(names),
            headings=(heading,) if heading else (),
            broader=tuple(parent for (parent,) in parents),
            definition=note,
            definition_source=source if note else "",
            valence=Valence.LESS_IS_BETTER if is_condition else Valence.UNKNOWN,
        )

    def starting_with(self, word: str) -> tuple[Name, ...]:
        rows = self._rows(
            "SELECT n.words, n.surface, n.id, c.kind FROM names AS n JOIN concepts AS c USING (id)"
            " WHERE n.words = ?1 OR (n.words > ?1 || ' ' AND n.words < ?1 || '!') ORDER BY n.words",
            word,
        )
        return tuple(
            Name(tuple(words.split()), surface, one, ConceptKind(kind))
            for words, surface, one, kind in rows
        )

    def with_name(self, words: str) -> str:
        return self._one("SELECT id FROM names WHERE words = ?", words)

    def narrower(self, concept_id: str) -> tuple[str, ...]:
        rows = self._rows("SELECT child FROM edges WHERE parent = ? ORDER BY 1", concept_id)
        return tuple(child for (child,) in rows)

    def below(self, concept_id: str) -> int:
        return int(self._one("SELECT below FROM concepts WHERE id = ?", concept_id) or 0)

    def has_word(self, word: str) -> bool:
        return bool(self._one("SELECT 1 FROM words WHERE word = ?", word))

    def _one(self, query: str, *values: str) -> str:
        rows = self._rows(query, *values)
        return str(rows[0][0]) if rows else ""

    def _rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        with translated(self._path):
            return self._db.execute(query, values).fetchall()


# ------------------------------------------------------------------------------- loading


def load_concepts(
    descriptors: Iterable[Descriptor], library: Path, *, digest: str, edition: str
) -> int:
    """Writes the concepts into the library's folder; returns how many.

    Supplementary concepts are added to the headings that were loaded before; headings begin anew.
    The old file stays until the new one is whole.

    Args:
        descriptors: of one file, headings or supplementary concepts.
        library: the library's folder.
        digest: of the file, which becomes part of what a brief says of its rules.
        edition: ``MeSH 2026``, printed with a scope note.

    """
    made = library / f"{FILE}.new"
    records = iter(descriptors)
    first = next(records, None)
    if first is None:
        return 0
    with translated(library):
        library.mkdir(parents=True, exist_ok=True)
        made.unlink(missing_ok=True)
        adds = not first.trees and bool(first.supplementary_class) and (library / FILE).is_file()
        if adds:
            made.write_bytes((library / FILE).read_bytes())
        db = sqlite3.connect(made)
        try:
            if not adds:
                db.executescript(_SCHEMA)
            count = _Loader(db, edition).load(first, records)
            _note_digest(db, digest)
            db.commit()
        except BaseException:
            db.close()
            made.unlink(missing_ok=True)
            raise
        db.close()
        made.replace(library / FILE)
    return count


def _note_digest(db: sqlite3.Connection, digest: str) -> None:
    before = db.execute("SELECT value FROM meta WHERE name = 'digest'").fetchone()
    whole = "+".join(dict.fromkeys([*(before[0].split("+") if before else ()), digest[:12]]))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('digest', ?)", (whole,))


class _Loader:
    """Writes headings one after the other; what needs all of them comes at the end."""

    def __init__(self, db: sqlite3.Connection, edition: str) -> None:
        self._db = db
        self._edition = edition
        self._places: dict[str, str] = {}
        self._edges: list[tuple[str, str]] = []
        self._words: set[str] = set()
        self._count = 0

    def load(self, first: Descriptor, rest: Iterator[Descriptor]) -> int:
        self._record(first)
        for descriptor in rest:
            self._record(descriptor)
        self._db.executemany("INSERT OR IGNORE INTO words VALUES (?)", zip(sorted(self._words)))
        self._tree()
        self._db.executemany("INSERT OR IGNORE INTO edges VALUES (?, ?)", self._edges)
        self._db.execute(
            "DELETE FROM edges WHERE (SELECT kind FROM concepts WHERE id = child)"
            " IS NOT (SELECT kind FROM concepts WHERE id = parent)"
        )
        return self._count

    def _record(self, descriptor: Descriptor) -> None:
        kind = kind_of(descriptor)
        if kind is None:
            return
        own = f"{PREFIX}{descriptor.ui}"
        self._places.update(dict.fromkeys(descriptor.trees, own))
        heading = "" if descriptor.supplementary_class else descriptor.name
        source = f"{self._edition} {descriptor.ui}"
        elsewhere = {name for other in descriptor.others for name in other.names}
        names = [descriptor.name, *(n for n in descriptor.names if n not in elsewhere)]
        self._concept(own, kind, heading, descriptor.note, source, names)
        self._edges += [(own, f"{PREFIX}{ui}") for ui in descriptor.mapped_to]
        for other in descriptor.others:
            inner = f"{PREFIX}{other.ui}"
            self._concept(inner, kind, heading, other.note, source, list(other.names))
            if other.relation == "NRW":
                self._edges.append((inner, own))

    def _concept(
        self, own: str, kind: ConceptKind, heading: str, note: str, source: str, names: list[str]
    ) -> None:
        rows = list(_rows_of(own, names))
        if not rows:
            return
        self._count += 1
        said = opening(note)
        preferred, *further = rows
        self._db.execute("INSERT OR REPLACE INTO concepts VALUES (?, ?, ?, ?, ?, ?, 0)",
                         (own, kind.value, preferred[3], heading, said, source))  # fmt: skip
        self._db.execute(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?) ON CONFLICT (words) DO UPDATE SET"
            " id = excluded.id, place = 0, text = excluded.text, surface = excluded.surface"
            " WHERE place > 0", preferred,
        )  # fmt: skip
        self._db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?, ?)", further)
        for row in rows:
            self._words.update(row[0].split())

    def _tree(self) -> None:
        """Parents by place, and how many places lie below each heading."""
        below: Counter[str] = Counter()
        for tree, own in self._places.items():
            above = tree.rpartition(".")[0]
            if above in self._places and self._places[above] != own:
                self._edges.append((own, self._places[above]))
            while above:
                below[self._places.get(above, "")] += 1
                above = above.rpartition(".")[0]
        self._db.executemany(
            "UPDATE concepts SET below = ? WHERE id = ?", [(n, i) for i, n in below.items()]
        )


def kind_of(descriptor: Descriptor) -> ConceptKind | None:
    """What a heading names, by its places in the tree; ``None`` for what no claim is about."""
    if descriptor.supplementary_class:
        return _SUPPLEMENTARY.get(descriptor.supplementary_class)
    trees = [tree for tree in descriptor.trees if not tree.startswith(_PROCESSES)]
    if " ".join(descriptor.name.lower().split()) in _TOO_WIDE:
        return None
    for starts, kind in _KINDS:
        if any(tree.startswith(starts) for tree in trees):
            return kind
    return None


def opening(note: str) -> str:
    """The first sentences of a scope note, without the book it was taken from in brackets."""
    kept: list[str] = []
    for sentence in sentences(note):
        if sentence.text.startswith(("(", "[")):
            continue
        if kept and len(" ".join((*kept, sentence.text)).split()) > _LONGEST_NOTE:
            break
        kept.append(sentence.text)
    return " ".join(kept)


def edition_of(file_name: str) -> str:
    """``MeSH 2026`` for ``desc2026.xml.gz``, plain ``MeSH`` where the name holds no year."""
    year = _YEAR.search(file_name)
    return f"MeSH {year.group()}" if year else "MeSH"


def _rows_of(own: str, names: Iterable[str]) -> Iterator[tuple[str, str, int, str, str]]:
    """``(words, id, place, text, surface)`` of each name that a question may hold, each once."""
    seen: set[str] = set()
    for place, term in enumerate(names):
        text = in_reading_order(term)
        words = " ".join(map(normalised_word, WORD.findall(text)))
        if words in seen or not _is_sayable(words):
            continue
        seen.add(words)
        yield words, own, place if seen - {words} else 0, text, _surface(text)


def _is_sayable(words: str) -> bool:
    """A word of three letters at least, or a code of two letters and two digits ("zb 12")."""
    letters, digits = (sum(map(kind, words)) for kind in (str.isalpha, str.isdecimal))
    is_code = letters > 1 and digits > 1
    return is_code or any(len(word) > 2 and word[0].isalpha() for word in words.split())


def _surface(text: str) -> str:
    """Set where the name is told from an everyday word by its capitals alone."""
    is_short = text.isalpha() and (len(text) <= 3 and text.isupper())
    return text.upper() if is_short or text.lower() in EVERYDAY_WORDS else ""
