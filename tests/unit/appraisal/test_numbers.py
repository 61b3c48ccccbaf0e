"""Counts in digits and in words."""

from __future__ import annotations

import pytest

from sceptic.appraisal.numbers import counts_in, holds_one_of, lowered, sizes_in, value_of_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one hundred and thirty-four", 134),
        ("One thousand ninety-nine", 1099),
        ("forty two", 42),
        ("hundred", 100),
        ("three-hundred-and-six", 306),
        ("fifty‐eight", 58),
        ("two thousand", 2000),
        ("twenty thirty", None),
        ("several", None),
    ],
)
def test_words_are_numbers(words: str, value: int | None) -> None:
    assert value_of_words(words) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234 people", [1234]),
        ("2\u2009345 people and 33\u2008146 more", [2345, 33146]),
        ("45.3% of 12 people", [12]),
        ("p = 0.05 and 95% CI 1.2 to 3.4", []),
        ("aged 40-75 years", []),
        ("in group b12 and 7mg", []),
        ("0307 was the study's name", []),
    ],
)
def test_digits_that_may_count(text: str, values: list[int]) -> None:
    assert [c.value for c in counts_in(text)] == values


def test_spans_point_at_the_number() -> None:
    text = lowered("In all, One Hundred and Two women and 1,050 men")
    found = {c.value: text[c.start : c.end] for c in counts_in(text)}
    assert found == {1050: "1,050", 102: "one hundred and two"}


def test_sizes() -> None:
    text = "Placebo (n = 1,203) or drug (N=98)"
    assert [(s.value, text[s.start : s.end]) for s in sizes_in(text)] == [
        (1203, "1,203"),
        (98, "98"),
    ]


def test_an_endless_run_of_figures_is_no_count() -> None:
    endless = "1" * 5_000
    assert [c.value for c in counts_in(f"{endless} and 40 patients")] == [40]
    assert [c.value for c in sizes_in(f"n = {endless}, n = 40")] == [40]


def test_lowering_keeps_the_length() -> None:
    text = "İstanbul: 12 Women"
    assert len(lowered(text)) == len(text)


def test_a_cheap_look_finds_words_anywhere() -> None:
    assert holds_one_of("a randomised trial", ("blind", "random"))
    assert not holds_one_of("a cohort", ("blind", "random"))
    assert not holds_one_of("a cohort", ())
