"""A question -> its claim.

The question is cleaned (``questions``), read by the forms of ``grammar``, its phrases become
concepts (``phrases``); the reading that names most known things wins. What was understood and
what was ignored stays in the claim, and every part can be given by the user instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sceptic.domain.claim import Claim, Concept, ConceptKind, Pico, Question, Relation
from sceptic.errors import QuestionError
from sceptic.language import scope
from sceptic.language.as_spoken import Telling, stopping, tellings, without_quotation_marks
from sceptic.language.cues import cued_relation
from sceptic.language.details import details_of
from sceptic.language.draft import COMPLETE, HALF_KNOWN, Draft
from sceptic.language.drafts import best_draft
from sceptic.language.mentions import EDGE_WORDS, MODIFIERS, Mentions, Part, Range, mentions_of
from sceptic.language.phrases import part_of, text_concept
from sceptic.language.questions import (
    EXAMPLE,
    framed,
    readable,
    with_group_last,
    without_double_denial,
)
from sceptic.language.remarks import without_remarks
from sceptic.language.self_corrections import as_corrected
from sceptic.language.spelling import corrected
from sceptic.language.text import WORD, normalised_word
from sceptic.language.vocabulary import Vocabulary

PARTS: Mapping[str, ConceptKind] = {
    "intervention": ConceptKind.INTERVENTION,
    "condition": ConceptKind.CONDITION,
    "outcome": ConceptKind.OUTCOME,
    "comparison": ConceptKind.INTERVENTION,
    "population": ConceptKind.POPULATION,
}


def claim_from_question(
    question: str,
    vocabulary: Vocabulary,
    *,
    intervention: str | None = None,
    condition: str | None = None,
    outcome: str | None = None,
    comparison: str | None = None,
    population: str | None = None,
    relation: Relation | str | None = None,
) -> Claim:
    """Return what a question asserts.

    Args:
        question: as typed; a question, a statement, a headline or a pair of keywords.
        vocabulary: the names that are known.
        intervention, condition, outcome, comparison, population: words that take the place of what
            the question says.
        relation: a ``Relation`` or its value, in place of the question's verb.

    Raises:
        QuestionError: no claim about health can be read; the message is one line with a hint.

    """
    given = {
        "intervention": intervention,
        "condition": condition,
        "outcome": outcome,
        "comparison": comparison,
        "population": population,
    }
    overrides = {
        name: concept_from_words(words, PARTS[name], vocabulary)
        for name, words in given.items()
        if words and words.strip()
    }
    line, taken_back = as_corrected(_cleaned(question), vocabulary)
    told = _told(line, vocabulary)
    typed, line, taken_back = line, told.line, (*taken_back, *told.notes)
    frame = framed(line)
    text = line[frame.start : frame.end]
    if "intervention" not in overrides:
        scope.refuse_if_open(text)
    found, draft = _drafted(text, vocabulary)
    if draft is None or draft.score < COMPLETE or _lacks_a_verb(draft):
        found, draft = _without_remarks(found, draft)
    if draft is None or draft.score < COMPLETE or _lacks_a_verb(draft) or _lacks_a_group(draft):
        found, draft = _respelt(found, draft)
    draft = draft or _of_one_part(found, overrides)
    if draft is None:
        raise QuestionError(
            "no treatment and no health problem can be told apart in this question",
            hint="name one of each, " + EXAMPLE,
        )
    if not overrides.keys() >= {"intervention", "condition"}:
        scope.refuse_if_outside(
            {name: part.concept for name, part in draft.parts.items()} | overrides,
            vocabulary,
            is_comparison=draft.relation is Relation.COMPARES and "comparison" in draft.parts,
        )
    scope.refuse_if_garbled(draft.parts[name].concept for name in draft.parts.keys() - overrides)
    if frame.negated:
        draft = replace(draft, negated=not draft.negated)
    if taken_back:
        draft = replace(draft, notes=(*taken_back, *draft.notes))
    claim = _claim(question, found, draft, overrides, _relation(relation))
    if typed is line:
        return claim
    said = tuple(each for each in claim.understood if each[0] in typed)
    return replace(claim, understood=said)


_HOW_SOLD = re.compile(
    r"\b(?:over[- ]the[- ]counter|OTC|non[- ]prescription|shop[- ]bought|store[- ]bought)\s+(?=\w)",
    re.IGNORECASE,
)


_EQUALS = re.compile(r"\s+(?:=+>?|[-–—]+>|→)\s+(?:more\s+)?(?=[^\W\d])")


# "... or will it clear on its own", "... or just wait"
_LEFT_ALONE = re.compile(
    r"\bor\s+(?:(?:will|does|would|can)\s+(?:it|they|this)\s+(?:just\s+)?(?:clear|go|heal|get\s+better"
    r"|resolve|pass|settle)(?:\s+(?:up|away|down))?\s+(?:on\s+(?:its|their)\s+own|by\s+(?:itself|themselves))"
    r"|(?:just\s+)?(?:wait(?:\s+it\s+out|\s+and\s+see)?|leave\s+it(?:\s+alone)?|do\s+nothing)(?=\s*(?:[,.?!]|$)))",
    re.IGNORECASE,
)


def _cleaned(question: str) -> str:
    line = without_quotation_marks(_EQUALS.sub(" causes ", readable(question)))
    line = _LEFT_ALONE.sub("or no treatment", line)
    return without_double_denial(with_group_last(_HOW_SOLD.sub("", line)))


@lru_cache(maxsize=16)
def _drafted(text: str, vocabulary: Vocabulary) -> tuple[Mentions, Draft | None]:
    """Names and draft of a text: the tellings of one question come to the same text."""
    found = mentions_of(text, vocabulary)
    return found, best_draft(found)


def _told(line: str, vocabulary: Vocabulary) -> Telling:
    """The line as one sentence: the telling that names most, the first of several; else as is."""
    if (stop := stopping(line, vocabulary)) is not None:
        return stop
    best, most = Telling(line), HALF_KNOWN
    for telling in tellings(line, vocabulary):
        frame = framed(telling.line)
        _, draft = _drafted(telling.line[frame.start : frame.end], vocabulary)
        if draft is not None and draft.score > most:
            best, most = telling, draft.score
    return best


def _respelt(found: Mentions, draft: Draft | None) -> tuple[Mentions, Draft | None]:
    """Read the text once more with its typing errors put right, if more is understood then."""
    text, changes = corrected(found.text, found.vocabulary)
    if not changes:
        return found, draft
    frame = framed(text)
    if frame.negated:
        return found, draft
    other, better = _drafted(text[frame.start : frame.end], found.vocabulary)
    if better is None or (draft is not None and not _is_more(better, draft)):
        return found, draft
    notes = tuple(f"read {typed!r} as {read!r}" for typed, read in changes)
    return other, replace(better, notes=(*better.notes, *notes))


def _without_remarks(found: Mentions, draft: Draft | None) -> tuple[Mentions, Draft | None]:
    """Read the text without what is only said about it, if more is understood then."""
    text = without_remarks(found.text)
    if text == found.text.strip(" ?!.…"):
        return found, draft
    other, better = _drafted(text, found.vocabulary)
    if better is None or (draft is not None and not _is_tidier(better, draft)):
        return found, draft
    if not better.verbs and better.relation is Relation.HELPS:
        relation = cued_relation(found.text.replace(text, " "))
        better = replace(better, relation=relation) if relation else better
    return other, better


def _is_tidier(other: Draft, draft: Draft) -> bool:
    """Whether a shorter text is read as well, and its unknown parts are shorter."""
    if other.score != draft.score:
        return other.score > draft.score
    if other.negated != draft.negated:
        return other.negated
    return sum(_length(p) for p in other.parts.values()) < sum(
        _length(p) for p in draft.parts.values()
    )


def _length(part: Part) -> int:
    return 0 if part.concept.is_known else len(part.concept.name)


def _lacks_a_group(draft: Draft) -> bool:
    """Whether it is asked if a thing is safe, and neither for whom nor with what."""
    condition = draft.parts.get("condition")
    is_any_harm = condition is not None and condition.span == (0, 0)
    return draft.relation is Relation.IS_SAFE and is_any_harm and "population" not in draft.parts


def _lacks_a_verb(draft: Draft) -> bool:
    return draft.relation is Relation.HELPS and not draft.verbs


def _is_more(other: Draft, draft: Draft) -> bool:
    """Whether a draft names more than another, or as much and has the verb that the other lacks."""
    gains = (_lacks_a_verb(draft) and bool(other.verbs)) or (
        "population" in other.parts and "population" not in draft.parts
    )
    return other.score > draft.score or (gains and other.score == draft.score)


def _of_one_part(found: Mentions, overrides: Mapping[str, Concept]) -> Draft | None:
    """Draft a claim of which the user gives one part or both: "What helps hay fever?", zinc."""
    for given, name, mentions in (
        ("intervention", "condition", found.conditions),
        ("condition", "intervention", found.interventions),
    ):
        if given in overrides and mentions:
            first = mentions[0]
            part = Part(first.concept, (first.start, first.end))
            return Draft(Relation.HELPS, parts={name: part})
    return Draft(Relation.HELPS) if overrides.keys() >= {"intervention", "condition"} else None


def concept_from_words(words: str, kind: ConceptKind, vocabulary: Vocabulary) -> Concept:
    """Return the concept a user's own words name: known if one of its names is the whole of them.

    A condition given as an outcome (or an outcome as a condition) is taken over under its own id.
    """
    clean = " ".join(words.split())
    others = [k for k in ConceptKind if k is not kind and k is not ConceptKind.POPULATION]
    for each in (kind, *others):
        concept = vocabulary.named(clean, each)
        if concept:
            return replace(concept, kind=kind)
    found = mentions_of(clean, vocabulary)
    part = part_of(found, (0, len(clean)), kind)
    return part.concept if part else text_concept(clean, kind)


def _relation(relation: Relation | str | None) -> Relation | None:
    if relation is None or relation == "":
        return None
    try:
        return Relation(relation)
    except ValueError as error:
        known = ", ".join(r.value for r in Relation)
        raise QuestionError(f"unknown relation {relation!r}", hint=f"one of {known}") from error


# ------------------------------------------------------------------------------- the claim


def _claim(
    question: str,
    found: Mentions,
    draft: Draft,
    overrides: Mapping[str, Concept],
    relation: Relation | None,
) -> Claim:
    draft, person = _without_person(found, draft)
    concepts = {name: part.concept for name, part in draft.parts.items()} | dict(overrides)
    if "condition" in overrides and "outcome" not in overrides:
        concepts.pop("outcome", None)
    pico = Pico(
        intervention=concepts["intervention"],
        condition=concepts["condition"],
        comparison=concepts.get("comparison"),
        outcome=concepts.get("outcome"),
        population=concepts.get("population"),
    )
    understood = _understood(found, draft, overrides)
    details = (*_details(found, draft), *person)
    return Claim(
        question=Question(question),
        relation=relation or _fitting(draft.relation, pico),
        pico=pico,
        negated=draft.negated,
        understood=tuple((found.text[a:b], name) for a, b, name in understood),
        ignored=_ignored(found, [(a, b) for a, b, _ in (*understood, *details, *_others(draft))]),
        notes=draft.notes,
        details=tuple((kind, found.text[a:b]) for a, b, kind in sorted(details)),
    )


_GROWN_UP = frozenset({"older-people", "men", "women", "adults"})
_PERSON = re.compile(
    r"(?:(?:my|our|his|her|your|an?|the)\s+)?(?:gran\w*|nans?|nana|husband|wife|dad|father|mum|mom"
    r"|mother|uncle|aunt\w*|brother|sister|neighbou?r|partner|boss|mate)(?:['’]?s)?",
    re.IGNORECASE,
)


_SAYS = re.compile(
    r"\s+(?:always\s+|also\s+|keeps\s+)?(?:says?|said|swears?|swore|reckons?|thinks?|claims?|told|insists?|recommends?|tells|takes|took|uses|used|tried)\b",
    re.IGNORECASE,
)


def _without_person(
    found: Mentions, draft: Draft
) -> tuple[Draft, tuple[tuple[int, int, str], ...]]:
    """The draft without a population that is one grown-up person: "my granny's bad knees".

    A person is why somebody asks. Studies of grown people answer it; those of children would not,
    so that a child stays a population.
    """
    part = draft.parts.get("population")
    if part is None or part.concept.id not in _GROWN_UP:
        return draft, ()
    words = found.text[slice(*part.span)].strip()
    if not _PERSON.fullmatch(words):
        return draft, ()
    is_whose = words.endswith(("'s", "’s", "s")) or found.text[part.span[1] :][:1] in ("'", "’")
    is_why = is_whose or _SAYS.match(found.text, part.span[1])
    if part.concept.id == "older-people" and not is_why:
        return draft, ()
    kept = {name: each for name, each in draft.parts.items() if name != "population"}
    return replace(draft, parts=kept), ((*part.span, "person"),)


def _others(draft: Draft) -> list[tuple[int, int, str]]:
    return [(*part.span, "beside") for part in draft.others]


def _details(found: Mentions, draft: Draft) -> tuple[tuple[int, int, str], ...]:
    """Dose, form, route and duration; not those that make a part what it is ("oral minoxidil")."""
    told_by = [p.span for p in draft.parts.values() if not p.concept.is_known]
    wholes = {p.span for p in draft.parts.values()}
    return tuple(d for d in details_of(found, told_by) if d[:2] not in wholes)


def _fitting(relation: Relation, pico: Pico) -> Relation:
    """Read "better than" without a comparison as "helps"."""
    return Relation.HELPS if relation is Relation.BETTER_THAN and not pico.comparison else relation


def _understood(
    found: Mentions, draft: Draft, overrides: Mapping[str, Concept]
) -> list[tuple[int, int, str]]:
    spans = dict.fromkeys(draft.verbs, "relation")
    for name, part in draft.parts.items():
        if name in overrides or part.span[1] == part.span[0]:
            continue
        spans.setdefault(part.span, name)
        for m in found.inside(part.concept.kind, (0, len(found.text))):
            if m.concept == part.concept and not _overlaps(spans, m.start, m.end):
                spans[(m.start, m.end)] = name
    return sorted((a, b, name) for (a, b), name in spans.items())


def _overlaps(spans: Mapping[Range, str], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)


_GRAMMAR = """
    does do did can could will would may might must should has have had is are was were be been
    effective treatment help helps helpful useful good how well what when comparing higher lower
    same versus vs dangerous harmful toxic risky than better no not never if whether it there any
    evidence work works used use solution cure remedy option relief safe more between link
    association which among proven shown become i i'm im i've ive we he she they ok okay um uh
    erm lol harm waste money time
"""
GRAMMAR_WORDS = frozenset(_GRAMMAR.split())
"""Words of a sentence that carry its form, and no part of the claim."""
_CONTRACTED = re.compile(r"(?:[a-z]{2,5}n|ca|wo)['’]?t")


def _ignored(found: Mentions, understood: list[Range]) -> tuple[str, ...]:
    """Content words that carried no part of the claim, in reading order."""
    left = []
    for word in WORD.finditer(found.text):
        plain = word.group().lower()
        if any(a <= word.start() < b for a, b in understood):
            continue
        if (
            plain in GRAMMAR_WORDS
            or _CONTRACTED.fullmatch(plain)
            or (plain in EDGE_WORDS and normalised_word(plain) not in MODIFIERS)
        ):
            continue
        left.append(word.group())
    return tuple(left)
