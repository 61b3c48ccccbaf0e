"""A record read as a study: everything the record itself says, nothing about any claim."""

from __future__ import annotations

from sceptic.appraisal.design import design_of
from sceptic.appraisal.findings import harms_of, is_hopeful, main_finding
from sceptic.appraisal.labels import is_doubted
from sceptic.appraisal.participants import Tally, participants_of, studies_of
from sceptic.appraisal.roles import conclusion_of, key_result_of, roles_of
from sceptic.appraisal.standing import (
    blinding_of,
    flags_of,
    placebo_of,
    registrations_of,
    retraction_of,
)
from sceptic.appraisal.subjects import subjects_of
from sceptic.domain.evidence import Design, Flag, Study
from sceptic.domain.record import Record

_WITHOUT_PARTICIPANTS = frozenset(
    {
        Design.NARRATIVE_REVIEW,
        Design.OPINION,
        Design.GUIDELINE,
        Design.ANIMAL,
        Design.LABORATORY,
        Design.PROTOCOL,
    }
)


def study_from_record(record: Record) -> Study:
    """Read one record. Concept ids of findings are left empty: they belong to the claim's side."""
    subjects = subjects_of(record)
    design = design_of(record, subjects)
    kind = design.design
    roles = roles_of(record)
    conclusion = conclusion_of(roles)
    key_result = key_result_of(roles, record.title)
    is_review = kind.is_review_of_studies
    people = (
        Tally() if kind in _WITHOUT_PARTICIPANTS else participants_of(record, is_review=is_review)
    )
    studies = studies_of(record) if is_review else Tally()
    blinded = None if is_review else blinding_of(record)
    state, reason = retraction_of(record)
    silent = record.is_notice or kind in (Design.PROTOCOL, Design.GUIDELINE)
    finding = None if silent else main_finding(record.title, conclusion, key_result)
    registrations = registrations_of(record)
    flags = flags_of(record, kind, subjects, people.value, blinded)
    if finding and is_hopeful(finding.direction, key_result, record.title):
        flags += (Flag.HOPEFUL_CONCLUSION,)
    if design.basis == "words" and is_doubted(record, kind):
        flags += (Flag.VOTERS_DISAGREE,)
    return Study(
        record_id=record.id,
        citation=record.citation,
        design=kind,
        subjects=subjects,
        pmid=record.pmid,
        doi=record.doi,
        address=record.address,
        year=record.year,
        known_since=record.known_since,
        in_pubmed=record.in_pubmed,
        participants=people.value,
        studies=studies.value,
        blinded=blinded,
        placebo=None if is_review else placebo_of(record),
        registrations=registrations,
        group=_group(record, kind, registrations),
        findings=(finding,) if finding else (),
        conclusion=tuple(s.rationale for s in conclusion),
        key_result=key_result.rationale if key_result else None,
        design_rationale=design.rationale,
        participants_rationale=people.rationale,
        flags=flags,
        retraction=state,
        retraction_reason=reason,
        publication_types=record.publication_types,
        harms=() if silent else harms_of(roles),
    )


def _group(record: Record, design: Design, registrations: tuple[str, ...]) -> str:
    """``cochrane:CD001321`` for every version of a review, else a trial's registry number."""
    if design is Design.COCHRANE_REVIEW:
        for written in (record.pages.upper(), record.doi.upper()):
            at = written.find("CD")
            if at >= 0 and written[at + 2 : at + 8].isdigit():
                return f"cochrane:{written[at : at + 8]}"
    return registrations[0] if len(registrations) == 1 and not design.is_review_of_studies else ""
