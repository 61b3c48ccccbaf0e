"""Does a finding tell of the condition asked about, or of something else in people who have it?

A trial in people with a disease may measure what is no outcome of it: a value of the laboratory,
another disease, what is tolerated. Such a study is shown, and does not vote. An outcome belongs to
the condition if it is the condition itself (not as who was studied), one of its measures, or what
matters to anybody who is ill; where the title names another outcome, the last is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sceptic.appraisal.matching import Families, Family
from sceptic.appraisal.measures_of_conditions import measures_pattern
from sceptic.appraisal.mention_places import is_of_people
from sceptic.appraisal.plain_effects import is_beside_the_point
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Finding, Study

_MATTERS = re.compile(
    r"\b(?:effective\w*|efficac\w+|benefi\w+|responders?|response rates?|clinical(?:ly)? "
    r"(?:response|improve\w*|outcomes?|benefits?|recover\w*|status|symptoms?|success|events?|"
    r"relevant|meaningful|deteriorat\w+)|remission|cured?|heal(?:ed|ing)|reliev\w+|relief|"
    r"symptoms?|symptomatic|severity|surviv\w+|mortality|deaths?|died|hospitali[sz]\w+|"
    r"quality of life|qol|well-?being|pain|disab\w+|relaps\w+|recurren\w+|exacerbat\w+|"
    r"complications?|morbidity|recover\w+|success\w*|first[- ]line|superior\w*|useful\w*|"
    r"therapeutic(?:ally)?|advantages?|treatment of choice|progression|treatment failure|works?|"
    r"worked|alternative|suffering|prognosis|outcomes?|course)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:qt[c]?\b[- ]?(?:dispersion|interval)|heart rate variability|baroreflex\w*|k ?\(?atp\)?|"
    r"endothel\w+|vasodilat\w+|oxidative|antioxida\w+|cytokines?|interleukin\w*|c-reactive|"
    r"\bcrp\b|inflammatory markers?|biomarkers?|microbio\w+|microflora|carotenoids?|gastrin|"
    r"leptin|prolactin|catecholamines?|norepinephrine|noradrenaline|renin|aldosterone|cost\w*|"
    r"brain activity|cortical|intracortical|receptor (?:occupancy|density|binding)|"
    r"gene expression|polymorphism\w*|"
    r"concentration-effect|plasma (?:levels?|concentrations?)|serum (?:levels?|concentrations?)|"
    r"pharmacokinetic\w*|bioavailab\w+|biomechanic\w*|metaboli[ct]\w*|platelets?|coagul\w+|"
    r"fibrin\w+|sympathetic|neurohumoral|neurohormon\w+|micronucle\w+|dna)\b",
    re.IGNORECASE,
)
_TO_ANYBODY = re.compile(
    r"\b(?:surviv\w+|mortal\w*|deaths?|died|hospitali[sz]\w+|quality of life|morbid\w*|symptoms?|"
    r"symptomatic|disability|prognosis)\b",
    re.IGNORECASE,
)
"""Matters to whoever is ill, whatever the title sought."""
_HEDGED = re.compile(r"\b(?:may|might|could|potential\w*)\b", re.IGNORECASE)
_FILLING = re.compile(
    r"\b(?:surviv\w+|mortal\w*|deaths?|hospitali[sz]\w+|admissions?|quality|life|qol|morbid\w*|"
    r"symptoms?|symptomatic|severity|disability|prognosis|outcomes?|events?|pain|exacerbations?|"
    r"relapses?|progression|recovery|remission|course|status|clinical|long|short|term|early|late|"
    r"overall|health|related|well|being|disease|risks?|rates?|incidence|need|major|serious|total|"
    r"cause|specific|response|recurrence|complications?|control|activity|patients?|reported|"
    r"improvement|measures?|and|or|of|the|in|on|all|its|their|function\w*|success|healing|cure)\b"
    r"|\W+|\b\w{1,3}\b",
    re.IGNORECASE,
)
_STOP = r"(?= (?:in|among|of patients|after|during|following|for|by|with|from)\b|[:.?;]|$)"
_SLOTS = (
    re.compile(
        r"^(?:decreased|increased|reduced|elevated|altered|improved) (?P<o>[^:.?]+?)"
        r"(?= (?:with|during|after|by|in)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:suppression|inhibition|reversal|regression|eradication|normali[sz]ation|modulation|"
        r"stimulation|attenuation) of (?:the )?(?P<o>[^:.?]+?)(?= (?:with|by|in|after|during)\b|"
        r"[:.?]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:relation(?:ship)?s?|associations?) (?:of|between) [^:.?]+? (?:to|with|and) (?:the )?"
        rf"(?P<o>[^:.?]+?){_STOP}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:effects?|influence|impacts?|role|actions?|effectiveness|efficacy) of [^:.?]+? on "
        rf"(?:the )?(?P<o>[^:.?]+?){_STOP}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\beffects? on (?:the )?" rf"(?P<o>[^:.?]+?){_STOP}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:reduces?|reducing|decreases?|decreasing|increases?|improves?|improving|lowers?|"
        r"attenuates?|prevents?|preventing|maintains?|modulates?|suppress(?:es)?|alters?|"
        r"enhances?|inhibits?|reverses?|delays?|ameliorates?|restores?|normali[sz]es?|affects?|"
        r"changes?|influences?|curing|eradicating) (?:the )?(?P<o>[^:.?]+?)"
        r"(?= (?:in|among) (?:\w+ ){0,3}?(?:patients|people|men|women|children|adults|"
        r"subjects|those|individuals)\b| in [a-z]|[:.?;]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<o>[\w-]+(?: [\w-]+){0,2}) (?:reduction|increase|changes?|responses?|improvement) "
        r"(?:with|under|after|during)\b",
        re.IGNORECASE,
    ),
)


def other_outcome(
    relation: Relation, study: Study, finding: Finding | None, families: Families
) -> str:
    """Why a finding does not tell how the condition did; empty if it may."""
    if finding is None or not (
        relation in (Relation.TREATS, Relation.HELPS) or relation is Relation.BETTER_THAN
    ):
        return ""
    told = tuple(_told(study, finding))
    title = study.citation.title
    carrier = told[0] if told else ""
    if relation is not Relation.BETTER_THAN and (
        is_beside_the_point(carrier) or (_OF_SAFETY.search(title) and not _EFFICACY.search(carrier))
    ):
        return "reports harm; does not test whether the claim holds"
    foreign = names_other_outcome(title, families)
    if relation is Relation.BETTER_THAN and not foreign:
        return ""
    if any(tells_of(text, families) for text in (told[:1] if foreign else told)):
        return ""
    if not foreign and _names_as_goal(title, families.condition):
        return ""
    if (
        foreign
        and not _HEDGED.search(carrier)
        and _TO_ANYBODY.search(carrier)
        and not _ELSEWHERE.search(carrier)
    ):
        return ""
    if not foreign and _MATTERS.search(carrier) and not _ELSEWHERE.search(carrier):
        return ""
    return "measured something else than how the condition did"


def names_other_outcome(title: str, families: Families) -> bool:
    """Whether a title says on what the effect was sought, and it is no outcome of the condition."""
    for slot in _SLOTS:
        for found in slot.finditer(title):
            words = found["o"]
            if families.intervention.mentions(words):
                continue
            return not (
                tells_of(words, families)
                or families.condition.mentions(words)
                or not _FILLING.sub("", words)
            )
    if _CLINICAL.search(title) or _names_as_goal(title, families.condition):
        return False
    return _ELSEWHERE.search(title) is not None


def _told(study: Study, finding: Finding) -> Iterator[str]:
    """The sentences that the finding rests on, its carrier first."""
    yield from (r.text for r in finding.rationale)


def tells_of(text: str, families: Families) -> bool:
    """Whether a text names the condition, an outcome asked about or a measure as what changed."""
    if _names_as_goal(text, families.condition):
        return True
    if families.outcome is not None and families.outcome.mentions(text):
        return True
    measures = measures_pattern(families.condition)
    if measures is None:
        return False
    bare = text
    for start, end, _ in families.condition.mentions(text):
        bare = f"{bare[:start]}{'_' * (end - start)}{bare[end:]}"
    return measures.search(bare) is not None


_GOAL = re.compile(
    r"\b(?:treatment|management|therapy|treating|prophylaxis|prevention|relief|control|symptoms|"
    r"severity|reduction) of (?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_CLINICAL = re.compile(r"\b(?:clinical|symptom\w*|efficacy|effectiveness)\b", re.IGNORECASE)
_EFFICACY = re.compile(r"\b(?:efficacy|effective(?:ness|ly)?)\b", re.IGNORECASE)
_OF_SAFETY = re.compile(
    r"^(?!.*\b(?:effic|effect|improv|reduc))(?:[\w-]+ ){0,4}(?:safety|tolerability|"
    r"toleration)(?: and (?:safety|tolerability))?"
    r"(?: profiles?)? (?:of|with|in)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^[\s-]{1,3}risk (?:factors?|markers?|scores?|profiles?)\b", re.IGNORECASE)


def _names_as_goal(text: str, condition: Family) -> bool:
    """Whether a text names a condition otherwise than as who was studied or what puts at risk."""
    return any(
        _GOAL.search(text[: m[0]]) or (not is_of_people(text, m) and not _AFTER.match(text[m[1] :]))
        for m in condition.mentions(text)
    )
