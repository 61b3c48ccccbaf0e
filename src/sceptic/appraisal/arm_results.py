"""What each arm of a comparison showed on one outcome: events, percentages, means, group sizes.

The sentence that speaks most of the outcome and holds two figures of one kind side by side is
read; the figures go to the arms in the order in which the arms are named. Abstracts are read from
their prose; a text that brings its tables is read from these first (``result_tables``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sceptic.appraisal.arm_values import (
    NO_ARMS,
    ArmPair,
    ArmValue,
    Asked,
    arm_from,
    spread_named,
    values_in,
)
from sceptic.appraisal.arms import Arms, arms_of
from sceptic.appraisal.figures import LINK
from sceptic.appraisal.outcomes import Nearness, Outcome, nearness, outcome_of
from sceptic.appraisal.result_tables import (
    Table,
    explained,
    read_from_tables,
    sizes_from_tables,
)
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
    text = " ".join([*(s.text for s in sentences), *(explained(t.foot) for t in tables)])
    arms = arms_of(asked.intervention, asked.comparator, text)
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
    """The pair of the sentence that speaks most of the outcome; a mean with its spread is worth
    more than a mean alone."""
    best: tuple[float, ArmPair] = (_FLOOR, NO_ARMS)
    spread_is = _spread_of_text(sentences)
    for sentence in sentences:
        near = nearness(sentence.text, wanted)
        if near.share < _FLOOR:
            continue
        if asked.is_counted and _is_none_at_all(sentence.text, near):
            best = max(best, (near.share, _nobody(sentence)), key=lambda b: b[0])
        pairs = [p for p in _pairs(sentence.text) if _fits(p, asked)]
        if not pairs:
            continue
        after = [p for p in pairs if p[0].start >= near.start - 30]
        pair = min(after or pairs, key=lambda p: abs(p[0].start - near.end))
        score = (
            near.share + _WHOLE * (pair[0].kind != "number") + _FINDS * _has_both(sentence, arms)
        )
        if score > best[0]:
            first, second = _ordered(pair, sentence, arms)
            best = score, (_with_spread(first, spread_is), _with_spread(second, spread_is))
    return best[1]


_WHOLE, _FINDS = 0.3, 0.15
_NONE_AT_ALL = re.compile(
    r"\b(?:there (?:was|were) no|no|none of the|neither group)\b(?! (?:\w+ ){0,2}(?:signific\w+|"
    r"differ\w+|statistical\w*|change|effect|evidence))(?: [\w-]+){0,6}",
    re.IGNORECASE,
)


def _is_none_at_all(text: str, near: Nearness) -> bool:
    """ "No complications occurred": nobody in either arm."""
    return any(m.start() <= near.start <= m.end() for m in _NONE_AT_ALL.finditer(text)) and not (
        re.search(r"differ|signific", text, re.IGNORECASE)
    )


def _nobody(sentence: Rationale) -> ArmPair:
    arm = ArmResult(events=0, rationale=(sentence,))
    return arm, arm


def _has_both(sentence: Rationale, arms: Arms) -> bool:
    return len({arm for _, arm in arms.mentions(sentence.text)}) == 2


_STATED_SPREAD = re.compile(
    r"\b(?:means?|values|data|results|averages?)\b[^.]{0,40}?(?:±|\+/-|\()\s?"
    r"(?P<is>SDs?|SEM?|S\.D\.|S\.E\.M?\.?|standard (?:deviation|error))",
    re.IGNORECASE,
)


def _spread_of_text(sentences: Sequence[Rationale]) -> str:
    """What the text says once for all that its spreads are: "data are mean ± SEM"."""
    for sentence in sentences:
        found = _STATED_SPREAD.search(sentence.text)
        if found:
            return spread_named(found["is"])
    return ""


def _with_spread(arm: ArmResult, spread_is: str) -> ArmResult:
    if arm.spread is None or arm.spread_is:
        return arm
    return replace(arm, spread_is=spread_is)


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
    r"persons|volunteers|girls|boys|mothers|students|nurses|families|rats|mice|animals)"
)
_N = r"(?P<n>\d+(?:,\d{3})*)"
_BEHIND = (
    re.compile(rf"\(\s?[nN]\s?[=:]\s?{_N}"),
    re.compile(rf"\b[nN]\s?=\s?{_N}"),
    re.compile(rf"\(\s?{_N}\s{_PEOPLE}"),
)
_BEFORE = re.compile(
    rf"(?<![\d.,]){_N}(?:\s(?:\w+\s)?{_PEOPLE})?(?=\s(?:\w+\s){{0,4}}?(?:to|in|received|receive|"
    r"were given|assigned|allocated|randomi[sz]ed)\b)"
)
_EACH = re.compile(
    rf"(?:{_N}(?:\s{_PEOPLE})? (?:in|per|to|for|into) (?:each|both|either|a) (?:\w+ )?(?:groups?|arms?)"
    rf"|each (?:group|arm)\s?\(\s?n\s?=\s?(?P<m>\d+)|groups? of (?P<k>\d+)\b)",
    re.IGNORECASE,
)
_NEAR_BEHIND, _NEAR_BEFORE = 60, 80


def _sizes(sentences: Sequence[Rationale], arms: Arms) -> tuple[int | None, int | None]:
    """The sizes that the text gives first, by the surest pattern that gives both."""
    for pattern in (*_BEHIND, _BEFORE):
        sizes: dict[int, int] = {}
        for sentence in sentences:
            for arm, size in _sizes_in(sentence.text, pattern, arms):
                sizes.setdefault(arm, size)
        if len(sizes) == 2:
            return sizes[1], sizes[2]
    for sentence in sentences:
        found = _EACH.search(sentence.text)
        if found:
            size = int((found["n"] or found["m"] or found["k"]).replace(",", ""))
            return size, size
    return None, None


def _sizes_in(text: str, pattern: re.Pattern[str], arms: Arms) -> Iterator[tuple[int, int]]:
    mentions = arms.mentions(text)
    for match in pattern.finditer(text) if mentions else ():
        value = int(match["n"].replace(",", ""))
        if pattern is _BEFORE:
            near = [m for m in mentions if 0 <= m[0] - match.end() <= _NEAR_BEFORE][:1]
        else:
            near = [m for m in mentions if 0 <= match.start() - m[0] <= _NEAR_BEHIND][-1:]
        if near and value > 1:
            yield near[0][1], value
