"""Queries to measure a search engine with, drawn from the same material as the records."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from bench.search_records import Material
from sceptic.errors import QuerySyntaxError
from sceptic.library.query import Node, all_of, any_of, leaves, parse, term_of
from sceptic.library.words import STOP_WORDS, words_of

TERMS = 40
"""Terms of a librarian's search."""

_COUNTED = 10_000
_RARE, _COMMON = 0.0005, 0.05
"""Shares of the abstracts that a query's word may stand in."""


def word_pairs(material: Material, count: int, seed: int = 1) -> list[Node]:
    """Two words of one abstract, both required: two concepts that do meet."""
    pick = random.Random(seed)
    usual = set(usual_words(material))
    pairs: list[Node] = []
    while len(pairs) < count:
        words = [
            w for w in dict.fromkeys(words_of(" ".join(_abstract(pick, material)))) if w in usual
        ]
        if len(words) >= 2:
            pairs.append(all_of(*(term_of(w, "tiab") for w in pick.sample(words, 2))))
    return pairs


@lru_cache(maxsize=1)
def usual_words(material: Material) -> list[str]:
    """Words that stand in many abstracts but not in most, the commonest first."""
    counts: Counter[str] = Counter()
    some = material.abstracts[:_COUNTED]
    for words in some:
        counts.update(set(words_of(" ".join(words))))
    size = len(some)
    return [
        word
        for word, n in counts.most_common()
        if _RARE * size <= n <= _COMMON * size and word.isalpha() and word not in STOP_WORDS
    ]


def word_ors(material: Material, count: int, seed: int = 2) -> list[Node]:
    """Three words of one abstract, any of them."""
    pick = random.Random(seed)
    usual = set(usual_words(material))
    found: list[Node] = []
    while len(found) < count:
        words = [
            w for w in dict.fromkeys(words_of(" ".join(_abstract(pick, material)))) if w in usual
        ]
        if len(words) >= 3:
            found.append(any_of(*(term_of(w, "tiab") for w in pick.sample(words, 3))))
    return found


def phrases(material: Material, count: int, seed: int = 3) -> list[Node]:
    """Two or three words that follow each other in an abstract."""
    pick = random.Random(seed)
    found: list[Node] = []
    while len(found) < count:
        words = words_of(" ".join(_abstract(pick, material)))
        length = pick.choice((2, 3))
        start = pick.randrange(len(words) - length)
        chosen = words[start : start + length]
        if not STOP_WORDS.intersection(chosen):
            found.append(term_of(" ".join(chosen), "tiab"))
    return found


def librarian_searches(material: Material, count: int, seed: int = 4) -> list[Node]:
    """Two or three blocks of ORed terms, ``TERMS`` in all: words, phrases, truncated words and
    headings, as systematic reviewers write them.
    """
    pick = random.Random(seed)
    usual = usual_words(material)
    found = []
    for _ in range(count):
        blocks = pick.choice((2, 3))
        sizes = [TERMS // blocks + (at < TERMS % blocks) for at in range(blocks)]
        found.append(all_of(*(any_of(*_block(pick, material, usual, size)) for size in sizes)))
    return found


def _block(
    pick: random.Random, material: Material, usual: Sequence[str], size: int
) -> Iterable[Node]:
    terms: dict[Node, None] = {}
    while len(terms) < size:
        kind = pick.random()
        if kind < 0.5:
            terms[term_of(pick.choice(usual), "tiab")] = None
        elif kind < 0.75:
            terms[phrases(material, 1, pick.randrange(10**9))[0]] = None
        elif kind < 0.9:
            terms[term_of(pick.choice(material.headings), "mh")] = None
        else:
            long = [w for w in pick.choices(usual, k=20) if len(w) >= 7]
            terms[term_of(long[0][:6], "tiab", truncated=True)] = None
    return terms


def real_searches(data: Path) -> list[Node]:
    """The PubMed searches of systematic reviews in ``sysrev_boolean_queries``, the shorter half."""
    path = data / "sysrev_boolean_queries" / "seed" / "collection_data__overall_collection.jsonl"
    found: list[Node] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            found.append(parse(json.loads(line)["edited_search"]))
        except QuerySyntaxError:
            continue
    return sorted(found, key=lambda node: len(leaves(node)))


def _abstract_words(pick: random.Random, material: Material) -> list[str]:
    """Each word of one abstract once."""
    return list(dict.fromkeys(words_of(" ".join(_abstract(pick, material)))))


def _abstract(pick: random.Random, material: Material) -> list[str]:
    return material.abstracts[pick.randrange(len(material.abstracts))]
