"""``sceptic diff``: what differs between two saved briefs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sceptic.cli.app import OutputOption, app, settings, write
from sceptic.cli.saved import saved_brief


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="The earlier brief, saved with --format json.")],
    after: Annotated[str, typer.Argument(help="The later one; - reads stdin.")],
    format: Annotated[  # noqa: A002 - the flag's name
        str | None,
        typer.Option("--format", "-f", metavar="NAME", help="text, md, html or json."),
    ] = None,
    output: OutputOption = None,
) -> int:
    """Compare two briefs: what was asked, which studies came, went or changed, what moved.

    Example: sceptic diff then.json brief.json
    """
    from sceptic.cli.ask import _terminal  # noqa: PLC0415
    from sceptic.comparing import differences  # noqa: PLC0415
    from sceptic.errors import InputError  # noqa: PLC0415
    from sceptic.render.differences import as_text, rendered  # noqa: PLC0415

    if before == after == "-":
        raise InputError("standard input holds one brief", hint="save one of them to a file")
    chosen = settings()
    found = differences(saved_brief(before), saved_brief(after))
    name = format or "text"
    if name == "text" and output in (None, "-"):
        width, _ = _terminal(sys.stdout, chosen.width)
        write(as_text(found, width), output)
    else:
        write(rendered(found, name), output)
    return 0
