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
from sceptic.appraisal.numbers import value_of_words
from sceptic.appraisal.outcomes import Nearness, Outcome, nearness, outcome_of
from sceptic.appraisal.result_tables import (
    Table,
    explained,
    read_from_tables,
    sizes_from_tables,
)
from sceptic.domain.evidence import ArmResult, Rationale
from sceptic.language.text import normalised_word, tokens


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
    sizes = (
        _sizes(sentences, arms, _BEHIND)
        or sizes_from_tables(asked, tables, arms)
        or _sizes(sentences, arms, (_BEFORE, _BESIDE))
        or _sizes_of_each(sentences)
        or _sizes_of_shares(sentences, arms)
    )
    if sizes is None:
        return found
    return _sized(found[0], sizes[0]), _sized(found[1], sizes[1])


def _sized(arm: ArmResult, size: int) -> ArmResult:
    return arm if arm.total is not None else replace(arm, total=size)


def arms_in(
    sentence: Rationale, intervention: Sequence[str], comparator: Sequence[str]
) -> tuple[ArmResult, ...]:
    """Both arms of one sentence where it names both and prints events and people of each.

    Returns:
        The intervention's arm, then the comparator's; empty where any of this is missing, so that
        a risk is never worked out from a guess.

    """
    if not intervention or not _FRACTION.search(sentence.text):
        return ()
    pair = next((p for p in _pairs(sentence.text) if all(map(_is_whole_share, p))), None)
    if pair is None:
        return ()
    arms = arms_of(intervention, comparator, sentence.text)
    if not _has_both(sentence, arms):
        return ()
    asked = Asked(tuple(intervention), tuple(comparator), (), is_counted=True)
    return _ordered(pair, sentence, arms, asked)


_FRACTION = re.compile(r"\d\s?/\s?\d|\bof (?:the )?\d")


def _is_whole_share(value: ArmValue) -> bool:
    return value.is_share and value.events is not None and bool(value.total)


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
        pair = _nearest(pairs, sentence.text, wanted)
        score = (
            near.share + _WHOLE * (pair[0].kind != "number") + _FINDS * _has_both(sentence, arms)
        )
        if score > best[0]:
            first, second = _ordered(pair, sentence, arms, asked)
            best = score, (_with_spread(first, spread_is), _with_spread(second, spread_is))
    return best[1]


def _nearest(
    pairs: Sequence[tuple[ArmValue, ArmValue]], text: str, wanted: Outcome
) -> tuple[ArmValue, ArmValue]:
    """The pair that follows a word of the outcome most closely; one before it stands farther."""
    beginnings = {w[:5] for w in wanted.words if len(w) > 2}
    places = [
        (t.start, t.end) for t in tokens(text) if normalised_word(t.text)[:5] in beginnings
    ]  # fmt: skip

    def gap(pair: tuple[ArmValue, ArmValue]) -> int:
        start, end = pair[0].start, pair[1].end
        return min(
            (start - e if start >= e else max(0, s - end) + _TURN for s, e in places), default=start
        )

    return min(pairs, key=gap)


_TURN = 40
_WHOLE, _FINDS = 0.3, 0.15
_NONE_AT_ALL = re.compile(
    r"\b(?:there (?:was|were) no|no|none of the|neither group)\b(?! (?:\w+ ){0,2}(?:signific\w+|"
    r"differ\w+|statistical\w*|change|effect|evidence))(?: [\w-]+){0,6}",
    re.IGNORECASE,
)


def _is_none_at_all(text: str, near: Nearness) -> bool:
    """Nobody in either arm: "No complications occurred"."""
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


_VERSUS = re.compile(r"\bvs?\b\.?|:")


def _fits(pair: tuple[ArmValue, ArmValue], asked: Asked) -> bool:
    if asked.is_counted is None:
        return pair[0].kind != "number"
    if asked.is_counted:
        return all(v.is_share for v in pair) or all(v.is_count for v in pair)
    return all(v.events is None for v in pair)


def _ordered(
    pair: tuple[ArmValue, ArmValue], sentence: Rationale, arms: Arms, asked: Asked
) -> ArmPair:
    first, second = (_arm(_as_asked(v, asked), sentence) for v in pair)
    return (first, second) if _is_in_order(pair, sentence.text, arms) else (second, first)


def _as_asked(value: ArmValue, asked: Asked) -> ArmValue:
    """A bare count is of people where people are counted, a percentage a mean where it is not."""
    if asked.is_counted and value.is_count and value.mean is not None:
        return replace(value, events=int(value.mean), mean=None)
    if asked.is_counted and value.is_share:
        return replace(value, mean=None, spread=None, interval=None)
    if asked.is_counted is False and value.mean is None:
        return replace(value, mean=value.percent, percent=None)
    return value


def _is_in_order(pair: tuple[ArmValue, ArmValue], text: str, arms: Arms) -> bool:
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
    rf"(?<![\d.,=:/-])(?P<n>\d+(?:,\d{{3}})*|(?:{_TENS})(?:[- ](?:{_ONES}))?)"
    r"(?![\d.,]*\d|\s?%|\s?/|\s?(?:mg|g|ml|weeks?|months?|years?|days?|times|h|min|kg|Gy|of)\b)",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(?:{_N}(?:\s{_PEOPLE})? (?:in|per|to|for|into) (?:each|both|either|a) (?:\w+ )?"
    r"(?:groups?|arms?)"
    r"|each (?:group|arm)\s?\(\s?n\s?=\s?(?P<m>\d+)|groups? of (?P<k>\d+)\b)",
    re.IGNORECASE,
)
_NEAR_BEHIND, _NEAR_BEFORE, _NEAR_BESIDE = 60, 80, 40


def _sizes(
    sentences: Sequence[Rationale], arms: Arms, patterns: Sequence[re.Pattern[str]]
) -> tuple[int, int] | None:
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
        for pair in _pairs(sentence.text):
            one, two = pair[0].total, pair[1].total
            if one and two and all(v.is_share for v in pair):
                return (one, two) if _is_in_order(pair, sentence.text, arms) else (two, one)
    return None
