"""A study in words: design, size, result."""

from __future__ import annotations

import math
import re

from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import (
    ArmResult,
    Change,
    Direction,
    Effect,
    Evidence,
    Finding,
    Study,
)
from sceptic.domain.words import DESIGN_WORDS
from sceptic.synthesis.absolute import absolute_difference
from sceptic.synthesis.wording import plural


def design_and_size(study: Study) -> str:
    words = DESIGN_WORDS[study.design]
    if study.studies:
        words += f" of {plural(study.studies, 'study', 'studies')}"
    if study.participants:
        words += f", {plural(study.participants, 'person', 'people')}"
    return words


_RESULT = {
    Direction.BETTER: "better",
    Direction.NO_DIFFERENCE: "no difference",
    Direction.WORSE: "worse",
    Direction.UNCLEAR: "result not clear",
}
_FEARED_RESULT = {
    Direction.BETTER: "less often",
    Direction.NO_DIFFERENCE: "no more often",
    Direction.WORSE: "more often",
    Direction.UNCLEAR: "result not clear",
}


_CHANGE = {
    Change.HIGHER: "higher",
    Change.LOWER: "lower",
    Change.NO_DIFFERENCE: "no difference",
    Change.UNCLEAR: "result not clear",
}


def result_words(evidence: Evidence, claim: Claim) -> str:
    """What the study found on the claim, with its comparison, outcome and effect."""
    finding = evidence.finding
    if finding is None:
        return "no result on the claim"
    words = _result(finding, claim)
    against = f" than with {finding.comparator}" if finding.comparator else ""
    if words == "no difference" and finding.comparator:
        against = f" from {finding.comparator}"
    if words == "result not clear":
        against = ""
    on = f" ({finding.outcome})" if finding.outcome else ""
    return f"{words}{against}{on}{effect_words(told_effect(finding))}{arm_words(finding.arms)}"


_LONE_P = re.compile(r"\bp\s*(?P<sign>[=<>≤≥])\s*(?P<value>0?\.\d+)", re.IGNORECASE)


def told_effect(finding: Finding | None) -> Effect | None:
    """The effect; not a P value by itself that speaks against the direction: it is of another
    outcome, or of a test that the record does not name."""
    effect = finding.effect if finding else None
    if finding is None or effect is None or effect.value is not None:
        return effect
    lone = _LONE_P.fullmatch((effect.text or effect.p_value).strip())
    if lone is None or finding.direction is Direction.UNCLEAR:
        return effect
    is_small = float(lone["value"]) <= _SMALL_P and lone["sign"] not in (">", "≥")
    differs = finding.direction in (Direction.BETTER, Direction.WORSE)
    return effect if is_small == differs else None


_SMALL_P = 0.05


def _result(finding: Finding, claim: Claim) -> str:
    if claim.relation is Relation.COMPARES:
        return _CHANGE[finding.change]
    table = _FEARED_RESULT if claim.relation is Relation.CAUSES else _RESULT
    return table[finding.direction]


def arm_words(arms: tuple[ArmResult, ...]) -> str:
    """``, 12 of 45 against 20 of 44: 18.8 percentage points fewer (-36.1 to 0.7)``; the number
    needed where the interval leaves zero out; empty unless both arms give events and people."""
    difference = absolute_difference(*arms) if len(arms) == 2 else None
    if difference is None:
        return ""
    first, second = (f"{arm.events} of {arm.total}" for arm in arms)
    points, low, high = (100 * v for v in (difference.value, difference.low, difference.high))
    way = "more" if points > 0 else "fewer"
    needed = ""
    if difference.needed is not None:
        needed = f", one {way} for every {math.ceil(difference.needed)} people"
    return (
        f", {first} against {second}: {abs(points):.1f} percentage points {way} "
        f"({low:.1f} to {high:.1f}){needed}"
    )


_MEASURES = {
    "PERCENT": "", "VE": "vaccine efficacy ", "EFFICACY": "efficacy ", "RRR": "relative reduction ",
    "RRI": "relative increase ", "RISK": "risk ", "COUNT": "", "RANGE": "", "RATE": "rate ",
    "TREND": "", "TIME": "", "NNV": "number needed to vaccinate ",
}  # fmt: skip


def effect_words(effect: Effect | None) -> str:
    """``, RR 0.74 (0.55 to 0.99)``; empty without figures."""
    if effect is None or effect.value is None:
        return f", {effect.text}" if effect and effect.text else ""
    has_interval = effect.low is not None and effect.high is not None
    interval = f" ({effect.low} to {effect.high})" if has_interval else ""
    is_percent = effect.measure == "PERCENT" or effect.unit == "%"
    unit = f" {effect.unit}" if effect.unit and not is_percent else ""
    p = f", p {effect.p_value}" if effect.p_value else ""
    measure = _MEASURES.get(effect.measure, f"{effect.measure} ")
    return f", {measure}{effect.value}{'%' if is_percent else ''}{unit}{interval}{p}"
