"""What the encoder answers to items it had not seen: the column beside rules and linear readers.

On the sets that feed it, ``python -m training.stance`` keeps the answers of encoders that saw all
but a part, each to its part. Other items are read by the weights that ship, where onnxruntime is
installed; else there is no such column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from evals.measures import Pair
from sceptic.errors import ModelError
from sceptic.readers.choice import encoder_reader
from training.datasets import SnippetItem, StatementItem, YesNoItem
from training.fit import REFERENCES
from training.readings import (
    Reads,
    Stack,
    question_answers,
    questions_read,
    snippet_answers,
    statement_answers,
    statements_read,
)

JOINED = 3
"""Places after an answer to a question, that of encoder and linear reader together."""
ANSWERS = Path(__file__).resolve().parent / "encoder_answers.json"
STACK = REFERENCES / "encoder_statements.json"
Answers = Mapping[str, Sequence[str | int]]
"""Item -> its answer, and what else is kept of it."""


class _Kept(msgspec.Struct):
    answers: dict[str, dict[str, list[str | int]]]


@cache
def _kept() -> dict[str, dict[str, list[str | int]]]:
    return msgspec.json.decode(ANSWERS.read_bytes(), type=_Kept).answers


def kept(name: str) -> Answers:
    """The answers that are kept of a set."""
    return _kept().get(name, {})


def to_statements(name: str, items: Sequence[StatementItem], *, own: bool) -> Answers:
    """Labels of statements against abstracts, and the sentences that tell most.

    Args:
        own: the items are those of the set that the answers are kept of.
    """
    return kept(name) if own else _read(lambda read: _statements(read, items))


def to_questions(
    items: Sequence[YesNoItem], linear: Mapping[str, Sequence[float]], *, own: bool
) -> Answers:
    """Answers to PubMedQA's questions, by the encoder alone and with the linear reader.

    Args:
        linear: the linear reader's chances of yes, no and maybe.
    """
    return kept("pubmedqa") if own else _read(lambda read: _questions(read, items, linear))


def to_snippets(items: Sequence[SnippetItem], *, own: bool) -> Answers:
    """Answers to BioASQ's questions."""
    return kept("bioasq") if own else _read(lambda read: _snippets(read, items))


def _read(answers: Callable[[Reads], Answers]) -> Answers:
    """What the shipped weights say; nothing where they cannot be read."""
    try:
        encoder = encoder_reader()
    except ModelError:
        return {}
    return answers(encoder.logits)


def _statements(read: Reads, items: Sequence[StatementItem]) -> Answers:
    said = statements_read(read, items)
    stack = msgspec.json.decode(STACK.read_bytes(), type=Stack)
    return statement_answers(items, said, stack.answers(items, [said[i.id] for i in items]))


def _questions(
    read: Reads, items: Sequence[YesNoItem], linear: Mapping[str, Sequence[float]]
) -> Answers:
    return question_answers(items, questions_read(read, items, ()), linear)


def _snippets(read: Reads, items: Sequence[SnippetItem]) -> Answers:
    return snippet_answers(items, questions_read(read, (), items))


def pairs_of(answers: Answers, items: Sequence[tuple[str, str]], place: int = 0) -> list[Pair]:
    """(gold, answer) of the items ``(id, gold)``; nothing where one of them has none."""
    if any(item not in answers for item, _ in items):
        return []
    return [(gold, str(answers[item][place])) for item, gold in items]
