"""Claim -> search strategy: both concepts required, every name of each ORed, in PubMed syntax.

The main query is the one whose count and records carry "nothing found"; quotas see to it that
reviews and trials are not crowded out; near misses (a sibling treatment in the same condition) are
searched apart and said so, to show what is indirect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sceptic.domain.claim import Claim, Concept, Relation
from sceptic.language.vocabulary import Vocabulary
from sceptic.library.query import Node, Not, Or, all_of, any_of, printed, term_of
from sceptic.library.word_forms import forms_of, stem_of
from sceptic.library.words import words_of

_REVIEW_TYPES = ("Systematic Review", "Meta-Analysis")
_TRIAL_TYPES = ("Randomized Controlled Trial", "Controlled Clinical Trial", "Clinical Trial")
REVIEWS, TRIALS, REST, NEAR = 40, 60, 40, 20
SURVEYED_REVIEWS, SURVEYED_TRIALS = 300, 500
_MOST_SIBLINGS = 6
_STOP = frozenset(["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"])


@dataclass(frozen=True, slots=True)
class Strategy:
    """What is searched. ``query`` is the whole; quotas are ``(query, most records)``.

    ``relaxations`` say in words and PubMed syntax what was searched beside the main query.
    """

    query: Node
    quotas: tuple[tuple[Node, int], ...]
    near_misses: tuple[tuple[Node, int], ...] = ()
    relaxations: tuple[str, ...] = ()
    loose: tuple[tuple[Node, float], ...] = ()
    """Searches ranked and merged beside the quotas, each with its weight: see ``relaxation``."""


def strategy_for(claim: Claim, vocabulary: Vocabulary) -> Strategy:
    """Both concepts of the claim are required; a comparison's two sides as well."""
    pico = claim.pico
    blocks = [_block(pico.intervention, vocabulary)]
    target = pico.outcome if claim.relation is Relation.COMPARES and pico.outcome else None
    blocks.append(_block(target or pico.condition, vocabulary))
    if target is not None and pico.condition.id != target.id:
        blocks.append(_block(pico.condition, vocabulary))
    query = all_of(*blocks)
    near_misses, relaxations = _near_misses(claim, vocabulary)
    return Strategy(query, _quotas(query), near_misses, relaxations)


def survey_strategy(condition: Concept, vocabulary: Vocabulary) -> Strategy:
    """Whatever was tried in a condition: reviews, trials, records that read like either, the rest.

    Records too new to be indexed have no publication type: the third quota finds them by the words
    that the Cochrane search strategy for trials uses. The last is for records whose design only
    facts tell.
    """
    query = _block(condition, vocabulary)
    reviews, trials, rest = (node for node, _ in _quotas(query))
    return Strategy(
        query,
        (
            (reviews, SURVEYED_REVIEWS),
            (trials, SURVEYED_TRIALS),
            (all_of(rest, _like_a_test()), SURVEYED_TRIALS),
            (rest, SURVEYED_REVIEWS),
        ),
    )


def _like_a_test() -> Node:
    words = [term_of(w, "tiab") for w in ("randomised", "randomized", "randomly", "placebo")]
    titles = [term_of(w, "ti") for w in ("trial", "meta-analysis", "systematic review")]
    return any_of(*words, *titles)


def _quotas(query: Node) -> tuple[tuple[Node, int], ...]:
    reviews, trials = _types(_REVIEW_TYPES), _types(_TRIAL_TYPES)
    return (
        (all_of(query, reviews), REVIEWS),
        (all_of(query, trials), TRIALS),
        (Not(query, Or((*_nodes(reviews), *_nodes(trials)))), REST),
    )


def _types(names: tuple[str, ...]) -> Node:
    return Or(tuple(term_of(n, "pt") for n in names))


def _nodes(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Or) else (node,)


def _block(concept: Concept, vocabulary: Vocabulary) -> Node:
    """Every name of the concept and of its narrower ones, and its headings.

    The headings of narrower concepts stay out: NLM's own tree brings the true ones, and a narrower
    concept may borrow headings of its ingredients.
    """
    members = (concept, *_narrower(concept, vocabulary))
    names = {n.casefold(): n for m in members for n in (m.name, *m.names)}
    if concept.is_known:
        terms: list[Node] = _named(names.values())
    else:
        terms = [_words(n) for n in names.values()]
    headings = [term_of(h, "mh") for h in concept.headings]
    return any_of(*dict.fromkeys((*terms, *headings)))


def _named(names: Iterable[str]) -> list[Node]:
    """Each name in all its forms, since a search finds words as they stand."""
    forms = {f.casefold(): f for name in names for f in forms_of(name)}
    return [term_of(form, "tiab") for form in _shortest(tuple(forms.values()))]


def _shortest(names: tuple[str, ...]) -> list[str]:
    """Names without those that hold a shorter one: "hair loss" finds "pattern hair loss" too."""
    known = frozenset(n.casefold() for n in names)
    return [n for n in names if not any(part in known for part in _parts(n.casefold()))]


def _parts(name: str) -> Iterator[str]:
    """Every run of words within a name but the name itself."""
    words = name.split(" ")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                yield " ".join(words[start:end])


def _narrower(concept: Concept, vocabulary: Vocabulary) -> list[Concept]:
    if not concept.is_known:
        return []
    found: dict[str, Concept] = {}
    queue = list(vocabulary.children(concept.id))
    while queue:
        child = queue.pop(0)
        if child.id not in found:
            found[child.id] = child
            queue.extend(vocabulary.children(child.id))
    return list(found.values())


def _words(name: str) -> Node:
    """For words that no vocabulary knows: all of them, in any order."""
    bare = (w.strip("\"'()[],.;:?!*") for w in name.split())
    words = [w for w in bare if w.casefold() not in _STOP and words_of(w)] or [name]
    return all_of(*dict.fromkeys(map(_word, words)))


def _word(word: str) -> Node:
    stem = stem_of(word)
    if stem:
        return term_of(stem, "tiab", truncated=True)
    return any_of(*(term_of(f, "tiab") for f in forms_of(word)))


_Miss = tuple[tuple[Node, int], str]


def _near_misses(
    claim: Claim, vocabulary: Vocabulary
) -> tuple[tuple[tuple[Node, int], ...], tuple[str, ...]]:
    """Searches beside the main one, shown as indirect and never counted."""
    found = [
        miss
        for miss in (_related_treatments(claim, vocabulary), _wider_condition(claim, vocabulary))
        if miss is not None
    ]
    return tuple(search for search, _ in found), tuple(said for _, said in found)


def _related_treatments(claim: Claim, vocabulary: Vocabulary) -> _Miss | None:
    """Sibling treatments in the same condition."""
    pico = claim.pico
    siblings = [
        each
        for parent in pico.intervention.broader
        if len(vocabulary.children(parent)) <= _MOST_SIBLINGS
        for each in vocabulary.children(parent)
        if each.id != pico.intervention.id
    ]
    if not siblings:
        return None
    blocks = [_block(s, vocabulary) for s in dict.fromkeys(siblings)]
    treatment = any_of(*dict.fromkeys(n for b in blocks for n in _nodes(b)))
    query = all_of(treatment, _block(pico.condition, vocabulary))
    names = ", ".join(s.name for s in dict.fromkeys(siblings))
    return (query, NEAR), f"related treatments ({names}), shown as indirect: {printed(query)}"


def _wider_condition(claim: Claim, vocabulary: Vocabulary) -> _Miss | None:
    """The same treatment in what the condition is a kind of, under that name alone."""
    pico = claim.pico
    parents = [vocabulary.concept(p) for p in pico.condition.broader if p in vocabulary]
    if not parents:
        return None
    terms = [_own_words(p) for p in parents]
    query = all_of(_block(pico.intervention, vocabulary), any_of(*terms))
    names = ", ".join(p.name for p in parents)
    return (query, NEAR), f"the wider condition ({names}), shown as indirect: {printed(query)}"


def _own_words(concept: Concept) -> Node:
    headings = [term_of(h, "mh") for h in concept.headings]
    return any_of(*dict.fromkeys((*_named((concept.name, *concept.names)), *headings)))
