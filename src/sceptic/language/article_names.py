"""The names in a clause of an article: which one acts, and how far its words go."""

from __future__ import annotations

import re
from dataclasses import replace

from sceptic.language.article_cues import CLAUSE
from sceptic.language.article_senses import is_explained_otherwise, is_other_sense
from sceptic.language.mentions import Mentions, Range, mentions_of, trimmed
from sceptic.language.vocabulary import Mention, Vocabulary

_GENERIC = """
    device devices drug drugs treatment treatments therapy therapies procedure procedures
    medication medications medicine medicines symptom symptoms response improvement improvements
    control controls therapist therapists health disease diseases body level levels product
    products technique method approach supplement supplements remedy remedies test tests new
    experimental doctor doctors surgery condition conditions problem problems disorder disorders
    illness illnesses effect effects benefit benefits factor factors change changes use other
    patient care dose doses day days food foods option cell phone research researchers side pill
    pills group
    groups same combination risk risks one two three several certain natural
    longer shorter randomized randomised controlled growing literature
    placebo placebos chronic available typical usual standard
"""
GENERIC = frozenset(_GENERIC.split())
"""Words that name no treatment and no problem by themselves."""
_NO_SUBJECT = """
    it they this these that those he she we you i who which there what them one some many most
    both all others such researchers scientists doctors experts people patients study studies
    research trial results findings evidence team participants women men children everyone
    anyone someone nobody companies company news press media claims article something anything
    everything nothing reasons reason hope fact experience way ways number time times makers maker
    review concerns expert system woman man patient idea case amount rate date dates year years
    themselves itself major minor
    none each every typical available smaller larger bigger discovery discoveries breakthrough
    breakthroughs promise promises
    benefit goal aim agency question answer part talking working testing trying looking going
"""
NO_SUBJECT = frozenset(_NO_SUBJECT.split())
"""With one of these words a subject is no treatment or exposure."""
_NOT_OF_NAME = r"""
    since sell\w* buy\w* want\w* need\w* start\w* stop\w* add\w* show\w* suggest\w* after before
    during between among against without through although though however then just even both plus
    versus compared first second old older two three four five standby warns? said causes? caused
    took deliver\w* beyond clear test\w* uses? medication
    proof evidence whether enabl\w* allow\w* drugs? tak\w+ giv\w+ gave offer\w* found like
    called such most other all newer these various certain both any each no its their his her of
    common popular available standard current same only includ\w+ being eat\w* drink\w* make\w*
    receiv\w+ than as also not does has have high low about when where how while because if but
    maximum minimum total extra additional confirmed existing
    on the an? and or of with that by in to from for says? take\w* using used use some many is
    are was were who these this those new your our more daily regular
"""


def mentions_in_print(text: str, vocabulary: Vocabulary) -> Mentions:
    """The names of a text that was edited: "act" is a verb there, "ACT" a combination of drugs."""
    found = mentions_of(text, vocabulary)
    kept = tuple(
        m
        for m in found.interventions
        if not _is_lowered(text[m.start : m.end], m) and not _TO_DATE.search(text, 0, m.end)
    )
    ills = tuple(
        m
        for m in found.conditions
        if not _is_lowered(text[m.start : m.end], m) and not _FALLS.match(text, m.start)
    )
    return replace(found, interventions=kept, conditions=ills)


def in_their_sense(found: Mentions, forms: dict[str, str]) -> Mentions:
    """The names that mean what they are taken for: "the PET team" keeps no pets.

    ``forms`` are the abbreviations that the article explains, with what they are short for.
    """

    def is_meant(mention: Mention) -> bool:
        surface = found.text[mention.start : mention.end]
        return not is_other_sense(found.text, mention) and not is_explained_otherwise(
            surface, mention, forms
        )

    return replace(
        found,
        interventions=tuple(m for m in found.interventions if is_meant(m)),
        conditions=tuple(m for m in found.conditions if is_meant(m)),
        outcomes=tuple(m for m in found.outcomes if is_meant(m)),
    )


_TO_DATE = re.compile(r"\b(?:(?:to|up\s+to)\s+dates?|mice|mouse|rats?)$", re.IGNORECASE)
"""What is no treatment in print: "the largest study to date", the animals of a study."""
_FALLS = re.compile(
    r"falls?\s+(?:out|off|to|into|by|short|apart|back|behind|below)\b", re.IGNORECASE
)


def _is_lowered(surface: str, mention: Mention) -> bool:
    short = len(surface) <= 5 and surface.upper() != surface
    return short and surface.upper() in mention.concept.names


def is_generic(text: str, mention: Mention) -> bool:
    return GENERIC.issuperset(re.findall(r"[a-z]+", text[mention.start : mention.end].lower()))


def inside_of(mentions: tuple[Mention, ...], span: Range) -> list[Mention]:
    return [m for m in mentions if span[0] <= m.start and m.end <= span[1]]


def is_inside(mention: Mention, *spans: Range) -> bool:
    return any(mention.start < b and a < mention.end for a, b in spans)


def is_far(text: str, span: Range, mention: Mention, *, first: bool) -> bool:
    """Whether another clause stands between the cue and the name.

    An aside is none ("aspirin, which ..., prevents"), nor what a relative pronoun hangs on the
    name itself ("a test that detects").
    """
    start, end = (span[0], mention.start) if first else (mention.end, span[1])
    between = _ASIDE.sub(" ", text[start:end] if first else f"{text[start:end]},")
    if not first:
        between = _HUNG_ON.sub(" ", between.rstrip(","), count=1)
    return CLAUSE.search(between) is not None or len(between) > 120


_HUNG_ON = re.compile(r"^,?\s+(?:that|which)\s", re.IGNORECASE)


_BESIDE = re.compile(
    r"\b(?:in|among|with|than|after|during|against|from|to|on|for|without)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)

_ASIDE = re.compile(
    r",\s+(?:which|who|whose|where|when|a|an|the|also)\b[^,;.]{3,120},", re.IGNORECASE
)


def _nearest(text: str, near: list[Mention], *, last: bool) -> Mention:
    """The name nearest to the cue that no preposition makes a mere circumstance."""
    asides = [m.span() for m in _ASIDE.finditer(text)]
    outside = [m for m in near if not any(a < m.start < b for a, b in asides)]
    ordered = (outside or near)[::-1] if last else near
    return next((m for m in ordered if not _BESIDE.search(text, 0, m.start)), ordered[-1])


def _rich_in(text: str, near: list[Mention], chosen: Mention) -> Mention:
    """What a diet is rich in, where that is told: "diets rich in vitamin C" is vitamin C."""
    match = _RICH_IN.match(text, chosen.end)
    if match is None:
        return chosen
    return next((m for m in near if m.start == match.end()), chosen)


_RICH_IN = re.compile(r"\s+(?:that\s+(?:is|are)\s+)?(?:rich|high)\s+in\s+", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\b(?!(?:" + "|".join(_NOT_OF_NAME.split()) + r")\b)[a-z]{3,}[a-z0-9-]*\s+$"
)


def widened(found: Mentions, thing: Range, span: Range) -> Range:
    """A known name with the one word before it that makes it another: "nanopeptide mesotherapy"."""
    before = _ADJECTIVE.search(found.text, span[0], thing[0])
    if before is None or before.end() != thing[0]:
        return thing
    start = before.start()
    taken = any(m.start <= start < m.end for m in (*found.conditions, *found.populations))
    taken = taken or _IN_PLACE_OF_VERB.search(found.text, span[0], start) is not None
    is_first = start == span[0] or found.text[start - 1].isspace()
    return thing if taken or not is_first else (start, thing[1])


_IN_PLACE_OF_VERB = re.compile(
    r"\b(?:to|that|which|who|they|we|you|it|not|will|would|can|could|may|might|must|should)\s+$",
    re.IGNORECASE,
)
"""What stands after one of these is a verb: "to portray marijuana", "that examined tea"."""


def acting(found: Mentions, span: Range, problem: Range, *, last: bool) -> Range | None:
    """What acts: a known treatment or exposure, else the words of a short subject."""
    near = [
        m
        for m in inside_of(found.interventions, span)
        if not is_generic(found.text, m) and not is_far(found.text, span, m, first=not last)
    ]
    if near:
        chosen = _rich_in(found.text, near, _nearest(found.text, near, last=last))
        return widened(found, (chosen.start, chosen.end), span)
    words = subject_of(found.text, span, last=last)
    if words is not None:
        return words
    others = [
        m
        for m in inside_of(found.conditions, span)
        if not is_inside(m, problem)
        and not is_generic(found.text, m)
        and not is_far(found.text, span, m, first=not last)
    ]
    return (others[-1].start, others[-1].end) if others else None


def subject_of(text: str, span: Range, *, last: bool) -> Range | None:
    """The words of a short subject that name something; ``last``: the one nearest to the end."""
    start, end = span
    if last:
        for cut in CLAUSE.finditer(text, start, end):
            if _RELATIVE.match(text, cut.start()):
                end = cut.start()  # "a device that sends ..." is the device
                break
            start = cut.end()
        comma = text.rfind(",", start, end)
        if comma >= 0 and end - comma > 8:
            start = comma + 1
    else:
        stop = _END.search(text, start, end)
        end = stop.start() if stop else end
    people = _PEOPLE_WHO.match(text, start, end)
    if people is not None:
        start = people.end()
    a, b = trimmed(text, (start, end))
    if people is not None and (years := _AGE.match(text, a, end)) is not None:
        return (people.start("under"), years.end()) if people["under"] else None
    words = [re.sub(r"[^\w\s]", "", word) for word in text[a:b].lower().split()]
    if not 1 <= len(words) <= 6 or not NO_SUBJECT.isdisjoint(words) or GENERIC.issuperset(words):
        return None
    head = _OF.split(text[a:b].lower())[0].split()
    if GENERIC.issuperset(head) or _PREDICATE.search(text[a:b]):
        return None
    if any(_VERBAL.fullmatch(word) for word in words[1:]) or words[0].endswith("ed"):
        return None
    if last and not _LEADS_ON.fullmatch(text, b, span[1]):
        return None
    if not any(len(word) > 3 for word in words):
        return None
    return (a, b)


_VERBAL = re.compile(
    r"\w{2,}(?:ed|ing)|appears?|provides?|seems?|derails?|help|helps"
    r"|(?!family|jelly|anomaly)\w{3,}ly"
)
"""A verb or adverb after the first word of a subject: cut wrongly ("eating meat" is well)."""
_LEADS_ON = re.compile(
    r"(?:\s+(?:is|are|was|were|can|could|may|might|will|would|has|have|had|been|be|also|often|does|do|did|not|to|seems?|appears?"
    r"|used|shown|known|said|thought|proven|\w+ly|helps?|an?|the|one|some|new|effective|good|useful|potential|possible|touted"
    r"|considered|as|for|in|at|getting|being|who|that|which))*\s*",
    re.IGNORECASE,
)
"""What may stand between a subject and the words of relation."""
_OF = re.compile(r"\s(?:for|of|in|with|against|that|to)\s")
_END = re.compile(r"[,;:.()]|\b(?:and|but|which|that|who|in|among|as|when|if)\b")
_PEOPLE_WHO = re.compile(
    r"\s*(?:the\s+)?(?:people|those|patients|individuals|adults|men|women|children)\s+"
    r"(?:who\s+(?:are|have|had|eat|ate|drink|drank|take|took|use[d]?)|with|prone\s+to"
    r"|(?P<under>under|over|aged|older\s+than|younger\s+than)|taking|using|eating|drinking|suffering\s+from|on)\s+",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:the\s+)?(?:age\s+of\s+)?\d{1,3}(?:\s+years)?", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:,\s+)?(?:that|which|who)\s", re.IGNORECASE)
_VERBS = """
    is are was were be been has have had do does did not can could will would may might must should
    removes? started began delivers? uses? found shows? said says gets? goes went gave gives takes
    took made makes feel feels alone only even often also never ever there here no currently now
    still already warns? warned adds? added tells? told
"""
_PREDICATE = re.compile(
    r"\b(?:" + "|".join(_VERBS.split()) + r"|\w+n['’]t)\b|[\"“”]|^\d", re.IGNORECASE
)
"""Words that no name of a treatment holds: what has one was cut wrongly."""
