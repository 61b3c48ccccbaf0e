"""The MedEvidence evals on made-up items: reading the file, answering, figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.medevidence import (
    THREE,
    Answered,
    at_coverage,
    brier,
    by_review,
    calibration_error,
    question_only,
    run,
)
from evals.medevidence_retrieved import note_on
from evals.medevidence_retrieved import run as run_retrieved
from evals.runner import EvalError, Request
from sceptic.checks import judge
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.synthesis.aggregator import shipped_aggregators
from sceptic.synthesis.comparing import compared
from training.aggregator import Row, Task, coefficients_of, directed, tasks_of
from training.medevidence import TOO_LITTLE, claim_of, evidence_on, items_in


def line(number: int, answer: str, result: str, **more: Any) -> dict[str, Any]:
    pmid = str(90_000_000 + number)
    return {
        "question_id": number,
        "question": "Is pain higher, lower, or the same when comparing zinc to placebo?",
        "answer": answer,
        "original_review": f"review{number}",
        "review_year": 2020,
        "fulltext_required": "no",
        "source_concordance": 1.0,
        "sources": {
            pmid: {
                "article_id": pmid,
                "title": "Zinc for pain: a randomised placebo-controlled trial",
                "content": "We randomised 900 adults with back pain to zinc or placebo.\n" + result,
                "date": "2010-05-02",
            }
        },
        **more,
    }


LINES = [
    line(1, "lower", "Pain was significantly lower with zinc than with placebo (P<0.001)."),
    line(2, "no difference", "There was no significant difference in pain (P=0.61)."),
    line(3, "higher", "Pain was significantly higher with zinc than with placebo (P<0.001)."),
    line(4, "insufficient data", "The trial was stopped early.", sources={}),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in LINES), encoding="utf-8")
    return path


def test_items_keep_answers_reviews_and_dates(file: Path) -> None:
    items = items_in(file)
    assert [i.answer for i in items] == ["lower", "no difference", "higher", TOO_LITTLE]
    assert items[0].review == "review1"
    assert items[0].records[0].year == 2010
    assert items[3].records == ()


def test_results_on_other_items_come_from_shipped_coefficients(file: Path) -> None:
    three, four = run(Request(items=file))
    assert (three.n, four.n) == (3, 4)
    assert three.split == "shipped coefficients"
    assert three.figures[0].value == 1.0
    assert four.figures[0].value == 1.0
    assert four.wrong == ()
    assert {c: n for c, _, n in four.recalls}[TOO_LITTLE] == 1


def test_the_eval_answers_as_judge_does(file: Path) -> None:
    for item in items_in(file):
        verdict = judge(claim_of(item), item.records, shipped_vocabulary())
        given = shipped_aggregators().given
        found = compared([e for e in evidence_on(item) if e.counted], given)
        assert (verdict.answer, verdict.direction) == (found.answer, found.direction)
        assert verdict.likelihoods == found.likelihoods.rounded


@pytest.mark.parametrize("content", ["not json", '{"question_id": 1}', "[1]"])
def test_a_file_in_another_form_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=r"bad\.jsonl"):
        run(Request(items=path))


def test_an_unknown_answer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(line(1, "maybe", "")), encoding="utf-8")
    with pytest.raises(EvalError, match="maybe"):
        run(Request(items=path))


def test_retrieval_needs_a_library(file: Path) -> None:
    with pytest.raises(EvalError, match="--library"):
        run_retrieved(Request(items=file))


def test_the_note_counts_known_sources(file: Path) -> None:
    read = [(item, evidence_on(item)) for item in items_in(file)]
    assert "known sources: 3; found and about the question: 3 (100.0%)" in note_on(read)
    assert "questions without any counted record: 1 of 4" in note_on(read)
    assert "found and about the question: 0 (0.0%)" in note_on([(i, ()) for i, _ in read])


@pytest.fixture
def answered(file: Path) -> list[Answered]:
    lower, null, higher, _ = items_in(file)
    return [
        Answered(lower, "lower", dict(zip(THREE, (0.0, 1.0, 0.0), strict=True))),
        Answered(null, "no difference", dict(zip(THREE, (0.2, 0.2, 0.6), strict=True))),
        Answered(higher, "lower", dict(zip(THREE, (0.4, 0.5, 0.1), strict=True))),
    ]


def test_coverage_keeps_the_surest(answered: list[Answered]) -> None:
    assert at_coverage(1.0)(answered) == pytest.approx(2 / 3)
    assert at_coverage(0.6)(answered) == 1.0
    assert at_coverage(0.01)(answered) == 1.0


def test_brier_and_calibration(answered: list[Answered]) -> None:
    assert brier(answered[:1], THREE) == 0.0
    assert brier(answered[1:2], THREE) == pytest.approx((0.04 + 0.04 + 0.16) / 2)
    assert calibration_error(answered[:1]) == 0.0
    assert calibration_error(answered) == pytest.approx((0.0 + 0.4 + 0.5) / 3)
    assert brier([], THREE) == calibration_error([]) == 0.0


def test_questions_of_one_review_are_drawn_together(answered: list[Answered]) -> None:
    same = [replace(a, item=replace(a.item, review="one")) for a in answered]
    figure = by_review("accuracy", same, lambda a: sum(x.is_right for x in a) / len(a))
    assert figure.low == figure.high == figure.value
    assert figure.n == 3


def test_too_few_reviews_for_a_question_only_model(answered: list[Answered]) -> None:
    assert question_only(answered, THREE) == 0.0


def test_tasks_of_the_aggregator(file: Path) -> None:
    read = [(i, evidence_on(i)) for i in items_in(file)]
    differs, enough = tasks_of(read)
    assert [r.truth for r in differs.rows] == [True, False, True]
    assert [r.truth for r in enough.rows] == [True, True, True, False]
    claims = directed(read)
    assert len(claims) == 6
    assert sum(c.truth for c in claims) == 2
    assert sum(c.vote for c in claims) == 3


def test_coefficients_keep_their_signs_and_the_unseen_stay() -> None:
    rows = [Row((1.0, float(i % 2), 0.0), i % 2 == 0, str(i)) for i in range(40)]
    task = Task("made up", tuple(rows), (0, 1, 1), (0.0, 0.0, 0.8))
    _, bounded, unseen = coefficients_of(task, rows, 0.1)
    assert bounded == 0.0
    assert unseen == 0.8
