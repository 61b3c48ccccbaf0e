"""The encoder is put into the package whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader_samples import encoder_folder, write_weights

pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")

from sceptic.readers.weights import ENCODER, provenance_in, shipped_folder, weights_in
from training.shipping import shipped

MADE = {"made": "2026-01-01", "command": "none", "body": "none", "data": []}


def test_what_was_written_is_whole(tmp_path: Path) -> None:
    work = encoder_folder()
    digest = weights_in(work).digest
    assert shipped(work, tmp_path, {**MADE, "digest": digest}).digest == digest
    told = provenance_in(tmp_path)
    assert told.words
    assert told.size == sum(p.stat().st_size for p in tmp_path.glob("*.onnx"))


def test_other_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not aaaa"):
        shipped(write_weights(tmp_path), tmp_path, {**MADE, "digest": "aaaa"})


def test_the_shipped_encoder_tells_all_its_digests() -> None:
    folder = shipped_folder()
    if not (folder / ENCODER).is_file():
        pytest.skip("the encoder's weights are not here")
    told = provenance_in(folder)
    assert told.words
    assert told.size < 30_000_000
    assert weights_in(folder).digest == told.digest
