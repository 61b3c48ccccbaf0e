"""The second reader: how pairs are joined, when there is none, and that readings stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.appraisal import classifiers
from sceptic.appraisal.classifiers import LONGEST, Reader, Reading, joined, open_reader
from sceptic.errors import ModelError

_TOKENS = st.lists(st.integers(1000, 2000), max_size=200)


@pytest.fixture(autouse=True)
def _forgets() -> Iterator[None]:
    open_reader.cache_clear()
    yield
    open_reader.cache_clear()


@pytest.fixture
def reader() -> Reader:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("onnxruntime_extensions")
    made = open_reader()
    assert made is not None
    return made


@given(_TOKENS, _TOKENS)
def test_a_pair_fits_and_keeps_its_marks(first: list[int], second: list[int]) -> None:
    ids, types = joined(first, second)
    assert len(ids) == len(types) == min(LONGEST, 3 + len(first) + len(second))
    assert (ids[0], ids[-1]) == (101, 102)
    assert ids.count(102) == 2
    assert types == sorted(types)


def test_the_longer_text_is_cut() -> None:
    short, long = [1001] * 10, [1002] * 300
    for pair in ((short, long), (long, short)):
        ids, _ = joined(*pair)
        assert ids.count(1001) == 10


@pytest.mark.parametrize("missing", ["onnxruntime", "onnxruntime_extensions"])
def test_without_its_libraries_there_is_none(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == missing else found(name))
    assert open_reader() is None


def test_without_its_weights_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _name: object())
    monkeypatch.setattr(classifiers, "WEIGHTS", "no such file")
    assert open_reader() is None


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("onnxruntime_extensions")
    file = tmp_path / "reader.onnx"
    file.write_bytes(b"none")
    with pytest.raises(ModelError, match="damaged"):
        Reader(file, file, "0").readings([("Zinc helps.", "Zinc helped.")])


def test_a_reading_does_not_hang_on_its_company(reader: Reader) -> None:
    pair = ("Does zinc shorten colds?", "Zinc shortened colds by two days.")
    other = ("Does zinc shorten colds?", "Prices of heat pumps fell in winter. " * 20)
    assert reader.readings([pair, other])[0] == reader.readings([other, pair])[1]


def test_denial_turns_a_reading(reader: Reader) -> None:
    question = "Does zinc reduce the duration of colds?"
    yes, no, off = reader.readings(
        [
            (question, "Zinc significantly reduced the duration of colds."),
            (question, "Zinc did not reduce the duration of colds."),
            (question, "Heat pumps use less power than boilers."),
        ]
    )
    assert sum(yes) == pytest.approx(1, abs=0.003)
    assert yes.lean > 0 > no.lean
    assert off.silent > max(yes.silent, no.silent)


def test_lean() -> None:
    assert Reading(0.5, 0.25, 0.15, 0.1).lean == pytest.approx(0.25)
