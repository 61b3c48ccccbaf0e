from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from lxml import html

from sceptic.errors import FileFormatError, InputError
from sceptic.render.article import READING_FORMATS, rendered
from sceptic.render.article_json import as_json, is_reading, reading_from_json
from sceptic.render.article_outline import outline_of_reading
from sceptic.render.article_text import as_text
from tests.article_samples import HOSTILE, PRESS, reading

TEXTS = (PRESS, HOSTILE, "", "The council met on Monday.")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", READING_FORMATS)
def test_every_format_writes_every_reading(text: str, name: str) -> None:
    assert rendered(reading(text), name)


@pytest.mark.parametrize("text", TEXTS)
def test_json_comes_back_without_loss(text: str) -> None:
    told = reading(text)
    data = as_json(told)
    assert is_reading(data)
    assert reading_from_json(data) == told
    assert as_json(reading_from_json(data)) == data


def test_rows_of_the_json_are_what_tools_filter_by() -> None:
    given = json.loads(as_json(reading()))
    briefs = {b["id"] for b in given["briefs"]}
    for row in given["claims"]:
        assert given["article"]["text"][row["start"] : row["end"]] == row["text"]
        assert (row["verdict"] is None) == (row["brief"] is None)
        assert row["brief"] is None or row["brief"] in briefs


@pytest.mark.parametrize("data", [b"{", b"{}", b"[]", b'{"format_version": 1}'])
def test_something_else_is_no_reading(data: bytes) -> None:
    with pytest.raises(FileFormatError):
        reading_from_json(data)


def test_a_reading_changed_by_hand_is_refused() -> None:
    data = as_json(reading()).replace(b"Needles against", b"Pillows against")
    with pytest.raises(FileFormatError):
        reading_from_json(data)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError):
        rendered(reading(), "docx")


@pytest.mark.parametrize("text", [HOSTILE, PRESS])
def test_the_page_runs_nothing_and_fetches_nothing(text: str) -> None:
    page: Any = html.fromstring(str(rendered(reading(text), "html")))
    assert not page.xpath("//script | //img | //svg | //iframe | //object | //form")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert all(a.startswith(("#", "https://", "http://", "data:,")) for a in page.xpath("//@href"))
    assert len(page.xpath("//h1")) == 1
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_the_page_keeps_the_articles_words() -> None:
    told = reading()
    page: Any = html.fromstring(str(rendered(told, "html")))
    for tag in page.xpath("//section[@id='article']//a[contains(@class, 'tag')]"):
        tag.drop_tree()
    words = " ".join(
        " ".join(each.text_content().split())
        for each in page.xpath("//*[contains(@class, 'row')]/*[1]")
    )
    assert words == " ".join(told.article.text.split())


def test_ids_of_the_page_are_unique_and_links_lead_somewhere() -> None:
    page: Any = html.fromstring(str(rendered(reading(), "html")))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {a[1:] for a in page.xpath("//@href") if a.startswith("#")} <= set(ids)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_are_no_longer_than_asked(width: int) -> None:
    lines = as_text(reading(), width=width).split("\n")
    assert all(len(line) <= width or " " not in line.strip() for line in lines)


def test_text_cannot_command_a_terminal() -> None:
    assert "\x1b" not in as_text(reading(HOSTILE + "\x1b[31m zinc prevents colds."))
    assert "\u202e" not in as_text(reading(HOSTILE))


def test_the_table_has_a_row_for_each_claim() -> None:
    told = reading()
    rows = list(csv.DictReader(io.StringIO(str(rendered(told, "csv")))))
    assert [row["text"] for row in rows] == [" ".join(c.claim.text.split()) for c in told.claims]


def test_one_claimreview_for_each_question() -> None:
    told = reading()
    reviews = json.loads(str(rendered(told, "claimreview")))
    asked = [c for c in told.claims if c.brief and c.same_as is None and not c.claim.is_denied]
    assert len(reviews) == len(asked)
    assert all(r["@type"] == "ClaimReview" for r in reviews)
    assert all(r["itemReviewed"]["appearance"]["@type"] == "Article" for r in reviews)


def test_the_note_quotes_the_article_and_numbers_its_sources() -> None:
    note = str(rendered(reading(), "note"))
    assert note.startswith("Dear editor,")
    assert "The article says: “Mesotherapy" in note
    assert "[1]" in note
    assert "Sources:" in note
    assert max(map(len, (x for x in note.split("\n") if "://" not in x))) <= 76


def test_the_paragraph_carries_its_caveat() -> None:
    assert "should be looked over by a person" in " ".join(
        str(rendered(reading(), "paragraph")).split()
    )


def test_every_sentence_has_its_sources() -> None:
    outline = outline_of_reading(reading())
    numbers = {r.number for r in outline.references}
    for sentence in (outline.headline, *outline.summary, outline.limits):
        assert sentence.refs
        assert set(sentence.refs) <= numbers
