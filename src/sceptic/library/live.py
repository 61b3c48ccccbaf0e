"""PubMed itself as a library, alone or beside one on this machine.

It satisfies the ``Library`` protocol and never raises for what a network does: what could not be
asked, found or fetched becomes a ``Gap``, so that a broken search is not taken for an empty one.
A search beside a library gives what either finds; records that the library holds are used as they
stand there, the others are fetched and kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from sceptic.domain.brief import Gap, LibrarySnapshot, LiveSearch
from sceptic.domain.evidence import Study
from sceptic.domain.record import Pmid, Record
from sceptic.errors import LibraryError, QuerySyntaxError
from sceptic.library import live_gaps
from sceptic.library.collection import DiskLibrary, Library
from sceptic.library.index import CountedBy, Hit, Hits, Order, latest_years
from sceptic.library.query import And, Node, Or, Range, printed
from sceptic.library.shelf import Shelf
from sceptic.sources.eutils_all import Searches, fetch_all_ids
from sceptic.sources.eutils_parse import Failure, Fault, Fetched, Found, Info

NAME = "PubMed"
READ_FOR_YEARS = 200
"""Up to so many hits, their years are read from the records; above, PubMed counts each year."""

_PATIENCE = 2.0
_FIRST_YEAR = 1780
"""PubMed's oldest records are of the 1780s."""
_RELEVANCE = "relevance"
_SORTS = {Order.RELEVANCE: _RELEVANCE, Order.PUBLISHED: "pub_date", Order.NEWEST: "pub_date"}
_PART = 2
_NO_ITEMS = ("message", "No items found.")
"""Said beside a count of 0, which says it already."""
_EVERYTHING = "all[sb]"


class Source(Searches, Protocol):
    """What is needed of a client; ``sources.eutils.Eutils`` is one."""

    def begin(self) -> None: ...
    def fetch_records(self, pmids: Iterable[Pmid]) -> Fetched | Failure: ...
    def fetch_info(self, within: float | None = None) -> Info | Failure: ...


class LiveLibrary:
    """One question's view of PubMed; ``session`` makes the next one's.

    Args:
        source: the client.
        shelf: where records and answers are kept.
        local: the library that is searched first; ``None`` to ask PubMed alone.
    """

    def __init__(self, source: Source, shelf: Shelf, local: Library | None = None) -> None:
        self._source = source
        self._shelf = shelf
        self._local = local
        self._depth = 0
        self._is_silent = False
        self._was_probed = False
        self._was_reached = False
        self._answers: dict[tuple[str, str], tuple[int, Found]] = {}
        self._records: dict[Pmid, Record] = {}
        self._searches: dict[str, LiveSearch] = {}
        self._gaps: dict[str, Gap] = {}

    @property
    def folder(self) -> Path:
        """Where its records are kept, and what was loaded beside them."""
        return self._shelf.folder

    def session(self) -> LiveLibrary:
        """The same library for another question: its gaps and searches are its own.

        The session of a session is for a part of its question: a PubMed that gave no answer is not
        asked for the parts, and many hits of a part are not counted year by year.
        """
        self._source.begin()
        if isinstance(self._local, DiskLibrary):
            self._local.refresh()
        new = LiveLibrary(self._source, self._shelf, self._local)
        new._depth = self._depth + 1
        new._was_probed = self._was_probed
        if self._is_silent:
            new._is_silent = True
            new._gaps = {key: gap for key, gap in self._gaps.items() if gap.is_failure}
        return new

    def gaps(self) -> tuple[Gap, ...]:
        """What went wrong so far, in the order in which it did."""
        return tuple(self._gaps.values())

    def searches(self) -> tuple[LiveSearch, ...]:
        """What PubMed was asked and answered so far."""
        return tuple(self._searches.values())

    # -------------------------------------------------------------- records

    @property
    def ids(self) -> Iterator[str]:
        """Of the library beside; nobody lists all of PubMed."""
        return self._local.ids if self._local is not None else iter(())

    def records(self, ids: Iterable[str]) -> tuple[Record, ...]:
        asked = tuple(ids)
        held = {r.id: r for r in self._local.records(asked)} if self._local is not None else {}
        pmids = [_pmid(one) for one in asked if one not in held and one.startswith("pmid:")]
        held |= {f"pmid:{one}": record for one, record in self._fetched(pmids).items()}
        return tuple(held[one] for one in asked if one in held)

    def studies(self, ids: Iterable[str]) -> tuple[Study, ...]:
        return self._local.studies(ids) if self._local is not None else ()

    def snapshot(self) -> LibrarySnapshot:
        """PubMed as it was asked; the library beside alone where PubMed gave no answer at all."""
        local = self._local.snapshot() if self._local is not None else None
        if not self._was_reached and local is not None:
            return local
        info = self._info() if self._was_reached else None
        is_whole = self._was_reached and not any(gap.is_failure for gap in self._gaps.values())
        return LibrarySnapshot(
            name=f"{local.name} and {NAME}" if local else NAME,
            records=max(info.records if info else 0, local.records if local else 0),
            newest=info.updated if info else None,
            digest=self._digest(local),
            is_starter=False,
            is_complete=is_whole,
            is_live=True,
        )

    def _digest(self, local: LibrarySnapshot | None) -> str:
        """Of what PubMed answered and of the library beside: equal answers, equal digest."""
        digest = hashlib.sha256(local.digest.encode() if local else b"")
        for (query, sort), (limit, found) in sorted(self._answers.items()):
            digest.update(f"{query}\n{sort}\n{limit}\n{found.total}\n{found.ids}\n".encode())
        return digest.hexdigest()[:32]

    # -------------------------------------------------------------- the Index protocol

    def search(
        self,
        node: Node,
        *,
        limit: int,
        until: dt.date | None = None,
        order: Order = Order.RELEVANCE,
    ) -> Hits:
        held = Hits(0, ())
        if self._local is not None:
            held = self._local.search(node, limit=limit, until=until, order=order)
        found = self._asked(_until(node, until), min(limit, self._source.cap), _SORTS[order])
        if found is None:
            return held
        ids = found.ids
        if limit > self._source.cap < found.total:
            ids = (*ids, *self._beyond(_until(node, until), found)[: limit - len(ids)])
        named = self._known(ids, until)
        scores = {hit.record_id: hit for hit in held.hits}
        hits = {**scores, **{one: scores.get(one) or Hit(one, 0.0) for one in named}}
        total = max(held.total, found.total, len(hits))
        return Hits(total, tuple(hits.values()))

    def _beyond(self, node: Node, first: Found) -> tuple[Pmid, ...]:
        """The hits that PubMed does not name in its order, the newest first."""
        if not self._is_there():
            return ()
        every = fetch_all_ids(self._source, printed(node))
        if isinstance(every, Failure):
            self._failed(every)
            return ()
        if not every.is_whole:
            self._add(live_gaps.not_named(every.total, len(every.ids)))
        known = set(first.ids)
        return tuple(one for one in reversed(every.ids) if one not in known)

    def count(self, node: Node, *, until: dt.date | None = None) -> int:
        """All matches; beside a library, those that either has, each once.

        Beyond PubMed's cap it names no more: then the larger of the two numbers.
        """
        found = self._asked(_until(node, until), self._named)
        if self._local is None:
            return found.total if found else 0
        held = self._local.search(node, limit=self._named, until=until)
        if found is None:
            return held.total
        if len(found.ids) < found.total:
            return max(found.total, held.total)
        return len({f"pmid:{one}" for one in found.ids} | {hit.record_id for hit in held.hits})

    def counts_by_year(
        self, node: Node, *, until: dt.date | None = None
    ) -> tuple[tuple[int, int], ...]:
        """Years of the records where they are few, else PubMed's own counts of each year.

        PubMed counts a record under its electronic and its print year. Where the library beside
        finds more than PubMed, its own counts.
        """
        found = self._asked(_until(node, until), self._named)
        if found is None:
            local = self._local
            return local.counts_by_year(node, until=until) if local is not None else ()
        held = Hits(0, ())
        if self._local is not None:
            held = self._local.search(node, limit=READ_FOR_YEARS, until=until)
        if self._local is not None and held.total > max(READ_FOR_YEARS, found.total):
            return self._local.counts_by_year(node, until=until)
        if found.total > READ_FOR_YEARS:
            return self._years_counted(node, until) if self._depth < _PART else ()
        ids = [*(f"pmid:{one}" for one in found.ids), *(hit.record_id for hit in held.hits)]
        records = self.records(dict.fromkeys(ids))
        return tuple(sorted(Counter(r.year for r in records if r.year is not None).items()))

    def counts_by(
        self, node: Node, by: CountedBy, *, until: dt.date | None = None, limit: int = 1000
    ) -> tuple[tuple[str, int], ...]:
        if by != "year":
            raise QuerySyntaxError(f"PubMed does not count by {by}", column=1)
        return latest_years(self.counts_by_year(node, until=until), limit)

    def undated(self, node: Node) -> int:
        """PubMed dates every record; the library beside may not."""
        return self._local.undated(node) if self._local is not None else 0

    @property
    def _named(self) -> int:
        """Hits that are named when all are counted: enough for what is done with them."""
        return READ_FOR_YEARS if self._local is None else self._source.cap

    def _years_counted(self, node: Node, until: dt.date | None) -> tuple[tuple[int, int], ...]:
        last = (until or self._shelf.today).year
        counts: dict[int, int] = {}
        for year in range(last + (0 if until else 1), _FIRST_YEAR - 1, -1):
            if year % 10 == 9 and self._in_years(node, until, _FIRST_YEAR, year) == 0:
                break
            count = self._in_years(node, until, year, year)
            if count is None:
                self._add(live_gaps.years_missing())
                return ()
            if count:
                counts[year] = count
        return tuple(sorted(counts.items()))

    def _in_years(self, node: Node, until: dt.date | None, first: int, last: int) -> int | None:
        within = And((node, Range(str(first), str(last), "dp")))
        found = self._asked(_until(within, until), 0, is_noted=False)
        return None if found is None else found.total

    # -------------------------------------------------------------- asking

    def _asked(
        self, node: Node, limit: int, sort: str = _RELEVANCE, *, is_noted: bool = True
    ) -> Found | None:
        """PubMed's answer, of this session, of today or from the network; ``None`` if it failed."""
        query = printed(node)
        known = self._answers.get((query, sort))
        if known is not None and (known[0] >= limit or len(known[1].ids) == known[1].total):
            found = known[1]
            return replace(found, ids=found.ids[:limit])
        fresh = self._shelf.answer(query, limit) if sort == _RELEVANCE else None
        found_now = fresh or self._from_network(query, limit, sort)
        if found_now is None:
            return None
        self._was_reached = True
        self._answers[query, sort] = (limit, found_now)
        if is_noted:
            self._note(query, found_now)
        return found_now

    def _from_network(self, query: str, limit: int, sort: str) -> Found | None:
        if not self._is_there():
            return None
        result = self._source.fetch_search(query, limit=limit, sort=sort)
        if isinstance(result, Failure):
            self._failed(result)
            return None
        if not result.short and sort == _RELEVANCE:
            self._kept(lambda: self._shelf.remember(query, limit, result))
        return result

    def _is_there(self) -> bool:
        """Beside a library PubMed has two seconds for its first answer; alone it gets its tries."""
        if self._is_silent:
            return False
        if self._local is not None and not self._was_probed:
            self._was_probed = True
            info = self._source.fetch_info(within=_PATIENCE)
            if isinstance(info, Failure):
                self._failed(info)
                self._is_silent = True
                return False
            self._kept(lambda: self._shelf.remember_info(info))
        return True

    def _info(self) -> Info | None:
        known = self._shelf.info()
        if known is not None or self._is_silent:
            return known
        info = self._source.fetch_info()
        if isinstance(info, Failure):
            every = self._source.fetch_search(_EVERYTHING, limit=0)
            return None if isinstance(every, Failure) else Info(every.total, None)
        self._kept(lambda: self._shelf.remember_info(info))
        return info

    def _known(self, pmids: tuple[Pmid, ...], until: dt.date | None) -> list[str]:
        """Ids of those that surely existed by the day; PubMed's own dates are less strict."""
        if until is None:
            return [f"pmid:{one}" for one in pmids]
        records = self.records(f"pmid:{one}" for one in pmids)
        self._add(live_gaps.dated_by_pubmed())
        return [r.id for r in records if r.known_since is not None and r.known_since <= until]

    def _fetched(self, pmids: Iterable[Pmid]) -> dict[Pmid, Record]:
        asked = tuple(dict.fromkeys(pmids))
        new = [one for one in asked if one not in self._records]
        self._records |= self._shelf.records(new)
        new = [one for one in new if one not in self._records]
        if new:
            self._fetch(new)
        return {one: self._records[one] for one in asked if one in self._records}

    def _fetch(self, pmids: list[Pmid]) -> None:
        result = Fetched((), tuple(pmids))
        if self._is_there():
            answer = self._source.fetch_records(pmids)
            if isinstance(answer, Failure):
                self._failed(answer)
            else:
                result = answer
        self._records |= {r.pmid: r for r in result.records if r.pmid is not None}
        self._kept(lambda: self._shelf.keep(result.records))
        if result.missing:
            self._add(live_gaps.not_fetched(len(result.missing)))

    # -------------------------------------------------------------- what is told

    def _note(self, query: str, found: Found) -> None:
        said = (each for each in found.messages if each != _NO_ITEMS)
        messages = tuple(f"{kind}: {words}" for kind, words in said)
        self._searches[query] = LiveSearch(
            source=NAME,
            address=self._shelf.address,
            date=self._shelf.today,
            query=query,
            translation=found.translation,
            found=found.total,
            taken=len(found.ids),
            messages=messages,
        )
        unknown = [words for kind, words in found.messages if kind == "field not found"]
        if unknown:
            self._add(live_gaps.unknown_fields(", ".join(unknown)))
        if found.short:
            self._add(live_gaps.not_named(len(found.ids) + found.short, len(found.ids)))

    def _failed(self, failure: Failure) -> None:
        """A search that was refused leaves the others; who gives no answer is not asked again."""
        self._is_silent = self._is_silent or failure.fault is not Fault.REFUSED
        self._add(live_gaps.failed(failure))

    def _kept(self, keep: Callable[[], None]) -> None:
        try:
            keep()
        except LibraryError as error:
            self._add(live_gaps.not_kept(error))

    def _add(self, gap: Gap) -> None:
        self._gaps.setdefault(f"{gap.code} {gap.what}", gap)


def _pmid(record_id: str) -> Pmid:
    return Pmid(int(record_id.removeprefix("pmid:")))


def _until(node: Node, until: dt.date | None) -> Node:
    """What PubMed may have known by that day: a superset, since a month is its first day there."""
    if until is None:
        return node
    last = f"{until:%Y/%m/%d}"
    return And((node, Or(tuple(Range("1000/01/01", last, field) for field in ("edat", "dp")))))
