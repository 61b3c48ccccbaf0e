"""Typing errors: a word that no list knows, and the known word it is nearest to.

Nearness is the optimal string alignment distance of rapidfuzz: a letter put in, left out, changed,
or swapped with its neighbour. What is an English word, and therefore left alone, is told by the
word list of pyspellchecker, read only when a word is met that the vocabulary does not know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sceptic.language.lay_words import LAY_WORDS
from sceptic.language.mentions import EDGE_WORDS, MODIFIERS
from sceptic.language.text import normalised_word
from sceptic.language.vocabulary import Vocabulary

SHORTEST = 4
"""Letters: a shorter word has too many neighbours to be put right."""
LONG = 8
"""Letters from which two errors are allowed."""
COMMON_USE = 3_000
"""Uses in the word list from which an English word is right whatever stands beside it."""
FAMILIAR = 500
"""Uses from which the plural of a listed word is a word too."""

_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = """
    prevent prevents treat treats cause causes cure cures help helps reduce reduces improve improves
    increase increases relieve relieves raise raises lower lowers stop stops protect protects ease
    eases trigger triggers boost boosts worsen worsens effective better worse safe dangerous
    treatment versus between children pregnancy pregnant women placebo comparing higher during
    without against cancer people patients evidence really weight works useful harmful does will
    should could would symptoms
"""
_PLAIN_WORDS = frozenset(_PLAIN.split())
_OPENERS = ("does", "will", "can", "could", "should", "would")
# Substances and diseases lie two letters apart and are not each other: clonazepam, lorazepam.
_SUBSTANCE = re.compile(
    r"(?:osis|itis|a?emia|oma|pathy|trophy|plasia|am|ane|ate|ide|in|ine|ium|ol|one|ab|ib|ir|il|an|ole|ose|ase|ene|xel|cet|mus|ast|arin)$"
)

# Errors too far off, or too short, to be found by counting letters.
COMMON_ERRORS = {
    "alovera": "aloe vera",
    "asma": "asthma",
    "bak": "back",
    "diarea": "diarrhoea",
    "flor": "floor",
    "hemroids": "haemorrhoids",
    "stomache": "stomach",
}


# English words in place of others that sound alike.
COMMON_PAIRS = {
    "bone lose": "bone loss",
    "hair lose": "hair loss",
    "hair los": "hair loss",
    "hearing lose": "hearing loss",
    "loose weight": "lose weight",
    "loosing weight": "losing weight",
    "memory lose": "memory loss",
    "soar throat": "sore throat",
    "weight lose": "weight loss",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of all names, as typed and in normal form."""

    counts: Mapping[str, int]
    """Word to the number of concepts that use it."""
    names: frozenset[str]
    """Words that are the whole of a name."""
    normal: frozenset[str]
    candidates: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    """Words that stand side by side in a name, in normal form."""
    joined: Mapping[str, str]
    """ "hayfever" to "hay fever": two words of a name, written as one."""


@lru_cache(maxsize=4)
def _known(vocabulary: Vocabulary) -> _Known:
    counts: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    joined: dict[str, str] = {}
    alone: set[str] = set()
    for concept in vocabulary.concepts:
        used: set[str] = set()
        for name in concept.names:
            words = _LETTERS.findall(name.lower())
            used.update(words)
            if len(words) == 1:
                alone.add(words[0])
            for one, other in pairwise(words):
                pairs.add((normalised_word(one), normalised_word(other)))
                joined.setdefault(one + other, f"{one} {other}")
        counts.update(used)
    candidates = sorted({w for w in {*counts, *LAY_WORDS} if len(w) >= SHORTEST} | _PLAIN_WORDS)
    normal = frozenset(normalised_word(w) for w in {*counts, *_PLAIN_WORDS, *LAY_WORDS})
    return _Known(counts, frozenset(alone), normal, tuple(candidates), frozenset(pairs), joined)


@cache
def _uses() -> Mapping[str, int]:
    """English words and how often they are used, from the list of pyspellchecker."""
    from spellchecker.utils import load_file  # noqa: PLC0415 - 0.1 s, only for an unknown word

    path = resources.files("spellchecker") / "resources" / "en.json.gz"
    with load_file(str(path), "utf-8") as text:
        return msgspec.json.decode(text, type=dict[str, int])


def _uses_of(word: str) -> int:
    plain = _uses().get(normalised_word(word), 0)
    return _uses().get(word, 0) or (plain if plain >= FAMILIAR else 0)


def corrected(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Put unknown words right where a known word is near enough; join and part words.

    Returns the text and the pairs (as typed, as read). An English word is changed only where its
    neighbour makes a name with the nearest word: "hart attack", "leg craps".
    """
    words = list(_LETTERS.finditer(text))
    changes: list[tuple[str, str]] = []
    pieces: list[str] = []
    done = skip = 0
    before = ""
    for i, match in enumerate(words):
        if i < skip:
            continue
        read, n = _read(words, i, before, vocabulary)
        before = (read or match.group()).lower()
        if not read:
            continue
        start, end = match.start(), words[i + n - 1].end()
        changes.append((text[start:end], read))
        pieces += (text[done:start], read)
        done, skip = end, i + n
    return "".join((*pieces, text[done:])), tuple(changes)


def _read(
    words: list[re.Match[str]], i: int, before: str, vocabulary: Vocabulary
) -> tuple[str, int]:
    """What the words from the ``i``-th on are read as, and how many of them; "" as they stand."""
    word, known = words[i].group(), _known(vocabulary)
    lower = word.lower()
    if lower in COMMON_ERRORS:
        return COMMON_ERRORS[lower], 1
    follows = words[i + 1].group().lower() if i + 1 < len(words) else ""
    whole = lower + follows
    apart = follows and words[i + 1].start() - words[i].end() == 1 and lower not in EDGE_WORDS
    if apart and len(whole) >= LONG and whole in known.counts and _is_odd_pair(
        lower, follows, known
    ):  # fmt: skip
        return whole, 2
    if i == 0 and len(words) > 2 and not _is_known(lower, vocabulary):
        opener = _opener(lower)
        if opener:
            return opener, 1
    if f"{lower} {follows}" in COMMON_PAIRS:
        return COMMON_PAIRS[f"{lower} {follows}"], 2
    if len(word) == SHORTEST - 1 and not _is_known(lower, vocabulary) and lower not in EDGE_WORDS:
        near = _beside(lower, before, follows, known)
        return (near if _uses_of(lower) < COMMON_USE else ""), 1
    if _is_left_alone(word) or _is_known(lower, vocabulary):
        return "", 1
    if lower in known.joined:
        return known.joined[lower], 1
    beside = _beside(lower, before, follows, known)
    uses = _uses_of(lower)
    if beside and uses < COMMON_USE:
        return beside, 1
    return ("" if uses else _nearest(lower, vocabulary)), 1


def _is_odd_pair(one: str, other: str, known: _Known) -> bool:
    return (normalised_word(one), normalised_word(other)) not in known.pairs


def _opener(word: str) -> str:
    if len(word) < 2 or word in EDGE_WORDS:
        return ""
    return next((w for w in _OPENERS if OSA.distance(word, w) == 1), "")


def _is_left_alone(word: str) -> bool:
    is_code = word[1:] != word[1:].lower()
    return is_code or len(word) < SHORTEST or word.lower() in EDGE_WORDS


def _is_known(word: str, vocabulary: Vocabulary) -> bool:
    normal = normalised_word(word)
    known = _known(vocabulary).normal
    return normal in known or normal in MODIFIERS or vocabulary.has_word(normal)


def _beside(word: str, before: str, follows: str, known: _Known) -> str:
    """The word one error away that makes a name with one of its neighbours."""
    left, right = normalised_word(before), normalised_word(follows)
    near = [w for w, distance in _within_reach(word, known) if distance == 1]
    fitting = [w for w in near if (normalised_word(w), right) in known.pairs] or [
        w for w in near if (left, normalised_word(w)) in known.pairs
    ]
    return max(fitting, key=lambda w: (known.counts.get(w, 0), w), default="")


def near_words(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every known word within reach of a mistyped one, the nearest and commonest first."""
    lower, known = word.lower(), _known(vocabulary)
    ranked = {(d, -known.counts.get(w, 0), w) for w, d in _within_reach(lower, known)}
    ranked |= {(1, -known.counts.get(w, 0), w) for w in LAY_WORDS if OSA.distance(lower, w) == 1}
    return tuple(w for _, _, w in sorted(ranked))


@lru_cache(maxsize=512)
def _extracted(word: str, reach: int, candidates: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=reach, limit=None)
    return tuple((other, int(distance)) for other, distance, _ in near)


def _within_reach(word: str, known: _Known) -> Iterable[tuple[str, int]]:
    """Known words and their distance; another first letter only where all else is right, and two
    errors in a shorter word only where both sound alike.
    """
    for other, distance in _extracted(word, 2 if len(word) > SHORTEST else 1, known.candidates):
        is_alike = len(word) >= LONG or _sound(other) == _sound(word)
        if distance <= 1 or (other[0] == word[0] and is_alike):
            yield other, distance


def _nearest(word: str, vocabulary: Vocabulary) -> str:
    """Return the nearest word within reach: of several the one that sounds alike, then the
    commonest; none where two are as near.
    """
    known = _known(vocabulary)
    ranked = sorted(
        (distance, other[0] != word[0], _sound(other) != _sound(word), other not in known.names,
         -known.counts.get(other, 9), other)
        for other, distance in _within_reach(word, known)
    )  # fmt: skip
    if not ranked or (ranked[0][0] > 1 and _SUBSTANCE.search(word) and ranked[0][2]):
        return ""
    best = ranked[0]
    rivals = [r for r in ranked[1:] if normalised_word(r[-1]) != normalised_word(best[-1])]
    return "" if rivals and rivals[0][:-1] == best[:-1] else best[-1]


_ALIKE = (
    (r"xc?", "ks"),
    (r"ph", "f"),
    (r"ck|[cqk]", "k"),
    (r"z", "s"),
    (r"gh|h", ""),
    (r"[aeiouy]+", "a"),
)


@lru_cache(maxsize=4_096)
def _sound(word: str) -> str:
    """A word with letters that sound alike made one, and no letter twice."""
    for pattern, letter in _ALIKE:
        word = re.sub(pattern, letter, word)
    return re.sub(r"(.)\1+", r"\1", word)
