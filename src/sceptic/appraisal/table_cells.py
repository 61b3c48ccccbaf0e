"""A cell of a table as the result of one arm: what its figures are, after its headings."""

from __future__ import annotations

import re
from dataclasses import replace

from sceptic.appraisal.arm_values import ArmValue, Asked, arm_from, size_in, values_in
from sceptic.appraisal.table_lines import Grid, Line
from sceptic.domain.evidence import ArmResult, Rationale

_ANY_CASE = re.IGNORECASE
NO_RESULT = re.compile(
    r"(?i:\b(?:p[- ]?values?|differences?|(?:odds|hazard|risk|rate|prevalence) ratios?|effect size|"
    r"sig(?:\.|nificance)?)\b)|(?:^|\s)(?:[Pp]\*?[a-d]?|[tTFzZ]|χ2|OR|RR|HR|MD|SMD)(?=\W*$|\s)",
)
_MEAN = re.compile(r"\bmeans?\b", _ANY_CASE)
_IS_SIZE = re.compile(r"^[^\w%]*(?:n|no\.?|number)[a-d]?[^\w%]*$", _ANY_CASE)
_IS_PERCENT = re.compile(r"^\W*(?:%|per ?cent)\W*$", _ANY_CASE)
_IN_BRACKETS = re.compile(r"\(?\b[nN]\s?=\s?\d[\d,]*\)?")
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?s?\b", _ANY_CASE)
_COUNTS = re.compile(r"\b(?:n|no|number|nr|count)\b|#", _ANY_CASE)
_IS_SPREAD = re.compile(r"^\W*(?:SD|SEM?|S\.D\.|standard (?:deviation|error)s?)\W*$", _ANY_CASE)
_QUARTILES = re.compile(r"\bIQR|quartile|\bmedian|\brange|percentile", _ANY_CASE)
_IS_INTERVAL = r"^\W*(?:9[059]\s?%\s?)?(?:CI|confidence intervals?|range|IQR)\W*$"
_IS_NO_VALUE = re.compile(rf"{_IS_SPREAD.pattern}|{_IS_INTERVAL}", _ANY_CASE)
_SPREADS = (
    ("sd", re.compile(r"\bSDs?\b|standard deviations?|\bs\.d\.", _ANY_CASE)),
    ("se", re.compile(r"\bSEM?\b|standard errors?", _ANY_CASE)),
    ("iqr", _QUARTILES),
    ("ci", re.compile(r"\bCI\b|confidence interval")),
)


def arm_in(grid: Grid, line: Line, column: int, asked: Asked) -> ArmResult | None:
    """A cell as the result of an arm; ``None`` where it holds no figure of the kind asked."""
    cell, heading = line.cells[column], grid.heading(column, line)
    value = next(iter(values_in(cell)), None)
    if value is None or _IS_NO_VALUE.search(grid.leaf(column)):
        return None
    is_size = bool(_IS_SIZE.search(grid.leaf(column)))
    share = _share_beside(grid, line, column) if is_size and asked.is_counted else None
    if is_size and share is None:
        return None
    place = Rationale("table", value.start, value.end, cell[value.start : value.end])
    arm = arm_from(value, place)
    if share is not None and arm.mean is not None and arm.mean == int(arm.mean) >= 0:
        return replace(arm, events=int(arm.mean), mean=None, percent=share,
                       total=size_in(heading))  # fmt: skip
    typed = _as_asked(arm, value, grid, line, column, asked)
    if typed is None:
        return None
    total = typed.total or _size_before(grid, line, column) or size_in(heading)
    return replace(typed, total=total)


def _as_asked(
    arm: ArmResult, value: ArmValue, grid: Grid, line: Line, column: int, asked: Asked
) -> ArmResult | None:
    heading = grid.heading(column, line)
    if arm.mean is not None and asked.is_counted:
        return _as_counted(arm, f"{line.label} {line.section} {heading}")
    if arm.mean is None and asked.is_counted is False:
        return None
    if arm.spread is None and arm.mean is not None:
        arm = replace(arm, spread=_spread_beside(grid, line, column))
    if arm.spread is None or arm.spread_is:
        said = f"{line.label} {heading} {grid.table.caption}"
        is_median = bool(value.interval) and not _MEAN.search(said) and _QUARTILES.search(said)
        return replace(arm, spread_is="iqr") if is_median else arm
    near = _spread_named(f"{line.label} {line.section} {heading}")
    named = near or _spread_named(f"{grid.table.caption} {grid.table.foot}")
    is_plain = named in ("iqr", "ci") and "±" in line.cells[column]
    return replace(arm, spread_is="" if is_plain else named)


def _share_beside(grid: Grid, line: Line, column: int) -> float | None:
    """The percentage that stands in the next column: "n" and "%" under one arm."""
    if column + 1 >= len(line.cells) or not _IS_PERCENT.search(grid.leaf(column + 1)):
        return None
    value = next(iter(values_in(line.cells[column + 1])), None)
    return None if value is None else value.percent if value.percent is not None else value.mean


def _size_before(grid: Grid, line: Line, column: int) -> int | None:
    """The size that stands in a column of its own before the result."""
    if column < 2 or not _IS_SIZE.search(grid.leaf(column - 1)):
        return None
    written = line.cells[column - 1].replace(",", "")
    return int(written) if written.isdigit() else None


def _as_counted(arm: ArmResult, said: str) -> ArmResult | None:
    """People counted: "12 (27)" under "n (%)", or a bare count, or a bare percentage."""
    if arm.mean is None or arm.mean < 0:
        return None
    is_whole = arm.mean == int(arm.mean)
    if arm.spread is not None and arm.spread_is == "":
        if is_whole:
            return replace(arm, events=int(arm.mean), percent=arm.spread, mean=None, spread=None)
        return replace(arm, percent=arm.mean, events=int(arm.spread), mean=None, spread=None) if (
            arm.spread == int(arm.spread) and arm.mean <= 100
        ) else None  # fmt: skip
    if arm.spread is not None and arm.percent is None:
        return None
    if not is_whole and arm.mean < 1:
        return replace(arm, percent=100 * arm.mean, mean=None, spread=None, spread_is="")
    said = _IN_BRACKETS.sub("", said)
    if arm.percent is not None or (_PERCENT.search(said) and not _COUNTS.search(said)):
        return replace(arm, percent=arm.mean, mean=None, spread=None, spread_is="")
    return replace(arm, events=int(arm.mean), mean=None) if is_whole else None


def _spread_named(said: str) -> str:
    return next((name for name, pattern in _SPREADS if pattern.search(said)), "")


def _spread_beside(grid: Grid, line: Line, column: int) -> float | None:
    """The spread of a mean that stands alone in its cell: in the next column, if headed so."""
    if column + 1 >= len(line.cells) or not _IS_SPREAD.search(grid.leaf(column + 1)):
        return None
    value = next(iter(values_in(line.cells[column + 1])), None)
    return value.mean if value else None
