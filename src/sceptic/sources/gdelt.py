"""How many articles of the world's press name two things, as GDELT's DOC 2.0 service counts.

https://api.gdeltproject.org/api/v2/doc/doc, without a key, articles from 2017 on. Its rule is five
seconds between two requests; who is faster is told so in plain text.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlencode

import msgspec

from sceptic.errors import SourceAnswerError, SourceUnreachableError
from sceptic.sources.fetching import Fetcher

SERVICE = "https://api.gdeltproject.org/api/v2/doc/doc"
FIRST_DAY = dt.date(2017, 1, 1)
INTERVAL_S = 5.5
"""Seconds between two requests: GDELT's rule of five, and a little."""

_TOO_FAST = re.compile(rb"limit requests", re.IGNORECASE)


class _Point(msgspec.Struct):
    date: str
    value: int
    norm: int = 0


class _Series(msgspec.Struct):
    data: list[_Point] = []


class _Timeline(msgspec.Struct):
    timeline: list[_Series] = []


def parse_timeline(data: bytes) -> tuple[tuple[dt.date, int], ...]:
    """``(day, articles)`` in order; nothing where no article was found.

    Raises:
        SourceUnreachableError: it says that it was asked too often.
        SourceAnswerError: this is no timeline; GDELT tells errors of a query in plain text.
    """
    if _TOO_FAST.search(data[:500]):
        raise SourceUnreachableError("GDELT was asked too often", hint="wait a minute")
    try:
        series = msgspec.json.decode(data, type=_Timeline).timeline
        points = series[0].data if series else []
        found = ((dt.datetime.strptime(p.date[:8], "%Y%m%d").date(), p.value)  # noqa: DTZ007
                 for p in points)  # fmt: skip
        return tuple(sorted(found))
    except (msgspec.DecodeError, ValueError) as error:
        said = data[:120].decode("utf-8", "replace").strip()
        raise SourceAnswerError(f"GDELT's answer is no timeline: {said!r}") from error


def query_for(names: tuple[tuple[str, ...], ...]) -> str:
    """All of several things, each under any of its names, as GDELT writes it."""
    blocks = []
    for each in names:
        quoted = [f'"{_plain(name)}"' for name in each if _plain(name)]
        blocks.append(quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})")
    return " ".join(blocks)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name))


class Gdelt:
    """The service behind a fetcher that keeps pace and cache."""

    def __init__(self, fetcher: Fetcher, *, service: str = SERVICE) -> None:
        self._fetcher, self._service = fetcher, service

    def fetch_counts(
        self, names: tuple[tuple[str, ...], ...], first: dt.date, last: dt.date
    ) -> tuple[str, str, dt.date, tuple[tuple[dt.date, int], ...]]:
        """Query, address, day of the answer, and articles by day.

        Raises:
            SourceError: the service does not answer, or not as it should.
        """
        query = query_for(names)
        begin = max(first, FIRST_DAY)
        asked = {
            "query": query,
            "mode": "timelinevolraw",
            "format": "json",
            "startdatetime": f"{begin:%Y%m%d}000000",
            "enddatetime": f"{last:%Y%m%d}235959",
        }
        address = f"{self._service}?{urlencode(asked)}"
        answer = self._fetcher.fetched(address)
        return query, address, answer.day, parse_timeline(answer.data)
