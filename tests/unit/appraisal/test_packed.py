"""Rows packed into whole numbers and added there are the rows added place by place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sceptic.appraisal.packed import added, packed, unpacked

WEIGHTS = st.integers(min_value=-100_000, max_value=100_000)
ROWS = st.integers(1, 9).flatmap(
    lambda places: st.lists(st.lists(WEIGHTS, min_size=places, max_size=places), min_size=1)
)


@given(ROWS)
def test_sums_are_those_of_the_rows(rows: list[list[int]]) -> None:
    total = sum(map(packed, rows))
    assert unpacked(total, len(rows[0])) == [sum(column) for column in zip(*rows, strict=True)]


def test_what_has_no_row_adds_nothing() -> None:
    rows = {"fell": packed([3, -7]), "rose": packed([-2, 5])}
    assert unpacked(added(rows, ["fell", "stood", "rose"]), 2) == [1, -2]
    assert unpacked(added(rows, []), 2) == [0, 0]
