"""What title and conclusion say of the arms: forms of one treatment, a partner, a measure.

A trial of two doses, two devices or two members of a class does not show whether the treatment
works; nor does one in which it was only what another was compared with, or was given with another.
"""

from __future__ import annotations

import itertools
import re

from sceptic.appraisal.comparators import PASSIVE_COMPARATOR
from sceptic.appraisal.matching import Family
from sceptic.domain.evidence import Study

_COMPARES = re.compile(
    r"\b(?:compar\w+|versus|vs\.?|between|or|differential|randomi[sz]ed trial of)(?=\W)",
    re.IGNORECASE,
)
_FORM = (
    r"(?:doses?|dosages?|dosing|regimens?|schedules?|strengths?|durations?|lengths?|timings?|"
    r"formulations?|concentrations?|preparations?|devices?|brands?|routes?|strateg(?:y|ies)|"
    r"protocols?|techniques?|approaches|modes?|frequenc(?:y|ies)|intensit(?:y|ies)|inhalers?)"
)
_FORMS = (
    re.compile(
        rf"\b(?:two|three|four|different|various|optimal|optimum)\b (?:[\w-]+ ){{0,3}}{_FORM}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<a>low|high|higher|lower|half|full|standard|conventional|once|single|short|"
        r"immediate|fixed|oral|daily|intermittent|home|supervised|individual)(?:[- ]\w+){0,6}"
        r"[, ]+(?:versus|vs\.?|and|or|compared (?:with|to)|than|with) (?:[\w-]+ ){0,4}?"
        r"(?:low|high|higher|standard|twice|thrice|multiple|extended|sustained|controlled|"
        r"delayed|deferred|flexible|intravenous|weekly|continuous|group|conventional|hospital)"
        r"\b(?![- ](?:risk|blood|protein|fat|fib|carb|care|treatment|therapy))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b\d+[- ](?:hours?|weeks?|months?|days?|mg|microg|mcg|g|min\w*)\b[^.:;]{0,40}\b(?:and|"
        r"versus|vs\.?|or) \d+[- ](?:hours?|weeks?|months?|days?|mg|microg|mcg|g|min\w*)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b\w+-free and \w+-based\b|\b(?:pmdi|dpi)\b.*\b(?:pmdi|dpi)\b", re.IGNORECASE),
)
_COMPARED_FORMS = re.compile(
    rf"\bcompar\w+ (?:of|between)? ?(?:[\w/-]+ ){{0,6}}{_FORM}\b", re.IGNORECASE
)
_DOSE = (
    r"(?:dos(?:e|es|age|ing)|\d ?(?:mg|g|microg|mcg|µg|mug)\b|once[- ]daily|twice[- ]daily|regimen)"
)
_DOSES_EQUAL = re.compile(
    rf"\b{_DOSE}[^.;]{{0,120}}\b(?:as (?:effective|efficacious|good) as|(?:no(?:t)?|nor) "
    r"(?:\w+ ){0,3}(?:different|better|superior|more effective)|similar\w* (?:\w+ ){0,4}(?:to|"
    r"with)|"
    rf"comparable (?:\w+ ){{0,4}}(?:to|with)|equivalent to)[^.;]{{0,80}}\b{_DOSE}",
    re.IGNORECASE,
)


def compares_forms(study: Study, family: Family, abstract: str) -> bool:
    """Whether forms, doses or members of the treatment were compared with one another alone."""
    title = study.citation.title
    if PASSIVE_COMPARATOR.search(title):
        return False
    if _names_two_members(title, family):
        return True
    if _COMPARED_FORMS.search(title):
        return True
    if PASSIVE_COMPARATOR.search(abstract):
        return False
    said = (title, *(r.text for r in study.conclusion))
    return any(p.search(title) for p in _FORMS) or any(_DOSES_EQUAL.search(t) for t in said)


_JOINED = re.compile(
    r"^[^:;.]{0,50}\b(?:and|or|with|to|versus|vs\.?|than|against)\b[^:;.]{0,50}$", re.IGNORECASE
)


def _names_two_members(title: str, family: Family) -> bool:
    """Whether a title that compares names two members of a group, and nothing before them."""
    mentions = family.mentions(title)
    pairs = itertools.pairwise(mentions)
    joined = any(
        a[2] != b[2] and a[2] != family.concept.id and b[2] != family.concept.id
        and _JOINED.match(title[a[1] : b[0]])
        for a, b in pairs
    )  # fmt: skip
    return joined and _COMPARES.search(title) is not None


_COMPARISON_WITH = re.compile(
    r"\b(?:compar(?:isons?|ing|ed?|ative \w+)|evaluat\w+ and compare)\b[^:;.?]{3,120}?"
    r" (?:with|to|against|over) (?:that of )?",
    re.IGNORECASE,
)


def is_measured_against(title: str, family: Family) -> bool:
    """Whether a title names the treatment only after "comparison of another with"."""
    compared = _COMPARISON_WITH.search(title)
    mentions = family.mentions(title)
    if compared is None or not mentions:
        return False
    return all(m[0] >= compared.end() for m in mentions) and mentions[0][0] - compared.end() < 25


_SUFFIX = (
    r"(?:induced|treated|based|resistant|refractory|naive|related|associated|containing|group|"
    r"controlled|responsive|free|sparing|like|dependent|supplemented|assisted|only|alone|type)"
)
_PARTNER = re.compile(
    rf"^ ?(?:\+|/|-(?!{_SUFFIX}\b)(?=[a-z]{{6,}})) ?(?P<p>[a-z]{{5,}})", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:(?:this|the|such(?: an?)?|special|fixed|triple|dual|quadruple) (?:\w+ )?combination|"
    r"combination (?:\w+ )?(?:regimen|therapy|treatment)|combined (?:use|treatment|"
    r"therapy) (?:of|with))\b",
    re.IGNORECASE,
)
_AND = re.compile(r"^ (?:and|plus|with|combined with) [a-z-]{5,}|^, [a-z-]+,? and ", re.IGNORECASE)
_ALONE = re.compile(
    r"\b(?:alone|either (?:agent|drug|treatment)|monotherap\w+|placebo|add(?:ed|ing|ition))\b",
    re.IGNORECASE,
)


def is_given_with_another(study: Study, family: Family) -> bool:
    """Whether the conclusion tells of the treatment only together with a partner."""
    said = [r.text for r in study.conclusion]
    naming = [t for t in said if family.mentions(t)]
    if not naming or any(_ALONE.search(t) for t in (study.citation.title, *said)):
        return False
    if all(_has_partner(t, family) for t in naming):
        return True
    is_joined = all(_stands_beside(t, family) for t in naming)
    return is_joined and any(_TOGETHER.search(t) for t in said)


def _has_partner(text: str, family: Family) -> bool:
    """Whether every name is joined to another: "X-other", "X + other", "combining X with"."""
    return all(
        (_COMBINING.search(text[: m[0]]) and _AND.match(text[m[1] :]))
        or ((p := _PARTNER.match(text[m[1] :])) is not None and not family.mentions(p["p"]))
        for m in family.mentions(text)
    )


_COMBINING = re.compile(r"\bcombin(?:ing|ation of)(?: [\w-]+)? $", re.IGNORECASE)


def _stands_beside(text: str, family: Family) -> bool:
    mentions = family.mentions(text)
    return any(
        _AND.match(text[m[1] :]) or re.search(r"[a-z-]{5,} (?:and|plus|with) $", text[: m[0]])
        for m in mentions
    )
