"""A table of results: which row speaks of the outcome, which columns are the arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sceptic.appraisal.arm_values import (
    NO_ARMS,
    ArmPair,
    Asked,
    arm_from,
    size_in,
    values_in,
)
from sceptic.appraisal.arms import Arms
from sceptic.appraisal.outcomes import Outcome, nearness
from sceptic.domain.evidence import ArmResult, Rationale
from sceptic.language.text import normalised_word, tokens

_ANY_CASE = re.IGNORECASE


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

    def leaf(self, column: int) -> str:
        """The lowest heading of a column."""
        return self.headers[-1][column] if self.headers else ""

    def heading(self, column: int) -> str:
        return " ".join(dict.fromkeys(row[column] for row in self.headers if row[column]))


_EXPLAINED = re.compile(r"\b([A-Z][\w-]{1,7}[A-Z\d])\s?[=:,]\s?([a-z][^;:.,=]{3,80})")


def explained(foot: str) -> str:
    """Abbreviations of a table's foot as a text introduces them: "certolizumab (CZP)"."""
    return "; ".join(f"{m[2].strip()} ({m[1]})" for m in _EXPLAINED.finditer(foot))


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


def sizes_from_tables(asked: Asked, tables: Sequence[Table], arms: Arms) -> tuple[int, int] | None:
    """Group sizes that a table's heading prints for both arms."""
    for table in tables:
        for one, two in _column_pairs(asked, table, arms):
            first, second = size_in(table.heading(one)), size_in(table.heading(two))
            if first and second:
                return first, second
    for table in tables:
        for row in table.rows[:3]:
            for one, two in _column_pairs(asked, table, arms) if _SIZE_ROW.match(row[0]) else ():
                if row[one].isdigit() and row[two].isdigit():
                    return int(row[one]), int(row[two])
    return None


_SIZE_ROW = re.compile(
    r"\W*(?:n|no|number|total|sample size|participants|patients|subjects|randomi[sz]ed)\b[^%]*$",
    _ANY_CASE,
)


def _hits(asked: Asked, table: Table, arms: Arms, wanted: Outcome) -> Iterator[_Hit]:
    pairs = list(_column_pairs(asked, table, arms))
    if not pairs:
        return
    caption = nearness(table.caption, wanted).share
    section = ""
    for row in table.rows:
        if _is_section(row):
            section = row[0] or section
            continue
        for place, (one, two) in enumerate(pairs):
            read = tuple(_arm(row, c, table, asked) for c in (one, two))
            if read[0] is None or read[1] is None:
                continue
            label = _label(row, min(one, two))
            head = _rest_of_heading(table, one, two)
            said = f"{label} {section} {head}"
            score = (
                nearness(said, wanted).share
                + _CAPTION * caption
                + _PRECISE * _share_of_label(label, wanted)
                + _SAME * _same_words(said, asked.outcome[0])
                - _baseline(said, table.caption, asked)
                + _LATER * place
                + _WHOLE * (read[0].spread is not None or read[0].percent is not None)
            )
            yield _Hit(
                score - _ABSENT * (nearness(said, wanted).share < _LEAST),
                read[0],
                read[1],
            )


def _label(row: tuple[str, ...], first: int) -> str:
    """The words of the cells before the first arm: label, then sub-label or time."""
    return " ".join(dict.fromkeys(c for c in row[:first] if c and not _FIGURE.match(c))) or row[0]


_FIGURE = re.compile(r"[\s<>=(±−-]*\d[\d.,\s()%±−–/-]*$")


def _is_section(row: tuple[str, ...]) -> bool:
    """A row that heads the rows below: one cell over the whole width, or no figures."""
    return len(set(row)) == 1 or not any(_DIGIT.search(cell) for cell in row[1:])


_DIGIT = re.compile(r"\d")
_CAPTION, _PRECISE, _ABSENT, _LEAST = 0.35, 0.3, 0.3, 0.15
_SAME, _BEFORE, _LATER, _WHOLE = 0.2, 0.3, 0.02, 0.15
_BASELINE = re.compile(
    r"\b(?:baseline|pre|pre-?test|pre-?treatment|pre-?intervention|before|admission|"
    r"initial|week 0|day 0|t0)\b",
    _ANY_CASE,
)
_NO_RESULT = re.compile(
    r"\b(?:p|p[- ]?values?|differences?|ratio|effect size|total|overall|all|t|f|χ2|chi2?)\b",
    _ANY_CASE,
)
_USUAL = (
    re.compile(
        r"^\W*(?:intervention|experimental|treatment|treated|active|study|cases?)\b", _ANY_CASE
    ),
    re.compile(r"\b(?:controls?|placebo|sham|usual|standard|comparison|untreated)\b", _ANY_CASE),
)


def _baseline(said: str, caption: str, asked: Asked) -> float:
    """What is taken off for figures from before the treatment, unless they are asked for."""
    if any(_BASELINE.search(name) for name in asked.outcome):
        return 0.0
    is_caption = _BASELINE.search(caption) and not _AFTERWARDS.search(caption)
    return _BEFORE if _BASELINE.search(said) or is_caption else 0.0


_AFTERWARDS = re.compile(
    r"\b(?:changes?|after|post\w*|end|follow\w*|final|between-group|effects?|results?|outcomes?)\b",
    _ANY_CASE,
)


def _same_words(said: str, outcome: str) -> float:
    """Share of the words in common, codes with digits ("C2-C6") as they stand."""
    a, b = (set(re.findall(r"\w+", s.lower())) for s in (said, outcome))
    return len(a & b) / len(a | b) if a | b else 0.0


def _share_of_label(label: str, wanted: Outcome) -> float:
    words = {normalised_word(t.text) for t in tokens(label)}
    return len(words & wanted.words) / len(words) if words else 0.0


def _rest_of_heading(table: Table, one: int, two: int) -> str:
    """What both columns' headings share: the time, the measure."""
    a, b = table.heading(one).split(), set(table.heading(two).split())
    return " ".join(w for w in a if w in b)


def _column_pairs(asked: Asked, table: Table, arms: Arms) -> Iterator[tuple[int, int]]:
    """Columns of the first arm with those of the second, in the order of the table.

    Where only one arm is recognised and one other kind of column remains, that is the other arm's.
    """
    width = len(table.headers[0]) if table.headers else 0
    headings = {i: table.heading(i) for i in range(1, width)}
    ones = _best({i: _likeness(h, asked.intervention, arms, 1) for i, h in headings.items()})
    twos = _best({i: _likeness(h, asked.comparator, arms, 2) for i, h in headings.items()})
    if bool(ones) != bool(twos):
        known = ones or twos
        rest = [i for i, h in headings.items() if i not in known and h and not _NO_RESULT.search(h)]
        if len(rest) == len(known):
            ones, twos = (ones, rest) if ones else (rest, twos)
    if len(ones) == len(twos):
        yield from ((a, b) for a, b in zip(ones, twos, strict=True) if a != b)
    elif ones and twos and ones[0] != twos[0]:
        yield ones[0], twos[0]


def _best(scores: Mapping[int, float]) -> list[int]:
    most = max(scores.values(), default=0.0)
    return [i for i, score in scores.items() if score == most > 0]


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
    if arm in kinds:
        return 0.5 + shared
    return 0.4 if not kinds and _USUAL[arm - 1].search(heading) else 0.0


def _arm(row: tuple[str, ...], column: int, table: Table, asked: Asked) -> ArmResult | None:
    """A cell as the result of an arm; ``None`` where it holds no figure of the kind asked."""
    cell, heading = row[column], table.heading(column)
    value = next(values_in(cell), None)
    if value is None or _IS_SPREAD.search(heading) or _IS_SIZE.search(table.leaf(column)):
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
        named = _spread_named(said)
        if named == "iqr" and value.interval and not _MEAN.search(said):
            return None
        arm = replace(arm, spread_is="" if named in ("iqr", "ci") and "±" in cell else named)
    return replace(arm, total=arm.total or _size_before(row, column, table) or size_in(heading))


_MEAN = re.compile(r"\bmeans?\b", _ANY_CASE)
_IS_SIZE = re.compile(r"^\W*(?:n|no\.?|number)[a-d]?\W*$", _ANY_CASE)


def _size_before(row: tuple[str, ...], column: int, table: Table) -> int | None:
    """The size that stands in a column of its own before the result."""
    if column < 2 or not _IS_SIZE.search(table.leaf(column - 1)):
        return None
    written = row[column - 1].replace(",", "")
    return int(written) if written.isdigit() else None


def _as_counted(arm: ArmResult, said: str) -> ArmResult | None:
    """People counted: "12 (27)" under "n (%)", or a bare count, or a bare percentage."""
    if arm.mean is None or arm.mean < 0:
        return None
    is_whole = arm.mean == int(arm.mean)
    if arm.spread is not None and arm.spread_is == "":
        if not is_whole:
            return None
        return replace(arm, events=int(arm.mean), percent=arm.spread, mean=None, spread=None)
    if arm.spread is not None:
        return None
    if not is_whole and arm.mean < 1:
        return replace(arm, percent=100 * arm.mean, mean=None)
    said = _IN_BRACKETS.sub("", said)
    if _PERCENT.search(said) and not _COUNTS.search(said):
        return replace(arm, percent=arm.mean, mean=None)
    return replace(arm, events=int(arm.mean), mean=None) if is_whole else None


_IN_BRACKETS = re.compile(r"\(?\b[nN]\s?=\s?\d[\d,]*\)?")
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?s?\b", _ANY_CASE)
_COUNTS = re.compile(r"\b(?:n|no|number|nr|count)\b|#", _ANY_CASE)
_IS_SPREAD = re.compile(r"(?:\bSD|\bSEM?|standard (?:deviation|error)s?)\W*$", _ANY_CASE)
_SPREADS = (
    ("sd", re.compile(r"\bSDs?\b|standard deviations?|\bs\.d\.", _ANY_CASE)),
    ("se", re.compile(r"\bSEM?\b|standard errors?", _ANY_CASE)),
    ("iqr", re.compile(r"\bIQR|interquartile|\bmedian", _ANY_CASE)),
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
