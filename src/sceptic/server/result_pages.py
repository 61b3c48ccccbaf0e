"""The pages of what was made: a result, the list of results, two briefs compared."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sceptic.domain.brief import Brief
from sceptic.domain.survey import Survey
from sceptic.domain.telling import Voice
from sceptic.errors import RequestError
from sceptic.library.archive import Archive
from sceptic.render import FORMATS
from sceptic.render.differences import html_body
from sceptic.render.html import body
from sceptic.render.outline import StudyGroup
from sceptic.render.pictures import pictures_of
from sceptic.render.voices import outline_for
from sceptic.server.described import desk_of
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


Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A result as its page shows it: ``keys`` of all studies, ``left_out`` reason and number."""

    text: str
    title: str
    asked: Asked
    is_brief: bool
    keys: tuple[Keys, ...]
    left_out: tuple[tuple[str, int], ...]


@router.get("/b/{name}")
async def result(request: Request, name: str) -> Response:
    """A result; the filters hide rows of the study table and change nothing else."""
    wanted, query = _id(name), request.query_params
    card = desk_of(request).archive.card(wanted)
    if card is not None and card.kind == KIND:
        return RedirectResponse(f"/articles/{name}", 303)
    voice = query.get("for") or None
    chosen = {key: query[key][:100] for key, _ in _FILTERS if query.get(key)}
    desk = desk_of(request)
    drawn = await desk.looked_up(_drawn, desk.archive, wanted, voice, tuple(chosen.items()))
    names = tuple(_EXPORTS) if drawn.is_brief else _OF_A_SURVEY
    others = desk.archive.newest(_COMPARED_WITH, kind="brief") if drawn.is_brief else ()
    return await shown(
        request,
        "result",
        title=drawn.title,
        body=drawn.text,
        name=name,
        here_path=f"/b/{name}",
        voices=_VOICES if drawn.is_brief else (),
        voice=voice or "",
        exports=[(FORMATS[n].extension, _EXPORTS[n]) for n in names],
        voiced=[FORMATS[n].extension for n in _VOICED],
        filters=_filters(drawn.keys),
        chosen=chosen,
        shown=sum(_fits(keys, chosen) for keys in drawn.keys),
        all=len(drawn.keys),
        left_out=drawn.left_out,
        others=[card_of(k) for k in others if k.id != wanted],
        asked=drawn.asked,
    )


def _id(name: str) -> str:
    """The result's id.

    Raises:
        RequestError: it is none.
    """
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        raise RequestError("there is no result of this id", 404, hint="ask the question again")
    return f"sha256:{name}"


@lru_cache(maxsize=32)
def _drawn(archive: Archive, wanted: str, voice: str | None, chosen: Keys) -> Drawn:
    """A result never changes, so the pages that were looked at last are kept drawn.

    Raises:
        RequestError: there is no such result.
    """
    given = result_of(archive, wanted)
    outline = outline_for(given, voice)
    if isinstance(given, Survey):
        asks = {c.intervention.name: c.question for c in given.candidates}
        text, question = body(outline, asks=asks), given.question
    else:
        groups = (_narrowed(group, dict(chosen)) for group in outline.groups)
        narrowed = dataclasses.replace(outline, groups=tuple(g for g in groups if g.rows))
        text = body(narrowed if chosen else outline, {} if voice else pictures_of(given))
        question = given.claim.question
    as_of = given.method.as_of
    return Drawn(
        text,
        outline.question,
        Asked(question=question.text, year=as_of.year if as_of else None),
        isinstance(given, Brief),
        tuple(row.keys for group in outline.groups for row in group.rows),
        tuple((why, n) for _, why, n in outline.exclusions if n),
    )


# --- the filter of the study table --------------------------------------------------------------


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
    found = await desk.looked_up(compared, desk.archive, _id(a), _id(b))
    return await shown(request, "compare", "results", body=html_body(found), a=a, b=b)
