"""What records state -> the answer to a background fact, in words. Pure.

Two independent records, or one review, carry an answer; whatever is less, or unsure, is too little
evidence. There is no certainty after GRADE here: no study tests such a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sceptic.domain.background import (
    RANKS,
    BackgroundFact,
    FactCheck,
    FactReading,
    FactRelation,
    Telling,
)
from sceptic.domain.brief import Statement
from sceptic.domain.evidence import Answer
from sceptic.synthesis.sourcing import user_source
from sceptic.synthesis.wording import plural, sentence_case

ENOUGH = 2
"""Independent records that carry an answer; one review does too."""
OUTWEIGHS = 4
"""So many times as many records as speak otherwise, and what these say is told beside it."""
MOST_SOURCES = 6

_R = FactRelation
_LOOSE = ("one_of", "a_leading", "common")
"""Ranks that one record bears out where several state as much of a narrower class."""
_OPEN = Answer.TOO_LITTLE_EVIDENCE


def fact_check(
    fact: BackgroundFact, readings: Sequence[FactReading], looked_at: int, told: str
) -> FactCheck:
    """The fact judged on readings of records; ``told`` is the article's sentence."""
    by_part = [[r for r in readings if r.part == place] for place in range(len(fact.parts))]
    answers = tuple(_answer(fact, each) for each in by_part)
    answer = _whole(fact, answers, by_part)
    shown = _shown(answer, readings)
    return FactCheck(
        fact=fact,
        answer=answer,
        headline=Statement(
            _headline(fact, answer, answers, shown),
            tuple(r.source for r in shown[:MOST_SOURCES]) or (user_source(told),),
            role="headline",
        ),
        basis=_basis(shown, looked_at),
        readings=tuple(readings),
        parts=answers,
        looked_at=looked_at,
    )


# --- the answer -------------------------------------------------------------------------------


def _answer(fact: BackgroundFact, readings: Sequence[FactReading]) -> Answer:
    says = {t: [r for r in readings if r.telling is t] for t in Telling}
    states, denies = says[Telling.STATES], says[Telling.DENIES]
    less = [*says[Telling.WEAKER], *says[Telling.NARROWER]]
    if states and fact.relation in (_R.CAUSED_BY, _R.CAUSE_SUGGESTED, _R.COURSE, _R.DONE_BY):
        denies = []  # what has several causes denies none of them
    if states and denies:
        return _of_two_minds(states, denies)
    if _is_enough(states) or (states and fact.rank in _LOOSE and len(less) >= ENOUGH):
        return Answer.SUPPORTED
    if denies:
        is_one = fact.relation is _R.HOW_COMMON or _is_one_value(denies)
        return Answer.CONTRADICTED if _is_enough(denies) and is_one and not less else _OPEN
    if fact.relation is _R.IS_A:
        narrower = says[Telling.NARROWER]
        if states or not _is_enough(narrower):
            return _OPEN
        kinds = {r.of.casefold() for r in narrower}
        others = [r for r in says[Telling.OTHERWISE] if r.of.casefold() not in kinds]
        return Answer.CONTRADICTED if _is_enough(others) else Answer.DEPENDS
    return Answer.DEPENDS if less and _is_enough([*states, *less]) else _OPEN


def _of_two_minds(states: Sequence[FactReading], denies: Sequence[FactReading]) -> Answer:
    if len(states) >= OUTWEIGHS * len(denies):
        return Answer.SUPPORTED
    if len(denies) >= OUTWEIGHS * len(states):
        return Answer.CONTRADICTED
    if _is_enough(states) and _is_enough(denies):
        return Answer.CONFLICTING
    return _OPEN


def _is_enough(readings: Sequence[FactReading]) -> bool:
    return any(r.is_review for r in readings) or len({r.record_id for r in readings}) >= ENOUGH


def _is_one_value(denies: Sequence[FactReading]) -> bool:
    """Whether those that speak otherwise name one and the same value."""
    return len({r.value.casefold() for r in denies if r.value}) <= 1


def _whole(
    fact: BackgroundFact, answers: Sequence[Answer], by_part: Sequence[Sequence[FactReading]]
) -> Answer:
    if len(answers) == 1:
        return answers[0]
    if fact.relation is _R.DONE_BY:
        states = [[r for r in each if r.telling is Telling.STATES] for each in by_part]
        whole = [r for each in states for r in each]
        is_all = all(states) and Answer.CONTRADICTED not in answers
        return Answer.SUPPORTED if is_all and _is_enough(whole) else _OPEN
    if len(set(answers)) == 1:
        return answers[0]
    holds = (Answer.SUPPORTED, Answer.DEPENDS, Answer.CONFLICTING)
    return Answer.DEPENDS if any(a in holds for a in answers) else _OPEN


# --- in words ---------------------------------------------------------------------------------

_SPEAKS_FOR = {
    Answer.SUPPORTED: (Telling.STATES,),
    Answer.CONTRADICTED: (Telling.DENIES, Telling.NARROWER, Telling.OTHERWISE),
    Answer.CONFLICTING: (Telling.STATES, Telling.DENIES),
    Answer.DEPENDS: (Telling.STATES, Telling.WEAKER, Telling.NARROWER),
    _OPEN: (Telling.STATES, Telling.DENIES, Telling.WEAKER, Telling.NARROWER),
}


def _shown(answer: Answer, readings: Iterable[FactReading]) -> tuple[FactReading, ...]:
    """Those that the answer rests on, in turn by what they tell, reviews first."""
    groups = [
        sorted(
            (r for r in readings if r.telling is telling),
            key=lambda r: (not r.is_review, r.part, r.record_id),
        )
        for telling in _SPEAKS_FOR[answer]
    ]
    longest = max(map(len, groups), default=0)
    turns = [g[i] for i in range(longest) for g in groups if i < len(g)]
    once = {r.record_id: r for r in reversed(turns)}
    return tuple(r for r in turns if once[r.record_id] is r)


def _basis(shown: Sequence[FactReading], looked_at: int) -> str:
    if not shown:
        if not looked_at:
            return "no record was found that could state it"
        was = "was" if looked_at == 1 else "were"
        return f"no statement of it in {plural(looked_at, 'record')} that {was} read"
    records = {r.record_id for r in shown}
    reviews = {r.record_id for r in shown if r.is_review}
    many = f", {len(reviews)} of them {'a review' if len(reviews) == 1 else 'reviews'}"
    if not reviews:
        many = ""
    elif len(records) == 1:
        many = ", a review"
    state = "states" if len(records) == 1 else "state"
    return f"rests on what {plural(len(records), 'record')} {state}{many}"


def _headline(
    fact: BackgroundFact,
    answer: Answer,
    parts: Sequence[Answer],
    shown: Sequence[FactReading],
) -> str:
    told = f"Background fact: {fact.sentence}."
    if answer is Answer.SUPPORTED:
        words = "Records state it."
    elif answer is Answer.CONTRADICTED:
        words = _against(fact, shown)
    elif answer is Answer.CONFLICTING:
        words = f"Records disagree: {_quoted(shown)}."
    elif answer is Answer.DEPENDS:
        words = _in_part(fact, parts, shown)
    else:
        words = "Too little was found to say whether it holds."
    words = f"{told} {words}"
    return f"{words} {sentence_case(fact.read_as)}." if fact.read_as else words


def _against(fact: BackgroundFact, shown: Sequence[FactReading]) -> str:
    narrower = sorted({r.of for r in shown if r.telling is Telling.NARROWER})
    if narrower and not any(r.telling is Telling.DENIES for r in shown):
        return (
            f"Records state it of {narrower[0]}, and of no other kind of {fact.subject.name}:"
            " as worded, it is not so."
        )
    values = sorted({r.value for r in shown if r.value})
    other = f": {values[0]}" if values else ""
    return f"Records state otherwise{_value_words(other)}."


def _value_words(other: str) -> str:
    bare = other.removeprefix(": ")
    return f": {RANKS.get(bare, bare)}" if bare else ""


def _in_part(fact: BackgroundFact, parts: Sequence[Answer], shown: Sequence[FactReading]) -> str:
    if len(parts) > 1:
        named = [(p.words, a) for p, a in zip(fact.parts, parts, strict=True)]
        said = "; ".join(f"{words}: {_WORD[a]}" for words, a in named)
        return f"Parts of it differ: {said}."
    less = [r for r in shown if r.telling in (Telling.WEAKER, Telling.NARROWER)]
    if any(r.telling is Telling.WEAKER for r in less):
        how = "something weaker, or other in part"
    elif less[0].of.casefold() != fact.subject.name.casefold():
        how = f"it of {less[0].of} alone"
    else:
        how = "it within a narrower class"
    return f"Records state {how}: {_quoted(less)}."


_WORD = {
    Answer.SUPPORTED: "stated",
    Answer.CONTRADICTED: "denied",
    Answer.CONFLICTING: "disputed",
    Answer.DEPENDS: "stated in part",
    _OPEN: "too little found",
}


def _quoted(shown: Sequence[FactReading]) -> str:
    """The first two that differ in what they say, in short."""
    first = [shown[0]] if shown else []
    second = [r for r in shown if first and r.telling is not first[0].telling][:1]
    more = second or list(shown[1:2])
    return "; ".join(f"{_as_said(r)} ({r.citation})" for r in (*first, *more))


def _as_said(reading: FactReading) -> str:
    """A record's sentence in quotation marks; our words of what it states without."""
    words = _short(reading.says)
    return f"“{words}”" if reading.is_quote else words


def _short(words: str) -> str:
    plain = " ".join(words.split()).rstrip(".")
    if len(plain) <= 160:
        return plain
    return plain[:159].rsplit(" ", 1)[0] + " …"
