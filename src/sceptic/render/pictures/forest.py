"""Forest plot: effects with their 95 % intervals, one panel for each measure and unit.

A diamond is drawn only where the brief holds a pooled summary of the same studies.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Direction, Effect, Evidence
from sceptic.render.labels import CAPTIONS, DIRECTIONS
from sceptic.render.pictures.drawing import WIDTH, Drawing, cut
from sceptic.render.sources import cleaned
from sceptic.synthesis.pooling import DIFFERENCES, RATIOS, Pooled
from sceptic.synthesis.summary import comparable, pooled_of

MOST_ROWS = 40
"""Rows drawn in all panels, at least eight in each: those that count, then those with the
narrowest intervals. The table has all."""
_LEFT, _RIGHT = 6.0, WIDTH - 6.0
_ROW = 36.0


class Row(NamedTuple):
    """One effect. ``spread`` is the width of its interval on the scale that is drawn."""

    evidence: Evidence
    effect: Effect
    value: float
    low: float
    high: float

    @property
    def spread(self) -> float:
        return math.log(self.high / self.low) if self.is_ratio else self.high - self.low

    @property
    def is_ratio(self) -> bool:
        return self.effect.measure in RATIOS


class Panel(NamedTuple):
    """Effects of one measure in one unit; ``pools`` pairs a summary with its outcome."""

    measure: str
    unit: str
    rows: tuple[Row, ...]
    pools: tuple[tuple[str, Pooled], ...]

    @property
    def title(self) -> str:
        name = CAPTIONS.get(f"measure_{self.measure}", self.measure)
        return f"{name}, {self.unit}" if self.unit else name


def panels(brief: Brief) -> tuple[Panel, ...]:
    """Panels in the order of the measures' first use; in a panel those that count come first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for evidence in brief.evidence:
        row = _row(evidence)
        if row:
            unit = "" if row.is_ratio else cleaned(row.effect.unit)
            groups.setdefault((row.effect.measure, unit), []).append(row)
    pools = tuple(_pools(brief))
    return tuple(
        Panel(
            measure,
            unit,
            tuple(sorted(rows, key=_order)),
            tuple((o, p) for m, u, o, p in pools if (m, u) == (measure, unit)),
        )
        for (measure, unit), rows in groups.items()
    )


def forest(brief: Brief) -> str:
    """The plot as SVG; empty where no effect has an interval."""
    found = panels(brief)
    if not found:
        return ""
    drawing = Drawing("forest", CAPTIONS["forest"], _description(found))
    y = 0.0
    for panel in found:
        y = _draw_panel(drawing, panel, _shown(panel, len(found)), y) + 18
    _draw_key(drawing, found, y)
    return drawing.svg(y + 6)


def table(brief: Brief) -> tuple[tuple[str, ...], ...]:
    """A head, then each effect with its interval, and each summary."""
    rows = []
    for panel in panels(brief):
        for row in panel.rows:
            counts = CAPTIONS["key_counts" if row.evidence.counted else "key_not"]
            outcome, found = _outcome(row.evidence), DIRECTIONS[_direction(row.evidence)][1]
            rows.append((_name(row), panel.title, _figures(row), outcome, found, counts))
        for outcome, pool in panel.pools:
            rows.append((_pool_name(pool), panel.title, _interval(pool), outcome, "", ""))
    keys = ("study", "measure", "effect", "outcome", "found", "counting")
    head = tuple(CAPTIONS[key] for key in keys)
    return (head, *rows) if rows else ()


def _row(evidence: Evidence) -> Row | None:
    effect = evidence.finding.effect if evidence.finding else None
    if effect is None or effect.measure not in RATIOS | DIFFERENCES:
        return None
    numbers = (effect.value, effect.low, effect.high)
    if any(n is None or not math.isfinite(n) for n in numbers):
        return None
    value, low, high = (float(n) for n in numbers if n is not None)
    if not low <= value <= high or low == high or (effect.measure in RATIOS and low <= 0):
        return None
    return Row(evidence, effect, value, low, high)


def _order(row: Row) -> tuple[bool, bool, int, str]:
    study = row.evidence.study
    is_review = study.design.is_review_of_studies
    return (not row.evidence.counted, not is_review, study.year or 0, study.record_id)


def _pools(brief: Brief) -> Iterable[tuple[str, str, str, Pooled]]:
    """Summaries that the brief states: a remark rests on the very studies of a group."""
    section = brief.section("studies")
    stated = {
        frozenset(source.record_id for source in statement.sources)
        for statement in (section.statements if section else ())
        if statement.role == "remark"
    }
    for group in comparable([e for e in brief.evidence if e.counted]):
        finding = group[0].finding
        effect = finding.effect
        if effect and frozenset(m.evidence.study.record_id for m in group) in stated:
            unit = "" if effect.measure in RATIOS else cleaned(effect.unit)
            yield effect.measure, unit, cleaned(finding.outcome), pooled_of(group)


class _Scale(NamedTuple):
    """Place of a value, and the values that the axis names."""

    place: Callable[[float], float]
    ticks: tuple[float, ...]
    low: float
    high: float


def scale(values: Sequence[float], *, is_ratio: bool) -> _Scale:
    """An axis over the values and the line of no effect: 1 on a logarithmic axis, else 0.

    Far limits are cut at 100 times (or, of differences, six times the median reach) so that one
    very wide interval does not press all others to a point.
    """
    if is_ratio:
        low = max(min(*values, 0.9), 0.01)
        high = min(max(*values, 1.1), 100.0)
        step = (math.log(high) - math.log(low)) * 0.04
        first, last = math.log(low) - step, math.log(high) + step
        ticks = _ratio_ticks(low, high)
    else:
        reaches = sorted(abs(v) for v in values)
        most = max(6 * reaches[len(reaches) // 2], 1e-9)
        low, high = max(min(*values, 0.0), -most), min(max(*values, 0.0), most)
        step = (high - low) * 0.04 or 1.0
        first, last = low - step, high + step
        ticks = _even_ticks(low, high)

    def place(value: float) -> float:
        if is_ratio:
            value = math.log(max(value, 1e-9))
        share = (value - first) / (last - first)
        return _LEFT + min(1.0, max(0.0, share)) * (_RIGHT - _LEFT)

    return _Scale(place, ticks, low, high)


def _ratio_ticks(low: float, high: float) -> tuple[float, ...]:
    """Of 0.01 to 100, as many as leave room."""
    for choice in ((1, 2, 5), (1, 3), (1,)):
        round_numbers = (k * 10.0**power for power in range(-2, 3) for k in choice)
        ticks = [round(number, 2) for number in round_numbers if low <= number <= high]
        if len(ticks) <= 7:
            break
    fine = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5)
    few = tuple(t for t in fine if low <= t <= high)
    return tuple(ticks) if len(ticks) > 2 else few


def _even_ticks(low: float, high: float) -> tuple[float, ...]:
    """Four to seven round numbers."""
    rough = (high - low) / 5
    size = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next(k * size for k in (1, 2, 2.5, 5, 10) if k * size >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(round(n * step, 10) for n in range(first, last + 1))


def _draw_panel(drawing: Drawing, panel: Panel, shown: tuple[Row, ...], y: float) -> float:
    """Draws the rows shown of a panel from ``y``; where it ends."""
    values = [v for row in shown for v in (row.low, row.value, row.high)]
    values += [v for _, pool in panel.pools for v in (pool.low, pool.high)]
    axis = scale(values, is_ratio=panel.measure in RATIOS)
    drawing.text(panel.title, 0, y + 13, "strong")
    if len(shown) < len(panel.rows):
        words = f"{len(shown)} {CAPTIONS['of']} {len(panel.rows)}, {CAPTIONS['narrowest']}"
        drawing.text(words, WIDTH, y + 13, "small quiet", "end")
    top = y + 20
    bottom = top + _ROW * (len(shown) + len(panel.pools)) + 4
    neutral = axis.place(1.0 if panel.measure in RATIOS else 0.0)
    for tick in axis.ticks:
        drawing.shape(
            "line", "rule", x1=axis.place(tick), y1=top, x2=axis.place(tick), y2=bottom
        )  # fmt: skip
    drawing.shape("line", "axis", x1=neutral, y1=top, x2=neutral, y2=bottom)
    for index, row in enumerate(shown):
        _draw_row(drawing, row, top + _ROW * index, axis)
    for index, (outcome, pool) in enumerate(panel.pools, len(shown)):
        _draw_pool(drawing, (outcome, pool), top + _ROW * index, axis)
    _draw_axis(drawing, axis, bottom, neutral)
    return bottom + 32


def _shown(panel: Panel, panels_in_all: int) -> tuple[Row, ...]:
    ranked = sorted(panel.rows, key=lambda r: (not r.evidence.counted, r.spread))
    kept = {id(row) for row in ranked[: max(8, MOST_ROWS // panels_in_all)]}
    return tuple(row for row in panel.rows if id(row) in kept)


_KEY = (Direction.WORSE, Direction.NO_DIFFERENCE, Direction.BETTER, Direction.UNCLEAR)


def _draw_key(drawing: Drawing, found: tuple[Panel, ...], y: float) -> None:
    """The colours that are used, and what an open mark means."""
    rows = [row for panel in found for row in panel.rows]
    used = {_direction(row.evidence) for row in rows}
    x = 1.0
    for direction in (d for d in _KEY if d in used):
        drawing.shape("rect", f"point {direction.value}", x=x, y=y - 9, width=8, height=8)
        words = DIRECTIONS[direction][1]
        drawing.text(words, x + 13, y, "small quiet")
        x += 26 + len(words) * 6
    if not all(row.evidence.counted for row in rows):
        drawing.shape("rect", "point open", x=x, y=y - 9, width=8, height=8)
        drawing.text(CAPTIONS["key_open"], x + 13, y, "small quiet")


def _draw_axis(drawing: Drawing, axis: _Scale, bottom: float, neutral: float) -> None:
    drawing.shape("line", "axis", x1=_LEFT, y1=bottom, x2=_RIGHT, y2=bottom)
    for tick in axis.ticks:
        x = min(max(axis.place(tick), 10), WIDTH - 10)
        drawing.text(_number(tick), x, bottom + 14, "small quiet", "middle")
    if neutral > 90:
        drawing.text(f"← {CAPTIONS['lower']}", neutral - 8, bottom + 28, "small quiet", "end")
    if neutral < WIDTH - 90:
        drawing.text(f"{CAPTIONS['higher']} →", neutral + 8, bottom + 28, "small quiet")


def _draw_row(drawing: Drawing, row: Row, y: float, axis: _Scale) -> None:
    kind = _direction(row.evidence).value + ("" if row.evidence.counted else " open")
    figures = _figures(row)
    outcome = _outcome(row.evidence)
    name = _name(row) + (f", {outcome}" if outcome else "")
    drawing.text(cut(name, WIDTH - len(figures) * 6.8 - 12), 0, y + 14, "label")
    drawing.text(figures, WIDTH, y + 14, "label figures", "end")
    middle = y + 25
    _draw_line(drawing, kind, (row.low, row.high), middle, axis)
    x = axis.place(row.value)
    if row.evidence.study.design.is_review_of_studies:
        points = ((x - 6, middle), (x, middle - 5), (x + 6, middle), (x, middle + 5))
        drawing.path(f"point {kind}", *points, closed=True)
    else:
        drawing.shape("rect", f"point {kind}", x=x - 4, y=middle - 4, width=8, height=8)


def _draw_line(
    drawing: Drawing, kind: str, limits: tuple[float, float], y: float, axis: _Scale
) -> None:
    """The interval, with an arrow where the axis cuts it."""
    left, right = (axis.place(limit) for limit in limits)
    drawing.shape("line", f"interval {kind}", x1=left, y1=y, x2=right, y2=y)
    if limits[0] < axis.low:
        drawing.path(f"interval {kind}", (left + 5, y - 4), (left, y), (left + 5, y + 4))
    if limits[1] > axis.high:
        drawing.path(f"interval {kind}", (right - 5, y - 4), (right, y), (right - 5, y + 4))


def _draw_pool(drawing: Drawing, pool: tuple[str, Pooled], y: float, axis: _Scale) -> None:
    outcome, result = pool
    figures = _interval(result)
    name = f"{_pool_name(result)}, {outcome}"
    drawing.text(cut(name, WIDTH - len(figures) * 7.4 - 12), 0, y + 14, "label strong")
    drawing.text(figures, WIDTH, y + 14, "label figures strong", "end")
    middle = y + 25
    if result.predicted:
        _draw_line(drawing, "predicted", result.predicted, middle, axis)
    left, x, right = (axis.place(v) for v in (result.low, result.value, result.high))
    points = ((left, middle), (x, middle - 6), (right, middle), (x, middle + 6))
    drawing.path("diamond", *points, closed=True)


def _name(row: Row) -> str:
    return cleaned(row.evidence.study.citation.short)


def _outcome(evidence: Evidence) -> str:
    return cleaned(evidence.finding.outcome) if evidence.finding else ""


def _direction(evidence: Evidence) -> Direction:
    return evidence.finding.direction if evidence.finding else evidence.study.direction


def _pool_name(result: Pooled) -> str:
    return f"{CAPTIONS['pooled']} ({result.studies} {CAPTIONS['review_studies']})"


def _figures(row: Row) -> str:
    """``0.71 (0.55 to 0.92)``, as printed."""
    value, low, high = (_number(v) for v in (row.value, row.low, row.high))
    return f"{value} ({low} to {high})"


def _interval(result: Pooled) -> str:
    """Two figures after the point, or three significant ones for large numbers."""
    value, low, high = (
        f"{v:.2f}" if abs(v) < 100 else f"{v:.0f}" for v in (result.value, result.low, result.high)
    )
    return f"{value} ({low} to {high})".replace("-", "−")


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _description(found: tuple[Panel, ...]) -> str:
    said = []
    for panel in found:
        shown = _shown(panel, len(found))
        rows = [f"{_name(row)} {_figures(row)}" for row in shown]
        rows += [f"{_pool_name(pool)} {_interval(pool)}" for _, pool in panel.pools]
        said.append(f"{panel.title}: " + "; ".join(rows))
    return ". ".join(said)
