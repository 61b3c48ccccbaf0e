"""Every pair of cells that may be the two arms of an outcome, with what speaks for each.

Two cells are a pair if they stand in one row under two headings, or in one column in two rows; the
words that both addresses share should name the outcome, the words in which they differ the arms.
Features are names ("row recall>=0.6"): a model weighs those that are present.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sceptic.appraisal.arm_headings import Comparison
from sceptic.appraisal.arm_values import Asked
from sceptic.appraisal.outcome_words import Wanted, Words, matched, words_of
from sceptic.appraisal.table_cells import NO_RESULT, arm_in
from sceptic.appraisal.table_lines import Grid, Line
from sceptic.appraisal.times import times_in
from sceptic.domain.evidence import ArmResult


@dataclass(frozen=True, slots=True)
class Candidate:
    """The results of both arms as read from one place, and the features of that place."""

    first: ArmResult
    second: ArmResult
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """What the article says outside its tables: figures of the abstract, mentions of tables."""

    abstract: frozenset[str]
    """The numbers printed in the abstract."""
    near: tuple[float, ...]
    """Of each sentence: how far it speaks of the outcome."""
    where: Mapping[str, frozenset[int]]
    """The sentences that print a number."""
    cited: Mapping[str, float]
    """Of each table: how far the sentences that cite it speak of the outcome, at most."""

    def told(self, numbers: Sequence[str]) -> float:
        """How far a sentence speaks of the outcome that prints all these numbers, at most."""
        if not numbers:
            return 0.0
        places = [self.where.get(n, frozenset()) for n in numbers]
        return max((self.near[i] for i in places[0].intersection(*places[1:])), default=0.0)


@dataclass(frozen=True, slots=True)
class Query:
    asked: Asked
    wanted: Wanted
    comparison: Comparison
    article: Article


@dataclass(frozen=True, slots=True)
class Address:
    """Two cells: the words they share, by place, and the words in which they differ."""

    row: str
    section: str
    head: str
    first: str
    second: str
    is_across: bool


_STEPS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.99)
_SIGNALS = (0.2, 0.4, 0.6, 0.9, 1.2)
_LEAST = 1.0
_WORD = re.compile(r"[^\s,;:()]+")
_SIZE = re.compile(r"[(\[]?\b[nN]\s?[=:]\s?[\d,]+[)\]]?")
BASELINE = re.compile(
    r"\b(?:baseline|pre|pre-?test|pre-?treatment|pre-?intervention|before|admission|initial|week 0|"
    r"day 0|t0|month 0|0 ?(?:weeks?|months?|min|h))\b", re.IGNORECASE)  # fmt: skip
_CHANGE = re.compile(r"\bchang\w+|Δ|\bdelta|difference|reduction|improvement|decrease|increase|"
                     r"\bloss\b|\bgain\b", re.IGNORECASE)  # fmt: skip
_AFTER = re.compile(
    r"\b(?:after|post\w*|end|follow\w*|final|endpoint|discharge|t[1-9])\b", re.IGNORECASE
)
_CHARACTERISTICS = re.compile(r"\bbaseline|characteristics|demographic", re.IGNORECASE)
_PART = re.compile(r"\b(?:per[- ]protocol|completers?|subgroup|adjusted|men|women|male|female|"
                   r"intention|ITT|observed)\b", re.IGNORECASE)  # fmt: skip


def table_candidates(grids: Sequence[Grid], query: Query) -> Iterator[Candidate]:
    for place, grid in enumerate(grids):
        fixed = (*_of_table(grid, place, query),)
        yield from _across(grid, fixed, query)
        yield from _down(grid, fixed, query)


# --- pairs ----------------------------------------------------------------------------------------


def _across(grid: Grid, fixed: tuple[str, ...], query: Query) -> Iterator[Candidate]:
    """Pairs within a row, of the columns whose headings name the arms best."""
    columns = [c for c in grid.columns if not NO_RESULT.search(grid.heading(c))]
    columns = columns if len(columns) > 1 else list(grid.columns)
    for line in grid.lines:
        read = {c: arm for c in columns if (arm := arm_in(grid, line, c, query.asked))}
        pairs = _kept(
            [(a, b, *_parted(grid.heading(a, line), grid.heading(b, line)))
             for a in read for b in read if a != b],
            query,
        )  # fmt: skip
        order = _order(pairs, query)
        for a, b, shared, one, two in pairs:
            address = Address(line.label, line.section, shared, one, two, True)
            features = (
                *fixed,
                *_of_arms(address, query, b - a),
                *_of_words(address, grid, query),
                *_of_values(read[a], read[b], grid, line, query),
                *_of_order(order.get((a, b)), len(order)),
            )
            yield Candidate(read[a], read[b], features)


def _order(pairs: Sequence[Pair], query: Query) -> dict[tuple[int, int], int]:
    """Places of the pairs that differ least besides the arms: those of one time, one measure."""
    spare = {(a, b): (_spare(one, two, query), -round(_evidence(one, two, query), 2))
             for a, b, _, one, two in pairs}  # fmt: skip
    least = min(spare.values(), default=(0, 0.0))
    return {pair: i for i, pair in enumerate(p for p, found in spare.items() if found == least)}


def _down(grid: Grid, fixed: tuple[str, ...], query: Query) -> Iterator[Candidate]:
    """Pairs within a column, of the rows whose labels name the arms."""
    words = [f"{line.section} | {line.label}" for line in grid.lines]
    pairs = _kept(
        [(a, b, *_parted(words[a], words[b]))
         for a in range(len(words)) for b in range(len(words))
         if a != b and abs(a - b) <= _REACH and _may_be_arms(words[a], words[b], query)],
        query, least=0.5,
    )  # fmt: skip
    for a, b, shared, one, two in pairs:
        for c in grid.columns:
            read = [arm_in(grid, grid.lines[i], c, query.asked) for i in (a, b)]
            if read[0] is None or read[1] is None or NO_RESULT.search(grid.heading(c)):
                continue
            address = Address(shared, "", grid.heading(c, grid.lines[a]), one, two, False)
            features = (
                *fixed,
                *_of_arms(address, query, b - a),
                *_of_words(address, grid, query),
                *_of_values(read[0], read[1], grid, grid.lines[a], query),
                *_of_order(grid.columns.index(c), len(grid.columns)),
            )
            yield Candidate(read[0], read[1], features)


_REACH = 40
Pair = tuple[int, int, str, str, str]
"""First, second, the words that both share, the rest of the first, the rest of the second."""


def _may_be_arms(one: str, two: str, query: Query) -> bool:
    return query.comparison.signal(one, 1) > 0 or query.comparison.signal(two, 2) > 0


def _kept(pairs: Sequence[Pair], query: Query, least: float = 0.0) -> list[Pair]:
    """Those that name the arms nearly as well as the best."""
    scored = [(_evidence(one, two, query), pair) for pair in pairs for one, two in [pair[3:]]]
    best = max((s for s, _ in scored), default=0.0)
    floor = max(least, best - _LEAST)
    return [pair for score, pair in scored if score >= floor]


def _evidence(one: str, two: str, query: Query) -> float:
    signal = query.comparison.signal
    return signal(one, 1) + signal(two, 2)


@lru_cache(maxsize=20_000)
def _parted(one: str, two: str) -> tuple[str, str, str]:
    """``(shared, rest of one, rest of two)`` by words, sizes left out."""
    a, b = (_WORD.findall(_SIZE.sub(" ", text)) for text in (one, two))
    in_a, in_b = {w.lower() for w in a}, {w.lower() for w in b}
    return (
        " ".join(w for w in a if w.lower() in in_b),
        " ".join(w for w in a if w.lower() not in in_b),
        " ".join(w for w in b if w.lower() not in in_a),
    )


# --- features -------------------------------------------------------------------------------------


def steps(name: str, value: float, steps: Sequence[float] = _STEPS) -> Iterator[str]:
    return (f"{name}>={step}" for step in steps if value >= step)


def _of_table(grid: Grid, place: int, query: Query) -> Iterator[str]:
    caption = grid.table.caption
    match = matched(caption, query.wanted)
    yield from steps("caption recall", match.recall)
    yield f"table {min(place, 3)}"
    if _is_before(caption):
        is_asked = BASELINE.search(" ".join(query.asked.outcome))
        yield "characteristics asked" if is_asked else "characteristics"
    found = _NUMBERED.search(caption)
    yield from steps("cited", query.article.cited.get(found[1], 0.0) if found else 0.0)
    signal = query.comparison.signal
    yield from steps("caption names arms", signal(caption, 1) + signal(caption, 2), (0.5, 1.0))


_NUMBERED = re.compile(r"\bTable\s?(\d+)", re.IGNORECASE)


def _is_before(caption: str) -> bool:
    return bool(_CHARACTERISTICS.search(caption)) and not _CHANGE.search(caption)


def _of_arms(address: Address, query: Query, gap: int) -> Iterator[str]:
    signal = query.comparison.signal
    one, two = signal(address.first, 1), signal(address.second, 2)
    yield from steps("first named", one, _SIGNALS)
    yield from steps("second named", two, _SIGNALS)
    yield from steps("both named", min(one, two), _SIGNALS)
    if min(one, two) < 0:
        yield "named as the other"
    if max(one, two) < _SIGNALS[0]:
        yield "none named"
        yield "unnamed, in order" if gap > 0 else "unnamed, turned"
    yield "across" if address.is_across else "down"
    yield f"gap {min(abs(gap), 4)}{'' if address.is_across else ' down'}"
    if gap < 0:
        yield "turned"
    spare = _spare(address.first, address.second, query)
    yield f"spare words {min(spare, 3)}"
    if bool(BASELINE.search(address.first)) != bool(BASELINE.search(address.second)):
        yield "baseline against later"
    times = [times_in(t) for t in (address.first, address.second)]
    if times[0] != times[1]:
        yield "other times"
    if bool(_CHANGE.search(address.first)) != bool(_CHANGE.search(address.second)):
        yield "change against value"


def _spare(one: str, two: str, query: Query) -> int:
    """Words in which the addresses differ and that name neither arm."""
    named = query.comparison.first.words | query.comparison.second.words
    rest: Words = (words_of(one) | words_of(two)) - named
    signal = query.comparison.signal
    return len([w for w in rest if len(w) > 1 and signal(w, 1) == signal(w, 2) == 0])


def _of_words(address: Address, grid: Grid, query: Query) -> Iterator[str]:
    wanted = query.wanted
    row, section, head = (words_of(t) for t in (address.row, address.section, address.head))
    label = wanted.match(row)
    yield from steps("row recall", label.recall)
    yield from steps("row precision", label.precision)
    yield from steps("section recall", wanted.match(section).recall)
    yield from steps("head recall", wanted.match(head).recall)
    said = row | section | head
    whole = wanted.match(said)
    yield from steps("recall", whole.recall)
    yield from steps("precision", whole.precision)
    every = wanted.match(said | words_of(grid.table.caption)).recall
    yield from steps("recall with caption", every)
    if label.recall == 0 and whole.recall == 0:
        yield "no word"
    yield from of_time(f"{address.row} {address.section} {address.head}", grid.table.caption,
                        query)  # fmt: skip


def of_time(said: str, caption: str, query: Query) -> Iterator[str]:
    asked = " ".join(query.asked.outcome)
    wanted, here, above = times_in(asked), times_in(said), times_in(caption)
    if wanted:
        if here:
            yield "time asked is here" if wanted & here else "another time is here"
        elif above:
            yield "time asked is above" if wanted & above else "another time is above"
    elif here:
        yield "time not asked"
    is_asked_before, is_before = bool(BASELINE.search(asked)), bool(BASELINE.search(said))
    if is_before and not _AFTER.search(said) and not _CHANGE.search(said):
        yield "baseline asked" if is_asked_before else "baseline"
    elif is_asked_before and not _is_before(caption):
        yield "not the baseline asked"
    if _AFTER.search(said):
        yield "after"
    is_change, is_asked = bool(_CHANGE.search(said)), bool(_CHANGE.search(asked))
    if is_change or is_asked or _CHANGE.search(caption):
        yield f"change {is_change} asked {is_asked} above {bool(_CHANGE.search(caption))}"
    if _PART.search(said) and not _PART.search(asked):
        yield "part of the people"


def _of_values(
    one: ArmResult, two: ArmResult, grid: Grid, line: Line, query: Query
) -> Iterator[str]:
    kind = _kind(one)
    yield f"{'counted' if query.asked.is_counted else 'measured'} {kind}"
    if kind != _kind(two):
        yield "other kinds"
    said = f"{line.label} {line.section} {grid.table.caption}"
    if not query.asked.is_counted and "%" in line.label:
        yield "measured in percent"
    if query.asked.is_counted and re.search(r"\bmean|median|SD\b|±", f"{line.label}"):
        yield "counted but mean"
    if query.asked.is_counted and re.search(r"n\s?\(\s?%|%|\bno\.|number", said, re.IGNORECASE):
        yield "counted, said so"
    printed = [[f"{v:g}" for v in _figures(arm)] for arm in (one, two)]
    every = [*printed[0], *printed[1]]
    if query.article.abstract.intersection(every):
        yield "in abstract"
    yield from steps("told", max((query.article.told([n]) for n in every), default=0.0))
    if all(printed):
        yield from steps("both told", query.article.told([printed[0][0], printed[1][0]]))


def _kind(arm: ArmResult) -> str:
    if arm.events is not None:
        return "events of n" if arm.total and arm.percent is None else (
            "events and percent" if arm.percent is not None else "events")  # fmt: skip
    if arm.mean is None:
        return "percent"
    return f"mean {arm.spread_is or 'spread'}" if arm.spread is not None else "bare mean"


def _figures(arm: ArmResult) -> list[float]:
    """Figures that are hardly there by chance: two digits or more that count."""
    found = (arm.mean, arm.percent, float(arm.events) if arm.events is not None else None)
    return [
        v for v in found if v is not None and len(f"{abs(v):g}".replace(".", "").lstrip("0")) > 1
    ]


def _of_order(place: int | None, of: int) -> Iterator[str]:
    if place is None:
        yield "no clean pair"
    elif of > 1:
        yield "first place" if place == 0 else "last place" if place == of - 1 else "middle place"
