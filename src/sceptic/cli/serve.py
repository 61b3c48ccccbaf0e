"""``sceptic serve``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sceptic.cli.app import LibraryOption, SourceOption, app, settings

if TYPE_CHECKING:
    from sceptic.config import Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@app.command()
def serve(  # noqa: PLR0913 - one parameter for each flag
    eutils: Annotated[
        bool, typer.Option("--eutils", help="NCBI's E-utilities over the library instead.")
    ] = False,
    library: LibraryOption = None,
    source: SourceOption = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that make briefs at the same time.")
    ] = 2,
    waiting: Annotated[
        int, typer.Option(min=1, help="Questions that may wait; more are sent away.")
    ] = 40,
    rate: Annotated[
        int, typer.Option(min=1, help="Requests a minute that one address may make.")
    ] = 600,
    open_to_all: Annotated[
        bool, typer.Option("--open", help="Let other machines in without a token.")
    ] = False,
    cap: Annotated[
        int, typer.Option(min=1, help="Records of one search that --eutils reaches, as at NCBI.")
    ] = 9_999,
) -> int:
    """Serve the web page and the REST interface, or answer programs that speak to NCBI.

    Only this machine is let in. SCEPTIC_TOKEN is the token that others have to give.

    Example: sceptic serve --library pubmed --port 8000
    """
    chosen = settings(library=library, source=source)
    if eutils:
        return _serve_eutils(chosen, host, port, cap)
    from sceptic.config import archive_file  # noqa: PLC0415 - keeps --help light
    from sceptic.errors import ConfigError  # noqa: PLC0415
    from sceptic.eutils_server.app import listening  # noqa: PLC0415
    from sceptic.library.archive import Archive  # noqa: PLC0415
    from sceptic.server.app import app_over, serve_on  # noqa: PLC0415
    from sceptic.server.desk import Limits  # noqa: PLC0415
    from sceptic.server.guard import LOOPBACK as NAMES  # noqa: PLC0415
    from sceptic.server.guard import Rules  # noqa: PLC0415

    token, is_here = os.environ.get("SCEPTIC_TOKEN", ""), host in LOOPBACK
    if not (is_here or token or open_to_all):
        raise ConfigError(
            f"{host} lets other machines in, and there is no token",
            hint="set SCEPTIC_TOKEN, or say --open",
        )
    rules = Rules(hosts=NAMES if is_here else (), token=token, rate=rate)
    served = app_over(
        chosen, Archive(archive_file(chosen)), limits=Limits(workers, waiting), rules=rules
    )
    place = listening(host, port)
    print(f"http://{host}:{place.getsockname()[1]}/", file=sys.stderr)  # noqa: T201
    serve_on(served, place)
    return 0


def _serve_eutils(chosen: Settings, host: str, port: int, cap: int) -> int:
    from sceptic.config import open_library  # noqa: PLC0415
    from sceptic.eutils_server.app import BASE, app_over, listening, serve_on  # noqa: PLC0415

    opened = open_library(chosen)
    held = opened.snapshot()
    place = listening(host, port)
    address = f"http://{host}:{place.getsockname()[1]}{BASE}"
    print(f"{held.name}, {held.records} records: {address}", file=sys.stderr)  # noqa: T201
    serve_on(app_over(opened, today=lambda: chosen.date, cap=cap), place)
    return 0
