"""The use case of "What helps Y?", on the starter facts and on records made for the purpose."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from sceptic.checks import AskOptions, Workbench, ask
from sceptic.config import Settings, open_parts
from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Answer
from sceptic.domain.step import Step
from sceptic.domain.survey import Survey
from sceptic.errors import FileFormatError, InputError, UnsourcedStatementError
from sceptic.language.open_questions import open_question
from sceptic.render import rendered
from sceptic.render.survey import as_json, is_survey, survey_from_json
from sceptic.surveys import answer, survey

TODAY = dt.date(2026, 11, 22)
OPTIONS = AskOptions(today=TODAY)


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return open_parts(Settings(library="starter"))


@pytest.fixture(scope="module")
def colds(bench: Workbench) -> Survey:
    given = answer("What helps against colds?", bench, OPTIONS)
    assert isinstance(given, Survey)
    return given


def test_each_treatment_is_answered_as_if_asked_by_itself(bench: Workbench, colds: Survey) -> None:
    assert len(colds.candidates) >= 4
    for candidate in colds.candidates:
        brief = ask(candidate.question, bench, OPTIONS)
        assert brief.claim.pico.intervention.id == candidate.intervention.id
        assert (brief.verdict.answer, brief.verdict.certainty) == (
            candidate.answer,
            candidate.certainty,
        )


def test_what_helps_stands_first_and_what_does_not_last(colds: Survey) -> None:
    order = [c.answer for c in colds.candidates]
    ranks = [
        Answer.SUPPORTED,
        Answer.DEPENDS,
        Answer.CONFLICTING,
        Answer.TOO_LITTLE_EVIDENCE,
        Answer.CONTRADICTED,
    ]
    assert order == sorted(order, key=ranks.index)
    helpful = [c for c in colds.candidates if c.answer is Answer.SUPPORTED]
    assert all(c.intervention.name in colds.headline.text for c in helpful[:5])
    doubted = [c for c in colds.candidates if c.answer is Answer.CONTRADICTED]
    assert not any(c.intervention.name in colds.headline.text for c in doubted)


def test_a_kind_limits_the_list_and_a_relation_changes_the_claims(bench: Workbench) -> None:
    given = answer("Which supplements prevent colds?", bench, OPTIONS)
    assert isinstance(given, Survey)
    names = {c.intervention.id for c in given.candidates}
    assert "vitamin-c" in names
    assert "antibiotics" not in names
    assert all("prevent" in c.question for c in given.candidates)


def test_a_question_with_a_treatment_gets_a_brief(bench: Workbench) -> None:
    assert isinstance(answer("Does zinc help with colds?", bench, OPTIONS), Brief)
    named = dataclasses.replace(OPTIONS, overrides={"intervention": "zinc"})
    assert isinstance(answer("What helps against colds?", bench, named), Brief)


def test_what_was_understood_is_told(bench: Workbench) -> None:
    given = answer("any supplements for piles after giving birth?", bench, OPTIONS)
    assert isinstance(given, Survey)
    section = next(s for s in given.sections if s.id == "understood")
    assert [statement.text for statement in section.statements] == [
        "The question was read as: which supplements treat haemorrhoids in postpartum women.",
        "Health problem: “piles” is haemorrhoids; in whom: “after giving birth” is postpartum "
        "women.",
        "Only supplements were looked for; other treatments are left out.",
    ]
    assert "haemorrhoids in postpartum women" in given.headline.text


def test_nothing_studied_is_said_of_the_library_not_of_the_world(bench: Workbench) -> None:
    given = answer("What helps against hiccups?", bench, OPTIONS)
    assert isinstance(given, Survey)
    assert not given.candidates
    assert "could be judged" in given.headline.text
    assert any("not the whole of PubMed" in s.text for s in given.sections[0].statements)


def test_only_what_was_known_by_the_day(bench: Workbench, colds: Survey) -> None:
    early = answer(
        "What helps against colds?", bench, AskOptions(today=TODAY, as_of=dt.date(1990, 1, 1))
    )
    assert isinstance(early, Survey)
    assert {c.intervention.id for c in early.candidates} < {
        c.intervention.id for c in colds.candidates
    }


def test_the_same_question_gives_the_same_bytes(bench: Workbench, colds: Survey) -> None:
    again = answer("What helps against colds?", bench, OPTIONS)
    assert isinstance(again, Survey)
    assert as_json(again) == as_json(colds)


def test_progress_is_told_for_every_treatment(bench: Workbench) -> None:
    question = open_question("What helps against colds?", bench.vocabulary)
    assert question is not None
    told: list[Step] = []
    survey(question, bench, OPTIONS, told.append)
    assert [step.done for step in told] == list(range(1, told[0].total + 1))


def test_safety_comes_first(bench: Workbench) -> None:
    given = answer("What helps my baby's cold?", bench, OPTIONS)
    assert isinstance(given, Survey)
    assert given.sections[0].id == "safety"
    text = str(rendered(given, "text"))
    assert text.index("FIRST") < text.index("JUDGED")


class TestFormats:
    def test_every_treatment_stands_in_every_format(self, colds: Survey) -> None:
        for name in ("text", "md", "html", "json"):
            page = rendered(colds, name)
            text = page.decode() if isinstance(page, bytes) else page
            assert all(c.intervention.name in text for c in colds.candidates), name

    def test_every_cited_study_is_in_the_list_of_sources(self, colds: Survey) -> None:
        held = {s.record_id for s in colds.studies}
        for candidate in colds.candidates:
            cited = {s.record_id for s in candidate.statement.sources if s.record_id}
            assert cited <= held

    def test_json_reads_back(self, colds: Survey) -> None:
        data = as_json(colds)
        assert is_survey(data)
        assert survey_from_json(data) == colds

    def test_a_changed_file_is_refused(self, colds: Survey) -> None:
        with pytest.raises(FileFormatError, match="changed"):
            survey_from_json(as_json(colds).replace(b"echinacea", b"honey"))
        with pytest.raises(FileFormatError):
            survey_from_json(b"[]")
        with pytest.raises(FileFormatError):
            survey_from_json(b"{")

    def test_a_statement_without_a_source_is_refused(self, colds: Survey) -> None:
        import msgspec  # noqa: PLC0415

        shape = msgspec.json.decode(as_json(colds))
        shape["headline"]["sources"] = []
        with pytest.raises((UnsourcedStatementError, FileFormatError)):
            survey_from_json(msgspec.json.encode(shape))

    def test_a_reference_list_belongs_to_a_brief(self, colds: Survey) -> None:
        with pytest.raises(InputError, match="ris"):
            rendered(colds, "ris")
