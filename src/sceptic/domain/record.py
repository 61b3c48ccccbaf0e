"""A bibliographic record as the provider wrote it, every field kept.

Lists for what may repeat, ``None`` or empty for what is missing, no guesses. Convenience views
(``abstract_text``, ``earliest_known_date``) stand beside the faithful fields.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Pmid = NewType("Pmid", int)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year only.

    ``text`` keeps what the source wrote where it is no plain date ("2000 Nov-Dec", "Spring 1998").
    """

    year: int
    month: int | None = None
    day: int | None = None
    text: str = ""

    @property
    def last_day(self) -> dt.date:
        """The last day the date may mean: a month or year counts from its end."""
        month = self.month or 12
        day = self.day if self.month and self.day else calendar.monthrange(self.year, month)[1]
        return dt.date(self.year, month, day)

    @property
    def iso(self) -> str:
        """``2009``, ``2009-10`` or ``2009-10-03``."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Author:
    """One author or group. ``collective`` is set for groups, the names for people."""

    last: str = ""
    fore: str = ""
    initials: str = ""
    suffix: str = ""
    collective: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    valid: bool = True
    equal_contribution: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()
    """Other identifiers than ORCID, the affiliations' included: ``("GRID", "grid.7737.4")``."""

    @property
    def cited(self) -> str:
        """``Kadry R`` or the group's name."""
        return self.collective or f"{self.last} {self.initials}".strip()


@dataclass(frozen=True, slots=True)
class AbstractPart:
    """One labelled section of an abstract; ``label`` is empty for a plain abstract.

    ``category`` is NLM's own category (OBJECTIVE, METHODS, RESULTS, CONCLUSIONS ...).
    """

    text: str
    label: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class OtherAbstract:
    """An abstract in another language or by another body."""

    parts: tuple[AbstractPart, ...]
    type: str = ""
    language: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """A MeSH heading with its qualifiers; ``(name, major)`` pairs."""

    descriptor: str
    ui: str = ""
    major: bool = False
    qualifiers: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Keyword:
    text: str
    major: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Chemical:
    name: str
    registry_number: str = ""
    ui: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    id: str = ""
    acronym: str = ""
    agency: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Databank:
    """Accession numbers in one databank, e.g. ``ClinicalTrials.gov`` and ``NCT00000123``."""

    name: str
    accessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    citation: str
    pmid: Pmid | None = None
    doi: str = ""
    pmcid: str = ""


class NoticeKind(StrEnum):
    """NLM's CommentsCorrections RefType values by their own names, and one that NLM lacks.

    ``*_IN`` stands on the article and points at the notice; ``*_OF`` or ``*_FOR`` stands on the
    notice and points at the article.
    """

    RETRACTION_IN = "RetractionIn"
    RETRACTION_OF = "RetractionOf"
    PARTIAL_RETRACTION_IN = "PartialRetractionIn"
    PARTIAL_RETRACTION_OF = "PartialRetractionOf"
    CONCERN_IN = "ExpressionOfConcernIn"
    CONCERN_FOR = "ExpressionOfConcernFor"
    ERRATUM_IN = "ErratumIn"
    ERRATUM_FOR = "ErratumFor"
    CORRECTED_IN = "CorrectedandRepublishedIn"
    CORRECTED_FROM = "CorrectedandRepublishedFrom"
    RETRACTED_REPUBLISHED_IN = "RetractedandRepublishedIn"
    RETRACTED_REPUBLISHED_FROM = "RetractedandRepublishedFrom"
    REPUBLISHED_IN = "RepublishedIn"
    REPUBLISHED_FROM = "RepublishedFrom"
    UPDATE_IN = "UpdateIn"
    UPDATE_OF = "UpdateOf"
    COMMENT_IN = "CommentIn"
    COMMENT_ON = "CommentOn"
    SUMMARY_IN = "SummaryForPatientsIn"
    ORIGINAL_REPORT_IN = "OriginalReportIn"
    REPRINT_IN = "ReprintIn"
    REPRINT_OF = "ReprintOf"
    CITES = "Cites"
    ASSOCIATED_DATASET = "AssociatedDataset"
    ASSOCIATED_PUBLICATION = "AssociatedPublication"
    REINSTATED_IN = "ReinstatedIn"
    """No RefType of NLM's: lists of retractions tell that one was lifted."""
    OTHER = "Other"
    """A RefType we do not know yet; ``Notice.raw_kind`` keeps its word."""


NOTICE_TYPES = frozenset(
    {
        "Retraction of Publication",
        "Retraction Notice",
        "Published Erratum",
        "Expression of Concern",
    }
)
"""Publication types of a record that is itself a notice."""

NOTICE_LINKS = frozenset(
    {
        NoticeKind.RETRACTION_OF,
        NoticeKind.PARTIAL_RETRACTION_OF,
        NoticeKind.CONCERN_FOR,
        NoticeKind.ERRATUM_FOR,
    }
)
"""Links that only a notice has."""

IMPORTED = "Imported"
"""``Record.status`` of what was read from a reference manager's file; ``owner`` is the format."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A link between a record and a notice about it, or the other way round."""

    kind: NoticeKind
    pmid: Pmid | None = None
    citation: str = ""
    note: str = ""
    raw_kind: str = ""
    date: str = ""
    reason: str = ""


class RetractionState(StrEnum):
    """Whether a record's content still stands. UNKNOWN is a state, never read as NONE_KNOWN."""

    RETRACTED = "retracted"
    PARTLY_RETRACTED = "partly_retracted"
    REPLACED = "retracted_and_replaced"
    CONCERN = "expression_of_concern"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"
    NONE_KNOWN = "none_known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is needed to cite a record, and no more."""

    authors: tuple[str, ...]
    title: str
    journal: str
    year: int | None
    volume: str = ""
    issue: str = ""
    pages: str = ""

    @property
    def short(self) -> str:
        """``Kadry 2008``, ``Smith and Jones 2010``, ``Smith et al. 2011``."""
        names = [a.rsplit(" ", 1)[0] if _ends_in_initials(a) else a for a in self.authors]
        year = str(self.year) if self.year else "n.d."
        match names:
            case []:
                who = self.journal or f"“{' '.join(self.title.split()[:4])} …”"
            case [one]:
                who = one
            case [one, two]:
                who = f"{one} and {two}"
            case [one, *_]:
                who = f"{one} et al."
        return f"{who} {year}"


def _ends_in_initials(name: str) -> bool:
    head, _, tail = name.rpartition(" ")
    return bool(head) and tail.isupper() and len(tail) <= 3


@dataclass(frozen=True, slots=True)
class Record:
    """A database entry, from PubMed or from the starter facts.

    ``id`` is ``pmid:123``, else ``doi:10...``, else a table's own id (``starter:abdallah-2009``).
    ``in_pubmed`` is ``None`` where nobody looked.
    """

    id: str
    title: str
    pmid: Pmid | None = None
    version: int = 1
    doi: str = ""
    pmcid: str = ""
    other_ids: tuple[tuple[str, str], ...] = ()
    in_pubmed: bool | None = None
    status: str = ""
    owner: str = ""
    title_vernacular: str = ""
    book_title: str = ""
    abstract: tuple[AbstractPart, ...] = ()
    other_abstracts: tuple[OtherAbstract, ...] = ()
    copyright: str = ""
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    investigators: tuple[Author, ...] = ()
    journal: str = ""
    journal_abbreviation: str = ""
    nlm_id: str = ""
    issn: str = ""
    issns: tuple[tuple[str, str], ...] = ()
    country: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    languages: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    publication_status: str = ""
    mesh: tuple[MeshHeading, ...] = ()
    supplementary_mesh: tuple[tuple[str, str], ...] = ()
    keywords: tuple[Keyword, ...] = ()
    chemicals: tuple[Chemical, ...] = ()
    gene_symbols: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    databanks: tuple[Databank, ...] = ()
    notices: tuple[Notice, ...] = ()
    references: tuple[Reference, ...] = ()
    conflict_of_interest: str = ""
    subsets: tuple[str, ...] = ()
    print_date: PartialDate | None = None
    electronic_date: PartialDate | None = None
    entrez_date: PartialDate | None = None
    history: tuple[tuple[str, PartialDate], ...] = ()
    completed_date: PartialDate | None = None
    revised_date: PartialDate | None = None
    space_flight_missions: tuple[str, ...] = ()
    general_notes: tuple[str, ...] = ()
    personal_subjects: tuple[Author, ...] = ()
    number_of_references: str = ""
    publication_model: str = ""
    iso_abbreviation: str = ""
    """Only where it differs from ``journal_abbreviation``."""
    editors: tuple[Author, ...] = ()
    publisher: str = ""
    publisher_place: str = ""
    edition: str = ""
    collection_title: str = ""

    @property
    def abstract_text(self) -> str:
        """The abstract as one string, parts joined by a newline, labels left out.

        Character offsets of rationales count in this string (field ``abstract``).
        """
        return "\n".join(p.text for p in self.abstract)

    @property
    def year(self) -> int | None:
        date = self.print_date or self.electronic_date or self.entrez_date
        return date.year if date else None

    @property
    def known_since(self) -> dt.date | None:
        """The day from which the record certainly existed: the earliest of Entrez, electronic and
        print date, a month or year counting from its last day. ``None`` if undated.
        """
        days = [d.last_day for d in (self.entrez_date, self.electronic_date, self.print_date) if d]
        return min(days) if days else None

    @property
    def citation(self) -> Citation:
        return Citation(
            authors=tuple(a.cited for a in self.authors),
            title=self.title,
            journal=self.journal_abbreviation or self.journal or self.book_title,
            year=self.year,
            volume=self.volume,
            issue=self.issue,
            pages=self.pages,
        )

    @property
    def is_notice(self) -> bool:
        """The record is itself a notice (of retraction, concern, erratum), not a study."""
        return not NOTICE_TYPES.isdisjoint(self.publication_types) or any(
            n.kind in NOTICE_LINKS for n in self.notices
        )

    @property
    def is_imported(self) -> bool:
        """It was read from a reference manager's file, which tells less than PubMed does."""
        return self.status == IMPORTED

    @property
    def is_preprint(self) -> bool:
        return "Preprint" in self.publication_types

    @property
    def address(self) -> str:
        """Where a person can open the record."""
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return ""
