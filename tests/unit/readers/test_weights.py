"""The encoder's files: what is missing, cut short or changed is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from sceptic.errors import ModelError, ReaderMissingError
from sceptic.readers.weights import ENCODER, PROVENANCE, WORDS, digest_of, provenance_in, weights_in
from tests.reader_samples import write_weights


def test_whole_files_are_read(tmp_path: Path) -> None:
    read = weights_in(write_weights(tmp_path))
    assert (read.encoder, read.words, read.digest) == (b"graph", b"words", digest_of(b"graph"))


@pytest.mark.parametrize("name", [ENCODER, WORDS, PROVENANCE])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    (write_weights(tmp_path) / name).unlink()
    with pytest.raises(ReaderMissingError, match="missing"):
        provenance_in(tmp_path)


@pytest.mark.parametrize("name", [ENCODER, WORDS])
def test_a_file_that_was_cut_is_seen_by_its_size(tmp_path: Path, name: str) -> None:
    file = write_weights(tmp_path) / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ModelError, match="9 bytes, not 10"):
        provenance_in(tmp_path)


@pytest.mark.parametrize("name", [ENCODER, WORDS])
def test_a_file_that_was_changed_is_seen_when_it_is_read(tmp_path: Path, name: str) -> None:
    file = write_weights(tmp_path) / name
    file.write_bytes(b"x" * len(file.read_bytes()))
    provenance_in(tmp_path)
    with pytest.raises(ModelError, match="damaged"):
        weights_in(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[]", b"\xff\x00"])
def test_a_provenance_that_is_none(tmp_path: Path, content: bytes) -> None:
    (write_weights(tmp_path) / PROVENANCE).write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read"):
        weights_in(tmp_path)
