"""Sources of statements: records, facts, counts and the method's own references."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec

from sceptic.domain.brief import Method, Source, SourceKind
from sceptic.domain.claim import Concept
from sceptic.domain.correction import Correction
from sceptic.domain.evidence import Evidence, Rationale, Study
from sceptic.domain.record import Pmid


class Reference(msgspec.Struct, frozen=True):
    """One reference of the method: the paper or page on which a rule or a piece of advice rests."""

    key: str
    citation: str
    address: str
    seen: str
    pmid: int | None = None


class _References(msgspec.Struct, frozen=True):
    table: str
    version: str
    references: tuple[Reference, ...]


@cache
def _shipped_references() -> _References:
    text = resources.files("sceptic.data").joinpath("references.json").read_bytes()
    return msgspec.json.decode(text, type=_References)


def method_source(key: str) -> Source:
    """The method reference under ``key``; KeyError for an unknown one is a programming error."""
    table = _shipped_references()
    reference = {r.key: r for r in table.references}[key]
    return Source(
        kind=SourceKind.FACT,
        table=table.table,
        version=table.version,
        address=reference.address,
        quote=reference.citation,
    )


def study_source(study: Study, rationale: Rationale | None = None) -> Source:
    """A study as source: its record, with field and span where the text is held."""
    fact = study.fact_source
    holds_text = rationale is not None and rationale.field != "fact"
    return Source(
        kind=SourceKind.RECORD,
        record_id=study.record_id,
        pmid=study.pmid,
        doi=study.doi,
        field=rationale.field if rationale and holds_text else "",
        start=rationale.start if rationale and holds_text else None,
        end=rationale.end if rationale and holds_text else None,
        quote=rationale.text if rationale and holds_text else "",
        table=fact.table if fact else "",
        version=fact.version if fact else "",
        address=fact.addresses[0] if fact and fact.addresses else study.address,
        date=fact.seen if fact else None,
    )


def evidence_source(evidence: Evidence) -> Source:
    """A study as source for what it found on the claim."""
    finding = evidence.finding
    return study_source(
        evidence.study, finding.rationale[0] if finding and finding.rationale else None
    )


def sources_of(evidence: Evidence) -> tuple[Source, ...]:
    """A study as source, and beside it each correction that a person made to its reading."""
    return (evidence_source(evidence), *map(correction_source, evidence.corrections))


def evidence_sources(evidence: Iterable[Evidence]) -> tuple[Source, ...]:
    return tuple(source for e in evidence for source in sources_of(e))


def correction_source(correction: Correction) -> Source:
    """A person's correction: who, when and why; ``table`` holds its id."""
    return Source(
        kind=SourceKind.CORRECTION,
        quote=correction.reason,
        table=correction.id,
        date=correction.date,
        by=correction.by,
    )


def pmid_source(pmid: Pmid) -> Source:
    """A record that is named and not among the evidence."""
    return Source(kind=SourceKind.RECORD, record_id=f"pmid:{pmid}", pmid=pmid)


def count_source(method: Method, count: int, condition: str = "") -> Source:
    """A dated count of this search, under a further condition if one is named."""
    return Source(
        kind=SourceKind.COUNT,
        query=f"{method.query} ({condition})" if condition else method.query,
        count=count,
        date=method.as_of or method.today,
        table=method.library.name,
        version=method.library.digest,
    )


def definition_source(concept: Concept, version: str) -> Source:
    """The vocabulary's page; for a scope note ("MeSH 2026 D000505") NLM's page of the heading."""
    if concept.definition_source.startswith("MeSH "):
        edition, _, ui = concept.definition_source.rpartition(" ")
        return Source(
            kind=SourceKind.FACT,
            table=edition,
            version=ui,
            address=f"https://meshb.nlm.nih.gov/record/ui?ui={ui}",
        )
    return Source(
        kind=SourceKind.FACT,
        table="vocabulary",
        version=version,
        address=concept.definition_source,
    )


def user_source(quote: str) -> Source:
    return Source(kind=SourceKind.USER, quote=quote)
