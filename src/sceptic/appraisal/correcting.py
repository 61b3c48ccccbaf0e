"""Corrections by people, laid over what the machine reads.

A correction changes what a study is taken to be, or to have found, or to mean. What follows from it
(stance, weight, parts, verdict) is worked out by the same rules as ever, so that one correction
moves the verdict as far as the evidence does and no further. Two things a person cannot overrule:
what was retracted does not count, nor does what is no study in people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sceptic.domain.claim import Claim, Relation
from sceptic.domain.correction import EXCLUDED, INCLUDED, CorrectedField, Correction, scope_of
from sceptic.domain.evidence import (
    Change,
    Design,
    Direction,
    Evidence,
    Finding,
    Flag,
    Stance,
    Study,
    Subjects,
)

LEFT_OUT = "left out by a person"
_STANCES = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.UNCLEAR)
_SUBJECTS = {Design.ANIMAL: Subjects.ANIMAL, Design.LABORATORY: Subjects.LABORATORY}
_FLAGS_OF_DESIGN = {
    Flag.ANIMAL_ONLY: (Design.ANIMAL,),
    Flag.LABORATORY_ONLY: (Design.LABORATORY,),
    Flag.UNCONTROLLED: (Design.UNCONTROLLED, Design.CASE_REPORT),
}


def words_for(field: CorrectedField, claim: Claim) -> tuple[str, ...]:
    """The words that a reading can be corrected to; an open comparison has "higher" and "lower",
    and no stance.
    """
    if field is CorrectedField.DESIGN:
        return tuple(design.value for design in Design)
    if field is CorrectedField.COUNTED:
        return INCLUDED, EXCLUDED
    is_open = claim.relation is Relation.COMPARES
    if field is CorrectedField.DIRECTION:
        return tuple(word.value for word in (Change if is_open else Direction))
    return () if is_open else tuple(stance.value for stance in _STANCES)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people decided on one study for one claim; ``None`` where they left it."""

    design: Design | None = None
    direction: Direction | None = None
    change: Change | None = None
    stance: Stance | None = None
    included: bool | None = None
    corrections: tuple[Correction, ...] = ()

    def study(self, study: Study) -> Study:
        """The study under the corrected design, with the subjects and cautions that go with it;
        the words that were misread carry it no longer."""
        if self.design is None:
            return study
        wanted = [flag for flag, designs in _FLAGS_OF_DESIGN.items() if self.design in designs]
        kept = (f for f in study.flags if f not in _FLAGS_OF_DESIGN or f in wanted)
        return replace(
            study,
            design=self.design,
            design_rationale=(),
            subjects=_SUBJECTS.get(self.design, _of_people(study.subjects)),
            flags=tuple(dict.fromkeys((*kept, *wanted))),
        )

    def finding(self, finding: Finding | None) -> Finding | None:
        """The finding as a person reads it, without the words that the machine misread; a bare
        one where the record holds none."""
        read = finding or Finding(Direction.UNCLEAR)
        if self.direction is not None:
            return replace(read, direction=self.direction, rationale=())
        if self.change is not None:
            return replace(read, change=self.change, likelihoods=None, rationale=())
        return finding

    def why_not(self, reason: str, firm: str) -> str:
        """Why the study does not count.

        Args:
            reason: the machine's, empty if it counts.
            firm: the part of it that no person overrules.

        """
        if self.included is None:
            return reason
        if self.included:
            return firm
        left = next(c for c in self.corrections if c.value == EXCLUDED)
        return f"{LEFT_OUT}: {left.reason.rstrip(' .')}"


NO_RULING = Ruling()


def _of_people(subjects: Subjects) -> Subjects:
    """A design of studies in people cannot stand beside animals."""
    return Subjects.HUMAN if subjects in _SUBJECTS.values() else subjects


def rulings_on(claim: Claim, corrections: Iterable[Correction]) -> dict[str, Ruling]:
    """Record id -> what people decided for this claim; of two on one place the later holds."""
    in_force: dict[str, dict[CorrectedField, Correction]] = {}
    for each in corrections:
        fits = each.claim == scope_of(claim, each.field)
        if fits and each.value in words_for(each.field, claim):
            in_force.setdefault(each.record_id, {})[each.field] = each
    return {record: _ruling(given, claim) for record, given in in_force.items()}


def _ruling(given: Mapping[CorrectedField, Correction], claim: Claim) -> Ruling:
    values = {field: correction.value for field, correction in given.items()}
    direction = values.get(CorrectedField.DIRECTION)
    is_open = claim.relation is Relation.COMPARES
    design, stance = values.get(CorrectedField.DESIGN), values.get(CorrectedField.STANCE)
    counted = values.get(CorrectedField.COUNTED)
    return Ruling(
        design=Design(design) if design else None,
        direction=Direction(direction) if direction and not is_open else None,
        change=Change(direction) if direction and is_open else None,
        stance=Stance(stance) if stance else None,
        included=counted == INCLUDED if counted else None,
        corrections=tuple(given[field] for field in CorrectedField if field in given),
    )


def machine_reading(field: CorrectedField, evidence: Evidence, claim: Claim) -> str:
    """What the machine read, as a word of the field; why a study does not count in its words."""
    finding = evidence.finding
    if field is CorrectedField.DESIGN:
        return evidence.study.design.value
    if field is CorrectedField.STANCE:
        return evidence.stance.value
    if field is CorrectedField.COUNTED:
        return INCLUDED if evidence.counted else evidence.why_not
    if claim.relation is Relation.COMPARES:
        return (finding.change if finding else Change.UNCLEAR).value
    return (finding.direction if finding else Direction.UNCLEAR).value
