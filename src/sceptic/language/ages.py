"""Ages as people write them: "a 14 year old", "the over-65s", "aged 70", "in her eighties"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNIT = (
    r"(?!\s*(?:%|mg|mcg|µg|g|kg|ml|iu|mm|cm|units?|days?|weeks?|months?|minutes?|hours?|steps?"
    r"|cups?|times|percent|calories|kcal|degrees)\b)"
)
_AGE = re.compile(
    r"\b(?:\d{1,2}\s*(?:-|–|to|or)\s*)?(?P<age>\d{1,3})[- ]?"
    r"(?P<unit>year|yr|month|week|day)s?[- ]?olds?\b"
    r"|\b(?P<yo>\d{1,3})[- ]?y\.?\s?/?o\b"
    r"|\b(?:over|above|aged?|older\s+than|past)[- ]+(?:the\s+age\s+of\s+|of\s+)?"
    rf"(?P<over>\d{{2,3}})s?\b{_UNIT}"
    rf"|\b(?:under|below|younger\s+than)[- ]+(?:the\s+age\s+of\s+)?(?P<under>\d{{1,2}})s?\b{_UNIT}"
    r"|\b(?:i\s+am|i'm|i’m|im|he\s+is|she\s+is|who\s+is|she's|he's|(?:dad|mum|mom|gran|nan|grandad)\s+is)\s+(?P<is>\d{2})(?=\s*(?:,|and\b|$))"
    r"|\bat\s+(?:age\s+)?(?P<at>[1-9]\d)(?=\s*(?:$|[,.?!;])|\s+(?:to\s+[a-z]|with\s+[a-z]))"
    r"|\bin\s+(?:my|your|his|her|their)\s+(?P<decade>fifties|sixties|seventies|eighties|nineties"
    r"|[5-9]0s)\b",
    re.IGNORECASE,
)
_OLD = frozenset(("seventies", "eighties", "nineties", "70s", "80s", "90s"))


def ages_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the population's id that each age of a text names, with its place."""
    for match in _AGE.finditer(text):
        concept_id = _group_of(match)
        if concept_id:
            yield concept_id, match.start(), match.end()


def _group_of(match: re.Match[str]) -> str:
    if match["decade"]:
        return "older-people" if match["decade"].lower() in _OLD else "adults"
    if match["unit"] and match["unit"].lower() not in ("year", "yr"):
        return "infants"
    if match["under"]:
        under = int(match["under"])
        return "children" if under <= 18 else "young-adults" if under <= 35 else ""
    years = int(match["age"] or match["over"] or match["is"] or match["at"] or match["yo"])
    if years >= (60 if match["over"] else 65):
        return "older-people"
    if (match["over"] or match["at"]) and years >= 40:
        return "middle-aged-people"
    if match["over"] or years > 19:
        return "adults"
    return "teenagers" if years > 12 else "children"
