"""Sizes of the groups: printed beside the arms' names, in headings, or once for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sceptic.appraisal.arm_headings import Comparison
from sceptic.appraisal.arm_sentences import is_in_order, pairs_of
from sceptic.appraisal.arm_values import size_in
from sceptic.appraisal.arms import Arms
from sceptic.appraisal.numbers import value_of_words
from sceptic.appraisal.table_lines import Grid
from sceptic.domain.evidence import Rationale

Sizes = tuple[int, int]


def sizes_of(
    comparison: Comparison, sentences: Sequence[Rationale], grids: Sequence[Grid]
) -> Sizes | None:
    """Intervention's and comparator's, from the plainest place that gives both."""
    arms = comparison.arms
    captions = [_as_sentence(t) for g in grids for t in (g.table.caption, g.table.foot) if t]
    return (
        _sizes(sentences, arms, _BEHIND)
        or _of_headings(grids, comparison)
        or _sizes(captions, arms, _BEHIND)
        or _sizes(sentences, arms, (_BEFORE, _BESIDE))
        or _sizes_of_each(sentences)
        or _sizes_of_shares(sentences, arms)
    )


def _as_sentence(text: str) -> Rationale:
    return Rationale("table", 0, len(text), text)


def _of_headings(grids: Sequence[Grid], comparison: Comparison) -> Sizes | None:
    """Sizes that the headings print for both arms, or a row "Number of patients"."""
    for grid in grids:
        for pair in _pairs_of_columns(grid, comparison):
            first, second = (size_in(grid.heading(c, grid.lines[0])) for c in pair)
            if first and second:
                return first, second
    for grid in grids:
        for line in [x for x in grid.lines[:3] if _SIZE_ROW.match(x.label)]:
            for pair in _pairs_of_columns(grid, comparison):
                one, two = (line.cells[c].replace(",", "") for c in pair)
                if one.isdigit() and two.isdigit():
                    return int(one), int(two)
    return None


_SIZE_ROW = re.compile(
    r"\W*(?:n|no|number|total|sample size|participants|patients|subjects|randomi[sz]ed)\b[^%]*$",
    re.IGNORECASE,
)


def _pairs_of_columns(grid: Grid, comparison: Comparison) -> Iterator[tuple[int, int]]:
    """The two columns whose headings name the arms best, if both are named."""
    if not grid.lines:
        return
    named = [
        max(((comparison.signal(grid.heading(c, grid.lines[0]), arm), -c) for c in grid.columns),
            default=(0.0, 0))
        for arm in (1, 2)
    ]  # fmt: skip
    (one, a), (two, b) = named
    if min(one, two) > _NAMED and a != b:
        yield -a, -b


_NAMED = 0.2

_PEOPLE = (
    r"(?:patients|participants|women|men|children|infants|subjects|people|adults|cases|individuals|"
    r"persons|volunteers|girls|boys|mothers|students|nurses|families|rats|mice|animals)"
)
_N = r"(?P<n>\d{1,12}(?:,\d{3}){0,3})"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_BEHIND = (
    re.compile(rf"\(\s?[nN]\s?[=:]\s?{_N}"),
    re.compile(rf"\b[nN]\s?=\s?{_N}"),
    re.compile(rf"\(\s?{_N}\s{_PEOPLE}"),
)
_BEFORE = re.compile(
    rf"(?<![\d.,]){_N}(?:\s(?:\w+\s)?{_PEOPLE})?(?=\s(?:\w+\s){{0,4}}?(?:to|in|received|receive|"
    r"were given|assigned|allocated|randomi[sz]ed)\b)"
)
_BESIDE = re.compile(
    rf"(?<![\d.,=:/±-])(?P<n>\d{{1,12}}(?:,\d{{3}}){{0,3}}|(?:{_TENS})(?:[- ](?:{_ONES}))?)"
    r"(?![\d.,]*\d|\s?%|\s?/|\s?(?:mg|g|ml|weeks?|months?|years?|days?|times|h|min|kg|Gy|of)\b)",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(?:{_N}(?:\s{_PEOPLE})? (?:in|per|to|for|into) (?:each|both|either|a) (?:\w+ )?"
    r"(?:groups?|arms?)"
    r"|each (?:group|arm)\s?\(\s?n\s?=\s?(?P<m>\d{1,12})|groups? of (?P<k>\d{1,12})\b)",
    re.IGNORECASE,
)
_NEAR_BEHIND, _NEAR_BEFORE, _NEAR_BESIDE = 60, 80, 40


def _sizes(
    sentences: Sequence[Rationale], arms: Arms, patterns: Sequence[re.Pattern[str]]
) -> Sizes | None:
    """The sizes that the text gives first, by the first pattern that gives both."""
    for pattern in patterns:
        sizes: dict[int, int] = {}
        for sentence in sentences:
            for arm, size in _sizes_in(sentence.text, pattern, arms):
                sizes.setdefault(arm, size)
        if len(sizes) == 2:
            return sizes[1], sizes[2]
    return None


def _sizes_of_each(sentences: Sequence[Rationale]) -> tuple[int, int] | None:
    """One size for all: "30 patients in each group"."""
    for sentence in sentences:
        found = _EACH.search(sentence.text)
        if found:
            size = _whole(found["n"] or found["m"] or found["k"])
            return size, size
    return None


def _sizes_in(text: str, pattern: re.Pattern[str], arms: Arms) -> Iterator[tuple[int, int]]:
    """``(arm, size)``; of two sizes of which one names its arm the other is the other's."""
    mentions = arms.mentions(text)
    matches = list(pattern.finditer(text)) if mentions else []
    found = [(_arm_of(m, pattern, mentions), _whole(m["n"])) for m in matches]
    if len(found) == 2 and pattern in _BEHIND and sum(bool(arm) for arm, _ in found) == 1:
        known = found[0][0] or found[1][0]
        found = [(arm or 3 - known, size) for arm, size in found]
    yield from ((arm, size) for arm, size in found if arm and size > 1)


def _whole(written: str) -> int:
    if written[0].isdigit():
        return int(written.replace(",", ""))
    return value_of_words(written) or 0


def _arm_of(
    match: re.Match[str], pattern: re.Pattern[str], mentions: Sequence[tuple[int, int]]
) -> int:
    if pattern in _BEHIND:
        near = [arm for at, arm in mentions if 0 <= match.start() - at <= _NEAR_BEHIND]
        return near[-1] if near else 0
    reach = _NEAR_BEFORE if pattern is _BEFORE else _NEAR_BESIDE
    near = [arm for at, arm in mentions if 0 <= at - match.end() <= reach]
    return near[0] if near else 0


def _sizes_of_shares(sentences: Sequence[Rationale], arms: Arms) -> tuple[int, int] | None:
    """The denominators of the first two shares that have one."""
    for sentence in sentences:
        for pair in pairs_of(sentence.text):
            one, two = pair[0].total, pair[1].total
            if one and two and all(v.is_share for v in pair):
                return (one, two) if is_in_order(pair, sentence.text, arms) else (two, one)
    return None
