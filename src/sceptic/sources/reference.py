"""A reference of a reference manager's file -> ``Record``: what all such formats have in common.

Its ``status`` is ``IMPORTED``, its ``owner`` the format. Nobody looked whether PubMed has it, so
``in_pubmed`` is unknown, and silence about retractions says nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sceptic.domain.record import IMPORTED, Author, Keyword, MeshHeading, PartialDate, Pmid, Record
from sceptic.errors import FileFormatError
from sceptic.sources.dates import date_of
from sceptic.sources.medline_text import parts_of_abstract
from sceptic.sources.reference_notes import told_by

_PMID = re.compile(r"(?:\s*PMID\s*:?\s*|pmid:?)?0*([1-9]\d{0,7})")
_SAID = re.compile(r"\bPMID\s*:\s*0*([1-9]\d{0,7})(?!\d)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/0*([1-9]\d{0,7})(?!\d)"
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*(10\.[\d.]+/\S+)", re.IGNORECASE)
_PMCID = re.compile(r"(?:PMC(?:ID)?\s*:?\s*)?(?:PMC)?(\d+(?:\.\d+)?)", re.IGNORECASE)
_OWN_IDS = ("ref:", "pmcid:", "starter:")
_INITIALS = re.compile(r"[^\W\d_a-z]{1,4}(?:-?[^\W\d_a-z]){0,3}")
_CITED = re.compile(
    r"(?P<last>.+?) (?P<initials>[^\W\d_a-z](?:-?[^\W\d_a-z]){0,3})"
    r"(?: (?P<suffix>Jr|Sr|2nd|3rd|4th|II|III|IV))?"
)


_GROUP = re.compile(r"\b(?:and|for|of|the|group|study|trial|team)\b", re.IGNORECASE)
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Reference:
    """The fields of one reference, as plain values; whatever the format does not have is empty."""

    format: str
    title: str = ""
    own_id: str = ""
    pmid: str = ""
    doi: str = ""
    pmcid: str = ""
    title_vernacular: str = ""
    book_title: str = ""
    journal: str = ""
    journal_abbreviation: str = ""
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    date: PartialDate | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    issn: str = ""
    publisher: str = ""
    publisher_place: str = ""
    edition: str = ""
    abstract: str = ""
    headings: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def record_of(reference: Reference) -> Record:
    """The record.

    Raises:
        FileFormatError: neither a title nor an identifier.

    """
    pmid = _pmid_of(reference)
    doi = doi_in(reference.doi) or next(filter(None, map(doi_in, reference.addresses)), "")
    found = _PMCID.fullmatch(reference.pmcid.strip())
    pmcid = f"PMC{found[1]}" if found else ""
    if not (reference.title or reference.book_title or pmid or doi or pmcid):
        raise FileFormatError("neither a title nor an identifier")
    told = told_by(reference.notes)
    return Record(
        id=_id_of(reference, pmid, doi, pmcid),
        title=reference.title,
        pmid=pmid,
        doi=doi,
        pmcid=pmcid,
        status=IMPORTED,
        owner=reference.format,
        title_vernacular=reference.title_vernacular,
        book_title=reference.book_title,
        abstract=parts_of_abstract(reference.abstract) if reference.abstract else (),
        authors=reference.authors,
        editors=reference.editors,
        journal=reference.journal,
        journal_abbreviation=reference.journal_abbreviation,
        issn=reference.issn,
        volume=reference.volume,
        issue=reference.issue,
        pages=reference.pages,
        publisher=reference.publisher,
        publisher_place=reference.publisher_place,
        edition=reference.edition,
        languages=reference.languages,
        publication_types=tuple(dict.fromkeys((*reference.types, *told.types))),
        mesh=tuple(MeshHeading(name) for name in reference.headings),
        keywords=tuple(Keyword(text) for text in reference.keywords),
        notices=told.notices,
        general_notes=told.others,
        print_date=reference.date,
    )


@contextmanager
def numbered(number: int) -> Iterator[None]:
    """Says in an error which record of the file it is about."""
    try:
        yield
    except FileFormatError as error:
        raise FileFormatError(f"record {number}: {error.message}", hint=error.hint) from error


def numbered_records(
    items: Iterable[object], reference_of: Callable[[object], Reference]
) -> Iterator[Record]:
    """One record after the other; FileFormatError with the number, also if there is none."""
    number = 0
    for number, item in enumerate(items, 1):
        with numbered(number):
            yield record_of(reference_of(item))
    if not number:
        raise FileFormatError("the file holds no record")


def doi_in(text: str) -> str:
    """A DOI without its address; empty if it is none."""
    found = _DOI.fullmatch(text.strip())
    return found[1] if found else ""


def pmid_in_field(text: str) -> str:
    """``19717156``, ``PMID: 19717156`` or ``pmid19717156``; empty for anything else."""
    found = _PMID.fullmatch(text.strip())
    return found[1] if found else ""


def _pmid_of(reference: Reference) -> Pmid | None:
    number = pmid_in_field(reference.pmid)
    if not number:
        places = [_SAID.search(note) for note in reference.notes]
        places += [_ADDRESS.search(address) for address in reference.addresses]
        number = next((found[1] for found in places if found), "")
    return Pmid(int(number)) if number else None


def _id_of(reference: Reference, pmid: Pmid | None, doi: str, pmcid: str) -> str:
    """``pmid:1``, else ``doi:10...`` in lower case, else ``pmcid:PMC1``, else of its words."""
    if pmid:
        return f"pmid:{pmid}"
    if doi:
        return f"doi:{doi.lower()}"
    if reference.own_id.startswith(_OWN_IDS):
        return reference.own_id
    if pmcid:
        return f"pmcid:{pmcid}"
    first = reference.authors[0].cited if reference.authors else ""
    year = str(reference.date.year) if reference.date else ""
    words = re.findall(r"\w+", f"{reference.title or reference.book_title} {first} {year}".lower())
    return f"ref:{hashlib.blake2b(' '.join(words).encode(), digest_size=8).hexdigest()}"


def person(last: str, given: str = "", suffix: str = "") -> Author:
    """A person by the parts of a name; ``given`` are names (``Rania M``) or initials (``RM``)."""
    if _INITIALS.fullmatch(given) and len(given.replace("-", "")) <= 4:
        return Author(last=last, initials=given, suffix=suffix)
    letters = "".join(part[0] for part in re.findall(r"[^\W\d_]+", given)).upper()
    return Author(last=last, fore=given, initials=letters, suffix=suffix)


def person_cited(name: str) -> Author:
    """``Kadry R`` or ``Smith JB Jr``; what has no initials is a group."""
    found = _CITED.fullmatch(name)
    if found is None or _GROUP.search(name) or len(name.split()) > _LONGEST_NAME:
        return Author(collective=name)
    return Author(last=found["last"], initials=found["initials"], suffix=found["suffix"] or "")


def person_inverted(name: str) -> Author:
    """``Kadry, Rania M`` or ``Smith, John B, Jr``; without a comma as ``person_cited``."""
    last, comma, rest = name.partition(",")
    if not comma:
        return person_cited(name)
    given, _, suffix = rest.strip().partition(",")
    return person(last.strip(), given.strip(), suffix.strip())


def date_written(text: str) -> PartialDate | None:
    """``2009``, ``2009-10-03``, ``2009/10/03/`` or ``2009/10//Autumn``."""
    parts = [part.strip() for part in re.split(r"[/-]", text.strip())]
    numbers = [part if part.isdecimal() else "" for part in (*parts, "", "", "")[:3]]
    return date_of(*numbers) if len(numbers[0]) == 4 else None


def text_from(data: bytes) -> str:
    """UTF-8, UTF-16 by its mark, or else Windows-1252, which older programs write.

    Raises:
        FileFormatError: none of these.

    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise FileFormatError("the text is neither UTF-8 nor UTF-16 nor Windows-1252")
