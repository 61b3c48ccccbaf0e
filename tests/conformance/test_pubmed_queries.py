"""PubMed's query language, row by row: what its help pages and the literature say of a query.

Each row of ``pubmed_queries.jsonl`` has a query, the expectation in the words of its source
(``said``), the page where that was read (``source``), and one way to check it:

- ``same``: another query with the same parse; ``flat``: the same but for nested AND and OR;
  ``not_same``: one with another
- ``explodes``, ``explodes_as``: what is searched with the headings, subheadings, types and
  filters below it (``below``: heading -> headings beneath)
- ``translates``, ``maps_as``, ``pieces``, ``maps_as_itself``: automatic term mapping, with the
  headings (``mesh``), journals, types and people that PubMed has
- ``finds``, ``misses``: records, made of a title, an abstract, headings, ...
- ``refused``: no query at all; ``refused_by``: search, refused by the library

A row that ``differs`` tells where this library does otherwise on purpose: the check must fail.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sceptic.domain.record import AbstractPart, Author, MeshHeading, Record
from sceptic.errors import QuerySyntaxError
from sceptic.library.filters import dated
from sceptic.library.history import Search, with_earlier
from sceptic.library.mapping import Mapped, exploded, mapped
from sceptic.library.memory import MemoryLibrary
from sceptic.library.query import And, Near, Node, Not, Or, Range, Term, parse, printed
from sceptic.library.thesaurus import MemoryThesaurus

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("pubmed_queries.jsonl").read_text("utf-8").splitlines()
]
Row = Mapping[str, Any]


def thesaurus(row: Row) -> MemoryThesaurus:
    below = row.get("below", {})
    names = dict(row.get("mesh", {})) | {h: h for h in below}
    return MemoryThesaurus(names, below, is_complete=True)


def node_of(row: Row) -> Node:
    node = parse(row["query"])
    earlier = [
        Search(int(number), query, query, 1, dt.date(2026, 1, 1), "x")
        for number, query in row.get("history", {}).items()
    ]
    if "today" in row:
        node = dated(node, dt.date.fromisoformat(row["today"]))
    return with_earlier(node, earlier)


def map_of(row: Row, query: str) -> Mapped:
    held = {f'"{name}"[ta]' for name in row.get("journals", ())}
    held |= {f'"{name}"[pt]' for name in row.get("types", ())} | set(row.get("people", ()))
    return mapped(parse(query), thesaurus(row), lambda node: printed(node) in held)


def plain(node: Node, *, searched: bool = False) -> Any:
    """A query without what is written but means nothing: case, quotes, nested AND and OR; once
    all that lies below is written out (``searched``), ``:noexp`` too.
    """
    match node:
        case And(nodes) | Or(nodes):
            parts = [plain(n, searched=searched) for n in nodes]
            kind = "AND" if isinstance(node, And) else "OR"
            flat = [p for one in parts for p in (one[1] if _is(one, kind) else [one])]
            return (kind, tuple(flat))
        case Not(wanted, unwanted):
            return ("NOT", *(plain(n, searched=searched) for n in (wanted, unwanted)))
        case Term(text, field, _, truncated, exact):
            return (text.lower(), field, truncated, exact and not searched)
        case _:
            return printed(node)


def _is(value: object, kind: str) -> bool:
    return isinstance(value, tuple) and value[0] == kind


def record(number: int, given: Mapping[str, Any]) -> Record:
    mesh = given.get("mesh", ())
    headings = [mesh] if isinstance(mesh, str) else mesh
    authors = []
    if "author" in given:
        last, _, initials = given["author"].rpartition(" ")
        authors.append(Author(last=last, initials=initials))
    if "group" in given:
        authors.append(Author(collective=given["group"]))
    if "affiliation" in given:
        authors.append(Author(last="Nobody", affiliations=(given["affiliation"],)))
    return Record(
        id=f"pmid:{number}",
        title=given.get("title", "nothing"),
        abstract=tuple(AbstractPart(t) for t in [given.get("abstract", "")] if t),
        mesh=tuple(heading(text) for text in headings),
        authors=tuple(authors),
        conflict_of_interest=given.get("cois", ""),
        publication_types=tuple(t for t in [given.get("type", "")] if t),
    )


def heading(text: str) -> MeshHeading:
    name, slash, qualifier = text.partition("/")
    pairs = ((qualifier.lstrip("*"), qualifier.startswith("*")),) if slash else ()
    return MeshHeading(name.lstrip("*"), qualifiers=pairs, major=name.startswith("*"))


def found(row: Row, texts: str) -> set[bool]:
    """Whether each record is found, all of them together."""
    answers = set()
    for given in row.get(texts, ()):
        library = MemoryLibrary((record(1, given), Record(id="pmid:2", title="something else")))
        hits = library.search(node_of(row), limit=9).hits
        answers.add("pmid:1" in {hit.record_id for hit in hits})
    return answers


def _is_refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except QuerySyntaxError:
        return True
    return False


def _exploded_as(row: Row) -> bool:
    left, right = (parse(row[name]) for name in ("query", "explodes_as"))
    mesh = thesaurus(row)
    sides = [plain(exploded(side, mesh), searched=True) for side in (left, right)]
    return bool(sides[0] == sides[1])


def _pieces(row: Row) -> bool:
    return bool([[t.words, t.by] for t in map_of(row, row["query"]).translations] == row["pieces"])


CHECKS: dict[str, Callable[[Row], bool]] = {
    "same": lambda row: node_of(row) == parse(row["same"]),
    "flat": lambda row: plain(parse(row["query"])) == plain(parse(row["flat"])),
    "not_same": lambda row: (
        plain(map_of(row, row["query"]).node) != plain(map_of(row, row["not_same"]).node)
    ),
    "explodes": lambda row: (
        plain(exploded(parse(row["query"]), thesaurus(row)), searched=True)
        == plain(parse(row["explodes"]), searched=True)
    ),
    "explodes_as": _exploded_as,
    "translates": lambda row: (
        plain(map_of(row, row["query"]).node) == plain(parse(row["translates"]))
    ),
    "maps_as": lambda row: (
        plain(map_of(row, row["query"]).node) == plain(map_of(row, row["maps_as"]).node)
    ),
    "maps_as_itself": lambda row: map_of(row, row["query"]).node == parse(row["query"]),
    "pieces": _pieces,
    "finds": lambda row: found(row, "finds") == {True},
    "misses": lambda row: found(row, "misses") == {False},
    "refused": lambda row: _is_refused(lambda: parse(row["query"])),
    "refused_by": lambda row: not _is_refused(lambda: MemoryLibrary(()).count(parse(row["query"]))),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["query"][:50])
def test_a_row(row: Row) -> None:
    checks = [name for name in CHECKS if name in row]
    assert checks
    holds = all(CHECKS[name](row) for name in checks)
    assert holds is ("differs" not in row), (row["said"], row["source"])
    if "refused" not in row:
        node = node_of(row)
        assert parse(printed(node)) == node


def test_there_are_enough_rows_and_each_has_its_source() -> None:
    assert len(ROWS) >= 200
    assert all(row["source"].startswith("http") and row["said"] for row in ROWS)


def test_every_leaf_kind_occurs() -> None:
    kinds: set[type] = set()
    for row in ROWS:
        if "refused" not in row:
            kinds |= {type(leaf) for leaf in _leaves(node_of(row))}
    assert kinds >= {Term, Near, Range}


def _leaves(node: Node) -> list[Node]:
    match node:
        case And(nodes) | Or(nodes):
            return [leaf for one in nodes for leaf in _leaves(one)]
        case Not(wanted, unwanted):
            return _leaves(wanted) + _leaves(unwanted)
        case _:
            return [node]
