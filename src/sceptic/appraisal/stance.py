"""Study x Claim -> Evidence: is the study about the claim, and what does it mean for it?

Only findings vote, and only when intervention and condition are the claim's (the PICO gate,
DESIGN 4.3). The table ``_STANCE`` is the design's own; negation swaps its two sides.
"""

from __future__ import annotations

from dataclasses import replace

from sceptic.appraisal.abbreviations import in_record
from sceptic.appraisal.comparators import is_equal_to_active
from sceptic.appraisal.correcting import NO_RULING, Ruling
from sceptic.appraisal.exclusion import Case, firm_reason, why_not
from sceptic.appraisal.matching import Families, Family
from sceptic.appraisal.mention_places import is_only_compared_with, names_as_outcome
from sceptic.appraisal.other_questions import other_question
from sceptic.appraisal.own_outcome import other_outcome
from sceptic.appraisal.placing import ABOUT_FLOOR, Place, placed_by_facts
from sceptic.appraisal.plain_links import states_a_link, states_a_rise
from sceptic.appraisal.population import other_people
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import (
    Change,
    Direction,
    Evidence,
    Finding,
    Match,
    Rationale,
    Stance,
    Study,
)
from sceptic.domain.record import Record

_S, _C = Stance.SUPPORTS, Stance.CONTRADICTS
_HELPING = tuple(r for r in Relation if r.is_helping)

_STANCE: dict[Relation, dict[Direction, Stance]] = {
    **{r: {Direction.BETTER: _S, Direction.NO_DIFFERENCE: _C, Direction.WORSE: _C}
       for r in (*_HELPING, Relation.BETTER_THAN)},
    Relation.CAUSES: {Direction.BETTER: _C, Direction.NO_DIFFERENCE: _C, Direction.WORSE: _S},
    Relation.IS_SAFE: {Direction.BETTER: _S, Direction.NO_DIFFERENCE: _S, Direction.WORSE: _C},
    Relation.DIAGNOSES: {Direction.BETTER: _S, Direction.NO_DIFFERENCE: _C, Direction.WORSE: _C},
    Relation.PREDICTS: {Direction.BETTER: _S, Direction.NO_DIFFERENCE: _C, Direction.WORSE: _S},
}  # fmt: skip


def evidence_for(
    study: Study,
    claim: Claim,
    families: Families,
    record: Record | None = None,
    *,
    vouched: bool = False,
    ruling: Ruling = NO_RULING,
) -> Evidence:
    """Set one study against the claim.

    Args:
        study: from a record's text, or from a fact table.
        families: the families of the claim's concepts.
        record: the record whose text was read; ``None`` for a study known from facts only.
        vouched: the caller brings the record as evidence on the claim (open comparisons only).
        ruling: what people decided on it, in place of what the machine reads.

    Returns:
        Evidence of weight 1 if it may count, of weight 0 with ``why_not`` if it may not;
        the weighing comes later (synthesis).
    """
    study = ruling.study(study)
    if record is not None and _has_text(record):
        families = in_record(families, record)
    if record is None or not _has_text(record):
        place = placed_by_facts(study, claim, families)
    elif claim.relation is Relation.COMPARES:
        place = _placed_by_comparison(study, claim, record, vouched)
    else:
        place = _placed_by_words(study, claim, families, record)
    finding = place.finding
    if finding and record and _has_text(record) and claim.relation is Relation.CAUSES:
        finding = _finding_of_change(finding, study, families)
    if ruling is not NO_RULING:
        finding = ruling.finding(finding)
        place = replace(place, finding=ruling.finding(place.finding))
    stance = ruling.stance or _stance(claim, finding, place)
    instead = ""
    if record is not None and _has_text(record):
        instead = other_question(claim.relation, study, place.finding, families) or other_outcome(
            claim.relation, study, place.finding, families
        )
    case = Case(study, claim, place, stance, instead)
    reason = why_not(case)
    if not reason and claim.relation is not Relation.COMPARES:
        reason = other_people(families.population, study, finding, record)
    reason = ruling.why_not(reason, firm_reason(case))
    if place.about < ABOUT_FLOOR or place.intervention is Match.OTHER:
        stance = Stance.NOT_ABOUT
    harm = finding is not None and (
        finding.direction is Direction.WORSE and (finding.is_harm or claim.relation.is_helping)
    )
    return Evidence(
        study=study,
        stance=stance,
        finding=finding,
        weight=0.0 if reason else 1.0,
        counted=not reason,
        why_not=reason,
        about=round(place.about, 3),
        intervention_match=place.intervention,
        condition_match=place.condition,
        shown_as_harm=harm or any(h.direction is Direction.WORSE for h in study.harms),
        intervention_variant=place.intervention_variant,
        condition_variant=place.condition_variant,
        corrections=ruling.corrections,
    )


def _has_text(record: Record) -> bool:
    return bool(record.abstract)


def _placed_by_words(study: Study, claim: Claim, families: Families, record: Record) -> Place:
    from sceptic.appraisal.placing_text import placed_by_text  # noqa: PLC0415 - a reader of texts

    return placed_by_text(study, families, record, claim.relation)


def _placed_by_comparison(study: Study, claim: Claim, record: Record, vouched: bool) -> Place:
    """Who is compared with whom is read together with the finding (``open_comparison``)."""
    from sceptic.appraisal.open_comparison import tested  # noqa: PLC0415 - a reader of texts

    read = tested(study, claim, record, vouched=vouched)
    match = Match.SAME if read.about else Match.OTHER
    return Place(read.finding, match, match, about=read.about)


def _finding_of_change(finding: Finding, study: Study, families: Families) -> Finding:
    """For "causes" the authors' mood says nothing: read the quantity.

    Only sentences that name the condition as what came of it are read: it may also tell who was
    studied, or what was adjusted for.
    """
    from sceptic.appraisal.changes import change_scores  # noqa: PLC0415 - a reader of texts

    target = families.outcome or families.condition
    best, sentence = None, None
    for rationale in _on_outcome(study, families.intervention, target):
        scores = change_scores(
            rationale.text,
            outcome=target.concept.names,
            intervention=families.intervention.concept.names,
            comparator=families.comparison.concept.names if families.comparison else (),
        )
        clearness = 1.0 - scores.unclear
        if best is None or clearness > 1.0 - best.unclear:
            best, sentence = scores, rationale
    if best is None or sentence is None:
        return replace(finding, change=Change.UNCLEAR, direction=Direction.UNCLEAR)
    ranked = sorted(
        ((best.higher, Change.HIGHER), (best.lower, Change.LOWER),
         (best.no_difference, Change.NO_DIFFERENCE), (best.unclear, Change.UNCLEAR)),
        key=lambda pair: -pair[0],
    )  # fmt: skip
    change = ranked[0][1]
    is_linked = change is Change.NO_DIFFERENCE and states_a_link(sentence.text)
    if is_linked or states_a_rise(sentence.text, families.intervention):
        change = Change.HIGHER
    return replace(finding, change=change, direction=_FEARED[change], rationale=(sentence,))


def _on_outcome(study: Study, exposure: Family, target: Family) -> tuple[Rationale, ...]:
    """The sentences that tell what came of it; where only the title does, all of them."""
    key = (study.key_result,) if study.key_result else ()
    said = tuple(
        r for r in (*key, *study.conclusion) if not is_only_compared_with(r.text, exposure)
    )
    on_it = tuple(r for r in said if names_as_outcome(r.text, target))
    title = study.citation.title
    if on_it or not (exposure.mentions(title) and names_as_outcome(title, target, is_title=True)):
        return on_it
    return said


_FEARED = {
    Change.HIGHER: Direction.WORSE,
    Change.LOWER: Direction.BETTER,
    Change.NO_DIFFERENCE: Direction.NO_DIFFERENCE,
    Change.UNCLEAR: Direction.UNCLEAR,
}


def _stance(claim: Claim, finding: Finding | None, place: Place) -> Stance:
    if finding is None:
        return Stance.UNCLEAR
    if claim.relation is Relation.COMPARES:
        return _stance_on_difference(finding.change)
    direction = finding.direction
    if place.swapped and direction in _OPPOSITE:
        direction = _OPPOSITE[direction]
    if claim.relation.is_helping and (place.within or is_equal_to_active(finding)):
        return Stance.UNCLEAR
    stance = _STANCE[claim.relation].get(direction, Stance.UNCLEAR)
    return _NEGATED.get(stance, stance) if claim.negated else stance


_OPPOSITE = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
_NEGATED = {Stance.SUPPORTS: Stance.CONTRADICTS, Stance.CONTRADICTS: Stance.SUPPORTS}


def _stance_on_difference(change: Change) -> Stance:
    """An open comparison asserts that there is a difference."""
    if change in (Change.HIGHER, Change.LOWER):
        return Stance.SUPPORTS
    return Stance.CONTRADICTS if change is Change.NO_DIFFERENCE else Stance.UNCLEAR
