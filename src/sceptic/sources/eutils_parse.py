"""Answers of NCBI's E-utilities as values: found, nothing found, or failed. Pure.

A failure may come with HTTP 200 (NBK25497, NBK25499): an ``ERROR`` inside the result, the body of
the rate limiter, an HTML page, nothing at all, or half an answer. None of these is ever read as an
empty result: each becomes a ``Failure`` that says why, and whether asking again may help.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from lxml import etree

from sceptic.domain.record import Pmid, Record
from sceptic.errors import FileFormatError
from sceptic.sources.medline import records_from_xml


class Fault(StrEnum):
    """Why there is no answer."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BUSY = "busy"
    """Too many requests, or the service is overloaded."""
    UNREADABLE = "unreadable"
    """Cut off, empty, a page for people, or otherwise no answer of this service."""
    REFUSED = "refused"
    """The service understood and said no."""


class State(StrEnum):
    """What an answer is: EMPTY is a finding, FAILED is not."""

    OK = "ok"
    EMPTY = "empty"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer. ``wait`` is what the service asked for, in seconds; ``None`` if it did not."""

    fault: Fault
    reason: str
    passing: bool = False
    """Asking again may help."""
    wait: float | None = None

    @property
    def state(self) -> State:
        return State.FAILED


@dataclass(frozen=True, slots=True)
class Found:
    """A search: the number of all hits and the identifiers asked for, in the service's order.

    ``messages`` are pairs of a kind (``phrase not found``, ``field not found`` ...) and its words.
    ``short`` counts identifiers that were asked for, exist by the total, and did not come.
    """

    total: int
    ids: tuple[Pmid, ...] = ()
    translation: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    web_env: str = ""
    query_key: str = ""
    short: int = 0

    @property
    def state(self) -> State:
        return State.OK if self.total else State.EMPTY


@dataclass(frozen=True, slots=True)
class Fetched:
    """Records as they came; ``missing`` are asked for and not in the answer."""

    records: tuple[Record, ...]
    missing: tuple[Pmid, ...] = ()

    @property
    def state(self) -> State:
        return State.OK if self.records else State.EMPTY


@dataclass(frozen=True, slots=True)
class Info:
    """The database as the service describes it: its records and when it was last updated."""

    records: int
    updated: dt.date | None

    @property
    def state(self) -> State:
        return State.OK if self.records else State.EMPTY


Value = TypeVar("Value", Found, Fetched, Info)

_MESSAGES = {
    ("errorlist", "phrasesnotfound"): "phrase not found",
    ("errorlist", "fieldsnotfound"): "field not found",
    ("warninglist", "phrasesignored"): "phrase ignored",
    ("warninglist", "quotedphrasesnotfound"): "quoted phrase not found",
    ("warninglist", "outputmessages"): "message",
}
_XML_MESSAGES = {
    "PhraseNotFound": "phrase not found",
    "FieldNotFound": "field not found",
    "PhraseIgnored": "phrase ignored",
    "QuotedPhraseNotFound": "quoted phrase not found",
    "OutputMessage": "message",
}
_LONGEST_REASON = 160
_NO_IDS = b"ID list is empty"


# --- searches ---------------------------------------------------------------------------------


def parse_search(body: bytes, *, limit: int, start: int = 0, cap: int = 9_999) -> Found | Failure:
    """An answer of esearch, JSON or XML.

    Args:
        limit: identifiers asked for.
        start: where the window began.
        cap: the service gives no identifier beyond this place.
    """
    found = _parsed(body, _search_from_json, _search_from_xml)
    if isinstance(found, Failure):
        return found
    due = max(0, min(limit, min(found.total, cap) - start))
    ids = tuple(dict.fromkeys(found.ids))[:due]
    return Found(
        total=found.total,
        ids=ids,
        translation=found.translation,
        messages=found.messages,
        web_env=found.web_env,
        query_key=found.query_key,
        short=due - len(ids),
    )


def _search_from_json(root: Mapping[str, Any]) -> Found | Failure:
    result = root.get("esearchresult")
    if not isinstance(result, dict):
        return _unreadable("an answer without a search result")
    if said := _first(result.get("ERROR")):
        return _said(said)
    count = _number(result.get("count"))
    ids = [_number(one) for one in _listed(result.get("idlist"))]
    if count is None or None in ids:
        return _unreadable("a search result without its count or with broken identifiers")
    messages = [
        (kind, str(words))
        for (block, name), kind in _MESSAGES.items()
        if isinstance(result.get(block), dict)
        for words in _listed(result[block].get(name))
    ]
    return Found(
        total=count,
        ids=tuple(Pmid(one) for one in ids if one is not None),
        translation=str(result.get("querytranslation") or ""),
        messages=tuple(messages),
        web_env=str(result.get("webenv") or ""),
        query_key=str(result.get("querykey") or ""),
    )


def _search_from_xml(root: Any) -> Found | Failure:
    if root.tag != "eSearchResult":
        return _unreadable(f"an answer of the kind {root.tag}")
    if said := root.findtext("ERROR"):
        return _said(said)
    count = _number(root.findtext("Count"))
    ids = [_number(one.text) for one in root.iterfind("IdList/Id")]
    if count is None or None in ids:
        return _unreadable("a search result without its count or with broken identifiers")
    return Found(
        total=count,
        ids=tuple(Pmid(one) for one in ids if one is not None),
        translation=root.findtext("QueryTranslation") or "",
        messages=tuple(
            (_XML_MESSAGES[one.tag], one.text or "")
            for block in ("ErrorList", "WarningList")
            for one in root.iterfind(f"{block}/*")
            if one.tag in _XML_MESSAGES and one.text
        ),
        web_env=root.findtext("WebEnv") or "",
        query_key=root.findtext("QueryKey") or "",
    )


# --- records and the database -----------------------------------------------------------------


def parse_records(body: bytes, asked: Iterable[Pmid]) -> Fetched | Failure:
    """An answer of efetch in XML, held against what was asked for, in that order."""
    wanted = tuple(dict.fromkeys(asked))
    if failure := _not_an_answer(body):
        return failure
    start = body.lstrip()[:200]
    if _NO_IDS in body[:400]:
        return Fetched((), wanted)
    if start.startswith(b"{"):
        root = _json(body)
        return root if isinstance(root, Failure) else _unreadable("JSON instead of records")
    if b"<eFetchResult" in body[:400]:
        result = _xml(body)
        return result if isinstance(result, Failure) else _said(" ".join(result.itertext()))
    try:
        items = [item for item in records_from_xml(body) if isinstance(item, Record)]
    except FileFormatError as error:
        return _unreadable(f"records that cannot be read: {error.message}")
    came = {record.pmid: record for record in items if record.pmid is not None}
    return Fetched(
        tuple(came[one] for one in wanted if one in came),
        tuple(one for one in wanted if one not in came),
    )


def parse_info(body: bytes) -> Info | Failure:
    """An answer of einfo about one database, JSON or XML."""
    return _parsed(body, _info_from_json, _info_from_xml)


def _info_from_json(root: Mapping[str, Any]) -> Info | Failure:
    result = root.get("einforesult")
    if not isinstance(result, dict):
        return _unreadable("an answer without a description of the database")
    if said := _first(result.get("ERROR")):
        return _said(said)
    described = _listed(result.get("dbinfo"))
    if not described or not isinstance(described[0], dict):
        return _unreadable("a description of no database")
    return _info(described[0].get("count"), str(described[0].get("lastupdate") or ""))


def _info_from_xml(root: Any) -> Info | Failure:
    if root.tag != "eInfoResult":
        return _unreadable(f"an answer of the kind {root.tag}")
    if said := root.findtext("ERROR"):
        return _said(said)
    return _info(root.findtext("DbInfo/Count"), root.findtext("DbInfo/LastUpdate") or "")


def _info(count: object, updated: str) -> Info | Failure:
    records = _number(count)
    if records is None:
        return _unreadable("a description without the number of records")
    day = updated.strip()[:10].replace("/", "-")
    try:
        return Info(records, dt.date.fromisoformat(day))
    except ValueError:
        return Info(records, None)


# --- what is no answer ------------------------------------------------------------------------


def failure_of_status(
    status: int, body: bytes, retry_after: str = "", now: dt.datetime | None = None
) -> Failure | None:
    """What an HTTP status other than 2xx means; ``None`` for one that may carry an answer."""
    if 200 <= status < 300 or (status == 400 and _NO_IDS in body[:400]):
        return None
    wait = _seconds(retry_after, now or dt.datetime.now(tz=dt.UTC))
    if status == 429:
        return Failure(Fault.BUSY, "too many requests (HTTP 429)", True, wait)
    if status >= 500 or status == 408:
        return Failure(Fault.BUSY, f"the service is not well (HTTP {status})", True, wait)
    root = _json(body) if body.lstrip().startswith(b"{") else None
    if isinstance(root, Failure) and root.fault is not Fault.UNREADABLE:
        return root
    return Failure(Fault.REFUSED, f"the request was refused (HTTP {status})")


def _seconds(retry_after: str, now: dt.datetime) -> float | None:
    """``Retry-After`` in seconds, given as a number or as a date."""
    text = retry_after.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


def _parsed(
    body: bytes,
    from_json: Callable[[Mapping[str, Any]], Value | Failure],
    from_xml: Callable[[Any], Value | Failure],
) -> Value | Failure:
    if failure := _not_an_answer(body):
        return failure
    if body.lstrip().startswith(b"{"):
        root = _json(body)
        return root if isinstance(root, Failure) else from_json(root)
    element = _xml(body)
    return element if isinstance(element, Failure) else from_xml(element)


def _not_an_answer(body: bytes) -> Failure | None:
    start = body.lstrip()[:200].lower()
    if not start:
        return _unreadable("an empty answer")
    if start.startswith((b"<!doctype html", b"<html")):
        return _unreadable("a web page instead of an answer")
    return None


def _json(body: bytes) -> dict[str, Any] | Failure:
    """The object, or the error that a gateway put in its place."""
    try:
        root = json.loads(body, strict=False)
    except (ValueError, RecursionError):
        return _unreadable("an answer that is cut off or no JSON")
    if not isinstance(root, dict):
        return _unreadable("an answer of an unknown shape")
    error = root.get("error")
    return _said(str(error)) if error else root


def _xml(body: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return _unreadable("an answer that is cut off or no XML")


def _said(text: str) -> Failure:
    """An error in the service's own words; what is its trouble passes, what is ours does not."""
    words = " ".join(text.split())[:_LONGEST_REASON]
    low = words.lower()
    if "rate limit" in low:
        return Failure(Fault.BUSY, f"it said: {words}", True)
    passing = ("backend failed" in low and "cannot be larger" not in low) or any(
        sign in low for sign in ("temporarily", "try again", "timeout", "timed out", "unavailable")
    )
    return Failure(Fault.BUSY if passing else Fault.REFUSED, f"it said: {words}", passing)


def _unreadable(what: str) -> Failure:
    return Failure(Fault.UNREADABLE, what[:_LONGEST_REASON], True)


def _listed(value: object) -> list[Any]:
    """A list, also where a converter made one item a scalar or none nothing."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _first(value: object) -> str:
    return str(_listed(value)[0]) if _listed(value) else ""


def _number(value: object) -> int | None:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
