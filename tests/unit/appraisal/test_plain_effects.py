"""Plain words of good news, of nothing and of harm."""

from __future__ import annotations

import pytest

from sceptic.appraisal.matching import family_of
from sceptic.appraisal.plain_effects import Plainly, is_beside_the_point, mended, plainly
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Direction
from sceptic.language.vocabulary import Vocabulary

DROPS = Concept("drops", "drops", ConceptKind.INTERVENTION, ("drops",))
FAMILY = family_of(DROPS, Vocabulary.of((DROPS,)))


@pytest.mark.parametrize(
    "text",
    [
        "Drops reduced the risk of death and other serious adverse events.",
        "In addition to usual care, drops lowered the number of attacks.",
        "Drops improved sight.",
        "Drops are a highly effective treatment.",
        "Drops were superior to placebo.",
        "Pain was significantly reduced with drops.",
        "Drops are not only effective, they are cheap.",
    ],
)
def test_good_news(text: str) -> None:
    assert plainly([text], FAMILY) == Plainly(good=True)


@pytest.mark.parametrize(
    "text",
    [
        "Drops did not reduce the risk of death.",
        "There was no benefit of drops.",
        "Drops failed to improve sight.",
        "Drops were not effective.",
    ],
)
def test_nothing(text: str) -> None:
    said = plainly([text], FAMILY)
    assert said.nothing
    assert not said.good


def test_harm() -> None:
    assert plainly(["Drops increased mortality."], FAMILY).harm
    assert plainly(["Sight worsened with drops."], FAMILY).harm
    assert not plainly(["Drops did not increase mortality."], FAMILY).harm


def test_of_a_turn_the_half_that_names_the_treatment() -> None:
    text = "The balm had no effect on pain, but drops reduced pain."
    assert plainly([text], FAMILY) == Plainly(good=True)


@pytest.mark.parametrize(
    ("read", "said", "left"),
    [
        (Direction.WORSE, Plainly(good=True), Direction.BETTER),
        (Direction.NO_DIFFERENCE, Plainly(good=True), Direction.BETTER),
        (Direction.NO_DIFFERENCE, Plainly(good=True, nothing=True), Direction.NO_DIFFERENCE),
        (Direction.WORSE, Plainly(), Direction.UNCLEAR),
        (Direction.WORSE, Plainly(nothing=True), Direction.NO_DIFFERENCE),
        (Direction.WORSE, Plainly(good=True, harm=True), Direction.WORSE),
        (Direction.BETTER, Plainly(), Direction.BETTER),
    ],
)
def test_harm_needs_words_of_harm(read: Direction, said: Plainly, left: Direction) -> None:
    assert mended(read, said) is left


@pytest.mark.parametrize(
    ("text", "is_beside"),
    [
        ("Drops were safe and well tolerated.", True),
        ("Drops cost less than balm.", True),
        ("Further studies of drops are needed.", True),
        ("Drops were safe and reduced pain.", False),
        ("Drops reduced pain.", False),
    ],
)
def test_safety_costs_and_wishes_are_beside_the_point(text: str, is_beside: bool) -> None:
    assert is_beside_the_point(text) is is_beside
