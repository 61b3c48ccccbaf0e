"""Which sentences hold a claim about health that can be checked? Full Fact's labelled sentences.

A sentence counts as one where annotators called it a statement of fact, a hedged claim, a citation
or a promotion, of a medical kind. The first sixty sentences and half of the rest served to write
rules; the other half measures.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.measures import (
    Pair,
    accuracy,
    f1_of,
    precision_of,
    recall_of,
    recalls,
    with_interval,
)
from evals.references import fitted_and_said
from evals.runner import EvalError, Request, Result
from sceptic.domain.article import Article, ArticleFormat
from sceptic.language.article_claims import claims_of
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from training import datasets

NAME = "claim_detection"
CLAIM, OTHER = "claim", "other"
SEEN = 60
"""Sentences at the head of the file that were read before it was split."""
ASSERTING = frozenset(("statement of fact", "hedged claim", "citation", "promotion"))
Sentence = tuple[str, str]


def run(request: Request) -> tuple[Result, ...]:
    vocabulary = shipped_vocabulary()
    if request.items is not None:
        items = _items(request.items)
        return (_result("given", items, [], vocabulary, request.items, "given items"),)
    path = request.path("fullfact_health_claims", "full_in_context_labelled_data.csv")
    items = _items(path)
    write, measure = datasets.halves(items[SEEN:])
    learn = [*items[:SEEN], *write]
    return (
        _result("held_out", measure, learn, vocabulary, path, "half not used to write rules"),
        _result("writing", learn, [], vocabulary, path, "the sentences that served to write rules"),
    )


def said_of(text: str, vocabulary: Vocabulary) -> str:
    """Whether an article of this one sentence claims something that can be checked."""
    article = Article(text=text, sha256="", size=len(text), format=ArticleFormat.PLAIN)
    kinds = [claim.kind for claim in claims_of(article, vocabulary).claims]
    return CLAIM if any(kind.is_checkable for kind in kinds) else OTHER


def _items(path: Path) -> list[Sentence]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        unique = {
            row["output_text"].strip(): _label(row) for row in rows if row["output_text"].strip()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path.name} holds no labelled sentences") from error
    return list(unique.items())


def _label(row: dict[str, str]) -> str:
    is_medical = row["type_of_medical_claim"] not in ("", "not medical")
    return CLAIM if is_medical and row["type_of_claim"] in ASSERTING else OTHER


def _result(
    part: str,
    items: Sequence[Sentence],
    learn: Sequence[Sentence],
    vocabulary: Vocabulary,
    path: Path,
    split: str,
) -> Result:
    pairs: list[Pair] = [(gold, said_of(text, vocabulary)) for text, gold in items]
    f1 = f1_of(CLAIM)
    baselines = [("every sentence a claim", round(f1([(g, CLAIM) for g, _ in pairs]), 4))]
    if learn:
        baselines.append(("linear, other half", round(f1(_linear(learn, items)), 4)))
    measures: tuple[tuple[str, Callable[[Sequence[Pair]], float]], ...] = (
        ("f1", f1),
        ("precision", precision_of(CLAIM)),
        ("recall", recall_of(CLAIM)),
        ("accuracy", accuracy),
    )
    return Result(
        name=f"{NAME}/{part}",
        set="Full Fact health claims",
        split=split,
        n=len(pairs),
        digest=f"{datasets.file_digest(path)}-{part}",
        figures=tuple(with_interval(name, pairs, measure) for name, measure in measures),
        baselines=tuple(baselines),
        recalls=recalls(pairs),
    )


def _linear(learn: Sequence[Sentence], items: Sequence[Sentence]) -> list[Pair]:
    every = [*learn, *items]
    place = range(len(every))
    said = fitted_and_said(
        [(text,) for text, _ in every],
        [gold for _, gold in every],
        (),
        place[: len(learn)],
        place[len(learn) :],
    )
    return list(zip((gold for _, gold in items), said, strict=True))
