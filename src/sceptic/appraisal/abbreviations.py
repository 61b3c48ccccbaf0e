"""Abbreviations that a text defines: "transcutaneous electrical nerve stimulation (TENS)". Pure.

The algorithm of Schwartz and Hearst 2003 (PMID 12603049): a short form in brackets after its long
form (or the other way round), its letters found in the long form from right to left, the first one
at the start of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from sceptic.appraisal.matching import Families, Family
from sceptic.domain.record import Record

_BRACKETS = re.compile(r"\(([^()]{2,120})\)")
_WORDS_BACK = re.compile(r"[^\s]+")
_BREAK = re.compile(r"[.;:!?](?=\s)|\n|\(|\)")
_LONGEST_SHORT, _MOST_SHORT_WORDS = 10, 2


class Abbreviation(NamedTuple):
    """A short form and what it stands for in one text, both as written."""

    short: str
    long: str


@lru_cache(maxsize=512)
def abbreviations_in(text: str) -> tuple[Abbreviation, ...]:
    """The abbreviations a text defines, in reading order; a short form's first meaning holds."""
    found: dict[str, Abbreviation] = {}
    for match in _BRACKETS.finditer(text):
        before = _BREAK.split(text[max(0, match.start() - 250) : match.start()])[-1].rstrip()
        for one in _candidates(before, match.group(1)):
            found.setdefault(one.short, one)
    return tuple(found.values())


def _candidates(before: str, inside: str) -> Iterator[Abbreviation]:
    short = re.split(r"[,;]\s", inside)[0].strip().strip("\"'")
    if _is_short(short):
        long = _long_form(short, _last_words(before, short))
        if long:
            yield Abbreviation(short, long)
            return
    words = before.split()
    if words and _is_short(words[-1]) and not inside[0].isdigit():
        long = _long_form(words[-1], inside.strip())
        if long:
            yield Abbreviation(words[-1], long)


def _is_short(text: str) -> bool:
    return (
        2 <= len(text) <= _LONGEST_SHORT
        and len(text.split()) <= _MOST_SHORT_WORDS
        and text[0].isalnum()
        and any(c.isupper() for c in text)
    )


def _last_words(text: str, short: str) -> str:
    """As many words as the long form of a short one may have: ``min(n + 5, 2 n)``."""
    letters = len(short)
    words = list(_WORDS_BACK.finditer(text))[-min(letters + 5, letters * 2) :]
    return text[words[0].start() :] if words else ""


def _long_form(short: str, text: str) -> str:
    """The shortest end of the text that holds the short form's letters; empty if none does."""
    at = len(text) - 1
    for i in range(len(short) - 1, -1, -1):
        letter = short[i].lower()
        if not letter.isalnum():
            continue
        while at >= 0 and (
            text[at].lower() != letter or (i == 0 and at > 0 and text[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return ""
        at -= 1
    start = text.rfind(" ", 0, at + 1) + 1
    long = text[start:].strip(" ,")
    is_longer = len(long) > len(short) and short not in long.split()
    return long if is_longer else ""


def in_record(families: Families, record: Record) -> Families:
    """The families as one record abbreviates them: its short forms are names there, and a short
    name of ours that stands for something else there is none.
    """
    pairs = abbreviations_in(f"{record.title}\n{record.abstract_text}")
    if not pairs:
        return families

    def local(family: Family | None) -> Family | None:
        return family and _localised(family, pairs)

    return replace(
        families,
        intervention=_localised(families.intervention, pairs),
        condition=_localised(families.condition, pairs),
        comparison=local(families.comparison),
        outcome=local(families.outcome),
        population=local(families.population),
    )


def _localised(family: Family, pairs: tuple[Abbreviation, ...]) -> Family:
    here: list[tuple[str, str]] = []
    for short, long in pairs:
        whole = [m for m in family.mentions(long) if m[0] == 0 and m[1] == len(long)]
        if whole:
            here.append((short, whole[0][2]))
        elif any((m[0], m[1]) == (0, len(short)) for m in family.mentions(short)):
            here.append((short, ""))
    return replace(family, local=tuple(here)) if here else family
