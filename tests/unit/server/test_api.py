from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from sceptic.render.json import brief_from_json, is_intact

QUESTION = "Does mesotherapy prevent hair loss?"


@pytest.fixture(scope="module")
def brief(client: TestClient) -> str:
    """The address of the brief that most tests look at."""
    answer = client.post("/v1/briefs", json={"question": QUESTION}, params={"wait": 60})
    assert answer.status_code in (200, 201), answer.text
    place = answer.headers.get("location") or answer.headers["content-location"]
    return str(place)


def test_a_question_is_answered_with_a_brief(client: TestClient, brief: str) -> None:
    answer = client.get(brief)
    assert answer.headers["content-type"] == "application/json"
    read = brief_from_json(answer.content)
    assert is_intact(read)
    assert read.claim.question.text == QUESTION


def test_the_same_question_has_the_same_answer_at_once(client: TestClient, brief: str) -> None:
    again = client.post("/v1/briefs", json={"question": QUESTION})
    assert again.status_code == 200
    assert again.headers["content-location"] == brief
    assert again.content == client.get(brief).content


def test_other_options_are_another_question(client: TestClient, brief: str) -> None:
    form = {"question": QUESTION, "as_of": "2009-12-31"}
    answer = client.post("/v1/briefs", json=form, params={"wait": 60})
    assert answer.status_code in (200, 201)
    assert answer.json()["method"]["as_of"] == "2009-12-31"
    assert answer.content != client.get(brief).content


@pytest.mark.parametrize(
    ("suffix", "media_type", "start"),
    [
        (".html", "text/html", "<!DOCTYPE html>"),
        (".md", "text/markdown", "# "),
        (".txt", "text/plain", QUESTION),
        (".ris", "application/x-research-info-systems", "TY  - "),
        (".csv", "text/csv", "id,pmid,"),
    ],
)
def test_a_suffix_picks_the_format(
    client: TestClient, brief: str, suffix: str, media_type: str, start: str
) -> None:
    answer = client.get(brief + suffix)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.text.lstrip().lower().startswith(start.lower())


def test_what_a_client_accepts_picks_the_format(client: TestClient, brief: str) -> None:
    answer = client.get(brief, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert client.get(brief, headers={"accept": "image/png"}).status_code == 406


def test_a_voice_is_another_text_of_the_same_brief(client: TestClient, brief: str) -> None:
    plain = client.get(brief + ".md").text
    told = client.get(brief + ".md", params={"for": "patient"}).text
    assert told != plain


def test_an_unchanged_result_is_not_sent_twice(client: TestClient, brief: str) -> None:
    tag = client.get(brief + ".html").headers["etag"]
    again = client.get(brief + ".html", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(brief + ".md", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("name", ["0" * 64, "x", "..%2f..%2fetc%2fpasswd"])
def test_what_is_not_there_is_said(client: TestClient, name: str) -> None:
    answer = client.get(f"/v1/briefs/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"question": "hello there"}, "no treatment and no health problem"),
        ({"question": 5}, "question: "),
        ({"question": ""}, "question: "),
        ({"question": "x" * 2001}, "question: "),
        ({"question": QUESTION, "as_of": "tomorrow"}, "as_of: "),
        ({"question": QUESTION, "as_of": "2100-01-01"}, "future"),
        ({"question": QUESTION, "overrides": {"nonsense": "x"}}, "overrides"),
        ({"question": QUESTION, "unknown": 1}, "unknown"),
    ],
)
def test_bad_input_is_a_problem_document(
    client: TestClient, form: dict[str, object], words: str
) -> None:
    answer = client.post("/v1/briefs", json=form, params={"wait": 60})
    assert answer.status_code == 422
    told = answer.json()
    assert told["status"] == 422
    assert words in told["title"]
    assert told["type"].startswith("urn:sceptic:error:S")


def test_a_survey_is_a_job_that_can_be_followed(client: TestClient) -> None:
    form = {"question": "What helps hair loss?", "as_of": "2023-06-30"}  # asked nowhere else
    asked = client.post("/v1/briefs", json=form, headers={"prefer": "respond-async"})
    assert asked.status_code == 202
    place = asked.headers["location"]
    events = client.get(asked.json()["events"]).text
    names = [line[7:] for line in events.splitlines() if line.startswith("event: ")]
    assert names[-1] == "done"
    assert {"queued", "running"} & set(names) or len(names) == 1
    told = client.get(place).json()
    assert told["state"] == "done"
    assert client.get(told["brief"]).json()["candidates"]


def test_a_job_that_fails_says_why(client: TestClient) -> None:
    form = {"question": "Does snow cure nothing at all whatsoever?"}
    asked = client.post("/v1/briefs", json=form, params={"wait": 0})
    if asked.status_code == 202:
        events = client.get(asked.json()["events"]).text
        data = [json.loads(x[6:]) for x in events.splitlines() if x.startswith("data: ")]
        assert data[-1]["problem"]["code"] == "S101"
    else:
        assert asked.json()["code"] == "S101"


def test_an_idempotency_key_gives_the_same_job(client: TestClient) -> None:
    form = {"question": "Does zinc prevent colds?"}
    key = {"idempotency-key": "a-key-of-the-client"}
    first = client.post("/v1/briefs", json=form, params={"wait": 60}, headers=key)
    again = client.post("/v1/briefs", json=form, params={"wait": 60}, headers=key)
    assert first.content == again.content
    other = client.post("/v1/briefs", json={"question": QUESTION}, headers=key)
    assert other.status_code == 422


def test_results_are_listed_newest_first_page_by_page(client: TestClient, brief: str) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = client.get(
            "/v1/briefs", params={"page_size": 1} | ({"cursor": cursor} if cursor else {})
        )
        seen += [card["url"] for card in page.json()["items"]]
        cursor = page.json()["next_cursor"]
        if cursor is None:
            break
    assert brief in seen
    assert len(seen) == len(set(seen))


def test_a_search_is_paged(client: TestClient) -> None:
    whole = client.get("/v1/search", params={"q": "alopecia", "page_size": 50}).json()
    first = client.get("/v1/search", params={"q": "alopecia", "page_size": 2}).json()
    second = client.get(
        "/v1/search", params={"q": "alopecia", "page_size": 2, "cursor": first["next_cursor"]}
    ).json()
    ids = [r["id"] for r in first["items"] + second["items"]]
    assert ids == [r["id"] for r in whole["items"]][:4]
    assert whole["total"] == first["total"]
    assert all(r["retraction"] for r in whole["items"])


@pytest.mark.parametrize("cursor", ["!!", "c19mb28", "YiAx", "\u00e4"])
def test_a_cursor_of_somebody_else_is_refused(client: TestClient, cursor: str) -> None:
    answer = client.get("/v1/search", params={"q": "alopecia", "cursor": cursor})
    assert answer.status_code == 422


def test_a_query_that_cannot_be_read_says_where(client: TestClient) -> None:
    answer = client.get("/v1/search", params={"q": "hair AND (loss"})
    assert answer.status_code == 422
    assert "column 10" in answer.json()["title"]


def test_a_record_is_told_whole(client: TestClient) -> None:
    pmid = client.get("/v1/search", params={"q": "alopecia", "page_size": 1}).json()["items"][0]
    told = client.get(pmid["url"]).json()
    assert told["title"] == pmid["title"]
    assert "authors" in told
    assert client.get("/v1/records/99999999").status_code == 404


def test_the_library_says_what_it_lacks(client: TestClient) -> None:
    told = client.get("/v1/library").json()
    assert told["is_starter"]
    assert told["gaps"][0].startswith("G301")


def test_the_server_says_that_it_lives_and_is_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ok"


def test_a_body_that_is_too_long_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/briefs", json={"question": "x" * 70_000})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_interface_is_described_after_openapi_3_1(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "/v1/briefs/{name}" in told["paths"]


def test_a_saved_result_is_named_after_its_question(client: TestClient, brief: str) -> None:
    saved = client.get(f"{brief}.ris").headers["content-disposition"]
    assert saved == 'attachment; filename="does-mesotherapy-prevent-hair-loss-2026-11-22.ris"'
    told = client.get(f"{brief}.md", params={"for": "patient"}).headers["content-disposition"]
    assert told.endswith('-patient-2026-11-22.md"')
    assert client.get(f"{brief}.html").headers["content-disposition"].startswith("inline;")
    assert "content-disposition" not in client.get(brief).headers


def test_two_briefs_are_compared(client: TestClient, brief: str) -> None:
    form = {"question": "Does mesotherapy prevent hair loss?", "as_of": "2009-12-31"}
    then = client.post("/v1/briefs", json=form, params={"wait": 60}).json()["id"]
    now = client.get(brief).json()["id"]
    told = client.get("/v1/compare", params={"a": then, "b": now}).json()
    assert (told["before"]["id"], told["after"]["id"]) == (then, now)
    assert told["studies"]
    text = client.get("/v1/compare", params={"a": then, "b": now, "format": "md"})
    assert text.text.startswith("# Two briefs compared")
    assert client.get("/v1/compare", params={"a": then, "b": "0" * 64}).status_code == 404
    assert client.get("/v1/compare", params={"a": then, "b": "x"}).status_code == 422


def test_a_survey_is_not_compared(client: TestClient, brief: str) -> None:
    survey = client.post(
        "/v1/briefs", json={"question": "What helps hair loss?"}, params={"wait": 60}
    )
    answer = client.get(
        "/v1/compare", params={"a": survey.json()["id"], "b": client.get(brief).json()["id"]}
    )
    assert answer.status_code == 422


def test_results_are_found_by_their_words(client: TestClient, brief: str) -> None:
    name = brief.rpartition("/")[2]
    found = client.get("/v1/briefs", params={"q": "MESOtherapy prevent"}).json()["items"]
    assert any(card["url"].endswith(name) for card in found)
    assert client.get("/v1/briefs", params={"q": "nobody asked this"}).json()["items"] == []
