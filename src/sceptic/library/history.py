"""Searches that were made, kept in a file of JSON lines, so that ``#1 AND #2`` means something.

A line holds the query as typed and as it stands without ``#``: a history can be read, edited,
copied beside a review, and run again on another library.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from sceptic.errors import FileFormatError, InputError, QuerySyntaxError
from sceptic.library.query import (
    DEEPEST,
    MOST_NODES,
    Earlier,
    Node,
    extent_of,
    leaves,
    parse,
    printed,
    rewritten,
)

_WAIT_S = 10.0


@dataclass(frozen=True, slots=True)
class Search:
    """One search: ``query`` as typed, ``searched`` without references to earlier ones, ``found``
    the number of records in ``library`` on ``date``.
    """

    number: int
    query: str
    searched: str
    found: int
    date: dt.date
    library: str


def searches_in(path: Path) -> tuple[Search, ...]:
    """Every search of the file, in order; none where there is no file yet.

    Raises:
        FileFormatError: a line is no search.
        InputError: it cannot be read.

    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    try:
        return tuple(msgspec.json.decode(line, type=Search) for line in data.splitlines() if line)
    except msgspec.DecodeError as error:
        raise FileFormatError(f"{path} is no history of searches: {error}") from error


def keep(path: Path, query: str, node: Node, found: int, date: dt.date, library: str) -> Search:
    """Write a search down under the next number; two writers wait for each other.

    Raises:
        FileFormatError: the file holds something else.
        InputError: it cannot be written.

    """
    try:
        with FileLock(f"{path}.lock", timeout=_WAIT_S):
            number = max((s.number for s in searches_in(path)), default=0) + 1
            line = Search(number, " ".join(query.split()), printed(node), found, date, library)
            with path.open("ab") as file:
                file.write(msgspec.json.encode(line) + b"\n")
            return line
    except Timeout as error:
        raise InputError(f"another search is being written to {path}") from error
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error


def with_earlier(node: Node, searches: Sequence[Search]) -> Node:
    """The query with every ``#n`` as the search that it stands for.

    Raises:
        QuerySyntaxError: there is no such search, or the whole becomes too large.

    """
    if not any(isinstance(leaf, Earlier) for leaf in leaves(node)):
        return node
    by_number = {search.number: search for search in searches}
    parsed: dict[int, Node] = {}

    def change(leaf: Node) -> Node:
        if not isinstance(leaf, Earlier):
            return leaf
        found = by_number.get(leaf.number)
        if found is None:
            hint = "sceptic history lists them" if searches else "--history FILE keeps searches"
            raise QuerySyntaxError(f"there is no search #{leaf.number}", column=1, hint=hint)
        if leaf.number not in parsed:
            parsed[leaf.number] = parse(found.searched)
        return parsed[leaf.number]

    whole = rewritten(node, change)
    depth, count = extent_of(whole)
    if depth > DEEPEST or count > MOST_NODES:
        raise QuerySyntaxError("searches within searches are too many", column=1)
    return whole
