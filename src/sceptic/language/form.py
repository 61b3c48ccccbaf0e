"""One way to put a claim: a pattern, the words that cue it, and what it asserts."""

from __future__ import annotations

from dataclasses import dataclass

from sceptic.domain.claim import Relation
from sceptic.language.verbs import Effect


@dataclass(frozen=True, slots=True)
class Form:
    """One way to put a claim.

    ``cues``: words of which one must occur, so that most forms cost nothing. ``relation`` None:
    the verb in slot ``v`` decides. In ``pattern`` a name in angle brackets stands for a fragment.
    """

    name: str
    cues: str
    pattern: str
    relation: Relation | None = None
    negated: bool = False
    effect: Effect = Effect.GOOD
