"""One XML element of a PubMed record -> one value: a date, a heading, a grant, a notice."""

from __future__ import annotations

from functools import lru_cache

from sceptic.domain.record import (
    AbstractPart,
    Chemical,
    Databank,
    Grant,
    MeshHeading,
    Notice,
    NoticeKind,
    PartialDate,
    Pmid,
    Reference,
)
from sceptic.errors import FileFormatError
from sceptic.sources.dates import date_from_text, date_of, number_in
from sceptic.sources.headings import heading_from_text
from sceptic.sources.xml_text import Element, child_text, text_of

_NOTICE_KINDS = {kind.value: kind for kind in NoticeKind}


def pmid_in(text: str | None) -> Pmid:
    """A PMID; FileFormatError if it is no number."""
    number = number_in(text or "")
    if number is None:
        raise FileFormatError(f"a PMID that is no number: {str(text)[:20]!r}")
    return Pmid(number)


def version_in(text: str | None) -> int:
    """The version of a record, 1 if none is given; FileFormatError if it is no number."""
    number = number_in(text or "1")
    if number is None:
        raise FileFormatError(f"a version that is no number: {str(text)[:20]!r}")
    return number


def date_in(element: Element) -> PartialDate | None:
    """A date in any of its forms; ``None`` if it names no year."""
    return _date_from(tuple([(child.tag, child.text) for child in element]))


@lru_cache(maxsize=32768)
def _date_from(written: tuple[tuple[str, str | None], ...]) -> PartialDate | None:
    """Cached: a file of 30 000 records holds few different days."""
    parts = {tag: " ".join((text or "").split()) for tag, text in written}
    if medline := parts.get("MedlineDate"):
        return date_from_text(medline)
    year = parts.get("Year", "")
    if season := parts.get("Season"):
        return date_from_text(f"{year} {season}")
    text = ""
    if parts.get("Hour", "0").strip("0") or parts.get("Minute", "0").strip("0"):
        text = f"{parts.get('Hour', '0'):0>2}:{parts.get('Minute', '0'):0>2}"
    return date_of(year, parts.get("Month", ""), parts.get("Day", ""), text)


def parts_in(element: Element) -> tuple[tuple[AbstractPart, ...], str]:
    """The sections of an abstract, and its copyright line."""
    parts, rights = [], ""
    for child in element:
        if child.tag == "AbstractText":
            text, label = text_of(child), child.get("Label", "")
            if text or label:
                parts.append(AbstractPart(text, label, child.get("NlmCategory", "")))
        elif child.tag == "CopyrightInformation":
            rights = text_of(child)
    return tuple(parts), rights


def heading_in(element: Element) -> MeshHeading:
    name, ui, major = "", "", False
    qualifiers: list[tuple[str, bool]] = []
    for child in element:
        is_major = child.get("MajorTopicYN") == "Y"
        if child.tag == "DescriptorName":
            name, ui, major = text_of(child), child.get("UI", ""), is_major
        elif child.tag == "QualifierName":
            qualifiers.append((text_of(child), is_major))
    if "/" in name or name.startswith("*"):
        return heading_from_text(name, ui=ui, major=major)
    return MeshHeading(name, ui, major, tuple(qualifiers))


def chemical_in(element: Element) -> Chemical:
    number, name, ui = "", "", ""
    for child in element:
        if child.tag == "RegistryNumber":
            number = text_of(child)
        elif child.tag == "NameOfSubstance":
            name, ui = text_of(child), child.get("UI", "")
    return Chemical(name, number, ui)


def supplementary_in(element: Element) -> tuple[str, str]:
    """Name and identifier of a supplementary concept."""
    return text_of(element), element.get("UI", "")


def grant_in(element: Element) -> Grant:
    parts = {child.tag: text_of(child) for child in element}
    return Grant(
        parts.get("GrantID", ""),
        parts.get("Acronym", ""),
        parts.get("Agency", ""),
        parts.get("Country", ""),
    )


def databank_in(element: Element) -> Databank:
    numbers = [text_of(number) for number in element.iterfind("AccessionNumberList/*")]
    return Databank(child_text(element, "DataBankName"), tuple(numbers))


def notice_in(element: Element) -> Notice:
    raw = element.get("RefType", "")
    kind = _NOTICE_KINDS.get(raw)
    pmid, citation, note = None, "", ""
    for child in element:
        if child.tag == "PMID":
            pmid = pmid_in(child.text)
        elif child.tag == "RefSource":
            citation = text_of(child)
        elif child.tag == "Note":
            note = text_of(child)
    return Notice(kind or NoticeKind.OTHER, pmid, citation, note, "" if kind else raw)


def reference_in(element: Element) -> Reference:
    """One entry of a reference list, with its own identifiers."""
    citation, pmid, doi, pmcid = "", None, "", ""
    for child in element:
        if child.tag == "Citation":
            citation = text_of(child)
        elif child.tag == "ArticleIdList":
            for entry in child:
                kind, value = entry.get("IdType", ""), text_of(entry)
                if kind == "pubmed" and (number := number_in(value)) is not None:
                    pmid = Pmid(number)
                elif kind == "doi":
                    doi = value
                elif kind in ("pmc", "pmcid"):
                    pmcid = value
    return Reference(citation, pmid, doi, pmcid)
