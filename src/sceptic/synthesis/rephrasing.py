"""Whether a rephrased sentence says what the sentence says. Pure, strict, and without a model.

A model may only rephrase (DESIGN 4.10). Its sentence is used if every word that carries meaning
stands in the sentence it was given, in the same order, and none that decides is lost: figures,
names, directions, negations, words of certainty. Small words may come and go; other names of the
same thing may not, since a vocabulary holds near things under one roof. What fails is dropped, and
the sentence stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sceptic.domain.brief import Brief, Section, Statement
from sceptic.language.text import normalised_word

_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGER = 1.6
"""A rephrased sentence may be so many times as long."""

_SMALL = frozenset(
    """
    a an the this that these those it its they them their there here he she his her we our us you
    your i my of in on at to for with by from as and or but so if then than when where which who
    whom whose what how while because since is are was were be been being am has have had having do
    does did done can could will would shall should must also just very quite rather some any each
    every both all other another such own same one ones thing things people person someone way about
    into over under between among within during after before up out off again only even still yet
    too now today said says say told tell tells found find finds shows show showed shown means mean
    so-called called that's it's doesn't
    """.split()
)
"""Words that may come and go. None of them turns a finding round: those stand in ``_DECIDING``."""

_DECIDING = frozenset(
    """
    not no none nobody never neither nor without nothing cannot fails fail failed lack lacks against
    may might probably likely possibly perhaps uncertain unclear unsure too little evidence certain
    certainty sure proven prove proves low moderate high very better worse more less fewer higher
    lower greater smaller increase increases increased reduce reduces reduced raise raises raised
    improve improves improved prevent prevents prevented cause causes caused help helps helped harm
    harms harmed safe unsafe risk difference same most least half twice double all every some only
    retracted animal animals mice rats children women men supported contradicted conflicting depends
    """.split()
)
"""Words that decide: each of them must be kept, as often and in the same order."""


@dataclass(frozen=True, slots=True)
class Rephrased:
    """A brief with the sentences that passed, and how many were offered and dropped."""

    brief: Brief
    offered: int
    dropped: int


def rephrased(brief: Brief, rewrite: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Rephrased:
    """Offer the sentences of the sections for rewriting and keep what is faithful.

    Never offered: the headline, quotations, caveats, and the section of safety.

    Args:
        rewrite: sentences to as many sentences, in their order.
    """
    places = [
        (at, n)
        for at, section in enumerate(brief.sections)
        for n, statement in enumerate(section.statements)
        if section.id != "safety" and _may_be_rephrased(statement)
    ]
    given = tuple(brief.sections[at].statements[n].text for at, n in places)
    offered = rewrite(given) if given else ()
    if len(offered) != len(given):
        offered = given
    changed, dropped = {}, 0
    for place, before, after in zip(places, given, offered, strict=True):
        if after == before:
            continue
        if is_faithful(before, after):
            changed[place] = after
        else:
            dropped += 1
    sections = tuple(_with(section, at, changed) for at, section in enumerate(brief.sections))
    return Rephrased(replace(brief, sections=sections), len(given), dropped)


def _may_be_rephrased(statement: Statement) -> bool:
    return not statement.is_quote and statement.role in ("", "remark")


def _with(section: Section, at: int, changed: dict[tuple[int, int], str]) -> Section:
    statements = tuple(
        replace(s, text=changed[at, n]) if (at, n) in changed else s
        for n, s in enumerate(section.statements)
    )
    return replace(section, statements=statements)


def is_faithful(before: str, after: str) -> bool:
    """Whether ``after`` says nothing that ``before`` does not, and keeps all that decides."""
    if not after.strip() or "\n" in after or len(after) > _LONGER * len(before) + 20:
        return False
    old, new = _words(before), _words(after)
    if _deciding(old) != _deciding(new):
        return False
    return _is_within(
        [t for t in new if t not in _SMALL or t in _DECIDING],
        [t for t in old if t not in _SMALL or t in _DECIDING],
    )


def _deciding(tokens: Iterable[str]) -> list[str]:
    """Figures and deciding words, in their order."""
    return [t for t in tokens if t in _DECIDING or t[0].isdigit()]


def _is_within(few: list[str], many: list[str]) -> bool:
    """Whether the words of one stand in the other in the same order."""
    rest = iter(many)
    return all(any(word == other for other in rest) for word in few)


def _words(text: str) -> list[str]:
    words = []
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'")
        if word.endswith("n't"):
            words.append("not")
        elif word in _SMALL or word in _DECIDING or word[0].isdigit():
            words.append(word)
        else:
            words.append(normalised_word(word.removesuffix("'s")))
    return words
