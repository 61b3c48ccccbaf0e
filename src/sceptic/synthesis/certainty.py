"""GRADE-like certainty: a start by design, then named deductions and one upgrade.

After GRADE guidelines 3 to 9 (PMID 21208779 and following); each rule is a function of the counted
evidence and says in words why it moved the certainty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import (
    AppliedRule,
    Certainty,
    Design,
    Evidence,
    Flag,
    Match,
    Stance,
)
from sceptic.synthesis.wording import figure

_RANDOMISED = (Design.COCHRANE_REVIEW, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW,
               Design.RANDOMISED_TRIAL)  # fmt: skip
_RELATED = {Match.BROADER, Match.SIBLING}
"""Such a study counts only where a person let it."""
ENOUGH_PARTICIPANTS = 400
"""GRADE's optimal information size as a rule of thumb (PMID 21839614)."""


def certainty_of(
    evidence: Sequence[Evidence], claim: Claim
) -> tuple[Certainty, tuple[AppliedRule, ...]]:
    """Certainty of a body of evidence and the rules that moved it, the start first."""
    counted = [e for e in evidence if e.counted and e.study.design.is_controlled]
    if not counted:
        none = AppliedRule("start", "no controlled study of the claim counts", 0)
        return Certainty.VERY_LOW, (none,)
    start = _start(counted, claim)
    level = 4 if start.steps == 0 else 4 + start.steps
    applied = [start]
    for deduction in _DEDUCTIONS:
        found = deduction(counted, claim)
        if found is not None:
            applied.append(found)
            level += found.steps
    upgrade = _large_and_consistent(counted, claim)
    if upgrade is not None and level < 4 and claim.relation is Relation.CAUSES:
        applied.append(upgrade)
        level += upgrade.steps
    own = _own_rating(counted, level)
    if own is not None:
        applied.append(own)
        level += own.steps
    return Certainty.from_level(level), tuple(applied)


_RATING = re.compile(
    r"\b(very low|low|moderate|high)[- ](?:to[- ]\w+[- ])?(?:certainty|quality)", re.IGNORECASE
)


def _own_rating(counted: Sequence[Evidence], level: int) -> AppliedRule | None:
    """Never surer than the leading review says of its own evidence."""
    reviews = [e for e in counted if e.study.design.is_review_of_studies]
    if not reviews:
        return None
    leading = min(reviews, key=lambda e: (-e.weight, e.study.record_id))
    rating = _RATING.search(_own_words(leading))
    if rating is None:
        return None
    word = rating.group(1).lower()
    cap = Certainty(word.replace(" ", "_")).level
    if cap >= level:
        return None
    return AppliedRule(
        "the review's own rating",
        f"{leading.study.citation.short} rates its evidence as of {word} certainty",
        cap - level,
        (leading.study.record_id,),
    )


def _own_words(evidence: Evidence) -> str:
    """What is held of the review's own words on its certainty: facts first, then its abstract."""
    study = evidence.study
    effects = [f.effect.text for f in study.findings if f.effect is not None]
    texts = [study.remark, *effects, *(r.text for r in study.conclusion)]
    if study.key_result is not None:
        texts.append(study.key_result.text)
    return " . ".join(texts)


def _ids(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(sorted(e.study.record_id for e in evidence))


def _start(counted: Sequence[Evidence], claim: Claim) -> AppliedRule:
    randomised = [e for e in counted if e.study.design in _RANDOMISED]
    if claim.relation is Relation.CAUSES:
        reviews = [e for e in counted if e.study.design.is_review_of_studies]
        if reviews:
            return AppliedRule(
                "start", "reviews of exposed and unexposed people", -1, _ids(reviews)
            )
        return AppliedRule("start", "single studies of exposed and unexposed people", -2,
                           _ids(counted))  # fmt: skip
    if randomised:
        return AppliedRule(
            "start", "randomised trials, or reviews of them, count", 0, _ids(randomised)
        )
    return AppliedRule("start", "no randomised trial counts", -2, _ids(counted))


def participants_in(evidence: Sequence[Evidence]) -> int:
    """People behind the evidence without counting a trial again in its review: the largest
    review, or all single studies if they hold more."""
    reviews = [e.study.participants or 0 for e in evidence if e.study.design.is_review_of_studies]
    singles = [
        e.study.participants or 0 for e in evidence if not e.study.design.is_review_of_studies
    ]
    return max(max(reviews, default=0), sum(singles))


def _imprecision(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    people = participants_in(counted)
    interval = any(_has_narrow_interval(e) for e in counted)
    if people >= ENOUGH_PARTICIPANTS or (people == 0 and interval):
        return None
    if people == 0 and all(_rests_on_next_to_nothing(e) for e in counted):
        return AppliedRule(
            "imprecision", "a review of no more than two studies, of nobody knows how many people",
            -2, _ids(counted),
        )  # fmt: skip
    if people == 0:
        return AppliedRule(
            "imprecision", "the number of people studied is not known", -1, _ids(counted)
        )
    return AppliedRule(
        "imprecision", f"only {figure(people)} people in the studies that count", -1, _ids(counted)
    )


def _rests_on_next_to_nothing(evidence: Evidence) -> bool:
    study = evidence.study
    return study.design.is_review_of_studies and study.studies is not None and study.studies <= 2


def _has_narrow_interval(evidence: Evidence) -> bool:
    effect = evidence.finding.effect if evidence.finding else None
    return effect is not None and effect.low is not None and effect.high is not None


def _single_study(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    if len(counted) > 1 or counted[0].study.design.is_review_of_studies:
        return None
    return AppliedRule("single study", "one study only, not repeated", -1, _ids(counted))


def _inconsistency(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    total = sum(e.weight for e in counted)
    minority = min(
        sum(e.weight for e in counted if e.stance is Stance.SUPPORTS),
        sum(e.weight for e in counted if e.stance is Stance.CONTRADICTS),
    )
    if total == 0 or minority / total <= 0.25:
        return None
    return AppliedRule(
        "inconsistency",
        f"studies disagree: {round(100 * minority / total)} % of the weight points the other way",
        -1,
        _ids(counted),
    )


def _indirectness(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    total = sum(e.weight for e in counted)
    about = sum(e.weight * e.about for e in counted) / total if total else 1.0
    surrogate = [e for e in counted if Flag.SURROGATE_OUTCOME in e.study.flags]
    forms = {e.intervention_variant for e in counted}
    kinds = {e.condition_variant for e in counted}
    if about < 0.6 or len(surrogate) * 2 > len(counted):
        return AppliedRule("indirectness", "studies touch the claim only indirectly", -1,
                           _ids(counted))  # fmt: skip
    if all({e.intervention_match, e.condition_match} & _RELATED for e in counted):
        return AppliedRule("indirectness", "only a related treatment or condition was studied", -1,
                           _ids(counted))  # fmt: skip
    if all(e.intervention_match is Match.SOME_FORMS for e in counted) and len(forms) == 1:
        return AppliedRule("indirectness", "only some forms of the treatment were studied", -1,
                           _ids(counted))  # fmt: skip
    if all(e.condition_match is Match.SOME_FORMS for e in counted) and len(kinds) == 1:
        return AppliedRule("indirectness", "only some forms of the condition were studied", -1,
                           _ids(counted))  # fmt: skip
    return None


def _risk_of_bias(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    """One step for the worst that is known of how the studies were run.

    Abstracts and fact tables seldom show it, so that not knowing costs the same step, unless the
    body of evidence is large and points one way.
    """
    if claim.relation is Relation.CAUSES:
        return None
    doubtful = [e for e in counted if DOUBTS.keys() & set(e.study.flags)]
    total = sum(e.weight for e in counted)
    if sum(e.weight for e in doubtful) * 2 > total:
        return AppliedRule(
            "risk of bias",
            f"most of the weight comes from {_doubt_words(doubtful)}",
            -1,
            _ids(doubtful),
        )
    open_ones = _open_trials(counted)
    if open_ones and not _has_review_of_trials(counted):
        return AppliedRule(
            "risk of bias", "most trials report no blinding and no placebo", -1, _ids(open_ones)
        )
    if _is_large_and_consistent(counted, claim):
        return None
    return AppliedRule(
        "risk of bias",
        "the records do not show how well the studies were run",
        -1,
        _ids(counted),
    )


DOUBTS = {
    Flag.CONCERN: "studies under an expression of concern",
    Flag.INCLUDES_RETRACTED: "reviews that cite or include retracted trials",
    Flag.CONFLICT_OF_INTEREST: "studies by people with something to sell",
    Flag.HOPEFUL_CONCLUSION: "reviews more hopeful than their trials",
}


def _doubt_words(doubtful: Sequence[Evidence]) -> str:
    present = {flag for e in doubtful for flag in e.study.flags}
    return " and ".join(words for flag, words in DOUBTS.items() if flag in present)


def _open_trials(counted: Sequence[Evidence]) -> list[Evidence]:
    """The trials without a word of blinding or placebo, if they are most of the trials."""
    trials = [
        e for e in counted
        if e.study.design in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL)
    ]  # fmt: skip
    found = [e for e in trials if not (e.study.blinded or e.study.placebo)]
    return found if len(found) * 2 > len(trials) else []


def _has_review_of_trials(counted: Sequence[Evidence]) -> bool:
    return any(
        e.study.design is Design.COCHRANE_REVIEW
        or (e.study.design.is_review_of_studies and (e.study.studies or 0) >= 5)
        for e in counted
    )


def _small_studies(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    """Only small studies with hopeful results: publication bias is likely (PMID 21802904)."""
    sizes = [e.study.participants for e in counted if not e.study.design.is_review_of_studies]
    known = [n for n in sizes if n is not None]
    if _has_review_of_trials(counted) or not known or max(known) >= 100 or len(known) < 2:
        return None
    if any(e.stance is not Stance.SUPPORTS for e in counted):
        return None
    return AppliedRule(
        "publication bias", "every study has fewer than 100 people and all are hopeful", -1,
        _ids(counted),
    )  # fmt: skip


def _large_and_consistent(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    """One step up for observational evidence from very many people that points one way."""
    if not _is_large_and_consistent(counted, claim):
        return None
    people = participants_in(counted)
    return AppliedRule(
        "large and consistent", f"{figure(people)} people and the studies agree", +1, _ids(counted)
    )


def _is_large_and_consistent(counted: Sequence[Evidence], claim: Claim) -> bool:
    """Many people, two large studies that agree, and nobody of weight disagrees."""
    total = sum(e.weight for e in counted)
    sides = {
        s: [e for e in counted if e.stance is s] for s in (Stance.SUPPORTS, Stance.CONTRADICTS)
    }
    weights = {s: sum(e.weight for e in side) for s, side in sides.items()}
    leading = max(sides, key=lambda s: (weights[s], s))
    large = [e for e in sides[leading] if _is_large_study(e, claim)]
    return (
        total > 0
        and min(weights.values()) / total <= 0.1
        and len(large) >= 2
        and participants_in(counted) >= _MANY
    )


def _is_large_study(evidence: Evidence, claim: Claim) -> bool:
    """A single study large enough to stand on its own: observational ones only for causes."""
    study = evidence.study
    if claim.relation is Relation.CAUSES:
        return (study.participants or 0) >= _LARGE_COHORT
    is_open = study.blinded is False or bool(_OPEN & set(study.flags))
    return (
        study.design is Design.RANDOMISED_TRIAL
        and (study.participants or 0) >= _LARGE_TRIAL
        and not is_open
    )


_OPEN = frozenset({Flag.NOT_BLINDED, Flag.CONFLICT_OF_INTEREST})


_MANY, _LARGE_TRIAL, _LARGE_COHORT = 5_000, 1_000, 50_000


def _safety(counted: Sequence[Evidence], claim: Claim) -> AppliedRule | None:
    if claim.relation is not Relation.IS_SAFE:
        return None
    return AppliedRule(
        "safety", "trials are too short and too small for rare harms, and report few", -1,
        _ids(counted),
    )  # fmt: skip


_Rule = Callable[[Sequence[Evidence], Claim], AppliedRule | None]
_DEDUCTIONS: tuple[_Rule, ...] = (
    _risk_of_bias,
    _inconsistency,
    _indirectness,
    _imprecision,
    _single_study,
    _small_studies,
    _safety,
)
