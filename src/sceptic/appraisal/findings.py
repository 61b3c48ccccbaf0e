"""What the authors conclude: better, no difference, worse or unclear, with their words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from sceptic.appraisal.affirmation import affirmation_of, title_words
from sceptic.appraisal.arm_results import arms_in
from sceptic.appraisal.cues import Signals, sentence_signals, words_of
from sceptic.appraisal.effects import effect_of
from sceptic.appraisal.numbers import holds_one_of
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import RoleSentence
from sceptic.domain.evidence import ArmResult, Change, Direction, Finding, Rationale
from sceptic.language.text import sentences


class DirectionScores(NamedTuple):
    """How far a text says each direction; the four sum to 1."""

    better: float
    no_difference: float
    worse: float
    unclear: float

    @property
    def direction(self) -> Direction:
        """The highest; ties go to the more cautious."""
        order = (
            (self.unclear, 3, Direction.UNCLEAR),
            (self.no_difference, 2, Direction.NO_DIFFERENCE),
            (self.worse, 1, Direction.WORSE),
            (self.better, 0, Direction.BETTER),
        )
        return max(order)[2]


def direction_scores(text: str, title: str = "") -> DirectionScores:
    """Direction that a conclusion states, from what it affirms and how a patient values it.

    An affirmed effect is better or worse by the words of value around it; a denied one is no
    difference unless the text says harm. Doubt about the evidence itself counts as unclear.
    """
    if holds_one_of(text.lower(), _CANNOT_GATES):
        text = _WHO_CANNOT.sub("", text)
    said = [s.text for s in sentences(text)]
    if not said:
        return DirectionScores(0.0, 0.0, 0.0, 1.0)
    answer = affirmation_of(said, title)
    signals = Signals(*map(sum, zip(*map(sentence_signals, said), strict=True)))
    value = min(3, signals.better) - min(3, signals.worse)
    good = 1 / (1 + math.exp(-(_LEAN + 1.3 * value)))
    valued = 1.0 if signals.better + signals.worse else _VALUED_WITHOUT_WORDS
    harmful = _HARM_IF_DENIED if value < 0 else 0.0
    kept = _KEPT_UNDER_DOUBT[min(2, signals.insufficient)]
    yes, no = kept * answer.yes * valued, kept * answer.no
    return DirectionScores(
        better=yes * good,
        no_difference=no * (1 - harmful),
        worse=yes * (1 - good) + no * harmful,
        unclear=1 - yes - no,
    )


_WHO_CANNOT = re.compile(
    r"\b(?:who|which|that) (?:cannot|can not|(?:do|does|did|have|has|had|are|is|were|was|could) "
    r"not|failed to|fail to) [^,;.]+",
    re.IGNORECASE,
)
"""A clause on the people ("who cannot tolerate more") denies no effect."""
_CANNOT_GATES = (" cannot ", " not ", " failed to ", " fail to ")
_LEAN = 0.4
"""Log odds that an affirmed effect without any word of value is a good one."""
_HARM_IF_DENIED = 0.35
_VALUED_WITHOUT_WORDS = 0.45
"""What remains of an affirmed effect that no word says is good or bad."""
_KEPT_UNDER_DOUBT = (1.0, 0.5, 0.3)
"""What remains of a stated direction where the text has no, one or more words of uncertainty."""


_HARM = re.compile(
    r"\b(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|toxicit\w+|complications?|"
    r"harms?|safety|tolerab\w+|well[- ]tolerated|serious events)\b",
)
_HARM_GATES = ("adverse", "side", "toxic", "complication", "harm", "safety", "toler", "serious")
_NO_HARM = re.compile(
    r"\bno (?:\w+ ){0,3}(?:adverse|side|serious|complications?|toxicit\w+)|well[- ]tolerated|"
    r"\b(?:safe|tolerable)\b|\bno(?:t)? (?:\w+ ){0,4}differ\w*|\bsimilar\b|\bcomparable\b",
    re.IGNORECASE,
)
_MORE_HARM = re.compile(
    r"\b(?:more (?:common|frequent|often)|higher|increased|greater|excess|serious|severe|"
    r"reported in|occurred in|led to|caused|most common)\b",
    re.IGNORECASE,
)


def harms_of(roles: Sequence[RoleSentence]) -> tuple[Finding, ...]:
    """At most three sentences of results or conclusion about adverse effects, as findings."""
    found: list[Finding] = []
    for sentence in roles:
        if sentence.role not in (Role.RESULTS, Role.CONCLUSION) or len(found) == 3:
            continue
        lower = sentence.text.lower()
        if not holds_one_of(lower, _HARM_GATES) or not _HARM.search(lower):
            continue
        found.append(
            Finding(
                direction=_harm_direction(sentence.text),
                outcome="adverse effects",
                effect=effect_of(sentence.rationale),
                rationale=(sentence.rationale,),
                is_harm=True,
            )
        )
    return tuple(found)


def _harm_direction(text: str) -> Direction:
    if _NO_HARM.search(text):
        return Direction.NO_DIFFERENCE
    return Direction.WORSE if _MORE_HARM.search(text) else Direction.UNCLEAR


class TitleParts(NamedTuple):
    """Words of a title that name the parts of a comparison; empty where the title does not say."""

    intervention: str = ""
    comparator: str = ""
    condition: str = ""
    outcome: str = ""


_TITLE_PATTERNS = (
    re.compile(
        r"(?:^|[:.] )(?:the )?(?:clinical |comparative |beneficial )?(?:effects?|efficacy|"
        r"effectiveness|impact|influence|role|safety|use|benefits?)(?: and (?:safety|tolerability|"
        r"efficacy))? of (?P<intervention>.+?)(?: (?:versus|vs\.?|compared (?:with|to)|against) "
        r"(?P<comparator>.+?))?(?: on (?:the )?(?P<outcome>.+?))?(?: (?:in|for|among) (?:the "
        r"(?:treatment|prevention|management) of |patients with |people with |women with |men "
        r"with |"
        r"children with |adults with |subjects with )?(?P<condition>.+?))?(?:[.:?]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<intervention>.+?) (?:versus|vs\.?|compared (?:with|to)|or(?! without\b)) "
        r"(?P<comparator>.+?)"
        r"(?: (?:in|for|among) (?:the (?:treatment|prevention|management) of |patients with |"
        r"people with |women with |children with |adults with )?(?P<condition>.+?))?(?:[.:?]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<intervention>.+?) (?:for (?:the )?|in (?:the )?)(?:(?:treatment|prevention|"
        r"preventing|"
        r"treating|management|treating) (?:of )?|patients with |people with |women with |children "
        r"with |"
        r"adults with |symptoms of )?(?P<condition>.+?)(?:[.:?]|$)",
        re.IGNORECASE,
    ),
)


def title_parts(title: str) -> TitleParts:
    """Parts of a comparison by title patterns: "Effect of X on Y in Z", "X versus Y for Z"."""
    for pattern in _TITLE_PATTERNS:
        match = pattern.search(title)
        if match:
            groups = match.groupdict()
            return TitleParts(
                *(re.sub(r"\s+", " ", groups.get(k) or "").strip() for k in TitleParts._fields)
            )
    return TitleParts()


def main_finding(
    title: str, conclusion: Sequence[RoleSentence], key_result: RoleSentence | None
) -> Finding | None:
    """The study's main finding; ``None`` where there are no words to rest it on."""
    parts = title_parts(title)
    key = (key_result.rationale,) if key_result else ()
    spoken = stating(tuple(s.rationale for s in conclusion), key)
    if not spoken:
        return None
    direction, carrier = direction_of(spoken, title)
    rationale = (carrier, *(k for k in key if k != carrier))
    return Finding(
        direction=direction,
        change=change_words(carrier.text),
        intervention=parts.intervention,
        comparator=parts.comparator,
        condition=parts.condition,
        outcome=parts.outcome,
        effect=effect_of(key_result.rationale) if key_result else None,
        rationale=rationale,
        arms=_arms(key_result, parts),
    )


def _arms(key_result: RoleSentence | None, parts: TitleParts) -> tuple[ArmResult, ...]:
    if key_result is None or not parts.intervention:
        return ()
    comparator = (parts.comparator,) if parts.comparator else ()
    return arms_in(key_result.rationale, (parts.intervention,), comparator)


def is_hopeful(direction: Direction, key_result: RoleSentence | None, title: str) -> bool:
    """The conclusion is better than its key result, which is null (spin: PMID 20501928).

    Asked only where the key result is the primary one or names most of what the title names, and
    where sameness was not the aim.
    """
    if direction is not Direction.BETTER or key_result is None:
        return False
    lower = key_result.text.lower()
    named = len(title_words(title).intersection(words_of(key_result.text)))
    if "primary" not in lower and named < _NAMED_BY_TITLE:
        return False
    signals = sentence_signals(key_result.text)
    p_values = [float(p.replace("·", ".")) for p in _P_VALUE.findall(key_result.text)]
    is_null = signals.null and not signals.better and not any(p <= 0.05 for p in p_values)
    return bool(is_null) and not _SAMENESS.search(lower)


_NAMED_BY_TITLE = 3
_SAMENESS = re.compile(r"equivalen|inferior|adverse|safety|toler|complication|baseline")
_P_VALUE = re.compile(r"\bp\s?[<=≤]\s?(0?[.·]\d+)", re.IGNORECASE)


def direction_of(said: Sequence[Rationale], title: str) -> tuple[Direction, Rationale]:
    """The direction that sentences state together, and the one among them that carries it."""
    direction = direction_scores("\n".join(s.text for s in said), title).direction
    wanted = title_words(title)
    return direction, max(said, key=lambda s: (_support(s.text, direction, wanted), -s.start))


def stating(conclusion: Sequence[Rationale], key: Sequence[Rationale]) -> Sequence[Rationale]:
    """Sentences that state a finding; the key result where the conclusion only calls for more."""
    stated = [s for s in conclusion if _states_finding(sentence_signals(s.text))]
    return stated or key or conclusion


def _states_finding(signals: Signals) -> bool:
    stated = signals.effect + signals.null + signals.same + signals.better + signals.worse
    return bool(stated + signals.insufficient) and not (signals.research and stated < 2)


def _support(sentence: str, direction: Direction, wanted: frozenset[str]) -> float:
    """How much of the direction one sentence carries: its cues, then the title's words in it."""
    signals = sentence_signals(sentence)
    cues = {
        Direction.BETTER: signals.better + 0.3 * signals.effect,
        Direction.NO_DIFFERENCE: 2 * signals.null + signals.same + 0.5 * signals.negation,
        Direction.WORSE: signals.worse + 0.3 * signals.effect,
        Direction.UNCLEAR: signals.insufficient + 0.5 * signals.research + 0.2 * signals.mixed,
    }
    return cues[direction] + 0.3 * len(wanted.intersection(words_of(sentence)))


_HIGHER = re.compile(r"\b(?:increas\w+|higher|greater|more|rais\w+|elevat\w+|longer|prolong\w+)\b")
_LOWER = re.compile(
    r"\b(?:reduc\w+|decreas\w+|lower\w*|fewer|less|shorter|declin\w+|diminish\w*)\b"
)


def change_words(text: str) -> Change:
    """The bare change a sentence names: higher or lower words alone, or a null cue."""
    lower = text.lower()
    if sentence_signals(text).null:
        return Change.NO_DIFFERENCE
    up, down = len(_HIGHER.findall(lower)), len(_LOWER.findall(lower))
    if up == down:
        return Change.UNCLEAR
    return Change.HIGHER if up > down else Change.LOWER
