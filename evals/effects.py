"""Numbers of each arm: events of how many, mean with its standard deviation.

``effects``: 699 comparisons of outcomes over 120 trials (``effect_extraction``), each with the text
given (abstract, results and their tables). A *pair* is what a meta-analysis takes of one arm:
(events, size of the arm) of a counted outcome, (mean, standard deviation) of a measured one. It is
right if both figures are the annotators'; F1 is micro over the arms of all comparisons. Beside it
stand the single figures (eight fields, F1) and, as the makers of the set count (arXiv 2405.01686),
comparisons of which every field is exactly right, empty where theirs is.

Every comparison is answered by weights trained on other articles (five folds by article, seed 0).
Candidates and features were written while looking at one half of the articles; ``own_half`` is
that half, ``folds`` all, ``held_out`` (with ``--held-out``) the half that nobody looked at. Other
items (``--items``, texts beside the file or the set's own) are answered by the shipped model.
"""

from __future__ import annotations

import random
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from evals.measures import RESAMPLES
from evals.runner import EvalError, Figure, Request, Result
from sceptic.appraisal.arm_results import MODEL, arm_results
from sceptic.appraisal.arm_values import ArmPair
from sceptic.appraisal.linear import LinearModel, model
from training import datasets
from training.arms import cross_fitted, possible_of, questions
from training.effect_items import (
    ANSWERS,
    TEXTS,
    Item,
    Numbers,
    Text,
    is_equal,
    items_in,
    pairs_right,
    said_of,
    texts_in,
)

NAME = "effects"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comparison answered: what is right of what was marked and of what was said."""

    item: Item
    said: tuple[Numbers, Numbers]

    @property
    def group(self) -> str:
        return self.item.article

    def pairs(self) -> tuple[int, int, int]:
        """(right, said, marked) over the pairs of both arms."""
        return pairs_right(self.item, self.said)

    def figures(self) -> tuple[int, int, int]:
        right = said = marked = 0
        for gold, mine in zip(self.item.gold, self.said, strict=True):
            marked, said = marked + len(gold), said + len(mine)
            right += sum(n in mine and is_equal(n, gold[n], mine[n]) for n in gold)
        return right, said, marked

    def sizes(self) -> tuple[int, int, int]:
        right = said = marked = 0
        for gold, mine in zip(self.item.gold, self.said, strict=True):
            marked, said = marked + ("total" in gold), said + ("total" in mine)
            right += (
                "total" in gold
                and "total" in mine
                and is_equal("total", gold["total"], mine["total"])
            )
        return right, said, marked

    def is_exact(self) -> bool:
        right, said, marked = self.figures()
        return right == said == marked


def run(request: Request) -> tuple[Result, ...]:
    try:
        if request.items is not None:
            return (_on_items(request, request.items),)
        folder = request.path("effect_extraction")
        items, texts = items_in(folder / ANSWERS), texts_in(folder / TEXTS)
    except (OSError, tarfile.TarError, ValueError, KeyError) as error:
        raise EvalError("effect_extraction is not the set as published") from error
    models = cross_fitted(questions(items, possible := possible_of(items, texts)))
    written, unseen = (set(h) for h in datasets.halves(sorted({i.article for i in items})))
    answers = [
        (i, said_of(i, p.best(m)), said_of(i, abstract_alone(i, texts[i.article], m)))
        for i, p, m in zip(items, possible, models, strict=True)
    ]
    parts = {"held_out": unseen} if request.held_out else {"own_half": written,
                                                           "folds": written | unseen}  # fmt: skip
    return tuple(
        _result(part, [a for a in answers if a[0].article in chosen], folder / ANSWERS)
        for part, chosen in parts.items()
    )


Answer = tuple[Item, tuple[Numbers, Numbers], tuple[Numbers, Numbers]]
"""The comparison, what was said of it, and what from its abstract alone."""
_PARTS = {
    "own_half": "the half of the articles (seed 0) that rules were written on, five folds",
    "held_out": "the half of the articles (seed 0) that nobody looked at, five folds",
    "folds": "all articles, five folds by article",
    "items": "other items, the shipped model",
}


def _on_items(request: Request, path: Path) -> Result:
    beside = path.parent / TEXTS
    items = items_in(path)
    texts = texts_in(beside if beside.exists() else request.path("effect_extraction", TEXTS))
    shipped = model(MODEL)
    answers = [
        (i, said_of(i, p.best(shipped)), said_of(i, abstract_alone(i, texts[i.article], shipped)))
        for i, p in zip(items, possible_of(items, texts), strict=True)
    ]
    return _result("items", answers, path)


def abstract_alone(item: Item, text: Text, weights: LinearModel) -> ArmPair:
    return arm_results(item.asked, text.sentences[: text.abstract], weights=weights)


def _result(part: str, answers: Sequence[Answer], path: Path) -> Result:
    outcomes = [Outcome(item, said) for item, said, _ in answers]
    from_abstract = [Outcome(item, said) for item, _, said in answers]
    nothing = [Outcome(item, ({}, {})) for item, _, _ in answers]
    return Result(
        name=f"{NAME}/{part}",
        set="numeric results of 120 trials (Yun et al. 2024)",
        split=_PARTS[part],
        n=len(answers),
        digest=datasets.file_digest(path),
        figures=(
            by_group("pairs F1", outcomes, _pairs_f1),
            by_group("pairs precision", outcomes, lambda o: ratio([x.pairs() for x in o], 1)),
            by_group("pairs recall", outcomes, lambda o: ratio([x.pairs() for x in o], 2)),
            by_group("figures F1", outcomes, lambda o: f1([x.figures() for x in o])),
            by_group("group sizes F1", outcomes, lambda o: f1([x.sizes() for x in o])),
            by_group("comparisons exact", outcomes, exact),
            by_group("pairs F1, counted", _of(outcomes, True), _pairs_f1),
            by_group("pairs F1, measured", _of(outcomes, False), _pairs_f1),
            by_group("pairs F1, abstract alone", from_abstract, _pairs_f1),
        ),
        baselines=(("nothing said: comparisons exact", round(exact(nothing), 4)),),
        wrong=tuple(o.item.id for o in outcomes if not o.is_exact()),
        note=f"{len({i.article for i, _, _ in answers})} articles; "
        "intervals by bootstrap over articles",
    )


def _of(outcomes: Sequence[Outcome], is_counted: bool) -> list[Outcome]:
    return [o for o in outcomes if o.item.asked.is_counted is is_counted]


def _pairs_f1(outcomes: Sequence[Outcome]) -> float:
    return f1([o.pairs() for o in outcomes])


# --- figures --------------------------------------------------------------------------------------


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    right, said, marked = (sum(c[i] for c in counts) for i in range(3))
    return 2 * right / (said + marked) if said + marked else 0.0


def ratio(counts: Sequence[tuple[int, int, int]], by: int) -> float:
    whole = sum(c[by] for c in counts)
    return sum(c[0] for c in counts) / whole if whole else 0.0


def exact(outcomes: Sequence[Outcome]) -> float:
    return sum(o.is_exact() for o in outcomes) / len(outcomes) if outcomes else 0.0


class Grouped(Protocol):
    """Anything answered that belongs to an article."""

    @property
    def group(self) -> str: ...


G = TypeVar("G", bound=Grouped)


def by_group(name: str, items: Sequence[G], measure: Callable[[Sequence[G]], float]) -> Figure:
    """A figure with its 95 % percentile interval, bootstrapped over articles."""
    groups: dict[str, list[G]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    order = sorted(groups)
    rng = random.Random(0)
    values = sorted(
        measure([i for key in rng.choices(order, k=len(order)) for i in groups[key]])
        for _ in range(RESAMPLES if order else 0)
    ) or [0.0]
    low, high = values[int(0.025 * len(values))], values[int(0.975 * len(values))]
    return Figure(name, round(measure(items), 4), round(low, 4), round(high, 4), len(items))
