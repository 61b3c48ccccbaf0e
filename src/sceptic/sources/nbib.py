"""``Record`` -> MEDLINE text (nbib), as PubMed writes it; ``medline_text`` reads it back.

What the format has no field for is left out: references, identifiers of headings and affiliations,
NLM's categories of abstract sections.
"""

from __future__ import annotations

from collections.abc import Iterator

from sceptic.domain.record import Author, NoticeKind, PartialDate, Record
from sceptic.sources.dates import as_written
from sceptic.sources.headings import heading_as_text
from sceptic.sources.medline_people import ET_AL
from sceptic.sources.medline_text import LINKS

WIDTH = 88
"""Columns before a line is broken, at a blank; words are never cut."""

_TAG_OF = {kind: tag for tag, kind in LINKS.items()}
_STAMPS = {"pubmed": "EDAT", "medline": "MHDA", "entrez": "CRDT", "pmc-release": "PMCR"}
_NOT_PRINTED = frozenset({"created", *_STAMPS})

Pairs = Iterator[tuple[str, str]]


def as_nbib(record: Record) -> str:
    """One record, first line ``PMID-``, ending with a line break; blank line between records."""
    return "".join(_line(tag, text) for tag, text in _pairs(record) if text)


def _line(tag: str, text: str) -> str:
    prefix = f"{tag:<4}- "
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH - 6 and word:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return prefix + "\n      ".join(lines) + "\n"


def _pairs(record: Record) -> Pairs:
    yield "PMID", str(record.pmid or "")
    yield "OWN", record.owner
    yield "STAT", record.status
    yield from (("DA", _day(d)) for status, d in record.history if status == "created")
    yield "DCOM", _day(record.completed_date)
    yield "LR", _day(record.revised_date)
    yield from _journal_numbers(record)
    yield "DP", as_written(record.print_date) if record.print_date else ""
    yield "TI", record.title
    yield from _book(record)
    yield "PG", record.pages
    yield from _ids(record, "LID", "elocation-")
    yield from _abstracts(record)
    yield "CI", record.copyright
    for author in record.authors:
        yield from _person(author, "FAU", "AU")
    yield "AU", "" if record.authors_complete else ET_AL
    for editor in record.editors:
        yield from _person(editor, "FED", "ED")
    yield from (("LA", language) for language in record.languages)
    yield from _databanks(record)
    yield from (("GR", _grant(g.id, g.acronym, g.agency, g.country)) for g in record.grants)
    yield from (("PT", name) for name in record.publication_types)
    yield "DEP", _day(record.electronic_date)
    yield "TT", record.title_vernacular
    yield "PL", record.country or record.publisher_place
    yield "TA", record.journal_abbreviation
    yield "JT", record.journal
    yield "JID", record.nlm_id
    yield from _headings(record)
    for person in record.personal_subjects:
        yield from _person(person, "FPS", "PS")
    for person in record.investigators:
        yield from _person(person, "FIR", "IR")
    yield from _notices(record)
    yield from _end(record)


def _journal_numbers(record: Record) -> Pairs:
    for kind, number in record.issns:
        yield "IS", f"{number} ({kind})" if kind else number
    yield "IS", f"{record.issn} (Linking)" if record.issn else ""
    yield "VI", record.volume
    yield "IP", record.issue


def _book(record: Record) -> Pairs:
    yield "BTI", record.book_title
    yield "CTI", record.collection_title
    yield "PB", record.publisher
    yield "EN", record.edition
    yield from _ids(record, "ISBN", "isbn")


def _ids(record: Record, tag: str, prefix: str) -> Pairs:
    for kind, value in record.other_ids:
        if kind == prefix:
            yield tag, value
        elif prefix.endswith("-") and kind.startswith(prefix):
            yield tag, f"{value} [{kind.removeprefix(prefix)}]"


def _abstracts(record: Record) -> Pairs:
    parts = record.abstract
    yield "AB", " ".join(f"{p.label}: {p.text}" if p.label else p.text for p in parts)
    for other in record.other_abstracts:
        text = " ".join(f"{p.label}: {p.text}" if p.label else p.text for p in other.parts)
        yield "OAB", f"{other.type}: {text}" if other.type else text
        yield "OABL", other.language


def _person(person: Author, full: str, short: str) -> Pairs:
    if person.collective:
        yield "CN", person.collective
    else:
        fore = f"{person.fore} {person.suffix}".strip()
        yield full, f"{person.last}, {fore}" if fore else person.last
        yield short, " ".join(p for p in (person.last, person.initials, person.suffix) if p)
    yield "AUID", f"ORCID: {person.orcid}" if person.orcid else ""
    tag = "IRAD" if short == "IR" else "AD"
    yield from ((tag, affiliation) for affiliation in person.affiliations)


def _databanks(record: Record) -> Pairs:
    for bank in record.databanks:
        if not bank.accessions:
            yield "SI", bank.name
        yield from (("SI", f"{bank.name}/{number}") for number in bank.accessions)


def _grant(number: str, acronym: str, agency: str, country: str) -> str:
    if acronym:
        return f"{number}/{acronym}/{agency}/{country}"
    if number:
        return f"{number}/{agency}/{country}"
    return f"{agency}/{country}" if country else agency


def _headings(record: Record) -> Pairs:
    for chemical in record.chemicals:
        number = chemical.registry_number
        yield "RN", f"{number} ({chemical.name})" if number else chemical.name
    yield from (("NM", name) for name, _ in record.supplementary_mesh)
    yield from (("SB", subset) for subset in record.subsets)
    yield from (("MH", heading_as_text(heading)) for heading in record.mesh)
    yield "RF", record.number_of_references
    yield from (("GS", symbol) for symbol in record.gene_symbols)
    owners = dict.fromkeys(k.owner for k in record.keywords)
    yield from (("OTO", owner) for owner in owners)
    yield from (("OT", ("*" if k.major else "") + k.text) for k in record.keywords)
    yield "COIS", record.conflict_of_interest
    yield from (("GN", note) for note in record.general_notes)
    yield from (("SFM", mission) for mission in record.space_flight_missions)


def _notices(record: Record) -> Pairs:
    for notice in record.notices:
        tag = _TAG_OF.get(notice.kind)
        if tag is None or notice.kind is NoticeKind.OTHER:
            continue
        where = f" PMID: {notice.pmid}" if notice.pmid else ""
        yield tag, f"{notice.citation}{where}".strip()


def _end(record: Record) -> Pairs:
    yield "PMC", record.pmcid
    yield from _ids(record, "MID", "mid")
    for status, tag in _STAMPS.items():
        yield from ((tag, _stamp(d)) for name, d in record.history if name == status)
    for status, date in record.history:
        if status not in _NOT_PRINTED:
            yield "PHST", f"{_stamp(date)} [{status}]"
    for kind, value in record.other_ids:
        if not kind.startswith(("elocation-", "other-", "isbn", "mid")):
            yield "AID", f"{value} [{kind}]" if kind else value
    yield "AID", f"{record.doi} [doi]" if record.doi else ""
    for kind, value in record.other_ids:
        if kind.startswith("other-"):
            yield "OID", f"{kind.removeprefix('other-')}: {value}"
    yield "PST", record.publication_status
    yield "SO", _source(record)


def _source(record: Record) -> str:
    where = record.volume + (f"({record.issue})" if record.issue else "")
    where += f":{record.pages}" if record.pages else ""
    date = as_written(record.print_date) if record.print_date else ""
    cited = f"{record.journal_abbreviation or record.book_title}. {date}"
    cited += f";{where}." if where else "."
    return f"{cited} doi: {record.doi}." if record.doi else cited


def _day(date: PartialDate | None) -> str:
    return f"{date.year:04d}{date.month or 1:02d}{date.day or 1:02d}" if date else ""


def _stamp(date: PartialDate) -> str:
    if not (date.month and date.day):  # "2015 [ecollection]"
        return date.iso.replace("-", "/")
    return f"{date.year:04d}/{date.month:02d}/{date.day:02d} {date.text or '00:00'}"
