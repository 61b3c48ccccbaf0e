"""A phrase of a question -> the concepts it names, and the words that stay unused.

A phrase is a span of the whole text, so that offsets always count in one string. An unknown word
before a known name makes a narrower concept that the vocabulary does not have ("uveal melanoma"),
never its parent (DESIGN 4.4); a modifier such as "chronic" or "daily" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sceptic.domain.claim import Concept, ConceptKind, Valence
from sceptic.language.circumstances import WHERE, cause_before
from sceptic.language.lay_words import LAY_PHRASES, LAY_WORDS, TROUBLED
from sceptic.language.mentions import (
    EDGE_WORDS,
    MODIFIERS,
    Mentions,
    Part,
    Range,
    segments,
    trimmed,
)
from sceptic.language.patterns import later
from sceptic.language.populations import population_of, without_population
from sceptic.language.text import WORD, normalised, normalised_word
from sceptic.language.vocabulary import Mention, Vocabulary
from sceptic.language.word_order import named_in_any_order

_ABBREVIATED = later(r"\s*[(\[]\s*([^()\[\]]{1,60}?)\s*[)\]]")


def text_concept(words: str, kind: ConceptKind, broader: Iterable[str] = ()) -> Concept:
    """Make a concept that the vocabulary does not know; a bracketed abbreviation is a name too."""
    abbreviations = _ABBREVIATED.findall(words)
    name = " ".join(_ABBREVIATED.sub(" ", words).split()) or words
    names = tuple(dict.fromkeys((name, *abbreviations)))
    valence = Valence.LESS_IS_BETTER if kind is ConceptKind.CONDITION else Valence.UNKNOWN
    return Concept(
        f"text:{normalised(name)}", name, kind, names, (), tuple(broader), "", "", valence
    )


def recast(concept: Concept, kind: ConceptKind) -> Concept:
    """Return the same concept in another part of the claim: a condition as outcome or exposure."""
    return concept if concept.kind is kind else replace(concept, kind=kind)


def part_of(found: Mentions, span: Range, kind: ConceptKind) -> Part | None:
    """Return the concept of a kind that a segment names, or a narrower one, or None.

    None means that the segment holds no name of the kind at all.
    """
    inside = found.inside(kind, span)
    if not inside:
        return None
    chosen = max(inside, key=lambda m: (not _is_form(found, m), m.end - m.start, m.start))
    extra = unknown_words(found, span)
    if kind is ConceptKind.CONDITION and (cause := cause_before(found, span, chosen)):
        whole = (cause.start, chosen.end)
        words = found.text[slice(*whole)]
        return Part(text_concept(words, kind, (chosen.concept.id,)), whole)
    if not extra or (kind is ConceptKind.CONDITION and _only_follows(found, chosen, extra)):
        return Part(chosen.concept, (chosen.start, chosen.end))
    whole = without_population(found, span)
    words = found.text[slice(*whole)]
    same = named_in_any_order(words, kind, found.vocabulary)
    return Part(same or text_concept(words, kind, (chosen.concept.id,)), whole)


_HEADS = later(
    r"(?:diseases?|disorders?|syndromes?|cancers?|tumou?rs?|infections?|deficienc\w+|injur\w+|pain|failure|damage|loss"
    r"|surgery|operation|virus|bleeding|stiffness|resistance|intolerance|sensitivity|therapy|prevention|relapses?|recurrence"
    r"|exacerbations?|transmission|control|remission|free|drugs?|medication|vaccines?|treatments?|patients?|\w+(?:itis|osis|emia|aemia|pathy|oma|ing))",
    re.IGNORECASE,
)


def _only_follows(found: Mentions, chosen: Mention, extra: list[Range]) -> bool:
    """Whether unknown words stand behind a problem only, and none of them makes it another:
    "gout big toe", "malaria abeg".
    """
    return all(a >= chosen.end and not _HEADS.fullmatch(found.text, a, b) for a, b in extra)


def _is_form(found: Mentions, mention: Mention) -> bool:
    """Whether a name is no more than a form or class: "supplements" in "cinnamon supplements"."""
    words = WORD.findall(found.text[mention.start : mention.end])
    return all(normalised_word(word) in MODIFIERS for word in words)


# "dad's gout": whose it is says nothing of what it is
_WHOSE = later(
    r"(?:dad|mum|mom|mother|father|gran\w*|nan|grandad|grandma|grandpa|son|daughter|kid|child|baby|brother|sister"
    r"|husband|wife|partner|friend|aunt\w*|uncle|boyfriend|girlfriend)['’]s",
    re.IGNORECASE,
)


def unknown_words(found: Mentions, span: Range) -> list[Range]:
    """Words of a segment that no name covers and that are not mere modifiers."""
    covered = [(m.start, m.end) for k in ConceptKind for m in found.inside(k, span)]
    covered += [(m.start, m.end) for m in found.populations]
    covered += [m.span() for m in WHERE.finditer(found.text)]
    bracketed = [m.span() for m in _ABBREVIATED.finditer(found.text, *span)]
    return [
        word.span()
        for word in WORD.finditer(found.text, *span)
        if not any(a <= word.start() and word.end() <= b for a, b in (*covered, *bracketed))
        and word.group().lower() not in EDGE_WORDS
        and normalised_word(word.group()) not in MODIFIERS
        and not word.group()[0].isdigit()
        and not _WHOSE.fullmatch(word.group())
    ]


# "low zinc", "lack of sleep", "quitting smoking": the opposite of what is named after it.
_REVERSED = later(
    r"\s*(?:an?\s+|the\s+)?(?:too\s+little|low|lower|lack\s+of|(?:absence|shortage)\s+of|non|no|without"
    r"|(?:\w+ing\s+)?(?:less|fewer)|not\s+\w+ing|(?:quit|stop|skip|avoid)"
    r"(?:ping|ting|ing)?|giv(?:e|ing)\s+up|(?:cut|cutting)\s+(?:out|down)|(?:come|coming)\s+off"
    r"|withdrawal\s+(?:of|from)|(?:reduc|decreas|limit)ing|insufficient|inadequate"
    r"|deficien\w+(?:\s+(?:of|in))?)[\s-]",
    re.IGNORECASE,
)

_LEAVING = later(r"(?:quit|stop|giv|com|cut|skip|avoid)", re.IGNORECASE)


def intervention_of(found: Mentions, masked: str, span: Range) -> Part | None:
    """Return what a phrase names as intervention: a treatment, else an exposure, else its words."""
    for whole in (span, trimmed(found.text, span)):
        named = found.vocabulary.named(found.text[slice(*whole)], ConceptKind.INTERVENTION)
        if named:
            return Part(named, trimmed(found.text, whole))
    if _REVERSED.match(found.text, *span) and not _is_name_start(found, span):
        part = _of_all_words(found, span)
        wider = dict.fromkeys(m.concept.id for m in found.inside(ConceptKind.INTERVENTION, span))
        return part and replace(part, concept=replace(part.concept, broader=tuple(wider)))
    pieces = segments(masked, span)
    if _does_something(found, span):
        return _of_words(found, span, ConceptKind.INTERVENTION)
    for kind in (ConceptKind.INTERVENTION, ConceptKind.CONDITION):
        parts = [part for piece in pieces if (part := part_of(found, piece, kind))]
        if parts:
            part = _narrowest(parts, found.vocabulary)
            return replace(part, concept=recast(part.concept, ConceptKind.INTERVENTION))
    return _of_words(found, span, ConceptKind.INTERVENTION)


_DOING = later(
    r"\s*(?!(?:tak|us|eat|drink|hav|giv|rub|apply|wear|do|gett|try|swallow|add|put|consum|receiv|us)ing\b)"
    r"[a-z]{2,}ing\s+(?:\w+\s+)*?(?:with|on|in|to|without|under|next\s+to|near|from|by|after|before|up|around)\s+\w",
    re.IGNORECASE,
)


def _does_something(found: Mentions, span: Range) -> bool:
    """Whether a phrase says what somebody does somewhere: "sleeping with the fan on"."""
    if not _DOING.match(found.text, *span):
        return False
    first = trimmed(found.text, span)[0]
    return not any(
        m.start == first and m.end > first + len(found.text[first:].split(None, 1)[0])
        for m in found.inside(ConceptKind.INTERVENTION, span)
    )


def beside(found: Mentions, masked: str, span: Range, chosen: Part) -> tuple[Part, ...]:
    """Further treatments that a phrase joins to the chosen one: "ginger and turmeric"."""
    parts = {
        m.concept.id: Part(m.concept, (m.start, m.end))
        for m in reversed(found.inside(ConceptKind.INTERVENTION, span))
        if m.start >= chosen.span[1]
        and _JOINED.fullmatch(masked, chosen.span[1], m.start)
        and m.concept.id != chosen.concept.id
        and not found.inside(ConceptKind.POPULATION, (m.start, m.end))
    }
    return tuple(sorted(parts.values(), key=lambda part: part.span))


_WHILE = (
    r"(?:while|when|if)\s+(?:(?:i|you|he|she|they|we)(?:\s+(?:am|is|are)|['’]?m|['’]?re|['’]?s|['’]?ve)?\s+)?"
    r"(?:(?:already|also|been)\s+)?(?:taking|takes?|on|using)"
)
_JOINED = later(
    rf"(?:.*(?:,|\s))?(?:{_WHILE}|and/or|and|or|nor|plus|&|,|\+|(?:together|along|combined|in\s+combination)\s+with"
    r"|taken\s+with|mixed\s+with)\s*(?:the\s+)?",
    re.IGNORECASE,
)
_TOGETHER = later(
    r"(?:\s+(?:be\s+)?(?:safe|ok(?:ay)?|all\s+right|alright|harmful|dangerous|bad)"
    r"(?:\s+to\s+(?:use|take|drink|have))?)?"
    rf"\s*(?:{_WHILE}|and|with|alongside|on\s+top\s+of|plus|&|\+|(?:together|along|combined|in\s+combination)\s+with|taken\s+with"
    r"|mixed\s+with)\s*(?:(?:the|my|your|his|her|their|our)\s+)?",
    re.IGNORECASE,
)


def together(found: Mentions, one: Part, other: Part) -> Part | None:
    """Return two treatments joined by "and" or "with" as one combination, else None.

    None too where one is a form of the other ("vitamins and zinc"). The combination is called by
    the vocabulary's name if it has one; else it is narrower than both, and has the names of both.
    """
    between = found.text[one.span[1] : other.span[0]]
    ids = (one.concept.id, other.concept.id)
    is_known = one.concept.is_known and other.concept.is_known
    is_form = found.vocabulary.is_a(*ids) or found.vocabulary.is_a(*reversed(ids))
    if not is_known or is_form or not _TOGETHER.fullmatch(between):
        return None
    span = (one.span[0], other.span[1])
    a, b = one.concept, other.concept
    for name in (f"{a.name} and {b.name}", f"{b.name} and {a.name}"):
        named = found.vocabulary.named(name, ConceptKind.INTERVENTION)
        if named and named.id not in ids:
            return Part(named, span)
    pairs = [(x, y) for x in a.names[:COMBINED_NAMES] for y in b.names[:COMBINED_NAMES]]
    names = dict.fromkeys(
        (f"{a.name} and {b.name}", *(n for x, y in pairs for n in (f"{x} and {y}", f"{y} and {x}")))
    )
    concept = text_concept(f"{a.name} and {b.name}", ConceptKind.INTERVENTION, ids)
    return Part(replace(concept, names=tuple(names)), span)


COMBINED_NAMES = 3
"""Names of each side that make the names of a combination."""


def _narrowest(parts: list[Part], vocabulary: Vocabulary) -> Part:
    """Return the first part, or one that is a form of it: "mesotherapy with nanopeptides"."""
    first = parts[0]
    forms = (p for p in parts[1:] if vocabulary.is_a(p.concept.id, first.concept.id))
    return next(forms, first)


def _is_name_start(found: Mentions, span: Range) -> bool:
    """Whether the span begins with a name of its own: "low-salt diet", "lack of vitamin D"."""
    first = trimmed(found.text, span)[0]
    kinds = [ConceptKind.INTERVENTION]
    if not _LEAVING.match(found.text, first):
        kinds.append(ConceptKind.CONDITION)
    return any(m.start == first for kind in kinds for m in found.inside(kind, span))


_OFTEN = later(
    r"\s+(?:(?:once|twice|\w+\s+times)\s+)?(?:(?:a|per|every|each|in\s+the)\s+(?:day|week|month|night|morning"
    r"|evening|year)|daily|weekly|nightly|regularly|all\s+(?:the\s+time|day(?:\s+long)?|night)|at\s+night|before\s+bed(?:time)?"
    r"|a\s+lot|too\s+(?:much|often|long)|every\s*day|every\s+night|lots|loads|for\s+(?:hours|ages)|early|late|properly|enough"
    r"|when\s+(?:\w+\s+){1,3}\w+)$",
    re.IGNORECASE,
)


def _of_words(found: Mentions, span: Range, kind: ConceptKind) -> Part | None:
    """Return the words of a phrase as a concept of their own, without a trailing population."""
    whole = without_population(found, span)
    words = found.text[slice(*whole)]
    if not any(c.isalpha() for c in words):
        return None
    often = _OFTEN.search(words)
    if often and often.start():
        words, whole = words[: often.start()], (whole[0], whole[0] + often.start())
    same = named_in_any_order(words, kind, found.vocabulary)
    return Part(same or text_concept(words, kind), whole)


def _of_all_words(found: Mentions, span: Range) -> Part | None:
    """Return the words of a phrase with all that leads it: "giving up alcohol"."""
    start = without_population(found, span)[0]
    end = without_population(found, span)[1]
    opening = _REVERSED.match(found.text, *span)
    if opening and opening.start() < start:
        start = opening.end() - len(opening.group().lstrip())
    article = re.compile(r"(?:an?|the)\s+", re.IGNORECASE).match(found.text, start, end)
    whole = (article.end() if article else start, end)
    if not any(c.isalpha() for c in found.text[slice(*whole)]):
        return None
    return Part(text_concept(found.text[slice(*whole)], ConceptKind.INTERVENTION), whole)


@dataclass(frozen=True, slots=True)
class Object:
    """What an intervention acts on: the condition, and apart from it the outcome."""

    condition: Part | None = None
    outcome: Part | None = None
    population: Part | None = None
    others: tuple[Part, ...] = ()
    """Further conditions named beside the first."""


def object_of(found: Mentions, masked: str, span: Range, *, in_whom: bool = False) -> Object:
    """Return condition, outcome and population of "pain in children with osteoarthritis".

    A second condition says in whom: "psychosis in Parkinson's disease", "spasticity after stroke";
    it becomes the object where the first is a measure of it: "fatigue in multiple sclerosis".
    ``in_whom``: what is prevented or caused comes first, and a second condition says in whom:
    "prevent heart attacks in diabetes" does not say that diabetes is prevented.
    """
    pieces = segments(masked, span)
    conditions, outcomes = _named_in(found, pieces)
    if not conditions:
        conditions.extend(_lay(found, pieces))
    first = conditions[0] if conditions else None
    group, people = population_of(found, span, first), None
    if len(conditions) > 1 and first and in_whom and _among(masked, first, conditions[1]):
        second = conditions.pop(1)
        people = replace(second, concept=recast(second.concept, ConceptKind.POPULATION))
    elif len(conditions) > 1 and first and _linked(masked, first, conditions[1]):
        as_outcome = part_of(found, first.span, ConceptKind.OUTCOME)
        if as_outcome and as_outcome.span == first.span:
            outcomes, first = [as_outcome, *outcomes], conditions.pop(1)
        elif not group and _tells_in_whom(found, masked, first, conditions[1]):
            second = conditions.pop(1)
            people = replace(second, concept=recast(second.concept, ConceptKind.POPULATION))
    if first is None:
        first = _instead(found, span, outcomes, pieces)
    outcome = next((o for o in outcomes if o.span != (first.span if first else None)), None)
    others = tuple(p for p in conditions[1:] if first and p.concept != first.concept)
    return Object(first, outcome, population_of(found, span, first) or people, others)


def _named_in(found: Mentions, pieces: Sequence[Range]) -> tuple[list[Part], list[Part]]:
    """Conditions and outcomes of a phrase's pieces, in their order."""
    conditions: list[Part] = []
    outcomes: list[Part] = []
    for piece in pieces:
        condition = _said(found, piece) or part_of(found, piece, ConceptKind.CONDITION)
        outcome = part_of(found, piece, ConceptKind.OUTCOME)
        apart = condition and outcome and not _overlap(outcome.span, condition.span)
        if condition and (apart or not (outcome and _longer(outcome, condition))):
            conditions.append(condition)
            if outcome and apart:
                outcomes.append(outcome)
        elif outcome:
            outcomes.append(outcome)
    return conditions, outcomes


def _instead(
    found: Mentions, span: Range, outcomes: Sequence[Part], pieces: Sequence[Range]
) -> Part | None:
    """What stands in the place of a condition where none is named."""
    if outcomes:
        return outcomes[0]
    operation = _operation(found, span)
    if operation or not pieces:
        return operation
    return _of_words(found, span, ConceptKind.CONDITION)


_OPERATIONS = frozenset(
    "caesarean-section episiotomy hip-replacement hysterectomy induction-of-labour"
    " joint-replacement knee-replacement mastectomy surgery tooth-extraction".split()
)


def _operation(found: Mentions, span: Range) -> Part | None:
    """An operation in the place of a problem: "makes a c-section more likely"."""
    for m in found.inside(ConceptKind.INTERVENTION, span):
        if m.concept.id in _OPERATIONS:
            return Part(recast(m.concept, ConceptKind.CONDITION), (m.start, m.end))
    return None


def _said(found: Mentions, piece: Range) -> Part | None:
    """The condition that a whole phrase of everyday speech stands for."""
    span = without_population(found, piece)
    words = found.text[slice(*span)]
    said = (concept_id for phrase, concept_id in LAY_PHRASES if phrase.fullmatch(words))
    concept_id = next(said, "")
    known = concept_id in found.vocabulary
    return Part(found.vocabulary.concept(concept_id), span) if known else None


def _lay(found: Mentions, pieces: Iterable[Range]) -> Iterator[Part]:
    for piece in pieces:
        span = without_population(found, piece)
        words = TROUBLED.sub("", found.text[slice(*span)], count=1)
        concept_id = LAY_WORDS.get(words.lower(), "")
        if concept_id in found.vocabulary:
            yield Part(found.vocabulary.concept(concept_id), span)


def _longer(a: Part, b: Part) -> bool:
    return a.concept.is_known and a.span[1] - a.span[0] > b.span[1] - b.span[0]


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _linked(masked: str, first: Part, second: Part) -> bool:
    """Whether a preposition, not "and", stands between two parts."""
    between = masked[first.span[1] : second.span[0]].strip().lower()
    return bool(
        re.match(r"(?:in|of|for|after|with|among|due|caused|from|associated|during)\b", between)
    )


def _among(masked: str, first: Part, second: Part) -> bool:
    between = masked[first.span[1] : second.span[0]].strip().lower()
    return bool(re.match(r"(?:in|among|amongst|with)\b", between))


def _tells_in_whom(found: Mentions, masked: str, first: Part, second: Part) -> bool:
    """Whether a second condition is who has the first, and no other name of it or its cause."""
    one, other = first.concept.id, second.concept.id
    if found.vocabulary.is_a(one, other) or found.vocabulary.is_a(other, one):
        return False
    between = masked[first.span[1] : second.span[0]].strip().lower()
    return bool(re.match(r"(?:in|after|with|among|following|during)\b", between))


def straddling(found: Mentions, start: int) -> Range | None:
    """Span of a condition or outcome that the verb before ``start`` begins: "regrow | hair"."""
    for m in (*found.conditions, *found.outcomes):
        if m.start < start < m.end:
            return (m.start, m.end)
    return None
