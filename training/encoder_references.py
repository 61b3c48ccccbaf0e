"""In-domain reference of the encoder: ``python -m training.encoder_references --data DIR --work
DIR``.

After ``training.stance`` with the same work folder. The encoder learns claim strength (PubMed
conclusions, a set that may not feed shipped weights) in three folds and answers what it has not
seen; the weights are thrown away. The answers are added to ``evals/encoder_answers.json``.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any

import msgspec
import torch

from training import datasets
from training.encoder import STANCES as CLASSES
from training.encoder import Reader, Row, padded, tokenizer, trained
from training.stance import ANSWERS, LONGEST

FOLDS = 3
EPOCHS, RATE, BATCH = 3, 2e-4, 16


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
        rows = [Row(*coded[t], 0, gold[t]) for t in texts if t not in held]
        trained(
            reader, rows, epochs=EPOCHS, rate=RATE, batch=BATCH, checkpoint=work / "strength.pt"
        )
        with torch.no_grad():
            for start in range(0, len(fold), 32):
                part = fold[start : start + 32]
                logits: Any = reader(*padded([Row(*coded[t], 0, 0) for t in part]))
                for text, best in zip(part, logits[:, :CLASSES].argmax(1).tolist(), strict=True):
                    said[datasets.digest_of([text])] = [str(best)]
    return said


def _begun(work: Path) -> Reader:
    """The encoder as it stands, with heads that know nothing yet."""
    reader = Reader()
    reader.load_state_dict(torch.load(work / "second_all.pt"))
    reader.freeze()
    torch.nn.init.zeros_(reader.heads.weight)
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="that of training.stance")
    options = parser.parse_args()
    add_answers("strength_in_domain", strength_answers(options.data, options.work))


def add_answers(name: str, answers: dict[str, list[str | int]]) -> None:
    kept = msgspec.json.decode(ANSWERS.read_bytes())
    kept["answers"][name] = answers
    ANSWERS.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=0) + b"\n")
    print(f"{name}: {len(answers)} answers")


if __name__ == "__main__":
    main()
