"""In-domain references of the encoder: ``python -m training.encoder_references --data DIR --work
DIR``.

After ``training.stance`` with the same work folder. On two sets that may not feed shipped weights
the encoder learns a part and answers what it has not seen: claim strength (PubMed conclusions, five
folds) and HealthVer (training to development part). The weights are thrown away; the answers are
added to ``evals/encoder_answers.json``.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import torch

from evals.references import fitted_chances
from sceptic.appraisal.linear import softmax
from training import datasets, told_pairs
from training.encoder import STANCES as CLASSES
from training.encoder import Course, Reader, Row, logits, tokenizer, trained
from training.stance import ANSWERS, LONGEST, rows_of, taught
from training.statement_reader import agreement_features
from training.weak_pairs import STANCES

FOLDS = 5
STRENGTH = Course(epochs=4, rate=1.5e-4, batch=16)
HEALTHVER = Course(epochs=1, rate=2e-4, batch=16, frozen=2)
"""Two passes over the nearest sentences, one between with the marked ones before them."""
HEALTHVER_LONGEST = 104
ANSWERED = ("supports", "contradicts", "silent")


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


def healthver_answers(data: Path, work: Path) -> dict[str, dict[str, list[str | int]]]:
    """Answers to HealthVer's development part from an encoder that learnt the training part: by
    itself, and its chances times those of the linear reference; the nearest sentences beside."""
    corpus = data / "claims" / "healthver__corpus.jsonl"
    items = datasets.statement_items(data / "claims" / "healthver__claims_dev.jsonl", corpus)
    known = {item.statement for item in items}
    learn = [
        item
        for item in datasets.statement_items(
            data / "claims" / "healthver__claims_train.jsonl", corpus
        )
        if item.statement not in known
    ]
    rows = [
        row
        for marked in (False, True, False)
        for row in rows_of(told_pairs.nearest_pairs(learn, marked=marked), HEALTHVER_LONGEST)
    ]
    reader = taught(work / "first.pt", rows, HEALTHVER, work / "healthver.pt")
    asked = rows_of(told_pairs.nearest_pairs(items, marked=False), HEALTHVER_LONGEST)
    said = [told_chances(row) for row in logits(reader, asked)]
    linear = _linear_chances(learn, items)
    alone: dict[str, list[str | int]] = {}
    joined: dict[str, list[str | int]] = {}
    for item, own, other in zip(items, said, linear, strict=True):
        places = told_pairs.nearest(item)[:2]
        alone[item.id] = [max(ANSWERED, key=lambda x: own[x]), *places]
        joined[item.id] = [max(ANSWERED, key=lambda x: own[x] + other[x]), *places]
    return {"healthver_in_domain": alone, "healthver_in_domain_joined": joined}


def told_chances(row: Sequence[float]) -> dict[str, float]:
    """Logarithms of the chances of the three answers."""
    kept = [row[STANCES.index(name)] for name in ANSWERED]
    return {name: math.log(p) for name, p in zip(ANSWERED, softmax(kept), strict=True)}


def _linear_chances(
    learn: Sequence[datasets.StatementItem], items: Sequence[datasets.StatementItem]
) -> list[dict[str, float]]:
    every = [*learn, *items]
    return fitted_chances(
        [(i.statement, " ".join((i.title, *i.sentences))) for i in every],
        [i.label for i in every],
        [agreement_features(i.statement, i.title, i.sentences) for i in every],
        range(len(learn)),
        range(len(learn), len(every)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="that of training.stance")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    add_answers({"strength_in_domain": strength_answers(options.data, options.work)})
    add_answers(healthver_answers(options.data, options.work))


def add_answers(answers: Mapping[str, Mapping[str, Sequence[str | int]]]) -> None:
    """Add sets of answers to those that are kept."""
    kept = msgspec.json.decode(ANSWERS.read_bytes())
    kept["answers"] |= answers
    ANSWERS.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=0) + b"\n")
    print(", ".join(f"{name}: {len(part)} answers" for name, part in answers.items()))


if __name__ == "__main__":
    main()
