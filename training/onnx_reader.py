"""The encoder as the product runs it, from files of a work folder: how figures in 8 bits, and in 32
through the same doors, are taken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sceptic.readers.encoder import LONGEST, Encoder, joined
from sceptic.readers.weights import Weights, digest_of


class OnnxReader:
    """Reads pairs of (statement, text) with weights in 8 or 32 bits."""

    def __init__(self, weights: Path, words: Path, threads: int = 2) -> None:
        content = weights.read_bytes()
        self._reader = Encoder(Weights(content, words.read_bytes(), digest_of(content)), threads)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[list[float]]:
        """Four logits of the stance, then three of the change (higher, none, lower), a pair."""
        return self._reader.logits(pairs)


__all__ = ["LONGEST", "OnnxReader", "joined"]
