"""The second reader: a small trained encoder that sets a statement against a text.

Optional. Its weights (8 bits, about 23 MB) lie in the package, onnxruntime and the library that
cuts words are an extra: ``pip install sceptic[reader]``. This is the only file that imports them.
Without them ``open_reader`` gives ``None`` and rules judge alone.

Each pair is read by itself: activations are scaled as they come, so in company a reading would
depend on its neighbours. Figures are rounded, so that one machine gives the same bytes each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, lru_cache
from importlib import resources, util
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, Protocol

import msgspec

from sceptic.appraisal.linear import softmax
from sceptic.errors import ModelError

WEIGHTS, WORDS, CARD = "reader.onnx", "reader_words.onnx", "reader.json"
LONGEST = 128
"""Tokens of a pair that are read, marks included."""
_NEEDED = ("onnxruntime", "onnxruntime_extensions")
_START, _END = 101, 102
_THREADS = 2
_PLACES = 3


class Reading(NamedTuple):
    """What a text says of a statement or yes/no question: probabilities, sum about 1."""

    supports: float
    contradicts: float
    unclear: float
    silent: float

    @property
    def lean(self) -> float:
        """From -1, against, to 1, for the statement."""
        return self.supports - self.contradicts


class Classifier(Protocol):
    """Reads pairs of (statement, text); ``digest`` names its weights."""

    @property
    def digest(self) -> str: ...
    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]: ...


class Reader:
    """The shipped encoder. Made by ``open_reader``; the weights are loaded at the first reading."""

    def __init__(self, weights: Traversable, words: Traversable, digest: str) -> None:
        self.digest = digest
        self._files = (weights, words)
        self._logits = lru_cache(maxsize=4096)(self._run)

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        """One reading a pair, in their order.

        Raises:
            ModelError: onnxruntime cannot load the weights.
        """
        return tuple(
            Reading(*(round(p, _PLACES) for p in softmax(logits[:4])))
            for logits in self.logits(pairs)
        )

    def logits(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[float, ...], ...]:
        """Four logits of the stance, then three of the change (higher, none, lower), a pair."""
        _ = self._sessions  # loaded here, not by two threads at once
        with ThreadPoolExecutor(_THREADS) as threads:
            return tuple(threads.map(lambda pair: self._logits(*pair), pairs))

    @cached_property
    def _sessions(self) -> tuple[Any, Any]:
        return _session(self._files[0]), _session(self._files[1])

    def _run(self, statement: str, text: str) -> tuple[float, ...]:
        import numpy as np  # noqa: PLC0415 - comes with onnxruntime

        encoder, words = self._sessions
        first, second = (
            [int(i) for i in words.run(["ids"], {"text": np.array([t.lower()], dtype=object)})[0]]
            for t in (statement, text)
        )
        ids, types = joined(first[1:-1], second[1:-1])
        told = {
            "ids": np.array([ids], dtype=np.int64),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "types": np.array([types], dtype=np.int64),
        }
        return tuple(round(float(x), _PLACES) for x in encoder.run(["logits"], told)[0][0])


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


def _session(file: Traversable) -> Any:
    import onnxruntime  # noqa: PLC0415 - heavy and optional
    from onnxruntime_extensions import get_library_path  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.register_custom_ops_library(get_library_path())
    try:
        return onnxruntime.InferenceSession(
            file.read_bytes(), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # its errors share no base but this one
        raise ModelError("the second reader is damaged", hint="reinstall sceptic") from error


@cache
def open_reader() -> Reader | None:
    """The shipped encoder, ``None`` where onnxruntime or the weights are not installed."""
    if any(util.find_spec(name) is None for name in _NEEDED):
        return None
    folder = resources.files("sceptic").joinpath("data", "models")
    files = [folder.joinpath(name) for name in (WEIGHTS, WORDS, CARD)]
    if not all(file.is_file() for file in files):
        return None
    card = msgspec.json.decode(files[2].read_bytes(), type=_Card)
    return Reader(files[0], files[1], card.digest)


class _Card(msgspec.Struct):
    digest: str
