"""A study in words: what its figures may be printed beside."""

from __future__ import annotations

import pytest

from sceptic.domain.evidence import Direction, Effect, Finding
from sceptic.synthesis.study_words import told_effect


@pytest.mark.parametrize(
    ("text", "direction", "is_told"),
    [
        ("p = 0.159", Direction.BETTER, False),
        ("P = .94", Direction.NO_DIFFERENCE, True),
        ("p = 0.0003", Direction.NO_DIFFERENCE, False),
        ("p<0.001", Direction.WORSE, True),
        ("p > 0.05", Direction.WORSE, False),
        ("p = 0.159", Direction.UNCLEAR, True),
        ("3% v 2.4%, p = 0.2", Direction.BETTER, True),
    ],
)
def test_a_lone_p_value_stands_only_beside_what_it_says(
    text: str, direction: Direction, is_told: bool
) -> None:
    told = told_effect(Finding(direction, effect=Effect("P", text=text)))
    assert (told is not None) == is_told


def test_an_effect_with_its_value_is_always_told() -> None:
    effect = Effect("RR", 0.9, 0.7, 1.2, p_value="= 0.4")
    assert told_effect(Finding(Direction.BETTER, effect=effect)) is effect


def test_no_finding_has_no_effect() -> None:
    assert told_effect(None) is None
