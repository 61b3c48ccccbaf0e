"""What the condition and the treatment are, and attention against literature."""

from __future__ import annotations

from sceptic.domain.brief import Attention, Section, Source, Statement
from sceptic.domain.claim import Concept
from sceptic.domain.evidence import Evidence, Flag
from sceptic.synthesis.ingredients import Ingredients
from sceptic.synthesis.section_measured import measured_statements
from sceptic.synthesis.sourcing import (
    count_source,
    definition_source,
    evidence_sources,
    method_source,
    study_source,
    user_source,
)
from sceptic.synthesis.wording import figure, is_plural, plural, sentence_case


def definition(given: Ingredients, section_id: str, concept: Concept) -> Section | None:
    """What the condition or the treatment is; ``None`` where we hold no definition we may show."""
    statements = []
    if concept.definition and concept.definition_source:
        text = concept.definition if concept.definition.endswith(".") else f"{concept.definition}."
        statements.append(
            Statement(
                sentence_case(text),
                (definition_source(concept, given.vocabulary_version),),
            )
        )
    else:
        statements.extend(
            Statement(words.text, (study_source(study, words),), is_quote=True, role="quote")
            for concept_id, study, words in given.definitions
            if concept_id == concept.id
        )
    if not statements:
        return None
    return Section(
        section_id,
        f"What {'are' if is_plural(concept.name) else 'is'} {concept.name}?",
        tuple(statements),
    )


def _literature(given: Ingredients) -> Source:
    """The count of records that are in PubMed, as far as anybody looked."""
    if given.attention.records == given.flow.found:
        return given.search
    return count_source(given.method, given.attention.records, "in PubMed")


def _no_record(given: Ingredients, both: str) -> str:
    if given.failures:
        return f"No record on {both} was found in a search that was cut short."
    where = "PubMed" if given.method.library.is_live else "The library"
    return f"{where} holds no record on {both}."


def _when(counts: Attention, *, is_live: bool) -> str:
    """``, published from 1998 to 2024, most of them in 2022 (5)``; empty without dates."""
    if not counts.by_year:
        return "" if is_live else ", none with a date"
    first, last = counts.by_year[0][0], counts.by_year[-1][0]
    span = f", published from {first} to {last}" if first != last else f", published in {first}"
    peak_year, peak = max(counts.by_year, key=lambda pair: (pair[1], pair[0]))
    if peak > 1 and len(counts.by_year) > 2:
        span += f", most of them in {peak_year} ({peak})"
    return span


def attention(given: Ingredients) -> Section:
    """Attention against literature."""
    counts = given.attention
    is_live = given.method.library.is_live
    both = f"{given.claim.pico.intervention.name} and {given.claim.pico.condition.name}"
    statements = [
        Statement(
            f"{plural(counts.records, 'record')} on {both}{_when(counts, is_live=is_live)}."
            if counts.records
            else _no_record(given, both),
            (_literature(given),),
        )
    ]
    if given.method.library.is_starter:
        statements.append(
            Statement(
                "The starter facts are a selection: their numbers say nothing of how much has been "
                "published.",
                (_literature(given),),
                role="caveat",
            )
        )
    statements.extend(measured_statements(counts, _literature(given)))
    statements.extend(_web_count(given))
    return Section("attention", "Why the attention?", tuple(statements))


def _web_count(given: Ingredients) -> list[Statement]:
    counts = given.attention
    if counts.web_results is None:
        return []
    quoted = user_source(f"{counts.web_results} web results")
    statements = [
        Statement(
            f"The article says that a web search gives {figure(counts.web_results)} results.",
            (quoted,),
        )
    ]
    if counts.ratio is not None:
        statements.append(
            Statement(
                f"Against {plural(counts.records, 'record')} that is "
                f"{figure(round(counts.ratio))} : 1.",
                (quoted, _literature(given)),
            )
        )
    statements.append(
        Statement(
            "Such counts mislead: a search engine's figure is an estimate that changes from click "
            "to click and from day to day.",
            (method_source("hit-counts"),),
            role="caveat",
        )
    )
    statements.extend(_records_opened(given))
    return statements


def _records_opened(given: Ingredients) -> list[Statement]:
    """Counting hits is not reading them: say what the records are."""
    listed = [e for e in given.evidence if e.study.in_pubmed is not False]
    harms = [e for e in listed if _reports_only_harm(e)]
    if not harms:
        return []
    who = f"{len(harms)} of these {'is a report' if len(harms) == 1 else 'are reports'} of harm"
    if len(harms) == len(listed):
        who = {1: "this one is a report of harm", 2: "both are reports of harm"}.get(
            len(harms), "all of these are reports of harm"
        )
    return [
        Statement(
            f"And records must be opened, not counted: {who}.",
            evidence_sources(harms),
            role="caveat",
        )
    ]


def _reports_only_harm(evidence: Evidence) -> bool:
    return Flag.ADVERSE_EVENTS_ONLY in evidence.study.flags
