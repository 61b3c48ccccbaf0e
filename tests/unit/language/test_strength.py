"""How strongly a sentence claims. All sentences are made up."""

from __future__ import annotations

import pytest

from sceptic.language.strength import Strength, strength_of


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Zinc reduced the number of colds.", Strength.CAUSAL),
        ("Zinc did not prevent colds.", Strength.CAUSAL),
        ("Zinc may prevent colds in children.", Strength.CONDITIONAL),
        ("Zinc could be an important target for therapy.", Strength.CONDITIONAL),
        ("Low zinc was associated with more colds.", Strength.CORRELATIONAL),
        ("Patients with low zinc had an increased risk of colds.", Strength.CORRELATIONAL),
        ("Zinc was higher in men than in women.", Strength.CORRELATIONAL),
        ("Further studies of zinc are needed.", Strength.NONE),
        ("Colds were common in all schools.", Strength.NONE),
        ("", Strength.NONE),
    ],
)
def test_strength(sentence: str, strength: Strength) -> None:
    assert strength_of(sentence) is strength


def test_a_line_break_changes_nothing() -> None:
    assert strength_of("Zinc was\n associated  with colds.") is Strength.CORRELATIONAL
