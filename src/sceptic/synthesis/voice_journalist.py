"""A brief for journalists: a headline that holds, a paragraph to copy, what not to write, whom to
call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sceptic.domain.brief import Brief, Section, Statement
from sceptic.domain.evidence import Answer, Evidence, Flag
from sceptic.domain.telling import Telling, Voice
from sceptic.synthesis.sourcing import evidence_source, evidence_sources, method_source
from sceptic.synthesis.study_words import design_and_size
from sceptic.synthesis.told import (
    controlled,
    corrected,
    deductions,
    depends_on,
    library_words,
    little_means,
    plain_headline,
    safety,
    search_source,
    sources_of_records,
)
from sceptic.synthesis.warned_words import what_not_to_write
from sceptic.synthesis.wording import (
    CERTAINTY_WORDS,
    claim_words,
    figure,
    part_clause,
    plural,
    sentence_case,
)

_CALLED = 4
"""Authors named to call: as many as one reaches before five o'clock."""


def told_for_journalists(brief: Brief) -> Telling:
    caveat = _caveat(brief)
    sections = (
        *safety(brief),
        Section("answer", "A headline that holds", _headline_notes(brief)),
        Section("paragraph", "A paragraph to copy", (_paragraph(brief, caveat),)),
        Section("caveat", "The caveat that stays, whatever is cut", (caveat,)),
        Section("avoid", "What not to write", what_not_to_write(brief)),
        Section("dates", "Dates", tuple(_dates(brief))),
        Section("call", "Whom to call", tuple(_calls(brief))),
        Section("questions", "What to ask them", tuple(_questions(brief))),
        Section("about", "About this page", _about(brief)),
    )
    return Telling(
        Voice.JOURNALIST, brief.id, _headline(brief), tuple(s for s in sections if s.statements)
    )


def _headline(brief: Brief) -> Statement:
    """No surer than the brief: its own sentence, or that the answer depends."""
    is_open = brief.verdict.answer is Answer.DEPENDS
    whole = f"Whether {claim_words(brief.claim)} depends {depends_on(brief)}."
    text = whole if is_open else plain_headline(brief)
    return Statement(text, brief.headline.sources, role="headline")


def _headline_notes(brief: Brief) -> tuple[Statement, ...]:
    """The whole answer under the headline, and how sure it is."""
    sources = (*brief.headline.sources, method_source("grade-wording"))
    if brief.verdict.answer is not Answer.DEPENDS:
        words = CERTAINTY_WORDS[brief.verdict.certainty]
        text = (
            f"The evidence is of {words}. Keep the words as they stand: they carry the certainty."
        )
        return (Statement(text, sources),)
    return (
        Statement(f"The whole answer: {_answer(brief).removeprefix('It depends: ')}", sources),
        Statement(
            "The certainty differs from part to part. Keep the words as they stand: they carry it.",
            sources,
        ),
    )


_OPEN_NAMED = 3
"""Parts without an answer that are named; more are counted."""


def _answer(brief: Brief) -> str:
    """The brief's headline; where many parts have no answer, they are counted."""
    parts = brief.verdict.parts
    firm = [p for p in parts if p.answer is not Answer.TOO_LITTLE_EVIDENCE]
    left = len(parts) - len(firm)
    if brief.verdict.answer is not Answer.DEPENDS or left <= _OPEN_NAMED:
        return brief.headline.text
    clauses = [part_clause(brief.claim, part) for part in firm]
    rest = f"for {left} other parts of the question there is too little evidence"
    return f"It depends: {'; '.join((*clauses, rest))}."


def _paragraph(brief: Brief, caveat: Statement) -> Statement:
    """Answer, what it rests on, the caveat and the date, in one piece."""
    rests_on = _rests_on(brief) if brief.flow.appraised else ""
    pieces = [p for p in (_answer(brief), rests_on, caveat.text, _searched(brief)) if p]
    sources = dict.fromkeys(
        (*brief.headline.sources, *evidence_sources(controlled(brief)), *caveat.sources,
         search_source(brief))
    )  # fmt: skip
    return Statement(" ".join(pieces), tuple(sources))


def _rests_on(brief: Brief) -> str:
    section = brief.section("answer")
    amount = next(
        (s.text for s in (section.statements if section else ())
         if s.text.startswith("What counts: ")), "",
    )  # fmt: skip
    if not amount:
        return "No controlled study in people counts."
    studies, _, people = amount.removeprefix("What counts: ").rstrip(".").partition(", with ")
    kinds = studies.split(", ")
    listed = f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else studies
    return f"This rests on {listed}{f', with {people}' if people else ''}."


def _searched(brief: Brief) -> str:
    method = brief.method
    until = f", as known by {method.as_of.isoformat()}" if method.as_of else ""
    used = brief.flow.used
    counted = f"{figure(used)} {'counts' if used == 1 else 'count'}" if used else "none counts"
    return (
        f"A search of {library_words(brief)} on {method.today.isoformat()}{until} found "
        f"{plural(brief.flow.found, 'record')}; {counted}."
    )


def _caveat(brief: Brief) -> Statement:
    """The one thing that may not be cut."""
    if brief.verdict.answer is Answer.TOO_LITTLE_EVIDENCE:
        return Statement(
            f"Too little evidence does not mean that the answer is no. {little_means(brief)}",
            (method_source("absence"),),
            role="caveat",
        )
    doubts = deductions(brief)
    if doubts:
        records = [r for rule in doubts for r in rule.records]
        return Statement(
            f"It is not surer because {_listed([_doubt(r.because) for r in doubts])}.",
            sources_of_records(brief, records),
            role="caveat",
        )
    return Statement(
        f"The evidence is of {CERTAINTY_WORDS[brief.verdict.certainty]}; it speaks of groups of "
        "people, not of one person.",
        (*brief.headline.sources, method_source("grade-wording")),
        role="caveat",
    )


def _doubt(because: str) -> str:
    """A reason as a clause with a verb."""
    if re.match(r"only \d", because):
        return f"there are {because}"
    if because.startswith("one study only"):
        return "there is only one study, not repeated"
    return because


def _listed(clauses: list[str]) -> str:
    unique = list(dict.fromkeys(clauses))
    return unique[0] if len(unique) == 1 else f"{'; '.join(unique[:-1])}; and {unique[-1]}"


# --- dates, people, questions -----------------------------------------------------------------


def _dates(brief: Brief) -> Iterator[Statement]:
    method, source = brief.method, (search_source(brief),)
    newest = method.library.newest
    until = f"; newest record there: {newest.isoformat()}" if newest else ""
    yield Statement(f"Searched on {method.today.isoformat()}{until}.", source, role="remark")
    years = sorted(e.study.year for e in controlled(brief) if e.study.year)
    if years:
        span = f"in {years[0]}" if years[0] == years[-1] else f"from {years[0]} to {years[-1]}"
        yield Statement(
            f"The studies that count were published {span}.",
            evidence_sources(controlled(brief)),
            role="remark",
        )
    if brief.attention.by_year:
        first, last = brief.attention.by_year[0][0], brief.attention.by_year[-1][0]
        span = f"in {first}" if first == last else f"from {first} to {last}"
        yield Statement(
            f"{sentence_case(plural(brief.attention.records, 'record'))} "
            f"{'names' if brief.attention.records == 1 else 'name'} both, published {span}.",
            source,
            role="remark",
        )


def _calls(brief: Brief) -> Iterator[Statement]:
    """First authors of what carries the answer, with what they may gain from it."""
    counted = controlled(brief)
    for each in counted[:_CALLED]:
        yield Statement(_call(each), (evidence_source(each),), role="remark")
    against = [e for e in counted[_CALLED:] if e.stance is not counted[0].stance]
    for each in against[:1]:
        yield Statement(
            f"On the other side: {_call(each)}", (evidence_source(each),), role="remark"
        )
    yield Statement(
        "Call one person who wrote none of these studies and sells nothing.",
        (method_source("key-concepts"),),
        role="remark",
    )


def _call(evidence: Evidence) -> str:
    study = evidence.study
    where = ", ".join(str(w) for w in (study.citation.journal, study.year) if w)
    authors = study.citation.authors
    what = design_and_size(study)
    who = f"{authors[0]}, first author of a {what}" if authors else f"The authors of a {what}"
    declared = ""
    if Flag.CONFLICT_OF_INTEREST in study.flags:
        declared = " The record shows a conflict of interest: ask about it."
    return f"{who}{f' ({where})' if where else ''}.{declared}"


_QUESTIONS = (
    "What did the people in the study notice, and after how long?",
    "In how many people out of 100 did it happen with it, and in how many without?",
    "Who paid, and what did you not print?",
    "What would make you change your mind?",
)


def _questions(brief: Brief) -> Iterator[Statement]:
    source = (method_source("key-concepts"),)
    return (Statement(text, source, role="question") for text in _QUESTIONS)


def _about(brief: Brief) -> tuple[Statement, ...]:
    method = brief.method
    statements = [
        Statement(
            f"Made on {method.today.isoformat()} by {method.software}; this is information, not "
            f"medical advice. Brief {brief.id}.",
            (search_source(brief),),
            role="remark",
        )
    ]
    if not method.library.is_complete:
        statements.insert(
            0,
            Statement(
                f"The search was not complete: {method.library.name} is not the whole of PubMed, "
                "and studies that it does not hold may exist.",
                (search_source(brief),),
                role="caveat",
            ),
        )
    return (*corrected(brief), *statements)
