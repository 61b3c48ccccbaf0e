"""A survey ("What helps Y?") in the formats that people and programs read.

Text, Markdown and HTML walk the same outline as a brief, a treatment standing where a brief has a
part; JSON is the survey's own fields (docs/reference/formats.md).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from importlib import import_module
from types import MappingProxyType
from typing import Any

import msgspec

from sceptic.domain.survey import SURVEY_FORMAT_VERSION, Survey
from sceptic.errors import FileFormatError, InputError, UnsourcedStatementError
from sceptic.render import labels
from sceptic.render.json import hash_of
from sceptic.render.labels import CAPTIONS
from sceptic.render.outline import (
    Outline,
    PartRow,
    chapter_of,
    dateline_of,
    lead_of,
    method_rows,
    people,
    sentence_of,
    with_blocks,
)
from sceptic.render.sources import Numbering, cleaned

SCHEMA_ID = f"urn:sceptic:survey:{SURVEY_FORMAT_VERSION}"
_HINT = 'expected a file written by `sceptic ask "What helps ...?" --format json`'


def outline_of_survey(survey: Survey) -> Outline:
    numbering = Numbering(survey.method.query, survey.studies)
    sections = {section.id: section for section in survey.sections}
    first = tuple(chapter_of(s, numbering) for s in survey.sections if s.id == "safety")
    headline = sentence_of(survey.headline, numbering)
    lead = lead_of(sections.get("answer"), survey.headline, numbering)
    chapters = [
        chapter_of(s, numbering) for s in survey.sections if s.id not in ("safety", "answer")
    ]
    judged = len(survey.candidates)
    value = Outline(
        question=cleaned(survey.question.text),
        dateline=tuple(dateline_of(survey.method)),
        answer=None,
        answer_label=_label(judged),
        certainty_label="",
        circles="",
        remarks=(),
        headline=headline,
        first=first,
        lead=lead,
        chapters=(),
        parts=tuple(_rows(survey)),
        groups=(),
        years=(),
        flow=(),
        exclusions=(),
        rules=(),
        gaps=tuple((cleaned(g.what), cleaned(g.why)) for g in survey.gaps),
        method=tuple(method_rows(survey.method, survey.id)),
        references=numbering.references(),
        software=cleaned(survey.method.software),
        kind=CAPTIONS["survey"],
        part=CAPTIONS["treatment"],
        parts_table=CAPTIONS["treatments_table"],
    )
    return dataclasses.replace(value, chapters=with_blocks(chapters, value))


def _label(judged: int) -> str:
    if not judged:
        return CAPTIONS["judged_none"]
    return f"{judged} {CAPTIONS['judged_one' if judged == 1 else 'judged']}"


def _rows(survey: Survey) -> Iterator[PartRow]:
    for each in survey.candidates:
        yield PartRow(
            cleaned(each.intervention.name),
            each.answer,
            labels.ANSWERS[each.answer],
            labels.CERTAINTIES[each.certainty],
            labels.circles(each.certainty),
            each.studies,
            people(each.studies, each.participants),
        )


def _page(module: str) -> Callable[[Survey], str]:
    def renderer(survey: Survey) -> str:
        page = import_module(f"sceptic.render.{module}").page
        written: str = page(outline_of_survey(survey))
        return written

    return renderer


def as_json(survey: Survey) -> bytes:
    """UTF-8, stable key order, two blanks of indent, a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(_builtins(survey)), indent=2) + b"\n"


def survey_from_json(data: bytes) -> Survey:
    """The survey in a file written by `as_json`.

    Raises:
        UnsourcedStatementError: a statement has no source.
        FileFormatError: not JSON, not a survey, of another version, or changed by hand.

    """
    try:
        given = msgspec.json.decode(data)
        if not isinstance(given, dict) or given.get("format_version") != SURVEY_FORMAT_VERSION:
            raise FileFormatError("not a survey of a version we can read", hint=_HINT)
        survey = msgspec.convert(given, Survey, str_keys=True)
    except msgspec.ValidationError as error:
        if "without a source" in str(error):
            raise UnsourcedStatementError(str(error)) from error
        raise FileFormatError(f"not a survey we can read: {error}", hint=_HINT) from error
    except msgspec.DecodeError as error:
        raise FileFormatError(f"not JSON: {error}", hint=_HINT) from error
    if survey.id != content_id(survey):
        raise FileFormatError(
            "the survey was changed after it was saved: its content no longer has its id",
            hint="ask the question again",
        )
    return survey


def is_survey(data: bytes) -> bool:
    """Whether a file holds a survey and not a brief."""
    try:
        return isinstance(given := msgspec.json.decode(data), dict) and "candidates" in given
    except msgspec.DecodeError:
        return False


def with_id(survey: Survey) -> Survey:
    """The survey under the hash of its content."""
    return dataclasses.replace(survey, id=content_id(survey))


def content_id(survey: Survey) -> str:
    """``sha256:`` and the hash of the survey's JSON without ``id``, taken as for a brief."""
    return hash_of(_builtins(survey))


def _builtins(survey: Survey) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(survey)
    for name in ("corrections", "readers"):
        if not plain["method"][name]:
            del plain["method"][name]
    statements = [plain["headline"], *(c["statement"] for c in plain["candidates"])]
    statements += [s for section in plain["sections"] for s in section["statements"]]
    for source in (source for s in statements for source in s["sources"] if not source["by"]):
        del source["by"]
    return plain


FORMATS: MappingProxyType[str, Callable[[Survey], str | bytes]] = MappingProxyType(
    {"text": _page("text"), "md": _page("markdown"), "html": _page("html"), "json": as_json}
)
"""Formats of a survey by the name that ``--format`` takes."""


def rendered(survey: Survey, name: str) -> str | bytes:
    """The survey in the format of this name.

    Raises:
        InputError: a survey has no such format.

    """
    if name not in FORMATS:
        raise InputError(
            f"a survey cannot be written as {name}",
            hint=f"choose one of {', '.join(FORMATS)}; each treatment asked by itself has them all",
        )
    return FORMATS[name](survey)
