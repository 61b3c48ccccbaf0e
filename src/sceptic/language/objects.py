"""The words after a verb: further verbs, then what the treatment acts on."""

from __future__ import annotations

import re
from dataclasses import replace

from sceptic.domain.claim import ConceptKind, Relation
from sceptic.language.draft import Draft, with_parts
from sceptic.language.effects import stops, valued
from sceptic.language.mentions import Mentions, Part, Range, trimmed
from sceptic.language.onset import begins_with_event
from sceptic.language.phrases import Object, object_of, straddling
from sceptic.language.populations import without_population
from sceptic.language.text import normalised
from sceptic.language.verbs import Effect, leading_verb, verb_of


def with_object(draft: Draft, found: Mentions, masked: str, span: Range) -> Draft:
    """Read the words after the verb: further verbs ("help to prevent"), then the object."""
    start, verbs = span[0], list(draft.verbs)
    relation, effect = draft.relation, draft.effect
    compares = "comparison" in draft.parts
    is_associated = any(_ASSOCIATED.fullmatch(masked, *verb) for verb in verbs)
    while True:
        skipped = _FILLER.match(masked, start)
        verb = leading_verb(masked, skipped.end() if skipped else start)
        if verb is None or verb[1] >= span[1]:
            break
        row = verb_of(masked[slice(*verb)])
        is_open = relation in (Relation.HELPS, Relation.TREATS) or is_associated
        if is_open or not (draft.verbs or compares):
            relation, effect = row.relation, row.effect
        is_associated = bool(_ASSOCIATED.fullmatch(masked, *verb))
        verbs.append(verb)
        start = verb[1]
    noun = PREVENTION.search(masked, start, span[1])
    if noun:
        span = (span[0], noun.start())
        verbs.append(noun.span("v"))
    if noun and relation in (Relation.HELPS, Relation.TREATS):
        relation = Relation.PREVENTS
    risk = _RISK.search(found.text, start, span[1])
    if risk and effect in (Effect.UP, Effect.DOWN):
        relation = Relation.PREVENTS if effect is Effect.DOWN else Relation.CAUSES
        span = (span[0], risk.start())
        verbs.append(risk.span("v"))
    first = next((m for m in found.conditions if m.start >= start and m.end <= span[1]), None)
    is_event = effect is Effect.DOWN and first is not None and begins_with_event(first.concept)
    in_whom = is_event or relation in (Relation.PREVENTS, Relation.CAUSES)
    thing = object_of(found, masked, (start, span[1]), in_whom=in_whom)
    whole = straddling(found, start)
    thing = _damaged(found, masked, verbs, (start, span[1]), thing)
    if whole and not (thing.condition and thing.condition.concept.is_known):
        thing = object_of(found, masked, (whole[0], span[1]))
    notes = draft.notes
    if thing.others:
        names = ", ".join(other.concept.name for other in thing.others)
        notes += (f"also named: {names}; ask about each on its own",)
    if is_associated and valued(Effect.DOWN, thing.outcome or thing.condition, found) is _CAUSES:
        relation, effect = Relation.HELPS, Effect.UP
    if relation in (Relation.HELPS, Relation.COMPARES) and effect in (Effect.UP, Effect.DOWN):
        relation = valued(effect, thing.outcome or thing.condition, found)
    is_fewer = is_event and thing.condition is not None and first is not None and (
        thing.condition.concept.id == first.concept.id and _CUTS.fullmatch(found.text, *verbs[-1])
    )  # fmt: skip
    if is_fewer or stops(found, verbs, relation, thing.condition):
        relation = Relation.PREVENTS
    draft = replace(draft, relation=relation, effect=effect, verbs=tuple(verbs), notes=notes,
                    others=(*draft.others, *thing.others))  # fmt: skip
    return with_parts(
        draft, condition=thing.condition, outcome=thing.outcome, population=thing.population
    )


_CAUSES = Relation.CAUSES

# "cuts heart attacks", but not "reduces a fever"
_CUTS = re.compile(r"(?:cut|slash|reduc|lower|halv)\w*(?:\s+down)?", re.IGNORECASE)

_DAMAGING = re.compile(
    r"(?:damag|harm|hurt|ruin|wreck|destroy|kill|rot|weaken|mess|screw|fry|fries|knacker|bad|terrible|awful|dangerous)\w*.*",
    re.IGNORECASE,
)


def _damaged(
    found: Mentions, masked: str, verbs: list[Range], span: Range, thing: Object
) -> Object:
    """Read harm to a part of the body: "ruins your kidneys" is kidney damage."""
    is_known = thing.condition is not None and thing.condition.concept.is_known
    if is_known or not verbs or not _DAMAGING.fullmatch(masked, *verbs[-1]):
        return thing
    whole = without_population(found, trimmed(found.text, span))
    words = found.text[slice(*whole)]
    if not words or len(words.split()) > MOST_WORDS_OF_A_BODY_PART:
        return thing
    for name in (f"{words} damage", f"{normalised(words)} damage"):
        named = found.vocabulary.named(name, ConceptKind.CONDITION)
        if named:
            return replace(thing, condition=Part(named, whole))
    return thing


MOST_WORDS_OF_A_BODY_PART = 2

# What goes with a thing may be good or bad: "linked to longevity", "associated with a lower risk"
_ASSOCIATED = re.compile(
    r"(?:linked|link|connected|tied|related|associated)(?:\s+(?:to|with))?", re.IGNORECASE
)

# "effective for HIV prevention"
PREVENTION = re.compile(r"\s+(?P<v>prevention|prophylaxis)\s*$", re.IGNORECASE)

# "lowers cancer risk"
_RISK = re.compile(
    r"\s+(?P<v>risks?|incidence)(?:\s+by\s+(?:(?:up\s+to|over|more\s+than|almost|nearly|about|as\s+much\s+as"
    r"|a|an|one|two)[\s-]+)*(?:half|third|thirds|quarter|fifth|[\d.,]+\s*(?:%|per\s?cent|percent)?))?"
    r"(?=\s*$|\s+(?:in|for|among|amongst)\s)",
    re.IGNORECASE,
)

_FILLER = re.compile(
    r"\s*(?:(?:\d+\s*(?:%|per\s?cent)|people|patients|you|me|us|an?|to|with|in|or|and|their|the|smokers|women|men|children"
    r"|adults|becoming|getting|catching|developing|having|contracting|someone|who\s+want\s+to|effectively|safely|better)\s+)+",
    re.IGNORECASE,
)
