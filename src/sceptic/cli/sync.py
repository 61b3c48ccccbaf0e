"""``sceptic library sync``: all of PubMed, kept in step with NLM's files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import LibraryOption, library_app, settings

if TYPE_CHECKING:
    from sceptic.config import Settings
    from sceptic.library.ingest import FileReport
    from sceptic.library.sync import SyncReport, Watcher
    from sceptic.library.sync_plan import FileTree, SyncPlan
    from sceptic.sources.nlm_files import TreeFile

PARTIAL = 4
MANY = 100
"""More files at a time than this are a big job in NLM's sense."""


@library_app.command("sync")
def sync(  # noqa: PLR0913 - one parameter for each flag
    library: LibraryOption = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="PLACE", help="NLM's file tree: an address or a folder."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be fetched and what it takes.")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many files now; 0 is all.")] = 0,
    updates_only: Annotated[
        bool, typer.Option("--updates-only", help="Leave the yearly baseline out.")
    ] = False,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the fetched files here; else they are deleted."),
    ] = None,
    keep_old: Annotated[
        bool, typer.Option("--keep-old", help="At a new year keep the old year's library, too.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Also on a small disk, or into a new year with gaps.")
    ] = False,
    name: Annotated[str, typer.Option(help="What briefs call the library.")] = "",
) -> int:
    """Fetch all of PubMed from NLM, or what is new since; a cut run is taken up.

    Example: sceptic library sync --dry-run
    """
    from sceptic.library.sync import synced  # noqa: PLC0415
    from sceptic.library.sync_plan import Wishes, sync_plan  # noqa: PLC0415

    chosen = settings(library=library, pubmed_files=source)
    place = library_place(chosen)
    wishes = Wishes(
        today=chosen.date.isoformat(),
        limit=limit,
        updates_only=updates_only,
        keep=keep,
        force=force,
        keep_old=keep_old,
        name=name,
    )
    with _tree(chosen) as tree:
        plan = sync_plan(tree, place, wishes)
        if dry_run:
            _tell_files(plan)
        _tell_plan(plan, place)
        if dry_run:
            return 0
        with _watcher(plan) as watcher:
            report = synced(plan, tree, place, wishes, watcher)
    return _tell_report(report)


def library_place(chosen: Settings) -> Path:
    """The folder named, else the default one, whether or not a library is there."""
    from sceptic.config import STARTER, default_library  # noqa: PLC0415
    from sceptic.errors import ConfigError  # noqa: PLC0415

    if chosen.library == STARTER:
        raise ConfigError("the starter facts cannot be changed", hint="--library DIR")
    return Path(chosen.library) if chosen.library else default_library()


@contextmanager
def _tree(chosen: Settings) -> Iterator[FileTree]:
    from sceptic.config import version  # noqa: PLC0415
    from sceptic.sources.nlm_folder import FolderTree  # noqa: PLC0415

    place = chosen.pubmed_files
    if "://" not in place or place.startswith("file://"):
        with FolderTree(Path(place.removeprefix("file://"))) as folder:
            yield folder
        return
    from sceptic.sources.nlm_client import HttpTree  # noqa: PLC0415 - loads httpx2

    contact = f" (mailto:{chosen.email})" if chosen.email else ""
    with HttpTree(place, agent=f"sceptic/{version()}{contact}") as http:
        yield http


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _tell_files(plan: SyncPlan) -> None:
    for file in plan.files:
        _say(f"{file.name}\t{file.kind or 'file'}\t{_bytes(file.size or 0)}\t{file.modified}")


def _tell_plan(plan: SyncPlan, place: Path) -> None:
    kinds = [f"{sum(f.kind == k for f in plan.files)} {k}" for k in ("baseline", "update")]
    told = f" ({', '.join(kinds)})" if any(f.kind for f in plan.files) else ""
    later = f", {plan.later} more later" if plan.later else ""
    _say(f"PubMed {plan.year} at {plan.address}: {plan.held} files are in")
    _say(f"to fetch: {len(plan.files)} files{told}, about {_bytes(plan.size)}{later}")
    if plan.fresh:
        _say("a new year: its library is built beside the old one, which stays in use until then")
    if plan.files:
        room = "" if plan.fits else ": too small"
        _say(
            f"disk: about {_bytes(plan.needed)} needed, {_bytes(plan.free)} free for {place}{room}"
        )
    if len(plan.files) > MANY and plan.address.startswith("http"):
        _say("NLM asks to fetch much at weekends, or from 21:00 to 5:00 US Eastern time")


def _bytes(size: int) -> str:
    for unit, one in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= one:
            return f"{size / one:.1f} {unit}"
    return f"{size} B"


def _tell_report(report: SyncReport) -> int:
    for refused in report.refused:
        print(f"sceptic: {refused.name} is not in: {refused.reason}", file=sys.stderr)  # noqa: T201
    if report.stopped:
        print(f"sceptic: stopped: {report.stopped}", file=sys.stderr)  # noqa: T201
    if report.waiting:
        print(f"sceptic: {report.waiting}", file=sys.stderr)  # noqa: T201
    added = sum(file.records for file in report.files)
    deleted = sum(file.deleted for file in report.files)
    if report.files:
        _say(f"{added} records added or replaced, {deleted} deleted")
    else:
        _say("nothing new")
    if report.switched:
        kept = f"; the old one is at {report.kept}" if report.kept else ""
        _say(f"the library of {report.coverage.year} is now the one in use{kept}")
    if report.refused:
        print("  hint: run the same command again later", file=sys.stderr)  # noqa: T201
    return PARTIAL if report.refused or report.stopped or report.waiting else 0


# --- progress ---------------------------------------------------------------------------------


class _Quiet:
    """One line for each file as it is done: for logs, and under the bars."""

    def fetching(self, file: TreeFile, received: int) -> None:
        """Nothing is shown."""

    def reading(self, file: TreeFile, records: int) -> None:
        """Nothing is shown."""

    def finished(self, file: TreeFile, report: FileReport) -> None:
        if report.error:
            _say(f"{file.name}: not in: {report.reason}")
        elif report.already:
            _say(f"{file.name}: already there")
        else:
            gone = f", {report.deleted} deleted" if report.deleted else ""
            _say(f"{file.name}: {report.records} records{gone}")


@contextmanager
def _watcher(plan: SyncPlan) -> Iterator[Watcher]:
    """Bars on stderr where a person watches: all bytes with rate and time left, and each step."""
    if not (sys.stderr.isatty() and plan.files):
        yield _Quiet()
        return
    from rich import progress as bars  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    columns = (
        bars.TextColumn("{task.description}"), bars.BarColumn(), bars.DownloadColumn(),
        bars.TransferSpeedColumn(), bars.TimeRemainingColumn(),
        bars.TextColumn("{task.fields[note]}"),
    )  # fmt: skip
    with bars.Progress(
        *columns,
        console=Console(stderr=True),
        speed_estimate_period=600,
        redirect_stdout=sys.stdout.isatty(),
    ) as shown:
        yield _Bars(shown, plan)


class _Bars(_Quiet):
    """Two bars: the file that is being fetched, and how much of all is read."""

    def __init__(self, shown: object, plan: SyncPlan) -> None:
        from rich.progress import Progress  # noqa: PLC0415

        assert isinstance(shown, Progress)
        self._shown = shown
        self._files = len(plan.files)
        self._done = 0
        self._records = 0
        self._fetch = shown.add_task("fetching", total=None, note="")
        self._read = shown.add_task("reading", total=plan.size, note=f"0 of {self._files} files")

    def fetching(self, file: TreeFile, received: int) -> None:
        self._shown.update(
            self._fetch, description=f"fetching {file.name}", total=file.size, completed=received
        )

    def reading(self, file: TreeFile, records: int) -> None:
        self._shown.update(self._read, description=f"reading {file.name}", note=self._note(records))

    def finished(self, file: TreeFile, report: FileReport) -> None:
        self._done += 1
        self._records += report.records
        self._shown.update(self._read, advance=file.size or 0, note=self._note(0))
        super().finished(file, report)

    def _note(self, records: int) -> str:
        return f"{self._done} of {self._files} files, {self._records + records} records"
