"""Publications per year, and below them the studies that were read by kind, on one axis."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Design, Evidence
from sceptic.domain.record import RetractionState
from sceptic.render.labels import CAPTIONS
from sceptic.render.pictures.drawing import WIDTH, Drawing, plain

_LEFT = 106.0
_TOP, _BASE = 22.0, 104.0
_LANE = 24.0
_WIDEST = 36.0
_LABEL_ROOM = 34.0
"""Width that a year's label needs."""
_GONE = (RetractionState.RETRACTED, RetractionState.PARTLY_RETRACTED, RetractionState.WITHDRAWN)
_Kind = Callable[[Evidence], bool]
_LANES: tuple[tuple[str, str, _Kind], ...] = (
    ("tier_reviews", "dot", lambda e: e.study.design.is_review_of_studies),
    ("tier_randomised", "dot", lambda e: e.study.design is Design.RANDOMISED_TRIAL),
    (
        "lane_other",
        "dot pale",
        lambda e: (
            not e.study.design.is_review_of_studies
            and e.study.design is not Design.RANDOMISED_TRIAL
        ),
    ),
    ("lane_retracted", "dot worse", lambda e: e.study.retraction in _GONE),
)


class Lane(NamedTuple):
    """Studies of one kind; ``by_year`` pairs each year that has any with their number."""

    caption: str
    style: str
    by_year: tuple[tuple[int, int], ...]


def years(brief: Brief) -> tuple[tuple[int, int], ...]:
    """Records of each year from the first to the last of the picture, none as 0."""
    counts = dict(brief.attention.by_year)
    read = {e.study.year for e in brief.evidence if e.study.year is not None}
    if not counts:
        return ()
    known = set(counts) | read
    return tuple((year, counts.get(year, 0)) for year in range(min(known), max(known) + 1))


def lanes(brief: Brief) -> tuple[Lane, ...]:
    """Lanes that hold a study with a year."""
    found = []
    for name, style, belongs in _LANES:
        counted = Counter(
            e.study.year for e in brief.evidence if e.study.year is not None and belongs(e)
        )
        if counted:
            pairs = sorted((year, n) for year, n in counted.items() if year is not None)
            found.append(Lane(CAPTIONS[name], style, tuple(pairs)))
    return tuple(found)


def timeline(brief: Brief) -> str:
    """The picture as SVG; empty where no record has a year."""
    per_year = years(brief)
    if not per_year:
        return ""
    found = lanes(brief)
    drawing = Drawing("timeline", CAPTIONS["timeline"], _description(per_year, found))
    step = min(_WIDEST, (WIDTH - _LEFT) / len(per_year))
    first = per_year[0][0]

    def middle(year: int) -> float:
        return _LEFT + (year - first + 0.5) * step

    _draw_bars(drawing, per_year, step)
    y = _BASE + 18
    for year in sorted(labelled(first, per_year[-1][0], step)):
        drawing.text(str(year), min(middle(year), WIDTH - 15), _BASE + 15, "small quiet", "middle")
    for lane in found:
        y += _LANE
        drawing.text(lane.caption, 0, y + 4, "small")
        drawing.shape("line", "rule", x1=_LEFT, y1=y, x2=WIDTH, y2=y)
        for year, n in lane.by_year:
            _draw_dot(drawing, lane.style, middle(year), y, n, step)
    return drawing.svg(y + 16)


def table(brief: Brief) -> tuple[tuple[str, ...], ...]:
    """Years that have a record or a study: a head, then a row a year."""
    per_year, found = years(brief), lanes(brief)
    columns = [dict(lane.by_year) for lane in found]
    body = tuple(
        (str(year), str(n), *(str(column.get(year, 0)) for column in columns))
        for year, n in per_year
        if n or any(year in column for column in columns)
    )
    head = (CAPTIONS["year"], CAPTIONS["records"], *(lane.caption for lane in found))
    return (head, *body) if body else ()


def labelled(first: int, last: int, step: float) -> set[int]:
    """Round years, and the first and last where they leave room."""
    every = next((n for n in (1, 2, 5, 10, 20) if n * step >= _LABEL_ROOM), 50)
    chosen = {year for year in range(first, last + 1) if year % every == 0}
    for end in (first, last):
        if all(abs(end - year) * step >= _LABEL_ROOM for year in chosen - {end}):
            chosen.add(end)
    return chosen


def radius(count: int, step: float) -> float:
    """Radius of a dot whose area grows with its count, held inside its year and lane."""
    return min(2.6 * math.sqrt(count), 10.0, max(2.0, step * 0.5))


def _draw_bars(drawing: Drawing, per_year: tuple[tuple[int, int], ...], step: float) -> None:
    top = max(n for _, n in per_year)
    is_named = False
    drawing.text(CAPTIONS["records"], 0, _BASE, "small")
    for index, (year, n) in enumerate(per_year):
        if not n:
            continue
        height = (_BASE - _TOP) * n / top
        x = _LEFT + index * step
        drawing.shape(
            "rect",
            "column",
            f"{year}: {n}",
            x=x + step * 0.1,
            y=_BASE - height,
            width=max(step * 0.8, 0.5),
            height=height,
        )
        if step >= 20 or (n == top and not is_named):
            is_named = True
            drawing.text(str(n), x + step / 2, _BASE - height - 4, "small quiet", "middle")
    drawing.shape("line", "axis", x1=_LEFT, y1=_BASE, x2=WIDTH, y2=_BASE)


def _draw_dot(drawing: Drawing, style: str, x: float, y: float, n: int, step: float) -> None:
    drawing.shape("circle", style, f"{n}", cx=x, cy=y, r=radius(n, step))


def _description(per_year: tuple[tuple[int, int], ...], found: tuple[Lane, ...]) -> str:
    rows = [(CAPTIONS["records"], tuple(pair for pair in per_year if pair[1]))]
    rows += [(lane.caption, lane.by_year) for lane in found]
    said = (f"{name}: " + ", ".join(f"{year} {plain(n)}" for year, n in row) for name, row in rows)
    return "; ".join(said)
