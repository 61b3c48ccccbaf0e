"""The sides and the outcome of an open comparison.

"the rate of falls at 12 months in older people" -> falls, in older people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sceptic.domain.claim import ConceptKind, Valence
from sceptic.language.mentions import Mentions, Part, Range, trimmed
from sceptic.language.patterns import later
from sceptic.language.phrases import recast, text_concept, unknown_words
from sceptic.language.populations import population_of
from sceptic.language.text import WORD, normalised
from sceptic.language.vocabulary import Mention

_ADJECTIVES = (
    r"(?:(?:mean|average|total|overall|long-term|short-term|intermediate[- ]term|annual|median"
    r"|final|relative|absolute|cumulative|actual|subjective|estimated)\s+)*"
)
# Words before the thing measured: "the long-term rate of", "the effect on" ...
_QUANTITY = later(
    rf"(?:the\s+)?{_ADJECTIVES}(?:(?:incidence\s+)?rates?|risks?|incidence|numbers?|proportions?"
    r"|percentage|likelihood|probability|odds|levels?|degree|frequency|prevalence|amount|extent"
    r"|effects?|chances?|occurrence|progression|severity|coverage|need|improvements?)\s+"
    r"(?:of\s+(?:people|patients|women|men|children|participants)\s+(?:with|who\s+had)\s+"
    r"|of\s+|for\s+|in\s+|on\s+)"
    r"(?:(?:developing|having|getting|the|at\s+least\s+one|one\s+or\s+more|an?)\s+)*"
    r"|(?:the\s+)?(?:mean|overall|total)\s+",
    re.IGNORECASE,
)
# "malaria incidence": the incidence of malaria
_QUANTITY_AFTER = later(r"\s+(?:incidence|rates?|risks?|frequency|occurrence)$", re.IGNORECASE)
_GOOD_QUANTITY = later(r"improvements?\s", re.IGNORECASE)
# Words after it: when and how it was measured.
_WHEN = later(
    r",?\s+(?:(?:at|by|after|within|over|during|up\s+to|from|before)\s+(?:the\s+)?(?:\d\S*|one|two"
    r"|three|four|five|six\S*|seven|eight|nine|ten|twelve|end|first|second|last|long|short|follow\S*"
    r"|discharge|baseline|least|about|around|approximately)\b.*"
    r"|(?:as\s+)?(?:measured|assessed|rated|defined|judged)\s+(?:by|with|on|using|as)\b.*"
    r"|requiring\s+\w+)$",
    re.IGNORECASE,
)
_AMONG = later(
    r"\s+(?:in|for|among|amongst)\s+(?=(?:(?:the|all|any)\s+)?(?:[\w-]+\s+){0,2}?(?:patients|people"
    r"|women|men|children|adults|infants|babies|participants|those|mothers|neonates|athletes|boys"
    r"|girls|individuals|subjects|adolescents|newborns)\b)",
    re.IGNORECASE,
)
_ARM = later(
    r"(?:only\s+|the\s+)?(?:(?:group|patients|people|women|those)\s+who\s+(?:underwent|received|took"
    r"|had)\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured, in whom, and the condition that the words speak of."""

    outcome: Part
    condition: Part | None = None
    population: Part | None = None


def measure_of(found: Mentions, masked: str, span: Range) -> Measure | None:
    """Return the outcome that a comparison is about, or None for an empty phrase."""
    quantity = _QUANTITY.match(masked, *span)
    start = quantity.end() if quantity else span[0]
    among = _AMONG.search(masked, start, span[1])
    whom = (among.end(), span[1]) if among else (span[1], span[1])
    end = among.start() if among else span[1]
    when = _WHEN.search(masked[:end], start)
    end = when.start() if when else end
    core = _without_article(found.text, (start, end))
    if core[0] == core[1]:
        return None
    after = _QUANTITY_AFTER.search(masked[: core[1]], core[0])
    if after and not _named(found, core):
        core = (core[0], after.start())
    outcome = _named(found, (span[0], end)) or _named(found, core) or _of_words(found, core)
    if quantity and _GOOD_QUANTITY.search(quantity.group()):
        better = replace(outcome.concept, valence=Valence.MORE_IS_BETTER)
        outcome = Part(better, outcome.span)
    in_whom = found.inside(ConceptKind.CONDITION, whom)
    in_words = [m for m in found.inside(ConceptKind.CONDITION, core) if _says_more(m, found)]
    chosen = in_whom[0] if in_whom else in_words[0] if in_words else None
    condition = Part(chosen.concept, (chosen.start, chosen.end)) if chosen else None
    return Measure(outcome, condition, population_of(found, whom))


def _says_more(mention: Mention, found: Mentions) -> bool:
    """Whether a condition in the words of an outcome is spoken of as such.

    "memory" does not speak of dementia, though it is one of its search words; "seizure" speaks of
    epilepsy.
    """
    surface = normalised(found.text[mention.start : mention.end])
    names = [normalised(name) for name in mention.concept.names[:3]]
    return surface in names or names[0] in surface


def _without_article(text: str, span: Range) -> Range:
    match = re.compile(r"\s*(?:the\s+|an?\s+)?", re.IGNORECASE).match(text, *span)
    start = match.end() if match else span[0]
    return (start, max(start, start + len(text[start : span[1]].rstrip(" ,;:"))))


def _named(found: Mentions, core: Range) -> Part | None:
    """Return the outcome, or the condition as an outcome, that the words are a name of."""
    core = _without_article(found.text, core)
    words = re.sub(r"\s*\([^()]*\)", "", found.text[slice(*core)])
    for kind in (ConceptKind.OUTCOME, ConceptKind.CONDITION):
        concept = found.vocabulary.named(words, kind)
        if concept:
            return Part(recast(concept, ConceptKind.OUTCOME), core)
    return None


def _of_words(found: Mentions, core: Range) -> Part:
    """Return the one name in the words if nothing else stands beside it, else the words."""
    for kind in (ConceptKind.OUTCOME, ConceptKind.CONDITION):
        inside = found.inside(kind, core)
        if len({m.concept.id for m in inside}) == 1 and not unknown_words(found, core):
            m = inside[0]
            if _is_of_a_condition(found, core, m):
                break
            return Part(recast(m.concept, ConceptKind.OUTCOME), (m.start, m.end))
    inside = found.inside(ConceptKind.OUTCOME, core) or found.inside(ConceptKind.CONDITION, core)
    concept = text_concept(
        found.text[slice(*core)], ConceptKind.OUTCOME, dict.fromkeys(m.concept.id for m in inside)
    )
    surfaces = (found.text[m.start : m.end] for m in inside)
    valence = inside[0].concept.valence if inside else concept.valence
    names = tuple(dict.fromkeys((*concept.names, *surfaces)))
    return Part(replace(concept, names=names, valence=valence), core)


# What makes one arm of a comparison another treatment than its plain name.
_QUALIFIERS = frozenset(
    "early earlier late later delayed prophylactic preventive active intensive immediate deferred"
    " continued continuous intermittent rapid slow high low very additional repeated single".split()
)


def _is_qualified(found: Mentions, core: Range, inside: tuple[Mention, ...]) -> bool:
    """Whether "early", "prophylactic" or the like stands beside the name: "early CPAP"."""
    return any(
        word.group().lower() in _QUALIFIERS
        for word in WORD.finditer(found.text, *core)
        if not any(m.start <= word.start() < m.end for m in inside)
    )


def _is_of_a_condition(found: Mentions, core: Range, outcome: Mention) -> bool:
    """Whether a condition stands right before an outcome: "breast cancer | detection" is no
    cancer detection at large.
    """
    return any(
        m.end <= outcome.start and not found.text[m.end : outcome.start].strip()
        for m in found.inside(ConceptKind.CONDITION, core)
        if m.concept.id != outcome.concept.id
    )


def arm_of(found: Mentions, masked: str, span: Range) -> tuple[Part | None, Range]:
    """Return one side of a comparison, whole, and the span of "in patients with MS" after it."""
    among = _AMONG.search(masked, *span)
    whom = (among.end(), span[1]) if among else (span[1], span[1])
    opening = _ARM.match(masked, *span)
    start = opening.end() if opening else span[0]
    core = _without_article(found.text, (start, among.start() if among else span[1]))
    words = found.text[slice(*core)]
    plain = re.sub(r"\s*\([^()]*\)", "", words)
    named = found.vocabulary.named(plain, ConceptKind.INTERVENTION)
    if named:
        return Part(named, core), whom
    inside = found.inside(ConceptKind.INTERVENTION, core)
    is_plain = not unknown_words(found, core) and not _is_qualified(found, core, inside)
    if len(inside) == 1 and is_plain and trimmed(found.text, core) == core:
        return Part(inside[0].concept, (inside[0].start, inside[0].end)), whom
    if core[0] == core[1]:
        return None, whom
    broader = dict.fromkeys(m.concept.id for m in inside)
    return Part(text_concept(words, ConceptKind.INTERVENTION, broader), core), whom
