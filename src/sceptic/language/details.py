"""Dose, form, route, frequency and duration: read and said, and not used in judging.

Studies of any dose count for a claim; who asks about one must be told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sceptic.language.mentions import Mentions, Range

_NUMBER = r"(?:\d+(?:[.,]\d+)*|one|two|three|four|five|six|eight|ten|twelve|half\s+an?)"
_TIME = r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)"

# In this order: a stretch of words belongs to the first kind that takes it.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE))
    for kind, pattern in (
        ("dose", r"\d+(?:[.,]\d+)*\s*(?:-|to)?\s*(?:mg|mcg|µg|μg|g|grams?|milligrams?"
                 r"|micrograms?|iu|ml|units?|%)(?:\s*(?:per|a|each|/)\s*(?:day|week|kg|d))?"
                 r"|(?:very\s+)?(?:high|low|mega|micro)[- ]dos(?:e|es|ed|ing)(?:\s+of)?"
                 rf"|{_NUMBER}\s+(?:tablets?|pills?|capsules?|cups?|glass(?:es)?|drops?|spoons?"
                 r"|teaspoons?|tablespoons?|portions?|servings?)(?:\s+of)?"),
        ("frequency", rf"(?:once|twice|{_NUMBER}\s+times)\s+(?:an?|per|each|every)\s+"
                      r"(?:day|week|month)|every\s+(?:other\s+)?(?:day|night|morning|evening|week|hour)"
                      r"|daily|weekly|nightly|as\s+needed|(?:a|per|each)\s+(?:day|night|week)"
                      r"|at\s+(?:night|bedtime)|before\s+bed(?:time)?|in\s+the\s+(?:morning|evening)"),
        ("duration", r"(?:for|over|within|after|in)\s+(?:about\s+|at\s+least\s+|up\s+to\s+"
                     rf"|just\s+|only\s+|as\s+little\s+as\s+)?{_NUMBER}"
                     rf"[- ]{_TIME}|{_NUMBER}[- ]{_TIME}(?:\s+of)?(?=\s+(?:course|treatment|of))"
                     r"|(?:long|short)[- ]term"),
        ("route", r"oral(?:ly)?|by\s+mouth|topical(?:ly)?|intravenous(?:ly)?|iv"
                  r"|by\s+(?:drip|injection|vein)|intramuscular(?:ly)?|subcutaneous(?:ly)?|inhaled|nasal(?:ly)?|rectal(?:ly)?"
                  r"|vaginal(?:ly)?|under\s+the\s+tongue|sublingual(?:ly)?|on\s+the\s+(?:skin|scalp)|transdermal(?:ly)?"),
        ("form", r"tablets?|pills?|capsules?|gummies|powders?|drops|syrups?|creams?|ointments?"
                 r"|gels?|lotions?|patch(?:es)?|sprays?|lozenges?|injections?|suppositor(?:y|ies)|teas?"
                 r"|extracts?|tinctures?|slow[- ]release|effervescent|liquid"),
    )
)  # fmt: skip


def details_of(found: Mentions, told_by: Iterable[Range] = ()) -> tuple[tuple[int, int, str], ...]:
    """``(start, end, kind)`` of dose, frequency, duration, route and form, in reading order.

    What is part of a longer name is none of them ("nasal spray", "long-term care"), nor what lies
    in the spans ``told_by``.
    """
    spans = tuple(told_by)
    taken: list[tuple[int, int, str]] = []
    for kind, start, end in _found(found.text):
        free = all(end <= a or b <= start for a, b, _ in taken)
        told = any(a <= start and end <= b for a, b in spans)
        if free and not told and not _is_in_a_name(found, start, end):
            taken.append((start, end, kind))
    return tuple(sorted(taken))


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            yield kind, match.start(), match.end()


def _is_in_a_name(found: Mentions, start: int, end: int) -> bool:
    """Whether the words are a whole name, or stand inside one that means more with them."""
    for m in (*found.conditions, *found.interventions, *found.outcomes, *found.populations):
        if m.start <= start and end <= m.end:
            rest = f"{found.text[m.start : start]} {found.text[end : m.end]}".strip()
            known = rest and found.vocabulary.named(rest, m.concept.kind)
            if not known or known.id != m.concept.id:
                return True
    return False
