"""Attention that was counted, in sentences: each number with who counted it, when and how."""

from __future__ import annotations

import math

from sceptic.domain.attention import Measured, MeasuredKind
from sceptic.domain.brief import Attention, Source, SourceKind, Statement
from sceptic.synthesis.wording import figure, plural

_Z = 1.959964
FEWEST = 5
"""A ratio of fewer articles or records than this says nothing, and is not printed."""


def measured_statements(attention: Attention, literature: Source) -> tuple[Statement, ...]:
    """What was counted, trials among the records, and articles for each record."""
    said = [_counted(each) for each in attention.measured]
    if attention.measured and attention.records:
        trials = sum(n for _, n in attention.trials_by_year)
        among = f"{plural(trials, 'randomised trial')} is" if trials == 1 else (
            f"{plural(trials, 'randomised trial')} are" if trials else "No randomised trial is"
        )  # fmt: skip
        text = f"{among} marked as such among these records."
        said.append(Statement(text, (_of_trials(literature, trials),)))
    for each in attention.measured:
        if each.kind is not MeasuredKind.PAGE_VIEWS:
            said.extend(_against(each, attention, literature))
    return tuple(said)


def _counted(each: Measured) -> Statement:
    when = f"from {_month(each, first=True)} to {_month(each, first=False)}"
    match each.kind:
        case MeasuredKind.PAGE_VIEWS:
            text = (
                f"People opened {each.source}'s {each.subject.removeprefix('the ')}"
                f" {figure(each.total)} times {when}{_peak(each)}."
            )
        case MeasuredKind.NEWS:
            text = (
                f"{each.source} counts {plural(each.total, 'article')} of the press that"
                f" {'names' if each.total == 1 else 'name'} both {when}{_peak(each)}."
            )
        case MeasuredKind.CORPUS:
            text = (
                f"Of {plural(each.of or 0, 'article')} in {each.source}, {when},"
                f" {figure(each.total)} {'names' if each.total == 1 else 'name'} both"
                f"{_share(each)}."
            )
    return Statement(text, (source_of(each),))


def source_of(each: Measured) -> Source:
    """A dated count with its query and where it was asked."""
    return Source(
        kind=SourceKind.COUNT,
        query=each.query,
        count=each.total,
        date=each.seen,
        table=each.source,
        address=each.address,
    )


def _of_trials(literature: Source, trials: int) -> Source:
    return Source(
        kind=SourceKind.COUNT,
        query=f"({literature.query}) AND randomized controlled trial[pt]",
        count=trials,
        date=literature.date,
        table=literature.table,
        version=literature.version,
    )


def _month(each: Measured, *, first: bool) -> str:
    day = each.first if first else each.last
    return f"{day:%Y-%m}"


def _peak(each: Measured) -> str:
    """``, most often in 2019 (1 204)``; empty where one year stands for all."""
    if len(each.by_year) < 3:
        return ""
    year, most = max(each.by_year, key=lambda pair: (pair[1], pair[0]))
    return f", most often in {year} ({figure(most)})" if most > 1 else ""


def _share(each: Measured) -> str:
    """The share with Wilson's 95 % interval (JASA 1927;22:209)."""
    if not each.of:
        return ""
    low, high = wilson(each.total, each.of)
    return f" ({_percent(each.total / each.of)}; 95 % interval {_percent(low)} to {_percent(high)})"


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def _percent(share: float) -> str:
    percent = 100 * share
    return f"{percent:.2g} %" if percent < 10 else f"{percent:.0f} %"


def _against(each: Measured, attention: Attention, literature: Source) -> list[Statement]:
    """Articles for each record of the same years, where both are enough to say so."""
    years = range(each.first.year, each.last.year + 1)
    records = sum(n for year, n in attention.by_year if year in years)
    if each.total < FEWEST or records < FEWEST:
        return []
    ratio, low, high = ratio_of_counts(each.total, records)
    text = (
        f"For each record of {years[0]} to {years[-1]}, {_number(ratio)} such"
        f" {'article' if round(ratio, 1) == 1 else 'articles'} in {each.source}"
        f" (95 % interval {_number(low)} to {_number(high)})."
    )
    return [Statement(text, (source_of(each), literature))]


def ratio_of_counts(articles: int, records: int) -> tuple[float, float, float]:
    """Ratio of two Poisson counts with its 95 % interval, on the logarithm's scale.

    Source of the method: Price RM, Bonett DG. Estimating the ratio of two Poisson rates.
    Comput Stat Data Anal 2000;34:345-356. Half an event is added to both for the interval.
    """
    ratio = articles / records
    half = _Z * math.sqrt(1 / (articles + 0.5) + 1 / (records + 0.5))
    middle = (articles + 0.5) / (records + 0.5)
    return ratio, middle * math.exp(-half), middle * math.exp(half)


def _number(value: float) -> str:
    return figure(round(value)) if value >= 10 else f"{value:.1f}"
