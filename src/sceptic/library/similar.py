"""Records like a given one, by their words: PubMed's own method for its "similar articles".

The weight of a term in a record is the probability that the record is about it, from how often it
is said and how long the record is, times the square root of its inverse document frequency; two
records are as alike as the sum of the products of their weights (Lin J, Wilbur WJ. PubMed related
articles: a probabilistic topic-based model for content similarity. BMC Bioinformatics 2007;8:423,
PMID 17971238). Candidates are the best answers to the record's weightiest terms, so that any index
that ranks can be used.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass

from sceptic.domain.record import Record
from sceptic.library.collection import Library
from sceptic.library.query import Node, Term, any_of
from sceptic.library.words import STOP_WORDS, words_of

_ABOUT, _NOT_ABOUT = 0.022, 0.013
"""How often a word of a topic and another word come, per word of text (Lin & Wilbur, table 2)."""

_ASKED = 24
"""Terms that candidates are searched by."""

_CANDIDATES = 150
_MOST_TERMS = 120
_SHORTEST = 3
_SCORE_DIGITS = 6

_Key = tuple[str, str]
"""Field and text: ``("tiab", "hair")``, ``("mh", "Alopecia")``."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record like another one. ``score`` compares within one answer only."""

    record_id: str
    score: float


def similar_to(
    record: Record, library: Library, *, limit: int = 20, until: dt.date | None = None
) -> tuple[Neighbour, ...]:
    """The records most like this one, itself left out; equal scores fall to the higher PMID.

    Args:
        record: need not be in the library.
        library: where to look.
        limit: most records to give.
        until: only records known by the end of that day.

    """
    rarity = _rarities(record, library)
    own = _weights(record, rarity)
    found = _candidates(own, library, max(_CANDIDATES, limit + 1), until)
    others = library.records(i for i in found if i != record.id)
    scored = [(_likeness(own, _weights(other, rarity)), other) for other in others]
    best = sorted(scored, key=lambda each: (-each[0], -(each[1].pmid or 0), each[1].id))
    return tuple(Neighbour(other.id, score) for score, other in best[:limit] if score > 0)


def candidates_for(record: Record, library: Library, *, limit: int) -> tuple[str, ...]:
    """Ids by the index's own ranking on the record's weightiest terms, itself included."""
    return _candidates(_weights(record, _rarities(record, library)), library, limit, None)


def _candidates(
    weights: dict[_Key, float], library: Library, limit: int, until: dt.date | None
) -> tuple[str, ...]:
    asked = sorted(weights, key=lambda key: (-weights[key], key))[:_ASKED]
    if not asked:
        return ()
    hits = library.search(any_of(*map(_node, asked)), limit=limit, until=until).hits
    return tuple(hit.record_id for hit in hits)


def _likeness(one: dict[_Key, float], other: dict[_Key, float]) -> float:
    return round(sum(one[key] * other[key] for key in one if key in other), _SCORE_DIGITS)


def _terms(record: Record) -> Counter[_Key]:
    """How often each word of title and abstract is said, and each heading: once, twice if major."""
    words = words_of(f"{record.title} {record.abstract_text}")
    said = (w for w in words if len(w) >= _SHORTEST and w not in STOP_WORDS and not w.isdecimal())
    counts = Counter(("tiab", word) for word in said)
    for heading in record.mesh:
        name = " ".join(heading.descriptor.replace('"', " ").replace("*", " ").split())
        if not name:
            continue
        is_major = heading.major or any(major for _, major in heading.qualifiers)
        counts["mh", name] = 2 if is_major else 1
    return counts


def _rarities(record: Record, library: Library) -> dict[_Key, float]:
    """Square roots of the inverse document frequencies of the record's most used terms."""
    total = library.count(Term("all", "sb"))
    found = {}
    for key, _ in sorted(_terms(record).items(), key=lambda e: (-e[1], e[0]))[:_MOST_TERMS]:
        holding = library.count(_node(key))
        if holding:
            found[key] = math.sqrt(math.log((total + 1) / holding))
    return found


def _weights(record: Record, rarity: dict[_Key, float]) -> dict[_Key, float]:
    counts = _terms(record)
    length = sum(counts.values())
    ratio = _NOT_ABOUT / _ABOUT
    spread = math.exp(min((_ABOUT - _NOT_ABOUT) * length, 500.0))
    return {
        key: rare / (1 + ratio ** (counts[key] - 1) * spread)
        for key, rare in rarity.items()
        if counts[key]
    }


def _node(key: _Key) -> Node:
    field, text = key
    return Term(text, field, phrase=field == "mh", exact=field == "mh")
