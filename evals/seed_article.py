"""The article that the project began with: are its 23 statements found, are they of the kind said?

A statement counts as found where a claim covers more than half of its characters. ``one to one``
gives each claim to one statement only. The article served to write the rules: this guards them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.measures import with_interval
from evals.runner import EvalError, Figure, Request, Result
from sceptic.domain.article import ArticleClaim
from sceptic.language.article_claims import claims_of
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.sources.webpage import parse_article
from training import datasets

NAME = "seed_article"


def run(request: Request) -> tuple[Result, ...]:
    folder = request.items or (request.data or Path()).parent / "seedcase"
    try:
        data = (folder / "article.txt").read_bytes()
        lines = (folder / "statements.jsonl").read_text("utf-8").splitlines()
        statements = [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise EvalError(f"no article.txt and statements.jsonl in {folder}") from error
    read = claims_of(parse_article(data), shipped_vocabulary())
    found = [_found(s, read.claims) for s in statements]
    single = _one_to_one(statements, read.claims)
    literature = [s for s in statements if s["checkable_in_literature"]]
    asked = [any(c.claim for c in _over(s, read.claims)) for s in literature]
    every = [True] * len(statements)
    missed = [s["id"] for s, hit in zip(statements, found, strict=True) if not hit]
    return (
        Result(
            name=f"{NAME}/statements",
            set="The seed article",
            split="used to write rules",
            n=len(statements),
            digest=datasets.file_digest(folder / "statements.jsonl"),
            figures=(
                _share("found", found),
                _share("found, one to one", single),
                _share("decidable by the literature, with a claim to ask", asked),
            ),
            baselines=(("every sentence a claim", _share("", every).value),),
            wrong=tuple(missed),
            note=f"{len(read.claims)} claims, {len(read.skipped)} sentences passed over",
        ),
    )


def _share(name: str, hits: Sequence[bool]) -> Figure:
    return with_interval(name, hits, lambda items: sum(items) / len(items) if items else 0.0)


def _over(statement: dict[str, Any], claims: Sequence[ArticleClaim]) -> list[ArticleClaim]:
    start, end = statement["start"], statement["end"]
    return [c for c in claims if 2 * (min(c.end, end) - max(c.start, start)) > end - start]


def _found(statement: dict[str, Any], claims: Sequence[ArticleClaim]) -> bool:
    return bool(_over(statement, claims))


def _one_to_one(statements: Sequence[dict[str, Any]], claims: Sequence[ArticleClaim]) -> list[bool]:
    free = list(claims)
    hits = []
    for statement in sorted(statements, key=lambda s: int(s["end"]) - int(s["start"])):
        over = sorted(_over(statement, free), key=lambda c: c.end - c.start)
        hits.append(bool(over))
        if over:
            free.remove(over[0])
    return hits
