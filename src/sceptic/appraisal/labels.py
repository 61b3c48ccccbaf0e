"""What a record is, by a trained model: review, trial, randomised, of children, of rodents ...

A second voter beside the rules of ``design`` and ``subjects``: one linear model over the words of
title and abstract and over what the rules read in them, trained on weak labels only (publication
types, MeSH, titles that name their design; for people, the rules too). Index terms are never
features, so a record that nobody has indexed yet is read like any other.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from sceptic.appraisal.design import design_of
from sceptic.appraisal.design_words import RULES, Rule
from sceptic.appraisal.linear import LinearModel, model
from sceptic.appraisal.numbers import holds_one_of, lowered
from sceptic.appraisal.participants import participants_of
from sceptic.appraisal.subjects import subjects_of
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


def label_features(record: Record) -> list[str]:
    """Binary features: words of the title (``t``), pairs of them, words and pairs of the abstract
    (``a``), which design rules match where (``rule``), and what the rules read without index
    terms: subjects, design and how many figures the number of people has (``read``)."""
    bare = replace(record, publication_types=(), mesh=())
    return sorted(_in_words(record) | _read_by_rules(bare))


def _in_words(record: Record) -> set[str]:
    title, abstract = lowered(record.title), lowered(record.abstract_text)
    in_title, in_abstract = _words(title), _words(abstract)
    features = {f"t {w}" for w in in_title}
    features |= {f"t {a} {b}" for a, b in itertools.pairwise(in_title)}
    features |= {f"a {w}" for w in in_abstract}
    features |= {f"a {a} {b}" for a, b in itertools.pairwise(in_abstract)}
    features |= {f"rule {place} {i}" for i, rule in enumerate(RULES)
                 for place in _places(rule, title, abstract)}  # fmt: skip
    if _YOUNG.search(abstract):
        features.add("young")
    features.add("no abstract" if not abstract else f"length {min(4, len(abstract) // 600)}")
    return features


def _read_by_rules(record: Record) -> set[str]:
    subjects = subjects_of(record)
    people = participants_of(record, is_review=False).value
    return {
        f"read {subjects}",
        f"read {design_of(record, subjects).design}",
        f"read people {len(str(people)) if people else 0}",
    }


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

    Asked only for designs that both of them tell; of these labels no reading of the rules is a
    feature.
    """
    labels = _TOLD.get(design)
    if labels is None:
        return False
    chances = _chances(_in_words(record), _shipped())
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
