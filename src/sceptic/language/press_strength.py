"""How strongly a sentence of the press claims: the rules of ``strength``, and the press's words.

Headlines are shorter than conclusions, and name their source in the sentence. Rules were written
on half of the headlines and leads of Yu, Wang and co-workers, measured on the other half; no
weight is fitted on their labels.
"""

from __future__ import annotations

import re
from enum import StrEnum

from sceptic.domain.article import ClaimStrength
from sceptic.language.strength import Strength, strength_of

_SOURCE = re.compile(
    r"(?:,|\s[-–—]+)?\s*(?:according\s+to|published\s+(?:in|on|online|today|this)|reported\s+(?:in|on)|presented\s+at"
    r"|in\s+a\s+(?:new\s+)?study\s+(?:in|by|published)|(?:a|the)\s+(?:new\s+)?(?:study|research|report|review|analysis)\s+"
    r"(?:finds?|found|shows?|says?|suggests?|reveals?|reports?|concludes?)\s*[.]?$|say(?:s)?\s+(?:the\s+)?"
    r"(?:authors|researchers|scientists|experts)|conclude[sd]?\s+research|(?:suggest|say|find|claim)s?\s+(?:a|an)\s+)"
    r"[^,;]*(?=$|[.,;])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^.{0,220}?\b(?:study|studies|research|researchers|scientists|findings|results|team|authors|report|review|trial|analysis|evidence|data)\b"
    r"[^.]{0,160}?\b(?:found|finds?|shows?|showed|shown|suggests?|suggested|reveals?|revealed|reports?|reported|concludes?|concluded"
    r"|discovered|demonstrates?|demonstrated|indicates?|indicated|confirms?|confirmed)\s+(?:that\s+)?(?=\S+\s+\S+\s+\S+)",
    re.IGNORECASE | re.DOTALL,
)
_KNOWN = re.compile(
    r"\b(?:(?:is|are|been|was|were)\s+(?:well\s+|long\s+|widely\s+|already\s+)*(?:known|accepted|recognized|recognised|established)"
    r"|previous(?:ly)?\s+(?:work|stud|research)\w*|some\s+recent\s+studies|earlier\s+(?:work|stud|research)\w*|have\s+long\s+been"
    r"|until\s+now|is\s+the\s+official|about\s+(?:one|1)\s+in\s+[\d,]+|each\s+year|every\s+year|affects?\s+(?:about|more|an\s+estimated|up\s+to|nearly)"
    r"|looked\s+at\s+whether|(?:researchers?|scientists|investigators|team|who)\s+(?:\w+\s+)?(?:analy[sz]ed|examined|studied)|study\b[^.]{0,80}\bexamined|is\s+an?\s+(?:rare\s+|common\s+|chronic\s+)?(?:condition|disease|disorder|ultrasound|procedure|test)\b|used\s+to\s+(?:treat|relieve)|visit\s+|for\s+more\s+information|growing\s+concern|longstanding\s+concern|recommend\w*|guidelines?)\b",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"\b(?:halv(?:e|es|ed)|cuts?|slash(?:es|ed)?|saves?\s+lives|extends?|lengthens?|eas(?:e|es|ed)|curbs?|fights?|beats?|wards?\s+off"
    r"|kill(?:s|er)|reliefs?|provides?\s+(?:relief|better|protection)|boosts?|lifts?|speeds?|keeps?|tames?|combats?|treats?|cures?|works?"
    r"|disrupts?|harm(?:s|ful)?|damag(?:e|es|ed|ing)|dangerous|hurts?|improv\w+|prevent(?:s|ing|ed)?|leads?|makes?\s+(?:it|people|you)|raises?"
    r"|source\s+of|puts?\s+[\w\s]{2,40}at\s+risk|helps?|enough\s+to|value\s+of|importance\s+of|protects?|lowers?|reduc\w+"
    r"|increases?|better\s+(?:than|for|outcomes)|fails?\s+to|effective\w*)\b",
    re.IGNORECASE,
)
_GOES_WITH = re.compile(
    r"\b(?:(?:a|big|key|major|not\s+a|important)\s+factor\s+in|precedes?|seen\s+in|signals?|as\s+long\s+as|twice\s+as|times\s+as"
    r"|(?:higher|lower|greater|more|less|fewer)\b[^.]{0,60}\b(?:than|among|in)|tied\s+to|ties|linked?|links|odds|chances?|likel(?:y|ihood)"
    r"|at\s+(?:\w+\s+)?risk|(?:high|low)\s+(?:levels|rates)|associat\w+|common\s+(?:in|among)|prone|risks?|danger|survival|rates?\s+(?:of|in|for)"
    r"|among\s+(?:women|men|children|people|patients))\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:may|might|could|can\s+potentially|appears?|seems?|possibl[ey]|potential(?:ly)?|likely\s+to\s+have|suspected|perhaps|promis\w+)\b",
    re.IGNORECASE,
)
_MAY_MAKE = re.compile(
    r"\b(?:may|might|could|appears?\s+to|seems?\s+to)\s+(?:\w+\s+){0,2}?(?:double|triple|halve|cut|rais|increas|reduc|lower|boost"
    r"|improv|protect|prevent|help|offer|benefit|put|retain|worsen|lead|contribut|explain|play)",
    re.IGNORECASE,
)
CURE = re.compile(
    r"\b(?:cures?|cured|curing|miracle|eradicates?|rids?\s+(?:you|the\s+body)|for\s+good|permanent(?:ly)?\s+(?:cures?|removes?|ends?))\b",
    re.IGNORECASE,
)
_NOT_CURED = re.compile(
    r"\b(?:not|no|never|may|might|could|touted|so-called|claim\w*)\b|n['’]t\b", re.IGNORECASE
)


def press_strength_of(sentence: str) -> ClaimStrength:
    """Strength of what a sentence of the press claims; a cure stands above a cause."""
    told = _without_source(sentence)
    if CURE.search(told) and not _NOT_CURED.search(told):
        return ClaimStrength.CURE
    return ClaimStrength(_strength(told).value)


def _strength(told: str) -> Strength:
    if _KNOWN.search(told):
        return Strength.NONE
    read = strength_of(told)
    doubted = _DOUBT.search(told) is not None
    if read is Strength.NONE:
        if _MAKES.search(told):
            return Strength.CONDITIONAL if doubted else Strength.CAUSAL
        if _GOES_WITH.search(told):
            return Strength.CONDITIONAL if doubted else Strength.CORRELATIONAL
        return read
    if read is Strength.CORRELATIONAL and _MAY_MAKE.search(told):
        return Strength.CONDITIONAL
    return read


def _without_source(sentence: str) -> str:
    """The sentence without who found it: names of journals and societies hold words of relation."""
    told = _SOURCE.sub("", sentence)
    lead = _LEAD.match(told)
    if lead is not None and len(told) - lead.end() > 25:
        told = told[lead.end() :]
    return told if len(told.split()) >= 4 else sentence


class Told(StrEnum):
    """How a report's claim stands to that of the study it reports."""

    EXAGGERATES = "exaggerates"
    SAME = "same"
    DOWNPLAYS = "downplays"


def told(report: str, study: str) -> tuple[Told, bool]:
    """How strongly a report's sentence claims beside a study's conclusion, and whether surely.

    It is sure where the two stand on either side of the line between going together and making:
    a correlation told as a cause. One step within a side is within what readers disagree on
    (Sumner 2014, PMID 25498121).
    """
    said, found = _strength(_without_source(report)), strength_of(study)
    order = list(Strength)
    steps = order.index(said) - order.index(found)
    if steps == 0:
        return Told.SAME, True
    pair = {said, found}
    is_sure = Strength.CAUSAL in pair and Strength.CORRELATIONAL in pair
    return (Told.EXAGGERATES if steps > 0 else Told.DOWNPLAYS), is_sure
