"""ESummary: a summary of each record, version 1 or 2.0 as XML, or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sceptic.domain.record import Record
from sceptic.eutils_server.answers import Answer, error_element, json_answer, xml_answer
from sceptic.eutils_server.call import MOST_IDS, Call, RefusedError
from sceptic.eutils_server.desk import Desk, check_db, wanted
from sceptic.eutils_server.docsums import as_docsum, as_document_summary, summary_of
from sceptic.render.xml_elements import element, text_element

_MOST_AS_JSON = 500
_GONE = "cannot get document summary"


def answer(call: Call, desk: Desk) -> Answer:
    """The answer to ``esummary.fcgi``; what cannot be summarised is said in its place."""
    is_new = call.text("version") == "2.0"
    try:
        check_db(call)
        numbers, bad = _meant(call, desk)
    except RefusedError as error:
        return _refusal(call, error.message, is_new=is_new)
    held = {r.pmid: r for r in desk.records(numbers)}
    found = [(n, held.get(n)) for n in numbers]  # type: ignore[call-overload]
    if call.wants_json:
        return _as_json(found, bad)
    if is_new:
        return _as_xml_2(found)
    return _as_xml_1(found, bad)


def _meant(call: Call, desk: Desk) -> tuple[tuple[int, ...], tuple[str, ...]]:
    if not call.text("query_key") and not call.ids():
        raise RefusedError("Empty id list - nothing todo")
    bad = tuple(
        f"Invalid uid {one} at position={at}"
        for at, one in enumerate(call.ids())
        if not one.isdecimal()
    )
    if bad and len(bad) == len(call.ids()):
        raise RefusedError(bad[0])
    numbers = wanted(call, desk, most=MOST_IDS)
    if call.wants_json and len(numbers) > _MOST_AS_JSON:
        raise RefusedError(
            "Too many UIDs in request. Maximum number of UIDs is"
            f" {_MOST_AS_JSON} for JSON format output."
        )
    return numbers, bad


def _refusal(call: Call, message: str, *, is_new: bool) -> Answer:
    if call.wants_json:
        return json_answer("esummary", {"esummaryresult": [message]})
    name = "eSummaryResult 2.0" if is_new else "eSummaryResult"
    return xml_answer(name, error_element(message))


def _as_json(found: Sequence[tuple[int, Record | None]], bad: tuple[str, ...]) -> Answer:
    result: dict[str, Any] = {"uids": [str(n) for n, _ in found]}
    for number, record in found:
        uid = str(number)
        result[uid] = summary_of(record) if record else {"uid": uid, "error": _GONE}
    errors = {"error": bad[0]} if bad else {}
    return json_answer("esummary", {**errors, "result": result})


def _as_xml_2(found: Sequence[tuple[int, Record | None]]) -> Answer:
    summaries = [
        as_document_summary(record)
        if record
        else element("DocumentSummary", text_element("error", _GONE), uid=str(number))
        for number, record in found
    ]
    inside = element("DocumentSummarySet", "\n" + "\n".join(summaries) + "\n", status="OK")
    return xml_answer("eSummaryResult 2.0", inside)


def _as_xml_1(found: Sequence[tuple[int, Record | None]], bad: tuple[str, ...]) -> Answer:
    summaries = [
        as_docsum(record) if record else error_element(f"UID={number}: {_GONE}")
        for number, record in found
    ]
    errors = [error_element(message) for message in bad]
    return xml_answer("eSummaryResult", "\n" + "\n".join(errors + summaries) + "\n")
