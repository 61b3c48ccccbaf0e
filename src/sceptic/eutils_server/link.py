"""ELink: from a record to others: alike by text, cited, commented on, corrected; and to PMC."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sceptic.domain.record import Record
from sceptic.errors import QuerySyntaxError
from sceptic.eutils_server.answers import Answer, error_element, json_answer, xml_answer
from sceptic.eutils_server.call import MOST_IDS, Call, RefusedError, pmids
from sceptic.eutils_server.desk import Desk, check_db, these, wanted
from sceptic.eutils_server.history import ResultSet
from sceptic.library.index import Order
from sceptic.library.links import cited_by, comments_of, corrections_of
from sceptic.library.query import And, parse
from sceptic.library.similar import similar_to
from sceptic.render.xml_elements import element, text_element

_MOST_ALIKE = 100
_FIVE = 5
_SCORE_UNIT = 1_000_000
_MOST_RECORDS = 200
"""Records that one call may ask the links of."""

LINKS = {
    "pubmed_pubmed": ("pubmed", "Similar articles", "Records alike by their words"),
    "pubmed_pubmed_five": ("pubmed", "Similar articles: five", "The five most alike"),
    "pubmed_pubmed_reviews": ("pubmed", "Similar reviews", "Reviews alike by their words"),
    "pubmed_pubmed_refs": ("pubmed", "References", "Literature that the record cites"),
    "pubmed_pubmed_comments": ("pubmed", "Comments", "Comments on it, and what it comments on"),
    "pubmed_pubmed_corrections": (
        "pubmed",
        "Corrections",
        "Retractions, concerns, errata and republications, in either direction",
    ),
    "pubmed_pmc": ("pmc", "PMC", "The record's full text in PubMed Central"),
}
"""Link name -> database, menu entry and meaning. The comments and corrections are ours alone."""

_COMMANDS = ("neighbor", "neighbor_score", "neighbor_history", "acheck", "ncheck")

_Scored = tuple[tuple[int, int], ...]
"""PMIDs with a score; 0 where the link has none."""


@dataclass(frozen=True, slots=True)
class _LinkSet:
    """The links of one group of records, by link name; empty ones are left out."""

    pmids: tuple[int, ...]
    links: tuple[tuple[str, _Scored], ...]


def answer(call: Call, desk: Desk) -> Answer:
    """The answer to ``elink.fcgi``."""
    try:
        return _answered(call, desk)
    except RefusedError as error:
        return _refusal(call, error.message, error.status)
    except QuerySyntaxError as error:
        return _refusal(call, f"Search Backend failed: {error.message}")


def _answered(call: Call, desk: Desk) -> Answer:
    check_db(call, "dbfrom")
    command = call.text("cmd", "neighbor").lower()
    if command not in _COMMANDS:
        raise RefusedError(f"Command '{command}' is not supported by this server", status=400)
    names = _names(call)
    groups = _groups(call, desk)
    if command in ("acheck", "ncheck"):
        singles = [(number,) for group in groups for number in group]
        return _checked([_linked(one, names, call, desk) for one in singles], command)
    sets = [_linked(group, names, call, desk) for group in groups]
    if command == "neighbor_history":
        return _kept(sets, call, desk)
    scored = command == "neighbor_score"
    return _as_json(sets, scored=scored) if call.wants_json else _as_xml(sets, scored=scored)


def _names(call: Call) -> tuple[str, ...]:
    """The link names that are asked for: those of the database, or the one named."""
    target = call.text("db", "pubmed").lower()
    asked = call.text("linkname")
    if asked:
        wanted_names = tuple(asked.replace(",", " ").split())
        return tuple(n for n in wanted_names if n in LINKS)
    return tuple(name for name, (db, _, _) in LINKS.items() if db == target)


def _groups(call: Call, desk: Desk) -> list[tuple[int, ...]]:
    """Each ``id`` parameter is a group of its own; a set of the history is one group."""
    if call.text("query_key"):
        groups = [wanted(call, desk, most=MOST_IDS)]
    else:
        groups = [numbers for group in call.id_groups() if (numbers := pmids(group)[0])]
    if not groups or not any(groups):
        raise RefusedError("Empty id list - nothing todo", status=400)
    if sum(map(len, groups)) > _MOST_RECORDS:
        raise RefusedError(
            f"Too many UIDs in request. Maximum number of UIDs is {_MOST_RECORDS}.", status=400
        )
    return groups


def _linked(group: tuple[int, ...], names: tuple[str, ...], call: Call, desk: Desk) -> _LinkSet:
    """The links of a group together; a link of several records counts once, at its best score."""
    merged: dict[str, dict[int, int]] = {name: {} for name in names}
    for record in desk.records(group):
        for name, links in _links_of(record, names, desk):
            into = merged[name]
            for number, score in links:
                into[number] = max(score, into.get(number, 0))
    limited = ((name, _limited(tuple(found.items()), call, desk)) for name, found in merged.items())
    return _LinkSet(group, tuple((name, links) for name, links in limited if links))


def _limited(links: _Scored, call: Call, desk: Desk) -> _Scored:
    """``term`` keeps the links that it finds."""
    term = call.text("term")
    if not term or not links:
        return links
    node = And((these(number for number, _ in links), parse(term)))
    _, kept = desk.search(node, len(links), Order.NEWEST)
    return tuple(link for link in links if link[0] in set(kept))


def _links_of(record: Record, names: tuple[str, ...], desk: Desk) -> Iterable[tuple[str, _Scored]]:
    plain: dict[str, Callable[[Record], tuple[int, ...]]] = {
        "pubmed_pubmed_refs": cited_by,
        "pubmed_pubmed_comments": comments_of,
        "pubmed_pubmed_corrections": corrections_of,
        "pubmed_pmc": _pmc,
    }
    by_text = [n for n in names if n not in plain]
    if by_text:
        alike, reviews = _alike(record, desk)
        texts = {
            "pubmed_pubmed": alike,
            "pubmed_pubmed_five": alike[: _FIVE + 1],
            "pubmed_pubmed_reviews": reviews,
        }
        yield from ((name, texts[name]) for name in by_text)
    for name in names:
        if name in plain:
            yield name, tuple((number, 0) for number in plain[name](record))


def _pmc(record: Record) -> tuple[int, ...]:
    number = record.pmcid.upper().removeprefix("PMC").partition(".")[0]
    return (int(number),) if number.isdecimal() else ()


def _alike(record: Record, desk: Desk) -> tuple[_Scored, _Scored]:
    """The records most alike, the record itself first as at NCBI; and the reviews among them."""
    found = similar_to(record, desk.library, limit=_MOST_ALIKE)
    scores = {n.record_id: round(n.score * _SCORE_UNIT) for n in found}
    others = [r for r in desk.library.records(scores) if r.pmid is not None]
    links = [(int(r.pmid or 0), scores[r.id]) for r in others]
    reviews = [(int(r.pmid or 0), scores[r.id]) for r in others if "Review" in r.publication_types]
    itself = (int(record.pmid or 0), max(scores.values(), default=0) + _SCORE_UNIT)
    return (itself, *links), tuple(reviews)


# --- the answer -------------------------------------------------------------------------------


def _refusal(call: Call, message: str, status: int = 200) -> Answer:
    if call.wants_json:
        return json_answer("elink", {"ERROR": message}, status=status)
    return xml_answer("eLinkResult", error_element(message), status=status)


def _as_json(sets: list[_LinkSet], *, scored: bool) -> Answer:
    found = []
    for one in sets:
        dbs = [
            {
                "dbto": LINKS[name][0],
                "linkname": name,
                "links": [
                    {"id": str(n), "score": score} if scored else str(n) for n, score in links
                ],
            }
            for name, links in one.links
        ]
        entry: dict[str, Any] = {"dbfrom": "pubmed", "ids": [str(n) for n in one.pmids]}
        found.append(entry | ({"linksetdbs": dbs} if dbs else {}))
    return json_answer("elink", {"linksets": found})


def _as_xml(sets: list[_LinkSet], *, scored: bool) -> Answer:
    return xml_answer("eLinkResult", "".join(_link_set(one, scored=scored) for one in sets))


def _link_set(one: _LinkSet, *, scored: bool) -> str:
    parts = [_head(one)]
    for name, links in one.links:
        inside = text_element("DbTo", LINKS[name][0]) + text_element("LinkName", name)
        parts.append(element("LinkSetDb", inside + "".join(_link(x, scored=scored) for x in links)))
    return element("LinkSet", parts)


def _head(one: _LinkSet) -> str:
    ids = (text_element("Id", str(n)) for n in one.pmids)
    return text_element("DbFrom", "pubmed") + element("IdList", ids)


def _link(link: tuple[int, int], *, scored: bool) -> str:
    number, score = link
    inside = text_element("Id", str(number))
    return element("Link", inside + (text_element("Score", str(score)) if scored else ""))


def _kept(sets: list[_LinkSet], call: Call, desk: Desk) -> Answer:
    """``neighbor_history``: the links of each name kept as a set of the history."""
    web_env = call.text("webenv")
    written = []
    for one in sets:
        parts = [_head(one)]
        for name, links in one.links:
            numbers = tuple(number for number, _ in links)
            kept = ResultSet(these(numbers), len(numbers), pmids=numbers)
            web_env, key = desk.history.keep(kept, web_env)
            inside = text_element("DbTo", LINKS[name][0]) + text_element("LinkName", name)
            parts.append(element("LinkSetDbHistory", inside + text_element("QueryKey", str(key))))
        written.append(element("LinkSet", [*parts, text_element("WebEnv", web_env)]))
    return xml_answer("eLinkResult", "".join(written))


def _checked(sets: list[_LinkSet], command: str) -> Answer:
    """``acheck``: which links each record has; ``ncheck``: whether it has any like it."""
    written = []
    for one in sets:
        if command == "ncheck":
            has = "Y" if any(name == "pubmed_pubmed" for name, _ in one.links) else "N"
            ids = [text_element("Id", str(n), HasNeighbor=has) for n in one.pmids]
        else:
            infos = "".join(_link_info(name) for name, _ in one.links)
            ids = [element("IdLinkSet", text_element("Id", str(n)) + infos) for n in one.pmids]
        inside = text_element("DbFrom", "pubmed") + element("IdCheckList", ids)
        written.append(element("LinkSet", inside))
    return xml_answer("eLinkResult", "".join(written))


def _link_info(name: str) -> str:
    target, menu, _ = LINKS[name]
    parts = (("DbTo", target), ("LinkName", name), ("MenuTag", menu), ("Priority", "128"))
    return element("LinkInfo", (text_element(tag, text) for tag, text in parts))
