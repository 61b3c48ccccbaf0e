"""From the encoder's logits to answers: what the evals keep of it.

A statement against an abstract is answered by a small model over the logits of all sentences, those
of the nearest together, their cosines and lexical features, trained on SciFact; the other sets by
the logits themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from sceptic.appraisal.cues import words_of
from sceptic.appraisal.linear import softmax
from training import datasets
from training.datasets import (
    ChangeItem,
    SnippetItem,
    StatementItem,
    YesNoItem,
    change_key,
)
from training.statement_reader import agreement_features, content_of

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


class Read(msgspec.Struct):
    """What the encoder makes of a statement and an abstract."""

    sentences: list[list[float]]
    """Stance logits of each sentence."""
    nearest: list[float]
    """Of the nearest sentences together."""
    cosines: list[float]
    """How near each sentence is to the statement."""


def statement_answers(
    learn: Sequence[StatementItem],
    items: Sequence[StatementItem],
    read: Mapping[str, Read],
) -> dict[str, list[str | int]]:
    """Item -> label, then the two sentences that tell most; cross-fitted where ``items`` are those
    that are learnt from.
    """
    known = [read[i.id] for i in learn]
    if items is learn:
        said = answers(learn, known)
    else:
        said = answers(learn, known, items, [read[i.id] for i in items])
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
    chances, shares = _chances(logits), _shares(item)
    return sorted(range(len(shares)), key=lambda i: (-(1 - chances[i][3] + 0.3 * shares[i]), i))


def answers(
    learn: Sequence[StatementItem],
    learn_read: Sequence[Read],
    items: Sequence[StatementItem] = (),
    read: Sequence[Read] = (),
) -> list[str]:
    """Labels of ``items`` from a small model of ``learn``; without items, of ``learn`` itself,
    cross-fitted by abstract. The reader's probabilities and lexical features, standardised.
    """
    words = DictVectorizer(sparse=False)
    known = words.fit_transform([_lexical(i) for i in learn]) * _WORDS
    values = np.array([_values(i, x) for i, x in zip(learn, learn_read, strict=True)])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    table = np.hstack([(values - mean) / spread, known])
    labels = np.array([i.label for i in learn])
    if items:
        asked = np.array([_values(i, x) for i, x in zip(items, read, strict=True)])
        named = words.transform([_lexical(i) for i in items]) * _WORDS
        rows = np.hstack([(asked - mean) / spread, named])
        return [str(label) for label in _fitted(table, labels).predict(rows)]
    said = [""] * len(learn)
    for fold in datasets.folds({i.document for i in learn}, FOLDS):
        held = set(fold)
        seen = [k for k, i in enumerate(learn) if i.document not in held]
        test = [k for k, i in enumerate(learn) if i.document in held]
        for k, label in zip(
            test, _fitted(table[seen], labels[seen]).predict(table[test]), strict=True
        ):
            said[k] = str(label)
    return said


def _fitted(rows: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=C, max_iter=2000, class_weight="balanced").fit(rows, labels)


def _lexical(item: StatementItem) -> dict[str, float]:
    return dict.fromkeys(agreement_features(item.statement, item.title, item.sentences), 1.0)


def _chances(logits: Logits) -> list[list[float]]:
    return [softmax(row[:4]) for row in logits]


def _shares(item: StatementItem) -> list[float]:
    wanted = content_of(words_of(item.statement))
    return [len(wanted & content_of(words_of(s))) / max(1, len(wanted)) for s in item.sentences]


def _values(item: StatementItem, read: Read) -> list[float]:
    """How the two most telling sentences, the nearest and all together stand to the statement."""
    chances, shares = _chances(read.sentences), _shares(item)
    order = ranked(item, read.sentences)
    logs = [[math.log(p + _FLOOR) for p in row] for row in chances]
    values: list[float] = []
    for rank in (0, 1):
        i = order[min(rank, len(order) - 1)]
        for_, against, _, silent = logs[i]
        values += [for_ - silent, against - silent, for_ - against, shares[i]]
    best_for, best_against = max(c[0] for c in chances), max(c[1] for c in chances)
    weigh = list(zip(chances, shares, strict=True))
    nearest = max(range(len(shares)), key=lambda i: (shares[i], -i))
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
        logs[nearest][0] - logs[nearest][1],
        chances[nearest][3],
        *_together(read),
    ]


def _together(read: Read) -> list[float]:
    """The nearest sentences read as one, odds pooled over all sentences, and cosines."""
    for_, against, _, silent = read.nearest
    odds = [(row[0] - row[3], row[1] - row[3]) for row in read.sentences]
    cosines = sorted(read.cosines, reverse=True)
    return [
        for_ - silent,
        against - silent,
        for_ - against,
        math.log(sum(math.exp(a) for a, _ in odds)),
        math.log(sum(math.exp(b) for _, b in odds)),
        max(a for a, _ in odds),
        max(b for _, b in odds),
        cosines[0],
        cosines[min(1, len(cosines) - 1)],
        sum(cosines) / len(cosines),
    ]
