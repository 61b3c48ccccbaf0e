"""ESearch: a query's PMIDs, how it was read, and what of it was not found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sceptic.domain.record import Record
from sceptic.errors import QuerySyntaxError
from sceptic.eutils_server.answers import Answer, error_element, json_answer, xml_answer
from sceptic.eutils_server.call import LONGEST_TERM, Call, RefusedError
from sceptic.eutils_server.desk import Desk, check_db, over_the_cap
from sceptic.eutils_server.fields import tag_named
from sceptic.eutils_server.history import ResultSet
from sceptic.eutils_server.translation import translated
from sceptic.library.explain import mapped_for
from sceptic.library.fields import field_named
from sceptic.library.filters import dated
from sceptic.library.index import Order
from sceptic.library.query import (
    DEEPEST,
    And,
    Earlier,
    Node,
    Not,
    Or,
    Range,
    Term,
    all_of,
    extent_of,
    leaves,
    parse,
    rewritten,
)
from sceptic.render.xml_elements import around, element, text_element

_DEFAULT_RETMAX = 20
_MOST_TERMS_LOOKED_UP = 40
"""Terms of a query that are each looked up to tell which of them are not found at all."""

_MOST_NODES = 20_000
"""Nodes of a search that is put together from earlier ones."""

_DATE_FIELDS = {"pdat": "dp", "edat": "edat", "mdat": "lr", "crdt": "crdt"}
_ORDERS = {"": Order.NEWEST, "relevance": Order.RELEVANCE, "pub_date": Order.PUBLISHED}
_SORT_KEYS: dict[str, Callable[[Record], str]] = {
    "author": lambda r: r.authors[0].cited.lower() if r.authors else "\uffff",
    "journalname": lambda r: (r.journal_abbreviation or r.journal or r.book_title).lower(),
}
_SORT_NAMES = {
    "pub date": "pub_date", "pub+date": "pub_date", "pubdate": "pub_date",
    "most recent": "", "most+recent": "", "date_desc": "", "first author": "author",
    "first+author": "author", "journal": "journalname",
}  # fmt: skip


@dataclass(slots=True)
class _Found:
    """An answer in the making: ``became`` pairs the words of a query with what they were read as,
    ``notes`` become ``OutputMessage``.
    """

    total: int = 0
    start: int = 0
    pmids: tuple[int, ...] = ()
    asked: Node | None = None
    became: tuple[tuple[str, str], ...] = ()
    translation: str = ""
    ignored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    web_env: str = ""
    key: int = 0

    @property
    def translations(self) -> tuple[tuple[str, str], ...]:
        """Only words that were read as something else."""
        read = ((words, translated(parse(became))) for words, became in self.became)
        return tuple((words, text) for words, text in read if text != f'"{words}"[All Fields]')


def answer(call: Call, desk: Desk) -> Answer:
    """The answer to ``esearch.fcgi``; what NCBI refuses comes back under HTTP 200."""
    try:
        found = _searched(call, desk)
    except RefusedError as error:
        return _refusal(call, error.message, error.status)
    except QuerySyntaxError as error:
        return _refusal(call, f"Search Backend failed: {error.message}")
    if call.text("rettype").lower() == "count":
        return _count(call, found.total)
    return _as_json(found) if call.wants_json else _as_xml(found)


def _searched(call: Call, desk: Desk) -> _Found:
    check_db(call)
    found = _Found(start=call.number("retstart", 0))
    if found.start >= desk.cap:
        raise RefusedError(over_the_cap(desk.cap))
    node = _node_of(call, desk, found)
    sort = call.text("sort").lower()
    sort = _SORT_NAMES.get(sort, sort)
    if sort not in _ORDERS and sort not in _SORT_KEYS:
        found.notes.append(f"Unknown sort schema '{call.text('sort')}' ignored")
        sort = ""
    retmax = _window(call, desk, found)
    order = _ORDERS.get(sort, Order.NEWEST)
    is_count = call.text("rettype").lower() == "count"
    limit = 0 if is_count or not retmax else found.start + retmax
    kept = ResultSet(node, 0, order)
    if sort in _SORT_KEYS and limit:
        found.total, kept.pmids = _sorted_by(node, desk, _SORT_KEYS[sort])
        found.pmids = kept.pmids[found.start : limit]
    else:
        found.total, pmids = desk.search(node, limit, order)
        found.pmids = pmids[found.start :]
    if call.text("usehistory").lower() == "y":
        kept.total = found.total
        found.web_env, found.key = desk.history.keep(kept, call.text("webenv"))
    found.missing = _missing(found, desk)
    if not found.total:
        found.notes.append("No items found.")
    return found


def _window(call: Call, desk: Desk, found: _Found) -> int:
    """``retmax`` within what can be reached; NCBI shortens it with no more than a note."""
    asked = call.number("retmax", _DEFAULT_RETMAX)
    allowed = min(asked, desk.cap - found.start)
    if allowed < asked <= desk.cap:
        found.notes.append(
            f"Restrictions achieved. start and count adjusted to {found.start}, {allowed}"
        )
    return allowed


def _sorted_by(node: Node, desk: Desk, key: Callable[[Record], str]) -> tuple[int, tuple[int, ...]]:
    """The reachable records by a text; equal ones keep their order, newest first."""
    total, pmids = desk.search(node, desk.cap, Order.NEWEST)
    ordered = sorted(desk.records(pmids), key=key)
    return total, tuple(int(r.pmid) for r in ordered if r.pmid is not None)


# --- the query --------------------------------------------------------------------------------


def _node_of(call: Call, desk: Desk, found: _Found) -> Node:
    """The query to search, every part resolved; how it was read goes into ``found``."""
    term = call.text("term")
    if len(term) > LONGEST_TERM:
        raise RefusedError("Search Backend failed: the term is too long", status=400)
    asked: list[Node] = []
    if call.text("query_key"):
        asked.append(Earlier(call.number("query_key", 0)))
    if term:
        asked.append(_limited(parse(term), call))
    if not asked:
        raise RefusedError("Empty term and query_key - nothing todo")
    asked += _dates(call, desk.today(), found)
    whole = dated(all_of(*asked), desk.today())
    found.asked = whole
    return _resolved(_mapped(whole, desk, found), call, desk)


def _limited(node: Node, call: Call) -> Node:
    """``field`` applies to every term that has no tag of its own."""
    name = call.text("field")
    if not name:
        return node
    tag = tag_named(name) or field_named(name)
    if tag is None:
        raise RefusedError(f"Search Backend failed: unknown field {name}")

    def tagged(leaf: Node) -> Node:
        if not isinstance(leaf, Term) or leaf.field:
            return leaf
        return Term(leaf.text, tag, phrase=leaf.phrase, truncated=leaf.truncated)

    return rewritten(node, tagged)


def _dates(call: Call, today: dt.date, found: _Found) -> list[Node]:
    """``reldate``, or ``mindate`` and ``maxdate`` together, of the kind ``datetype`` names."""
    kind = call.text("datetype", "pdat").lower()
    tag = _DATE_FIELDS.get(kind)
    if tag is None:
        raise RefusedError(f"Search Backend failed: unknown datetype {kind}")
    low, high = call.text("mindate"), call.text("maxdate")
    if low and high:
        return [Range(low, high, tag)]
    if low or high:
        found.notes.append("mindate and maxdate must be used together: ignored")
    days = call.number("reldate", 0)
    if not days:
        return []
    first = today - dt.timedelta(days=min(days, today.toordinal() - 1))
    return [Range(f"{first:%Y/%m/%d}", f"{today:%Y/%m/%d}", tag)]


def _mapped(node: Node, desk: Desk, found: _Found) -> Node:
    """What term mapping makes of the query."""
    mapped = mapped_for(node, desk.library)
    found.translation = translated(mapped.node)
    found.became = tuple((t.words, t.became) for t in mapped.translations)
    found.ignored = mapped.ignored
    found.notes += mapped.notes
    return mapped.node


def _resolved(node: Node, call: Call, desk: Desk) -> Node:
    """Earlier searches by number put in their places."""
    if not any(isinstance(leaf, Earlier) for leaf in leaves(node)):
        return node
    web_env = call.text("webenv")

    def put_in(leaf: Node) -> Node:
        return desk.history.found(web_env, leaf.number).node if isinstance(leaf, Earlier) else leaf

    whole = rewritten(node, put_in)
    depth, count = extent_of(whole)
    if depth > DEEPEST or count > _MOST_NODES:
        raise RefusedError("Search Backend failed: the combined search is too large")
    return whole


def _missing(found: _Found, desk: Desk) -> tuple[str, ...]:
    """Terms that no record has: those with a tag as written, the others as they were read.

    Where all parts of a query have to be there and something was found, none is missing.
    """
    assert found.asked is not None
    if found.total and not _has_choice(found.asked):
        return ()
    terms = [n for n in leaves(found.asked) if isinstance(n, Term) and not n.truncated]
    tagged = [(f"{t.text}[{t.field}]", t) for t in terms if t.field not in ("", "pmid")]
    read = [(words, parse(became)) for words, became in found.became]
    if len(tagged) + len(read) > _MOST_TERMS_LOOKED_UP:
        return ()
    absent = [name for name, term in (*tagged, *read) if not desk.library.count(term)]
    return tuple(dict.fromkeys(absent))


def _has_choice(node: Node) -> bool:
    if isinstance(node, And):
        return any(map(_has_choice, node.nodes))
    return isinstance(node, Or | Not)


# --- the answer -------------------------------------------------------------------------------


def _refusal(call: Call, message: str, status: int = 200) -> Answer:
    if call.wants_json:
        return json_answer("esearch", {"esearchresult": {"ERROR": message}}, status=status)
    return xml_answer("eSearchResult", error_element(message), status=status)


def _count(call: Call, total: int) -> Answer:
    if call.wants_json:
        return json_answer("esearch", {"esearchresult": {"count": str(total)}})
    return xml_answer("eSearchResult", text_element("Count", str(total)))


def _as_json(found: _Found) -> Answer:
    result: dict[str, Any] = {
        "count": str(found.total),
        "retmax": str(len(found.pmids)),
        "retstart": str(found.start),
    }
    if found.key:
        result |= {"querykey": str(found.key), "webenv": found.web_env}
    result["idlist"] = [str(n) for n in found.pmids]
    result["translationset"] = [{"from": a, "to": b} for a, b in found.translations]
    result["querytranslation"] = found.translation
    if found.missing:
        result["errorlist"] = {"phrasesnotfound": list(found.missing), "fieldsnotfound": []}
    if found.ignored or found.notes:
        result["warninglist"] = {
            "phrasesignored": list(found.ignored),
            "quotedphrasesnotfound": [],
            "outputmessages": found.notes,
        }
    return json_answer("esearch", {"esearchresult": result})


def _as_xml(found: _Found) -> Answer:
    translations = (
        element("Translation", text_element("From", a) + text_element("To", b))
        for a, b in found.translations
    )
    parts = [
        text_element("Count", str(found.total)),
        text_element("RetMax", str(len(found.pmids))),
        text_element("RetStart", str(found.start)),
    ]
    if found.key:
        parts.append(text_element("QueryKey", str(found.key)))
        parts.append(text_element("WebEnv", found.web_env))
    ids = "\n".join(_each("Id", map(str, found.pmids)))
    parts.append(element("IdList", f"\n{ids}\n" if ids else ""))
    parts.append(element("TranslationSet", translations))
    parts.append(text_element("QueryTranslation", found.translation))
    parts.append(around("ErrorList", _each("PhraseNotFound", found.missing)))
    warnings = (*_each("PhraseIgnored", found.ignored), *_each("OutputMessage", found.notes))
    parts.append(around("WarningList", warnings))
    return xml_answer("eSearchResult", "".join(parts))


def _each(tag: str, texts: Iterable[str]) -> list[str]:
    return [text_element(tag, text) for text in texts]
