"""In-domain references of the encoder: ``python -m training.encoder_references --data DIR
--work DIR``.

After ``training.stance`` with the same work folder. The encoder learns a set that may not feed
shipped weights, answers its held-out part, and the weights are thrown away. The answers are added
to ``evals/encoder_answers.json``: claim strength in three folds, HealthVer from its training to
its development part.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import torch

from sceptic.appraisal.cues import words_of
from training import datasets
from training.encoder import STANCES as CLASSES
from training.encoder import Reader, Row, exported, padded, quantised, tokenizer, trained
from training.onnx_reader import OnnxReader
from training.readings import statement_answers
from training.stance import ANSWERS, LONGEST
from training.statement_reader import content_of
from training.weak_pairs import STANCES

SETS = ("strength", "healthver")
FOLDS = 3
STRENGTH = {"epochs": 3, "rate": 2e-4, "batch": 16}
HEALTHVER = {"epochs": 1, "rate": 1e-4, "batch": 16}
_NEAR_SILENT = 0.5
CALIBRATING = 400


def strength_answers(data: Path, work: Path) -> dict[str, list[str | int]]:
    """Sentence (by digest) -> class 0 to 3, from an encoder that has not seen it."""
    with (data / "causal_language" / "annotated_pubmed.csv").open(encoding="utf-8") as file:
        gold = {row["sentence"]: int(row["label"]) for row in csv.DictReader(file)}
    texts = sorted(gold)
    coded = {
        text: (tuple(c.ids), tuple(c.type_ids))
        for text, c in zip(texts, tokenizer(LONGEST).encode_batch(texts), strict=True)
    }
    said: dict[str, list[str | int]] = {}
    for fold in datasets.folds(texts, FOLDS):
        held = set(fold)
        reader = _begun(work)
        torch.nn.init.zeros_(reader.heads.weight)
        rows = [Row(*coded[t], 0, gold[t]) for t in texts if t not in held]
        trained(reader, rows, checkpoint=work / "strength.pt", **STRENGTH)  # type: ignore[arg-type]
        with torch.no_grad():
            for start in range(0, len(fold), 32):
                part = fold[start : start + 32]
                logits: Any = reader(*padded([Row(*coded[t], 0, 0) for t in part]))
                for text, best in zip(part, logits[:, :CLASSES].argmax(1).tolist(), strict=True):
                    said[datasets.digest_of([text])] = [str(best)]
    return said


def healthver_answers(data: Path, work: Path) -> dict[str, list[str | int]]:
    """Item -> label and telling sentences, training to development part."""
    claims = data / "claims"
    learn, items = (
        datasets.statement_items(
            claims / f"healthver__claims_{part}.jsonl", claims / "healthver__corpus.jsonl"
        )
        for part in ("train", "dev")
    )
    known = {item.statement for item in items}
    learn = [item for item in learn if item.statement not in known]
    reader = _begun(work)
    trained(reader, _rows(learn), checkpoint=work / "healthver.pt", **HEALTHVER)  # type: ignore[arg-type]
    exported(reader, work / "healthver.onnx")
    quantised(work / "healthver.onnx", work / "healthver.int8.onnx")
    runner = OnnxReader(work / "healthver.int8.onnx", work / "words.onnx")
    chance = random.Random(0)
    # The small model over the logits learns from a part of what the encoder learnt.
    sample = [replace(i, id=f"learnt {i.id}") for i in chance.sample(learn, CALIBRATING)]
    logits = {
        i.id: [row[:4] for row in runner.logits([(i.statement, s) for s in i.sentences])]
        for i in (*sample, *items)
    }
    return statement_answers(sample, items, logits)


def _rows(items: Sequence[datasets.StatementItem]) -> list[Row]:
    """A marked sentence with the label, at times a near one that is silent."""
    chance = random.Random(3)
    pairs: list[tuple[str, str, str]] = []
    for item in items:
        wanted = content_of(words_of(item.statement))
        shares = [len(wanted & content_of(words_of(s))) for s in item.sentences]
        order = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
        near = [i for i in order if i not in item.rationale][:1]
        if item.rationale:
            marked = chance.choice(sorted(item.rationale))
            pairs.append((item.statement, item.sentences[marked], item.label))
            near = near if chance.random() < _NEAR_SILENT else []
        pairs += [(item.statement, item.sentences[i], "silent") for i in near]
    coded = tokenizer(LONGEST).encode_batch([(a, b) for a, b, _ in pairs])
    return [
        Row(tuple(c.ids), tuple(c.type_ids), 0, STANCES.index(label))
        for c, (_, _, label) in zip(coded, pairs, strict=True)
    ]


def _begun(work: Path) -> Reader:
    reader = Reader()
    reader.load_state_dict(torch.load(work / "second_all.pt"))
    reader.freeze()
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="that of training.stance")
    parser.add_argument("--only", choices=SETS, help="one set")
    options = parser.parse_args()
    made = {"strength": strength_answers, "healthver": healthver_answers}
    for name in SETS:
        if options.only in (None, name):
            answers = made[name](options.data, options.work)
            kept = msgspec.json.decode(ANSWERS.read_bytes())
            kept["answers"][f"{name}_in_domain"] = answers
            ANSWERS.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=0) + b"\n")
            print(f"{name}: {len(answers)} answers")


if __name__ == "__main__":
    main()
