"""The use case of a library's state: what it holds of PubMed's files, for any door."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from sceptic.library.ledger import Coverage, as_numbers
from sceptic.library.succession import coverage_of

if TYPE_CHECKING:
    from sceptic.library.collection import Library


def coverage_in(library: Library) -> Coverage | None:
    """How much of NLM's files a library holds; ``None`` if it was not made from them."""
    folder: Path | None = getattr(library, "folder", None)
    held = coverage_of(folder) if folder is not None else Coverage()
    return held if held.year else None


def coverage_rows(held: Coverage, today: dt.date) -> tuple[tuple[str, str], ...]:
    """The same in words: what, and how much."""
    of_all = f" of {held.baseline_last}" if held.baseline_last else ""
    rows = [
        ("PubMed of the year", str(held.year)),
        ("Baseline files", f"{held.baseline}{of_all}"),
        ("Update files", str(held.updates)),
        ("Newest file that is in", str(held.newest)),
    ]
    if held.checked:
        days = (today - dt.date.fromisoformat(held.checked[:10])).days
        ago = f", {days} days ago" if days > 1 else ""
        rows.append(("Newest file that NLM has", f"{held.seen} (looked on {held.checked}{ago})"))
    if held.missing:
        rows.append(("Files that are missing", as_numbers(held.missing)))
    if held.unchecked:
        rows.append(("Files without NLM's checksum", str(held.unchecked)))
    return tuple(rows)
