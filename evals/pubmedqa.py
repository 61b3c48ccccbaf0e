"""PubMedQA: what does the conclusion answer? Yes, no or maybe.

On the file that the shipped weights were trained on, each item is answered by a model that has
not seen it (ten folds, seed 0). On any other file the shipped weights answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals import encoder
from evals.measures import Pair, accuracy, macro_f1, majority, recalls, with_interval
from evals.runner import EvalError, Request, Result
from sceptic.appraisal.affirmation import ANSWERS, MODEL, Affirmation, affirmation
from sceptic.appraisal.cues import NEGATION, families_of, words_of
from sceptic.appraisal.linear import model
from training import datasets
from training.affirmation import FOLDS, best, binary, cross_fitted
from training.fit import fitted

NAME = "pubmedqa"


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path("pubmedqa_dev.json")
    items = _items(path)
    digest = datasets.file_digest(path)
    trained_on_this = digest == model(MODEL).provenance.data[0]["digest"]
    answers = (
        cross_fitted(items)
        if trained_on_this
        else {item.id: affirmation(item.conclusion, item.question) for item in items}
    )
    how = f"cross-fitted, {FOLDS} folds, seed 0" if trained_on_this else "shipped weights"
    read = encoder.to_questions(items, answers, own=trained_on_this)
    return (
        _three_way(items, answers, read, digest, how),
        _yes_no(items, answers, read, digest, how),
        *_joint(items, read, digest, how, own=trained_on_this),
    )


def _items(path: Path) -> list[datasets.YesNoItem]:
    try:
        return datasets.yes_no_items(path)
    except (OSError, ValueError, KeyError) as error:
        raise EvalError(f"{path.name} is no file in PubMedQA's form") from error


def _three_way(
    items: Sequence[datasets.YesNoItem],
    answers: dict[str, Affirmation],
    read: encoder.Answers,
    digest: str,
    how: str,
) -> Result:
    pairs = [(item.answer, best(answers[item.id])) for item in items]
    golds = [item.answer for item in items]
    return Result(
        name=f"{NAME}/three_way",
        set="PubMedQA, conclusion given",
        split=how,
        n=len(items),
        digest=digest,
        figures=(
            with_interval("accuracy", pairs, accuracy),
            with_interval("macro_f1", pairs, macro_f1),
        ),
        baselines=(
            ("majority", _share(golds)),
            ("question only", _question_only(items)),
            *_encoder(items, read, 0),
        ),
        recalls=recalls(pairs),
        wrong=_wrong(items, pairs),
    )


def _yes_no(
    items: Sequence[datasets.YesNoItem],
    answers: dict[str, Affirmation],
    read: encoder.Answers,
    digest: str,
    how: str,
) -> Result:
    chosen = [item for item in items if item.answer != "maybe"]
    pairs = [(item.answer, binary(answers[item.id])) for item in chosen]
    rule = [(item.answer, _by_negation(item.conclusion)) for item in chosen]
    return Result(
        name=f"{NAME}/yes_no",
        set="PubMedQA, conclusion given, yes or no",
        split=how,
        n=len(chosen),
        digest=digest,
        figures=(
            with_interval("accuracy", pairs, accuracy),
            with_interval("macro_f1", pairs, macro_f1),
        ),
        baselines=(
            ("majority", _share([item.answer for item in chosen])),
            ("question only", _question_only(chosen)),
            ("any negation means no", round(accuracy(rule), 4)),
            *_encoder(chosen, read, 1),
        ),
        recalls=recalls(pairs),
        wrong=_wrong(chosen, pairs),
    )


def _joint(
    items: Sequence[datasets.YesNoItem],
    read: encoder.Answers,
    digest: str,
    how: str,
    *,
    own: bool,
) -> tuple[Result, ...]:
    """The encoder's chances times those of the linear reader: what votes second in the program
    where the encoder can be had."""
    results = []
    for place, name in enumerate(("three_way", "yes_no")):
        chosen = [i for i in items if not place or i.answer != "maybe"]
        golds = [(i.id, i.answer) for i in chosen]
        pairs = encoder.pairs_of(read, golds, place + encoder.JOINED)
        if pairs:
            results.append(
                Result(
                    name=f"{NAME}/{name}/joint",
                    set="PubMedQA, conclusion given" + (", yes or no" if place else ""),
                    split=f"encoder and linear reader, {'cross-fitted' if own else how}",
                    n=len(pairs),
                    digest=digest,
                    figures=(
                        with_interval("accuracy", pairs, accuracy),
                        with_interval("macro_f1", pairs, macro_f1),
                    ),
                    recalls=recalls(pairs),
                    wrong=_wrong(chosen, pairs),
                )
            )
    return tuple(results)


def _encoder(
    items: Sequence[datasets.YesNoItem], read: encoder.Answers, place: int
) -> tuple[tuple[str, float], ...]:
    golds = [(i.id, i.answer) for i in items]
    said = (("encoder", place), ("encoder and linear", place + encoder.JOINED))
    pairs = [(name, encoder.pairs_of(read, golds, at)) for name, at in said]
    return tuple((name, round(accuracy(answers), 4)) for name, answers in pairs if answers)


def _wrong(items: Sequence[datasets.YesNoItem], pairs: Sequence[Pair]) -> tuple[str, ...]:
    return tuple(i.id for i, (gold, said) in zip(items, pairs, strict=True) if gold != said)


def _share(golds: Sequence[str]) -> float:
    return round(sum(g == majority(golds) for g in golds) / max(1, len(golds)), 4)


def _by_negation(text: str) -> str:
    return "no" if any(families_of(w) & NEGATION for w in words_of(text)) else "yes"


def _question_only(items: Sequence[datasets.YesNoItem]) -> float:
    """Accuracy of a model that sees the question's words alone, cross-fitted in the same folds."""
    classes = [a for a in ANSWERS if any(item.answer == a for item in items)]
    if len(classes) < 2 or len(items) < 2 * FOLDS:
        return 0.0
    rows = {item.id: words_of(item.question) for item in items}
    hits = 0
    for fold in datasets.folds(rows, FOLDS):
        held = set(fold)
        seen = [item for item in items if item.id not in held]
        made = fitted("question", [rows[i.id] for i in seen], [i.answer for i in seen], classes)
        for item in items:
            if item.id in held:
                scores = made.probabilities(rows[item.id])
                hits += max(zip(scores, classes, strict=True))[1] == item.answer
    return round(hits / len(items), 4)
