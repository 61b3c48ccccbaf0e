"""The field's words for our values, as sentences and tables print them."""

from __future__ import annotations

from sceptic.domain.correction import EXCLUDED, INCLUDED, CorrectedField, Correction
from sceptic.domain.evidence import Design, Evidence, Stance

DESIGN_WORDS = {
    Design.COCHRANE_REVIEW: "Cochrane review",
    Design.META_ANALYSIS: "meta-analysis",
    Design.SYSTEMATIC_REVIEW: "systematic review",
    Design.RANDOMISED_TRIAL: "randomised trial",
    Design.CONTROLLED_TRIAL: "controlled trial",
    Design.COHORT: "cohort study",
    Design.CASE_CONTROL: "case-control study",
    Design.CROSS_SECTIONAL: "cross-sectional study",
    Design.UNCONTROLLED: "uncontrolled study",
    Design.CASE_REPORT: "case report",
    Design.ANIMAL: "animal study",
    Design.LABORATORY: "laboratory study",
    Design.GUIDELINE: "guideline",
    Design.NARRATIVE_REVIEW: "narrative review",
    Design.PROTOCOL: "protocol",
    Design.OPINION: "opinion piece",
    Design.UNKNOWN: "record of unknown design",
}

STANCE_WORDS = {
    Stance.SUPPORTS: "supports the claim",
    Stance.CONTRADICTS: "contradicts the claim",
    Stance.UNCLEAR: "does not settle the claim",
    Stance.NOT_ABOUT: "not about the claim",
}


_READINGS: dict[CorrectedField, dict[str, str]] = {
    CorrectedField.DESIGN: {design.value: words for design, words in DESIGN_WORDS.items()},
    CorrectedField.STANCE: {stance.value: words for stance, words in STANCE_WORDS.items()},
    CorrectedField.COUNTED: {INCLUDED: "counts", EXCLUDED: "does not count"},
}


def reading_words(field: CorrectedField, value: str) -> str:
    """One reading of a study, the machine's or a person's, as sentences print it."""
    if not value:
        return "not known"
    if field is CorrectedField.DIRECTION:
        return f"direction {value.replace('_', ' ')}"
    fallback = f"does not count ({value})" if field is CorrectedField.COUNTED else value
    return _READINGS[field].get(value, fallback)


def vote_words(evidence: Evidence) -> str:
    """``rules: supports the claim; linear reader: contradicts the claim (0.86); ...``, or nothing
    where the readers agree."""
    if not evidence.votes:
        return ""
    said = [f"rules: {STANCE_WORDS[evidence.stance]}"]
    for vote in evidence.votes:
        chance = max(vote.supports, vote.contradicts, vote.unclear)
        said.append(f"{vote.reader}: {STANCE_WORDS[vote.stance]} ({chance:.2f})")
    return "; ".join(said)


def correction_words(correction: Correction) -> str:
    """``machine read: X; corrected to: Y, by N on D: R``"""
    read = reading_words(correction.field, correction.machine_read)
    now = reading_words(correction.field, correction.value)
    reason = correction.reason.rstrip(" .")
    return (
        f"machine read: {read}; corrected to: {now}, by {correction.by} on "
        f"{correction.date.isoformat()}: {reason}"
    )
