"""Does a claim hold? The logistic model of ``synthesis.aggregator``, fitted and chosen.

Rows are claims with the studies that count for them. The questions of MedEvidence give two claims
each ("X raises O", "X lowers O"), which share one vote; they hold the prior of a treatment's
effect, since a review asks whatever the trials found. Questions that were made from an article
(PubMedQA, BioASQ) lean to its finding: for effects that lean is fitted beside the model and thrown
away; for the other kinds they are all there is. What a kind adds to the prior is drawn towards
nothing by L2. The strength of L2, and the weight by which little evidence is pulled to 0, are those
of the least held-out log loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import minimize

from sceptic.domain.evidence import Evidence
from sceptic.synthesis.aggregator import Aggregator, features
from sceptic.synthesis.kinds import QuestionKind
from training import datasets

FOLDS = 5
STRENGTHS = (1.0, 3.0, 10.0, 30.0)
LITTLE = (1.0, 0.3, 0.1)
"""Not below the weight of one uncontrolled study: alone it shall not speak as loud as many."""
OWN_PRIOR = (QuestionKind.CAUSE, QuestionKind.TEST, QuestionKind.OTHER)
REVIEWS = 0.8
"""What reviews add by the design; stays where fewer than ``FEWEST`` rows have one."""
FEWEST = 20
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what counts for it and its truth. ``group`` is held out as a whole; the votes of
    one question sum to about 1."""

    group: str
    kind: QuestionKind
    truth: bool
    counted: tuple[Evidence, ...]
    vote: float = 1.0
    is_of_article: bool = False
    """The question was made from an article that answers it."""


@dataclass(frozen=True, slots=True)
class _Setting:
    little: float
    strength: float


def fitted_holds(rows: Sequence[Judged], seed: int = 0) -> Aggregator:
    """The model of these rows, its settings chosen by folds inside them."""
    settings = [_Setting(*pair) for pair in product(LITTLE, STRENGTHS)]
    best = min(settings, key=lambda s: _held_out(rows, s, seed))
    found = _fit(_matrix(rows, best.little), rows, best.strength)
    kinds = {k.value: round(float(b), 4) for k, b in zip(OWN_PRIOR, found[4:], strict=True)}
    return Aggregator(
        version="2",
        trained_on=(
            f"MedEvidence, PubMedQA and BioASQ development sets, L2 {best.strength:g} and "
            f"{best.little:g} for little evidence by nested cross-validation"
        ),
        n=len(rows),
        coefficients=tuple(round(float(b), 4) for b in found[:3]),
        kinds={QuestionKind.EFFECT.value: 0.0, **kinds},
        little=best.little,
    )


def _held_out(rows: Sequence[Judged], setting: _Setting, seed: int) -> float:
    """Log loss of rows whose group the model has not seen."""
    x = _matrix(rows, setting.little)
    groups = np.array([r.group for r in rows])
    loss = 0.0
    for part in datasets.folds({r.group for r in rows}, FOLDS, seed + 1):
        held = np.isin(groups, part)
        inside = [r for r, out in zip(rows, held, strict=True) if not out]
        outside = [r for r, out in zip(rows, held, strict=True) if out]
        z = x[held] @ _fit(x[~held], inside, setting.strength)
        loss += sum(_losses(z, outside))
    return loss


def _losses(z: np.ndarray, rows: Sequence[Judged]) -> Iterator[float]:
    for value, row in zip(z, rows, strict=True):
        p = min(1 - _TINY, max(_TINY, 1 / (1 + np.exp(-value))))
        yield -row.vote * float(np.log(p if row.truth else 1 - p))


def _matrix(rows: Sequence[Judged], little: float) -> np.ndarray:
    """Columns: constant, signal, signal of reviews, lean of an article's own question on an effect,
    and one for each of ``OWN_PRIOR``."""
    return np.array(
        [
            (
                *features(r.counted, little),
                float(r.is_of_article and r.kind is QuestionKind.EFFECT),
                *(float(r.kind is kind) for kind in OWN_PRIOR),
            )
            for r in rows
        ]
    )


def _fit(x: np.ndarray, rows: Sequence[Judged], strength: float) -> np.ndarray:
    """Maximum a posteriori: constant, signal and lean are free, the rest is drawn to its target."""
    y = np.array([r.truth for r in rows], dtype=float)
    votes = np.array([r.vote for r in rows])
    target = np.array([0.0, 0.0, REVIEWS, 0.0, *(0.0 for _ in OWN_PRIOR)])
    drawn = np.array([0.0, 0.0, 1.0, _TINY, *(1.0 for _ in OWN_PRIOR)])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z, away = x @ b, drawn * (b - target)
        fit = float(np.sum(votes * (np.logaddexp(0, z) - y * z)))
        slope = x.T @ (votes * (1 / (1 + np.exp(-z)) - y)) + strength * away
        return fit + 0.5 * strength * float(away @ (b - target)), slope

    few = np.count_nonzero(x[:, 2]) < FEWEST
    limits = [(None, None), (0, None), (REVIEWS, REVIEWS) if few else (0, None)]
    limits += [(None, None)] * (x.shape[1] - 3)
    start = target.copy()
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits).x)
