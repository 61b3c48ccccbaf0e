"""Read a text by the forms of ``language.forms``: spans of its slots, relation, polarity.

``language.phrases`` turns the spans into concepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from sceptic.domain.claim import Relation
from sceptic.language.form import Form
from sceptic.language.forms import FORMS
from sceptic.language.fragments import FRAGMENTS
from sceptic.language.verbs import Effect, verb_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read by one form: spans of its slots, its relation, its polarity."""

    form: str
    relation: Relation
    effect: Effect
    slots: dict[str, tuple[int, int]] = field(default_factory=dict)
    negated: bool = False


# "comparing X to Z": the first of these that stands between two phrases.
CONNECTORS = (
    r"(?<!\badjunct )(?<!\baccess )(?<!\bexposure )(?<!\bprior )"
    r"(?<!\bdue )(?<!\baccording )(?<!\bin addition )(?<!\bresponse )(?<!\brelated )to",
    r"(?:versus|vs\.?|against)",
    r"and(?=\s+the\s)",
    "with",
    "and",
)
_REPEATED = re.compile(r"(?P<x>\S+ (?P<tail>\S.*?)) (?P<z>\S+ (?P=tail))")
_WORDS = re.compile(r"[\w'’]+")
_NAMED = re.compile(r"(?<!\(\?P)<(\w+)>")


_CUED = tuple((form, frozenset(form.cues.split())) for form in FORMS)


def readings(text: str) -> Iterator[Reading]:
    """Every way in which the forms read a text of one line, in the order of the table."""
    words = set(_WORDS.findall(text.lower().replace("_", " ")))
    for form, cues in _CUED:
        if cues and words.isdisjoint(cues):
            continue
        match = _compiled(form).fullmatch(text)
        if match:
            reading = _reading(form, match)
            if reading:
                yield reading


@cache
def _compiled(form: Form) -> re.Pattern[str]:
    pattern = form.pattern
    while (name := _NAMED.search(pattern)) is not None:
        pattern = pattern[: name.start()] + FRAGMENTS[name[1]] + pattern[name.end() :]
    return re.compile(rf"\s*{pattern}\s*", re.IGNORECASE)


def _reading(form: Form, match: re.Match[str]) -> Reading | None:
    groups = match.groupdict()
    slots = {n: match.span(n) for n in ("x", "y", "z", "o", "p", "v", "w") if groups.get(n)}
    if groups.get("y2"):
        slots["y"] = match.span("y2")
    if groups.get("xz"):
        pair = compared(groups["xz"])
        if not pair:
            return None
        offset = match.start("xz")
        slots |= {name: (offset + a, offset + b) for name, (a, b) in pair.items()}
    relation, effect = form.relation, form.effect
    is_denied = bool(groups.get("not") or groups.get("bare"))
    if relation is None:
        relation, effect = _of_verb(groups["v"])
    return Reading(form.name, relation, effect, slots, form.negated or is_denied)


def _of_verb(phrase: str) -> tuple[Relation, Effect]:
    if phrase.lower() in ("associated", "linked"):
        return Relation.CAUSES, Effect.BAD
    verb = verb_of(phrase)
    return verb.relation, verb.effect


def compared(text: str) -> dict[str, tuple[int, int]] | None:
    """Spans ``x`` and ``z`` of "X to Z", "X with Z", "high protein diet low protein diet"."""
    for connector in CONNECTORS:
        match = re.fullmatch(rf"(?P<x>.+?)\s+{connector}\s+(?P<z>.+)", text, re.IGNORECASE)
        if match:
            return {"x": match.span("x"), "z": match.span("z")}
    match = _REPEATED.fullmatch(text)
    return {"x": match.span("x"), "z": match.span("z")} if match else None
