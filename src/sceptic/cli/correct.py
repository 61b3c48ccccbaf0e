"""``sceptic correct``: a person overrules a reading, lists what was overruled, takes it back."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import CorrectionsOption, LibraryOption, OutputOption, app, settings, write
from sceptic.cli.saved import saved_brief

if TYPE_CHECKING:
    from sceptic.config import Settings
    from sceptic.corrections import Author, Wishes
    from sceptic.domain.brief import Brief
    from sceptic.domain.correction import Correction

NOTHING_FOUND = 3


@app.command()
def correct(  # noqa: PLR0913 - one parameter for each flag
    brief: Annotated[
        str | None, typer.Argument(help="A brief saved with --format json; - reads stdin.")
    ] = None,
    study: Annotated[
        str | None, typer.Argument(help="Its PMID, DOI or record id, or words such as 'Issa 2022'.")
    ] = None,
    design: Annotated[
        str | None, typer.Option(metavar="WORD", help="What kind of study it is.")
    ] = None,
    direction: Annotated[
        str | None, typer.Option(metavar="WORD", help="better, no_difference, worse or unclear.")
    ] = None,
    stance: Annotated[
        str | None, typer.Option(metavar="WORD", help="supports, contradicts or unclear.")
    ] = None,
    exclude: Annotated[bool, typer.Option("--exclude", help="It does not count.")] = False,
    include: Annotated[bool, typer.Option("--include", help="It counts.")] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, in a sentence.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")] = "",
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the decision (today).")
    ] = None,
    undo: Annotated[str | None, typer.Option(metavar="ID", help="Take a correction back.")] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the corrections that are in force.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="With --list: one a line as JSON.")] = False,
    library: LibraryOption = None,
    corrections: CorrectionsOption = None,
    output: OutputOption = None,
) -> int:
    """Overrule how a study was read: its design, direction, stance, or whether it counts.

    Example: sceptic correct brief.json 23440782 --exclude --by "A. Editor" --reason "Too old."
    """
    from sceptic.config import date_from  # noqa: PLC0415
    from sceptic.corrections import Author  # noqa: PLC0415
    from sceptic.errors import CorrectionError  # noqa: PLC0415

    chosen = settings(library=library, corrections=corrections)
    file = _file(chosen)
    day = date_from(date) if date else chosen.date
    if listed:
        return _list(file, chosen, output, as_json=json)
    if undo is not None:
        return _undo(file, undo, Author(by, day, reason), output)
    if brief is None or study is None:
        raise CorrectionError(
            "a brief and one of its studies are needed", hint="sceptic correct BRIEF STUDY --design"
        )
    wishes = _wishes(design, direction, stance, include=include, exclude=exclude)
    return _correct(saved_brief(brief), study, wishes, Author(by, day, reason), chosen, output)


def _file(chosen: Settings) -> Path:
    from sceptic.config import corrections_file  # noqa: PLC0415
    from sceptic.errors import ConfigError  # noqa: PLC0415

    file = corrections_file(chosen)
    if file is None:
        raise ConfigError("corrections are left out by the setting", hint="--corrections FILE")
    return file


def _wishes(
    design: str | None, direction: str | None, stance: str | None, *, include: bool, exclude: bool
) -> Wishes:
    from sceptic.domain.correction import EXCLUDED, INCLUDED, CorrectedField  # noqa: PLC0415
    from sceptic.errors import CorrectionError  # noqa: PLC0415

    if include and exclude:
        raise CorrectionError("--include and --exclude exclude each other")
    given = {
        CorrectedField.DESIGN: design,
        CorrectedField.DIRECTION: direction,
        CorrectedField.STANCE: stance,
        CorrectedField.COUNTED: INCLUDED if include else EXCLUDED if exclude else None,
    }
    wishes = {
        field: value.strip().lower().replace(" ", "_").replace("-", "_")
        for field, value in given.items()
        if value is not None
    }
    if not wishes:
        raise CorrectionError(
            "nothing is said to be corrected",
            hint="--design, --direction, --stance, --exclude or --include",
        )
    return wishes


def _correct(
    brief: Brief, study: str, wishes: Wishes, author: Author, chosen: Settings, output: str | None
) -> int:
    from sceptic.config import corrections_file  # noqa: PLC0415
    from sceptic.corrections import corrections_for  # noqa: PLC0415
    from sceptic.library.corrections import keep  # noqa: PLC0415

    made = corrections_for(brief, study, wishes, author, chosen.date)
    _check_library(brief, made[0], chosen)
    file = corrections_file(chosen)
    assert file is not None
    replaced = keep(file, made)
    write("".join(f"{_line(each)}\n" for each in made), output)
    for each in replaced:
        _tell(f"in place of {_line(each)}")
    _tell(f"kept in {file}; the next briefs use it; sceptic correct --undo {made[0].id}")
    return 0


def _check_library(brief: Brief, correction: Correction, chosen: Settings) -> None:
    """A correction is kept beside the library whose brief was corrected."""
    from sceptic.config import open_library  # noqa: PLC0415
    from sceptic.errors import CorrectionError  # noqa: PLC0415

    made_from = brief.method.library
    if made_from.is_live or chosen.corrections:
        return
    opened = open_library(chosen)
    here = opened.snapshot()
    is_other = here.is_starter != made_from.is_starter
    if is_other or not opened.records((correction.record_id,)):
        starter = "starter" if made_from.is_starter else "DIR"
        raise CorrectionError(
            f"the brief was made from {made_from.name}, and the library here is {here.name}"
            if is_other
            else f"{here.name} has no record {correction.record_id}",
            hint=f"--library {starter}, the library that the brief was made from",
        )


def _undo(file: Path, correction_id: str, author: Author, output: str | None) -> int:
    from sceptic.library.corrections import undo  # noqa: PLC0415

    gone = undo(file, correction_id.strip(), author.date, " ".join(author.by.split()))
    write(f"undone: {_line(gone)}\n", output)
    return 0


def _list(file: Path, chosen: Settings, output: str | None, *, as_json: bool) -> int:
    from sceptic.library.corrections import corrections_in  # noqa: PLC0415

    found = corrections_in(file)
    if as_json:
        import msgspec  # noqa: PLC0415

        write(b"".join(msgspec.json.encode(each) + b"\n" for each in found), output)
    else:
        write("".join(f"{_line(each)}\n" for each in found), output)
    for each in _without_record(found, chosen):
        _tell(f"{each.id}: {each.record_id} is not in this library")
    _tell(f"{len(found)} in force, in {file}")
    return 0 if found else NOTHING_FOUND


def _without_record(found: tuple[Correction, ...], chosen: Settings) -> tuple[Correction, ...]:
    """Corrections whose record the library does not hold; none where there is no library."""
    from sceptic.config import open_library  # noqa: PLC0415
    from sceptic.errors import LibraryError  # noqa: PLC0415

    with suppress(LibraryError):
        held = {r.id for r in open_library(chosen).records([c.record_id for c in found])}
        return tuple(c for c in found if c.record_id not in held)
    return ()


def _line(correction: Correction) -> str:
    from sceptic.domain.words import correction_words  # noqa: PLC0415

    name = f"{correction.study} ({correction.record_id})"
    about = f" [{correction.question}]" if correction.claim else ""
    return f"{correction.id}  {name}: {correction_words(correction)}{about}"


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201
