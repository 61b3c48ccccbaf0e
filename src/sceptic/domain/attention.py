"""Attention that was counted: how often people looked, how often the press wrote, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class MeasuredKind(StrEnum):
    """What was counted. A search engine's guess is never among them."""

    PAGE_VIEWS = "page_views"
    """How often people, no robots, opened an encyclopaedia's page."""
    NEWS = "news"
    """Articles of the press that name both treatment and condition."""
    CORPUS = "corpus"
    """Articles of a corpus of the user's that name both; ``of`` is the size of the corpus."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One count over time.

    Attributes:
        source: who counted, such as "Wikipedia".
        subject: what was counted, in words.
        query: what was asked, so that it can be asked again.
        address: where; empty for a corpus of the user's.
        first, last: the days counted, both included.
        by_year: ``(year, count)`` in order.
        total: the sum.
        of: of how many articles, where that is known.
        seen: the day on which the source answered.
    """

    kind: MeasuredKind
    source: str
    subject: str
    query: str
    address: str
    first: dt.date
    last: dt.date
    by_year: tuple[tuple[int, int], ...]
    total: int
    seen: dt.date
    of: int | None = None

    def __post_init__(self) -> None:
        if self.total != sum(count for _, count in self.by_year):
            raise ValueError("the years do not add up to the total")
        if self.first > self.last:
            raise ValueError("the first day lies after the last")
        if self.of is not None and self.total > self.of:
            raise ValueError("more articles than the corpus holds")
