"""A record's words, or a stated fact of it, set against a background fact. Pure.

Read are sentences of title and abstract that name the subject. What they say must be tied to it by
their grammar; a sentence that supposes says nothing. A record that says both is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sceptic.appraisal.matching import Family
from sceptic.domain.background import BackgroundFact, FactPart, FactReading, FactRelation, Telling
from sceptic.domain.brief import Source, SourceKind
from sceptic.domain.record import NoticeKind, Record
from sceptic.language.background_said import ANIMALS, UNSURE, Saying, StatedFact, sayings
from sceptic.language.background_words import (
    CONTRARY,
    EXCLUSIVE,
    ages_of,
    frequency_in,
    has_term,
    pattern_of,
    places_in,
    terms_of,
)
from sceptic.language.text import sentences

_R = FactRelation
_WHOLE = {_R.MECHANISM, _R.SIGN, _R.DONE_BY, _R.COURSE}
"""Relations for which a sentence about the subject is compared as a whole."""
_ALSO = {
    _R.IS_A: (_R.IS_A,),
    _R.HOW_COMMON: (_R.HOW_COMMON,),
    _R.CAUSED_BY: (_R.CAUSED_BY, _R.IS_A),
    _R.MORE_LIKELY_IN: (_R.MORE_LIKELY_IN, _R.CAUSED_BY),
    _R.CAUSE_SUGGESTED: (_R.CAUSE_SUGGESTED, _R.CAUSED_BY, _R.MORE_LIKELY_IN),
    _R.MECHANISM: (_R.MECHANISM,),
    _R.SIGN: (_R.SIGN,),
    _R.DONE_BY: (_R.DONE_BY,),
    _R.COURSE: (_R.COURSE, _R.DONE_BY),
}
"""By which relations of a record a fact of each relation can be stated."""
_WANTED = {relation: frozenset(also) for relation, also in _ALSO.items()}
LONGEST = 500
"""Characters of a sentence that is read: longer ones are lists."""
_REVIEWS = ("Systematic Review", "Meta-Analysis", "Review", "Practice Guideline", "Guideline")


def readings_of(
    fact: BackgroundFact,
    records: Iterable[Record],
    stated: Iterable[StatedFact],
    family: Family,
) -> tuple[FactReading, ...]:
    """What each record states, once for each part; a stated fact before a sentence."""
    kinds = {family.concept.id, *dict(family.variants)}
    found: dict[tuple[str, int], list[FactReading]] = {}
    for each in stated:
        if each.subject_id in kinds:
            for reading in _of_stated(fact, each, family):
                found.setdefault((reading.record_id, reading.part), []).append(reading)
    told = {record_id for record_id, _ in found}
    for record in records:
        if record.id not in told and not _is_withdrawn(record):
            for reading in _of_record(fact, record, family):
                found.setdefault((reading.record_id, reading.part), []).append(reading)
    chosen = (_one_of(readings) for readings in found.values())
    return tuple(each for each in chosen if each is not None)


_WITHDRAWING = (
    NoticeKind.RETRACTION_IN,
    NoticeKind.PARTIAL_RETRACTION_IN,
    NoticeKind.CONCERN_IN,
    NoticeKind.RETRACTED_REPUBLISHED_IN,
)


def _is_withdrawn(record: Record) -> bool:
    """Whether a record is a notice itself, or was retracted or doubted by one."""
    is_retracted = "Retracted Publication" in record.publication_types
    return record.is_notice or is_retracted or any(n.kind in _WITHDRAWING for n in record.notices)


_PRECEDENCE = (
    Telling.STATES,
    Telling.DENIES,
    Telling.WEAKER,
    Telling.NARROWER,
    Telling.OTHERWISE,
)


def _one_of(readings: list[FactReading]) -> FactReading | None:
    tellings = {r.telling for r in readings}
    if {Telling.STATES, Telling.DENIES} <= tellings:
        states = [r for r in readings if r.telling is Telling.STATES]
        return states[0] if any(r.value for r in readings) else None
    return min(readings, key=lambda r: _PRECEDENCE.index(r.telling))


# --- stated facts -----------------------------------------------------------------------------


def _of_stated(fact: BackgroundFact, each: StatedFact, family: Family) -> Iterator[FactReading]:
    is_same = each.subject_id == family.concept.id
    for place, part in enumerate(fact.parts):
        told = telling_of(fact, part, each.saying, is_same=is_same)
        if told is not None:
            yield FactReading(
                each.record_id, each.citation, told[0], each.subject, each.says, each.source,
                place, each.is_review, is_quote=False, value=told[1],
            )  # fmt: skip


# --- sentences --------------------------------------------------------------------------------


def _of_record(fact: BackgroundFact, record: Record, family: Family) -> Iterator[FactReading]:
    is_review = any(t in _REVIEWS for t in record.publication_types)
    names = {family.concept.id: family.concept.name}
    may_say = may_be_said(fact)
    for field, text in (("title", record.title), ("abstract", record.abstract_text)):
        if not family.pattern.search(text):
            continue
        for sentence in sentences(text):
            words = sentence.text
            if len(words) > LONGEST or not may_say.search(words) or ANIMALS.search(words):
                continue
            for start, end, concept_id in family.mentions(words)[:3]:
                of = names.get(concept_id) or words[start:end]
                for place, telling, value in _tellings(fact, words, (start, end), concept_id):
                    source = Source(
                        SourceKind.RECORD, record_id=record.id, pmid=record.pmid, doi=record.doi,
                        field=field, start=sentence.start, end=sentence.end, quote=words,
                    )  # fmt: skip
                    yield FactReading(
                        record.id, record.citation.short, telling, of, words, source, place,
                        is_review, value=value,
                    )  # fmt: skip


def _tellings(
    fact: BackgroundFact, text: str, at: tuple[int, int], concept_id: str
) -> Iterator[tuple[int, Telling, str]]:
    is_same = concept_id == fact.subject.id
    said: tuple[Saying, ...]
    if fact.relation in _WHOLE:
        said = _as_a_whole(fact.relation, text, at)
    else:
        said = sayings(text, at, _WANTED[fact.relation])
    for each in said:
        for place, part in enumerate(fact.parts):
            told = telling_of(fact, part, each, is_same=is_same)
            if told is not None:
                yield place, *told


@lru_cache(maxsize=64)
def may_be_said(fact: BackgroundFact) -> re.Pattern[str]:
    """Finds a word without which a sentence says nothing of what is told: a cheap first look."""
    if fact.relation is _R.HOW_COMMON:
        return re.compile(r"common|frequent|prevalent|leading|rare|major|main", re.IGNORECASE)
    terms = [t for part in fact.parts for t in part.terms]
    if fact.relation is _R.COURSE or any(t.startswith("age:") for t in terms):
        return re.compile(r"age|child|decade|year|onset|week|month|session|daily", re.IGNORECASE)
    if fact.relation is _R.IS_A:
        return re.compile(r"\b(?:is|are|an?|the|as)\b")
    others = [t for g in EXCLUSIVE for t in g if g & set(terms)]
    others += [CONTRARY[t] for t in terms if t in CONTRARY]
    wanted = [pattern_of(t) for t in dict.fromkeys((*terms, *others))]
    if _PEOPLE & set(terms):
        wanted.append(r"\bsex(?:es)?\b|gender")
    return re.compile("|".join(wanted), re.IGNORECASE)


_CUE = {
    _R.SIGN: re.compile(
        r"characteri[sz]ed\s+by|presents?\s+(?:with|as)|manifest\w*\s+(?:as|with|by)|marked\s+by"
        r"|symptoms?\s+(?:\w+\s+){0,2}?(?:include|are|is)|causes|leads\s+to|appears?\s+as",
        re.IGNORECASE,
    ),
    _R.DONE_BY: re.compile(
        r"(?:performed|done|carried\s+out|conducted|given|administered|undertaken|delivered|involv\w+"
        r"|requires?|uses|consists?|inject\w*|insert\w*|with|under|by)\b",
        re.IGNORECASE,
    ),
    _R.COURSE: re.compile(r""),
    _R.MECHANISM: re.compile(r""),
}
_REACH = {_R.SIGN: 150, _R.DONE_BY: 100, _R.COURSE: 45, _R.MECHANISM: LONGEST}
"""Letters after the words that lead it in, within which a thing must be told."""
_SESSIONS = re.compile(
    r"(?:sessions?|courses?|cycles?|times)\s+(?:of\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE
)


def _as_a_whole(relation: FactRelation, text: str, at: tuple[int, int]) -> tuple[Saying, ...]:
    """What stands behind a subject, from the words that lead it in to the end of their reach."""
    if UNSURE.search(text) or re.search(r"\b(?:not|no|without|never)\b", text, re.IGNORECASE):
        return ()
    if relation is _R.MECHANISM:
        return (Saying(relation, text),)
    if relation is _R.COURSE and _SESSIONS.search(text, 0, at[0]):
        return (Saying(relation, text[max(0, at[0] - 45) : at[0]]),)
    cue = _CUE[relation].search(text, at[1], at[1] + 70)
    if cue is None:
        return ()
    return (Saying(relation, text[cue.start() : cue.end() + _REACH[relation]]),)


# --- the comparison ---------------------------------------------------------------------------

Told = tuple[Telling, str]
"""What is told, and the other value where one is stated instead."""


def telling_of(fact: BackgroundFact, part: FactPart, said: Saying, *, is_same: bool) -> Told | None:
    """What a saying of the subject, or of a narrower kind of it, means for one part of a fact."""
    if said.relation not in _ALSO[fact.relation]:
        return None
    if fact.relation is _R.HOW_COMMON:
        told = _rank(fact, part, said)
    elif fact.relation is _R.MORE_LIKELY_IN:
        told = _in_whom(part, said)
    else:
        told = _value(fact, part, said)
    if told is None:
        return None
    if fact.negated:
        told = _SWAPPED.get(told[0], told[0]), told[1]
    return told if is_same else _of_a_kind(fact, told)


_WHERE = re.compile(r"\s(?:of|in|among|affecting|afflicting|for)\s", re.IGNORECASE)
_SWAPPED = {Telling.STATES: Telling.DENIES, Telling.DENIES: Telling.STATES}


def _of_a_kind(fact: BackgroundFact, told: Told) -> Told | None:
    """What is stated of a narrower kind is no statement of the whole."""
    if told[0] is Telling.STATES:
        # how a kind of a procedure is done is a way in which the procedure is done
        if fact.relation in (_R.DONE_BY, _R.COURSE):
            return told
        return Telling.NARROWER, ""
    return told if told[0] is Telling.OTHERWISE else None


def _value(fact: BackgroundFact, part: FactPart, said: Saying) -> Told | None:
    words = said.words
    if said.relation is _R.IS_A and fact.relation is not _R.IS_A:
        # "an infection in people with a virus" is no viral infection
        words = _WHERE.split(words)[0]
    if _has_all(fact.relation, part, words):
        return (Telling.DENIES if said.negated else Telling.STATES), ""
    if said.negated:
        return None
    other = _other_value(part, words)
    if other:
        weaker = fact.relation is _R.SIGN
        return (Telling.WEAKER if weaker else Telling.DENIES), other
    if fact.relation is _R.IS_A and said.relation is _R.IS_A and terms_of(said.words):
        return Telling.OTHERWISE, ""
    return None


def _has_all(relation: FactRelation, part: FactPart, words: str) -> bool:
    facets = [t for t in part.terms if t[0] not in "~="]
    stems = [t for t in part.terms if t[0] == "~"]
    often = [t[1:] for t in part.terms if t[0] == "="]
    if often:
        return frequency_in(words) in often
    if not all(has_term(t, words) for t in facets):
        return False
    hits = sum(has_term(t, words) for t in stems)
    if relation in (_R.DONE_BY, _R.MECHANISM) and facets:
        return 2 * hits >= len(stems)
    return hits == len(stems)


def _other_value(part: FactPart, words: str) -> str:
    """The other member of a group of which only one holds."""
    for group in EXCLUSIVE:
        own = group & set(part.terms)
        if len(own) == 1:
            others = sorted(t for t in group - own if has_term(t, words))
            return others[0] if len(others) == 1 and not has_term(min(own), words) else ""
    return ""


_PEOPLE = frozenset(("women", "men"))
_COMMON = ("1", "2", "3", "one_of", "a_leading")


def _rank(fact: BackgroundFact, part: FactPart, said: Saying) -> Told | None:
    mine, theirs = set(part.terms), set(terms_of(said.words))
    told, given = fact.rank, said.rank
    if said.negated or not given:
        return None
    more = theirs - mine
    if told == "rare" and given in _COMMON and mine <= theirs and more <= _PEOPLE:
        return Telling.DENIES, given
    if not mine <= theirs or (more & {"death", "disability"}):
        return None
    if not mine and more:
        return None
    telling = _RANKED.get((told, given))
    if telling is None and told == given:
        telling = Telling.STATES
    where, there = (places_in(w) - {"world"} for w in (part.words, said.words))
    if telling is None or (where and there and where != there):
        return None
    if telling is Telling.DENIES and where != there:
        return None
    if not more:
        return telling, given if telling is Telling.DENIES else ""
    return (Telling.NARROWER, "") if telling is Telling.STATES else None


_RANKED = {
    **{("a_leading", given): Telling.STATES for given in ("1", "2", "3", "4", "5", "one_of")},
    ("a_leading", "rare"): Telling.DENIES,
    ("1", "a_leading"): Telling.WEAKER,
    ("one_of", "a_leading"): Telling.STATES,
    ("rare", "a_leading"): Telling.DENIES,
    ("common", "a_leading"): Telling.STATES,
    ("one_of", "1"): Telling.STATES,
    ("one_of", "2"): Telling.WEAKER,
    ("one_of", "3"): Telling.WEAKER,
    ("one_of", "common"): Telling.WEAKER,
    ("one_of", "rare"): Telling.DENIES,
    ("1", "one_of"): Telling.WEAKER,
    ("1", "2"): Telling.DENIES,
    ("1", "3"): Telling.DENIES,
    ("1", "4"): Telling.DENIES,
    ("1", "rare"): Telling.DENIES,
    ("2", "1"): Telling.DENIES,
    ("2", "3"): Telling.DENIES,
    ("3", "1"): Telling.DENIES,
    ("3", "2"): Telling.DENIES,
    ("common", "1"): Telling.STATES,
    ("common", "2"): Telling.STATES,
    ("common", "one_of"): Telling.STATES,
    ("common", "rare"): Telling.DENIES,
    ("rare", "common"): Telling.DENIES,
}
"""(rank told, rank stated) for the same class."""


def _in_whom(part: FactPart, said: Saying) -> Told | None:
    ages = next((t for t in part.terms if t.startswith("age:")), "")
    words = said.words
    if said.alike:
        by_sex = bool(_PEOPLE & set(part.terms))
        is_of_sex = "age" not in words.lower()
        return (Telling.DENIES, words) if by_sex is is_of_sex and (by_sex or ages) else None
    if ages:
        low, high = map(int, ages[4:].split("-"))
        theirs = ages_of(words)
        if theirs is None:
            return None
        if low <= theirs[0] and theirs[1] <= high:
            return _signed(said)
        if (theirs[1] <= low or high <= theirs[0]) and not said.less:
            return Telling.DENIES, words
        return None
    own = {t for t in part.terms if t in CONTRARY}
    if own:
        other = CONTRARY[min(own)]
        has_own, has_other = has_term(min(own), words), has_term(other, words)
        if has_own == has_other:
            return None
        is_own = has_own != said.less
        rest = [t for t in part.terms if t not in own]
        if is_own:
            return (Telling.STATES, "") if all(has_term(t, words) for t in rest) else None
        return Telling.DENIES, other
    if all(has_term(t, words) for t in part.terms):
        return _signed(said)
    return None


def _signed(said: Saying) -> Told:
    return (Telling.DENIES if said.less or said.negated else Telling.STATES), ""
