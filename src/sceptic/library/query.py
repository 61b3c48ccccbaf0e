"""PubMed's query language as values: parse, print, combine. Pure.

    parse('hair loss[tiab] AND "Finasteride"[mh]')
    And((Term('hair loss', 'tiab'), Term('Finasteride', 'mh', phrase=True)))

Rules (PubMed User Guide, https://pubmed.ncbi.nlm.nih.gov/help/): AND, OR and NOT in capitals (in
small letters only behind a tag, a phrase or a parenthesis, where no word can be meant), worked off
from left to right without precedence; parentheses; ``"phrases"``; a tag behind the
words it applies to; ``wrinkl*``; ``"a b"[tiab:~3]`` for words near each other;
``2000:2010[dp]``; ``#1`` for an earlier search. Terms side by side are joined by AND.
``parse(printed(node)) == node`` for every node.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sceptic.library.fields import EXPLODING, NAMES, NEARBY, RANGED

DEEPEST = 200
"""Nodes within nodes; a deeper query is refused."""

MOST_NODES = 200_000
"""Nodes of a query that is made of earlier ones; a larger one is refused."""

FARTHEST = 1000
"""Words between the words of a proximity search."""

_RESERVED = re.compile(r'[()\[\]"]')
_OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a field.

    ``field`` is a short name of ``fields`` and empty for an untagged term, which searches all
    fields and is open to term mapping. ``phrase`` keeps the words together; ``truncated`` lets
    the last word go on. ``exact`` is ``:noexp``, the heading without its narrower ones.

    Raises:
        ValueError: the text would not survive printing and parsing; ``term_of`` cleans it first.

    """

    text: str
    field: str = ""
    phrase: bool = False
    truncated: bool = False
    exact: bool = False

    def __post_init__(self) -> None:
        _check_field(self.field)
        if self.exact and self.field not in EXPLODING:
            raise ValueError(f"[{self.field}] has no narrower headings to leave out")
        clean = self.text == " ".join(self.text.split()) and self.text not in ("", "*")
        fits = '"' not in self.text if self.phrase else _is_bare(self.text, self.field)
        if not clean or not fits or self.text.endswith("*"):
            raise ValueError(f"no text for a term: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Near:
    """The words of ``text`` within ``distance`` other words of each other, in any order."""

    text: str
    field: str
    distance: int

    def __post_init__(self) -> None:
        _check_field(self.field)
        if self.field not in NEARBY or not 0 <= self.distance <= FARTHEST:
            raise ValueError(f"[{self.field}:~{self.distance}] is no proximity field")
        if '"' in self.text or self.text != " ".join(self.text.split()) or not self.text:
            raise ValueError(f"no words for a proximity search: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Range:
    """``low`` to ``high``, both included, as written: ``2000``, ``2000/01/31``, ``3000``."""

    low: str
    high: str
    field: str

    def __post_init__(self) -> None:
        _check_field(self.field)
        if self.field not in RANGED:
            raise ValueError(f"[{self.field}] takes no range")
        for text in (self.low, self.high):
            if '"' in text or text != " ".join(text.split()) or not text:
                raise ValueError(f"no limit for a range: {text!r}")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The result of an earlier search, ``#1``."""

    number: int


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        _check_operands(self.nodes)


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        _check_operands(self.nodes)


@dataclass(frozen=True, slots=True)
class Not:
    """What matches ``wanted`` and does not match ``unwanted``."""

    wanted: Node
    unwanted: Node


Node = Term | Near | Range | Earlier | And | Or | Not


def _check_field(field: str) -> None:
    if field and field not in NAMES:
        raise ValueError(f"unknown field {field!r}")


def _check_operands(nodes: tuple[Node, ...]) -> None:
    if len(nodes) < 2:
        raise ValueError("AND and OR join at least two nodes")


def _is_bare(text: str, field: str) -> bool:
    """Whether the text may stand without quotes."""
    words = text.split(" ")
    return not (
        _RESERVED.search(text)
        or "“" in text
        or "”" in text
        or any(word in _OPERATORS for word in words)
        or any(word.startswith((":", "#")) or word.endswith(":") for word in words)
        or (field in RANGED and ":" in text)
    )


def term_of(text: str, field: str = "", *, truncated: bool = False) -> Term:
    """A term for any text: several words become a phrase, what the syntax reserves is left out.

    Raises:
        ValueError: nothing is left of the text.

    """
    words = " ".join(_RESERVED.sub(" ", text.replace("*", " ")).split())
    phrase = not truncated and (" " in words or not _is_bare(words, field))
    return Term(words, field, phrase=phrase or not _is_bare(words, field), truncated=truncated)


def all_of(*nodes: Node) -> Node:
    """AND over one or more nodes; one node is itself."""
    return nodes[0] if len(nodes) == 1 else And(nodes)


def any_of(*nodes: Node) -> Node:
    """OR over one or more nodes; one node is itself."""
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def parse(text: str) -> Node:
    """The query as a node.

    Raises:
        QuerySyntaxError: unknown tag, unbalanced parenthesis or quote, an operator without its
            operand, an empty query; with the column, counted from 1.

    """
    from sceptic.library.query_parser import parsed  # noqa: PLC0415 - it needs the nodes above

    return parsed(text)


def printed(node: Node) -> str:
    """The query in PubMed syntax, ready to paste."""
    match node:
        case And(nodes):
            return " AND ".join(_operand(n) for n in nodes)
        case Or(nodes):
            return " OR ".join(_operand(n) for n in nodes)
        case Not(wanted, unwanted):
            return f"{_operand(wanted)} NOT {_operand(unwanted)}"
        case _:
            return _leaf(node)


def _operand(node: Node) -> str:
    text = printed(node)
    return f"({text})" if isinstance(node, (And, Or, Not)) else text


def _leaf(node: Term | Near | Range | Earlier) -> str:
    match node:
        case Earlier(number):
            return f"#{number}"
        case Range(low, high, field):
            return f'"{low}"[{field}] : "{high}"[{field}]'
        case Near(text, field, distance):
            return f'"{text}"[{field}:~{distance}]'
        case Term(text, field, phrase, truncated, exact):
            words = text + "*" if truncated else text
            tag = f"[{field}{':noexp' if exact else ''}]" if field else ""
            return f'"{words}"{tag}' if phrase else words + tag


def rewritten(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same query with every leaf replaced by what ``change`` makes of it.

    The seam for term mapping, MeSH explosion, relative dates and history.
    """
    match node:
        case And(nodes):
            return And(tuple(rewritten(n, change) for n in nodes))
        case Or(nodes):
            return Or(tuple(rewritten(n, change) for n in nodes))
        case Not(wanted, unwanted):
            return Not(rewritten(wanted, change), rewritten(unwanted, change))
        case _:
            return change(node)


def leaves(node: Node) -> tuple[Term | Near | Range | Earlier, ...]:
    """Every leaf, in reading order."""
    match node:
        case And(nodes) | Or(nodes):
            return tuple(leaf for n in nodes for leaf in leaves(n))
        case Not(wanted, unwanted):
            return leaves(wanted) + leaves(unwanted)
        case _:
            return (node,)


def extent_of(node: Node) -> tuple[int, int]:
    """Nodes within nodes (1 for a leaf) and the number of nodes, counted up to ``MOST_NODES``.

    Without recursion, for a node that may be too deep or, made of earlier lines, too large.
    """
    deepest, count = 0, 0
    queue = [(node, 1)]
    while queue and count <= MOST_NODES:
        one, depth = queue.pop()
        count += 1
        deepest = max(deepest, depth)
        match one:
            case And(nodes) | Or(nodes):
                queue.extend((each, depth + 1) for each in nodes)
            case Not(wanted, unwanted):
                queue.extend(((wanted, depth + 1), (unwanted, depth + 1)))
            case _:
                pass
    return deepest, count
