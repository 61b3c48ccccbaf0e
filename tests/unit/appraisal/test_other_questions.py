"""Studies that name treatment and condition and ask something else."""

from __future__ import annotations

import pytest

from sceptic.appraisal.matching import Families, family_of
from sceptic.appraisal.other_questions import other_question
from sceptic.domain.claim import Concept, ConceptKind, Relation
from sceptic.domain.evidence import Direction, Finding, Rationale
from sceptic.domain.record import Citation
from sceptic.language.vocabulary import Vocabulary
from tests.evidence_samples import study

VOCABULARY = Vocabulary.of(
    (
        Concept("drops", "drops", ConceptKind.INTERVENTION, ("drops",)),
        Concept("jab", "glare vaccine", ConceptKind.INTERVENTION, ("glare vaccine",)),
        Concept("glare", "glare", ConceptKind.CONDITION, ("glare",)),
    )
)
CONCEPT = VOCABULARY.concept


def asked(
    title: str,
    said: str = "It was effective.",
    relation: Relation = Relation.HELPS,
    x: str = "drops",
) -> str:
    rationale = (Rationale("abstract", 0, len(said), said),)
    one = study(citation=Citation((), title, "", None), conclusion=rationale, key_result=None)
    families = Families(family_of(CONCEPT(x), VOCABULARY), family_of(CONCEPT("glare"), VOCABULARY))
    return other_question(relation, one, Finding(Direction.BETTER, rationale=rationale), families)


@pytest.mark.parametrize(
    ("title", "said", "why"),
    [
        ("Predictors of the response of glare to drops", "Age was one.", "another question"),
        ("Attitudes to drops in glare", "Many liked them.", "another question"),
        ("Costs of drops for glare", "Costs were lower.", "costs"),
        ("Drops and platelet function in glare", "Platelets were calmer.", "laboratory"),
        ("Feasibility of drops in glare", "It was feasible.", "another question"),
        ("Cost-effectiveness of drops: a Markov model", "Drops may pay.", "another question"),
        ("Drops for glare: study protocol for a trial", "Drops may be effective.", "protocol"),
        ("Drops for glare", "It is hypothesized that drops are effective.", "protocol"),
        ("Drops on light-induced glare", "They worked in healthy volunteers.", "volunteers"),
    ],
)
def test_something_else_was_asked(title: str, said: str, why: str) -> None:
    assert why in asked(title, said)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Drops for glare", "Drops were effective."),
        ("Effectiveness and costs of drops for glare", "Drops were effective at no higher costs."),
        ("Drops on glare and platelet function", "Drops reduced glare."),
        ("A randomised trial of drops for glare: predictors", "Drops reduced glare."),
    ],
)
def test_whether_it_helps_was_asked(title: str, said: str) -> None:
    assert asked(title, said) == ""


def test_prevention_is_told_by_what_came() -> None:
    prevents = Relation.PREVENTS
    assert asked("Drops in healthy men", "Drops reduced the risk of glare.", prevents) == ""
    assert "prevented" in asked("Sleep in patients with glare", "They slept well.", prevents)
    assert "prevented" in asked("A glare vaccine in nurses", "It was liked.", prevents, "jab")


def test_causes_are_sought_by_other_rules() -> None:
    assert asked("Predictors of glare: drops", "Drops did it.", Relation.CAUSES) == ""
