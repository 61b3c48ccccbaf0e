"""The pages on which people ask. They work without a script; each parses, calls one use case,
renders.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from types import MappingProxyType

import msgspec
from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sceptic.config import version
from sceptic.domain.step import Stage
from sceptic.errors import RequestError
from sceptic.library.archive import Kept
from sceptic.render.html import template
from sceptic.server.described import desk_of
from sceptic.server.forms import LONGEST_QUESTION
from sceptic.server.jobs import DONE, JobState
from sceptic.server.problems import problem_of
from sceptic.server.reading_work import KIND
from sceptic.server.tasks import Ask, Failed

router = APIRouter(include_in_schema=False)

FIRST_YEAR = 1990
"""The slider's other end: the last year before most of what is asked about was studied."""

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
    (Stage.JUDGED, "Treatments or statements judged"),
)


_OFFER = re.compile(r'"([^"<>]{5,200}[?])"')
"""Questions that an error's hint quotes: the page makes each a click."""
_FLAG = re.compile(r",? or give it with --[a-z-]+")
"""What only the command line can do."""


async def shown(
    request: Request, view: str, here: str = "", status: int = 200, **values: object
) -> HTMLResponse:
    """A page of ours around these values."""
    desk = desk_of(request)
    common: dict[str, object] = {
        "version": version(),
        "library": await desk.snapshot(),
        "here": here,
        "first_year": FIRST_YEAR,
        "year": desk.settings.date.year,
        "problem": None,
        "asked": Asked(),
        "offers": (),
    }
    if isinstance(problem := values.get("problem"), Failed):
        common["offers"] = _OFFER.findall(problem.hint)
        values["problem"] = msgspec.structs.replace(problem, hint=_FLAG.sub("", problem.hint))
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
        year = _number(form.get("as_of_year"), FIRST_YEAR, today.year - 1)
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
    latest = [card_of(k) for k in desk.archive.newest(5)]
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


def card_of(kept: Kept) -> dict[str, str]:
    """A result as lists of results show it."""
    name = kept.id.removeprefix("sha256:")
    place = f"/articles/{name}" if kept.kind == KIND else f"/b/{name}"
    told = {"title": kept.title, "told": kept.told, "made": kept.made}
    return told | {"name": name, "place": place}


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
        asked=Asked(question=told.question),
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
