"""Where a text persuades without evidence: span, kind, a plain explanation, the key concept.

A passage is marked for how it works on the reader, whoever says it. Where the sentence itself
refuses what it names ("no miracle", "a myth"), it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sceptic.appraisal.article_sign_words import Sign, one_of
from sceptic.appraisal.article_signs import LONGEST_SENTENCE, Signs, signs_of
from sceptic.appraisal.persuasion_plain import DENIED, PLAIN
from sceptic.appraisal.persuasion_words import (
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
    r"tumou?rs?",
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


_SHARE_OF_MANY = re.compile(
    r"(?:[\d.]+\s?(?:%|percent|per\s+cent)|half|third|quarter)\s+(?:of\s+\w+\s+|of\s+the\s+\w+\s+)?"
    r"(?:reported|had|said|experienced|felt|were|did|showed|saw)\b(?![^.]*\b(?:lower|higher|less|more|fewer)"
    r"\s+(?:risk|likely|chance|odds))"
    r"|\b(?:has|have|had|with|carr(?:y|ies))\s+(?:about\s+|roughly\s+)?an?\s+(?:[\d.]+\s+to\s+)?[\d.]+"
    r"\s?(?:%|percent|per\s+cent)\s+(?:or\s+greater\s+)?"
    r"(?:lifetime|overall|annual|yearly|\d+-year)?\s*(?:risk|chance)\b"
    r"|\b(?:top|bottom)\s+[\d.]+\s?(?:%|percent)|\bshr[aiu]nk\s+by"
    r"|(?:document|detect|designed\s+to\s+show|powered\s+to)\s+an?\s+[\d.]+",
    re.IGNORECASE,
)
"""A share of those who were looked at is absolute; what a trial was planned to see is no result."""


_MEASURE = re.compile(
    r"\b(?:cholesterol|triglycerides|blood\s+pressure|blood\s+sugar|glucose|body\s+weight|calories"
    r"|pounds|plaques?|density|volume)\b",
    re.IGNORECASE,
)
_RISK = re.compile(
    r"\b(?:risks?|odds|chances?|likel\w+|deaths?|die|dying|mortality|cases|attacks|strokes?)\b",
    re.IGNORECASE,
)
"""What is measured in somebody has no risk behind it: "lowered LDL cholesterol by 14 percent"."""


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
        if way.words.search(PLAIN.sub(" ", s.text[:LONGEST_SENTENCE]))
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
        if _is_of_people(shown):
            found.append(_persuasion(RELATIVE_ALONE, sentence))
    return found[:MOST_OF_A_KIND]


def _is_of_people(text: str) -> bool:
    """Whether a share tells how the risk of people changed: not how a measure of theirs did."""
    return (
        _OF_PEOPLE.search(text) is not None
        and _TREND.search(text) is None
        and _SHARE_OF_MANY.search(text) is None
        and not (_MEASURE.search(text) and not _RISK.search(text))
    )


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
