"""What each arm of a comparison showed on one outcome: events, percentages, means, group sizes.

Every pair of cells of a table and every pair of figures of a sentence that may be the two arms is a
candidate. A small linear model, trained on annotated trials, weighs what speaks for each; the best
is read where it is likely enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sceptic.appraisal.arm_candidates import Article, Candidate, Query, table_candidates
from sceptic.appraisal.arm_headings import comparison_of
from sceptic.appraisal.arm_prose import prose_candidates, told_best
from sceptic.appraisal.arm_sentences import ordered, pairs_of
from sceptic.appraisal.arm_sizes import sizes_of
from sceptic.appraisal.arm_values import NO_ARMS, ArmPair, ArmValue, Asked, spread_named
from sceptic.appraisal.arms import arms_of
from sceptic.appraisal.linear import LinearModel, model
from sceptic.appraisal.outcome_words import (
    Vocabulary,
    Wanted,
    glossary_of,
    matched,
    vocabulary_of,
    wanted_of,
)
from sceptic.appraisal.outcomes import outcome_of
from sceptic.appraisal.table_lines import Grid, Table, explained, grid_of
from sceptic.domain.evidence import ArmResult, Rationale

MODEL = "arms"


def arm_results(
    asked: Asked,
    sentences: Sequence[Rationale],
    tables: Sequence[Table] = (),
    *,
    weights: LinearModel | None = None,
) -> ArmPair:
    """Both arms, intervention first; an arm without ``has_result`` was not found.

    Args:
        asked: the comparison and its outcome.
        sentences: the sentences of the text, each with its place.
        tables: the tables of the text, where it has any.
        weights: another model than the shipped one.
    """
    if tables or any(s.field != "abstract" for s in sentences):
        return possible_results(asked, sentences, tables).best(weights or model(MODEL))
    text = _read(tuple(sentences), ())
    query = _query(asked, text)
    possible = Possible((), sizes_of(query.comparison, sentences, ()), text.spread_is)
    return possible.with_sizes(told_best(sentences, query, outcome_of(asked.outcome)))


@dataclass(frozen=True, slots=True)
class Possible:
    """Every pair of figures that may be the two arms, and what goes with any of them."""

    candidates: tuple[Candidate, ...]
    sizes: tuple[int, int] | None
    spread_is: str

    def arms(self, place: int | None) -> ArmPair:
        """One candidate with the sizes of the groups; with ``None`` the sizes alone."""
        chosen = None if place is None else self.candidates[place]
        return self.with_sizes((chosen.first, chosen.second) if chosen else NO_ARMS)

    def with_sizes(self, pair: ArmPair) -> ArmPair:
        """A pair with what the text says elsewhere: the sizes, and what its spreads are."""
        pair = _with_spread(pair, self.spread_is)
        if self.sizes is None:
            return pair
        return _sized(pair[0], self.sizes[0]), _sized(pair[1], self.sizes[1])

    def best(self, weights: LinearModel) -> ArmPair:
        """The likeliest candidate, the first of equals, if the model scores it above 0."""
        scores = [weights.logits(c.features)[0] for c in self.candidates]
        most = max(scores, default=0.0)
        return self.arms(scores.index(most) if most > 0 else None)


def possible_results(
    asked: Asked, sentences: Sequence[Rationale], tables: Sequence[Table] = ()
) -> Possible:
    """What a model chooses from, for the comparison asked about."""
    text = _read(tuple(sentences), tuple(tables))
    query = _query(asked, text)
    return Possible(
        _candidates(query, text),
        sizes_of(query.comparison, sentences, text.grids),
        text.spread_is,
    )


@dataclass(frozen=True, slots=True)
class _Text:
    sentences: tuple[Rationale, ...]
    grids: tuple[Grid, ...]
    vocabulary: Vocabulary
    words: str
    spread_is: str


@lru_cache(maxsize=4)
def _read(sentences: tuple[Rationale, ...], tables: tuple[Table, ...]) -> _Text:
    """What is the same for every question to one text."""
    feet = [explained(t.foot) for t in tables]
    told = [s.text for s in sentences]
    grids = tuple(grid_of(t) for t in tables)
    labels = [f"{line.section} {line.label}" for grid in grids for line in grid.lines]
    glossary = glossary_of([*told, *feet, *(t.caption for t in tables)])
    return _Text(
        sentences,
        grids,
        vocabulary_of([*told, *labels], glossary),
        " ".join([*told, *feet]),
        _spread_of_text(sentences),
    )


def _query(asked: Asked, text: _Text) -> Query:
    arms = arms_of(asked.intervention, asked.comparator, text.words)
    wanted = wanted_of(asked.outcome, text.vocabulary)
    comparison = comparison_of(asked.intervention, asked.comparator, arms, text.vocabulary)
    return Query(asked, wanted, comparison, _article(text.sentences, wanted))


def _candidates(query: Query, text: _Text) -> tuple[Candidate, ...]:
    return (
        *table_candidates(text.grids, query),
        *prose_candidates(text.sentences, query, outcome_of(query.asked.outcome)),
    )


_NUMBER = re.compile(r"\d+(?:[.·]\d+)?")
_CITED = re.compile(r"\bTables?\s?(\d+)", re.IGNORECASE)


def _article(sentences: Sequence[Rationale], wanted: Wanted) -> Article:
    near = tuple(matched(s.text, wanted).recall for s in sentences)
    inside = [_numbers(s.text) for s in sentences if s.field == "abstract"]
    where: dict[str, set[int]] = {}
    cited: dict[str, float] = {}
    for i, sentence in enumerate(sentences):
        for number in _numbers(sentence.text):
            where.setdefault(number, set()).add(i)
        for table in _CITED.findall(sentence.text):
            cited[table] = max(near[i], cited.get(table, 0.0))
    places = {number: frozenset(found) for number, found in where.items()}
    return Article(frozenset().union(*inside), near, places, cited)


@lru_cache(maxsize=4_000)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(f"{float(n.replace('·', '.')):g}" for n in _NUMBER.findall(text))


def _sized(arm: ArmResult, size: int) -> ArmResult:
    return arm if arm.total is not None else replace(arm, total=size)


_STATED_SPREAD = re.compile(
    r"\b(?:means?|values|data|results|averages?)\b[^.]{0,40}?(?:±|\+/-|\()\s?"
    r"(?P<is>SDs?|SEM?|S\.D\.|S\.E\.M?\.?|standard (?:deviation|error))",
    re.IGNORECASE,
)


def _spread_of_text(sentences: Sequence[Rationale]) -> str:
    """What the text says once for all that its spreads are: "data are mean ± SEM"."""
    for sentence in sentences:
        found = _STATED_SPREAD.search(sentence.text)
        if found:
            return spread_named(found["is"])
    return ""


def _with_spread(pair: ArmPair, spread_is: str) -> ArmPair:
    first, second = (
        arm if arm.spread is None or arm.spread_is else replace(arm, spread_is=spread_is)
        for arm in pair
    )
    return first, second


# --- one sentence ---------------------------------------------------------------------------------

_FRACTION = re.compile(r"\d\s?/\s?\d|\bof (?:the )?\d")


def arms_in(
    sentence: Rationale, intervention: Sequence[str], comparator: Sequence[str]
) -> tuple[ArmResult, ...]:
    """Both arms of one sentence where it names both and prints events and people of each.

    Returns:
        The intervention's arm, then the comparator's; empty where any of this is missing, so that
        a risk is never worked out from a guess.

    """
    if not intervention or not _FRACTION.search(sentence.text):
        return ()
    pair = next((p for p in pairs_of(sentence.text) if all(map(_is_whole_share, p))), None)
    if pair is None:
        return ()
    arms = arms_of(intervention, comparator, sentence.text)
    if len({arm for _, arm in arms.mentions(sentence.text)}) < 2:
        return ()
    asked = Asked(tuple(intervention), tuple(comparator), (), is_counted=True)
    return ordered(pair, sentence, arms, asked)


def _is_whole_share(value: ArmValue) -> bool:
    return value.is_share and value.events is not None and bool(value.total)
