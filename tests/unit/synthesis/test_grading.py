"""One test for each rule of judgement of the design that grading carries."""

from __future__ import annotations

import pytest

from sceptic.domain.claim import Relation
from sceptic.domain.evidence import (
    Answer,
    Certainty,
    Change,
    Design,
    Evidence,
    Flag,
    Match,
    Stance,
    Verdict,
)
from sceptic.synthesis.grading import grade
from sceptic.synthesis.weighing import weighed
from tests.evidence_samples import NAMES, claim, evidence


def verdict_of(*pieces: Evidence, relation: Relation = Relation.TREATS) -> Verdict:
    asked = claim(relation)
    return grade(weighed(pieces, asked), asked, NAMES)


def rules_of(verdict: Verdict) -> list[str]:
    return [r.rule for r in verdict.rules]


def test_nothing_is_too_little_evidence_and_very_low() -> None:
    verdict = verdict_of()
    assert (verdict.answer, verdict.certainty) == (Answer.TOO_LITTLE_EVIDENCE, Certainty.VERY_LOW)
    assert verdict.probability is None


def test_one_small_trial_is_too_little() -> None:
    assert verdict_of(evidence(n=126)).answer is Answer.TOO_LITTLE_EVIDENCE


def test_one_large_trial_answers() -> None:
    assert verdict_of(evidence(n=900)).answer is Answer.SUPPORTED


def test_null_trials_contradict_and_are_not_called_too_little() -> None:
    nulls = [evidence(k, Stance.CONTRADICTS, n=500) for k in "abc"]
    verdict = verdict_of(*nulls)
    assert verdict.answer is Answer.CONTRADICTED
    assert verdict.certainty is Certainty.MODERATE


def test_many_people_and_one_direction_reach_high_certainty() -> None:
    review = evidence("r", design=Design.COCHRANE_REVIEW, n=9000, studies=20)
    trials = [evidence(k, n=2000) for k in "ab"]
    assert verdict_of(review, *trials).certainty is Certainty.HIGH
    assert verdict_of(review).certainty is Certainty.MODERATE


def test_solid_studies_on_both_sides_conflict() -> None:
    pieces = [evidence("a", n=600), evidence("b", Stance.CONTRADICTS, n=700)]
    verdict = verdict_of(*pieces)
    assert verdict.answer is Answer.CONFLICTING
    assert {"conflict", "inconsistency"} <= set(rules_of(verdict))


def test_a_review_stands_above_the_small_trial_that_disagrees() -> None:
    review = evidence("r", Stance.CONTRADICTS, design=Design.COCHRANE_REVIEW, n=9000, studies=20)
    small = evidence("t", n=30)
    assert verdict_of(review, small).answer is Answer.CONTRADICTED


def test_large_uncontrolled_series_do_not_outweigh_a_small_trial() -> None:
    series = [evidence(k, design=Design.UNCONTROLLED, n=5000) for k in "abcdef"]
    trials = [evidence(k, Stance.CONTRADICTS, n=120) for k in "yz"]
    assert verdict_of(*series, *trials).answer is Answer.CONTRADICTED


def test_uncontrolled_series_alone_are_too_little() -> None:
    series = [evidence(k, design=Design.UNCONTROLLED, n=5000) for k in "abcdef"]
    assert verdict_of(*series).answer is Answer.TOO_LITTLE_EVIDENCE


def test_an_earlier_version_of_a_review_is_superseded() -> None:
    old = evidence("old", design=Design.COCHRANE_REVIEW, n=1000, group="cochrane:1", year=2008)
    new = evidence("new", Stance.CONTRADICTS, design=Design.COCHRANE_REVIEW, n=4000,
                   group="cochrane:1", year=2012)  # fmt: skip
    pieces = weighed([old, new], claim())
    by_id = {e.study.record_id: e for e in pieces}
    assert not by_id["test:old"].counted
    assert "superseded" in by_id["test:old"].why_not
    assert Flag.SUPERSEDED in by_id["test:old"].study.flags
    assert verdict_of(old, new).answer is Answer.CONTRADICTED


def test_one_trial_votes_once() -> None:
    twice = [evidence("a", n=300, group="trial"), evidence("b", n=300, group="trial")]
    once = [e for e in weighed(twice, claim()) if e.counted]
    assert len(once) == 1


def test_parts_that_differ_make_the_headline_depend() -> None:
    pieces = [
        evidence("a", n=126, intervention="x1", condition="y1"),
        evidence("m", design=Design.META_ANALYSIS, n=None, intervention="x1", condition="y1"),
        evidence("b", Stance.UNCLEAR, why_not="no difference from an active treatment",
                 n=49, intervention="x2", condition="y1"),
    ]  # fmt: skip
    verdict = verdict_of(*pieces)
    answers = {(p.intervention, p.condition): p.answer for p in verdict.parts}
    assert verdict.answer is Answer.DEPENDS
    assert answers == {
        ("xylophonin drops", "morning yawns"): Answer.SUPPORTED,
        ("xylophonin cream", "morning yawns"): Answer.TOO_LITTLE_EVIDENCE,
    }


def test_an_untested_variant_of_the_condition_is_its_own_part() -> None:
    indirect = evidence("s", Stance.SUPPORTS, why_not="a related but different treatment",
                        condition="y2")  # fmt: skip
    indirect = Evidence(**{
        **{f: getattr(indirect, f) for f in Evidence.__dataclass_fields__},
        "intervention_match": Match.SIBLING,
    })  # fmt: skip
    verdict = verdict_of(evidence("a", n=900, intervention="x1", condition="y1"), indirect)
    part = next(p for p in verdict.parts if p.condition == "evening yawns")
    assert part.intervention == "any xylophonin"
    assert part.answer is Answer.TOO_LITTLE_EVIDENCE
    assert part.studies == 0


def test_parts_that_agree_do_not_depend() -> None:
    pieces = [evidence(k, n=500, intervention=f"x{i}") for i, k in ((1, "a"), (2, "b"))]
    assert verdict_of(*pieces).answer is Answer.SUPPORTED


def test_too_little_of_each_thing_is_too_little_of_all() -> None:
    pieces = [
        evidence(k, Stance.CONTRADICTS, n=200, intervention=f"x{i}")
        for i, k in ((1, "a"), (2, "b"))
    ]
    verdict = verdict_of(*pieces)
    assert {p.answer for p in verdict.parts} == {Answer.TOO_LITTLE_EVIDENCE}
    assert verdict.answer is Answer.TOO_LITTLE_EVIDENCE
    assert "of different things" in verdict.rules[0].because


def test_a_review_of_another_part_takes_no_weight_from_a_trial() -> None:
    trial = evidence("t", n=9000, intervention="x1", year=2010)
    review = evidence("r", design=Design.COCHRANE_REVIEW, n=20_000, studies=18, year=2013)
    parts = {p.intervention: p for p in verdict_of(trial, review).parts}
    (alone,) = verdict_of(trial).parts
    assert parts["xylophonin drops"].answer is alone.answer is Answer.SUPPORTED


def test_a_review_of_two_studies_of_unknown_size_answers_nothing() -> None:
    review = evidence("r", design=Design.SYSTEMATIC_REVIEW, n=None, studies=2)
    assert verdict_of(review).answer is Answer.TOO_LITTLE_EVIDENCE
    assert verdict_of(evidence("r", design=Design.SYSTEMATIC_REVIEW, n=None, studies=9)).answer is (
        Answer.SUPPORTED
    )


def test_studies_of_two_things_make_neither_surer() -> None:
    pieces = [evidence(k, n=9000, intervention=f"x{i}") for i, k in ((1, "a"), (2, "b"))]
    verdict = verdict_of(*pieces)
    assert verdict.answer is Answer.SUPPORTED
    assert verdict.certainty.level == max(p.certainty.level for p in verdict.parts)


@pytest.mark.parametrize(
    ("flag", "design"),
    [(Flag.CONCERN, Design.RANDOMISED_TRIAL), (Flag.PREPRINT, Design.RANDOMISED_TRIAL),
     (Flag.INCLUDES_RETRACTED, Design.META_ANALYSIS)],
)  # fmt: skip
def test_doubtful_studies_weigh_less(flag: Flag, design: Design) -> None:
    plain, doubtful = (
        weighed([evidence(design=design, flags=f)], claim())[0].weight for f in ((), (flag,))
    )
    assert doubtful < plain


def test_a_feared_effect_that_large_cohorts_do_not_find_is_contradicted() -> None:
    cohorts = [evidence(k, Stance.CONTRADICTS, design=Design.COHORT, n=400_000) for k in "ab"]
    verdict = verdict_of(*cohorts, relation=Relation.CAUSES)
    assert verdict.answer is Answer.CONTRADICTED
    assert "large and consistent" in rules_of(verdict)


def test_an_open_comparison_carries_a_direction() -> None:
    pieces = [evidence(k, Stance.CONTRADICTS, n=500) for k in "ab"]
    verdict = verdict_of(*pieces, relation=Relation.COMPARES)
    assert verdict.direction is Change.NO_DIFFERENCE
    assert verdict_of(relation=Relation.COMPARES).direction is None


def test_diagnosis_lies_outside_the_method() -> None:
    assert verdict_of(relation=Relation.DIAGNOSES).outside_method


def test_every_step_of_certainty_is_named() -> None:
    verdict = verdict_of(evidence("a", n=60, blinded=None, placebo=None), evidence("b", n=60))
    steps = sum(r.steps for r in verdict.rules)
    assert verdict.certainty.level == max(1, min(4, 4 + steps))
    assert all(r.because for r in verdict.rules)


def test_never_surer_than_the_leading_review_of_its_own_evidence() -> None:
    modest = evidence("r", design=Design.COCHRANE_REVIEW, n=9000, studies=20,
                      remark="low certainty throughout")  # fmt: skip
    verdict = verdict_of(modest, *(evidence(k, n=2000) for k in "ab"))
    assert verdict.certainty is Certainty.LOW
    assert "the review's own rating" in rules_of(verdict)


def test_a_later_version_supersedes_even_if_its_result_is_not_clear() -> None:
    old = evidence("old", design=Design.COCHRANE_REVIEW, n=900, group="g", year=2008)
    new = evidence("new", Stance.UNCLEAR, why_not="the result is not clear from the record",
                   design=Design.COCHRANE_REVIEW, n=900, group="g", year=2019)  # fmt: skip
    assert not any(e.counted for e in weighed([old, new], claim()))


def test_one_form_of_a_condition_is_not_the_condition() -> None:
    reviews = [evidence(k, n=3000, condition="y1") for k in "ab"]
    verdict = verdict_of(*reviews)
    assert "indirectness" in rules_of(verdict)
    assert "indirectness" not in [r.rule for p in verdict.parts for r in p.rules]
