"""What a conclusion answers: ``python -m training.affirmation --data DIR``.

Trained on the development half of PubMedQA (question, conclusion, yes/no/maybe), cross-fitted in
ten folds for the figures in the file; the shipped weights are fitted on all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from sceptic.appraisal.affirmation import ANSWERS, MODEL, Affirmation, affirmation_features
from sceptic.appraisal.linear import LinearModel, Provenance
from training import datasets
from training.fit import fitted, parser_of, today, written

C = 0.1
FOLDS = 10


def trained(items: Sequence[datasets.YesNoItem]) -> LinearModel:
    rows = [affirmation_features(item.conclusion, item.question) for item in items]
    return fitted(MODEL, rows, [item.answer for item in items], ANSWERS, c=C, min_count=3)


def cross_fitted(items: Sequence[datasets.YesNoItem], seed: int = 0) -> dict[str, Affirmation]:
    """Each item answered by a model that has not seen it."""
    answers: dict[str, Affirmation] = {}
    by_id = {item.id: item for item in items}
    for fold in datasets.folds(by_id, FOLDS, seed):
        held = set(fold)
        made = trained([item for item in items if item.id not in held])
        for key in fold:
            item = by_id[key]
            features = affirmation_features(item.conclusion, item.question)
            answers[key] = Affirmation(*made.probabilities(features))
    return answers


def accuracies(
    items: Sequence[datasets.YesNoItem], answers: Mapping[str, Affirmation]
) -> dict[str, float]:
    """Three-way accuracy, and accuracy of yes against no where the truth is one of them."""
    three = [best(answers[i.id]) == i.answer for i in items]
    two = [binary(answers[i.id]) == i.answer for i in items if i.answer != "maybe"]
    return {
        "three_way": round(sum(three) / max(1, len(three)), 4),
        "yes_no": round(sum(two) / max(1, len(two)), 4),
    }


def best(scores: Affirmation) -> str:
    return max(zip(scores, ANSWERS, strict=True))[1]


def binary(scores: Affirmation) -> str:
    return "yes" if scores.yes >= scores.no else "no"


def main() -> None:
    options = parser_of(__doc__).parse_args()
    data: Path = options.data
    path = data / "pubmedqa_dev.json"
    items = datasets.yes_no_items(path)
    metrics = accuracies(items, cross_fitted(items))
    provenance = Provenance(
        made=today(),
        command="python -m training.affirmation --data DIR",
        data=[{"name": "PubMedQA PQA-L, development half", "licence": "MIT", "n": len(items),
               "digest": datasets.file_digest(path)}],
        metrics=metrics,
        note="cross-fitted in ten folds, seed 0",
    )  # fmt: skip
    made = msgspec.structs.replace(trained(items), provenance=provenance)
    print(f"{written(made, options.out).name}: {len(made.weights)} features, {metrics}")


if __name__ == "__main__":
    main()
