"""Which pair of figures is asked for: ``python -m training.arms --data DIR``.

Trained on the numeric results of 120 trials (Yun et al. 2024, arXiv 2405.01686). For each
comparison of an outcome every pair of cells and of figures in sentences is a candidate, right if
its figures are the annotators'. A conditional logistic regression (McFadden 1974) gives the weight
of a candidate's features among its rivals; several right ones share the likelihood. What is worth
saying is a second question: the score of the best candidate must reach the floor that gives the
best F1 over articles left out.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sceptic.appraisal.arm_results import MODEL, Possible, possible_results
from sceptic.appraisal.linear import FORMAT, LinearModel, Provenance
from training import datasets
from training.effect_items import (
    ANSWERS,
    TEXTS,
    Item,
    Text,
    is_right,
    items_in,
    pairs_right,
    said_of,
    texts_in,
)
from training.fit import SCALE, parser_of, today, written

FOLDS = 5
STRENGTH = 0.05
"""Variance of the weights' prior: what is seen in few articles counts little."""
_RIVALS = 150
_MIN_COUNT = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One comparison: its candidates' features, and which of them are right."""

    article: str
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All comparisons: their choices; for each candidate the pairs right and said if it is read;
    the pairs to be found in each."""

    choices: tuple[Choice, ...]
    counted: tuple[tuple[tuple[int, int], ...], ...]
    marked: tuple[int, ...]


def questions(items: Sequence[Item], possible: Sequence[Possible]) -> Questions:
    """The comparisons with what their texts give to choose from."""
    choices, counted, marked = [], [], []
    for item, found in zip(items, possible, strict=True):
        every = [said_of(item, found.arms(n)) for n in range(len(found.candidates))]
        counts = tuple(pairs_right(item, said)[:2] for said in every)
        to_find = pairs_right(item, ({}, {}))[2]
        choices.append(
            Choice(
                item.article,
                tuple(c.features for c in found.candidates),
                tuple(is_right(item, (c.first, c.second)) for c in found.candidates),
            )
        )
        counted.append(counts)
        marked.append(to_find)
    return Questions(tuple(choices), tuple(counted), tuple(marked))


def weights_of(choices: Sequence[Choice], seed: int = 0) -> dict[str, float]:
    """Weights by features, from the choices that have a right candidate."""
    rng = random.Random(seed)
    usable = [_thinned(c, rng) for c in choices if any(c.right)]
    counts = Counter(f for c in usable for row in c.rows for f in set(row))
    known = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= _MIN_COUNT))}
    matrix = _matrix([row for c in usable for row in c.rows], known)
    lengths = np.array([len(c.rows) for c in usable])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    right = np.array([float(r) for c in usable for r in c.right])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.repeat(np.maximum.reduceat(scores, starts), lengths)
        parts = np.exp(scores - top)
        every, good = np.add.reduceat(parts, starts), np.add.reduceat(parts * right, starts)
        value = np.sum(np.log(every) - np.log(good + 1e-300))
        shares = parts / np.repeat(every, lengths) - parts * right / np.repeat(good, lengths)
        return (
            float(value + 0.5 * weights @ weights / STRENGTH),
            matrix.T @ shares + weights / STRENGTH,
        )

    found = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 150}).x  # fmt: skip
    return dict(zip(known, (float(w) for w in found), strict=True))


def _thinned(choice: Choice, rng: random.Random) -> Choice:
    """All right candidates and at most ``_RIVALS`` others."""
    others = [i for i, is_right in enumerate(choice.right) if not is_right]
    kept = set(rng.sample(others, min(_RIVALS, len(others))))
    places = [i for i, is_right in enumerate(choice.right) if is_right or i in kept]
    return Choice(choice.article, tuple(choice.rows[i] for i in places),
                  tuple(choice.right[i] for i in places))  # fmt: skip


def _matrix(rows: Sequence[Sequence[str]], known: Mapping[str, int]) -> csr_matrix:
    indices: list[int] = []
    pointers = [0]
    for row in rows:
        indices.extend(sorted({known[f] for f in row if f in known}))
        pointers.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(rows), len(known)))


# --- what is worth saying -------------------------------------------------------------------------


def model_of(weights: Mapping[str, float], floor: float = 0.0) -> LinearModel:
    """Weights in hundredths; a candidate is worth saying where its score is above 0."""
    whole = {f: [round(w / SCALE)] for f, w in weights.items() if round(w / SCALE)}
    return LinearModel(
        format=FORMAT, name=MODEL, provenance=Provenance(made="", command="", data=[], metrics={}),
        classes=["asked"], bias=[round(-floor, 4)], scale=SCALE, weights=whole,
    )  # fmt: skip


def best_of(rows: Sequence[Sequence[str]], model: LinearModel) -> tuple[int, float]:
    """Place and score of the likeliest row, the first of equals; rows must not be empty."""
    scores = [model.logits(row)[0] for row in rows]
    place = max(range(len(scores)), key=lambda i: (scores[i], -i))
    return place, scores[place]


def floor_of(scored: Sequence[tuple[float, int, int]], marked: int) -> float:
    """The score below which nothing should be said: the one of the best F1.

    Args:
        scored: score of the best candidate, pairs right and pairs said if it is read.
        marked: the pairs to be found.

    """
    best = (0.0, -1e9)
    right = said = 0
    for score, good, told in sorted(scored, reverse=True):
        right, said = right + good, said + told
        best = max(best, (2 * right / (said + marked), score - 1e-6))
    return best[1]


def folds_of(choices: Sequence[Choice]) -> list[frozenset[str]]:
    articles = {c.article for c in choices}
    return [frozenset(fold) for fold in datasets.folds(sorted(articles), FOLDS)]


def cross_fitted(asked: Questions) -> list[LinearModel]:
    """For each comparison a model that has seen nothing of its article: weights nor floor."""
    choices = asked.choices
    folds = folds_of(choices)
    models = [model_of(weights_of([c for c in choices if c.article not in f])) for f in folds]
    at = [next(i for i, f in enumerate(folds) if c.article in f) for c in choices]
    scored: list[list[tuple[float, int, int]]] = [[] for _ in folds]
    for choice, counts, fold in zip(choices, asked.counted, at, strict=True):
        if choice.rows:
            place, score = best_of(choice.rows, models[fold])
            scored[fold].append((score, *counts[place]))
    floors = [
        floor_of([s for j, part in enumerate(scored) if j != i for s in part],
                 sum(m for m, a in zip(asked.marked, at, strict=True) if a != i))
        for i in range(len(folds))
    ]  # fmt: skip
    shifted = [
        msgspec.structs.replace(m, bias=[round(-floor, 4)])
        for m, floor in zip(models, floors, strict=True)
    ]
    return [shifted[fold] for fold in at]


def trained(asked: Questions) -> LinearModel:
    """Weights of all articles; the floor is the middle of those of the folds."""
    biases = sorted({id(m): m.bias[0] for m in cross_fitted(asked)}.values())
    return model_of(weights_of(asked.choices), -biases[len(biases) // 2])


def possible_of(items: Sequence[Item], texts: Mapping[str, Text]) -> list[Possible]:
    return [
        possible_results(i.asked, texts[i.article].sentences, texts[i.article].tables)
        for i in items
    ]


def main() -> None:
    options = parser_of(__doc__).parse_args()
    data: Path = options.data
    folder = data / "effect_extraction"
    items = items_in(folder / ANSWERS)
    made = trained(questions(items, possible_of(items, texts_in(folder / TEXTS))))
    provenance = Provenance(
        made=today(),
        command="python -m training.arms --data DIR",
        data=[{"name": "numeric results of 120 trials (Yun et al. 2024)", "licence": "Apache-2.0",
               "n": len(items), "digest": datasets.file_digest(folder / ANSWERS)}],
        metrics={},
        note="figures, cross-fitted in five folds by article: docs/evaluation/numbers.md",
    )  # fmt: skip
    path = written(msgspec.structs.replace(made, provenance=provenance), options.out)
    print(f"{path.name}: {len(made.weights)} features, floor {-made.bias[0]}")


if __name__ == "__main__":
    main()
