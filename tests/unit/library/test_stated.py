"""The stated facts that ship with the package."""

from __future__ import annotations

import datetime as dt
from importlib import resources

import pytest

from sceptic.errors import LibraryDamagedError
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.library.stated import read_stated, stated_facts


def table() -> bytes:
    return resources.files("sceptic").joinpath("data", "stated.jsonl").read_bytes()


def test_every_fact_says_where_its_record_was_read_and_has_a_concept() -> None:
    header, rows = read_stated(table())
    assert header.facts == sum(len(r.states) for r in rows)
    vocabulary = shipped_vocabulary()
    for row in rows:
        assert bool(row.seen) != bool(row.read_in)
        assert all(s.subject_id in vocabulary for s in row.states)


def test_it_is_a_base_and_not_one_article() -> None:
    _, rows = read_stated(table())
    assert len({s.subject_id for r in rows for s in r.states}) >= 20


def test_a_day_leaves_out_records_of_later_years() -> None:
    every = stated_facts(("alopecia-areata",))
    early = stated_facts(("alopecia-areata",), dt.date(2012, 1, 1))
    assert 0 < len(early) < len(every)


def test_a_table_with_rows_missing_is_refused() -> None:
    with pytest.raises(LibraryDamagedError):
        read_stated(table().rsplit(b"\n", 2)[0])
    with pytest.raises(LibraryDamagedError):
        read_stated(b"no table")
