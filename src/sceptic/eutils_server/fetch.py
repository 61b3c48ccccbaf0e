"""EFetch: whole records as XML, MEDLINE text, abstracts to read, or their numbers."""

from __future__ import annotations

from collections.abc import Callable

from sceptic.domain.record import Record
from sceptic.eutils_server import summary
from sceptic.eutils_server.answers import TEXT, XML, Answer, error_element, xml_answer
from sceptic.eutils_server.call import MOST_IDS, Call, RefusedError
from sceptic.eutils_server.desk import Desk, check_db, wanted
from sceptic.render.abstract_text import as_abstracts
from sceptic.render.pubmed_xml import as_pubmed_xml
from sceptic.render.xml_elements import element, text_element
from sceptic.sources.nbib import as_nbib

_Records = tuple[Record, ...]


def _uilist_xml(records: _Records) -> str:
    ids = "\n".join(text_element("Id", str(r.pmid)) for r in records)
    return f'<?xml version="1.0" ?>\n{element("IdList", f"{chr(10)}{ids}{chr(10)}")}\n'


_TEXTS: dict[str, Callable[[_Records], str]] = {
    "medline": lambda records: "\n" + "\n".join(as_nbib(r) for r in records),
    "abstract": as_abstracts,
    "uilist": lambda records: "".join(f"{r.pmid}\n" for r in records),
}
_XMLS: dict[str, Callable[[_Records], str]] = {"uilist": _uilist_xml}


def answer(call: Call, desk: Desk) -> Answer:
    """The answer to ``efetch.fcgi``; a request without a usable identifier is HTTP 400."""
    kind, mode = call.text("rettype").lower(), call.text("retmode").lower()
    if kind == "docsum":
        return summary.answer(call, desk)
    try:
        check_db(call)
        _check_mode(mode)
        records = desk.records(wanted(call, desk, most=MOST_IDS))
    except RefusedError as error:
        message = error_element(error.message)
        return xml_answer("eFetchResult", message, status=_status(error))
    if kind in _TEXTS and mode != "xml":
        return Answer(_TEXTS[kind](records), TEXT)
    return Answer(_XMLS.get(kind, as_pubmed_xml)(records), XML)


def _check_mode(mode: str) -> None:
    if mode == "json":
        raise RefusedError("Unsupported combination of rettype and retmode", status=400)


def _status(error: RefusedError) -> int:
    """What EFetch cannot answer at all comes under HTTP 400."""
    return 400 if error.status == 200 else error.status
