"""Our client of the E-utilities against our server: each is the other's independent reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from sceptic.domain.record import Pmid
from sceptic.eutils_server.app import BASE, app_over
from sceptic.library.memory import MemoryLibrary
from sceptic.library.query import parse
from sceptic.sources.eutils import Eutils, Limits
from sceptic.sources.eutils_all import AllIds, fetch_all_ids
from sceptic.sources.eutils_parse import Failure, Fetched, Found, Info
from sceptic.sources.pace import Pace
from tests.eutils_samples import served
from tests.fake_pubmed import made_up

CAP = 25
LIBRARY = MemoryLibrary(made_up(80).records)
EVERYTHING = tuple(range(179, 99, -1))


@pytest.fixture(scope="module")
def client() -> Iterator[Eutils]:
    app = app_over(LIBRARY, today=lambda: dt.date(2026, 11, 22), cap=CAP)
    with served(app) as address:
        made = Eutils(
            address.rstrip("/") + BASE, pace=Pace(0), limits=Limits(cap=CAP, first_wait=0.01)
        )
        yield made
        made.close()


@pytest.mark.parametrize("query", ["all[sb]", "hair[tiab] OR loss[tiab]", "bees[tiab]"])
def test_a_search_is_the_library_s(client: Eutils, query: str) -> None:
    found = client.fetch_search(query, limit=20)
    hits = LIBRARY.search(parse(query), limit=20)
    assert isinstance(found, Found)
    assert (found.total, found.short) == (hits.total, 0)
    assert [f"pmid:{one}" for one in found.ids] == [hit.record_id for hit in hits.hits]
    assert client.fetch_count(query) == hits.total


def test_windows_up_to_the_cap_and_an_error_in_200_beyond_it(client: Eutils) -> None:
    later = client.fetch_search("all[sb]", limit=20, start=20)
    assert isinstance(later, Found)
    assert (len(later.ids), later.short) == (5, 0)
    beyond = client.fetch_search("all[sb]", limit=5, start=CAP + 5)
    assert isinstance(beyond, Failure)
    assert "cannot be larger" in beyond.reason


def test_every_identifier_comes_by_halving(client: Eutils) -> None:
    found = fetch_all_ids(client, "all[sb]")
    assert isinstance(found, AllIds)
    assert found.is_whole
    assert tuple(reversed(found.ids)) == EVERYTHING


def test_records_come_back_as_they_were(client: Eutils) -> None:
    fetched = client.fetch_records([Pmid(101), Pmid(7), *map(Pmid, EVERYTHING)])
    assert isinstance(fetched, Fetched)
    assert fetched.missing == (7,)
    assert len(fetched.records) == 80
    (mine,) = LIBRARY.records(["pmid:101"])
    assert (fetched.records[0].title, fetched.records[0].abstract_text) == (
        mine.title, mine.abstract_text,
    )  # fmt: skip


def test_a_search_kept_there_is_fetched_from_there(client: Eutils) -> None:
    found = client.fetch_search("all[sb]", limit=20, history=True)
    assert isinstance(found, Found)
    fetched = client.fetch_kept(found, start=5, count=3)
    assert isinstance(fetched, Fetched)
    assert tuple(r.pmid for r in fetched.records) == found.ids[5:8]
    assert not fetched.missing


def test_it_describes_itself(client: Eutils) -> None:
    info = client.fetch_info()
    assert isinstance(info, Info)
    assert info.records == 80


def test_a_long_term_is_posted_and_understood(client: Eutils) -> None:
    term = " OR ".join(f"{n}[uid]" for n in range(1, 400))
    assert client.fetch_count(term) == 80
