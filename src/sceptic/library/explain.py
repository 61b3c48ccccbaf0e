"""A query's translation as a tree that can be read: one node a line, with what each part finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sceptic.library.collection import DiskLibrary, Library
from sceptic.library.mapping import Branch, Mapped, mapped
from sceptic.library.query import Node, printed
from sceptic.library.thesaurus import shipped_thesaurus

MOST_COUNTED = 400
"""Nodes whose records are counted; every node is one search."""

MOST_SHOWN = 5_000
"""Lines of a tree."""


@dataclass(frozen=True, slots=True)
class Explained:
    """``lines`` are the tree; ``nothing`` are the parts that no record of this library holds."""

    lines: tuple[str, ...]
    nothing: tuple[str, ...]


def mapped_for(node: Node, library: Library) -> Mapped:
    """The query as the library's term mapping reads it; a library without MeSH has the headings of
    the shipped vocabulary.
    """
    if isinstance(library, DiskLibrary):
        return library.mapped(node)
    return mapped(node, shipped_thesaurus(), lambda n: library.count(n) > 0)


def explained(tree: Branch, count: Callable[[Node], int]) -> Explained:
    """The tree as lines: the number of records, the part of the query, where it came from.

    Beyond ``MOST_COUNTED`` nodes the numbers are left out and a last line says so.
    """
    lines: list[str] = []
    nothing: list[str] = []
    uncounted = 0
    for stem, branch in _walked(tree):
        if len(lines) >= MOST_SHOWN:
            lines.append(f"{'':>11}  ... cut off after {MOST_SHOWN} lines")
            break
        number = ""
        if len(lines) < MOST_COUNTED:
            found = count(branch.node)
            number = f"{found:,}".replace(",", " ")
            if not found and not branch.branches:
                nothing.append(branch.text)
        else:
            uncounted += 1
        why = f"  ({branch.by})" if branch.by else ""
        lines.append(f"{number:>11}  {stem}{branch.text}{why}")
    if uncounted:
        lines.append(f"{'':>11}  {uncounted} lines not counted")
    return Explained(tuple(lines), tuple(dict.fromkeys(nothing)))


def said_of(found: Mapped, count: Callable[[Node], int]) -> tuple[str, ...]:
    """What ``--explain`` says: the query as searched, its tree, what was ignored or not found."""
    tree = explained(found.tree, count)
    return (
        f"searched: {printed(found.node)}",
        *tree.lines,
        *(f"ignored (stop word): {word}" for word in found.ignored),
        *(f"not found: {text}" for text in found.not_found),
        *(f"no record has: {text}" for text in tree.nothing),
    )


def _walked(tree: Branch) -> Iterator[tuple[str, Branch]]:
    """Every branch in reading order, with the lines that lead to it."""
    queue = [("", "", tree)]
    while queue:
        stem, below, branch = queue.pop()
        yield stem, branch
        last = len(branch.branches) - 1
        for at in range(last, -1, -1):
            fork, beyond = ("└─ ", "   ") if at == last else ("├─ ", "│  ")
            queue.append((below + fork, below + beyond, branch.branches[at]))
