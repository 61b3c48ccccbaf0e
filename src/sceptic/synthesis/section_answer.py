"""The answer, its reasons and its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sceptic.domain.brief import Section, Statement
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Answer, AppliedRule, Certainty, Design, Evidence, Match, Part
from sceptic.domain.words import DESIGN_WORDS
from sceptic.synthesis.certainty import participants_in
from sceptic.synthesis.ingredients import SHOWN, Ingredients
from sceptic.synthesis.sourcing import evidence_sources, method_source
from sceptic.synthesis.wording import (
    CERTAINTY_WORDS,
    figure,
    finding_sentence,
    headline_sentence,
    plural,
    sentence_case,
)


def headline(given: Ingredients) -> Statement:
    controlled = [e for e in given.counted if e.study.design.is_controlled]
    sources = evidence_sources(controlled[:SHOWN]) or (given.search,)
    text = headline_sentence(given.claim, given.verdict)
    if not given.flow.appraised and not given.method.library.is_complete:
        text = f"{text[:-1]}: {_why_none(given)}."
    return Statement(text, sources, role="headline")


def _why_none(given: Ingredients) -> str:
    """Why no study was found where the search was not complete: that is not "there is none"."""
    if given.failures:
        return "the search was cut short, which says nothing about what exists"
    library = given.method.library
    return f"{library.name} {'hold' if library.is_starter else 'holds'} no study of it"


def answer(given: Ingredients) -> Section:
    statements = [headline(given), *_amount(given), *_reasons(given.verdict.rules, given)]
    statements.extend(_what_little_means(given))
    if given.verdict.outside_method:
        statements.append(
            Statement(
                "Questions of diagnosis and prognosis lie outside this method: read the studies, "
                "not the verdict.",
                (given.search,),
                role="caveat",
            )
        )
    return Section("answer", "The answer", tuple(statements))


_NOT_EFFECT = "Too little evidence is not evidence that it does not work"
_NOT_MEANT = {
    Relation.IS_SAFE: "Too little evidence is not a sign of safety",
    Relation.CAUSES: "Too little evidence is not evidence that it does no harm",
}


def _what_little_means(given: Ingredients) -> list[Statement]:
    """Too little is not "no"; and too little in a part of PubMed is no finding about PubMed."""
    if given.verdict.answer is not Answer.TOO_LITTLE_EVIDENCE:
        return []
    statements = [
        Statement(
            f"{_NOT_MEANT.get(given.claim.relation, _NOT_EFFECT)}: what was found cannot tell "
            "either way.",
            (method_source("absence"),),
            role="caveat",
        )
    ]
    wider = [
        e for e in given.evidence
        if e.study.design.is_controlled
        and Match.BROADER in (e.intervention_match, e.condition_match)
    ]  # fmt: skip
    if wider:
        statements.append(
            Statement(
                f"{sentence_case(plural(len(wider), 'controlled study', 'controlled studies'))} of "
                f"{_wider_words(wider)} {'was' if len(wider) == 1 else 'were'} found and "
                f"{'does' if len(wider) == 1 else 'do'} not count here: ask about that instead.",
                evidence_sources(wider[:SHOWN]),
                role="remark",
            )
        )
    if given.failures:
        statements.append(
            Statement(
                f"The search was not complete ({given.failures[0].what}): studies that were not "
                "reached may exist.",
                (given.search,),
                role="caveat",
            )
        )
    elif not given.method.library.is_complete:
        statements.append(
            Statement(
                f"The search was not complete: this library ({given.method.library.name}) is not "
                "the whole of PubMed, and studies that it does not hold may exist.",
                (given.search,),
                role="caveat",
            )
        )
    return statements


def _wider_words(wider: Sequence[Evidence]) -> str:
    """What the indirect studies were about, in the words most of them use."""
    named = Counter(
        e.finding.condition if e.condition_match is Match.BROADER else e.finding.intervention
        for e in wider if e.finding is not None
    )  # fmt: skip
    words = min((w for w in named if w), key=lambda w: (-named[w], w), default="")
    return words or "the wider condition or treatment"


def _amount(given: Ingredients) -> list[Statement]:
    controlled = [e for e in given.counted if e.study.design.is_controlled]
    if not controlled:
        return []
    kinds = Counter(e.study.design for e in controlled)
    listed = ", ".join(
        plural(kinds[d], DESIGN_WORDS[d], _plural_of(DESIGN_WORDS[d])) for d in Design if kinds[d]
    )
    people = participants_in(controlled)
    of_people = f", with at least {figure(people)} people in all" if people else ""
    return [
        Statement(f"What counts: {listed}{of_people}.", evidence_sources(controlled)),
    ]


def _plural_of(words: str) -> str:
    if words.endswith("analysis"):
        return f"{words[:-2]}es"
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _reasons(rules: Sequence[AppliedRule], given: Ingredients) -> list[Statement]:
    """Every rule that moved the verdict, as a sentence."""
    by_id = {e.study.record_id: e for e in given.evidence}
    return [
        Statement(
            rule_sentence(rule),
            evidence_sources(by_id[r] for r in rule.records if r in by_id)[:SHOWN]
            or (given.search,),
        )
        for rule in rules
        if rule.rule != "parts differ"
    ]


def rule_sentence(rule: AppliedRule) -> str:
    """A rule with why it applied and how far it moved the certainty."""
    if rule.rule == "start":
        level = {0: "high", -1: "moderate"}.get(rule.steps, "low")
        return f"Certainty starts {level}: {rule.because}."
    steps = {0: "", 1: " (one step up)", -1: " (one step down)", -2: " (two steps down)"}
    return f"{sentence_case(rule.rule)}: {rule.because}{steps.get(rule.steps, '')}."


def parts(given: Ingredients) -> Section | None:
    """One sentence a part, where there is more than the claim as it was asked."""
    pico, found = given.claim.pico, given.verdict.parts
    whole = ((pico.intervention.id,), (pico.condition.id,))
    if all((p.intervention_ids, p.condition_ids) == whole for p in found):
        return None
    by_id = {e.study.record_id: e for e in given.evidence}
    statements = []
    for part in given.verdict.parts:
        held = [by_id[r] for r in part.records if r in by_id]
        shown = [e for e in held if e.counted] or held
        sources = evidence_sources(shown) or (given.search,)
        statements.append(Statement(_part_sentence(part, given), sources))
    return Section("parts", "Part by part", tuple(statements))


def _part_sentence(part: Part, given: Ingredients) -> str:
    """The finding on one part, its certainty, and why it is not surer."""
    sentence = finding_sentence(
        given.claim, part.answer, part.certainty, part.intervention, part.condition
    )
    certainty = CERTAINTY_WORDS[part.certainty]
    if part.answer is Answer.TOO_LITTLE_EVIDENCE:
        return f"{sentence[:-1]}: {part.rules[0].because} ({certainty})."
    amount = plural(part.studies, "controlled study", "controlled studies")
    people = f", {figure(part.participants)} people" if part.participants else ""
    doubts = "; ".join(r.because for r in part.rules if r.steps < 0)
    is_sure = part.certainty is Certainty.HIGH
    why = f" Why not surer: {doubts}." if doubts and not is_sure else ""
    return f"{sentence[:-1]} ({certainty}; {amount}{people}).{why}"
