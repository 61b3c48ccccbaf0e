"""``sceptic read``: an article from a file, an address or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import (
    AsOfOption,
    CorrectionsOption,
    LibraryOption,
    OutputOption,
    SourceOption,
    app,
    settings,
    write,
)

if TYPE_CHECKING:
    from sceptic.config import Settings
    from sceptic.domain.article import Article

_ADDRESS = ("http://", "https://")


@app.command()
def read(  # noqa: PLR0913 - one parameter for each flag
    article: Annotated[
        str | None, typer.Argument(help="A file (HTML, PDF, Markdown, text), an address, or -.")
    ] = None,
    format: Annotated[  # noqa: A002 - the flag's name
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="text, md, html (annotated), json, csv (the claims), claimreview (one a claim), "
            "note (to an editor) or paragraph.",
        ),
    ] = None,
    output: OutputOption = None,
    library: LibraryOption = None,
    as_of: AsOfOption = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The date printed in the report.")
    ] = None,
    human: Annotated[
        bool, typer.Option("--human", help="Leave out animal and lab studies.")
    ] = False,
    no_preprints: Annotated[
        bool, typer.Option("--no-preprints", help="Leave out preprints.")
    ] = False,
    source: SourceOption = None,
    corrections: CorrectionsOption = None,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="DIR|LIST", help="A folder of articles, or a file with one on each line."
        ),
    ] = None,
) -> int:
    """Find the claims of an article, check each, trace its studies, audit the piece.

    Example: sceptic read article.html --format html -o report.html
    """
    from sceptic.checks import AskOptions  # noqa: PLC0415
    from sceptic.config import date_from, open_parts  # noqa: PLC0415

    chosen = settings(
        library=library,
        today=today,
        human=human,
        no_preprints=no_preprints,
        source=source,
        corrections=corrections,
    )
    name = _format(format)
    options = AskOptions(
        today=chosen.date,
        as_of=date_from(as_of) if as_of else None,
        human_only=chosen.human == "yes",
        no_preprints=chosen.no_preprints == "yes",
    )
    if batch is not None:
        from sceptic.cli.read_batch import read_batch  # noqa: PLC0415

        return read_batch(batch, output, chosen, open_parts(chosen), options)
    return _one(article, name, output, chosen, options)


def _one(
    given: str | None, name: str, output: str | None, chosen: Settings, options: object
) -> int:
    from sceptic.checks import AskOptions  # noqa: PLC0415
    from sceptic.cli.ask import _counting, _terminal  # noqa: PLC0415
    from sceptic.config import open_parts  # noqa: PLC0415
    from sceptic.errors import InputError  # noqa: PLC0415
    from sceptic.readings import read as read_article  # noqa: PLC0415
    from sceptic.render.article import rendered  # noqa: PLC0415

    assert isinstance(options, AskOptions)
    if given is None:
        raise InputError("no article given", hint="sceptic read FILE, an address, or -")
    text = article_at(given, chosen)
    with _counting() as progress:
        reading = read_article(text, open_parts(chosen), options, progress)
    if name == "text" and output in (None, "-"):
        from sceptic.render.article_text import as_text  # noqa: PLC0415

        width, _ = _terminal(sys.stdout, chosen.width)
        write(as_text(reading, width=width), output)
    else:
        write(rendered(reading, name), output)
    return 4 if reading.is_partial else 0


def _format(given: str | None) -> str:
    from sceptic.errors import InputError  # noqa: PLC0415
    from sceptic.render.article import READING_FORMATS  # noqa: PLC0415

    name = given or "text"
    if name not in READING_FORMATS:
        raise InputError(
            f"a reading cannot be written as {name!r}",
            hint=f"choose one of {', '.join(READING_FORMATS)}",
        )
    return name


def article_at(given: str, chosen: Settings) -> Article:
    """The article at an address, in a file, or on standard input; a copy is kept.

    Raises:
        InputError: the file cannot be read, or holds no article.
        SourceError: the address cannot be fetched.
    """
    from sceptic.config import articles_folder, open_pages  # noqa: PLC0415
    from sceptic.errors import InputError  # noqa: PLC0415
    from sceptic.library.kept_articles import keep  # noqa: PLC0415
    from sceptic.sources.webpage import parse_article  # noqa: PLC0415

    if given.lower().startswith(_ADDRESS):
        page = open_pages().fetch(given)
        data = page.data
        found = parse_article(data, url=page.url, content_type=page.content_type)
    elif given == "-":
        data = sys.stdin.buffer.read()
        found = parse_article(data)
    else:
        try:
            data = Path(given).read_bytes()
        except OSError as error:
            raise InputError(f"cannot read {given}: {error.strerror}") from error
        found = parse_article(data, name=given)
    if given.lower().startswith(_ADDRESS):
        keep(data, found.format, articles_folder(chosen))
    return found
