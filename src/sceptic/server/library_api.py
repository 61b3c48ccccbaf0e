"""The part of the REST interface that reads the library."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Path, Query, Request

from sceptic.checks import gaps_of
from sceptic.errors import RequestError, UnknownRecordError
from sceptic.holdings import coverage_in
from sceptic.library.index import Order
from sceptic.searches import Listed, listed, page
from sceptic.server.described import (
    MAY_FAIL,
    NOT_FOUND,
    Cursor,
    PageSize,
    as_cursor,
    desk_of,
    place_of,
)
from sceptic.server.forms import FilesTold, LibraryTold, RecordTold, SearchPage

router = APIRouter(prefix="/v1", tags=["library"])


@router.get("/search", summary="Search the records", responses=MAY_FAIL)
async def search(
    request: Request,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=20_000,
            description="PubMed's language.",
            examples=["mesotherapy AND alopecia[mh]"],
        ),
    ],
    sort: Literal["relevance", "newest", "published"] = "relevance",
    as_of: dt.date | None = None,
    page_size: PageSize = 20,
    cursor: Cursor = None,
) -> SearchPage:
    """A cursor belongs to one state of the library; when that changed, begin again."""
    desk = desk_of(request)
    snapshot = desk.bench.library.snapshot().digest[:16]
    start = 0
    if cursor:
        place, digest = place_of(cursor, "s")
        if digest != snapshot:
            raise RequestError("the library changed since this cursor", 422, hint="begin again")
        start = int(place)
    found = await desk.looked_up(
        page,
        desk.bench,
        q,
        today=desk.settings.date,
        until=as_of,
        order=Order(sort),
        start=start,
        size=page_size,
    )
    following = None if found.following is None else as_cursor("s", str(found.following), snapshot)
    return SearchPage(
        total=found.total,
        searched=found.searched,
        notes=list(found.notes),
        snapshot=snapshot,
        items=[_record(r) for r in found.records],
        next_cursor=following,
    )


@router.get(
    "/records/{id:path}",
    summary="A record with all its fields",
    responses={**MAY_FAIL, **NOT_FOUND},
)
async def read_record(
    request: Request,
    id: Annotated[  # noqa: A002 - as the path names it
        str, Path(max_length=300, description="A PMID or a record's id.", examples=["22735503"])
    ],
) -> RecordTold:
    desk = desk_of(request)
    wanted = f"pmid:{id}" if re.fullmatch(r"[0-9]{1,10}", id) else id
    found = await desk.looked_up(listed, desk.bench, (wanted,))
    if not found:
        raise UnknownRecordError(f"no record {wanted} in this library")
    return _record(found[0], whole=True)


@router.get("/library", summary="What answers are made from", responses=MAY_FAIL)
async def read_library(request: Request) -> LibraryTold:
    desk = desk_of(request)
    held = await desk.looked_up(desk.bench.library.snapshot)
    gaps = await desk.looked_up(gaps_of, desk.bench.library)
    files = await desk.looked_up(coverage_in, desk.bench.library)
    return LibraryTold(
        name=held.name,
        records=held.records,
        newest=held.newest,
        digest=held.digest,
        is_starter=held.is_starter,
        is_complete=held.is_complete,
        is_live=held.is_live,
        gaps=[f"{gap.code}: {gap.what} ({gap.why})" for gap in gaps],
        files=FilesTold(
            **msgspec.to_builtins(files), gaps=list(files.gaps), is_complete=files.is_complete
        )
        if files
        else None,
    )


def _record(one: Listed, *, whole: bool = False) -> RecordTold:
    record = one.record
    told = msgspec.to_builtins(record) if whole else {}
    told |= {
        "id": record.id,
        "pmid": record.pmid,
        "title": record.title,
        "year": record.year,
        "citation": record.citation.short,
        "retraction": one.retraction.value,
        "url": f"/v1/records/{quote(str(record.pmid or record.id), safe='/:')}",
    }
    return RecordTold.model_validate(told)
