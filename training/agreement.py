"""Statement and text: ``python -m training.agreement --data DIR`` writes
``training/models/agreement.json``.

Trained on SciFact's training claims (claim, cited abstract: supports, contradicts, says nothing).
Figures in the file are cross-fitted in five folds by abstract, seed 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from sceptic.appraisal.linear import LinearModel, Provenance
from training import datasets
from training.fit import REFERENCES, fitted, parser_of, today, written
from training.statement_reader import (
    ANSWERS,
    MODEL,
    Agreement,
    agreement,
    agreement_features,
)

FOLDS = 5
C = 0.03


def files(data: Path) -> tuple[Path, Path]:
    return (
        data / "claims" / "scifact__claims_train.jsonl",
        data / "claims" / "scifact__corpus.jsonl",
    )


def trained(items: Sequence[datasets.StatementItem]) -> LinearModel:
    rows = [agreement_features(i.statement, i.title, i.sentences) for i in items]
    return fitted(MODEL, rows, [i.label for i in items], ANSWERS, c=C, min_count=4, balanced=True)


def cross_fitted(items: Sequence[datasets.StatementItem], seed: int = 0) -> dict[str, Agreement]:
    """Each pair answered by a model that has seen no pair of its abstract."""
    answers: dict[str, Agreement] = {}
    for fold in datasets.folds({i.document for i in items}, FOLDS, seed):
        held = set(fold)
        made = trained([i for i in items if i.document not in held])
        answers |= {
            i.id: agreement(i.statement, i.title, i.sentences, weights=made)
            for i in items
            if i.document in held
        }
    return answers


def main() -> None:
    options = parser_of(__doc__, REFERENCES).parse_args()
    data: Path = options.data
    claims, corpus = files(data)
    items = datasets.statement_items(claims, corpus)
    answers = cross_fitted(items)
    right = sum(answers[i.id].answer == i.label for i in items)
    provenance = Provenance(
        made=today(),
        command="python -m training.agreement --data DIR",
        data=[{"name": "SciFact, training claims and cited abstracts",
               "licence": "CC BY 4.0 (claims), ODC-By 1.0 (abstracts)", "n": len(items),
               "digest": datasets.file_digest(claims)}],
        metrics={"accuracy": round(right / len(items), 4)},
        note="cross-fitted in five folds by abstract, seed 0",
    )  # fmt: skip
    made = msgspec.structs.replace(trained(items), provenance=provenance)
    name = written(made, options.out).name
    print(f"{name}: {len(made.weights)} features, {dict(provenance.metrics)}")


if __name__ == "__main__":
    main()
