"""Who votes second: the encoder where it can be had, else the linear reader, and it is said."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from sceptic.appraisal.classifiers import Affirmer
from sceptic.config import READERS
from sceptic.errors import ModelError, ReaderMissingError
from sceptic.readers.choice import CHOICES, encoder_digest, encoder_reader, second_voter
from sceptic.readers.weights import ENCODER
from tests.reader_samples import encoder_folder, write_weights

PAIR = ("Does zinc help colds?", "Zinc did not shorten colds.")


def test_the_setting_offers_what_can_be_chosen() -> None:
    assert READERS == CHOICES


def test_the_linear_reader_alone(tmp_path: Path) -> None:
    reader = second_voter("linear", tmp_path)
    assert reader.voters == ("linear reader",)
    assert reader.readings([PAIR]) == Affirmer().readings([PAIR])


def test_without_weights_the_linear_reader_votes_and_it_is_said(tmp_path: Path) -> None:
    reader = second_voter("auto", tmp_path)
    before = reader.voters
    assert reader.readings([PAIR]) == Affirmer().readings([PAIR])
    assert reader.voters == before
    assert before == ("linear reader", "no encoder (the encoder's weights are missing)")


def test_without_the_library_the_linear_reader_votes_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(name: str) -> ModuleSpec | None:
        return None if name == "onnxruntime" else ModuleSpec(name, None)

    monkeypatch.setattr("sceptic.readers.choice.util.find_spec", found)
    write_weights(tmp_path)
    reader = second_voter("auto", tmp_path)
    assert reader.readings([PAIR]) == Affirmer().readings([PAIR])
    assert reader.voters == ("linear reader", "no encoder (onnxruntime is not installed)")
    with pytest.raises(ReaderMissingError) as caught:
        second_voter("encoder", tmp_path)
    assert caught.value.error_code == "S502"
    assert "pip install" in caught.value.hint


def test_weights_that_no_library_can_load(tmp_path: Path) -> None:
    encoder_folder()
    write_weights(tmp_path)
    auto = second_voter("auto", tmp_path)
    assert auto.voters == ("linear reader", f"encoder ({encoder_digest(tmp_path)})")
    assert auto.readings([PAIR]) == Affirmer().readings([PAIR])
    assert auto.voters[1].startswith("no encoder (onnxruntime cannot load the encoder")
    wanted = second_voter("encoder", tmp_path)
    with pytest.raises(ModelError, match="cannot load"):
        wanted.readings([PAIR])


def test_weights_that_were_changed(tmp_path: Path) -> None:
    encoder_folder()
    (write_weights(tmp_path) / ENCODER).write_bytes(b"other")
    reader = second_voter("auto", tmp_path)
    assert reader.readings([PAIR]) == Affirmer().readings([PAIR])
    assert "damaged" in reader.voters[1]


def test_nothing_is_opened_where_nothing_is_read(tmp_path: Path) -> None:
    reader = second_voter("auto", write_weights(tmp_path))
    assert reader.readings([]) == ()
    assert "_reader" not in vars(reader)


def test_an_encoder_that_is_asked_for_by_name_and_missing(tmp_path: Path) -> None:
    with pytest.raises(ReaderMissingError, match="missing"):
        second_voter("encoder", tmp_path)
    with pytest.raises(ReaderMissingError):
        encoder_reader(tmp_path)


def test_encoder_and_linear_reader_together() -> None:
    reader = second_voter("encoder", encoder_folder())
    (reading,) = reader.readings([PAIR])
    assert reading.lean < -0.5
    assert sum(reading.chances) == pytest.approx(1, abs=1e-3)
    assert [v.reader for v in reading.votes] == list(reader.voters)
    assert reader.voters[1] == f"encoder ({encoder_digest(encoder_folder())})"
