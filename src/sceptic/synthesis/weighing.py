"""How much each study counts: design, size, directness, recency, notices, duplicates.

Weights after the recipe that the evaluation fits and tests (docs/evaluation): a systematic review
stands above the trials it includes; one trial votes once; uncontrolled series get no bonus for
size, so that they never outweigh small randomised trials (DESIGN 4.6, 4.7).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sceptic.appraisal.aim import Aim, aim_of, wanted_aim
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Design, Evidence, Flag, Study
from sceptic.domain.record import RetractionState
from sceptic.synthesis.kinds import QuestionKind, kind_of

_BASE = {
    Design.COCHRANE_REVIEW: 8.0,
    Design.META_ANALYSIS: 4.0,
    Design.SYSTEMATIC_REVIEW: 4.0,
    Design.RANDOMISED_TRIAL: 1.0,
    Design.CONTROLLED_TRIAL: 0.5,
    Design.COHORT: 0.4,
    Design.CASE_CONTROL: 0.3,
    Design.CROSS_SECTIONAL: 0.1,
    Design.UNCONTROLLED: 0.1,
    Design.CASE_REPORT: 0.02,
}
_BASE_OF_KIND: dict[QuestionKind, dict[Design, float]] = {
    QuestionKind.EFFECT: {},
    QuestionKind.CAUSE: {
        Design.COHORT: 1.0,
        Design.CASE_CONTROL: 0.7,
        Design.CROSS_SECTIONAL: 0.3,
    },
    QuestionKind.TEST: {
        Design.COHORT: 1.0,
        Design.CASE_CONTROL: 0.5,
        Design.CROSS_SECTIONAL: 1.0,
        Design.UNCONTROLLED: 0.2,
    },
    QuestionKind.OTHER: {
        Design.COHORT: 1.0,
        Design.CASE_CONTROL: 0.7,
        Design.CROSS_SECTIONAL: 0.5,
        Design.UNCONTROLLED: 0.2,
    },
}
"""Where a kind of question differs: watching people is the best there is for a cause, and people
as they come are for a test, while cases beside healthy people flatter it (PMID 10493205)."""
_NO_SIZE_BONUS = (Design.CROSS_SECTIONAL, Design.UNCONTROLLED, Design.CASE_REPORT)
_FLAG_FACTORS = {
    Flag.CONCERN: 0.25,
    Flag.PARTLY_RETRACTED: 0.25,
    Flag.INCLUDES_RETRACTED: 0.25,
    Flag.PREPRINT: 0.5,
    Flag.VOTERS_DISAGREE: 0.5,
    Flag.HOPEFUL_CONCLUSION: 0.5,
    Flag.SURROGATE_OUTCOME: 0.5,
    Flag.CONFLICT_OF_INTEREST: 0.5,
}
HALF = 0.5
MAY_BE_INCLUDED = f"older than a review of the same question, which may include it x{HALF}"
_SIZE_UNKNOWN = 1.5
_UNDATED = 0.7
_HALF_LIFE_REVIEW, _HALF_LIFE_STUDY = 12.0, 24.0


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a weight is made of. Each part can be left out, to measure what it is worth."""

    design: bool = True
    size: bool = True
    directness: bool = True
    """How surely the study tests the claim's own treatment and condition."""
    recency: bool = True
    flags: frozenset[Flag] = frozenset(_FLAG_FACTORS)
    """Those that lower a weight."""
    reviews_supersede: bool = True
    """A study that a review of the same question may include counts half."""
    merges: bool = True
    """Reports of one trial and versions of one review count once."""


FULL = Scheme()


def weighed(
    evidence: Iterable[Evidence], claim: Claim, scheme: Scheme = FULL
) -> tuple[Evidence, ...]:
    """Give each piece of evidence its weight; what is superseded or reported twice drops to 0.

    Input order does not matter: the result is sorted by weight, then year, then record id.
    """
    of_one_aim = _of_one_aim(tuple(evidence), claim)
    merged = _without_repeats(of_one_aim) if scheme.merges else of_one_aim
    newest_year = max((e.study.year or 0 for e in merged if e.counted), default=0)
    reviews = [e for e in merged if e.counted and e.study.design.is_review_of_studies]
    newest = _Newest(newest_year, tuple(reviews))
    return tuple(sorted((_with_weight(e, claim, newest, scheme) for e in merged), key=_order))


@dataclass(frozen=True, slots=True)
class _Newest:
    """What a study's age is measured against."""

    year: int
    reviews: tuple[Evidence, ...]


def _order(evidence: Evidence) -> tuple[float, int, str]:
    return (-evidence.weight, -(evidence.study.year or 0), evidence.study.record_id)


def _with_weight(evidence: Evidence, claim: Claim, newest: _Newest, scheme: Scheme) -> Evidence:
    if not evidence.counted:
        return evidence
    study = evidence.study
    weight = _base(study, claim) if scheme.design else 1.0
    weight *= _size_factor(study) if scheme.size else 1.0
    weight *= evidence.about if scheme.directness else 1.0
    weight *= _recency(study, newest.year) if scheme.recency else 1.0
    notes = []
    for flag, factor in _FLAG_FACTORS.items():
        if flag in study.flags and flag in scheme.flags:
            weight *= factor
            notes.append(f"{flag.value} x{factor}")
    is_primary = not study.design.is_review_of_studies
    if scheme.reviews_supersede and is_primary and _is_older_than_a_review(study, newest.reviews):
        weight *= HALF
        notes.append(MAY_BE_INCLUDED)
    return replace(evidence, weight=round(max(weight, 0.001), 4), notes=tuple(notes))


def _base(study: Study, claim: Claim) -> float:
    return base_weights(kind_of(claim)).get(study.design, 0.0)


def base_weights(kind: QuestionKind) -> dict[Design, float]:
    """What each design weighs for a kind of question, before size, age and cautions."""
    return _BASE | _BASE_OF_KIND[kind]


def _size_factor(study: Study) -> float:
    """``min(3, log2(1 + n/20))``; for designs without a comparison group at most 1."""
    if study.participants is None:
        return 1.0 if study.design in _NO_SIZE_BONUS else _SIZE_UNKNOWN
    factor = min(3.0, math.log2(1 + study.participants / 20))
    return min(1.0, factor) if study.design in _NO_SIZE_BONUS else max(factor, 0.2)


def _recency(study: Study, newest_year: int) -> float:
    """Half-lives of 12 years for reviews, which age with their search, and 24 for studies."""
    if not study.year or not newest_year:
        return _UNDATED
    half_life = _HALF_LIFE_REVIEW if study.design.is_review_of_studies else _HALF_LIFE_STUDY
    return math.pow(0.5, max(0, newest_year - study.year) / half_life)


def _is_older_than_a_review(study: Study, reviews: Iterable[Evidence]) -> bool:
    return any((r.study.year or 0) >= (study.year or 0) for r in reviews)


def _of_one_aim(evidence: tuple[Evidence, ...], claim: Claim) -> tuple[Evidence, ...]:
    """Where most studies have the other aim, one that names no aim is not taken for the wanted."""
    wanted = wanted_aim(claim)
    if wanted is Aim.UNKNOWN or claim.relation is Relation.CAUSES:
        return evidence
    aims = [aim_of(e.study, e.finding) for e in evidence]
    other = sum(a not in (wanted, Aim.UNKNOWN) for a in aims)
    if other <= aims.count(wanted):
        return evidence
    why = "the record does not say whether it was tested to prevent or to treat"
    return tuple(
        replace(e, weight=0.0, counted=False, why_not=why)
        if e.counted and aim is Aim.UNKNOWN and not e.is_included else e
        for e, aim in zip(evidence, aims, strict=True)
    )  # fmt: skip


def _without_repeats(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """One investigation votes once: of a group, the newest review version, the largest report."""
    best: dict[str, Evidence] = {}
    for each in evidence:
        if each.study.group and (each.counted or _stands_as_newest(each)):
            champion = best.get(each.study.group)
            if champion is None or _standing(each) > _standing(champion):
                best[each.study.group] = each
    return tuple(_demoted(e, best) for e in evidence)


def _stands_as_newest(evidence: Evidence) -> bool:
    """A later version of a review supersedes the earlier ones even if its result is not clear."""
    gone = (RetractionState.RETRACTED, RetractionState.WITHDRAWN)
    study = evidence.study
    return study.design.is_review_of_studies and study.retraction not in gone


def _standing(evidence: Evidence) -> tuple[int, int, str]:
    study = evidence.study
    if study.design.is_review_of_studies:
        return (study.year or 0, study.participants or 0, study.record_id)
    return (study.participants or 0, study.year or 0, study.record_id)


def _demoted(evidence: Evidence, best: dict[str, Evidence]) -> Evidence:
    group = evidence.study.group
    if not evidence.counted or not group or best[group].study.record_id == evidence.study.record_id:
        return evidence
    is_review = evidence.study.design.is_review_of_studies
    why = "superseded by a later version" if is_review else "another report of a study counted once"
    flag = Flag.SUPERSEDED if is_review else Flag.DUPLICATE_REPORT
    flags = tuple(dict.fromkeys((*evidence.study.flags, flag)))
    return replace(
        evidence,
        study=replace(evidence.study, flags=flags),
        weight=0.0,
        counted=False,
        why_not=f"{why} ({best[group].study.citation.short})",
    )
