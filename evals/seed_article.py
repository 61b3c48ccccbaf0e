"""The article that the project began with: are its 23 statements found, are they of the kind said?

A statement counts as found where a claim covers more than half of its characters. ``one to one``
gives each claim to one statement only. The article served to write the rules: this guards them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.measures import with_interval
from evals.runner import EvalError, Figure, Request, Result
from sceptic.checks import AskOptions
from sceptic.config import STARTER, Settings, open_parts
from sceptic.domain.article import Article, ArticleClaim
from sceptic.domain.reading import ComparisonKind, Reading
from sceptic.language.article_claims import claims_of
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.readings import read
from sceptic.sources.webpage import parse_article
from training import datasets

NAME = "seed_article"
_DAY = dt.date(2026, 11, 22)


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
    asked = [any(c.claim or c.fact for c in _over(s, read.claims)) for s in literature]
    every = [True] * len(statements)
    digest = datasets.file_digest(folder / "statements.jsonl")
    missed = [s["id"] for s, hit in zip(statements, found, strict=True) if not hit]
    return (
        Result(
            name=f"{NAME}/statements",
            set="The seed article",
            split="used to write rules",
            n=len(statements),
            digest=digest,
            figures=(
                _share("found", found),
                _share("found, one to one", single),
                _share("decidable by the literature, with a claim to ask", asked),
            ),
            baselines=(("every sentence a claim", _share("", every).value),),
            wrong=tuple(missed),
            note=f"{len(read.claims)} claims, {len(read.skipped)} sentences passed over",
        ),
        _answered(literature, parse_article(data), request, digest),
    )


_OPEN = "too_little_evidence"


def _answered(
    statements: Sequence[dict[str, Any]], article: Article, request: Request, digest: str
) -> Result:
    """Answers to the statements that the literature can decide, from the library that is given,
    else from the starter facts. A statement without a claim to ask counts as not answered, and as
    too little evidence."""
    settings = Settings(library=str(request.library or STARTER), corrections="none")
    reading = read(article, open_parts(settings), AskOptions(today=_DAY))
    given = [_answers(s, reading) for s in statements]
    wanted = [str(s["answer"]) for s in statements]
    pairs = list(zip(wanted, given, strict=True))
    is_mixed_up = any(
        c.kind is ComparisonKind.OTHER_CONDITION
        for each in reading.claims
        for c in each.comparisons
    )
    supported = [g for w, g in pairs if w == "supported"]
    library = reading.method.library.name if reading.method else ""
    return Result(
        name=f"{NAME}/answers",
        set="The seed article",
        split=f"decidable by the literature; {library}",
        n=len(pairs),
        digest=digest,
        figures=(
            _share("given their answer", [w in g for w, g in pairs]),
            _share("their answer or too little evidence", [not g - {w, _OPEN} for w, g in pairs]),
            _share("supported and not contradicted", ["contradicted" not in g for g in supported]),
            _share("mix-up of diseases reported", [is_mixed_up]),
        ),
        baselines=(("too little evidence to each", wanted.count(_OPEN) / len(wanted)),),
        wrong=tuple(
            str(s["id"]) for s, (w, g) in zip(statements, pairs, strict=True) if w not in g
        ),
    )


def _answers(statement: dict[str, Any], reading: Reading) -> set[str]:
    """Answers of the claims that cover the statement; too little evidence where none was asked."""
    start, end = statement["start"], statement["end"]
    over = [
        c.answer.value
        for c in reading.claims
        if c.answer is not None
        and 2 * (min(c.claim.end, end) - max(c.claim.start, start)) > end - start
    ]
    return set(over) or {_OPEN}


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
