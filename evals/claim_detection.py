"""Which sentences hold a claim about health that can be checked?

Full Fact's labelled sentences, and a hundred sentences of FakeHealth's articles labelled by hand.

A sentence counts as one where annotators called it a statement of fact, a hedged claim, a citation
or a promotion, of a medical kind. The first sixty sentences and half of the rest served to write
rules; the other half measures. The sentences of articles were drawn by hash, two an article, and
labelled once (``evals/articles/guide.md``); they are read where they stand, in their article.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

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
IN_ARTICLES = Path(__file__).resolve().parent / "articles" / "claim_sentences.jsonl"


class _Labelled(msgspec.Struct, frozen=True):
    id: str
    start: int
    end: int
    sha256: str
    label: str


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
        _in_articles(request.path("fakehealth", "contents.jsonl.gz"), vocabulary),
    )


def _in_articles(path: Path, vocabulary: Vocabulary) -> Result:
    with gzip.open(path, "rb") as file:
        rows = [msgspec.json.decode(line) for line in file if line.strip()]
    articles = {str(row["id"]): row for row in rows}
    lines = IN_ARTICLES.read_bytes().splitlines()
    labelled = [msgspec.json.decode(line, type=_Labelled) for line in lines]
    claims = {
        i: _checkable(str(articles[i]["text"]), str(articles[i]["title"] or ""), vocabulary)
        for i in sorted({each.id for each in labelled})
    }
    pairs: list[Pair] = []
    for each in labelled:
        words = str(articles[each.id]["text"])[each.start : each.end]
        if hashlib.sha256(words.encode()).hexdigest()[:16] != each.sha256:
            raise EvalError(f"{each.id}: another text than the one that was labelled")
        is_told = any(a < each.end and each.start < b for a, b in claims[each.id])
        pairs.append((each.label, CLAIM if is_told else OTHER))
    f1 = f1_of(CLAIM)

    def gain(items: Sequence[Pair]) -> float:
        return f1(items) - f1([(gold, CLAIM) for gold, _ in items])

    measures = (
        ("f1", f1),
        ("precision", precision_of(CLAIM)),
        ("recall", recall_of(CLAIM)),
        ("accuracy", accuracy),
        ("f1 above every sentence a claim", gain),
    )
    return Result(
        name=f"{NAME}/in_articles",
        set="FakeHealth, sentences of articles labelled by hand",
        split="drawn by hash, two an article",
        n=len(pairs),
        digest=datasets.file_digest(IN_ARTICLES),
        figures=tuple(with_interval(name, pairs, measure) for name, measure in measures),
        baselines=(("every sentence a claim", round(f1([(g, CLAIM) for g, _ in pairs]), 4)),),
        recalls=recalls(pairs),
        wrong=tuple(
            f"{each.id}:{each.start}"
            for each, (gold, said) in zip(labelled, pairs, strict=True)
            if gold != said
        ),
    )


def _checkable(text: str, title: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    article = Article(text, "", len(text), ArticleFormat.PLAIN, title=title)
    told = claims_of(article, vocabulary).claims
    return [(c.start, c.end) for c in told if c.kind.is_checkable]


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
