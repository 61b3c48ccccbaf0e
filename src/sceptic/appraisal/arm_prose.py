"""Every pair of figures in a sentence that may be the two arms of an outcome, with its features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sceptic.appraisal.arm_candidates import BASELINE, Candidate, Query, of_time, steps
from sceptic.appraisal.arm_sentences import (
    ValuePair,
    as_arms,
    fits,
    gap_to_outcome,
    is_in_order,
    named_in_place,
    ordered,
    pairs_of,
    same_in_both,
)
from sceptic.appraisal.arm_values import NO_ARMS, ArmPair
from sceptic.appraisal.outcome_words import matched
from sceptic.appraisal.outcomes import Nearness, Outcome, nearness
from sceptic.domain.evidence import ArmResult, Rationale

_FLOOR = 0.15
_NONE_AT_ALL = re.compile(
    r"\b(?:there (?:was|were) no|no|none of the|neither group)\b(?! (?:\w+ ){0,2}(?:signific\w+|"
    r"differ\w+|statistical\w*|change|effect|evidence))(?: [\w-]+){0,6}",
    re.IGNORECASE,
)
_GAPS = (10, 25, 50, 90, 150)


def prose_candidates(
    sentences: Sequence[Rationale], query: Query, outcome: Outcome
) -> Iterator[Candidate]:
    for sentence in sentences:
        near = nearness(sentence.text, outcome)
        recall = matched(sentence.text, query.wanted).recall
        if max(near.share, recall) < _FLOOR:
            continue
        fixed = (*_of_sentence(sentence, near, recall, query),)
        if query.asked.is_counted and is_none_at_all(sentence.text, near):
            nobody = ArmResult(events=0, rationale=(sentence,))
            yield Candidate(nobody, nobody, (*fixed, "nobody"))
        yield from _pairs(sentence, fixed, query, outcome)


def is_none_at_all(text: str, near: Nearness) -> bool:
    """Nobody in either arm: "No complications occurred"."""
    return any(m.start() <= near.start <= m.end() for m in _NONE_AT_ALL.finditer(text)) and not (
        re.search(r"differ|signific", text, re.IGNORECASE)
    )


def _pairs(
    sentence: Rationale, fixed: tuple[str, ...], query: Query, outcome: Outcome
) -> Iterator[Candidate]:
    text, arms = sentence.text, query.comparison.arms
    listed = [p for p in named_in_place(text, query.comparison) if fits(p, query.asked)]
    pairs = [p for p in pairs_of(text) if fits(p, query.asked)]
    if query.asked.is_counted is None:
        return
    for pair in [p for p in same_in_both(text) if fits(p, query.asked)]:
        first, second = as_arms(pair, sentence, query.asked)
        gap = gap_to_outcome(pair, text, outcome)
        yield Candidate(first, second, (*fixed, "told of both", *_of_pair(pair, gap, query)))
    gaps = [gap_to_outcome(p, text, outcome) for p in pairs]
    for pair in listed:
        first, second = as_arms(pair, sentence, query.asked)
        gap = gap_to_outcome(pair, text, outcome)
        yield Candidate(first, second, (*fixed, "told in a list", *_of_pair(pair, gap, query)))
    for place, (pair, gap) in enumerate(zip(pairs, gaps, strict=True)):
        one, two = as_arms(pair, sentence, query.asked)
        if not is_in_order(pair, text, arms):
            one, two = two, one
        features = [*fixed, "told in a pair", *_of_pair(pair, gap, query)]
        features.append("told nearest" if gap == min(gaps) else "told farther")
        features.append(f"told pair {min(place, 3)}")
        if listed:
            features.append("told beside a list")
        yield Candidate(one, two, tuple(features))


def _of_sentence(sentence: Rationale, near: Nearness, recall: float, query: Query) -> Iterator[str]:
    yield "told"
    yield f"told in {'abstract' if sentence.field == 'abstract' else 'text'}"
    yield from steps("told share", near.share)
    yield from steps("told recall", recall)
    named = {arm for _, arm in query.comparison.arms.mentions(sentence.text)}
    yield f"told of {len(named)} arms"
    yield from (f"told: {f}" for f in of_time(sentence.text, "", query))
    if BASELINE.search(sentence.text):
        yield "told baseline"


def _of_pair(pair: ValuePair, gap: int, query: Query) -> Iterator[str]:
    kind = "counted" if query.asked.is_counted else "measured"
    value = pair[0]
    if value.kind == "share":
        form = "events of n" if value.total else "events" if value.events is not None else "percent"
    else:
        form = value.kind
    yield f"told {kind} {form}"
    yield from (f"told gap<{step}" for step in _GAPS if gap < step)


# --- without tables -------------------------------------------------------------------------------

_LEAST = 0.3
_WHOLE, _FINDS = 0.3, 0.15


def told_best(sentences: Sequence[Rationale], query: Query, outcome: Outcome) -> ArmPair:
    """The pair of the sentence that speaks most of the outcome: how an abstract is read.

    A figure with its spread is worth more than a bare one, a sentence that names both arms more
    than another. No weights are learnt for abstracts: those of articles do worse on them.
    """
    best: tuple[float, ArmPair] = (_LEAST, NO_ARMS)
    asked, arms = query.asked, query.comparison.arms
    for sentence in sentences:
        near = nearness(sentence.text, outcome)
        if near.share < _LEAST:
            continue
        if asked.is_counted and is_none_at_all(sentence.text, near) and near.share > best[0]:
            nobody = ArmResult(events=0, rationale=(sentence,))
            best = near.share, (nobody, nobody)
        pairs = [p for p in pairs_of(sentence.text) if fits(p, asked)]
        if not pairs:
            continue
        pair = min(pairs, key=lambda p: gap_to_outcome(p, sentence.text, outcome))
        named = {arm for _, arm in arms.mentions(sentence.text)}
        score = near.share + _WHOLE * (pair[0].kind != "number") + _FINDS * (len(named) == 2)
        if score > best[0]:
            best = score, ordered(pair, sentence, arms, asked)
    return best[1]
