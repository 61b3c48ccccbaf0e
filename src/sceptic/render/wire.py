"""The published shape of a brief: what `as_json` writes and `brief_from_json` reads.

Values that the domain nests (study in evidence, citation in study) lie flat here, because readers
of the file filter by them. Fields marked *derived* repeat what another field says, for
convenience; the decoder refuses a file in which the two disagree.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Annotated, Any

import msgspec

from sceptic.domain.attention import Measured
from sceptic.domain.brief import Attention, Brief, Flow, Gap, Method, Section, Statement
from sceptic.domain.claim import Claim, Offer, Pico, Question, Relation
from sceptic.domain.correction import Correction
from sceptic.domain.evidence import (
    Design,
    Direction,
    Evidence,
    FactSource,
    Finding,
    Flag,
    Match,
    Rationale,
    Stance,
    Study,
    Subjects,
    Verdict,
    Vote,
)
from sceptic.domain.record import Citation, Pmid, RetractionState


def _says(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class ClaimWire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is asserted, checkable."""

    sentence: Annotated[str, _says("Derived: the claim as a plain sentence.")]
    relation: Relation
    negated: bool
    pico: Pico
    understood: Annotated[
        tuple[tuple[str, str], ...],
        _says("Words of the question and the part of the claim each became, in reading order."),
    ]
    ignored: Annotated[tuple[str, ...], _says("Words that carried no part of the claim.")]
    notes: tuple[str, ...]
    details: Annotated[
        tuple[tuple[str, str], ...],
        _says("Dose, form, route, frequency, duration: kind and words; not used in judging."),
    ]
    offers: Annotated[tuple[Offer, ...], _says("Other questions near this one, and why.")]


class StudyWire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What else the record says of its study, beside the fields that lie flat in the evidence."""

    year: int | None
    citation_year: int | None
    blinded: bool | None
    placebo: bool | None
    conclusion: tuple[Rationale, ...]
    key_result: Rationale | None
    design_rationale: tuple[Rationale, ...]
    participants_rationale: tuple[Rationale, ...]
    cites_retracted: Annotated[
        tuple[Pmid, ...], _says("PMIDs of retracted trials among the references of a review.")
    ]
    other_findings: Annotated[
        tuple[Finding, ...], _says("The study's findings but the one used for this claim.")
    ]
    other_harms: Annotated[
        tuple[Finding, ...], _says("The study's adverse-effect findings but the one used.")
    ]


class EvidenceWire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One study set against the claim."""

    id: Annotated[str, _says("Record id: `pmid:123`, else `doi:10...`, else a table's own id.")]
    pmid: int | None
    doi: str
    title: str
    authors: tuple[str, ...]
    journal: str
    year: Annotated[int | None, _says("Derived: year of the citation, else of the study.")]
    volume: str
    issue: str
    pages: str
    address: Annotated[str, _says("Where a person can open the record.")]
    in_pubmed: Annotated[bool | None, _says("Null where nobody looked.")]
    known_since: Annotated[dt.date | None, _says("Day from which the record surely existed.")]
    design: Design
    subjects: Subjects
    participants: Annotated[int | None, _says("Null where the record does not tell; no guess.")]
    studies: Annotated[int | None, _says("Primary studies of a review.")]
    direction: Annotated[
        Direction, _says("Derived: direction of the finding used, else of the study.")
    ]
    stance: Stance
    weight: Annotated[float, msgspec.Meta(ge=0, description="0 exactly if not counted.")]
    counted: bool
    why_not: Annotated[str, _says("Why the study does not count; empty exactly if it does.")]
    flags: tuple[Flag, ...]
    retraction: RetractionState
    retraction_reason: str
    part: Annotated[str, _says("Label of the part of the verdict the study falls into.")]
    about: Annotated[float, _says("0..1: how surely the study tests the claim's own terms.")]
    intervention_match: Match
    condition_match: Match
    intervention_variant: Annotated[
        str, _says("Concept id of the child term studied; empty for the claim's own.")
    ]
    condition_variant: Annotated[
        str, _says("Concept id of the child term studied; empty for the claim's own.")
    ]
    shown_as_harm: bool
    notes: tuple[str, ...]
    remark: str
    rationale: Annotated[
        tuple[Rationale, ...],
        _says("Derived: words that carry the finding used, else the authors' conclusion."),
    ]
    finding: Annotated[Finding | None, _says("The finding that speaks to the claim.")]
    finding_place: Annotated[
        str,
        msgspec.Meta(
            pattern="^((findings|harms):[0-9]+)?$",
            description="Its place among the study's own, e.g. `findings:0`; empty if outside.",
        ),
    ]
    registrations: tuple[str, ...]
    group: Annotated[str, _says("Equal for reports of one trial and versions of one review.")]
    publication_types: tuple[str, ...]
    fact_source: FactSource | None
    study: StudyWire
    corrections: Annotated[
        tuple[Correction, ...],
        _says("What people overruled here, with what the machine reads; left out if nothing."),
    ] = ()
    votes: Annotated[
        tuple[Vote, ...],
        _says(
            "What readers beside the rules say where they lean clearly against `stance`; left out "
            "if nothing."
        ),
    ] = ()


class AttentionWire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Attention against literature."""

    by_year: Annotated[tuple[tuple[int, int], ...], _says("Pairs of year and records.")]
    records: int
    web_results: Annotated[int | None, _says("As the user gave it; never measured by us.")]
    ratio: Annotated[float | None, _says("Derived: web results per record.")]
    measured: Annotated[
        tuple[Measured, ...], _says("What was counted of people's and the press's attention.")
    ] = ()
    trials_by_year: Annotated[
        tuple[tuple[int, int], ...],
        _says("Randomised trials among the records; with `measured`, left out if nothing."),
    ] = ()


class BriefWire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A dated, cited answer to a question about a health claim."""

    format_version: int
    id: Annotated[str, _says("`sha256:` and the hash of the content without this field.")]
    question: Annotated[str, _says("The question as it was asked.")]
    claim: ClaimWire
    headline: Statement
    verdict: Verdict
    sections: tuple[Section, ...]
    evidence: tuple[EvidenceWire, ...]
    attention: AttentionWire
    flow: Flow
    gaps: tuple[Gap, ...]
    method: Method


def brief_wire(brief: Brief) -> BriefWire:
    claim = brief.claim
    return BriefWire(
        format_version=brief.format_version,
        id=brief.id,
        question=claim.question.text,
        claim=ClaimWire(
            sentence=claim.sentence,
            relation=claim.relation,
            negated=claim.negated,
            pico=claim.pico,
            understood=claim.understood,
            ignored=claim.ignored,
            notes=claim.notes,
            details=claim.details,
            offers=claim.offers,
        ),
        headline=brief.headline,
        verdict=brief.verdict,
        sections=brief.sections,
        evidence=tuple(_evidence_wire(e) for e in brief.evidence),
        attention=AttentionWire(
            by_year=brief.attention.by_year,
            records=brief.attention.records,
            web_results=brief.attention.web_results,
            ratio=brief.attention.ratio,
            measured=brief.attention.measured,
            trials_by_year=brief.attention.trials_by_year,
        ),
        flow=brief.flow,
        gaps=brief.gaps,
        method=brief.method,
    )


def brief_value(wire: BriefWire) -> Brief:
    """The brief that was written.

    Raises:
        ValueError: a study is counted without weight, has no reason for not counting, or its
            finding has no place.

    """
    claim = wire.claim
    return Brief(
        id=wire.id,
        format_version=wire.format_version,
        claim=Claim(
            question=Question(wire.question),
            relation=claim.relation,
            pico=claim.pico,
            negated=claim.negated,
            understood=claim.understood,
            ignored=claim.ignored,
            notes=claim.notes,
            details=claim.details,
            offers=claim.offers,
        ),
        verdict=wire.verdict,
        headline=wire.headline,
        sections=wire.sections,
        evidence=tuple(_evidence_value(e) for e in wire.evidence),
        attention=Attention(
            wire.attention.by_year,
            wire.attention.records,
            wire.attention.web_results,
            wire.attention.measured,
            wire.attention.trials_by_year,
        ),
        flow=wire.flow,
        gaps=wire.gaps,
        method=wire.method,
    )


# Fields that carry the same name and value on both sides.
_OF_STUDY = [
    "doi",
    "address",
    "in_pubmed",
    "known_since",
    "design",
    "subjects",
    "participants",
    "studies",
    "flags",
    "retraction",
    "retraction_reason",
    "remark",
    "registrations",
    "group",
    "publication_types",
    "fact_source",
]
_OF_EVIDENCE = [
    "stance",
    "finding",
    "weight",
    "counted",
    "why_not",
    "about",
    "intervention_match",
    "condition_match",
    "intervention_variant",
    "condition_variant",
    "part",
    "shown_as_harm",
    "notes",
    "corrections",
    "votes",
]
_OF_CITATION = ["authors", "title", "journal", "volume", "issue", "pages"]
_OF_NESTED_STUDY = [
    "cites_retracted",
    "year",
    "blinded",
    "placebo",
    "conclusion",
    "key_result",
    "design_rationale",
    "participants_rationale",
]


def _taken(value: object, names: list[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _evidence_wire(evidence: Evidence) -> EvidenceWire:
    study = evidence.study
    citation, finding = study.citation, evidence.finding
    place = _place(evidence)
    return EvidenceWire(
        id=study.record_id,
        pmid=study.pmid,
        year=study.year if citation.year is None else citation.year,
        direction=finding.direction if finding else study.direction,
        rationale=finding.rationale if finding else study.conclusion,
        finding_place=place,
        study=StudyWire(
            citation_year=citation.year,
            other_findings=_without(study.findings, place, "findings"),
            other_harms=_without(study.harms, place, "harms"),
            **_taken(study, _OF_NESTED_STUDY),
        ),
        **_taken(study, _OF_STUDY),
        **_taken(citation, _OF_CITATION),
        **_taken(evidence, _OF_EVIDENCE),
    )


def _place(evidence: Evidence) -> str:
    """Where the finding used stands among the study's own."""
    for name, findings in (("findings", evidence.study.findings), ("harms", evidence.study.harms)):
        if evidence.finding in findings:
            return f"{name}:{findings.index(evidence.finding)}"
    return ""


def _without(findings: tuple[Finding, ...], place: str, name: str) -> tuple[Finding, ...]:
    where, _, index = place.partition(":")
    return findings if where != name else findings[: int(index)] + findings[int(index) + 1 :]


def _with(
    others: tuple[Finding, ...], finding: Finding | None, place: str, name: str
) -> tuple[Finding, ...]:
    where, _, index = place.partition(":")
    if where != name:
        return others
    if finding is None or int(index) > len(others):
        raise ValueError(f"finding_place {place!r} names no finding")
    return (*others[: int(index)], finding, *others[int(index) :])


def _evidence_value(wire: EvidenceWire) -> Evidence:
    nested = wire.study
    study = Study(
        record_id=wire.id,
        citation=Citation(year=nested.citation_year, **_taken(wire, _OF_CITATION)),
        pmid=None if wire.pmid is None else Pmid(wire.pmid),
        findings=_with(nested.other_findings, wire.finding, wire.finding_place, "findings"),
        harms=_with(nested.other_harms, wire.finding, wire.finding_place, "harms"),
        **_taken(wire, _OF_STUDY),
        **_taken(nested, _OF_NESTED_STUDY),
    )
    return Evidence(study=study, **_taken(wire, _OF_EVIDENCE))


def unpublished_fields() -> dict[str, set[str]]:
    """Fields of our values that the published shape would lose. Empty but for a forgotten one."""

    def lost(cls: type, known: set[str]) -> set[str]:
        return {f.name for f in dataclasses.fields(cls)} - known

    top = set(BriefWire.__struct_fields__)
    return {
        "Brief": lost(Brief, top),
        "Claim": lost(Claim, {*ClaimWire.__struct_fields__, "question"}),
        "Attention": lost(Attention, set(AttentionWire.__struct_fields__)),
        "Evidence": lost(Evidence, {*_OF_EVIDENCE, "study"}),
        "Citation": lost(Citation, {*_OF_CITATION, "year"}),
        "Study": lost(
            Study,
            {*_OF_STUDY, *_OF_NESTED_STUDY, "record_id", "pmid", "citation", "findings", "harms"},
        ),
    }
