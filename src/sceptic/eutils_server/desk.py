"""What every utility works with: the library, the history, and which records are meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sceptic.domain.record import Record
from sceptic.eutils_server.call import Call, RefusedError, pmids
from sceptic.eutils_server.history import History, ResultSet
from sceptic.library.collection import Library
from sceptic.library.index import Order
from sceptic.library.query import Node, Term

CAP = 9_999
"""Records of one search that can be reached, as at NCBI."""


@dataclass(frozen=True, slots=True)
class Desk:
    """``today`` ends relative dates; ``cap`` is how many records of a search can be reached."""

    library: Library
    history: History
    today: Callable[[], dt.date]
    cap: int = CAP

    def records(self, numbers: Iterable[int]) -> tuple[Record, ...]:
        """In the order asked for; what the library does not hold is left out."""
        return self.library.records(f"pmid:{n}" for n in numbers)

    def search(self, node: Node, limit: int, order: Order) -> tuple[int, tuple[int, ...]]:
        """The exact total, and the first PMIDs. Records outside PubMed have none."""
        hits = self.library.search(node, limit=limit, order=order)
        numbers = (h.record_id.removeprefix("pmid:") for h in hits.hits)
        return hits.total, tuple(int(n) for n in numbers if n.isdecimal())

    def members(self, one: ResultSet) -> tuple[int, ...]:
        """The PMIDs of a set, as many as can be reached, in its order."""
        if one.pmids is None:
            _, one.pmids = self.search(one.node, self.cap, one.order)
        return one.pmids


def check_db(call: Call, name: str = "db") -> None:
    """This server has PubMed alone; where no database is named, it is meant.

    Raises:
        RefusedError: another database.

    """
    given = call.text(name, "pubmed")
    if given.lower() != "pubmed":
        raise RefusedError(f"Invalid db name specified: {given}")


def page_of(numbers: tuple[int, ...], call: Call, most: int) -> tuple[int, ...]:
    """The window that ``retstart`` and ``retmax`` cut out."""
    start = call.number("retstart", 0)
    return numbers[start : start + min(call.number("retmax", most), most)]


def wanted(call: Call, desk: Desk, *, most: int) -> tuple[int, ...]:
    """The PMIDs a call is about: named by ``id``, or a set of the history, and its window.

    Raises:
        RefusedError: no identifier, or an unknown set.

    """
    if call.text("query_key"):
        return _from_history(call, desk, most)
    numbers, _ = pmids(call.ids())
    if not numbers:
        raise RefusedError("ID list is empty! Possibly it has no correct IDs.", status=400)
    return page_of(numbers, call, most) if call.text("retstart") else numbers


def _from_history(call: Call, desk: Desk, most: int) -> tuple[int, ...]:
    found = desk.history.found(call.text("webenv"), call.number("query_key", 0))
    start = call.number("retstart", 0)
    if found.total > desk.cap and start >= desk.cap:
        raise RefusedError(over_the_cap(desk.cap), status=400)
    return page_of(desk.members(found), call, most)


def over_the_cap(cap: int) -> str:
    """NCBI's words for a page that lies behind the records that can be reached."""
    return (
        f"Search Backend failed: Exception:\n'retstart' cannot be larger than {cap - 1}. For"
        f" PubMed, ESearch can only retrieve the first {cap:,} records matching the query. To"
        f" obtain more than {cap:,} PubMed records, consider using EDirect that contains"
        " additional logic to batch PubMed search results automatically so that an arbitrary"
        " number can be retrieved. For details see https://www.ncbi.nlm.nih.gov/books/NBK25499/"
    )


def these(numbers: Iterable[int]) -> Node:
    """The query that finds exactly these PMIDs."""
    return Term(" ".join(str(n) for n in numbers) or "0", "pmid")
