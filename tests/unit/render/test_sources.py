from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from sceptic.domain.brief import Brief, Source, SourceKind
from sceptic.domain.record import RetractionState
from sceptic.render.sources import Link, Numbering, cleaned, compact, runs, study_links, web_links
from tests import samples


def numbering_of(brief: Brief) -> Numbering:
    return Numbering(brief.method.query, (e.study for e in brief.evidence))


class TestNumbering:
    def test_numbers_follow_the_first_citation_and_stay(self) -> None:
        numbering = numbering_of(samples.two_study_brief())
        outside, retracted = samples.two_study_brief().evidence
        assert numbering.numbers([samples.record_source(retracted.study), samples.COUNT]) == (1, 2)
        assert numbering.number_of(outside.study) == 3
        assert numbering.numbers([samples.COUNT, samples.COUNT]) == (2,)
        assert [r.number for r in numbering.references()] == [1, 2, 3]

    def test_a_fact_about_a_record_is_cited_under_the_record(self) -> None:
        study = samples.study(4)
        fact = dataclasses.replace(samples.FACT, record_id=study.record_id)
        numbering = numbering_of(samples.brief_of((samples.evidence(study),)))
        assert numbering.numbers([fact]) == (numbering.number_of(study),)
        (entry,) = numbering.references()
        assert [link.label for link in entry.links] == ["PMID 99000004", "DOI 10.9999/sample.4"]
        assert [link.address for link in entry.seen] == [samples.FACT.address]

    def test_the_words_that_carry_a_sentence_stand_under_their_source_once(self) -> None:
        study = samples.study(4)
        numbering = numbering_of(samples.brief_of((samples.evidence(study),)))
        source = samples.record_source(study, "made-up words", 7)
        numbering.numbers([source, source])
        (entry,) = numbering.references()
        assert [(q.text, q.where) for q in entry.quotes] == [("made-up words", "abstract 7–20")]

    def test_a_fact_that_quotes_a_citation_is_listed_under_it(self) -> None:
        numbering = numbering_of(samples.empty_brief())
        cited = dataclasses.replace(samples.FACT, quote="Sample A. A made-up paper")
        assert numbering.numbers([samples.FACT, cited]) == (1, 2)
        table, paper = numbering.references()
        assert (table.title, table.facts) == ("Facts: Sample facts, 1", "")
        assert (paper.title, paper.facts) == (cited.quote, "Facts: Sample facts, 1")
        assert paper.quotes == ()

    def test_the_query_of_the_method_is_not_printed_again(self) -> None:
        brief = samples.empty_brief()
        numbering = numbering_of(brief)
        query = f"{brief.method.query} (in PubMed)"
        numbering.numbers([dataclasses.replace(samples.COUNT, query=query)])
        assert numbering.references()[0].detail == "Query as under Method (in PubMed)"

    def test_counts_differ_by_query_and_day(self) -> None:
        numbering = numbering_of(samples.empty_brief())
        other = dataclasses.replace(samples.COUNT, date=dt.date(2026, 1, 3))
        assert numbering.numbers([samples.COUNT, other]) == (1, 2)

    def test_a_record_that_is_no_evidence_has_its_links(self) -> None:
        numbering = numbering_of(samples.empty_brief())
        source = Source(SourceKind.RECORD, record_id="doi:10.9999/x", doi="10.9999/x")
        numbering.numbers([source])
        (entry,) = numbering.references()
        assert entry.links == (Link("DOI 10.9999/x", "https://doi.org/10.9999/x"),)

    @pytest.mark.parametrize(
        ("state", "mark"),
        [
            (RetractionState.RETRACTED, "retracted"),
            (RetractionState.CONCERN, "expression of concern"),
            (RetractionState.NONE_KNOWN, ""),
            (RetractionState.REINSTATED, ""),
        ],
    )
    def test_a_questioned_source_says_so(self, state: RetractionState, mark: str) -> None:
        study = samples.study(4, retraction=state)
        numbering = numbering_of(samples.brief_of((samples.evidence(study),)))
        numbering.number_of(study)
        assert numbering.references()[0].mark == mark

    def test_four_hundred_authors_are_cut(self) -> None:
        brief = samples.hostile_brief()
        numbering = numbering_of(brief)
        numbering.number_of(brief.evidence[0].study)
        (entry,) = numbering.references()
        assert (len(entry.authors), entry.more_authors) == (3, True)


class TestLinks:
    def test_only_addresses_of_the_web(self) -> None:
        for address in ("javascript:alert(1)", "data:text/html,x", "", "https://x y", "file:///x"):
            assert web_links(address) == ()
        assert web_links("https://www.example.org/a/") == (
            Link("example.org", "https://www.example.org/a/"),
        )

    def test_a_doi_is_encoded(self) -> None:
        study = samples.study(1, pmid=None, doi="10.1/a<b>#c?d,e")
        assert study_links(study)[0].address == "https://doi.org/10.1/a%3Cb%3E%23c%3Fd%2Ce"


def test_cleaned_text_commands_no_terminal_and_turns_nothing_about() -> None:
    assert cleaned("a\x1b[31m\x07b\r\nc\u2028d\u202ee\x00  f") == "a[31mb c de f"
    assert cleaned("11\u202f306 \u00a0people") == "11\u202f306 \u00a0people"
    assert cleaned(samples.RTL_AUTHOR) == samples.RTL_AUTHOR


def test_neighbours_are_joined_from_three_on() -> None:
    assert runs((1, 2, 4, 5, 6, 9)) == ((1, 1), (2, 2), (4, 6), (9, 9))
    assert compact((1, 2, 4, 5, 6, 9)) == "1,2,4–6,9"
