"""What a person overruled in the machine's reading of a record: by whom, when and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sceptic.domain.claim import Claim, Relation
from sceptic.errors import CorrectionError

INCLUDED, EXCLUDED = "included", "excluded"


class CorrectedField(StrEnum):
    """What of a reading can be overruled."""

    DESIGN = "design"
    """The design of the study: holds for every question."""
    DIRECTION = "direction"
    """What happened: holds for every question on this treatment and this problem."""
    STANCE = "stance"
    """What the study means for one claim."""
    COUNTED = "counted"
    """Whether the study counts for one claim: ``included`` or ``excluded``."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One reading of one record, overruled by a person.

    ``value`` is a word of the field's own list; ``machine_read`` is what the machine read when the
    correction was made (in a brief: what it reads now), a word of the same list, and for a study
    that did not count its reason. ``claim`` is the key under which it holds (``scope_of``), empty
    for a design; ``question`` and ``study`` tell people what it was about.
    """

    id: str
    record_id: str
    field: CorrectedField
    value: str
    machine_read: str
    by: str
    date: dt.date
    reason: str
    claim: str = ""
    question: str = ""
    study: str = ""

    def __post_init__(self) -> None:
        for name in ("id", "record_id", "value", "by", "reason"):
            if not getattr(self, name).strip():
                raise CorrectionError(f"a correction without its {_NAMES.get(name, name)}")
        if bool(self.claim) == (self.field is CorrectedField.DESIGN):
            raise CorrectionError("a design holds for every claim, the rest for one")

    @property
    def place(self) -> tuple[str, CorrectedField, str]:
        """What it overrules: a later correction of the same place takes its place."""
        return self.record_id, self.field, self.claim


_NAMES = {"by": "author", "record_id": "record"}


def scope_of(claim: Claim, field: CorrectedField) -> str:
    """The key under which a correction of this field holds for a claim; empty for all claims.

    A direction hangs on treatment, problem, comparison and outcome; a stance and whether a study
    counts hang on the relation, its negation and the population too ("treats" and "helps" are
    one). Open comparisons stand apart: their directions are "higher" and "lower".
    """
    pico = claim.pico
    sides = {
        "intervention": pico.intervention,
        "condition": pico.condition,
        "comparison": pico.comparison,
        "outcome": pico.outcome,
    }
    parts = [f"{name} {side.id}" for name, side in sides.items() if side]
    if field is CorrectedField.DESIGN:
        return ""
    if field is not CorrectedField.DIRECTION or claim.relation is Relation.COMPARES:
        relation = Relation.HELPS if claim.relation is Relation.TREATS else claim.relation
        parts.insert(0, f"{'not ' if claim.negated else ''}{relation.value}")
        parts += [f"population {pico.population.id}"] if pico.population else []
    return "; ".join(parts)
