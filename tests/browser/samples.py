"""Briefs of many sizes, and one with effects in every measure. All of it is made up."""

from __future__ import annotations

import dataclasses

from sceptic.domain.brief import Brief, Section, Statement
from sceptic.domain.claim import Question, Relation
from sceptic.domain.evidence import Answer, Certainty, Design, Direction, Effect
from sceptic.domain.record import RetractionState
from sceptic.domain.survey import SURVEY_FORMAT_VERSION, Candidate, Survey
from sceptic.render import rendered
from tests import samples

_EFFECTS = (
    Effect("RR", 0.71, 0.55, 0.92),
    Effect("RR", 1.04, 0.02, 240.0),
    Effect("OR", 1.4, 0.9, 2.2),
    Effect("HR", 0.93, 0.88, 0.98),
    Effect("SMD", -0.35, -0.61, -0.09),
    Effect("MD", 12.5, -3.25, 28.25, unit="hairs"),
)


def measured_brief(count: int) -> Brief:
    """Trials and reviews with intervals: seven in eight in comparable pairs of measures."""
    shown = []
    designs = (Design.RANDOMISED_TRIAL, Design.META_ANALYSIS, Design.COHORT)
    for n in range(count):
        directions = (Direction.BETTER, Direction.NO_DIFFERENCE, Direction.WORSE, Direction.UNCLEAR)
        finding = dataclasses.replace(
            samples.study(n).findings[0],
            direction=directions[n % 4],
            effect=_EFFECTS[n % len(_EFFECTS)],
            rationale=(),
        )
        gone = n % 11 == 5
        study = samples.study(
            n,
            findings=(finding,),
            design=designs[n % 3] if n % 5 else Design.RANDOMISED_TRIAL,
            retraction=RetractionState.RETRACTED if gone else RetractionState.NONE_KNOWN,
        )
        why_not = "retracted" if gone else "" if n % 4 else "studied a related treatment"
        shown.append(samples.evidence(study, why_not=why_not))
    return with_summaries(samples.brief_of(tuple(shown)))


def with_summaries(brief: Brief) -> Brief:
    """The brief with a remark for each group of studies that may be taken together."""
    from sceptic.synthesis.summary import comparable  # noqa: PLC0415 - only here

    remarks = tuple(
        Statement(
            "Taken together, they give a figure.",
            tuple(samples.record_source(m.evidence.study) for m in group),
            role="remark",
        )
        for group in comparable([e for e in brief.evidence if e.counted])
    )
    sections = tuple(
        Section(s.id, s.title, (*s.statements, *remarks)) if s.id == "studies" else s
        for s in brief.sections
    )
    return dataclasses.replace(brief, sections=sections)


def survey() -> Survey:
    """Three treatments with three answers."""
    answers = (
        (Answer.SUPPORTED, Certainty.MODERATE),
        (Answer.CONFLICTING, Certainty.LOW),
        (Answer.TOO_LITTLE_EVIDENCE, Certainty.VERY_LOW),
    )
    studies = tuple(samples.study(n) for n in range(3))
    statements = tuple(
        Statement(f"Bath {n} was tried.", (samples.record_source(study),))
        for n, study in enumerate(studies)
    )
    candidates = tuple(
        Candidate(
            intervention=dataclasses.replace(samples.MOONLIGHT, name=f"moonlight bath {n}"),
            question=f"Do moonlight baths {n} help with baldness?",
            statement=statements[n],
            answer=answer,
            certainty=certainty,
            found=9,
            studies=2 - n,
            participants=120 * (2 - n),
            brief="",
        )
        for n, (answer, certainty) in enumerate(answers)
    )
    brief = samples.two_study_brief()
    return Survey(
        id="",
        format_version=SURVEY_FORMAT_VERSION,
        question=Question("What helps with baldness?"),
        relation=Relation.HELPS,
        condition=samples.BALDNESS,
        population=None,
        headline=Statement("Of 3 treatments judged, 1 has evidence.", (samples.COUNT,)),
        sections=(Section("parts", "Treatment by treatment", statements),),
        candidates=candidates,
        studies=studies,
        named=40,
        not_judged=(("sunshine", 2),),
        gaps=brief.gaps,
        method=brief.method,
    )


BRIEFS = {
    "empty": samples.empty_brief(),
    "two": samples.two_study_brief(),
    "twenty": samples.many_study_brief(20),
    "measured": measured_brief(12),
    "hostile": samples.hostile_brief(),
}

PAGES = {
    **{name: str(rendered(brief, "html")) for name, brief in BRIEFS.items()},
    "survey": str(rendered(survey(), "html")),
    "patient": str(rendered(BRIEFS["twenty"], "html", "patient")),
    "librarian": str(rendered(BRIEFS["twenty"], "html", "librarian")),
}
"""Pages by name: of each brief, of a survey, and of a brief told for one kind of reader."""
