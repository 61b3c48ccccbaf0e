"""Background statements on conditions and procedures: is each answered as the records that decide
it do?

``evals/articles/facts_dev.jsonl`` served to write the rules, ``facts_eval.jsonl`` did not; each
item is a statement in our own words with its answer and the records that decide it. The answer is
what the library's records can carry: where fewer than two state or deny it, too little evidence.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

from evals.measures import with_interval
from evals.runner import HERE, EvalError, Figure, Request, Result
from sceptic.background import checked_fact
from sceptic.checks import AskOptions, Workbench
from sceptic.config import STARTER, Settings, open_parts
from sceptic.language.article_claims import claims_of
from sceptic.sources.webpage import parse_article
from training import datasets

NAME = "background_facts"
_DAY = dt.date(2026, 11, 22)
_OPEN = "too_little_evidence"
_FILES = {False: "facts_dev.jsonl", True: "facts_eval.jsonl"}


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or HERE / "articles" / _FILES[request.held_out]
    try:
        items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise EvalError(f"no statements in {path}") from error
    settings = Settings(library=str(request.library or STARTER), corrections="none")
    bench = open_parts(settings)
    given = [answer_to(item["statement"], bench) for item in items]
    pairs = [(str(i["answer"]), g) for i, g in zip(items, given, strict=True)]
    half = f"{'held_out' if request.held_out else 'dev'}{'' if request.library else '/starter'}"
    split = "no rule written on it" if request.held_out else "used to write rules"
    return (
        Result(
            name=f"{NAME}/{half}",
            set="Background statements",
            split=f"{split}; {bench.library.snapshot().name}",
            n=len(items),
            digest=datasets.file_digest(path),
            figures=(
                _share("given their answer", pairs, lambda w, g: w == g),
                _share("their answer or too little evidence", pairs, lambda w, g: g in (w, _OPEN)),
                _share("not wrongly contradicted", pairs, _is_not_wrongly("contradicted")),
                _share("not wrongly supported", pairs, _is_not_wrongly("supported")),
            ),
            baselines=(
                ("too little evidence to each", sum(w == _OPEN for w, _ in pairs) / len(pairs)),
            ),
            wrong=tuple(str(i["id"]) for i, (w, g) in zip(items, pairs, strict=True) if w != g),
        ),
    )


def answer_to(statement: str, bench: Workbench) -> str:
    """The answer to a statement read as an article of one sentence."""
    claims = claims_of(parse_article(statement.encode()), bench.vocabulary).claims
    facts = [c.fact for c in claims if c.fact is not None and c.is_background]
    if not facts:
        return _OPEN
    return checked_fact(facts[0], statement, bench, AskOptions(today=_DAY)).answer.value


def _is_not_wrongly(answer: str) -> Callable[[str, str], bool]:
    return lambda wanted, given: given != answer or wanted == answer


def _share(
    name: str, pairs: Sequence[tuple[str, str]], holds: Callable[[str, str], bool]
) -> Figure:
    hits: list[Any] = [holds(w, g) for w, g in pairs]
    return with_interval(name, hits, lambda items: sum(items) / len(items) if items else 0.0)
