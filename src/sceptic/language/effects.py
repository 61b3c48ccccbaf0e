"""What a verb comes to beside its object: a help, a harm, or prevention."""

from __future__ import annotations

import re

from sceptic.domain.claim import ConceptKind, Relation, Valence
from sceptic.language.mentions import Mentions, Part, Range
from sceptic.language.onset import begins_with_event
from sceptic.language.phrases import part_of
from sceptic.language.verbs import Effect

_STOP = re.compile(r"stop\w*|keep\w*", re.IGNORECASE)


def stops(found: Mentions, verbs: list[Range], relation: Relation, thing: Part | None) -> bool:
    """Whether "stop" or "keep at bay" means prevention: of what one gets, not of what one has."""
    return (
        relation in (Relation.HELPS, Relation.TREATS)
        and thing is not None
        and any(_STOP.fullmatch(found.text, *verb) for verb in verbs)
        and begins_with_event(thing.concept)
    )


def valued(effect: Effect, thing: Part | None, found: Mentions) -> Relation:
    """Say whether moving a thing up or down is a help or a harm; of an unknown thing, a help.

    An outcome of the same words tells best: "sleep" belongs to insomnia, but more of it is better.
    """
    if thing is None:
        return Relation.HELPS
    outcome = part_of(found, thing.span, ConceptKind.OUTCOME)
    if not outcome and not thing.concept.is_known:
        return Relation.HELPS
    valence = outcome.concept.valence if outcome else Valence.UNKNOWN
    if valence is Valence.UNKNOWN:
        valence = thing.concept.valence
    is_harm = (effect is Effect.UP and valence is Valence.LESS_IS_BETTER) or (
        effect is Effect.DOWN and valence is Valence.MORE_IS_BETTER
    )
    return Relation.CAUSES if is_harm else Relation.HELPS
