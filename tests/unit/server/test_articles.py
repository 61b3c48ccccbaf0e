from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from sceptic.render.article_json import content_id, reading_from_json
from tests.article_samples import HOSTILE, PRESS

ORIGIN = {"origin": "http://localhost"}


@pytest.fixture(scope="module")
def place(client: TestClient) -> str:
    """The address of the reading that most tests look at."""
    answer = client.post("/v1/articles", json={"text": PRESS}, params={"wait": 60})
    assert answer.status_code in (200, 201), answer.text
    return str(answer.headers.get("location") or answer.headers["content-location"])


def test_an_article_is_read(client: TestClient, place: str) -> None:
    reading = reading_from_json(client.get(place).content)
    assert reading.id == content_id(reading)
    assert any(c.brief is not None for c in reading.claims)


def test_the_same_text_has_the_same_reading_at_once(client: TestClient, place: str) -> None:
    again = client.post("/v1/articles", json={"text": PRESS})
    assert again.status_code == 200
    assert again.headers["content-location"] == place


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        (".html", "text/html"),
        (".md", "text/markdown"),
        (".csv", "text/csv"),
        (".note.txt", "text/plain"),
        (".claimreview.json", "application/ld+json"),
    ],
)
def test_a_suffix_picks_the_format(
    client: TestClient, place: str, suffix: str, media_type: str
) -> None:
    answer = client.get(place + suffix)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)


def test_unknown_readings_and_formats_are_said_so(client: TestClient, place: str) -> None:
    assert client.get("/v1/articles/" + "0" * 64).status_code == 404
    assert client.get(place, params={"format": "ris"}).status_code == 406


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 422),
        ({"text": "x", "url": "https://example.org/"}, 422),
        ({"text": "x" * 60_001}, 422),
        ({"text": "x", "format": "html"}, 422),
    ],
)
def test_bad_requests_are_refused(client: TestClient, form: dict[str, str], status: int) -> None:
    assert client.post("/v1/articles", json=form).status_code == status


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://169.254.169.254/latest", "file:///etc/passwd",
            "http://[::1]/", "http://localhost:8000/"]
)  # fmt: skip
def test_nothing_at_home_is_fetched(client: TestClient, url: str) -> None:
    answer = client.post("/v1/articles", json={"url": url}, params={"wait": 60})
    assert answer.status_code == 422
    assert answer.json()["code"] == "S108"


def test_a_person_pastes_an_article_and_sees_its_report(client: TestClient, place: str) -> None:
    assert client.get("/articles").status_code == 200
    shown = client.post("/articles", data={"text": PRESS}, headers=ORIGIN)
    assert shown.status_code == 200
    page: Any = html.fromstring(shown.text)
    assert page.xpath("//section[@id='article']//a[@class='tag']")
    assert page.xpath("//a[contains(@href, '.note.txt')]")


def test_an_empty_form_is_asked_again(client: TestClient) -> None:
    shown = client.post("/articles", data={"text": " ", "url": ""}, headers=ORIGIN)
    assert shown.status_code == 422
    assert "no text and no address" in shown.text


def test_what_an_article_holds_is_printed_as_text(client: TestClient) -> None:
    shown = client.post("/articles", data={"text": HOSTILE}, headers=ORIGIN)
    page: Any = html.fromstring(shown.text)
    assert not page.xpath("//main//script | //main//img | //main//svg")
    assert not page.xpath("//@href[starts-with(., 'javascript:')]")


def test_a_reading_among_briefs_leads_to_its_own_address(client: TestClient, place: str) -> None:
    name = place.rsplit("/", 1)[1]
    moved = client.get(f"/v1/briefs/{name}", follow_redirects=False)
    assert moved.headers["location"] == f"/v1/articles/{name}"
    page = client.get(f"/b/{name}", follow_redirects=False)
    assert page.headers["location"] == f"/articles/{name}"
