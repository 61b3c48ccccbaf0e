"""A brief in every format that people and programs read. Formats load when first used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from sceptic.domain.brief import Brief
from sceptic.domain.survey import Survey
from sceptic.errors import InputError


class Format(NamedTuple):
    """One way to write a brief; ``extension`` has its dot."""

    renderer: Callable[[Brief], str | bytes]
    media_type: str
    extension: str


def _lazy(module: str, function: str) -> Callable[[Brief], str | bytes]:
    def renderer(brief: Brief) -> str | bytes:
        written: str | bytes = getattr(import_module(f"{__name__}.{module}"), function)(brief)
        return written

    return renderer


FORMATS = MappingProxyType(
    {
        "text": Format(_lazy("text", "as_text"), "text/plain", ".txt"),
        "md": Format(_lazy("markdown", "as_markdown"), "text/markdown", ".md"),
        "html": Format(_lazy("html", "as_html"), "text/html", ".html"),
        "json": Format(_lazy("json", "as_json"), "application/json", ".json"),
        "ris": Format(_lazy("references", "as_ris"), "application/x-research-info-systems", ".ris"),
        "bibtex": Format(_lazy("references", "as_bibtex"), "application/x-bibtex", ".bib"),
        "csl": Format(
            _lazy("references", "as_csl_json"),
            "application/vnd.citationstyles.csl+json",
            ".csl.json",
        ),
        "csv": Format(_lazy("table", "as_csv"), "text/csv", ".csv"),
        "studies": Format(_lazy("table", "as_studies_json"), "application/json", ".studies.json"),
        "findings": Format(
            _lazy("findings", "as_findings_json"), "application/json", ".findings.json"
        ),
        "findings-csv": Format(_lazy("findings", "as_findings_csv"), "text/csv", ".findings.csv"),
        "claimreview": Format(
            _lazy("claimreview", "as_claimreview"), "application/ld+json", ".claimreview.json"
        ),
        "prisma": Format(_lazy("prisma", "as_prisma_csv"), "text/csv", ".prisma.csv"),
        "prisma-s": Format(_lazy("prisma", "as_prisma_s"), "text/plain", ".prisma-s.txt"),
        "pdf": Format(_lazy("pdf", "as_pdf"), "application/pdf", ".pdf"),
        "zip": Format(_lazy("archive", "as_zip"), "application/zip", ".zip"),
    }
)
"""Formats by the name that ``--format`` takes."""


BINARY = frozenset({"pdf", "zip"})
"""Formats that are no text: never for a terminal."""


def rendered(brief: Brief | Survey, name: str, voice: str | None = None) -> str | bytes:
    """The brief or survey in the format of this name; a brief also for one kind of reader.

    Raises:
        InputError: no format has this name, or a survey or a voice cannot be written in it.
        ConfigError: no voice has this name, or the format needs a library that is not installed.

    """
    if isinstance(brief, Survey):
        if voice is not None:
            raise InputError(
                "a survey has one voice", hint="ask about one of its treatments with --for"
            )
        written: str | bytes = import_module(f"{__name__}.survey").rendered(brief, name)
        return written
    if name not in FORMATS:
        raise InputError(
            f"no format is called {name!r}", hint=f"choose one of {', '.join(FORMATS)}"
        )
    if voice is not None:
        voices = import_module(f"{__name__}.voices")
        told: str | bytes = voices.rendered_for(voices.voice_named(voice), brief, name)
        return told
    return FORMATS[name].renderer(brief)
