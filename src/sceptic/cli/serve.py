"""``sceptic serve``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sceptic.cli.app import LibraryOption, app, settings


@app.command()
def serve(
    eutils: Annotated[
        bool, typer.Option("--eutils", help="NCBI's E-utilities over the library.")
    ] = False,
    library: LibraryOption = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    cap: Annotated[
        int, typer.Option(min=1, help="Records of one search that can be reached, as at NCBI.")
    ] = 9_999,
) -> int:
    """Answer programs that speak to NCBI, from the library.

    Example: sceptic serve --eutils --library pubmed --port 8000
    """
    from sceptic.config import open_library  # noqa: PLC0415 - keeps --help light
    from sceptic.errors import ConfigError  # noqa: PLC0415

    if not eutils:
        raise ConfigError("say what to serve", hint="sceptic serve --eutils")
    from sceptic.eutils_server.app import BASE, app_over, listening, serve_on  # noqa: PLC0415

    chosen = settings(library=library)
    opened = open_library(chosen)
    held = opened.snapshot()
    place = listening(host, port)
    address = f"http://{host}:{place.getsockname()[1]}{BASE}"
    print(f"{held.name}, {held.records} records: {address}", file=sys.stderr)  # noqa: T201
    serve_on(app_over(opened, today=lambda: chosen.date, cap=cap), place)
    return 0
