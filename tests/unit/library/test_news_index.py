from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from sceptic.errors import FileFormatError, InputError, LibraryMissingError
from sceptic.library.news_index import Indexed, NewsIndex, index_news
from sceptic.sources.news_files import day_of, news_items, visible

BOTH = (("mesotherapy",), ("hair loss", "alopecia"))
ROWS = [
    {"headline": "Mesotherapy for hair loss", "body": "They say so.", "date": "2019-05-31"},
    {"title": "Alopécia", "text": "and mesotherapy, again", "published": "20200102"},
    {"title": "Hair", "text": "loss of mesotherapy", "date": "2020-02-03"},
    {"title": "Roads", "text": "and schools", "date": "2021-01-01T10:00:00Z"},
    {"title": "", "text": ""},
    {"title": "No day", "text": "mesotherapy against hair loss"},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, ROWS)).encode()))
    return path


def test_articles_are_counted_by_year(corpus: Path, tmp_path: Path) -> None:
    place = tmp_path / "deep" / "news.index"
    assert index_news([corpus], place, "local papers") == Indexed(5, 0, 1)
    assert index_news([corpus], place) == Indexed(0, 5, 1)
    index = NewsIndex(place)
    assert index.name == "local papers"
    found = index.count(BOTH)
    assert found is not None
    assert found.by_year == ((2019, 1), (2020, 1))
    assert (found.total, found.of) == (3, 5)
    assert (found.first, found.last) == (dt.date(2019, 5, 31), dt.date(2021, 1, 1))
    then = index.count(BOTH, dt.date(2019, 12, 31))
    assert then is not None
    assert (then.total, then.of) == (1, 1)
    assert index.count(BOTH, dt.date(1999, 1, 1)) is None


def test_words_of_a_query_language_are_words(corpus: Path, tmp_path: Path) -> None:
    place = tmp_path / "i"
    index_news([corpus], place)
    for name in ('x" OR "roads', "NOT", "roads*", "a:b", "'; DROP TABLE words"):
        found = NewsIndex(place).count(((name,), ("schools",)))
        assert found is not None
        assert found.total == (1 if name == "roads*" else 0)


def test_what_is_no_corpus_and_no_index_is_said(tmp_path: Path) -> None:
    odd = tmp_path / "odd.jsonl"
    odd.write_text('{"title": "a"}\nno json\n')
    with pytest.raises(FileFormatError, match="line 2"):
        list(news_items(odd))
    long = tmp_path / "long.jsonl"
    long.write_bytes(b'{"text": "' + b"x" * 17_000_000)
    with pytest.raises(FileFormatError, match="longer than an article"):
        list(news_items(long))
    with pytest.raises(InputError):
        list(news_items(tmp_path / "none.jsonl"))
    with pytest.raises(LibraryMissingError):
        NewsIndex(tmp_path / "none")
    with pytest.raises(FileFormatError):
        NewsIndex(odd)
    with pytest.raises(FileFormatError):
        index_news([odd], odd)


def test_web_archives_are_read(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="fastwarc is not installed (extra: warc)")
    body = b"Mesotherapy and hair loss, once more."
    head = (
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://example.org/\r\n"
        b"WARC-Date: 2022-03-04T05:06:07Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        b"Content-Type: text/plain\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n"
    )
    path = tmp_path / "some.warc.wet.gz"
    path.write_bytes(gzip.compress(head + body + b"\r\n\r\n"))
    (item,) = news_items(path)
    assert item is not None
    assert (item.day, item.text, item.url) == (
        dt.date(2022, 3, 4), body.decode(), "http://example.org/"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [("2019-05-31", dt.date(2019, 5, 31)), ("20190531", dt.date(2019, 5, 31)),
     ("2019-13-31", None), ("May 2019", None), ("", None)],
)  # fmt: skip
def test_a_day_is_read_or_none(text: str, day: dt.date | None) -> None:
    assert day_of(text) == day


def test_the_text_of_a_page_is_what_is_seen() -> None:
    page = "<p>One <b>two</b></p><script>three</script><!-- four --><style>five</style> six"
    assert visible(page) == "One two six"
