"""``sceptic attention``: news corpora that attention can be counted in without the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sceptic.cli.app import app

attention_app = typer.Typer(
    help="Count how much the press writes, in corpora on this machine.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(attention_app, name="attention")


@attention_app.callback()
def attention() -> None:
    """Count how much the press writes, in corpora on this machine."""


@attention_app.command("index")
def index(
    files: Annotated[
        list[Path], typer.Argument(help="JSON lines, WARC or WET; gzipped or not; folders.")
    ],
    to: Annotated[Path, typer.Option(metavar="FILE", help="The index; more is added to it.")],
    name: Annotated[str, typer.Option(help="What briefs call the corpus.")] = "",
) -> int:
    """Read news articles into an index, for `ask --attention FILE`.

    Example: sceptic attention index news.jsonl --to news.index
    """
    from sceptic.errors import InputError  # noqa: PLC0415 - keeps --help light
    from sceptic.library.news_index import index_news  # noqa: PLC0415

    found = [p for given in files for p in (sorted(given.iterdir()) if given.is_dir() else [given])]
    if not found:
        raise InputError("there is no file to read here")

    def show(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} articles", end="", file=sys.stderr)  # noqa: T201

    done = index_news(found, to, name, show)
    print(  # noqa: T201
        f"{done.added} articles added, {done.known} known before, {done.empty} without text"
    )
    return 0
