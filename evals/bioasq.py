"""BioASQ: yes or no, given the snippets that curators marked.

On the file that the kept weights were trained on, each question is answered by a model that
has not seen it (ten folds, seed 0). On any other file the kept weights answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals import encoder
from evals.measures import Pair, accuracy, f1_of, macro_f1, majority, recalls, with_interval
from evals.references import cross_fitted as reference
from evals.runner import EvalError, Request, Result
from sceptic.appraisal.cues import NEGATION, families_of, words_of
from training import datasets
from training.fit import reference_model
from training.passage_reader import MODEL, answer_from_passages
from training.passages import FOLDS, cross_fitted, said

NAME = "bioasq"


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path("bioasq_yesno_dev.jsonl")
    items = _items(path)
    digest = datasets.file_digest(path)
    own = digest == reference_model(MODEL).provenance.data[0]["digest"]
    if own:
        answers = cross_fitted(items)
        how = f"cross-fitted, {FOLDS} folds, seed 0"
    else:
        answers = {i.id: answer_from_passages(i.question, i.snippets) for i in items}
        how = "kept weights"
    pairs: list[Pair] = [(i.answer, said(answers[i.id])) for i in items]
    read = encoder.pairs_of(encoder.to_snippets(items, own=own), [(i.id, i.answer) for i in items])
    golds = [i.answer for i in items]
    return (
        Result(
            name=NAME,
            set="BioASQ yes/no, gold snippets",
            split=how,
            n=len(pairs),
            digest=digest,
            figures=(
                with_interval("accuracy", pairs, accuracy),
                with_interval("macro_f1", pairs, macro_f1),
                with_interval("f1 of no", pairs, f1_of("no")),
            ),
            baselines=(
                ("majority", _accuracy(golds, [majority(golds)] * len(golds))),
                ("question only", _linear(items, snippets=False)),
                ("snippets only, denials counted", _accuracy(golds, [_denied(i) for i in items])),
                ("linear, words of both", _linear(items, snippets=True)),
                *((("encoder", round(accuracy(read), 4)),) if read else ()),
            ),
            recalls=recalls(pairs),
            wrong=tuple(i.id for i, (g, s) in zip(items, pairs, strict=True) if g != s),
        ),
    )


def _items(path: Path) -> list[datasets.SnippetItem]:
    try:
        return datasets.snippet_items(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path.name} is no file of questions with snippets") from error


def _accuracy(golds: Sequence[str], answers: Sequence[str]) -> float:
    return round(accuracy(list(zip(golds, answers, strict=True))), 4)


def _denied(item: datasets.SnippetItem) -> str:
    """No where most snippets hold a word of negation."""
    counts = [any(families_of(w) & NEGATION for w in words_of(s)) for s in item.snippets]
    return "no" if sum(counts) > len(counts) / 2 else "yes"


def _linear(items: Sequence[datasets.SnippetItem], *, snippets: bool) -> float:
    texts = [(i.question, " ".join(i.snippets)) if snippets else (i.question,) for i in items]
    golds = [i.answer for i in items]
    return _accuracy(golds, reference(texts, golds, [i.id for i in items]))
