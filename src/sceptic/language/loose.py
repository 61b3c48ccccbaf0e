"""Loose readings, where no form reads a text: what stands round a word of comparison or a verb.

"jardiance vs losartan diabetic kidneys", "gardasil does it protect boys". Spans of slots alone:
``language.drafts`` makes parts of them as of every reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sceptic.domain.claim import Relation
from sceptic.language.cues import CHOICE, COMPARES
from sceptic.language.grammar import Reading
from sceptic.language.mentions import Mentions, Range
from sceptic.language.phrases import unknown_words
from sceptic.language.verbs import ANY_VERB, Effect, verb_of
from sceptic.language.vocabulary import Mention


def loose_readings(found: Mentions, masked: str) -> Iterator[Reading]:
    """Every loose reading, comparisons first."""
    yield from loose_comparison(found, masked)
    yield from loose_harm(found, masked)
    yield from loose_verb(found, masked)


_LEAD = re.compile(
    r"\s*(?:(?:is|are|does|do|did|can|could|will|would|should|shall|which|what|whats|what['’]s|how|so|ok)\b\s*)?"
    r"(?:(?:is|are|it|i|you|we|my|better|best|the|to|be|take|taking|use|using|try|have|having|get|go\s+for|choose|stick\s+with"
    r"|start|given?|put\s+\w+\s+on)\b\s+)*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s*[,;:?!–—]\s*|\s+-\s+|\s+(?:for|in|with|against|to|when|during|after|before|while|if|who|that|as|at|on|until"
    r"|which|because|so|when)\s+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:?!–—]\s*|\s+-\s+")


def loose_comparison(found: Mentions, masked: str) -> Iterator[Reading]:
    """Two things round a word of comparison, and the health problem beside them."""
    for cut in COMPARES.finditer(masked):
        if cut.group().strip().lower() == "or" and not _is_choice(found, masked, cut.span()):
            continue
        x, before = _left(found, masked, cut.start())
        x = _before_verb(found, masked, x)
        z, after = _right(found, masked, cut.end())
        if x[0] == x[1] or z[0] == z[1]:
            continue
        slots = {"x": x, "z": z}
        y = _problem(found, masked, before, after)
        if y:
            slots["y"] = y
        denied = cut.groupdict().get("not") is not None
        yield Reading("loose comparison", Relation.BETTER_THAN, Effect.GOOD, slots, denied)


_NOTHING = re.compile(r"(?:no|without)[\s_](?:treatment|medication)\b|nothing\b", re.IGNORECASE)


@cache
def _verb_last() -> re.Pattern[str]:
    """Made when first asked for: with hundreds of verbs that takes as long as an answer."""
    return re.compile(rf"\s+(?:{ANY_VERB})\s*$", re.IGNORECASE)


def _before_verb(found: Mentions, masked: str, span: Range) -> Range:
    """The span without a verb behind a known treatment: "ursodiol dissolve | gallstones or ..."."""
    verb = _verb_last().search(masked[slice(*span)])
    if verb is None or not any(
        span[0] <= m.start and m.end <= span[0] + verb.start() for m in found.interventions
    ):
        return span
    return (span[0], span[0] + verb.start())


def _is_choice(found: Mentions, masked: str, cut: Range) -> bool:
    """Whether "or" sets one treatment against another: both sides name one, or it is said."""
    if _NOTHING.match(masked, cut[1]):
        return True
    left = any(m.end <= cut[0] and cut[0] - m.end < NEAR for m in found.interventions)
    right = any(m.start >= cut[1] and m.start - cut[1] < NEAR for m in found.interventions)
    asks = re.match(r"\s*(?:is|are|do|does|can|could|will|has|have)\b", masked, re.IGNORECASE)
    if re.match(r"(?:is|are|does|do|just)\s", masked[cut[1] :], re.IGNORECASE) and not right:
        return False
    if re.match(r"(?:is|are)\s+(?:it|they|this|that)\s", masked[cut[1] :], re.IGNORECASE):
        return False
    return bool(CHOICE.search(masked)) or ((left or right) and not asks)


NEAR = 12
"""Characters between a word of comparison and a name beside it."""


def _left(found: Mentions, masked: str, end: int) -> tuple[Range, Range | None]:
    """The thing before a word of comparison, and a problem that is named before that word."""
    clauses = [m.end() for m in _CLAUSE.finditer(masked, 0, end)]
    start = max(clauses, default=0)
    lead = _LEAD.match(masked, start, end)
    start = lead.end() if lead else start
    problems = [m for m in found.conditions if start <= m.start and m.end <= end]
    names = [m for m in found.interventions if start <= m.start and m.end <= end]
    stop = next(iter(_STOP.finditer(masked, start, end)), None)
    if stop and names and names[0].end <= stop.start():
        return (start, stop.start()), (stop.end(), end)
    if problems and names and names[0].end <= problems[0].start:
        return (start, problems[0].start), (problems[0].start, end)
    if problems and names and problems[-1].end <= names[0].start:
        return (names[0].start, end), (problems[0].start, problems[-1].end)
    return (start, end), None


def _right(found: Mentions, masked: str, start: int) -> tuple[Range, Range | None]:
    """The thing after a word of comparison, and what follows it."""
    end = len(masked)
    names = [m for m in found.interventions if m.start >= start]
    stop = _STOP.search(masked, start)
    edge = stop.start() if stop else end
    problems = [m for m in found.conditions if start < m.start < edge]
    if names and names[0].start < edge:
        own = names[0].end
        last = next((m for m in problems if m.start >= own), None)
        edge = last.start if last else edge
        if not last and own < edge:
            return (start, own), (own, end)
    elif problems:
        edge = problems[0].start
    return (start, edge), ((edge, end) if edge < end else None)


def _problem(
    found: Mentions, masked: str, before: Range | None, after: Range | None
) -> Range | None:
    """The span that names the problem: after both things, between them, or before."""
    for span in (after, before):
        if span and any(span[0] <= m.start and m.end <= span[1] for m in _problems(found)):
            return span
    elsewhere = found.conditions
    if elsewhere:
        return (elsewhere[0].start, elsewhere[-1].end)
    if after and re.match(r"\s+(?:for|against|to|in|with|on)\s", masked[slice(*after)]):
        return after
    return before


def _problems(found: Mentions) -> tuple[Mention, ...]:
    return (*found.conditions, *found.outcomes)


_FROM = re.compile(
    r"\s+(?:from|due\s+to|because\s+of|caused\s+by|brought\s+on\s+by|thanks\s+to)\s+", re.IGNORECASE
)


def _says_more(found: Mentions) -> bool:
    """Whether words are left that no name covers: then something else is asked."""
    left = [found.text[a:b].lower() for a, b in unknown_words(found, (0, len(found.text)))]
    return any(word not in _LITTLE for word in left)


_LITTLE = frozenset("while when whilst if i i'm im am is it".split())
_HARM = re.compile(
    r"\s+(?:side[\s_-]?effects?|risks?|dangers?|complications?)(?:\s+(?:of|is|are|like|such\s+as))?[\s:,-]+",
    re.IGNORECASE,
)
_CARE = frozenset(("pregnant-women", "breastfeeding-women", "women-before-conception"))
_SAFE = re.compile(
    r"\b(?:safe(?:ly|ty)?|ok(?:ay|ey)?|al(?:l\s+)?right|allowed|harmless)\b"
    r"|\bis\s+it\s+(?:dangerous|harmful|bad|risky)\b",
    re.IGNORECASE,
)


def loose_harm(found: Mentions, masked: str) -> Iterator[Reading]:
    """Harm said loosely: "popcorn lung from vapes", "sushi okay in first trimester"."""
    for cut in _FROM.finditer(masked):
        named = any(m.end <= cut.start() for m in found.interventions)
        if not named and any(m.end <= cut.start() for m in found.conditions):
            slots = {"y": (0, cut.start()), "x": (cut.end(), len(masked)), "v": cut.span()}
            yield Reading("Y from X", Relation.CAUSES, Effect.BAD, slots)
    for cut in _HARM.finditer(masked):
        named = any(m.end <= cut.start() for m in found.interventions)
        if named and any(m.start >= cut.end() for m in found.conditions):
            slots = {"x": (0, cut.start()), "y": (cut.end(), len(masked)), "v": cut.span()}
            yield Reading("X side effect Y", Relation.CAUSES, Effect.BAD, slots)
    said = _SAFE.search(masked)
    cared = any(m.concept.id in _CARE for m in found.populations)
    if not said and (found.conditions or not cared or _says_more(found)):
        return
    treatment = next(iter(found.interventions), None)
    if treatment is None:
        return
    slots = {"x": (treatment.start, treatment.end)}
    problem = next((m for m in found.conditions if m.end <= treatment.start
                    or m.start >= treatment.end), None)  # fmt: skip
    if problem:
        slots["y"] = (problem.start, problem.end)
    if said:
        slots["v"] = said.span()
    yield Reading("safe, said anywhere", Relation.IS_SAFE, Effect.GOOD, slots)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<v>{ANY_VERB})(?=\s|$)", re.IGNORECASE)


def loose_verb(found: Mentions, masked: str) -> Iterator[Reading]:
    """What stands before and after the first verb: "gardasil does it protect boys"."""
    for match in _verb().finditer(masked):
        verb = verb_of(match["v"])
        if match.start() == 0 or not any(m.end <= match.start() for m in found.interventions):
            continue
        slots = {"x": (_led_in(masked), match.start()), "v": match.span("v")}
        if match.end() < len(masked) and any(m.start >= match.end() for m in _problems(found)):
            slots["y"] = (match.end(), len(masked))
        else:
            problem = next((m for m in found.conditions if m.end <= match.start()), None)
            if problem is None:
                continue
            slots["y"] = (problem.start, problem.end)
            slots["x"] = _beside(found, problem, match.start())
        yield Reading("loose verb", verb.relation, verb.effect, slots)


def _led_in(masked: str) -> int:
    lead = _LEAD.match(masked)
    return lead.end() if lead else 0


def _beside(found: Mentions, problem: Mention, end: int) -> Range:
    after = [m for m in found.interventions if problem.end <= m.start and m.end <= end]
    return (after[0].start, end) if after else (0, problem.start)
