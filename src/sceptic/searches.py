"""The use case of a search: a query in PubMed's language -> the records of one page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sceptic.appraisal.standing import retraction_of
from sceptic.library.explain import mapped_for
from sceptic.library.filters import dated
from sceptic.library.index import Order
from sceptic.library.query import parse, printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sceptic.checks import Workbench
    from sceptic.domain.record import Record, RetractionState

DEEPEST = 10_000
"""Records of one search that can be paged through; a narrower query reaches the others."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A record with what is known of its retraction; ``reason`` is what the
    notice gives for it."""

    record: Record
    retraction: RetractionState
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a search: ``total`` found, ``searched`` as the query was understood, ``notes``
    where that differs from what was typed, ``following`` the place of the next page if any.
    """

    total: int
    searched: str
    notes: tuple[str, ...]
    records: tuple[Listed, ...]
    following: int | None


def page(
    bench: Workbench,
    query: str,
    *,
    today: dt.date,
    until: dt.date | None = None,
    order: Order = Order.RELEVANCE,
    start: int = 0,
    size: int = 20,
) -> Page:
    """Search and fetch one page.

    Args:
        today: the day on which "last 5 years" ends.
        start: how many records are passed over.

    Raises:
        QuerySyntaxError: the query cannot be read.
        LibraryError: the library cannot be searched.
    """
    mapped = mapped_for(dated(parse(query), today), bench.library)
    end = min(start + size, DEEPEST)
    hits = bench.library.search(mapped.node, limit=end, until=until, order=order)
    ids = [hit.record_id for hit in hits.hits[start:end]]
    following = end if ids and end < min(hits.total, DEEPEST) else None
    return Page(
        hits.total, printed(mapped.node), tuple(mapped.notes), listed(bench, ids, until), following
    )


def listed(
    bench: Workbench, ids: Iterable[str], until: dt.date | None = None
) -> tuple[Listed, ...]:
    """The records of these ids; those that are not there are left out.

    Raises:
        LibraryError: the library cannot be read.
    """
    records = bench.library.records(tuple(ids))
    if bench.retractions is not None:
        records = bench.retractions.noted(records, until)
    return tuple(Listed(record, *retraction_of(record)) for record in records)
