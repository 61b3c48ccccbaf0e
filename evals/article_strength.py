"""Claim strength of press headlines and leads, by the rules that read articles.

Yu, Wang and co-workers' press sentences: the rules of ``press_strength`` were written on half of
them and are measured on the other half. The rules of conclusions answer beside them, and a linear
model of the half that served to write.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.measures import Pair, accuracy, f1_of, macro_f1, majority, recalls, with_interval
from evals.references import fitted_and_said
from evals.runner import Request, Result
from evals.strength import Sentence, _items
from sceptic.domain.article import ClaimStrength
from sceptic.language.press_strength import press_strength_of
from sceptic.language.strength import Strength, strength_of
from training import datasets

NAME = "article_strength"


def run(request: Request) -> tuple[Result, ...]:
    if request.items is not None:
        items = _items(request.items)
        digest = datasets.file_digest(request.items)
        return (_result("given", items, [], digest, "given items"),)
    path = request.path("causal_language", "annotated_eureka.csv")
    items = _items(path)
    write, measure = datasets.halves(range(len(items)))
    chosen = [items[i] for i in measure]
    learn = [items[i] for i in write]
    digest = datasets.file_digest(path)
    return (_result("held_out", chosen, learn, digest, "half not used to write rules"),)


def said_of(text: str) -> str:
    """A cure is a cause in the set's four steps."""
    strength = press_strength_of(text)
    return Strength.CAUSAL.value if strength is ClaimStrength.CURE else strength.value


def _result(
    part: str, items: Sequence[Sentence], learn: Sequence[Sentence], digest: str, split: str
) -> Result:
    pairs: list[Pair] = [(gold.value, said_of(text)) for text, gold in items]
    golds = [gold for gold, _ in pairs]
    blank = [(gold, majority(golds)) for gold in golds]
    plain = [(gold.value, strength_of(text).value) for text, gold in items]
    baselines = [
        ("majority", round(macro_f1(blank), 4)),
        ("rules of conclusions", round(macro_f1(plain), 4)),
    ]
    if learn:
        baselines.append(("linear, other half", round(macro_f1(_linear(learn, items)), 4)))
    return Result(
        name=f"{NAME}/{part}",
        set="Causal claim strength, press headlines and leads",
        split=split,
        n=len(pairs),
        digest=digest,
        figures=(
            with_interval("macro_f1", pairs, macro_f1),
            with_interval("accuracy", pairs, accuracy),
            with_interval("f1 of causal", pairs, f1_of(Strength.CAUSAL.value)),
        ),
        baselines=tuple(baselines),
        recalls=recalls(pairs),
    )


def _linear(learn: Sequence[Sentence], items: Sequence[Sentence]) -> list[Pair]:
    every = [*learn, *items]
    place = range(len(every))
    said = fitted_and_said(
        [(text,) for text, _ in every],
        [gold.value for _, gold in every],
        (),
        place[: len(learn)],
        place[len(learn) :],
    )
    return list(zip((gold.value for _, gold in items), said, strict=True))
