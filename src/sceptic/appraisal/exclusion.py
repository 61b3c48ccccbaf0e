"""What does not count, and why: the first reason that holds, in the reader's words."""

from __future__ import annotations

import re
from typing import NamedTuple

from sceptic.appraisal.aim import other_aim
from sceptic.appraisal.comparators import is_equal_to_active
from sceptic.appraisal.placing import ABOUT_FLOOR, Place
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Design, Finding, Flag, Match, Stance, Study
from sceptic.domain.record import RetractionState

_RETRACTED = {
    RetractionState.RETRACTED: "retracted",
    RetractionState.REPLACED: "retracted and replaced",
    RetractionState.WITHDRAWN: "withdrawn",
}
_INDIRECT = {
    Match.BROADER: "studied the wider group, not this one: indirect",
    Match.SIBLING: "studied a related but different {what}: indirect",
}
_NOT_A_STUDY = {
    Design.ANIMAL: "animal study: never raises certainty",
    Design.LABORATORY: "laboratory study: never raises certainty",
    Design.OPINION: "opinion: shown, never counted",
    Design.NARRATIVE_REVIEW: "narrative review: no study of its own",
    Design.GUIDELINE: "guideline: rests on other studies",
    Design.PROTOCOL: "protocol: no results yet",
    Design.UNKNOWN: "design not recognisable from the record",
}


class Case(NamedTuple):
    """A study, the claim, where it stands, what it would mean; what its title says it asked
    instead, if anything."""

    study: Study
    claim: Claim
    place: Place
    stance: Stance
    asked_instead: str = ""


def why_not(case: Case) -> str:
    """The first reason for which a study does not count; empty if it may."""
    return next((reason for rule in _RULES if (reason := rule(case))), "")


def _withdrawn(case: Case) -> str:
    study = case.study
    if study.retraction not in _RETRACTED:
        return "a notice about another record, not a study" if Flag.NOTICE in study.flags else ""
    state = _RETRACTED[study.retraction]
    reason = study.retraction_reason
    if reason.casefold().startswith(state):
        return f"{reason[:1].lower()}{reason[1:]}"
    return f"{state}: {reason}" if reason else state


def _not_tested(case: Case) -> str:
    place = case.place
    if place.only_comparator:
        return "the intervention was only what another was compared with"
    if place.combined:
        return "tested together with another treatment: cannot tell which one worked"
    if place.intervention is Match.OTHER or place.about < ABOUT_FLOOR:
        return "mentions the subject but does not test this intervention in this condition"
    return ""


_ANSWERS = {
    Relation.DIAGNOSES: re.compile(
        r"diagnos|sensitiv|specificity|accura|screening|detect|predictive value|\broc\b"
        r"|likelihood ratio",
        re.IGNORECASE,
    ),
    Relation.PREDICTS: re.compile(
        r"predict|prognos|associat|correlat|risk|hazard|marker|surviv|follow", re.IGNORECASE
    ),
}
"""Words without which a study answers no question of diagnosis or prognosis."""


def _of_another_question(case: Case) -> str:
    """A trial of a treatment says nothing on how well a thing tells who is ill, or will be."""
    wanted = _ANSWERS.get(case.claim.relation)
    study = case.study
    said = (study.citation.title, study.remark, *(r.text for r in study.conclusion))
    if wanted is None or any(wanted.search(text) for text in said):
        return ""
    return "tests what it does to people, not what it tells about them"


def _asked_instead(case: Case) -> str:
    return case.asked_instead


def _not_a_study(case: Case) -> str:
    return _NOT_A_STUDY.get(case.study.design, "")


def _indirect(case: Case) -> str:
    for match, what in (
        (case.place.intervention, "treatment"),
        (case.place.condition, "condition"),
    ):
        if match in _INDIRECT:
            return _INDIRECT[match].format(what=what)
    return ""


def _outside_pubmed(case: Case) -> str:
    if case.study.in_pubmed is not False:
        return ""
    return "not in PubMed: shown apart, its record and notices cannot be checked there"


def _other_aim(case: Case) -> str:
    return other_aim(case.claim, case.study, case.place.finding)


def _about_harm(case: Case) -> str:
    if case.claim.relation.is_helping and _is_about_harm(case.study, case.place.finding):
        return "reports harm; does not test whether the claim holds"
    return ""


def _only_hopeful(case: Case) -> str:
    if _is_only_hopeful(case.study, case.place.finding):
        return "more hopeful than the trials it rests on, and without a pooled result"
    return ""


def _unclear(case: Case) -> str:
    return _why_unclear(case.place) if case.stance is Stance.UNCLEAR else ""


_RULES = (
    _withdrawn,
    _not_tested,
    _not_a_study,
    _of_another_question,
    _asked_instead,
    _indirect,
    _outside_pubmed,
    _other_aim,
    _about_harm,
    _only_hopeful,
    _unclear,
)
"""In this order: the first reason is the one printed."""
_FIRM = (_withdrawn, _not_a_study, _unclear)


def firm_reason(case: Case) -> str:
    """The first reason that no person overrules: it is withdrawn, no study in people, or without a
    result that a person could count; empty if there is none.
    """
    return next((reason for rule in _FIRM if (reason := rule(case))), "")


def _is_only_hopeful(study: Study, finding: Finding | None) -> bool:
    """A review whose hope goes beyond its trials counts only for what it pooled."""
    if Flag.HOPEFUL_CONCLUSION not in study.flags or not study.design.is_review_of_studies:
        return False
    return finding is None or finding.effect is None or finding.effect.value is None


def _is_about_harm(study: Study, finding: Finding | None) -> bool:
    return Flag.ADVERSE_EVENTS_ONLY in study.flags or (finding is not None and finding.is_harm)


def _why_unclear(place: Place) -> str:
    finding = place.finding
    if finding is None:
        return "no result in the record"
    if place.within:
        return "compares forms of the treatment with one another: does not show whether it works"
    if is_equal_to_active(finding):
        return "no difference from another active treatment: does not show whether it works"
    return "the result is not clear from the record"
