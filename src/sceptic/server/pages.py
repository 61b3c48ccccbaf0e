"""The pages for people. They work without a script; each parses, calls one use case, renders."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sceptic.checks import gaps_of
from sceptic.config import version
from sceptic.domain.brief import Brief
from sceptic.domain.step import Stage
from sceptic.domain.telling import Voice
from sceptic.errors import RequestError, ScepticError
from sceptic.library.archive import Kept
from sceptic.render import FORMATS
from sceptic.render.html import body, style_sheet, template
from sceptic.render.outline import Outline, StudyGroup
from sceptic.render.pictures import pictures_of
from sceptic.render.voices import outline_for
from sceptic.searches import page as page_of
from sceptic.server.desk import Desk
from sceptic.server.forms import LONGEST_QUESTION
from sceptic.server.jobs import DONE, JobState
from sceptic.server.problems import problem_of
from sceptic.server.results import result_of
from sceptic.server.tasks import Ask, Failed

router = APIRouter(include_in_schema=False)

AT_ONCE_S = 1.5
"""So long a question may take before its page of progress is shown."""

EXAMPLES = (
    "Does mesotherapy prevent hair loss?",
    "Do cranberries prevent urinary tract infections?",
    "Is homeopathy better than placebo for colds?",
    "Does the MMR vaccine cause autism?",
    "What helps migraine?",
)
_STAGES = (
    (Stage.FOUND, "Records found"),
    (Stage.SCREENED, "Records looked at"),
    (Stage.READ, "Studies read"),
    (Stage.GRADED, "Studies that count"),
    (Stage.JUDGED, "Treatments judged"),
)
_VOICES = (
    ("", "Everything"),
    (Voice.PATIENT.value, "For patients"),
    (Voice.JOURNALIST.value, "For journalists"),
    (Voice.LIBRARIAN.value, "For librarians"),
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
    ("direction", "Direction"),
    ("year", "Year"),
    ("subjects", "Studied in"),
    ("counted", "Counted"),
)
_STATIC = MappingProxyType({"css": "text/css", "js": "text/javascript"})
_ALL_YEARS = 1990


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def shown(
    request: Request, view: str, here: str = "", status: int = 200, **values: object
) -> HTMLResponse:
    """A page of ours around these values."""
    desk = desk_of(request)
    snapshot = await desk.looked_up(desk.bench.library.snapshot)
    common = {
        "version": version(),
        "library": snapshot,
        "here": here,
        "year": desk.settings.date.year,
        "problem": None,
        "asked": Asked(),
    }
    text = template(f"web/{view}.html.j2").render(common | values)
    return HTMLResponse(text, status)


# --- asking -------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the question box; ``year`` is None for today."""

    question: str = ""
    human_only: bool = False
    no_preprints: bool = False
    web_results: int | None = None
    year: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.human_only or self.no_preprints or self.web_results or self.year)

    @classmethod
    def of(cls, form: FormData, today: dt.date) -> Asked:
        """From the form as a browser sends it; a number that is none counts as not given."""
        year = _number(form.get("as_of_year"), _ALL_YEARS, today.year - 1)
        return cls(
            question=str(form.get("question") or "").strip(),
            human_only=form.get("human_only") == "yes",
            no_preprints=form.get("no_preprints") == "yes",
            web_results=_number(form.get("web_results"), 1, 10**12),
            year=year,
        )

    def task(self) -> Ask:
        return Ask(
            question=self.question,
            as_of=dt.date(self.year, 12, 31) if self.year else None,
            human_only=self.human_only,
            no_preprints=self.no_preprints,
            web_results=self.web_results,
        )


def _number(given: object, low: int, high: int) -> int | None:
    text = str(given or "")
    value = int(text) if re.fullmatch(r"[0-9]{1,13}", text) else None
    return value if value is not None and low <= value <= high else None


@router.get("/")
async def home(request: Request) -> Response:
    desk = desk_of(request)
    latest = [_card(k) for k in desk.archive.newest(5)]
    asked = Asked(question=request.query_params.get("question", "")[:LONGEST_QUESTION])
    return await shown(request, "home", "ask", examples=EXAMPLES, latest=latest, asked=asked)


@router.post("/ask")
async def ask(request: Request) -> Response:
    desk = desk_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        asked = Asked.of(form, desk.settings.date)
    if not asked.question or len(asked.question) > LONGEST_QUESTION:
        problem = RequestError(
            "there is no question" if not asked.question else "the question is too long",
            422,
            hint='for example: "Does zinc prevent colds?"',
        )
        return await _home_with(request, asked, problem_of(problem))
    held = desk.jobs.kept(asked.task())
    if held is not None:
        return _to_result(held)
    try:
        job = desk.jobs.submit(asked.task())
    except RequestError as error:
        answer = await _home_with(request, asked, problem_of(error))
        answer.headers["retry-after"] = str(error.retry_after or 5)
        return answer
    told = await desk.jobs.over(job.id, AT_ONCE_S) or job
    if told.error is not None:
        return await _home_with(request, asked, told.error)
    if told.state == DONE and told.result:
        return _to_result(told.result)
    return RedirectResponse(f"/jobs/{told.id}", 303)


async def _home_with(request: Request, asked: Asked, problem: Failed) -> Response:
    return await shown(
        request,
        "home",
        "ask",
        status=problem.status,
        examples=EXAMPLES,
        latest=(),
        asked=asked,
        problem=problem,
    )


def _to_result(result: str) -> Response:
    return RedirectResponse(f"/b/{result.removeprefix('sha256:')}", 303)


@router.get("/jobs/{job}")
async def follow(request: Request, job: str) -> Response:
    """Where a question stands; without a script the page asks again every two seconds."""
    told = desk_of(request).jobs.state(job)
    if told is None:
        raise RequestError("there is no such job", 404, hint="ask the question again")
    if told.result:
        return _to_result(told.result)
    done = {step.stage.value: _amount(step.done, step.total) for step in told.steps}
    return await shown(
        request,
        "job",
        "ask",
        status=told.error.status if told.error else 200,
        job=told,
        over=told.is_over,
        problem=told.error,
        asked=Asked(),
        state=_STATES[told.state],
        stages=[(stage.value, words) for stage, words in _stages(told)],
        done=done,
    )


_STATES = MappingProxyType(
    {
        "queued": "Waiting for others to be done ...",
        "running": "Working ...",
        "done": "Done.",
        "failed": "It could not be answered.",
    }
)


def _stages(told: JobState) -> tuple[tuple[Stage, str], ...]:
    """Those of a survey once it is known to be one."""
    is_survey = any(step.stage is Stage.JUDGED for step in told.steps)
    return tuple(s for s in _STAGES if (s[0] is Stage.JUDGED) == is_survey)


def _amount(done: int, total: int) -> str:
    return f"{done} / {total}" if total else str(done)


# --- results ------------------------------------------------------------------------------------


@router.get("/b/{name}")
async def result(request: Request, name: str) -> Response:
    """A result; the filters hide rows of the study table and change nothing else."""
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        raise RequestError("there is no result of this id", 404, hint="ask the question again")
    query = request.query_params
    voice = query.get("for") or None
    chosen = {key: query[key][:100] for key, _ in _FILTERS if query.get(key)}
    desk = desk_of(request)
    given, outline, text = await desk.looked_up(_result, desk, f"sha256:{name}", voice, chosen)
    is_brief = isinstance(given, Brief)
    names = tuple(_EXPORTS) if is_brief else _OF_A_SURVEY
    rows = [row for group in outline.groups for row in group.rows]
    counts = Counter(key for row in rows for key in row.keys)
    filters = [
        (key, words, sorted({value for k, value in counts if k == key}))
        for key, words in _FILTERS
        if len({value for k, value in counts if k == key}) > 1
    ]
    left = sum(_fits(row.keys, chosen) for row in rows)
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
        filters=filters,
        chosen=chosen,
        shown=left,
        all=len(rows),
        asked=Asked(question=outline.question),
    )


def _result(
    desk: Desk, result: str, voice: str | None, chosen: Mapping[str, str]
) -> tuple[Any, Outline, str]:
    """The result, its whole outline, and its body with the rows that fit the filter."""
    given = result_of(desk, result)
    outline = outline_for(given, voice)
    narrowed = dataclasses.replace(
        outline, groups=tuple(g for g in (_narrowed(g, chosen) for g in outline.groups) if g.rows)
    )
    pictures = pictures_of(given) if isinstance(given, Brief) and voice is None else {}
    return given, outline, body(narrowed if chosen else outline, pictures)


def _narrowed(group: StudyGroup, chosen: Mapping[str, str]) -> StudyGroup:
    return dataclasses.replace(
        group, rows=tuple(row for row in group.rows if _fits(row.keys, chosen))
    )


def _fits(keys: tuple[tuple[str, str], ...], chosen: Mapping[str, str]) -> bool:
    held = dict(keys)
    return all(held.get(key) == value for key, value in chosen.items())


@router.get("/results")
async def results(request: Request, cursor: int | None = None) -> Response:
    kept = desk_of(request).archive.newest(30, cursor)
    following = kept[-1].number if len(kept) == 30 else None
    cards = [_card(k) for k in kept]
    return await shown(request, "results", "results", cards=cards, following=following)


def _card(kept: Kept) -> dict[str, str]:
    name = kept.id.removeprefix("sha256:")
    return {"name": name, "title": kept.title, "told": kept.told, "made": kept.made}


# --- the library, and what programs get ---------------------------------------------------------


@router.get("/library")
async def library(request: Request, q: str = "") -> Response:
    desk = desk_of(request)
    gaps = await desk.looked_up(gaps_of, desk.bench.library)
    found, problem = None, None
    if q.strip():
        try:
            found = await desk.looked_up(
                page_of, desk.bench, q[:20_000], today=desk.settings.date, size=20
            )
        except ScepticError as error:
            problem = problem_of(error)
    return await shown(
        request,
        "library",
        "library",
        status=problem.status if problem else 200,
        gaps=gaps,
        coverage=(),
        q=q,
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
    elif kind and re.fullmatch(r"[a-z]+\.[a-z]+", name):
        place = files("sceptic.server").joinpath("static", name)
        text = place.read_text("utf-8") if place.is_file() else None
    if text is None or kind is None:
        raise RequestError("there is no such file", 404)
    is_current = release == version()
    keeping = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return Response(text, headers={"cache-control": keeping}, media_type=kind)
