"""What a clause of an article asserts of which thing: a cue of relation, and a name on each side.

Press sentences are longer than questions. The clause is searched for words of relation; the
nearest name of a treatment or exposure on one side and of a health problem on the other make a
short sentence in the article's own words, which the grammar of questions then reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sceptic.domain.claim import Relation
from sceptic.language.mentions import Mentions, Range, mentions_of, trimmed
from sceptic.language.vocabulary import Mention, Vocabulary

_LESS = (
    r"(?:reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|cut(?:s|ting)?|decreas(?:e|es|ed|ing)|halv(?:e|es|ed|ing)|slash(?:es|ed|ing)?"
    r"|minimi[sz](?:e|es|ed|ing)|lessen(?:s|ed|ing)?|diminish(?:es|ed|ing)?)"
)
_MORE = (
    r"(?:increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|elevat(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|boost(?:s|ed|ing)?"
    r"|heighten(?:s|ed|ing)?)"
)
_RISK = r"(?:risks?|chances?|odds|likelihood|incidence|rates?)"
_ANY = r"(?:[\w'’-]+\s+){0,4}?"
_GET = (
    r"(?:\s+(?:get|gett?ing|develop(?:ing)?|have|having|contract(?:ing)?|suffer(?:ing)?(?:\s+from)?|die(?:\s+(?:of|from))?|dying\s+(?:of|from)"
    r"|be\s+diagnosed\s+with|experience|report))?"
)
_TIED = r"(?:linked|associated|tied|connected|correlated|related)"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of relation. ``backwards``: what acts stands after them ("caused by").

    ``verb`` says the same in the short sentence.
    """

    pattern: str
    relation: Relation
    verb: str
    backwards: bool = False


# Longer and surer phrases first: the first that has a name on each side is taken.
CUES: tuple[Cue, ...] = (
    Cue(rf"{_TIED}\s+(?:to|with)\s+{_ANY}(?:lower|reduced|decreased|less|fewer|smaller)\s+{_ANY}(?:{_RISK}\s+(?:of|for))?",
        Relation.PREVENTS, "prevents"),
    Cue(rf"{_TIED}\s+(?:to|with)\s+{_ANY}(?:higher|increased|greater|raised|elevated|more)\s+{_ANY}(?:{_RISK}\s+(?:of|for))?",
        Relation.CAUSES, "causes"),
    Cue(rf"{_LESS}\s+{_ANY}{_RISK}\s+(?:of|for|from)|(?:lower|reduced|decreased|smaller)\s+{_ANY}{_RISK}\s+(?:of|for|from)"
        rf"|less\s+likely\s+to{_GET}|protect(?:s|ed|ing|ion|ive)?\s+{_ANY}(?:against|from)|prevent(?:s|ed|ing|ion\s+of)?"
        r"|ward(?:s|ing)?\s+off|stav(?:e|es|ing)\s+off|guard(?:s)?\s+against|avoid(?:s|ing)?|keep(?:s)?\s+\w+\s+at\s+bay",
        Relation.PREVENTS, "prevents"),
    Cue(rf"{_MORE}\s+{_ANY}{_RISK}\s+(?:of|for|from)|(?:higher|increased|greater|raised|elevated)\s+{_ANY}{_RISK}\s+(?:of|for|from)"
        rf"|(?:more|most)\s+likely\s+to{_GET}|at\s+{_ANY}risk\s+(?:of|for)|risk\s+factors?\s+(?:for|of)|more\s+prone\s+to",
        Relation.CAUSES, "causes"),
    Cue(r"(?:caused|triggered|brought\s+on|induced|worsened|driven|provoked)\s+by|due\s+to|result(?:s|ing)?\s+from|caused\s+mainly\s+by",
        Relation.CAUSES, "causes", backwards=True),
    Cue(r"(?:treated|cured|relieved|managed|controlled|eased|helped|healed|improved|alleviated)\s+(?:\w+\s+)?(?:by|with|using)",
        Relation.TREATS, "treats", backwards=True),
    Cue(r"(?:prevented|avoided|reduced|lowered)\s+by", Relation.PREVENTS, "prevents", backwards=True),
    Cue(r"(?:cure|treatment|remedy|therapy|medication|medicine|drug|option|solution|relief|antidote|answer)s?\s+(?:for|of|against|to)"
        r"|(?:effective|useful|helpful|beneficial|good|works?|worked|working)\s+(?:\w+\s+)?(?:for|against|in|as\s+a\s+treatment\s+for)"
        r"|(?:effective\s+)?(?:in|at)\s+(?:treating|curing|fighting)|treat(?:s|ing)?|cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?"
        r"|combat(?:s|ting|ing)?|fight(?:s|ing)?|fought|beat(?:s|ing)?|revers(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|kill(?:s|ed|ing)?"
        r"|stop(?:s|ped|ping)?|get(?:s)?\s+rid\s+of|banish(?:es)?|control(?:s|led|ling)?|manag(?:e|es|ed|ing)|treated",
        Relation.TREATS, "treats"),
    Cue(r"diagnos(?:e|es|ed|ing)|(?:diagnosis|detection)\s+of|detect(?:s|ed|ing)?|screen(?:s|ing)?\s+for|tests?\s+for|identif(?:y|ies|ied|ying)",
        Relation.DIAGNOSES, "diagnoses"),
    Cue(r"improv(?:e|es|ed|ing|ements?\s+in)|eas(?:e|es|ed|ing)|reliev(?:e|es|ed|ing)|alleviat(?:e|es|ed|ing)|sooth(?:e|es|ed|ing)"
        rf"|{_LESS}|reductions?\s+in|decreases?\s+in|slow(?:s|ed|ing)?(?:\s+down)?|delay(?:s|ed|ing)?|shrink(?:s|ing)?|shrank|shorten(?:s|ed|ing)?"
        r"|help(?:s|ed|ing)?(?:\s+(?:to|with|people|patients|women|men|children)){0,2}|benefit(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)"
        r"|promot(?:e|es|ed|ing)|support(?:s|ed|ing)?|restor(?:e|es|ed|ing)|strengthen(?:s|ed|ing)?|boost(?:s|ed|ing)?|counter(?:s|ed|ing)?"
        r"|calm(?:s|ed|ing)?|(?:great|excellent|wonderful|best|important|essential|vital|key|crucial)\s+(?:for|to|in)|tackl(?:e|es|ed|ing)|less|fewer|lower|good\s+for",
        Relation.HELPS, "helps"),
    Cue(r"caus(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|lead(?:s|ing)?\s+to|led\s+to|result(?:s|ed|ing)?\s+in|contribut(?:e|es|ed|ing)\s+to"
        r"|induc(?:e|es|ed|ing)|worsen(?:s|ed|ing)?|exacerbat(?:e|es|ed|ing)|aggravat(?:e|es|ed|ing)|harm(?:s|ed|ful\s+to)?|damag(?:e|es|ed|ing)"
        r"|(?:causes?|culprits?|triggers?)\s+(?:of|for|behind)|to\s+blame\s+for|responsible\s+for|bad\s+for|spark(?:s|ed)?|fuel(?:s|led)?"
        rf"|predispos\w+\s+to|prone\s+to|{_MORE}|play(?:s|ed)?\s+an?\s+{_ANY}role\s+in|affect(?:s|ed|ing)?|influenc(?:e|es|ed|ing)|impair(?:s|ed)?",
        Relation.CAUSES, "causes"),
    Cue(rf"{_TIED}\s+(?:to|with)|(?:link|association|connection|relationship|correlation)s?\s+(?:between|with|to)|implicated\s+in",
        Relation.CAUSES, "causes"),
)  # fmt: skip

_COMPILED = tuple((cue, re.compile(rf"\b(?:{cue.pattern})(?!\w)", re.IGNORECASE)) for cue in CUES)
SAFE = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|considered|proven|completely|perfectly|totally|entirely|very|and|both|as|a|of|seen|appears?(?:\s+to\s+be)?)\s+)"
    r"(?:safe(?!ty)(?:ly)?|low[- ]risk|risk[- ]free|harmless|well[- ]tolerated|non[- ]?toxic)\b"
    r"|\b(?:do|does|did)(?:n['’]t|\s+not)\s+(?:have|cause)\s+(?:\w+\s+){0,2}?side[- ]effects?\b"
    r"|\b(?:no|without|few|free\s+of|zero|not\s+have)\s+(?:\w+\s+){0,3}?(?:side[- ]effects?|adverse\s+(?:events?|effects?|reactions?)|risks?)\b"
    r"|\b100\s?%\s+(?:safe|natural)\b|\bsafe\s+(?:treatment|alternative|option|way|to\s+(?:use|take))\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    "it they this these that those he she we you i who which there what them one some many most both all others such"
    " researchers scientists doctors experts people patients study studies research trial results findings evidence team"
    " participants women men children everyone anyone someone nobody companies company news press media claims article"
    " reasons reason".split()
)
_CLAUSE = re.compile(
    r"[;:]|\s[-–—]+\s|,\s+(?=(?:but|and|while|whereas|although|though|which|who|where|so|or)\b)"
    r"|\b(?:that|because|although|though|while|whereas|if|when|unless|until)\s",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|n['’]t|never|cannot|no|neither|nor|fail(?:s|ed)?\s+to|without)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """A relation between two stretches of a clause; offsets count from the clause's start.

    ``condition`` is ``None`` for a claim of safety. ``negated`` holds for "does not prevent".
    """

    relation: Relation
    verb: str
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
    masked = found.masked
    for cue, pattern in _COMPILED:
        for match in pattern.finditer(masked):
            assertion = _around(found, cue, match.span())
            if assertion is not None:
                return assertion
    return _between(found) or _safe(found)


def has_relation_word(found: Mentions) -> bool:
    """Whether a clause says that a named treatment or exposure does something, whatever to."""
    named = [m for m in found.interventions if not is_generic(found.text, m)]
    if not named:
        return False
    masked = found.masked
    return any(p.search(masked, named[0].end) for _, p in _COMPILED)


_BETWEEN = re.compile(
    r"\b(?P<no>no\s+(?:\w+\s+)?)?(?:link|connection|association|relationship|correlation)s?\s+between\s+",
    re.IGNORECASE,
)


def _between(found: Mentions) -> Assertion | None:
    """ "a link between vaccines and autism": which of the two acts is told by their kinds."""
    match = _BETWEEN.search(found.text)
    if match is None:
        return None
    after = (match.end(), len(found.text))
    problem = next(iter(_inside_of(found.conditions, after)), None)
    things = [m for m in _inside_of(found.interventions, after) if not is_generic(found.text, m)]
    if problem is None or not things:
        return None
    thing, ill = (things[0].start, things[0].end), (problem.start, problem.end)
    negated = match["no"] is not None or _NEGATED.search(found.text, 0, match.start()) is not None
    return Assertion(Relation.CAUSES, "causes", thing, ill, match.span(), None, negated)


def _around(found: Mentions, cue: Cue, at: Range) -> Assertion | None:
    text = found.text
    before, after = (0, at[0]), (at[1], len(text))
    acting, acted = (after, before) if cue.backwards else (before, after)
    problem = _problem(found, acted, first=not cue.backwards)
    if problem is None:
        return None
    thing = _thing(found, acting, problem, last=not cue.backwards)
    if thing is None or _is_loose(found, thing, problem):
        return None
    groups = [m for m in found.populations if m.start >= at[0] or m.end <= at[0]]
    population = next(((m.start, m.end) for m in groups if not _inside(m, thing, problem)), None)
    negated = _NEGATED.search(text, 0, at[0]) is not None
    return Assertion(cue.relation, cue.verb, thing, problem, at, population, negated)


def _is_loose(found: Mentions, thing: Range, problem: Range) -> bool:
    """Whether neither side is sure: words that name no known treatment, and a mere outcome."""
    known = any(m.start < thing[1] and thing[0] < m.end for m in found.interventions)
    return not known and not any((m.start, m.end) == problem for m in found.conditions)


def _inside(mention: Mention, *spans: Range) -> bool:
    return any(mention.start < b and a < mention.end for a, b in spans)


def _problem(found: Mentions, span: Range, *, first: bool) -> Range | None:
    """The health problem in a stretch, the one nearest to the cue."""
    for mentions in (found.conditions, found.outcomes):
        inside = [m for m in mentions if span[0] <= m.start and m.end <= span[1]]
        near = [
            m
            for m in inside
            if not _is_far(found.text, span, m, first=first)
            and not is_generic(found.text, m)
            and not _HEAD_OF_LIST.search(found.text, span[0], m.start)
        ]
        if near:
            chosen = near[0] if first else near[-1]
            return (chosen.start, chosen.end)
    return None


# "one of the most common causes of hair loss, alopecia areata" is about the latter.
_HEAD_OF_LIST = re.compile(
    r"\bone\s+of\s+the\s+(?:most\s+|least\s+)?[\w-]+\s+(?:causes|forms|kinds|types)\s+of\s+$",
    re.IGNORECASE,
)


def _is_far(text: str, span: Range, mention: Mention, *, first: bool) -> bool:
    """Whether another clause stands between the cue and the name."""
    between = (span[0], mention.start) if first else (mention.end, span[1])
    return _CLAUSE.search(text, *between) is not None or between[1] - between[0] > 120


def _thing(found: Mentions, span: Range, problem: Range, *, last: bool) -> Range | None:
    """What acts: a known treatment or exposure, else the words of a short subject."""
    near = [
        m
        for m in _inside_of(found.interventions, span)
        if not is_generic(found.text, m) and not _is_far(found.text, span, m, first=not last)
    ]
    if near:
        chosen = _nearest(found.text, near, last=last)
        return _widened(found, (chosen.start, chosen.end), span)
    words = _subject(found.text, span, last=last)
    if words is not None:
        return words
    others = [
        m
        for m in _inside_of(found.conditions, span)
        if not _inside(m, problem)
        and not is_generic(found.text, m)
        and not _is_far(found.text, span, m, first=not last)
    ]
    return (others[-1].start, others[-1].end) if others else None


def _inside_of(mentions: tuple[Mention, ...], span: Range) -> list[Mention]:
    return [m for m in mentions if span[0] <= m.start and m.end <= span[1]]


_BESIDE = re.compile(
    r"\b(?:in|among|with|than|after|during|against|from|to|on|for|without)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)


def _nearest(text: str, near: list[Mention], *, last: bool) -> Mention:
    """The name nearest to the cue that no preposition makes a mere circumstance."""
    ordered = near[::-1] if last else near
    return next((m for m in ordered if not _BESIDE.search(text, 0, m.start)), ordered[-1])


GENERIC = frozenset(
    "device devices drug drugs treatment treatments therapy therapies procedure procedures medication medications medicine"
    " medicines symptom symptoms response improvement improvements control controls therapist therapists health disease diseases"
    " body level levels product products technique method approach supplement supplements remedy remedies test tests new"
    " experimental doctor doctors surgery condition conditions problem problems disorder disorders illness effect effects"
    " benefit benefits factor factors change changes use other patient care dose doses day days food foods option cell phone"
    " research researchers side pill pills group groups same combination risk risks one two three several certain natural".split()
)
"""Words that name no treatment and no problem by themselves."""


def is_generic(text: str, mention: Mention) -> bool:
    return GENERIC.issuperset(re.findall(r"[a-z]+", text[mention.start : mention.end].lower()))


_ADJECTIVES = re.compile(
    r"(?:\b(?!proof\b|evidence\b|than\b|as\b|also\b|not\b|does\b|has\b|have\b|high\b|low\b|about\b|when\b|where\b|how\b|while\b|because\b|if\b|but\b|on\b|the\b|an?\b|and\b|or\b|of\b|with\b|that\b|by\b|in\b|to\b|from\b|for\b|says?\b|take\w*\b|us(?:e|ed|ing)\b|some\b|many\b|is\b|are\b|was\b|were\b|who\b|these\b|this\b|those\b|new\b|your\b|our\b|more\b|daily\b|regular\b)[a-z]{3,}[a-z0-9-]*\s+)$"
)


def _widened(found: Mentions, thing: Range, span: Range) -> Range:
    """A known name with the one word before it that makes it another: "nanopeptide mesotherapy"."""
    before = _ADJECTIVES.search(found.text, span[0], thing[0])
    if before is None or before.end() != thing[0]:
        return thing
    start = before.start()
    taken = any(m.start <= start < m.end for m in (*found.conditions, *found.populations))
    is_first = start == span[0] or found.text[start - 1].isspace()
    return thing if taken or not is_first else (start, thing[1])


def _subject(text: str, span: Range, *, last: bool) -> Range | None:
    start, end = span
    if last:
        for cut in _CLAUSE.finditer(text, start, end):
            if _RELATIVE.match(text, cut.start()):
                end = cut.start()  # "a device that sends ..." is the device
                break
            start = cut.end()
        comma = text.rfind(",", start, end)
        if comma >= 0 and end - comma > 8:
            start = comma + 1
    else:
        cut = re.compile(r"[,;:.()]|\b(?:and|but|which|that|who|in|among|as|when|if)\b").search(
            text, start, end
        )
        end = cut.start() if cut else end
    people = _PEOPLE_WHO.match(text, start, end)
    if people is not None:
        start = people.end()
    a, b = trimmed(text, (start, end))
    if people is not None and (years := _AGE.match(text, a, end)) is not None:
        return (people.start("under"), years.end()) if people["under"] else None
    words = [re.sub(r"[^\w\s]", "", word) for word in text[a:b].lower().split()]
    if not 1 <= len(words) <= 6 or not _PRONOUNS.isdisjoint(words) or GENERIC.issuperset(words):
        return None
    if _PREDICATE.search(text, a, b) or not any(len(word) > 3 for word in words):
        return None
    return (a, b)


_PEOPLE_WHO = re.compile(
    r"\s*(?:the\s+)?(?:people|those|patients|individuals|adults|men|women|children)\s+"
    r"(?:who\s+(?:are|have|had|eat|ate|drink|drank|take|took|use[d]?)|with|prone\s+to|(?P<under>under|over|aged|older\s+than|younger\s+than)"
    r"|taking|using|eating|drinking|suffering\s+from|on)\s+",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:the\s+)?(?:age\s+of\s+)?\d{1,3}(?:\s+years)?", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:,\s+)?(?:that|which|who)\s", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|not|can|could|will|would|may|might|must|should|removes?|started|began"
    r"|delivers?|uses?|found|shows?|said|says|gets?|goes|went|gave|gives|takes|took|made|makes|alone|only|even|often|also|never|ever"
    r"|there|here|\w+(?:n['’]t))\b|[\"“”]|^\d",
    re.IGNORECASE,
)


_IMMUNE = re.compile(
    r"\b(?P<x>immune\s+system)\b[^.;]{0,80}?\battack|\b(?:is|are)\s+(?:an?\s+|considered\s+an?\s+)?(?P<x2>auto-?immune)\s+(?:disease|disorder|condition)",
    re.IGNORECASE,
)
_REASONS_FOR = re.compile(
    r"\b(?:reasons?|causes?|triggers?|risk\s+factors?)\s+(?:for|of|behind)\s", re.IGNORECASE
)
_ONE_OF_CAUSES = re.compile(r"\bone\s+of\s+the\s+[\w\s]{3,30}?causes?\s+of\s", re.IGNORECASE)


def fact_in(found: Mentions) -> Assertion | None:
    """What a background sentence says a condition comes from: "an autoimmune disease"."""
    text = found.text
    immune = _IMMUNE.search(text)
    if immune is not None and found.conditions:
        name = "x" if immune["x"] else "x2"
        ill = found.conditions[0]
        # "The immune system attacks ..." is about what was spoken of before, not about what follows.
        if ill.end <= immune.start(name):
            at = (ill.start, ill.end)
            return Assertion(Relation.CAUSES, "causes", immune.span(name), at, immune.span())
    return _cause_named(found)


def _cause_named(found: Mentions) -> Assertion | None:
    """The first problem after "causes of", and the next name as its cause."""
    for pattern in (_ONE_OF_CAUSES, _REASONS_FOR):
        match = pattern.search(found.text)
        if match is None:
            continue
        after = (match.end(), len(found.text))
        ills = _inside_of(found.conditions, after)
        if not ills:
            continue
        rest = (ills[0].end, len(found.text))
        names = [*_inside_of(found.interventions, rest), *_inside_of(found.conditions, rest)]
        others = [m for m in names if not is_generic(found.text, m)]
        if others:
            first = min(others, key=lambda m: m.start)
            ill, thing = (ills[0].start, ills[0].end), (first.start, first.end)
            return Assertion(Relation.CAUSES, "causes", thing, ill, match.span())
    return None


def _safe(found: Mentions) -> Assertion | None:
    match = SAFE.search(found.text)
    named = [m for m in found.interventions if not is_generic(found.text, m)]
    if match is None or not named:
        return None
    before = [m for m in named if m.end <= match.start()]
    chosen = before[0] if before else named[0]
    thing = _widened(found, (chosen.start, chosen.end), (0, len(found.text)))
    negated = _NEGATED.search(found.text, 0, match.start()) is not None
    population = next(((m.start, m.end) for m in found.populations), None)
    return Assertion(Relation.IS_SAFE, "is safe", thing, None, match.span(), population, negated)


def mentions_in_print(text: str, vocabulary: Vocabulary) -> Mentions:
    """The names of a text that was edited: "act" is a verb there, "ACT" a combination of drugs."""
    found = mentions_of(text, vocabulary)
    kept = tuple(m for m in found.interventions if not _is_lowered(text[m.start : m.end], m))
    ills = tuple(
        m
        for m in found.conditions
        if not _is_lowered(text[m.start : m.end], m) and not _FALLS.match(text, m.start)
    )
    return replace(found, interventions=kept, conditions=ills)


_FALLS = re.compile(
    r"falls?\s+(?:out|off|to|into|by|short|apart|back|behind|below)\b", re.IGNORECASE
)


def _is_lowered(surface: str, mention: Mention) -> bool:
    short = len(surface) <= 5 and surface.upper() != surface
    return short and surface.upper() in mention.concept.names
