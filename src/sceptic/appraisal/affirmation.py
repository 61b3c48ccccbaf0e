"""Does a conclusion affirm what was asked, deny it, or leave it open?

A logistic regression over cue counts (whole text, first sentence, last sentence, the sentence
nearest to the title), negation near the title's words, and the kind of question the title asks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sceptic.appraisal.cues import DOUBT, NEGATION, Signals, families_of, sentence_signals, words_of
from sceptic.appraisal.linear import LinearModel, model
from sceptic.language.text import sentences

ANSWERS = ("yes", "no", "maybe")
MODEL = "affirmation"


class Affirmation(NamedTuple):
    """Probabilities, sum 1."""

    yes: float
    no: float
    maybe: float


STOPWORDS = frozenset(
    "a an the of in on for with and or to by from at as is are was were be between among after "
    "before during versus vs than its their this that study trial randomized randomised "
    "controlled effect effects patients clinical comparison analysis double blind placebo using "
    "use".split()
)


@lru_cache(maxsize=256)
def title_words(title: str) -> frozenset[str]:
    """Content words of a title, for overlap."""
    return frozenset(w for w in words_of(title) if len(w) > 2 and w not in STOPWORDS)


_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("same", re.compile(r"\b(?:same|equal\w*|equivalent|similar\w*|comparable|as (?:\w+ )as|"
                        r"alternative)\b")),
    ("safe", re.compile(r"\b(?:safe\w*|feasib\w*|possible|can|reliable|valid|useful)\b")),
    ("need", re.compile(r"\b(?:necessary|need\w*|required?|mandatory|justif\w*|should|indicated|"
                        r"worth\w*|routine\w*|always|must|really|just|only|myth|still)\b")),
    ("change", re.compile(r"\b(?:differ\w*|affect\w*|influence\w*|impact|effects?|matter|change\w*|"
                          r"increase\w*|improve\w*|associated|related|correlat\w*|predict\w*|"
                          r"risk)\b")),
)  # fmt: skip
_CROSSED = ("negation", "null", "same", "effect", "insufficient")
_NEAR = 8


def affirmation_features(text: str, title: str) -> list[str]:
    """Binary features of a conclusion read with its title."""
    return _features([s.text for s in sentences(text)], title)


def _features(said: Sequence[str], title: str) -> list[str]:
    if not said:
        return ["empty"]
    wanted = title_words(title)
    worded = [words_of(s) for s in said]
    rows = [sentence_signals(s) for s in said]
    overlaps = [len(wanted.intersection(w)) for w in worded]
    nearest = rows[max(range(len(rows)), key=lambda i: (overlaps[i], -i))]
    totals = Signals(*map(sum, zip(*rows, strict=True)))
    features = [f"sentences{min(4, len(rows))}"]
    features += _present("all", totals)
    features += [f"all:{n}2" for n, v in zip(Signals._fields, totals, strict=True) if v > 1]
    features += _present("near", nearest) + _present("first", rows[0]) + _present("last", rows[-1])
    if not totals.negation:
        features.append("no negation")
    features += _negated_title_words(zip(worded, rows, strict=True), wanted)
    features += _question_features(title.lower(), totals, nearest)
    return features


_NAMES = {
    place: tuple(f"{place}:{n}" for n in Signals._fields)
    for place in ("all", "near", "first", "last")
}


def _present(place: str, signals: Signals) -> list[str]:
    return [name for name, v in zip(_NAMES[place], signals, strict=True) if v]


def _negated_title_words(
    sentences: Iterable[tuple[Sequence[str], Signals]], wanted: frozenset[str]
) -> list[str]:
    found: Counter[str] = Counter()
    for words, signals in sentences:
        if not (signals.negation or "without" in words or "absence" in words):
            continue
        for i, word in enumerate(words):
            if families_of(word) & NEGATION or word in ("without", "absence"):
                near = len(wanted.intersection(words[i + 1 : i + 1 + _NEAR]))
                found[f"negated title words {min(near, 3)}"] += 1
    return list(found)


def _question_features(title: str, totals: Signals, nearest: Signals) -> list[str]:
    if "?" not in title:
        kinds = ["statement"]
    else:
        kinds = [name for name, pattern in _KINDS if pattern.search(title)]
    features = []
    for kind in kinds:
        features.append(f"asks {kind}")
        for name in _CROSSED:
            if getattr(totals, name):
                features.append(f"asks {kind}, {name}")
            if getattr(nearest, name):
                features.append(f"asks {kind}, near {name}")
    if any(families_of(w) & (NEGATION | DOUBT) for w in words_of(title)):
        features.append("negated title")
    return features


def affirmation(text: str, title: str = "", *, weights: LinearModel | None = None) -> Affirmation:
    """How far a conclusion affirms its question. ``weights`` replaces the shipped model."""
    return affirmation_of([s.text for s in sentences(text)], title, weights=weights)


def affirmation_of(
    said: Sequence[str], title: str = "", *, weights: LinearModel | None = None
) -> Affirmation:
    """As ``affirmation``, of a conclusion that is cut into sentences already."""
    weights = model(MODEL) if weights is None else weights
    return Affirmation(*weights.probabilities(_features(said, title)))
