"""What an article tells of the studies that it means, before any record is looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sceptic.domain.article import Passage
from sceptic.domain.record import Pmid


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the running text: ``first`` may be an initial or empty."""

    first: str
    last: str
    words: Passage


@dataclass(frozen=True, slots=True)
class StudyClues:
    """One study that an article speaks of.

    ``mention`` is the sentence that speaks of it first. ``pmid`` and ``doi`` are empty where no
    link or text names them. ``people`` are those of the whole article: who did the study is often
    named far from where it is told. ``topic`` holds words of the article, the most telling first;
    ``counts`` are numbers of people and percentages that the article gives.
    """

    mention: Passage
    pmid: Pmid | None = None
    doi: str = ""
    journals: tuple[Passage, ...] = ()
    people: tuple[Person, ...] = ()
    year: int | None = None
    date: dt.date | None = None
    """The day of the article: what it reports as news appeared near it."""
    counts: tuple[Passage, ...] = ()
    topic: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """A link or number names the record itself."""
        return bool(self.pmid or self.doi)
