"""Typing errors: a word that nothing knows, and the one known word it is nearest to."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from sceptic.language.mentions import EDGE_WORDS, MODIFIERS
from sceptic.language.phrases import LAY_WORDS
from sceptic.language.text import normalised_word
from sceptic.language.vocabulary import Vocabulary

SHORTEST = 5
"""Letters: a shorter word has too many neighbours to be put right."""
LONG = 10
"""Letters from which two errors are allowed."""

_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = """
    prevent prevents treat treats cause causes cure cures help helps reduce reduces improve improves
    increase increases relieve relieves effective better worse safe dangerous treatment versus
    between children pregnancy pregnant women placebo comparing higher lower during without against
    cancer people patients evidence really weight works useful harmful
"""
_PLAIN_WORDS = frozenset(_PLAIN.split())

# Ordinary words that lie one letter from a medical one: they are no typing errors.
_ORDINARY = """
    " alive ambulation annual attitude basic basis bearing bench blank blend boost brand breed
    bright bring cease chance charge chose clean clock closed cloud coast comparison contain
    contract coping cornflower county creating creative curve cytosine dates derive diary
    diverse domestic doubles driven driver extent external factory familiar fellow fewer fight
    finds flame flour force former foster fraction frame generic germany grant greater guide
    heard highlights hyperbolic importance inflations inspection inverse irritation later latest
    latter layer learn letter lighter linda linked lying maker making manage margin marked
    market match meant measured median message modern monotherapy neutral noting paper
    particular peter physic physics pitch place plain player playing point potent prayer present
    price print probe projection prove pulse quilting quite ranging ratio regain rejection
    relate resuscitator retain reveals scope secretion selling setting shape sharp shopping
    shown shows simulation siting sleepy slide slight solve spare spell spend spent spike spinal
    spread stable stage stating station steep stock stoke stream strike studies study suite
    sweet swing tests their there these thing think threat three title tools trace track trail
    trait trials trick turkey uncovers value versa victims watch weigh whole whose worse worst
    writing written yield
"""
_LEFT_ALONE = EDGE_WORDS.union(_ORDINARY.split())
_INFLECTED = re.compile(r"(?:ed|ing|ly|al|ally|ive|ion|ions|er|ers|able|ment)$")


# Errors too far off, or too short, to be found by counting letters.
COMMON_ERRORS = {
    "alovera": "aloe vera",
    "artritis": "arthritis",
    "asma": "asthma",
    "bak": "back",
    "colestrol": "cholesterol",
    "diarea": "diarrhoea",
    "diarrea": "diarrhoea",
    "exema": "eczema",
    "excema": "eczema",
    "flor": "floor",
    "hayfever": "hay fever",
    "hemroids": "haemorrhoids",
    "nural": "neural",
    "folik": "folic",
    "smokeing": "smoking",
    "stomache": "stomach",
    "vitiman": "vitamin",
    "vitimin": "vitamin",
    "zink": "zinc",
}


@lru_cache(maxsize=4)
def _counts(vocabulary: Vocabulary) -> Counter[str]:
    """In how many names each word stands."""
    return Counter(
        word
        for concept in vocabulary.concepts
        for name in concept.names
        for word in _LETTERS.findall(name.lower())
        if len(word) >= SHORTEST - 1
    )


@lru_cache(maxsize=4)
def _single_names(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(
        n.lower() for c in vocabulary.concepts for n in c.names if _LETTERS.fullmatch(n)
    )


@lru_cache(maxsize=4)
def _known_words(vocabulary: Vocabulary) -> dict[tuple[str, int], tuple[str, ...]]:
    """Words that are names, and the long words of longer names, by first letter and length."""
    single = _single_names(vocabulary)
    words = {w for w in _counts(vocabulary) if w in single or len(w) >= 7} | _PLAIN_WORDS
    by_start: dict[tuple[str, int], list[str]] = {}
    for word in sorted(words):
        by_start.setdefault((word[0], len(word)), []).append(word)
    return {start: tuple(each) for start, each in by_start.items()}


@lru_cache(maxsize=4)
def _normal_forms(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(normalised_word(w) for w in {*_counts(vocabulary), *_PLAIN_WORDS})


def corrected(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Put unknown words right where exactly one known word is near enough.

    Returns the text and the pairs (as typed, as read). The first letter is taken to be right.
    """
    known = _normal_forms(vocabulary)
    changes: list[tuple[str, str]] = []

    def put_right(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if lower in COMMON_ERRORS:
            changes.append((word, COMMON_ERRORS[lower]))
            return COMMON_ERRORS[lower]
        is_code = word[1:] != word[1:].lower()
        if is_code or len(word) < SHORTEST or lower in _LEFT_ALONE:
            return word
        normal = normalised_word(lower)
        if normal in known or normal in MODIFIERS or vocabulary.has_word(normal):
            return word
        nearest = _nearest(lower, vocabulary)
        is_form = _INFLECTED.search(lower) and nearest[:-3] == lower[: len(nearest) - 3]
        if not nearest or (is_form and nearest not in _single_names(vocabulary)):
            return word
        changes.append((word, nearest))
        return nearest

    return _LETTERS.sub(put_right, text), tuple(changes)


def near_words(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every known word within reach of a mistyped one, the nearest and commonest first."""
    lower = word.lower()
    counts = _counts(vocabulary)
    within = _within_reach(lower, vocabulary)
    ranked = {(distance, -counts[w], w) for distance, each in within.items() for w in each}
    ranked |= {(1, -counts[w], w) for w in LAY_WORDS if edits(lower, w, 1) == 1}
    return tuple(w for _, _, w in sorted(ranked))


def _within_reach(word: str, vocabulary: Vocabulary) -> dict[int, list[str]]:
    reach = 2 if len(word) >= LONG else 1
    found: dict[int, list[str]] = {}
    known = _known_words(vocabulary)
    for length in range(len(word) - reach, len(word) + reach + 1):
        for other in known.get((word[:1], length), ()):
            if _may_be_near(word, other, reach):
                distance = edits(word, other, reach)
                if distance <= reach:
                    found.setdefault(distance, []).append(other)
    return found


def _nearest(word: str, vocabulary: Vocabulary) -> str:
    """Return the nearest word within reach; of several the one far commoner, else none."""
    found = _within_reach(word, vocabulary)
    if not found:
        return ""
    counts = _counts(vocabulary)
    ranked = sorted(found[min(found)], key=lambda w: (-counts[w], w))
    rivals = [w for w in ranked if normalised_word(w) != normalised_word(ranked[0])]
    return "" if rivals and counts[ranked[0]] < 3 * counts[rivals[0]] else ranked[0]


def _may_be_near(word: str, other: str, reach: int) -> bool:
    """Rule out most words at once: an edit changes two letters, and leaves one end whole."""
    if reach == 1:
        half = (len(word) - 2) // 2
        return word[:half] == other[:half] or word[-half:] == other[-half:]
    return len(set(word) ^ set(other)) <= 2 * reach and (
        word[:3] == other[:3] or word[-3:] == other[-3:]
    )


def edits(one: str, other: str, most: int) -> int:
    """Count single-letter edits and swaps of neighbours between two words, up to ``most`` + 1."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
