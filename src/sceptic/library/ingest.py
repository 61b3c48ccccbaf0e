"""Files -> library: resumable, safe against a kill, and no bad file stops the rest.

A file counts as read when all of it is in the library; a bad one leaves nothing behind. What was
read is known by its content, so that the same command can simply be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sceptic.domain.record import Record
from sceptic.errors import FileFormatError, LibraryError
from sceptic.library.codec import added_up, as_digest, decoded, fingerprint
from sceptic.library.document import key_of
from sceptic.library.engine import REBUILD, DiskIndex
from sceptic.library.files import (
    digest_of,
    files_of,
    is_import,
    is_large_xml,
    items_by,
    items_of,
    place_of,
)
from sceptic.library.index_files import damaged_files
from sceptic.library.mesh_file import is_mesh, load_mesh
from sceptic.library.newcomers import Newcomers
from sceptic.library.plan import AnyOf, Between
from sceptic.library.prepared import Prepared, prepared
from sceptic.library.reading import Readers, reading_processes
from sceptic.library.store import FileNote, Store
from sceptic.library.writer import INDEX, LibraryWriter
from sceptic.sources.medline import Deletion, items_of_chunk, name_of

WHOLE = 1000
"""A file of at most so many records is read to its end before any of it is written."""

COMMIT = 20_000
"""Records of small files that share one write."""

_STEP = 1000
_Item = Record | Prepared | Deletion


@dataclass(frozen=True, slots=True)
class Step:
    """Where an ingest stands. ``records`` counts over all files."""

    file: str
    files_done: int
    files: int
    records: int


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: added, already there, or refused with its reason.

    ``headings`` is set for a MeSH file, which is loaded beside the records; ``kept`` counts the
    records that the library goes on holding as PubMed wrote them: those of an imported file, and
    those that are no newer than what NLM's own files said.
    """

    name: str
    records: int = 0
    deleted: int = 0
    already: bool = False
    error: str = ""
    headings: int = 0
    kept: int = 0

    @property
    def reason(self) -> str:
        """Why it was refused, to be read behind its name."""
        return self.error.removeprefix(f"{self.name}: ").removeprefix(f"{self.name} ")


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of all files."""

    files: tuple[FileReport, ...]

    @property
    def records(self) -> int:
        return sum(file.records for file in self.files)

    @property
    def deleted(self) -> int:
        return sum(file.deleted for file in self.files)

    @property
    def refused(self) -> tuple[FileReport, ...]:
        return tuple(file for file in self.files if file.error)


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What a library holds, from its own notes; ``unfinished`` after a killed write.

    ``problem`` says why its index cannot be used, and what to do.
    """

    name: str
    path: str
    records: int
    newest: str
    digest: str
    files: tuple[FileNote, ...]
    size: int
    unfinished: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything counted and hashed again; sound if there is no problem."""

    records: int
    digest: str
    problems: tuple[str, ...]


def ingest(
    paths: Iterable[Path], library: Path, *, name: str = "", progress: Progress | None = None
) -> IngestReport:
    """Reads files and directories into the library, which is made if it is not there.

    Args:
        paths: PubMed XML, MEDLINE text, RIS, CSL-JSON, BibTeX, CSV, JSON lines or NLM's MeSH
            files, gzipped or not; of a directory the files with a known ending.
        library: the library's folder.
        name: what briefs call the library; the folder's name by default.
        progress: called about every thousand records and after each file.

    Raises:
        LibraryBusyError, LibraryUnwritableError, LibraryVersionError, LibraryDamagedError.

    """
    files = files_of(paths)
    with LibraryWriter(library, name=name) as writer:
        reader = _Reader(writer, len(files), progress)
        try:
            reports = tuple(reader.read(file) for file in files)
            writer.commit()
        finally:
            reader.close()
    return IngestReport(reports)


class _Reader:
    """Reads one file after the other into the writer."""

    def __init__(self, writer: LibraryWriter, files: int, progress: Progress | None) -> None:
        self._writer = writer
        self._files = files
        self._progress = progress
        self._done = 0
        self._records = 0
        self._readers: Readers | None = None

    def close(self) -> None:
        if self._readers is not None:
            self._readers.close()
            self._readers = None

    def read(self, path: Path) -> FileReport:
        try:
            digest = digest_of(path)
            if self._writer.store.has_file(digest):
                return self._finished(FileReport(path.name, already=True))
            report = self._mesh(path, digest) if is_mesh(path) else self._taken(path, digest)
        except FileFormatError as error:
            report = FileReport(path.name, error=error.message)
        return self._finished(report)

    def _finished(self, report: FileReport) -> FileReport:
        self._done += 1
        self._say(report.name)
        return report

    def _say(self, name: str) -> None:
        if self._progress is not None:
            self._progress(Step(name, self._done, self._files, self._records))

    def _mesh(self, path: Path, digest: str) -> FileReport:
        found = load_mesh(path, self._writer.store.path, digest)
        self._writer.note(FileNote(digest, path.name, 0, 0, 0))
        return FileReport(path.name, headings=found.headings or found.concepts)

    def _taken(self, path: Path, digest: str) -> FileReport:
        if is_large_xml(path):
            return self._whole(path, digest, items_by(path, self._read))
        if not is_import(path):
            return self._at_once_if_small(path, digest, items_of(path))
        if self._writer.uncommitted:
            self._writer.commit()
        newcomers = Newcomers(self._writer)
        report = self._at_once_if_small(path, digest, newcomers.among(items_of(path)))
        return replace(report, kept=report.kept + newcomers.kept)

    def _at_once_if_small(
        self, path: Path, digest: str, items: Iterator[Record | Deletion]
    ) -> FileReport:
        head = list(islice(items, WHOLE + 1))
        if len(head) <= WHOLE:
            report = self._write(path, digest, iter(head))
            if self._writer.uncommitted >= COMMIT:
                self._writer.commit()
            return report
        return self._whole(path, digest, _chained(head, items))

    def _whole(self, path: Path, digest: str, items: Iterator[_Item]) -> FileReport:
        """One write of its own, rolled back if the file is bad."""
        self._writer.commit()
        before = self._records
        try:
            report = self._write(path, digest, items)
        except FileFormatError:
            self._writer.rollback()
            self.close()  # what was packed for this file's dictionary is no good any more
            self._records = before
            raise
        self._writer.commit()
        return report

    def _read(self, chunks: Iterator[bytes]) -> Iterator[_Item]:
        """In this process until there is a dictionary, then in several, if there are cores."""
        last, count = "", reading_processes()
        for chunk in chunks:
            for item in items_of_chunk(chunk, last):
                last = name_of(item)
                yield item
            if count and (dictionary := self._writer.store.dictionary):
                if self._readers is None:
                    self._readers = Readers(dictionary, count)
                yield from self._readers.items(chunks)

    def _write(self, path: Path, digest: str, items: Iterator[_Item]) -> FileReport:
        place = place_of(path.name)
        records = deleted = 0
        before = self._writer.kept
        for item in items:
            if isinstance(item, Deletion):
                self._writer.drop(f"pmid:{item.pmid}", place)
                deleted += 1
                continue
            one = prepared(item) if isinstance(item, Record) else item
            self._writer.put_prepared(one, place)
            records += 1
            self._records += 1
            if self._records % _STEP == 0:
                self._say(path.name)
        if not place:
            self._writer.flush()
        kept = self._writer.kept - before
        self._writer.note(FileNote(digest, path.name, place, records - kept, deleted))
        return FileReport(path.name, records - kept, deleted, kept=kept)


def _chained(head: list[Record | Deletion], rest: Iterator[Record | Deletion]) -> Iterator[_Item]:
    yield from head
    head.clear()
    yield from rest


def status(path: Path) -> LibraryStatus:
    """What the library says of itself, in a few milliseconds.

    Raises:
        LibraryMissingError, LibraryVersionError, LibraryDamagedError.

    """
    store = Store(path)
    newest = store.meta("newest")
    found = LibraryStatus(
        name=store.meta("name"),
        path=str(path),
        records=int(store.meta("records") or 0),
        newest=f"{newest[:4]}-{newest[4:6]}-{newest[6:]}" if newest else "",
        digest=store.meta("digest"),
        files=store.files(),
        size=sum(p.stat().st_size for p in path.rglob("*") if p.is_file()),
        unfinished=bool(store.pending()),
        problem=_index_problem(path) if store.meta("records") else "",
    )
    store.close()
    return found


def _index_problem(path: Path) -> str:
    try:
        DiskIndex(path / INDEX)
    except LibraryError as error:
        return f"{error.message}: {error.hint}"
    return ""


def verify(path: Path) -> Verification:
    """Counts and hashes every record again and looks each one up in the index.

    Raises:
        LibraryMissingError, LibraryVersionError.

    """
    store = Store(path)
    problems: list[str] = []
    if not store.is_sound():
        problems.append("the file of records is damaged")
    total = records = wrong = 0
    keys: list[int] = []
    for row in store.all_rows():
        data = store.unpacked(row.data)
        wrong += key_of(decoded(data).id) != row.key
        total = added_up([fingerprint(data)], total)
        records += 1
        keys.append(row.key)
    if wrong:
        problems.append(f"{wrong} records stand under another's number")
    if str(records) != store.meta("records"):
        problems.append(f"{records} records, but {store.meta('records')} were noted")
    if as_digest(total) != store.meta("digest"):
        problems.append("the records are not those that were noted: the digest differs")
    if store.pending():
        problems.append("a write was cut off: run the same command again")
    problems += _index_problems(path, keys)
    store.close()
    return Verification(records, as_digest(total), tuple(problems))


def _index_problems(path: Path, keys: list[int]) -> list[str]:
    problems = [
        f"the index's file {name} is damaged: {REBUILD}" for name in damaged_files(path / INDEX)
    ]
    if problems:
        return problems
    index = DiskIndex(path / INDEX)
    if index.records != len(keys):
        held = f"the index holds {index.records} records, the library {len(keys)}"
        problems.append(f"{held}: {REBUILD}")
    missing = 0
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        missing += len(some) - index.count(AnyOf(tuple(Between("key", k, k) for k in some)))
    if missing:
        problems.append(f"{missing} records are not in the index")
    return problems
