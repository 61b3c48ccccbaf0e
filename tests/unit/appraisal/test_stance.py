"""The PICO gate and the table of stances (DESIGN 4.3 to 4.6), on facts and on text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sceptic.appraisal.matching import Families, family_of
from sceptic.appraisal.reading import study_from_record
from sceptic.appraisal.stance import evidence_for
from sceptic.domain.claim import Claim, Concept, ConceptKind, Pico, Question, Relation
from sceptic.domain.evidence import (
    Design,
    Direction,
    Evidence,
    Finding,
    Flag,
    Match,
    Stance,
)
from sceptic.domain.record import AbstractPart, Citation, Pmid, Record, RetractionState
from sceptic.language.vocabulary import Vocabulary
from tests.evidence_samples import study

_I, _C = ConceptKind.INTERVENTION, ConceptKind.CONDITION
VOCABULARY = Vocabulary.of(
    (
        Concept("drops", "eye drops", _I, ("eye drops",)),
        Concept("blue", "blue drops", _I, ("blue drops",), broader=("drops",)),
        Concept("red", "red drops", _I, ("red drops",), broader=("drops",)),
        Concept("patch", "eye patch", _I, ("eye patch", "eye patches")),
        Concept("glare", "glare", _C, ("glare", "dazzle")),
        Concept("night", "night glare", _C, ("night glare",), broader=("glare",)),
    )
)


def claim(
    x: str = "drops",
    y: str = "glare",
    relation: Relation = Relation.TREATS,
    z: str = "",
    *,
    negated: bool = False,
) -> Claim:
    concept = VOCABULARY.concept
    pico = Pico(concept(x), concept(y), concept(z) if z else None)
    return Claim(Question("?"), relation, pico, negated=negated)


def families(asked: Claim) -> Families:
    z = asked.pico.comparison
    return Families(
        family_of(asked.pico.intervention, VOCABULARY),
        family_of(asked.pico.condition, VOCABULARY),
        family_of(z, VOCABULARY) if z else None,
    )


def finding(
    x: str = "drops", y: str = "glare", direction: Direction = Direction.BETTER, **more: object
) -> Finding:
    values: dict[str, object] = {
        "direction": direction, "intervention_ids": (x,), "condition_ids": (y,),
        "comparator": "placebo",
    }  # fmt: skip
    return Finding(**{**values, **more})  # type: ignore[arg-type]


def judged(asked: Claim, *findings: Finding, **of_study: Any) -> Evidence:
    return evidence_for(study(findings=findings, **of_study), asked, families(asked))


@pytest.mark.parametrize(
    ("relation", "better", "same", "worse"),
    [
        (Relation.TREATS, "supports", "contradicts", "contradicts"),
        (Relation.PREVENTS, "supports", "contradicts", "contradicts"),
        (Relation.HELPS, "supports", "contradicts", "contradicts"),
        (Relation.CAUSES, "contradicts", "contradicts", "supports"),
        (Relation.IS_SAFE, "supports", "supports", "contradicts"),
    ],
)
@pytest.mark.parametrize("negated", [False, True])
def test_the_table_of_stances(
    relation: Relation, better: str, same: str, worse: str, *, negated: bool
) -> None:
    swapped = {"supports": "contradicts", "contradicts": "supports"}
    for direction, expected in (
        (Direction.BETTER, better), (Direction.NO_DIFFERENCE, same), (Direction.WORSE, worse),
    ):  # fmt: skip
        found = judged(claim(relation=relation, negated=negated), finding(direction=direction))
        assert found.stance.value == (swapped[expected] if negated else expected)


def test_no_difference_from_an_active_treatment_is_unclear() -> None:
    equal = finding(direction=Direction.NO_DIFFERENCE, comparator="eye patch")
    found = judged(claim(), equal)
    assert found.stance is Stance.UNCLEAR
    assert not found.counted
    assert "active treatment" in found.why_not


def test_superiority_is_contradicted_by_no_difference() -> None:
    equal = finding(
        direction=Direction.NO_DIFFERENCE, comparator="eye patch", comparator_ids=("patch",)
    )
    found = judged(claim(relation=Relation.BETTER_THAN, z="patch"), equal)
    assert found.stance is Stance.CONTRADICTS


def test_a_comparison_told_the_other_way_round_is_turned() -> None:
    reverse = finding(x="patch", comparator="eye drops", comparator_ids=("drops",))
    found = judged(claim(relation=Relation.BETTER_THAN, z="patch"), reverse)
    assert found.stance is Stance.CONTRADICTS


def test_a_child_counts_as_some_forms_and_names_its_part() -> None:
    found = judged(claim(), finding(x="blue", y="night"))
    assert (found.intervention_match, found.condition_match) == (Match.SOME_FORMS,) * 2
    assert (found.intervention_variant, found.condition_variant) == ("blue", "night")
    assert found.counted


@pytest.mark.parametrize(("x", "word"), [("drops", "wider"), ("red", "different treatment")])
def test_a_claim_about_the_child_gets_nothing_from_parent_or_sibling(x: str, word: str) -> None:
    found = judged(claim("blue"), finding(x=x))
    assert not found.counted
    assert word in found.why_not


def test_another_treatment_is_not_about_the_claim() -> None:
    assert judged(claim(), finding(x="patch")).stance is Stance.NOT_ABOUT


def test_a_treatment_that_was_only_the_comparison_does_not_count() -> None:
    found = judged(claim(), finding(x="patch", comparator_ids=("drops",)))
    assert not found.counted


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"retraction": RetractionState.RETRACTED, "retraction_reason": "made up"}, "retracted"),
        ({"retraction": RetractionState.WITHDRAWN}, "withdrawn"),
        ({"flags": (Flag.NOTICE,)}, "notice"),
        ({"design": Design.ANIMAL}, "animal"),
        ({"design": Design.LABORATORY}, "laboratory"),
        ({"design": Design.OPINION}, "opinion"),
        ({"design": Design.PROTOCOL}, "protocol"),
        ({"in_pubmed": False}, "not in PubMed"),
        ({"flags": (Flag.ADVERSE_EVENTS_ONLY,)}, "harm"),
        ({"flags": (Flag.HOPEFUL_CONCLUSION,), "design": Design.SYSTEMATIC_REVIEW}, "hopeful"),
    ],
)
def test_what_never_counts_says_why(more: dict[str, object], word: str) -> None:
    found = judged(claim(), finding(), **more)
    assert not found.counted
    assert found.weight == 0
    assert word in found.why_not


@pytest.mark.parametrize("relation", [Relation.DIAGNOSES, Relation.PREDICTS])
def test_a_trial_of_treatment_answers_no_question_of_diagnosis(relation: Relation) -> None:
    found = judged(claim(relation=relation), finding())
    assert not found.counted
    assert "what it tells" in found.why_not
    title = "Accuracy of eye drops to detect, and to predict, glare"
    citation = Citation((), title, "J", 2020)
    assert judged(claim(relation=relation), finding(), citation=citation).counted


def test_worse_is_shown_as_harm() -> None:
    assert judged(claim(), finding(direction=Direction.WORSE)).shown_as_harm


def record(title: str, abstract: str, *types: str) -> Record:
    return Record(
        id="pmid:1", pmid=Pmid(1), title=title, abstract=(AbstractPart(abstract),),
        publication_types=types or ("Randomized Controlled Trial",), in_pubmed=True,
    )  # fmt: skip


def read(asked: Claim, made: Record) -> Evidence:
    return evidence_for(study_from_record(made), asked, families(asked), made)


NULL = record(
    "Eye drops for glare: a randomised placebo-controlled trial.",
    "We randomised 240 adults to eye drops or placebo. Glare did not differ between groups "
    "(p=0.71). Eye drops did not improve glare.",
)


def test_a_null_trial_contradicts_on_its_own_words() -> None:
    found = read(claim(), NULL)
    assert found.stance is Stance.CONTRADICTS
    assert found.finding is not None
    for rationale in found.finding.rationale:
        text = NULL.title if rationale.field == "title" else NULL.abstract_text
        assert text[rationale.start : rationale.end] == rationale.text


def test_the_title_decides_which_side_was_tested() -> None:
    other = replace(NULL, title="Eye patch versus eye drops for glare: a randomised trial.")
    assert not read(claim(), other).counted


def test_a_passing_mention_is_not_about_the_claim() -> None:
    other = replace(
        NULL,
        title="Sleep in shift workers.",
        abstract=(AbstractPart("Some use eye drops. Glare was not measured. Sleep was poor."),),
    )
    assert read(claim(), other).stance is Stance.NOT_ABOUT


def test_abbreviations_keep_their_case() -> None:
    aga = Concept("aga", "pattern loss", _C, ("AGA",))
    family = family_of(aga, Vocabulary.of((aga,)))
    assert family.mentions("AGA in men")
    assert not family.mentions("the aga saga")


def test_an_unknown_treatment_needs_all_its_words() -> None:
    unknown = Concept("text:magic moss", "magic moss", _I, ("magic moss",))
    family = family_of(unknown, VOCABULARY)
    assert family.mentions("Moss of the magic kind")
    assert not family.mentions("Moss in gardens")


def test_forms_compared_with_one_another_show_nothing_of_the_treatment() -> None:
    found = judged(claim(), finding(x="blue", comparator="red drops", comparator_ids=("red",)))
    assert found.stance is Stance.UNCLEAR
    assert "forms of the treatment" in found.why_not


def test_a_treatment_that_the_patients_merely_have_was_not_tested() -> None:
    other = replace(NULL, title="Sunglasses for glare in adults treated with eye drops.")
    assert read(claim(), other).stance is Stance.NOT_ABOUT
