"""Ovid MEDLINE strategies -> PubMed queries.

A strategy is a list of numbered lines that refer to each other; its last line is the search. What
PubMed's language cannot say exactly is said more broadly and noted (nearness of truncated words,
limited truncation); what it cannot say at all is refused with its line and column.
Field codes: Ovid MEDLINE Database Guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sceptic.errors import QuerySyntaxError
from sceptic.library.ovid_line import ENTRY_NOTE, Line
from sceptic.library.query import (
    DEEPEST,
    MOST_NODES,
    Earlier,
    Node,
    Range,
    all_of,
    any_of,
    extent_of,
    parse,
    rewritten,
)

LONGEST = 1_000_000
"""Characters of a strategy; a longer one is refused."""

_LIMITS = {
    **dict.fromkeys(("human", "humans"), "humans[mh]"),
    **dict.fromkeys(("animal", "animals"), "animals[mh]"),
    "english": "english[la]",
    "english language": "english[la]",
    "randomized controlled trial": "randomized controlled trial[pt]",
    "clinical trial": "clinical trial[pt]",
    "controlled clinical trial": "controlled clinical trial[pt]",
    "meta analysis": "meta-analysis[pt]",
    '"all child (0 to 18 years)"': "allchild[filter]",
    '"all adult (19 plus years)"': "alladult[filter]",
    '"review"': "review[pt]",
}
_NUMBER = re.compile(r"\s*#\s*(\d{1,3})\s*[.):\t]?\s*|\s*(\d{1,3})\s*[.):\t]\s*")
_BARE_NUMBER = re.compile(r"\s*(\d{1,3})\s+(?=\S)")
_PUBMED = re.compile(
    r"\[\s*(?:tw|tiab|ti|mesh|mh|pt|sb|title|text word|publication)", re.IGNORECASE
)
_SEARCH = re.compile(r"\s*search:?\s", re.IGNORECASE)
_HINT = re.compile(r"\[mp\s*=[^\]]*\]|\(\d+\)\s*$")
_SET = re.compile(r"\s*(or|and)\s*/\s*([\d,\s-]+)$", re.IGNORECASE)
_LIMIT = re.compile(r"\s*limit\s+(\d+)\s+to\s+(.+)$", re.IGNORECASE)
_SAME = re.compile(r"\s*(?:remove duplicates from|\.\.dedup)\s+(\d+)\s*$", re.IGNORECASE)
_ENTERED = re.compile(r"ed\s*=\s*(\d{4})(\d\d)(\d\d)\s*-\s*(\d{4})(\d\d)(\d\d)", re.IGNORECASE)
_YEARS = re.compile(r'yr\s*=\s*"?(\d{4})\s*-\s*(\d{4}|current)?"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OvidQuery:
    """The search of the last line; ``notes`` say where it finds more than Ovid's would."""

    node: Node
    notes: tuple[str, ...]


def query_from_ovid(text: str) -> OvidQuery:
    """Translate a strategy.

    Raises:
        QuerySyntaxError: with line and column, for what cannot be read or said in PubMed.

    """
    if len(text) > LONGEST:
        raise QuerySyntaxError("the strategy is longer than a million characters", column=LONGEST)
    reader = _Strategy()
    last: Node | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            last = reader.line(line, number)
    if last is None:
        raise QuerySyntaxError("the strategy is empty", column=1)
    return OvidQuery(last, tuple(dict.fromkeys(reader.notes)))


class _Strategy:
    """The lines so far, and the line being read."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._lines: dict[int, Node] = {}
        self._number = 0
        self._row = 0

    def line(self, text: str, row: int) -> Node:
        self._row = row
        found = _NUMBER.match(text)
        number = int(found[1] or found[2]) if found else self._number + 1
        start = found.end() if found else 0
        bare = _BARE_NUMBER.match(text)
        if not found and bare and int(bare[1]) == self._number + 1:
            start = bare.end()
        rest = _HINT.sub("", text[start:]).rstrip().rstrip(";")
        self._number = number
        try:
            node = self._read(rest, start)
        except ValueError as error:
            raise self.refused(str(error)[:80], start) from error
        depth, count = extent_of(node)
        if depth > DEEPEST or count > MOST_NODES:
            raise self.refused("lines within lines too deep", start)
        self._lines[self._number] = node
        return node

    def _read(self, text: str, start: int) -> Node:
        if found := _SET.match(text):
            nodes = tuple(self._earlier(n, start) for n in _numbers(found[2]))
            if nodes:
                return any_of(*nodes) if found[1].lower() == "or" else all_of(*nodes)
        if found := _LIMIT.match(text):
            return self._limited(self._earlier(int(found[1]), start), found[2], start)
        if found := _SAME.match(text):
            return self._earlier(int(found[1]), start)
        if _PUBMED.search(text) or _SEARCH.match(text):
            return self._pubmed(text, start)
        return Line(self, text, start).node()

    def _pubmed(self, text: str, start: int) -> Node:
        """A line in PubMed's own language among the others."""
        found = _SEARCH.match(text)
        offset = found.end() if found else 0
        try:
            node = parse(text[offset:])
        except QuerySyntaxError as error:
            why = error.message.rpartition(" (column")[0]
            raise self.refused(why, start + offset + error.column - 1) from error

        def change(leaf: Node) -> Node:
            return self._earlier(leaf.number, start) if isinstance(leaf, Earlier) else leaf

        return rewritten(node, change)

    def _limited(self, node: Node, limits: str, start: int) -> Node:
        wanted: list[Node] = [node]
        wanted += [
            Range(years[1], (years[2] or "3000").replace("current", "3000"), "dp")
            for years in _YEARS.finditer(limits)
        ]
        for days in _ENTERED.finditer(limits):
            self.notes.append(ENTRY_NOTE)
            low, high = "/".join(days.group(1, 2, 3)), "/".join(days.group(4, 5, 6))
            wanted.append(Range(low, high, "edat"))
        rest = _ENTERED.sub("", _YEARS.sub("", limits)).strip().strip("()")
        for limit in re.split(r"\s+and\s+|\s*,\s*", rest):
            name = limit.strip().strip("()").lower()
            if name and name not in _LIMITS:
                raise self.refused(f"this limit has no counterpart: {name[:40]!r}", start)
            if name:
                wanted.append(parse(_LIMITS[name]))
        return all_of(*wanted)

    def earlier(self, number: int) -> Node | None:
        return self._lines.get(number) if number < self._number else None

    def _earlier(self, number: int, column: int) -> Node:
        found = self.earlier(number)
        if found is None:
            raise self.refused(f"there is no line {number} above", column)
        return found

    def refused(self, why: str, column: int) -> QuerySyntaxError:
        return QuerySyntaxError(f"line {self._row}: {why}", column=column + 1)


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for part in text.split(","):
        low, _, high = part.strip().partition("-")
        if low.strip().isdecimal():
            last = int(high) if high.strip().isdecimal() else int(low)
            numbers.extend(range(int(low), last + 1))
    return numbers
