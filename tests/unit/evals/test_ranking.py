"""Figures of ranking on lists whose values are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.ranking import TOPICS, Ranked, Topic, ndcg, query_of, recall, run, topics_in, words_in
from evals.runner import EvalError, Request
from sceptic.domain.record import Pmid, Record
from sceptic.library.query import printed
from sceptic.library.writer import LibraryWriter

TOPIC = Topic("CD1", "Kidney stones in the young", frozenset({"pmid:1", "pmid:2"}))


def test_ndcg_and_recall() -> None:
    assert ndcg([Ranked(TOPIC, ("pmid:1", "pmid:2", "pmid:3"))]) == 1.0
    assert ndcg([Ranked(TOPIC, ("pmid:3", "pmid:1"))]) == pytest.approx(0.6309 / 1.6309, abs=1e-4)
    assert ndcg([Ranked(TOPIC, ())]) == 0.0
    assert recall([Ranked(TOPIC, ("pmid:3", "pmid:1"))]) == 0.5


def test_queries_are_the_words_of_the_title() -> None:
    words = words_in(TOPIC.title)
    assert words == ("kidney", "stones", "young")
    assert printed(query_of(words, forms=False)) == "kidney[tiab] OR stones[tiab] OR young[tiab]"
    assert "stone[tiab]" in printed(query_of(words, forms=True))


def test_topics_are_read_and_searched(tmp_path: Path) -> None:
    folder = tmp_path / "sysrev_cleftar2017"
    folder.mkdir()
    for number, name in enumerate(TOPICS, 1):
        text = json.dumps({"id": name, "title": f"Zorbium{number} for stones", "query": ""})
        (folder / f"topics__{name}").write_text(text, encoding="utf-8")
        (folder / f"qrels__{name}").write_text(f"{name} 0 {number} 1\n{name} 0 99 0\n")
    assert topics_in(folder)[1].relevant == {"pmid:2"}
    with LibraryWriter(tmp_path / "library") as writer:
        for number in range(1, 31):
            writer.put(Record(f"pmid:{number}", f"Zorbium{number} of a stone", Pmid(number)))
        writer.commit()
    results = run(Request(data=tmp_path, library=tmp_path / "library"))
    assert [r.name for r in results] == ["ranking/forms", "ranking/plain"]
    assert [f.value for r in results for f in r.figures] == [1.0] * 4
    with pytest.raises(EvalError, match="no library"):
        run(Request(data=tmp_path))
