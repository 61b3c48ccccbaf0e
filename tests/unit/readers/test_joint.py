"""Two readers as one: chances multiplied, each one's own kept."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.appraisal.classifiers import Reading
from sceptic.readers.joint import Joint, multiplied

chances = st.lists(st.floats(0, 1), min_size=3, max_size=3)


class Says:
    def __init__(self, name: str, reading: Reading) -> None:
        self.voters: tuple[str, ...] = (name,)
        self._reading = reading

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        return (self._reading,) * len(pairs)


def test_what_both_say_is_surer_and_what_they_contest_is_open() -> None:
    yes, no = Reading(0.8, 0.1, 0.1), Reading(0.1, 0.8, 0.1)
    (both,) = Joint(Says("encoder", yes), Says("linear", yes)).readings([("q", "t")])
    (torn,) = Joint(Says("encoder", yes), Says("linear", no)).readings([("q", "t")])
    assert both.lean > yes.lean
    assert torn.lean == pytest.approx(0, abs=0.01)
    assert [(v.reader, v.supports) for v in torn.votes] == [("linear", 0.1), ("encoder", 0.8)]


@given(chances, chances)
def test_chances_stay_chances(one: list[float], two: list[float]) -> None:
    assert sum(multiplied(one, two)) == pytest.approx(1)


def test_no_pair_no_reading() -> None:
    reader = Joint(Says("encoder", Reading(1, 0, 0)), Says("linear", Reading(1, 0, 0)))
    assert reader.readings([]) == ()
    assert reader.voters == ("linear", "encoder")
