"""Where few records name every part of a claim: the ones that rank best by any of its words. Pure.

An abstract seldom names every part: the outcome stands in the full text, the comparison is
"control". Three searches are ranked by relevance and merged by reciprocal rank fusion (Cormack,
Clarke and Buettcher 2009, doi:10.1145/1571941.1572114): the words of the question, the main query,
and every name of every part. What they bring is read like the rest, and has to be about the
treatment and the condition all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sceptic.domain.claim import Claim
from sceptic.language.vocabulary import Vocabulary
from sceptic.library.query import Node, Or, any_of, printed, term_of
from sceptic.library.strategy import Strategy, _block
from sceptic.library.words import STOP_WORDS, words_of

ENOUGH = 100
"""A main query that finds so many records is not relaxed."""
LOOSE = 100
"""Records read beside those that the main query finds."""
_SMOOTHING = 20
_QUESTION_WORDS = 2.0
"""Weight of the question's own words in the fusion; the other two searches weigh one each."""

_FRAME = frozenset(
    """
    better cause caused causes compare compared comparing cure cures effective evidence good help
    helps higher lower not or proven rate risk safe same work works worse
    """.split()
)
"""Words that ask, and tell nothing of what a record is about."""


def relaxed(strategy: Strategy, claim: Claim, vocabulary: Vocabulary, found: int) -> Strategy:
    """The strategy with looser searches beside it; ``found`` is the main query's count."""
    loose = _loose_searches(claim, strategy, vocabulary)
    queries = "; ".join(printed(query) for query, _ in loose if query != strategy.query)
    said = (
        f"{found} records name every part of the question, so the {LOOSE} that rank best by its "
        f"words and names were read too: {queries}"
    )
    return replace(strategy, loose=loose, relaxations=(said, *strategy.relaxations))


def _loose_searches(
    claim: Claim, strategy: Strategy, vocabulary: Vocabulary
) -> tuple[tuple[Node, float], ...]:
    pico = claim.pico
    parts = [pico.intervention, pico.comparison, pico.outcome, pico.condition, pico.population]
    blocks = [_block(part, vocabulary) for part in parts if part]
    names = dict.fromkeys(leaf for block in blocks for leaf in _alternatives(block))
    searches = [(strategy.query, 1.0), (any_of(*names), 1.0)]
    words = [w for w in words_of(claim.question.text) if w not in STOP_WORDS | _FRAME]
    if words:
        terms = [term_of(w, "tiab") for w in dict.fromkeys(words)]
        searches.insert(0, (any_of(*terms), _QUESTION_WORDS))
    return tuple(searches)


def _alternatives(node: Node) -> Iterator[Node]:
    """The terms of an OR, at any depth; an AND stays whole."""
    if isinstance(node, Or):
        for each in node.nodes:
            yield from _alternatives(each)
    else:
        yield node


def fused(rankings: Iterable[tuple[Sequence[str], float]], limit: int) -> tuple[str, ...]:
    """Ids by the sum of ``weight / (20 + rank)`` over the rankings, ties in order of the ids."""
    scores: defaultdict[str, float] = defaultdict(float)
    for ids, weight in rankings:
        for rank, one in enumerate(ids):
            scores[one] += weight / (_SMOOTHING + rank)
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(one for one, _ in best[:limit])
