"""What the literature holds that an article does not say: the outside knowledge of an audit.

Taken from the briefs of the article's own claims; no brief, nothing known. A search that was cut
short, or a library that is a selection, is never used to say that something is missing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sceptic.domain.article import ArticleClaim, ClaimKind, ClaimStrength
from sceptic.domain.brief import Brief, Source
from sceptic.domain.evidence import Answer, Evidence, Flag, Match, Subjects
from sceptic.domain.reading import CheckedClaim
from sceptic.synthesis.sourcing import count_source, evidence_source
from sceptic.synthesis.wording import plural

YEARS_TO_BE_OLD = 5
RECORDS_TO_BE_OLD = 3
"""Records at least five years older than the article, from which on a treatment is not new."""
MOST_COMPARATORS = 4
MOST_SOURCES = 6

_NO_TREATMENT = re.compile(
    r"\bno\b|without|placebo|sham|dummy|vehicle|saline|control|usual|baseline"
    r"|waiting|wait-?list|untreated|before|non-?users|never|general population|healthy|attention"
    r"|normal"
    r"|women|men|patients|group",
    re.IGNORECASE,
)
Overstatement = tuple[ArticleClaim, str, tuple[Source, ...]]
"""The article's claim, what is wrong with it in a sentence, and what shows it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Outside knowledge. ``comparators`` are (name, a study that compared with it); ``older`` is
    (words, count) where the literature has long held the treatment; ``only_animals`` are the
    studies that were found, where none of them is of people."""

    overstated: tuple[Overstatement, ...] = ()
    harm_words: str = ""
    harm_sources: tuple[Source, ...] = ()
    comparators: tuple[tuple[str, Source], ...] = ()
    only_animals: tuple[Source, ...] = ()
    older: tuple[str, Source] | None = None


def known_of(checked: Sequence[CheckedClaim], date: dt.date | None = None) -> Known:
    """What the briefs of an article's claims know; ``date`` is the day of the article."""
    asked = [(c.claim, c.brief) for c in checked if c.brief is not None and c.same_as is None]
    about = [(claim, brief) for claim, brief in asked if claim.kind is ClaimKind.HEALTH]
    evidence = _on_topic(brief for _, brief in about)
    words, sources = _harms(evidence)
    return Known(
        overstated=tuple(_overstated(about)),
        harm_words=words,
        harm_sources=sources,
        comparators=_comparators_of_the_first(about),
        only_animals=_only_animals(evidence),
        older=_older([brief for _, brief in about], date),
    )


def _on_topic(briefs: Iterable[Brief]) -> list[Evidence]:
    """Studies of the claims' own treatments, each once, in the order of the briefs."""
    once: dict[str, Evidence] = {}
    for brief in briefs:
        for e in brief.evidence:
            if e.intervention_match in (Match.SAME, Match.SOME_FORMS):
                once.setdefault(e.study.record_id, e)
    return list(once.values())


def _overstated(asked: Sequence[tuple[ArticleClaim, Brief]]) -> Iterable[Overstatement]:
    for claim, brief in asked:
        if claim.is_denied:
            continue
        if why := _why_overstated(claim, brief):
            yield claim, why, brief.headline.sources[:MOST_SOURCES]


def _why_overstated(claim: ArticleClaim, brief: Brief) -> str:
    answer = brief.verdict.answer
    if answer is Answer.CONTRADICTED:
        return "It states what the studies found contradict."
    is_flat = claim.strength in (ClaimStrength.CAUSAL, ClaimStrength.CURE)
    is_whole = brief.method.library.is_complete and not brief.is_partial
    is_search_good = is_whole and bool(brief.evidence)
    if answer is Answer.TOO_LITTLE_EVIDENCE and is_flat and is_search_good:
        return "It states as a fact what the studies found are too few or too weak to settle."
    if claim.strength is ClaimStrength.CURE and brief.verdict.certainty.level <= 2:
        return "It speaks of a cure where the certainty of the evidence is low at best."
    return ""


def _harms(evidence: Sequence[Evidence]) -> tuple[str, tuple[Source, ...]]:
    """What the literature holds of harm, in a sentence, with the studies."""
    harms = [e for e in evidence if e.shown_as_harm or Flag.ADVERSE_EVENTS_ONLY in e.study.flags]
    if not harms:
        return "", ()
    few = f"{plural(len(harms), 'report')} of harm {'is' if len(harms) == 1 else 'are'} on record."
    return few, tuple(evidence_source(e) for e in harms[:MOST_SOURCES])


def _comparators_of_the_first(
    asked: Sequence[tuple[ArticleClaim, Brief]],
) -> tuple[tuple[str, Source], ...]:
    """Those of the first treatment that has any: of what else the article names, they are none."""
    found = (_comparators(_on_topic((brief,))) for _, brief in asked)
    return next(filter(None, found), ())


def _comparators(evidence: Sequence[Evidence]) -> tuple[tuple[str, Source], ...]:
    """Treatments that studies of this one compared it with, each once."""
    found: dict[str, tuple[str, Source]] = {}
    for e in evidence:
        name = (e.finding.comparator if e.finding else "").strip()
        if 3 < len(name) <= 50 and not _NO_TREATMENT.search(name):
            found.setdefault(name.lower(), (name, evidence_source(e)))
    return tuple(found.values())[:MOST_COMPARATORS]


def _only_animals(evidence: Sequence[Evidence]) -> tuple[Source, ...]:
    subjects = {e.study.subjects for e in evidence}
    if not subjects or not subjects <= {Subjects.ANIMAL, Subjects.LABORATORY}:
        return ()
    return tuple(evidence_source(e) for e in evidence[:MOST_SOURCES])


def _older(briefs: Sequence[Brief], date: dt.date | None) -> tuple[str, Source] | None:
    """The treatment with the most records of long before the article."""
    if date is None:  # what was new when it was written cannot be told
        return None
    best: tuple[int, str, Source] | None = None
    for brief in briefs:
        until = date.year - YEARS_TO_BE_OLD
        years = [(year, n) for year, n in brief.attention.by_year if year <= until]
        count = sum(n for _, n in years)
        if count < RECORDS_TO_BE_OLD or (best is not None and count <= best[0]):
            continue
        pico = brief.claim.pico
        words = (
            f"{plural(count, 'record')} on {pico.intervention.name} and {pico.condition.name}"
            f" from {years[0][0]} to {until}"
        )
        source = count_source(brief.method, count, f"published to the end of {until}")
        best = (count, words, source)
    return best[1:] if best is not None else None
