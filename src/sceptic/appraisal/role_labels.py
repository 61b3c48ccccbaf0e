"""What a sentence of an abstract may be for, and which role a section's label names."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    BACKGROUND = "background"
    OBJECTIVE = "objective"
    METHODS = "methods"
    RESULTS = "results"
    CONCLUSION = "conclusion"
    OTHER = "other"
    """Registration, funding, keywords: no part of the argument."""


ARGUMENT = (Role.BACKGROUND, Role.OBJECTIVE, Role.METHODS, Role.RESULTS, Role.CONCLUSION)
"""The five roles in reading order: the classes of the model."""

_BY_CATEGORY = {
    "BACKGROUND": Role.BACKGROUND,
    "OBJECTIVE": Role.OBJECTIVE,
    "METHODS": Role.METHODS,
    "RESULTS": Role.RESULTS,
    "CONCLUSIONS": Role.CONCLUSION,
}
# The first entry that occurs in the label decides.
_BY_LABEL: tuple[tuple[str, Role], ...] = (
    ("REGISTRATION", Role.OTHER),
    ("SUPPLEMENTARY", Role.OTHER),
    ("FUNDING", Role.OTHER),
    ("KEYWORD", Role.OTHER),
    ("KEY WORDS", Role.OTHER),
    ("REGISTRY", Role.OTHER),
    ("TRIAL NUMBER", Role.OTHER),
    ("SYSTEMATIC REVIEW NUMBER", Role.OTHER),
    ("DISSEMINATION", Role.OTHER),
    ("LEVEL OF EVIDENCE", Role.OTHER),
    ("PLAIN LANGUAGE", Role.OTHER),
    ("DISCLOSURE", Role.OTHER),
    ("COPYRIGHT", Role.OTHER),
    ("CONCLUSION", Role.CONCLUSION),
    ("INTERPRETATION", Role.CONCLUSION),
    ("DISCUSSION", Role.CONCLUSION),
    ("IMPLICATION", Role.CONCLUSION),
    ("SIGNIFICANCE", Role.CONCLUSION),
    ("SUMMARY", Role.CONCLUSION),
    ("CLINICAL RELEVANCE", Role.CONCLUSION),
    ("RELEVANCE", Role.CONCLUSION),
    ("APPLICATION", Role.CONCLUSION),
    ("FINDING", Role.RESULTS),
    ("RESULT", Role.RESULTS),
    ("OBSERVATIONS", Role.RESULTS),
    ("OUTCOMES AND RESULTS", Role.RESULTS),
    ("OBJECTIVE", Role.OBJECTIVE),
    ("PURPOSE", Role.OBJECTIVE),
    ("AIM", Role.OBJECTIVE),
    ("GOAL", Role.OBJECTIVE),
    ("HYPOTHES", Role.OBJECTIVE),
    ("QUESTION", Role.OBJECTIVE),
    ("BACKGROUND", Role.BACKGROUND),
    ("INTRODUCTION", Role.BACKGROUND),
    ("CONTEXT", Role.BACKGROUND),
    ("RATIONALE", Role.BACKGROUND),
    ("IMPORTANCE", Role.BACKGROUND),
    ("PROBLEM", Role.BACKGROUND),
    ("METHOD", Role.METHODS),
    ("DESIGN", Role.METHODS),
    ("SETTING", Role.METHODS),
    ("PARTICIPANT", Role.METHODS),
    ("PATIENT", Role.METHODS),
    ("SUBJECT", Role.METHODS),
    ("INTERVENTION", Role.METHODS),
    ("MEASURE", Role.METHODS),
    ("OUTCOME", Role.METHODS),
    ("SEARCH", Role.METHODS),
    ("SELECTION", Role.METHODS),
    ("DATA", Role.METHODS),
    ("ANALYSIS", Role.METHODS),
    ("PROCEDURE", Role.METHODS),
    ("SAMPLE", Role.METHODS),
    ("POPULATION", Role.METHODS),
    ("ANIMALS", Role.METHODS),
    ("EXPOSURE", Role.METHODS),
    ("TREATMENT", Role.METHODS),
    ("APPROACH", Role.METHODS),
    ("SOURCES", Role.METHODS),
    ("ELIGIBILITY", Role.METHODS),
    ("ENDPOINT", Role.METHODS),
)
_LABEL_WORDS = (
    r"(?:(?:study |main |primary |secondary |patients |materials? |subjects |data |authors'? |"
    r"research |trial |clinical |principal |key |methods? |search |results |background |aims? |"
    r"statistical |outcome |brief |purpose |objectives? )?(?:and |of |/ ?|& ?)?)"
    r"(?:backgrounds?|introduction|context|rationale|importance|objectives?|aims?|purpose|goals?|"
    r"hypothes[ie]s|methods?|methodology|design|settings?|participants?|patients|subjects|"
    r"interventions?|measure(?:ment)?s?|outcomes?|measures|data sources|selection criteria|"
    r"study selection|search strategy|data extraction|data synthesis|collection and analysis|"
    r"analysis|procedures?|results?|findings?|main results|conclusions?|discussion|"
    r"interpretation|implications|significance|trial registration|registration|funding|keywords|"
    r"limitations)"
)
LABEL = re.compile(rf"{_LABEL_WORDS}(?:\s?\([\w\s]+\))?")
"""A label as it is written into a text, in small letters."""


def role_of_label(label: str, category: str = "") -> Role | None:
    """Role that a section's NLM category or label names; ``None`` for an unknown label."""
    given = _BY_CATEGORY.get(category.upper())
    upper = label.upper()
    for words, role in _BY_LABEL:
        if words in upper:
            # NLM files registration under "UNASSIGNED" or METHODS: the label is more exact.
            return role if role is Role.OTHER or given is None else given
    return given
