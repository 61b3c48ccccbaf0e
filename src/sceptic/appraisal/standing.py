"""Whether a record still stands, how its trial was run, and what to be careful about.

A retracted article, the notice that retracts it and an erratum are three things: only the first
has state RETRACTED, though titles of notices often begin "Retracted:". A notice can be retracted
or corrected itself. What a list dates later than a retraction lifts it: reinstated. Without any
sign the state is NONE_KNOWN only where the provider tracks retractions (PubMed); elsewhere it
stays UNKNOWN.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sceptic.appraisal.numbers import holds_one_of, lowered
from sceptic.domain.evidence import Design, Flag, Study, Subjects
from sceptic.domain.record import Notice, NoticeKind, Pmid, Record, RetractionState

_STATE_BY_NOTICE: tuple[tuple[NoticeKind, RetractionState], ...] = (
    (NoticeKind.RETRACTED_REPUBLISHED_IN, RetractionState.REPLACED),
    (NoticeKind.RETRACTION_IN, RetractionState.RETRACTED),
    (NoticeKind.PARTIAL_RETRACTION_IN, RetractionState.PARTLY_RETRACTED),
    (NoticeKind.CONCERN_IN, RetractionState.CONCERN),
    (NoticeKind.CORRECTED_IN, RetractionState.CORRECTED),
    (NoticeKind.ERRATUM_IN, RetractionState.CORRECTED),
)
_RETRACTING = (NoticeKind.RETRACTION_IN, NoticeKind.RETRACTED_REPUBLISHED_IN)
_RETRACTED_TITLE = re.compile(r"^\s*\[?(?:retracted|retracted article)\b\s*[:\].]", re.IGNORECASE)
_WITHDRAWN_TITLE = re.compile(r"^\s*\[?withdrawn\b\s*[:\].]", re.IGNORECASE)


def retraction_of(record: Record) -> tuple[RetractionState, str]:
    """State and the reason given, e.g. ``(RETRACTED, "Concerns about data")``; ``""`` if none."""
    if (lifted := _reinstatement(record)) is not None:
        return RetractionState.REINSTATED, lifted.reason or lifted.note
    for kind, state in _STATE_BY_NOTICE:
        for notice in record.notices:
            if notice.kind is kind:
                reason = notice.reason or notice.note
                if state is RetractionState.CORRECTED and _is_retracted_type(record):
                    return RetractionState.RETRACTED, reason
                return state, reason
    title = "" if record.is_notice else record.title
    if _is_retracted_type(record) or _RETRACTED_TITLE.match(title):
        return RetractionState.RETRACTED, ""
    if _WITHDRAWN_TITLE.match(title):
        return RetractionState.WITHDRAWN, ""
    tracked = not record.is_imported and (
        record.in_pubmed or (record.in_pubmed is None and record.pmid is not None)
    )
    return (RetractionState.NONE_KNOWN if tracked else RetractionState.UNKNOWN), ""


def restated(study: Study, record: Record, cited: tuple[int, ...] = ()) -> Study:
    """The study as its record's notices leave it, where facts tell less.

    Args:
        cited: PMIDs of retracted trials in the references of a review.

    """
    state, reason = retraction_of(record)
    if study.retraction in _OPEN_STATES and state not in _OPEN_STATES:
        kept = (f for f in study.flags if f is not Flag.RETRACTION_UNKNOWN)
        study = replace(study, retraction=state, retraction_reason=reason, flags=tuple(kept))
        if state in _FLAG_BY_STATE:
            study = _flagged(study, _FLAG_BY_STATE[state])
    if cited and study.design.is_review_of_studies:
        study = replace(study, cites_retracted=tuple(map(Pmid, cited)))
        study = _flagged(study, Flag.INCLUDES_RETRACTED)
    return study


def _flagged(study: Study, flag: Flag) -> Study:
    return study if flag in study.flags else replace(study, flags=(*study.flags, flag))


_OPEN_STATES = (RetractionState.NONE_KNOWN, RetractionState.UNKNOWN)


def _reinstatement(record: Record) -> Notice | None:
    """The notice that lifts a retraction; none where a retraction of a later day follows it."""
    lifted = [n for n in record.notices if n.kind is NoticeKind.REINSTATED_IN]
    if not lifted:
        return None
    last = max(lifted, key=lambda n: n.date)
    later = (n for n in record.notices if n.kind in _RETRACTING and n.date > last.date)
    return None if any(later) else last


def _is_retracted_type(record: Record) -> bool:
    return "Retracted Publication" in record.publication_types


_FLAG_BY_STATE = {
    RetractionState.RETRACTED: Flag.RETRACTED,
    RetractionState.REPLACED: Flag.RETRACTED,
    RetractionState.WITHDRAWN: Flag.RETRACTED,
    RetractionState.PARTLY_RETRACTED: Flag.PARTLY_RETRACTED,
    RetractionState.CONCERN: Flag.CONCERN,
    RetractionState.CORRECTED: Flag.CORRECTED,
    RetractionState.UNKNOWN: Flag.RETRACTION_UNKNOWN,
}
_SIZED_DESIGNS = frozenset(
    {
        Design.RANDOMISED_TRIAL,
        Design.CONTROLLED_TRIAL,
        Design.COHORT,
        Design.CASE_CONTROL,
        Design.CROSS_SECTIONAL,
        Design.UNCONTROLLED,
        Design.CASE_REPORT,
    }
)
_NO_CONFLICT = re.compile(
    r"\b(?:no (?:known |potential |relevant )?(?:conflicts?|competing|financial|disclosures?)|"
    r"none (?:declared|to declare|known)|nothing to (?:disclose|declare)|"
    r"not have any (?:conflict|competing)|declares? (?:that )?(?:they have )?no)\b",
    re.IGNORECASE,
)
_CONFLICT = re.compile(
    r"\b(?:employ(?:ed|ees?) (?:of|by)|received (?:\w+ ){0,4}(?:fees|grants?|honorari|funding|"
    r"support)"
    r"|consult(?:ant|ing) |speaker|shareholder|stock|patent|advisory board|honorari)",
    re.IGNORECASE,
)


def flags_of(
    record: Record,
    design: Design,
    subjects: Subjects,
    participants: int | None,
    blinded: bool | None,
) -> tuple[Flag, ...]:
    """Cautions in a fixed order: standing, kind, size, conduct."""
    state, _ = retraction_of(record)
    standing = [_FLAG_BY_STATE[state]] if state in _FLAG_BY_STATE else []
    cautions = (
        (Flag.NOTICE, record.is_notice),
        (Flag.PREPRINT, record.is_preprint),
        (Flag.ANIMAL_ONLY, subjects is Subjects.ANIMAL or design is Design.ANIMAL),
        (Flag.LABORATORY_ONLY, subjects is Subjects.LABORATORY or design is Design.LABORATORY),
        (Flag.UNCONTROLLED, design in (Design.UNCONTROLLED, Design.CASE_REPORT)),
        (Flag.TINY, _is_sized(design, participants, 0, 20)),
        (Flag.SMALL, _is_sized(design, participants, 20, 100)),
        (Flag.NOT_BLINDED, blinded is False),
        (Flag.NO_ABSTRACT, not record.abstract_text.strip()),
        (Flag.OUTSIDE_PUBMED, record.in_pubmed is False),
        (Flag.CONFLICT_OF_INTEREST, _has_conflict(record.conflict_of_interest)),
    )
    return tuple(standing + [flag for flag, holds in cautions if holds])


def _is_sized(design: Design, participants: int | None, low: int, high: int) -> bool:
    return design in _SIZED_DESIGNS and participants is not None and low <= participants < high


def _has_conflict(statement: str) -> bool:
    return bool(_CONFLICT.search(statement)) and not _NO_CONFLICT.search(statement)


_OPEN = re.compile(r"\bopen[- ]label\b|\bunblinded\b|\bnon-?\s?blinded\b|\bopen (?:randomi|trial)")
_BLIND = re.compile(
    r"\b(?:(?:double|single|triple|observer|assessor|evaluator|investigator|patient)[- ]?"
    r"(?:blind|mask)\w*|blinded|masked|blinding was)\b"
)
_PLACEBO = re.compile(r"\bplacebos?\b|\bsham\b|\bdummy\b")
_PLACEBO_ABSENT = re.compile(r"\b(?:no|without(?: a)?|not|lack of(?: a)?|absence of) placebo\b")


def blinding_of(record: Record) -> bool | None:
    """True where title or abstract speaks of blinding, False where it says open; else ``None``."""
    text = lowered(f"{record.title}\n{record.abstract_text}")
    if ("blind" in text or "mask" in text) and _BLIND.search(text):
        return not (("unblinded" in text) and "double" not in text)
    headings = {h.descriptor.lstrip("*") for h in record.mesh}
    if headings & {"Double-Blind Method", "Single-Blind Method"}:
        return True
    if "open" in text or "unblinded" in text:
        return False if _OPEN.search(text) else None
    return None


def placebo_of(record: Record) -> bool | None:
    """True where a placebo or sham is named; ``None`` where the record does not say."""
    text = lowered(f"{record.title}\n{record.abstract_text}")
    if "placebo" not in text and "sham" not in text and "dummy" not in text:
        return True if any(h.descriptor.lstrip("*") == "Placebos" for h in record.mesh) else None
    if _PLACEBO_ABSENT.search(text):
        return False
    return True if _PLACEBO.search(text) else None


_REGISTRATION = re.compile(
    r"\b(NCT\s?-?\d{8}|ISRCTN\s?-?\d{8}|EudraCT[\s:]*(?:number|no\.?)?[\s:]*\d{4}-\d{6}-\d{2}|"
    r"\d{4}-\d{6}-\d{2}(?=\D)|ACTRN\s?\d{14}p?|ChiCTR[-\w]*\d{6,}|UMIN\s?\d{9}|CTRI/\d{4}/\d+/\d+|"
    r"IRCT[\dN]{10,}|DRKS\d{8}|NTR\s?\d{2,5}|PACTR\d{15,}|KCT\d{7}|JPRN-\w+|RBR-\w{6,7}|"
    r"TCTR\d{11}|SLCTR/\d{4}/\d+|CRD\s?\d{8,14}|JapicCTI-?\d+|NL\d{4,5}\b(?=\D))",
    re.IGNORECASE,
)
_REGISTRY_GATES = (
    "NCT", "ISRCTN", "EudraCT", "ACTRN", "ChiCTR", "UMIN", "CTRI", "IRCT", "DRKS", "NTR", "PACTR",
    "KCT", "JPRN", "RBR-", "TCTR", "SLCTR", "CRD", "Japic", "egist",
)  # fmt: skip


def registrations_of(record: Record) -> tuple[str, ...]:
    """Registry numbers in a normal form (``NCT01234567``), from databanks and text, sorted."""
    text = " ".join([*(a for bank in record.databanks for a in bank.accessions), ""])
    abstract = record.abstract_text
    if holds_one_of(abstract, _REGISTRY_GATES):
        text = f"{text}\n{abstract} "
    return tuple(sorted({_registration(m[1]) for m in _REGISTRATION.finditer(text)}))


def _registration(written: str) -> str:
    squeezed = re.sub(r"\s+|(?<=NCT)-|(?<=ISRCTN)-", "", written)
    squeezed = re.sub(r"^EudraCT:?(?:number|no\.?)?:?", "", squeezed, flags=re.IGNORECASE)
    upper = squeezed.upper()
    return upper if upper.startswith(("NCT", "ISRCTN", "ACTRN", "CRD", "UMIN")) else squeezed
