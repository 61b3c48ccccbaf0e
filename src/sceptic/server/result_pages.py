"""The pages of what was made: a result, the list of results, two briefs compared."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sceptic.domain.brief import Brief
from sceptic.domain.survey import Survey
from sceptic.domain.telling import Voice
from sceptic.errors import RequestError
from sceptic.render import FORMATS
from sceptic.render.differences import html_body
from sceptic.render.html import body
from sceptic.render.outline import Outline, StudyGroup
from sceptic.render.pictures import pictures_of
from sceptic.render.voices import outline_for
from sceptic.server.described import desk_of
from sceptic.server.desk import Desk
from sceptic.server.forms import LONGEST_QUESTION
from sceptic.server.pages import Asked, card_of, shown
from sceptic.server.reading_work import KIND
from sceptic.server.results import compared, result_of

router = APIRouter(include_in_schema=False)

PAGE_SIZE = 30
_COMPARED_WITH = 50

_VOICES = (
    ("", "Everything"),
    (Voice.PATIENT.value, "patients"),
    (Voice.JOURNALIST.value, "journalists"),
    (Voice.LIBRARIAN.value, "librarians"),
)
_EXPORTS = MappingProxyType(
    {
        "html": "Web page",
        "pdf": "PDF",
        "md": "Markdown",
        "text": "Plain text",
        "ris": "References, RIS",
        "bibtex": "References, BibTeX",
        "csl": "References, CSL-JSON",
        "csv": "Study table, CSV",
        "prisma": "PRISMA flow, CSV",
        "prisma-s": "Search after PRISMA-S",
        "claimreview": "ClaimReview",
        "json": "Everything, JSON",
        "zip": "All of these, zip",
    }
)
_OF_A_SURVEY = ("html", "md", "text", "json")
_VOICED = ("html", "pdf", "md", "text", "json")
_FILTERS = (
    ("design", "Design"),
    ("direction", "What it found"),
    ("year", "From the year"),
    ("subjects", "Studied in"),
    ("counted", "Counts"),
)


@router.get("/b/{name}")
async def result(request: Request, name: str) -> Response:
    """A result; the filters hide rows of the study table and change nothing else."""
    wanted, query = _id(name), request.query_params
    voice = query.get("for") or None
    chosen = {key: query[key][:100] for key, _ in _FILTERS if query.get(key)}
    desk = desk_of(request)
    card = desk.archive.card(wanted)
    if card is not None and card.kind == KIND:
        return RedirectResponse(f"/articles/{name}", 303)
    given, outline, text = await desk.looked_up(_result, desk, wanted, voice, chosen)
    is_brief = isinstance(given, Brief)
    names = tuple(_EXPORTS) if is_brief else _OF_A_SURVEY
    rows = [row.keys for group in outline.groups for row in group.rows]
    others = desk.archive.newest(_COMPARED_WITH, kind="brief") if is_brief else ()
    return await shown(
        request,
        "result",
        title=outline.question,
        body=text,
        name=name,
        here_path=f"/b/{name}",
        voices=_VOICES if is_brief else (),
        voice=voice or "",
        exports=[(FORMATS[n].extension, _EXPORTS[n]) for n in names],
        voiced=[FORMATS[n].extension for n in _VOICED],
        filters=_filters(rows),
        chosen=chosen,
        shown=sum(_fits(keys, chosen) for keys in rows),
        all=len(rows),
        left_out=[(why, n) for _, why, n in outline.exclusions if n],
        others=[card_of(k) for k in others if k.id != wanted],
        asked=_asked(given),
    )


def _id(name: str) -> str:
    """The result's id.

    Raises:
        RequestError: it is none.
    """
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        raise RequestError("there is no result of this id", 404, hint="ask the question again")
    return f"sha256:{name}"


def _asked(given: Brief | Survey) -> Asked:
    """What was asked, to ask it again."""
    question = given.claim.question if isinstance(given, Brief) else given.question
    as_of = given.method.as_of
    return Asked(question=question.text, year=as_of.year if as_of else None)


def _result(
    desk: Desk, wanted: str, voice: str | None, chosen: Mapping[str, str]
) -> tuple[Brief | Survey, Outline, str]:
    """The result, its whole outline, and its body with the rows that fit the filter."""
    given = result_of(desk, wanted)
    outline = outline_for(given, voice)
    narrowed = dataclasses.replace(
        outline, groups=tuple(g for g in (_narrowed(g, chosen) for g in outline.groups) if g.rows)
    )
    if isinstance(given, Survey):
        asks = {c.intervention.name: c.question for c in given.candidates}
        return given, outline, body(outline, asks=asks)
    pictures = pictures_of(given) if voice is None else {}
    return given, outline, body(narrowed if chosen else outline, pictures)


# --- the filter of the study table --------------------------------------------------------------

Keys = tuple[tuple[str, str], ...]


def _filters(rows: Iterable[Keys]) -> list[tuple[str, str, list[str]]]:
    """Filters that leave some studies and hide others, with their values; years newest first."""
    values: dict[str, set[str]] = {}
    for keys in rows:
        for key, value in keys:
            values.setdefault(key, set()).add(value)
    return [
        (key, words, sorted(values[key] - {""}, reverse=key == "year"))
        for key, words in _FILTERS
        if len(values.get(key, ())) > 1
    ]


def _narrowed(group: StudyGroup, chosen: Mapping[str, str]) -> StudyGroup:
    return dataclasses.replace(
        group, rows=tuple(row for row in group.rows if _fits(row.keys, chosen))
    )


def _fits(keys: Keys, chosen: Mapping[str, str]) -> bool:
    held = dict(keys)
    return all(
        held.get(key, "") >= value if key == "year" else held.get(key) == value
        for key, value in chosen.items()
    )


# --- lists and comparisons ----------------------------------------------------------------------


@router.get("/results")
async def results(request: Request, cursor: str = "", q: str = "") -> Response:
    wanted = q.strip()[:LONGEST_QUESTION]
    before = int(cursor) if re.fullmatch(r"[0-9]{1,18}", cursor) else None
    kept = desk_of(request).archive.newest(PAGE_SIZE, before, wanted)
    following = kept[-1].number if len(kept) == PAGE_SIZE else None
    cards = [card_of(k) for k in kept]
    return await shown(request, "results", "results", cards=cards, following=following, q=wanted)


@router.get("/compare")
async def compare(request: Request, a: str = "", b: str = "") -> Response:
    """What moved from one brief to another."""
    desk = desk_of(request)
    found = await desk.looked_up(compared, desk, _id(a), _id(b))
    return await shown(request, "compare", "results", body=html_body(found), a=a, b=b)
