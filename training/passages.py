"""Yes or no from passages: ``python -m training.passages --data DIR`` writes its weights
to ``training/models``.

Trained on BioASQ's yes/no development questions with their gold snippets. Figures in the file are
cross-fitted in ten folds by question, seed 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sceptic.appraisal.linear import LinearModel, Provenance
from training import datasets
from training.fit import REFERENCES, fitted, parser_of, today, written
from training.passage_reader import (
    ANSWERS,
    MODEL,
    YesNo,
    answer_from_passages,
    passage_features,
)

FOLDS = 10
C = 0.03


def trained(items: Sequence[datasets.SnippetItem]) -> LinearModel:
    rows = [passage_features(i.question, i.snippets) for i in items]
    return fitted(MODEL, rows, [i.answer for i in items], ANSWERS, c=C, min_count=5)


def cross_fitted(items: Sequence[datasets.SnippetItem], seed: int = 0) -> dict[str, YesNo]:
    """Each question answered by a model that has not seen it."""
    answers: dict[str, YesNo] = {}
    for fold in datasets.folds([i.id for i in items], FOLDS, seed):
        held = set(fold)
        made = trained([i for i in items if i.id not in held])
        answers |= {
            i.id: answer_from_passages(i.question, i.snippets, weights=made)
            for i in items
            if i.id in held
        }
    return answers


def said(answer: YesNo) -> str:
    return "yes" if answer.yes >= answer.no else "no"


def main() -> None:
    options = parser_of(__doc__, REFERENCES).parse_args()
    path = options.data / "bioasq_yesno_dev.jsonl"
    items = datasets.snippet_items(path)
    answers = cross_fitted(items)
    right = sum(said(answers[i.id]) == i.answer for i in items)
    provenance = Provenance(
        made=today(),
        command="python -m training.passages --data DIR",
        data=[{"name": "BioASQ yes/no questions with gold snippets, development part (Tsatsaronis "
                       "et al. 2015, BMC Bioinformatics 16:138)",
               "licence": "CC BY 2.5", "n": len(items), "digest": datasets.file_digest(path)}],
        metrics={"accuracy": round(right / len(items), 4)},
        note="cross-fitted in ten folds, seed 0",
    )  # fmt: skip
    made = msgspec.structs.replace(trained(items), provenance=provenance)
    name = written(made, options.out).name
    print(f"{name}: {len(made.weights)} features, {dict(provenance.metrics)}")


if __name__ == "__main__":
    main()
