"""Everything -> Brief. The order of the sections is that of a good sceptical article."""

from __future__ import annotations

from sceptic.domain.brief import BRIEF_FORMAT_VERSION, Brief, Section
from sceptic.synthesis import (
    section_answer,
    section_attention,
    section_next,
    section_studies,
    section_understood,
)
from sceptic.synthesis.ingredients import Ingredients


def brief_from(given: Ingredients) -> Brief:
    """Compose the brief; its ``id`` is empty until the content is hashed."""
    pico = given.claim.pico
    sections = (
        Section("safety", "First", given.safety),
        section_answer.answer(given),
        section_understood.understood(given),
        section_answer.parts(given),
        section_attention.definition(given, "condition", pico.condition),
        section_attention.definition(given, "treatment", pico.intervention),
        section_attention.attention(given),
        section_studies.sceptic(given),
        section_studies.studies(given),
        section_studies.harms(given),
        section_next.settle(given),
        section_next.ask_your_doctor(given),
        section_next.reading(given),
        section_next.method(given),
    )
    return Brief(
        id="",
        format_version=BRIEF_FORMAT_VERSION,
        claim=given.claim,
        verdict=given.verdict,
        headline=section_answer.headline(given),
        sections=tuple(s for s in sections if s is not None and s.statements),
        evidence=given.evidence,
        attention=given.attention,
        flow=given.flow,
        gaps=given.gaps,
        method=given.method,
    )
