"""``sceptic mcp``: the tools for assistants."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from sceptic.cli.app import LibraryOption, SourceOption, app, settings


@app.command()
def mcp(
    library: LibraryOption = None,
    source: SourceOption = None,
    http: Annotated[
        bool, typer.Option("--http", help="Over HTTP at /mcp instead of standard input and output.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port for --http.")] = 8001,
) -> int:
    """Answer assistants that speak the Model Context Protocol, on this machine alone.

    Example: sceptic mcp --library pubmed
    """
    from importlib.util import find_spec  # noqa: PLC0415 - keeps --help light

    from sceptic.config import archive_file, open_parts  # noqa: PLC0415
    from sceptic.errors import ConfigError  # noqa: PLC0415
    from sceptic.library.archive import Archive  # noqa: PLC0415

    if find_spec("mcp") is None:
        raise ConfigError(
            "the protocol's library is not installed", hint="pip install sceptic[mcp]"
        )
    from sceptic.mcp_server.app import server_over  # noqa: PLC0415

    chosen = settings(library=library, source=source)
    server = server_over(chosen, open_parts(chosen), Archive(archive_file(chosen)))
    if not http:
        server.run("stdio")
        return 0
    from sceptic.eutils_server.app import listening  # noqa: PLC0415
    from sceptic.server.app import serve_on  # noqa: PLC0415
    from sceptic.server.guard import Guard, Rules  # noqa: PLC0415

    rules = Rules(token=os.environ.get("SCEPTIC_TOKEN", ""))
    place = listening("127.0.0.1", port)
    print(f"http://127.0.0.1:{place.getsockname()[1]}/mcp", file=sys.stderr)  # noqa: T201
    serve_on(Guard(server.streamable_http_app(stateless_http=True), rules), place)
    return 0
