"""A result of the archive as a response: format, voice, entity tag."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from sceptic.comparing import differences
from sceptic.config import version
from sceptic.domain.brief import Brief
from sceptic.domain.difference import BriefDiff
from sceptic.domain.survey import Survey
from sceptic.errors import InputError, RequestError
from sceptic.library.archive import Archive, Kept
from sceptic.render import FORMATS, rendered
from sceptic.render.json import brief_from_json
from sceptic.render.survey import survey_from_json
from sceptic.server.desk import Desk

RESULT_MEDIA_TYPES = tuple(dict.fromkeys(f.media_type for f in FORMATS.values()))

STANDALONE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For a page that carries its own style: it may load and run nothing."""


_LONGEST_NAME = 60
_KINDS = ("brief", "survey")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The format by its name, for whom, and whether it was asked for as a file."""

    format: str
    voice: str | None = None
    is_file: bool = False

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
        return cls(name, voice, is_file=bool(suffix))


def _accepted(accept: str) -> str | None:
    """The format of the first media type that is ours; JSON where anything will do."""
    by_type = {f.media_type: name for name, f in reversed(tuple(FORMATS.items()))}
    by_type["application/json"] = by_type["application/*"] = "json"
    types = [one.partition(";")[0].strip() for one in accept.split(",")]
    if not accept or "*/*" in types:
        return next((by_type[t] for t in types if t in by_type), "json")
    return next((by_type[t] for t in types if t in by_type), None)


def _held(archive: Archive, id: str) -> tuple[str, bytes]:  # noqa: A002 - a result's id
    """Kind and bytes of a brief or a survey."""
    held = archive.body(id)
    if held is None or held[0] not in _KINDS:
        raise RequestError("there is no result of this id", 404, hint="ask the question again")
    return held


def result_of(archive: Archive, id: str) -> Brief | Survey:  # noqa: A002 - a result's id
    """A result that is held.

    Raises:
        RequestError: there is none of this id.
    """
    kind, body = _held(archive, id)
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
    held = _held(desk.archive, id)
    if tag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if wanted.format == "json" and wanted.voice is None:
        body: str | bytes = held[1]
    else:
        try:
            body = await desk.looked_up(_rendered, desk.archive, id, wanted)
        except InputError as error:
            raise RequestError(error.message, 406, hint=error.hint) from error
    if wanted.is_file and (card := desk.archive.card(id)) is not None:
        headers["content-disposition"] = _as_file(card, wanted)
    if wanted.format == "html":
        headers["content-security-policy"] = STANDALONE_POLICY
    return Response(body, status, headers, form.media_type)


def _rendered(archive: Archive, id: str, wanted: Wanted) -> str | bytes:  # noqa: A002
    return rendered(result_of(archive, id), wanted.format, wanted.voice)


def compared(archive: Archive, before: str, after: str) -> BriefDiff:
    """What differs between two briefs that are held, by their ids.

    Raises:
        RequestError: one is not there, or is a survey.
    """
    sides = [result_of(archive, id) for id in (before, after)]  # noqa: A001
    briefs = [side for side in sides if isinstance(side, Brief)]
    if len(briefs) < len(sides):
        raise RequestError("a survey cannot be compared", 422, hint="choose two briefs")
    return differences(*briefs)


def _as_file(card: Kept, wanted: Wanted) -> str:
    """The header that names a saved file after its question; a web page may also be looked at."""
    plain = unicodedata.normalize("NFKD", card.title).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].rstrip("-") or card.kind
    voice = f"-{wanted.voice}" if wanted.voice else ""
    name = f"{words}{voice}-{card.made}{FORMATS[wanted.format].extension}"
    return f'{"inline" if wanted.format == "html" else "attachment"}; filename="{name}"'
