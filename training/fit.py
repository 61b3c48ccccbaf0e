"""Fitting: binary features -> multinomial logistic regression -> whole-number weights in JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from sceptic.appraisal.linear import FORMAT, LinearModel, Provenance, as_file

MODELS = Path(__file__).resolve().parent.parent / "src" / "sceptic" / "data" / "models"
REFERENCES = Path(__file__).resolve().parent / "models"
"""Models that only the evals use: no part of the program reads what they read."""
SCALE = 0.01
"""Weights are rounded to hundredths: small files, no loss that can be measured."""


def parser_of(doc: str | None, out: Path | None = MODELS) -> argparse.ArgumentParser:
    """What every command that makes weights is asked: where the sets lie and where to write."""
    parser = argparse.ArgumentParser(description=doc)
    data = os.environ.get("SCEPTIC_DATA")
    parser.add_argument("--data", type=Path, required=data is None,
                        default=Path(data) if data else None,
                        help="folder of the data sets (else SCEPTIC_DATA)")  # fmt: skip
    parser.add_argument("--out", type=Path, default=out,
                        help="folder that the weights are written into")  # fmt: skip
    return parser


def fitted(  # noqa: PLR0913 - the settings of one fit, each by its name
    name: str,
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    classes: Sequence[str],
    *,
    c: float = 1.0,
    min_count: int = 2,
    keep: int = 0,
    balanced: bool = False,
    weights: Sequence[float] | None = None,
) -> LinearModel:
    """Fit and round. ``keep`` > 0 keeps that many features with the largest weights and refits.

    ``balanced`` weighs the classes as if they were equally frequent; ``weights`` says how much
    each row counts.
    """
    counts = Counter(f for row in rows for f in set(row))
    known = sorted(f for f, n in counts.items() if n >= min_count)
    fit = partial(_fit, rows, labels, classes, c=c, balanced=balanced, weights=weights)
    coefficients, bias = fit(known)
    if 0 < keep < len(known):
        strength = np.abs(coefficients).max(axis=0)
        # Stable: by strength, then by name.
        order = sorted(range(len(known)), key=lambda i: (-strength[i], known[i]))[:keep]
        known = sorted(known[i] for i in order)
        coefficients, bias = fit(known)
    whole = np.rint(coefficients / SCALE).astype(int)
    table = {
        feature: [int(x) for x in whole[:, i]]
        for i, feature in enumerate(known)
        if whole[:, i].any()
    }
    return LinearModel(
        format=FORMAT,
        name=name,
        provenance=Provenance(made="", command="", data=[], metrics={}),
        classes=list(classes),
        bias=[round(float(b), 4) for b in bias],
        scale=SCALE,
        weights=table,
    )


def _fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    classes: Sequence[str],
    known: Sequence[str],
    *,
    c: float,
    balanced: bool,
    weights: Sequence[float] | None,
) -> tuple[np.ndarray, np.ndarray]:
    index = {f: i for i, f in enumerate(known)}
    indices, indptr = [], [0]
    for row in rows:
        indices.extend(sorted({index[f] for f in row if f in index}))
        indptr.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), len(known)))
    order = {label: i for i, label in enumerate(classes)}
    y = np.array([order[label] for label in labels])
    model = LogisticRegression(
        C=c, max_iter=400, tol=1e-5, class_weight="balanced" if balanced else None
    )
    # One thread: two add up in another order, and the last digits move.
    with threadpool_limits(limits=1):
        model.fit(matrix, y, sample_weight=None if weights is None else np.asarray(weights))
    coefficients, bias = model.coef_, model.intercept_
    if len(classes) == 2:
        coefficients = np.vstack([-coefficients[0] / 2, coefficients[0] / 2])
        bias = np.array([-bias[0] / 2, bias[0] / 2])
    return coefficients, bias


def written(made: LinearModel, folder: Path = MODELS) -> Path:
    """Write the model, by default where it ships."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{made.name}.json"
    path.write_bytes(as_file(made))
    return path


def reference_model(name: str) -> LinearModel:
    """A model of the evals."""
    return msgspec.json.decode((REFERENCES / f"{name}.json").read_bytes(), type=LinearModel)


def today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()
