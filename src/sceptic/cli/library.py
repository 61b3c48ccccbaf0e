"""``sceptic search``, ``get`` and ``library add``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import (
    LibraryOption,
    harmless,
    library_app,
    settings,
)

if TYPE_CHECKING:
    from sceptic.library.ingest import FileReport, Step

NOTHING_FOUND, PARTIAL = 3, 4


# --- library ----------------------------------------------------------------------------------


@library_app.command("add")
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="PubMed XML or nbib, RIS, CSL-JSON, BibTeX, CSV, MeSH; gzipped or not; folders."
        ),
    ],
    library: LibraryOption = None,
    name: Annotated[str, typer.Option(help="What briefs call the library.")] = "",
) -> int:
    """Read files into a library; later versions replace earlier ones, a cut run is taken up."""
    from sceptic.errors import InputError  # noqa: PLC0415
    from sceptic.library.files import files_of  # noqa: PLC0415
    from sceptic.library.ingest import ingest  # noqa: PLC0415

    if not files_of(files):
        raise InputError(
            "there is no file to read here",
            hint="of a folder those with a known ending are read; name others one by one",
        )
    with _progress() as progress:
        report = ingest(files, _folder(library), name=name, progress=progress)
    for file in report.files:
        print(harmless(_told(file)))  # noqa: T201
    print(f"{report.records} records added or replaced, {report.deleted} deleted")  # noqa: T201
    return PARTIAL if report.refused else 0


def _folder(library: str | None) -> Path:
    from sceptic.config import STARTER  # noqa: PLC0415
    from sceptic.errors import LibraryMissingError  # noqa: PLC0415

    folder = settings(library=library).library
    if folder in ("", STARTER):
        raise LibraryMissingError("no library named", hint="--library DIR or SCEPTIC_LIBRARY")
    return Path(folder)


def _told(file: FileReport) -> str:
    if file.error:
        return f"{file.name}: refused: {file.reason}"
    if file.already:
        return f"{file.name}: already there"
    if file.headings:
        return f"{file.name}: {file.headings} MeSH headings"
    kept = f", {file.kept} kept as PubMed wrote them" if file.kept else ""
    return f"{file.name}: {file.records} records{kept}"


@contextmanager
def _progress() -> Iterator[Callable[[Step], None] | None]:
    """A line on stderr where a person watches, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("files, {task.fields[records]} records"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("reading", total=None, records=0)

        def show(step: Step) -> None:
            bar.update(task, description=Path(step.file).name, completed=step.files_done,
                       total=step.files, records=step.records)  # fmt: skip

        yield show


@library_app.command("rebuild")
def rebuild(library: LibraryOption = None) -> int:
    """Make the index again from the records, after a damage or a new version of this program."""
    from sceptic.library.writer import rebuilt  # noqa: PLC0415

    def show(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} records", end="", file=sys.stderr)  # noqa: T201

    records = rebuilt(_folder(library), show)
    print(f"{records} records are in the index again")  # noqa: T201
    return 0
