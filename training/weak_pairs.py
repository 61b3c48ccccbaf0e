"""Statements with texts that confirm, contradict or pass them over, made from records by rule.

A title or conclusion becomes a statement, a finding of the same abstract its text, where the words
of neither go against the other. The direction is turned on either side or on both, so that no side
betrays the label alone: one turn contradicts, none or two support, and of each two that differ in
one turn both are given. In a share of them a thing that both name gets another name, so that the
relation is read and not the thing; with another name on one side alone they are silent, as are aims
and methods of the record, its findings on other things, and findings of neighbours.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sceptic.appraisal.cues import words_of
from sceptic.domain.record import Record
from sceptic.language.text import normalised_word, sentences
from training.statement_reader import contrasts
from training.turning import SWAPS, VERBS, past_of, present_of, turned

STANCES = ("supports", "contradicts", "unclear", "silent")


@dataclass(frozen=True, slots=True)
class StancePair:
    """A statement or yes/no question with a text, and what the text says of it."""

    statement: str
    text: str
    label: str
    group: str
    """Items of one group (record, article, question) are never split."""


FINDINGS = 0.4
"""Findings stand after this share of an abstract."""
_PREFIX = re.compile(
    r"^(?:(?:in (?:conclusion|summary)|conclusions?|overall|thus|therefore|hence|together|"
    r"collectively|taken together|however|interestingly|importantly|moreover|furthermore|"
    r"finally)[,:]?\s+)?"
    r"(?:(?:the(?:se)?|this|our|we) (?:\w+ ){0,4}?(?:suggests?|shows?|showed|indicates?|indicated|"
    r"demonstrates?|demonstrated|conclude|concluded|confirm|confirmed|reveal|revealed|found|"
    r"support|supports|provide evidence|report|imply|propose|suggested) that\s+)?",
    re.IGNORECASE,
)
_PAST = "|".join(sorted({past_of(v) for v in VERBS}))
_VERB = (
    r"reduces?|decreases?|increases?|improves?|inhibits?|induces?|promotes?|prevents?|enhances?|"
    r"attenuates?|suppresses|predicts?|causes?|affects?|regulates?|protects?|impairs?|lowers?|"
    r"ameliorates?|alleviates?|mediates?|modulates?|activates?|stimulates?|accelerates?|delays?"
)
_FINITE = re.compile(
    rf"\b(?:{_VERB}|{_PAST}|(?:is|are|was|were) (?:\w+ly )?(?:not )?(?:associated|related|"
    r"linked|effective|superior|inferior|safe|required|essential|involved|increased|decreased|reduced|elevated)|"
    r"contributes? to|leads? to|results? in|does not|do not|did not|has no|had no|have no)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:aim(?:ed|s)?|objective|purpose|goal|we (?:sought|investigated|examined|evaluated|"
    r"assessed|studied|compared|hypothesi[sz]ed|tested)|to (?:determine|evaluate|assess|examine|"
    r"investigate|compare|study|test|explore)|whether|"
    r"remains? (?:unclear|unknown|controversial))\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:were (?:randomi[sz]ed|assigned|enrolled|recruited|included|treated|measured|collected|"
    r"selected|divided|analy[sz]ed)|was (?:measured|performed|conducted|carried out)|"
    r"we (?:used|conducted|performed|searched|included))\b",
    re.IGNORECASE,
)

_QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), asked)
    for pattern, asked in (
        (r"^([^,:;]{4,80}?) (is|are|was|were) ([^:;]+)$", r"{2} {1} {3}?"),
        (rf"^([^,:;]{{4,80}}?) ({_VERB}|contributes?|leads?) ([^:;]+)$", r"Does {1} {v} {3}?"),
    )
)


def as_question(statement: str) -> str | None:
    """A statement with one finite verb as a yes/no question."""
    bare = statement.rstrip(". ")
    if " not " in bare or " no " in bare:
        return None
    for pattern, asked in _QUESTIONS:
        found = pattern.match(bare)
        if found:
            first, verb, rest = found.groups()
            subject = first[0].lower() + first[1:] if first[1:2].islower() else first
            plain = re.sub(r"s$", "", verb) if not verb.endswith("sses") else verb[:-2]
            out = asked.format(None, subject, verb.capitalize(), rest, v=plain)
            return out[0].upper() + out[1:]
    return None


_POINTING = re.compile(r"(?:it|this|these|they|we|further)\b", re.IGNORECASE)


def statement_from(sentence: str) -> str | None:
    """A conclusion without the words that announce it; ``None`` where it is no statement."""
    bare = _PREFIX.sub("", sentence.strip(), count=1).rstrip(". ")
    words = bare.split()
    if not 5 <= len(words) <= 26 or bare.endswith("?") or _AIM.search(bare):
        return None
    if not _FINITE.search(bare) or _POINTING.match(bare):
        return None
    return bare[0].upper() + bare[1:] + "."


@dataclass(frozen=True, slots=True)
class _Read:
    id: str
    title: str
    sentences: tuple[str, ...]
    statements: tuple[str, ...]


def _content(text: str) -> frozenset[str]:
    return frozenset(normalised_word(w) for w in re.findall(r"[A-Za-z][A-Za-z-]{3,}", text))


def _read(record: Record) -> _Read | None:
    said = tuple(s.text.strip() for s in sentences(record.abstract_text))
    if not 5 <= len(said) <= 25:
        return None
    found = [record.title] if record.title and not record.title.endswith("?") else []
    found += said[-2:]
    statements = tuple(s for s in map(statement_from, found) if s)
    return _Read(record.id, record.title, said, statements) if statements else None


def weak_pairs(
    records: Iterable[Record], *, passes: int = 1, kept_out: frozenset[str] = frozenset()
) -> list[StancePair]:
    """The pairs that records give, the same for the same records.

    Args:
        passes: times that they are made, each with other turns.
        kept_out: normal forms of titles (``title_key``) of records that only measure.
    """
    read = [
        r
        for r in (_read(x) for x in records if title_key(x.title) not in kept_out)
        if r is not None
    ]
    read.sort(key=lambda r: r.id)
    pairs: list[StancePair] = []
    for seed in range(passes):
        made = _Maker(list(read), random.Random(seed))
        for place, one in enumerate(made.read):
            for statement in one.statements:
                pairs += made.pairs(statement, one, place)
    return pairs


def title_key(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", title.lower())[:60]


_AGAINST = frozenset({"opposite words", "moves the other way", "one denies"})
_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9]{4,}")
RENAMED, ASKED = 0.4, 0.3


class _Maker:
    """Pairs of records that know their neighbours."""

    def __init__(self, read: list[_Read], chance: random.Random) -> None:
        chance.shuffle(read)
        self.read, self._chance = read, chance
        counts = Counter(w for r in read for w in _content(r.title))
        self._near: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(read):
            for word in sorted(_content(one.title)):
                if 2 <= counts[word] <= 300:
                    self._near[word].append(place)
        plain = {w for verb in VERBS for w in (verb, past_of(verb), present_of(verb))}
        self._kept = plain | set(SWAPS)
        named = Counter(w for r in read for w in _NAMED.findall(r.title))
        self._names = {
            upper: sorted(w for w, n in named.items() if 2 <= n <= 300 and w[0].isupper() == upper)
            for upper in (False, True)
        }

    def pairs(self, statement: str, one: _Read, place: int) -> list[StancePair]:
        wanted = _content(statement)
        text = _finding(one.sentences, wanted, statement, self._chance)
        if text and _AGAINST & set(contrasts(words_of(statement), words_of(text))):
            return []
        made = self._voiced(statement, text) if text else []
        if not made and self._chance.random() < 0.8:
            return []
        silent = self._silent(statement, text, one, place)
        if silent:
            made.append((*silent, "silent"))
        return [
            StancePair(said, heard, label, one.id)
            for said, heard, label in (self._asked(x) for x in made)
        ]

    def _voiced(self, statement: str, text: str) -> list[tuple[str, str, str]]:
        """A pair that supports and one that contradicts, apart by one turn."""
        if self._chance.random() < RENAMED:
            statement, text = self._renamed(statement, text)
        said, heard = turned(statement, self._chance), turned(text, self._chance)
        draw = self._chance.random()
        if said and (draw < 0.45 or not heard):
            return [(statement, text, "supports"), (said, text, "contradicts")]
        if heard and (draw < 0.7 or not said):
            return [(statement, text, "supports"), (statement, heard, "contradicts")]
        if said and heard:
            if draw < 0.85:
                return [(said, heard, "supports"), (said, text, "contradicts")]
            return [(said, heard, "supports"), (statement, heard, "contradicts")]
        return [(statement, text, "supports")] if draw < 0.3 else []

    def _silent(
        self, statement: str, text: str | None, one: _Read, place: int
    ) -> tuple[str, str] | None:
        draw, wanted = self._chance.random(), _content(statement)
        found: str | None = None
        if draw < 0.25:
            found = _unspoken(one.sentences, wanted)
        elif draw < 0.45:
            found = self._other_finding(one.sentences, wanted)
        elif draw < 0.65 and text:
            said, heard = self._renamed(statement, text)
            return (statement, heard) if heard != text else None
        if not found:
            near = [i for w in sorted(wanted) for i in self._near.get(w, ()) if i != place]
            if not near:
                return None
            other = self.read[self._chance.choice(near)]
            found = _finding(other.sentences, wanted, statement, self._chance, far=True)
        if not found:
            return None
        said = statement
        if self._chance.random() < 0.4:
            said = turned(statement, self._chance) or statement
        if self._chance.random() < 0.25:
            found = turned(found, self._chance) or found
        return said, found

    def _other_finding(self, said: Sequence[str], wanted: frozenset[str]) -> str | None:
        """A finding of the same abstract that names little of the statement."""
        shares = [len(wanted & _content(s)) / max(1, len(wanted)) for s in said]
        other = [
            s
            for i, (s, share) in enumerate(zip(said, shares, strict=True))
            if i >= FINDINGS * len(said) and 0.05 < share < 0.3 and _FINITE.search(s)
        ]
        return self._chance.choice(other) if other else None

    def _renamed(self, statement: str, text: str) -> tuple[str, str]:
        """Both with one or two of the things that both name called otherwise."""
        shared = sorted(set(_NAMED.findall(statement)) & set(_NAMED.findall(text)))
        things = [w for w in shared if w.lower() not in self._kept]
        for word in self._chance.sample(things, min(len(things), self._chance.choice((1, 2)))):
            other = self._chance.choice(self._names[word[0].isupper()] or [word])
            whole = re.compile(rf"\b{re.escape(word)}\b")
            statement, text = whole.sub(other, statement), whole.sub(other, text)
        return statement, text

    def _asked(self, pair: tuple[str, str, str]) -> tuple[str, str, str]:
        said, heard, label = pair
        if self._chance.random() < ASKED:
            said = as_question(said) or said
        return said, heard, label


def _finding(
    said: Sequence[str],
    wanted: frozenset[str],
    statement: str,
    chance: random.Random,
    *,
    far: bool = False,
) -> str | None:
    """The finding that shares most with the statement, at times with the sentence before it."""
    bare = title_key(statement)[:40]
    best, score = -1, 0.0
    for i, sentence in enumerate(said):
        if i < FINDINGS * len(said) or not _FINITE.search(sentence):
            continue
        if _AIM.search(sentence) or _METHOD.search(sentence) or bare in title_key_long(sentence):
            continue
        share = len(wanted & _content(sentence)) / max(1, len(wanted)) + 0.2 * (i / len(said))
        if share > score:
            best, score = i, share
    if best < 0 or score < (0.25 if far else 0.48):
        return None
    if far and score > 0.85:
        return None
    start = best - 1 if best and chance.random() < 0.25 else best
    return " ".join(said[start : best + 1])


def title_key_long(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _unspoken(said: Sequence[str], wanted: frozenset[str]) -> str | None:
    """The aim or method that shares most with the statement: it finds nothing yet."""
    best, score = None, 0.15
    for sentence in said[:-1]:
        if _AIM.search(sentence) or _METHOD.search(sentence):
            share = len(wanted & _content(sentence)) / max(1, len(wanted))
            if share > score:
                best, score = sentence, share
    return best
