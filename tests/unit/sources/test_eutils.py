from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from sceptic.domain.record import Pmid
from sceptic.errors import ConfigError
from sceptic.sources.eutils import Account, Eutils, Limits
from sceptic.sources.eutils_all import AllIds, fetch_all_ids
from sceptic.sources.eutils_parse import Failure, Fault, Fetched, Found, Info
from tests.fake_pubmed import FAULTS, Clock, FakePubmed, Faulty, client_of, made_up
from tests.library_samples import article

PUBMED = made_up(60)
PASSING = sorted(set(FAULTS) - {"redirect"})
EVERYTHING = tuple(Pmid(n) for n in range(100, 160))


def test_a_search_gives_the_total_and_the_first_hits_in_order() -> None:
    client = client_of(PUBMED)
    found = client.fetch_search("all[sb]", limit=3)
    assert isinstance(found, Found)
    assert (found.total, found.ids) == (60, (159, 158, 157))
    assert client.fetch_count("all[sb]") == 60
    later = client.fetch_search("all[sb]", limit=3, start=58)
    assert isinstance(later, Found)
    assert (later.ids, later.short) == ((101, 100), 0)


def test_records_come_in_the_order_asked_and_the_missing_are_named() -> None:
    fetched = client_of(PUBMED).fetch_records([Pmid(120), Pmid(7), Pmid(110)])
    assert isinstance(fetched, Fetched)
    assert [r.pmid for r in fetched.records] == [120, 110]
    assert fetched.missing == (7,)
    info = client_of(PUBMED).fetch_info()
    assert isinstance(info, Info)
    assert info.records == 60


def test_every_call_says_who_asks_and_the_key_stays_out_of_what_is_empty() -> None:
    pubmed = made_up(3)
    client_of(pubmed, account=Account("me@example.org", "KEY")).fetch_count("all[sb]")
    client_of(pubmed, account=Account()).fetch_count("all[sb]")
    (_, with_key, _), (_, without, _) = pubmed.calls
    assert (with_key["tool"], with_key["email"], with_key["api_key"]) == (
        "sceptic", "me@example.org", "KEY",
    )  # fmt: skip
    assert without["tool"] == "sceptic"
    assert not {"email", "api_key"} & set(without)


@pytest.mark.parametrize(("words", "method"), [(1, "GET"), (200, "POST")])
def test_long_terms_are_posted(words: int, method: str) -> None:
    pubmed = made_up(3)
    client_of(pubmed).fetch_count(" OR ".join(f"word{n}[tiab]" for n in range(words)))
    assert [call[2] for call in pubmed.calls] == [method]


def test_many_records_are_fetched_in_posted_lots() -> None:
    pubmed = made_up(450)
    fetched = client_of(pubmed).fetch_records(Pmid(n) for n in range(100, 550))
    assert isinstance(fetched, Fetched)
    assert len(fetched.records) == 450
    assert [method for _, _, method in pubmed.calls] == ["POST", "POST", "GET"]


# --- faults -----------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_is_tried_again(fault: str) -> None:
    """One fault in each of the three services, then everything is as if nothing had been."""
    expected = client_of(PUBMED).fetch_search("hair[tiab]", limit=10)
    assert client_of(Faulty(PUBMED, [fault])).fetch_search("hair[tiab]", limit=10) == expected
    fetched = client_of(Faulty(PUBMED, [fault])).fetch_records(EVERYTHING[:5])
    assert fetched == client_of(PUBMED).fetch_records(EVERYTHING[:5])
    if fault != "short":
        info = client_of(Faulty(PUBMED, [fault])).fetch_info()
        assert info == client_of(PUBMED).fetch_info()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lasting_fault_is_a_failure_or_says_what_is_missing(fault: str) -> None:
    clock = Clock()
    client = client_of(Faulty(PUBMED, [], then=fault), clock=clock)
    found = client.fetch_search("all[sb]", limit=10)
    if fault == "short":
        assert isinstance(found, Found)
        assert (len(found.ids), found.short) == (9, 1)
    else:
        assert isinstance(found, Failure), fault
    fetched = client.fetch_records(EVERYTHING[:5])
    if fault == "short":
        assert isinstance(fetched, Fetched)
        assert fetched.missing == (EVERYTHING[4],)
    else:
        assert isinstance(fetched, Failure), fault
    assert sum(clock.slept) < 200


def test_retry_after_is_honoured_and_waits_grow() -> None:
    clock = Clock()
    client_of(Faulty(PUBMED, ["429"]), clock=clock).fetch_count("all[sb]")
    assert sum(clock.slept) >= 2.0
    clock = Clock()
    failure = client_of(Faulty(PUBMED, [], then="503"), clock=clock).fetch_count("all[sb]")
    assert isinstance(failure, Failure)
    assert len([s for s in clock.slept if s]) >= 3


def test_what_is_refused_is_not_asked_again() -> None:
    pubmed = made_up(3)
    client = client_of(pubmed)
    failure = client.fetch_search("all[sb]", limit=3, start=20_000)
    assert isinstance(failure, Failure)
    assert failure.fault is Fault.REFUSED
    assert "cannot be larger" in failure.reason
    assert len(pubmed.calls) == 1


def test_the_total_time_ends_all_trying() -> None:
    clock = Clock()
    client = client_of(
        Faulty(PUBMED, [], then="503"), clock=clock, limits=Limits(total=3.0, attempts=1000)
    )
    start = clock.now
    assert isinstance(client.fetch_count("all[sb]"), Failure)
    late = client.fetch_count("all[sb]")
    assert isinstance(late, Failure)
    assert clock.now - start < 3.0 + 20.0
    client.begin()
    assert isinstance(client.fetch_count("all[sb]"), Failure)


def test_a_wait_longer_than_the_time_left_is_not_begun() -> None:
    def hours(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(429, headers={"Retry-After": "7200"})

    clock = Clock()
    assert isinstance(client_of(hours, clock=clock).fetch_count("x"), Failure)
    assert sum(clock.slept) < 1


def test_an_answer_that_trickles_is_given_up() -> None:
    clock = Clock()

    class Drops(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            while True:
                clock.now += 5
                yield b" "

    client = client_of(lambda _: httpx2.Response(200, content=Drops()), clock=clock)
    failure = client.fetch_count("x")
    assert isinstance(failure, Failure)
    assert failure.fault is Fault.TIMEOUT


def test_one_try_within_a_time_does_not_wait_for_the_rest() -> None:
    pubmed = Faulty(PUBMED, [], then="503")
    assert isinstance(client_of(pubmed).fetch_info(within=2.0), Failure)
    assert pubmed.injected == ["503"]


def test_no_failure_tells_the_key() -> None:
    for fault in FAULTS:
        client = client_of(Faulty(PUBMED, [], then=fault), account=Account("", "SECRETKEY"))
        result = client.fetch_search("x" * 2000, limit=3)
        assert "SECRETKEY" not in repr(result)


@pytest.mark.parametrize("address", ["", "eutils", "ftp://x/", "http://", "http://[", "x" * 9])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(ConfigError, match="no address"):
        Eutils(address)


def test_nobody_there() -> None:
    client = Eutils("http://127.0.0.1:9/", limits=Limits(attempts=1, connect=2))
    failure = client.fetch_count("x")
    assert isinstance(failure, Failure)
    assert failure.fault is Fault.UNREACHABLE
    client.close()


def test_a_search_kept_at_the_service_can_be_fetched_from_there() -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        if "esearch" in request.url.path:
            return httpx2.Response(
                200,
                content=b'{"esearchresult":{"count":"2","idlist":["101","100"],'
                b'"webenv":"MCID_1","querykey":"1"}}',
            )
        return httpx2.Response(200, content=PUBMED._fetch({"id": "101"}))

    client = client_of(answer)
    found = client.fetch_search("x", limit=2, history=True)
    assert isinstance(found, Found)
    fetched = client.fetch_kept(found, start=0, count=1)
    assert isinstance(fetched, Fetched)
    assert [r.pmid for r in fetched.records] == [101]
    assert "usehistory=y" in asked[0]
    assert "WebEnv=MCID_1" in asked[1]


# --- beyond the cap ---------------------------------------------------------------------------


@pytest.mark.parametrize("cap", [1, 7, 59, 60, 61])
@pytest.mark.parametrize("window", [None, 3])
def test_all_identifiers_come_whatever_the_cap(cap: int, window: int | None) -> None:
    pubmed = FakePubmed(PUBMED.articles, cap)
    client = client_of(pubmed, limits=Limits(cap=cap))
    found = fetch_all_ids(client, "all[sb]", window)
    assert isinstance(found, AllIds)
    assert found.is_whole
    assert sorted(found.ids) == list(EVERYTHING)
    assert all(int(call[1]["retmax"]) <= cap for call in pubmed.calls)


def test_a_sum_that_is_not_the_total_is_told() -> None:
    """Records above the highest PMID that was looked for."""
    pubmed = FakePubmed({**PUBMED.articles, 5_000: article(5_000)}, 7)
    earlier = made_up(10, cap=7)

    def hides(request: httpx2.Request) -> httpx2.Response:
        return earlier(request) if b"books" in request.url.query else pubmed(request)

    found = fetch_all_ids(client_of(hides, limits=Limits(cap=7)), "all[sb]")
    assert isinstance(found, AllIds)
    assert not found.is_whole
    assert (found.total, len(found.ids)) == (61, 60)


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"short"}))
def test_a_division_that_breaks_is_a_failure(fault: str) -> None:
    for good in (1, 2, 5):
        broken = Faulty(FakePubmed(PUBMED.articles, 7), [""] * good, then=fault)
        assert isinstance(
            fetch_all_ids(client_of(broken, limits=Limits(cap=7)), "all[sb]"), Failure
        )
