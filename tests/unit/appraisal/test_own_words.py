"""The finding by the sentences that speak of the claim's treatment."""

from __future__ import annotations

from sceptic.appraisal.matching import Families, Family, family_of
from sceptic.appraisal.own_words import (
    finding_in_own_words,
    is_only_comparator,
    never_acts,
    speaks_of,
)
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Direction, Finding, Rationale, Study
from sceptic.domain.record import Citation
from sceptic.language.vocabulary import Vocabulary
from tests.evidence_samples import study

DROPS = Concept("drops", "drops", ConceptKind.INTERVENTION, ("drops",))
GLARE = Concept("glare", "glare", ConceptKind.CONDITION, ("glare",))
VOCABULARY = Vocabulary.of((DROPS, GLARE))
FAMILY: Family = family_of(DROPS, VOCABULARY)
FAMILIES = Families(FAMILY, family_of(GLARE, VOCABULARY))


def told(*conclusion: str, title: str = "Drops for glare") -> Study:
    said = tuple(Rationale("abstract", 0, len(text), text) for text in conclusion)
    return study(citation=Citation((), title, "", None), conclusion=said, key_result=None)


def read(*conclusion: str, title: str = "Drops for glare") -> Finding:
    one = told(*conclusion, title=title)
    return finding_in_own_words(
        Finding(Direction.UNCLEAR, rationale=one.conclusion[:1]), one, FAMILIES
    )


def test_a_sentence_on_other_arms_is_left_out() -> None:
    said = ("The difference between balm and saline was not significant.",
            "Drops were effective in reducing pain.")  # fmt: skip
    found = read(*said)
    assert found.direction is Direction.BETTER
    assert found.rationale[0].text == said[1]


def test_arms_that_the_title_lists_are_other_arms() -> None:
    said = ("Drops were effective in reducing pain.", "Ointment was not effective.")
    found = read(*said, title="Drops, ointment and tablets for glare")
    assert found.direction is Direction.BETTER


def test_where_the_title_is_silent_the_sentence_must_name_it() -> None:
    said = ("Sleep did not improve.", "Drops were effective in reducing pain.")
    assert read(*said, title="Old eyes").rationale[0].text == said[1]


def test_nothing_is_read_again_where_all_is_on_the_treatment() -> None:
    said = ("Drops changed the eye.", "Pain was not reduced.")
    assert read(*said).direction is Direction.UNCLEAR


def test_safety_said_first_does_not_carry_the_finding() -> None:
    said = ("Drops were well tolerated, with no evidence of toxicity.",
            "Drops were more effective than placebo in glare.")  # fmt: skip
    found = read(*said)
    assert found.direction is Direction.BETTER
    assert found.rationale[0].text == said[1]


def test_of_two_outcomes_the_condition_is_read() -> None:
    said = ("Drops did not change the colour of the eye.", "Drops reduced glare.")
    assert read(*said).direction is Direction.BETTER


def test_named_only_as_what_was_there() -> None:
    assert never_acts(told("In people who failed on drops, a balm helped."), FAMILY)
    assert not never_acts(told("A balm helped people on drops; drops helped."), FAMILY)
    assert not never_acts(told("Drops-treated people saw better."), FAMILY)
    assert not never_acts(told("A balm helped."), FAMILY)


def test_only_the_measure_of_another() -> None:
    assert is_only_comparator(told("The balm was more effective than drops."), FAMILY)
    assert not is_only_comparator(told("Drops helped."), FAMILY)
    assert not is_only_comparator(told("It helped."), FAMILY)


def test_a_list_speaks_of_nothing() -> None:
    assert not speaks_of("After adjustment for age and drops, sleep was longer.", FAMILY)
    assert speaks_of("Drops were effective.", FAMILY)


def test_what_a_title_compares_it_with_is_another_arm() -> None:
    title = "Comparison of drops with balm in glare"
    assert read("Balm was effective and reduced glare.", title=title).direction is Direction.UNCLEAR
    said = ("Balm was effective.", "Drops reduced glare.")
    assert read(*said, title=title).rationale[0].text == said[1]


def test_both_together_are_another_arm() -> None:
    said = "There was little gained from combination therapy."
    assert read(said, title="Drops, balm and their combination").direction is Direction.UNCLEAR
