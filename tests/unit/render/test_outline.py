from __future__ import annotations

import dataclasses

from sceptic.domain.brief import Attention, Brief, Flow, Section, Statement
from sceptic.domain.claim import Question
from sceptic.domain.evidence import Change, Rationale, Verdict
from sceptic.render.outline import filled_years, outline_of
from tests import samples


def with_sections(brief: Brief, *sections: Section) -> Brief:
    return dataclasses.replace(brief, sections=sections)


def say(text: str, role: str = "") -> Statement:
    return Statement(text, (samples.COUNT,), role=role)


def test_sections_keep_their_order_and_empty_ones_are_left_out() -> None:
    ids = [c.id for c in outline_of(samples.two_study_brief()).chapters]
    expected = "condition treatment attention sceptic studies harms settle ask gaps method safety"
    assert ids == expected.split()


def test_tables_without_a_section_stand_under_their_own_caption() -> None:
    brief = with_sections(samples.many_study_brief(), Section("answer", "A", (say("One."),)))
    chapters = outline_of(brief).chapters
    assert [c.block for c in chapters] == [
        "parts",
        "attention",
        "sceptic",
        "studies",
        "findings",
        "gaps",
        "method",
    ]


def test_a_table_without_its_section_keeps_its_place_among_the_others() -> None:
    sections = tuple(
        Section(n, n, (say("One."),)) for n in ("sceptic", "harms", "method", "safety")
    )
    chapters = outline_of(with_sections(samples.many_study_brief(), *sections)).chapters
    ids = [c.id for c in chapters]
    expected = "parts attention sceptic studies findings harms gaps method safety"
    assert ids == expected.split()


def test_one_part_that_repeats_the_verdict_has_no_table() -> None:
    brief = samples.many_study_brief(4)
    part = brief.verdict.parts[0]
    for answer, shown in ((part.answer, False), (brief.verdict.answer, True)):
        verdict = dataclasses.replace(brief.verdict, answer=answer, parts=(part,))
        blocks = [c.block for c in outline_of(dataclasses.replace(brief, verdict=verdict)).chapters]
        assert ("parts" in blocks) is shown


def test_safety_that_comes_first_stands_before_the_answer() -> None:
    brief = with_sections(
        samples.empty_brief(),
        Section("safety", "First", (say("Ring your doctor."),)),
        Section("answer", "A", (say("One."),)),
    )
    outline = outline_of(brief)
    assert [c.id for c in outline.first] == ["safety"]
    assert "safety" not in [c.id for c in outline.chapters]


def test_the_headline_is_printed_once() -> None:
    brief = samples.empty_brief()
    brief = with_sections(brief, Section("answer", "A", (brief.headline, say("More."))))
    (run,) = outline_of(brief).lead
    assert [s.text for s in run.sentences] == ["More."]


def test_sentences_are_grouped_by_role() -> None:
    said = [say(f"Plain {n}.") for n in range(5)]
    section = Section("x", "X", (say("!", "caveat"), *said, say("Why?", "question")))
    (chapter, *_) = outline_of(with_sections(samples.empty_brief(), section)).chapters
    assert [(r.kind, len(r.sentences)) for r in chapter.runs] == [
        ("caveat", 1),
        ("list", 5),
        ("question", 1),
    ]


def test_studies_are_grouped_by_part_then_those_that_do_not_count() -> None:
    outline = outline_of(samples.many_study_brief())
    assert [(g.counted, len(g.rows)) for g in outline.groups] == [
        (True, 17),
        (True, 17),
        (False, 6),
    ]
    assert sum(len(g.rows) for g in outline.groups) == 40


def test_a_study_belongs_to_the_part_that_names_its_record() -> None:
    brief = samples.many_study_brief(6)
    bare = tuple(dataclasses.replace(e, part="") for e in brief.evidence)
    named = dataclasses.replace(brief, evidence=bare)
    expected = [(g.title, len(g.rows)) for g in outline_of(brief).groups]
    assert [(g.title, len(g.rows)) for g in outline_of(named).groups] == expected
    first, second = brief.verdict.parts
    parts = (dataclasses.replace(first, records=()), second)
    verdict = dataclasses.replace(brief.verdict, parts=parts)
    titles = [g.title for g in outline_of(dataclasses.replace(named, verdict=verdict)).groups]
    assert titles == [second.label, "Other studies that count", "Shown, but not counted"]


def test_facts_of_a_table_are_no_words_of_the_record() -> None:
    study = samples.study(2)
    fact = Rationale("fact", 0, 17, "direction: better")
    finding = dataclasses.replace(study.findings[0], rationale=(fact,))
    evidence = samples.evidence(dataclasses.replace(study, findings=(finding,)))
    (group,) = outline_of(samples.brief_of((evidence,))).groups
    assert group.rows[0].rationale == ()


def test_every_study_has_a_source_number() -> None:
    for brief in samples.all_briefs().values():
        outline = outline_of(brief)
        rows = [row for group in outline.groups for row in group.rows]
        assert len(rows) == len(brief.evidence)
        numbers = {r.number for r in outline.references}
        assert {row.ref for row in rows} <= numbers
        assert numbers == set(range(1, len(numbers) + 1))


def test_years_without_a_record_are_shown() -> None:
    assert filled_years(((2001, 3), (1999, 1))) == ((1999, 1), (2000, 0), (2001, 3))
    assert filled_years(()) == ()


def test_a_comparison_tells_its_direction() -> None:
    brief = samples.empty_brief()
    verdict = Verdict(
        brief.verdict.answer, brief.verdict.certainty, direction=Change.HIGHER, outside_method=True
    )
    remarks = outline_of(dataclasses.replace(brief, verdict=verdict)).remarks
    name = brief.claim.pico.condition.name
    assert remarks == (f"Outcome: {name}", "outside the method")


def test_an_answer_to_should_i_says_what_it_answers() -> None:
    brief = samples.empty_brief()
    assert outline_of(brief).remarks == ()
    claim = dataclasses.replace(brief.claim, question=Question("Should I stop taking my baths?"))
    (remark,) = outline_of(dataclasses.replace(brief, claim=claim)).remarks
    assert remark.startswith("What was checked: ")


def test_a_bare_brief_has_its_method() -> None:
    brief = dataclasses.replace(
        samples.empty_brief(),
        sections=(),
        gaps=(),
        attention=Attention((), 0),
        flow=Flow(0, 0, 0, 0),
    )
    assert [c.id for c in outline_of(brief).chapters] == ["method"]
