from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sceptic.domain.record import Pmid
from sceptic.sources.eutils_parse import (
    Failure,
    Fault,
    Fetched,
    Found,
    Info,
    State,
    failure_of_status,
    parse_info,
    parse_records,
    parse_search,
)
from tests.library_samples import article, as_file

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


def search_json(**result: object) -> bytes:
    return json.dumps({"header": {"type": "esearch"}, "esearchresult": result}).encode()


def test_a_search_in_json() -> None:
    body = search_json(
        count="3",
        idlist=["30", "2", "1"],
        querytranslation='"alopecia"[MeSH Terms]',
        webenv="W",
        querykey="1",
        errorlist={"phrasesnotfound": ["zzqx"], "fieldsnotfound": []},
        warninglist={"phrasesignored": ["and"], "outputmessages": ["No items found."]},
    )
    found = parse_search(body, limit=20)
    assert isinstance(found, Found)
    assert (found.total, found.ids, found.short) == (3, (30, 2, 1), 0)
    assert found.state is State.OK
    assert found.translation == '"alopecia"[MeSH Terms]'
    assert (found.web_env, found.query_key) == ("W", "1")
    assert found.messages == (
        ("phrase not found", "zzqx"),
        ("phrase ignored", "and"),
        ("message", "No items found."),
    )


def test_a_search_in_xml_is_the_same() -> None:
    body = (
        b'<?xml version="1.0" encoding="UTF-8" ?><!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD" "x">'
        b"<eSearchResult><Count>3</Count><RetMax>20</RetMax><RetStart>0</RetStart>"
        b"<QueryKey>1</QueryKey><WebEnv>W</WebEnv><IdList><Id>30</Id><Id>2</Id><Id>1</Id></IdList>"
        b"<TranslationSet/><QueryTranslation>x[All]</QueryTranslation><ErrorList>"
        b"<PhraseNotFound>zzqx</PhraseNotFound></ErrorList><WarningList><OutputMessage>No items"
        b"</OutputMessage></WarningList></eSearchResult>"
    )
    found = parse_search(body, limit=20)
    assert isinstance(found, Found)
    assert (found.total, found.ids, found.translation) == (3, (30, 2, 1), "x[All]")
    assert (found.web_env, found.query_key) == ("W", "1")
    assert found.messages == (("phrase not found", "zzqx"), ("message", "No items"))


def test_nothing_found_is_empty_and_a_lone_id_may_be_a_scalar() -> None:
    empty = parse_search(search_json(count="0", idlist=[]), limit=20)
    assert isinstance(empty, Found)
    assert empty.state is State.EMPTY
    one = parse_search(search_json(count="1", idlist="7"), limit=20)
    assert isinstance(one, Found)
    assert one.ids == (7,)


@pytest.mark.parametrize(
    ("total", "ids", "limit", "start", "short"),
    [(3, "1 2", 20, 0, 1), (30, "1 2", 2, 0, 0), (30, "1", 5, 8, 1), (30, "", 5, 10, 0),
     (30, "1 1", 2, 0, 1), (30, "1 2 3 4", 9, 6, 0), (3, "", 0, 0, 0)],
)  # fmt: skip
def test_what_should_have_come_is_counted(
    total: int, ids: str, limit: int, start: int, short: int
) -> None:
    """Up to the cap, here 10: a window that crosses it is cut there by rule, not by fault."""
    body = search_json(count=str(total), idlist=ids.split())
    found = parse_search(body, limit=limit, start=start, cap=10)
    assert isinstance(found, Found)
    assert found.short == short
    assert len(found.ids) <= limit


SAID = (
    "Search Backend failed: Exception: 'retstart' cannot be larger than 9998 for PubMed",
    "Empty term and query_key - nothing todo",
    "Database is not supported: pubmed",
    "Invalid db name specified: nosuchdb",
)


@pytest.mark.parametrize("said", SAID)
def test_an_error_inside_200_is_a_refusal_in_its_own_words(said: str) -> None:
    for body in (
        search_json(ERROR=said),
        b"<eSearchResult><ERROR>" + said.encode() + b"</ERROR></eSearchResult>",
    ):
        failure = parse_search(body, limit=20)
        assert isinstance(failure, Failure)
        assert failure.state is State.FAILED
        assert (failure.fault, failure.passing) == (Fault.REFUSED, False)
        assert said in failure.reason


@pytest.mark.parametrize(
    "body",
    [
        b'{"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"5","limit":"3"}',
        search_json(ERROR="Search Backend failed: Status: 500"),
        b"<eSearchResult><ERROR>Service temporarily unavailable</ERROR></eSearchResult>",
    ],
)
def test_trouble_of_the_service_passes(body: bytes) -> None:
    failure = parse_search(body, limit=20)
    assert isinstance(failure, Failure)
    assert (failure.fault, failure.passing) == (Fault.BUSY, True)
    assert "192.0.2.1" not in failure.reason


@pytest.mark.parametrize(
    "body",
    [b"", b"  \n", b"<!DOCTYPE html><html></html>", b"<html><body>x", b"502", b"[]", b'"x"',
     b"null", b'{"esearchresult":', b'{"esearchresult":[]}', b'{"esearchresult":{}}', b"{}",
     search_json(count="x", idlist=[]), search_json(count="-1", idlist=[]),
     search_json(idlist=["1"]), search_json(count="1", idlist=["a"]), b"<eSearchResult>",
     b"<eSearchResult><Count>1</Count><IdList><Id/></IdList></eSearchResult>", b"<x/>",
     b'<!DOCTYPE x [<!ENTITY a "b">]><eSearchResult>&a;</eSearchResult>', b"\xff\xfe\x00"],
)  # fmt: skip
def test_what_is_no_answer_is_never_an_empty_one(body: bytes) -> None:
    for failure in (
        parse_search(body, limit=20),
        parse_info(body),
        parse_records(body, [Pmid(1)]),
    ):
        assert isinstance(failure, Failure)
        assert (failure.fault, failure.passing) == (Fault.UNREADABLE, True)
        assert failure.reason


def test_records_are_held_against_what_was_asked() -> None:
    body = as_file(article(3), article(1), article(9))
    fetched = parse_records(body, [Pmid(1), Pmid(2), Pmid(3), Pmid(1)])
    assert isinstance(fetched, Fetched)
    assert [r.pmid for r in fetched.records] == [1, 3]
    assert fetched.missing == (2,)
    assert fetched.state is State.OK


@pytest.mark.parametrize(
    "body", [b"<PubmedArticleSet></PubmedArticleSet>", b"<PubmedArticleSet/>",
             b'{"error":"ID list is empty! Possibly it has no correct IDs."}'],
)  # fmt: skip
def test_no_record_leaves_all_missing(body: bytes) -> None:
    fetched = parse_records(body, [Pmid(1)])
    assert isinstance(fetched, Fetched)
    assert (fetched.state, fetched.missing) == (State.EMPTY, (1,))


@pytest.mark.parametrize("cut", range(1, 60))
def test_records_cut_off_anywhere_are_a_failure(cut: int) -> None:
    body = as_file(article(1), article(2))
    failure = parse_records(body[: len(body) * cut // 60], [Pmid(1), Pmid(2)])
    assert isinstance(failure, Failure)
    assert failure.passing


def test_an_error_instead_of_records() -> None:
    said = b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"
    failure = parse_records(said, [Pmid(1)])
    assert failure == Failure(Fault.REFUSED, "it said: Unable to obtain query #1")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            b'{"einforesult":{"dbinfo":[{"count":"38123456","lastupdate":"2026/11/21 03:25"}]}}',
            Info(38123456, dt.date(2026, 11, 21)),
        ),
        (
            b"<eInfoResult><DbInfo><Count>5</Count><LastUpdate>2026/11/21 03:25</LastUpdate>"
            b"</DbInfo></eInfoResult>",
            Info(5, dt.date(2026, 11, 21)),
        ),
        (b'{"einforesult":{"dbinfo":{"count":"5","lastupdate":"soon"}}}', Info(5, None)),
        (
            b'{"einforesult":{"ERROR":"Can not retrieve DbInfo for db=x"}}',
            Failure(Fault.REFUSED, "it said: Can not retrieve DbInfo for db=x"),
        ),
    ],
)
def test_the_database_describes_itself(body: bytes, expected: Info | Failure) -> None:
    assert parse_info(body) == expected


@pytest.mark.parametrize(
    ("status", "retry_after", "fault", "passing", "wait"),
    [
        (429, "3", Fault.BUSY, True, 3.0),
        (429, "", Fault.BUSY, True, None),
        (503, "Sun, 22 Nov 2026 12:00:30 GMT", Fault.BUSY, True, 30.0),
        (502, "later", Fault.BUSY, True, None),
        (400, "", Fault.REFUSED, False, None),
        (404, "", Fault.REFUSED, False, None),
        (302, "", Fault.REFUSED, False, None),
    ],
)
def test_statuses(
    status: int, retry_after: str, fault: Fault, passing: bool, wait: float | None
) -> None:
    failure = failure_of_status(status, b"", retry_after, NOW)
    assert failure is not None
    assert (failure.fault, failure.passing, failure.wait) == (fault, passing, wait)


def test_a_refusal_keeps_the_words_of_the_body_and_not_the_key() -> None:
    body = b'{"error":"API key invalid","api-key":"SECRET","type":"api key"}'
    failure = failure_of_status(400, body)
    assert failure == Failure(Fault.REFUSED, "it said: API key invalid")
    assert failure_of_status(200, b"") is None


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_a_value(body: bytes) -> None:
    parse_search(body, limit=5)
    parse_info(body)
    parse_records(body, [Pmid(1)])
    failure_of_status(400, body)
