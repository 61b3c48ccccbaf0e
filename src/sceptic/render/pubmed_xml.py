"""``Record`` -> PubMed's XML, in the element order of NLM's DTD; ``sources.medline`` reads it back.

What PubMed's XML holds and a record does not (markup inside a text, identifiers of qualifiers and
of rare publication types) cannot come back; what a record holds is all written.
"""

from __future__ import annotations

from collections.abc import Iterable

from sceptic.domain.record import Record
from sceptic.render.pubmed_values import (
    abstract,
    article_id,
    databank,
    date_element,
    flag,
    grant,
    heading,
    keyword_lists,
    location,
    notice,
    people,
    publication_date,
    publication_type,
    reference,
    sections,
    stage,
)
from sceptic.render.xml_elements import around, element, given, text_element

DOCTYPE = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
)
HEAD = f'<?xml version="1.0" ?>\n{DOCTYPE}\n<PubmedArticleSet>'
TAIL = "</PubmedArticleSet>\n"


def as_pubmed_xml(records: Iterable[Record]) -> str:
    """A whole ``PubmedArticleSet``, as EFetch gives it. Records without a PMID are left out."""
    return HEAD + "".join(f"{as_article(r)}\n" for r in records if r.pmid is not None) + TAIL


def as_article(record: Record) -> str:
    """One ``PubmedArticle`` or, for a book or a chapter, ``PubmedBookArticle``."""
    if is_book(record):
        return element("PubmedBookArticle", _book_document(record) + _book_data(record))
    return element("PubmedArticle", _citation(record) + _data(record))


def is_book(record: Record) -> bool:
    """A book or chapter of the NCBI Bookshelf, which PubMed writes in a form of its own."""
    return bool(record.book_title) and not (record.journal or record.journal_abbreviation)


def _pmid(record: Record) -> str:
    return text_element("PMID", str(record.pmid), Version=str(record.version))


def _citation(record: Record) -> str:
    others = [(k, v) for k, v in record.other_ids if k.startswith("other-")]
    chemicals = (
        element(
            "Chemical",
            text_element("RegistryNumber", c.registry_number)
            + text_element("NameOfSubstance", c.name, UI=c.ui),
        )
        for c in record.chemicals
    )
    parts = (
        _pmid(record),
        date_element("DateCompleted", record.completed_date),
        date_element("DateRevised", record.revised_date),
        _article(record),
        _journal_info(record),
        around("ChemicalList", chemicals),
        around(
            "SupplMeshList",
            (text_element("SupplMeshName", n, UI=ui) for n, ui in record.supplementary_mesh),
        ),
        *(text_element("CitationSubset", subset) for subset in record.subsets),
        around("CommentsCorrectionsList", map(notice, record.notices)),
        around("GeneSymbolList", (text_element("GeneSymbol", s) for s in record.gene_symbols)),
        around("MeshHeadingList", map(heading, record.mesh)),
        given("NumberOfReferences", record.number_of_references),
        people("PersonalNameSubjectList", record.personal_subjects, "PersonalNameSubject"),
        *(text_element("OtherID", v, Source=k.removeprefix("other-")) for k, v in others),
        *(
            element(
                "OtherAbstract",
                sections(o.parts) + given("CopyrightInformation", o.copyright),
                Type=o.type,
                Language=o.language,
            )
            for o in record.other_abstracts
        ),
        keyword_lists(record.keywords),
        given("CoiStatement", record.conflict_of_interest),
        *(text_element("SpaceFlightMission", m) for m in record.space_flight_missions),
        people("InvestigatorList", record.investigators, "Investigator"),
        *(text_element("GeneralNote", note) for note in record.general_notes),
    )
    return element("MedlineCitation", parts, Status=record.status, Owner=record.owner)


def _article(record: Record) -> str:
    parts = (
        _journal(record),
        around("Book", [given("BookTitle", record.book_title)]),
        text_element("ArticleTitle", record.title),
        around("Pagination", [given("MedlinePgn", record.pages)]),
        *(location(k, v) for k, v in record.other_ids if k.startswith("elocation-")),
        abstract(record),
        _author_list(record),
        people("AuthorList", record.editors, Type="editors"),
        *(text_element("Language", language) for language in record.languages),
        around("DataBankList", map(databank, record.databanks), CompleteYN="Y"),
        around("GrantList", map(grant, record.grants), CompleteYN="Y"),
        around("PublicationTypeList", map(publication_type, record.publication_types)),
        given("VernacularTitle", record.title_vernacular),
        date_element("ArticleDate", record.electronic_date, DateType="Electronic"),
    )
    return element("Article", parts, PubModel=record.publication_model)


def _author_list(record: Record) -> str:
    complete = flag(record.authors_complete)
    written = people("AuthorList", record.authors, CompleteYN=complete)
    return written or ("" if record.authors_complete else element("AuthorList", "", CompleteYN="N"))


def _journal(record: Record) -> str:
    medium = "Internet" if any(kind == "Electronic" for kind, _ in record.issns[:1]) else "Print"
    issue = (
        given("Volume", record.volume),
        given("Issue", record.issue),
        publication_date("PubDate", record.print_date),
    )
    parts = (
        *(text_element("ISSN", number, IssnType=kind) for kind, number in record.issns),
        element("JournalIssue", issue, CitedMedium=medium),
        given("Title", record.journal),
        given("ISOAbbreviation", record.iso_abbreviation or record.journal_abbreviation),
    )
    return element("Journal", parts)


def _journal_info(record: Record) -> str:
    parts = (
        given("Country", record.country),
        text_element("MedlineTA", record.journal_abbreviation),
        given("NlmUniqueID", record.nlm_id),
        given("ISSNLinking", record.issn),
    )
    return element("MedlineJournalInfo", parts)


def _ids(record: Record, others: Iterable[tuple[str, str]]) -> str:
    first = (("pubmed", str(record.pmid)), ("doi", record.doi), ("pmc", record.pmcid))
    ids = [(kind, value) for kind, value in first if value]
    return element("ArticleIdList", (article_id(k, v) for k, v in (*ids, *others)))


def _history(record: Record) -> str:
    stages = list(record.history)
    if record.entrez_date and not any(status == "entrez" for status, _ in stages):
        stages.append(("entrez", record.entrez_date))
    return around("History", (stage(status, date) for status, date in stages))


def _references(record: Record) -> str:
    return around("ReferenceList", map(reference, record.references))


def _data(record: Record) -> str:
    elsewhere = ("elocation-", "other-")
    others = [(k, v) for k, v in record.other_ids if not k.startswith(elsewhere)]
    parts = (
        _history(record),
        text_element("PublicationStatus", record.publication_status),
        _ids(record, others),
        _references(record),
    )
    return element("PubmedData", parts)


# --- books ------------------------------------------------------------------------------------


def _book_document(record: Record) -> str:
    before, _, _ = _book_ids(record)
    parts = (
        _pmid(record),
        _ids(record, before),
        _book(record),
        text_element("ArticleTitle", record.title),
        given("VernacularTitle", record.title_vernacular),
        around("Pagination", [given("MedlinePgn", record.pages)]),
        *(text_element("Language", language) for language in record.languages),
        _author_list(record).replace("<AuthorList", '<AuthorList Type="authors"', 1),
        people("InvestigatorList", record.investigators, "Investigator"),
        *(publication_type(name) for name in record.publication_types),
        abstract(record),
        keyword_lists(record.keywords),
        date_element("ContributionDate", record.electronic_date),
        date_element("DateRevised", record.revised_date),
        around("GrantList", map(grant, record.grants), CompleteYN="Y"),
        _references(record),
    )
    return element("BookDocument", parts)


def _book(record: Record) -> str:
    publisher = (
        text_element("PublisherName", record.publisher),
        given("PublisherLocation", record.publisher_place),
    )
    _, own, _ = _book_ids(record)
    parts = (
        element("Publisher", publisher),
        text_element("BookTitle", record.book_title),
        publication_date("PubDate", record.print_date),
        people("AuthorList", record.editors, Type="editors"),
        given("Volume", record.volume),
        given("Edition", record.edition),
        given("CollectionTitle", record.collection_title),
        *(text_element("Isbn", v) if k == "isbn" else location(k, v) for k, v in own),
    )
    return element("Book", parts)


def _book_data(record: Record) -> str:
    _, _, after = _book_ids(record)
    parts = (
        _history(record),
        text_element("PublicationStatus", record.publication_status),
        element(
            "ArticleIdList",
            (article_id(k, v) for k, v in (("pubmed", str(record.pmid)), *after)),
        ),
    )
    return element("PubmedBookData", parts)


_Ids = list[tuple[str, str]]


def _book_ids(record: Record) -> tuple[_Ids, _Ids, _Ids]:
    """Identifiers before the book's own, the book's own (ISBN, location), and those after."""
    own = [k == "isbn" or k.startswith("elocation-") for k, _ in record.other_ids]
    first = own.index(True) if any(own) else len(own)
    pairs = list(zip(own, record.other_ids, strict=True))
    before = [pair for _, pair in pairs[:first]]
    return before, [p for is_own, p in pairs if is_own], [p for o, p in pairs[first:] if not o]
