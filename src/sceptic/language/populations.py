"""In whom: populations named in a text, by an age, or in the words of another part."""

from __future__ import annotations

import re

from sceptic.domain.claim import ConceptKind
from sceptic.language.mentions import Mentions, Part, Range, is_led_in, trimmed
from sceptic.language.vocabulary import Mention

_AGE = re.compile(
    r"\b(?P<age>\d{1,3})[- ]?(?P<unit>year|month|week|day)s?[- ]?olds?\b"
    r"|\b(?:over|above|aged|older\s+than)\s+(?:the\s+age\s+of\s+)?(?P<over>\d{2,3})\b"
    r"|\b(?:under|below|younger\s+than)\s+(?:the\s+age\s+of\s+)?(?P<under>\d{1,2})s?\b",
    re.IGNORECASE,
)


def age_group(found: Mentions) -> Part | None:
    """Return the population that an age names: "a 14 year old", "people over 75"."""
    match = _AGE.search(found.text)
    if match is None:
        return None
    years = int(match["age"] or match["over"] or match["under"])
    if match["unit"] and match["unit"].lower() != "year":
        concept_id = "infants"
    elif match["under"]:
        concept_id = "children" if years <= 18 else ""
    elif years >= 65:
        concept_id = "older-people"
    elif match["over"]:
        concept_id = "adults"
    else:
        concept_id = "adults" if years > 19 else "teenagers" if years > 12 else "children"
    if concept_id not in found.vocabulary:
        return None
    return Part(found.vocabulary.concept(concept_id), match.span())


def population_of(found: Mentions, span: Range, but: Part | None = None) -> Part | None:
    """Return the first population named in a span, outside the words of another part."""
    for m in found.inside(ConceptKind.POPULATION, span):
        if but is None or stands_apart(found.text, m, but.span):
            return Part(m.concept, (m.start, m.end))
    return None


def stands_apart(text: str, mention: Mention, span: Range) -> bool:
    """Whether a population lies outside a part's words, or ends them: "falls in older people"."""
    if mention.end <= span[0] or mention.start >= span[1]:
        return True
    return span[0] < mention.start and mention.end <= span[1] and is_led_in(text, mention)


def without_population(found: Mentions, span: Range) -> Range:
    """Span without a population at its start, and without what follows one inside it."""
    for population in found.inside(ConceptKind.POPULATION, span):
        if population.start <= trimmed(found.text, span)[0]:
            span = (population.end, span[1])
        else:
            return trimmed(found.text, (span[0], population.start))
    return trimmed(found.text, span)
