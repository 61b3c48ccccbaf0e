from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from sceptic.eutils_server import fetch, post, search
from tests.eutils_samples import call, desk


def found(**values: str) -> dict[str, Any]:
    answer = search.answer(call(retmode="json", **values), desk())
    assert (answer.media_type, answer.status) == ("application/json", 200)
    whole = json.loads(answer.body)
    assert whole["header"] == {"type": "esearch", "version": "0.3"}
    result: dict[str, Any] = whole["esearchresult"]
    return result


def tree(**values: str) -> Any:
    answer = search.answer(call(**values), desk())
    assert answer.media_type == "text/xml"
    assert '"-//NLM//DTD esearch 20060628//EN"' in answer.body
    return etree.fromstring(answer.body.encode())


def test_the_newest_come_first_and_the_count_is_exact() -> None:
    result = found(db="pubmed", term="zinc", retmax="2")
    assert result["count"] == "3"
    assert result["retmax"] == "2"
    assert result["idlist"] == ["103", "102"]
    assert found(term="zinc", retstart="2")["idlist"] == ["101"]
    assert found(term="zinc", retmax="0")["idlist"] == []


def test_xml_has_the_same_content_in_the_order_of_the_dtd() -> None:
    root = tree(db="pubmed", term="zinc AND nosuchword", usehistory="y")
    assert [child.tag for child in root] == [
        "Count", "RetMax", "RetStart", "QueryKey", "WebEnv", "IdList", "TranslationSet",
        "QueryTranslation", "ErrorList", "WarningList",
    ]  # fmt: skip
    assert root.findtext("Count") == "0"
    assert root.findtext("ErrorList/PhraseNotFound") == "nosuchword"
    assert root.findtext("WarningList/OutputMessage") == "No items found."


def test_the_translation_names_fields_in_full() -> None:
    result = found(term="zinc[ti] AND 2010:2020[dp] NOT colds*[tiab]")
    assert result["querytranslation"] == (
        '("zinc"[Title] AND 2010:2020[Date - Publication]) NOT colds*[Title/Abstract]'
    )
    assert "translationset" in found(term="common cold")
    assert found(term='"zinc copper"[ti:~3]')["querytranslation"] == '"zinc copper"[Title:~3]'


def test_rettype_count_gives_the_count_alone() -> None:
    assert found(term="zinc", rettype="count") == {"count": "3"}
    assert [c.tag for c in tree(term="zinc", rettype="count")] == ["Count"]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("", ["104", "103", "102", "101"]),
        ("pub_date", ["104", "103", "101", "102"]),
        ("pub date", ["104", "103", "101", "102"]),
        ("Author", ["104", "101", "103", "102"]),
        ("JournalName", ["102", "104", "103", "101"]),
    ],
)
def test_sorts(sort: str, ids: list[str]) -> None:
    """Equal ones stay newest first."""
    assert found(term="101:104[uid]", sort=sort)["idlist"] == ids
    assert found(term="101:104[uid]", sort=sort, retstart="1", retmax="2")["idlist"] == ids[1:3]


def test_relevance_is_by_score_and_an_unknown_sort_is_said() -> None:
    assert found(term="copper", sort="relevance")["idlist"] == ["101", "103"]
    result = found(term="zinc", sort="beauty")
    assert result["idlist"][0] == "103"
    assert result["warninglist"]["outputmessages"] == ["Unknown sort schema 'beauty' ignored"]


@pytest.mark.parametrize(
    ("dates", "ids"),
    [
        ({"mindate": "2019", "maxdate": "2020"}, ["103", "101"]),
        ({"mindate": "2010/05/02", "maxdate": "2010/05/02", "datetype": "edat"}, ["102"]),
        ({"mindate": "2011", "maxdate": "2011", "datetype": "mdat"}, ["102"]),
        ({"reldate": "60"}, ["103"]),
        ({"reldate": "30"}, []),
        ({"mindate": "2019"}, ["103", "102", "101"]),
    ],
)
def test_dates(dates: dict[str, str], ids: list[str]) -> None:
    result = found(term="zinc", **dates)
    assert result["idlist"] == ids
    if dates == {"mindate": "2019"}:
        assert "must be used together" in result["warninglist"]["outputmessages"][0]


def test_field_applies_to_terms_without_a_tag() -> None:
    assert found(term="copper", field="title")["idlist"] == ["101"]
    assert found(term="copper OR minoxidil[tiab]", field="TITL")["idlist"] == ["105", "101"]
    assert "unknown field" in found(term="copper", field="nosuch")["ERROR"]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"db": "nosuchdb", "term": "x"}, "Invalid db name specified: nosuchdb"),
        ({"term": " "}, "Empty term and query_key - nothing todo"),
        ({}, "Empty term and query_key - nothing todo"),
        ({"term": "(("}, "Search Backend failed: "),
        ({"term": "#1"}, "Unable to obtain query #1"),
        ({"query_key": "3", "web_env": "MCID_gone"}, "Unable to obtain query #3"),
        ({"term": "x", "mindate": "spring", "maxdate": "2010"}, "Search Backend failed: "),
        ({"term": "x", "datetype": "birthday"}, "Search Backend failed: unknown datetype"),
    ],
)
def test_errors_come_under_http_200(values: dict[str, str], error: str) -> None:
    assert found(**values)["ERROR"].startswith(error)
    assert tree(**values).findtext("ERROR").startswith(error)


def test_no_more_can_be_reached_than_the_cap() -> None:
    small = desk(cap=2)

    def page(start: str, most: str) -> dict[str, Any]:
        values = {"term": "zinc", "retstart": start, "retmax": most, "retmode": "json"}
        result: dict[str, Any] = json.loads(search.answer(call(**values), small).body)
        return result["esearchresult"]  # type: ignore[no-any-return]

    assert (page("0", "100000")["count"], page("0", "100000")["retmax"]) == ("3", "2")
    crossing = page("1", "2")
    assert crossing["idlist"] == ["102"]
    assert crossing["warninglist"]["outputmessages"] == [
        "Restrictions achieved. start and count adjusted to 1, 1"
    ]
    error = page("2", "1")["ERROR"]
    assert error.startswith(
        "Search Backend failed: Exception:\n'retstart' cannot be larger than 1."
    )


def test_history_combines_searches_and_lists() -> None:
    place = desk()

    def ask(**values: str) -> dict[str, Any]:
        answer = search.answer(call(retmode="json", **values), place)
        result: dict[str, Any] = json.loads(answer.body)["esearchresult"]
        return result

    first = ask(term="zinc", usehistory="y")
    env = first["webenv"]
    assert first["querykey"] == "1"
    second = ask(term="copper", usehistory="y", web_env=env)
    assert (second["webenv"], second["querykey"]) == (env, "2")
    assert ask(term="#1 NOT #2", web_env=env)["idlist"] == ["102"]
    assert ask(term="(#1) AND children", web_env=env)["idlist"] == ["102"]
    assert ask(query_key="2", web_env=env)["idlist"] == ["103", "101"]
    assert ask(term="review[pt]", query_key="2", web_env=env)["idlist"] == ["103"]
    posted = json.loads(post.answer(call(id="105,102", retmode="json", web_env=env), place).body)
    assert posted["epostresult"] == {"invalidids": [], "querykey": "3", "webenv": env}
    assert ask(term="#1 AND #3", web_env=env)["idlist"] == ["102"]
    uids = fetch.answer(call(query_key="3", web_env=env, rettype="uilist", retmode="text"), place)
    assert uids.body == "105\n102\n"


def test_a_search_that_refers_to_itself_cannot_grow_without_end() -> None:
    place = desk()
    env = json.loads(search.answer(call(term="zinc", usehistory="y", retmode="json"), place).body)[
        "esearchresult"
    ]["webenv"]
    said = ""
    for number in range(1, 40):
        term = " OR ".join([f"#{number}"] * 40)
        answer = search.answer(
            call(term=term, usehistory="y", web_env=env, retmode="json", retmax="0"), place
        )
        said = json.loads(answer.body)["esearchresult"].get("ERROR", "")
        if said:
            break
    assert said == "Search Backend failed: the combined search is too large"
