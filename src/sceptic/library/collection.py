"""A library: records that can be searched and fetched. The protocol, and the one on disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from sceptic.domain.brief import LibrarySnapshot
from sceptic.domain.evidence import Study
from sceptic.domain.record import Record
from sceptic.errors import LibraryMissingError
from sceptic.library.document import UNDATED, day_of, key_of
from sceptic.library.engine import DiskIndex
from sceptic.library.index import CountedBy, Hit, Hits, Index, Order, commonest, latest_years
from sceptic.library.mapping import Mapped, exploded, mapped
from sceptic.library.plan import AllOf, Between, Plan, known_until, plan_of
from sceptic.library.query import Node
from sceptic.library.store import Store
from sceptic.library.thesaurus import FILE as MESH
from sceptic.library.thesaurus import NO_HEADINGS, DiskThesaurus, shipped_thesaurus
from sceptic.library.writer import INDEX


class Library(Index, Protocol):
    """Searches, and gives the records and the studies that facts tell of them."""

    @property
    def ids(self) -> Iterator[str]:
        """Every record's id, by ascending key."""

    def records(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """In the order asked for; ids that the library does not hold are left out."""

    def studies(self, ids: Iterable[str]) -> tuple[Study, ...]:
        """Studies given as facts, in the order asked for; none for a library of records alone."""

    def snapshot(self) -> LibrarySnapshot:
        """Which library this is, down to the digest of its content."""


class DiskLibrary:
    """A library folder: ``records.sqlite3`` and ``index/``. Readers never lock it.

    It shows the state of the moment it was opened, until ``refresh``. ``thesaurus`` is the MeSH
    loaded beside it, if any.
    """

    def __init__(
        self, store: Store, index: DiskIndex, thesaurus: DiskThesaurus | None = None
    ) -> None:
        self._store = store
        self._index = index
        self.thesaurus = thesaurus

    @classmethod
    def open(cls, path: Path | str) -> DiskLibrary:
        """Open for reading.

        Raises:
            LibraryMissingError: nothing there, or no record in it.
            LibraryVersionError: written by another format version.
            LibraryDamagedError: it cannot be read.

        """
        place = Path(path)
        store = Store(place)
        if int(store.meta("records") or 0) == 0:
            store.close()
            raise LibraryMissingError(
                f"the library at {place} is empty", hint="sceptic library add FILES fills it"
            )
        thesaurus = DiskThesaurus(place) if (place / MESH).is_file() else None
        return cls(store, DiskIndex(place / INDEX), thesaurus)

    def __enter__(self) -> DiskLibrary:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()
        if self.thesaurus is not None:
            self.thesaurus.close()

    @property
    def folder(self) -> Path:
        """Where it lies; MeSH is loaded beside it."""
        return self._store.path

    def refresh(self) -> None:
        """Show what a writer has committed since."""
        self._index.refresh()

    # -------------------------------------------------------------- records

    @property
    def ids(self) -> Iterator[str]:
        return (self._store.id_of(key) for key in self._store.all_keys())

    def records(self, ids: Iterable[str]) -> tuple[Record, ...]:
        keys = [key_of(one) for one in ids]
        found = self._store.records(keys)
        return tuple(found[key] for key in keys if key in found)

    def studies(self, ids: Iterable[str]) -> tuple[Study, ...]:
        """A library of records holds no facts: its studies are read from the abstracts."""
        return ()

    def snapshot(self) -> LibrarySnapshot:
        newest = self._store.meta("newest")
        return LibrarySnapshot(
            name=self._store.meta("name"),
            records=int(self._store.meta("records") or 0),
            newest=day_of(int(newest)) if newest else None,
            digest=self._store.meta("digest"),
            is_starter=False,
            is_complete=self._store.meta("complete") == "yes",
        )

    # -------------------------------------------------------------- the Index protocol

    def search(
        self,
        node: Node,
        *,
        limit: int,
        until: dt.date | None = None,
        order: Order = Order.RELEVANCE,
    ) -> Hits:
        total, keys = self._index.keys(self._plan(node, until), limit, order)
        return Hits(total, tuple(Hit(self._store.id_of(key), score) for key, score in keys))

    def count(self, node: Node, *, until: dt.date | None = None) -> int:
        return self._index.count(self._plan(node, until))

    def counts_by_year(
        self, node: Node, *, until: dt.date | None = None
    ) -> tuple[tuple[int, int], ...]:
        return self._index.by_year(self._plan(node, until))

    def counts_by(
        self, node: Node, by: CountedBy, *, until: dt.date | None = None, limit: int = 1000
    ) -> tuple[tuple[str, int], ...]:
        if by == "year":
            return latest_years(self.counts_by_year(node, until=until), limit)
        return commonest(self._index.by_value(self._plan(node, until), by), limit)

    def undated(self, node: Node) -> int:
        return self._index.count(AllOf((self._plan(node), Between("since", UNDATED, UNDATED))))

    def mapped(self, node: Node) -> Mapped:
        """What PubMed's term mapping makes of the query, with the MeSH loaded here or, without
        one, the headings of the shipped vocabulary.

        The mapped query is what to search; the rest explains it.
        """
        headings = self.thesaurus or shipped_thesaurus()
        return mapped(node, headings, lambda n: self.count(n) > 0)

    def _plan(self, node: Node, until: dt.date | None = None) -> Plan:
        """A heading takes in what lies below it, as in PubMed: with MeSH at hand the headings
        too, without it subheadings and publication types.
        """
        plan = plan_of(exploded(node, self.thesaurus or NO_HEADINGS))
        return plan if until is None else AllOf((plan, known_until(until)))
