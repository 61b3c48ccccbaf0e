"""The encoder for tests: its files as they ship, or a folder that SCEPTIC_ENCODER names."""

from __future__ import annotations

import os
from importlib import util
from pathlib import Path

import msgspec
import pytest

from sceptic.readers.choice import LIBRARIES
from sceptic.readers.weights import ENCODER, PROVENANCE, WORDS, digest_of, shipped_folder


def encoder_folder() -> Path:
    """Where the encoder's files lie; the test is skipped where they or their library are not."""
    missing = [name for name in LIBRARIES if util.find_spec(name) is None]
    if missing:
        pytest.skip(f"{missing[0]} is not installed: pip install -e '.[encoder]'")
    folder = Path(os.environ.get("SCEPTIC_ENCODER") or shipped_folder())
    if not (folder / ENCODER).is_file():
        pytest.skip("the encoder's weights are not here")
    return folder


def write_weights(folder: Path, encoder: bytes = b"graph", words: bytes = b"words") -> Path:
    """Files that are whole, though no graphs."""
    (folder / ENCODER).write_bytes(encoder)
    (folder / WORDS).write_bytes(words)
    told = {
        "made": "2026-01-01",
        "command": "python -m nothing",
        "body": "none",
        "digest": digest_of(encoder),
        "words": digest_of(words),
        "size": len(encoder) + len(words),
        "data": [],
    }
    (folder / PROVENANCE).write_bytes(msgspec.json.encode(told))
    return folder
