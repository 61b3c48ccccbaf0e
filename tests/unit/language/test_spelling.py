"""Mechanical typing errors are undone, ordinary words are left as they are."""

import random
import re

import pytest

from sceptic.domain.claim import ConceptKind
from sceptic.language.spelling import corrected, near_words
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
_WORD = re.compile(r"[a-z]{5,}")


def _with_an_error(word: str, random_: random.Random) -> str:
    """One letter left out, put in, changed, or swapped with the next; one time in ten the first."""
    at = random_.randrange(0 if random_.random() < 0.1 else 1, len(word) - 1)
    letter = random_.choice("aeiounrstl")
    kinds = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return random_.choice(kinds)


def _misspelt(seed: int, n: int) -> list[tuple[str, str]]:
    random_ = random.Random(seed)
    kinds = (ConceptKind.CONDITION, ConceptKind.INTERVENTION)
    names = [c.name for c in VOCABULARY.concepts if c.kind in kinds and _WORD.search(c.name)]
    found: list[tuple[str, str]] = []
    while len(found) < n:
        name = random_.choice(names)
        match = random_.choice(list(_WORD.finditer(name)))
        wrong = _with_an_error(match.group(), random_)
        if len(wrong) >= 8 and random_.random() < 0.3:
            wrong = _with_an_error(wrong, random_)
        if wrong != match.group():
            found.append((name, name[: match.start()] + wrong + name[match.end() :]))
    return found


def _is_same(name: str, other: str) -> bool:
    pairs = ((VOCABULARY.named(name, k), VOCABULARY.named(other, k)) for k in ConceptKind)
    return any(one and two and one.id == two.id for one, two in pairs)


@pytest.mark.parametrize("seed", [21, 22])
def test_most_mechanical_errors_in_names_are_undone(seed: int) -> None:
    tried = _misspelt(seed, 60)
    undone = sum(_is_same(name, corrected(wrong, VOCABULARY)[0]) for name, wrong in tried)
    assert undone >= 50


@pytest.mark.parametrize(
    "text",
    [
        "the council repainted the railings beside the canal last autumn",
        "my neighbour plays the trombone badly but with great enthusiasm",
        "we drove through the village and stopped for a sandwich",
        "clonazepam and an unheard-of substance called trelozumab",
        "parents were invited to the meeting about the new timetable",
    ],
)
def test_ordinary_words_and_unknown_substances_stay(text: str) -> None:
    assert corrected(text, VOCABULARY) == (text, ())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("hart attack", "heart attack"),
        ("leg craps", "leg cramps"),
        ("gaba pentin", "gabapentin"),
        ("hayfever tablets", "hayfever tablets"),
        ("comon cold", "common cold"),
    ],
)
def test_neighbours_tell_which_word_was_meant(typed: str, read: str) -> None:
    assert corrected(typed, VOCABULARY)[0] == read


def test_near_words_come_nearest_first() -> None:
    assert near_words("asprin", VOCABULARY)[0] == "aspirin"
