"""One value of a record -> one element of PubMed's XML; ``element_values`` reads it back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from sceptic.domain.record import (
    AbstractPart,
    Author,
    Databank,
    Grant,
    Keyword,
    MeshHeading,
    Notice,
    NoticeKind,
    PartialDate,
    Record,
    Reference,
)
from sceptic.render.xml_elements import around, element, given, text_element
from sceptic.sources.dates import MONTHS, date_from_text

_CLOCK = re.compile(r"(\d\d):(\d\d)$")
_SEASON = re.compile(r"(\d{4}) (Spring|Summer|Fall|Autumn|Winter)$")
_TIMED = frozenset({"pubmed", "medline", "entrez"})
"""Stages of a record's history whose hour PubMed always writes."""

TYPE_UIS = {
    "Biography": "D019215", "Case Reports": "D002363", "Clinical Conference": "D016429",
    "Clinical Study": "D000068397", "Clinical Trial": "D016430",
    "Clinical Trial, Phase I": "D017426", "Clinical Trial, Phase II": "D017427",
    "Clinical Trial, Phase III": "D017428", "Comment": "D016420", "Comparative Study": "D003160",
    "Congresses": "D016423", "Congress": "D016423",
    "Consensus Development Conference": "D016446",
    "Consensus Development Conference, NIH": "D016447",
    "Corrected and Republished Article": "D016439", "Dataset": "D064886", "Editorial": "D016421",
    "English Abstract": "D004740", "Evaluation Studies": "D023362", "Evaluation Study": "D023362",
    "Expression of Concern": "D000075742", "Guideline": "D016431", "Historical Article": "D016456",
    "Interview": "D017203", "Introductory Journal Article": "D054711",
    "Journal Article": "D016428", "Letter": "D016422", "Meta-Analysis": "D017418",
    "Multicenter Study": "D016448", "News": "D016433", "Newspaper Article": "D018431",
    "Observational Study": "D064888", "Overall": "D016424",
    "Patient Education Handout": "D029282", "Personal Narrative": "D062210",
    "Portrait": "D019477", "Practice Guideline": "D017065", "Published Erratum": "D016425",
    "Randomized Controlled Trial": "D016449",
    "Randomized Controlled Trial, Veterinary": "D000081262",
    "Research Support, N.I.H., Extramural": "D052061",
    "Research Support, N.I.H., Intramural": "D052060",
    "Research Support, Non-U.S. Gov't": "D013485",
    "Research Support, U.S. Gov't, Non-P.H.S.": "D013486",
    "Research Support, U.S. Gov't, P.H.S.": "D013487", "Retracted Publication": "D016441",
    "Retraction Notice": "D016440", "Retraction of Publication": "D016440", "Review": "D016454",
    "Systematic Review": "D000078182", "Validation Studies": "D023361",
    "Validation Study": "D023361", "Video-Audio Media": "D059040",
}  # fmt: skip
"""MeSH identifiers of publication types, which a record does not keep."""


def publication_type(name: str) -> str:
    return text_element("PublicationType", name, UI=TYPE_UIS.get(name, ""))


def flag(value: bool) -> str:
    return "Y" if value else "N"


# --- dates ------------------------------------------------------------------------------------


def date_element(tag: str, date: PartialDate | None, /, **attributes: str) -> str:
    """A day in numbers, as every date but that of publication is written."""
    return element(tag, _numbers(date), **attributes) if date else ""


def publication_date(tag: str, date: PartialDate | None) -> str:
    """``PubDate`` in the form that NLM would use: month by name, season, or in its own words."""
    if date is None:
        return element(tag, "")
    if season := _SEASON.match(date.text):
        return element(tag, text_element("Year", season[1]) + text_element("Season", season[2]))
    if date.text:
        return element(tag, _numbers(date))
    parts = text_element("Year", f"{date.year:04d}")
    if date.month:
        parts += text_element("Month", MONTHS[date.month - 1])
        parts += text_element("Day", f"{date.day:02d}") if date.day else ""
    return element(tag, parts)


def stage(status: str, date: PartialDate) -> str:
    """One entry of a record's history, with its hour."""
    inside = _numbers(date)
    if status in _TIMED and not date.text:
        inside += text_element("Hour", "0") + text_element("Minute", "0")
    return element("PubMedPubDate", inside, PubStatus=status)


def _numbers(date: PartialDate) -> str:
    clock = _CLOCK.match(date.text)
    if date.text and not clock:
        return _in_words(date)
    parts = text_element("Year", f"{date.year:04d}")
    if date.month:
        parts += text_element("Month", f"{date.month:02d}")
        parts += text_element("Day", f"{date.day:02d}") if date.day else ""
    if clock:
        hour, minute = (str(int(part)) for part in clock.groups())
        parts += text_element("Hour", hour) + text_element("Minute", minute)
    return parts


def _in_words(date: PartialDate) -> str:
    """As written; a day that no calendar has goes by its parts if the whole would be misread."""
    if date_from_text(date.text) == date:
        return text_element("MedlineDate", date.text)
    words = zip(("Year", "Month", "Day"), date.text.split(" ", 2), strict=False)
    return "".join(text_element(tag, word) for tag, word in words)


# --- people -----------------------------------------------------------------------------------


def people(tag: str, persons: Iterable[Author], each: str = "Author", /, **attributes: str) -> str:
    """A list of people, or nothing where there are none."""
    return around(tag, (_person(each, one) for one in persons), **attributes)


def _person(tag: str, person: Author) -> str:
    names = "".join(
        (
            given("LastName", person.last),
            given("ForeName", person.fore),
            given("Initials", person.initials),
            given("Suffix", person.suffix),
            given("CollectiveName", person.collective),
        )
    )
    names += given("Identifier", person.orcid, Source="ORCID")
    names += "".join(text_element("Identifier", v, Source=s) for s, v in person.identifiers)
    names += "".join(
        element("AffiliationInfo", text_element("Affiliation", a)) for a in person.affiliations
    )
    equal = "Y" if person.equal_contribution else ""
    valid = "" if tag == "PersonalNameSubject" and person.valid else flag(person.valid)
    return element(tag, names, ValidYN=valid, EqualContrib=equal)


# --- text -------------------------------------------------------------------------------------


def sections(parts: Iterable[AbstractPart]) -> str:
    return "".join(
        text_element("AbstractText", part.text, Label=part.label, NlmCategory=part.category)
        for part in parts
    )


def abstract(record: Record) -> str:
    inside = sections(record.abstract) + given("CopyrightInformation", record.copyright)
    return element("Abstract", inside) if inside else ""


def keyword_lists(keywords: Iterable[Keyword]) -> str:
    """One list for each run of keywords of one owner."""
    return "".join(
        element(
            "KeywordList",
            (text_element("Keyword", k.text, MajorTopicYN=flag(k.major)) for k in run),
            Owner=owner,
        )
        for owner, run in groupby(keywords, key=lambda k: k.owner)
    )


# --- what a record names ----------------------------------------------------------------------


def heading(one: MeshHeading) -> str:
    name = text_element("DescriptorName", one.descriptor, UI=one.ui, MajorTopicYN=flag(one.major))
    subs = (text_element("QualifierName", q, MajorTopicYN=flag(m)) for q, m in one.qualifiers)
    return element("MeshHeading", name + "".join(subs))


def grant(one: Grant) -> str:
    parts = (("GrantID", one.id), ("Acronym", one.acronym), ("Agency", one.agency))
    inside = "".join(given(tag, text) for tag, text in parts)
    return element("Grant", inside + text_element("Country", one.country))


def databank(one: Databank) -> str:
    numbers = (text_element("AccessionNumber", number) for number in one.accessions)
    name = text_element("DataBankName", one.name)
    return element("DataBank", name + around("AccessionNumberList", numbers))


def notice(one: Notice) -> str:
    kind = one.raw_kind if one.kind is NoticeKind.OTHER and one.raw_kind else one.kind.value
    inside = text_element("RefSource", one.citation)
    inside += text_element("PMID", str(one.pmid), Version="1") if one.pmid else ""
    return element("CommentsCorrections", inside + given("Note", one.note), RefType=kind)


def reference(one: Reference) -> str:
    ids = (
        ("pubmed", str(one.pmid) if one.pmid is not None else ""),
        ("doi", one.doi),
        ("pmc", one.pmcid),
    )
    inside = text_element("Citation", one.citation)
    inside += around("ArticleIdList", (article_id(kind, value) for kind, value in ids if value))
    return element("Reference", inside)


def article_id(kind: str, value: str) -> str:
    return text_element("ArticleId", value, IdType=kind)


def location(kind: str, value: str) -> str:
    """``elocation-doi`` and its value as ``ELocationID``."""
    name = kind.removeprefix("elocation-")
    return text_element("ELocationID", value, EIdType=name, ValidYN="Y")
