"""Statements with texts that confirm, contradict or pass them over, made from records by rule.

A title or conclusion becomes a statement, a finding of the same abstract its text. The direction
is turned on either side or on both, so that no side betrays the label alone: one turn contradicts,
none or two support. Aims and methods of the record, and findings of neighbours that share a
treatment or a condition, are silent.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sceptic.domain.record import Record
from sceptic.language.text import normalised_word, sentences

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
    r"collectively|taken together|interestingly|importantly|moreover|furthermore|finally)[,:]?\s+)?"
    r"(?:(?:the(?:se)?|this|our|we) (?:\w+ ){0,4}?(?:suggests?|shows?|showed|indicates?|indicated|"
    r"demonstrates?|demonstrated|conclude|concluded|confirm|confirmed|reveal|revealed|found|"
    r"support|supports|provide evidence|report|imply|propose|suggested) that\s+)?",
    re.IGNORECASE,
)
_VERB = (
    r"reduces?|decreases?|increases?|improves?|inhibits?|induces?|promotes?|prevents?|enhances?|"
    r"attenuates?|suppresses|predicts?|causes?|affects?|regulates?|protects?|impairs?|lowers?|"
    r"ameliorates?|alleviates?|mediates?|modulates?|activates?|stimulates?|accelerates?|delays?"
)
_FINITE = re.compile(
    rf"\b(?:{_VERB}|(?:is|are|was|were) (?:\w+ly )?(?:not )?(?:associated|related|linked|effective|"
    r"superior|inferior|safe|required|essential|involved|increased|decreased|reduced|elevated)|"
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

_SWAPS = {
    "increase": "decrease", "increases": "decreases", "increased": "decreased",
    "increasing": "decreasing", "reduce": "increase", "reduces": "increases",
    "reduced": "increased", "reducing": "increasing", "reduction": "increase",
    "decrease": "increase", "decreases": "increases", "decreased": "increased",
    "decreasing": "increasing", "higher": "lower", "lower": "higher", "greater": "smaller",
    "improve": "worsen", "improves": "worsens", "improved": "worsened",
    "improvement": "deterioration", "improvements": "deterioration", "better": "worse",
    "worse": "better", "more": "less", "less": "more", "fewer": "more", "longer": "shorter",
    "shorter": "longer", "positive": "negative", "positively": "negatively",
    "negatively": "positively", "inversely": "positively", "promote": "inhibit",
    "promotes": "inhibits", "promoted": "inhibited", "inhibit": "promote",
    "inhibits": "promotes", "inhibited": "promoted", "inhibition": "promotion",
    "enhance": "impair", "enhances": "impairs", "enhanced": "impaired", "impairs": "enhances",
    "impaired": "enhanced", "suppress": "promote", "suppresses": "promotes",
    "suppressed": "promoted", "induce": "block", "induces": "blocks", "induced": "blocked",
    "attenuates": "aggravates", "attenuated": "aggravated", "ameliorates": "aggravates",
    "alleviates": "aggravates", "effective": "ineffective", "ineffective": "effective",
    "superior": "inferior", "inferior": "superior", "beneficial": "harmful",
    "safe": "unsafe", "activates": "inhibits", "activated": "inhibited",
    "upregulated": "downregulated", "downregulated": "upregulated", "elevated": "reduced",
    "prevents": "causes", "prevented": "caused", "accelerates": "delays", "delays": "accelerates",
    "lowers": "raises", "lowered": "raised", "raises": "lowers", "high": "low", "low": "high",
    "protective": "harmful", "protects": "harms", "benefit": "harm", "benefits": "harms",
    "rarely": "often", "often": "rarely", "sensitive": "resistant", "resistant": "sensitive",
}  # fmt: skip
_SWAPPED = re.compile(
    r"\b(?:" + "|".join(sorted(_SWAPS, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_DENIALS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), turned)
    for pattern, turned in (
        (r"\b(is|are|was|were|has|have|had|can|could|may|should) not\b", r"\1"),
        (r"\b(?:did|do|does) not (?:significantly )?(\w+)", r"significantly \1"),
        (r"\bno (?:significant |statistically significant )?(difference|effect|association|"
         r"improvement|change|benefit|evidence|correlation|increase|reduction)",
         r"a significant \1"),
        (r"\bnot (?:significantly|statistically)\b", "significantly"),
        (r"\bnot significant\b", "significant"),
        (r"\bsimilar\b", "different"),
        (r"\bunchanged\b", "changed"),
    )
)  # fmt: skip
_ASSERTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), turned)
    for pattern, turned in (
        (r"\bsignificant (difference|effect|association|improvement|change|benefit|correlation|"
         r"increase|reduction|decrease)s?\b", r"no significant \1"),
        (r"\b(is|are|was|were) ((?:\w+ly )?(?:associated|related|linked|effective|superior|safe|"
         r"required|essential|involved|increased|decreased|reduced|elevated|improved|higher|lower|"
         r"found|observed))", r"\1 not \2"),
        (r"\bsignificantly (\w+ed)\b", r"did not significantly affect or \1"),
        (r"\b(reduce|decrease|increase|improve|inhibit|induce|promote|prevent|enhance|attenuate|"
         r"predict|cause|affect|regulate|lower|ameliorate|alleviate|mediate|modulate|activate|"
         r"stimulate|delay)s\b", r"does not \1"),
        (r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bbeen )(?<!\bbe )(?<!\bof )"
         r"(?<!\bthe )(?<!\ban )(?<!\bwith )(?<!\band )(?<!ly )\b"
         r"(reduced|decreased|increased|improved|prevented|enhanced|predicted|affected) "
         r"(?=the\b|\w+)",
         r"had no effect on "),
        (r"\b(can|may|could|should) (?!not)", r"\1 not "),
    )
)  # fmt: skip
_QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), asked)
    for pattern, asked in (
        (r"^([^,:;]{4,80}?) (is|are|was|were) ([^:;]+)$", r"{2} {1} {3}?"),
        (rf"^([^,:;]{{4,80}}?) ({_VERB}|contributes?|leads?) ([^:;]+)$", r"Does {1} {v} {3}?"),
    )
)


def turned(text: str, chance: random.Random) -> str | None:
    """The text with its direction turned; ``None`` where it shows none."""
    for pattern, replacement in _DENIALS:
        if pattern.search(text):
            return pattern.sub(replacement, text, count=1)
    swap = _SWAPPED.search(text)
    if swap and chance.random() < 0.6:
        word = swap.group()
        other = _SWAPS[word.lower()]
        other = other.capitalize() if word[0].isupper() else other
        return text[: swap.start()] + other + text[swap.end() :]
    for pattern, replacement in _ASSERTIONS:
        if pattern.search(text):
            return pattern.sub(replacement, text, count=1)
    return None


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
    if not 5 <= len(words) <= 30 or bare.endswith("?") or _AIM.search(bare):
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
    records: Iterable[Record], *, wanted: int, seed: int = 0, kept_out: frozenset[str] = frozenset()
) -> list[StancePair]:
    """About ``wanted`` pairs, the same for the same records and seed.

    Args:
        kept_out: normal forms of titles (``title_key``) of records that only measure.
    """
    chance = random.Random(seed)
    read = [
        r
        for r in (_read(x) for x in records if title_key(x.title) not in kept_out)
        if r is not None
    ]
    read.sort(key=lambda r: r.id)
    chance.shuffle(read)
    neighbours = _neighbours(read)
    pairs: list[StancePair] = []
    for place, one in enumerate(read):
        if len(pairs) >= wanted:
            break
        for statement in one.statements[:2]:
            pairs += _of_statement(statement, one, read, neighbours, place, chance)
    return pairs[:wanted]


def title_key(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", title.lower())[:60]


def _neighbours(read: Sequence[_Read]) -> dict[str, list[int]]:
    counts = Counter(w for r in read for w in _content(r.title))
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(read):
        for word in sorted(_content(one.title)):
            if 2 <= counts[word] <= 300:
                found[word].append(place)
    return found


def _of_statement(
    statement: str,
    one: _Read,
    read: Sequence[_Read],
    neighbours: dict[str, list[int]],
    place: int,
    chance: random.Random,
) -> list[StancePair]:
    wanted = _content(statement)
    pairs = []
    text = _finding(one.sentences, wanted, statement, chance)
    if text:
        pairs += _voiced(statement, text, one.id, chance)
    if not text and chance.random() < 0.7:
        return pairs
    if chance.random() < 0.45:
        silent = _unspoken(one.sentences, wanted)
    else:
        near = [i for w in sorted(wanted) for i in neighbours.get(w, ()) if i != place]
        silent = None
        if near:
            other = read[chance.choice(near)]
            silent = _finding(other.sentences, wanted, statement, chance, far=True)
    if silent:
        said = (turned(statement, chance) or statement) if chance.random() < 0.4 else statement
        heard = (turned(silent, chance) or silent) if chance.random() < 0.3 else silent
        pairs.append(StancePair(_asked(said, chance), heard, "silent", one.id))
    return pairs


def _asked(statement: str, chance: random.Random) -> str:
    return (as_question(statement) or statement) if chance.random() < 0.35 else statement


def _voiced(statement: str, text: str, group: str, chance: random.Random) -> list[StancePair]:
    said, heard = turned(statement, chance), turned(text, chance)
    draw = chance.random()
    if draw < 0.38 or (said is None and heard is None):
        return [StancePair(_asked(statement, chance), text, "supports", group)]
    if said is not None and (draw < 0.7 or heard is None):
        return [StancePair(_asked(said, chance), text, "contradicts", group)]
    if heard is not None and (draw < 0.84 or said is None):
        return [StancePair(_asked(statement, chance), heard, "contradicts", group)]
    return [StancePair(_asked(said or "", chance), heard or "", "supports", group)]


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
    if best < 0 or score < (0.25 if far else 0.42):
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
