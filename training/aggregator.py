"""Coefficients of the aggregator: ``python -m training.aggregator --data DIR [--library LIBRARY]``.

``holds`` (``training.holds``) learns from MedEvidence and from questions of PubMedQA and BioASQ,
with their sources given and looked for. ``differs`` and ``enough`` learn the answers of
MedEvidence's reviews, once from the sources of each question and once also from what a library
holds on it. L2 around the design's own values, bounded signs, strength chosen by nested
cross-validation grouped by review or question. Without ``--library`` one is made of the data's
PubMed records. The 12 contrast claims of the starter are not looked at, nor any question of the
public's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize

from sceptic.domain.evidence import Change, Evidence, Stance
from sceptic.synthesis.aggregator import (
    DIFFERS_SIGNS,
    ENOUGH_SIGNS,
    Aggregator,
    Aggregators,
    Comparing,
    amount_features,
    difference_features,
    logistic,
    shipped_aggregators,
)
from sceptic.synthesis.kinds import QuestionKind
from training import datasets, questions
from training.fit import parser_of
from training.holds import FEWEST, FOLDS, Judged, fitted_holds
from training.medevidence import Item, evidence_on, items_in, looked_for

STRENGTHS = (0.1, 0.3, 1.0, 3.0)
"""Candidates for the L2 strength; the intercept is free of it."""
FILE = "aggregator.json"
_WAYS = {"given": "sources given", "found": "sources given and looked for"}

Read = Sequence[tuple[Item, Sequence[Evidence]]]


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


@dataclass(frozen=True, slots=True)
class Material:
    """What everything is learnt from: MedEvidence with sources given and looked for, and yes/no
    questions."""

    given: Read
    found: Read
    judged: tuple[Judged, ...]

    @property
    def both(self) -> Read:
        """What the models for sources that are looked for learn from."""
        return [*self.given, *self.found]


# --- rows -------------------------------------------------------------------------------------


def tasks_of(read: Read) -> tuple[Task, Task]:
    """The rows of the two models of an open comparison."""
    seen = [(item, [e for e in evidence if e.counted]) for item, evidence in read]
    clear = [(i, e) for i, e in seen if i.answer != "too little"]
    differs = [Row(difference_features(e), i.answer != "no difference", i.review) for i, e in clear]
    enough = [Row(amount_features(e), i.answer != "too little", i.review) for i, e in seen]
    return (
        Task("differs", tuple(differs), DIFFERS_SIGNS, (0.0,) * len(DIFFERS_SIGNS)),
        Task("enough", tuple(enough), ENOUGH_SIGNS, (0.0,) * len(ENOUGH_SIGNS)),
    )


def directed(read: Read) -> list[Judged]:
    """The claims "X raises O" and "X lowers O" of each question; they share its vote."""
    return [
        Judged(
            group=item.review,
            kind=QuestionKind.EFFECT,
            truth=item.answer == change.value,
            counted=turned([e for e in evidence if e.counted], change),
            vote=0.5,
        )
        for item, evidence in read
        if item.answer != "too little"
        for change in (Change.HIGHER, Change.LOWER)
    ]


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


# --- open comparisons -------------------------------------------------------------------------


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


def comparing_of(read: Read, without: frozenset[str] = frozenset()) -> Comparing:
    """The models of an open comparison, the given reviews held out."""
    return Comparing(*(fitted(task, without) for task in tasks_of(read)))


def cross_fitted(read: Read, seed: int = 0) -> Callable[[str], Comparing]:
    """For each review the models that have not seen it (five folds)."""
    parts = datasets.folds({i.review for i, _ in read}, FOLDS, seed)
    made = {
        review: models
        for part in parts
        for models in (comparing_of(read, frozenset(part)),)
        for review in part
    }
    return made.__getitem__


# --- all of them ------------------------------------------------------------------------------


def holds_of(material: Material, without: frozenset[str] = frozenset()) -> Aggregator:
    """Does a claim hold? The given reviews and questions are held out."""
    rows = [*directed(material.given), *material.judged]
    return fitted_holds([r for r in rows if r.group not in without])


def holds_cross_fitted(material: Material, seed: int = 0) -> Callable[[str], Aggregator]:
    """For each yes/no question the model that has not seen it (five folds)."""
    parts = datasets.folds({r.group for r in material.judged}, FOLDS, seed)
    made = {
        group: model
        for part in parts
        for model in (holds_of(material, frozenset(part)),)
        for group in part
    }
    return made.__getitem__


def models_of(material: Material) -> Aggregators:
    """What ships."""
    return Aggregators(
        holds_of(material), comparing_of(material.given), comparing_of(material.both)
    )


def shipped_digest() -> str:
    """Digest of the file that the shipped coefficients were fitted on."""
    return shipped_aggregators().given.differs.digest


def material_in(data: Path, library: Path | None) -> Material:
    items = items_in(data / "medevidence" / "medevidence_dev.jsonl")
    asked = questions.research_questions(data)
    with questions.workbench_of(data, library) as bench:
        found = [(item, looked_for(item, bench)) for item in items]
        answerable = [*questions.given(asked), *questions.looked_for(asked, bench)]
    given = [(item, evidence_on(item)) for item in items]
    return Material(given, found, tuple(questions.judged(answerable)))


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--library", type=Path, help="made from the data's PubMed records")
    options = parser.parse_args()
    digest = datasets.file_digest(options.data / "medevidence" / "medevidence_dev.jsonl")
    made = models_of(material_in(options.data, options.library))
    ways = {
        way: Comparing(*(_from(m, way, digest) for m in (pair.differs, pair.enough)))
        for way, pair in (("given", made.given), ("found", made.found))
    }
    models = Aggregators(holds=replace(made.holds, digest=digest), **ways)
    for name, model in (
        ("holds", models.holds),
        *((f"{way} {name}", getattr(ways[way], name)) for way in ways for name in _COMPARING),
    ):
        print(f"{name}: n = {model.n}, {model.coefficients} {dict(model.kinds) or ''}")
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / FILE).write_bytes(
        msgspec.json.format(msgspec.json.encode(models), indent=1) + b"\n"
    )


_COMPARING = ("differs", "enough")


def _from(model: Aggregator, way: str, digest: str) -> Aggregator:
    return replace(model, trained_on=f"{model.trained_on}, {_WAYS[way]}", digest=digest)


if __name__ == "__main__":
    main()
