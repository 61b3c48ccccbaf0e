"""The use case of a person who disagrees with a reading: Brief x wishes -> Correction*.

Everything is checked against the brief in hand before anything is kept, so that what is kept can be
applied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sceptic.appraisal.correcting import LEFT_OUT, machine_reading, words_for
from sceptic.domain.brief import Brief
from sceptic.domain.correction import (
    EXCLUDED,
    INCLUDED,
    CorrectedField,
    Correction,
    scope_of,
)
from sceptic.domain.evidence import Design, Direction, Evidence, Flag, Stance
from sceptic.domain.record import RetractionState
from sceptic.domain.words import reading_words
from sceptic.errors import CorrectionError
from sceptic.library.corrections import with_id

_LONGEST = 1000
_GONE = (RetractionState.RETRACTED, RetractionState.REPLACED, RetractionState.WITHDRAWN)
_REPEATED = ("superseded by", "another report of")
_LISTED = 12

Wishes = Mapping[CorrectedField, str]
"""What a person wants each reading to be."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who corrects, when and why."""

    by: str
    date: dt.date
    reason: str


def corrections_for(
    brief: Brief, study: str, wishes: Wishes, author: Author, today: dt.date
) -> tuple[Correction, ...]:
    """The corrections of one study of a brief, each under its id.

    Args:
        brief: where the reading stands that is disagreed with.
        study: record id, PMID, DOI, or words of the citation such as ``Issa 2022``.
        wishes: the words that the readings are corrected to.
        author: name and reason on one line each are kept.
        today: a correction of a later day is refused.

    Raises:
        CorrectionError: the study is not in the brief, a word is not of the list, nothing would
            change, or the rules let nobody overrule it.

    """
    author = _checked(author, today)
    evidence = evidence_of(brief, study)
    for field, value in wishes.items():
        _check_word(field, value, brief)
        _check_change(field, value, evidence, brief)
    if wishes.get(CorrectedField.COUNTED) == INCLUDED:
        _check_may_count(evidence, wishes)
    return tuple(
        with_id(
            Correction(
                id="-",
                record_id=evidence.study.record_id,
                field=field,
                value=wishes[field],
                machine_read=_machine_read(field, evidence, brief),
                by=author.by,
                date=author.date,
                reason=author.reason,
                claim=scope_of(brief.claim, field),
                question=" ".join(brief.claim.question.text.split()),
                study=evidence.study.citation.short,
            )
        )
        for field in CorrectedField
        if field in wishes
    )


def evidence_of(brief: Brief, study: str) -> Evidence:
    """The study of a brief that a person means.

    Raises:
        CorrectionError: none, or more than one.

    """
    wanted = study.strip().casefold().strip("[]")
    exact = [e for e in brief.evidence if wanted in _ids(e)]
    words = wanted.replace(",", " ").split()
    named = [
        e for e in brief.evidence
        if words and all(w in e.study.citation.short.casefold().split() for w in words)
    ]  # fmt: skip
    found = exact or named
    if len(found) == 1:
        return found[0]
    choice = found or brief.evidence
    listed = ", ".join(f"{e.study.record_id} ({e.study.citation.short})" for e in choice[:_LISTED])
    more = f" and {len(choice) - _LISTED} more" if len(choice) > _LISTED else ""
    what = "more than one study" if found else "no study"
    raise CorrectionError(
        f"{what} of this brief is called {study!r}",
        hint=f"choose one of {listed}{more}" if choice else "the brief lists no study",
    )


def _ids(evidence: Evidence) -> set[str]:
    study = evidence.study
    given = {study.record_id, study.doi, f"doi:{study.doi}", str(study.pmid or "")}
    return {one.casefold() for one in given} - {"", "doi:"}


def _checked(author: Author, today: dt.date) -> Author:
    by, reason = (" ".join(text.split()) for text in (author.by, author.reason))
    for text, flag in ((by, "--by NAME"), (reason, "--reason TEXT")):
        if not text:
            raise CorrectionError(f"a correction needs {flag}", hint="say who decides, and why")
        if len(text) > _LONGEST or not text.isprintable():
            raise CorrectionError(f"{flag} must be printable text of at most {_LONGEST} characters")
    if author.date > today:
        raise CorrectionError(f"{author.date} lies in the future", hint="today or an earlier day")
    return replace(author, by=by, reason=reason)


def _check_word(field: CorrectedField, value: str, brief: Brief) -> None:
    allowed = words_for(field, brief.claim)
    if not allowed:
        raise CorrectionError(
            f"an open comparison has no {field.value}",
            hint="--direction higher, lower, no_difference or unclear",
        )
    if value not in allowed:
        raise CorrectionError(
            f"no {field.value} is called {value!r}", hint=f"one of {', '.join(allowed)}"
        )


def _check_change(field: CorrectedField, value: str, evidence: Evidence, brief: Brief) -> None:
    for each in evidence.corrections:
        if each.field is field and each.machine_read == value:
            raise CorrectionError(
                f"that is what the machine reads: {reading_words(field, value)}; a correction by "
                f"{each.by} stands in its place",
                hint=f"sceptic correct --undo {each.id}",
            )
    now = machine_reading(field, evidence, brief.claim)
    left_out = value == EXCLUDED and not evidence.counted
    if now == value or left_out:
        said = reading_words(field, now)
        raise CorrectionError(
            f"nothing to correct: {evidence.study.citation.short} is read so already: {said}"
        )


def _check_may_count(evidence: Evidence, wishes: Wishes) -> None:
    study, short = evidence.study, evidence.study.citation.short
    design = Design(wishes.get(CorrectedField.DESIGN, study.design))
    if study.retraction in _GONE or Flag.NOTICE in study.flags:
        raise CorrectionError(f"{short} cannot count: {evidence.why_not}")
    if not design.may_count:
        raise CorrectionError(
            f"{short} cannot count: {reading_words(CorrectedField.DESIGN, design)}",
            hint="correct its design too if that is what was misread: --design",
        )
    if evidence.why_not.startswith(_REPEATED):
        raise CorrectionError(
            f"{short} cannot count beside the report that does: {evidence.why_not}",
            hint="one study votes once",
        )
    if not _has_side(evidence, wishes):
        raise CorrectionError(
            f"nobody knows what {short} says of the claim", hint="add --stance or --direction"
        )


def _has_side(evidence: Evidence, wishes: Wishes) -> bool:
    """Whether the study, once corrected, speaks for or against the claim."""
    stance = wishes.get(CorrectedField.STANCE, "")
    direction = wishes.get(CorrectedField.DIRECTION, "")
    if stance or direction:
        return Stance.UNCLEAR not in (stance, direction) and direction != Direction.UNCLEAR
    return evidence.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)


def _machine_read(field: CorrectedField, evidence: Evidence, brief: Brief) -> str:
    """What the machine reads; empty where another correction stands between."""
    for each in evidence.corrections:
        if each.field is field:
            return each.machine_read
    return "" if evidence.corrections else machine_reading(field, evidence, brief.claim)


__all__ = ["LEFT_OUT", "Author", "Wishes", "corrections_for", "evidence_of"]
