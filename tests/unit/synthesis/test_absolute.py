"""Newcombe's own examples (PMID 9595617, method 10)."""

from __future__ import annotations

import pytest

from sceptic.domain.evidence import ArmResult
from sceptic.synthesis.absolute import absolute_difference
from sceptic.synthesis.study_words import arm_words


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe(first: tuple[int, int], second: tuple[int, int], low: float, high: float) -> None:
    arms = [ArmResult(events=events, total=total) for events, total in (first, second)]
    found = absolute_difference(*arms)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0001)
    assert (found.needed is None) == (low <= 0 <= high)


@pytest.mark.parametrize(
    "arm", [ArmResult(percent=5.0, total=20), ArmResult(events=3), ArmResult(events=5, total=4)]
)
def test_no_risk_without_events_and_people(arm: ArmResult) -> None:
    assert absolute_difference(arm, ArmResult(events=1, total=10)) is None
    assert arm_words((arm, ArmResult(events=1, total=10))) == ""


def test_words_name_the_arms_and_the_number_needed() -> None:
    words = arm_words((ArmResult(events=48, total=80), ArmResult(events=56, total=70)))
    assert words == (
        ", 48 of 80 against 56 of 70: 20.0 percentage points fewer (-33.4 to -5.2), "
        "one fewer for every 5 people"
    )
    assert arm_words(()) == ""
    equal = ArmResult(events=3, total=10)
    assert "needed" not in arm_words((equal, equal))
