"""Evidence Inference: was the outcome higher, lower or the same, from the annotated words?

Cross-fitted in five folds grouped by article: no item is answered by a model that has seen another
of its article.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals import encoder
from evals.measures import Pair, accuracy, macro_f1, majority, recalls, with_interval
from evals.runner import Request, Result
from sceptic.appraisal.cues import words_of
from training import datasets
from training.changes import FOLDS, Rows, cross_fitted, rows_of
from training.datasets import change_key
from training.fit import fitted

NAME = "change"
WORDS = {-1: "lower", 0: "no difference", 1: "higher"}
CLASSES = ("lower", "no difference", "higher")


def run(request: Request) -> tuple[Result, ...]:
    path = request.path("evidence_inference", "annotations.csv")
    rows = rows_of(datasets.change_items(path.parent.parent))
    answers = cross_fitted(rows)
    pairs: list[Pair] = [
        (WORDS[item.label], WORDS[said]) for item, said in zip(rows.items, answers, strict=True)
    ]
    golds = [gold for gold, _ in pairs]
    blank = [(g, majority(golds)) for g in golds]
    return (
        Result(
            name=f"{NAME}/evidence_given",
            set="Evidence Inference 2.0",
            split=f"{FOLDS} folds by article, seed 0",
            n=len(pairs),
            digest=datasets.file_digest(path),
            figures=(
                with_interval("macro_f1", pairs, macro_f1),
                with_interval("accuracy", pairs, accuracy),
                with_interval("difference or none, accuracy", pairs, _difference),
            ),
            baselines=(
                ("majority", round(macro_f1(blank), 4)),
                ("question only", round(macro_f1(_question_only(rows)), 4)),
                *_on_a_fifth(rows, pairs),
            ),
            recalls=recalls(pairs),
            wrong=tuple(
                f"{item.prompt}:{i}"
                for i, (item, (gold, said)) in enumerate(zip(rows.items, pairs, strict=True))
                if gold != said
            ),
        ),
    )


def _on_a_fifth(rows: Rows, pairs: Sequence[Pair]) -> tuple[tuple[str, float], ...]:
    """The encoder was kept from a fifth of the articles: it and the linear reader there."""
    known = encoder.kept(NAME)
    asked = [
        (change_key(item), pair)
        for item, pair in zip(rows.items, pairs, strict=True)
        if change_key(item) in known
    ]
    if not asked:
        return ()
    read = encoder.pairs_of(known, [(key, gold) for key, (gold, _) in asked])
    return (
        (f"encoder, {len(read)} items", round(macro_f1(read), 4)),
        ("linear, the same", round(macro_f1([pair for _, pair in asked]), 4)),
    )


def _difference(pairs: Sequence[Pair]) -> float:
    none = WORDS[0]
    return sum((g == none) == (s == none) for g, s in pairs) / len(pairs) if pairs else 0.0


def _question_only(rows: Rows) -> list[Pair]:
    """What a model says that sees outcome, intervention and comparator but no evidence."""
    texts = [
        [f"o {w}" for w in words_of(i.outcome)]
        + [f"i {w}" for w in words_of(i.intervention)]
        + [f"c {w}" for w in words_of(i.comparator)]
        for i in rows.items
    ]
    said = [""] * len(texts)
    for fold in datasets.folds({item.group for item in rows.items}, FOLDS):
        held = set(fold)
        seen = [k for k, item in enumerate(rows.items) if item.group not in held]
        made = fitted(
            "question",
            [texts[k] for k in seen],
            [WORDS[rows.items[k].label] for k in seen],
            CLASSES,
            c=0.1,
        )
        for k, item in enumerate(rows.items):
            if item.group in held:
                said[k] = max(zip(made.probabilities(texts[k]), CLASSES, strict=True))[1]
    return [(WORDS[item.label], s) for item, s in zip(rows.items, said, strict=True)]
