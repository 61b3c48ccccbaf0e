"""What each arm of a comparison showed on one outcome: events, percentages, means, group sizes.

The sentence that speaks most of the outcome and holds two figures of one kind side by side is
read; the figures go to the arms in the order in which the arms are named. Abstracts are read from
their prose; a text that brings its tables is read from these first (``result_tables``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sceptic.appraisal.arm_values import (
    NO_ARMS,
    ArmPair,
    ArmValue,
    Asked,
    arm_from,
    values_in,
)
from sceptic.appraisal.arms import Arms, arms_of
from sceptic.appraisal.figures import LINK
from sceptic.appraisal.outcomes import Outcome, nearness, outcome_of
from sceptic.appraisal.result_tables import Table, read_from_tables, sizes_from_tables
from sceptic.domain.evidence import ArmResult, Rationale


def arm_results(
    asked: Asked, sentences: Sequence[Rationale], tables: Sequence[Table] = ()
) -> ArmPair:
    """Both arms, intervention first; an arm without ``has_result`` was not found.

    Args:
        asked: the comparison and its outcome.
        sentences: the sentences of the text, each with its place.
        tables: the tables of the text, where it has any.
    """
    arms = arms_of(asked.intervention, asked.comparator, " ".join(s.text for s in sentences))
    wanted = outcome_of(asked.outcome)
    found = read_from_tables(asked, tables, arms, wanted)
    if not (found[0].has_result and found[1].has_result):
        found = _from_prose(asked, sentences, arms, wanted)
    sizes = _sizes(sentences, arms)
    in_tables = sizes_from_tables(asked, tables, arms)
    return (
        _sized(found[0], sizes[0] or in_tables[0]),
        _sized(found[1], sizes[1] or in_tables[1]),
    )


def _sized(arm: ArmResult, size: int | None) -> ArmResult:
    return arm if arm.total is not None or size is None else replace(arm, total=size)


# --- results ------------------------------------------------------------------------------------

_FLOOR = 0.3
_FARTHEST = 130


def _from_prose(
    asked: Asked, sentences: Sequence[Rationale], arms: Arms, wanted: Outcome
) -> ArmPair:
    ranked = sorted(
        ((nearness(s.text, wanted), s) for s in sentences), key=lambda p: (-p[0].share, p[1].start)
    )
    for near, sentence in ranked:
        if near.share < _FLOOR:
            break
        pairs = [p for p in _pairs(sentence.text) if _fits(p, asked)]
        if not pairs:
            continue
        after = [p for p in pairs if p[0].start >= near.start - 30]
        pair = min(after or pairs, key=lambda p: abs(p[0].start - near.end))
        return _ordered(pair, sentence, arms)
    return NO_ARMS


def _pairs(text: str) -> list[tuple[ArmValue, ArmValue]]:
    """Neighbouring figures of one kind with a link word between them; none stands in two."""
    values = list(values_in(text))
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
    return found


_VERSUS = re.compile(r"\bvs?\.")


def _fits(pair: tuple[ArmValue, ArmValue], asked: Asked) -> bool:
    if asked.is_counted is None:
        return pair[0].kind != "number"
    return asked.is_counted == (pair[0].kind == "share")


def _ordered(pair: tuple[ArmValue, ArmValue], sentence: Rationale, arms: Arms) -> ArmPair:
    first, second = (_arm(v, sentence) for v in pair)
    return (first, second) if _is_in_order(pair, sentence.text, arms) else (second, first)


def _is_in_order(pair: tuple[ArmValue, ArmValue], text: str, arms: Arms) -> bool:
    """Whether the first figure is the first arm's; so it is taken where nothing says."""
    mentions = [
        (at, arm) for at, arm in arms.mentions(text)
        if pair[0].start - 160 <= at <= pair[1].end + 60
    ]  # fmt: skip
    between = [arm for at, arm in mentions if pair[0].end <= at <= pair[1].start]
    kinds = list(dict.fromkeys(arm for _, arm in mentions))
    if len(kinds) == 2:
        return kinds[0] == 1
    if len(kinds) == 1 and between:
        return not _is_of_second(text[pair[0].end : pair[1].start], between[0])
    if len(kinds) == 1:
        return (kinds[0] == 1) == (mentions[0][0] < pair[0].start)
    return True


def _is_of_second(between: str, arm: int) -> bool:
    """One arm is named between the figures: before the link it goes with the first of them."""
    link = LINK.search(between)
    return (arm == 2) == (link is not None and link.start() > 3)


def _arm(value: ArmValue, sentence: Rationale) -> ArmResult:
    return arm_from(
        value,
        Rationale(
            sentence.field,
            sentence.start + value.start,
            sentence.start + value.end,
            sentence.text[value.start : value.end],
        ),
    )


# --- sizes --------------------------------------------------------------------------------------

_PEOPLE = (
    r"(?:patients|participants|women|men|children|infants|subjects|people|adults|cases|individuals|"
    r"persons|volunteers|girls|boys|mothers|students|nurses|families)"
)
_SIZES = (
    re.compile(r"\(\s?(?:[nN]\s?[=:]\s?)?(?P<n>\d[\d,]*)(?:\s" + _PEOPLE + r")?\s?[);,]"),
    re.compile(r"\b[nN]\s?=\s?(?P<n>\d[\d,]*)"),
    re.compile(
        r"(?<![\d.,])(?P<n>\d[\d,]*)(?:\s(?:\w+\s)?" + _PEOPLE + r")?(?=\s(?:\w+\s){0,4}?(?:to|in|"
        r"received|receive|were given|assigned|allocated|randomi[sz]ed)\b)"
    ),
)
_BEHIND = (True, True, False)
"""Whether the size stands behind its arm's name, by pattern."""
_NEAR = (60, 60, 80)


def _sizes(sentences: Sequence[Rationale], arms: Arms) -> tuple[int | None, int | None]:
    """The sizes that the text gives first, by the surest pattern, both of one sentence."""
    for which in range(len(_SIZES)):
        for sentence in sentences:
            found = _sizes_in(sentence.text, which, arms)
            if found is not None:
                return found
    return None, None


def _sizes_in(text: str, which: int, arms: Arms) -> tuple[int, int] | None:
    mentions = arms.mentions(text)
    if len({arm for _, arm in mentions}) < 2:
        return None
    sizes: dict[int, int] = {}
    for match in _SIZES[which].finditer(text):
        value = int(match["n"].replace(",", "") or 0)
        if _BEHIND[which]:
            near = [m for m in mentions if 0 <= match.start() - m[0] <= _NEAR[which]]
            arm = near[-1][1] if near else 0
        else:
            near = [m for m in mentions if 0 <= m[0] - match.end() <= _NEAR[which]]
            arm = near[0][1] if near else 0
        if arm and value > 1:
            sizes.setdefault(arm, value)
    return (sizes[1], sizes[2]) if len(sizes) == 2 else None
