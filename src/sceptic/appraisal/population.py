"""Were the people of the study the people of the claim?

A trial in adults says little on babies, one outside pregnancy nothing on pregnancy. A study that
does not name the population asked about is shown as indirect and does not count.
"""

from __future__ import annotations

import re

from sceptic.appraisal.matching import Family
from sceptic.appraisal.mention_places import is_of_people
from sceptic.domain.claim import Valence
from sceptic.domain.evidence import Finding, Study
from sceptic.domain.record import Record

_EVERYBODY = frozenset(
    {"adults", "people", "patients", "humans", "healthy-people", "general-public"}
)


def asks_for(population: Family | None) -> Family | None:
    """The population if it narrows the claim; "adults" and "people" do not."""
    if population is None or population.concept.id in _EVERYBODY:
        return None
    return population


def other_people(
    population: Family | None, study: Study, finding: Finding | None, record: Record | None
) -> str:
    """Why the study's people are not those of the claim; empty if they are, or if any will do.

    In the abstract a single name of an illness may be a cause or an example: it must tell who was
    studied, or come back.
    """
    if population is not None and population.concept.id == "adults":
        return _only_children(study)
    asked = asks_for(population)
    if asked is None:
        return ""
    if any(asked.mentions(text) for text in _told(study, finding, record)):
        return ""
    if record is not None and _are_studied(asked, record.abstract_text):
        return ""
    return f"not studied in {asked.concept.name}: indirect"


_CHILDREN = re.compile(
    r"\b(?:child(?:ren)?|childhood|p(?:a)?ediatric|infants?|neonat\w+|newborns?|toddlers?|"
    r"preschool\w*|boys|girls|adolescents?|adolescence)\b",
    re.IGNORECASE,
)
_ADULTS = re.compile(r"\b(?:adults?|adulthood|elderly|older (?:people|patients))\b", re.IGNORECASE)


def _only_children(study: Study) -> str:
    """Whether title and conclusion name children and no grown-up."""
    said = " ".join((study.citation.title, *(r.text for r in study.conclusion)))
    if _CHILDREN.search(said) and not _ADULTS.search(said):
        return "studied in children: indirect"
    return ""


def _told(study: Study, finding: Finding | None, record: Record | None) -> list[str]:
    texts = [study.citation.title, study.remark]
    if finding is not None:
        texts += [finding.condition, finding.outcome, finding.intervention]
        texts.append(finding.effect.text if finding.effect else "")
    if record is not None:
        texts += [heading.descriptor for heading in record.mesh]
        texts += [keyword.text for keyword in record.keywords]
    return [*texts, *(r.text for r in study.conclusion)]


def _are_studied(asked: Family, abstract: str) -> bool:
    mentions = asked.mentions(abstract)
    is_illness = asked.concept.valence is Valence.LESS_IS_BETTER
    return len(mentions) > is_illness or any(is_of_people(abstract, m) for m in mentions)
