"""Document summaries: what ESummary says of a record, in its three shapes."""

from __future__ import annotations

from typing import Any

from sceptic.domain.record import PartialDate, Record
from sceptic.render.abstract_text import printed_source
from sceptic.render.pubmed_xml import is_book
from sceptic.render.xml_elements import element, text_element
from sceptic.sources.dates import as_written

_LANGUAGES = {
    "eng": "English", "ger": "German", "fre": "French", "spa": "Spanish", "ita": "Italian",
    "por": "Portuguese", "rus": "Russian", "jpn": "Japanese", "chi": "Chinese", "pol": "Polish",
    "cze": "Czech", "hun": "Hungarian", "dut": "Dutch", "dan": "Danish", "swe": "Swedish",
    "nor": "Norwegian", "fin": "Finnish", "tur": "Turkish", "kor": "Korean", "heb": "Hebrew",
    "ukr": "Ukrainian", "rum": "Romanian", "bul": "Bulgarian", "gre": "Greek, Modern",
    "hrv": "Croatian", "srp": "Serbian", "slo": "Slovak", "slv": "Slovenian", "per": "Persian",
    "ara": "Arabic", "und": "Undetermined", "mul": "Multiple languages",
}  # fmt: skip
_STATUSES = {
    "MEDLINE": "PubMed - indexed for MEDLINE",
    "OLDMEDLINE": "PubMed - OLDMEDLINE",
    "Publisher": "PubMed - as supplied by publisher",
    "In-Process": "PubMed - in process",
    "In-Data-Review": "PubMed - in process",
}
_STAGES = {
    "received": 1, "accepted": 2, "epublish": 3, "ppublish": 4, "revised": 5, "pmc": 6, "pmcr": 7,
    "pubmed": 8, "pubmedr": 9, "aheadofprint": 10, "premedline": 11, "medline": 12,
}  # fmt: skip
"""Numbers of stages in NCBI's data model (NCBI-Biblio, PubStatus)."""

_ID_TYPES = {"pubmed": 1, "doi": 3, "pii": 4, "pmcid": 5, "pmc": 8}
_ID_OTHER = 0
_NAMES = {
    "pubdate": "PubDate", "epubdate": "EPubDate", "source": "Source", "authors": "Authors",
    "lastauthor": "LastAuthor", "title": "Title", "sorttitle": "SortTitle", "volume": "Volume",
    "issue": "Issue", "pages": "Pages", "lang": "Lang", "nlmuniqueid": "NlmUniqueID",
    "issn": "ISSN", "essn": "ESSN", "pubtype": "PubType", "recordstatus": "RecordStatus",
    "pubstatus": "PubStatus", "articleids": "ArticleIds", "history": "History",
    "references": "References", "attributes": "Attributes", "pmcrefcount": "PmcRefCount",
    "fulljournalname": "FullJournalName", "elocationid": "ELocationID", "doctype": "DocType",
    "srccontriblist": "SrcContribList", "booktitle": "BookTitle", "medium": "Medium",
    "edition": "Edition", "publisherlocation": "PublisherLocation",
    "publishername": "PublisherName", "srcdate": "SrcDate", "reportnumber": "ReportNumber",
    "availablefromurl": "AvailableFromURL", "locationlabel": "LocationLabel",
    "doccontriblist": "DocContribList", "docdate": "DocDate", "bookname": "BookName",
    "chapter": "Chapter", "sortpubdate": "SortPubDate", "sortfirstauthor": "SortFirstAuthor",
    "vernaculartitle": "VernacularTitle",
    "name": "Name", "authtype": "AuthType", "clusterid": "ClusterID", "idtype": "IdType",
    "idtypen": "IdTypeN", "value": "Value", "date": "Date",
}  # fmt: skip
"""Elements of version 2.0 by the names of its JSON."""

_ITEMS = {
    "authors": "Author", "articleids": "ArticleId", "history": "PubMedPubDate", "lang": "string",
    "pubtype": "flag", "attributes": "flag",
}  # fmt: skip


def summary_of(record: Record) -> dict[str, Any]:
    """Version 2.0 of a record's summary, as JSON has it."""
    return {
        "uid": str(record.pmid),
        **_cited(record),
        "lang": list(record.languages),
        "nlmuniqueid": record.nlm_id,
        **_issns(record),
        "pubtype": list(record.publication_types),
        "recordstatus": _STATUSES.get(record.status, "PubMed"),
        "pubstatus": str(_STAGES.get(record.publication_status, 255)),
        "articleids": [
            {"idtype": kind, "idtypen": _ID_TYPES.get(kind, _ID_OTHER), "value": value}
            for kind, value in _ids(record)
        ],
        "history": [
            {"pubstatus": s, "date": _minute(d)} for s, d in record.history if s != "created"
        ],
        "references": [],
        "attributes": ["Has Abstract"] if record.abstract else [],
        "pmcrefcount": "",
        "fulljournalname": record.journal,
        "elocationid": _location(record),
        "doctype": "chapter" if is_book(record) else "citation",
        "srccontriblist": [],
        "booktitle": record.book_title,
        "medium": "",
        "edition": record.edition,
        "publisherlocation": record.publisher_place,
        "publishername": record.publisher,
        "srcdate": "",
        "reportnumber": "",
        "availablefromurl": "",
        "locationlabel": "",
        "doccontriblist": [],
        "docdate": "",
        "bookname": "",
        "chapter": "",
        "sortpubdate": _minute(record.print_date or record.electronic_date),
        "sortfirstauthor": record.authors[0].cited if record.authors else "",
        "vernaculartitle": record.title_vernacular,
    }


def _cited(record: Record) -> dict[str, Any]:
    groups = ("CollectiveName" if a.collective else "Author" for a in record.authors)
    people = [
        {"name": author.cited, "authtype": kind, "clusterid": ""}
        for author, kind in zip(record.authors, groups, strict=True)
    ]
    return {
        "pubdate": _written(record.print_date),
        "epubdate": _written(record.electronic_date),
        "source": record.journal_abbreviation or record.book_title,
        "authors": people,
        "lastauthor": record.authors[-1].cited if record.authors else "",
        "title": record.title,
        "sorttitle": "".join(c for c in record.title.lower() if c.isalnum() or c == " ").strip(),
        "volume": record.volume,
        "issue": record.issue,
        "pages": record.pages,
    }


def _issns(record: Record) -> dict[str, str]:
    kinds = dict(reversed(record.issns))
    electronic = kinds.get("Electronic", "")
    printed = kinds.get("Print", "") or ("" if electronic else record.issn)
    return {"issn": printed, "essn": electronic}


def _ids(record: Record) -> list[tuple[str, str]]:
    own = (("pubmed", str(record.pmid)), ("pmc", record.pmcid), ("doi", record.doi))
    others = [
        (kind, value)
        for kind, value in record.other_ids
        if not kind.startswith(("elocation-", "other-"))
    ]
    return [(kind, value) for kind, value in (*own, *others) if value]


def _location(record: Record) -> str:
    found = [(k, v) for k, v in record.other_ids if k.startswith("elocation-")]
    return " ".join(f"{kind.removeprefix('elocation-')}: {value}." for kind, value in found)[:-1]


def _written(date: PartialDate | None) -> str:
    return as_written(date) if date else ""


def _minute(date: PartialDate | None) -> str:
    if date is None:
        return ""
    clock = date.text if len(date.text) == 5 and date.text[2] == ":" else "00:00"
    return f"{date.year:04d}/{date.month or 1:02d}/{date.day or 1:02d} {clock}"


# --- version 2.0 as XML -----------------------------------------------------------------------


def as_document_summary(record: Record) -> str:
    """One ``DocumentSummary``."""
    summary = summary_of(record)
    uid = summary.pop("uid")
    return element("DocumentSummary", (_value(k, v) for k, v in summary.items()), uid=uid)


def _value(name: str, value: object) -> str:
    tag = _NAMES[name]
    if isinstance(value, list):
        return element(tag, (_item(_ITEMS[name], one) for one in value))
    return text_element(tag, str(value))


def _item(tag: str, one: object) -> str:
    if isinstance(one, dict):
        return element(tag, (_value(k, v) for k, v in one.items()))
    return text_element(tag, str(one))


# --- version 1 --------------------------------------------------------------------------------


def as_docsum(record: Record) -> str:
    """One ``DocSum``."""
    s = summary_of(record)
    languages = [_LANGUAGES.get(code, code) for code in s["lang"]]
    items = (
        _typed("PubDate", "Date", s["pubdate"]),
        _typed("EPubDate", "Date", s["epubdate"]),
        _text("Source", s["source"]),
        _list("AuthorList", (_text("Author", a["name"]) for a in s["authors"])),
        *(_text(name, s[name.lower()]) for name in ("LastAuthor", "Title", "Volume", "Issue")),
        _text("Pages", s["pages"]),
        _list("LangList", (_text("Lang", language) for language in languages)),
        *(_text(name, s[name.lower()]) for name in ("NlmUniqueID", "ISSN", "ESSN")),
        _list("PubTypeList", (_text("PubType", kind) for kind in s["pubtype"])),
        _text("RecordStatus", s["recordstatus"]),
        _text("PubStatus", record.publication_status),
        _list("ArticleIds", (_text(i["idtype"], i["value"]) for i in s["articleids"])),
        _text("DOI", record.doi),
        _list("History", (_typed(h["pubstatus"], "Date", h["date"]) for h in s["history"])),
        _list("References", ()),
        _typed("HasAbstract", "Integer", "1" if record.abstract else "0"),
        _typed("PmcRefCount", "Integer", "0"),
        _text("FullJournalName", s["fulljournalname"]),
        _text("ELocationID", s["elocationid"]),
        _text("SO", printed_source(record)),
    )
    return element("DocSum", (text_element("Id", s["uid"]), *items))


def _typed(name: str, kind: str, value: str) -> str:
    return text_element("Item", value, Name=name, Type=kind)


def _text(name: str, value: str) -> str:
    return _typed(name, "String", value)


def _list(name: str, items: Any) -> str:
    return element("Item", items, Name=name, Type="List")
