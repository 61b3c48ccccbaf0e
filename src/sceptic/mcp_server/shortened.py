"""Results in the short form that the tools answer with. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from sceptic.domain.brief import Brief, Gap, Section
from sceptic.domain.evidence import Evidence
from sceptic.domain.reading import CheckedClaim, Reading, Satisfaction
from sceptic.domain.record import RetractionState
from sceptic.domain.survey import Survey
from sceptic.mcp_server.shapes import (
    BriefShort,
    PartShort,
    ReadingShort,
    RecordShort,
    StatementShort,
    StudyMeantShort,
    StudyShort,
    SurveyShort,
    TreatmentShort,
)
from sceptic.render.article_outline import outline_of_reading
from sceptic.render.article_words import PERSUASIONS
from sceptic.render.labels import ANSWERS, CERTAINTIES, DESIGNS
from sceptic.render.outline import groups_of
from sceptic.render.sources import Numbering
from sceptic.searches import Listed

FEW = 8
_QUIET = (RetractionState.NONE_KNOWN, RetractionState.UNKNOWN)


def brief_short(brief: Brief, *, whole: bool = False) -> BriefShort:
    """The core of a brief; ``whole`` lists every study that was read."""
    verdict = brief.verdict
    counted = sorted(brief.evidence, key=lambda e: (not e.counted, -e.weight, e.study.record_id))
    shown = counted if whole else [e for e in counted if e.counted][:FEW]
    effects = _effects(brief)
    return BriefShort(
        brief_id=brief.id,
        question=brief.claim.question.text,
        understood=brief.claim.sentence,
        answer=ANSWERS[verdict.answer],
        certainty=CERTAINTIES[verdict.certainty],
        headline=brief.headline.text,
        sources=_ids(s.record_id for s in brief.headline.sources),
        parts=[
            PartShort(label=p.label, answer=ANSWERS[p.answer], certainty=CERTAINTIES[p.certainty])
            for p in verdict.parts
        ],
        safety=_texts(brief.sections, "safety"),
        studies=[_study(e, effects.get(e.study.record_id, "")) for e in shown],
        studies_left=len(counted) - len(shown),
        harms=_texts(brief.sections, "harms"),
        gaps=_gaps(brief.gaps),
        made=brief.method.today.isoformat(),
        library=brief.method.library.name,
        next=[
            f"get_brief(brief_id={brief.id!r}, detail='full')",
            f"export(brief_id={brief.id!r}, format='md')",
        ],
    )


def survey_short(survey: Survey) -> SurveyShort:
    return SurveyShort(
        brief_id=survey.id,
        question=survey.question.text,
        headline=survey.headline.text,
        safety=_texts(survey.sections, "safety"),
        treatments=[
            TreatmentShort(
                treatment=c.intervention.name,
                question=c.question,
                answer=ANSWERS[c.answer],
                certainty=CERTAINTIES[c.certainty],
                studies=c.studies,
            )
            for c in survey.candidates
        ],
        gaps=_gaps(survey.gaps),
        made=survey.method.today.isoformat(),
        library=survey.method.library.name,
        next=[f"check_claim(question={c.question!r})" for c in survey.candidates[:3]],
    )


def record_short(one: Listed, *, whole: bool = False) -> RecordShort:
    record = one.record
    return RecordShort(
        id=record.id,
        title=record.title,
        citation=record.citation.short,
        year=record.year,
        retraction="" if one.retraction in _QUIET else one.retraction.value,
        abstract=record.abstract_text if whole else None,
    )


def _study(evidence: Evidence, effect: str) -> StudyShort:
    study = evidence.study
    direction = evidence.finding.direction.value if evidence.finding else "unclear"
    return StudyShort(
        id=study.record_id,
        citation=study.citation.short,
        design=DESIGNS[study.design],
        participants=study.participants,
        direction=direction.replace("_", " "),
        effect=effect,
        counted=evidence.counted,
        why_not=evidence.why_not,
        retraction="" if study.retraction in _QUIET else study.retraction.value,
    )


def _effects(brief: Brief) -> dict[str, str]:
    """The effect of each study in the words of the study table."""
    numbering = Numbering(brief.method.query, (e.study for e in brief.evidence))
    studies = {e.study.citation.title: e.study.record_id for e in brief.evidence}
    rows = (row for group in groups_of(brief, numbering) for row in group.rows)
    return {studies[row.title]: row.effect for row in rows if row.title in studies}


def _texts(sections: Iterable[Section], id: str) -> list[str]:  # noqa: A002 - a section's id
    return [s.text for section in sections if section.id == id for s in section.statements]


def _gaps(gaps: Iterable[Gap]) -> list[str]:
    return [f"{gap.what}: {gap.why} ({gap.code})" for gap in gaps]


def _ids(ids: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(i for i in ids if i))


def reading_short(reading: Reading) -> ReadingShort:
    """The core of a reading: its statements in reading order, the audit in words."""
    outline = outline_of_reading(reading)
    method = reading.method
    return ReadingShort(
        reading_id=reading.id,
        title=outline.title,
        summary=[outline.headline.text, *(s.text for s in outline.summary)],
        statements=[_statement(c) for c in reading.claims],
        studies=[
            StudyMeantShort(
                mention=s.mention.text,
                found=s.tracing.value,
                records=[c.record_id for c in s.candidates],
                because=s.because,
            )
            for s in reading.studies
        ],
        not_satisfied=[
            f"{row.name}: {row.because.text}"
            for row in outline.criteria
            if row.satisfaction is Satisfaction.NOT_SATISFIED
        ],
        persuasion=[f"{PERSUASIONS[p.kind]}: {p.text}" for p in reading.audit.persuasion],
        caveats=list(outline.caveats),
        gaps=_gaps(reading.gaps),
        library=method.library.name if method else "",
        made=method.today.isoformat() if method else "",
    )


def _statement(checked: CheckedClaim) -> StatementShort:
    brief, answer, headline = checked.brief, checked.answer, checked.headline
    return StatementShort(
        text=checked.claim.text,
        kind=checked.claim.kind.value,
        answer=ANSWERS[answer] if answer else "",
        certainty=CERTAINTIES[brief.verdict.certainty] if brief else "",
        headline=headline.text if headline else "",
        sources=_ids(s.record_id for s in headline.sources) if headline else [],
        why_not=checked.why_not,
        compared=[c.explanation for c in checked.comparisons],
    )
