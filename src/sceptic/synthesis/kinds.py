"""What kind of question a claim asks: which designs can answer it, and what is likely beforehand.

A trial decides what a treatment does; who is exposed to a cause is seldom decided by chance, and a
test is tried on the people who come. The relation tells the kind but for "helps", which is also
what a question is read as that names no relation of its own ("Is X found in Y?"): its words tell.
"""

from __future__ import annotations

import re
from enum import StrEnum

from sceptic.domain.claim import Claim, Relation


class QuestionKind(StrEnum):
    """Kinds of questions that different designs answer best."""

    EFFECT = "effect"
    """What a treatment, a diet or a habit does for health."""
    CAUSE = "cause"
    """What raises a risk, goes together with a disease or harms."""
    TEST = "test"
    """What tells or foretells a disease."""
    OTHER = "other"
    """Whether something exists, is common, takes part in a disease."""


KIND_WORDS = {
    QuestionKind.EFFECT: "what a treatment or habit does, which trials and their reviews answer "
    "best",
    QuestionKind.CAUSE: "a cause, a risk or a harm, for which a cohort weighs as much as a trial",
    QuestionKind.TEST: "a test or a prediction, for which people as they come, seen once or "
    "followed, weigh as much as a trial",
    QuestionKind.OTHER: "what exists or takes part in a disease, for which a cohort weighs as much "
    "as a trial",
}
"""As verdicts print it."""
_OF_RELATION = {
    Relation.CAUSES: QuestionKind.CAUSE,
    Relation.IS_SAFE: QuestionKind.CAUSE,
    Relation.DIAGNOSES: QuestionKind.TEST,
    Relation.PREDICTS: QuestionKind.TEST,
}
_EFFECT = re.compile(
    r"\b(?:help|improv|benefi|reduc|reliev|alleviat|effect|efficac|work|prevent|treat|therap|"
    r"cur(?:e|es|ing)\b|heal|protect|enhanc|restor|prolong|slow|advantag|decreas|counteract|"
    r"useful|us(?:e|ed|ing)\b|"
    r"superior|surviv|eas(?:e|es)\b|sooth|good for|remed)",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"\b(?:diagnos|prognos|predict|detect|biomarker|marker|accura|sensitiv|pathognomonic|staging)",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:associat|risk|relat(?:ed|ion)|link(?:ed|s)?\b|caus|complication|consequence|correlat|"
    r"pathogen|[ae]tiolog|due to|lead to|trigger)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:exist|express|found in|present in|role|involv|implicat|common|rare|prevalen|aware|"
    r"approved|same|differen)",
    re.IGNORECASE,
)
_WORDS = (
    (_EFFECT, QuestionKind.EFFECT),
    (_TEST, QuestionKind.TEST),
    (_CAUSE, QuestionKind.CAUSE),
    (_OTHER, QuestionKind.OTHER),
)


def kind_of(claim: Claim) -> QuestionKind:
    """The kind of a claim; an effect where no word tells otherwise, for which most is asked."""
    if claim.relation is not Relation.HELPS:
        return _OF_RELATION.get(claim.relation, QuestionKind.EFFECT)
    text = claim.question.text
    return next((kind for words, kind in _WORDS if words.search(text)), QuestionKind.EFFECT)
