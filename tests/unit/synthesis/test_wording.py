"""The answer in GRADE's words."""

from __future__ import annotations

import pytest

from sceptic.domain.claim import Claim, Concept, ConceptKind, Pico, Question, Relation
from sceptic.domain.evidence import Answer, Certainty
from sceptic.synthesis.wording import figure, finding_sentence, is_plural, plural

X = Concept("x", "pills", ConceptKind.INTERVENTION, ("pills",))
Y = Concept("y", "warts", ConceptKind.CONDITION, ("warts",))


def sentence(
    answer: Answer, certainty: Certainty, x: str, relation: Relation = Relation.TREATS
) -> str:
    claim = Claim(Question("?"), relation, Pico(X, Y))
    return finding_sentence(claim, answer, certainty, x, "warts")


@pytest.mark.parametrize(
    ("answer", "certainty", "x", "text"),
    [
        (Answer.SUPPORTED, Certainty.HIGH, "zinc", "Zinc treats warts."),
        (Answer.SUPPORTED, Certainty.HIGH, "pills", "Pills treat warts."),
        (Answer.SUPPORTED, Certainty.MODERATE, "zinc", "Zinc probably treats warts."),
        (Answer.SUPPORTED, Certainty.LOW, "zinc", "Zinc may treat warts."),
        (Answer.CONTRADICTED, Certainty.HIGH, "zinc", "Zinc does not treat warts."),
        (Answer.CONTRADICTED, Certainty.MODERATE, "pills", "Pills probably do not treat warts."),
        (Answer.CONTRADICTED, Certainty.LOW, "zinc", "Zinc may not treat warts."),
        (Answer.TOO_LITTLE_EVIDENCE, Certainty.VERY_LOW, "zinc",
         "Too little evidence to say whether zinc treats warts."),
        (Answer.CONFLICTING, Certainty.LOW, "pills",
         "Studies disagree on whether pills treat warts."),
    ],
)  # fmt: skip
def test_the_words_of_each_certainty(
    answer: Answer, certainty: Certainty, x: str, text: str
) -> None:
    assert sentence(answer, certainty, x) == text


def test_being_safe_and_being_better() -> None:
    safe = sentence(Answer.SUPPORTED, Certainty.MODERATE, "zinc", Relation.IS_SAFE)
    assert safe == "Zinc is probably safe with regard to warts."
    better = sentence(Answer.CONTRADICTED, Certainty.LOW, "zinc", Relation.BETTER_THAN)
    assert better == "Zinc may not be better than the alternative for warts."


@pytest.mark.parametrize(
    ("name", "expected"),
    [("probiotics", True), ("tinnitus", False), ("knee osteoarthritis", False),
     ("vitamin D", False), ("calcium and vitamin D", True), ("exercises for the back", True)],
)  # fmt: skip
def test_which_names_take_a_plural_verb(name: str, *, expected: bool) -> None:
    assert is_plural(name) is expected


def test_figures_and_plurals() -> None:
    assert figure(9999) == "9999"
    assert figure(131_500) == "131\u202f500"
    assert plural(1, "study", "studies") == "1 study"
    assert plural(12_000, "person", "people") == "12\u202f000 people"


@pytest.mark.parametrize(
    ("answer", "certainty", "expected"),
    [
        (Answer.SUPPORTED, Certainty.HIGH, "Warts differs under zinc and under the alternative."),
        (Answer.SUPPORTED, Certainty.LOW, "Warts may differ under zinc and under the alternative."),
        (Answer.CONTRADICTED, Certainty.MODERATE,
         "Warts probably does not differ under zinc and under the alternative."),
        (Answer.SUPPORTED, Certainty.VERY_LOW,
         "The evidence is very uncertain on whether warts differs under zinc and under the "
         "alternative."),
    ],
)  # fmt: skip
def test_a_part_of_an_open_comparison(answer: Answer, certainty: Certainty, expected: str) -> None:
    assert sentence(answer, certainty, "zinc", Relation.COMPARES) == expected
