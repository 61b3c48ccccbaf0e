"""Every identifier of a search, also where PubMed names only the first 9,999.

Above the cap the search is divided by identifier, after EDirect: the matches between two PMIDs are
counted, none ends the branch, few enough are listed, more are halved. The upper end is the highest
of the newest 1,000 PMIDs (books apart, which are put in front) and 1,000 more, since late records
have low ones. The sum is held against the total.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sceptic.domain.record import Pmid
from sceptic.sources.eutils_parse import Failure, Fault, Found

NEWEST = "all[sb] NOT pubmed books[sb]"
_LATE = 1_000


class Searches(Protocol):
    """What is needed of a client; ``eutils.Eutils`` is one. It names ``cap`` hits of a search."""

    @property
    def cap(self) -> int: ...
    def fetch_count(self, term: str) -> int | Failure: ...
    def fetch_search(
        self,
        term: str,
        *,
        limit: int,
        start: int = 0,
        sort: str = "relevance",
        within: float | None = None,
    ) -> Found | Failure: ...


@dataclass(frozen=True, slots=True)
class AllIds:
    """The identifiers, ascending where they were divided, else in PubMed's order.

    ``is_whole`` is false where their number is not the total: records came or went meanwhile, or
    the service did not name them all.
    """

    total: int
    ids: tuple[Pmid, ...]

    @property
    def is_whole(self) -> bool:
        return len(self.ids) == self.total


def fetch_all_ids(client: Searches, term: str, window: int | None = None) -> AllIds | Failure:
    """Every match of a search.

    Args:
        window: most identifiers asked for at a time; the cap by default.
    """
    total = client.fetch_count(term)
    if isinstance(total, Failure):
        return total
    if total <= client.cap:
        ids = _listed(client, term, total, window)
        return ids if isinstance(ids, Failure) else AllIds(total, ids)
    top = _top(client)
    if isinstance(top, Failure):
        return top
    found = _divided(client, term, top, window)
    return found if isinstance(found, Failure) else AllIds(total, tuple(sorted(set(found))))


def _listed(
    client: Searches, term: str, total: int, window: int | None
) -> tuple[Pmid, ...] | Failure:
    """The matches window by window; they never cross the cap."""
    size = window or client.cap
    ids: dict[Pmid, None] = {}
    for start in range(0, total, size):
        page = client.fetch_search(term, limit=min(size, total - start), start=start)
        if isinstance(page, Failure):
            return page
        ids.update(dict.fromkeys(page.ids))
    return tuple(ids)


def _top(client: Searches) -> int | Failure:
    own_order = ""  # the latest to come in, first
    newest = client.fetch_search(NEWEST, limit=min(1_000, client.cap), sort=own_order)
    if isinstance(newest, Failure):
        return newest
    if not newest.ids:
        return Failure(Fault.UNREADABLE, "the newest records could not be listed")
    return max(newest.ids) + _LATE


def _divided(
    client: Searches, term: str, top: int, window: int | None
) -> tuple[Pmid, ...] | Failure:
    found: list[Pmid] = []
    spans = [(1, top)]
    while spans:
        low, high = spans.pop()
        part = f"({term}) AND {low}:{high}[UID]"
        count = client.fetch_count(part)
        if isinstance(count, Failure):
            return count
        if count > client.cap and low < high:
            middle = (low + high) // 2
            spans += [(middle + 1, high), (low, middle)]
        elif count:
            ids = _listed(client, part, count, window)
            if isinstance(ids, Failure):
                return ids
            found.extend(ids)
    return tuple(found)
