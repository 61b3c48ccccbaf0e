"""Was it tested to prevent a condition or to treat it?

Where a condition begins with an event (an infection, a cancer, a fracture), a trial of prevention
says nothing on treatment, nor the other way round. The list of those conditions is data.
"""

from __future__ import annotations

import re
from enum import StrEnum

from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Finding, Study
from sceptic.language.onset import begins_with_event


class Aim(StrEnum):
    PREVENTION = "prevention"
    TREATMENT = "treatment"
    UNKNOWN = "unknown"
    """Both, or nothing said."""


_PREVENTION = re.compile(
    r"\b(prevent\w*|prophyla\w+|incidence|recurren\w+|protect\w*|vaccin\w+|immuni[sz]ation|"
    r"risk of|new (?:cases?|onset|infections?|diagnos\w+)|chemoprevention|primary prevention|"
    r"occurrence|number of (?:colds|attacks|infections|episodes|cases)|conversion to|catching|"
    r"acquisition)\b",
    re.IGNORECASE,
)
_TREATMENT = re.compile(
    r"\b(treat\w*|therap\w+|cur(?:e|es|ed|ing)|clearance|symptoms?|severity|duration|relie\w+|"
    r"manage\w*|remission|recover\w+|resol\w+|hospital\w*|viral load|virus|cognition in people|"
    r"surviv\w+|tumou?r response|progress\w+|time to|"
    r"in (?:patients|people|adults|children) (?:with|who have))\b",
    re.IGNORECASE,
)
_ASKS_FOR_TREATMENT = re.compile(
    r"\b(cur(?:e|es|ed|ing)|treat\w*|heal\w*|shorten\w*|get over|recover\w*|faster|"
    r"quicker|duration)\b",
    re.IGNORECASE,
)
_ASKS_FOR_PREVENTION = re.compile(
    r"\b(prevent\w*|risk of|catch\w*|ward off|protect\w*|avoid\w*|fewer)\b", re.IGNORECASE
)
_OF_PATIENTS = re.compile(
    r"\b(?:(?:for|in) (?:the )?(?:treatment|management|therapy) of|treating|eradication of|"
    r"(?:in|for) (?:patients|people|adults|children) with)\b",
    re.IGNORECASE,
)


def aim_of(study: Study, finding: Finding | None) -> Aim:
    """The aim by the words of the finding, else of the title and the conclusion."""
    words = f"{finding.condition} {finding.outcome}" if finding else ""
    by_finding = _aim_in(words)
    if by_finding is not Aim.UNKNOWN:
        return by_finding
    by_title = _aim_in(study.citation.title)
    if by_title is not Aim.UNKNOWN:
        return by_title
    return _aim_in(" ".join(r.text for r in study.conclusion))


def _aim_in(text: str) -> Aim:
    prevents, treats = bool(_PREVENTION.search(text)), bool(_TREATMENT.search(text))
    if prevents == treats:
        return Aim.UNKNOWN
    return Aim.PREVENTION if prevents else Aim.TREATMENT


def aim_in_words(finding: Finding | None) -> Aim:
    """The aim by the words of one finding alone."""
    return _aim_in(f"{finding.condition} {finding.outcome}") if finding else Aim.UNKNOWN


def wanted_aim(claim: Claim) -> Aim:
    """The aim a study must have to speak to the claim; UNKNOWN where either will do.

    A cause is sought in people who do not have the condition yet.
    """
    if claim.relation is Relation.CAUSES:
        return Aim.PREVENTION
    if not begins_with_event(claim.pico.condition):
        return Aim.UNKNOWN
    asked = claim.question.text
    if claim.relation is Relation.PREVENTS:
        return Aim.PREVENTION
    if claim.relation not in (Relation.TREATS, Relation.HELPS):
        return Aim.UNKNOWN
    if _ASKS_FOR_TREATMENT.search(asked):
        return Aim.TREATMENT
    return Aim.PREVENTION if _ASKS_FOR_PREVENTION.search(asked) else Aim.UNKNOWN


def other_aim(claim: Claim, study: Study, finding: Finding | None) -> str:
    """Why a study of the other aim does not speak to the claim; empty if it does."""
    if claim.relation is Relation.CAUSES:
        return _of_patients(study, finding)
    wanted, aim = wanted_aim(claim), aim_of(study, finding)
    if Aim.UNKNOWN in (wanted, aim) or wanted is aim:
        return ""
    if aim is Aim.TREATMENT:
        return "tested as a treatment, not for prevention"
    return "tested for prevention, not as a treatment"


def _of_patients(study: Study, finding: Finding | None) -> str:
    """A trial in people who have the condition cannot tell what caused it."""
    treats = aim_in_words(finding) is Aim.TREATMENT or (
        aim_in_words(finding) is Aim.UNKNOWN and _OF_PATIENTS.search(study.citation.title)
    )
    return "tested as a treatment in people who have it: does not tell a cause" if treats else ""
