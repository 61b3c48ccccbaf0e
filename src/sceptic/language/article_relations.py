"""What a clause of an article asserts of which thing: a cue of relation, and a name on each side.

Press sentences are longer than questions. The clause is searched for words of relation; the
nearest name of a treatment or exposure on one side and of a health problem on the other make a
short sentence in the article's own words, which the grammar of questions then reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sceptic.domain.claim import Relation
from sceptic.language.article_cues import (
    AMONG_WHOM,
    BETWEEN,
    COMPILED,
    HEAD_OF_LIST,
    IMMUNE,
    NEGATED,
    ONE_OF_CAUSES,
    REASONS_FOR,
    SAFE,
    Cue,
)
from sceptic.language.article_names import (
    acting,
    inside_of,
    is_far,
    is_generic,
    is_inside,
    widened,
)
from sceptic.language.mentions import Mentions, Range


@dataclass(frozen=True, slots=True)
class Assertion:
    """A relation between two stretches of a clause; offsets count from the clause's start.

    ``condition`` is ``None`` for a claim of safety. ``negated`` holds for "does not prevent".
    """

    relation: Relation
    verb: str
    """Says the relation in a short sentence; where it tells of more or less ("reduces"), what is
    good or bad in that is for the grammar of questions to say."""
    intervention: Range
    condition: Range | None
    cue: Range
    population: Range | None = None
    negated: bool = False

    def speaks_of(self, start: int, end: int) -> bool:
        """Whether what acts, or the problem, lies in a stretch."""
        sides = (self.intervention, self.condition or self.intervention)
        return any(a < end and start < b for a, b in sides)


def assertion_in(found: Mentions) -> Assertion | None:
    """The first assertion of a clause that has a name on each side, surest cue first."""
    return next(iter(assertions_in(found)), None)


def assertions_in(found: Mentions) -> Iterator[Assertion]:
    """Every assertion of a clause, those of known things first, each by its surest cue."""
    masked = found.masked
    unsure: list[Assertion] = []
    for cue, pattern in COMPILED:
        for match in pattern.finditer(masked):
            assertion = _around(found, cue, match.span())
            if assertion is None:
                continue
            if _is_known(found, assertion):
                yield assertion
            else:
                unsure.append(assertion)
    between, safe = _between(found), _safe(found)
    yield from (a for a in (between, *unsure, safe) if a is not None)


def _is_known(found: Mentions, assertion: Assertion) -> bool:
    return any(is_inside(m, assertion.intervention) for m in found.interventions)


def has_relation_word(found: Mentions) -> bool:
    """Whether a clause says that a named treatment or exposure does something, whatever to."""
    named = [m for m in found.interventions if not is_generic(found.text, m)]
    if not named:
        return False
    masked = found.masked
    return any(p.search(masked, named[0].end) for _, p in COMPILED)


def _between(found: Mentions) -> Assertion | None:
    """Read "a link between vaccines and autism": which of the two acts is told by their kinds."""
    match = BETWEEN.search(found.text)
    if match is None:
        return None
    after = (match.end(), len(found.text))
    problem = next(iter(inside_of(found.conditions, after)), None)
    things = [m for m in inside_of(found.interventions, after) if not is_generic(found.text, m)]
    if problem is None or not things:
        return None
    thing, ill = (things[0].start, things[0].end), (problem.start, problem.end)
    negated = match["no"] is not None or NEGATED.search(found.text, 0, match.start()) is not None
    return Assertion(Relation.CAUSES, "causes", thing, ill, match.span(), None, negated)


def _around(found: Mentions, cue: Cue, at: Range) -> Assertion | None:
    text = found.text
    if AMONG_WHOM.search(text, 0, at[0]) and text[at[0] : at[1]].lower().startswith("at "):
        return None
    before, after = (0, at[0]), (at[1], len(text))
    actor, acted = (after, before) if cue.backwards else (before, after)
    problem = _problem(found, acted, first=not cue.backwards)
    if problem is None or (cue.backwards and not _PASSIVE.fullmatch(text, problem[1], at[0])):
        return None
    thing = acting(found, actor, problem, last=not cue.backwards)
    if thing is None or _is_loose(found, thing, problem) or _is_idle(found, cue, thing, problem):
        return None
    groups = [m for m in found.populations if not is_inside(m, thing, problem)]
    population = next(((m.start, m.end) for m in groups if not _COUNTED.match(text, m.end)), None)
    negated = NEGATED.search(text, 0, at[0]) is not None
    relation, verb = cue.relation, cue.verb
    if relation is Relation.HELPS and _ITS_RISK.match(text, problem[1]):
        relation, verb = Relation.PREVENTS, "prevents"
    elif relation is Relation.CAUSES and _is_wanted(
        found, thing, text[at[0] : problem[1]], problem
    ):
        relation, verb = Relation.HELPS, "helps with"
    elif not cue.backwards and relation in (Relation.HELPS, Relation.CAUSES):
        verb = _direction(text[at[0] : problem[0]]) or verb
    return Assertion(relation, verb, thing, problem, at, population, negated)


def _is_wanted(found: Mentions, thing: Range, stretch: str, problem: Range) -> bool:
    """Whether what is said to come of a treatment is wished for: weight loss, better sleep."""
    acts = any(is_inside(m, thing) for m in found.interventions)
    goal = _GOAL.fullmatch(found.text, *problem) is not None
    return (goal and acts) or (
        _IMPROVED.search(stretch) is not None and not _OF_RISK.search(stretch)
    )


_COUNTED = re.compile(
    r",\d|\s+(?:study\s+)?(?:author|investigator|researcher|lecturer|academic|adviser|vice)",
    re.IGNORECASE,
)
"""What follows no group: "over 15,000 people" is no age, a "senior author" no old person."""
_GOAL = re.compile(
    r"(?:weight|fat)[\s-]+loss|hair\s+(?:re)?growth|surviv(?:al|e|ed|ing)(?:\s+odds)?|recovery|remission",
    re.IGNORECASE,
)
"""What people want of a treatment: what is said to cause it, is said to help."""
_ITS_RISK = re.compile(
    r"\s+(?:risks?|rates?|incidence|cases|chances|odds|deaths?)\b", re.IGNORECASE
)
"""What is lessened is how often a problem comes: "reduces breast cancer risk"."""


_UP = re.compile(r"\b(?:increas|rais|elevat|boost|higher|greater|gains?\b)", re.IGNORECASE)
_IMPROVED = re.compile(r"\b(?:improv|enhanc|restor|better)", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:reduc|lower|decreas|diminish|lessen|less\b|fewer|cut|halv|small|slash|shorten|drops?\b|falls?\b|declin)",
    re.IGNORECASE,
)
_OF_RISK = re.compile(r"\b(?:risks?|odds|chances?|likel\w+|prone)\b", re.IGNORECASE)
DIRECTIONS = ("increases", "reduces")


def _direction(stretch: str) -> str:
    """Whether a stretch from cue to problem tells of more or of less; empty where of neither."""
    # "An improvement in pain" is good whatever there is more or less of.
    if _OF_RISK.search(stretch) or _IMPROVED.search(stretch):
        return ""
    up, down = _UP.search(stretch), _DOWN.search(stretch)
    if up and (down is None or up.start() < down.start()):
        return "increases"
    return "reduces" if down else ""


_PASSIVE = re.compile(
    r"(?:[\s()]*\b(?:is|are|was|were|be|been|being|can|may|might|could|will|also|often|best|that|which|has|have|not|now"
    r"|symptoms?|risk|disease|\w+ly)\b)*\s*",
    re.IGNORECASE,
)
"""What may stand between a problem and "treated with": no other people, no comparison."""


def _is_idle(found: Mentions, cue: Cue, thing: Range, problem: Range) -> bool:
    """Whether a problem is said to help, or a thing to act on itself: the sentence was misread."""
    acts = {m.concept.id for m in found.interventions if m.start < thing[1] and thing[0] < m.end}
    ills = {m.concept.id for m in found.conditions if m.start < thing[1] and thing[0] < m.end}
    on = {m.concept.id for m in found.conditions if m.start < problem[1] and problem[0] < m.end}
    if cue.relation is Relation.DIAGNOSES and not acts:
        return True
    return bool(on & (acts | ills)) or (
        bool(ills) and not acts and cue.relation is not Relation.CAUSES
    )


def _is_loose(found: Mentions, thing: Range, problem: Range) -> bool:
    """Whether neither side is sure: words that name no known treatment, and a mere outcome."""
    known = any(m.start < thing[1] and thing[0] < m.end for m in found.interventions)
    return not known and not any((m.start, m.end) == problem for m in found.conditions)


def _problem(found: Mentions, span: Range, *, first: bool) -> Range | None:
    """The health problem in a stretch, the one nearest to the cue."""
    for mentions in (found.conditions, found.outcomes):
        inside = [m for m in mentions if span[0] <= m.start and m.end <= span[1]]
        near = [
            m
            for m in inside
            if not is_far(found.text, span, m, first=first)
            and not is_generic(found.text, m)
            and not HEAD_OF_LIST.search(found.text, span[0], m.start)
        ]
        if near:
            chosen = near[0] if first else near[-1]
            return (chosen.start, chosen.end)
    return None


def fact_in(found: Mentions) -> Assertion | None:
    """What a background sentence says a condition comes from: "an autoimmune disease"."""
    text = found.text
    immune = IMMUNE.search(text)
    if immune is not None and found.conditions:
        name = "x" if immune["x"] else "x2"
        ill = found.conditions[0]
        # "The immune system attacks ..." is about what was spoken of before it.
        if ill.end <= immune.start(name):
            at = (ill.start, ill.end)
            return Assertion(Relation.CAUSES, "causes", immune.span(name), at, immune.span())
    return _cause_named(found)


def _cause_named(found: Mentions) -> Assertion | None:
    """The first problem after "causes of", and the next name as its cause."""
    for pattern in (ONE_OF_CAUSES, REASONS_FOR):
        match = pattern.search(found.text)
        if match is None:
            continue
        after = (match.end(), len(found.text))
        ills = inside_of(found.conditions, after)
        if not ills:
            continue
        rest = (ills[0].end, len(found.text))
        names = [*inside_of(found.interventions, rest), *inside_of(found.conditions, rest)]
        others = [m for m in names if not is_generic(found.text, m)]
        first = min(others, key=lambda m: m.start, default=None)
        if first is not None and not _ALSO.search(found.text, ills[0].end, first.start):
            ill, thing = (ills[0].start, ills[0].end), (first.start, first.end)
            return Assertion(Relation.CAUSES, "causes", thing, ill, match.span())
    return None


_ALSO = re.compile(r"\bas\s+well\s+as\b|^\s*(?:and|or)\b", re.IGNORECASE)
"""Between two problems: both have the cause that is spoken of, neither is it."""
_COMMA = re.compile(r"[,;:]")
_NEAR = 25
"""Letters within which what is called safe may follow: "it is safe to take aspirin"."""


def _safe(found: Mentions) -> Assertion | None:
    match = SAFE.search(found.text)
    named = [m for m in found.interventions if not is_generic(found.text, m)]
    if match is None or not named:
        return None
    before = [m for m in named if m.end <= match.start()]
    if not before and (
        named[0].start - match.end() > _NEAR
        or _COMMA.search(found.text, match.end(), named[0].start)
    ):
        return None
    chosen = before[0] if before else named[0]
    thing = widened(found, (chosen.start, chosen.end), (0, len(found.text)))
    negated = NEGATED.search(found.text, 0, match.start()) is not None
    population = next(((m.start, m.end) for m in found.populations), None)
    return Assertion(Relation.IS_SAFE, "is safe", thing, None, match.span(), population, negated)
