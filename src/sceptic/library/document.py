"""A record as the index sees it. Pure; both engines index exactly this.

Four text fields are ranked; ``mesh`` holds whole headings; ``tags`` holds every other
exact value under a prefix (``pt:review``, ``au:kadry r``); ``type`` and ``journal`` are kept to be
counted; numbers are dates as yyyymmdd, the year, and the record's key.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from sceptic.domain.record import Author, MeshHeading, PartialDate, Record
from sceptic.library.words import folded, words_of

TEXT_FIELDS = ("title", "abstract", "keywords", "headings")
EXACT_FIELDS = ("mesh", "tags")
PLAIN_FIELDS = ("affiliation",)
"""Words without positions."""
COUNTED_FIELDS = ("type", "journal")
"""Values as they are printed, kept to be counted over many records."""
NUMBER_FIELDS = (
    *("key", "year", "since", "entered", "dp", "ppdat", "epdat"),
    *("edat", "crdt", "mhda", "lr", "cdat"),
)
"""Days as yyyymmdd. ``entered`` is when the record came, for the library's newest day: its Entrez
date, else the first day it may have been published."""

UNDATED = 99_999_999
"""``since`` of a record without any date."""

_encoder = msgspec.json.Encoder()
_HISTORY = {"medline": "mhda", "pubmed": "edat", "entrez": "crdt"}
"""PubMed's entry and create dates are the ``pubmed`` and ``entrez`` dates of the XML."""


@dataclass(slots=True)
class Document:
    """Field name -> values, in the order of the record."""

    key: int
    text: dict[str, list[str]]
    numbers: dict[str, list[int]]


def key_of(record_id: str) -> int:
    """The integer that stands for a record: its PMID, or a negative hash of any other id."""
    kind, _, rest = record_id.partition(":")
    if kind == "pmid" and rest.isdecimal():
        return int(rest)
    digest = hashlib.blake2b(record_id.encode(), digest_size=7).digest()
    return -1 - int.from_bytes(digest, "big")


def normal(text: str) -> str:
    """How exact values are compared: lower case, accents folded, blanks collapsed."""
    plain = " ".join(text.lower().split())
    return plain if plain.isascii() else folded(plain)


def document_of(record: Record) -> Document:
    """Everything of a record that can be searched."""
    text = {
        "title": [t for t in (record.title, record.book_title, record.collection_title) if t],
        "abstract": [p.text for p in record.abstract],
        "keywords": [k.text for k in record.keywords],
        "headings": _headings(record),
        "mesh": _mesh(record),
        "tags": _tags(record),
        "affiliation": [a for author in record.authors for a in author.affiliations],
        "type": list(dict.fromkeys(record.publication_types)),
        "journal": _journal(record),
    }
    for other in record.other_abstracts:
        text["abstract"] += [p.text for p in other.parts]
    return Document(key_of(record.id), text, _numbers(record))


def as_row(document: Document) -> str:
    """JSON of all fields, as the embedded engine takes it."""
    row = {"key": document.key, **document.text, **document.numbers}
    return _encoder.encode(row).decode()


@lru_cache(maxsize=65536)
def _tag(prefix: str, value: str) -> str:
    """Cached: journals, types, languages and substances come again and again."""
    return f"{prefix}:{normal(value)}"


@lru_cache(maxsize=65536)
def _heading_values(heading: MeshHeading) -> tuple[str, ...]:
    """``alopecia``, ``alopecia/therapy``, ``/therapy``; with an asterisk where major."""
    name = normal(heading.descriptor)
    values = [name]
    major = heading.major
    for qualifier, is_major in heading.qualifiers:
        sub = normal(qualifier)
        values += [f"{name}/{sub}", f"/{sub}"]
        if is_major:
            major = True
            values.append(f"*{name}/{sub}")
    if major:
        values.append(f"*{name}")
    return tuple(values)


def _journal(record: Record) -> list[str]:
    """The journal under its shortest name, as NLM abbreviates it."""
    name = record.journal_abbreviation or record.iso_abbreviation or record.journal
    return [name] if name else []


def _headings(record: Record) -> list[str]:
    found = [h.descriptor for h in record.mesh]
    found += [name for name, _ in record.supplementary_mesh]
    found += [c.name for c in record.chemicals]
    found += record.publication_types
    return found


def _mesh(record: Record) -> list[str]:
    return [value for heading in record.mesh for value in _heading_values(heading)]


def _tags(record: Record) -> list[str]:
    tags = _people(record)
    tags += _publication(record)
    tags += _subsets(record)
    tags += _identifiers(record)
    for chemical in record.chemicals:
        tags.append(_tag("nm", chemical.name))
        if chemical.registry_number not in ("", "0"):
            tags.append(_tag("rn", chemical.registry_number))
    tags += [_tag("nm", name) for name, _ in record.supplementary_mesh]
    for grant in record.grants:
        parts = (grant.id, grant.acronym, grant.agency, grant.country)
        tags += [_tag("gr", part) for part in parts if part]
    if record.title_vernacular:
        tags += [f"tt:{word}" for word in words_of(record.title_vernacular)]
    if record.conflict_of_interest:
        tags += [f"cois:{word}" for word in words_of(record.conflict_of_interest)]
    return tags


def _people(record: Record) -> list[str]:
    authors = record.authors
    tags = _names("au", "fau", authors)
    for short, full, people in (
        ("ir", "fir", record.investigators),
        ("ed", "ed", record.editors),
        ("ps", "ps", record.personal_subjects),
    ):
        if people:
            tags += _names(short, full, people)
    cited = [a for a in authors if not a.collective]
    if cited:
        tags.append(f"1au:{normal(cited[0].cited)}")
        tags.append(f"lastau:{normal(cited[-1].cited)}")
    for author in authors:
        if author.orcid:
            tags.append(f"auid:{author.orcid.lower()}")
        tags += [f"auid:{normal(value)}" for _, value in author.identifiers]
    return tags


def _names(short: str, full: str, authors: Iterable[Author]) -> list[str]:
    tags = []
    for author in authors:
        if author.collective:
            tags.append(f"cn:{normal(author.collective)}")
            continue
        tags.append(f"{short}:{normal(author.cited)}")
        if author.fore and short != full:
            tags.append(f"{full}:{normal(f'{author.last}, {author.fore}')}")
    return tags


def _publication(record: Record) -> list[str]:
    tags = [_tag("pt", name) for name in record.publication_types]
    tags += [_tag("la", language) for language in record.languages]
    journals = [record.journal, record.journal_abbreviation, record.iso_abbreviation, record.issn]
    journals += [value for _, value in record.issns]
    tags += [_tag("ta", name) for name in dict.fromkeys(journals) if name]
    single = (
        ("jid", record.nlm_id),
        ("vi", record.volume),
        ("ip", record.issue),
        ("pg", record.pages),
        ("pl", record.country or record.publisher_place),
        ("pubn", record.publisher),
        ("book", record.book_title),
    )
    tags += [_tag(prefix, value) for prefix, value in single if value]
    return tags


def _subsets(record: Record) -> list[str]:
    """What ``[sb]`` and ``[filter]`` name and a record tells by itself."""
    tags = ["sb:all"]
    if record.status:
        tags.append(_tag("sb", record.status.replace("-", "")))
    tags += [_tag("sb", subset) for subset in record.subsets]
    if record.abstract:
        tags.append("sb:hasabstract")
    if record.conflict_of_interest:
        tags.append("sb:hascois")
    if record.pmcid:
        tags.append("sb:pubmed pmc")
    if record.is_preprint:
        tags.append("sb:preprint")
    if record.book_title:
        tags.append("sb:pubmed books")
    return tags


def _identifiers(record: Record) -> list[str]:
    values = [v for v in (record.doi, record.pmcid) if v]
    values += [value for _, value in record.other_ids]
    tags = [f"aid:{value}" for value in dict.fromkeys([normal(v) for v in values])]
    tags += [f"isbn:{normal(value)}" for kind, value in record.other_ids if kind == "isbn"]
    for bank in record.databanks:
        tags.append(_tag("si", bank.name))
        for number in bank.accessions:
            tags += [f"si:{normal(number)}", f"si:{normal(bank.name)}/{normal(number)}"]
    return tags


def entered_on(record: Record) -> dt.date | None:
    """When the record came: its Entrez date, else the first day it may have been published."""
    dates = (record.print_date, record.electronic_date)
    days = [_day(record.entrez_date)] if record.entrez_date else [_day(d) for d in dates if d]
    return day_of(min(days)) if days else None


def day_of(number: int) -> dt.date:
    """20091231 -> 2009-12-31."""
    return dt.date(number // 10_000, number // 100 % 100, number % 100)


def _numbers(record: Record) -> dict[str, list[int]]:
    since = record.known_since
    print_day, electronic, entrez = record.print_date, record.electronic_date, record.entrez_date
    numbers = {"since": [since.year * 10_000 + since.month * 100 + since.day if since else UNDATED]}
    published = sorted({_day(date) for date in (print_day, electronic) if date})
    if published or entrez:
        numbers["dp"] = published or [_day(entrez)]
        numbers["entered"] = [_day(entrez)] if entrez else published[:1]
    dates = (
        ("ppdat", print_day),
        ("epdat", electronic),
        ("edat", entrez),
        ("crdt", entrez),
        ("lr", record.revised_date),
        ("cdat", record.completed_date),
    )
    for name, date in dates:
        if date:
            numbers[name] = [_day(date)]
    if record.year:
        numbers["year"] = [record.year]
    for status, date in record.history:
        if status in _HISTORY:
            numbers[_HISTORY[status]] = [_day(date)]
    return numbers


def _day(date: PartialDate | None) -> int:
    """yyyymmdd, a month or year standing on its first day, as PubMed indexes them."""
    assert date is not None
    return date.year * 10_000 + (date.month or 1) * 100 + (date.day or 1)
