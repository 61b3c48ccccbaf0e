"""The draft of a claim: parts with the words they came from, and how much of them is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sceptic.domain.claim import Concept, Relation
from sceptic.language.mentions import Part, Range
from sceptic.language.verbs import Effect

HARM_ID = "adverse-events"
"""The outcome that "Is X safe?" is about when no other is named."""

COMPLETE = 8
"""Score of a draft that names a known intervention and a known condition: no need to look on."""

HALF_KNOWN = 2.0
"""Below this score a sentence is no better than its keywords."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: parts by name, each with the words it came from."""

    relation: Relation
    effect: Effect = Effect.GOOD
    negated: bool = False
    parts: Mapping[str, Part] = field(default_factory=dict)
    verbs: tuple[Range, ...] = ()
    notes: tuple[str, ...] = ()
    others: tuple[Part, ...] = ()
    """Treatments and conditions beside the first, or the two of a combination."""

    @property
    def score(self) -> float:
        """How much of the claim is known: condition and intervention weigh most."""
        weights = {"intervention": 4, "condition": 4, "comparison": 2, "outcome": 1}
        return sum(
            weight * _known(self.parts[name].concept)
            for name, weight in weights.items()
            if name in self.parts
        )


def _known(concept: Concept) -> float:
    """A combination is as known as its two parts, a narrower thing half as known."""
    is_both = " and " in concept.name and len(concept.broader) > 1
    return 1.0 if concept.is_known or is_both else 0.5 if concept.broader else 0.0


def with_parts(draft: Draft, **parts: Part | None) -> Draft:
    return replace(draft, parts={**draft.parts, **{k: p for k, p in parts.items() if p}})
