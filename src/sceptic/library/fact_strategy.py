"""Background fact -> searches: the subject with the words of what is told of it.

Records that are about the subject and say it are wanted, not all that there are: the first search
asks for the subject in the title, the second for everything that is told beside the subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from sceptic.domain.background import BackgroundFact, FactRelation
from sceptic.domain.claim import Concept
from sceptic.language.background_words import CONTRARY, EXCLUSIVE, search_words
from sceptic.language.vocabulary import Vocabulary
from sceptic.library.query import Node, all_of, any_of, term_of
from sceptic.library.word_forms import forms_of

IN_TITLE, ANYWHERE = 60, 60
_RANKS = ("most common", "commonest", "most frequent", "most prevalent", "leading cause",
          "most commonly", "most frequently")  # fmt: skip
_RARE = ("rare", "uncommon", "infrequent")
_AGES = ("onset", "age", "younger", "children", "decade")


def fact_queries(fact: BackgroundFact, vocabulary: Vocabulary) -> tuple[tuple[Node, int], ...]:
    """``(query, most records)``, the surest first."""
    told = [_any(t) for t in _terms(fact)]
    if fact.relation is FactRelation.HOW_COMMON:
        ranks = _RANKS if fact.rank not in ("rare", "common") else (*_RANKS, *_RARE, "common")
        told.append(any_of(*(term_of(w, "tiab") for w in ranks)))
    if not told:
        return ()
    whole = all_of(*told) if len(fact.parts) == 1 else any_of(*told)
    kinds = vocabulary.children(fact.subject.id) if fact.relation in _OF_KINDS else ()
    members = (fact.subject, *kinds)
    found = [(all_of(_names(members, field), whole), most) for field, most in _PLACES]
    if fact.relation is FactRelation.IS_A and kinds:
        # what else its kinds are
        found.append((all_of(_names(kinds, "ti"), _any_of_words(_KINDS)), IN_TITLE))
    return tuple(found)


_PLACES = (("ti", IN_TITLE), ("tiab", ANYWHERE))
_OF_KINDS = (FactRelation.IS_A, FactRelation.DONE_BY, FactRelation.COURSE)
"""Relations by which the kinds of a subject show that it is worded too wide, or are its ways."""
_KINDS = ("disease", "disorder", "condition")


def _any_of_words(words: tuple[str, ...]) -> Node:
    return any_of(*(term_of(w, "tiab") for w in words))


def _terms(fact: BackgroundFact) -> list[tuple[str, ...]]:
    """What is told, each with what would stand in its place if it were not so."""
    terms = dict.fromkeys(t for part in fact.parts for t in part.terms)
    found: list[tuple[str, ...]] = []
    for term in terms:
        if term.startswith("age:"):
            found.append(("age:",))
        elif term.startswith("="):
            found.append(("repeated",))
        else:
            groups = [sorted(g) for g in EXCLUSIVE if term in g]
            found.append((term, *(groups[0] if groups else ()), *_contrary(term)))
    return found


def _contrary(term: str) -> tuple[str, ...]:
    return (CONTRARY[term],) if term in CONTRARY else ()


def _any(terms: tuple[str, ...]) -> Node:
    words: dict[tuple[str, bool], None] = {}
    for term in terms:
        found = ((w, False) for w in _AGES) if term == "age:" else search_words(term)
        words.update(dict.fromkeys(found))
    return any_of(*(term_of(w, "tiab", truncated=cut) for w, cut in words))


def _names(members: Sequence[Concept], field: str) -> Node:
    names = {f.casefold(): f for m in members for n in (m.name, *m.names) for f in forms_of(n)}
    return any_of(*(term_of(name, field) for name in names.values()))
