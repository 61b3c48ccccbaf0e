"""The evals of the readers on made-up files: figures, baselines, what is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from evals import bioasq, encoder, scifact, strength
from evals.measures import accuracy, auc, with_group_interval
from evals.runner import EvalError, Request
from evals.statements import rule_answer
from evals.trial_filter import sensitivity_at, specificity_at
from sceptic.errors import ReaderMissingError
from training.datasets import snippet_items, statement_items
from training.readings import fitted_stack, statements_read


def test_auc() -> None:
    assert auc([(True, 0.9), (False, 0.1)]) == 1.0
    assert auc([(True, 0.5), (False, 0.5)]) == 0.5
    assert auc([(True, 0.1), (False, 0.9), (True, 0.95)]) == 0.5
    assert auc([(True, 0.1)]) == 0.0


def test_intervals_by_document_are_wider_than_by_item() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 20
    by_item = with_group_interval("accuracy", pairs, range(40), accuracy)
    by_document = with_group_interval("accuracy", pairs, [0] * 20 + [1] * 20, accuracy)
    assert by_item.value == by_document.value == 0.5
    assert by_document.high - by_document.low > by_item.high - by_item.low
    assert by_document.n == 40


def test_points_on_the_curve() -> None:
    scored = [(True, k / 10) for k in range(10)] + [(False, k / 10 - 0.55) for k in range(10)]
    assert sensitivity_at(scored) == 0.6
    assert specificity_at(scored) == 0.6
    assert sensitivity_at([]) == 0.0


def lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    folder = tmp_path / "claims"
    folder.mkdir()
    lines(
        folder / "scifact__corpus.jsonl",
        [
            {"doc_id": k, "title": "Zinc and colds", "abstract": ["Background.", sentence]}
            for k, sentence in enumerate(
                ["Zinc shortened colds.", "Zinc did not shorten colds.", "Iron was given."] * 6
            )
        ],
    )
    marks = ["SUPPORT", "CONTRADICT", ""]
    return lines(
        folder / "scifact__claims_train.jsonl",
        [
            {
                "id": k,
                "claim": "Zinc shortened colds.",
                "cited_doc_ids": [k],
                "evidence": {str(k): [{"sentences": [1], "label": marks[k % 3]}]}
                if k % 3 < 2
                else {},
            }
            for k in range(18)
        ],
    )


def test_statements_are_read_with_their_rationale(claims: Path) -> None:
    items = statement_items(claims, claims.parent / "scifact__corpus.jsonl")
    assert [i.label for i in items[:3]] == ["supports", "contradicts", "silent"]
    assert items[0].rationale == {1}
    assert [rule_answer(i) for i in items[:2]] == ["supports", "contradicts"]


class AnyReader:
    """Supports whatever it is asked, where the text does not deny."""

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[list[float]]:
        return [[-2.0, 2.0, 0, 0] if " not " in b else [2.0, -2.0, 0, 0] for _, b in pairs]


def no_encoder() -> AnyReader:
    raise ReaderMissingError("onnxruntime is not installed")


def test_statements_of_another_file_are_answered_by_kept_weights(
    claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "encoder_reader", no_encoder)
    linear, words = scifact.run(Request(data=claims.parent.parent))
    assert linear.split == "kept weights"
    assert linear.n == words.n == 18
    assert dict(linear.baselines)["rules"] > 0.5
    assert {label for label, _, _ in linear.recalls} == {"supports", "contradicts", "silent"}


def test_where_the_encoder_can_be_had_it_reads_another_file(
    claims: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = statement_items(claims, claims.parent / "scifact__corpus.jsonl")
    known = statements_read(AnyReader().logits, items)
    stack = fitted_stack(items, [known[i.id] for i in items])
    (tmp_path / "stack.json").write_bytes(msgspec.json.encode(stack))
    monkeypatch.setattr(encoder, "STACK", tmp_path / "stack.json")
    monkeypatch.setattr(encoder, "encoder_reader", AnyReader)
    read = scifact.run(Request(data=claims.parent.parent))[-1]
    assert (read.name, read.n) == ("scifact/encoder", 18)
    assert read.split == "encoder and linear, shipped weights"


def test_claims_that_cite_no_abstract_of_the_corpus_are_refused(
    claims: Path, tmp_path: Path
) -> None:
    other = lines(tmp_path / "other.jsonl", [{"id": 1, "claim": "Zinc helps.", "evidence": {},
                                              "cited_doc_ids": [999]}])  # fmt: skip
    with pytest.raises(EvalError, match="no claim of other"):
        scifact.run(Request(data=claims.parent.parent, items=other))


def test_the_encoders_answers_to_its_own_items_are_kept() -> None:
    known = encoder.kept("scifact")
    assert len(known) == 919
    assert encoder.pairs_of(known, [("no such item", "supports")]) == []
    pairs = encoder.pairs_of(known, [(item, "supports") for item in known])
    assert {answer for _, answer in pairs} == {"supports", "contradicts", "silent"}


def test_snippets(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": str(k),
            "question": "Does zinc shorten colds?",
            "answer": "no" if k % 2 else "yes",
            "snippets": [{"text": f"Zinc {'did not shorten' if k % 2 else 'shortened'} colds."}],
        }
        for k in range(12)
    ]
    path = lines(tmp_path / "items.jsonl", rows)
    assert snippet_items(path)[1].answer == "no"
    (result,) = bioasq.run(Request(items=path))
    assert result.n == 12
    assert dict(result.baselines)["snippets only, denials counted"] == 1.0


def test_strength_of_other_items(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("sentence,label\nZinc shortens colds.,0\nZinc prevents colds.,3\n")
    (result,) = strength.run(Request(items=path))
    assert result.n == 2
    assert result.figures[1].value >= 0.5


@pytest.mark.parametrize("run", [scifact.run, bioasq.run, strength.run])
def test_files_in_another_form_are_refused(run: object, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "scifact__corpus.jsonl").write_text("{}", encoding="utf-8")
    path = tmp_path / "bad.jsonl"
    path.write_text('{"a": 1}', encoding="utf-8")
    assert callable(run)
    with pytest.raises(EvalError, match=r"bad\.jsonl"):
        run(Request(data=tmp_path, items=path))
