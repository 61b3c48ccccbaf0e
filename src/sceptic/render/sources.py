"""The numbered list of sources: one number for each record, fact, count or figure of the user."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from sceptic.domain.brief import Source, SourceKind
from sceptic.domain.evidence import FactSource, Study
from sceptic.domain.record import RetractionState
from sceptic.render.labels import CAPTIONS, RETRACTIONS, number

_AUTHORS_SHOWN = 6
_AUTHORS_KEPT = 3
_STANDS = (RetractionState.NONE_KNOWN, RetractionState.UNKNOWN, RetractionState.REINSTATED)
_NO_BREAK = " \u00a0\u202f"
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
_EMBEDDINGS = dict.fromkeys(range(0x202A, 0x202F))
"""Unicode's explicit embeddings and overrides, which would turn the text after them about."""


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source that carry a sentence; ``where`` is empty if only their text is known."""

    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the list of sources. ``mark`` says that it was retracted or questioned.

    ``links`` open the source itself, ``seen`` the pages on which its facts were seen.
    """

    number: int
    short: str
    authors: tuple[str, ...] = ()
    more_authors: bool = False
    title: str = ""
    detail: str = ""
    links: tuple[Link, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    mark: str = ""
    facts: str = ""
    seen: tuple[Link, ...] = ()
    authors_left: int = 0
    """Authors that are not named here."""


class Numbering:
    """Gives out numbers in the order in which sources are first cited."""

    def __init__(self, query: str, studies: Iterable[Study]) -> None:
        self._query = query
        self._studies = {study.record_id: study for study in studies}
        self._entries: dict[tuple[str, ...], Reference] = {}

    def numbers(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """Numbers of the sources, ascending, each once."""
        return tuple(sorted({self._number(source) for source in sources}))

    def words(self, sources: Iterable[Source]) -> tuple[tuple[int, Quoted], ...]:
        """What each source is quoted with, by its number; a citation is no quotation."""
        found = dict.fromkeys(
            (self._number(s), Quoted(cleaned(s.quote), place(s.field, s.start, s.end)))
            for s in sources
            if s.quote and not _names_itself(s)
        )
        return tuple(sorted(found, key=lambda pair: pair[0]))

    def number_of(self, study: Study) -> int:
        source = Source(
            SourceKind.RECORD, record_id=study.record_id, pmid=study.pmid, doi=study.doi
        )
        return self._number(source)

    def references(self) -> tuple[Reference, ...]:
        return tuple(self._entries.values())

    def _number(self, source: Source) -> int:
        key = _key(source)
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entry(source, len(self._entries) + 1)
        self._entries[key] = entry = _with_use(entry, source)
        return entry.number

    def _entry(self, source: Source, count: int) -> Reference:
        if source.record_id:
            study = self._studies.get(source.record_id)
            return _study_entry(study, count) if study else _record_entry(source, count)
        match source.kind:
            case SourceKind.FACT:
                return _fact_entry(source, count)
            case SourceKind.COUNT:
                title = f"{CAPTIONS['count_source']} {source.date}: {number(source.count or 0)}"
                return Reference(count, title, title=title, detail=self._query_of(source))
            case SourceKind.CORRECTION:
                title = cleaned(f"{CAPTIONS['correction']} {source.table}: {source.by}")
                return Reference(count, title, title=title, detail=str(source.date))
            case _:
                title = CAPTIONS["user"]
                return Reference(count, title, title=title)

    def _query_of(self, source: Source) -> str:
        """The query; that of the method, which may be long, by its caption."""
        if self._query and source.query.startswith(self._query):
            rest = source.query.removeprefix(self._query)
            return cleaned(f"{CAPTIONS['query_of_method']} {rest}")
        return cleaned(source.query)


def _fact_entry(source: Source, count: int) -> Reference:
    """A fact under the citation it quotes, if it does, and under its table."""
    table = cleaned(f"{CAPTIONS['facts']}: {source.table}, {source.version}")
    return Reference(
        count,
        short=cleaned(source.quote) or table,
        title=cleaned(source.quote) or table,
        links=web_links(source.address),
        facts=table if source.quote else "",
    )


def _key(source: Source) -> tuple[str, ...]:
    if source.record_id:
        return ("record", source.record_id)
    match source.kind:
        case SourceKind.FACT:
            return ("fact", source.table, source.version, source.address, source.quote)
        case SourceKind.COUNT:
            return ("count", source.query, str(source.date), str(source.count))
        case SourceKind.CORRECTION:
            return ("correction", source.table, source.by, str(source.date), source.quote)
        case _:
            return ("user", source.quote)


def _with_use(entry: Reference, source: Source) -> Reference:
    """The entry with the words and the address that this use of it adds."""
    if source.quote and not _names_itself(source):
        quoted = Quoted(cleaned(source.quote), place(source.field, source.start, source.end))
        if quoted not in entry.quotes:
            entry = replace(entry, quotes=(*entry.quotes, quoted))
    if source.address and source.address not in {
        link.address for link in (*entry.links, *entry.seen)
    }:
        entry = replace(entry, seen=(*entry.seen, *web_links(source.address)))
    return entry


def _names_itself(source: Source) -> bool:
    """A fact without a record quotes the citation under which it stands."""
    return source.kind is SourceKind.FACT and not source.record_id


def place(field: str, start: int | None, end: int | None) -> str:
    """``abstract 120–159``; the field alone where no text is held."""
    if not field:
        return ""
    name = CAPTIONS.get(field, field)
    return name if start is None or end is None or field == "fact" else f"{name} {start}–{end}"


def _study_entry(study: Study, count: int) -> Reference:
    citation = study.citation
    few = len(citation.authors) <= _AUTHORS_SHOWN
    kept = citation.authors if few else citation.authors[:_AUTHORS_KEPT]
    return Reference(
        number=count,
        short=cleaned(citation.short),
        authors=tuple(cleaned(author) for author in kept),
        more_authors=not few,
        authors_left=len(citation.authors) - len(kept),
        title=cleaned(citation.title),
        detail=cleaned(_journal_line(study)),
        links=study_links(study),
        seen=_seen(study),
        mark="" if study.retraction in _STANDS else RETRACTIONS[study.retraction],
        facts=_facts_line(study.fact_source),
    )


def _record_entry(source: Source, count: int) -> Reference:
    return Reference(
        count,
        cleaned(source.record_id),
        title=cleaned(source.record_id),
        links=_id_links(source.pmid, source.doi),
    )


def _journal_line(study: Study) -> str:
    """``J Made Up Res 1993;3(2):3-12``"""
    citation = study.citation
    year = citation.year or study.year
    line = f"{citation.journal} {year or ''}".strip()
    volume = citation.volume + (f"({citation.issue})" if citation.issue else "")
    line += f";{volume}" if volume else ""
    return line + (f":{citation.pages}" if citation.pages else "")


def _facts_line(source: FactSource | None) -> str:
    if source is None:
        return ""
    return cleaned(
        f"{CAPTIONS['facts']}: {source.table}, {source.version}, {CAPTIONS['seen']} {source.seen}"
    )


def study_links(study: Study) -> tuple[Link, ...]:
    """PubMed and DOI, else the record's address, else the first page that shows its facts."""
    own = _id_links(study.pmid, study.doi) or web_links(study.address)
    return own or tuple(link for a in _addresses(study) for link in web_links(a))[:1]


def _seen(study: Study) -> tuple[Link, ...]:
    own = {link.address for link in study_links(study)}
    return tuple(
        link for a in dict.fromkeys(_addresses(study)) if a not in own for link in web_links(a)
    )


def _addresses(study: Study) -> tuple[str, ...]:
    return study.fact_source.addresses if study.fact_source else ()


def _id_links(pmid: int | None, doi: str) -> tuple[Link, ...]:
    links = []
    if pmid:
        links.append(Link(f"PMID {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    if doi:
        # A DOI may hold <, >, #, ? and commas: encoded, or the resolver answers for another one.
        links.append(Link(f"DOI {doi}", "https://doi.org/" + quote(doi, safe="/:;()._-")))
    return tuple(links)


def web_links(address: str) -> tuple[Link, ...]:
    """A link to an address of the web, under its host; nothing for ``javascript:`` and its like."""
    if not address.startswith(("https://", "http://")) or any(c.isspace() for c in address):
        return ()
    host = address.split("://", 1)[1].split("/", 1)[0].removeprefix("www.")
    return (Link(host, address),)


def cleaned(text: str) -> str:
    """On one line, without control characters, which could command a terminal.

    No-break spaces are kept: they hold the digits of a number together.
    """
    spaced = _BREAKS.sub(" ", text.translate(_EMBEDDINGS))
    if spaced.isprintable():
        return spaced.strip()
    return "".join(c for c in spaced if c.isprintable() or c in _NO_BREAK).strip()


def runs(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """First and last of each row of three or more neighbours; every other number by itself."""
    found: list[list[int]] = []
    for value in numbers:
        if found and value == found[-1][-1] + 1:
            found[-1].append(value)
        else:
            found.append([value])
    return tuple(
        pair
        for run in found
        for pair in ([(run[0], run[-1])] if len(run) > 2 else [(n, n) for n in run])
    )


def compact(numbers: tuple[int, ...]) -> str:
    """``1–3,7`` for (1, 2, 3, 7)."""
    return ",".join(f"{a}" if a == b else f"{a}–{b}" for a, b in runs(numbers))
