"""The one writer of a library: store and index changed together, safe against a kill.

A write (``batch``) is first committed to the store with the list of its keys, then to the index,
then the list is cleared. Whoever finds the list filled repeats the index's part: every document
carries the number of its batch, so it is known whether that part had arrived.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from sceptic.domain.record import Record
from sceptic.errors import LibraryBusyError, LibraryUnwritableError
from sceptic.library.codec import added_up, as_digest, decoded, fingerprint
from sceptic.library.document import as_row, document_of, key_of
from sceptic.library.engine import DiskIndex, IndexWriter
from sceptic.library.prepared import Prepared, prepared
from sceptic.library.store import FileNote, Row, Store

INDEX = "index"
LOCK = "lock"

_BUFFER = 1000
"""Records written at a time, and the least from which a dictionary is trained."""


class LibraryWriter:
    """Puts and drops records; a context manager. Nothing shows before ``commit``.

    Raises:
        LibraryBusyError: another process is writing.
        LibraryUnwritableError: no permission, or no space.

    """

    def __init__(self, path: Path, *, name: str = "", recover: bool = True) -> None:
        self._path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path / LOCK)
        except OSError as error:
            raise LibraryUnwritableError(f"cannot write to {path}: {error.strerror}") from error
        try:
            self.store = Store(path, write=True)
            if not self.store.meta("name"):
                self.store.set_meta("name", name or path.resolve().name)
                self.store.commit()
            self._index: IndexWriter | None = None
            self._buffer: list[tuple[Prepared, int]] = []
            self._changes = self._batch = self._records = self._total = 0
            self._kept = 0
            self._read_totals()
            if recover:
                self._recover()
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> LibraryWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Keeps what was committed; uncommitted changes are dropped."""
        try:
            if self._index is not None:
                self._index.close()
            self.store.close()
        finally:
            self._lock.release()

    @property
    def records(self) -> int:
        return self._records

    @property
    def uncommitted(self) -> int:
        """Records and deletions since the last commit."""
        return self._changes

    @property
    def kept(self) -> int:
        """Records of files outside NLM's tree that were not newer than NLM's own."""
        return self._kept

    def put(self, record: Record, place: int = 0) -> None:
        """Takes a record; one of a later file or version replaces the earlier.

        What comes from elsewhere (``place`` 0) replaces a record of NLM's files only if it was
        revised later: other files of the same record often hold less of it.
        """
        self.put_prepared(prepared(record), place)

    def put_prepared(self, one: Prepared, place: int = 0) -> None:
        """As ``put``, of a record that another process may have made ready."""
        self._buffer.append((one, place))
        self._changes += 1
        if len(self._buffer) >= _BUFFER:
            self.flush()

    def drop(self, record_id: str, place: int = 0) -> None:
        """Deletes a record; a record of an earlier file does not bring it back."""
        self.flush()
        key = key_of(record_id)
        row = self.store.rows([key]).get(key)
        if row is not None and not (place and place < row.place):
            self._total = added_up([-fingerprint(self.store.unpacked(row.data))], self._total)
            self._records -= 1
            self.store.drop([key])
            self._writer.remove([key])
        if place and (row is None or place >= row.place):
            self.store.bury({key: place})
        self._changes += 1

    def note(self, note: FileNote) -> None:
        """Remembers that a file was read."""
        self.store.note_file(note)

    def commit(self) -> None:
        """Makes every change so far visible and lasting."""
        self.flush()
        self._batch += 1
        self.store.set_meta("batch", str(self._batch))
        self.store.set_meta("records", str(self._records))
        self.store.set_meta("digest", as_digest(self._total))
        self.store.commit()
        if self._index is not None:
            self._index.commit()
        self._settle()

    def rollback(self) -> None:
        """Forgets every change since the last commit."""
        self.store.rollback()
        if self._index is not None:
            self._index.rollback()
        self._read_totals()

    # -------------------------------------------------------------- inside

    @property
    def _writer(self) -> IndexWriter:
        if self._index is None:
            self._index = IndexWriter(self._path / INDEX)
        return self._index

    def _read_totals(self) -> None:
        self._buffer = []
        self._changes = 0
        self._batch = int(self.store.meta("batch") or 0)
        self._records = int(self.store.meta("records") or 0)
        self._total = int(self.store.meta("digest") or "0", 16)

    def flush(self) -> None:
        """The buffered records into store and index, each key once, the last one counts."""
        if not self._buffer:
            return
        taken, self._buffer = self._buffer, []
        keys = [one.key for one, _ in taken]
        held = self.store.rows(keys)
        buried = self.store.tombstones(keys)
        newest: dict[int, tuple[Prepared, int]] = {}
        for one, place in taken:
            key = one.key
            before = newest.get(key)
            old = held.get(key)
            version = before[0].version if before else old.version if old else 0
            old_place = before[1] if before else old.place if old else 0
            is_older = one.version == version and place < old_place
            if one.version < version or (place and (is_older or place < buried.get(key, 0))):
                continue
            if one.version == version and old_place and not place:
                data = self._plain(before[0]) if before else self.store.unpacked(held[key].data)
                if not _is_revised(decoded(self._plain(one)), decoded(data)):
                    self._kept += 1
                    continue
            newest[key] = (one, max(place, old_place))
        self._store(newest, held)
        self.store.exhume(key for key in newest if key in buried)
        self._writer.remove(key for key in newest if key in held)
        batch = self._batch + 1
        for one, _ in newest.values():
            self._writer.add(one.row, batch)

    def _plain(self, one: Prepared) -> bytes:
        return self.store.unpacked(one.data) if one.is_packed else one.data

    def _store(self, newest: dict[int, tuple[Prepared, int]], held: dict[int, Row]) -> None:
        if len(newest) >= _BUFFER // 2 and not self.store.has_dictionary:
            self.store.train([one.data for one, _ in newest.values()])
        packed = self.store.packed
        self.store.put(
            (
                Row(key, one.version, place, one.data if one.is_packed else packed(one.data))
                for key, (one, place) in newest.items()
            ),
            [(key, one.id) for key, (one, _) in newest.items() if key < 0],
        )
        gone = [held[key] for key in newest if key in held]
        self._records += len(newest) - len(gone)
        self._total = added_up((one.mark for one, _ in newest.values()), self._total)
        self._total = added_up(
            (-fingerprint(self.store.unpacked(row.data)) for row in gone), self._total
        )

    def _recover(self) -> None:
        """Carries on a write that was killed between store and index."""
        keys = self.store.pending()
        if not keys:
            return
        index = self._path / INDEX
        arrived = (
            index.is_dir() and any(index.iterdir()) and DiskIndex(index).has_batch(self._batch)
        )
        if not arrived:
            self._writer.remove(keys)
            for _ in self._adding(keys, self._writer):
                pass
            self._writer.commit()
        self._settle()

    def _adding(self, keys: Iterable[int], index: IndexWriter) -> Iterator[int]:
        """Stored records into an index, how many so far."""
        waiting, done = iter(keys), 0
        while some := list(islice(waiting, _BUFFER)):
            rows = self.store.rows(some)
            for key in sorted(rows):
                record = decoded(self.store.unpacked(rows[key].data))
                index.add(as_row(document_of(record)), self._batch)
            done += len(rows)
            yield done

    def _settle(self) -> None:
        self.store.clear_pending()
        index = self._path / INDEX
        newest = DiskIndex(index).newest() if index.is_dir() and any(index.iterdir()) else None
        self.store.set_meta("newest", str(newest or ""))
        self.store.commit()
        self._changes = 0

    def rebuild_index(self, progress: Callable[[int], None] | None = None) -> None:
        """Makes the index again from the records, beside the old one, then changes them over.

        Args:
            progress: told after every thousand records how many are done.

        """
        if self._index is not None:
            self._index.close()
            self._index = None
        fresh, old = self._path / f"{INDEX}.new", self._path / f"{INDEX}.old"
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
        writer = IndexWriter(fresh)
        for done in self._adding(self.store.all_keys(), writer):
            if progress is not None:
                progress(done)
        writer.commit()
        writer.close()
        if (self._path / INDEX).exists():
            (self._path / INDEX).rename(old)
        fresh.rename(self._path / INDEX)
        shutil.rmtree(old, ignore_errors=True)
        self._settle()


def rebuilt(path: Path, progress: Callable[[int], None] | None = None) -> int:
    """Makes the index of a library again from its records; how many there are.

    Raises:
        LibraryError: no library, another process writes to it, no space.

    """
    Store(path).close()
    with LibraryWriter(path, recover=False) as writer:
        writer.rebuild_index(progress)
        return writer.records


def _is_revised(one: Record, held: Record) -> bool:
    """Whether a record was revised after the one that is held."""
    new, old = one.revised_date, held.revised_date
    return new is not None and (old is None or new.last_day > old.last_day)


def _locked(path: Path) -> FileLock:
    """An exclusive lock that ends with the process, however it ends."""
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryBusyError(
            f"another process is writing to {path.parent}", hint="wait for it to end"
        ) from error
    return lock
