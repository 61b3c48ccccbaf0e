"""What a record is, by a trained model: review, trial, randomised, of children, of rodents ...

A second voter beside the rules of ``design`` and ``subjects``: one linear model over the words of
title and abstract and over how often it names people, animals, matter, other papers and figures,
trained on weak labels only (publication types, MeSH, titles that name their design; for people,
the rules too, for little). Index terms are never features, so a record that nobody has indexed
yet is read like any other.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sceptic.appraisal.design_words import RULES, Rule
from sceptic.appraisal.linear import LinearModel, model
from sceptic.appraisal.numbers import holds_one_of, lowered
from sceptic.appraisal.packed import added, packed, unpacked
from sceptic.domain.evidence import Design
from sceptic.domain.record import Record

MODEL = "labels"
LABELS = (
    "systematic_review",
    "meta_analysis",
    "rodent",
    "human",
    "trial",
    "randomised",
    "child",
    "protocol",
)
_WORD = re.compile(r"[a-z][a-z-]*[a-z]|\d+")
_YOUNG = re.compile(r"\b(?:aged?|ages?) (?:\d|1[0-7])(?:\D|$)|\b(?:\d|1[0-7])[- ]year[- ]olds?\b")


_NAMED: Mapping[str, str] = {
    word: kind
    for kind, words in (
        ("people", "patient patients participant participants subjects volunteers women men woman "
                   "man male female males females children child adults adult adolescents boys "
                   "girls infants newborns individuals people persons respondents students nurses "
                   "physicians mothers parents families workers residents caregivers users "
                   "year-old old aged years cases controls cohort"),
        ("animals", "mice mouse rat rats murine rabbit rabbits pigs pig dogs dog cats sheep cows "
                    "cattle zebrafish drosophila monkeys animals animal chickens fish plant plants "
                    "species larvae insects seeds leaves soil bacteria strains strain yeast "
                    "genome"),
        ("matter", "cell cells protein proteins gene genes expression mrna mirna vitro signaling "
                   "pathway binding receptor molecular crystal structure membrane kinase vivo "
                   "apoptosis synthesis compounds nanoparticles surface temperature acid water "
                   "model models method simulation"),
        ("papers", "review reviews article discuss discussed summarize summarise literature recent "
                   "advances overview current understanding perspectives"),
        ("figures", "#"),
    )
    for word in words.split()
}  # fmt: skip
_TIMES = (1, 2, 3, 4, 6, 9, 13)
"""How often a kind is named, told by every one of these that it reaches."""


def label_features(record: Record) -> list[str]:
    """Binary features: words of the title (``t``), pairs of them, words and pairs of the abstract
    (``a``), which design rules match where (``rule``), and how often the abstract names people,
    animals, matter, papers and figures (``n``)."""
    title, abstract = lowered(record.title), lowered(record.abstract_text)
    in_title, in_abstract = _words(title), _words(abstract)
    features = _signs(title, abstract, in_abstract)
    features |= {f"t {w}" for w in in_title}
    features |= {f"t {a} {b}" for a, b in itertools.pairwise(in_title)}
    features |= {f"a {w}" for w in in_abstract}
    features |= {f"a {a} {b}" for a, b in itertools.pairwise(in_abstract)}
    return sorted(features)


def _signs(title: str, abstract: str, in_abstract: Sequence[str]) -> set[str]:
    """The features that are no words and no pairs of them."""
    signs = {f"rule {place} {i}" for i, rule in enumerate(RULES)
             for place in _places(rule, title, abstract)}  # fmt: skip
    signs |= _tallies(in_abstract)
    if _YOUNG.search(abstract):
        signs.add("young")
    signs.add("no abstract" if not abstract else f"length {min(4, len(abstract) // 600)}")
    return signs


def _tallies(words: Sequence[str]) -> set[str]:
    counts = Counter(map(_NAMED.get, words))
    return {f"n {kind} {k}" for kind, n in counts.items() if kind for k in _TIMES if n >= k}


def _words(text: str) -> list[str]:
    return ["#" if w[0] in "0123456789" else w for w in _WORD.findall(text)]


def _places(rule: Rule, title: str, abstract: str) -> list[str]:
    """Where a rule of design matches; its gate is a cheap first look."""
    found = []
    if holds_one_of(title, rule.gate) and rule.title.search(title):
        found.append("title")
    if any(rule.in_abstract(abstract)):
        found.append("abstract")
    return found


def label_probabilities(
    record: Record, *, weights: LinearModel | None = None
) -> Mapping[str, float]:
    """Probability of each of ``LABELS``, each for itself: they do not sum to 1.

    Raises:
        ModelError: the shipped model is missing or damaged.
    """
    if weights is None:
        return _chances(_shipped(), _shipped_logits(record))
    return _chances(weights, weights.logits(label_features(record)))


def _chances(weights: LinearModel, logits: Iterable[float]) -> Mapping[str, float]:
    return {
        label: 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
        for label, logit in zip(weights.classes, logits, strict=True)
    }


def is_doubted(record: Record, design: Design) -> bool:
    """The model finds a design unlikely that the rules read from words: two voters disagree.

    Asked only for designs that both of them tell.
    """
    labels = _TOLD.get(design)
    if labels is None:
        return False
    chances = label_probabilities(record)
    return max(chances[label] for label in labels) < _UNLIKELY


_TOLD: Mapping[Design, tuple[str, ...]] = {
    Design.META_ANALYSIS: ("meta_analysis", "systematic_review"),
    Design.SYSTEMATIC_REVIEW: ("meta_analysis", "systematic_review"),
    Design.RANDOMISED_TRIAL: ("randomised",),
    Design.PROTOCOL: ("protocol",),
}
_UNLIKELY = 0.5


@cache
def _shipped() -> LinearModel:
    return model(MODEL)


def _shipped_logits(record: Record) -> list[float]:
    """The shipped model on ``label_features``; words and pairs are looked up as they stand."""
    title, abstract = lowered(record.title), lowered(record.abstract_text)
    in_title, in_abstract = _words(title), _words(abstract)
    rows, total = _tables(), 0
    for place, words in (("t", in_title), ("a", in_abstract)):
        total += added(rows[place, 1], set(words))
        total += added(rows[place, 2], set(itertools.pairwise(words)))
    total += added(rows["", 0], _signs(title, abstract, in_abstract))
    weights = _shipped()
    scale, row = weights.scale, unpacked(total, len(weights.classes))
    return [b + scale * x for b, x in zip(weights.bias, row, strict=True)]


@cache
def _tables() -> Mapping[tuple[str, int], Mapping[object, int]]:
    """Packed weights by place and number of words: ``("t", 2)`` for pairs in the title."""
    tables: dict[tuple[str, int], dict[object, int]] = {
        key: {} for key in (("t", 1), ("t", 2), ("a", 1), ("a", 2), ("", 0))
    }
    for feature, row in _shipped().weights.items():
        place, *words = feature.split(" ")
        if place in ("t", "a"):
            key: object = words[0] if len(words) == 1 else tuple(words)
            tables[place, len(words)][key] = packed(row)
        else:
            tables["", 0][feature] = packed(row)
    return tables
