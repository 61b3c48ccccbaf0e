"""Be a sceptic: what was found and left out, the studies that count, and the harms."""

from __future__ import annotations

from sceptic.domain.brief import Section, Statement
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Design, Direction, Evidence, Flag, Stance
from sceptic.domain.words import correction_words, vote_words
from sceptic.synthesis.ingredients import SHOWN, Ingredients
from sceptic.synthesis.sourcing import (
    correction_source,
    evidence_source,
    pmid_source,
    sources_of,
    study_source,
)
from sceptic.synthesis.study_words import design_and_size, effect_words, result_words
from sceptic.synthesis.summary import summaries
from sceptic.synthesis.wording import plural, sentence_case


def sceptic(given: Ingredients) -> Section:
    flow = given.flow
    statements = [
        Statement(
            f"{sentence_case(plural(flow.found, 'record'))} found{_looser(given)}, "
            f"{flow.screened} screened, "
            f"{flow.appraised} read as studies of the claim, {flow.used} counted.",
            (given.search,),
        ),
        *_corrected(given),
        *_disputed(given),
        *_outside_pubmed(given),
        *_hopeful_reviews(given),
        *_citing_retracted(given),
        *_not_counted(given),
    ]
    return Section("sceptic", "Be a sceptic", tuple(statements))


def _looser(given: Ingredients) -> str:
    """How many of the records the search itself found, where looser ones added to them."""
    own, library = given.attention.records, given.method.library
    if library.is_starter or library.is_live or own >= given.flow.found:
        return ""
    return f" ({own} by the search itself, the others by looser ones)"


def _corrected(given: Ingredients) -> list[Statement]:
    """Every reading that a person overruled, with the machine's own."""
    corrected = [(e, c) for e in given.evidence for c in e.corrections]
    if not corrected:
        return []
    readings = plural(len(corrected), "reading")
    was = "was" if len(corrected) == 1 else "were"
    sources = tuple(correction_source(c) for _, c in corrected)
    return [
        Statement(f"{sentence_case(readings)} {was} corrected by people.", sources),
        *(
            Statement(
                f"{e.study.citation.short}: {correction_words(c)}.",
                (evidence_source(e), correction_source(c)),
                role="remark",
            )
            for e, c in corrected
        ),
    ]


def _disputed(given: Ingredients) -> list[Statement]:
    """Studies whose readers disagree, and who read what."""
    return [
        Statement(
            f"{e.study.citation.short} weighs less, as its readers disagree ({vote_words(e)}).",
            (evidence_source(e),),
            role="remark",
        )
        for e in given.evidence
        if e.votes and e.counted
    ]


def _outside_pubmed(given: Ingredients) -> list[Statement]:
    return [
        Statement(
            f"{e.study.citation.short} ({design_and_size(e.study)}; "
            f"{result_words(e, given.claim)}) is not in PubMed: shown apart, not counted.",
            sources_of(e),
            role="remark",
        )
        for e in given.evidence
        if e.study.in_pubmed is False and e.stance is not Stance.NOT_ABOUT
    ]


def _hopeful_reviews(given: Ingredients) -> list[Statement]:
    return [
        Statement(
            f"{e.study.citation.short} ({design_and_size(e.study)}) is more hopeful than "
            f"{_rests_on(e.study.design)}.",
            sources_of(e),
            role="remark",
        )
        for e in given.evidence
        if Flag.HOPEFUL_CONCLUSION in e.study.flags
    ]


def _rests_on(design: Design) -> str:
    return "the trials it rests on" if design.is_review_of_studies else "its results"


def _citing_retracted(given: Ingredients) -> list[Statement]:
    """A reference list tells what a review cites, not what it pooled: hence "look"."""
    return [
        Statement(
            f"{e.study.citation.short} ({design_and_size(e.study)}) cites "
            f"{plural(len(e.study.cites_retracted), 'trial')} retracted since: look whether its "
            "result rests on it.",
            (*sources_of(e), *map(pmid_source, e.study.cites_retracted)),
            role="remark",
        )
        for e in given.evidence
        if e.study.cites_retracted
    ]


_NAMED_LEFT_OUT = 5
"""So many are named in sentences; the table lists every one with its reason."""


def _not_counted(given: Ingredients) -> list[Statement]:
    said_already = (Flag.HOPEFUL_CONCLUSION,)
    left = [
        e for e in given.evidence
        if not e.counted and e.study.in_pubmed is not False
        and not any(f in e.study.flags for f in said_already)
    ]  # fmt: skip
    first = sorted(left, key=lambda e: (_standing(e), e.study.record_id))
    return [
        Statement(
            f"{e.study.citation.short} ({design_and_size(e.study)}) does not count: {e.why_not}.",
            sources_of(e),
        )
        for e in first[:_NAMED_LEFT_OUT]
    ]


def _standing(evidence: Evidence) -> tuple[int, int]:
    """Retracted first, then what looks strongest and still does not count."""
    is_retracted = Flag.RETRACTED in evidence.study.flags or "retract" in evidence.why_not
    return (0 if is_retracted or "withdrawn" in evidence.why_not else 1,
            list(Design).index(evidence.study.design))  # fmt: skip


def studies(given: Ingredients) -> Section | None:
    statements: list[Statement] = []
    for each in given.counted[:SHOWN]:
        statements.append(
            Statement(
                f"{each.study.citation.short}: {design_and_size(each.study)}; "
                f"{result_words(each, given.claim)}.",
                sources_of(each),
            )
        )
        statements.extend(_quote(each))
    if not statements:
        return None
    statements.extend(summaries(given))
    return Section("studies", "The studies that count", tuple(statements))


def _quote(evidence: Evidence) -> list[Statement]:
    finding = evidence.finding
    if finding is None or not finding.rationale or finding.rationale[0].field == "fact":
        return []
    rationale = finding.rationale[0]
    return [
        Statement(
            rationale.text,
            (study_source(evidence.study, rationale),),
            is_quote=True,
            role="quote",
        )
    ]


def harms(given: Ingredients) -> Section | None:
    """Harms on record; for a feared cause the harm is the claim itself."""
    if given.claim.relation is Relation.CAUSES:
        return None
    reported = [e for e in given.evidence if e.shown_as_harm and not is_retracted(e)]
    statements = [
        Statement(
            f"{e.study.citation.short} ({design_and_size(e.study)}): {harm_words(e)}.",
            sources_of(e),
        )
        for e in sorted(
            reported, key=lambda e: (list(Design).index(e.study.design), e.study.record_id)
        )[:SHOWN]
    ]
    return Section("harms", "Could it hurt?", tuple(statements) or (_no_harm_named(given),))


def _no_harm_named(given: Ingredients) -> Statement:
    what = (
        f"{sentence_case(given.method.library.name)} name no harm"
        if given.method.library.is_starter
        else "None of the records read reports a harm"
    )
    if given.claim.relation is Relation.IS_SAFE and given.counted:
        what = "None of the records read found more harm with it"
    return Statement(
        f"{what}; that is not a sign of safety, since harms are often left out.",
        (given.search,),
        role="caveat",
    )


def is_retracted(evidence: Evidence) -> bool:
    return Flag.RETRACTED in evidence.study.flags


def harm_words(evidence: Evidence) -> str:
    """The harms that a study names, with their figures."""
    harmful = [
        f for f in (*evidence.study.harms, *(f for f in evidence.study.findings if f.is_harm))
        if f.direction is Direction.WORSE
    ]  # fmt: skip
    named = list(
        dict.fromkeys(
            f"{_MORE.get(f.outcome, '')}{f.outcome}{effect_words(f.effect)}"
            for f in harmful if f.outcome
        )
    )  # fmt: skip
    if named:
        return "; ".join(named)
    return "worse under the treatment" if evidence.finding else "harm reported"


_MORE = dict.fromkeys(("adverse events", "adverse effects", "side effects", "harms"), "more ")
