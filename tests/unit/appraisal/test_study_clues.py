from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sceptic.appraisal.study_clues import study_clues
from sceptic.domain.article import Link
from tests.article_samples import article

NEWS = """Tea and sleep

Drinking tea helps older people to sleep, a new study has found. Researchers followed 1,240 people
for six years. Dr Anna B. Smith of the University of Nowhere, who led the study, said it was early.

The findings were published in the Journal of Imagined Sleep on Monday. Jones and colleagues
earlier wrote in The Lancet that tea does nothing.
"""


def test_a_study_has_journal_people_and_figures() -> None:
    first, second = study_clues(article(NEWS, date=dt.date(2011, 3, 1)))
    assert [j.text for j in first.journals] == ["Journal of Imagined Sleep"]
    assert [j.text for j in second.journals] == ["The Lancet"]
    assert ("Anna", "Smith") in {(p.first, p.last) for p in first.people}
    assert ("", "Jones") in {(p.first, p.last) for p in first.people}
    assert "1,240" in {c.text for c in first.counts}
    assert first.date == dt.date(2011, 3, 1)
    assert first.topic[0] == "tea"


def test_offsets_lie_in_the_text() -> None:
    given = article(NEWS)
    for clues in study_clues(given):
        for at in (clues.mention, *clues.journals, *clues.counts, *(p.words for p in clues.people)):
            assert given.text[at.start : at.end] == at.text


def test_numbers_in_the_text_and_in_links_name_a_record() -> None:
    given = article("A study (PMID: 123456) found that tea works. Read it here.")
    at = given.text.index("here")
    linked = replace(
        given,
        links=(Link(given.passage(at, at + 4), "https://doi.org/10.1000%2FABC.1"),),
    )
    named = [c for c in study_clues(linked) if c.is_named]
    assert [(c.pmid, c.doi) for c in named] == [(123456, ""), (None, "10.1000/abc.1")]


def test_no_word_of_a_study_means_none() -> None:
    assert study_clues(article("Tea is nice. I like it.")) == ()


def test_months_and_places_are_no_journals() -> None:
    for told in study_clues(article("The study was published in March in England.")):
        assert told.journals == ()
