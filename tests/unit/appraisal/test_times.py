from __future__ import annotations

import pytest

from sceptic.appraisal.times import times_in


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("at 12 weeks", {2016}),
        ("Week 12", {2016}),
        ("24h", {24}),
        ("six months", {4380}),
        ("the second day", {48}),
        ("day 1 and day 7", {24, 168}),
        ("3 mg/day, 5 m", set()),
    ],
)
def test_times(text: str, hours: set[int]) -> None:
    assert times_in(text) == hours
