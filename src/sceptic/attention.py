"""The use case of measured attention: a claim -> how often people and the press looked at it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sceptic.domain.attention import Measured, MeasuredKind
from sceptic.domain.brief import Gap
from sceptic.domain.claim import Claim, Concept
from sceptic.errors import ScepticError, SourceUnreachableError

if TYPE_CHECKING:
    from sceptic.library.news_index import NewsIndex
    from sceptic.sources.gdelt import Gdelt
    from sceptic.sources.wikimedia import Wikimedia

MOST_NAMES = 6
"""Names of a concept that are asked for: the first ones are what people say."""


class Meter(Protocol):
    """One who counts; ``name`` stands in gaps."""

    @property
    def name(self) -> str: ...
    def measured(self, claim: Claim, until: dt.date) -> tuple[Measured, ...]: ...


def measured_by(
    meters: Iterable[Meter], claim: Claim, until: dt.date
) -> tuple[tuple[Measured, ...], tuple[Gap, ...]]:
    """What the meters count up to a day; one that fails is a gap, and the others are asked."""
    found: list[Measured] = []
    gaps: list[Gap] = []
    for meter in meters:
        try:
            found.extend(meter.measured(claim, until))
        except ScepticError as error:
            gaps.append(Gap(f"attention was not counted by {meter.name}", error.message, "G601"))
    return tuple(found), tuple(gaps)


def both(claim: Claim) -> tuple[tuple[str, ...], ...]:
    """The names under which the press is searched for treatment and condition."""
    sides = (claim.pico.intervention, claim.pico.condition)
    return tuple(side.names[:MOST_NAMES] or (side.name,) for side in sides)


@dataclass(frozen=True, slots=True)
class PageViews:
    """How often Wikipedia's pages on the treatment and on the condition were opened."""

    service: Wikimedia
    name: str = "Wikipedia"

    def measured(self, claim: Claim, until: dt.date) -> tuple[Measured, ...]:
        last = until.replace(day=1) - dt.timedelta(days=1)  # the last whole month
        sides = (claim.pico.intervention, claim.pico.condition)
        counted = (self._page(side, last) for side in sides)
        return tuple(one for one in counted if one is not None)

    def _page(self, concept: Concept, last: dt.date) -> Measured | None:
        title = self.service.fetch_title(concept.name)
        address, seen, months = self.service.fetch_views(title, dt.date(2015, 7, 1), last)
        if not months:
            return None
        first = months[0][0]
        return Measured(
            kind=MeasuredKind.PAGE_VIEWS,
            source=self.name,
            subject=f"the page “{title}”",
            query=title,
            address=address,
            first=first,
            last=last,
            by_year=by_year(months),
            total=sum(count for _, count in months),
            seen=seen,
        )


@dataclass(frozen=True, slots=True)
class PressCounts:
    """How many articles of the world's press name both, as GDELT counts."""

    service: Gdelt
    name: str = "GDELT"

    def measured(self, claim: Claim, until: dt.date) -> tuple[Measured, ...]:
        first = dt.date(2017, 1, 1)
        if until < first:
            return ()
        query, address, seen, days = self.service.fetch_counts(both(claim), first, until)
        return (
            Measured(
                kind=MeasuredKind.NEWS,
                source=self.name,
                subject=_pair(claim),
                query=query,
                address=address,
                first=first,
                last=until,
                by_year=by_year(days),
                total=sum(count for _, count in days),
                seen=seen,
            ),
        )


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """How many articles of a corpus of the user's name both; needs no network."""

    index: NewsIndex
    today: dt.date

    @property
    def name(self) -> str:
        return self.index.name

    def measured(self, claim: Claim, until: dt.date) -> tuple[Measured, ...]:
        asked = both(claim)
        counted = self.index.count(asked, until if until < self.today else None)
        if counted is None:
            return ()
        return (
            Measured(
                kind=MeasuredKind.CORPUS,
                source=self.name,
                subject=_pair(claim),
                query=" AND ".join(f"({' OR '.join(each)})" for each in asked),
                address="",
                first=counted.first,
                last=counted.last,
                by_year=counted.by_year,
                total=sum(n for _, n in counted.by_year),
                of=counted.of,
                seen=self.today,
            ),
        )


@dataclass(frozen=True, slots=True)
class Unasked:
    """One that may not be asked, since no network is to be used."""

    name: str

    def measured(self, claim: Claim, until: dt.date) -> tuple[Measured, ...]:
        raise SourceUnreachableError("no network is to be used")


def by_year(counts: Iterable[tuple[dt.date, int]]) -> tuple[tuple[int, int], ...]:
    years: Counter[int] = Counter()
    for day, count in counts:
        years[day.year] += count
    return tuple(sorted(years.items()))


def _pair(claim: Claim) -> str:
    return f"{claim.pico.intervention.name} and {claim.pico.condition.name}"
