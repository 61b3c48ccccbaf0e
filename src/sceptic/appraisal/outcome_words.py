"""How far the address of a figure (its row, its headings, its caption) names an outcome.

Words weigh by their rarity in the article, so that what distinguishes one row from its neighbours
counts; abbreviations are read through the definitions that the article gives.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sceptic.appraisal.outcomes import SYNONYMS
from sceptic.language.text import normalised_word, tokens

Words = frozenset[str]
_IDLE = frozenset(
    "a an and as at be by for from group groups in into is it its of on or per than that the their "
    "to was were with vs versus between difference differences effect effects rate rates "
    "patient patients participant participants subject subjects n no number mean sd".split()
)
_LITTLE = 0.25
_SHORT = re.compile(r"[(\[]\s?([A-Za-z][\w-]{1,9})\s?[)\],;:]")
_BEFORE = re.compile(r"[\w'-]+")
_WORDS_BEFORE, _LETTERS_BEFORE = 10, 90


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    return frozenset(normalised_word(t.text) for t in tokens(text))


def glossary_of(texts: Iterable[str]) -> dict[str, Words]:
    """Abbreviation in lower case -> words of what it stands for, as "body mass index (BMI)" say.

    The letters of the abbreviation must begin the words in their order (Schwartz and Hearst 2003,
    by words alone).
    """
    found: dict[str, Words] = {}
    for text in texts:
        for match in _SHORT.finditer(text):
            before = re.split(
                r"[.;:()]", text[max(0, match.start() - _LETTERS_BEFORE) : match.start()]
            )
            words = _BEFORE.findall(before[-1].replace("-", " "))[-_WORDS_BEFORE:]
            long = _spelt(match[1], words)
            if long:
                found.setdefault(normalised_word(match[1]), words_of(" ".join(long)))
    return found


def _spelt(short: str, words: Sequence[str]) -> list[str]:
    letters = [c for c in short.lower() if c.isalpha()]
    if not 2 <= len(letters) <= 8 or not any(c.isupper() for c in short):
        return []
    for start in range(len(words) - 1, -1, -1):
        if not words[start].lower().startswith(letters[0]) or words[start] == short:
            continue
        if _holds(letters, "".join(w.lower() + " " for w in words[start:])):
            return list(words[start:])
    return []


def _holds(letters: Sequence[str], text: str) -> bool:
    """The letters stand in the text in their order, and half of them begin a word."""
    at, begins = 0, 0
    for letter in letters:
        starts = text.find(" " + letter, max(0, at - 1)) if at else 0
        plain = text.find(letter, at)
        if plain < 0:
            return False
        if starts >= 0 and starts - plain < _NEAR:
            begins += 1
            at = starts + (2 if at else 1)
        else:
            at = plain + 1
    return 2 * begins >= len(letters)


_NEAR = 12


@dataclass(frozen=True, slots=True)
class Match:
    """``recall``: weight of the outcome's words held; ``precision``: of the text's words asked."""

    recall: float
    precision: float


Shape = tuple[Words, Words, frozenset[int]]
"""Words, their first five letters, the numbers of their groups of synonyms."""
NO_MATCH = Match(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of one article weigh, and what its abbreviations stand for."""

    weights: Mapping[str, float]
    usual: float
    glossary: Mapping[str, Words]

    def weight(self, word: str) -> float:
        weight = self.weights.get(word, self.usual)
        if word in _IDLE or (len(word) == 1 and word.isalpha()):
            return _LITTLE * weight
        return weight

    def expanded(self, words: Words) -> Words:
        return words.union(*(self.glossary[w] for w in words if w in self.glossary))


def vocabulary_of(texts: Sequence[str], glossary: Mapping[str, Words]) -> Vocabulary:
    """Weights by inverse frequency over ``texts``, the labels and sentences of an article."""
    counts = Counter(w for text in texts for w in words_of(text))
    n = len(texts)
    weights = {w: math.log((n + 1) / (c + 0.5)) + 0.1 for w, c in counts.items()}
    return Vocabulary(weights, math.log(2 * n + 2) + 0.1, dict(glossary))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of an outcome as asked, and with its abbreviations spelt out."""

    names: tuple[Words, ...]
    vocabulary: Vocabulary
    _known: dict[Words, Match] = field(default_factory=dict, compare=False, repr=False)

    def match(self, words: Words) -> Match:
        """How far the words of a text name the outcome."""
        if words not in self._known:
            self._known[words] = _matched(words, self)
        return self._known[words]


def wanted_of(names: Sequence[str], vocabulary: Vocabulary) -> Wanted:
    plain = [words_of(name) for name in names]
    spelt = [vocabulary.expanded(w) for w in plain]
    short = [
        frozenset((w - long) | {abbreviation})
        for w in plain
        for abbreviation, long in sorted(vocabulary.glossary.items())
        if long <= w
    ]
    long_only = [frozenset(s - vocabulary.glossary.keys()) for s in spelt]
    every = dict.fromkeys(w for w in (*plain, *long_only, *short) if w)
    return Wanted(tuple(every) or (frozenset(),), vocabulary)


def matched(text: str, wanted: Wanted) -> Match:
    return wanted.match(words_of(text))


def _matched(words: Words, wanted: Wanted) -> Match:
    if not words:
        return NO_MATCH
    vocabulary = wanted.vocabulary
    held = vocabulary.expanded(words)
    shape = _shape(held)
    recall = max(_share(name, shape, vocabulary) for name in wanted.names)
    asked = _shape(wanted.names[0].union(*wanted.names[1:]))
    return Match(recall, _share(words, asked, vocabulary))


def _share(
    words: Words, shape: tuple[Words, Words, frozenset[int]], vocabulary: Vocabulary
) -> float:
    held, beginnings, classes = shape
    total = got = 0.0
    for word in words:
        weight = vocabulary.weight(word)
        total += weight
        if word in held:
            got += weight
        elif SYNONYMS.get(word, -1) in classes:
            got += 0.8 * weight
        elif len(word) > 5 and word[:5] in beginnings:
            got += 0.7 * weight
    return got / total if total else 0.0


@lru_cache(maxsize=20_000)
def _shape(words: Words) -> Shape:
    return (
        words,
        frozenset(w[:5] for w in words if len(w) > 4),
        frozenset(SYNONYMS[w] for w in words if w in SYNONYMS),
    )
