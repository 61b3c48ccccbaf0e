"""What a full-text index can do: the ``Index`` protocol and its values.

Two engines satisfy it: ``engine.DiskIndex`` (tantivy) and ``memory.MemoryLibrary`` (pure Python);
``tests/contracts/test_library.py`` runs on both. Ranking is BM25 (k1 1.2, b 0.75) with the title
three times, headings and keywords twice and the abstract once; equal scores fall to the higher
PMID.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from sceptic.library.query import Node


class Order(StrEnum):
    """Which hits come first; whatever ties falls to the higher PMID."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    """The highest PMID."""
    PUBLISHED = "published"
    """The latest day of publication (the earlier of print and electronic); undated ones last."""


CountedBy = Literal["year", "type", "journal"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One matching record. Scores compare within one search only; 0 where order is no relevance."""

    record_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits, best first, and the exact number of all."""

    total: int
    hits: tuple[Hit, ...]


class Index(Protocol):
    """Searches records. ``until`` leaves out what was not yet known by the end of that day, and
    what has no date at all (``undated`` counts the latter).

    All raise QuerySyntaxError for a query that cannot be answered here (a relative date, an
    earlier search by number, a field the index does not hold).
    """

    def search(
        self,
        node: Node,
        *,
        limit: int,
        until: dt.date | None = None,
        order: Order = Order.RELEVANCE,
    ) -> Hits: ...

    def count(self, node: Node, *, until: dt.date | None = None) -> int: ...

    def counts_by_year(
        self, node: Node, *, until: dt.date | None = None
    ) -> tuple[tuple[int, int], ...]:
        """``(year, records)`` in order of years; records without a year are left out."""

    def counts_by(
        self, node: Node, by: CountedBy, *, until: dt.date | None = None, limit: int = 1000
    ) -> tuple[tuple[str, int], ...]:
        """``(value, records)``, the commonest value first, equal counts by value, at most
        ``limit``; years in their order, the latest ``limit`` of them. No record is fetched. A
        record of several types counts under each.
        """

    def undated(self, node: Node) -> int: ...


def commonest(counts: Iterable[tuple[str, int]], limit: int) -> tuple[tuple[str, int], ...]:
    """The first ``limit`` values by count; equal counts by value."""
    return tuple(sorted(counts, key=lambda each: (-each[1], each[0]))[: max(limit, 0)])


def latest_years(counts: tuple[tuple[int, int], ...], limit: int) -> tuple[tuple[str, int], ...]:
    """The last ``limit`` of years in their order, as text."""
    return tuple((str(year), count) for year, count in counts[max(len(counts) - limit, 0) :])
