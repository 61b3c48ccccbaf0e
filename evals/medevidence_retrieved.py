"""MedEvidence with its evidence searched for: the same questions asked of a whole library.

    sceptic library add FILES --library DIR     (once, from PubMed XML)
    python -m evals run medevidence-retrieved --library DIR

Nothing is left out of the search; how many of the known sources are found stands in the note.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.medevidence import FILE, models_for, read_items, results_of
from evals.runner import Request, Result, library_of
from sceptic.config import Settings, open_parts
from sceptic.domain.evidence import Evidence
from sceptic.readers.choice import LINEAR
from sceptic.synthesis.aggregator import shipped_aggregators
from training.medevidence import TODAY, Item, evidence_on, looked_for

NAME = "medevidence-retrieved"


def run(request: Request) -> tuple[Result, ...]:
    path = request.items or request.path(*FILE)
    items = read_items(path)
    with library_of(request) as library:
        bench = open_parts(Settings(today=TODAY.isoformat(), readers=LINEAR), library)
        read = [(item, looked_for(item, bench)) for item in items]
    both = [*((item, evidence_on(item)) for item in items), *read]
    models, how = models_for(both, path, shipped_aggregators().found)
    title = "MedEvidence, sources searched for in a library"
    return results_of(NAME, title, path, read, models, how, note_on(read))


def note_on(read: Sequence[tuple[Item, Sequence[Evidence]]]) -> str:
    """Recall of the known sources, and how many questions found nothing that counts."""
    known = found = counted = 0
    empty = 0
    for item, evidence in read:
        ids = {r.id for r in item.records}
        shown = {e.study.record_id for e in evidence}
        voting = {e.study.record_id for e in evidence if e.counted}
        known += len(ids)
        found += len(ids & shown)
        counted += len(ids & voting)
        empty += not voting
    return (
        f"known sources: {known}; found and about the question: {found} ({found / known:.1%}); "
        f"counted: {counted} ({counted / known:.1%}); questions without any counted record: "
        f"{empty} of {len(read)}"
    )
