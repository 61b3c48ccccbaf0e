"""Would a learned order of the first hundred records be better? Measured, not shipped.

    python -m evals.reranking --data DIR --library LIBRARY [--json FILE]

A linear model over cheap figures of a record and a question (share of the question's words by
rarity in title and abstract, both sides of the claim in title and abstract, words of trials and
reviews, ranks in the searches) learns from pairs of a known source and another record. MedEvidence:
five folds by review. Titles of CLEF's reviews: never learned from, and compared with the search
for their words.
"""

from __future__ import annotations

import argparse
import math
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from evals.measures import RESAMPLES
from evals.medevidence import FILE, read_items
from evals.ranking import FOLDER, of_library, topics_in, words_in
from evals.retrieval import by_vocabulary
from evals.runner import Request, library_of
from sceptic.appraisal.matching import Families
from sceptic.domain.record import Record
from sceptic.errors import QuestionError
from sceptic.judgements import families_of
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.library.collection import DiskLibrary
from sceptic.library.query import any_of, term_of
from sceptic.library.words import words_of
from training import datasets
from training.holds import FOLDS

DEPTH = 100
STRENGTH = 0.01
"""Inverse strength of L2 on standardised differences."""
POSITIVES, NEGATIVES = 20, 15
"""Most sources of a question that are learned from, and other records beside each."""
MEASURES = ("nDCG@10", "recall@20", "recall@50", "recall@100")
_TRIAL, _REVIEW = ("random", "trial", "placebo"), ("review", "meta-analysis")
_ANIMAL = frozenset({"rat", "rats", "mice", "mouse", "rabbit", "rabbits", "vitro"})


@dataclass(frozen=True, slots=True)
class Pool:
    """A question's records, in the present order and then those that its bare words find."""

    group: str
    sources: frozenset[str]
    present: tuple[str, ...]
    ids: tuple[str, ...]
    figures: tuple[tuple[float, ...], ...]


def pool_of(
    question: str,
    group: str,
    sources: frozenset[str],
    library: DiskLibrary,
    *,
    as_words: bool = False,
) -> Pool:
    """``as_words``: the present order is that of the bare words."""
    words = words_in(question)
    bare = _ranked(words, library)
    present = bare if as_words else by_vocabulary(library, question, shipped_vocabulary())
    ids = tuple(dict.fromkeys((*present, *bare)))
    held = {r.id: r for r in library.records(ids)}
    rarity = {w: _rarity(w, library) for w in words}
    families = _families(question)
    figures = tuple(
        (_near(present, i), _near(bare, i), *_figures(held[i], rarity, families)) for i in ids
    )
    return Pool(group, sources, present, ids, figures)


def _ranked(words: Sequence[str], library: DiskLibrary) -> tuple[str, ...]:
    query = any_of(*(term_of(word, "tiab") for word in words))
    return tuple(hit.record_id for hit in library.search(query, limit=DEPTH).hits)


def _near(ranked: Sequence[str], one: str) -> float:
    return 20 / (20 + ranked.index(one)) if one in ranked else 0.0


def _rarity(word: str, library: DiskLibrary) -> float:
    return math.log(1 + library.snapshot().records / (1 + library.count(term_of(word, "tiab"))))


def _families(question: str) -> Families | None:
    vocabulary = shipped_vocabulary()
    try:
        return families_of(claim_from_question(question, vocabulary), vocabulary)
    except QuestionError:
        return None


def _figures(
    record: Record, rarity: dict[str, float], families: Families | None
) -> tuple[float, ...]:
    title, abstract = record.title.lower(), record.abstract_text.lower()
    in_title, in_abstract = set(map(_one, words_of(title))), set(map(_one, words_of(abstract)))
    total = sum(rarity.values()) or 1.0

    def share(of: set[str]) -> float:
        return sum(weight for word, weight in rarity.items() if _one(word) in of) / total

    everywhere = share(in_title | in_abstract)
    return (
        share(in_title),
        share(in_abstract),
        everywhere,
        float(everywhere > 1 - 1e-9),
        *_sides(record, families),
        float(any(w in title for w in _TRIAL)),
        float("randomi" in abstract),
        float(any(w in title for w in _REVIEW)),
        float(bool(_ANIMAL & set(words_of(title)))),
    )


def _one(word: str) -> str:
    """Without the s of a plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def _sides(record: Record, families: Families | None) -> tuple[float, ...]:
    """Whether title and abstract name treatment, condition, comparison and outcome; and the first
    two together in the title."""
    if families is None:
        return (0.0,) * 9
    sides = (families.intervention, families.condition, families.comparison, families.outcome)
    named = [
        float(side is not None and bool(side.mentions(text)))
        for side in sides
        for text in (record.title, record.abstract_text)
    ]
    return (*named, named[0] * named[2])


# --- learning ---------------------------------------------------------------------------------


def weights_of(pools: Sequence[Pool], seed: int = 0) -> np.ndarray:
    """Weights of the figures, from the differences of sources and other records."""
    rng = random.Random(seed)
    rows = [d for pool in pools for d in _differences(pool, rng)]
    matrix = np.array([*rows, *(-row for row in rows)])
    spread = matrix.std(axis=0) + 1e-9
    answers = np.array([1] * len(rows) + [0] * len(rows))
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=300)
    return np.asarray(model.fit(matrix / spread, answers).coef_[0] / spread)


def _differences(pool: Pool, rng: random.Random) -> Iterator[np.ndarray]:
    known = [i for i, one in enumerate(pool.ids) if one in pool.sources]
    others = [i for i, one in enumerate(pool.ids) if one not in pool.sources]
    for i in known[:POSITIVES]:
        for k in rng.sample(others, min(NEGATIVES, len(others))):
            yield np.array(pool.figures[i]) - np.array(pool.figures[k])


def reranked(pool: Pool, weights: np.ndarray) -> tuple[str, ...]:
    """The pool's records, best first; ties keep the present order."""
    scores = np.array(pool.figures) @ weights if pool.ids else np.array([])
    order = sorted(range(len(pool.ids)), key=lambda i: (-scores[i], i))
    return tuple(pool.ids[i] for i in order)


def cross_reranked(pools: Sequence[Pool]) -> list[tuple[str, ...]]:
    """Each pool ordered by weights that have not seen its group."""
    made: dict[int, tuple[str, ...]] = {}
    for part in datasets.folds({p.group for p in pools}, FOLDS):
        weights = weights_of([p for p in pools if p.group not in part])
        made |= {i: reranked(p, weights) for i, p in enumerate(pools) if p.group in part}
    return [made[i] for i in range(len(pools))]


# --- measuring --------------------------------------------------------------------------------


def measures_of(pool: Pool, ranked: Sequence[str]) -> tuple[float, ...]:
    """``MEASURES`` of one ranking."""
    n = len(pool.sources)
    ideal = sum(1 / math.log2(at + 2) for at in range(min(10, n)))
    gained = sum(1 / math.log2(at + 2) for at, i in enumerate(ranked[:10]) if i in pool.sources)
    recalls = (len(pool.sources & set(ranked[:depth])) / n for depth in (20, 50, 100))
    return (gained / ideal, *recalls)


@dataclass(frozen=True, slots=True)
class Gained:
    """A measure in the present order and in the learned one, with the paired difference and its
    95 % interval from resampling groups."""

    set: str
    measure: str
    n: int
    present: float
    learned: float
    low: float
    high: float


def compared(name: str, pools: Sequence[Pool], ranked: Sequence[Sequence[str]]) -> Iterator[Gained]:
    before = np.array([measures_of(p, p.present) for p in pools])
    after = np.array([measures_of(p, r) for p, r in zip(pools, ranked, strict=True)])
    groups: dict[str, list[int]] = {}
    for i, pool in enumerate(pools):
        groups.setdefault(pool.group, []).append(i)
    rng, clusters = random.Random(0), list(groups.values())
    drawn = [
        [i for cluster in rng.choices(clusters, k=len(clusters)) for i in cluster]
        for _ in range(RESAMPLES)
    ]
    gains = np.sort(np.array([(after[i] - before[i]).mean(axis=0) for i in drawn]), axis=0)
    for at, measure in enumerate(MEASURES):
        low, high = gains[int(0.025 * RESAMPLES)][at], gains[int(0.975 * RESAMPLES)][at]
        yield Gained(
            name,
            measure,
            len(pools),
            *(round(float(x), 3) for x in (before[:, at].mean(), after[:, at].mean(), low, high)),
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="evals.reranking", description=__doc__)
    home = os.environ.get("SCEPTIC_DATA")
    parser.add_argument("--data", type=Path, default=Path(home) if home else None)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    request = Request(data=options.data, library=options.library)
    items = read_items(request.path(*FILE))
    with library_of(request) as library:
        pools = [
            pool_of(i.question, i.review, frozenset(r.id for r in i.records), library)
            for i in items
        ]
        topics = [of_library(t, library) for t in topics_in(request.path(FOLDER))]
        strange = [pool_of(t.title, t.id, t.relevant, library, as_words=True) for t in topics]
    weights = weights_of(pools)
    found = [
        *compared("MedEvidence", pools, cross_reranked(pools)),
        *compared("CLEF 2017", strange, [reranked(p, weights) for p in strange]),
    ]
    print("| set | n | measure | present order | learned order | difference |")
    print("|---|---|---|---|---|---|")
    for g in found:
        print(
            f"| {g.set} | {g.n} | {g.measure} | {g.present:.3f} | {g.learned:.3f} | "
            f"{g.learned - g.present:+.3f} ({g.low:+.3f} to {g.high:+.3f}) |"
        )
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


if __name__ == "__main__":
    main()
