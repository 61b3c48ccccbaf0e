"""Wikimedia and GDELT as they answer, without the network."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from sceptic.errors import SourceAnswerError, SourceMissingError, SourceUnreachableError
from sceptic.sources.fetching import KEPT_DAYS, Fetcher, Manners
from sceptic.sources.gdelt import Gdelt, parse_timeline, query_for
from sceptic.sources.news_files import visible
from sceptic.sources.pace import Pace
from sceptic.sources.wikimedia import Wikimedia, parse_title, parse_views

TODAY = dt.date(2026, 11, 22)
Handler = Callable[[httpx2.Request], httpx2.Response]


def _fetcher(handler: Handler, folder: Path | None = None, today: dt.date = TODAY) -> Fetcher:
    waited: list[float] = []
    return Fetcher(
        Manners("sceptic/test (mailto:me@example.org)", Pace(0)),
        today,
        folder,
        transport=httpx2.MockTransport(handler),
        sleep=waited.append,
    )


def _views(*months: tuple[str, int]) -> bytes:
    items = [{"timestamp": f"{month}0100", "views": n, "agent": "user"} for month, n in months]
    return json.dumps({"items": items}).encode()


def test_views_are_read_by_month() -> None:
    assert parse_views(_views(("201508", 5), ("201507", 3))) == (
        (dt.date(2015, 7, 1), 3),
        (dt.date(2015, 8, 1), 5),
    )


@pytest.mark.parametrize("data", [b"", b"<html>", b'{"items": [{"timestamp": "x", "views": 1}]}'])
def test_what_is_no_list_of_views_is_refused(data: bytes) -> None:
    with pytest.raises(SourceAnswerError):
        parse_views(data)


def _page(**page: object) -> bytes:
    return json.dumps({"query": {"pages": [page]}}).encode()


def test_a_page_has_its_own_name_behind_redirects() -> None:
    assert parse_title(_page(title="Hair loss", pageid=1)) == "Hair loss"


@pytest.mark.parametrize(
    "data",
    [
        _page(title="Xyzzy", missing=True),
        _page(title="Cold (disambiguation)", pageprops={"disambiguation": ""}),
        b'{"batchcomplete": true}',
    ],
)
def test_no_page_and_a_page_of_several_things_are_none(data: bytes) -> None:
    with pytest.raises(SourceMissingError):
        parse_title(data)


def test_views_are_asked_under_the_pages_own_name_and_by_people_alone() -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        is_page = "w/api.php" in str(request.url)
        return httpx2.Response(200, content=_page(title="Hair loss") if is_page
                               else _views(("202001", 7)))  # fmt: skip

    service = Wikimedia(_fetcher(answer))
    address, seen, months = service.fetch_views(
        service.fetch_title("baldness"), dt.date(2000, 1, 1), dt.date(2026, 10, 31)
    )
    assert (seen, months) == (TODAY, ((dt.date(2020, 1, 1), 7),))
    assert address.endswith("/en.wikipedia/all-access/user/Hair_loss/monthly/2015070100/2026103100")
    assert "mailto:me@example.org" in asked[0].headers["user-agent"]


def test_a_timeline_is_read_by_day() -> None:
    points = [{"date": "20240102T000000Z", "value": 3, "norm": 9}]
    data = json.dumps({"timeline": [{"series": "Article Count", "data": points}]}).encode()
    assert parse_timeline(data) == ((dt.date(2024, 1, 2), 3),)
    assert parse_timeline(b"{}") == ()


def test_being_too_fast_is_told_from_a_bad_answer() -> None:
    with pytest.raises(SourceUnreachableError):
        parse_timeline(b"Please limit requests to one every 5 seconds or contact us.")
    with pytest.raises(SourceAnswerError, match="too short"):
        parse_timeline(b"Your query was too short or too long.")


def test_names_are_quoted_and_joined() -> None:
    names = (("mesotherapy",), ("hair loss", 'al"opecia OR 1'))
    assert query_for(names) == '"mesotherapy" ("hair loss" OR "al opecia OR 1")'


def test_press_is_asked_within_its_years() -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url)
        return httpx2.Response(200, content=b"{}")

    Gdelt(_fetcher(answer)).fetch_counts((("a b",), ("c",)), dt.date(2000, 1, 1), TODAY)
    assert asked[0].params["startdatetime"] == "20170101000000"
    assert asked[0].params["enddatetime"] == "20261122235959"


def test_passing_failures_are_tried_again_and_others_are_not() -> None:
    answers = [httpx2.Response(429, headers={"retry-after": "1"}), httpx2.Response(200)]
    assert _fetcher(lambda _: answers.pop(0)).fetched("https://example.org/").data == b""
    count = []

    def missing(_request: httpx2.Request) -> httpx2.Response:
        count.append(1)
        return httpx2.Response(404)

    with pytest.raises(SourceMissingError):
        _fetcher(missing).fetched("https://example.org/")
    assert len(count) == 1
    with pytest.raises(SourceUnreachableError, match="status 503"):
        _fetcher(lambda _: httpx2.Response(503)).fetched("https://example.org/")
    with pytest.raises(SourceAnswerError, match="403"):
        _fetcher(lambda _: httpx2.Response(403)).fetched("https://example.org/")


def test_too_large_an_answer_is_not_read_to_its_end() -> None:
    with pytest.raises(SourceAnswerError, match="too much"):
        _fetcher(lambda _: httpx2.Response(200, content=b"x" * 9_000_000)).fetched(
            "https://example.org/"
        )


def test_an_answer_is_kept_for_some_days_and_no_longer(tmp_path: Path) -> None:
    count: list[int] = []

    def answer(_request: httpx2.Request) -> httpx2.Response:
        count.append(1)
        return httpx2.Response(200, content=str(len(count)).encode())

    days = (0, KEPT_DAYS, KEPT_DAYS + 1)
    got = [
        _fetcher(answer, tmp_path, TODAY + dt.timedelta(days=n)).fetched("https://example.org/a")
        for n in days
    ]
    assert [one.data for one in got] == [b"1", b"1", b"2"]
    assert got[1].day == TODAY
    (next(tmp_path.iterdir())).write_bytes(b"damaged")
    assert _fetcher(answer, tmp_path).fetched("https://example.org/a").data == b"3"


@pytest.mark.parametrize("mark", ["<!--", "<script>", "<script></script", "<a"])
def test_a_page_of_an_archive_cannot_hold_up_the_others(mark: str) -> None:
    assert visible("zinc " + mark * 100_000) == "zinc"
