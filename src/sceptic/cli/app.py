"""The typer application, the options that commands share, and how they read and write."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sceptic.config import Settings

_PLAIN = {"rich_markup_mode": None, "pretty_exceptions_enable": False, "add_completion": False}
app = typer.Typer(
    help="Does this treatment do what they say? Dated, cited briefs from the medical literature.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    **_PLAIN,  # type: ignore[arg-type]
)
library_app = typer.Typer(help="Build, check and describe a library of PubMed records.",
                          no_args_is_help=True, **_PLAIN)  # type: ignore[arg-type]  # fmt: skip
app.add_typer(library_app, name="library")

LibraryOption = Annotated[
    str | None, typer.Option("--library", metavar="DIR", help="Library folder (SCEPTIC_LIBRARY).")
]
SourceOption = Annotated[
    str | None,
    typer.Option("--source", metavar="NAME", help="library, live (PubMed itself) or auto (both)."),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help="text, md, html, json, pdf, zip (all in one), ris, bibtex, csl, csv or studies (the "
        "study table), findings or findings-csv, claimreview, prisma or prisma-s.",
    ),
]
VoiceOption = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="WHO", help="Told for a reader: patient, journalist or librarian."
    ),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - is stdout.")
]
CorrectionsOption = Annotated[
    str | None,
    typer.Option(
        "--corrections", metavar="FILE", help="File of corrections by people; none leaves them out."
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what was known by this day (YYYY-MM-DD)."),
]


def settings(**flags: str | bool | None) -> Settings:
    from sceptic.config import settings_from  # noqa: PLC0415 - keeps --help light

    given = {
        name: ("yes" if value is True else str(value))
        for name, value in flags.items()
        if value is not None and value is not False and value != ""
    }
    return settings_from(given)[0]


def standard_input() -> str:
    """All of it.

    Raises:
        InputError: it is not UTF-8 text.

    """
    from sceptic.errors import InputError  # noqa: PLC0415

    try:
        text = sys.stdin.read()
        text.encode()  # what could not be decoded may stand there as halves of characters
    except UnicodeError as error:
        raise InputError("standard input is not UTF-8 text") from error
    return text


_COLOR = r"\x1b(?!\[[0-9;]*m)"
_COMMANDS = re.compile(rf"{_COLOR}|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
_FURTHER = re.compile("[\x80-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str, *, is_terminal: bool = True) -> str:
    """Text without what would command a terminal; colors stay.

    Args:
        text: what is to be printed, words of others among it.
        is_terminal: else what JSON may hold as it stands stays too.
    """
    text = _COMMANDS.sub("", text)
    return _FURTHER.sub("", text) if is_terminal else text


def write(text: str | bytes, output: str | None) -> None:
    if isinstance(text, str):
        is_terminal = not output and sys.stdout is not None and sys.stdout.isatty()
        text = harmless(text, is_terminal=is_terminal)
    data = text.encode() if isinstance(text, str) else text
    if output and output != "-":
        _write_whole(Path(output), data)
        return
    if sys.stdout is None:
        from sceptic.errors import InputError  # noqa: PLC0415

        raise InputError("standard output is closed", hint="-o FILE writes to a file")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write_whole(path: Path, data: bytes) -> None:
    """A file is there whole or not at all; a pipe or a device is written to, never replaced."""
    from sceptic.errors import InputError  # noqa: PLC0415

    part = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"cannot write {path}: {error.strerror}") from error


def _version(wanted: bool) -> None:
    if wanted:
        from sceptic.config import version  # noqa: PLC0415

        typer.echo(f"sceptic {version()}")
        raise typer.Exit(0)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Does this treatment do what they say? Dated, cited briefs from the medical literature."""
