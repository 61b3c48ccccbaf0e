"""The sentences of a survey: what was judged, what it came to, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sceptic.domain.brief import Gap, Method, Section, Source, Statement
from sceptic.domain.claim import Concept, Question, Relation
from sceptic.domain.evidence import Answer, Certainty, Study
from sceptic.domain.survey import SURVEY_FORMAT_VERSION, Candidate, Survey
from sceptic.synthesis.sourcing import count_source, definition_source, method_source, user_source
from sceptic.synthesis.wording import CERTAINTY_WORDS, is_plural, plural, sentence_case

_ORDER = (
    Answer.SUPPORTED,
    Answer.DEPENDS,
    Answer.CONFLICTING,
    Answer.TOO_LITTLE_EVIDENCE,
    Answer.CONTRADICTED,
)
_SURENESS = tuple(Certainty)
_NAMED = 5
_VERB_OF_ONE = {"prevent": "prevents", "help with": "helps with"}


@dataclass(frozen=True, slots=True)
class SurveyIngredients:
    """Everything a survey is composed from; ``found`` counts the records on the condition."""

    question: Question
    relation: Relation
    condition: Concept
    population: Concept | None
    candidates: tuple[Candidate, ...]
    studies: tuple[Study, ...]
    named: int
    found: int
    not_judged: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]
    method: Method
    vocabulary_version: str
    notes: tuple[str, ...] = ()
    safety: tuple[Statement, ...] = ()
    asked: str = ""
    """The question as read, such as ``what treats piles in older people``."""
    understood: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    """What the answer is limited to, such as ``supplements``; "" for anything."""

    @property
    def search(self) -> Source:
        return count_source(self.method, self.found)


def survey_from(given: SurveyIngredients) -> Survey:
    """Compose the survey; its ``id`` is empty until the content is hashed."""
    ordered = tuple(sorted(given.candidates, key=_rank))
    sections = (
        Section("safety", "First", given.safety),
        Section("answer", "The answer", _answer(given, ordered)),
        Section("understood", "What was understood", _understood(given)),
        Section("parts", "Treatment by treatment", tuple(c.statement for c in ordered)),
        _definition(given),
        Section("not-judged", "Named, but not judged here", _not_judged(given)),
    )
    return Survey(
        id="",
        format_version=SURVEY_FORMAT_VERSION,
        question=given.question,
        relation=given.relation,
        condition=given.condition,
        population=given.population,
        headline=_headline(given, ordered),
        sections=tuple(s for s in sections if s is not None and s.statements),
        candidates=ordered,
        studies=given.studies,
        named=given.named,
        not_judged=given.not_judged,
        gaps=given.gaps,
        method=given.method,
    )


def _rank(candidate: Candidate) -> tuple[int, int, int, int, str]:
    """Helpful and sure first; "does not help" last, the surest at the end."""
    sureness = _SURENESS.index(candidate.certainty)
    if candidate.answer is Answer.CONTRADICTED:
        sureness = -sureness
    return (
        _ORDER.index(candidate.answer),
        sureness,
        -candidate.studies,
        -candidate.found,
        candidate.intervention.name,
    )


def _headline(given: SurveyIngredients, ordered: Sequence[Candidate]) -> Statement:
    whom = f" in {given.population.name}" if given.population else ""
    condition, verb = f"{given.condition.name}{whom}", _verb(given)
    if not ordered:
        library = given.method.library
        holds = "hold" if library.is_starter else "holds"
        why = f"{library.name} {holds} no study of one"
        text = f"No treatment of {condition} could be judged: {why}."
        return Statement(text, (given.search,), role="headline")
    if len(ordered) == 1:
        only = ordered[0].statement
        text = f"One treatment could be judged. {only.text}"
        return Statement(text, only.sources, role="headline")
    helpful = [c for c in ordered if c.answer is Answer.SUPPORTED]
    judged = plural(len(ordered), "treatment")
    if not helpful:
        text = f"Of {judged} judged, none has evidence here that it can {verb} {condition}."
        return Statement(text, (given.search,), role="headline")
    named = "; ".join(
        f"{c.intervention.name} ({CERTAINTY_WORDS[c.certainty]})" for c in helpful[:_NAMED]
    )
    more = f"; and {len(helpful) - _NAMED} more" if len(helpful) > _NAMED else ""
    says = f"have evidence that they {verb}"
    if len(helpful) == 1:
        says = f"has evidence that it {_VERB_OF_ONE[verb]}"
    text = f"Of {judged} judged, {len(helpful)} {says} {condition}: {named}{more}."
    sources = tuple(dict.fromkeys(s for c in helpful[:_NAMED] for s in c.statement.sources))
    return Statement(text, sources, role="headline")


def _verb(given: SurveyIngredients) -> str:
    return "prevent" if given.relation is Relation.PREVENTS else "help with"


def _answer(given: SurveyIngredients, ordered: Sequence[Candidate]) -> tuple[Statement, ...]:
    statements = [*_others(given, ordered)]
    if ordered:
        statements.append(_how_to_read())
    if not given.method.library.is_complete:
        statements.append(_part_of_pubmed(given))
    return tuple(statements)


def _understood(given: SurveyIngredients) -> tuple[Statement, ...]:
    """How the question was read, so that a reader sees what was not."""
    texts = [f"The question was read as: {given.asked}."] if given.asked else []
    parts = ((given.condition, "condition", "health problem"),
             (given.population, "population", "in whom"))  # fmt: skip
    pieces = []
    for concept, part, label in parts:
        said = " … ".join(f"“{words}”" for words, name in given.understood if name == part)
        if concept and said and said.casefold() != f"“{concept.name}”".casefold():
            pieces.append(f"{label}: {said} is {concept.name}")
    if pieces:
        texts.append(f"{sentence_case('; '.join(pieces))}.")
    if given.kind:
        texts.append(f"Only {given.kind} were looked for; other treatments are left out.")
    texts += [f"{sentence_case(note.rstrip('.'))}." for note in given.notes]
    quoted = (user_source(given.question.text),)
    return tuple(Statement(text, quoted, role="remark") for text in texts)


_OTHERS = {
    Answer.DEPENDS: "answered by “it depends”",
    Answer.CONFLICTING: "on which studies disagree",
    Answer.TOO_LITTLE_EVIDENCE: "with too little evidence to say",
    Answer.CONTRADICTED: "with evidence that they do not",
}


def _others(given: SurveyIngredients, ordered: Sequence[Candidate]) -> Iterator[Statement]:
    counts = [(words, sum(c.answer is a for c in ordered)) for a, words in _OTHERS.items()]
    rest = ", ".join(f"{n} {words}" for words, n in counts if n)
    if rest and len(ordered) > 1:
        yield Statement(f"The others: {rest}.", (given.search,))


def _how_to_read() -> Statement:
    return Statement(
        "Each line is a claim judged by itself against what it was compared with in its studies: "
        "the order says how sure the answer is, not which treatment is the best.",
        (method_source("key-concepts"),),
        role="caveat",
    )


def _part_of_pubmed(given: SurveyIngredients) -> Statement:
    return Statement(
        f"This library ({given.method.library.name}) is not the whole of PubMed: treatments that "
        "it does not know are missing from the list.",
        (given.search,),
        role="caveat",
    )


def _definition(given: SurveyIngredients) -> Section | None:
    concept = given.condition
    if not (concept.definition and concept.definition_source):
        return None
    text = sentence_case(concept.definition.rstrip(".")) + "."
    verb = "are" if is_plural(concept.name) else "is"
    source = definition_source(concept, given.vocabulary_version)
    return Section("condition", f"What {verb} {concept.name}?", (Statement(text, (source,)),))


def _not_judged(given: SurveyIngredients) -> tuple[Statement, ...]:
    if not given.not_judged:
        return ()
    named = ", ".join(f"{name} ({count})" for name, count in given.not_judged)
    return (
        Statement(
            f"Also named in the titles of the {plural(given.named, 'record')} that were read, with "
            f"the number of records: {named}. Ask about one of them by itself.",
            (given.search,),
        ),
    )
