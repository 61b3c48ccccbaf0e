"""A treatment that was tried in one condition, told of another: the mix-up of diseases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sceptic.domain.article import ArticleClaim, ClaimKind, ClaimStrength
from sceptic.domain.brief import Brief
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Answer, Evidence, Flag, Match
from sceptic.domain.reading import Comparison, ComparisonKind

FROM_STUDIES = 2
"""So many studies of the treatment in another condition, and none in the article's, are told."""
_HELPING = frozenset((Relation.TREATS, Relation.PREVENTS, Relation.HELPS))
_OWN = (Match.SAME, Match.SOME_FORMS)


def other_condition(claim: ArticleClaim, brief: Brief) -> Comparison | None:
    """What the studies of the treatment are of, where none is of the condition claimed."""
    asked = brief.claim
    if claim.kind is not ClaimKind.HEALTH or asked.relation not in _HELPING:
        return None
    tried = [e for e in brief.evidence if _is_trial(e)]
    if any(e.condition_match in _OWN for e in tried):
        return None
    elsewhere = [e for e in tried if e.condition_match is Match.SIBLING]
    if len(elsewhere) < FROM_STUDIES:
        return None
    names = Counter(e.finding.condition for e in elsewhere if e.finding and e.finding.condition)
    if not names:
        return None
    name, count = min(names.items(), key=lambda each: (-each[1], each[0]))
    of = [e for e in elsewhere if e.finding is not None and e.finding.condition == name]
    said = asked.pico.condition.name
    what = asked.pico.intervention.name
    which = f"all {count}" if count == len(elsewhere) else f"{count} of the {len(elsewhere)}"
    words = (
        f"The article speaks of {said}, and no study of {what} in {said} was found that could"
        f" count: {which} studies in a related condition are of {name}, which is not the same."
    )
    return Comparison(
        ComparisonKind.OTHER_CONDITION,
        words,
        claim.passage,
        _strongest(of).study.record_id,
        of[0].finding.rationale[0] if of[0].finding and of[0].finding.rationale else None,
    )


def told_as_cure(claim: ArticleClaim, brief: Brief) -> Comparison | None:
    """A cure where the studies that speak for the treatment tell of an effect."""
    said = brief.verdict
    if claim.strength is not ClaimStrength.CURE or claim.is_denied:
        return None
    if said.answer is not Answer.SUPPORTED or not brief.evidence:
        return None
    words = (
        "The article speaks of a cure; what was found speaks for some effect, with"
        f" {said.certainty.value.replace('_', ' ')} certainty."
    )
    best = _strongest([e for e in brief.evidence if _is_trial(e)] or brief.evidence)
    return Comparison(
        ComparisonKind.STRONGER,
        words,
        claim.passage,
        best.study.record_id,
        best.finding.rationale[0] if best.finding and best.finding.rationale else None,
    )


def studies_elsewhere(brief: Brief) -> Sequence[Evidence]:
    """The studies on which `other_condition` rests, the strongest design first."""
    order = list(type(brief.evidence[0].study.design)) if brief.evidence else []
    found = [e for e in brief.evidence if _is_trial(e) and e.condition_match is Match.SIBLING]
    return sorted(found, key=lambda e: order.index(e.study.design))


def _is_trial(evidence: Evidence) -> bool:
    """A study of the treatment itself that may count where its condition is asked about."""
    study = evidence.study
    is_of_harm = evidence.shown_as_harm or Flag.ADVERSE_EVENTS_ONLY in study.flags
    return evidence.intervention_match in _OWN and study.design.may_count and not is_of_harm


def _strongest(evidence: Sequence[Evidence]) -> Evidence:
    order = list(type(evidence[0].study.design))
    return min(evidence, key=lambda e: order.index(e.study.design))
