"""Records as PubMed's "Abstract (text)": numbered, to be read by people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sceptic.domain.record import AbstractPart, NoticeKind, Record
from sceptic.render.sources import cleaned
from sceptic.sources.dates import as_written

_WIDTH = 80
_LINKS = {
    NoticeKind.COMMENT_IN: "Comment in",
    NoticeKind.COMMENT_ON: "Comment on",
    NoticeKind.ERRATUM_IN: "Erratum in",
    NoticeKind.ERRATUM_FOR: "Erratum for",
    NoticeKind.RETRACTION_IN: "Retraction in",
    NoticeKind.RETRACTION_OF: "Retraction of",
    NoticeKind.PARTIAL_RETRACTION_IN: "Partial retraction in",
    NoticeKind.PARTIAL_RETRACTION_OF: "Partial retraction of",
    NoticeKind.CONCERN_IN: "Expression of concern in",
    NoticeKind.CONCERN_FOR: "Expression of concern for",
    NoticeKind.CORRECTED_IN: "Corrected and republished in",
    NoticeKind.CORRECTED_FROM: "Corrected and republished from",
    NoticeKind.RETRACTED_REPUBLISHED_IN: "Retracted and republished in",
    NoticeKind.RETRACTED_REPUBLISHED_FROM: "Retracted and republished from",
    NoticeKind.REPUBLISHED_IN: "Republished in",
    NoticeKind.REPUBLISHED_FROM: "Republished from",
    NoticeKind.UPDATE_IN: "Update in",
    NoticeKind.UPDATE_OF: "Update of",
    NoticeKind.SUMMARY_IN: "Summary for patients in",
    NoticeKind.ORIGINAL_REPORT_IN: "Original report in",
}


def as_abstracts(records: Iterable[Record]) -> str:
    """Records from 1 on, two blank lines between them."""
    return "\n\n".join(_entry(number, record) for number, record in enumerate(records, 1))


def source_of(record: Record) -> str:
    """``J Nothing. 2009 Mar;3(1):17-21. doi: 10.1/x.``"""
    name = record.journal_abbreviation or record.journal or record.book_title
    return f"{name}. {printed_source(record)}.{_doi(record)}"


def printed_source(record: Record) -> str:
    """``2009 Mar;3(1):17-21``"""
    date = record.print_date or record.electronic_date
    where = record.volume + (f"({record.issue})" if record.issue else "")
    where += f":{record.pages}" if record.pages else ""
    return (as_written(date) if date else "") + (f";{where}" if where else "")


def _doi(record: Record) -> str:
    return f" doi: {record.doi}." if record.doi else ""


def _entry(number: int, record: Record) -> str:
    title = f"[{record.title}]" if record.title_vernacular else record.title
    blocks = [
        _filled(f"{number}. {source_of(record)}"),
        _filled(title),
        *_people(record),
        *_links(record),
        *map(_section, record.abstract),
        _filled(record.copyright),
        _identifiers(record),
        _conflict(record.conflict_of_interest),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _filled(text: str) -> str:
    """Lines of at most 80 columns; a long word is never cut."""
    lines: list[str] = []
    line = ""
    for word in (text if text.isprintable() else cleaned(text)).split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH:
            lines.append(line)
            line = word
        elif word:
            line = f"{line} {word}" if line else word
    return "\n".join((*lines, line))


def _people(record: Record) -> Iterator[str]:
    places = list(dict.fromkeys(a for author in record.authors for a in author.affiliations))
    names = []
    for author in record.authors:
        marks = "".join(f"({places.index(a) + 1})" for a in dict.fromkeys(author.affiliations))
        names.append(f"{author.cited}{marks}")
    if names:
        yield _filled(", ".join(names) + ".")
    if places:
        lines = (_filled(f"({n}){place}") for n, place in enumerate(places, 1))
        yield "\n".join(("Author information:", *lines))


def _links(record: Record) -> Iterator[str]:
    for kind, heading in _LINKS.items():
        found = [n for n in record.notices if n.kind is kind]
        if found:
            lines = (f"    {cleaned(n.citation)}{_number(n.pmid)}" for n in found)
            yield "\n".join((heading, *lines))


def _number(pmid: int | None) -> str:
    return f" PMID: {pmid}" if pmid else ""


def _section(part: AbstractPart) -> str:
    return _filled(f"{part.label}: {part.text}" if part.label else part.text)


def _identifiers(record: Record) -> str:
    indexed = " [Indexed for MEDLINE]" if record.status == "MEDLINE" else ""
    lines = (
        f"DOI: {record.doi}" if record.doi else "",
        f"PMCID: {record.pmcid}" if record.pmcid else "",
        f"PMID: {record.pmid}{indexed}" if record.pmid else "",
    )
    return "\n".join(line for line in lines if line)


def _conflict(text: str) -> str:
    if not text:
        return ""
    return _filled(f"Conflict of interest statement: {text}")
