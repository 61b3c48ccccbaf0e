"""From the parts of a printed citation to the record: journal, year, volume, first page, author."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sceptic.domain.record import Record
from sceptic.library.collection import Library
from sceptic.library.index import Order
from sceptic.library.query import Node, Range, all_of, term_of

_MOST = 1000
"""Candidates that are read to compare their pages."""

_FIRST_PAGE = re.compile(r"[A-Za-z]*\d+[A-Za-z]*")
_NOT_SAID = "n/a"


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """What is known of it; empty parts are not compared."""

    journal: str = ""
    year: str = ""
    volume: str = ""
    first_page: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """``pmids`` are the first of them, ``total`` all; ``knows_journal`` is false for a title that
    no record has.
    """

    pmids: tuple[int, ...]
    total: int
    knows_journal: bool = True


def matches_of(citation: PrintedCitation, library: Library) -> Matches:
    """The records that agree with every part that is given.

    A name stands for every author of that last name, unless initials follow it.
    """
    terms = _terms(citation)
    if not terms:
        return Matches((), 0)
    journal = _term(citation.journal.replace(".", " "), "ta")
    if journal is not None and not library.count(journal):
        return Matches((), 0, knows_journal=False)
    limit = _MOST if citation.first_page else 10
    hits = library.search(all_of(*terms), limit=limit, order=Order.NEWEST)
    found = [r for r in library.records(h.record_id for h in hits.hits) if r.pmid is not None]
    if citation.first_page:
        found = [r for r in found if _first_page(r) == _page(citation.first_page)]
    total = len(found) if citation.first_page else hits.total
    return Matches(tuple(int(r.pmid or 0) for r in found), total)


def _terms(citation: PrintedCitation) -> list[Node]:
    year = citation.year.strip()[:4]
    named = (
        _term(citation.journal.replace(".", " "), "ta"),
        Range(year, year, "dp") if len(year) == 4 and year.isdecimal() else None,
        _term(citation.volume, "vi"),
        _author(citation.author),
    )
    return [node for node in named if node is not None]


def _term(text: str, field: str) -> Node | None:
    words = " ".join(text.split())
    if not words or words.lower() == _NOT_SAID:
        return None
    try:
        return term_of(words, field)
    except ValueError:
        return None


def _author(name: str) -> Node | None:
    """Not as a phrase: ``mann b`` finds ``Mann BJ`` as well."""
    words = " ".join(re.sub(r"[^\w' -]", " ", name).split())
    if not words or words.lower() == _NOT_SAID:
        return None
    try:
        return term_of(words, "au", truncated=" " in words)
    except ValueError:
        return None


def _page(text: str) -> str:
    found = _FIRST_PAGE.search(text)
    return found[0].lower() if found else text.strip().lower()


def _first_page(record: Record) -> str:
    return _page(record.pages)
