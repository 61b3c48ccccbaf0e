"""Change of an outcome: ``python -m training.changes --data DIR``.

Trained on Evidence Inference: outcome, intervention, comparator and the words that annotators
marked as evidence. Cross-fitted in five folds grouped by article for the figures in the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from sceptic.appraisal.changes import DIFFERENCE, WAY
from sceptic.appraisal.contrasts import difference_features, way_features
from sceptic.appraisal.linear import LinearModel, Provenance
from sceptic.appraisal.marking import marked_values, names_of
from training import datasets
from training.fit import fitted, parser_of, today, written

FOLDS = 5
C_DIFFERENCE, C_WAY = 0.2, 0.1
KEEP = 6_000


class Rows(msgspec.Struct):
    """Features of every item, made once."""

    items: list[datasets.ChangeItem]
    difference: list[list[str]]
    way: list[list[str]]


def rows_of(items: Sequence[datasets.ChangeItem]) -> Rows:
    difference, way = [], []
    for item in items:
        names = names_of((item.outcome,), (item.intervention,), (item.comparator,))
        words = marked_values(item.evidence, names)
        difference.append(difference_features(item.evidence, words))
        way.append(way_features(item.evidence, words, item.outcome.lower().split()))
    return Rows(list(items), difference, way)


def trained(rows: Rows, chosen: Sequence[int]) -> tuple[LinearModel, LinearModel]:
    labels = ["none" if rows.items[i].label == 0 else "some" for i in chosen]
    difference = fitted(
        DIFFERENCE,
        [rows.difference[i] for i in chosen],
        labels,
        ("none", "some"),
        c=C_DIFFERENCE,
        min_count=3,
        keep=KEEP,
    )
    moved = [i for i in chosen if rows.items[i].label]
    way = fitted(
        WAY,
        [rows.way[i] for i in moved],
        ["higher" if rows.items[i].label > 0 else "lower" for i in moved],
        ("lower", "higher"),
        c=C_WAY,
        min_count=3,
        keep=KEEP,
    )
    return difference, way


def predicted(rows: Rows, made: tuple[LinearModel, LinearModel], i: int) -> int:
    none, some = made[0].probabilities(rows.difference[i])
    lower, higher = made[1].probabilities(rows.way[i])
    return max((none, 0), (some * lower, -1), (some * higher, 1))[1]


def cross_fitted(rows: Rows, seed: int = 0) -> list[int]:
    """Each item answered by models that have seen no item of its article."""
    answers = [0] * len(rows.items)
    for fold in datasets.folds({item.group for item in rows.items}, FOLDS, seed):
        held = set(fold)
        chosen = [i for i, item in enumerate(rows.items) if item.group not in held]
        made = trained(rows, chosen)
        for i, item in enumerate(rows.items):
            if item.group in held:
                answers[i] = predicted(rows, made, i)
    return answers


def macro_f1(gold: Sequence[int], guess: Sequence[int]) -> float:
    scores = []
    for label in (-1, 0, 1):
        hits = sum(g == label == p for g, p in zip(gold, guess, strict=True))
        marked_, said = sum(g == label for g in gold), sum(p == label for p in guess)
        scores.append(2 * hits / (marked_ + said) if marked_ + said else 0.0)
    return sum(scores) / 3


def metrics_of(rows: Rows, answers: Sequence[int]) -> dict[str, float]:
    gold = [item.label for item in rows.items]
    pairs = list(zip(gold, answers, strict=True))
    moved = [(g, p) for g, p in pairs if g and p]
    return {
        "macro_f1": round(macro_f1(gold, answers), 4),
        "accuracy": round(sum(g == p for g, p in pairs) / len(pairs), 4),
        "difference_accuracy": round(sum((g == 0) == (p == 0) for g, p in pairs) / len(pairs), 4),
        "way_accuracy": round(sum(g == p for g, p in moved) / max(1, len(moved)), 4),
    }


def main() -> None:
    options = parser_of(__doc__).parse_args()
    data: Path = options.data
    rows = rows_of(datasets.change_items(data))
    metrics = metrics_of(rows, cross_fitted(rows))
    provenance = Provenance(
        made=today(),
        command="python -m training.changes --data DIR",
        data=[{"name": "Evidence Inference 2.0, annotations", "licence": "MIT",
               "n": len(rows.items),
               "digest": datasets.file_digest(data / "evidence_inference" / "annotations.csv")}],
        metrics=metrics,
        note="cross-fitted in five folds grouped by article, seed 0; both models together",
    )  # fmt: skip
    for bare in trained(rows, range(len(rows.items))):
        made = msgspec.structs.replace(bare, provenance=provenance)
        print(f"{written(made, options.out).name}: {len(made.weights)} features")
    print(metrics)


if __name__ == "__main__":
    main()
