"""A table of results: which row speaks of the outcome, which columns are the arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sceptic.appraisal.arm_values import (
    NO_ARMS,
    ArmPair,
    ArmValue,
    Asked,
    arm_from,
    size_in,
    values_in,
)
from sceptic.appraisal.arms import Arms
from sceptic.appraisal.outcomes import Outcome, nearness
from sceptic.domain.evidence import ArmResult, Rationale
from sceptic.language.text import normalised_word, tokens


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid, spanned cells repeated. ``headers`` rows come first, all of one width."""

    caption: str
    headers: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str = ""

    @property
    def turned(self) -> Table:
        """Columns as rows: for tables whose rows are the arms."""
        columns = list(zip(*self.headers, *self.rows, strict=True))
        return Table(self.caption, tuple(columns[:1]), tuple(columns[1:]), self.foot)

    def heading(self, column: int) -> str:
        return " ".join(dict.fromkeys(row[column] for row in self.headers if row[column]))


@dataclass(frozen=True, slots=True)
class _Hit:
    score: float
    first: ArmResult
    second: ArmResult


_FLOOR = 0.35


def read_from_tables(asked: Asked, tables: Sequence[Table], arms: Arms, wanted: Outcome) -> ArmPair:
    """The two cells that speak most of the outcome, as results of the arms."""
    best: _Hit | None = None
    for table in tables:
        for grid in (table, table.turned):
            for hit in _hits(asked, grid, arms, wanted):
                if best is None or hit.score > best.score:
                    best = hit
    return (best.first, best.second) if best and best.score >= _FLOOR else NO_ARMS


def sizes_from_tables(
    asked: Asked, tables: Sequence[Table], arms: Arms
) -> tuple[int | None, int | None]:
    """Group sizes that a table's heading prints for both arms."""
    for table in tables:
        for one, two in _column_pairs(asked, table, arms):
            sizes = size_in(table.heading(one)), size_in(table.heading(two))
            if sizes[0] and sizes[1]:
                return sizes
    return None, None


def _hits(asked: Asked, table: Table, arms: Arms, wanted: Outcome) -> Iterator[_Hit]:
    pairs = list(_column_pairs(asked, table, arms))
    if not pairs:
        return
    caption = nearness(table.caption, wanted).share
    section = ""
    for row in table.rows:
        label = row[0]
        if not any(_DIGIT.search(cell) for cell in row[1:]):
            section = label or section
            continue
        for one, two in pairs:
            read = tuple(_arm(row, c, table, asked) for c in (one, two))
            if read[0] is None or read[1] is None:
                continue
            head = _rest_of_heading(table, one, two)
            said = f"{label} {section} {head}"
            score = (
                nearness(said, wanted).share
                + _CAPTION * caption
                + _PRECISE * _share_of_label(label, wanted)
                + _later(head, label)
            )
            yield _Hit(
                score - _ABSENT * (nearness(said, wanted).share < _LEAST),
                read[0],
                read[1],
            )


_DIGIT = re.compile(r"\d")
_CAPTION, _PRECISE, _ABSENT, _LEAST = 0.35, 0.3, 0.3, 0.15
_BASELINE = re.compile(r"\b(?:baseline|pre|before|admission|initial|week 0|day 0|t0)\b", re.I)
_NO_RESULT = re.compile(r"\b(?:p|differences?|ratio|ci|effect)\b", re.I)


def _later(head: str, label: str) -> float:
    return -0.3 if _BASELINE.search(f"{head} {label}") else 0.0


def _share_of_label(label: str, wanted: Outcome) -> float:
    words = {normalised_word(t.text) for t in tokens(label)}
    return len(words & wanted.words) / len(words) if words else 0.0


def _rest_of_heading(table: Table, one: int, two: int) -> str:
    """What both columns' headings share: the time, the measure."""
    a, b = table.heading(one).split(), set(table.heading(two).split())
    return " ".join(w for w in a if w in b)


def _column_pairs(asked: Asked, table: Table, arms: Arms) -> Iterator[tuple[int, int]]:
    """Columns of the first arm with those of the second that say the same beside the arm."""
    width = len(table.headers[0]) if table.headers else 0
    headings = [table.heading(i) for i in range(width)]
    ones = [(i, _likeness(h, asked.intervention, arms, 1)) for i, h in enumerate(headings) if i]
    twos = [(i, _likeness(h, asked.comparator, arms, 2)) for i, h in enumerate(headings) if i]
    ones = [i for i, s in ones if s > 0 and s == max(t for _, t in ones)]
    twos = [i for i, s in twos if s > 0 and s == max(t for _, t in twos)]
    if len(ones) == len(twos):
        yield from ((a, b) for a, b in zip(ones, twos, strict=True) if a != b)
    elif ones and twos and ones[0] != twos[0]:
        yield ones[0], twos[0]


def _likeness(heading: str, names: Sequence[str], arms: Arms, arm: int) -> float:
    """How far a heading names an arm: its pattern, and the words of its name (doses too)."""
    if not heading or _NO_RESULT.search(heading):
        return 0.0
    kinds = {a for _, a in arms.mentions(heading)}
    words = {w.lower() for w in re.findall(r"\w+", heading)}
    named = {w.lower() for n in names for w in re.findall(r"\w+", n)}
    shared = len(words & named) / max(1, len(words))
    if kinds == {arm}:
        return round(1.0 + shared, 2)
    return 0.5 + shared if arm in kinds else 0.0


def _arm(row: tuple[str, ...], column: int, table: Table, asked: Asked) -> ArmResult | None:
    """A cell as the result of an arm; ``None`` where it holds no figure of the kind asked."""
    cell, heading = row[column], table.heading(column)
    value = next(values_in(cell), None)
    if value is None or _IS_SPREAD.search(heading):
        return None
    place = Rationale("table", value.start, value.end, cell[value.start : value.end])
    arm = arm_from(value, place)
    said = f"{row[0]} {heading} {table.caption} {table.foot}"
    if arm.mean is not None and asked.is_counted:
        counted = _as_counted(arm, f"{row[0]} {heading}")
        if counted is None:
            return None
        arm = counted
    elif arm.mean is None and asked.is_counted is False:
        return None
    elif arm.spread is None and arm.mean is not None:
        arm = replace(arm, spread=_beside(row, column, table))
    if arm.spread is not None and not arm.spread_is:
        arm = replace(arm, spread_is=_spread_named(said))
    return replace(arm, total=arm.total or size_in(heading))


def _as_counted(arm: ArmResult, said: str) -> ArmResult | None:
    """ "12 (27)" under "n (%)", or a bare count, or a bare percentage."""
    if arm.mean is None or arm.mean < 0:
        return None
    is_whole = arm.mean == int(arm.mean)
    if arm.spread is not None and arm.spread_is == "":
        if not is_whole:
            return None
        return replace(arm, events=int(arm.mean), percent=arm.spread, mean=None, spread=None)
    if arm.spread is not None:
        return None
    if "%" in said and not _COUNTS.search(said):
        return replace(arm, percent=arm.mean, mean=None)
    return replace(arm, events=int(arm.mean), mean=None) if is_whole else None


_COUNTS = re.compile(r"\b(?:n|no|number|nr|count)\b|#", re.IGNORECASE)
_IS_SPREAD = re.compile(r"(?:\bSD|\bSEM?|standard (?:deviation|error)s?)\W*$", re.IGNORECASE)
_SPREADS = (
    ("sd", re.compile(r"\bSDs?\b|standard deviations?|\bs\.d\.", re.IGNORECASE)),
    ("se", re.compile(r"\bSEM?\b|standard errors?", re.IGNORECASE)),
    ("iqr", re.compile(r"\bIQR|interquartile|\brange|\bmedian", re.IGNORECASE)),
    ("ci", re.compile(r"\bCI\b|confidence interval")),
)


def _spread_named(said: str) -> str:
    return next((name for name, pattern in _SPREADS if pattern.search(said)), "")


def _beside(row: tuple[str, ...], column: int, table: Table) -> float | None:
    """The spread of a mean that stands alone in its cell: in the next column, if headed so."""
    if column + 1 >= len(row) or not _IS_SPREAD.search(table.heading(column + 1)):
        return None
    value = next(values_in(row[column + 1]), None)
    return value.mean if value else None
