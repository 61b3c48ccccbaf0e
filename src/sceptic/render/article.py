"""A reading of an article in every format. Formats load when first used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from sceptic.domain.reading import Reading
from sceptic.errors import InputError


class ReadingFormat(NamedTuple):
    """One way to write a reading; ``extension`` has its dot."""

    renderer: Callable[[Reading], str | bytes]
    media_type: str
    extension: str


def _lazy(module: str, function: str) -> Callable[[Reading], str | bytes]:
    def renderer(reading: Reading) -> str | bytes:
        found = getattr(import_module(f"sceptic.render.{module}"), function)
        written: str | bytes = found(reading)
        return written

    return renderer


READING_FORMATS = MappingProxyType(
    {
        "text": ReadingFormat(_lazy("article_text", "as_text"), "text/plain", ".txt"),
        "md": ReadingFormat(_lazy("article_text", "as_markdown"), "text/markdown", ".md"),
        "html": ReadingFormat(_lazy("article_html", "as_html"), "text/html", ".html"),
        "json": ReadingFormat(_lazy("article_json", "as_json"), "application/json", ".json"),
        "csv": ReadingFormat(_lazy("article_table", "as_csv"), "text/csv", ".csv"),
        "claimreview": ReadingFormat(
            _lazy("article_table", "as_claimreview"), "application/ld+json", ".claimreview.json"
        ),
        "note": ReadingFormat(_lazy("article_note", "as_note"), "text/plain", ".note.txt"),
        "paragraph": ReadingFormat(
            _lazy("article_note", "as_paragraph"), "text/plain", ".paragraph.txt"
        ),
    }
)
"""Formats by the name that ``sceptic read --format`` takes."""


def rendered(reading: Reading, name: str) -> str | bytes:
    """The reading in the format of this name.

    Raises:
        InputError: a reading has no such format.
    """
    if name not in READING_FORMATS:
        raise InputError(
            f"a reading cannot be written as {name!r}",
            hint=f"choose one of {', '.join(READING_FORMATS)}",
        )
    return READING_FORMATS[name].renderer(reading)
