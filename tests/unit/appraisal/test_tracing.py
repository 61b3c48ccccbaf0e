from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sceptic.appraisal.study_clues import study_clues
from sceptic.appraisal.tracing import ranked, traced
from sceptic.domain.reading import Tracing
from sceptic.domain.record import AbstractPart, Author, PartialDate, Pmid, Record
from tests.article_samples import article
from tests.unit.appraisal.test_study_clues import NEWS

DAY = dt.date(2011, 3, 1)
THE_ONE = Record(
    id="pmid:1",
    pmid=Pmid(1),
    title="Tea drinking and sleep in older people: a cohort study.",
    abstract=(AbstractPart("We followed 1240 people who drank tea."),),
    journal="Journal of imagined sleep",
    authors=(Author(last="Smith", fore="Anna B", initials="AB"),),
    electronic_date=PartialDate(2011, 2, 28),
)
OTHER = Record(
    id="pmid:2",
    pmid=Pmid(2),
    title="Concrete under load.",
    journal="Builders' letters",
    authors=(Author(last="Smith", fore="Zed", initials="Z"),),
    electronic_date=PartialDate(2004, 1, 1),
)
RARITY = {"tea": 6.0, "sleep": 4.0, "older": 2.0}


def test_the_study_is_found_and_says_by_what() -> None:
    clues = study_clues(article(NEWS, date=DAY))[0]
    told = traced(clues, (OTHER, THE_ONE), RARITY)
    assert told.tracing is Tracing.FOUND
    assert told.candidates[0].record_id == "pmid:1"
    assert {"author", "journal", "year", "topic", "number"} <= set(told.candidates[0].matched)
    assert "authors" in told.because


def test_without_it_nothing_is_found_and_the_reason_is_given() -> None:
    told = traced(study_clues(article(NEWS, date=DAY))[0], (OTHER,), RARITY)
    assert told.tracing is Tracing.NOT_FOUND
    assert told.because


def test_two_that_fit_alike_are_both_named() -> None:
    twin = replace(THE_ONE, id="pmid:3", pmid=Pmid(3))
    told = traced(study_clues(article(NEWS, date=DAY))[0], (THE_ONE, twin), RARITY)
    assert told.tracing is Tracing.SEVERAL
    assert [c.record_id for c in told.candidates] == ["pmid:3", "pmid:1"]


def test_the_order_of_the_records_does_not_matter() -> None:
    clues = study_clues(article(NEWS, date=DAY))[0]
    assert ranked(clues, (THE_ONE, OTHER), RARITY) == ranked(clues, (OTHER, THE_ONE), RARITY)


def test_a_study_that_appeared_long_after_the_article_is_not_meant() -> None:
    late = replace(THE_ONE, electronic_date=PartialDate(2015, 1, 1))
    clues = study_clues(article(NEWS, date=DAY))[0]
    early, after = (ranked(clues, (r,), RARITY)[0].score for r in (THE_ONE, late))
    assert after < early


def test_another_of_the_same_surname_is_nobody() -> None:
    stranger = replace(THE_ONE, authors=(Author(last="Smith", fore="Boris", initials="B"),))
    clues = study_clues(article(NEWS, date=DAY))[0]
    assert "author" not in ranked(clues, (stranger,), RARITY)[0].matched


def test_a_number_is_looked_up_and_nothing_else() -> None:
    clues = study_clues(article("A study (PMID 1) found that tea works."))[0]
    assert traced(clues, (THE_ONE,), {}).tracing is Tracing.FOUND
    gone = traced(clues, (OTHER,), {})
    assert gone.tracing is Tracing.NOT_FOUND
    assert "PMID" in gone.because


def test_journals_of_equal_length_are_told_apart() -> None:
    clues = study_clues(article("A study in the International Journal of Trichology found hair."))
    wrong = replace(THE_ONE, journal="J Clin Images Med Case Rep", authors=())
    right = replace(THE_ONE, journal="Int J Trichology", authors=())
    assert "journal" not in ranked(clues[0], (wrong,), RARITY)[0].matched
    assert "journal" in ranked(clues[0], (right,), RARITY)[0].matched


def test_a_record_of_another_journal_that_fits_by_its_topic_is_not_taken() -> None:
    elsewhere = replace(
        THE_ONE,
        authors=(),
        journal="Archives of Something Else",
        journal_abbreviation="Arch Something Else",
    )
    clues = study_clues(article(NEWS, date=DAY))[0]
    assert clues.journals
    assert traced(clues, (elsewhere,), RARITY).tracing is not Tracing.FOUND
