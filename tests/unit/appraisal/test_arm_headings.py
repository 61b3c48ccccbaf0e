from __future__ import annotations

import pytest

from sceptic.appraisal.arm_headings import Comparison, comparison_of
from sceptic.appraisal.arms import arms_of
from sceptic.appraisal.outcome_words import glossary_of, vocabulary_of


def compared(first: str, second: str, text: str = "") -> Comparison:
    vocabulary = vocabulary_of([text], glossary_of([text]))
    return comparison_of((first,), (second,), arms_of((first,), (second,), text), vocabulary)


@pytest.mark.parametrize(
    ("first", "second", "one", "two"),
    [
        ("metformin", "placebo", "Metformin (n = 20)", "Placebo (n = 21)"),
        ("massage therapy", "usual care", "Intervention", "Control"),
        ("naproxen 500 mg", "naproxen 250 mg", "Naproxen 500 mg", "Naproxen 250 mg"),
        ("vismodegib plus gemcitabine", "gemcitabine", "GDC + gemcitabine vismodegib",
         "Gemcitabine"),
        ("virtual reality", "physical therapy", "VR group", "PT group"),
        ("no drain", "suction drain", "No drain", "Drain"),
    ],
)  # fmt: skip
def test_each_heading_names_its_own_arm(first: str, second: str, one: str, two: str) -> None:
    signal = compared(first, second).signal
    assert signal(one, 1) > signal(two, 1)
    assert signal(two, 2) > signal(one, 2)


def test_an_abbreviation_is_read_as_the_text_defines_it() -> None:
    text = "Nurses had a corporate-academic cooperation program (CACP) or went on as before."
    signal = compared("corporate-academic cooperation program", "externship", text).signal
    assert signal("CACP group", 1) > 0.5


def test_nothing_said_is_nothing() -> None:
    assert compared("metformin", "placebo").signal("(n = 20)", 1) == 0
