"""Briefs of many sizes, and one with effects in every measure. All of it is made up."""

from __future__ import annotations

import dataclasses

from sceptic.domain.brief import Brief, Section, Statement
from sceptic.domain.evidence import Design, Direction, Effect
from sceptic.domain.record import RetractionState
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


BRIEFS = {
    "empty": samples.empty_brief(),
    "two": samples.two_study_brief(),
    "twenty": samples.many_study_brief(20),
    "measured": measured_brief(24),
    "hostile": samples.hostile_brief(),
}
