"""A PubMed record's XML element -> ``Record``: one walk over its children, through tables.

Each table names the elements of one level and who reads them; an element that no table names is
passed over. DTDs of 2010 to 2025, and MedlineCitation files without PubmedData.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sceptic.domain.record import Keyword, OtherAbstract, PartialDate, Record
from sceptic.errors import FileFormatError
from sceptic.sources.authors import authors_of, with_affiliation
from sceptic.sources.element_values import (
    chemical_in,
    databank_in,
    date_in,
    grant_in,
    heading_in,
    notice_in,
    parts_in,
    pmid_in,
    reference_in,
    supplementary_in,
    version_in,
)
from sceptic.sources.xml_text import Element, child_text, text_of

Fields = dict[str, Any]
Reader = Callable[[Element, Fields], None]


def record_in(element: Element) -> Record:
    """The record of a PubmedArticle, PubmedBookArticle or MedlineCitation element.

    Raises:
        FileFormatError: it has no PMID, or one that is no number.

    """
    fields: Fields = {}
    if element.tag == "MedlineCitation":
        _citation(element, fields)
    else:
        _walk(element, _BOOK_ARTICLE if element.tag == "PubmedBookArticle" else _ARTICLE, fields)
    return _finished(fields)


def _walk(element: Element, readers: dict[str, Reader], fields: Fields) -> None:
    for child in element:
        read = readers.get(child.tag)
        if read is not None:
            read(child, fields)


def _finished(fields: Fields) -> Record:
    """The record, once everything that depends on two elements is settled."""
    pmid = fields.get("pmid")
    if pmid is None:
        raise FileFormatError("a record without a PMID")
    fields["id"] = f"pmid:{pmid}"
    fields["in_pubmed"] = True
    fields.setdefault("title", "")
    if not fields.get("issn") and "issns" in fields:
        fields["issn"] = fields["issns"][0][1]
    iso, short = fields.get("iso_abbreviation"), fields.get("journal_abbreviation")
    if iso is not None:
        if not short:
            fields["journal_abbreviation"] = iso
        if not short or short == iso:
            del fields["iso_abbreviation"]
    if not fields.get("doi"):
        fields["doi"] = next(
            (v for kind, v in fields.get("other_ids", ()) if kind == "elocation-doi"), ""
        )
    affiliation = fields.pop("affiliation", "")
    if affiliation:
        fields["authors"] = with_affiliation(fields.get("authors", ()), affiliation)
    return Record(**fields)


def _text_into(name: str) -> Reader:
    def read(element: Element, fields: Fields) -> None:
        fields[name] = text_of(element)

    return read


def _append(fields: Fields, name: str, *values: object) -> None:
    if values:
        fields[name] = fields.get(name, ()) + values


def _into_list(name: str) -> Reader:
    """For an element that repeats: its text is one more of the list."""

    def read(element: Element, fields: Fields) -> None:
        if text := text_of(element):
            _append(fields, name, text)

    return read


def _texts_into(name: str) -> Reader:
    """For a list element: the texts of its children."""

    def read(element: Element, fields: Fields) -> None:
        _append(fields, name, *(text for child in element if (text := text_of(child))))

    return read


def _each_into(name: str, value: Callable[[Element], object]) -> Reader:
    def read(element: Element, fields: Fields) -> None:
        _append(fields, name, *[value(child) for child in element])

    return read


def _nested(readers: dict[str, Reader]) -> Reader:
    def read(element: Element, fields: Fields) -> None:
        _walk(element, readers, fields)

    return read


def _pmid(element: Element, fields: Fields) -> None:
    fields["pmid"] = pmid_in(element.text)
    version = element.get("Version")
    if version and version != "1":
        fields["version"] = version_in(version)


def _date_into(name: str) -> Reader:
    def read(element: Element, fields: Fields) -> None:
        if name not in fields and (date := date_in(element)):
            fields[name] = date

    return read


def _history_entry(status: str) -> Reader:
    def read(element: Element, fields: Fields) -> None:
        if date := date_in(element):
            _append(fields, "history", (status, date))

    return read


def _history(element: Element, fields: Fields) -> None:
    entries = []
    for child in element:
        if date := date_in(child):
            status = child.get("PubStatus", "")
            entries.append((status, date))
            if status == "entrez":
                fields["entrez_date"] = PartialDate(date.year, date.month, date.day)
    _append(fields, "history", *entries)


def _abstract(element: Element, fields: Fields) -> None:
    fields["abstract"], fields["copyright"] = parts_in(element)


def _other_abstract(element: Element, fields: Fields) -> None:
    parts, rights = parts_in(element)
    other = OtherAbstract(parts, element.get("Type", ""), element.get("Language", ""), rights)
    _append(fields, "other_abstracts", other)


def _keywords(element: Element, fields: Fields) -> None:
    owner = element.get("Owner", "")
    found = [
        Keyword(text, child.get("MajorTopicYN") == "Y", owner)
        for child in element
        if (text := text_of(child))
    ]
    _append(fields, "keywords", *found)


def _article_ids(element: Element, fields: Fields) -> None:
    others = []
    for child in element:
        kind, value = child.get("IdType", ""), text_of(child)
        if not value or kind == "pubmed":
            continue
        if kind == "doi" and not fields.get("doi"):
            fields["doi"] = value
        elif kind == "pmc" and not fields.get("pmcid"):
            fields["pmcid"] = value
        else:
            others.append((kind, value))
    _append(fields, "other_ids", *others)


def _elocation(element: Element, fields: Fields) -> None:
    kind, value = element.get("EIdType", ""), text_of(element)
    if value and element.get("ValidYN") != "N":
        _append(fields, "other_ids", (f"elocation-{kind}", value))


def _other_id(element: Element, fields: Fields) -> None:
    _append(fields, "other_ids", (f"other-{element.get('Source', '')}", text_of(element)))


def _isbn(element: Element, fields: Fields) -> None:
    _append(fields, "other_ids", ("isbn", text_of(element)))


def _authors(element: Element, fields: Fields) -> None:
    name = "editors" if element.get("Type") == "editors" else "authors"
    fields[name] = fields.get(name, ()) + authors_of(element)
    if element.get("CompleteYN") == "N":
        fields["authors_complete"] = False


def _people_into(name: str) -> Reader:
    def read(element: Element, fields: Fields) -> None:
        fields[name] = fields.get(name, ()) + authors_of(element)

    return read


def _issn(element: Element, fields: Fields) -> None:
    _append(fields, "issns", (element.get("IssnType", ""), text_of(element)))


def _pagination(element: Element, fields: Fields) -> None:
    pages = child_text(element, "MedlinePgn")
    if not pages:
        start, end = child_text(element, "StartPage"), child_text(element, "EndPage")
        pages = f"{start}-{end}" if end and end != start else start
    fields["pages"] = pages


def _citation(element: Element, fields: Fields) -> None:
    fields["status"] = element.get("Status", "")
    fields["owner"] = element.get("Owner", "")
    _walk(element, _CITATION, fields)


def _article(element: Element, fields: Fields) -> None:
    fields["publication_model"] = element.get("PubModel", "")
    _walk(element, _ARTICLE_PROPER, fields)


def _general_note(element: Element, fields: Fields) -> None:
    _append(fields, "general_notes", text_of(element))


def _references(element: Element, fields: Fields) -> None:
    _append(fields, "references", *[reference_in(one) for one in element.iter("Reference")])


_JOURNAL_ISSUE: dict[str, Reader] = {
    "Volume": _text_into("volume"),
    "Issue": _text_into("issue"),
    "PubDate": _date_into("print_date"),
}
_JOURNAL: dict[str, Reader] = {
    "ISSN": _issn,
    "JournalIssue": _nested(_JOURNAL_ISSUE),
    "Title": _text_into("journal"),
    "ISOAbbreviation": _text_into("iso_abbreviation"),
}
_JOURNAL_INFO: dict[str, Reader] = {
    "Country": _text_into("country"),
    "MedlineTA": _text_into("journal_abbreviation"),
    "NlmUniqueID": _text_into("nlm_id"),
    "ISSNLinking": _text_into("issn"),
}
_ARTICLE_PROPER: dict[str, Reader] = {
    "Journal": _nested(_JOURNAL),
    "ArticleTitle": _text_into("title"),
    "VernacularTitle": _text_into("title_vernacular"),
    "Book": _nested({"BookTitle": _text_into("book_title")}),
    "Pagination": _pagination,
    "ELocationID": _elocation,
    "Abstract": _abstract,
    "Affiliation": _text_into("affiliation"),
    "AuthorList": _authors,
    "Language": _into_list("languages"),
    "DataBankList": _each_into("databanks", databank_in),
    "GrantList": _each_into("grants", grant_in),
    "PublicationTypeList": _texts_into("publication_types"),
    "ArticleDate": _date_into("electronic_date"),
}
_CITATION: dict[str, Reader] = {
    "PMID": _pmid,
    "DateCreated": _history_entry("created"),
    "DateCompleted": _date_into("completed_date"),
    "DateRevised": _date_into("revised_date"),
    "Article": _article,
    "MedlineJournalInfo": _nested(_JOURNAL_INFO),
    "ChemicalList": _each_into("chemicals", chemical_in),
    "SupplMeshList": _each_into("supplementary_mesh", supplementary_in),
    "CitationSubset": _into_list("subsets"),
    "CommentsCorrectionsList": _each_into("notices", notice_in),
    "GeneSymbolList": _texts_into("gene_symbols"),
    "MeshHeadingList": _each_into("mesh", heading_in),
    "NumberOfReferences": _text_into("number_of_references"),
    "PersonalNameSubjectList": _people_into("personal_subjects"),
    "OtherID": _other_id,
    "OtherAbstract": _other_abstract,
    "KeywordList": _keywords,
    "CoiStatement": _text_into("conflict_of_interest"),
    "SpaceFlightMission": _into_list("space_flight_missions"),
    "InvestigatorList": _people_into("investigators"),
    "GeneralNote": _general_note,
}
_DATA: dict[str, Reader] = {
    "History": _history,
    "PublicationStatus": _text_into("publication_status"),
    "ArticleIdList": _article_ids,
    "ReferenceList": _references,
}
_PUBLISHER: dict[str, Reader] = {
    "PublisherName": _text_into("publisher"),
    "PublisherLocation": _text_into("publisher_place"),
}
_BOOK: dict[str, Reader] = {
    "Publisher": _nested(_PUBLISHER),
    "BookTitle": _text_into("book_title"),
    "PubDate": _date_into("print_date"),
    "AuthorList": _authors,
    "Volume": _text_into("volume"),
    "Edition": _text_into("edition"),
    "CollectionTitle": _text_into("collection_title"),
    "Isbn": _isbn,
    "ELocationID": _elocation,
}
_BOOK_DOCUMENT: dict[str, Reader] = {
    **{name: _CITATION[name] for name in ("PMID", "DateRevised", "KeywordList")},
    **{name: _ARTICLE_PROPER[name] for name in ("ArticleTitle", "VernacularTitle", "Pagination")},
    "ArticleIdList": _article_ids,
    "Book": _nested(_BOOK),
    "Language": _into_list("languages"),
    "AuthorList": _authors,
    "InvestigatorList": _people_into("investigators"),
    "PublicationType": _into_list("publication_types"),
    "Abstract": _abstract,
    "ContributionDate": _date_into("electronic_date"),
    "GrantList": _each_into("grants", grant_in),
    "ReferenceList": _references,
}
_ARTICLE: dict[str, Reader] = {"MedlineCitation": _citation, "PubmedData": _nested(_DATA)}
_BOOK_ARTICLE: dict[str, Reader] = {
    "BookDocument": _nested(_BOOK_DOCUMENT),
    "PubmedBookData": _nested(_DATA),
}
