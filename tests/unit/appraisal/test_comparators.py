"""The equal of another treatment is not the equal of nothing."""

from __future__ import annotations

import pytest

from sceptic.appraisal.comparators import PASSIVE_COMPARATOR, equals_another, is_equal_to_active
from sceptic.domain.evidence import Direction, Finding, Rationale


@pytest.mark.parametrize(
    ("text", "equal"),
    [
        ("Drops were as effective as a balm.", True),
        ("Drops were equivalent to a balm in easing pain.", True),
        ("There was no difference between drops and a balm.", True),
        ("Drops were not superior to a balm.", True),
        ("Both treatments were equally effective.", True),
        ("There was no difference between drops and placebo.", False),
        ("Drops were no better than no treatment.", False),
        ("Drops did not reduce pain.", False),
        ("There was no difference between the groups.", False),
        ("Pain was similar in the drops and control groups.", False),
    ],
)
def test_equal_to_whom(text: str, equal: bool) -> None:
    assert equals_another(text) is equal


@pytest.mark.parametrize(
    ("comparator", "passive"),
    [
        ("placebo", True), ("a control group", True), ("no treatment", True), ("no drops", True),
        ("a balm on pain control", False), ("a balm", False), ("a balm with no effect", False),
    ],
)  # fmt: skip
def test_what_does_nothing(comparator: str, passive: bool) -> None:
    assert bool(PASSIVE_COMPARATOR.search(comparator)) is passive


def test_equality_with_another_beside_placebo_tells_nothing() -> None:
    said = (Rationale("abstract", 0, 5, "Drops were as effective as a balm."),)
    found = Finding(Direction.NO_DIFFERENCE, comparator="a balm and placebo", rationale=said)
    assert is_equal_to_active(found)
    plain = (Rationale("abstract", 0, 5, "Drops did not reduce pain."),)
    assert not is_equal_to_active(
        Finding(Direction.NO_DIFFERENCE, comparator="placebo", rationale=plain)
    )
