"""The evals of articles on made-up files: figures, baselines, what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from evals import claim_detection, exaggeration, seed_article
from evals.runner import EvalError, Request


def test_the_statements_of_an_article_are_looked_for(tmp_path: Path) -> None:
    text = "Zinc prevents the common cold.\n\nDoes it?\n"
    (tmp_path / "article.txt").write_text(text)
    rows = [
        {
            "id": "a",
            "start": 0,
            "end": 30,
            "checkable_in_literature": True,
            "answer": "too_little_evidence",
        },
        {"id": "b", "start": 32, "end": 40, "checkable_in_literature": False, "answer": "depends"},
    ]
    (tmp_path / "statements.jsonl").write_text("\n".join(map(json.dumps, rows)))
    result, answered = seed_article.run(Request(items=tmp_path))
    assert [f.value for f in result.figures] == [0.5, 0.5, 1.0]
    assert result.wrong == ("b",)
    assert answered.n == 1


def test_labelled_sentences(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    rows = [
        ("Zinc prevents the common cold.", "statement of fact", "prevention"),
        ("The council met on Tuesday to talk about parking.", "statement of fact", "not medical"),
    ]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["output_text", "type_of_claim", "type_of_medical_claim"])
        writer.writerows(rows)
    (result,) = claim_detection.run(Request(items=path))
    assert result.figures[0].value == 1.0
    path.write_text("nothing\n1\n")
    with pytest.raises(EvalError):
        claim_detection.run(Request(items=path))


def test_reports_against_their_studies(tmp_path: Path) -> None:
    rows = [
        {
            "original_file_id": str(i),
            "press_release_conclusion": said,
            "abstract_conclusion": found,
            "exaggeration_label": label,
        }
        for i, (said, found, label) in enumerate(
            [
                ("Zinc prevents colds.", "Zinc was associated with colds.", "exaggerates"),
                ("Zinc is linked to colds.", "Zinc was associated with colds.", "same"),
                ("Zinc is linked to colds.", "Zinc reduces colds.", "downplays"),
            ]
            * 5
        )
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    (result,) = exaggeration.run(Request(items=path))
    assert result.figures[0].value == 1.0
    assert result.wrong == ()
    path.write_text("{}")
    with pytest.raises(EvalError):
        exaggeration.run(Request(items=path))
