"""The encoder reads the same of equal pairs, whatever is read beside them and on any threads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader_samples import encoder_folder

onnxruntime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")

from sceptic.readers.encoder import LONGEST, Encoder, joined  # noqa: E402

QUESTION = "Does zinc shorten the common cold?"
TEXTS = (
    "Zinc shortened the common cold.",
    "Zinc did not shorten the common cold.",
    "We enrolled 40 adults.",
    "Whether zinc helps remains unclear; β-carotene was not tested. " * 12,
    "",
)
PAIRS = [(QUESTION, text) for text in TEXTS]
_opened: dict[int, Encoder] = {}


def reader(threads: int = 1) -> Encoder:
    if threads not in _opened:
        _opened[threads] = Encoder.load(encoder_folder(), threads)
    return _opened[threads]


def test_seven_figures_a_pair_in_order() -> None:
    rows = reader().logits(PAIRS)
    assert [len(row) for row in rows] == [7] * len(PAIRS)
    assert rows[0][0] > rows[0][1]
    assert rows[1][1] > rows[1][0]
    assert reader().logits([]) == []


def test_readings_are_chances() -> None:
    readings = reader().readings(PAIRS[:2])
    assert readings[0].lean > 0 > readings[1].lean
    assert all(sum(r.chances) == pytest.approx(1, abs=1e-3) for r in readings)


def test_two_threads_and_a_new_session_read_the_same() -> None:
    rows = reader().logits(PAIRS)
    assert reader(2).logits(PAIRS) == rows
    assert Encoder.load(encoder_folder(), 1).logits(PAIRS) == rows


_alone: dict[tuple[str, str], list[float]] = {}


@settings(max_examples=5)
@given(st.permutations(PAIRS))
def test_order_and_neighbours_change_nothing(order: list[tuple[str, str]]) -> None:
    if not _alone:
        _alone.update((pair, reader().logits([pair])[0]) for pair in PAIRS)
    assert reader(2).logits(order) == [_alone[pair] for pair in order]


@settings(max_examples=15)
@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_is_read_alike_twice(question: str, text: str) -> None:
    first, second = reader(2).logits([(question, text)] * 2)
    assert first == second


def test_half_a_character_is_no_obstacle() -> None:
    assert len(reader().logits([("Does \ud800 help?", "It \udfff helps.")])[0]) == 7


def test_capitals_do_not_matter() -> None:
    lower, upper = reader().logits([(QUESTION, TEXTS[0].lower()), (QUESTION, TEXTS[0].upper())])
    assert lower == upper


@given(st.lists(st.integers(1000, 2000), max_size=300), st.lists(st.integers(1000, 2000)))
def test_a_pair_is_cut_to_the_longest(first: list[int], second: list[int]) -> None:
    ids, types = joined(first, second)
    assert len(ids) == len(types) == min(LONGEST, len(ids))
    assert ids.count(102) == 2
    assert sum(types) == len(ids) - ids.index(102) - 1


def test_the_shorter_side_is_kept_whole() -> None:
    ids, types = joined([5] * 10, [6] * 500)
    assert ids[1:11] == [5] * 10
    assert len(ids) == LONGEST
    assert types[:12] == [0] * 12


def test_the_voter_names_its_weights() -> None:
    assert reader().voters == (f"encoder ({reader().digest})",)
    assert len(reader().digest) == 16
