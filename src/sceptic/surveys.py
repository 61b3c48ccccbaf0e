"""The use case of "What helps Y?": find what was tried, then judge each treatment as a claim.

OpenQuestion -> Query -> Record* -> Concept* -> (Claim -> Brief)* -> Survey
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sceptic.appraisal.tested import Tested, interventions_tested
from sceptic.checks import (
    AskOptions,
    Workbench,
    ask,
    brief_for,
    for_one_question,
    gaps_of,
    method_of,
)
from sceptic.domain.brief import Brief, Gap, Method
from sceptic.domain.claim import Claim, Concept, Pico, Question, Relation
from sceptic.domain.evidence import Design, Study
from sceptic.domain.step import Progress, Stage, Step
from sceptic.domain.survey import Candidate, Survey
from sceptic.language.open_questions import OpenQuestion, open_question
from sceptic.language.safety import safety_statements
from sceptic.library.query import Node
from sceptic.library.strategy import Strategy, survey_strategy
from sceptic.render.survey import with_id
from sceptic.synthesis.certainty import participants_in
from sceptic.synthesis.correcting import GAPS
from sceptic.synthesis.section_survey import SurveyIngredients, survey_from

JUDGED = 20
"""At most so many treatments are judged: those named by most records."""

_NOT_JUDGED = 20
_ASKED = {
    Relation.PREVENTS: "Does {x} prevent {y}?",
    Relation.TREATS: "Does {x} treat {y}?",
    Relation.HELPS: "Does {x} help with {y}?",
}

_TESTS = frozenset(d for d in Design if d.is_review_of_studies) | {
    Design.RANDOMISED_TRIAL,
    Design.CONTROLLED_TRIAL,
}
"""Designs that try a treatment; cohorts tell of what people do."""


def answer(
    text: str, bench: Workbench, options: AskOptions, progress: Progress | None = None
) -> Brief | Survey:
    """A survey for a question that leaves the treatment open, a brief for every other.

    Raises:
        QuestionError: the question holds nothing that can be checked.
        DateError: ``as_of`` lies in the future.
        LibraryError: the library cannot be searched.
    """
    asked = None if "intervention" in options.overrides else open_question(text, bench.vocabulary)
    if asked is None:
        return ask(text, bench, options, progress)
    return survey(asked, bench, options, progress)


def survey(
    question: OpenQuestion, bench: Workbench, options: AskOptions, progress: Progress | None = None
) -> Survey:
    """Judge the treatments that the library's trials and reviews of a condition name.

    Raises:
        LibraryError: the library cannot be searched.
    """
    bench = replace(for_one_question(bench), meters=())  # attention is counted for one claim
    strategy = survey_strategy(question.condition, bench.vocabulary)
    tested, named = _tested(question, strategy, bench, options)
    briefs = []
    for done, each in enumerate(tested[:JUDGED], start=1):
        briefs.append(brief_for(_claim(question, each.intervention), bench, options))
        if progress is not None:
            progress(Step(Stage.JUDGED, done, min(len(tested), JUDGED)))
    # A treatment whose studies turn out to be about something else is named, not judged.
    judged = [b for b in briefs if b.flow.appraised]
    about = {b.claim.pico.intervention.id for b in judged}
    left = [t for t in tested if t.intervention.id not in about]
    found = bench.library.count(strategy.query, until=options.as_of)
    given = SurveyIngredients(
        question=Question(question.text),
        relation=question.relation,
        condition=question.condition,
        population=question.population,
        candidates=tuple(map(_candidate, judged)),
        studies=_cited(judged),
        named=named,
        found=found,
        not_judged=tuple((t.intervention.name, t.records) for t in left[:_NOT_JUDGED]),
        gaps=_gaps(gaps_of(bench.library), briefs),
        method=_with_what_briefs_tell(method_of(bench, strategy, options), briefs),
        vocabulary_version=bench.vocabulary.version,
        notes=question.notes,
        asked=question.sentence,
        understood=question.understood,
        kind=question.kind.name if question.kind else "",
        safety=safety_statements(question.text, bench.vocabulary.version),
    )
    return with_id(survey_from(given))


def _with_what_briefs_tell(method: Method, briefs: Sequence[Brief]) -> Method:
    """Who corrected readings that were used, and who read."""
    used = dict.fromkeys(c for brief in briefs for c in brief.method.corrections)
    readers = dict.fromkeys(r for brief in briefs for r in brief.method.readers)
    return replace(method, corrections=tuple(used), readers=tuple(readers))


def _gaps(own: tuple[Gap, ...], briefs: Iterable[Brief]) -> tuple[Gap, ...]:
    """Those of the search for treatments; what failed while they were judged, and corrections
    that do not fit any more.
    """
    gaps = (gap for brief in briefs for gap in brief.gaps)
    failed = (gap for gap in gaps if gap.is_failure or gap.code in GAPS)
    return tuple(dict.fromkeys((*own, *failed)))


def _tested(
    question: OpenQuestion, strategy: Strategy, bench: Workbench, options: AskOptions
) -> tuple[tuple[Tested, ...], int]:
    """Treatments of the kind asked for, and the number of records whose titles were read."""
    *typed, rest = (_ids(quota, bench, options) for quota in strategy.quotas)
    ids = dict.fromkeys(i for found in typed for i in found)
    told = {s.record_id: s for s in bench.library.studies((*ids, *rest))}
    ids.update(dict.fromkeys(i for i in rest if i in told and told[i].design in _TESTS))
    records = bench.library.records(ids)
    tested = interventions_tested(records, told, question.condition, bench.vocabulary)
    kind = question.kind
    of_kind = (t for t in tested if not kind or kind.admits(t.intervention, bench.vocabulary))
    return tuple(of_kind), len(records)


def _ids(quota: tuple[Node, int], bench: Workbench, options: AskOptions) -> tuple[str, ...]:
    query, limit = quota
    hits = bench.library.search(query, limit=limit, until=options.as_of)
    return tuple(hit.record_id for hit in hits.hits)


def _claim(question: OpenQuestion, intervention: Concept) -> Claim:
    words = _ASKED[question.relation].format(x=intervention.name, y=question.condition.name)
    whom = f" in {question.population.name}" if question.population else ""
    return Claim(
        question=Question(f"{words[:-1]}{whom}?"),
        relation=question.relation,
        pico=Pico(
            intervention=intervention,
            condition=question.condition,
            outcome=question.outcome,
            population=question.population,
        ),
    )


def _candidate(brief: Brief) -> Candidate:
    verdict = brief.verdict
    controlled = [e for e in brief.evidence if e.counted and e.study.design.is_controlled]
    return Candidate(
        intervention=brief.claim.pico.intervention,
        question=brief.claim.question.text,
        statement=replace(brief.headline, role=""),
        answer=verdict.answer,
        certainty=verdict.certainty,
        found=brief.flow.found,
        studies=len(controlled),
        participants=participants_in(controlled),
        brief=brief.id,
    )


def _cited(briefs: Iterable[Brief]) -> tuple[Study, ...]:
    """The studies that the answers name as their sources, each once."""
    found = {}
    for brief in briefs:
        named = {source.record_id for source in brief.headline.sources}
        found.update(
            {e.study.record_id: e.study for e in brief.evidence if e.study.record_id in named}
        )
    return tuple(found.values())
