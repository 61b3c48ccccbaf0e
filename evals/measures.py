"""Figures with their uncertainty, in plain Python."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from evals.runner import Figure

T = TypeVar("T")
Pair = tuple[str, str]
"""(gold, said)."""

RESAMPLES = 1_000


def with_interval(
    name: str, items: Sequence[T], measure: Callable[[Sequence[T]], float], seed: int = 0
) -> Figure:
    """A figure with its 95 % percentile bootstrap interval over items, 1 000 resamples."""
    rng = random.Random(seed)
    n = len(items)
    values = sorted(measure(rng.choices(items, k=n)) for _ in range(RESAMPLES)) if n else [0.0]
    low, high = values[int(0.025 * len(values))], values[int(0.975 * len(values))]
    return Figure(name, round(measure(items), 4), round(low, 4), round(high, 4), n)


def with_group_interval(
    name: str,
    items: Sequence[T],
    groups: Sequence[object],
    measure: Callable[[Sequence[T]], float],
    seed: int = 0,
) -> Figure:
    """A figure with its 95 % interval from resampling groups (documents), not items: the items of
    one document are not independent. ``groups[i]`` names the group of ``items[i]``."""
    by_group: dict[object, list[T]] = {}
    for item, group in zip(items, groups, strict=True):
        by_group.setdefault(group, []).append(item)
    clusters = list(by_group.values())

    def of_clusters(chosen: Sequence[list[T]]) -> float:
        return measure([item for cluster in chosen for item in cluster])

    figure = with_interval(name, clusters, of_clusters, seed)
    return Figure(name, figure.value, figure.low, figure.high, len(items))


def auc(scored: Sequence[tuple[bool, float]]) -> float:
    """Area under the ROC curve of (is positive, score): ties count half; 0 without both kinds."""
    ordered = sorted(scored, key=lambda pair: pair[1])
    positives = sum(is_positive for is_positive, _ in ordered)
    negatives = len(ordered) - positives
    if not positives or not negatives:
        return 0.0
    above = 0.0
    seen = 0
    for _, run in groupby(ordered, key=lambda pair: pair[1]):
        tied = [is_positive for is_positive, _ in run]
        up = sum(tied)
        above += up * (seen + (len(tied) - up) / 2)
        seen += len(tied) - up
    return above / (positives * negatives)


def accuracy(pairs: Sequence[Pair]) -> float:
    return sum(gold == said for gold, said in pairs) / len(pairs) if pairs else 0.0


def f1_of(label: str) -> Callable[[Sequence[Pair]], float]:
    """F1 of one class."""

    def measure(pairs: Sequence[Pair]) -> float:
        hits = sum(gold == label == said for gold, said in pairs)
        marked = sum(gold == label for gold, _ in pairs)
        found = sum(said == label for _, said in pairs)
        return 2 * hits / (marked + found) if marked + found else 0.0

    return measure


def macro_f1(pairs: Sequence[Pair]) -> float:
    labels = sorted({gold for gold, _ in pairs})
    return sum(f1_of(label)(pairs) for label in labels) / len(labels) if labels else 0.0


def precision_of(label: str) -> Callable[[Sequence[Pair]], float]:
    def measure(pairs: Sequence[Pair]) -> float:
        found = [gold for gold, said in pairs if said == label]
        return sum(gold == label for gold in found) / len(found) if found else 0.0

    return measure


def recall_of(label: str) -> Callable[[Sequence[Pair]], float]:
    def measure(pairs: Sequence[Pair]) -> float:
        marked = [said for gold, said in pairs if gold == label]
        return sum(said == label for said in marked) / len(marked) if marked else 0.0

    return measure


def recalls(pairs: Sequence[Pair]) -> tuple[tuple[str, float, int], ...]:
    """(class, recall, n) for each class of the gold labels."""
    counts = Counter(gold for gold, _ in pairs)
    return tuple(
        (label, round(recall_of(label)(pairs), 4), counts[label]) for label in sorted(counts)
    )


def majority(golds: Sequence[str]) -> str:
    """The most frequent label; ties go to the first in the alphabet."""
    counts = Counter(golds)
    return min(counts, key=lambda label: (-counts[label], label)) if counts else ""
