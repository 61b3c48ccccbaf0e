"""Wordings that go beyond the evidence of one brief, each with the reason, from its verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sceptic.domain.brief import Brief, Source, Statement
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Answer, Certainty, Design, Flag, Subjects
from sceptic.synthesis.sourcing import evidence_sources, method_source
from sceptic.synthesis.told import controlled, search_source, sources_of_records
from sceptic.synthesis.wording import CERTAINTY_WORDS, claim_words, figure, finding_sentence, plural

_RANDOMISED = (
    Design.COCHRANE_REVIEW,
    Design.META_ANALYSIS,
    Design.SYSTEMATIC_REVIEW,
    Design.RANDOMISED_TRIAL,
)
_NAMED = 3
"""Retracted studies named one by one."""
_Found = Iterator[Statement]


def what_not_to_write(brief: Brief) -> tuple[Statement, ...]:
    """Each statement quotes wordings and says why this evidence does not carry them."""
    return tuple(statement for rule in _RULES for statement in rule(brief))


def _warned(words: str, why: str, *sources: Source) -> Statement:
    return Statement(f"{words}: {why}", sources, role="remark")


def _hype(brief: Brief) -> _Found:
    yield _warned(
        "“Cure”, “miracle”, “breakthrough”, “promising”",
        "each patient hears another promise in them, and no figure here stands for one.",
        method_source("seven-words"),
    )


def _proof(brief: Brief) -> _Found:
    sources = (*brief.headline.sources, method_source("grade-wording"))
    words = CERTAINTY_WORDS[brief.verdict.certainty]
    if brief.verdict.certainty is Certainty.HIGH:
        yield _warned(
            "“Proven for everyone”, “always”, “never”",
            f"even {words} speaks of groups of people, not of one person.",
            *sources,
        )
        return
    yield _warned(
        "“Proven”, “scientists have shown”, “it is a fact that”",
        f"the evidence is of {words}.",
        *sources,
    )


def _answer(brief: Brief) -> _Found:
    answer, sources = brief.verdict.answer, brief.headline.sources
    absence = method_source("absence")
    match answer:
        case Answer.TOO_LITTLE_EVIDENCE:
            if brief.claim.relation is Relation.IS_SAFE:
                yield _warned("“Safe”", "that no harm was found is no sign of safety.", absence)
            yield _warned(
                "“Does not work”, “debunked”, “no link”",
                "too little evidence is not evidence that it is not so.",
                absence,
            )
            yield _warned(
                "“Works”, “helps”, “studies suggest”",
                "what counts is too little to say either way.",
                *sources,
            )
        case Answer.CONFLICTING:
            yield _warned(
                "“Studies show”",
                "studies disagree; say so, and name both sides.",
                *sources,
            )
        case Answer.DEPENDS:
            yield from _of_parts(brief)
        case _ if brief.verdict.certainty.level < Certainty.HIGH.level:
            yield from _without_hedge(brief)


def _of_parts(brief: Brief) -> _Found:
    firm = [p for p in brief.verdict.parts if p.answer is not Answer.TOO_LITTLE_EVIDENCE]
    kept = "; ".join(p.label for p in firm) or "no part of the question"
    yield _warned(
        f"“{_capital(claim_words(brief.claim))}”, without saying which",
        f"there is an answer for {kept} only.",
        *sources_of_records(brief, (r for p in firm for r in p.records)),
    )


def _without_hedge(brief: Brief) -> _Found:
    """The claim, or its denial, without "may" or "probably"."""
    claim, verdict = brief.claim, brief.verdict
    if claim.relation is Relation.COMPARES:
        return
    x, y = claim.pico.intervention.name, claim.pico.condition.name
    flat = finding_sentence(claim, verdict.answer, Certainty.HIGH, x, y)
    graded = finding_sentence(claim, verdict.answer, verdict.certainty, x, y)
    yield _warned(f"“{flat[:-1]}”", f"the evidence carries “{graded[:-1]}”.",
                  *brief.headline.sources, method_source("grade-wording"))  # fmt: skip
    holds = (verdict.answer is Answer.SUPPORTED) != claim.negated
    if not holds:
        yield _warned(
            "“Useless”, “debunked”, “a myth”",
            f"the evidence against it is of {CERTAINTY_WORDS[verdict.certainty]} only.",
            *brief.headline.sources,
        )


def _causes(brief: Brief) -> _Found:
    counted = controlled(brief)
    if not counted or any(e.study.design in _RANDOMISED for e in counted):
        return
    if brief.verdict.answer is Answer.TOO_LITTLE_EVIDENCE:
        return
    yield _warned(
        "“Causes”, “leads to”, “thanks to”",
        "no randomised trial counts; people who differ in one thing differ in others. "
        "Write “is linked to”.",
        *evidence_sources(counted),
    )


def _percent(brief: Brief) -> _Found:
    ratios = [
        e for e in controlled(brief)
        if e.finding and e.finding.effect and e.finding.effect.measure in ("RR", "OR", "HR")
        and e.finding.effect.value is not None
    ]  # fmt: skip
    if ratios:
        yield _warned(
            "“Cuts (or raises) the risk by … percent” alone",
            "a relative figure hides how many people it concerns; give it out of 100 people with "
            "and without, or say that the records do not tell.",
            *evidence_sources(ratios),
            method_source("key-concepts"),
        )


def _animals(brief: Brief) -> _Found:
    found = [
        e for e in brief.evidence if e.study.subjects in (Subjects.ANIMAL, Subjects.LABORATORY)
    ]
    if found:
        yield _warned(
            f"“Studies show” of {plural(len(found), 'study', 'studies')} in animals or in the "
            "laboratory",
            "none of them counts for people.",
            *evidence_sources(found),
        )


def _retracted(brief: Brief) -> _Found:
    found = [e for e in brief.evidence if Flag.RETRACTED in e.study.flags]
    for each in found[:_NAMED]:
        yield _warned(
            f"Anything that rests on {each.study.citation.short}",
            "it was retracted.",
            *evidence_sources([each]),
        )
    if len(found) > _NAMED:
        yield _warned(
            f"Anything that rests on {figure(len(found) - _NAMED)} more studies",
            "they were retracted.",
            *evidence_sources(found[_NAMED:]),
        )


def _nothing_exists(brief: Brief) -> _Found:
    if not brief.method.library.is_complete and not controlled(brief):
        yield _warned(
            "“There are no studies”",
            f"only {brief.method.library.name} was searched, not the whole of PubMed.",
            search_source(brief),
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_RULES: tuple[Callable[[Brief], _Found], ...] = (
    _answer,
    _proof,
    _causes,
    _percent,
    _animals,
    _retracted,
    _nothing_exists,
    _hype,
)
