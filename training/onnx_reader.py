"""The encoder as onnxruntime runs it, in 8 or 32 bits: how its figures are taken.

Each pair is read by itself: activations are scaled as they come, so in company a reading would
depend on its neighbours. Words are cut by a graph of their own (``onnxruntime-extensions``).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnxruntime_extensions import get_library_path

LONGEST = 128
"""Tokens of a pair that are read, marks included."""
_START, _END = 101, 102
_PLACES = 3


class OnnxReader:
    """Reads pairs of (statement, text) with the weights of ``encoder.quantised``."""

    def __init__(self, weights: Path, words: Path, threads: int = 2) -> None:
        self._encoder, self._words = _session(weights), _session(words)
        self._threads = threads

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[list[float]]:
        """Four logits of the stance, then three of the change (higher, none, lower), a pair."""
        with ThreadPoolExecutor(self._threads) as threads:
            return list(threads.map(self._read, pairs))

    def _read(self, pair: tuple[str, str]) -> list[float]:
        first, second = (self._cut(text)[1:-1] for text in pair)
        ids, types = joined(first, second)
        told = {
            "ids": np.array([ids], dtype=np.int64),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "types": np.array([types], dtype=np.int64),
        }
        return [round(float(x), _PLACES) for x in self._encoder.run(["logits"], told)[0][0]]

    def _cut(self, text: str) -> list[int]:
        words = np.array([text.lower()], dtype=object)
        return [int(i) for i in self._words.run(["ids"], {"text": words})[0]]


def joined(
    first: Sequence[int], second: Sequence[int], longest: int = LONGEST
) -> tuple[list[int], list[int]]:
    """Token ids and segments of a pair with its marks, the longer text cut first."""
    room = longest - 3
    kept = max(room // 2, room - len(second))
    first = first[:kept]
    second = second[: room - len(first)]
    ids = [_START, *first, _END, *second, _END]
    return ids, [0] * (len(first) + 2) + [1] * (len(second) + 1)


def _session(file: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.register_custom_ops_library(get_library_path())
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
