"""The encoder as onnxruntime runs it: a statement or question against a text, in 8 bits.

Equal pairs give equal figures on one machine, whatever is read beside them and on however many
threads: each pair is read by itself (activations are scaled as they come, so in company a reading
would hang on its neighbours), by one thread, through a graph that the library leaves as it was
made; figures are rounded. Words are cut by a graph of their own (``onnxruntime-extensions``), after
letters were made small in Python.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnxruntime_extensions import get_library_path

from sceptic.appraisal.classifiers import Reading, rounded
from sceptic.appraisal.linear import softmax
from sceptic.errors import ModelError
from sceptic.readers.excerpt import nearest
from sceptic.readers.weights import Weights, weights_in

LONGEST = 128
"""Tokens of a pair that are read, marks included."""
LONGEST_VOTE = 64
"""Tokens that are read for a vote on a conclusion."""
MOST_THREADS = 2
STANCES = ("supports", "contradicts", "unclear", "silent")
CHANGES = ("higher", "none", "lower")
_START, _END = 101, 102
_PLACES = 3
_ERRORS = 3
"""Of onnxruntime's severities: warnings do not reach a user's terminal."""


class Encoder:
    """Reads pairs of (statement or question, text). Loading takes about a third of a second."""

    def __init__(self, weights: Weights, threads: int = 0) -> None:
        """Load both graphs.

        Args:
            threads: 0 for as many as there are processors, 2 at most.

        Raises:
            ModelError: onnxruntime cannot load them.
        """
        self.digest = weights.digest
        self._encoder, self._words = _session(weights.encoder), _session(weights.words)
        self._threads = threads or min(MOST_THREADS, _processors())

    @classmethod
    def load(cls, folder: Path, threads: int = 0) -> Encoder:
        """The encoder whose files lie in a folder.

        Raises:
            ReaderMissingError: a file is not there.
            ModelError: one is damaged.
        """
        return cls(weights_in(folder), threads)

    @property
    def voters(self) -> tuple[str, ...]:
        return (f"encoder ({self.digest})",)

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        """Chances of supports, contradicts and unclear, given that the text is not silent; of a
        longer text its sentences nearest to the question are read."""
        cut = [(question, nearest(question, text)) for question, text in pairs]
        return tuple(rounded(softmax(row[:3])) for row in self.logits(cut, LONGEST_VOTE))

    def logits(self, pairs: Sequence[tuple[str, str]], longest: int = LONGEST) -> list[list[float]]:
        """Seven figures a pair, in the pairs' order: ``STANCES``, then ``CHANGES`` (what became of
        the quantity); rounded to three places. At most ``longest`` tokens of a pair are read."""
        read = partial(self._read, longest=longest)
        if self._threads == 1 or len(pairs) < 2:
            return [read(pair) for pair in pairs]
        with ThreadPoolExecutor(self._threads) as threads:
            return list(threads.map(read, pairs))

    def _read(self, pair: tuple[str, str], longest: int) -> list[float]:
        first, second = (self._cut(text)[1:-1] for text in pair)
        ids, types = joined(first, second, longest)
        told = {
            "ids": np.array([ids], dtype=np.int64),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "types": np.array([types], dtype=np.int64),
        }
        return [round(float(x), _PLACES) for x in self._encoder.run(["logits"], told)[0][0]]

    def _cut(self, text: str) -> list[int]:
        whole = text.lower().encode(errors="replace").decode()  # halves of characters are none
        words = np.array([whole], dtype=object)
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


def _session(graph: bytes) -> Any:
    """One thread and no rewriting of the graph: that gains no time here and moves last digits."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = _ERRORS
    options.register_custom_ops_library(get_library_path())
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its exceptions have no class in common but this one
        raise ModelError(
            f"onnxruntime cannot load the encoder: {error}", hint="set readers to linear"
        ) from error


def _processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
