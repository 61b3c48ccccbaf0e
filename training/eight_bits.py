"""What 8 bits cost: ``python -m training.eight_bits --data DIR --work DIR``, after
``training.stance`` with the same work folder.

Prints macro-F1 in 32 and in 8 bits, and how often both answer the same, on texts that the weights
have not seen: Evidence Inference's held-out articles (weights of the first stage) and HealthVer's
development part, the nearest sentences of each abstract (the reader that ships).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from evals.measures import macro_f1
from training import datasets, told_pairs
from training.encoder import STANCES as STANCE_LOGITS
from training.encoder import Reader, exported, quantised, words_graph
from training.onnx_reader import OnnxReader
from training.stance import held_articles
from training.told_pairs import CHANGES
from training.weak_pairs import STANCES, StancePair

READ = (0, 1, 3)
"""Stance logits that answer where nothing is unclear."""


def said(row: Sequence[float], head: int) -> str:
    if head:
        return max(zip(row[STANCE_LOGITS:], CHANGES, strict=True))[1]
    return max((row[k], STANCES[k]) for k in READ)[1]


def compared(reader: Reader, pairs: Sequence[StancePair], head: int, name: str, work: Path) -> None:
    """Print a line for a set."""
    full, small, words = (work / f"compared.{x}" for x in ("onnx", "int8.onnx", "words.onnx"))
    exported(reader, full)
    quantised(full, small)
    words_graph(words)
    asked = [(p.statement, p.text) for p in pairs]
    answers = [
        [said(row, head) for row in OnnxReader(file, words, threads=1).logits(asked)]
        for file in (full, small)
    ]
    wide, narrow = (
        macro_f1([(p.label, a) for p, a in zip(pairs, x, strict=True)]) for x in answers
    )
    same = sum(a == b for a, b in zip(*answers, strict=True)) / len(pairs)
    print(f"{name}, {len(pairs)}: 32 bits {wide:.4f}, 8 bits {narrow:.4f}, the same {same:.4f}")


def kept(file: Path) -> Reader:
    reader = Reader()
    reader.load_state_dict(torch.load(file, weights_only=True))
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="that of training.stance")
    options = parser.parse_args()
    data: Path = options.data
    work: Path = options.work
    items = datasets.change_items(data)
    held = held_articles(items)
    pairs = told_pairs.change_pairs([i for i in items if i.group in held])
    compared(kept(work / "first.pt"), pairs, 1, "Evidence Inference", work)
    claims = data / "claims"
    statements = datasets.statement_items(
        claims / "healthver__claims_dev.jsonl", claims / "healthver__corpus.jsonl"
    )
    pairs = told_pairs.nearest_pairs(statements, marked=False)
    compared(kept(work / "told.pt"), pairs, 0, "HealthVer", work)


if __name__ == "__main__":
    main()
