"""Prevention and treatment are two questions where a condition begins with an event."""

from __future__ import annotations

import pytest

from sceptic.appraisal.aim import Aim, aim_of, other_aim, wanted_aim
from sceptic.domain.claim import Claim, Concept, ConceptKind, Pico, Question, Relation
from sceptic.domain.evidence import Direction, Finding
from sceptic.domain.record import Citation
from sceptic.language.onset import onset_concepts
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.synthesis.weighing import weighed
from tests.evidence_samples import X, evidence, study

COLD = shipped_vocabulary().concept("common-cold")
LOSS = shipped_vocabulary().concept("hair-loss")


def claim(text: str, relation: Relation, condition: Concept = COLD) -> Claim:
    return Claim(Question(text), relation, Pico(X, condition))


def found(outcome: str, title: str = "Xylophonin") -> tuple[Aim, Finding]:
    finding = Finding(Direction.BETTER, outcome=outcome)
    return aim_of(
        study(citation=Citation((), title, "", 2000), findings=(finding,)), finding
    ), finding


@pytest.mark.parametrize(
    ("outcome", "title", "aim"),
    [
        ("new cases of common cold", "", Aim.PREVENTION),
        ("duration of common cold symptoms", "", Aim.TREATMENT),
        ("common cold", "Xylophonin for preventing colds", Aim.PREVENTION),
        ("common cold", "Xylophonin for preventing and treating colds", Aim.UNKNOWN),
        ("common cold", "Xylophonin", Aim.UNKNOWN),
    ],
)
def test_the_words_of_the_finding_come_before_the_title(outcome: str, title: str, aim: Aim) -> None:
    assert found(outcome, title)[0] is aim


def test_which_aim_a_claim_wants() -> None:
    assert wanted_aim(claim("Does X prevent colds?", Relation.PREVENTS)) is Aim.PREVENTION
    assert wanted_aim(claim("Does X cure colds?", Relation.TREATS)) is Aim.TREATMENT
    assert wanted_aim(claim("Is X effective for colds?", Relation.TREATS)) is Aim.UNKNOWN
    assert wanted_aim(claim("Does X prevent hair loss?", Relation.PREVENTS, LOSS)) is Aim.UNKNOWN


def test_a_trial_of_prevention_says_nothing_on_treatment() -> None:
    aim, finding = found("new cases of common cold")
    asked = claim("Does X cure colds?", Relation.TREATS)
    assert aim is Aim.PREVENTION
    assert "not as a treatment" in other_aim(asked, study(), finding)
    assert not other_aim(claim("Does X prevent colds?", Relation.PREVENTS), study(), finding)


def test_a_study_without_an_aim_follows_the_rest() -> None:
    silent = evidence("silent", n=500)
    prevents = [
        evidence(k, why_not="tested for prevention, not as a treatment",
                 citation=Citation((), "Preventing colds", "", 2000))
        for k in "ab"
    ]  # fmt: skip
    asked = claim("Does X cure colds?", Relation.TREATS)
    assert not any(e.counted for e in weighed([silent, *prevents], asked))
    assert any(e.counted for e in weighed([silent], asked))


def test_every_listed_condition_exists() -> None:
    vocabulary = shipped_vocabulary()
    assert all(
        i in vocabulary and vocabulary.concept(i).kind is ConceptKind.CONDITION
        for i in onset_concepts()
    )
