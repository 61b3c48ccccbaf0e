"""tantivy's words as our errors, and what the index refuses."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
import tantivy

from sceptic.domain.record import Pmid, Record
from sceptic.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    LibraryUnwritableError,
    LibraryVersionError,
)
from sceptic.library.collection import DiskLibrary
from sceptic.library.engine import DiskIndex, IndexWriter, _translated
from sceptic.library.plan import plan_of
from sceptic.library.query import parse
from sceptic.library.writer import INDEX, LibraryWriter, rebuilt


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("Failed to acquire Lockfile: LockBusy. Some(...)", LibraryBusyError),
        ("An error occurred in a thread: 'Worker thread failed..", LibraryUnwritableError),
        ("An index writer was killed.. A worker thread", LibraryUnwritableError),
        ("IoError: No space left on device (os error 28)", LibraryUnwritableError),
        ("IoError: Permission denied (os error 13)", LibraryUnwritableError),
        ("Data corrupted: a block is missing", LibraryDamagedError),
    ],
)
def test_messages(tmp_path: Path, message: str, error: type[LibraryError]) -> None:
    assert type(_translated(ValueError(message), tmp_path)) is error


def test_one_writer_of_an_index(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path)
    with pytest.raises(LibraryBusyError):
        IndexWriter(tmp_path)
    writer.close()


def test_no_index_and_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        DiskIndex(tmp_path / "nothing")
    with pytest.raises(LibraryDamagedError):
        DiskIndex(tmp_path)
    writer = IndexWriter(tmp_path / "index")
    writer.commit()
    writer.close()
    index = DiskIndex(tmp_path / "index")
    assert (index.records, index.newest()) == (0, None)
    assert index.keys(plan_of(parse("hair")), 5) == (0, ())
    assert index.by_year(plan_of(parse("hair"))) == ()


def test_an_index_of_another_version_is_refused_and_can_be_made_again(tmp_path: Path) -> None:
    path = tmp_path / "lib"
    with LibraryWriter(path) as writer:
        writer.put(Record("pmid:1", "Hair loss", Pmid(1)))
        writer.commit()
    shutil.rmtree(path / INDEX)
    (path / INDEX).mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", tokenizer_name="en_stem")
    tantivy.Index(builder.build(), str(path / INDEX)).writer().commit()
    with pytest.raises(LibraryVersionError) as caught:
        DiskLibrary.open(path)
    assert "sceptic library rebuild" in caught.value.hint
    with LibraryWriter(path) as writer:
        writer.put(Record("pmid:2", "Hair", Pmid(2)))
        with pytest.raises(LibraryVersionError):
            writer.commit()
    assert rebuilt(path) == 1
    with DiskLibrary.open(path) as library:
        assert library.count(parse("hair[ti]")) == 1


def test_a_word_cut_short_is_the_same_however_many_forms_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("hair", "hairs", "hairy", "loss", "losses", "lost", "haircut")
    with LibraryWriter(tmp_path) as writer:
        for number, (one, other) in enumerate(itertools.product(words, repeat=2), 1):
            writer.put(Record(f"pmid:{number}", f"{one} {other} [{number}]", Pmid(number)))
        writer.commit()
    queries = ("hair*[ti]", '"hair* los*"[ti]', "zz*[ti]", '"zz* hair"[ti]')
    found = []
    for most in (128, 1):
        monkeypatch.setattr("sceptic.library.engine._MOST_FORMS", most)
        monkeypatch.setattr("sceptic.library.engine._MOST_PHRASES", most)
        with DiskLibrary.open(tmp_path) as library:
            found.append([library.search(parse(query), limit=100) for query in queries])
    assert found[0] == found[1]
    assert [hits.total for hits in found[0]] == [40, 12, 0, 0]


def test_an_index_that_may_not_be_read_is_not_called_full(tmp_path: Path) -> None:
    said = "Failed to open file for read: 'Os { code: 13, message: \"Permission denied\" }'"
    found = _translated(ValueError(said), tmp_path)
    assert "may not be read" in found.message
    assert found.hint == f"whoever owns it can allow it: chmod -R a+rX {tmp_path}"


def test_a_union_of_an_earlier_search_sees_what_was_written_since(tmp_path: Path) -> None:
    query = parse(" OR ".join(f"word{n}[ti]" for n in range(10)) + " OR hair*[ti]")
    with LibraryWriter(tmp_path) as writer:
        writer.put(Record("pmid:1", "hair", Pmid(1)))
        writer.commit()
        with DiskLibrary.open(tmp_path) as library:
            assert [library.count(query) for _ in range(2)] == [1, 1]
            writer.put(Record("pmid:2", "hairy", Pmid(2)))
            writer.commit()
            assert library.count(query) == 1
            library.refresh()
            assert library.count(query) == 2


def test_few_unions_are_kept_and_no_long_ones(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        writer.put(Record("pmid:1", "word5", Pmid(1)))
        writer.commit()
    index = DiskIndex(tmp_path / INDEX)
    queries = [" OR ".join(f"word{n}[ti]" for n in range(k, k + 10)) for k in range(100)]
    queries.append(" OR ".join(f"word{n}[ti]" for n in range(600)))
    counts = [index.count(plan_of(parse(query))) for query in queries]
    assert counts == [1] * 6 + [0] * 94 + [1]
    assert index._kept_union.cache_info().currsize == 32
    assert index.count(plan_of(parse(queries[0]))) == 1
