"""MEDLINE text by Biopython, tag by tag; a record in the same shape; what the text can carry."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sceptic.domain.record import Author, NoticeKind, PartialDate, Record
from sceptic.sources.dates import as_written
from sceptic.sources.headings import heading_as_text
from sceptic.sources.medline_text import LINKS

_BLANKS = re.compile(r"\s+")


def _links(kind: NoticeKind) -> Callable[[Record], list[str]]:
    return lambda r: [f"{n.citation} {n.pmid or ''}" for n in r.notices if n.kind is kind]


_SINGLE: dict[str, Callable[[Record], str]] = {
    "PMID": lambda r: str(r.pmid),
    "TI": lambda r: r.title,
    "TT": lambda r: r.title_vernacular,
    "BTI": lambda r: r.book_title,
    "AB": lambda r: " ".join(f"{p.label}: {p.text}" if p.label else p.text for p in r.abstract),
    "CI": lambda r: r.copyright,
    "TA": lambda r: r.journal_abbreviation,
    "JT": lambda r: r.journal,
    "JID": lambda r: r.nlm_id,
    "VI": lambda r: r.volume,
    "IP": lambda r: r.issue,
    "PG": lambda r: r.pages,
    "DP": lambda r: as_written(r.print_date) if r.print_date else "",
    "DEP": lambda r: _day(r.electronic_date),
    "DCOM": lambda r: _day(r.completed_date),
    "LR": lambda r: _day(r.revised_date),
    "PL": lambda r: r.country or r.publisher_place,
    "STAT": lambda r: r.status,
    "OWN": lambda r: r.owner,
    "PST": lambda r: r.publication_status,
    "PMC": lambda r: r.pmcid,
    "RF": lambda r: r.number_of_references,
    "COIS": lambda r: r.conflict_of_interest,
}
_LISTS: dict[str, Callable[[Record], list[str]]] = {
    "FAU": lambda r: [_full(a) for a in r.authors if not a.collective],
    "CN": lambda r: [a.collective for a in r.authors if a.collective],
    "AD": lambda r: [text for a in r.authors for text in a.affiliations],
    "FIR": lambda r: [_full(a) for a in r.investigators],
    "AUID": lambda r: [_id(a) for a in (*r.authors, *r.investigators) if a.orcid],
    "LA": lambda r: list(r.languages),
    "PT": lambda r: list(r.publication_types),
    "MH": lambda r: [heading_as_text(h) for h in r.mesh],
    "OT": lambda r: [("*" if k.major else "") + k.text for k in r.keywords],
    "RN": lambda r: [_substance(c.registry_number, c.name) for c in r.chemicals],
    "NM": lambda r: [name for name, _ in r.supplementary_mesh],
    "SB": lambda r: list(r.subsets),
    "GS": lambda r: list(r.gene_symbols),
    "GR": lambda r: ["/".join(filter(None, (g.id, g.acronym, g.agency, g.country)))
                     for g in r.grants],
    "SI": lambda r: [f"{b.name}/{n}" for b in r.databanks for n in b.accessions]
    + [b.name for b in r.databanks if not b.accessions],
    "PHST": lambda r: [s for s, _ in r.history],
    "SFM": lambda r: list(r.space_flight_missions),
    "GN": lambda r: list(r.general_notes),
    **{tag: _links(kind) for tag, kind in LINKS.items()},
}  # fmt: skip


def medline_fields(read: dict[str, Any]) -> dict[str, Any]:
    """Tag -> value as Biopython reads it, blanks collapsed."""
    found: dict[str, Any] = {tag: _one(read.get(tag, "")) for tag in _SINGLE}
    found["DP"] = _without_noughts(found["DP"])
    for tag in _LISTS:
        values = [_one(v) for v in _listed(read.get(tag, []))]
        found[tag] = _compared(tag, values)
    return found


def nbib_fields(record: Record) -> dict[str, Any]:
    """The same of a record."""
    found: dict[str, Any] = {tag: _one(value(record)) for tag, value in _SINGLE.items()}
    found["DP"] = _without_noughts(found["DP"])
    for tag, values in _LISTS.items():
        found[tag] = _compared(tag, [_one(v) for v in values(record)])
    return found


def carried(record: Record) -> dict[str, Any]:
    """What MEDLINE text has a place for, in a form that does not depend on the way there."""
    found = nbib_fields(record)
    return {
        **found,
        "history": sorted((s, d) for s, d in record.history),
        "ids": sorted({v for _, v in record.other_ids} | ({record.doi, record.pmcid} - {""})),
        "issns": sorted({n for _, n in record.issns} | {record.issn}),
        "editors": [_full(a) for a in record.editors],
        "personal subjects": [_full(a) for a in record.personal_subjects],
        "initials": [(a.initials, a.suffix) for a in (*record.authors, *record.investigators)],
        "other abstracts": [
            (_one([f"{p.label}: {p.text}" if p.label else p.text for p in o.parts]), o.language)
            for o in record.other_abstracts
        ],
        "authors complete": record.authors_complete,
        "publisher": [record.publisher, record.edition, record.collection_title],
    }


def _without_noughts(date: str) -> str:
    return date.replace(" 0", " ")


def _compared(tag: str, values: list[str]) -> Any:
    """Lists as one text: Biopython makes values of the lines that carry on a value."""
    whole = " ".join(values)
    if tag in LINKS:
        return re.sub(r"\bPMID: (\d+)\.?", r"\1", whole).strip()
    if tag == "AUID":
        return sorted(re.findall(r"\d{15}[\dX]", whole.replace("-", "")))
    if tag == "GR":
        return re.sub(r"/+", "/", " ".join(v.strip("/") for v in values)).replace("/ ", " ").strip()
    if tag == "PHST":
        stages = [v.rpartition("[")[2].strip("]") for v in values]
        return sorted(stage for stage in stages if stage not in _STAMPED)
    return sorted(whole.split()) if tag == "SI" else whole


_STAMPED = frozenset({"pubmed", "medline", "entrez", "created", "pmc-release"})


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _one(value: Any) -> str:
    text = " ".join(value) if isinstance(value, list) else str(value)
    return _BLANKS.sub(" ", text).strip()


def _full(author: Author) -> str:
    fore = f"{author.fore} {author.suffix}".strip()
    return f"{author.last}, {fore}" if fore else author.last


def _id(author: Author) -> str:
    return f"ORCID: {author.orcid}"


def _substance(number: str, name: str) -> str:
    return f"{number} ({name})" if number else name


def _day(date: PartialDate | None) -> str:
    return f"{date.year:04d}{date.month or 1:02d}{date.day or 1:02d}" if date else ""
