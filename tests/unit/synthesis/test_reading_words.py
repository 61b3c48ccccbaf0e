"""A reading in words."""

from __future__ import annotations

from sceptic.domain.article import Passage
from sceptic.domain.reading import Candidate, TracedStudy, Tracing
from sceptic.synthesis.reading_words import tracing_statement


def test_records_that_are_cited_alike_are_named_once_and_in_order() -> None:
    cited = ("JAMA 2020", "JAMA 2000", "JAMA 2020")
    candidates = tuple(Candidate(f"pmid:{n}", c, 0.5) for n, c in enumerate(cited))
    study = TracedStudy(Passage(0, 7, "a study"), Tracing.SEVERAL, candidates)
    said = tracing_statement(study)
    assert said.text.endswith("one of several: JAMA 2000 and JAMA 2020 (2 records).")
    assert len(said.sources) == 4
