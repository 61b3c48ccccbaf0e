"""Small linear models: binary features, weights from the package's data, plain Python."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from sceptic.errors import ModelError


class Provenance(msgspec.Struct, frozen=True):
    """What a model was made from: sets by public name, licence, n, digest; date; metrics."""

    made: str
    command: str
    data: list[dict[str, str | int]]
    metrics: dict[str, float]
    note: str = ""


class LinearModel(msgspec.Struct, frozen=True):
    """Multinomial logistic regression over binary features.

    ``weights[feature]`` holds one whole number per class; ``scale`` turns it into a weight.
    ``transitions[a][b]`` and ``start[a]`` are log probabilities for sequences, else empty.
    """

    format: int
    name: str
    provenance: Provenance
    classes: list[str]
    bias: list[float]
    scale: float
    weights: dict[str, list[int]]
    transitions: list[list[float]] = []
    start: list[float] = []

    def logits(self, features: Iterable[str]) -> list[float]:
        """Sum of the weights of the features present, one figure per class."""
        rows = list(filter(None, map(self.weights.get, features)))
        scale = self.scale
        if not rows:
            return list(self.bias)
        return [
            b + scale * s for b, s in zip(self.bias, map(sum, zip(*rows, strict=True)), strict=True)
        ]

    def log_probabilities(self, features: Iterable[str]) -> list[float]:
        return log_softmax(self.logits(features))

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """One probability per class, sum 1."""
        return softmax(self.logits(features))


def softmax(logits: Sequence[float]) -> list[float]:
    top = max(logits)
    parts = [math.exp(x - top) for x in logits]
    total = sum(parts)
    return [p / total for p in parts]


def log_softmax(logits: Sequence[float]) -> list[float]:
    top = max(logits)
    norm = top + math.log(sum([math.exp(x - top) for x in logits]))
    return [x - norm for x in logits]


FORMAT = 1
_FOLDER = "models"


@cache
def model(name: str) -> LinearModel:
    """The shipped model of that name.

    Raises:
        ModelError: the file is missing, damaged or of another format.

    """
    file = resources.files("sceptic").joinpath("data", _FOLDER, f"{name}.json")
    try:
        loaded = msgspec.json.decode(file.read_bytes(), type=LinearModel)
    except OSError as error:
        raise ModelError(f"the model {name!r} is missing", hint="reinstall sceptic") from error
    except msgspec.MsgspecError as error:
        raise ModelError(f"the model {name!r} is damaged", hint="reinstall sceptic") from error
    if loaded.format != FORMAT:
        raise ModelError(f"the model {name!r} has format {loaded.format}, not {FORMAT}")
    return loaded


def as_file(made: LinearModel) -> bytes:
    """The model as it is shipped: stable key order, one feature a line."""
    fields: Mapping[str, object] = msgspec.to_builtins(made)
    ordered = {**fields, "weights": dict(sorted(made.weights.items()))}
    return msgspec.json.format(msgspec.json.encode(ordered), indent=0) + b"\n"
