"""``sceptic library retractions``: a list of retractions beside a library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sceptic.cli.app import LibraryOption, library_app
from sceptic.cli.library import _folder


@library_app.command("retractions")
def retractions(
    file: Annotated[Path, typer.Argument(help="retraction_watch.csv as Crossref publishes it.")],
    library: LibraryOption = None,
) -> int:
    """Load Retraction Watch's list: what PubMed has not marked is then known too.

    Example: sceptic library retractions retraction_watch.csv --library pubmed
    """
    from sceptic.library.retractions import load_retractions  # noqa: PLC0415

    status = load_retractions(file, _folder(library))
    print(status.label)  # noqa: T201
    return 0
