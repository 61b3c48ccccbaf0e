"""The words by which a clause of an article says what does what: tables only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sceptic.domain.claim import Relation

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
    Cue(rf"{_TIED}\s+(?:to|with)\s+{_ANY}(?:lower|reduced|decreased|less|fewer|smaller|reductions?|decreases?)\s+{_ANY}(?:{_RISK}\s+(?:of|for))?"
        rf"|{_TIED}\s+(?:to|with)\s+{_ANY}{_RISK}\s+(?:reductions?|decreases?)\s+(?:of|for|in)",
        Relation.PREVENTS, "prevents"),
    Cue(rf"{_TIED}\s+(?:to|with)\s+{_ANY}(?:higher|increased|greater|raised|elevated|more)\s+{_ANY}(?:{_RISK}\s+(?:of|for))?",
        Relation.CAUSES, "causes"),
    Cue(rf"{_LESS}\s+{_ANY}{_RISK}\s+(?:of|for|from)|(?:lower|reduced|decreased|smaller|low)\s+{_ANY}{_RISK}\s+(?:of|for|from)"
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
    Cue(r"(?:prevented|avoided|reduced|lowered)\s+by",
        Relation.PREVENTS, "prevents", backwards=True),
    Cue(r"(?:cure|treatment|remedy|therapy|medication|medicine|drug|option|solution|relief|antidote|answer)s?\s+(?:for|of|against|to)"
        r"|(?:effective|useful|helpful|beneficial|good|works?|worked|working)\s+(?:\w+\s+)?(?:for|against|in|as\s+a\s+treatment\s+for)"
        r"|(?:effective\s+)?(?:in|at)\s+(?:treating|curing|fighting)|treat(?:s|ing)?|cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?"
        r"|combat(?:s|ting|ing)?|fight(?:s|ing)?|fought|beat(?:s|ing)?|revers(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|kill(?:s|ed|ing)?"
        r"|stop(?:s|ped|ping)?|get(?:s)?\s+rid\s+of|banish(?:es)?|control(?:s|led|ling)?|manag(?:e|es|ed|ing)|treated",
        Relation.TREATS, "treats"),
    Cue(r"diagnos(?:e|es|ing)|(?:diagnosis|detection)\s+of|detect(?:s|ing)?|screen(?:s|ing)?\s+for|tests?\s+for|identif(?:y|ies|ying)",
        Relation.DIAGNOSES, "diagnoses"),
    Cue(r"improv(?:e|es|ed|ing|ements?\s+in)|eas(?:e|es|ed|ing)|reliev(?:e|es|ed|ing)|alleviat(?:e|es|ed|ing)|sooth(?:e|es|ed|ing)"
        rf"|{_LESS}|reductions?\s+in|decreases?\s+in|slow(?:s|ed|ing)?(?:\s+down)?|delay(?:s|ed|ing)?|shrink(?:s|ing)?|shrank|shorten(?:s|ed|ing)?"
        r"|help(?:s|ed|ing)?(?:\s+(?:to|with|people|patients|women|men|children)){0,2}|benefit(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)"
        r"|promot(?:e|es|ed|ing)|support(?:s|ed|ing)?|restor(?:e|es|ed|ing)|strengthen(?:s|ed|ing)?|boost(?:s|ed|ing)?|counter(?:s|ed|ing)?"
        r"|calm(?:s|ed|ing)?|(?<!less\s)(?:great|excellent|wonderful|best|important|essential|vital|key|crucial)\s+(?:for|to|in)|tackl(?:e|es|ed|ing)|less(?!\s+(?:important|clear|known|common|expensive|effective|often|than))|fewer|lower|good\s+for",
        Relation.HELPS, "helps"),
    Cue(r"caus(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|lead(?:s|ing)?\s+to|led\s+to|result(?:s|ed|ing)?\s+in|contribut(?:e|es|ed|ing)\s+to"
        r"|induc(?:e|es|ed|ing)|worsen(?:s|ed|ing)?|exacerbat(?:e|es|ed|ing)|aggravat(?:e|es|ed|ing)|harm(?:s|ed|ful\s+to)?|damag(?:e|es|ed|ing)"
        r"|(?:causes?|culprits?|triggers?)\s+(?:of|for|behind)|to\s+blame\s+for|responsible\s+for|bad\s+for|spark(?:s|ed)?|fuel(?:s|led)?"
        rf"|predispos\w+\s+to|prone\s+to|{_MORE}|play(?:s|ed)?\s+an?\s+{_ANY}role\s+in|affect(?:s|ed|ing)?|influenc(?:e|es|ed|ing)|impair(?:s|ed)?",
        Relation.CAUSES, "causes"),
    Cue(rf"{_TIED}\s+(?:to|with)|(?:link|association|connection|relationship|correlation)s?\s+(?:between|with|to)|implicated\s+in",
        Relation.CAUSES, "causes"),
)  # fmt: skip

COMPILED = tuple((cue, re.compile(rf"\b(?:{cue.pattern})(?!\w)", re.IGNORECASE)) for cue in CUES)
"""Each cue with its pattern, ready to search."""
_BE = (
    r"(?:is|are|was|were|be|been|considered|proven|completely|perfectly|totally|entirely|very|and"
    r"|both|as|a|of|seen|appears?(?:\s+to\s+be)?)"
)
_HARM = r"(?:side[- ]effects?|adverse\s+(?:events?|effects?|reactions?)|risks?)"
SAFE = re.compile(
    rf"\b{_BE}\s+"
    r"(?:safe(?!ty)(?:ly)?|low[- ]risk|risk[- ]free|harmless|well[- ]tolerated|non[- ]?toxic)\b"
    r"|\b(?:do|does|did)(?:n['’]t|\s+not)\s+(?:have|cause)\s+(?:\w+\s+){0,2}?side[- ]effects?\b"
    rf"|\b(?:no|without|few|free\s+of|zero|not\s+have)\s+(?:\w+\s+){{0,3}}?{_HARM}\b"
    r"|\b100\s?%\s+(?:safe|natural)\b"
    r"|\bsafe\s+(?:treatment|alternative|option|way|to\s+(?:use|take))\b",
    re.IGNORECASE,
)
"""Words that call a thing safe."""
CLAUSE = re.compile(
    r"[;:]|\s[-–—]+\s|,\s+(?=(?:but|and|while|whereas|although|though|which|who|where|so|or)\b)"
    r"|\b(?:that|because|although|though|while|whereas|if|when|unless|until)\s",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"(?:\bnot(?!\s+(?:only|just|merely))|n['’]t|\b(?:never|cannot|no|neither|nor|fail(?:s|ed)?\s+to|without|ineffective|useless"
    r"|(?:wrong|false|misleading|mistake)\s+to))\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\b(?P<no>no\s+(?:\w+\s+)?)?"
    r"(?:link|connection|association|relationship|correlation)s?\s+between\s+",
    re.IGNORECASE,
)
IMMUNE = re.compile(
    r"\b(?P<x>immune\s+system)\b(?:\s+[\w-]+){0,10}?\s+attacks\b"
    r"|\b(?:is|are)\s+(?:an?\s+|considered\s+an?\s+)?(?P<x2>auto-?immune)\s+"
    r"(?:disease|disorder|condition)",
    re.IGNORECASE,
)
REASONS_FOR = re.compile(
    r"\b(?:reasons?|causes?|triggers?|risk\s+factors?)\s+(?:for|of|behind)\s", re.IGNORECASE
)
ONE_OF_CAUSES = re.compile(r"\bone\s+of\s+the\s+[\w\s]{3,30}?causes?\s+of\s", re.IGNORECASE)
HEAD_OF_LIST = re.compile(
    r"\bone\s+of\s+the\s+(?:most\s+|least\s+)?[\w-]+\s+(?:causes|forms|kinds|types)\s+of\s+$",
    re.IGNORECASE,
)
"""What this leads is no problem spoken of: "one of the causes of hair loss, alopecia areata"."""
AMONG_WHOM = re.compile(
    r"\b(?:people|patients|women|men|those|youth|children|individuals|adults|anyone)\s+"
    r"(?:who\s+(?:is|are|were)\s+)?(?:considered\s+)?$",
    re.IGNORECASE,
)
"""Before "at high risk of" these words name a group, and nothing that raises a risk."""
