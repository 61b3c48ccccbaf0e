"""In what part a text names a thing: as what was tried, or only as what was there anyway.

A treatment may be named as what everybody had already, as what another thing was added to, as a
cause of what others treat, as one of a list, or as what was adjusted for. A condition may tell who
was studied, or what came of it. Patterns are read beside one mention, within its clause.
"""

from __future__ import annotations

import re

from sceptic.appraisal.matching import Family, Mention
from sceptic.language.patterns import later

_REACH = 2_000
"""Letters before a name that are read: no clause is longer, and a text without end, full of names,
is then read in a time that grows with its length alone."""
_HEAD = r"(?:(?!(?:to|than|versus|vs)\b)[\w-]+ ){0,3}$"
"""Up to three words (a dose, "ongoing", "high-dose") may stand before the name."""
_HAD = later(
    r"\b(?:post|among|undergoing|receiving|received|treated with|taking|after|during|following|"
    r"before|users? of|use of|(?:patients|people|women|men|children|adults|infants) "
    r"(?:on|with|in))\b[^:;.]{0,40}$",
    re.IGNORECASE,
)
_ADDED_TO = later(
    r"\b(?:add(?:ed|ing)|addition(?: of)?|additive|additional|add[- ]on|adjunct(?:ive)?|adjuvant|"
    r"supplementary|supplemental)\b(?:[^:;.]{0,60}\b| )to(?: that of)? "
    r"(?:(?!(?:to|than|versus|vs)\b)[\w-]+ ){0,5}$",
    re.IGNORECASE,
)
_STRENGTHENED = later(
    r"\b(?:augment\w*|potentiat\w*|enhanc\w*|predicts?|predictors?|interact\w*|attenuat\w*|"
    r"determin\w+|moderat(?:e[sd]|ing|ors?))\b[^:;.]{0,40}\b(?:of|to|with) " + _HEAD,
    re.IGNORECASE,
)
_FAILED_ON = later(
    r"\b(?:(?:inadequate|inadequately|poorly|insufficiently|suboptimally|not (?:adequately|well))"
    r"(?: \w+){0,2} (?:on|with|by|to)|uncontrolled (?:on|with|by)|(?:refractory|resistant|"
    r"unresponsive|intolerant|non-?responsive|non-?responders?|tolerant) to|fail(?:ed|ing|ures?)"
    r"(?: (?:of|on|to|with))?|despite|in spite of|regardless of|irrespective of|(?:maintained|"
    r"stabili[sz]ed|titrated) on|pre-?treat\w* with|previous(?:ly)?(?: \w+)?(?: with)?|"
    r"concomitant(?:ly)?(?: \w+)?|background of|background|(?:switch\w*|convert\w*|conversion|"
    r"withdraw\w*)(?: of)? from|withdrawal of|discontinu\w*"
    r"(?: of)?|adherence to|compliance with|access to)"
    r" " + _HEAD,
    re.IGNORECASE,
)
_GIVEN_BESIDE = later(
    r"\b(?:add-?on(?: therapy| treatment)?(?: to)?|(?:in |given )?(?:combination|conjunction|"
    r"association|combined|concurrent\w*|concomitant\w*|together) with|associated with|added to|"
    r"combin(?:ation of|ing) [^:;.]{3,60} with|adjunct(?:ive)? to) (?:(?:standard|conventional|"
    r"concurrent|chronic|stable) )?$",
    re.IGNORECASE,
)
"""What another treatment was given with; "X in combination with another" is about X."""
_BEFORE_TREATMENT = (_ADDED_TO, _STRENGTHENED, _FAILED_ON, _GIVEN_BESIDE)
_AFTER_TREATMENT = later(
    r"^[\s-]{1,8}(?:(?:\w+ )?users?|takers?|recipients?|na[iï]ve|treated|resistant|refractory|"
    r"intolerant|unresponsive|pre-?treated|maintained|dependent|stabili[sz]ed|failures?|"
    r"withdrawal|discontinuation|prescri\w+|titration)\b",
    re.IGNORECASE,
)
_CAUSED_BY = later(
    r"^[\s-]{1,8}(?:induced|associated|related|responsive|sensitive|triggered)\b", re.IGNORECASE
)
_REMEDY = later(
    r"\b(?:prevent\w*|prophyla\w+|treat\w*|heal\w*|protect\w*|reduc\w+|therap\w+|manag\w+)\b",
    re.IGNORECASE,
)


def _before(pattern: re.Pattern[str], text: str, mention: Mention) -> re.Match[str] | None:
    """The pattern, which ends with ``$``, right before a mention."""
    start = mention[0]
    return pattern.search(text, max(0, start - _REACH), start)


def is_background(text: str, mention: Mention, *, as_cause: bool = False) -> bool:
    """Whether a title or sentence names a treatment only as what was there anyway.

    Args:
        as_cause: the claim is that it causes something; "X-induced" and "X users" are then about
            the claim, unless the text is about a remedy.
    """
    after = text[mention[1] :]
    if any(_before(pattern, text, mention) for pattern in _BEFORE_TREATMENT):
        return True
    if _AFTER_TREATMENT.match(after) or _CAUSED_BY.match(after):
        return not as_cause or _REMEDY.search(text) is not None
    return False


def is_what_people_had(title: str, mention: Mention, *, as_cause: bool = False) -> bool:
    """Whether a title names a treatment as what its people happen to have: "in patients on X".

    For a cause that is how those exposed are named, unless the title is about a remedy.
    """
    if as_cause and not _REMEDY.search(title):
        return False
    return _before(_HAD, title, mention) is not None


_LISTED = later(
    r"\b(?:such as|including|like|risk factors?|contraindications?|adjust\w*|controlling for|"
    r"controlled for|matched|stratif\w*|independent(?:ly)? of|covariates?|confound\w*|e\.g\.|"
    r"i\.e\.|characteristics|histor(?:y|ies) of|defined as|predictors?|criteria)\b"
    r"(?P<tail>[^;.]*)$",
    re.IGNORECASE,
)
_STATES = r"(?:was|were|is|are|has|had|have|did|does|do|reduc\w+|increas\w+|remain\w*|show\w*)\b"
_STATED = later(rf"\b{_STATES}", re.IGNORECASE)
_STATES_NEXT = later(rf"^(?: [\w-]+){{0,2}} {_STATES}", re.IGNORECASE)


def is_listed(text: str, mention: Mention) -> bool:
    """Whether a name is one of a list, or what a result was adjusted for, not what it is about."""
    cue = _before(_LISTED, text, mention)
    if cue is None or _STATED.search(cue["tail"]):
        return False
    return not _STATES_NEXT.match(text[mention[1] :])


_THAN = later(
    r"\b(?:than|compared (?:with|to)|in comparison (?:with|to)|versus|vs\.?|additional to|"
    r"as (?:\w+ ){1,2}as|equivalent to|comparable (?:with|to)|similar to|alternative to|"
    r"instead of|relative to|comparing (?:with|to)|inferior to|superior to|(?:advantages?|"
    r"superiority|preferred|benefits?) over)"
    r"(?: [\w()/\u2013-]+){0,5} [\u2013-]?$",
    re.IGNORECASE,
)
_NOTHING = later(
    r"\b(?:placebo|controls?|sham|without|untreated|non-?users?|not (?:using|receiving|taking)|"
    r"never|usual care)\b",
    re.IGNORECASE,
)


def is_only_compared_with(text: str, family: Family) -> bool:
    """Whether a sentence names a treatment only as what another treatment is measured against."""
    mentions = family.mentions(text)
    if not mentions or not all(_before(_THAN, text, m) for m in mentions):
        return False
    return not _NOTHING.search(text[: mentions[0][0]])


# --- conditions -------------------------------------------------------------------------------

_PEOPLE = (
    r"(?:patients?|people|persons?|individuals?|subjects?|participants?|adults?|children|"
    r"adolescents?|wom[ae]n|m[ae]n|infants?|survivors?|those|cases|populations?|cohorts?|"
    r"volunteers?|outpatients?|inpatients?|males?|females?|rats|mice)"
)
_BETWEEN = (
    r"(?:(?!(?:was|were|is|are|had|has|have|did|risks?|incidences?|develop\w*|reduc\w+|increas\w+|"
    r"decreas\w+|lower\w*|rates?|prevent\w*|for|to|on|no|not)\b)[\w()/-]+,? )"
)
"""A word that may stand between people and what they have; no verb and no talk of risk."""
_WHO_BEFORE = later(
    rf"\b{_PEOPLE}\b(?: \([^)]*\))? (?:\w+ ){{0,2}}(?:with|without|of|from|having|undergoing|"
    rf"awaiting) {_BETWEEN}{{0,6}}$"
    r"|\b(?:recover(?:ed|ing|y) from|survived|after|following|post|histor(?:y|ies) of|"
    r"diagnosed with|diagnosis of|suffering from|presenting with|"
    r"hospitali[sz]ed (?:for|with)|comorbid|coexisting|concomitant|pre-?existing|with or without|"
    rf"complicated by|duration of|subset with|prior|previous) {_BETWEEN}{{0,4}}$",
    re.IGNORECASE,
)
_WHO_AFTER = later(
    r"^[\s-]{1,8}(?:(?!(?:in|among|of|for|and|or|with|was|were|at|by|than|as|to|from|on)\b)"
    rf"[\w-]+ ){{0,2}}{_PEOPLE}\b"
    r"|^[\s-]{1,8}(?:hypertensi\w+|nephropath\w+|retinopath\w+|neuropath\w+|"
    r"survivors?|recurrences?|relapses?|progression|status|duration|management|medications?|"
    r"treatment|therapy|drugs?|screening|"
    r"control|clinics?|care|group|related)\b",
    re.IGNORECASE,
)
_HAPPENS_BEFORE = later(
    r"\b(?:risks?|incidences?|incident|develop\w*|occurrences?|occurred|onset|new|newly|odds|"
    r"caus(?:e|es|ed|ing|al)|associat\w*|link\w*|relat\w*|relationships?|induc\w+|lead\w*|led|"
    r"predispos\w*|prevent\w*|prophyla\w*|prevalence|against|protect\w*|hazards?|mortality|"
    r"deaths?|died|dying|rates?|effects?|"
    r"ratio|likelihood|"
    r"increas\w+|reduc\w+|decreas\w+|lower\w*|rais\w+|elevat\w+|contribut\w+|promot\w+|trigger\w*|"
    r"exacerbat\w*|precipitat\w*|diagnos\w+|number|cases|proportion|percentage|frequency|"
    r"evidence|safety|etiolog\w+|aetiolog\w+|role)\b[^:;.]{0,80}$",
    re.IGNORECASE,
)
_HAPPENS_AFTER = later(
    r"^[\s\w,-]{0,30}\b(?:risks?|incidences?|mortality|deaths?|rates?|occur\w*|develop\w*|cases|"
    r"was|were|did|increas\w+|fell|rose|levels?)\b",
    re.IGNORECASE,
)
_ONLY_MEASURED = later(
    r"\b(?:secondary|primary|main|other)? ?(?:outcomes?|end ?points?|measures?)(?: measures?)? "
    r"(?:was|were|included|is|are)\b",
    re.IGNORECASE,
)


_IN = later(r"\bin (?:(?!and\b)[\w-]+ ){0,3}$", re.IGNORECASE)
_CHANGED = later(
    r"\b(?:chang\w+|increas\w+|reduc\w+|decreas\w+|differen\w+|declin\w+|rise|improv\w+|role|"
    r"fall|involved|result\w*|implicated|effective) $",
    re.IGNORECASE,
)


def is_of_people(text: str, mention: Mention) -> bool:
    """Whether a condition's name tells who was studied: "in diabetic patients"."""
    if _before(_WHO_BEFORE, text, mention) or _WHO_AFTER.match(text[mention[1] :]):
        return True
    within = _before(_IN, text, mention)
    if within is None:
        return False
    return not _CHANGED.search(text, max(0, within.start() - _REACH), within.start())


_BESIDE = later(r"\b(?:and|as|with|versus|on)\b[^:;.]{0,40}$", re.IGNORECASE)


def names_as_outcome(text: str, family: Family, *, is_title: bool = False) -> bool:
    """Whether a text names a condition as what happened, or could have, to those studied.

    In a title "X and Y" is enough.
    """
    if _ONLY_MEASURED.search(text):
        return False
    return any(
        not is_of_people(text, m) and not is_listed(text, m) and _happens(text, m, is_title)
        for m in family.mentions(text)
    )


def _happens(text: str, mention: Mention, is_title: bool) -> bool:
    return bool(
        _before(_HAPPENS_BEFORE, text, mention)
        or _HAPPENS_AFTER.match(text[mention[1] :])
        or (is_title and _before(_BESIDE, text, mention))
    )
