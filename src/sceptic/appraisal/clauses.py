"""What the clauses of an abstract say of one outcome under two arms.

The sentences of results and conclusion that speak of the outcome are ranked; of each the nearest
clause is read for change words and their subject, null cues, figures in the order of the arms,
ratios with their interval, and P values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sceptic.appraisal.arms import Arms
from sceptic.appraisal.cues import BETTER, DOWN, NULL, UP, WORSE, families_of
from sceptic.appraisal.effects import effect_in
from sceptic.appraisal.figures import LINK, Pair, pairs_in
from sceptic.appraisal.outcomes import Nearness, Outcome, nearness
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import RoleSentence
from sceptic.language.text import normalised_word


@dataclass(frozen=True, slots=True)
class Said:
    """What one clause says of the outcome. Signs: +1 higher under the first arm, -1 lower."""

    words: int = 0
    figures: int = 0
    ratio: int = 0
    null: bool = False
    significant: bool | None = None
    has_arms: bool = False
    is_null_near: bool = False
    is_explicit: bool = False
    """Both arms are named, one on each side of "than" or "compared with"."""


_CLAUSE = re.compile(
    r";\s|,?\s(?:but|whereas|while|although|however|except|though)\s|,\s(?:and\s)?(?=no\s|there\s|did\s)"
)
_THAN = re.compile(
    r"\b(?:than|compared (?:with|to)|in comparison (?:with|to)|versus|vs\.?|relative to|"
    r"as compared|over|rather than|when compared)\b",
    re.IGNORECASE,
)
_NULL_MORE = re.compile(
    r"\b(?:ns|n\.s\.)\b|\bdid not reach|\bno (?:significant|statistical)|\bnot? (?:\w+ ){0,4}"
    r"(?:signific|differ)\w*|\bnon-?significan\w*|\bsimilar|\bcomparable|"
    r"\bdifferences? (?:\w+ ){0,3}not\b|"
    r"\bthe same\b|\bneither\b|\bequal\w*|\bequivalent|\bno differen\w+"
)
_P = re.compile(
    r"\b[Pp](?:[- ]?values?)?\s?(?:for \w+ |of |was )?\s?(?P<sign>[<>=≤≥⩽-]|&lt;|&gt;)\s?"
    r"(?P<p>0?\s?[.·]\s?\d+|[01](?![\d.·]))"
)
AS_WELL = re.compile(r"\bas well as\b")
_RATIOS = ("HR", "OR", "RR")


SPOKEN_FLOOR = 0.25


# --- which words speak of the outcome ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence and how far it speaks of the outcome."""

    text: str
    near: Nearness


def ranked_clauses(
    spoken: Sequence[RoleSentence], wanted: Outcome
) -> list[tuple[Clause, RoleSentence]]:
    """The sentences with their clause on the outcome, the most telling first."""
    placed = [(_nearest_clause(s, wanted), s) for s in spoken]
    return sorted(placed, key=lambda p: (-_rank(p[0], p[1], wanted), p[1].start))


def _nearest_clause(sentence: RoleSentence, wanted: Outcome) -> Clause:
    """The clause that speaks most of the outcome; the whole sentence if no clause says enough."""
    whole = Clause(sentence.text, nearness(sentence.text, wanted))
    pieces = _CLAUSE.split(sentence.text)
    if len(pieces) < 2 or whole.near.share < SPOKEN_FLOOR:
        return whole
    clauses = [Clause(p, nearness(p, wanted)) for p in pieces]
    best = max(clauses, key=lambda c: c.near.share)
    return best if best.near.share >= 0.8 * whole.near.share else whole


_NO_RESULT = re.compile(
    r"\b(?:at (?:baseline|entry|inclusion)|baseline characteristics|before (?:treatment|surgery)|"
    r"w(?:as|ere) (?:measured|assessed|evaluated|monitored|recorded|randomi[sz]ed|enrolled|"
    r"recruited|"
    r"defined|compared|collected|determined)|primary (?:end ?-?points?|outcomes?|efficacy)|"
    r"inclusion criteria|should be|further (?:studies|research|trials)|is needed|are needed|"
    r"correlat\w+|power to)\b",
    re.IGNORECASE,
)
_RESULT_BONUS, _NO_RESULT_MALUS = 0.2, 0.25


def _rank(clause: Clause, sentence: RoleSentence, wanted: Outcome) -> float:
    """Nearness to the outcome, more for a reported result, less for aims and baselines."""
    share = clause.near.share
    if share < SPOKEN_FLOOR:
        return share
    text = sentence.text
    if _P.search(text) or NULL.search(clause.text.lower()) or _THAN.search(clause.text):
        share += _RESULT_BONUS
    elif _NO_RESULT.search(text):
        share -= _NO_RESULT_MALUS
    return share + 0.05 * (sentence.role is Role.RESULTS)


# --- what a clause says -----------------------------------------------------------------------


def said_of(clause: Clause, sentence: str, wanted: Outcome, arms: Arms) -> Said:
    """Read one clause; its sentence lends the P value and the figures where the clause has none."""
    text, near = clause.text, clause.near
    lower = AS_WELL.sub("and", text.lower())
    nulls = [*NULL.finditer(lower), *_NULL_MORE.finditer(lower)]
    turn = -1 if near.inverted else 1
    first = subject_of(text, arms)
    mentions = arms.mentions(text)
    significant = _significant(text, near)
    if significant is None and text != sentence:
        significant = _significant(sentence, near)
    return Said(
        words=turn * first * change_near(text, near, wanted),
        figures=turn * _figures(text, near, arms, sentence),
        ratio=turn * (_order(text, None, arms) or 1) * _ratio(text, near, wanted),
        null=bool(nulls),
        is_null_near=any(_gap(lower, near, m.start(), m.end()) <= _WINDOW // 2 for m in nulls),
        significant=significant,
        has_arms=bool(mentions),
        is_explicit=_is_explicit(text, mentions),
    )


def subject_of(text: str, arms: Arms) -> int:
    """+1 if what is said is said of the first arm, -1 if of the second."""
    than = _THAN.search(text)
    mentions = arms.mentions(text)
    if not mentions:
        return 1
    if than is not None:
        before = [arm for at, arm in mentions if at < than.start()]
        after = [arm for at, arm in mentions if at > than.start()]
        if before:
            # "in X than in Z": the arm nearest to "than" among those before it.
            return 1 if before[-1] == 1 else -1
        return -1 if after and after[0] == 1 and len(set(after)) == 1 else 1
    kinds = {arm for _, arm in mentions}
    return -1 if kinds == {2} else 1


def _is_explicit(text: str, mentions: Sequence[tuple[int, int]]) -> bool:
    than = _THAN.search(text)
    if than is None:
        return False
    before = {arm for at, arm in mentions if at < than.start()}
    after = {arm for at, arm in mentions if at > than.start()}
    return len(before) == len(after) == 1 and before != after


_WINDOW = 90
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def change_near(text: str, near: Nearness, wanted: Outcome) -> int:
    """The sign of the change word nearest to the outcome's words."""
    best, sign = _WINDOW + 1, 0
    lower = text.lower()
    own = wanted.words
    is_compared = bool(_THAN.search(text))
    for match in WORD.finditer(lower):
        bits = families_of(match[0]) | (_PLAIN.get(match[0], 0) if is_compared else 0)
        if not bits & (UP | DOWN | BETTER | WORSE):
            continue
        if normalised_word(match[0]) in own:
            continue
        gap = _gap(lower, near, match.start(), match.end())
        value = _sign_of(bits, wanted.value, wanted.is_loss)
        if value and gap < best:
            best, sign = gap, value
    return sign


def _gap(lower: str, near: Nearness, start: int, end: int) -> int:
    """Letters between a word and the outcome's words; a break between them counts as twenty."""
    if end <= near.start:
        between = lower[end : near.start]
    elif start >= near.end:
        between = lower[near.end : start]
    else:
        return 0
    return len(between) + 20 * len(_BREAK.findall(between))


_PLAIN = {"high": UP, "low": DOWN, "few": DOWN, "long": UP, "short": DOWN, "twice": UP}
"""Plain words that speak of a difference only beside "compared with"."""
_BREAK = re.compile(r",|\band\b|;")


def _sign_of(bits: int, value: int, is_loss: bool) -> int:
    if bits & UP:
        return 1
    if bits & DOWN:
        return 1 if is_loss else -1
    good = 1 if bits & BETTER else -1
    return good * (value or 1)


def _figures(text: str, near: Nearness, arms: Arms, sentence: str) -> int:
    """The order of the two figures nearest after the outcome, in the order of the arms."""
    found = pairs_in(text)
    if not found and text != sentence:
        text, found = sentence, pairs_in(sentence)
    if not found:
        return 0
    after = [p for p in found if p.start >= near.start - 30]
    pair = min(after or found, key=lambda p: abs(p.start - near.end))
    if pair.first == pair.second:
        return 0
    order = _order(text, pair, arms) or _order(sentence, None, arms) or 1
    return order if pair.first > pair.second else -order


def _order(text: str, pair: Pair | None, arms: Arms) -> int:
    """+1 if the first figure belongs to the first arm, -1 if to the second, 0 if nothing says."""
    mentions = arms.mentions(text)
    if pair is not None:
        mentions = tuple(
            (at, arm) for at, arm in mentions if pair.start - 160 <= at <= pair.end + 60
        )
    kinds = list(dict.fromkeys(arm for _, arm in mentions))
    if len(kinds) == 2:
        return 1 if kinds[0] == 1 else -1
    if len(kinds) == 1 and pair is not None:
        return _order_by_one(text, pair, mentions)
    return 0


def _order_by_one(text: str, pair: Pair, mentions: tuple[tuple[int, int], ...]) -> int:
    """Where only one arm is named: the figure that it stands with is its own."""
    at, arm = min(mentions, key=lambda m: abs(m[0] - pair.end))
    is_first = at < pair.start
    if pair.start <= at <= pair.end:
        is_first = not LINK.search(text, pair.start, at)
    return (1 if is_first else -1) * (1 if arm == 1 else -1)


def _ratio(text: str, near: Nearness, wanted: Outcome) -> int:
    """A ratio above or below 1; a hazard of dying below 1 is more survival."""
    effect = effect_in(text[max(0, near.start - 20) :]) or effect_in(text)
    if effect is None or effect.value is None:
        return 0
    if effect.measure in _RATIOS:
        sign = (effect.value > 1) - (effect.value < 1)
        return -sign if effect.measure == "HR" and wanted.is_survival else sign
    if effect.measure in ("MD", "SMD"):
        return (effect.value > 0) - (effect.value < 0)
    return 0


def _significant(text: str, near: Nearness) -> bool | None:
    """By the P value nearest after the outcome, else by an interval, else unknown."""
    found = list(_P.finditer(text))
    if found:
        after = [m for m in found if m.start() >= near.start]
        nearest = after[0] if after else found[-1]
        p = float(nearest["p"].replace("·", ".").replace(" ", ""))
        if nearest["sign"] in (">", "≥", "&gt;"):
            return None if p < 0.05 else False
        return p <= 0.05
    effect = effect_in(text[max(0, near.start - 20) :])
    if effect is None or effect.low is None or effect.high is None:
        return None
    null_value = 1.0 if effect.measure in _RATIOS else 0.0
    return not effect.low <= null_value <= effect.high
