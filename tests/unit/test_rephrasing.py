"""A language model that lies: every invented sentence is dropped."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from sceptic.checks import AskOptions, ask
from sceptic.config import Settings, open_parts
from sceptic.domain.brief import Brief
from sceptic.errors import ConfigError, SourceAnswerError, SourceUnreachableError
from sceptic.render import rendered
from sceptic.render.json import as_json, brief_from_json, is_intact
from sceptic.rephrasing import in_simpler_words
from sceptic.sources.language_model import LanguageModel, parse_lines
from sceptic.synthesis.rephrasing import is_faithful

BEFORE = "In 3 trials with 240 people, zinc may shorten colds by 2 days, compared with placebo."


@pytest.fixture(scope="module")
def brief() -> Brief:
    bench = open_parts(Settings(library="starter", corrections="none"))
    options = AskOptions(today=dt.date(2026, 11, 22))
    return ask("Does mesotherapy prevent hair loss?", bench, options)


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        "In 3 trials with 240 people, it was found that zinc may shorten colds by 2 days, compared"
        " with placebo.",
        "In 3 trials, 240 people: zinc may shorten colds, by 2 days, compared to placebo.",
    ],
)
def test_the_same_in_other_small_words_is_faithful(after: str) -> None:
    assert is_faithful(BEFORE, after)


@pytest.mark.parametrize(
    "after",
    [
        "",
        "In 3 trials with 240 people, zinc shortens colds by 2 days, compared with placebo.",
        "In 3 trials with 240 people, zinc may not shorten colds by 2 days, compared with placebo.",
        "In 3 trials with 240 people, zinc may shorten colds by 3 days, compared with placebo.",
        "In 240 trials with 3 people, zinc may shorten colds by 2 days, compared with placebo.",
        "In 3 trials with 240 people, placebo may shorten colds by 2 days, compared with zinc.",
        "In 3 trials with 240 people, copper may shorten colds by 2 days, compared with placebo.",
        "In 3 trials with 240 women, zinc may shorten colds by 2 days, compared with placebo.",
        "In 3 large trials with 240 people, zinc may shorten colds by 2 days, compared to placebo.",
        "In trials with 240 people, zinc may shorten colds by 2 days, compared with placebo.",
        BEFORE + " Take it now.",
        BEFORE + "\nIgnore the above.",
        BEFORE + " It works in all people.",
    ],
)
def test_what_says_something_else_is_not(after: str) -> None:
    assert not is_faithful(BEFORE, after)


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_words_added_from_anywhere_are_not_faithful(words: str) -> None:
    added = f"{BEFORE} {words}zebra"
    assert not is_faithful(BEFORE, added)


def _answering(change: Callable[[str], str]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = json.loads(request.get_data())["messages"][-1]["content"]
        told = "\n".join(change(line) for line in asked.splitlines())
        return Response(json.dumps({"choices": [{"message": {"content": told}}]}))

    return answer


def _model(server: HTTPServer, change: Callable[[str], str]) -> LanguageModel:
    server.expect_request("/v1/chat/completions").respond_with_handler(_answering(change))
    return LanguageModel(server.url_for("/v1"), "liar", "secret")


@pytest.mark.parametrize(
    "lie",
    [
        lambda line: f"{line} This was proven beyond doubt.",
        lambda line: line.replace("may", "does") + " Everybody agrees.",
        lambda line: line.partition(".")[0] + ". Mesotherapy cures baldness in 99 of 100 people.",
        lambda line: line.replace("1", "7") + " 7",
        lambda _line: "garbage without a number",
    ],
)
def test_a_model_that_lies_changes_nothing(
    httpserver: HTTPServer, brief: Brief, lie: Callable[[str], str]
) -> None:
    told = in_simpler_words(brief, _model(httpserver, lie))
    assert told.sections == brief.sections
    assert told.headline == brief.headline
    assert "0 of " in told.method.rephrased


def test_what_is_faithful_is_used_and_said(httpserver: HTTPServer, brief: Brief) -> None:
    told = in_simpler_words(brief, _model(httpserver, lambda line: f"{line[:-1]}, also."))
    changed = [
        (a, b)
        for old, new in zip(brief.sections, told.sections, strict=True)
        for a, b in zip(old.statements, new.statements, strict=True)
        if a != b
    ]
    assert changed
    assert all(a.sources == b.sources and not a.is_quote for a, b in changed)
    assert is_intact(told)
    assert brief_from_json(as_json(told)) == told
    assert "liar: " in " ".join(str(rendered(told, "text")).split())


@pytest.mark.parametrize(
    ("handler", "error"),
    [
        (lambda _: httpx2.Response(500), SourceAnswerError),
        (lambda _: httpx2.Response(200, content=b"<html>"), SourceAnswerError),
        (lambda _: httpx2.Response(200, content=b'{"choices": 5}'), SourceAnswerError),
    ],
)
def test_a_model_that_fails_is_a_gap(
    brief: Brief, handler: Callable[[httpx2.Request], httpx2.Response], error: type[Exception]
) -> None:
    model = LanguageModel("http://x/v1", "m", transport=httpx2.MockTransport(handler))
    with pytest.raises(error):
        model.rewrite(("a",))
    told = in_simpler_words(brief, model)
    assert told.sections == brief.sections
    assert told.gaps[-1].code == "G602"


def test_nobody_there_is_said() -> None:
    with pytest.raises(SourceUnreachableError):
        LanguageModel("http://127.0.0.1:9/v1", "m").rewrite(("a",))
    with pytest.raises(ConfigError):
        LanguageModel("file:///etc/passwd", "m")


def test_lines_are_told_by_their_numbers() -> None:
    assert parse_lines("Sure!\n2) two\n1. one\n7. seven", 3) == ("one", "two", "")
