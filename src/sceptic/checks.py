"""The use cases: the only place where the whole chain is visible.

Question -> Claim -> Query -> Record* -> Study* -> Evidence* -> Verdict -> Brief
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from sceptic.appraisal.correcting import Ruling
from sceptic.appraisal.definitions import quoted_definition
from sceptic.appraisal.reports import Reports, reports_of_one_trial
from sceptic.appraisal.stance import evidence_for
from sceptic.attention import Meter, measured_by
from sceptic.domain.brief import Attention, Brief, Exclusion, Flow, Gap, LiveSearch, Method
from sceptic.domain.claim import Claim
from sceptic.domain.correction import Correction
from sceptic.domain.evidence import Evidence, Flag, Rationale, Stance, Study, Subjects, Verdict
from sceptic.domain.record import Record
from sceptic.domain.step import Progress, Stage, Step
from sceptic.errors import DateError, QuestionError
from sceptic.judgements import Remembering, families_of, judge_of, study_of
from sceptic.language.claims import claim_from_question
from sceptic.language.offers import nearest_questions, with_offers
from sceptic.language.safety import safety_statements
from sceptic.language.vocabulary import Vocabulary
from sceptic.library.cited_retractions import retracted_trials_cited
from sceptic.library.query import Node, all_of, printed, term_of
from sceptic.library.relaxation import ENOUGH, LOOSE, fused, relaxed
from sceptic.library.strategy import Strategy, strategy_for
from sceptic.render.json import with_id
from sceptic.synthesis.aggregator import Sources
from sceptic.synthesis.compose import brief_from
from sceptic.synthesis.correcting import Corrected, corrected, missing_gap, not_found
from sceptic.synthesis.grading import grade
from sceptic.synthesis.ingredients import Ingredients
from sceptic.synthesis.second_vote import doubted

if TYPE_CHECKING:
    from sceptic.appraisal.classifiers import Classifier
    from sceptic.library.collection import Library


@dataclass(frozen=True, slots=True)
class AskOptions:
    """What a user may say beside the question. ``today`` is a parameter: judging has no clock."""

    today: dt.date
    as_of: dt.date | None = None
    human_only: bool = False
    no_preprints: bool = False
    web_results: int | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)


@runtime_checkable
class Asked(Protocol):
    """A library that asks a live source: each question has a session of its own, which tells what
    was asked and what went wrong."""

    def session(self) -> Library: ...
    def searches(self) -> tuple[LiveSearch, ...]: ...
    def gaps(self) -> tuple[Gap, ...]: ...


class Retractions(Protocol):
    """A list of retractions that tells more than the records do; ``label`` names and dates it."""

    @property
    def label(self) -> str: ...
    def noted(self, records: Iterable[Record], until: dt.date | None) -> tuple[Record, ...]: ...
    def retracted(self, pmids: Iterable[int], until: dt.date | None) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Workbench:
    """The parts a check works with, opened by ``config.open_parts``."""

    library: Library
    vocabulary: Vocabulary
    software: str
    settings_digest: str
    models_digest: str
    rules_digest: str
    retractions: Retractions | None = None
    corrections: tuple[Correction, ...] = ()
    """What people overruled, oldest first."""
    meters: tuple[Meter, ...] = ()
    """Who counts attention; nobody unless asked for."""
    reader: Classifier | None = None
    """The second voter on what a study means for a claim; without one rules judge alone."""


def ask(
    question: str, bench: Workbench, options: AskOptions, progress: Progress | None = None
) -> Brief:
    """Answer one question with a brief; ``progress`` is told how far it is.

    Raises:
        QuestionError: the question holds no claim that can be checked.
        LibraryError: the library cannot be searched.
    """
    if options.as_of and options.as_of > options.today:
        raise DateError(f"{options.as_of.isoformat()} lies in the future", hint="an earlier day")
    claim = _claim(question, bench.vocabulary, options)
    return brief_for(claim, bench, options, progress)


def brief_for(
    claim: Claim, bench: Workbench, options: AskOptions, progress: Progress | None = None
) -> Brief:
    """Check a claim that is understood already.

    Raises:
        QuestionError: treatment and condition are the same.
        LibraryError: the library cannot be searched.
    """
    if claim.pico.intervention.id == claim.pico.condition.id:
        raise QuestionError(
            f"{claim.pico.condition.name} is both sides of this claim",
            hint="name what is said to help or harm, and the health problem",
        )
    tell = progress or _unwatched
    bench = for_one_question(bench)
    strategy, found = _relaxed(strategy_for(claim, bench.vocabulary), claim, bench, options)
    search = _searched(strategy, bench, options, found)
    tell(Step(Stage.FOUND, search.found))
    tell(Step(Stage.SCREENED, len(search.records)))
    second = Remembering(bench.reader) if bench.reader else None
    read = _evidence(claim, search, bench.vocabulary, bench.corrections, second)
    tell(Step(Stage.READ, len(read.evidence)))
    about = tuple(e for e in read.evidence if e.stance is not Stance.NOT_ABOUT)
    verdict = grade(about, claim, _names(bench.vocabulary, about))
    about = _with_parts(about, verdict)
    attention, uncounted = _attention(claim, strategy, search, bench, options)
    tell(Step(Stage.GRADED, sum(e.counted for e in about)))
    method = replace(
        method_of(bench, strategy, options),
        corrections=tuple(c for e in about for c in e.corrections),
        readers=_readers(about, second),
    )
    brief = brief_from(
        Ingredients(
            claim=claim,
            evidence=about,
            verdict=verdict,
            attention=attention,
            flow=_flow(search, read.evidence),
            gaps=(
                *gaps_of(bench.library, search.undated),
                *read.gaps,
                *uncounted,
                *_without_record(claim, about, bench, options),
            ),
            method=method,
            vocabulary_version=bench.vocabulary.version,
            safety=safety_statements(claim.question.text, bench.vocabulary.version),
            definitions=_definitions(claim, search, about, bench.vocabulary),
        )
    )
    return with_id(brief)


def _unwatched(_step: Step) -> None:
    """Nobody watches."""


def _without_record(
    claim: Claim, about: Iterable[Evidence], bench: Workbench, options: AskOptions
) -> Iterator[Gap]:
    """Corrections of records that are not there any more; one that was not known yet is none."""
    missing = not_found(claim, bench.corrections, about)
    held = {r.id: r for r in bench.library.records([c.record_id for c in missing])}
    for each in missing:
        day = held[each.record_id].known_since if each.record_id in held else None
        if not (options.as_of and day and day > options.as_of):
            yield missing_gap(each)


def _definitions(
    claim: Claim, search: _Search, about: Iterable[Evidence], vocabulary: Vocabulary
) -> tuple[tuple[str, Study, Rationale], ...]:
    """What treatment and condition are in a study's words, where no definition is held."""
    families, evidence = families_of(claim, vocabulary), tuple(about)
    found = (
        (family.concept.id, quoted_definition(family, evidence, search.records))
        for family in (families.intervention, families.condition)
        if not family.concept.definition
    )
    return tuple((one, *quoted) for one, quoted in found if quoted is not None)


def for_one_question(bench: Workbench) -> Workbench:
    """The same parts, a live library in a new session: its gaps are this question's alone."""
    library = bench.library
    return replace(bench, library=library.session()) if isinstance(library, Asked) else bench


def _claim(question: str, vocabulary: Vocabulary, options: AskOptions) -> Claim:
    """The claim with what is offered beside it, or an error that offers what is near.

    A safety line stands first in the error: it must not be lost.
    """
    try:
        return with_offers(
            claim_from_question(question, vocabulary, **options.overrides), vocabulary
        )
    except QuestionError as error:
        lines = [s.text for s in safety_statements(question, vocabulary.version)]
        near = " or ".join(f'"{each}"' for each in nearest_questions(question, vocabulary))
        hint = f"did you mean {near}? {error.hint}".strip() if near else error.hint
        if not lines:
            raise QuestionError(error.message, hint=hint) from error
        more = f" ({hint})" if hint else ""
        raise QuestionError(f"{error.message}{more}", hint=" ".join(lines)) from error


def judge(
    claim: Claim,
    records: Iterable[Record],
    vocabulary: Vocabulary,
    studies: Iterable[Study] = (),
) -> Verdict:
    """Judge a claim on records that the caller brings, without any search.

    Args:
        studies: facts about some of the records, by ``record_id``; they are used as they are.
    """
    given = tuple({r.id: r for r in records}.values())
    facts = {s.record_id: s for s in studies}
    search = _Search(records=given, facts=facts, found=len(given))
    read = _evidence(claim, search, vocabulary, vouched=True)
    about = tuple(e for e in read.evidence if e.stance is not Stance.NOT_ABOUT)
    return grade(about, claim, _names(vocabulary, about), sources=Sources.GIVEN)


# --- searching --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Search:
    records: tuple[Record, ...]
    facts: Mapping[str, Study]
    found: int
    by_year: tuple[tuple[int, int], ...] = ()
    outside: tuple[Record, ...] = ()
    """Records of the main query that were looked up in PubMed without success."""
    undated: int = 0
    filtered: tuple[Exclusion, ...] = ()
    tainted: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Record id -> retracted trials that it cites."""


def _relaxed(
    strategy: Strategy, claim: Claim, bench: Workbench, options: AskOptions
) -> tuple[Strategy, int | None]:
    """Looser searches where the main one finds little; facts and live sources are left alone:
    facts name their parts, and a live source ranks by its own lights. With the main query's
    count, where it had to be made.
    """
    library = bench.library
    if isinstance(library, Asked) or library.snapshot().is_starter:
        return strategy, None
    found = library.count(strategy.query, until=options.as_of)
    if found >= ENOUGH:
        return strategy, found
    return relaxed(strategy, claim, bench.vocabulary, found), found


def _searched(
    strategy: Strategy, bench: Workbench, options: AskOptions, found: int | None = None
) -> _Search:
    """Run the strategy: quotas for reviews, trials and the rest; loose searches; near misses.
    ``found`` is the main query's count, if it is known already.
    """
    library, known = bench.library, bench.retractions
    main = _ids(strategy.quotas, library, options, passed_on=True)
    loose = _merged(strategy.loose, library, options)
    ids = dict.fromkeys((*main, *loose, *_ids(strategy.near_misses, library, options)))
    records = library.records(tuple(ids))
    if known is not None:
        records = known.noted(records, options.as_of)
    # A live source is not asked about every reference.
    tainted: Mapping[str, tuple[int, ...]] = {}
    if not isinstance(library, Asked):
        tainted = retracted_trials_cited(records, library, known, options.as_of)
    facts = {s.record_id: s for s in library.studies(tuple(ids))}
    kept, filtered = _filtered(records, facts, options)
    if found is None:
        found = library.count(strategy.query, until=options.as_of)
    return _Search(
        records=kept,
        facts=facts,
        found=found,
        by_year=library.counts_by_year(strategy.query, until=options.as_of),
        outside=tuple(r for r in records if r.in_pubmed is False and r.id in main),
        undated=library.undated(strategy.query) if options.as_of else 0,
        filtered=filtered,
        tainted=tainted,
    )


def _ids(
    quotas: tuple[tuple[Node, int], ...],
    library: Library,
    options: AskOptions,
    *,
    passed_on: bool = False,
) -> dict[str, None]:
    """Ids that the searches find; what one quota leaves is passed on to the next if wanted."""
    found: dict[str, None] = {}
    left = 0
    for query, limit in quotas:
        hits = library.search(query, limit=limit + left, until=options.as_of).hits
        found.update(dict.fromkeys(hit.record_id for hit in hits))
        left = limit + left - len(hits) if passed_on else 0
    return found


def _merged(
    searches: tuple[tuple[Node, float], ...], library: Library, options: AskOptions
) -> tuple[str, ...]:
    rankings = []
    for query, weight in searches:
        hits = library.search(query, limit=LOOSE, until=options.as_of).hits
        rankings.append((tuple(hit.record_id for hit in hits), weight))
    return fused(rankings, LOOSE)


def _attention(
    claim: Claim, strategy: Strategy, search: _Search, bench: Workbench, options: AskOptions
) -> tuple[Attention, tuple[Gap, ...]]:
    """Counts of the literature: what is known not to be in PubMed is not counted; and what the
    meters count.
    """
    years = Counter(dict(search.by_year))
    years.subtract(Counter(r.year for r in search.outside if r.year is not None))
    measured, gaps = measured_by(bench.meters, claim, options.as_of or options.today)
    trials: tuple[tuple[int, int], ...] = ()
    if measured:
        randomised = all_of(strategy.query, term_of("randomized controlled trial", "pt"))
        trials = bench.library.counts_by_year(randomised, until=options.as_of)
    attention = Attention(
        by_year=tuple((year, n) for year, n in sorted(years.items()) if n > 0),
        records=search.found - len(search.outside),
        web_results=options.web_results,
        measured=measured,
        trials_by_year=trials,
    )
    return attention, gaps


def _filtered(
    records: tuple[Record, ...], facts: Mapping[str, Study], options: AskOptions
) -> tuple[tuple[Record, ...], tuple[Exclusion, ...]]:
    kept, left = [], Counter[str]()
    for record in records:
        if options.no_preprints and _is_preprint(record, facts.get(record.id)):
            left["preprint, left out as asked"] += 1
        elif options.human_only and _is_not_human(record, facts.get(record.id)):
            left["not a study in people, left out as asked"] += 1
        else:
            kept.append(record)
    exclusions = tuple(Exclusion("screening", why, n) for why, n in sorted(left.items()))
    return tuple(kept), exclusions


def _is_preprint(record: Record, facts: Study | None) -> bool:
    return record.is_preprint or (facts is not None and Flag.PREPRINT in facts.flags)


def _is_not_human(record: Record, facts: Study | None) -> bool:
    study = facts or study_of(record)
    return study.subjects in (Subjects.ANIMAL, Subjects.LABORATORY)


# --- judging ----------------------------------------------------------------------------------


def _evidence(
    claim: Claim,
    search: _Search,
    vocabulary: Vocabulary,
    corrections: tuple[Correction, ...] = (),
    reader: Classifier | None = None,
    *,
    vouched: bool = False,
) -> Corrected:
    """What the records say of the claim, as the machine reads them and as people corrected it;
    those that do not name both its sides are not read.
    """
    judge = judge_of(claim, vocabulary)
    records = {record.id: record for record in search.records}
    judged = (
        judge.evidence(r, search.facts.get(r.id), search.tainted.get(r.id, ()), vouched=vouched)
        for r in search.records
    )
    read = [evidence for evidence in judged if evidence is not None]

    def again(evidence: Evidence, ruling: Ruling) -> Evidence:
        study = evidence.study
        record = records[study.record_id]
        return evidence_for(study, claim, judge.families, record, vouched=vouched, ruling=ruling)

    read = doubted(read, claim, reader) if reader else read
    return corrected(read, claim, corrections, again)


def _readers(about: Iterable[Evidence], second: Remembering | None) -> tuple[str, ...]:
    """Who read what the studies mean for the claim; nobody where facts of a table tell it all."""
    if second is not None and second.was_asked:
        return ("rules", *second.voters)
    return ("rules",) if any(e.study.fact_source is None for e in about) else ()


def _names(vocabulary: Vocabulary, evidence: Iterable[Evidence]) -> dict[str, str]:
    ids = {v for e in evidence for v in (e.intervention_variant, e.condition_variant) if v}
    return {i: vocabulary.concept(i).name for i in sorted(ids)}


def _with_parts(evidence: tuple[Evidence, ...], verdict: Verdict) -> tuple[Evidence, ...]:
    """Each piece of evidence under the label of the part that it falls into."""
    labels = {r: part.label for part in reversed(verdict.parts) for r in part.records}
    return tuple(replace(e, part=labels.get(e.study.record_id, "")) for e in evidence)


def _flow(search: _Search, evidence: tuple[Evidence, ...]) -> Flow:
    screened = len(search.records) + sum(e.count for e in search.filtered)
    about = [e for e in evidence if e.stance is not Stance.NOT_ABOUT]
    off_topic = len(search.records) - len(about)
    reasons = Counter(e.why_not.split(":")[0].split(" (")[0] for e in about if not e.counted)
    exclusions = [*search.filtered]
    if search.found > screened:
        exclusions.insert(
            0, Exclusion("ranking", "ranked below those that were read", search.found - screened)
        )
    if off_topic:
        exclusions.append(
            Exclusion("screening", "does not test this treatment in this condition", off_topic)
        )
    exclusions += [Exclusion("appraisal", why, n) for why, n in sorted(reasons.items())]
    return Flow(
        found=max(search.found, screened),
        screened=screened,
        appraised=len(about),
        used=sum(e.counted for e in about),
        exclusions=tuple(exclusions),
    )


def gaps_of(library: Library, undated: int = 0) -> tuple[Gap, ...]:
    """What makes a search of this library incomplete; ``undated`` records were left out."""
    snapshot = library.snapshot()
    gaps = []
    if snapshot.is_starter:
        gaps.append(
            Gap(
                "the library is the starter that ships with the program, not PubMed",
                "load PubMed records, or ask PubMed with --source live, for a complete search",
                "G301",
            )
        )
    elif not (snapshot.is_complete or snapshot.is_live):
        gaps.append(
            Gap(
                "the library holds a part of PubMed",
                "what was not loaded could not be found",
                "G302",
            )
        )
    if undated:
        gaps.append(
            Gap(
                f"{undated} undated records were left out",
                "without a date nobody can say whether they were known then",
                "G303",
            )
        )
    if isinstance(library, Asked):
        gaps.extend(library.gaps())
    return tuple(gaps)


def method_of(bench: Workbench, strategy: Strategy, options: AskOptions) -> Method:
    """How a search was made: enough to make it again."""
    snapshot = bench.library.snapshot()
    if snapshot.newest and snapshot.newest > options.today:
        snapshot = replace(snapshot, newest=options.today)
    return Method(
        library=snapshot,
        query=printed(strategy.query),
        relaxations=strategy.relaxations,
        as_of=options.as_of,
        today=options.today,
        software=bench.software,
        settings_digest=bench.settings_digest,
        models_digest=bench.models_digest,
        rules_digest=bench.rules_digest,
        searches=bench.library.searches() if isinstance(bench.library, Asked) else (),
        lists=(bench.retractions.label,) if bench.retractions else (),
    )


def duplicate_reports(records: Iterable[Record]) -> tuple[Reports, ...]:
    """Records that report the same trial, or are versions of one review, and why."""
    from sceptic.appraisal.reading import study_from_record  # noqa: PLC0415 - facts need no reader

    return reports_of_one_trial(study_from_record(record) for record in records)


__all__ = [
    "AskOptions",
    "Asked",
    "Workbench",
    "ask",
    "brief_for",
    "duplicate_reports",
    "families_of",
    "for_one_question",
    "gaps_of",
    "judge",
    "method_of",
]
