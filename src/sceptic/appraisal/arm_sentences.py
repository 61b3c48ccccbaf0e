"""Two figures side by side in a sentence as the results of both arms.

Neighbouring figures of one kind go to the arms in the order in which these are named; of three or
more ("4%, 7% and 9% on placebo, A and B, respectively") each goes to the name in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from sceptic.appraisal.arm_headings import Comparison
from sceptic.appraisal.arm_values import ArmPair, ArmValue, Asked, arm_from, values_in
from sceptic.appraisal.arms import Arms
from sceptic.appraisal.figures import LINK
from sceptic.appraisal.outcomes import Outcome
from sceptic.domain.evidence import Rationale
from sceptic.language.text import normalised_word, tokens

_FARTHEST = 130
_TURN = 40
_MOST_PAIRS, _LONGEST_RUN = 100, 40
"""No sentence says so much; what is longer is no sentence, and is read for a bounded time."""
_VERSUS = re.compile(r"\bvs?\b\.?|:")
ValuePair = tuple[ArmValue, ArmValue]


def pairs_of(text: str) -> list[ValuePair]:
    """Neighbouring figures of one kind with a link word between them; none stands in two."""
    values = values_in(text)
    found = []
    used = -1
    for a, b in pairwise(values):
        between = _VERSUS.sub("vs", text[a.end : b.start])
        if (
            a.start > used and a.kind == b.kind and len(between) <= _FARTHEST
            and ". " not in between and LINK.search(between)
        ):  # fmt: skip
            found.append((a, b))
            used = b.start
            if len(found) == _MOST_PAIRS:
                break
    return found


def fits(pair: ValuePair, asked: Asked) -> bool:
    """Whether both figures are of the kind asked: people counted, or something measured."""
    if asked.is_counted is None:
        return pair[0].kind != "number"
    if asked.is_counted:
        return all(v.is_share for v in pair) or all(v.is_count for v in pair)
    return all(v.events is None for v in pair)


def gap_to_outcome(pair: ValuePair, text: str, wanted: Outcome) -> int:
    """Letters from a word of the outcome to the pair; one before it stands farther."""
    places = _places_of(text, frozenset(w[:5] for w in wanted.words if len(w) > 2))
    start, end = pair[0].start, pair[1].end
    return min(
        (start - e if start >= e else max(0, s - end) + _TURN for s, e in places), default=start
    )


@lru_cache(maxsize=64)
def _places_of(text: str, beginnings: frozenset[str]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (t.start, t.end) for t in tokens(text) if normalised_word(t.text)[:5] in beginnings
    )


def ordered(pair: ValuePair, sentence: Rationale, arms: Arms, asked: Asked) -> ArmPair:
    """The pair as results of both arms, the intervention's first."""
    first, second = as_arms(pair, sentence, asked)
    return (first, second) if is_in_order(pair, sentence.text, arms) else (second, first)


def as_arms(pair: ValuePair, sentence: Rationale, asked: Asked) -> ArmPair:
    first, second = (arm_from(_as_asked(v, asked), _place(v, sentence)) for v in pair)
    return first, second


def _place(value: ArmValue, sentence: Rationale) -> Rationale:
    return Rationale(
        sentence.field,
        sentence.start + value.start,
        sentence.start + value.end,
        sentence.text[value.start : value.end],
    )


def _as_asked(value: ArmValue, asked: Asked) -> ArmValue:
    """A bare count is of people where people are counted, a percentage a mean where it is not."""
    if asked.is_counted and value.is_count and value.mean is not None:
        return replace(value, events=int(value.mean), mean=None)
    if asked.is_counted and value.is_share:
        return replace(value, mean=None, spread=None, interval=None)
    if asked.is_counted is False and value.mean is None:
        return replace(value, mean=value.percent, percent=None)
    return value


def is_in_order(pair: ValuePair, text: str, arms: Arms) -> bool:
    """Whether the first figure is the first arm's; so it is taken where nothing says.

    "Compared with placebo, fewer on the drug (2% vs 5%)": what others are compared with is second.
    """
    mentions = [
        (at, arm) for at, arm in arms.mentions(text)
        if pair[0].start - 160 <= at <= pair[1].end + 60
    ]  # fmt: skip
    between = [arm for at, arm in mentions if pair[0].end <= at <= pair[1].start]
    kinds = list(dict.fromkeys(arm for _, arm in mentions))
    if len(kinds) == 2:
        is_turned = mentions[0][0] < pair[0].start and bool(
            _AGAINST.search(text, 0, mentions[0][0])
        )
        return (kinds[0] == 1) != is_turned
    if len(kinds) == 1 and between:
        return not _is_of_second(text[pair[0].end : pair[1].start], between[0])
    if len(kinds) == 1:
        at, arm = mentions[0]
        is_turned = at < pair[0].start and bool(_AGAINST.search(text, 0, at))
        return ((arm == 1) == (at < pair[0].start)) != is_turned
    return True


_AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|in comparison (?:with|to)|than|versus|vs\.?|relative to|over)"
    r"(?: (?:the|those|with|in|who|women|patients|a|of|group|receiving|that))*\s*$",
    re.IGNORECASE,
)


def _is_of_second(between: str, arm: int) -> bool:
    """One arm is named between the figures: before the link it goes with the first of them."""
    link = LINK.search(between)
    return (arm == 2) == (link is not None and link.start() > 3)


# --- three arms and more --------------------------------------------------------------------------

_ITEMS = re.compile(r",\s*(?:and\s+|or\s+)?|(?<!\s)\s+(?:and|or|vs\.?|versus)\s+|;\s*")
_LONGEST_ITEM = 60
_NAMED = 0.25


def named_in_place(text: str, comparison: Comparison) -> list[ValuePair]:
    """First arm's figure and second's, out of three or more of one kind that stand in a list."""
    found = []
    values = values_in(text)
    kinds = dict.fromkeys(v.kind for v in values)
    for run in [
        run for kind in kinds for run in _runs([v for v in values if v.kind == kind], text)
    ]:
        places = _by_neighbour(run, text, comparison) or _by_respect(run, text, comparison)
        if places:
            found.append((run[places[0]], run[places[1]]))
    return found


def _runs(values: Sequence[ArmValue], text: str) -> Iterator[list[ArmValue]]:
    """Three figures or more of one kind, each at most a short phrase from the next."""
    run: list[ArmValue] = []
    for value in values:
        is_next = run and value.kind == run[-1].kind and value.start - run[-1].end <= _LONGEST_ITEM
        if not (is_next and ". " not in text[run[-1].end : value.start]):
            if 2 < len(run) <= _LONGEST_RUN:
                yield run
            run = []
        run.append(value)
    if 2 < len(run) <= _LONGEST_RUN:
        yield run


def _by_respect(
    run: Sequence[ArmValue], text: str, comparison: Comparison
) -> tuple[int, int] | None:
    """Places of both arms in a list of names as long as the list of figures."""
    spans = []
    at = 0
    for mark in _ITEMS.finditer(text):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, len(text)))
    best: tuple[float, tuple[int, int] | None] = (0.0, None)
    for start in range(len(spans) - len(run) + 1):
        window = spans[start : start + len(run)]
        if any(b - a > _LONGEST_ITEM for a, b in window[1:-1]):
            continue
        first, last = window[0], window[-1]
        parts = [
            text[max(first[0], first[1] - _LONGEST_ITEM) : first[1]],
            *(text[a:b] for a, b in window[1:-1]),
            text[last[0] : last[1]][:_LONGEST_ITEM],
        ]
        best = max(best, _places(parts, comparison), key=lambda b: b[0])
    return best[1]


def _by_neighbour(
    run: Sequence[ArmValue], text: str, comparison: Comparison
) -> tuple[int, int] | None:
    """Each name stands beside its figure, after it or before it all along."""
    stops = [*(v.start for v in run[1:]), min(len(text), run[-1].end + _LONGEST_ITEM)]
    edges = [max(0, run[0].start - _LONGEST_ITEM), *(v.end for v in run[:-1])]
    after = [text[v.end : stop] for v, stop in zip(run, stops, strict=True)]
    before = [text[edge : v.start] for v, edge in zip(run, edges, strict=True)]
    return max(
        (_places(parts, comparison) for parts in (after, before)), key=lambda found: found[0]
    )[1]


def _places(parts: Sequence[str], comparison: Comparison) -> tuple[float, tuple[int, int] | None]:
    """Where each arm is named best, if that is plain: how well, and the two places."""
    found = []
    for arm in (1, 2):
        signals = [comparison.signal(part, arm) for part in parts]
        best = max(signals)
        if best < _NAMED or signals.count(best) > 1:
            return 0.0, None
        found.append((best, signals.index(best)))
    (one, a), (two, b) = found
    return (one + two, (a, b)) if a != b else (0.0, None)


_BOTH = re.compile(
    r"\b(?:in|for|of|among) (?:each|both|either) (?:(?:of the|study|treatment) )?(?:group|arm)s?\b",
    re.IGNORECASE,
)


def same_in_both(text: str) -> list[ValuePair]:
    """One figure for all: "the mean change was -0.1% in each group"."""
    values = values_in(text)
    return [
        (before[-1], before[-1])
        for found in _BOTH.finditer(text)
        if (before := [v for v in values if 0 <= found.start() - v.end <= _TURN])
    ]
