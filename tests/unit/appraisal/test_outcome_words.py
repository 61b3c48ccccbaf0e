from __future__ import annotations

import pytest

from sceptic.appraisal.outcome_words import glossary_of, matched, vocabulary_of, wanted_of

TEXTS = [
    "Body mass index (BMI) was measured.",
    "Pain on a visual analogue scale (VAS) at rest.",
    "Pain on movement.",
    "Pain at night.",
]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("moderate to vigorous physical activity (MVPA)", "mvpa", "vigorous"),
        ("the visual analogue scale (VAS)", "vas", "analogue"),
        ("fat (a body mass index [BMI])", "bmi", "mass"),
    ],
)
def test_abbreviations_are_spelt_out(text: str, short: str, long: str) -> None:
    assert long in glossary_of([text])[short]


def test_words_in_brackets_that_do_not_abbreviate_are_left() -> None:
    assert glossary_of(["the patients were followed (Table)", "in women (Japan)"]) == {}


def test_an_outcome_is_found_under_its_abbreviation_and_the_other_way_round() -> None:
    vocabulary = vocabulary_of(TEXTS, glossary_of(TEXTS))
    assert matched("BMI", wanted_of(("body mass index",), vocabulary)).recall > 0.9
    assert matched("Body mass index", wanted_of(("BMI",), vocabulary)).recall > 0.9


def test_rare_words_weigh_more_than_those_of_every_row() -> None:
    wanted = wanted_of(("pain at night",), vocabulary_of(TEXTS, {}))
    assert matched("night", wanted).recall > matched("pain", wanted).recall
    assert matched("", wanted).recall == 0
