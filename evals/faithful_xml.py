"""PubMed's XML by ElementTree, field by field, and a record's fields in the same shapes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from sceptic.domain.record import AbstractPart, Author, PartialDate, Record

_BLANKS = re.compile(r"[ \t\r\n]+")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def text_in(element: ET.Element | None) -> str:
    return _plain("".join(element.itertext())) if element is not None else ""


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _all(element: ET.Element, *paths: str) -> list[ET.Element]:
    return [one for path in paths for one in element.findall(path)]


def _texts(element: ET.Element, *paths: str) -> list[str]:
    return [text for one in _all(element, *paths) if (text := text_in(one))]


def xml_fields(element: ET.Element) -> dict[str, Any]:
    """Field -> value, as ``record_fields`` gives it."""
    citation = element.find("MedlineCitation") if element.tag == "PubmedArticle" else element
    book = element.find("BookDocument")
    top = book if book is not None else citation
    assert top is not None
    article = top if book is not None else top.find("Article")
    assert article is not None
    return {
        "pmid": int(text_in(top.find("PMID"))),
        "title": text_in(article.find("ArticleTitle")),
        "vernacular title": text_in(article.find("VernacularTitle")),
        "abstract": _abstract(article.find("Abstract")),
        "copyright": text_in(article.find("Abstract/CopyrightInformation")),
        "other abstracts": [
            (
                _abstract(one),
                *(one.get(name, "") for name in ("Type", "Language")),
                text_in(one.find("CopyrightInformation")),
            )
            for one in top.findall("OtherAbstract")
        ],
        "people": _people(top, article, is_book=book is not None),
        "journal": _journal(top, article),
        "languages": _texts(article, "Language"),
        "publication types": _texts(article, "PublicationTypeList/*", "PublicationType"),
        "headings": _headings(top),
        "supplementary headings": [
            (text_in(one), one.get("UI", "")) for one in _all(top, "SupplMeshList/*")
        ],
        "chemicals": [
            (text_in(one.find("NameOfSubstance")), text_in(one.find("RegistryNumber")))
            for one in _all(top, "ChemicalList/Chemical")
        ],
        "keywords": [
            (text_in(word), word.get("MajorTopicYN") == "Y", group.get("Owner", ""))
            for group in top.findall("KeywordList")
            for word in group
            if text_in(word)
        ],
        "grants": [
            tuple(text_in(one.find(n)) for n in ("GrantID", "Acronym", "Agency", "Country"))
            for one in _all(article, "GrantList/Grant")
        ],
        "databanks": [
            (text_in(one.find("DataBankName")), _texts(one, "AccessionNumberList/*"))
            for one in _all(article, "DataBankList/DataBank")
        ],
        "notices": [
            (
                one.get("RefType", ""),
                *(text_in(one.find(name)) for name in ("PMID", "RefSource", "Note")),
            )
            for one in _all(top, "CommentsCorrectionsList/CommentsCorrections")
        ],
        "references": _references(element),
        "conflict of interest": text_in(top.find("CoiStatement")),
        "identifiers": _identifiers(element, top, article),
        "dates": _dates(element, top, article),
        "rest": sorted(
            _texts(
                top,
                *("CitationSubset", "GeneSymbolList/*", "SpaceFlightMission", "GeneralNote"),
                *("NumberOfReferences", "MedlineJournalInfo/Country", "Book/Edition"),
                *("Book/CollectionTitle", "Book/Publisher/*", "Book/BookTitle"),
                *("Article/Book/BookTitle",),
            )
            + _texts(element, "PubmedData/PublicationStatus", "PubmedBookData/PublicationStatus")
        ),
    }


def record_fields(record: Record) -> dict[str, Any]:
    """The same of a record."""
    return {
        "pmid": record.pmid,
        "title": _plain(record.title),
        "vernacular title": _plain(record.title_vernacular),
        "abstract": _parts(record.abstract),
        "copyright": _plain(record.copyright),
        "other abstracts": [
            (_parts(o.parts), o.type, o.language, _plain(o.copyright))
            for o in record.other_abstracts
        ],
        "people": sorted(
            _person(a)
            for group in (
                record.authors, record.editors, record.investigators, record.personal_subjects
            )
            for a in group
        ),
        "journal": [
            record.journal,
            record.iso_abbreviation or record.journal_abbreviation,
            record.journal_abbreviation,
            record.nlm_id,
            [number for _, number in record.issns],
            record.issn,
            record.volume,
            record.issue,
            record.pages,
        ],
        "languages": list(record.languages),
        "publication types": list(record.publication_types),
        "headings": [(h.descriptor, h.ui, h.major, list(h.qualifiers)) for h in record.mesh],
        "supplementary headings": list(record.supplementary_mesh),
        "chemicals": [(c.name, c.registry_number) for c in record.chemicals],
        "keywords": [(_plain(k.text), k.major, k.owner) for k in record.keywords],
        "grants": [(g.id, g.acronym, g.agency, g.country) for g in record.grants],
        "databanks": [(b.name, list(b.accessions)) for b in record.databanks],
        "notices": [
            (n.raw_kind or n.kind.value, str(n.pmid or ""), _plain(n.citation), _plain(n.note))
            for n in record.notices
        ],
        "references": [
            (_plain(r.citation), str(r.pmid or ""), r.doi, r.pmcid) for r in record.references
        ],
        "conflict of interest": _plain(record.conflict_of_interest),
        "identifiers": sorted(
            {v for _, v in record.other_ids} | ({record.doi, record.pmcid} - {""})
        ),
        "dates": _record_dates(record),
        "rest": sorted(
            _plain(text)
            for text in (
                *record.subsets, *record.gene_symbols, *record.space_flight_missions,
                *record.general_notes, record.number_of_references, record.country,
                record.edition, record.collection_title, record.publisher,
                record.publisher_place, record.book_title, record.publication_status,
            )
            if text
        ),
    }  # fmt: skip


def _abstract(element: ET.Element | None) -> list[tuple[str, str, str]]:
    return [
        (text_in(one), one.get("Label", ""), one.get("NlmCategory", ""))
        for one in (element.findall("AbstractText") if element is not None else ())
        if text_in(one) or one.get("Label")
    ]


def _parts(parts: tuple[AbstractPart, ...]) -> list[tuple[str, str, str]]:
    return [(_plain(p.text), p.label, p.category) for p in parts]


def _people(top: ET.Element, article: ET.Element, *, is_book: bool) -> list[Any]:
    paths = ["AuthorList/Author"]
    people = _all(article, *paths)
    people += _all(top, "InvestigatorList/Investigator", "PersonalNameSubjectList/*")
    if is_book:
        people += _all(top, "Book/AuthorList/Author")
    found = [_xml_person(one) for one in people]
    affiliation = text_in(article.find("Affiliation"))
    if affiliation and found and not found[0][5]:
        found[0] = (*found[0][:5], [affiliation], *found[0][6:])
    return sorted(found)


def _xml_person(one: ET.Element) -> tuple[Any, ...]:
    first = one.find("ForeName")
    names = ["LastName", "Initials", "Suffix", "CollectiveName"]
    last, initials, suffix, group = (text_in(one.find(name)) for name in names)
    return (
        last,
        text_in(first if first is not None else one.find("FirstName")),
        initials,
        suffix,
        group,
        _texts(one, "Affiliation", "AffiliationInfo/Affiliation"),
        sorted(_letters(text_in(i)) for i in _all(one, "Identifier", "AffiliationInfo/Identifier")),
        one.get("ValidYN", "Y") == "Y",
    )


def _person(author: Author) -> tuple[Any, ...]:
    identifiers = [value for _, value in author.identifiers]
    identifiers += [author.orcid] if author.orcid else []
    return (
        *map(_plain, (author.last, author.fore, author.initials, author.suffix)),
        _plain(author.collective),
        [_plain(a) for a in author.affiliations],
        sorted(map(_letters, identifiers)),
        author.valid,
    )


def _letters(identifier: str) -> str:
    """An ORCID in any spelling by its digits."""
    found = re.search(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])\s*/?$", identifier)
    return "".join(found.groups()).upper() if found else _plain(identifier)


def _journal(top: ET.Element, article: ET.Element) -> list[Any]:
    iso = text_in(article.find("Journal/ISOAbbreviation"))
    short = text_in(top.find("MedlineJournalInfo/MedlineTA")) or iso
    issns = _texts(article, "Journal/ISSN")
    pages = text_in(article.find("Pagination/MedlinePgn"))
    if not pages:
        ends = [text_in(article.find(f"Pagination/{n}Page")) for n in ("Start", "End")]
        pages = "-".join(dict.fromkeys(filter(None, ends)))
    inside = "Book" if article.tag == "BookDocument" else "Journal/JournalIssue"
    return [
        text_in(article.find("Journal/Title")),
        iso or short,
        short,
        text_in(top.find("MedlineJournalInfo/NlmUniqueID")),
        issns,
        text_in(top.find("MedlineJournalInfo/ISSNLinking")) or (issns[0] if issns else ""),
        text_in(article.find(f"{inside}/Volume")),
        text_in(article.find(f"{inside}/Issue")),
        pages,
    ]


def _headings(top: ET.Element) -> list[Any]:
    found = []
    for one in _all(top, "MeshHeadingList/MeshHeading"):
        name = one.find("DescriptorName")
        assert name is not None
        qualifiers = [
            (text_in(q), q.get("MajorTopicYN") == "Y") for q in _all(one, "QualifierName")
        ]
        found.append(
            (text_in(name), name.get("UI", ""), name.get("MajorTopicYN") == "Y", qualifiers)
        )
    return found


def _references(element: ET.Element) -> list[Any]:
    found = []
    for one in element.iter("Reference"):
        ids = {i.get("IdType", ""): text_in(i) for i in _all(one, "ArticleIdList/ArticleId")}
        found.append(
            (
                text_in(one.find("Citation")),
                ids.get("pubmed", "").strip("0") and ids["pubmed"],
                ids.get("doi", ""), ids.get("pmc", "") or ids.get("pmcid", ""),
            )
        )  # fmt: skip
    return found


def _identifiers(element: ET.Element, top: ET.Element, article: ET.Element) -> list[str]:
    ids = _all(element, "PubmedData/ArticleIdList/*", "PubmedBookData/ArticleIdList/*")
    ids += _all(top, "ArticleIdList/ArticleId")
    found = {text_in(one) for one in ids if one.get("IdType") != "pubmed"}
    places = _all(article, "ELocationID", "Book/ELocationID")
    found |= {text_in(one) for one in places if one.get("ValidYN") != "N"}
    return sorted((found | set(_texts(top, "OtherID", "Book/Isbn"))) - {""})


def _dates(element: ET.Element, top: ET.Element, article: ET.Element) -> list[Any]:
    proper = article.tag != "BookDocument"
    named = [
        ("print", article.find("Journal/JournalIssue/PubDate" if proper else "Book/PubDate")),
        ("electronic", article.find("ArticleDate" if proper else "ContributionDate")),
        ("completed", top.find("DateCompleted")),
        ("revised", top.find("DateRevised")),
        ("created", top.find("DateCreated")),
    ]
    data = _all(element, "PubmedData/History/*", "PubmedBookData/History/*")
    named += [(one.get("PubStatus", ""), one) for one in data]
    return sorted((name, _written(one)) for name, one in named if one is not None and _written(one))


def _written(one: ET.Element) -> str:
    """A date's words, months as names, without leading noughts and midnight."""
    parts = [text_in(child) for child in one if child.tag not in ("Hour", "Minute", "Second")]
    clock = [text_in(one.find(name)) for name in ("Hour", "Minute")]
    words = " ".join(map(_word, " ".join(parts).split()))
    time = ":".join(f"{part or '0':0>2}" for part in clock)
    return words if time == "00:00" else f"{words} {time}"


def _word(word: str) -> str:
    if word[:3] in _MONTHS and word.isalpha():
        return str(_MONTHS.index(word[:3]) + 1)
    return word.lstrip("0") if word.isdecimal() else word


def _record_dates(record: Record) -> list[Any]:
    named = [
        ("print", record.print_date), ("electronic", record.electronic_date),
        ("completed", record.completed_date), ("revised", record.revised_date),
        *record.history,
    ]  # fmt: skip
    return sorted((name, _as_words(name, date)) for name, date in named if date)


def _as_words(name: str, date: PartialDate) -> str:
    plain = [str(date.year), str(date.month or ""), str(date.day or "")]
    words = " ".join(filter(None, plain))
    if date.text and ":" in date.text:
        return f"{words} {date.text}"
    return " ".join(map(_word, date.text.split())) if date.text else words
