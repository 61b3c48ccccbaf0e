"""Clues to a study -> the records that may be it: what to search, and the records that come. Pure
but for the library that is asked.

Four ways, each of its own: by number; by people and topic; by journal, time and topic; by topic
and time. What they bring is compared elsewhere.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping

from sceptic.domain.meant import StudyClues
from sceptic.domain.record import Record
from sceptic.library.collection import Library
from sceptic.library.query import Node, Range, Term, all_of, any_of, term_of
from sceptic.library.words import words_of

MOST_OF_A_WAY = 30
_TOPIC_WORDS = 12
_RARE_WORDS = 6
_PEOPLE = 12

Rarity = Mapping[str, float]
"""Word -> inverse document frequency in this library, at least 0; absent words are unknown."""


def rarity_of(words: Iterable[str], library: Library) -> dict[str, float]:
    """How telling words are here: natural logarithm of all records by those that hold the word;
    a word that no record holds tells nothing."""
    total = max(1, library.count(Term("all", "sb")))
    found = {}
    for word in dict.fromkeys(words):
        for term in _terms([word]):
            holding = library.count(term)
            if holding:
                found[word] = math.log((total + 1) / holding)
    return found


def records_meant(
    clues: StudyClues, library: Library, rarity: Rarity, until: dt.date | None = None
) -> tuple[Record, ...]:
    """Records that may be the study, each once, in the order in which the ways bring them."""
    ids: dict[str, None] = {}
    if clues.pmid:
        ids[f"pmid:{clues.pmid}"] = None
    for node, limit in _ways(clues, rarity):
        hits = library.search(node, limit=limit, until=until).hits
        ids.update(dict.fromkeys(hit.record_id for hit in hits))
    return library.records(tuple(ids))


def _ways(clues: StudyClues, rarity: Rarity) -> Iterator[tuple[Node, int]]:
    if clues.doi:
        yield term_of(clues.doi, "aid"), 3
    if clues.is_named:
        return
    telling = sorted(clues.topic, key=lambda w: -rarity.get(w, 0.0))
    often = _any(clues.topic[:_TOPIC_WORDS])
    rare = _any([w for w in telling if w in rarity][:_RARE_WORDS])
    people = _any_author(clues)
    when = _around(clues)
    if people is not None and often is not None:
        yield all_of(people, often), MOST_OF_A_WAY
        if when is not None:
            yield all_of(people, when), MOST_OF_A_WAY
    for journal in dict.fromkeys(j.text for j in clues.journals):
        named = any_of(*(term_of(name, "ta") for name in journal_names(journal)))
        if when is not None:
            yield all_of(named, when), MOST_OF_A_WAY
        if often is not None:
            yield all_of(named, often), MOST_OF_A_WAY
    topic = [node for node in (often, rare) if node is not None]
    if topic:
        yield any_of(*topic), MOST_OF_A_WAY
    if topic and when is not None:
        yield all_of(when, any_of(*topic)), MOST_OF_A_WAY


JOURNALS = {
    "lancet": ("Lancet",),
    "bmj": ("BMJ", "British Medical Journal"),
    "british medical journal": ("BMJ", "British Medical Journal"),
    "nejm": ("New England Journal of Medicine",),
    "jama": ("JAMA", "Journal of the American Medical Association"),
    "pnas": ("Proceedings of the National Academy of Sciences",),
    "proceedings of the national academy of sciences": (
        "Proceedings of the National Academy of Sciences of the United States of America",
        "Proc Natl Acad Sci U S A",
    ),
}
"""What the press calls a journal, and its titles; the rest goes by its own name."""


def journal_names(words: str) -> tuple[str, ...]:
    """What to search a journal by: its titles, and the name cut as NLM cuts it."""
    plain = words.removeprefix("The ").removeprefix("the ").strip()
    short = " ".join(
        _CUT.get(word.lower(), word) for word in plain.split() if word.lower() not in _LEFT_OUT
    )
    return tuple(dict.fromkeys((*JOURNALS.get(plain.lower(), (plain,)), short)))


_LEFT_OUT = frozenset(("of", "the", "and", "in", "for", "&"))
_CUT = {
    "academy": "Acad", "american": "Am", "annals": "Ann", "archives": "Arch",
    "association": "Assoc", "biology": "Biol", "british": "Br", "canadian": "Can",
    "clinical": "Clin", "clinics": "Clin", "european": "Eur", "experimental": "Exp",
    "international": "Int", "journal": "J", "medical": "Med", "medicine": "Med",
    "national": "Natl", "psychiatry": "Psychiatry", "psychology": "Psychol",
    "proceedings": "Proc", "research": "Res", "reviews": "Rev", "review": "Rev",
    "science": "Sci", "sciences": "Sci", "society": "Soc", "surgery": "Surg",
    "therapeutics": "Ther", "therapy": "Ther",
}  # fmt: skip
"""How NLM cuts words of journals' names (https://www.ncbi.nlm.nih.gov/nlmcatalog/journals)."""


def _any(words: Iterable[str]) -> Node | None:
    terms = _terms(words)
    return any_of(*terms) if terms else None


def _terms(words: Iterable[str]) -> list[Term]:
    plain = (" ".join(words_of(word)) for word in words)
    return [term_of(word, "tiab") for word in dict.fromkeys(plain) if word]


def _any_author(clues: StudyClues) -> Node | None:
    lasts = dict.fromkeys(p.last for p in clues.people[:_PEOPLE])
    terms = [Term(" ".join(words_of(last)), "au") for last in lasts if words_of(last)]
    return any_of(*terms) if terms else None


def _around(clues: StudyClues) -> Node | None:
    """The year that the sentence names, else from the year before the article's to its own."""
    if clues.year is not None:
        return Range(str(clues.year), str(clues.year), "dp")
    if clues.date is not None:
        return Range(str(clues.date.year - 1), str(clues.date.year + 1), "dp")
    return None
