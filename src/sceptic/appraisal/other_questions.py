"""What a study asked instead of "does it work?": its title tells, in words of its own.

Such a study may name treatment and condition, and even be a trial, and yet say nothing on the
claim: it foretells who will answer, measures a substance in the blood, counts costs, tests healthy
volunteers, or asks what people think of it.
"""

from __future__ import annotations

import re

from sceptic.appraisal.matching import Families, Family
from sceptic.appraisal.mention_places import is_of_people, names_as_outcome
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Finding, Study
from sceptic.language.patterns import later

_INSTEAD = later(
    r"\b(?:predict\w*|prognostic|(?<!efficacy and )accuracy|validity|"
    r"validation|prevalence|determinants|attitudes?|perceptions?|knowledge|awareness|barriers|"
    r"genotypes?|polymorphisms?|pharmacokinetics?|bioavailability|bioequivalence|interact\w*|"
    r"utili[sz]ation|prescribing|uptake|titration|monitoring|readiness|intentions?|correlates?)\b",
    re.IGNORECASE,
)
_EFFECT = later(
    r"\b(?:efficacy|effective(?:ness|ly)?|randomi[sz]ed|controlled trial|benefits?|versus|vs|"
    r"improv\w+|reduc\w+|decreas\w+|prevent\w*|alleviat\w+|reliev\w+|comparison|comparative|"
    r"compared)\b",
    re.IGNORECASE,
)
_NEVER_EFFECT = later(
    r"\b(?:perspectives?|views|experiences|feasibility|acceptability|barriers|facilitators|"
    r"adherence|compliance|economic (?:analysis|evaluation)|markov|decision analysis|"
    r"cost-(?:effectiveness|utility|benefit))\b",
    re.IGNORECASE,
)
_EFFICACY = later(
    r"\b(?:efficacy|effective|(?<!cost-)effectiveness|effects?|benefits?|outcomes?)\b",
    re.IGNORECASE,
)
_PLANNED_TITLE = later(
    r"\b(?:rationale(?: and|,)|study protocol|protocol (?:for|of)|design of (?:an?|the)\b|"
    r": ?design "
    r"and\b|methods? and design)",
    re.IGNORECASE,
)
_PLANNED = later(
    r"\b(?:(?:is|are) hypothesi[sz]ed|primary hypothes[ie]s that|(?:this )?study (?:aims|will)\b|"
    r"results? of (?:the )?[\w-]+ (?:\w+ )?will\b|will be (?:followed|randomi[sz]ed|assessed|"
    r"compared|evaluated|measured)|\w+ proves effective as|key design features|should confirm)",
    re.IGNORECASE,
)
_COST = later(r"\b(?:costs?|cost-\w+|economic\w*|expenditures?|budget\w*)\b", re.IGNORECASE)
_LABORATORY = later(
    r"\b(?:platelet (?:function|aggregation|activation)|\w*coagul\w+|thromboelast\w+|fibrinoly\w+|"
    r"cytokines?|interleukins?|oxidative stress|endothelial\w*|gene expression|receptor "
    r"occupancy|neurohormon\w*|neurohumoral|humoral|catecholamines?|norepinephrine|"
    r"(?:plasma|serum|urinary|blood) (?:lipids?|levels?|concentrations?|hormones?)|"
    r"sympathetic(?: nerve)? activity|baroreflex\w*|heart rate variability|turnover|"
    r"insulin sensitivity|prolactin|leptin|cerebral blood flow|kinetics|biomarkers?|"
    r"haemodynamics?|hemodynamics?|sensiti[sz]ation|electrophysiolog\w+|ultrastructur\w+|"
    r"histolog\w+|metabolism)\b",
    re.IGNORECASE,
)
_HEALTHY = later(
    r"\bhealthy (?:(?:male|female|human|young|adult|normal) ){0,2}(?:volunteers?|subjects)\b",
    re.IGNORECASE,
)
_PROVOKED = later(r"-induced\b|\bchallenge|\bprovo[ck]|\breactivity\b", re.IGNORECASE)


def other_question(
    relation: Relation, study: Study, finding: Finding | None, families: Families
) -> str:
    """Why a study does not ask whether the treatment helps; empty if it may."""
    if not (relation.is_helping or relation is Relation.BETTER_THAN):
        return ""
    title = study.citation.title
    if _PLANNED_TITLE.search(title) or any(_PLANNED.search(r.text) for r in study.conclusion):
        return "protocol: no results yet"
    if relation is Relation.PREVENTS and not _tells_whether_it_came(study, families):
        return "does not tell whether it was prevented"
    if _NEVER_EFFECT.search(title) and not _EFFICACY.search(title):
        return "asks another question than whether it works"
    told = (title, *(r.text for r in study.conclusion))
    carrier = finding.rationale[0].text if finding and finding.rationale else ""
    mentions = families.condition.mentions(title)
    as_people = all(is_of_people(title, m) for m in mentions)
    if any(_HEALTHY.search(t) for t in told) and (not mentions or _PROVOKED.search(title)):
        return "tested in healthy volunteers, not in people with the condition"
    if _COST.search(title) and _COST.search(carrier) and not _EFFECT.search(_COST.sub("", title)):
        return "compares costs: does not show whether it works"
    if _LABORATORY.search(title) and as_people and not _reports_on(carrier, families.condition):
        return "measured a value of the laboratory, not whether people were better"
    if _INSTEAD.search(title) and not _EFFECT.search(title):
        return "asks another question than whether it works"
    return ""


def _reports_on(text: str, condition: Family) -> bool:
    """Whether a sentence names the condition as what changed, not as who was studied."""
    return any(not is_of_people(text, m) for m in condition.mentions(text))


def _tells_whether_it_came(study: Study, families: Families) -> bool:
    """Whether title or findings name the condition as what came or did not, or leave it to the
    headings to name it; "influenza" within "influenza vaccine" is the treatment's name.
    """
    condition = families.condition
    key = (study.key_result,) if study.key_result else ()
    said = [study.citation.title, *(r.text for r in (*study.conclusion, *key))]
    if not any(condition.mentions(text) for text in said):
        return True
    title, *rest = (_without(text, families.intervention) for text in said)
    return names_as_outcome(title, condition, is_title=True) or any(
        names_as_outcome(text, condition) for text in rest
    )


def _without(text: str, treatment: Family) -> str:
    """The text with the treatment's names blanked out, at the same places."""
    for start, end, _ in treatment.mentions(text):
        text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    return text
