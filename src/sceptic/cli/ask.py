"""``sceptic ask``, ``show`` and ``config``."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import (
    AsOfOption,
    CorrectionsOption,
    FormatOption,
    LibraryOption,
    OutputOption,
    SourceOption,
    VoiceOption,
    app,
    settings,
    write,
)

if TYPE_CHECKING:
    from sceptic.config import Settings
    from sceptic.domain.brief import Brief
    from sceptic.domain.step import Progress
    from sceptic.domain.survey import Survey


def _render(
    brief: Brief | Survey, chosen: Settings, output: str | None, voice: str | None = None
) -> None:
    from sceptic.errors import ConfigError  # noqa: PLC0415
    from sceptic.render import BINARY, rendered  # noqa: PLC0415

    to_stdout = output in (None, "-")
    if to_stdout and chosen.format in BINARY and sys.stdout is not None and sys.stdout.isatty():
        raise ConfigError(f"{chosen.format} is not for a terminal", hint="-o FILE")
    if to_stdout and chosen.format == "text":
        from sceptic.render.text import as_text  # noqa: PLC0415

        width, color = _terminal(sys.stdout, chosen.width)
        write(as_text(brief, width=width, color=color, voice=voice), output)
    else:
        write(rendered(brief, chosen.format, voice), output)


def _terminal(stream: IO[str] | None, width: str) -> tuple[int, bool]:
    """Columns and whether to colour: a person's terminal is narrow enough to read, never coloured
    against NO_COLOR."""
    if width:
        return int(width), False
    if stream is None or not stream.isatty():
        return 80, False
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return min(shutil.get_terminal_size().columns, 110), not is_plain


# --- ask and show -----------------------------------------------------------------------------


@app.command()
def ask(  # noqa: PLR0913 - one parameter for each flag
    question: Annotated[str | None, typer.Argument(help="A health claim; - reads stdin.")] = None,
    format: FormatOption = None,  # noqa: A002 - the flag's name
    voice: VoiceOption = None,
    output: OutputOption = None,
    library: LibraryOption = None,
    as_of: AsOfOption = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The date printed in the brief.")
    ] = None,
    human: Annotated[
        bool, typer.Option("--human", help="Leave out animal and lab studies.")
    ] = False,
    no_preprints: Annotated[
        bool, typer.Option("--no-preprints", help="Leave out preprints.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Use no network, whatever the setting says.")
    ] = False,
    source: SourceOption = None,
    corrections: CorrectionsOption = None,
    attention: Annotated[
        str | None,
        typer.Option(metavar="LIST", help="Count attention: wikipedia, gdelt, an index of news."),
    ] = None,
    rephrase: Annotated[
        bool, typer.Option("--rephrase", help="Let a language model put sentences more simply.")
    ] = False,
    web_results: Annotated[
        int | None,
        typer.Option(min=1, max=10**12, metavar="N", help="Web hits that an article quotes."),
    ] = None,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="One question a line; JSON Lines out.")
    ] = None,
    intervention: Annotated[str | None, typer.Option(help="Override the treatment.")] = None,
    condition: Annotated[str | None, typer.Option(help="Override the condition.")] = None,
    comparison: Annotated[str | None, typer.Option(help="Override the comparison.")] = None,
    outcome: Annotated[str | None, typer.Option(help="Override the outcome.")] = None,
    population: Annotated[str | None, typer.Option(help="Override the population.")] = None,
    relation: Annotated[
        str | None, typer.Option(help="Override the relation: treats, prevents, causes ...")
    ] = None,
) -> int:
    """Answer a health claim with a cited brief, or "What helps ...?" with a survey of treatments.

    Example: sceptic ask "Does mesotherapy prevent hair loss?" --as-of 2009-12-31
    """
    from sceptic.checks import AskOptions  # noqa: PLC0415
    from sceptic.config import date_from, open_parts, open_writer  # noqa: PLC0415
    from sceptic.domain.brief import Brief  # noqa: PLC0415
    from sceptic.errors import ConfigError  # noqa: PLC0415
    from sceptic.rephrasing import in_simpler_words  # noqa: PLC0415
    from sceptic.surveys import answer  # noqa: PLC0415

    chosen = settings(
        format=format,
        library=library,
        today=today,
        human=human,
        no_preprints=no_preprints,
        source=_source(source, offline=offline),
        corrections=corrections,
        offline=offline,
        attention=attention,
    )
    overrides = {
        name: value
        for name, value in (
            ("intervention", intervention), ("condition", condition), ("comparison", comparison),
            ("outcome", outcome), ("population", population), ("relation", relation),
        )
        if value
    }  # fmt: skip
    options = AskOptions(
        today=chosen.date,
        as_of=date_from(as_of) if as_of else None,
        human_only=chosen.human == "yes",
        no_preprints=chosen.no_preprints == "yes",
        web_results=web_results,
        overrides=overrides,
    )
    if batch is not None:
        if voice is not None:
            raise ConfigError("--batch writes whole briefs", hint="sceptic show BRIEF --for ...")
        from sceptic.cli.batch import ask_batch  # noqa: PLC0415

        return ask_batch(batch, output, open_parts(chosen), options)
    writer = open_writer(chosen) if rephrase else None
    with _counting() as progress:
        given = answer(_question(question), open_parts(chosen), options, progress)
    if writer is not None and isinstance(given, Brief):
        given = in_simpler_words(given, writer)
    _render(given, chosen, output, voice)
    return 4 if given.is_partial else 0


@contextmanager
def _counting() -> Iterator[Progress]:
    """Says on a terminal how far the work is: of a survey, how many treatments are judged."""
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(
            task, description=step.stage.value, completed=step.done, total=step.total or None
        )


def _source(given: str | None, *, offline: bool) -> str | None:
    from sceptic.errors import ConfigError  # noqa: PLC0415

    if offline and given not in (None, "library"):
        raise ConfigError(f"--offline and --source {given} exclude each other")
    return "library" if offline else given


def _question(given: str | None) -> str:
    from sceptic.errors import QuestionError  # noqa: PLC0415

    if given is None:
        raise QuestionError(
            "no question given", hint='sceptic ask "Does mesotherapy prevent hair loss?"'
        )
    if given != "-":
        return given
    try:
        return sys.stdin.read().strip()
    except UnicodeDecodeError as error:
        raise QuestionError("standard input is not UTF-8 text") from error


@app.command()
def show(
    file: Annotated[str, typer.Argument(help="A brief saved with --format json; - reads stdin.")],
    format: FormatOption = None,  # noqa: A002 - the flag's name
    voice: VoiceOption = None,
    output: OutputOption = None,
) -> None:
    """Render a saved brief, survey or reading of an article again, in any of its formats."""
    from sceptic.cli.saved import brief_in, bytes_of  # noqa: PLC0415
    from sceptic.render.article import rendered as reading_rendered  # noqa: PLC0415
    from sceptic.render.article_json import is_reading, reading_from_json  # noqa: PLC0415
    from sceptic.render.survey import is_survey, survey_from_json  # noqa: PLC0415

    data = bytes_of(file)
    if is_reading(data):
        write(reading_rendered(reading_from_json(data), format or "text"), output)
        return
    chosen = settings(format=format)
    given = survey_from_json(data) if is_survey(data) else brief_in(data, file)
    _render(given, chosen, output, voice)


@app.command()
def config() -> None:
    """Print every setting with its value and where it came from."""
    from sceptic.config import settings_from  # noqa: PLC0415

    for origin in settings_from({})[1]:
        typer.echo(f"{origin.name} = {origin.value!r}  ({origin.origin})  # {origin.help}")
