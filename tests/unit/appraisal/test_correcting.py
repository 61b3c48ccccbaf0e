"""Corrections laid over readings: what follows from them, and what they cannot do."""

from __future__ import annotations

import datetime as dt

import pytest

from sceptic.appraisal.correcting import NO_RULING, Ruling, rulings_on, words_for
from sceptic.appraisal.matching import Families, family_of
from sceptic.appraisal.stance import evidence_for
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.correction import CorrectedField, Correction, scope_of
from sceptic.domain.evidence import (
    Change,
    Design,
    Direction,
    Evidence,
    Flag,
    Stance,
    Study,
    Subjects,
)
from sceptic.domain.record import RetractionState
from sceptic.language.vocabulary import Vocabulary
from sceptic.synthesis.correcting import Corrected, corrected, not_found
from tests.evidence_samples import X, Y, claim, study

F = CorrectedField
VOCABULARY = Vocabulary.of((X, Y))
FAMILIES = Families(family_of(X, VOCABULARY), family_of(Y, VOCABULARY))
MADE = {"by": "A. Editor", "date": dt.date(2026, 1, 2), "reason": "Read the paper."}


def correction(
    field: F, value: str, *, of: Claim | None = None, record: str = "test:a", read: str = ""
) -> Correction:
    scope = scope_of(of or claim(), field)
    return Correction(f"{field.value}-{value}", record, field, value, read, claim=scope, **MADE)  # type: ignore[arg-type]


def judged(
    given: Study, *corrections: Correction, of: Claim | None = None, others: tuple[Study, ...] = ()
) -> Corrected:
    asked = of or claim()
    read = [evidence_for(s, asked, FAMILIES) for s in (given, *others)]

    def again(evidence: Evidence, ruling: Ruling) -> Evidence:
        return evidence_for(evidence.study, asked, FAMILIES, ruling=ruling)

    return corrected(read, asked, corrections, again)


def one(given: Study, *corrections: Correction, of: Claim | None = None) -> Evidence:
    (evidence,) = judged(given, *corrections, of=of).evidence
    return evidence


def test_without_corrections_nothing_changes() -> None:
    assert judged(study()) == judged(study(), correction(F.DESIGN, "cohort", record="test:z"))
    assert one(study()).corrections == ()


def test_a_design_changes_weight_flags_and_subjects() -> None:
    given = study(design=Design.ANIMAL, flags=(Flag.ANIMAL_ONLY, Flag.SMALL))
    assert not one(given).counted
    found = one(given, correction(F.DESIGN, "randomised_trial"))
    assert found.counted
    assert found.study.subjects is Subjects.HUMAN
    assert found.study.flags == (Flag.SMALL,)
    assert found.corrections[0].machine_read == "animal"
    back = one(study(), correction(F.DESIGN, "uncontrolled"))
    assert Flag.UNCONTROLLED in back.study.flags
    assert back.weight < one(study()).weight


def test_a_direction_moves_the_stance_and_drops_the_words_that_were_misread() -> None:
    found = one(study(), correction(F.DIRECTION, "no_difference"))
    assert found.stance is Stance.CONTRADICTS
    assert found.finding is not None
    assert found.finding.comparator == "placebo"
    assert found.finding.rationale == ()
    assert found.corrections[0].machine_read == "better"
    assert found.study.findings[0].direction is Direction.BETTER


def test_a_direction_holds_for_another_relation_on_the_same_things() -> None:
    prevents, made_on = claim(Relation.PREVENTS), correction(F.DIRECTION, "worse")
    assert one(study(), made_on, of=prevents).stance is Stance.CONTRADICTS
    stance = correction(F.STANCE, "contradicts")
    assert one(study(), stance, of=prevents).stance is Stance.SUPPORTS
    assert one(study(), stance, of=claim(Relation.HELPS)).stance is Stance.CONTRADICTS
    assert one(study(), stance, of=claim(negated=True)).stance is Stance.CONTRADICTS
    assert one(study(), stance, of=claim(negated=True)).corrections == ()


def test_a_stance_makes_an_unclear_result_count() -> None:
    given = study(direction=Direction.UNCLEAR)
    assert one(given).why_not == "the result is not clear from the record"
    found = one(given, correction(F.STANCE, "supports"))
    assert found.counted
    assert found.stance is Stance.SUPPORTS


def test_a_study_without_a_finding_can_be_given_a_direction() -> None:
    ruling = rulings_on(claim(), [correction(F.DIRECTION, "worse")])["test:a"]
    found = ruling.finding(None)
    assert found is not None
    assert (found.direction, found.rationale) == (Direction.WORSE, ())


def test_excluded_by_a_person_with_the_reason() -> None:
    found = one(study(), correction(F.COUNTED, "excluded"))
    assert (found.counted, found.weight) == (False, 0.0)
    assert found.why_not == "left out by a person: Read the paper"
    assert found.corrections[0].machine_read == "included"


def test_included_against_a_doubt_that_can_be_overruled() -> None:
    given = study(in_pubmed=False)
    assert not one(given).counted
    found = one(given, correction(F.COUNTED, "included"))
    assert found.counted
    assert found.corrections[0].machine_read.startswith("not in PubMed")


@pytest.mark.parametrize(
    "given",
    [
        study(retraction=RetractionState.RETRACTED, flags=(Flag.RETRACTED,)),
        study(flags=(Flag.NOTICE,)),
        study(design=Design.ANIMAL),
        study(design=Design.OPINION),
        study(direction=Direction.UNCLEAR),
    ],
    ids=["retracted", "notice", "animal", "opinion", "unclear"],
)
def test_what_no_person_overrules(given: Study) -> None:
    made = judged(given, correction(F.COUNTED, "included"))
    assert [g.code for g in made.gaps] == ["G504"]
    assert not made.evidence[0].counted
    assert made.evidence[0].corrections == ()


def test_one_trial_votes_once_whatever_a_person_says() -> None:
    pair = study("a", n=50, group="one"), study("b", n=90, group="one")
    made = judged(pair[0], correction(F.COUNTED, "included"), others=pair[1:])
    assert [e.counted for e in made.evidence] == [True, False]
    assert [g.code for g in made.gaps] == ["G504"]
    left = judged(pair[1], correction(F.COUNTED, "excluded", record="test:b"), others=pair[:1])
    counted = {e.study.record_id: e.counted for e in left.evidence}
    assert counted == {"test:a": True, "test:b": False}


def test_a_reading_that_changed_since_is_said_and_the_correction_used() -> None:
    made = judged(study(), correction(F.DESIGN, "cohort", read="uncontrolled"))
    assert [g.code for g in made.gaps] == ["G503"]
    assert made.evidence[0].study.design is Design.COHORT
    assert made.evidence[0].corrections[0].machine_read == "randomised_trial"


def test_a_correction_that_the_machine_has_caught_up_with() -> None:
    made = judged(study(), correction(F.DESIGN, "randomised_trial", read="cohort"))
    assert [g.code for g in made.gaps] == ["G502"]
    assert made.evidence[0].corrections == ()


def test_corrections_of_records_that_are_gone() -> None:
    lost = correction(F.STANCE, "supports", record="test:gone")
    design = correction(F.DESIGN, "cohort", record="test:gone")
    assert not_found(claim(), (lost, design), [one(study())]) == (lost,)
    assert not_found(claim(Relation.CAUSES), (lost,), [one(study())]) == ()


def test_the_later_of_two_corrections_holds() -> None:
    pair = correction(F.DIRECTION, "worse"), correction(F.DIRECTION, "no_difference")
    assert rulings_on(claim(), pair)["test:a"].direction is Direction.NO_DIFFERENCE


def test_open_comparisons_have_their_own_words() -> None:
    open_claim = claim(Relation.COMPARES)
    assert "higher" in words_for(F.DIRECTION, open_claim)
    assert words_for(F.STANCE, open_claim) == ()
    ruling = rulings_on(open_claim, [correction(F.DIRECTION, "higher", of=open_claim)])["test:a"]
    assert ruling.change is Change.HIGHER
    assert rulings_on(claim(), [correction(F.DIRECTION, "higher", of=open_claim)]) == {}


def test_no_ruling_is_no_change() -> None:
    assert NO_RULING.study(study()) is not None
    assert NO_RULING.finding(None) is None
    assert NO_RULING.why_not("why", "") == "why"
