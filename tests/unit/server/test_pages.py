from __future__ import annotations

import re

import pytest
from lxml import html
from starlette.testclient import TestClient

QUESTION = "Does mesotherapy prevent hair loss?"
HTML = {"accept": "text/html"}


def _asked(client: TestClient, **fields: str) -> str:
    """The address of the result, wherever the page of progress is on the way."""
    answer = client.post("/ask", data={"question": QUESTION} | fields, follow_redirects=False)
    place = str(answer.headers["location"])
    while place.startswith("/jobs/"):
        client.get(f"/v1{place}/events")
        place = str(client.get(place, follow_redirects=False).headers["location"])
    return place


@pytest.fixture(scope="module")
def place(client: TestClient) -> str:
    return _asked(client)


def test_the_first_page_asks_for_a_question(client: TestClient) -> None:
    text = client.get("/").text
    assert '<form class="ask" action="/ask" method="post">' in text
    assert QUESTION in text


def test_a_question_leads_to_its_answer(client: TestClient, place: str) -> None:
    text = client.get(place).text
    assert f"<title>{QUESTION} · Sceptic</title>" in text
    assert "dutasteride" in text
    assert _asked(client) == place


def test_no_page_holds_style_or_script_of_its_own(client: TestClient, place: str) -> None:
    """Read as a browser does: words of a question that look like an attribute are words."""
    for page in ("/", "/library", "/results", "/docs", place, f"{place}?for=patient"):
        for element in html.document_fromstring(client.get(page).text).iter("*"):
            assert element.tag != "style"
            assert element.tag != "script" or (element.get("src") and not element.text)
            names = [str(name) for name in element.attrib]
            assert not [n for n in names if n == "style" or n.startswith("on")]
            loads = [element.get("src"), element.get("href") if element.tag == "link" else None]
            assert all(a.startswith(("/", "data:,")) and a[:2] != "//" for a in loads if a)


def test_a_filter_hides_rows_and_keeps_the_answer(client: TestClient, place: str) -> None:
    whole = client.get(place).text
    assert '<option value="randomised_trial">randomised trial</option>' in whole
    only = client.get(place, params={"design": "randomised_trial"}).text
    assert 0 < only.count('id="study-') < whole.count('id="study-')
    answer = re.compile(r'<section id="answer".*?</section>', re.DOTALL)
    assert answer.findall(only) == answer.findall(whole)


def test_a_filter_that_nothing_fits_shows_no_row(client: TestClient, place: str) -> None:
    answer = client.get(place, params={"design": '"><script>alert(1)</script>'})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert 'id="study-' not in answer.text


@pytest.mark.parametrize("voice", ["patient", "journalist", "librarian"])
def test_each_voice_has_its_page(client: TestClient, place: str, voice: str) -> None:
    text = client.get(place, params={"for": voice}).text
    assert re.search(rf'\?for={voice}" aria-current="true"', text)


def test_an_unknown_voice_is_said(client: TestClient, place: str) -> None:
    assert client.get(place, params={"for": "nobody"}, headers=HTML).status_code == 400


def test_what_was_known_then_is_another_result(client: TestClient, place: str) -> None:
    then = _asked(client, as_of_year="2009")
    assert then != place
    assert "2009-12-31" in client.get(then).text


def test_the_year_of_today_is_today(client: TestClient, place: str) -> None:
    assert _asked(client, as_of_year="2026") == place


@pytest.mark.parametrize(
    "question", ["", " ", "x" * 2001, "hello there", "<script>alert(1)</script>", "\u202e\u0000"]
)
def test_what_is_no_question_is_said_beside_the_box(client: TestClient, question: str) -> None:
    answer = client.post("/ask", data={"question": question})
    if answer.url.path.startswith("/jobs/"):  # on a machine that is busy
        client.get(f"/v1{answer.url.path}/events")
        answer = client.get(answer.url)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text


def test_a_page_elsewhere_may_not_ask(client: TestClient) -> None:
    headers = {"origin": "https://evil.example", **HTML}
    assert client.post("/ask", data={"question": QUESTION}, headers=headers).status_code == 403


def test_the_library_page_says_what_is_missing(client: TestClient) -> None:
    text = client.get("/library", params={"q": "alopecia[ti]"}).text
    assert "G301" in text
    assert "found." in text
    assert client.get("/library", params={"q": "hair AND ("}).status_code == 422


def test_results_are_listed(client: TestClient, place: str) -> None:
    assert place in client.get("/results").text


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/b/x", f"/b/{'0' * 64}", "/jobs/x", "/static/1/..%2fapp.py", "/static/1/x.css"],
)
def test_what_is_not_there_is_a_page_too(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert client.get(path).headers["content-type"] == "application/problem+json"


def test_styles_are_kept_by_browsers_for_good(client: TestClient) -> None:
    page = client.get("/").text
    for place in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        answer = client.get(place)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert not re.search(r"https?://(?!www\.w3\.org)", answer.text)


def test_a_question_that_an_error_offers_is_one_click_away(client: TestClient) -> None:
    answer = client.post("/ask", data={"question": "cancer"})
    if answer.url.path.startswith("/jobs/"):  # on a machine that is busy
        client.get(f"/v1{answer.url.path}/events")
        answer = client.get(answer.url)
    assert '<a href="/?question=What%20helps%20cancer%3F">What helps cancer?</a>' in answer.text
    assert "--condition" not in answer.text
    assert 'value="What helps cancer?"' in client.get("/?question=What%20helps%20cancer%3F").text
