"""Verb phrases of health claims: what each asserts, and which way it points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sceptic.domain.claim import Relation
from sceptic.language.patterns import later


class Effect(StrEnum):
    """Which way a verb moves what it acts on; decides whether "increase Y" is good or bad."""

    GOOD = "good"
    BAD = "bad"
    UP = "up"
    DOWN = "down"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb phrase as a regular expression, what it asserts, and which way it points."""

    pattern: str
    relation: Relation
    effect: Effect = Effect.GOOD


_THE = r"(?:(?:the|your|my|our|their|one'?s|a|his|her|any)\s+)?"
_RISK = (
    rf"{_THE}(?:[\w'’]+\s+){{0,2}}?(?:risks?|chances?|odds|likelihood|danger|rates?|incidence)"
    r"\s+(?:of|for)"
)
_SUFFER = (
    r"(?:\s+(?:get|develop|have|catch|contract|suffer(?:\s+from)?|come\s+down\s+with|die\s+(?:of|from)"
    r"|be\s+diagnosed\s+with)\b)?"
)
_GETTING = (
    r"(?:(?:\s+(?:people|men|women|children|kids|babies|you|me|us))?"
    r"\s+(?:getting|developing|having|catching|contracting|suffering(?:\s+from)?))?"
)


def _verb(stem: str) -> str:
    """Return every form of a regular verb: "reduc" gives reduce, reduces, reduced, reducing."""
    return rf"{stem}(?:e|es|ed|ing|s)?"


_LOWERING = ("reduc", "decreas", "lower", "minimi[sz]", "lessen", "slash", "diminish")
_LESS = "|".join((*map(_verb, _LOWERING), r"halv(?:es|ed|ing)"))
_RAISING = ("increas", "rais", "elevat", "heighten")
# "doubles" but not "double": "double vision" holds no verb.
_MORE = "|".join((*map(_verb, _RAISING), r"(?:doubl|tripl|quadrupl)(?:es|ed|ing)"))

# Longer phrases first: "reduce the risk of" is prevention, "reduce" alone is not.
VERBS: tuple[Verb, ...] = (
    Verb(rf"(?:{_LESS}|cut(?:s|ting)?)\s+{_RISK}{_GETTING}", Relation.PREVENTS),
    Verb(
        rf"(?:{_MORE}|up|ups|upped)\s+{_RISK}{_GETTING}|put\w*\s+\w+\s+at\s+risk\s+(?:of|for)",
        Relation.CAUSES,
        Effect.BAD,
    ),
    Verb(rf"(?:{_verb('mak')}|leav(?:e|es|ing)|left)\s+(?:(?!more|less)[\w'’-]+\s+){{1,4}}?less\s+(?:likely|prone)\s+to"
         rf"{_SUFFER}|less\s+likely\s+to{_SUFFER}|less\s+prone\s+to{_SUFFER}"
         r"|(?:mean|result\s+in|lead\s+to|get|have|suffer)(?:s|ed|ing)?\s+(?:fewer|less)\b",
         Relation.PREVENTS),
    Verb(rf"(?:{_verb('mak')}|leav(?:e|es|ing)|left)\s+(?:(?!more|less)[\w'’-]+\s+){{1,4}}?more\s+(?:likely|prone)\s+to"
         rf"{_SUFFER}|(?:more|most)\s+likely\s+to{_SUFFER}|more\s+prone\s+to{_SUFFER}"
         r"|(?:mean|get|have|suffer)(?:s|ed|ing)?\s+more\b",
         Relation.CAUSES, Effect.BAD),
    Verb(rf"(?:keep(?:s|ing)?|kept|stop(?:s|ped|ping)?)\s+(?:you|me|people|us|them|children|kids)\s+from{_GETTING}"
         rf"|(?:prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?)(?:\s+(?:you|me|people|us)\s+from)?{_GETTING}"
         r"|stop(?:s|ped|ping)?(?:\s+[\w'’-]+){0,3}?\s+(?:getting|catching|developing|becoming)",
         Relation.PREVENTS),
    Verb(rf"(?:{_verb('confer')}|offer(?:s|ed|ing)?|{_verb('provid')}|{_verb('giv')}|afford(?:s|ed|ing)?)\s+"
         r"(?:\w+\s+){0,3}?(?:protection|immunity)\s+(?:against|from|to)"
         r"|protect(?:s|ed|ing|ion|ive)?(?:\s+(?!against|from)\w+){0,3}\s+(?:against|from)"
         r"|(?:sav|spar)(?:e|es|ed|ing)\s+(?:\w+\s+){1,3}from|prevention\s+of|ward\s+of|repel(?:s|led|ling)?|preventi(?:ve|on)\s+(?:against|for)|ward(?:s|ing)?\s+off"
         r"|stav(?:e|es|ing)\s+off|fend(?:s|ing)?\s+off", Relation.PREVENTS),
    Verb(r"mak(?:e|es|ing)(?:\s+(?:people|patients|you|me|us))?(?:\s+(?:feel|more|less))?",
         Relation.HELPS, Effect.UP),
    Verb(rf"{_verb('caus')}|{_verb('trigger')}|lead(?:s|ing)?\s+to|led\s+to|{_verb('induc')}"
         r"|result(?:s|ed|ing)?\s+in|contribut(?:e|es|ed|ing)\s+to|(?:bring(?:s|ing)?|brought)\s+on"
         r"|set(?:s|ting)?\s+off|made\s+worse|giv(?:e|es|ing)\s+rise\s+to|flare[sd]?\s+up|kick(?:s|ed|ing)?\s+off"
         rf"|spark(?:s|ed|ing)?|{_verb('provok')}|fuel(?:s|led|ling)?"
         r"|giv(?:e|es|ing)\s+(?:(?:my|your|our|the|a)\s+)?(?:you|people|kids?|children|child|us|me|teens|teenagers"
         r"|bab(?:y|ies)|toddlers?|women|men|him|her|them|users|drinkers|smokers)|predispos\w+\s+to"
         r"|(?<!\bi\s)(?<!\bwe\s)(?<!\byou\s)giv(?:e|es|ing)\s+(?:my|our|your|his|her)\s+(?:\d+[\s-]?(?:year|yr|month|week)s?[\s-]old\s+)?[\w'’-]+"
         r"|leav(?:e|es|ing)(?:\s+you(?:\s+with)?|\s+behind)?|(?:tip|push|turn|put)s?\s+(?:\w+\s+)?into|end\s+up\s+(?:with|in)|spell(?:s|ing)?"
         r"|worsen(?:s|ed|ing)?|aggravat(?:e|es|ed|ing)|exacerbat(?:e|es|ed|ing)",
         Relation.CAUSES, Effect.BAD),
    Verb(r"(?:linked|link|connected|tied|related)\s+(?:to|with)|associated\s+with"
         r"|(?:a\s+)?(?:risk\s+factor|cause|causes|culprit|trigger)s?\s+(?:for|of)|(?:bad|terrible|awful|bad\s+news)\s+for"
         r"|(?:to\s+blame|responsible|blamed)\s+for|behind|at\s+the\s+root\s+of"
         r"|rot(?:s|ted|ting)?|wreck(?:s|ed|ing)?|mess(?:es|ed|ing)?\s+(?:up|with)|screw(?:s|ed|ing)?\s+up"
         r"|(?:play|wreak)(?:s|ed|ing)?\s+havoc\s+(?:with|on)|interfer(?:e|es|ed|ing)\s+with"
         rf"|{_verb('disrupt')}|{_verb('erod')}|spoil(?:s|ed|ing|t)?|(?:wear|eat)(?:s|ing)?\s+(?:away|down|out)(?:\s+at)?"
         r"|(?:harm|damage|hurt|destroy|ruin|weaken|impair|stunt|feed)(?:s|ed|ing)?|dangerous\s+(?:for|to)"
         r"|(?:implicated|involved)\s+in",
         Relation.CAUSES, Effect.BAD),
    Verb(r"diagnos(?:e|es|ed|ing)|detect(?:s|ed|ing)?|screen(?:s|ing)?\s+for"
         r"|(?:sniff|smell)(?:s|ed|ing)?(?:\s+out)?|find(?:s|ing)?(?:\s+out)?|flag(?:s|ged)?(?:\s+up)?|identif(?:y|ies|ied|ying)|spot(?:s|ted|ting)?\s+(?:a|an|the|early|signs\s+of)|pick(?:s|ed|ing)?\s+up"
         r"|rul(?:e|es|ed|ing)\s+out|catches|shows?\s+up|(?:tell|show)s?\s+(?:(?:you|me|us)\s+)?if\s+(?:you|i|someone|he|she|they)(?:['’]?(?:ve|m|re|s)|\s+(?:have|has|am|are|is))(?:\s+got)?"
         r"|(?:diagnosis|detection|identification)\s+of",
         Relation.DIAGNOSES),
    Verb(r"predict(?:s|ed|ing|ive\s+(?:of|for))?|(?:a\s+)?predict(?:ors?|ion)\s+(?:of|for)|prognosticat\w+"
         r"|(?:a\s+)?prognostic\s+(?:factor|marker|biomarker)s?\s+(?:of|for|in)",
         Relation.PREDICTS),
    Verb(rf"treat(?:s|ed|ing)?|{_verb('cur')}|heal(?:s|ed|ing)?|fight(?:s|ing)?|combat(?:s|ing)?"
         r"|manag(?:e|es|ed|ing)|control(?:s|led|ling)?|remed(?:y|ies)|get(?:s|ting)?\s+rid\s+of"
         r"|clear(?:s|ed|ing)?(?:\s+up)?|clean(?:s|ed|ing)?|remov(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)"
         r"|eradicat(?:e|es|ed|ing)|revers(?:e|es|ed|ing)|dissolv(?:e|es|ed|ing)|kill(?:s|ed|ing)?"
         r"|beat(?:s|ing)?|shift(?:s|ed|ing)?|pass(?:es|ed|ing)?|unblock(?:s|ed|ing)?|drain(?:s|ed|ing)?|zap(?:s|ped|ping)?|dry(?:ing)?\s+up|dries\s+up|get(?:s|ting)?\s+over|recover(?:s|ing)?\s+from|(?:cop|deal)(?:e|es|s|ing)?\s+with|handl(?:e|es|ing)|soften(?:s|ed|ing)?|break(?:s|ing)?\s+(?:up|down)|loosen(?:s|ed|ing)?|numb(?:s|ed|ing)?|fad(?:e|es|ed|ing)|minimi[sz]e\s+the\s+look\s+of|rid\s+(?:you|the\s+body)\s+of|flush(?:es)?(?:\s+out)?|cleans(?:e|es|ing)|bring(?:s|ing)?\s+down"
         r"|(?:the\s+)?(?:treatment|management|cure|control|therapy)\s+(?:of|for)"
         r"|work(?:s|ed|ing)?\s+(?:well\s+)?(?:for|against|on|in|with|as\s+a\s+treatment\s+for)",
         Relation.TREATS),
    Verb(rf"(?:{_LESS})|cut(?:s|ting)?(?:\s+down)?|shorten(?:s|ed|ing)?"
         r"|slow(?:s|ed|ing)?(?:\s+down)?|delay(?:s|ed|ing)?|suppress(?:es|ed|ing)?"
         r"|limit(?:s|ed|ing)?|shrink(?:s|ing)?|drop(?:s|ped|ping)?|trim(?:s|med)?|dampen(?:s|ed)?",
         Relation.HELPS, Effect.DOWN),
    Verb(rf"(?:{_MORE})|build(?:s|ing)?(?:\s+up)?|prolong(?:s|ed|ing)?|extend(?:s|ed|ing)?"
         r"|lengthen(?:s|ed|ing)?|speed(?:s|ing)?\s+up|accelerat(?:e|es|ed|ing)"
         r"|stimulat(?:e|es|ed|ing)",
         Relation.HELPS, Effect.UP),
    Verb(r"(?:affect|influence|chang|impact|alter|modif)(?:e|es|s|ed|ing|y|ies|ied)?(?:\s+on)?"
         r"|(?:have|has|having)\s+(?:any\s+|an\s+|no\s+)?(?:effects?|impact|influence)\s+(?:on|in|upon)",
         Relation.COMPARES, Effect.OPEN),
    Verb(r"reliev(?:e|es|ed|ing)|eas(?:e|es|ed|ing)|sooth(?:e|es|ed|ing)|alleviat(?:e|es|ed|ing)"
         rf"|{_verb('improv')}|boost(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)|strengthen(?:s|ed|ing)?"
         r"|promot(?:e|es|ed|ing)|support(?:s|ed|ing)?|maintain(?:s|ed|ing)?|restor(?:e|es|ed|ing)"
         rf"|settl(?:e|es|ed|ing)|curb(?:s|ed|ing)?|{_verb('tam')}|quell(?:s|ed|ing)?|dampen(?:s|ed|ing)?"
         r"|banish(?:es|ed|ing)?|tackl(?:e|es|ed|ing)|sort(?:s|ed|ing)?\s+out|fix(?:es|ed|ing)?|lift(?:s|ed)?"
         r"|burn(?:s|ed|ing)?|whiten(?:s|ed|ing)?|regrow(?:s|ing)?|stop(?:s|ped|ping)?"
         r"|sav(?:e|es|ed|ing)|ameliorat(?:e|es|ed|ing)|benefit(?:s|ed|ing)?(?:\s+for)?|calm(?:s|ed|ing)?"
         r"|protect(?:s|ed|ing)?|(?:good|great|useful)\s+for|(?:make|makes)\s+(?:a|any)\s+difference\s+(?:to|in|for)"
         r"|do(?:es)?\s+anything\s+(?:for|against|about)|(?:play|plays)\s+a\s+role\s+in"
         r"|offer(?:s|ed|ing)?(?:\s+relief)?(?:\s+(?:from|for|protection))?"
         r"|provid(?:e|es|ed|ing)\s+relief\s+(?:from|for)",
         Relation.HELPS),
    Verb(r"help(?:s|ed|ing|ful)?(?:\s+(?:people|patients|you|me|us|women|men|children|kids)"
         r"(?:\s+with)?)?(?:\s+(?:with|to|in|against|for))?", Relation.HELPS),
)  # fmt: skip

ANY_VERB = "|".join(f"(?:{v.pattern})" for v in VERBS)


_COMPILED = tuple((v, later(rf"(?:{v.pattern})\Z", re.IGNORECASE)) for v in VERBS)


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:to\s+)?(?P<v>{ANY_VERB})(?=\s|$)", re.IGNORECASE)


def verb_of(phrase: str) -> Verb:
    """Return the table's row for a verb phrase that ``ANY_VERB`` matched."""
    return next(verb for verb, pattern in _COMPILED if pattern.match(phrase))


def leading_verb(text: str, start: int) -> tuple[int, int] | None:
    """Span of the verb phrase that ``text[start:]`` begins with, or None."""
    match = _leading().match(text, start)
    return match.span("v") if match else None
