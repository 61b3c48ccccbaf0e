"""Coefficients of the aggregator: ``python -m training.aggregator --data DIR``.

From MedEvidence: each question is judged on its sources. ``differs`` and ``enough`` learn the
answer of the review; ``holds`` learns it from the claims "X raises O" and "X lowers O". L2 around
the design's own values, bounded signs, strength chosen by nested cross-validation grouped by
review. The 12 contrast claims of the starter are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize

from sceptic.domain.evidence import Change, Evidence, Stance
from sceptic.synthesis.aggregator import (
    DIFFERS_SIGNS,
    ENOUGH_SIGNS,
    HOLDS_SIGNS,
    Aggregator,
    Aggregators,
    amount_features,
    difference_features,
    features,
    logistic,
    shipped_aggregators,
)
from training import datasets
from training.fit import parser_of
from training.medevidence import Item, evidence_on, items_in

FOLDS = 5
STRENGTHS = (0.1, 0.3, 1.0, 3.0)
"""Candidates for the L2 strength; the intercept is free of it."""
FEWEST = 20
"""A coefficient whose figure is not 0 in fewer rows stays at the design's value."""
PRIOR_HOLDS = (-0.6, 3.0, 0.8, -0.6)
"""The design's own values: L2 shrinks towards them, and where nothing can be learned they stay (the
sources of a review's question are trials, not reviews)."""
FILE = "aggregator.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to learn from: what was seen, what was true, and the review it belongs to."""

    values: tuple[float, ...]
    truth: bool
    group: str


@dataclass(frozen=True, slots=True)
class Task:
    """One model: its rows, the signs its coefficients may have and where L2 pulls them."""

    name: str
    rows: tuple[Row, ...]
    signs: tuple[int, ...]
    prior: tuple[float, ...]


def tasks_of(items: Sequence[tuple[Item, Sequence[Evidence]]]) -> tuple[Task, Task, Task]:
    """The rows of the three models."""
    items = [(item, [e for e in evidence if e.counted]) for item, evidence in items]
    clear = [(i, e) for i, e in items if i.answer != "too little"]
    differs = [Row(difference_features(e), i.answer != "no difference", i.review) for i, e in clear]
    enough = [Row(amount_features(e), i.answer != "too little", i.review) for i, e in items]
    holds = [
        Row(features(turned(e, change)), i.answer == change.value, i.review)
        for i, e in clear
        for change in (Change.HIGHER, Change.LOWER)
    ]
    return (
        Task("holds", tuple(holds), HOLDS_SIGNS, PRIOR_HOLDS),
        Task("differs", tuple(differs), DIFFERS_SIGNS, (0.0,) * len(DIFFERS_SIGNS)),
        Task("enough", tuple(enough), ENOUGH_SIGNS, (0.0,) * len(ENOUGH_SIGNS)),
    )


def turned(evidence: Sequence[Evidence], change: Change) -> tuple[Evidence, ...]:
    """The evidence set against "X raises O" or "X lowers O"."""
    return tuple(
        replace(
            e,
            stance=Stance.SUPPORTS
            if e.finding is not None and e.finding.change is change
            else Stance.CONTRADICTS,
        )
        for e in evidence
    )


def coefficients_of(task: Task, rows: Sequence[Row], strength: float) -> tuple[float, ...]:
    """Maximum a posteriori under a Gaussian prior around ``task.prior`` and the signs."""
    x = np.array([r.values for r in rows])
    y = np.array([r.truth for r in rows], dtype=float)
    prior = np.array(task.prior)
    free = np.array([0.0, *(1.0 for _ in prior[1:])])

    def loss(b: np.ndarray) -> float:
        z = x @ b
        fit = float(np.sum(np.logaddexp(0, z) - y * z))
        return fit + 0.5 * strength * float(np.sum(free * (b - prior) ** 2))

    seen = np.count_nonzero(x, axis=0)
    limits = [
        _LIMITS[sign] if n >= FEWEST else (value, value)
        for sign, n, value in zip(task.signs, seen, task.prior, strict=True)
    ]
    found = minimize(loss, prior, method="L-BFGS-B", bounds=limits)
    return tuple(round(float(b), 4) for b in found.x)


_LIMITS = {1: (0, None), -1: (None, 0), 0: (None, None)}


def log_loss(coefficients: Sequence[float], rows: Sequence[Row]) -> float:
    total = 0.0
    for row in rows:
        p = min(1 - 1e-6, max(1e-6, logistic(coefficients, row.values)))
        total -= np.log(p if row.truth else 1 - p)
    return float(total)


def best_strength(task: Task, rows: Sequence[Row], seed: int) -> float:
    """The strength of the least held-out log loss, folds grouped by review."""
    parts = datasets.folds({r.group for r in rows}, FOLDS, seed)

    def held_out(strength: float) -> float:
        loss = 0.0
        for part in parts:
            inside = [r for r in rows if r.group not in part]
            outside = [r for r in rows if r.group in part]
            loss += log_loss(coefficients_of(task, inside, strength), outside)
        return loss

    return min(STRENGTHS, key=held_out)


def fitted(task: Task, without: frozenset[str] = frozenset(), seed: int = 0) -> Aggregator:
    """One model from all rows but those of the reviews held out."""
    rows = [r for r in task.rows if r.group not in without]
    strength = best_strength(task, rows, seed + 1)
    return Aggregator(
        version="1",
        trained_on=f"MedEvidence development set, L2 {strength} by nested cross-validation",
        n=len(rows),
        coefficients=coefficients_of(task, rows, strength),
    )


def models_of(
    items: Sequence[tuple[Item, Sequence[Evidence]]], without: frozenset[str] = frozenset()
) -> Aggregators:
    """All three models, the given reviews held out."""
    holds, differs, enough = (fitted(task, without) for task in tasks_of(items))
    return Aggregators(holds, differs, enough)


def cross_fitted(
    items: Sequence[tuple[Item, Sequence[Evidence]]], seed: int = 0
) -> Callable[[str], Aggregators]:
    """For each review the models that have not seen it (five folds)."""
    parts = datasets.folds({i.review for i, _ in items}, FOLDS, seed)
    made = {
        review: models
        for part in parts
        for models in (models_of(items, frozenset(part)),)
        for review in part
    }
    return made.__getitem__


def shipped_digest() -> str:
    """Digest of the file that the shipped coefficients were fitted on."""
    return shipped_aggregators().differs.digest


def main() -> None:
    options = parser_of(__doc__).parse_args()
    data: Path = options.data
    path = data / "medevidence" / "medevidence_dev.jsonl"
    items = [(item, evidence_on(item)) for item in items_in(path)]
    digest = datasets.file_digest(path)
    made = models_of(items)
    models = Aggregators(
        *(replace(m, digest=digest) for m in (made.holds, made.differs, made.enough))
    )
    for name, model in asdict(models).items():
        print(f"{name}: n = {model['n']}, {model['coefficients']}")
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / FILE).write_bytes(
        msgspec.json.format(msgspec.json.encode(models), indent=1) + b"\n"
    )


if __name__ == "__main__":
    main()
