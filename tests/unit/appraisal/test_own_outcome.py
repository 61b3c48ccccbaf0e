"""A finding counts if it tells how the condition did."""

from __future__ import annotations

import pytest

from sceptic.appraisal.matching import Families, family_of
from sceptic.appraisal.measures_of_conditions import measures_pattern
from sceptic.appraisal.own_outcome import names_other_outcome, other_outcome, tells_of
from sceptic.domain.claim import Concept, ConceptKind, Relation
from sceptic.domain.evidence import Direction, Finding, Rationale
from sceptic.domain.record import Citation
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from tests.evidence_samples import study

VOCABULARY = Vocabulary.of(
    (
        Concept("drops", "drops", ConceptKind.INTERVENTION, ("drops",)),
        Concept("depression", "depression", ConceptKind.CONDITION, ("depression",)),
    )
)
FAMILIES = Families(
    family_of(VOCABULARY.concept("drops"), VOCABULARY),
    family_of(VOCABULARY.concept("depression"), VOCABULARY),
)


def why(title: str, said: str, relation: Relation = Relation.HELPS) -> str:
    rationale = (Rationale("abstract", 0, len(said), said),)
    one = study(citation=Citation((), title, "", None), conclusion=rationale, key_result=None)
    return other_outcome(relation, one, Finding(Direction.BETTER, rationale=rationale), FAMILIES)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Drops for depression", "The drops did what was hoped."),
        ("Drops in the treatment of depression", "The drops did what was hoped."),
        ("Drops in patients with depression", "Drops were effective."),
        ("Drops in patients with depression", "Mood was better with drops."),
        ("Effect of drops on sleep in patients with depression", "Drops lowered mood scores."),
        ("Effect of drops on mortality in patients with depression", "Fewer died: mortality fell."),
        ("Effects of drops on prognosis in patients with depression", "The prognosis was better."),
    ],
)
def test_it_tells_how_the_condition_did(title: str, said: str) -> None:
    assert why(title, said) == ""


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Effect of drops on QT dispersion in patients with depression", "Drops were effective."),
        ("Drops reduce nosebleeds in patients with depression", "Drops are effective in noses."),
        ("Suppression of moulds with drops in patients with depression", "Drops were effective."),
        ("Drops in patients with depression", "Serum levels of zinc rose."),
        ("Drops in patients with depression", "The drops changed the colour of the eye."),
        ("Association between drops and bone density in patients with depression", "It was lower."),
    ],
)
def test_something_else_was_measured(title: str, said: str) -> None:
    assert "measured something else" in why(title, said)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Cardiac safety of drops in patients with depression", "Hearts were slower."),
        ("Tolerability of drops in depression", "Few had headaches."),
        ("Drops for depression", "Adverse events were as with placebo."),
    ],
)
def test_safety_alone_shows_no_help(title: str, said: str) -> None:
    assert "reports harm" in why(title, said)


def test_only_claims_of_help_are_asked() -> None:
    title = "Effect of drops on bones in patients with depression"
    assert why(title, "Bones broke.", Relation.CAUSES) == ""
    assert why(title, "Bones broke.", Relation.BETTER_THAN) != ""
    assert why("Drops in depression", "Bones broke.", Relation.BETTER_THAN) == ""


def test_risk_factors_of_a_condition_are_not_it() -> None:
    assert not tells_of("Drops lowered other risks in patients with depression.", FAMILIES)
    assert names_other_outcome("Effects of drops on hair in depression", FAMILIES)


def test_measures_are_those_of_the_condition_and_its_kin() -> None:
    shipped = shipped_vocabulary()

    def measures(condition: str, text: str) -> bool:
        pattern = measures_pattern(family_of(shipped.concept(condition), shipped))
        return pattern is not None and pattern.search(text) is not None

    assert measures("type-2-diabetes", "HbA1c fell")
    assert measures("high-blood-pressure", "systolic pressure fell")
    assert not measures("high-blood-pressure", "HbA1c fell")
    assert measures("knee-osteoarthritis", "stiffness of the joint")
    assert not measures("head-lice", "anything at all")
