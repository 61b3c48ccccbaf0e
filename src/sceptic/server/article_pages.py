"""The pages of articles: a text or an address is given, its report is shown."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sceptic.errors import RequestError
from sceptic.render.article import READING_FORMATS
from sceptic.render.article_html import body
from sceptic.server.article_api import LONGEST_TEXT, reading_of
from sceptic.server.described import desk_of
from sceptic.server.jobs import DONE
from sceptic.server.pages import AT_ONCE_S, card_of, shown
from sceptic.server.problems import problem_of
from sceptic.server.reading_work import KIND
from sceptic.server.tasks import Failed, Read

router = APIRouter(include_in_schema=False)

_EXPORTS = (
    ("html", "Web page"),
    ("md", "Markdown"),
    ("text", "Plain text"),
    ("note", "Note to an editor"),
    ("paragraph", "Paragraph to copy"),
    ("csv", "Statements, CSV"),
    ("claimreview", "ClaimReview"),
    ("json", "Everything, JSON"),
)
_LONGEST_ADDRESS = 2_000


@router.get("/articles")
async def articles(request: Request) -> Response:
    return await _form(request)


async def _form(
    request: Request, task: Read | None = None, problem: Failed | None = None
) -> Response:
    latest = [card_of(k) for k in desk_of(request).archive.newest(10, kind=KIND)]
    return await shown(
        request,
        "articles",
        "articles",
        status=problem.status if problem else 200,
        given=task or Read(),
        latest=latest,
        problem=problem,
        longest=LONGEST_TEXT,
    )


@router.post("/articles")
async def read_one(request: Request) -> Response:
    desk = desk_of(request)
    async with request.form(max_files=0, max_fields=6, max_part_size=4 * LONGEST_TEXT) as form:
        text = str(form.get("text") or "")
        url = str(form.get("url") or "").strip()
    task = Read(text=text if not url else "", url=url)
    if len(text) > LONGEST_TEXT or len(url) > _LONGEST_ADDRESS or not (text.strip() or url):
        words = "the text is too long" if text.strip() else "there is no text and no address"
        return await _form(request, task, problem_of(RequestError(words, 422)))
    held = desk.jobs.kept(task)
    if held is not None:
        return _to_reading(held)
    try:
        job = desk.jobs.submit(task)
    except RequestError as error:
        answer = await _form(request, task, problem_of(error))
        answer.headers["retry-after"] = str(error.retry_after or 5)
        return answer
    told = await desk.jobs.over(job.id, AT_ONCE_S) or job
    if told.error is not None:
        return await _form(request, task, told.error)
    if told.state == DONE and told.result:
        return _to_reading(told.result)
    return RedirectResponse(f"/jobs/{told.id}", 303)


def _to_reading(result: str) -> Response:
    return RedirectResponse(f"/articles/{result.removeprefix('sha256:')}", 303)


@router.get("/articles/{name}")
async def report(request: Request, name: str) -> Response:
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        raise RequestError("there is no reading of this id", 404, hint="read the article again")
    desk = desk_of(request)
    reading, text = await desk.looked_up(lambda: _shown(request, name))
    return await shown(
        request,
        "article",
        "articles",
        title=reading,
        body=text,
        name=name,
        exports=[(READING_FORMATS[n].extension, words) for n, words in _EXPORTS],
    )


def _shown(request: Request, name: str) -> tuple[str, str]:
    reading = reading_of(desk_of(request), f"sha256:{name}")
    return reading.article.title or "An article", body(reading)
