"""Names said in another order or inflection: "brushing your teeth" is tooth brushing.

The words are compared as a set of stems; a name counts if its words are all said and no other is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.language.mentions import EDGE_WORDS, MODIFIERS
from sceptic.language.text import WORD, normalised_word
from sceptic.language.vocabulary import Vocabulary

_ENDING = re.compile(r"(?:ation|ition|ions?|ings?|ers?|ed|e|ment)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_UNITS = frozenset(("minut", "min", "mil", "step", "second"))
SHORTEST = 3
"""Letters of a stem."""


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """A word without its ending, and without a letter doubled before it: "running", "run"."""
    plain = normalised_word(word)
    bare = _ENDING.sub("", plain)
    if len(bare) < SHORTEST:
        return plain
    return bare[:-1] if bare != plain and _DOUBLED.search(bare) else bare


def _stems(words: str) -> frozenset[str]:
    """Stems of the words that carry meaning; a single capital does ("vitamin A")."""
    return frozenset(
        _stem(word)
        for word in WORD.findall(words)
        if word.lower() not in _LITTLE or (len(word) == 1 and word.isupper())
    )


_LITTLE = EDGE_WORDS - frozenset("eat drink getting swallowing chewing wearing".split())


@lru_cache(maxsize=16)
def _by_stems(vocabulary: Vocabulary, kind: ConceptKind) -> Mapping[frozenset[str], Concept | None]:
    """Names of two words and more by their stems; None where two concepts share them."""
    found: dict[frozenset[str], Concept | None] = {}
    for concept in vocabulary.concepts:
        if concept.kind is not kind:
            continue
        for name in concept.names:
            stems = _stems(name)
            if len(stems) > 1 and found.setdefault(stems, concept) is not concept:
                found[stems] = None
    return found


def named_in_any_order(words: str, kind: ConceptKind, vocabulary: Vocabulary) -> Concept | None:
    """Return the one concept with a name of the same words in any order and form, or None.

    Words that only qualify may stand beside the name ("20 minute power nap").
    """
    stems, known = _stems(words), _by_stems(vocabulary, kind)
    if stems in known:
        return known[stems]
    plain = frozenset(s for s in stems if s not in MODIFIERS and s not in _UNITS and s.isalpha())
    return known.get(plain) if len(plain) > 1 else None
