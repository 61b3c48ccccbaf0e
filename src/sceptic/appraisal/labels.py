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
    features = {f"t {w}" for w in in_title}
    features |= {f"t {a} {b}" for a, b in itertools.pairwise(in_title)}
    features |= {f"a {w}" for w in in_abstract}
    features |= {f"a {a} {b}" for a, b in itertools.pairwise(in_abstract)}
    features |= {f"rule {place} {i}" for i, rule in enumerate(RULES)
                 for place in _places(rule, title, abstract)}  # fmt: skip
    features |= _tallies(in_abstract)
    if _YOUNG.search(abstract):
        features.add("young")
    features.add("no abstract" if not abstract else f"length {min(4, len(abstract) // 600)}")
    return sorted(features)


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
    gated = rule.abstract and holds_one_of(abstract, rule.gate)
    if gated and rule.abstract and rule.abstract.search(abstract):
        found.append("abstract")
    return found


def label_probabilities(
    record: Record, *, weights: LinearModel | None = None
) -> Mapping[str, float]:
    """Probability of each of ``LABELS``, each for itself: they do not sum to 1.

    Raises:
        ModelError: the shipped model is missing or damaged.
    """
    weights = _shipped() if weights is None else weights
    return _chances(label_features(record), weights)


def _chances(features: Iterable[str], weights: LinearModel) -> Mapping[str, float]:
    logits = weights.logits(features)
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
    chances = _chances(label_features(record), _shipped())
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
