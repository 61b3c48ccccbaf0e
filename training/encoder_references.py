"""In-domain reference of the encoder: ``python -m training.encoder_references --data DIR --work
DIR``.

On claim strength (PubMed conclusions), which may not feed shipped weights, the encoder learns four
fifths and answers what it has not seen, five times. The weights are thrown away; the answers are
added to ``evals/encoder_answers.json``.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import torch

from training import datasets
from training.encoder import STANCES as CLASSES
from training.encoder import Course, Reader, Row, logits, tokenizer, trained
from training.shipping import ANSWERS
from training.stance import LONGEST

FOLDS = 5
STRENGTH = Course(epochs=4, rate=1.5e-4, batch=16)


def strength_answers(data: Path, work: Path) -> dict[str, list[str | int]]:
    """Sentence (by digest) -> class 0 to 3, from an encoder that has not seen it."""
    with (data / "causal_language" / "annotated_pubmed.csv").open(encoding="utf-8") as file:
        gold = {row["sentence"]: int(row["label"]) for row in csv.DictReader(file)}
    texts = sorted(gold)
    rows = {
        text: Row(tuple(c.ids), tuple(c.type_ids), 0, gold[text])
        for text, c in zip(texts, tokenizer(LONGEST["sentence"]).encode_batch(texts), strict=True)
    }
    said: dict[str, list[str | int]] = {}
    for k, fold in enumerate(datasets.folds(texts, FOLDS)):
        held = set(fold)
        reader = Reader()
        learn = [rows[t] for t in texts if t not in held]
        trained(reader, learn, replace(STRENGTH, seed=k), work / "strength.pt")
        read = logits(reader, [rows[t] for t in fold])
        for text, row in zip(fold, read, strict=True):
            said[datasets.digest_of([text])] = [str(_best(row[:CLASSES]))]
    return said


def _best(row: Sequence[float]) -> int:
    return max(range(len(row)), key=lambda i: row[i])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--work", type=Path, required=True, help="where a state of the training is kept"
    )
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    add_answers({"strength_in_domain": strength_answers(options.data, options.work)})


def add_answers(answers: Mapping[str, Mapping[str, Sequence[str | int]]]) -> None:
    """Add sets of answers to those that are kept."""
    kept = msgspec.json.decode(ANSWERS.read_bytes())
    kept["answers"] |= answers
    ANSWERS.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=0) + b"\n")
    print(", ".join(f"{name}: {len(part)} answers" for name, part in answers.items()))


if __name__ == "__main__":
    main()
