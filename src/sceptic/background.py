"""The use case of a background fact: what do records state of it?

BackgroundFact -> Query -> Record* -> FactReading* -> FactCheck
"""

from __future__ import annotations

from dataclasses import replace

from sceptic.appraisal.background import readings_of
from sceptic.appraisal.matching import family_of
from sceptic.checks import AskOptions, Workbench
from sceptic.domain.background import BackgroundFact, FactCheck
from sceptic.language.background_said import StatedFact
from sceptic.library.fact_strategy import fact_queries
from sceptic.library.stated import stated_facts
from sceptic.synthesis.background import fact_check


def checked_fact(
    fact: BackgroundFact, told: str, bench: Workbench, options: AskOptions
) -> FactCheck:
    """Judge a background fact; ``told`` is the article's sentence.

    Raises:
        LibraryError: the library cannot be searched.
    """
    family = family_of(fact.subject, bench.vocabulary)
    ids = (fact.subject.id, *(v for v, _ in family.variants))
    stated = stated_facts(ids, options.as_of)
    library = bench.library
    found: dict[str, None] = {}
    if not library.snapshot().is_starter:  # it holds no text to read
        for query, limit in fact_queries(fact, bench.vocabulary):
            hits = library.search(query, limit=limit, until=options.as_of).hits
            found.update(dict.fromkeys(hit.record_id for hit in hits))
    records = library.records(tuple(found))
    if bench.retractions is not None:
        records = bench.retractions.noted(records, options.as_of)
    readings = readings_of(fact, records, _cited(stated, bench), family)
    looked_at = len({r.id for r in records} | {s.record_id for s in stated})
    return fact_check(fact, readings, looked_at, told)


def _cited(stated: tuple[StatedFact, ...], bench: Workbench) -> tuple[StatedFact, ...]:
    """Stated facts whose authors are not known, cited as the library's record has them."""
    unnamed = tuple(dict.fromkeys(s.record_id for s in stated if s.citation.startswith("PMID ")))
    held = {r.id: r.citation.short for r in bench.library.records(unnamed)} if unnamed else {}
    return tuple(
        replace(s, citation=held[s.record_id]) if s.record_id in held else s for s in stated
    )
