"""How far a heading or a row's label names one arm of a comparison, and not the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sceptic.appraisal.arms import PASSIVE, Arms
from sceptic.appraisal.outcome_words import Vocabulary, Words, words_of

_IDLE = frozenset(
    "a an the of in on for with and or to by from at as group arm treatment treated therapy "
    "patient plus vs versus n mg kg dose daily received given participant subject".split()
)
_DIGITS = re.compile(r"\d")
_LEADING = (
    re.compile(
        r"^\W*(?:intervention|experimental|treatment|treated|active|study|cases?|exercise|EG|IG|TG|"
        r"int\w*|exp\w*|tx|I|T|E|1|A)(?:\W|\d?$|$)(?!.*\b(?:control|placebo))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:controls?|ctrl|cont|con|CG|placebo|sham|usual|standard|comparison|untreated|PL|PLA|no|"
        r"TAU|UC|conventional|non\w*|without|routine|waitlist|wait)\b|^\W*[CPB2](?:\W|$)",
        re.IGNORECASE,
    ),
)
_SIZE = re.compile(r"\(?\b[nN]\s?[=:]\s?[\d,]+\)?")


@dataclass(frozen=True, slots=True)
class Named:
    """One arm: all words of its names, and those that the other arm's names lack."""

    words: Words
    own: Words
    initials: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """Both arms of a comparison, and the patterns of what names them in the article."""

    arms: Arms
    first: Named
    second: Named
    vocabulary: Vocabulary
    is_flipped: bool
    """The intervention is the passive one ("no drain" against a drain)."""

    def signal(self, text: str, arm: int) -> float:
        """0 (nothing) to 2: the pattern of the arm alone, the words of its name, or what such arms
        are usually called; negative where the text names the other arm."""
        key = (text, arm)
        if key not in self._signals:
            plain = _SIZE.sub(" ", text).strip()
            self._signals[key] = self._signal(plain, arm) if plain else 0.0
        return self._signals[key]

    @cached_property
    def _signals(self) -> dict[tuple[str, int], float]:
        return {}

    def _signal(self, text: str, arm: int) -> float:
        mine, other = (self.first, self.second) if arm == 1 else (self.second, self.first)
        words = self.vocabulary.expanded(words_of(text))
        kinds = {a for _, a in self.arms.mentions(text)}
        score = _overlap(words, mine) - _overlap(words, other)
        if kinds == {arm}:
            score += 0.6
        elif kinds == {3 - arm}:
            score -= 0.6
        score += _number_match(words, mine)
        letters = _GROUP.sub("", text.split("(", maxsplit=1)[0]).strip(" .:*†‡§").upper()
        if letters in mine.initials and letters not in other.initials:
            score += 0.6
        elif letters in other.initials and letters not in mine.initials:
            score -= 0.6
        score += 0.4 * (_lacks(words, mine, other) - _lacks(words, other, mine))
        if abs(score) < 0.3:
            role = 3 - arm if self.is_flipped else arm
            score += 0.4 * bool(_LEADING[role - 1].search(text))
            score -= 0.4 * bool(_LEADING[2 - role].search(text))
        return round(score, 3)


def _number_match(words: Words, mine: Named) -> float:
    """Doses and numbers of groups: the arm's own speaks for it, another against it."""
    numbers = {w for w in words if _NUMBER.fullmatch(w)}
    own = {w for w in mine.own if _NUMBER.fullmatch(w)}
    if not own or not numbers:
        return 0.0
    return 0.4 if numbers & own else -0.4


_NUMBER = re.compile(r"\d[\d.,]*|i{1,3}|iv")
_GROUP = re.compile(r"\b(?:groups?|arms?|patients|mean|n)\b", re.IGNORECASE)


def _lacks(words: Words, mine: Named, other: Named) -> bool:
    """Words that both arms share, without what the other has beside them: "A" against "A and B"."""
    shared = mine.words & other.words
    held = words & shared
    return bool(
        held and other.own and not words & other.own and len(mine.own) < len(other.own)
        and 2 * len(held) >= len(shared)
    )  # fmt: skip


def _overlap(words: Words, named: Named) -> float:
    """Share of the arm's own words that are held, less what the text says beside them."""
    own = named.own or named.words
    if not own:
        return 0.0
    held = sum(w in words or _is_begun(w, words) for w in own) / len(own)
    spare = len([w for w in words - named.words - _IDLE if len(w) > 1 or w.isdigit()])
    exact = held if named.own else 0.5 * held
    return exact * (1.0 - 0.1 * min(spare, 4))


def _is_begun(word: str, words: Words) -> bool:
    return len(word) > 4 and any(
        len(w) > 2 and (word.startswith(w) or w.startswith(word[:5])) for w in words
    )


def comparison_of(
    first: Sequence[str], second: Sequence[str], arms: Arms, vocabulary: Vocabulary
) -> Comparison:
    one, two = (_content(names, vocabulary) for names in (first, second))
    passive = [bool(names) and all(PASSIVE.search(n) for n in names) for names in (first, second)]
    return Comparison(
        arms,
        Named(one, one - two, _initials(first)),
        Named(two, two - one, _initials(second)),
        vocabulary,
        passive[0] and not passive[1],
    )


def _content(names: Sequence[str], vocabulary: Vocabulary) -> Words:
    words = frozenset().union(*(words_of(name) for name in names)) - _IDLE
    return vocabulary.expanded(words) - _IDLE


def _initials(names: Sequence[str]) -> frozenset[str]:
    """What a name may be cut to: "FKBC" and "FK" of "fluocinonide ketoconazole ..."."""
    found = set()
    for name in names:
        words = [w for w in re.findall(r"[A-Za-z]+", name) if w.lower() not in _IDLE]
        letters = "".join(w[0] for w in words[:8]).upper()
        for start in range(len(letters)):
            for end in range(start + 2, len(letters) + 1):
                found |= {letters[start:end], letters[start:end] + "G"}
        found |= set(re.findall(r"\b[A-Z][A-Z\d-]{1,6}\b", name))
    return frozenset(found)
