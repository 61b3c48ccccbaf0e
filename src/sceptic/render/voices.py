"""A brief told for one kind of reader, on the pages and in the JSON that every brief has."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import Any

from sceptic.domain.brief import Brief, Statement
from sceptic.domain.survey import Survey
from sceptic.domain.telling import Telling, Voice
from sceptic.errors import ConfigError, InputError
from sceptic.render.findings import findings_block
from sceptic.render.labels import CAPTIONS
from sceptic.render.outline import Chapter, Outline, chapter_of, groups_of, outline_of, sentence_of
from sceptic.render.sources import Numbering, cleaned
from sceptic.synthesis.voices import told_for

TELLING_FORMAT_VERSION = 1
_NUMBERS = {Voice.LIBRARIAN: ("sceptic", "findings", "studies")}
"""Chapters that a voice prints with their table."""


def voice_named(name: str) -> Voice:
    """The voice of this name.

    Raises:
        ConfigError: there is none.

    """
    try:
        return Voice(name)
    except ValueError as error:
        known = ", ".join(voice.value for voice in Voice)
        raise ConfigError(f"nobody is called {name!r}", hint=f"--for one of {known}") from error


def outline_for(brief: Brief | Survey, voice: str | None) -> Outline:
    """The outline of whatever is to be printed.

    Raises:
        InputError: a survey was asked for in a voice.
        ConfigError: no voice has this name.

    """
    if isinstance(brief, Survey):
        if voice is not None:
            raise InputError(
                "a survey has one voice", hint="ask about one of its treatments with --for"
            )
        from sceptic.render.survey import outline_of_survey  # noqa: PLC0415 - it prints pages too

        return outline_of_survey(brief)
    if voice is None:
        return outline_of(brief)
    return outline_of_telling(brief, told_for(voice_named(voice), brief))


def outline_of_telling(brief: Brief, telling: Telling) -> Outline:
    """The outline that pages walk: the telling's sentences, the brief's tables where they help."""
    numbering = Numbering(brief.method.query, (e.study for e in brief.evidence))
    first = tuple(chapter_of(s, numbering) for s in telling.sections if s.id == "safety")
    headline = sentence_of(telling.headline, numbering)
    blocks = _NUMBERS.get(telling.voice, ())
    chapters = tuple(
        _with_block(chapter_of(s, numbering), blocks)
        for s in telling.sections
        if s.id not in ("safety", "answer")
    )
    lead = [chapter_of(s, numbering) for s in telling.sections if s.id == "answer"]
    groups = groups_of(brief, numbering) if "studies" in blocks else ()
    findings = (
        findings_block(brief, lambda s: sentence_of(s, numbering)) if "findings" in blocks else None
    )
    shown = [c for c in chapters if c.block != "findings" or findings is not None]
    return dataclasses.replace(
        outline_of(brief),
        headline=headline,
        first=first,
        lead=tuple(run for chapter in lead for run in chapter.runs),
        chapters=tuple(shown),
        parts=(),
        groups=groups,
        years=(),
        rules=(),
        findings=findings,
        references=numbering.references(),
        kind=f"{CAPTIONS['brief']}, {CAPTIONS[telling.voice.value]}",
    )


def _with_block(chapter: Chapter, blocks: tuple[str, ...]) -> Chapter:
    return dataclasses.replace(chapter, block=chapter.id if chapter.id in blocks else "")


def as_telling_json(brief: Brief, telling: Telling) -> str:
    """The telling as data: each sentence with the records, facts and counts it rests on."""
    shape = {
        "format_version": TELLING_FORMAT_VERSION,
        "for": telling.voice.value,
        "brief": telling.brief,
        "question": cleaned(brief.claim.question.text),
        "answer": brief.verdict.answer.value,
        "certainty": brief.verdict.certainty.value,
        "headline": _sentence(telling.headline),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "statements": [_sentence(s) for s in section.statements],
            }
            for section in telling.sections
        ],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _sentence(statement: Statement) -> dict[str, Any]:
    sources = [
        {
            key: value
            for key, value in (
                ("kind", source.kind.value),
                ("record", source.record_id),
                ("pmid", source.pmid),
                ("quote", source.quote),
                ("address", source.address),
                ("query", source.query),
                ("count", source.count),
                ("date", source.date.isoformat() if source.date else None),
            )
            if value not in (None, "")
        }
        for source in statement.sources
    ]
    role = {"role": statement.role} if statement.role else {}
    return {"text": statement.text, **role, "sources": sources}


def _page(module: str) -> Callable[[Brief, Telling], str]:
    def renderer(brief: Brief, telling: Telling) -> str:
        page = import_module(f"sceptic.render.{module}").page
        written: str = page(outline_of_telling(brief, telling))
        return written

    return renderer


def _pdf(brief: Brief, telling: Telling) -> bytes:
    from sceptic.render.pdf import pdf_of  # noqa: PLC0415 - needs an optional library

    return pdf_of(_page("html")(brief, telling))


FORMATS: MappingProxyType[str, Callable[[Brief, Telling], str | bytes]] = MappingProxyType(
    {
        "text": _page("text"),
        "md": _page("markdown"),
        "html": _page("html"),
        "json": as_telling_json,
        "pdf": _pdf,
    }
)
"""Formats of a telling by the name that ``--format`` takes."""


def rendered_for(voice: Voice, brief: Brief, name: str) -> str | bytes:
    """The brief for this reader in the format of this name.

    Raises:
        InputError: the format is the same for every reader.

    """
    if name not in FORMATS:
        raise InputError(
            f"{name} is the same for every reader",
            hint=f"leave out --for, or choose one of {', '.join(FORMATS)}",
        )
    return FORMATS[name](brief, told_for(voice, brief))
