"""Claim strength of conclusion sentences and headlines: none, correlational, conditional, causal.

The shipped rules answer without a weight from the set: they were written on two thirds of the
sentences of PubMed conclusions and are measured on the last third; no headline was read. The
in-domain reference is cross-fitted on the set, its weights thrown away.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from evals import encoder
from evals.measures import Pair, accuracy, f1_of, macro_f1, majority, recalls, with_interval
from evals.references import FOLDS, cross_fitted
from evals.runner import EvalError, Request, Result
from sceptic.language.strength import Strength, strength_of
from training import datasets

NAME = "strength"
_CODES = dict(zip("0123", Strength, strict=True))
SETS = (
    ("conclusions", "annotated_pubmed.csv", "Causal claim strength, PubMed conclusions"),
    ("headlines", "annotated_eureka.csv", "Causal claim strength, press headlines and leads"),
)
Sentence = tuple[str, Strength]


def run(request: Request) -> tuple[Result, ...]:
    if request.items is not None:
        items = _items(request.items)
        return (_zero_shot("conclusions", "given items", "all", items, request.items),)
    results = []
    for part, file, title in SETS:
        path = request.path("causal_language", file)
        items = _items(path)
        chosen, split = items, "all; no rule was written on them"
        if part == "conclusions":
            chosen = [items[i] for i in datasets.last_third(range(len(items)))]
            split = "third not used to write rules"
        results.append(_zero_shot(part, title, split, chosen, path))
        results.append(_in_domain(part, title, items, path))
        results += _encoder(part, title, items, path)
    return tuple(results)


def _items(path: Path) -> list[Sentence]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            items = [(row["sentence"], _CODES[row["label"]]) for row in csv.DictReader(file)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path.name} has no columns sentence and label (0 to 3)") from error
    if not items:
        raise EvalError(f"{path.name} holds no sentence")
    return items


def _zero_shot(part: str, title: str, split: str, items: Sequence[Sentence], path: Path) -> Result:
    pairs: list[Pair] = [(gold.value, strength_of(text).value) for text, gold in items]
    return _result(f"{NAME}/{part}_zero_shot", title, f"shipped rules, {split}", pairs, path)


def _in_domain(part: str, title: str, items: Sequence[Sentence], path: Path) -> Result:
    texts = [(text,) for text, _ in items]
    golds = [gold.value for _, gold in items]
    # Reports of one study are not marked in the set; equal sentences stay in one fold.
    said = cross_fitted(texts, golds, [text for text, _ in items], _rule_features(items))
    pairs = list(zip(golds, said, strict=True))
    split = f"in-domain reference, {FOLDS} folds, seed 0, weights thrown away"
    return _result(f"{NAME}/{part}_in_domain", title, split, pairs, path)


def _encoder(part: str, title: str, items: Sequence[Sentence], path: Path) -> tuple[Result, ...]:
    """The encoder trained on the set itself; it was asked conclusions alone."""
    golds = [(datasets.digest_of([text]), gold.value) for text, gold in items]
    said = encoder.pairs_of(encoder.kept("strength_in_domain"), golds)
    if not said:
        return ()
    pairs = [(gold, _CODES[answer].value) for gold, answer in said]
    split = f"encoder, in-domain reference, {FOLDS} folds, seed 0, weights thrown away"
    return (_result(f"{NAME}/{part}_encoder", title, split, pairs, path),)


def _rule_features(items: Sequence[Sentence]) -> list[list[str]]:
    return [[f"rule {strength_of(text).value}"] for text, _ in items]


def _result(name: str, title: str, split: str, pairs: Sequence[Pair], path: Path) -> Result:
    golds = [gold for gold, _ in pairs]
    blank = [(gold, majority(golds)) for gold in golds]
    return Result(
        name=name,
        set=title,
        split=split,
        n=len(pairs),
        digest=datasets.file_digest(path),
        figures=(
            with_interval("macro_f1", pairs, macro_f1),
            with_interval("accuracy", pairs, accuracy),
            with_interval("f1 of causal", pairs, f1_of(Strength.CAUSAL.value)),
        ),
        baselines=(("majority", round(macro_f1(blank), 4)),),
        recalls=recalls(pairs),
    )
