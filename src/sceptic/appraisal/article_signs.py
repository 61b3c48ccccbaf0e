"""Signs in press text on which the ten criteria of HealthNewsReview rest: prices, harms, limits ...

A sign is a pattern looked for sentence by sentence; the patterns stand in
``article_sign_words``. What a sign means for a criterion is decided in ``synthesis.criteria``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sceptic.appraisal.article_sign_words import PATTERNS, RELEASE_ADDRESS, SENDER, Sign
from sceptic.domain.article import Article, Passage
from sceptic.language.text import sentences

MOST_SENTENCES = 2_000
LONGEST_SENTENCE = 1_200
"""Sentences of an article and characters of a sentence that are read; the rest is not."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Where an article shows what; sentences in reading order, each a ``Passage``, less what a
    release says of its sender.

    ``is_release``: the piece is a news release, by its form or by its address.
    """

    sentences: tuple[Passage, ...]
    found: dict[Sign, tuple[Passage, ...]]
    is_release: bool = False

    def at(self, *signs: Sign) -> tuple[Passage, ...]:
        """Sentences that show all of these signs."""
        first, *others = (self.found[sign] for sign in signs)
        return tuple(p for p in first if all(p in o for o in others))

    def without(self, sign: Sign, *others: Sign) -> tuple[Passage, ...]:
        """Sentences that show the first sign and none of the others."""
        out = {p for other in others for p in self.found[other]}
        return tuple(p for p in self.found[sign] if p not in out)

    def any_of(self, *signs: Sign) -> tuple[Passage, ...]:
        """Sentences that show at least one of these signs, in reading order."""
        shown = {p for sign in signs for p in self.found[sign]}
        return tuple(sorted(shown, key=lambda p: p.start))

    def has(self, *signs: Sign) -> bool:
        return bool(self.at(*signs))

    def count(self, sign: Sign) -> int:
        return len(self.found[sign])


def read_sentences(article: Article) -> tuple[Passage, ...]:
    """The sentences of an article that are read, as passages of its text."""
    found = sentences(article.text)[:MOST_SENTENCES]
    return tuple(Passage(s.start, s.end, s.text) for s in found)


def signs_of(article: Article) -> Signs:
    """All signs of an article; its title is not among the sentences unless its text has it."""
    read = read_sentences(article)
    body = _body(read)
    found = {
        sign: _having(pattern, read if sign is Sign.RELEASE_FORM else body)
        for sign, pattern in PATTERNS.items()
    }
    is_release = bool(found[Sign.RELEASE_FORM]) or RELEASE_ADDRESS.search(article.url) is not None
    return Signs(body, found, is_release)


def _body(read: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The sentences before a release begins to speak of its sender ("About the Institute")."""
    late = len(read) // 2
    ends = [i for i, p in enumerate(read) if i >= late and SENDER.match(p.text)]
    return read[: ends[0]] if ends else read


def _having(pattern: re.Pattern[str], read: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(p for p in read if pattern.search(p.text[:LONGEST_SENTENCE]))
