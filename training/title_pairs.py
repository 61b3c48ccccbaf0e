"""Short questions as people ask them ("Does X help Y?"), made from titles that name both, with the
conclusion that answers them.

A title such as "Effect of X on Y" or "X for the treatment of Y" becomes a question or statement.
Its answer is taken where two families of rules agree: the linear reader of conclusions and the cues
of denial. The conclusion turned round answers the other way. Silent are the same conclusion under a
question on another thing, at best one that the abstract mentions in passing (compared with, taken
into account, listed), and the record's aims.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sceptic.appraisal.affirmation import affirmation
from sceptic.appraisal.cues import sentence_signals
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import conclusion_of, roles_of
from sceptic.domain.record import Record
from training.turning import turned
from training.weak_pairs import StancePair, title_key

_LEAST_YES, _LEAST_NO = 0.8, 0.6
"""Chance that the linear reader must give; denials are rarer and told less plainly."""
_MOST_WORDS = 7
_LONGEST = 420
"""Characters of a conclusion: what the reader has room for."""
_OTHER_NAMES = 0.25
"""Share of the pairs in which both things get other names, so that the relation is read."""
_OF = r"(?:the )?(?:effects?|effectiveness|efficacy|influence|impact|benefits?|role)"
_PEOPLE = r"(?:(?:\w+ )?(?:patients|people|adults|children|women|men|subjects|individuals) with )?"
_X, _Y = r"(?P<x>[^,:;?]{3,70}?)", r"(?P<y>[^,:;?]{3,70}?)"
_END = r"(?:[:;.,?]| (?:a|an|in (?:a|the)|after|during|among|by|versus|compared)\b|$)"
_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("prevents", rf"^(?:{_OF} of )?{_X} (?:for|in|to) (?:the )?(?:primary |secondary )?"
                     rf"prevent(?:ion of|ing|) {_Y}{_END}"),
        ("helps", rf"^(?:{_OF} of )?{_X} (?:for|in) (?:the )?(?:treatment|management|therapy) of "
                  rf"{_PEOPLE}{_Y}{_END}"),
        ("helps", rf"^(?:efficacy|effectiveness|efficacy and safety|safety and efficacy) of {_X} "
                  rf"(?:in|for|on) {_PEOPLE}{_Y}{_END}"),
        ("helps", rf"^{_X} for {_PEOPLE}{_Y}{_END}"),
        ("affects", rf"^{_OF} of {_X} on {_Y}{_END}"),
        ("affects", rf"^{_X} (?:and|as) (?:the |a )?risk (?:of|factor for) {_Y}{_END}"),
        ("affects", rf"^(?:the )?(?:association|relationship|relation) (?:between|of) {_X} "
                    rf"(?:and|with) {_Y}{_END}"),
    )
)  # fmt: skip
_ASKED = {
    "prevents": ("Does {x} prevent {y}?", "{X} prevents {y}.", "{X} reduces the risk of {y}."),
    "helps": (
        "Does {x} help {y}?", "Is {x} effective for {y}?", "{X} helps {y}.",
        "{X} is effective for {y}.", "Does {x} work for {y}?", "{X} improves {y}.",
    ),
    "affects": ("Does {x} affect {y}?", "{X} affects {y}.", "Is {x} associated with {y}?"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a title asks: the kind of claim, the thing and what it is for."""

    kind: str
    x: str
    y: str


def asked_by(title: str) -> Asked | None:
    """The question that a title answers; ``None`` where it has no such form."""
    for kind, pattern in _TITLES:
        found = pattern.match(title.strip())
        if found:
            x, y = _named(found["x"]), _named(found["y"])
            if x and y and x.lower() != y.lower():
                return Asked(kind, x, y)
    return None


_NO_NAME = re.compile(
    r"[][]|^(?:are|is|does|do|can|an?|this|that|and|or|comparison) |"
    r"\b(?:and|or|versus|vs\.?|compared|treatment|basis|evidence|approach|methods?|tools?|study|"
    r"role|effects?|factors?|patients|subjects|assessment|evaluation|analysis)$|"
    r"\b(?:and|versus|vs\.?|compared)\b|\b(?:of|for|in|on|the|a|by|with|as|to)$",
    re.IGNORECASE,
)

_ARTICLE = re.compile(r"^(?:the|an?|oral|topical|use of|using)\s+", re.IGNORECASE)


def _named(text: str) -> str:
    bare = re.sub(
        r"^(?:the|an?|oral|topical|use of|using)\s+", "", text.strip(), flags=re.IGNORECASE
    )
    if not bare or len(bare.split()) > _MOST_WORDS or _NO_NAME.search(bare):
        return ""
    return bare[0].lower() + bare[1:] if bare[1:2].islower() else bare


@dataclass(frozen=True, slots=True)
class _Told:
    id: str
    asked: Asked
    label: str
    conclusion: str
    aim: str
    abstract: str


def title_pairs(
    records: Iterable[Record], *, kept_out: frozenset[str] = frozenset()
) -> list[StancePair]:
    """The pairs that records give, the same for the same records.

    Args:
        kept_out: normal forms of titles (``title_key``) of records that only measure.
    """
    wanted = (r for r in records if title_key(r.title) not in kept_out)
    told = [t for t in map(_told, wanted) if t]
    told.sort(key=lambda t: t.id)
    return _Maker(told, random.Random(0)).pairs()


def _told(record: Record) -> _Told | None:
    asked = asked_by(record.title)
    if asked is None or not record.abstract_text:
        return None
    roles = roles_of(record)
    conclusion = " ".join(s.text for s in conclusion_of(roles))
    if not 40 <= len(conclusion) <= _LONGEST:
        return None
    label = _label(conclusion, _ASKED[asked.kind][0].format(x=asked.x, y=asked.y))
    if not label:
        return None
    aim = next((s.text for s in roles if s.role in (Role.OBJECTIVE, Role.BACKGROUND)), "")
    return _Told(record.id, asked, label, conclusion, aim, record.abstract_text.lower())


def _label(conclusion: str, question: str) -> str | None:
    said = affirmation(conclusion, question)
    signals = sentence_signals(conclusion)
    denied = bool(signals.negation or signals.null)
    if said.yes >= _LEAST_YES and not denied:
        return "supports"
    return "contradicts" if said.no >= _LEAST_NO and denied else None


class _Maker:
    def __init__(self, told: Sequence[_Told], chance: random.Random) -> None:
        self._told, self._chance = told, chance
        counts = Counter(n.lower() for t in told for n in (t.asked.x, t.asked.y))
        self._things = sorted(n for n, times in counts.items() if times > 1)
        """Called so by more than one title."""
        self._places: dict[str, list[str]] = defaultdict(list)
        for name in self._things:
            self._places[name.split()[0]].append(name)

    def pairs(self) -> list[StancePair]:
        pairs = []
        for one in self._told:
            pairs += [
                StancePair(said, heard, label, one.id) for said, heard, label in self._of(one)
            ]
        return pairs

    def _of(self, one: _Told) -> list[tuple[str, str, str]]:
        asked, conclusion = one.asked, one.conclusion
        made = [(self._said(self._elsewhere(one)), conclusion, "silent")]
        if one.aim and self._chance.random() < 0.3:
            made.append((self._said(asked), one.aim, "silent"))
        if self._chance.random() < _OTHER_NAMES:
            asked, conclusion = self._renamed(asked, conclusion)
        made.append((self._said(asked), conclusion, one.label))
        turn = turned(conclusion, self._chance)
        if turn:
            other = "contradicts" if one.label == "supports" else "supports"
            made.append((self._said(asked), turn, other))
        return made

    def _said(self, asked: Asked) -> str:
        form = self._chance.choice(_ASKED[asked.kind])
        return form.format(x=asked.x, y=asked.y, X=asked.x[:1].upper() + asked.x[1:])

    def _elsewhere(self, one: _Told) -> Asked:
        """The same question on another thing, one that the abstract mentions if there is any."""
        words = set(re.findall(r"[a-z][a-z-]{3,}", one.abstract))
        near = [
            n
            for w in sorted(words)
            for n in self._places.get(w, ())
            if f" {n}" in one.abstract and not _overlap(n, one.asked.x + " " + one.asked.y)
        ]
        other = self._chance.choice(near or self._things)
        if self._chance.random() < 0.5:
            return Asked(one.asked.kind, other, one.asked.y)
        return Asked(one.asked.kind, one.asked.x, other)

    def _renamed(self, asked: Asked, conclusion: str) -> tuple[Asked, str]:
        x, y = self._chance.choice(self._things), self._chance.choice(self._things)
        for old, new in ((asked.x, x), (asked.y, y)):
            whole = re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
            if not whole.search(conclusion):
                return asked, conclusion
            conclusion = new.join(whole.split(conclusion))
        return Asked(asked.kind, x, y), conclusion


def _overlap(a: str, b: str) -> bool:
    return bool(set(a.lower().split()) & set(b.lower().split()))
