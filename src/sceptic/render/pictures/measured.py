"""Attention that was counted above publications and trials, by year on one axis.

Each row has its own scale, named by its highest year: openings and articles are not comparable in
number, only in when they rose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sceptic.domain.attention import Measured, MeasuredKind
from sceptic.domain.brief import Brief
from sceptic.render.labels import CAPTIONS, number
from sceptic.render.pictures.drawing import WIDTH, Drawing, cut, plain
from sceptic.render.pictures.timeline import labelled

_LEFT = 126.0
_ROW, _BAR = 48.0, 28.0
_WIDEST = 36.0


class Row(NamedTuple):
    """One count by year; ``quiet`` is the second line of its caption."""

    caption: str
    quiet: str
    by_year: Mapping[int, int]


def rows(brief: Brief) -> tuple[Row, ...]:
    """What was counted, then records and randomised trials of the same years on; nothing without
    a count.
    """
    attention = brief.attention
    counted = [
        Row(each.source, _what(each), dict(each.by_year))
        for each in attention.measured
        if each.by_year
    ]
    if not counted:
        return ()
    first = min(year for row in counted for year in row.by_year)
    literature = (
        Row(CAPTIONS["records"], "", dict(attention.by_year)),
        Row(CAPTIONS["measured_trials"], "", dict(attention.trials_by_year)),
    )
    later = (
        row._replace(by_year={y: n for y, n in row.by_year.items() if y >= first})
        for row in literature
    )
    return (*counted, *(row for row in later if row.by_year))


def measured(brief: Brief) -> str:
    """The picture as SVG; empty where nothing was counted."""
    shown = rows(brief)
    if not shown:
        return ""
    years = [year for row in shown for year in row.by_year]
    first, last = min(years), max(years)
    step = min(_WIDEST, (WIDTH - _LEFT) / (last - first + 1))
    drawing = Drawing("measured", CAPTIONS["measured"], _description(shown))
    for index, row in enumerate(shown):
        base = (index + 1) * _ROW
        drawing.text(cut(row.caption, _LEFT - 6), 0, base - 14, "small")
        drawing.text(cut(row.quiet, _LEFT - 6, 11), 0, base - 1, "small quiet")
        _draw(drawing, row, base, first, step)
        drawing.shape("line", "axis", x1=_LEFT, y1=base, x2=WIDTH, y2=base)
    foot = len(shown) * _ROW + 15
    for year in sorted(labelled(first, last, step)):
        x = min(_LEFT + (year - first + 0.5) * step, WIDTH - 15)
        drawing.text(str(year), x, foot, "small quiet", "middle")
    return drawing.svg(foot + 6)


def table(brief: Brief) -> tuple[tuple[str, ...], ...]:
    """A head, then a row for each year that has a count."""
    shown = rows(brief)
    head = (CAPTIONS["year"], *(f"{row.caption} {row.quiet}".strip() for row in shown))
    years = sorted({year for row in shown for year in row.by_year})
    return (head, *((str(y), *(str(row.by_year.get(y, 0)) for row in shown)) for y in years))


def _draw(drawing: Drawing, row: Row, base: float, first: int, step: float) -> None:
    top = max(row.by_year.values())
    is_named = False
    for year, n in sorted(row.by_year.items()):
        if not n:
            continue
        height = _BAR * n / top
        x = _LEFT + (year - first) * step
        drawing.shape(
            "rect", "column", f"{year}: {n}",
            x=x + step * 0.1, y=base - height, width=max(step * 0.8, 0.5), height=height,
        )  # fmt: skip
        if n == top and not is_named:
            is_named = True
            middle = min(max(x + step / 2, _LEFT + 14), WIDTH - 20)
            drawing.text(number(n), middle, base - height - 3, "small quiet", "middle")


def _what(each: Measured) -> str:
    if each.kind is MeasuredKind.PAGE_VIEWS:
        return each.query
    return CAPTIONS["measured_articles"]


def _description(shown: tuple[Row, ...]) -> str:
    said = (
        f"{row.caption} {row.quiet}".strip()
        + ": "
        + ", ".join(f"{year} {plain(n)}" for year, n in sorted(row.by_year.items()) if n)
        for row in shown
    )
    return "; ".join(said)
