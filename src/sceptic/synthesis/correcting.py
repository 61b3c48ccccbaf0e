"""What corrections by people make of the evidence, and which of them no longer fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sceptic.appraisal.correcting import Ruling, machine_reading, rulings_on
from sceptic.domain.brief import Gap
from sceptic.domain.claim import Claim
from sceptic.domain.correction import INCLUDED, CorrectedField, Correction
from sceptic.domain.evidence import Evidence, Stance
from sceptic.domain.words import reading_words
from sceptic.synthesis.weighing import weighed

GAPS = frozenset({"G501", "G502", "G503", "G504"})
"""Codes of what is said of corrections."""

Again = Callable[[Evidence, Ruling], Evidence]
"""Reads one study again under what people decided."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Weighed evidence, each piece with what was overruled in it; and what did not fit."""

    evidence: tuple[Evidence, ...]
    gaps: tuple[Gap, ...] = ()


def corrected(
    read: Sequence[Evidence], claim: Claim, corrections: Iterable[Correction], again: Again
) -> Corrected:
    """Weigh what was read, with the corrections that hold for this claim.

    Args:
        read: unweighed, as the machine reads it.
        corrections: in force; of two on one place the later holds.
        again: reads one study again.

    """
    machine = weighed(read, claim)
    rulings = rulings_on(claim, corrections)
    about = {e.study.record_id for e in read if e.stance is not Stance.NOT_ABOUT}
    if not rulings.keys() & about:
        return Corrected(machine)
    ruled = [
        again(e, rulings[e.study.record_id])
        if e.study.record_id in rulings and e.study.record_id in about
        else e
        for e in read
    ]
    by_id = {e.study.record_id: e for e in machine}
    evidence, gaps = [], []
    for each in weighed(ruled, claim):
        settled, said = _settled(each, by_id, claim)
        evidence.append(settled)
        gaps += said
    return Corrected(tuple(evidence), tuple(sorted(gaps, key=lambda g: (g.code, g.what))))


def not_found(
    claim: Claim, corrections: Iterable[Correction], evidence: Iterable[Evidence]
) -> tuple[Correction, ...]:
    """Corrections made for this claim whose records are not among its evidence."""
    here = {e.study.record_id for e in evidence}
    return tuple(
        correction
        for record, ruling in sorted(rulings_on(claim, corrections).items())
        if record not in here
        for correction in ruling.corrections
        if correction.field is not CorrectedField.DESIGN
    )


def missing_gap(correction: Correction) -> Gap:
    """Says that a correction found nothing to correct."""
    return Gap(
        f"a correction of {name_of(correction)} was not used",
        "the question does not find its record any more, or reads it as not about the claim",
        "G501",
    )


def name_of(correction: Correction) -> str:
    return correction.study or correction.record_id


def _settled(
    evidence: Evidence, machine: Mapping[str, Evidence], claim: Claim
) -> tuple[Evidence, list[Gap]]:
    """The evidence with what the machine reads beside each correction, and what does not fit."""
    own = machine[evidence.study.record_id]
    kept, gaps = [], []
    for each in evidence.corrections:
        now = machine_reading(each.field, own, claim)
        is_vain = each.value == INCLUDED and not evidence.counted
        gap = _not_let_count(each, evidence) if is_vain else _changed(each, now)
        gaps += [gap] if gap else []
        if not is_vain and now != each.value:
            kept.append(replace(each, machine_read=now))
    return replace(evidence, corrections=tuple(kept)), gaps


def _not_let_count(correction: Correction, evidence: Evidence) -> Gap:
    return Gap(
        f"{name_of(correction)} was not let count, as {correction.by} wanted",
        f"what no correction overrules: {evidence.why_not}",
        "G504",
    )


def _changed(correction: Correction, now: str) -> Gap | None:
    if now == correction.value:
        return Gap(
            f"a correction of {name_of(correction)} was not needed",
            "the machine reads the same by now; undo the correction",
            "G502",
        )
    if correction.machine_read in ("", now):
        return None
    before = reading_words(correction.field, correction.machine_read)
    after = reading_words(correction.field, now)
    return Gap(
        f"the machine's reading of {name_of(correction)} changed since it was corrected: "
        f"{before}, now {after}",
        "the correction was used; look whether it still holds",
        "G503",
    )
