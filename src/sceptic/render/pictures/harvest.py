"""Evidence by design and direction: a harvest plot (Ogilvie et al., PMID 18205927; SWiM, 31948937).

A bar is a study, its height the number of people, filled where it counts. Rows are designs, the
strongest on top, columns what was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Design, Direction, Evidence
from sceptic.domain.record import RetractionState
from sceptic.render.labels import CAPTIONS, DIRECTIONS, number
from sceptic.render.pictures.drawing import WIDTH, Drawing, lines
from sceptic.render.sources import cleaned

TIERS = (
    (
        "tier_reviews",
        (Design.COCHRANE_REVIEW, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW),
    ),
    ("tier_randomised", (Design.RANDOMISED_TRIAL,)),
    ("tier_controlled", (Design.CONTROLLED_TRIAL, Design.COHORT, Design.CASE_CONTROL)),
    ("tier_uncontrolled", (Design.CROSS_SECTIONAL, Design.UNCONTROLLED, Design.CASE_REPORT)),
    ("tier_animals", (Design.ANIMAL, Design.LABORATORY)),
    (
        "tier_other",
        (
            Design.GUIDELINE,
            Design.NARRATIVE_REVIEW,
            Design.PROTOCOL,
            Design.OPINION,
            Design.UNKNOWN,
        ),
    ),
)
"""Captions of the rows, strongest first, and the designs that stand in them."""
COLUMNS = (Direction.WORSE, Direction.NO_DIFFERENCE, Direction.BETTER, Direction.UNCLEAR)
_LABELS = 88.0
_LEFTS = (88.0, 158.0, 252.0, 328.0)
"""Where the columns begin: "no difference" needs the most room."""
_HEAD = 34.0
_KEY = 50.0
_STEP, _BAR = 8.0, 6.0
_TALLEST = 24.0
_LINE = _TALLEST + 5
_ACROSS = 8
_HEIGHTS = ((1000, 24.0), (100, 16.0), (0, 9.0))
"""Height of a bar by the least number of people."""
_UNSTATED = 5.0
_GONE = (RetractionState.RETRACTED, RetractionState.WITHDRAWN)


class Row(NamedTuple):
    """One row of the plot: its caption and the studies of each column."""

    caption: str
    cells: tuple[tuple[Evidence, ...], ...]


def rows(brief: Brief) -> tuple[Row, ...]:
    """Rows that hold a study; in a cell those that count first, then by number of people."""
    found = []
    for name, designs in TIERS:
        cells = tuple(
            tuple(sorted((e for e in brief.evidence if _is_in(e, designs, d)), key=_order))
            for d in COLUMNS
        )
        if any(cells):
            found.append(Row(CAPTIONS[name], cells))
    return tuple(found)


def harvest(brief: Brief) -> str:
    """The plot as SVG; empty where there is no study."""
    found = rows(brief)
    if not found:
        return ""
    drawing = Drawing("harvest", CAPTIONS["harvest"], _description(found))
    for index, direction in enumerate(COLUMNS):
        mark, words = DIRECTIONS[direction]
        drawing.text(mark, _LEFTS[index], 12, f"{direction.value} strong")
        drawing.text(words, _LEFTS[index], 26, f"{direction.value} strong small")
    y = _HEAD
    for row in found:
        y = _draw_row(drawing, row, y)
    drawing.shape("line", "rule", x1=0, y1=y, x2=WIDTH, y2=y)
    _draw_key(drawing, y + 18)
    return drawing.svg(_height(found))


def table(brief: Brief) -> tuple[tuple[str, ...], ...]:
    """What the plot shows as a table: a head, then for each design how many count, of how many."""
    head = (CAPTIONS["design"], *(DIRECTIONS[d][1] for d in COLUMNS))
    body = tuple((row.caption, *(_share(cell) for cell in row.cells)) for row in rows(brief))
    return (head, *body) if body else ()


def _is_in(evidence: Evidence, designs: tuple[Design, ...], direction: Direction) -> bool:
    return evidence.study.design in designs and _direction(evidence) is direction


def _direction(evidence: Evidence) -> Direction:
    return evidence.finding.direction if evidence.finding else evidence.study.direction


def _order(evidence: Evidence) -> tuple[bool, int, str]:
    people = evidence.study.participants
    return (not evidence.counted, -(people or 0), evidence.study.record_id)


def _draw_row(drawing: Drawing, row: Row, y: float) -> float:
    """Draws a row that begins at ``y``; where the next one begins."""
    bottom = y + _row_height(row)
    drawing.shape("line", "rule", x1=0, y1=y, x2=WIDTH, y2=y)
    for index, words in enumerate(lines(row.caption, _LABELS - 4, 11)):
        drawing.text(words, 0, y + 15 + 13 * index, "small")
    for column, cell in enumerate(row.cells):
        for place, evidence in enumerate(cell):
            base = y + 6 + _TALLEST + _LINE * (place // _ACROSS)
            _draw_bar(drawing, evidence, _LEFTS[column] + (place % _ACROSS) * _STEP, base)
    return bottom


def _draw_bar(drawing: Drawing, evidence: Evidence, x: float, base: float) -> None:
    height = bar_height(evidence)
    kind = f"bar {_direction(evidence).value}{'' if evidence.counted else ' open'}"
    inset = 0.0 if evidence.counted else 0.5
    drawing.shape(
        "rect",
        kind,
        _tip(evidence),
        x=x + inset,
        y=base - height + inset,
        width=_BAR - 2 * inset,
        height=height - 2 * inset,
    )
    if evidence.study.retraction in _GONE:
        drawing.path("cross", (x - 1, base - height - 1), (x + _BAR + 1, base + 1))


def bar_height(evidence: Evidence) -> float:
    people = evidence.study.participants
    if people is None:
        return _UNSTATED
    return next(height for least, height in _HEIGHTS if people >= least)


def _tip(evidence: Evidence) -> str:
    study = evidence.study
    people = f", {CAPTIONS['n']} = {number(study.participants)}" if study.participants else ""
    return cleaned(study.citation.short) + people


def _draw_key(drawing: Drawing, y: float) -> None:
    """What filled, open and crossed bars mean, and below it what their heights mean."""
    kinds = (("bar", "key_counts"), ("bar open", "key_not"), ("bar open", "key_retracted"))
    for index, (kind, name) in enumerate(kinds):
        x = _LEFTS[index]
        drawing.shape("rect", kind, x=x + 0.5, y=y - 8.5, width=_BAR - 1, height=8)
        if name == "key_retracted":
            drawing.path("cross", (x - 1, y - 10), (x + _BAR + 1, y + 1))
        drawing.text(CAPTIONS[name], x + 11, y, "small quiet")
    y += 26
    drawing.text(CAPTIONS["participants"], 0, y, "small quiet")
    sizes = ((_UNSTATED, CAPTIONS["not_stated"]), (9.0, "< 100"), (16.0, "100+"), (24.0, "1000+"))
    for index, (height, words) in enumerate(sizes):
        drawing.shape("rect", "bar", x=_LEFTS[index], y=y - height, width=_BAR, height=height)
        drawing.text(words, _LEFTS[index] + 11, y, "small quiet")


def _row_height(row: Row) -> float:
    deepest = max(-(-len(cell) // _ACROSS) for cell in row.cells)
    words = 10 + 13 * len(lines(row.caption, _LABELS - 4, 11))
    return max(12 + _LINE * deepest - 5, words)


def _height(found: Iterable[Row]) -> float:
    return _HEAD + sum(_row_height(row) for row in found) + _KEY


def _share(cell: tuple[Evidence, ...]) -> str:
    """``3 of 5`` count."""
    return f"{sum(e.counted for e in cell)} {CAPTIONS['of']} {len(cell)}" if cell else "0"


def _description(found: tuple[Row, ...]) -> str:
    """``randomised trials: 2 of 3 worse, 1 of 1 better; ...``, those that count of those read."""
    said = (
        f"{row.caption}: "
        + ", ".join(
            f"{_share(cell)} {DIRECTIONS[d][1]}"
            for d, cell in zip(COLUMNS, row.cells, strict=True)
            if cell
        )
        for row in found
    )
    return f"{CAPTIONS['key_share']}: " + "; ".join(said)
