from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sceptic.checks import Asked
from sceptic.library import shelf
from sceptic.library.collection import DiskLibrary
from sceptic.library.index import Order
from sceptic.library.live import LiveLibrary
from sceptic.library.memory import MemoryLibrary
from sceptic.library.query import parse
from sceptic.library.shelf import FILE, Shelf, lines_of
from sceptic.library.writer import LibraryWriter
from sceptic.sources.eutils import Limits
from tests.fake_pubmed import ADDRESS, FAULTS, FakePubmed, Faulty, client_of, made_up

TODAY = dt.date(2026, 11, 22)
PUBMED = made_up(80)
HAIR = parse("hair[tiab] OR loss[tiab]")


def shelf_in(folder: Path, today: dt.date = TODAY) -> Shelf:
    return Shelf(folder, ADDRESS, today, name="fetched")


def live(
    folder: Path,
    answer: Callable[[httpx2.Request], httpx2.Response] = PUBMED,
    local: MemoryLibrary | None = None,
    today: dt.date = TODAY,
    cap: int = 9_999,
) -> LiveLibrary:
    client = client_of(answer, limits=Limits(cap=cap))
    return LiveLibrary(client, shelf_in(folder, today), local)


def codes(library: LiveLibrary) -> set[str]:
    return {gap.code for gap in library.gaps()}


def ids_of(library: LiveLibrary | MemoryLibrary, limit: int = 1000) -> tuple[str, ...]:
    return tuple(hit.record_id for hit in library.search(HAIR, limit=limit).hits)


# --- PubMed alone -----------------------------------------------------------------------------


def test_it_finds_counts_and_fetches_what_pubmed_has(tmp_path: Path) -> None:
    library = live(tmp_path)
    expected = PUBMED.library
    assert ids_of(library) == ids_of(expected)
    assert library.search(HAIR, limit=3).total == expected.count(HAIR)
    assert library.count(HAIR) == expected.count(HAIR)
    assert library.counts_by_year(HAIR) == expected.counts_by_year(HAIR)
    assert library.undated(HAIR) == 0
    ids = [*ids_of(library, 5), "pmid:7", "starter:x"]
    assert library.records(ids) == expected.records(ids)
    assert library.studies(ids) == ()
    assert isinstance(library, Asked)


def test_the_snapshot_and_the_searches_say_what_was_asked(tmp_path: Path) -> None:
    library = live(tmp_path)
    library.search(HAIR, limit=3)
    snapshot = library.snapshot()
    assert (snapshot.name, snapshot.records, snapshot.newest) == (
        "PubMed", 80, dt.date(2026, 11, 21),
    )  # fmt: skip
    assert snapshot.is_live
    assert snapshot.is_complete
    (search,) = library.searches()
    assert (search.query, search.date, search.address) == (
        "hair[tiab] OR loss[tiab]", TODAY, ADDRESS,
    )  # fmt: skip
    assert (search.found, search.taken) == (PUBMED.library.count(HAIR), 3)
    assert search.translation == f"({search.query})"
    again = live(tmp_path)
    again.search(HAIR, limit=3)
    assert again.snapshot() == snapshot


def test_the_same_question_of_the_day_is_not_asked_again(tmp_path: Path) -> None:
    first = live(tmp_path)
    expected = (ids_of(first), first.counts_by_year(HAIR), first.records(["pmid:100"]))
    first.snapshot()

    def nobody(_: httpx2.Request) -> httpx2.Response:
        raise AssertionError("PubMed was asked")

    second = live(tmp_path, nobody)
    assert (ids_of(second), second.counts_by_year(HAIR), second.records(["pmid:100"])) == expected
    assert second.snapshot() == first.snapshot()
    tomorrow = live(tmp_path, Faulty(PUBMED, [], then="refused"), today=dt.date(2026, 11, 23))
    assert ids_of(tomorrow) == ()
    assert codes(tomorrow) == {"G401"}


def test_what_was_fetched_stays_with_its_date(tmp_path: Path) -> None:
    library = live(tmp_path)
    library.records(["pmid:101", "pmid:100"])
    with DiskLibrary.open(tmp_path) as kept:
        assert set(kept.ids) == {"pmid:100", "pmid:101"}
        assert not kept.snapshot().is_complete
    (line,) = lines_of(tmp_path)
    assert (line.date, line.kind, line.ids) == (TODAY, "records", (101, 100))
    assert list(lines_of(tmp_path, dt.date(2026, 11, 21))) == []


def test_a_line_cut_off_or_spoilt_is_left_out(tmp_path: Path) -> None:
    live(tmp_path).search(HAIR, limit=3)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"date":"2026-11-22","kind":"nonsense"}\n{"date":"2026-11-22","kind":"sea')
    assert len(list(lines_of(tmp_path))) == 1
    assert shelf_in(tmp_path).answer("hair[tiab] OR loss[tiab]", 3) is not None


def test_another_address_has_its_own_answers(tmp_path: Path) -> None:
    live(tmp_path).search(HAIR, limit=3)
    other = Shelf(tmp_path, "http://elsewhere/", TODAY)
    assert other.answer("hair[tiab] OR loss[tiab]", 3) is None


def test_many_hits_are_counted_year_by_year_by_pubmed(tmp_path: Path) -> None:
    pubmed = made_up(400)
    everything = parse("all[sb]")
    library = live(tmp_path, pubmed)
    expected = tuple(
        (year, n) for year, n in pubmed.library.counts_by_year(everything) if year <= 2027
    )
    assert library.counts_by_year(everything) == expected
    assert library.gaps() == ()
    assert len([call for call in pubmed.calls if call[0] == "esearch.fcgi"]) < 60
    assert library.counts_by(everything, "year", limit=1) == (
        (str(expected[-1][0]), expected[-1][1]),
    )


def test_as_of_a_day_only_what_surely_existed_is_used(tmp_path: Path) -> None:
    day = dt.date(2005, 6, 30)
    library = live(tmp_path)
    hits = library.search(HAIR, limit=200, until=day)
    expected = PUBMED.library.search(HAIR, limit=200, until=day)
    assert {h.record_id for h in hits.hits} == {h.record_id for h in expected.hits}
    assert hits.total >= expected.total
    assert codes(library) == {"G408"}
    assert library.snapshot().is_complete


def test_an_order_by_day_of_publication(tmp_path: Path) -> None:
    hits = live(tmp_path).search(HAIR, limit=9, order=Order.PUBLISHED).hits
    expected = PUBMED.library.search(HAIR, limit=9, order=Order.PUBLISHED).hits
    assert [h.record_id for h in hits] == [h.record_id for h in expected]


def test_more_hits_than_pubmed_names_are_all_found(tmp_path: Path) -> None:
    """The first in PubMed's order up to its cap, here 20, then the rest."""
    library = live(tmp_path, FakePubmed(PUBMED.articles, 20), cap=20)
    everything = parse("all[sb]")
    hits = library.search(everything, limit=1000)
    expected = PUBMED.library.search(everything, limit=1000)
    assert hits == expected
    assert len(library.search(everything, limit=50).hits) == 50
    assert library.gaps() == ()
    broken = Faulty(FakePubmed(PUBMED.articles, 20), ["", ""], then="html")
    library = live(tmp_path / "other", broken, cap=20)
    assert len(library.search(everything, limit=1000).hits) == 20
    assert codes(library) == {"G401"}


# --- beside a library -------------------------------------------------------------------------


def halves() -> tuple[MemoryLibrary, FakePubmed]:
    """A library and a PubMed that share some records, each with some of its own."""
    local = MemoryLibrary(PUBMED.records[:50], name="mine")
    pubmed = FakePubmed({n: PUBMED.articles[n] for n in range(130, 180)})
    return local, pubmed


def test_beside_a_library_both_are_searched_and_each_record_counts_once(tmp_path: Path) -> None:
    local, pubmed = halves()
    library = live(tmp_path, pubmed, local)
    assert set(ids_of(library)) == set(ids_of(PUBMED.library))
    assert ids_of(library)[: local.count(HAIR)] == ids_of(local)
    assert library.count(HAIR) == PUBMED.library.count(HAIR)
    assert library.counts_by_year(HAIR) == PUBMED.library.counts_by_year(HAIR)
    snapshot = library.snapshot()
    assert (snapshot.name, snapshot.is_complete) == ("mine and PubMed", True)
    assert library.gaps() == ()


def test_what_the_library_holds_is_not_fetched(tmp_path: Path) -> None:
    local, pubmed = halves()
    library = live(tmp_path, pubmed, local)
    ids = ids_of(library)
    assert {r.id for r in library.records(ids)} == set(ids)
    fetched = [call[1]["id"] for call in pubmed.calls if call[0] == "efetch.fcgi"]
    asked = {int(one) for ids in fetched for one in ids.split(",")}
    assert asked
    assert not asked & {int(r.pmid) for r in PUBMED.records[:50] if r.pmid}


def test_a_pubmed_that_does_not_answer_at_once_leaves_the_library(tmp_path: Path) -> None:
    local, _ = halves()
    silent = Faulty(PUBMED, [], then="timeout")
    library = live(tmp_path, silent, local)
    assert ids_of(library) == ids_of(local)
    assert library.count(HAIR) == local.count(HAIR)
    assert library.counts_by_year(HAIR) == local.counts_by_year(HAIR)
    assert library.records(["pmid:100", "pmid:170"]) == local.records(["pmid:100"])
    assert library.snapshot() == local.snapshot()
    assert "G401" in codes(library)
    assert len(silent.injected) == 1, "after one try of two seconds nobody asks again"


def test_the_user_s_own_library_is_topped_up(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path, name="mine") as writer:
        for record in PUBMED.records[:3]:
            writer.put(record)
        writer.commit()
    library = LiveLibrary(client_of(PUBMED), shelf_in(tmp_path), DiskLibrary.open(tmp_path))
    library.records(["pmid:100", "pmid:150"])
    with DiskLibrary.open(tmp_path) as kept:
        assert kept.snapshot().records == 4
        assert kept.snapshot().name == "mine"
    assert library.session().records(["pmid:150"])


def test_each_session_has_its_own_gaps(tmp_path: Path) -> None:
    library = live(tmp_path, Faulty(PUBMED, ["redirect"]))
    library.search(HAIR, limit=3)
    assert codes(library) == {"G402"}
    fresh = library.session()
    assert fresh.gaps() == ()
    assert fresh.search(HAIR, limit=3).hits
    assert fresh.gaps() == ()


# --- faults -----------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lasting_fault_is_never_an_empty_finding(tmp_path: Path, fault: str) -> None:
    library = live(tmp_path, Faulty(PUBMED, [], then=fault))
    hits = library.search(HAIR, limit=10)
    library.records([hit.record_id for hit in hits.hits])
    assert any(gap.is_failure for gap in library.gaps())
    assert not library.snapshot().is_complete
    assert library.snapshot().is_live


def test_what_cannot_be_kept_is_said_and_used_all_the_same(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    library = live(place)
    assert ids_of(library) == ids_of(PUBMED.library)
    assert library.records(["pmid:100"])
    assert codes(library) == {"G405"}
    assert library.snapshot().is_complete


def test_somebody_else_writes_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_BUSY_WAIT", 0.0)
    with LibraryWriter(tmp_path, name="mine"):
        library = live(tmp_path)
        assert library.records(["pmid:100"])
    assert codes(library) == {"G405"}
    assert live(tmp_path).records(["pmid:100"])


def test_a_shelf_of_another_format_is_fetched_again(tmp_path: Path) -> None:
    live(tmp_path).records(["pmid:100"])
    with LibraryWriter(tmp_path) as writer:
        writer.store.set_meta("format", "0")
        writer.store.commit()
    library = live(tmp_path)
    assert library.records(["pmid:100"])
    assert codes(library) == {"G405"}


def test_a_record_that_pubmed_names_and_does_not_send(tmp_path: Path) -> None:
    library = live(tmp_path)
    library.records(["pmid:100", "pmid:7"])
    assert codes(library) == {"G403"}


def test_a_field_that_pubmed_does_not_know(tmp_path: Path) -> None:
    def answer(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(
            200,
            content=b'{"esearchresult":{"count":"1","idlist":["100"],'
            b'"errorlist":{"fieldsnotfound":["[xx]"],"phrasesnotfound":["q"]}}}',
        )

    library = live(tmp_path, answer)
    library.search(HAIR, limit=3)
    assert codes(library) == {"G406"}
    assert library.searches()[0].messages == ("phrase not found: q", "field not found: [xx]")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    schedule=st.lists(st.sampled_from(("", "", *FAULTS)), max_size=14),
    then=st.sampled_from(("", "", "", *FAULTS)),
    beside=st.booleans(),
)
def test_whatever_fails_the_result_is_exact_or_there_is_a_gap(
    tmp_path_factory: pytest.TempPathFactory, schedule: list[str], then: str, beside: bool
) -> None:
    folder = tmp_path_factory.mktemp("live")
    local, pubmed = halves()
    both = PUBMED.library if beside else pubmed.library
    library = live(folder, Faulty(pubmed, schedule, then), local if beside else None)
    ids = ids_of(library)
    records = library.records(ids)
    got = (set(ids), {r.id for r in records}, library.count(HAIR), library.counts_by_year(HAIR))
    wanted = set(ids_of(both))
    exact = (wanted, wanted, both.count(HAIR), both.counts_by_year(HAIR))
    if got != exact:
        assert any(gap.is_failure for gap in library.gaps()), (schedule, then)
        assert not library.snapshot().is_complete
    assert {r.id for r in records} <= wanted
    later = live(folder, pubmed, local if beside else None)
    assert set(ids_of(later)) == wanted, "no broken answer is remembered"
