"""How a sentence of an article says that a procedure is done: with what, by what way, how often."""

from __future__ import annotations

import re

from sceptic.domain.background import BackgroundFact, FactPart, FactRelation
from sceptic.domain.claim import Concept
from sceptic.language.article_names import is_generic
from sceptic.language.background_plain import ITEM, is_phrase, parts_of
from sceptic.language.background_words import frequency_in
from sceptic.language.mentions import Mentions

_I = re.IGNORECASE

_MIXED = re.compile(
    r"(?P<what>[^.;]{3,100}?)\s+(?:is|are)\s+(?:mixed|combined|blended)\b"
    r"|\b(?:mixture|cocktail|blend|concoction)\s+of\s+(?P<of>[^.;]{3,100}?)(?=\s+(?:is|are|into|that|which|to|and\s+\w+ly)\b|$)",
    _I,
)
_ROUTE = re.compile(
    r"\b(?P<how>(?:inject(?:ed|ing|s)?|insert(?:ed|ing|s|ion\s+of)?|plac(?:ed|ing)|implant(?:ed|ing)?|appl(?:ied|ying)|pass(?:ed|ing)|pierc(?:ed|ing)|deliver(?:ed|ing)|threaded)"
    r"\s+(?:[\w'’-]+\s+){0,6}?(?:into|in|under|through|onto|to|at)\s+(?:the\s+|your\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,2}?)(?=\s+(?:by|with|using|through|via|while|to|and|of)\b|[.,;]|$)",
    _I,
)
_WITH = re.compile(
    r"\b(?:by\s+means\s+of|with|using|through|uses)\s+(?P<tool>(?:an?\s+)?(?:[\w'’-]+\s+){0,4}?(?:needles?|tubes?|scopes?|cameras?|lasers?|blades?|electrodes?|currents?|catheters?|lights?|cups?|rollers?))\b",
    _I,
)
_UNDER = re.compile(
    r"\b(?:under|with|without|requires|involves|needs)\s+(?P<what>(?:general|local|light|deep)?\s*(?:an(?:a)?esthe(?:sia|tic)|sedation))",
    _I,
)
_HELD = re.compile(
    r"^\W*(?P<what>(?:an?|the)\s+(?:[\w'’-]+\s+){1,4}?)(?:must|should|has\s+to|is\s+to)\s+be\s+(?:held|placed|put|applied|worn|kept|attached)\b",
    _I,
)
_COURSE = re.compile(
    r"\b(?:(?:regular|repeated?|several|multiple|many|weekly|monthly|frequent|a\s+series\s+of|a\s+course\s+of|\d+|two|three|four|five|six|seven|eight|ten)\s+(?:\w+\s+){0,2}?(?:visits|sessions|appointments|treatments|injections)"
    r"|(?:a\s+single|one)\s+(?:\w+\s+)?(?:visit|session|appointment|treatment|injection)"
    r"|(?:once|twice|thrice|(?:two|three|four|five|\d+)\s+times)\s+(?:a|per|each|every)\s+(?:day|week|month|year)|every\s+(?:\w+\s+)?(?:days?|weeks?|months?))\b",
    _I,
)


_BY_NAME = re.compile(
    r"(?:\s*\([^()]*\))?\s+(?:(?:usually|often|typically|generally|normally|sometimes|also)\s+)*"
    r"(?:involves?|uses?|requires?|needs?|takes?|consists?|means|(?:is|are)\s+(?:\w+ly\s+|often\s+)*"
    r"(?:done|performed|carried\s+out|given|repeated|administered|injected|inserted|placed|delivered|applied))\b",
    _I,
)
_THE_PROCEDURE = re.compile(
    r"^\W*(?:the|this)\s+(?:procedure|treatment|technique|therapy|operation|method)\b", _I
)


def how_done(found: Mentions, spoken: Concept | None) -> BackgroundFact | None:
    """How a procedure is done, where it is named as what the sentence is about, or is plainly
    what is being spoken of (``spoken``)."""
    subject = _procedure(found, spoken)
    if subject is None:
        return None
    text, (procedure, called) = found.text, subject
    course = _COURSE.search(text)
    if course is not None:
        often = frequency_in(course.group())
        terms = (f"={often}",) if often else (_how_often(course.group()),)
        part = FactPart(course.group(), terms)
        return BackgroundFact(procedure, FactRelation.COURSE, (part,), called=called)
    parts = parts_of(_things(text))
    if not parts or not all(is_phrase(p.words) for p in parts):
        return None
    return BackgroundFact(procedure, FactRelation.DONE_BY, parts, called=called)


_OF_IT = re.compile(r"\W*(?:it|they|the|this|these|an?)\b", _I)


def _procedure(found: Mentions, spoken: Concept | None) -> tuple[Concept, str] | None:
    text = found.text
    for m in found.interventions:
        opens = not text[: m.start].strip(" \"“'") or _ARTICLE.fullmatch(text[: m.start].strip())
        if opens and _BY_NAME.match(text, m.end) and not is_generic(text, m):
            return m.concept, text[m.start : m.end]
    mixed = _MIXED.search(text)
    if mixed and mixed["of"] and not _OF_IT.match(text):
        mixed = None  # a mixture that something else has in it
    is_meant = _THE_PROCEDURE.search(text) or mixed or _HELD.search(text)
    return (spoken, "") if is_meant and spoken else None


_ARTICLE = re.compile(r"(?:the|an?|most|in)", _I)


def _how_often(words: str) -> str:
    return "once" if re.search(r"\b(?:single|one|once)\b", words, _I) else "repeated"


def _things(text: str) -> list[str]:
    mixed = _MIXED.search(text)
    things = ITEM.split(mixed["what"] or mixed["of"]) if mixed else []
    for pattern, group in ((_ROUTE, "how"), (_WITH, "tool"), (_UNDER, "what"), (_HELD, "what")):
        match = pattern.search(text)
        if match is not None:
            things.append(match[group])
    return things
