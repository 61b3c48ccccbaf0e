"""Are the known sources found? Bare words of the question against the vocabulary's query.

    sceptic library add FILES --library DIR       (once, from PubMed XML)
    python -m evals run retrieval --data DIR --library DIR

The known sources of a question are the trials that its Cochrane review included. Each way of
searching gives one ranked list; its recall is taken at equal depths. Intervals and the interval
of the paired difference come from resampling reviews. With a MeSH loaded beside the library a
third way is compared: the vocabulary that MeSH extends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.measures import with_interval
from evals.medevidence import FILE, read_items
from evals.runner import Figure, Request, Result, library_of
from sceptic.config import vocabulary_beside
from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from sceptic.library.collection import DiskLibrary
from sceptic.library.query import Node, all_of, any_of, term_of
from sceptic.library.relaxation import ENOUGH, fused, relaxed
from sceptic.library.strategy import strategy_for
from sceptic.library.words import STOP_WORDS, words_of
from training import datasets
from training.medevidence import Item

NAME = "retrieval"
DEPTHS = (20, 50, 100)
_FRAME = frozenset("or not higher lower same comparing compared compare risk rate number".split())
"""Words of the set's own question frame, which would only disturb the bare words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question's sources and the ranked list of one way of searching."""

    item: Item
    ranked: tuple[str, ...]

    def hits(self, depth: int) -> int:
        """Known sources among the first ``depth``."""
        return len({r.id for r in self.item.records} & set(self.ranked[:depth]))


Way = Callable[[Item], tuple[str, ...]]


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path(*FILE)
    items = read_items(path)
    with library_of(request) as library:
        ways = ways_of(library)
        found = {name: _searched(way, items) for name, way in ways.items()}
    return tuple(_result(name, each, found, path) for name, each in found.items())


def ways_of(library: DiskLibrary) -> dict[str, Way]:
    """Each way of searching by its name; the last needs MeSH beside the library."""
    ways: dict[str, Way] = {
        "all words": lambda item: _ids(library, all_of(*_words(item.question))),
        "any word": lambda item: _ids(library, any_of(*_words(item.question))),
        "every part": lambda item: by_main_query(library, item.question),
        "vocabulary": lambda item: by_vocabulary(library, item.question, shipped_vocabulary()),
    }
    extended, mesh = vocabulary_beside(library)
    if mesh:
        ways["vocabulary and MeSH"] = lambda item: by_vocabulary(library, item.question, extended)
    return ways


def by_vocabulary(library: DiskLibrary, question: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ranked as the strategy ranks: by its query, and where that finds little by looser searches
    beside it. Empty where the question is not understood.
    """
    try:
        claim = claim_from_question(question, vocabulary)
    except QuestionError:
        return ()
    strategy = strategy_for(claim, vocabulary)
    found = library.count(strategy.query)
    if found >= ENOUGH:
        return _ids(library, strategy.query)
    loose = relaxed(strategy, claim, vocabulary, found).loose
    return fused([(_ids(library, query), weight) for query, weight in loose], max(DEPTHS))


def by_main_query(library: DiskLibrary, question: str) -> tuple[str, ...]:
    """Ranked by the strategy's main query alone, which asks for every part of the claim."""
    try:
        claim = claim_from_question(question, shipped_vocabulary())
    except QuestionError:
        return ()
    return _ids(library, strategy_for(claim, shipped_vocabulary()).query)


def _words(question: str) -> list[Node]:
    words = [w for w in words_of(question) if w not in STOP_WORDS and w not in _FRAME]
    return [term_of(w, "tiab") for w in dict.fromkeys(words)]


def _ids(library: DiskLibrary, query: Node) -> tuple[str, ...]:
    hits = library.search(query, limit=max(DEPTHS)).hits
    return tuple(hit.record_id for hit in hits)


def _searched(way: Way, items: Iterable[Item]) -> tuple[Found, ...]:
    return tuple(Found(item, way(item)) for item in items)


def _result(
    name: str, found: Sequence[Found], every: dict[str, tuple[Found, ...]], path: Path
) -> Result:
    figures = [_recall(f"recall at {depth}", found, depth) for depth in DEPTHS]
    if name.startswith("vocabulary"):
        for other in ("any word", "vocabulary"):
            if other != name:
                figures += [_gain(other, found, every[other], depth) for depth in DEPTHS]
    sources = sum(len(f.item.records) for f in found)
    missed = sum(not f.hits(max(DEPTHS)) for f in found)
    return Result(
        name=f"{NAME}/{name.replace(' ', '_')}",
        set=f"MedEvidence, {sources} sources searched for by {name}",
        split="all questions",
        n=len(found),
        digest=datasets.file_digest(path),
        figures=tuple(figures),
        wrong=tuple(f.item.id for f in found if not f.hits(max(DEPTHS))),
        note=f"questions without any source in the first {max(DEPTHS)}: {missed}; "
        "intervals from resampling reviews",
    )


def _recall(name: str, found: Sequence[Found], depth: int) -> Figure:
    def measure(groups: Sequence[Sequence[Found]]) -> float:
        each = [f for group in groups for f in group]
        return sum(f.hits(depth) for f in each) / sum(len(f.item.records) for f in each)

    figure = with_interval(name, _by_review(found), measure)
    return replace(figure, n=sum(len(f.item.records) for f in found))


def _gain(other: str, found: Sequence[Found], than: Sequence[Found], depth: int) -> Figure:
    """How much more is found than by another way, on the same resamples of reviews."""
    pairs = list(zip(found, than, strict=True))
    groups: dict[str, list[tuple[Found, Found]]] = {}
    for pair in pairs:
        groups.setdefault(pair[0].item.review, []).append(pair)

    def measure(drawn: Sequence[Sequence[tuple[Found, Found]]]) -> float:
        each = [pair for group in drawn for pair in group]
        gained = sum(a.hits(depth) - b.hits(depth) for a, b in each)
        return gained / sum(len(a.item.records) for a, _ in each)

    figure = with_interval(f"more than {other} at {depth}", list(groups.values()), measure)
    return replace(figure, n=len(pairs))


def _by_review(found: Sequence[Found]) -> list[list[Found]]:
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.item.review, []).append(each)
    return list(groups.values())
