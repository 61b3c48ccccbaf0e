"""All of PubMed, from NLM's file tree into a library.

Files are taken in NLM's order, each whole or not at all, so a run can be cut off at any moment and
the same command carries on. A file that cannot be had or read is noted as a gap, tried again at the
next sync, and never stops the rest. A new year is a new library (see ``succession``).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from sceptic.errors import (
    FileFormatError,
    LibraryUnwritableError,
    ScepticError,
    SourceError,
    SourceUnreachableError,
)
from sceptic.library.files import digest_of
from sceptic.library.ingest import FileReport, Step, ingest
from sceptic.library.ledger import Coverage, ledger_of, write_ledger
from sceptic.library.store import FILE as RECORDS
from sceptic.library.store import Store
from sceptic.library.succession import carry_over, coverage_of, next_library, one_sync, switch
from sceptic.library.sync_plan import FileTree, SyncPlan, Wishes, sync_plan
from sceptic.library.writer import LibraryWriter
from sceptic.sources.nlm_files import TreeFile, md5_from_text

NAME = "PubMed"
PATIENCE = 3
"""So many files after one another that the server does not answer for end the run."""


class Watcher(Protocol):
    """Whoever shows how far a sync is. ``fetching`` is called from another thread."""

    def fetching(self, file: TreeFile, received: int) -> None:
        """So many bytes of the file are here."""

    def reading(self, file: TreeFile, records: int) -> None:
        """So many records of the file are read."""

    def finished(self, file: TreeFile, report: FileReport) -> None:
        """The file is in, or refused."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did. ``stopped`` says why it ended early; ``kept`` is the old year's library."""

    files: tuple[FileReport, ...]
    coverage: Coverage
    switched: bool = False
    waiting: str = ""
    stopped: str = ""
    kept: Path | None = None

    @property
    def refused(self) -> tuple[FileReport, ...]:
        return tuple(file for file in self.files if file.error)


def synced(
    plan: SyncPlan, tree: FileTree, library: Path, wishes: Wishes, watcher: Watcher
) -> SyncReport:
    """Fetch and read the files of the plan.

    Raises:
        LibraryUnwritableError: the disk is too small or full, or may not be written.
        LibraryBusyError: another sync or write is at work.

    """
    if not plan.fits and not wishes.force:
        raise LibraryUnwritableError(
            f"{_gigabytes(plan.needed)} are needed, {_gigabytes(plan.free)} are free",
            hint="--library DIR on another disk, or --force",
        )
    library = library.resolve()
    with one_sync(library) as work:
        if coverage_of(library).year != plan.have:  # switched since the plan was made
            plan = sync_plan(tree, library, wishes)
        target = next_library(library) if plan.fresh else library
        run = _Run(plan, tree, target, wishes, watcher)
        run.note_seen(library)
        reports = tuple(run.reports(wishes.keep or work))
        run.note_complete()
        if not (plan.later or run.stopped):
            _tidy(work)
        report = SyncReport(reports, coverage_of(target), stopped=run.stopped)
        if plan.fresh:
            report = _switched(report, plan, library, wishes)
        return report


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


def _tidy(work: Path) -> None:
    """Nothing is on its way any more: parts of files that NLM has withdrawn go, too."""
    for left in work.glob("pubmed*"):
        left.unlink(missing_ok=True)


def _switched(report: SyncReport, plan: SyncPlan, library: Path, wishes: Wishes) -> SyncReport:
    """The new year's library takes the old one's place once it is whole."""
    new, old = report.coverage, coverage_of(library)
    waiting = ""
    if not new.is_whole:
        waiting = f"the library of {old.year} stays in use until all files of {new.year} are in"
    elif new.baseline_last < old.baseline_last:
        waiting = (
            f"the baseline of {new.year} has fewer files than that of {old.year}:"
            " NLM may still be putting it there"
        )
    is_forced = wishes.force and not (plan.later or report.stopped)
    if waiting and not is_forced:
        return replace(report, waiting=waiting)
    carry_over(library, next_library(library))
    kept = switch(library, keep_old=wishes.keep_old)
    return replace(report, switched=True, kept=kept, coverage=coverage_of(library))


class _Run:
    """One sync at work: a file is fetched while the one before it is read."""

    def __init__(
        self, plan: SyncPlan, tree: FileTree, target: Path, wishes: Wishes, watcher: Watcher
    ) -> None:
        self._plan = plan
        self._tree = tree
        self._target = target
        self._wishes = wishes
        self._watcher = watcher
        self._ledger = ledger_of(target)
        self.stopped = ""

    def note_seen(self, library: Path) -> None:
        """Before anything else: what is listed and not here is a gap from now on."""
        plan, wishes = self._plan, self._wishes
        self._ledger = self._ledger.seen(plan.address, wishes.today, plan.listed)
        names = {f.name for f in plan.listed}
        for name in set(self._ledger.refused) - names:
            self._ledger = self._ledger.accepting(name)
        write_ledger(self._target, self._ledger)
        self.note_complete()
        if plan.fresh:
            write_ledger(library, replace(ledger_of(library), later_year=plan.year))
            _note_complete(library)

    def note_complete(self) -> None:
        _note_complete(self._target)

    def reports(self, folder: Path) -> Iterator[FileReport]:
        silent = 0
        for file, got in self._fetched(folder):
            if isinstance(got, SourceError):
                report = FileReport(file.name, error=got.message)
                silent = silent + 1 if isinstance(got, SourceUnreachableError) else 0
            else:
                report = self._read(file, got)
                silent = 0
            self._note(file, report)
            self._watcher.finished(file, report)
            yield report
            if silent >= PATIENCE:
                self.stopped = f"{silent} files after one another could not be fetched"
                return

    def _fetched(self, folder: Path) -> Iterator[tuple[TreeFile, Path | SourceError]]:
        """Each file with its place here or what went wrong, fetched ahead of the reading."""
        ahead: queue.Queue[Path | ScepticError] = queue.Queue(maxsize=1)
        ended = threading.Event()
        thread = threading.Thread(target=self._fetch_all, args=(folder, ahead, ended), daemon=True)
        thread.start()
        try:
            for file in self._plan.files:
                got = ahead.get()
                if isinstance(got, ScepticError) and not isinstance(got, SourceError):
                    raise got
                yield file, got
        finally:
            ended.set()
            thread.join(timeout=1)

    def _fetch_all(
        self, folder: Path, ahead: queue.Queue[Path | ScepticError], ended: threading.Event
    ) -> None:
        for file in self._plan.files:
            inside = folder / file.path if self._wishes.keep else folder / file.name

            def received(size: int, file: TreeFile = file) -> None:
                if ended.is_set():
                    raise SourceError("the sync has ended")
                self._watcher.fetching(file, size)

            got: Path | ScepticError
            try:
                got = self._tree.fetch(file, inside.parent, received)
            except ScepticError as error:
                got = error
            while not ended.is_set():
                try:
                    ahead.put(got, timeout=0.2)
                    break
                except queue.Full:
                    continue

    def _read(self, file: TreeFile, path: Path) -> FileReport:
        """The ledger first names what was fetched; whether it is in, the store alone knows."""
        try:
            digest, size, md5 = digest_of(path), path.stat().st_size, _md5_beside(path)
        except (FileFormatError, OSError) as error:
            return FileReport(file.name, error=str(error))
        self._ledger = self._ledger.fetched(file, digest, md5, size)
        write_ledger(self._target, self._ledger)

        def progress(step: Step) -> None:
            self._watcher.reading(file, step.records)

        name = self._wishes.name or NAME
        (report,) = ingest([path], self._target, name=name, progress=progress).files
        if not (self._wishes.keep or self._tree.is_local):
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}.md5").unlink(missing_ok=True)
        return report

    def _note(self, file: TreeFile, report: FileReport) -> None:
        before = self._ledger
        if report.error:
            self._ledger = before.refusing(file.name, report.reason)
        else:
            self._ledger = before.accepting(file.name)
        if self._ledger != before:
            write_ledger(self._target, self._ledger)


def _md5_beside(path: Path) -> str:
    try:
        text = path.with_name(f"{path.name}.md5").read_text("ascii", "replace")
        return md5_from_text(text, path.name)
    except (OSError, SourceError):
        return ""


def _note_complete(library: Path) -> None:
    """What briefs say of the library: written only where it changes."""
    if not (library / RECORDS).is_file():
        return
    store = Store(library)
    before = store.meta("complete")
    store.close()
    now = "yes" if coverage_of(library).is_complete else "no"
    if now != (before or "no"):
        with LibraryWriter(library) as writer:
            writer.store.set_meta("complete", now)
            writer.store.commit()
