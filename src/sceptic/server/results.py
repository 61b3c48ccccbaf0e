"""A result of the archive as a response: format, voice, entity tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from sceptic.config import version
from sceptic.domain.brief import Brief
from sceptic.domain.survey import Survey
from sceptic.errors import InputError, RequestError
from sceptic.render import FORMATS, rendered
from sceptic.render.json import brief_from_json
from sceptic.render.survey import survey_from_json
from sceptic.server.desk import Desk

RESULT_MEDIA_TYPES = tuple(dict.fromkeys(f.media_type for f in FORMATS.values()))

STANDALONE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For a page that carries its own style: it may load and run nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The format by its name, and for whom."""

    format: str
    voice: str | None = None

    @classmethod
    def of(cls, suffix: str, format: str | None, accept: str, voice: str | None) -> Wanted:  # noqa: A002
        """From a suffix, a parameter, or what a client accepts, in this order.

        Raises:
            RequestError: there is no such format.
        """
        if suffix:
            name = next((n for n, f in FORMATS.items() if f.extension == f".{suffix}"), None)
        elif format:
            name = format if format in FORMATS else None
        else:
            name = _accepted(accept)
        if name is None:
            raise RequestError(
                "a result is not to be had in this format",
                406,
                hint=f"one of {', '.join(FORMATS)}",
            )
        return cls(name, voice)


def _accepted(accept: str) -> str | None:
    """The format of the first media type that is ours; JSON where anything will do."""
    by_type = {f.media_type: name for name, f in reversed(tuple(FORMATS.items()))}
    by_type["application/json"] = by_type["application/*"] = "json"
    types = [one.partition(";")[0].strip() for one in accept.split(",")]
    if not accept or "*/*" in types:
        return next((by_type[t] for t in types if t in by_type), "json")
    return next((by_type[t] for t in types if t in by_type), None)


def result_of(desk: Desk, id: str) -> Brief | Survey:  # noqa: A002 - a result's id
    """A result that is held.

    Raises:
        RequestError: there is none of this id.
    """
    held = desk.archive.body(id)
    if held is None:
        raise RequestError("there is no result of this id", 404, hint="ask the question again")
    kind, body = held
    return survey_from_json(body) if kind == "survey" else brief_from_json(body)


async def result_answer(
    desk: Desk,
    id: str,  # noqa: A002 - a result's id
    wanted: Wanted,
    asked: Mapping[str, str],
    status: int = 200,
) -> Response:
    """The result as a response; 304 where the client has it.

    Raises:
        RequestError: there is no such result, or it is not to be had like this.
    """
    name = id.removeprefix("sha256:")
    form = FORMATS[wanted.format]
    tag = f'"{name}.{wanted.format}.{wanted.voice or "plain"}.{version()}"'
    where = f"/v1/briefs/{name}"
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "Accept"}
    headers |= {"location" if status == 201 else "content-location": where}
    held = desk.archive.body(id)
    if held is None:
        raise RequestError("there is no result of this id", 404, hint="ask the question again")
    if tag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if wanted.format == "json" and wanted.voice is None:
        body: str | bytes = held[1]
    else:
        try:
            body = await desk.looked_up(_rendered, desk, id, wanted)
        except InputError as error:
            raise RequestError(error.message, 406, hint=error.hint) from error
    if wanted.format == "html":
        headers["content-security-policy"] = STANDALONE_POLICY
    return Response(body, status, headers, form.media_type)


def _rendered(desk: Desk, id: str, wanted: Wanted) -> str | bytes:  # noqa: A002
    return rendered(result_of(desk, id), wanted.format, wanted.voice)
