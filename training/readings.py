"""From the encoder's logits to answers: what the evals keep of it.

A statement against an abstract is answered by a small model (``Stack``) over the logits of all
sentences, those of the nearest together, and lexical features, trained on SciFact; the other
sets by the logits themselves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from sceptic.appraisal.linear import softmax
from training import datasets
from training.datasets import (
    ChangeItem,
    SnippetItem,
    StatementItem,
    YesNoItem,
    change_key,
)
from training.statement_reader import agreement_features
from training.told_pairs import nearest, nearest_snippets, shares_of, together

FOLDS = 5
C = 0.03
_WORDS = 0.5
"""Weight of a lexical feature against a standardised one of the encoder."""
_FLOOR = 1e-4
_LEAST = 1e-3
"""Added to a chance before it is multiplied."""
_YES_NO = ("yes", "no", "maybe")
_CHANGES = ("higher", "no difference", "lower")
Logits = Sequence[Sequence[float]]
"""One row of four a pair (supports, contradicts, unclear, silent), or of three (change)."""

Reads = Callable[[Sequence[tuple[str, str]]], Logits]
"""What a reader says of pairs of texts."""
MOST_SNIPPETS = 6


class Read(msgspec.Struct):
    """What the encoder makes of a statement and an abstract."""

    sentences: list[list[float]]
    """Stance logits of each sentence."""
    together: list[float]
    """Of the nearest sentences together."""


def statements_read(read: Reads, items: Sequence[StatementItem]) -> dict[str, Read]:
    """Each sentence by itself, then the nearest together."""
    said = iter(read([(i.statement, s) for i in items for s in i.sentences]))
    alone = {item.id: [list(next(said)[:4]) for _ in item.sentences] for item in items}
    rows = read([together(item, nearest(item)) for item in items])
    return {i.id: Read(alone[i.id], list(row[:4])) for i, row in zip(items, rows, strict=True)}


def questions_read(
    read: Reads, pubmedqa: Sequence[YesNoItem], bioasq: Sequence[SnippetItem]
) -> dict[str, list[list[float]]]:
    """The conclusion, or the nearest snippets, of each question."""
    told = {i.id: [(i.question, i.conclusion)] for i in pubmedqa}
    told |= {i.id: [(i.question, s) for s in nearest_snippets(i, MOST_SNIPPETS)] for i in bioasq}
    said = iter(read([pair for part in told.values() for pair in part]))
    return {key: [list(next(said)[:4]) for _ in part] for key, part in told.items()}


def statement_answers(
    items: Sequence[StatementItem], read: Mapping[str, Read], said: Sequence[str]
) -> dict[str, list[str | int]]:
    """Item -> label, then the two sentences that tell most."""
    return {
        i.id: [label, *ranked(i, read[i.id].sentences)[:2]]
        for i, label in zip(items, said, strict=True)
    }


def question_answers(
    items: Sequence[YesNoItem],
    logits: Mapping[str, Logits],
    linear: Mapping[str, Sequence[float]],
) -> dict[str, list[str | int]]:
    """Item -> yes, no or maybe; then yes or no; then the lean to yes, -100 to 100; and all three
    once more for the encoder's chances times those of the linear reader.

    Args:
        linear: chances of yes, no and maybe from a reader that had not seen the item.
    """
    said: dict[str, list[str | int]] = {}
    for i in items:
        own = softmax(logits[i.id][0][:3])
        logs = [math.log(a) + math.log(b + _LEAST) for a, b in zip(own, linear[i.id], strict=True)]
        said[i.id] = [*_said(own), *_said(softmax(logs))]
    return said


def _said(chances: Sequence[float]) -> list[str | int]:
    lean = round(100 * (chances[0] - chances[1]))
    return [_best(chances, _YES_NO), _best(chances[:2], _YES_NO[:2]), lean]


def snippet_answers(
    items: Sequence[SnippetItem], logits: Mapping[str, Logits]
) -> dict[str, list[str | int]]:
    """Item -> yes where the snippets lean to it on the whole."""
    return {
        i.id: ["yes" if sum(row[0] - row[1] for row in logits[i.id]) >= 0 else "no"] for i in items
    }


def change_answers(
    items: Sequence[ChangeItem], logits: Mapping[str, Logits]
) -> dict[str, list[str | int]]:
    """Item (by ``change_key``) -> higher, no difference or lower."""
    return {change_key(i): [_best(logits[change_key(i)][0], _CHANGES)] for i in items}


def _best(row: Sequence[float], names: Sequence[str]) -> str:
    return max(zip(row, names, strict=False), key=lambda pair: pair[0])[1]


def ranked(item: StatementItem, logits: Logits) -> list[int]:
    """Sentences, the most telling first: not silent, and naming the statement's words."""
    chances, shares = _chances(logits), shares_of(item)
    return sorted(range(len(shares)), key=lambda i: (-(1 - chances[i][3] + 0.3 * shares[i]), i))


class Stack(msgspec.Struct, frozen=True):
    """The small model: a logistic regression over standardised values and lexical features."""

    classes: list[str]
    mean: list[float]
    spread: list[float]
    words: list[str]
    weights: list[list[float]]
    """A row a class: of the values, then of the words."""
    bias: list[float]

    def answers(self, items: Sequence[StatementItem], read: Sequence[Read]) -> list[str]:
        """A label an item."""
        return [self._answer(i, x) for i, x in zip(items, read, strict=True)]

    def _answer(self, item: StatementItem, read: Read) -> str:
        values = np.array(_values(item, read))
        known = agreement_features(item.statement, item.title, item.sentences)
        named = [_WORDS * (word in known) for word in self.words]
        row = [*(values - self.mean) / self.spread, *named]
        return self.classes[int(np.argmax(np.array(self.weights) @ row + self.bias))]


def fitted_stack(items: Sequence[StatementItem], read: Sequence[Read]) -> Stack:
    """Learnt from items that the reader had not seen."""
    lexical = [agreement_features(i.statement, i.title, i.sentences) for i in items]
    words = sorted({word for row in lexical for word in row})
    values = np.array([_values(i, x) for i, x in zip(items, read, strict=True)])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    named = np.array([[_WORDS * (word in row) for word in words] for row in map(set, lexical)])
    made = LogisticRegression(C=C, max_iter=2000, class_weight="balanced")
    made.fit(np.hstack([(values - mean) / spread, named]), [i.label for i in items])
    return Stack(
        [str(x) for x in made.classes_],
        [round(float(x), 5) for x in mean],
        [round(float(x), 8) for x in spread],
        words,
        [[round(float(x), 4) for x in row] for row in made.coef_],
        [round(float(x), 4) for x in made.intercept_],
    )


def cross_fitted(items: Sequence[StatementItem], read: Sequence[Read]) -> list[str]:
    """Labels of items, each from a small model that has seen no pair of its abstract."""
    said = [""] * len(items)
    for fold in datasets.folds({i.document for i in items}, FOLDS):
        held = set(fold)
        seen = [k for k, i in enumerate(items) if i.document not in held]
        test = [k for k, i in enumerate(items) if i.document in held]
        made = fitted_stack([items[k] for k in seen], [read[k] for k in seen])
        told = made.answers([items[k] for k in test], [read[k] for k in test])
        for k, label in zip(test, told, strict=True):
            said[k] = label
    return said


def _chances(logits: Logits) -> list[list[float]]:
    return [softmax(row[:4]) for row in logits]


def _values(item: StatementItem, read: Read) -> list[float]:
    """How the two most telling sentences, the nearest and all together stand to the statement."""
    chances, shares = _chances(read.sentences), shares_of(item)
    order = ranked(item, read.sentences)
    logs = [[math.log(p + _FLOOR) for p in row] for row in chances]
    values: list[float] = []
    for rank in (0, 1):
        i = order[min(rank, len(order) - 1)]
        for_, against, _, silent = logs[i]
        values += [for_ - silent, against - silent, for_ - against, shares[i]]
    best_for, best_against = max(c[0] for c in chances), max(c[1] for c in chances)
    weigh = list(zip(chances, shares, strict=True))
    named = max(range(len(shares)), key=lambda i: (shares[i], -i))
    return [
        *values,
        best_for,
        best_against,
        best_for - best_against,
        max(1 - c[3] for c in chances),
        max(shares),
        sum(c[0] * s for c, s in weigh),
        sum(c[1] * s for c, s in weigh),
        sum(c[0] for c in chances) / len(chances),
        sum(c[1] for c in chances) / len(chances),
        logs[named][0] - logs[named][1],
        chances[named][3],
        *_together(read),
    ]


def _together(read: Read) -> list[float]:
    """The nearest sentences read as one, and odds pooled over all sentences."""
    for_, against, _, silent = read.together
    odds = [(row[0] - row[3], row[1] - row[3]) for row in read.sentences]
    return [
        for_ - silent,
        against - silent,
        for_ - against,
        math.log(sum(math.exp(a) for a, _ in odds)),
        math.log(sum(math.exp(b) for _, b in odds)),
        max(a for a, _ in odds),
        max(b for _, b in odds),
    ]
