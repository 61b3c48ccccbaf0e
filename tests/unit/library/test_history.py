"""Searches kept under numbers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sceptic.errors import FileFormatError, InputError, QuerySyntaxError
from sceptic.library.history import Search, keep, searches_in, with_earlier
from sceptic.library.query import parse

DAY = dt.date(2026, 11, 22)


def test_searches_are_numbered_and_referred_to(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    assert searches_in(path) == ()
    assert keep(path, "a  OR\nb", parse("a OR b"), 7, DAY, "lib").number == 1
    first = searches_in(path)
    assert first == (Search(1, "a OR b", "a OR b", 7, DAY, "lib"),)
    node = with_earlier(parse("#1 AND c"), first)
    assert node == parse("(a OR b) AND c")
    assert keep(path, "#1 AND c", node, 2, DAY, "lib").number == 2
    assert searches_in(path)[1].searched == "(a OR b) AND c"
    assert with_earlier(parse("#2 NOT #1"), searches_in(path)) == parse(
        "((a OR b) AND c) NOT (a OR b)"
    )


def test_no_such_search() -> None:
    with pytest.raises(QuerySyntaxError, match="no search #3") as caught:
        with_earlier(parse("#3"), ())
    assert "--history" in caught.value.hint
    assert with_earlier(parse("a"), ()) == parse("a")


def test_searches_within_searches_stay_bounded() -> None:
    many = [Search(1, "x", " OR ".join(f"w{n}" for n in range(9_000)), 1, DAY, "l")]
    with pytest.raises(QuerySyntaxError, match="too many"):
        with_earlier(parse(" AND ".join(["#1"] * 23)), many)


def test_files_that_are_no_history(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"number": 1}\n')
    with pytest.raises(FileFormatError, match="no history"):
        searches_in(path)
    with pytest.raises(InputError, match="cannot read"):
        searches_in(tmp_path)
    with pytest.raises(InputError, match="cannot write"):
        keep(path / "y.jsonl", "a", parse("a"), 0, DAY, "l")
