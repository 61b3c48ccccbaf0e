"""What would settle it, what to ask, what to read, and how the brief was made."""

from __future__ import annotations

from sceptic.appraisal.aim import Aim, wanted_aim
from sceptic.domain.brief import Method, Section, Statement
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Answer, Stance, Study
from sceptic.domain.words import DESIGN_WORDS
from sceptic.synthesis.certainty import ENOUGH_PARTICIPANTS
from sceptic.synthesis.ingredients import Ingredients
from sceptic.synthesis.section_studies import is_retracted
from sceptic.synthesis.sourcing import evidence_source, method_source
from sceptic.synthesis.wording import is_plural, plural


def settle(given: Ingredients) -> Section | None:
    """Which study is missing."""
    claim, verdict = given.claim, given.verdict
    if claim.relation is Relation.CAUSES or not verdict.rules:
        return None
    open_parts = [p for p in verdict.parts if p.answer in
                  (Answer.TOO_LITTLE_EVIDENCE, Answer.CONFLICTING)]  # fmt: skip
    if verdict.answer in (Answer.SUPPORTED, Answer.CONTRADICTED) and not open_parts:
        if verdict.certainty.level >= 3:
            return None
        open_parts = list(verdict.parts)
    pairs = [(p.intervention.removeprefix("any "), p.condition) for p in open_parts] or [
        (claim.pico.intervention.name, claim.pico.condition.name)
    ]
    pairs = list(dict.fromkeys(pairs))
    told = pairs if len(pairs) <= _WRITTEN_OUT + 1 else pairs[:_WRITTEN_OUT]
    rest = "; ".join(f"{x} for {y}" for x, y in pairs[len(told) :])
    sources = (given.search, method_source("key-concepts"))
    against = claim.pico.comparison.name if claim.pico.comparison else "placebo or usual care"
    return Section(
        "settle",
        "What would settle it",
        tuple(
            Statement(
                f"A randomised, blinded trial of {x} against {against} in at least "
                f"{ENOUGH_PARTICIPANTS} people{_who(claim, y)}, registered before it starts, with "
                "its results in full.",
                sources,
            )
            for x, y in told
        )
        + ((Statement(f"Such a trial is missing, too, of {rest}.", sources),) if rest else ()),
    )


_WRITTEN_OUT = 2
"""Missing trials in a sentence each; of more the others are listed in one."""


def _who(claim: Claim, problem: str) -> str:
    """`` with baldness``, `` at risk of a cold`` where it is to be prevented; nothing where any
    unwanted effect is meant, which nobody has yet."""
    if problem == _ANY_HARM_NAME:
        return ""
    return f" at risk of {problem}" if wanted_aim(claim) is Aim.PREVENTION else f" with {problem}"


_ANY_HARM_NAME = "adverse events"
_VERBS = {True: {"Was": "Were", "does": "do"}, False: {"Was": "Was", "does": "does"}}
_ANY = frozenset(Answer)
_QUESTIONS: tuple[tuple[str, frozenset[Answer]], ...] = (
    ("{Was} {x} compared fairly with something else, in {people}?", _ANY),
    ("In how many people out of 100 {does} {x} help, and in how many without it?",
     frozenset({Answer.SUPPORTED, Answer.DEPENDS, Answer.CONFLICTING})),
    ("Which form of {x} was tested, and is it the one you offer?",
     frozenset({Answer.DEPENDS, Answer.TOO_LITTLE_EVIDENCE})),
    ("What harms are known, how often do they happen, and what happens if I wait?", _ANY),
    ("Who pays for the studies and the adverts, and what does it cost in all?", _ANY),
)  # fmt: skip
_QUESTIONS_ON_SAFETY: tuple[tuple[str, frozenset[Answer]], ...] = (
    ("How many people out of 100 come to harm with {x}, and how many without?", _ANY),
    ("Is that known for people like me, at my dose, and for as long as I need it?", _ANY),
    ("What happens if I do not take it?", _ANY),
    ("Who looked for harms, for how long, and who paid?", _ANY),
)
_QUESTIONS_ON_CAUSES: tuple[tuple[str, frozenset[Answer]], ...] = (
    ("How many people out of 100 get {y} with {x}, and how many without?", _ANY),
    ("Were people with and without {x} alike in everything else?", _ANY),
    ("Did {x} come before {y}, and does more of it go with more of it?", _ANY),
    ("Who says so, and who gains from it?", _ANY),
)


def ask_your_doctor(given: Ingredients) -> Section:
    x, y = given.claim.pico.intervention.name, given.claim.pico.condition.name
    source = method_source("key-concepts")
    who = _who(given.claim, y)
    people = f"people{who} like mine" if who.startswith(" with") else f"people{who} like me"
    is_feared = given.claim.relation is Relation.CAUSES
    is_safety = given.claim.relation is Relation.IS_SAFE
    questions = _QUESTIONS_ON_SAFETY if is_safety else _QUESTIONS
    questions = _QUESTIONS_ON_CAUSES if is_feared else questions
    return Section(
        "ask",
        "What to ask your doctor" if is_feared else "What to ask your doctor or the seller",
        tuple(
            Statement(
                text.format(x=x, y=y, people=people, **_VERBS[is_plural(x)]),
                (source,),
                role="question",
            )
            for text, answers in questions
            if given.verdict.answer in answers
        ),
    )


def reading(given: Ingredients) -> Section | None:
    """The best reviews first, then what else carries the verdict."""
    ranked = sorted(
        (e for e in given.evidence
         if e.stance is not Stance.NOT_ABOUT and not is_retracted(e) and e.study.citation.title
         and "superseded" not in e.why_not),
        key=lambda e: (not e.study.design.is_review_of_studies, -e.weight,
                       -(e.study.year or 0), e.study.record_id),
    )  # fmt: skip
    if not ranked:
        return None
    return Section(
        "reading",
        "Further reading",
        tuple(Statement(_citation_words(e.study), (evidence_source(e),)) for e in ranked[:5]),
    )


def _citation_words(study: Study) -> str:
    c = study.citation
    title = c.title if c.title.endswith(("?", "!", ".")) else f"{c.title}."
    who = c.short.rstrip(".")
    journal = f" {c.journal}" if c.journal and c.journal not in c.short else ""
    return f"{who}. {title}{journal} ({DESIGN_WORDS[study.design]})."


def _searched(method: Method) -> str:
    library = method.library
    newest = f", newest record {library.newest.isoformat()}" if library.newest else ""
    if library.is_live:
        updated = f", updated {library.newest.isoformat()}" if library.newest else ""
        size = f" ({plural(library.records, 'record')}{updated})" if library.records else ""
        days = sorted({search.date.isoformat() for search in method.searches})
        when = f" on {' and '.join(days)}" if days else ", without an answer"
        return f"Searched: {library.name}{size}; PubMed was asked over the network{when}."
    kind = (
        "a table of facts that ships with the program: a starter, not PubMed"
        if library.is_starter
        else "PubMed records loaded on this machine"
    )
    return f"Searched: {library.name} ({plural(library.records, 'record')}{newest}), {kind}."


def method(given: Ingredients) -> Section:
    statements = [Statement(_searched(given.method), (given.search,))]
    if given.method.as_of:
        statements.append(
            Statement(
                f"Only records known by {given.method.as_of.isoformat()} were used.",
                (given.search,),
            )
        )
    statements.append(
        Statement(
            f"Made on {given.method.today.isoformat()} by {given.method.software}; records are "
            "courtesy of the US National Library of Medicine, which does not endorse this "
            "product; this is information, not medical advice.",
            (given.search,),
            role="remark",
        )
    )
    return Section("method", "How this was made", tuple(statements))
