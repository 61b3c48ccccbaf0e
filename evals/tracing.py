"""Is the study found that a news story reports? 604 stories linked to 215 papers by hand.

Wang and Yu, Linking Health News to Research Literature (arXiv 2107.06472). The library searched
holds the papers' citations beside everyday records. A story is read as an article is: its words
and its day, no list of names that others took from it. The steps of the score were set by hand on
the stories of even papers (by PMID), the others were only measured. Then the papers of 200 stories
are taken out of what the searches bring: what is said of those shows how far "not found" holds.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evals.measures import with_interval
from evals.runner import EvalError, Figure, Request, Result, library_of
from sceptic.appraisal.study_clues import study_clues
from sceptic.appraisal.tracing import ranked, traced
from sceptic.domain.article import Article
from sceptic.domain.meant import StudyClues
from sceptic.domain.reading import TracedStudy, Tracing
from sceptic.domain.record import Record
from sceptic.library.collection import DiskLibrary
from sceptic.library.tracing import rarity_of, records_meant
from sceptic.sources.webpage import parse_article

NAME = "tracing"
TAKEN_OUT = 200
Story = tuple[str, int, Article]
"""(id, PMID of the paper, the story)."""


def run(request: Request) -> tuple[Result, ...]:
    folder = request.items or request.path("news_to_pubmed")
    stories = list(_stories(folder))
    library = library_of(request)
    missing = {p for _, p, _ in stories} - _held(library, {p for _, p, _ in stories})
    if missing:
        raise EvalError(f"the library lacks {len(missing)} of the papers: load their citations")
    if request.held_out:
        stories = [s for s in stories if s[1] % 2]
    places: list[int | None] = []
    answers: list[str] = []
    gone: list[str] = []
    for number, (_, pmid, article) in enumerate(stories):
        told = _told(article, library)
        places.append(_place(pmid, told))
        answers.append(_answer(pmid, told, without=False))
        if number % 3 == 0 and len(gone) < TAKEN_OUT:
            gone.append(_answer(pmid, told, without=True))
    library.close()
    digest = hashlib.sha256(" ".join(sorted(i for i, *_ in stories)).encode()).hexdigest()[:16]
    wrong = tuple(i for (i, *_), at in zip(stories, places, strict=True) if at is None or at > 1)
    said_gone = [a == "not found" for a in gone]
    kept_lost = sum(a == "not found" for a in answers) / max(1, len(answers))
    return (
        Result(
            name=f"{NAME}/{'held_out' if request.held_out else 'all'}",
            set="News stories and the papers they report (Wang and Yu 2021)",
            split="papers with an odd PMID" if request.held_out else "all; half set the steps",
            n=len(stories),
            digest=digest,
            figures=(
                _share("recall@1", [at == 1 for at in places]),
                _share("recall@5", [at is not None and at <= 5 for at in places]),
                _share("found and right", [a == "right" for a in answers]),
                _share("of those found, right", [a == "right" for a in answers if a in _FOUND]),
                _share("said not found, paper taken out", said_gone),
                _precision(said_gone, kept_lost),
            ),
            baselines=(("words of the story alone (BM25)", _by_words(stories, request)),),
            wrong=wrong,
            note=f"{kept_lost:.3f} of the stories whose paper is there are said not to be found",
        ),
    )


_FOUND = ("right", "wrong")
Told = list[tuple[StudyClues, tuple[Record, ...], dict[str, float]]]


def _told(article: Article, library: DiskLibrary) -> Told:
    every = study_clues(article)
    rarity = rarity_of(every[0].topic, library) if every else {}
    return [(clues, records_meant(clues, library, rarity), rarity) for clues in every]


def _place(pmid: int, told: Told) -> int | None:
    """Where the paper stands among the records for any study that the story speaks of."""
    places = []
    for clues, records, rarity in told:
        order = [int(c.pmid or 0) for c in ranked(clues, records, rarity)]
        if pmid in order:
            places.append(order.index(pmid) + 1)
    return min(places, default=None)


def _answer(pmid: int, told: Told, *, without: bool) -> str:
    """``right`` or ``wrong`` where a study is said to be found, else ``several`` or ``not found``;
    ``without`` the paper itself among the records."""
    studies: list[TracedStudy] = []
    for clues, records, rarity in told:
        left = [r for r in records if not (without and r.pmid == pmid)]
        studies.append(traced(clues, left, rarity))
    found = [s for s in studies if s.tracing is Tracing.FOUND]
    if any(s.candidates[0].pmid == pmid for s in found):
        return "right"
    if found:
        return "wrong"
    return "several" if any(s.tracing is Tracing.SEVERAL for s in studies) else "not found"


def _precision(gone: Sequence[bool], kept_lost: float) -> Figure:
    """Precision of "not found" if half of the studies that are meant were not in the library."""
    rate = sum(gone) / max(1, len(gone))
    value = rate / (rate + kept_lost) if rate + kept_lost else 0.0
    return Figure("precision of not found, half of the papers out", value, value, value, len(gone))


def _by_words(stories: Sequence[Story], request: Request) -> float:
    """Recall@1 of a search for the story's most said words, without any other clue."""
    library = library_of(request)
    right = 0
    for _, pmid, article in stories:
        clues = study_clues(article)
        if clues:
            bare = replace(clues[0], people=(), journals=(), date=None, year=None)
            found = records_meant(bare, library, {})
            right += bool(found) and found[0].pmid == pmid
    library.close()
    return round(right / max(1, len(stories)), 4)


def _share(name: str, hits: Sequence[bool]) -> Figure:
    return with_interval(name, list(hits), lambda items: sum(items) / len(items) if items else 0.0)


def _held(library: DiskLibrary, pmids: set[int]) -> set[int]:
    records = library.records(f"pmid:{p}" for p in sorted(pmids))
    return {int(r.pmid) for r in records if r.pmid}


def _stories(folder: Path) -> Iterator[Story]:
    linked = {r["news_id"]: int(r["pm_id"]) for r in _rows(folder / "cardiff__corpus_linking.csv")}
    for row in _rows(folder / "cardiff__corpus_news_enhanced.csv"):
        if row["news_id"] in linked:
            text = f"{row['news_title']}\n\n{row['news_content']}"
            article = replace(
                parse_article(text.encode(), content_type="text/plain"),
                date=dt.date.fromisoformat(row["news_date"]),
            )
            yield row["news_id"], linked[row["news_id"]], article


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise EvalError(f"no {path.name} in {path.parent}") from error
