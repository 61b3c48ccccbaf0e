"""A brief for patients: short words, people in 100, what is not known and what to ask.

Written for at most nine years of school (Flesch-Kincaid), which a test measures.
"""

from __future__ import annotations

from collections.abc import Iterator

from sceptic.domain.brief import Brief, Section, Statement
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import (
    Answer,
    AppliedRule,
    ArmResult,
    Certainty,
    Change,
    Design,
    Direction,
    Evidence,
)
from sceptic.domain.telling import Telling, Voice
from sceptic.synthesis.certainty import participants_in
from sceptic.synthesis.relative_effect import share_of
from sceptic.synthesis.section_studies import is_retracted
from sceptic.synthesis.sourcing import evidence_source, evidence_sources, method_source
from sceptic.synthesis.told import (
    as_it_stands,
    controlled,
    corrected,
    deductions,
    depends_on,
    little_means,
    plain_headline,
    safety,
    search_source,
    sources_of_records,
)
from sceptic.synthesis.wording import (
    figure,
    finding_sentence,
    plural,
    sentence_case,
)

_SHOWN = 4
"""Studies told one by one: more are not read."""
_SURE = {
    Certainty.HIGH: "How sure is this? Very sure. New studies are not likely to change it.",
    Certainty.MODERATE: "How sure is this? Fairly sure. But new studies may change it.",
    Certainty.LOW: "How sure is this? Not very sure. New studies are likely to change it.",
    Certainty.VERY_LOW: "How sure is this? Not sure at all. We found too little to say.",
}


def told_for_patients(brief: Brief) -> Telling:
    sections = (
        *safety(brief),
        Section("answer", "In short", tuple(_answer(brief))),
        Section("benefit", _benefit_title(brief), tuple(_benefit(brief))),
        Section("harm", "Could it hurt?", tuple(_harm(brief))),
        Section("unknown", "What is not known", tuple(_unknown(brief))),
        as_it_stands(brief, "ask", "ask", "What to ask your doctor"),
        Section("about", "About this page", tuple(_about(brief))),
    )
    return Telling(
        Voice.PATIENT,
        brief.id,
        _headline(brief),
        tuple(s for s in sections if s is not None and s.statements),
    )


# --- the answer -------------------------------------------------------------------------------


def _headline(brief: Brief) -> Statement:
    """The brief's headline without its terms: one sentence, or that it depends."""
    is_open = brief.verdict.answer is Answer.DEPENDS
    text = f"It depends {depends_on(brief)}." if is_open else plain_headline(brief)
    return Statement(text, brief.headline.sources, role="headline")


def _answer(brief: Brief) -> Iterator[Statement]:
    verdict = brief.verdict
    wording = method_source("grade-wording")
    if verdict.answer is Answer.DEPENDS:
        yield from _parts(brief)
    else:
        yield Statement(_SURE[verdict.certainty], (*brief.headline.sources, wording))
    if verdict.answer is Answer.TOO_LITTLE_EVIDENCE:
        yield Statement(
            f"This does not mean that the answer is no. {little_means(brief)}",
            (method_source("absence"),),
            role="caveat",
        )


_PART_SURE = {
    Certainty.HIGH: "We are very sure.",
    Certainty.MODERATE: "We are fairly sure.",
    Certainty.LOW: "We are not very sure.",
    Certainty.VERY_LOW: "We are not sure at all.",
}


def _parts(brief: Brief) -> Iterator[Statement]:
    """A sentence for each part with an answer; the others are listed as not known."""
    open_records: list[str] = []
    for part in brief.verdict.parts:
        if part.answer is Answer.TOO_LITTLE_EVIDENCE:
            open_records += part.records
            continue
        text = finding_sentence(
            brief.claim, part.answer, part.certainty, part.intervention, part.condition
        )
        counted = {e.study.record_id for e in brief.evidence if e.counted}
        records = [r for r in part.records if r in counted] or part.records
        sources = (*sources_of_records(brief, records), method_source("grade-wording"))
        yield Statement(f"{text} {_PART_SURE[part.certainty]}", sources)
    if open_records:
        yield Statement(
            "For the rest we found too little evidence to say.",
            sources_of_records(brief, open_records),
        )


# --- what it could do -------------------------------------------------------------------------

_KINDS = {
    Design.COCHRANE_REVIEW: "A Cochrane review",
    Design.META_ANALYSIS: "A review that adds up studies",
    Design.SYSTEMATIC_REVIEW: "A review of studies",
    Design.RANDOMISED_TRIAL: "A fair test",
    Design.CONTROLLED_TRIAL: "A test of two groups",
    Design.COHORT: "A study that followed people over time",
    Design.CASE_CONTROL: "A study that looked back",
}
_FOUND = {
    Direction.BETTER: "it did better",
    Direction.NO_DIFFERENCE: "it made no clear change",
    Direction.WORSE: "it did worse",
    Direction.UNCLEAR: "the result is not clear",
}
_FEARED = {
    Direction.BETTER: "people with it had {y} less often",
    Direction.NO_DIFFERENCE: "people with it had {y} no more often",
    Direction.WORSE: "people with it had {y} more often",
    Direction.UNCLEAR: "the result is not clear",
}
_HARMED = {
    Direction.BETTER: "harm was less common with it",
    Direction.NO_DIFFERENCE: "harm was about as common with it as without",
    Direction.WORSE: "harm was more common with it",
    Direction.UNCLEAR: "the result is not clear",
}
_MEASURED = {
    Change.HIGHER: "it was higher",
    Change.LOWER: "it was lower",
    Change.NO_DIFFERENCE: "there was no clear change",
    Change.UNCLEAR: "the result is not clear",
}


def _benefit_title(brief: Brief) -> str:
    return "What did studies find?" if not brief.claim.relation.is_helping else "What could it do?"


def _benefit(brief: Brief) -> Iterator[Statement]:
    counted = controlled(brief)
    if not counted:
        yield Statement(
            "We found no fair test of this in people that counts.", (search_source(brief),)
        )
        return
    people = participants_in(counted)
    in_all = f" At least {figure(people)} people took part." if people else ""
    stands = "study counts" if len(counted) == 1 else "studies count"
    yield Statement(f"{figure(len(counted))} {stands}.{in_all}", evidence_sources(counted))
    if any(e.study.design is Design.RANDOMISED_TRIAL for e in counted[:_SHOWN]):
        yield Statement(
            "In a fair test, chance decides who gets what.", (method_source("key-concepts"),)
        )
    for each in counted[:_SHOWN]:
        yield Statement(_study(each, brief), (evidence_source(each),))
    if not any(_in_100(each) for each in counted[:_SHOWN]):
        yield Statement(
            "The records do not tell how many people in 100 this means.",
            evidence_sources(counted[:_SHOWN]),
        )
    if len(counted) > _SHOWN:
        rest = counted[_SHOWN:]
        yield Statement(
            f"{plural(len(rest), 'more study', 'more studies')} can be found in the full brief.",
            evidence_sources(rest),
        )


def _study(evidence: Evidence, brief: Brief) -> str:
    study = evidence.study
    kind = _KINDS[study.design]
    size = f" with {figure(study.participants)} people" if study.participants else ""
    year = f" ({study.year})" if study.year else ""
    sentence = f"{kind}{size}{year}: {_found(evidence, brief)}."
    looked = _looked_at(evidence, brief)
    return " ".join(words for words in (sentence, looked, _in_100(evidence)) if words)


def _found(evidence: Evidence, brief: Brief) -> str:
    finding = evidence.finding
    if finding is None:
        return "the result is not clear"
    if brief.claim.relation is Relation.COMPARES:
        return _MEASURED[finding.change]
    if brief.claim.relation is Relation.CAUSES:
        return _FEARED[finding.direction].format(y=brief.claim.pico.condition.name)
    if brief.claim.relation is Relation.IS_SAFE:
        return _HARMED[finding.direction]
    words = _FOUND[finding.direction]
    has_rank = finding.direction in (Direction.BETTER, Direction.WORSE)
    return f"{words} than {finding.comparator}" if has_rank and finding.comparator else words


def _looked_at(evidence: Evidence, brief: Brief) -> str:
    outcome = evidence.finding.outcome if evidence.finding else ""
    if not outcome or outcome == brief.claim.pico.condition.name:
        return ""
    return f"They looked at {outcome}."


def _in_100(evidence: Evidence) -> str:
    """``12 in 100 had it with the treatment, 20 in 100 without``; nothing without both shares."""
    arms: tuple[ArmResult, ...] = evidence.finding.arms if evidence.finding else ()
    shares = [share_of(arm) for arm in arms]
    if len(shares) != 2 or shares[0] is None or shares[1] is None or evidence.finding is None:
        return ""
    with_it, without = (_people(share) for share in shares if share is not None)
    what = evidence.finding.outcome or "this"
    other = evidence.finding.comparator or arms[1].name or "the other group"
    return (
        f"In 100 people who got it, {with_it} had {what}. "
        f"In 100 people with {other}, it was {without}."
    )


def _people(share: float) -> str:
    """A share as people in 100: ``fewer than 1`` is said so."""
    count = round(100 * share)
    return "fewer than 1" if 0 < share < 0.005 else f"{count}"


# --- harms and what is not known --------------------------------------------------------------


def _harm(brief: Brief) -> Iterator[Statement]:
    if brief.claim.relation is Relation.CAUSES:
        return
    reported = [e for e in brief.evidence if e.shown_as_harm and not is_retracted(e)]
    order = list(Design)
    for each in sorted(reported, key=lambda e: (order.index(e.study.design), e.study.record_id))[
        :_SHOWN
    ]:
        who = _KINDS.get(each.study.design, "A study without a group to compare with")
        yield Statement(f"{who} names this: {_named_harms(each)}.", (evidence_source(each),))
    if reported:
        yield Statement(
            "Trials are often too short to find rare harms.", evidence_sources(reported[:_SHOWN])
        )
        return
    is_tested = brief.claim.relation is Relation.IS_SAFE and bool(controlled(brief))
    known = "No record found more harm with it" if is_tested else "The records name no harm"
    yield Statement(
        f"{known}. That does not mean it is safe. Harms are often left out.",
        (search_source(brief),),
        role="caveat",
    )


def _named_harms(evidence: Evidence) -> str:
    """The harms by name; ratios and p values say nothing to most people."""
    found = (*evidence.study.harms, *(f for f in evidence.study.findings if f.is_harm))
    worse = (f.outcome for f in found if f.direction is Direction.WORSE and f.outcome)
    return "; ".join(dict.fromkeys(worse)) or "harm"


_DOUBTS = {
    "risk of bias": "We cannot see how well the studies were done.",
    "inconsistency": "The studies do not agree.",
    "conflict": "The studies do not agree.",
    "indirectness": "The studies did not test just this.",
    "imprecision": "Too few people took part to be sure.",
    "single study": "There is only one study. Nobody has done it again.",
    "publication bias": "Only small studies with good news were found. Bad news may be missing.",
    "no surer than its parts": "Studies of different things do not make each other surer.",
    "safety": "Trials are too short and too small to find rare harms.",
    "the review's own rating": "The people who wrote the main review are not very sure.",
    "undecided": "The studies do not settle it.",
    "too little evidence": "We found too few good studies.",
    "very low certainty": "We found too few good studies.",
}


def _unknown(brief: Brief) -> Iterator[Statement]:
    said: dict[str, AppliedRule] = {}
    shortage = [r for r in brief.verdict.rules if r.rule in _DOUBTS and r.steps == 0]
    for rule in (*deductions(brief), *shortage):
        said.setdefault(_DOUBTS.get(rule.rule, f"{sentence_case(rule.because)}."), rule)
    for text, rule in said.items():
        yield Statement(text, sources_of_records(brief, rule.records))
    for part in brief.verdict.parts:
        if part.answer is Answer.TOO_LITTLE_EVIDENCE and brief.verdict.answer is Answer.DEPENDS:
            yield Statement(
                f"We found too little on {part.intervention} for {part.condition}.",
                sources_of_records(brief, part.records),
            )
    if not brief.method.library.is_complete:
        yield Statement(
            "We did not look through all of PubMed. There may be more studies.",
            (search_source(brief),),
            role="caveat",
        )


def _about(brief: Brief) -> Iterator[Statement]:
    yield from corrected(brief)
    source = (search_source(brief),)
    today = brief.method.today
    yield Statement(
        f"Made on {today.isoformat()}. This is information, not medical advice.",
        source,
        role="remark",
    )
