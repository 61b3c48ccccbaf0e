"""Page views of Wikipedia, as the Wikimedia Foundation counts them (CC0, from July 2015).

https://wikimedia.org/api/rest_v1/ gives views of a page by month, people apart from robots; the
page's own name is asked of the encyclopaedia first, since views of a redirect are counted apart.
The rules: say who asks in the User-Agent; one request at a time, well below the limit.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import msgspec

from sceptic.errors import SourceAnswerError, SourceMissingError
from sceptic.sources.fetching import Fetcher

VIEWS = "https://wikimedia.org/api/rest_v1/metrics/pageviews/per-article"
ENCYCLOPAEDIA = "https://en.wikipedia.org/w/api.php"
FIRST_DAY = dt.date(2015, 7, 1)


class _View(msgspec.Struct):
    timestamp: str
    views: int


class _Views(msgspec.Struct):
    items: list[_View]


class _Page(msgspec.Struct):
    title: str
    missing: bool = False
    pageprops: dict[str, str] = {}


class _Pages(msgspec.Struct):
    pages: list[_Page] = []


class _Query(msgspec.Struct):
    query: _Pages = msgspec.field(default_factory=_Pages)


def parse_views(data: bytes) -> tuple[tuple[dt.date, int], ...]:
    """``(first day of the month, views)`` in order.

    Raises:
        SourceAnswerError: this is no such answer.
    """
    try:
        items = msgspec.json.decode(data, type=_Views).items
        found = ((dt.datetime.strptime(i.timestamp[:8], "%Y%m%d").date(), i.views)  # noqa: DTZ007
                 for i in items)  # fmt: skip
        return tuple(sorted(found))
    except (msgspec.DecodeError, ValueError) as error:
        raise SourceAnswerError(f"Wikimedia's answer is no list of page views: {error}") from error


def parse_title(data: bytes) -> str:
    """The page's own name behind redirects.

    Raises:
        SourceMissingError: there is no such page, or it tells things of one name apart.
        SourceAnswerError: this is no such answer.
    """
    try:
        pages = msgspec.json.decode(data, type=_Query).query.pages
    except msgspec.DecodeError as error:
        raise SourceAnswerError(f"Wikipedia's answer names no page: {error}") from error
    page = pages[0] if pages else None
    if page is None or page.missing:
        raise SourceMissingError("Wikipedia has no page of this name")
    if "disambiguation" in page.pageprops:
        raise SourceMissingError(f"Wikipedia's {page.title!r} stands for several things")
    return page.title


class Wikimedia:
    """The two services behind one fetcher, which keeps pace and cache."""

    def __init__(
        self, fetcher: Fetcher, *, views: str = VIEWS, encyclopaedia: str = ENCYCLOPAEDIA
    ) -> None:
        self._fetcher, self._views, self._encyclopaedia = fetcher, views, encyclopaedia

    def fetch_title(self, name: str) -> str:
        """The page that Wikipedia has under a name.

        Raises:
            SourceError: it has none, or does not answer.
        """
        query = (
            "?action=query&format=json&formatversion=2&redirects=1&prop=pageprops"
            f"&ppprop=disambiguation&titles={quote(name)}"
        )
        return parse_title(self._fetcher.fetched(self._encyclopaedia + query).data)

    def fetch_views(
        self, title: str, first: dt.date, last: dt.date
    ) -> tuple[str, dt.date, tuple[tuple[dt.date, int], ...]]:
        """Address, the day of the answer, and views by month of whole months in between.

        Raises:
            SourceError: no views are known, or the service does not answer.
        """
        begin = max(first, FIRST_DAY)
        page = quote(title.replace(" ", "_"), safe="")
        address = (
            f"{self._views}/en.wikipedia/all-access/user/{page}/monthly"
            f"/{begin:%Y%m}0100/{last:%Y%m%d}00"
        )
        answer = self._fetcher.fetched(address)
        return address, answer.day, parse_views(answer.data)
