"""Which record is the study that an article means? Clues set against records. Pure.

Each clue that fits adds to a score as evidence does, in log odds: somebody named is among the
authors, the journal is the one named, the days agree, the title's words are the article's, the
figures stand in the abstract. What speaks against takes away: a study that appeared long after the
article, another journal than the one named. The steps are set by hand on half of the stories of
``evals/tracing.py`` and measured on the others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sceptic.domain.meant import Person, StudyClues
from sceptic.domain.reading import Candidate, TracedStudy, Tracing
from sceptic.domain.record import Author, Record

MOST_SHOWN = 5
FOUND_FROM = 0.7
"""Score from which a record is taken for the study that is meant."""
SHOWN_FROM = 0.35
"""Score from which a record is shown as one that it may be."""
_CLEAR = 0.15
"""By so much the first must lead the second to be the only one."""

_PRIOR = -4.2
_FULL_NAME, _INITIAL, _SURNAME = 3.2, 2.4, 0.7
_MORE_PEOPLE = 1.6
_JOURNAL, _OTHER_JOURNAL = 2.3, -1.6
_DAYS, _MONTHS, _SAME_YEAR = 2.4, 1.0, 0.4
_TOO_LATE, _YEARS_APART = -2.5, -1.2
_TOPIC = 6.5
_FIGURE, _MOST_FIGURES = 0.7, 2.1
_WORD = re.compile(r"[a-z0-9][a-z0-9'’-]+")
_STEP = re.compile(r"(?:ies|es|s|ing|ed|al|ic|e)$")


@dataclass(frozen=True, slots=True)
class _Fit:
    record: Record
    score: float
    matched: tuple[str, ...]


def traced(
    clues: StudyClues, records: Sequence[Record], rarity: Mapping[str, float]
) -> TracedStudy:
    """The study with the records that it may be, likeliest first.

    ``rarity`` is the inverse document frequency of the article's words in the library.
    """
    told = _told(clues)
    if clues.is_named:
        return _by_number(clues, records, told)
    fits = _ranked(clues, records, rarity)
    shown = [f for f in fits[:MOST_SHOWN] if f.score >= SHOWN_FROM]
    if not shown:
        return TracedStudy(clues.mention, Tracing.NOT_FOUND, (), told, _why_none(clues, records))
    first = shown[0].score
    second = shown[1].score if len(shown) > 1 else 0.0
    candidates = tuple(_candidate(f) for f in shown)
    if first >= FOUND_FROM and _is_elsewhere(clues, shown[0]):
        why = "no record of the journal that is named fits; the nearest are named"
        return TracedStudy(clues.mention, Tracing.NOT_FOUND, candidates, told, why)
    if first >= FOUND_FROM and first - second >= _CLEAR:
        why = f"the record fits by {_listed(shown[0].matched)}"
        return TracedStudy(clues.mention, Tracing.FOUND, candidates, told, why)
    if first >= FOUND_FROM:
        why = f"{len(shown)} records fit what the article tells of the study"
        return TracedStudy(clues.mention, Tracing.SEVERAL, candidates, told, why)
    why = "no record fits well; the nearest are named"
    return TracedStudy(clues.mention, Tracing.NOT_FOUND, candidates, told, why)


def _is_elsewhere(clues: StudyClues, fit: _Fit) -> bool:
    """Whether a record of another journal than the one named fits by its topic alone."""
    return bool(clues.journals) and not {"journal", "author"}.intersection(fit.matched)


def ranked(
    clues: StudyClues, records: Iterable[Record], rarity: Mapping[str, float]
) -> tuple[Candidate, ...]:
    """Every record as a candidate, the likeliest first."""
    return tuple(map(_candidate, _ranked(clues, records, rarity)))


def _ranked(
    clues: StudyClues, records: Iterable[Record], rarity: Mapping[str, float]
) -> list[_Fit]:
    fits = [_fit(clues, record, rarity) for record in {r.id: r for r in records}.values()]
    return sorted(fits, key=lambda f: (-f.score, -(f.record.pmid or 0), f.record.id))


def _by_number(
    clues: StudyClues, records: Iterable[Record], told: tuple[tuple[str, str], ...]
) -> TracedStudy:
    name = "pmid" if clues.pmid else "doi"
    for record in records:
        is_it = record.pmid == clues.pmid if clues.pmid else record.doi.lower() == clues.doi
        if is_it:
            why = f"the article names its {name.upper()}"
            found = (_candidate(_Fit(record, 1.0, (name,))),)
            return TracedStudy(clues.mention, Tracing.FOUND, found, told, why)
    why = f"the library holds no record of this {name.upper()}"
    return TracedStudy(clues.mention, Tracing.NOT_FOUND, (), told, why)


def _fit(clues: StudyClues, record: Record, rarity: Mapping[str, float]) -> _Fit:
    steps = (
        ("author", _authors(clues.people, record)),
        ("journal", _journal(clues, record)),
        ("year", _time(clues, record)),
        ("topic", _topic(clues, record, rarity)),
        ("number", _figures(clues, record)),
    )
    odds = _PRIOR + sum(step for _, step in steps)
    least = {"topic": 2.0}
    matched = tuple(name for name, step in steps if step > least.get(name, 0.0))
    return _Fit(record, round(1 / (1 + math.exp(-odds)), 4), matched)


def _candidate(fit: _Fit) -> Candidate:
    record = fit.record
    return Candidate(
        record_id=record.id,
        citation=record.citation.short,
        score=fit.score,
        pmid=record.pmid,
        doi=record.doi,
        matched=fit.matched,
    )


# --- clues ------------------------------------------------------------------------------------


def _authors(people: Sequence[Person], record: Record) -> float:
    """The best fit counts whole, further people who fit add a little each."""
    steps = sorted((_author(p, record.authors) for p in people), reverse=True)
    fitting = [s for s in steps if s > _SURNAME]
    if not fitting:
        return steps[0] if steps and steps[0] > 0 else 0.0
    return fitting[0] + _MORE_PEOPLE * min(2, len(fitting) - 1)


def _author(person: Person, authors: Iterable[Author]) -> float:
    last, first = _plain(person.last), _plain(person.first)
    best = 0.0
    for author in authors:
        if _plain(author.last) != last:
            continue
        fore = [_plain(w) for w in re.split(r"[\s-]+", author.fore) if w]
        if len(first) > 1 and first in fore:
            return _FULL_NAME
        is_initial = bool(first) and (
            any(w[:1] == first[:1] and (len(w) == 1 or len(first) == 1) for w in fore)
            or (not fore and first[:1] in author.initials.lower())
            or any(w.startswith(first[:3]) for w in fore if len(first) > 2)
        )
        best = max(best, _INITIAL if is_initial else _SURNAME if not first else 0.0)
    return best


def _journal(clues: StudyClues, record: Record) -> float:
    names = {_key(n) for n in (record.journal, record.journal_abbreviation) if n}
    if not clues.journals or not names:
        return 0.0
    for passage in clues.journals:
        said = _key(passage.text)
        if any(_is_same_journal(said, name) for name in names):
            return _JOURNAL
    return _OTHER_JOURNAL


_SHORT = {
    "bmj": "british medical journal",
    "nejm": "new england medicine",
    "jama": "american medical association",
    "pnas": "national academy sciences",
}


def _key(name: str) -> tuple[str, ...]:
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().split("(")[0]).split()
    return tuple(
        w for w in words if w not in ("the", "of", "and", "a", "in", "for", "journal", "j")
    )


def _is_same_journal(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Equal, each word begun alike as abbreviations do, or the one a short name of the other."""
    if not said or not name:
        return False
    if said == name:
        return True
    if len(said) == len(name) and all(
        a.startswith(b[:3]) and (a.startswith(b) or b.startswith(a))
        for a, b in zip(said, name, strict=True)
    ):
        return True
    one, other = _expanded(" ".join(said)), _expanded(" ".join(name))
    short, long = sorted((one, other), key=len)
    return one == other or (len(short.split()) >= 2 and long.startswith(f"{short} "))


def _expanded(name: str) -> str:
    return " ".join(_key(_SHORT.get(name, name)))


def _time(clues: StudyClues, record: Record) -> float:
    dates = [d for d in (record.electronic_date, record.print_date, record.entrez_date) if d]
    if clues.year is not None and record.year is not None and clues.date is None:
        return _SAME_YEAR if abs(record.year - clues.year) <= 1 else _YEARS_APART
    if clues.date is None or not dates:
        return 0.0
    whole = [d for d in dates if d.month and d.day]
    if whole:
        apart = [(clues.date - d.last_day).days for d in whole]
        if any(-7 <= days <= 10 for days in apart):
            return _DAYS
        if any(-45 <= days <= 60 for days in apart):
            return _MONTHS
        if max(apart) < -120:
            return _TOO_LATE
    if record.year is not None and record.year > clues.date.year + 1:
        return _TOO_LATE
    if record.year is not None and clues.date.year - record.year > 2:
        return _YEARS_APART
    return _SAME_YEAR if record.year == clues.date.year else 0.0


def _topic(clues: StudyClues, record: Record, rarity: Mapping[str, float]) -> float:
    """The share of the title's weight that the article's words carry, and of the article's most
    telling words that the record holds."""
    ours = {_stem(w): rarity.get(w, 0.0) for w in clues.topic}
    title = {_stem(w) for w in _WORD.findall(record.title.lower()) if len(w) > 3}
    if not title or not ours:
        return 0.0
    usual = sum(ours.values()) / len(ours)
    held = sum(min(ours[w], 2 * usual) for w in title if w in ours)
    weight = held + usual * sum(w not in ours for w in title)
    in_title = held / weight if weight else 0.0
    text = {_stem(w) for w in _WORD.findall(record.abstract_text.lower())} | title
    telling = sorted(ours, key=lambda w: -ours[w])[:10]
    in_text = sum(ours[w] for w in telling if w in text) / (sum(ours[w] for w in telling) or 1.0)
    is_bare = not record.abstract_text
    return _TOPIC * (in_title if is_bare else 0.6 * in_title + 0.4 * in_text)


def _figures(clues: StudyClues, record: Record) -> float:
    """Counts and percentages of the article that the abstract gives too."""
    text = record.abstract_text.replace("\u202f", ",")
    if not text:
        return 0.0
    plain = re.sub(r"(?<=\d)[, \u00a0\u2009](?=\d{3})", "", text)
    found = 0
    for passage in clues.counts:
        digits = re.sub(r"[^\d.]", "", passage.text)
        if len(digits) >= 2 and re.search(rf"(?<![\d.]){re.escape(digits)}(?!\d|\.\d)", plain):
            found += 1
    return min(_MOST_FIGURES, _FIGURE * found)


def _plain(name: str) -> str:
    return re.sub(r"[^a-zà-ÿ]", "", name.lower())


def _stem(word: str) -> str:
    return _STEP.sub("", word) if len(word) > 5 else word.rstrip("s")


# --- words ------------------------------------------------------------------------------------


def _told(clues: StudyClues) -> tuple[tuple[str, str], ...]:
    told = [("pmid", str(clues.pmid))] if clues.pmid else []
    told += [("doi", clues.doi)] if clues.doi else []
    told += [("journal", j.text) for j in clues.journals[:1]]
    if not clues.is_named:
        told += [("author", " ".join(p.words.text.split())) for p in clues.people[:4]]
        told += [("year", str(clues.year or clues.date.year))] if clues.year or clues.date else []  # type: ignore[union-attr]
        told += [("number", c.text) for c in clues.counts[:3]]
    return tuple(told)


_CLUE_WORDS = {
    "author": "authors",
    "journal": "journal",
    "year": "date",
    "topic": "title",
    "number": "figures",
}


def _listed(matched: Sequence[str]) -> str:
    words = [_CLUE_WORDS.get(m, m) for m in matched] or ["its words"]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _why_none(clues: StudyClues, records: Sequence[Record]) -> str:
    if not clues.people and not clues.journals:
        return (
            "the article names neither journal nor author, and no record has its words in the title"
        )
    if not records:
        return "no record of the library has its journal, authors or words"
    return "no record of the library fits its journal, authors, date and words together"
