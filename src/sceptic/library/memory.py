"""A library in memory, pure Python: for the starter facts and for records a caller brings.

Behaves as ``collection.DiskLibrary`` does; the index is built at the first search.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from sceptic.domain.brief import LibrarySnapshot
from sceptic.domain.evidence import Study
from sceptic.domain.record import Record
from sceptic.library.codec import added_up, as_digest, encoded, fingerprint
from sceptic.library.document import UNDATED, document_of, entered_on, key_of
from sceptic.library.index import CountedBy, Hit, Hits, Order, commonest, latest_years
from sceptic.library.mapping import exploded
from sceptic.library.plan import AllOf, Between, Plan, known_until, plan_of
from sceptic.library.postings import Postings
from sceptic.library.query import Node
from sceptic.library.thesaurus import NO_HEADINGS

_SCORE_DIGITS = 4


class MemoryLibrary:
    """Records, and the studies that facts give for them.

    Args:
        records: a later record of the same id replaces the earlier.
        studies: facts by ``record_id``; empty where studies are read from abstracts.
        name: what the brief calls the library.
        is_starter: true for the facts that ship with the package.

    """

    def __init__(
        self,
        records: Iterable[Record],
        studies: Iterable[Study] = (),
        *,
        name: str = "records",
        is_starter: bool | None = None,
    ) -> None:
        self._records = {record.id: record for record in records}
        self._studies = {study.record_id: study for study in studies}
        self._name = name
        self._is_starter = bool(self._studies) if is_starter is None else is_starter
        self._built: Postings | None = None
        self._snapshot: LibrarySnapshot | None = None

    # -------------------------------------------------------------- records

    @property
    def ids(self) -> Iterator[str]:
        """Every record's id, by ascending key."""
        return iter(sorted(self._records, key=key_of))

    def records(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """In the order asked for; ids that the library does not hold are left out."""
        return tuple(self._records[one] for one in ids if one in self._records)

    def studies(self, ids: Iterable[str]) -> tuple[Study, ...]:
        """In the order asked for; empty for a library of records alone."""
        return tuple(self._studies[one] for one in ids if one in self._studies)

    def snapshot(self) -> LibrarySnapshot:
        if self._snapshot is None:
            parts: list[Record | Study] = [*self._records.values(), *self._studies.values()]
            days = [day for r in self._records.values() if (day := entered_on(r))]
            self._snapshot = LibrarySnapshot(
                name=self._name,
                records=len(self._records),
                newest=max(days, default=None),
                digest=as_digest(added_up(fingerprint(encoded(part)) for part in parts)),
                is_starter=self._is_starter,
                is_complete=False,
            )
        return self._snapshot

    # -------------------------------------------------------------- the Index protocol

    def search(
        self,
        node: Node,
        *,
        limit: int,
        until: dt.date | None = None,
        order: Order = Order.RELEVANCE,
    ) -> Hits:
        """See ``index.Index``."""
        scores = self._matches(_limited(_plan(node), until))
        keys, ids = self._postings.keys, self._postings.ids
        if order is not Order.RELEVANCE:
            first = self._firsts(order)
            latest = sorted(scores, key=lambda at: (-first.get(at, 0), -keys[at]))
            return Hits(len(latest), tuple(Hit(ids[at], 0.0) for at in latest[: max(limit, 0)]))
        ranked = sorted(
            ((round(score, _SCORE_DIGITS), keys[at], ids[at]) for at, score in scores.items()),
            key=lambda hit: (-hit[0], -hit[1]),
        )
        return Hits(len(ranked), tuple(Hit(i, s) for s, _, i in ranked[: max(limit, 0)]))

    def count(self, node: Node, *, until: dt.date | None = None) -> int:
        return len(self._matches(_limited(_plan(node), until)))

    def counts_by_year(
        self, node: Node, *, until: dt.date | None = None
    ) -> tuple[tuple[int, int], ...]:
        years = self._postings.numbers.get("year", {})
        counts: dict[int, int] = {}
        for at in self._matches(_limited(_plan(node), until)):
            for year in years.get(at, ()):
                counts[year] = counts.get(year, 0) + 1
        return tuple(sorted(counts.items()))

    def counts_by(
        self, node: Node, by: CountedBy, *, until: dt.date | None = None, limit: int = 1000
    ) -> tuple[tuple[str, int], ...]:
        """See ``index.Index``."""
        if by == "year":
            return latest_years(self.counts_by_year(node, until=until), limit)
        values = self._postings.counted[by]
        matches = self._matches(_limited(_plan(node), until))
        counts = Counter(value for at in matches for value in values[at])
        return commonest(counts.items(), limit)

    def undated(self, node: Node) -> int:
        return len(self._matches(AllOf((_plan(node), Between("since", UNDATED, UNDATED)))))

    def _firsts(self, order: Order) -> dict[int, int]:
        """What to sort by before the key: the first day of publication, or nothing."""
        if order is Order.NEWEST:
            return {}
        days = self._postings.numbers.get("dp", {})
        return {at: min(found) for at, found in days.items() if found}

    @property
    def _postings(self) -> Postings:
        if self._built is None:
            self._built = Postings(
                (record.id, document_of(record)) for record in self._records.values()
            )
        return self._built

    def _matches(self, plan: Plan) -> dict[int, float]:
        return self._postings.matches(plan)


def _plan(node: Node) -> Plan:
    return plan_of(exploded(node, NO_HEADINGS))


def _limited(plan: Plan, until: dt.date | None) -> Plan:
    return plan if until is None else AllOf((plan, known_until(until)))
