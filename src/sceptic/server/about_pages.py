"""The pages about the library and the interface, and the files that browsers ask for."""

from __future__ import annotations

import re
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from sceptic.checks import gaps_of
from sceptic.config import version
from sceptic.errors import RequestError, ScepticError
from sceptic.holdings import coverage_in, coverage_rows
from sceptic.render import article_html
from sceptic.render.html import style_sheet
from sceptic.searches import page as page_of
from sceptic.server.described import desk_of
from sceptic.server.pages import shown
from sceptic.server.problems import problem_of

router = APIRouter(include_in_schema=False)

LONGEST_QUERY = 20_000
_FOUND = 20
_STATIC = MappingProxyType({"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"})
_ROBOTS = "User-agent: *\nDisallow: /\n"
"""Answers are for those who ask here; a search engine would show them without their date."""


@router.get("/library")
async def library(request: Request, q: str = "", start: str = "0") -> Response:
    desk = desk_of(request)
    held = desk.bench.library
    gaps = await desk.looked_up(gaps_of, held)
    coverage = await desk.looked_up(coverage_in, held)
    found, problem, first = None, None, int(start) if re.fullmatch("[0-9]{1,5}", start) else 0
    if q.strip():
        try:
            found = await desk.looked_up(
                page_of, desk.bench, q[:LONGEST_QUERY], today=desk.settings.date,
                start=first, size=_FOUND,
            )  # fmt: skip
        except ScepticError as error:
            problem = problem_of(error)
    return await shown(
        request,
        "library",
        "library",
        status=problem.status if problem else 200,
        gaps=gaps,
        coverage=coverage_rows(coverage, desk.settings.date) if coverage else (),
        files_missing=coverage.gaps if coverage else (),
        q=q,
        first=first,
        found=found,
        problem=problem,
    )


@router.get("/docs")
async def docs(request: Request) -> Response:
    """The interface for programs in words; its full description is OpenAPI's."""
    described = request.app.openapi()["paths"]
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in described.items():
        for method, told in methods.items():
            groups.setdefault(told.get("tags", ["other"])[0], []).append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": told.get("summary", ""),
                    "words": told.get("description", ""),
                    "parameters": [p["name"] for p in told.get("parameters", ())],
                }
            )
    return await shown(request, "docs", "docs", groups=tuple(groups.items()))


@router.get("/static/{release}/{name}")
async def static(release: str, name: str) -> Response:
    """Our own style and script; the release in the address lets browsers keep them for good."""
    kind = _STATIC.get(name.rpartition(".")[2])
    text = None
    if name == "brief.css":
        text = style_sheet()
    elif name == "article.css":
        text = article_html.style_sheet()
    elif kind and re.fullmatch(r"[a-z]+\.[a-z]+", name):
        place = files("sceptic.server").joinpath("static", name)
        text = place.read_text("utf-8") if place.is_file() else None
    if text is None or kind is None:
        raise RequestError("there is no such file", 404)
    is_current = release == version()
    keeping = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return Response(text, headers={"cache-control": keeping}, media_type=kind)


@router.get("/favicon.ico")
async def favicon() -> Response:
    """For those who look at the address itself; our pages name the picture."""
    return await static("", "icon.svg")


@router.get("/robots.txt")
async def robots() -> Response:
    return PlainTextResponse(_ROBOTS)
