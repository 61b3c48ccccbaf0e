"""A reading of an article as JSON, and back again without loss.

``claims`` are rows that tools filter by (``start``, ``end``, ``text``, ``kind``, ``verdict``,
``brief``); each brief stands once under ``briefs``, in its own published shape.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Annotated, Any

import msgspec

from sceptic.domain.article import Article, ArticleClaim, Caveat, Skipped
from sceptic.domain.background import FactCheck
from sceptic.domain.brief import Brief, Gap, Method
from sceptic.domain.evidence import Answer, Certainty
from sceptic.domain.reading import (
    READING_FORMAT_VERSION,
    Audit,
    CheckedClaim,
    Comparison,
    Reading,
    TracedStudy,
)
from sceptic.errors import FileFormatError
from sceptic.render.json import as_json as brief_as_json
from sceptic.render.json import brief_from_json, hash_of

_HINT = "expected a file written by `sceptic read --format json`"


class ClaimRow(msgspec.Struct, kw_only=True):
    """One claim of the article with its answer. Offsets count characters of ``article.text``."""

    start: int
    end: int
    text: str
    kind: str
    verdict: Answer | None
    certainty: Certainty | None
    why_not: str
    brief: str | None
    same_as: int | None
    claim: ArticleClaim
    studies: tuple[TracedStudy, ...]
    comparisons: tuple[Comparison, ...]
    fact: Annotated[
        FactCheck | None,
        msgspec.Meta(description="Set where it was judged as a background fact, without a brief."),
    ] = None


class ReadingWire(msgspec.Struct, kw_only=True):
    """The published shape of a reading."""

    format_version: int
    id: str
    article: Article
    claims: tuple[ClaimRow, ...]
    skipped: tuple[Skipped, ...]
    audit: Audit
    studies: tuple[TracedStudy, ...]
    caveats: tuple[Caveat, ...]
    gaps: tuple[Gap, ...]
    method: Method | None
    today: dt.date | None
    briefs: Annotated[tuple[msgspec.Raw, ...], msgspec.Meta(description="Each brief once.")]


def as_json(reading: Reading) -> bytes:
    """UTF-8, stable key order, two blanks of indent, a newline at the end.

    Raises:
        FileFormatError: a text holds half of a surrogate pair.
    """
    try:
        plain = msgspec.json.encode(_wire(reading))
    except UnicodeEncodeError as error:
        raise FileFormatError("a text of the article is not valid Unicode") from error
    return msgspec.json.format(plain, indent=2) + b"\n"


def reading_from_json(data: bytes) -> Reading:
    """The reading in a file written by `as_json`.

    Raises:
        FileFormatError: not JSON, not a reading, of another version, or changed by hand.
    """
    try:
        wire = msgspec.json.decode(data, type=ReadingWire)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise FileFormatError(f"not a reading we can read: {error}", hint=_HINT) from error
    if wire.format_version != READING_FORMAT_VERSION:
        raise FileFormatError("not a reading of a version we can read", hint=_HINT)
    briefs = {b.id: b for b in (brief_from_json(bytes(raw)) for raw in wire.briefs)}
    try:
        reading = _reading(wire, briefs)
    except KeyError as error:
        raise FileFormatError(f"the reading lacks the brief {error}", hint=_HINT) from error
    if reading.id != content_id(reading):
        raise FileFormatError(
            "the reading was changed after it was saved: its content no longer has its id",
            hint="read the article again",
        )
    return reading


def is_reading(data: bytes) -> bool:
    """Whether a file holds a reading and not a brief or a survey."""
    try:
        given = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return False
    return isinstance(given, dict) and "audit" in given and "article" in given


def with_id(reading: Reading) -> Reading:
    """The reading under the hash of its content."""
    return dataclasses.replace(reading, id=content_id(reading))


def content_id(reading: Reading) -> str:
    """``sha256:`` and the hash of the reading's JSON without ``id``; of a brief its own id counts,
    which is the hash of its content."""
    wire = _wire(reading)
    wire.briefs = ()
    shape: dict[str, Any] = msgspec.to_builtins(wire)
    return hash_of(shape)


def _wire(reading: Reading) -> ReadingWire:
    briefs = {c.brief.id: c.brief for c in reading.claims if c.brief is not None}
    return ReadingWire(
        format_version=reading.format_version,
        id=reading.id,
        article=reading.article,
        claims=tuple(map(_row, reading.claims)),
        skipped=reading.skipped,
        audit=reading.audit,
        studies=reading.studies,
        caveats=reading.caveats,
        gaps=reading.gaps,
        method=reading.method,
        today=reading.today,
        briefs=tuple(msgspec.Raw(brief_as_json(b)) for b in briefs.values()),
    )


def _row(checked: CheckedClaim) -> ClaimRow:
    claim, brief = checked.claim, checked.brief
    return ClaimRow(
        start=claim.start,
        end=claim.end,
        text=claim.text,
        kind=claim.kind.value,
        verdict=checked.answer,
        certainty=brief.verdict.certainty if brief else None,
        why_not=checked.why_not,
        brief=brief.id if brief else None,
        same_as=checked.same_as,
        claim=claim,
        studies=checked.studies,
        comparisons=checked.comparisons,
        fact=checked.fact,
    )


def _reading(wire: ReadingWire, briefs: dict[str, Brief]) -> Reading:
    checked = tuple(
        CheckedClaim(
            claim=row.claim,
            brief=briefs[row.brief] if row.brief is not None else None,
            why_not=row.why_not,
            studies=row.studies,
            comparisons=row.comparisons,
            same_as=row.same_as,
            fact=row.fact,
        )
        for row in wire.claims
    )
    return Reading(
        id=wire.id,
        format_version=wire.format_version,
        article=wire.article,
        claims=checked,
        skipped=wire.skipped,
        audit=wire.audit,
        studies=wire.studies,
        caveats=wire.caveats,
        gaps=wire.gaps,
        method=wire.method,
        today=wire.today,
    )
