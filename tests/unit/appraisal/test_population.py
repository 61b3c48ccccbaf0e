"""The people of the study are the people of the claim, or the study is indirect."""

from __future__ import annotations

from dataclasses import replace

from sceptic.appraisal.matching import family_of
from sceptic.appraisal.population import asks_for, other_people
from sceptic.domain.claim import Concept, ConceptKind, Valence
from sceptic.domain.evidence import Direction, Finding
from sceptic.domain.record import AbstractPart, Citation, MeshHeading, Record
from sceptic.language.vocabulary import Vocabulary
from tests.evidence_samples import study

BABIES = Concept("infants", "infants", ConceptKind.POPULATION, ("infants", "babies", "baby"))
ADULTS = Concept("adults", "adults", ConceptKind.POPULATION, ("adults",))
VOCABULARY = Vocabulary.of((BABIES, ADULTS))
INFANTS = family_of(BABIES, VOCABULARY)


def finding(outcome: str = "", condition: str = "") -> Finding:
    return Finding(Direction.BETTER, outcome=outcome, condition=condition)


def test_a_study_that_names_them_counts() -> None:
    titled = study(citation=Citation((), "Syrup in babies with cough", "", 2000))
    assert other_people(INFANTS, titled, finding(), None) == ""
    assert other_people(INFANTS, study(), finding(outcome="cough in infants"), None) == ""


def test_headings_and_abstract_name_them_too() -> None:
    record = Record("pmid:1", "Syrup for cough", mesh=(MeshHeading("Infants"),))
    assert other_people(INFANTS, study(), finding(), record) == ""


def test_a_study_of_others_is_indirect() -> None:
    why = other_people(INFANTS, study(), finding(condition="cough in children"), None)
    assert why == "not studied in infants: indirect"


def test_an_illness_beside_the_condition_must_tell_who_was_studied() -> None:
    illness = replace(BABIES, valence=Valence.LESS_IS_BETTER, names=("squint",), name="squint")
    squint = family_of(illness, Vocabulary.of((illness,)))

    def why(text: str) -> str:
        record = Record("pmid:1", "Syrup for cough", abstract=(AbstractPart(text),))
        return other_people(squint, study(), finding(), record)

    assert why("We studied patients with squint.") == ""
    assert why("Squint was common. In squint, syrup helped.") == ""
    assert why("Other causes, such as squint, were excluded.") != ""


def test_children_are_no_adults() -> None:
    grown = family_of(ADULTS, VOCABULARY)
    young = study(citation=Citation((), "Syrup in children with cough", "", 2000))
    both = study(citation=Citation((), "Syrup in children and adults", "", 2000))
    assert other_people(grown, young, finding(), None) == "studied in children: indirect"
    assert other_people(grown, both, finding(), None) == ""


def test_adults_and_nobody_narrow_nothing() -> None:
    assert asks_for(None) is None
    assert asks_for(family_of(ADULTS, VOCABULARY)) is None
    assert other_people(None, replace(study(), remark=""), finding(), None) == ""
