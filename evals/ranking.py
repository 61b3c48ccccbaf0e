"""Does the index rank well? Titles of systematic reviews as words, against what the reviews took.

    sceptic library add FILES --library DIR       (once, from PubMed XML)
    python -m evals run ranking --data DIR --library DIR

Topics are the Cochrane reviews of diagnostic accuracy of CLEF eHealth 2017, task 2, whose judged
records are in the library (http://ceur-ws.org/Vol-1866/invited_paper_12.pdf). A query is every word
of the review's title, ORed, in its forms. Figures after Järvelin and Kekäläinen
(doi:10.1145/582415.582418), gain 0 or 1; their intervals come from resampling topics.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.measures import with_interval
from evals.runner import Request, Result, library_of
from sceptic.library.collection import DiskLibrary
from sceptic.library.query import Node, any_of, term_of
from sceptic.library.word_forms import forms_of
from sceptic.library.words import STOP_WORDS, words_of

NAME = "ranking"
FOLDER = "sysrev_cleftar2017"
TOPICS = (
    *("CD007394", "CD007427", "CD008081", "CD008691", "CD008760", "CD009020", "CD009135"),
    *("CD009185", "CD009372", "CD009551", "CD009786", "CD009944", "CD010023", "CD010386"),
    *("CD010438", "CD010542", "CD010632", "CD010633", "CD010705", "CD011134"),
)
"""Those whose judged records are in the corpus."""
NEAR, FAR = 10, 100
"""Depths of nDCG and of recall."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A review's title, and the records that it took (``pmid:1``)."""

    id: str
    title: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A topic and the first ``FAR`` records for it, best first."""

    topic: Topic
    found: tuple[str, ...]


def run(request: Request) -> tuple[Result, ...]:
    topics = topics_in(request.path(FOLDER))
    with library_of(request) as library:
        held = [of_library(topic, library) for topic in topics]
        forms = [ranked(t, query_of(words_in(t.title), forms=True), library) for t in held]
        plain = [ranked(t, query_of(words_in(t.title), forms=False), library) for t in held]
    judged = sum(len(t.relevant) for t in held)
    return (
        _result("forms", "words of the title in all their forms", forms, plain, judged),
        _result("plain", "words of the title as they stand", plain, forms, judged),
    )


def topics_in(folder: Path) -> tuple[Topic, ...]:
    """The topics and their judgements, in the order of their numbers."""
    return tuple(_topic(folder, name) for name in TOPICS)


def _topic(folder: Path, name: str) -> Topic:
    text = json.loads((folder / f"topics__{name}").read_text(encoding="utf-8"))
    rows = (line.split() for line in (folder / f"qrels__{name}").read_text().splitlines())
    relevant = frozenset(f"pmid:{row[2]}" for row in rows if len(row) == 4 and int(row[3]) > 0)
    return Topic(name, text["title"], relevant)


def of_library(topic: Topic, library: DiskLibrary) -> Topic:
    """The topic with the relevant records that the library holds."""
    held = frozenset(r.id for r in library.records(sorted(topic.relevant)))
    return Topic(topic.id, topic.title, held)


def words_in(title: str) -> tuple[str, ...]:
    """Each word once, without stop words."""
    return tuple(dict.fromkeys(w for w in words_of(title) if w not in STOP_WORDS))


def query_of(words: Sequence[str], *, forms: bool) -> Node:
    """Any of the words, or any of their forms."""
    said = [form for word in words for form in (forms_of(word) if forms else (word,))]
    return any_of(*(term_of(form, "tiab") for form in dict.fromkeys(said)))


def ranked(topic: Topic, query: Node, library: DiskLibrary) -> Ranked:
    hits = library.search(query, limit=FAR).hits
    return Ranked(topic, tuple(hit.record_id for hit in hits))


def ndcg(rows: Sequence[Ranked]) -> float:
    """Mean nDCG at ``NEAR``."""
    return sum(map(_ndcg, rows)) / len(rows) if rows else 0.0


def _ndcg(row: Ranked) -> float:
    gains = [i in row.topic.relevant for i in row.found[:NEAR]]
    best = min(len(row.topic.relevant), NEAR)
    ideal = sum(1 / math.log2(at + 2) for at in range(best))
    return sum(1 / math.log2(at + 2) for at, gain in enumerate(gains) if gain) / ideal


def recall(rows: Sequence[Ranked]) -> float:
    """Mean recall at ``FAR``."""
    shares = [len(r.topic.relevant.intersection(r.found)) / len(r.topic.relevant) for r in rows]
    return sum(shares) / len(shares) if shares else 0.0


def _result(
    name: str, title: str, rows: Sequence[Ranked], other: Sequence[Ranked], judged: int
) -> Result:
    ids = "\n".join(f"{r.topic.id} {' '.join(sorted(r.topic.relevant))}" for r in rows)
    return Result(
        name=f"{NAME}/{name}",
        set=f"CLEF eHealth 2017 reviews, {title}",
        split="development, whole",
        n=len(rows),
        digest=hashlib.sha256(ids.encode()).hexdigest()[:16],
        figures=(
            with_interval(f"nDCG@{NEAR}", rows, ndcg),
            with_interval(f"recall@{FAR}", rows, recall),
        ),
        baselines=(("the other of the two, nDCG@10", round(ndcg(other), 4)),),
        note=f"{judged} relevant records in the library",
    )
