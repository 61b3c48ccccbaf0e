"""``sceptic library mesh``: MeSH beside a library, for searching and for understanding."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sceptic.cli.app import LibraryOption, library_app
from sceptic.cli.library import _folder


@library_app.command("mesh")
def mesh(
    file: Annotated[
        Path, typer.Argument(help="NLM's descriptors or supplementary concepts, gzipped or not.")
    ],
    library: LibraryOption = None,
) -> int:
    """Load a MeSH file: questions then understand its diseases and drugs, searches its headings.

    Example: sceptic library mesh desc2026.xml.gz --library pubmed
    """
    from sceptic.library.files import digest_of  # noqa: PLC0415
    from sceptic.library.mesh_file import load_mesh  # noqa: PLC0415

    found = load_mesh(file, _folder(library), digest_of(file))
    headings = f"{found.headings} headings, " if found.headings else ""
    print(f"{file.name}: {headings}{found.concepts} concepts that a question may name")  # noqa: T201
    return 0
