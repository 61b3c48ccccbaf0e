"""What a sentence says of the subject that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.domain.background import FactRelation as R
from sceptic.language.background_said import Saying, sayings


def of(sentence: str, name: str) -> tuple[Saying, ...]:
    start = sentence.index(name)
    return sayings(sentence, (start, start + len(name)))


@pytest.mark.parametrize(
    ("sentence", "relation", "words", "rank"),
    [
        (
            "Gout is a painful joint disease that comes in attacks.",
            R.IS_A,
            "a painful joint disease",
            "",
        ),
        ("Gout (podagra) is considered a metabolic disorder.", R.IS_A, "a metabolic disorder", ""),
        ("Autoimmune diseases such as gout are treated.", R.IS_A, "Autoimmune diseases", ""),
        ("Gout is the second most common arthritis in men.", R.HOW_COMMON, "arthritis in men", "2"),
        ("The most common cause of fever is gout.", R.HOW_COMMON, "cause of fever", "1"),
        ("Gout is caused by crystals.", R.CAUSED_BY, "crystals", ""),
        ("Gout is more common in men than in women.", R.MORE_LIKELY_IN, "men", ""),
        ("Men are more likely to develop gout.", R.MORE_LIKELY_IN, "Men", ""),
        (
            "Gout predominantly affects men of middle age.",
            R.MORE_LIKELY_IN,
            "men of middle age",
            "",
        ),
    ],
)
def test_what_is_said(sentence: str, relation: R, words: str, rank: str) -> None:
    name = "gout" if "gout" in sentence else "Gout"
    said = [(s.relation, s.words.strip(" ."), s.rank) for s in of(sentence, name)]
    assert (relation, words, rank) in said


@pytest.mark.parametrize(
    "sentence",
    [
        "Whether gout is an autoimmune disease was studied.",
        "Gout may be an infection.",
        "The treatment of gout is a problem of many diseases.",
        "Gout was found in mice with a metabolic disease.",
    ],
)
def test_what_supposes_or_speaks_of_else_says_nothing(sentence: str) -> None:
    name = "gout" if "gout" in sentence else "Gout"
    assert [s for s in of(sentence, name) if s.relation is R.IS_A] == []


def test_a_denial_is_one() -> None:
    (said,) = [s for s in of("Gout is not an infectious disease.", "Gout") if s.relation is R.IS_A]
    assert said.negated


def test_a_ratio_of_the_sexes_says_in_whom() -> None:
    said = of("Lupus has a female-to-male ratio of 9:1.", "Lupus")
    assert [s.words for s in said] == ["women"]


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    sayings(f"Gout {text}", (0, 4))
