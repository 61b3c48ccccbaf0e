"""Words that mean the same, ages and frequencies."""

from __future__ import annotations

import pytest

from sceptic.language.background_words import (
    EXCLUSIVE,
    FACETS,
    ages_of,
    frequency_in,
    has_term,
    places_in,
    search_words,
    terms_of,
)


def test_facets_come_first_and_generic_words_are_left_out() -> None:
    assert terms_of("a chronic autoimmune disease of the liver") == (
        "autoimmune", "chronic", "~liver",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("people under the age of 20", (0, 20)),
        ("the third and fourth decades", (20, 40)),
        ("15 to 29 years", (15, 29)),
        ("children", (0, 17)),
        ("adults over 65", (65, 120)),
        ("women", None),
    ],
)
def test_ages(words: str, ages: tuple[int, int] | None) -> None:
    assert ages_of(words) == ages


@pytest.mark.parametrize(
    ("words", "often"),
    [
        ("three times a week", "3/week"),
        ("twice weekly", "2/week"),
        ("once a day", "1/day"),
        ("regular visits", ""),
    ],
)
def test_frequencies(words: str, often: str) -> None:
    assert frequency_in(words) == often


def test_a_country_is_no_pronoun() -> None:
    assert places_in("death among US men") == {"america"}
    assert places_in("it told us of deaths") == frozenset()


def test_every_exclusive_term_is_a_facet_with_words_to_search() -> None:
    for group in EXCLUSIVE:
        assert group <= set(FACETS)
    for name in FACETS:
        assert search_words(name)


def test_a_stem_finds_its_forms() -> None:
    assert has_term("~liver", "diseases of the LIVER")
    assert not has_term("~liver", "delivery")
