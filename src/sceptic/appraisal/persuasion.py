"""Where a text persuades without evidence: span, kind, a plain explanation, the key concept.

A passage is marked for how it works on the reader, whoever says it. Where the sentence itself
refuses what it names ("no miracle", "a myth"), it is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sceptic.appraisal.article_sign_words import Sign, one_of
from sceptic.appraisal.article_signs import LONGEST_SENTENCE, Signs, signs_of
from sceptic.appraisal.persuasion_words import (
    DENIED,
    NO_PRICE,
    RELATIVE_ALONE,
    WAYS,
    Way,
)
from sceptic.domain.article import Article, Passage
from sceptic.domain.reading import Persuasion, PersuasionKind

MOST_OF_A_KIND = 12
"""Passages of one kind that are shown; an advert repeats itself."""
_UNLESS_DOUBTED = frozenset(
    (PersuasionKind.AUTHORITY, PersuasionKind.CERTAINTY, PersuasionKind.MIRACLE)
)
"""Who voices a doubt in the same sentence does not persuade by who they are, or by big words."""

_OF_PEOPLE = one_of(
    "risks?", "odds", "chances?", r"likel\w+", "incidence", "deaths?", "mortality", r"surviv\w+",
    r"recur\w*", "rates?", r"progress\w*", r"effective\w*", r"develop\w*", "cases", "relapses?",
    "patients", "people", "women", "men", "children", "symptoms", "pain", "attacks?", "decline",
    r"tumou?rs?", "cholesterol", "plaques?", "blood pressure", "weight",
    "strokes?", "cancers?", "diseases?", "diabetes", "infections?", "dementia", "falls?",
    "fractures?", r"\w+itis", "asthma", "colds?", "flu", "headaches?", "migraines?",
)  # fmt: skip
"""Words of what befalls people: a share of anything else (a substance in milk) hides no risk."""
_TREND = one_of(
    r"since \d{4}", "last year", "(?:over|in|during) the (?:past|last)",
    "in recent (?:years|decades)", r"from \d{4} (?:to|until|through) \d{4}",
    r"(?:meaning|with|had|defined as) (?:\w+ ){0,2}?at least an?",
)  # fmt: skip
"""Words of what changed over the years, or of how a response was defined: no effect is told."""


def persuasion_in(article: Article, signs: Signs | None = None) -> tuple[Persuasion, ...]:
    """Passages that persuade, in reading order; each is a sentence, once for each kind.

    ``signs`` are those of the article, where they are known already.
    """
    signs = signs or signs_of(article)
    found = [p for way in WAYS for p in _by_words(way, signs.sentences, signs)]
    found += _relative_alone(signs)
    found += _no_price(signs)
    return tuple(sorted(found, key=lambda p: (p.start, p.kind.value)))


def _by_words(way: Way, sentences: Sequence[Passage], signs: Signs) -> list[Persuasion]:
    doubted = signs.at(Sign.LIMIT) if way.kind in _UNLESS_DOUBTED else ()
    marked = [
        s
        for s in sentences
        if way.words.search(s.text[:LONGEST_SENTENCE])
        and not DENIED.search(s.text[:LONGEST_SENTENCE])
        and s not in doubted
    ]
    return [_persuasion(way, s) for s in marked[:MOST_OF_A_KIND]]


def _relative_alone(signs: Signs) -> list[Persuasion]:
    """A share without what it is a share of, in its own sentence or a neighbour's."""
    framed = {*signs.at(Sign.BOTH_SIDES), *signs.at(Sign.ABSOLUTE)}
    found = []
    for i, sentence in enumerate(signs.sentences):
        near = signs.sentences[max(0, i - 1) : i + 2]
        if sentence not in signs.at(Sign.RELATIVE) or framed.intersection(near):
            continue
        shown = sentence.text[:LONGEST_SENTENCE]
        if _OF_PEOPLE.search(shown) and not _TREND.search(shown):
            found.append(_persuasion(RELATIVE_ALONE, sentence))
    return found[:MOST_OF_A_KIND]


def _no_price(signs: Signs) -> list[Persuasion]:
    if signs.any_of(Sign.PRICE, Sign.FREE):
        return []
    return _by_words(NO_PRICE, signs.sentences, signs)[:1]


def _persuasion(way: Way, sentence: Passage) -> Persuasion:
    return Persuasion(
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        kind=way.kind,
        explanation=way.explanation,
        reference=way.reference,
        address=way.address,
    )
