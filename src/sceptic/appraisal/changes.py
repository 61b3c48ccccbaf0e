"""Was an outcome higher, lower or the same under one treatment than under another?

The names of outcome and arms are replaced by marks, so that the models read relations and do not
memorise treatments. Two linear models: is there a difference, and if so, which way. Evidence
sentences are chosen by how well they name the outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sceptic.appraisal.contrasts import difference_features, way_features
from sceptic.appraisal.linear import LinearModel, model
from sceptic.appraisal.marking import TOKEN, Names, marked_values, names_of, normal
from sceptic.domain.evidence import Change
from sceptic.language.text import sentences

DIFFERENCE, WAY = "change_difference", "change_way"
"""The two models: classes ``none, some`` and ``lower, higher``."""


class ChangeScores(NamedTuple):
    """How far a text says each change of the outcome; the four sum to 1."""

    higher: float
    lower: float
    no_difference: float
    unclear: float

    @property
    def change(self) -> Change:
        """The highest; ties go to the more cautious."""
        order = (
            (self.unclear, 3, Change.UNCLEAR),
            (self.no_difference, 2, Change.NO_DIFFERENCE),
            (self.lower, 1, Change.LOWER),
            (self.higher, 0, Change.HIGHER),
        )
        return max(order)[2]


_SENTENCES = 3


def change_scores(
    text: str,
    *,
    outcome: tuple[str, ...],
    intervention: tuple[str, ...],
    comparator: tuple[str, ...],
    weights: tuple[LinearModel, LinearModel] | None = None,
) -> ChangeScores:
    """Change of one outcome under intervention against comparator, each given by its names.

    Reads the sentences that name the outcome best (at most three). Where none does, most of the
    mass is unclear.
    """
    names = _names(outcome, intervention, comparator)
    chosen = _about_outcome(text, names)
    if not chosen:
        return ChangeScores(0.0, 0.0, 0.0, 1.0)
    higher = lower = none = 0.0
    mass = sum(share for _, share in chosen)
    for sentence, share in chosen:
        said = _sentence_scores(sentence, names, outcome, weights)
        higher += said[0] * share / mass
        lower += said[1] * share / mass
        none += said[2] * share / mass
    known = max(share for _, share in chosen)
    return ChangeScores(known * higher, known * lower, known * none, 1.0 - known)


@lru_cache(maxsize=16)
def _names(
    outcome: tuple[str, ...], intervention: tuple[str, ...], comparator: tuple[str, ...]
) -> Names:
    """The same for every sentence of every study that is set against one claim."""
    return names_of(outcome, intervention, comparator)


def _about_outcome(text: str, names: Names) -> list[tuple[str, float]]:
    """(sentence, how well it names the outcome 0..1), best first."""
    rows = []
    for place, span in enumerate(sentences(text)):
        tokens = {normal(t) for t in TOKEN.findall(span.text)}
        named = len(names.outcome & tokens) / len(names.outcome) if names.outcome else 0.3
        arms = bool(names.intervention & tokens) + bool(names.comparator & tokens)
        rows.append((named + 0.1 * arms, -place, span.text))
    rows.sort(reverse=True)
    if not rows:
        return []
    best = rows[0][0]
    kept = [(s, n) for n, _, s in rows[:_SENTENCES] if n >= 0.6 * best]
    return [(s, max(0.15, min(1.0, n + 0.2))) for s, n in kept]


def _sentence_scores(
    text: str,
    names: Names,
    outcome: Sequence[str],
    weights: tuple[LinearModel, LinearModel] | None,
) -> tuple[float, float, float]:
    """Higher, lower, no difference; sum 1."""
    difference, way = weights or (model(DIFFERENCE), model(WAY))
    words = marked_values(text, names)
    none, some = difference.probabilities(difference_features(text, words))
    said = [w for name in outcome for w in name.lower().split()]
    lower, higher = way.probabilities(way_features(text, words, said))
    return some * higher, some * lower, none
