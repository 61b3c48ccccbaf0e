"""Imported records never take the place of what PubMed wrote.

A reference manager's file tells less than PubMed does: no notices, no headings, often no abstract.
So a record that the library holds from PubMed stays as it is, known by its PMID, DOI or PMCID.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sceptic.domain.record import Record
from sceptic.library.codec import decoded
from sceptic.library.document import key_of, normal
from sceptic.library.engine import DiskIndex
from sceptic.library.plan import AnyOf, Exact
from sceptic.library.writer import INDEX, LibraryWriter

_BATCH = 500
_T = TypeVar("_T")


class Newcomers:
    """Leaves out of imported records those that the library holds from PubMed already.

    The writer must have committed, so that its index shows everything. ``kept`` counts what was
    left out.
    """

    def __init__(self, writer: LibraryWriter) -> None:
        self._writer = writer
        place = writer.store.path / INDEX
        self._index = DiskIndex(place) if place.is_dir() and any(place.iterdir()) else None
        self.kept = 0

    def among(self, items: Iterable[_T]) -> Iterator[_T]:
        """The items without those records; whatever else there is passes."""
        waiting = iter(items)
        while some := list(islice(waiting, _BATCH)):
            held = self._held([item for item in some if isinstance(item, Record)])
            for item in some:
                if isinstance(item, Record) and item.id in held:
                    self.kept += 1
                else:
                    yield item

    def _held(self, records: list[Record]) -> set[str]:
        """Ids of those that are imports and that the library has from PubMed."""
        imports = [r for r in records if r.is_imported]
        keys = {key_of(r.id) for r in imports}
        rows = self._writer.store.rows(sorted(keys | self._named(imports)))
        held = [decoded(self._writer.store.unpacked(row.data)) for row in rows.values()]
        known = {name for r in held if not r.is_imported for name in _names(r)}
        return {r.id for r in imports if not known.isdisjoint(_names(r))}

    def _named(self, records: list[Record]) -> set[int]:
        """Keys of what the index has under a DOI or PMCID of these."""
        wanted = {normal(value) for r in records for value in (r.doi, r.pmcid) if value}
        if self._index is None or not wanted:
            return set()
        plan = AnyOf(tuple(Exact("tags", f"aid:{value}") for value in sorted(wanted)))
        _, found = self._index.keys(plan, limit=4 * _BATCH)
        return {key for key, _ in found}


def _names(record: Record) -> list[str]:
    """What a work is known by, whatever the library calls it."""
    named = [record.id]
    if record.doi:
        named.append(f"doi:{normal(record.doi)}")
    if record.pmcid:
        named.append(f"pmcid:{record.pmcid}")
    return named
