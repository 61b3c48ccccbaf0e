"""Is a press release stronger than the conclusion that it reports? InSciOut, 100 pairs by hand.

The shipped rules of ``press_strength`` read the report, those of ``strength`` the conclusion; no
pair was used to write them. The
reference is a linear reader of the two strengths, trained in folds of the same pairs, its weights
thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evals.measures import (
    Pair,
    accuracy,
    f1_of,
    macro_f1,
    majority,
    precision_of,
    recalls,
    with_interval,
)
from evals.references import cross_fitted
from evals.runner import EvalError, Figure, Request, Result
from sceptic.language.press_strength import Told, told
from sceptic.language.strength import strength_of
from training import datasets

NAME = "exaggeration"
Item = tuple[str, str, str, str]
"""(id, report, study, label)."""


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path("exaggeration", "insciout_train.jsonl")
    items = _items(path)
    read = [told(report, study) for _, report, study, _ in items]
    pairs: list[Pair] = [
        (label, said.value) for (_, _, _, label), (said, _) in zip(items, read, strict=True)
    ]
    surely: list[Pair] = [pair for pair, (_, is_sure) in zip(pairs, read, strict=True) if is_sure]
    golds = [label for *_, label in items]
    blank = [(gold, majority(golds)) for gold in golds]
    linear = list(zip(golds, _linear(items), strict=True))
    wrong = [i[0] for i, (gold, said) in zip(items, pairs, strict=True) if gold != said]
    result = Result(
        name=f"{NAME}/zero_shot",
        set="Press releases and the conclusions they report (InSciOut)",
        split="all; no pair was used to write rules",
        n=len(items),
        digest=datasets.file_digest(path),
        figures=(
            with_interval("macro_f1", pairs, macro_f1),
            with_interval("accuracy", pairs, accuracy),
            with_interval("f1 of exaggerates", pairs, f1_of(Told.EXAGGERATES.value)),
            _sure(surely),
        ),
        baselines=(
            ("majority", round(macro_f1(blank), 4)),
            ("linear, two strengths, 5 folds", round(macro_f1(linear), 4)),
        ),
        recalls=recalls(pairs),
        wrong=tuple(sorted(wrong)),
        note=f"{len(surely)} pairs are told surely; majority accuracy {accuracy(blank):.3f}",
    )
    return (result,)


def _sure(pairs: Sequence[Pair]) -> Figure:
    """Of the pairs said surely to exaggerate, the share that does."""
    said = [pair for pair in pairs if pair[1] == Told.EXAGGERATES.value]
    return with_interval(
        "precision of sure exaggeration", said, precision_of(Told.EXAGGERATES.value)
    )


def _linear(items: Sequence[Item]) -> list[str]:
    texts = [(report, study) for _, report, study, _ in items]
    features = [
        [f"report {strength_of(report).value}", f"study {strength_of(study).value}"]
        for report, study in texts
    ]
    golds = [label for *_, label in items]
    return cross_fitted(texts, golds, [i[0] for i in items], features)


def _items(path: Path) -> list[Item]:
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return [
            (
                str(row["original_file_id"]),
                row["press_release_conclusion"],
                row["abstract_conclusion"],
                row["exaggeration_label"],
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path.name} holds no pairs of report and conclusion") from error
