"""What the three tellings of a brief share: its sources, its counted studies, its safety line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sceptic.domain.brief import Brief, Section, Source, Statement
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Answer, AppliedRule, Evidence
from sceptic.synthesis.ingredients import SHOWN
from sceptic.synthesis.sourcing import correction_source, count_source, evidence_sources
from sceptic.synthesis.wording import comparison_sentence, figure, finding_sentence


def search_source(brief: Brief) -> Source:
    """The dated count of the brief's search."""
    return count_source(brief.method, brief.flow.found)


def corrected(brief: Brief) -> Iterator[Statement]:
    """That people changed how studies were read, and who, where they did."""
    corrections = brief.method.corrections
    if not corrections:
        return
    studies = len({c.record_id for c in corrections})
    names = ", ".join(dict.fromkeys(c.by for c in corrections))
    what = "one study was" if studies == 1 else f"{figure(studies)} studies were"
    yield Statement(
        f"How {what} read was changed by hand, by {names}. The full brief shows both readings.",
        tuple(correction_source(c) for c in corrections),
        role="caveat",
    )


def controlled(brief: Brief) -> tuple[Evidence, ...]:
    """The studies with a comparison group that count, heaviest first."""
    return tuple(e for e in brief.evidence if e.counted and e.study.design.is_controlled)


def sources_of_records(brief: Brief, records: Iterable[str]) -> tuple[Source, ...]:
    """Sources of these records of the brief's evidence, else the search itself."""
    by_id = {e.study.record_id: e for e in brief.evidence}
    named = [by_id[r] for r in records if r in by_id][:SHOWN]
    return evidence_sources(named) or (search_source(brief),)


def rules_of(brief: Brief) -> tuple[AppliedRule, ...]:
    """Rules of the verdict and of its parts, each once."""
    parts = brief.verdict.parts
    return tuple(dict.fromkeys((*brief.verdict.rules, *(r for p in parts for r in p.rules))))


def deductions(brief: Brief) -> tuple[AppliedRule, ...]:
    """Why the answer is not surer: rules that lowered its certainty.

    Where the answer depends, those of its one part with an answer; several parts have reasons of
    their own, of which only what all share can be said of the whole.
    """
    if brief.verdict.answer is not Answer.DEPENDS:
        return _lowering(brief.verdict.rules)
    firm = [p for p in brief.verdict.parts if p.answer is not Answer.TOO_LITTLE_EVIDENCE]
    shared = set.intersection(*({r.rule for r in p.rules} for p in firm)) if firm else set()
    found: dict[str, AppliedRule] = {}
    for rule in _lowering(r for p in firm for r in p.rules):
        if rule.rule in shared:
            found.setdefault(rule.rule, rule)
    return tuple(found.values())


def _lowering(rules: Iterable[AppliedRule]) -> tuple[AppliedRule, ...]:
    return tuple(dict.fromkeys(r for r in rules if r.steps < 0 and r.rule != "start"))


def plain_headline(brief: Brief) -> str:
    """The brief's answer in one sentence, its certainty in the verb alone; not for "depends"."""
    claim, verdict, pico = brief.claim, brief.verdict, brief.claim.pico
    if claim.relation is Relation.COMPARES:
        return comparison_sentence(claim, verdict)
    text = finding_sentence(
        claim, verdict.answer, verdict.certainty, pico.intervention.name, pico.condition.name
    )
    return f"{text[:-1]} in {pico.population.name}." if pico.population else text


def little_means(brief: Brief) -> str:
    """What "too little evidence" means: of a complete search that nobody can tell, else only that
    what was searched cannot."""
    if brief.method.library.is_complete:
        return "It means that nobody can tell yet."
    return "It means that what was searched cannot tell."


def depends_on(brief: Brief) -> str:
    """What the answer depends on: the treatment, the health problem, or both."""
    parts = brief.verdict.parts
    treatments, problems = {p.intervention for p in parts}, {p.condition for p in parts}
    if len(problems) == 1:
        return "on what is used" if brief.claim.relation.is_helping else "on which kind is meant"
    if len(treatments) == 1:
        return "on which health problem is meant"
    if brief.claim.relation.is_helping:
        return "on what is used, and for what"
    return "on which kind and which health problem are meant"


def library_words(brief: Brief) -> str:
    """The library as a reader who does not know the program can take it."""
    library = brief.method.library
    return (
        f"the program's {library.name}, which are not PubMed,"
        if library.is_starter
        else (library.name if library.is_complete else f"{library.name}, a part of PubMed,")
    )


def safety(brief: Brief) -> tuple[Section, ...]:
    """The safety line, which stands first in every voice."""
    section = brief.section("safety")
    return (section,) if section is not None else ()


def as_it_stands(brief: Brief, section_id: str, new_id: str, title: str) -> Section | None:
    """A section of the brief, word for word, under another heading."""
    section = brief.section(section_id)
    return Section(new_id, title, section.statements) if section is not None else None
