"""The answer to an open comparison: is the outcome higher, lower or the same under X as under Z?

Whether there is enough to say, whether the outcome differs and which way it goes are read off one
set of probabilities (``aggregator.likelihoods``); certainty is graded as for any other claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sceptic.domain.evidence import Answer, AppliedRule, Change, Evidence
from sceptic.synthesis.aggregator import Comparing, Likelihoods, likelihoods

OPPOSED = 0.25
"""Share of the weight on the smaller side from which opposite directions count as conflict."""
_WORDS = {
    Change.HIGHER: "higher",
    Change.LOWER: "lower",
    Change.NO_DIFFERENCE: "no different",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer with its direction, ``None`` for too little evidence, and why."""

    answer: Answer
    direction: Change | None
    rule: AppliedRule
    likelihoods: Likelihoods


def compared(counted: Sequence[Evidence], models: Comparing | None = None) -> Compared:
    """Answer an open comparison from the evidence that counts."""
    found = likelihoods(counted, models)
    ids = tuple(sorted(e.study.record_id for e in counted))
    if not any(e.study.design.is_controlled for e in counted):
        rule = AppliedRule("too little evidence", "no controlled study in people counts")
        return Compared(Answer.TOO_LITTLE_EVIDENCE, None, rule, found)
    direction = found.best()
    if direction is None:
        because = f"probability {found.too_little:.2f} that this is not enough to say"
        rule = AppliedRule("too little evidence", because, 0, ids)
        return Compared(Answer.TOO_LITTLE_EVIDENCE, None, rule, found)
    opposed = _opposed(counted)
    if opposed is not None and direction is not Change.NO_DIFFERENCE:
        return Compared(Answer.CONFLICTING, direction, opposed, found)
    answer = Answer.CONTRADICTED if direction is Change.NO_DIFFERENCE else Answer.SUPPORTED
    chance = getattr(found, direction.value)
    rule = AppliedRule(
        "likeliest answer", f"{_WORDS[direction]} with probability {chance:.2f}", 0, ids
    )
    return Compared(answer, direction, rule, found)


def _opposed(counted: Sequence[Evidence]) -> AppliedRule | None:
    """Controlled studies that go opposite ways, with something on each side."""
    weights = {
        change: sum(
            e.weight for e in counted
            if e.finding is not None and e.finding.change is change
            and e.study.design.is_controlled
        )
        for change in (Change.HIGHER, Change.LOWER)
    }  # fmt: skip
    total = sum(e.weight for e in counted)
    smaller = min(weights.values())
    if not total or smaller / total < OPPOSED:
        return None
    return AppliedRule(
        "conflict",
        f"studies go opposite ways, with {round(100 * smaller / total)} % of the weight on the "
        "smaller side",
        0,
        tuple(sorted(e.study.record_id for e in counted)),
    )
