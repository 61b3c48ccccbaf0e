"""Labelled questions, and when a claim that was read meets its label.

``evals/questions/guide.md`` says how the labels were made and what counts as right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from evals.runner import EvalError
from sceptic.domain.claim import Claim, Concept, ConceptKind, Relation
from sceptic.language.text import normalised
from sceptic.language.vocabulary import Mention, Vocabulary

FOLDER = Path(__file__).resolve().parent / "questions"
RULES, HELD_OUT = "rules", "held_out"
TEXT = "text:"
PARTS = ("intervention", "condition", "outcome", "comparison", "population")


class Item(msgspec.Struct, frozen=True):
    """A question and its label.

    Each part holds every concept id or ``text:words`` that counts as right; an empty part is not
    in the question. ``also`` holds relations that count besides ``relation``. ``kind`` names the
    safety line that a question calls for, or may have.
    """

    set: str
    id: str
    text: str = ""
    meant: str = ""
    kind: str = ""
    expected: str = ""
    relation: str = ""
    also: tuple[str, ...] = ()
    intervention: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    comparison: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    negated: bool = False
    note: str = ""
    half: str = RULES

    @property
    def name(self) -> str:
        return f"{self.set}:{self.id}"

    def accepted(self, part: str) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self, part)
        return found


class _Row(msgspec.Struct, frozen=True):
    set: str
    id: str
    question: str


def items_in(path: Path) -> tuple[Item, ...]:
    """Read labels, one JSON object a line.

    Raises:
        EvalError: a line is none, or a relation is not one of ``Relation``.

    """
    found = []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            item = msgspec.json.decode(line, type=Item)
            if item.relation:
                Relation(item.relation)
        except (msgspec.DecodeError, ValueError) as error:
            raise EvalError(f"{path.name}, line {n}: {error}") from error
        found.append(item)
    return tuple(found)


def with_texts(items: Iterable[Item], questions: Path) -> tuple[Item, ...]:
    """Join labels with the public questions by set and id.

    Raises:
        EvalError: a labelled question is not in the file, or the file is not what it should be.

    """
    try:
        rows = _rows(questions)
    except msgspec.DecodeError as error:
        raise EvalError(f"{questions.name}: {error}") from error
    texts = {(row.set, row.id): row.question for row in rows}
    joined = []
    for item in items:
        if (item.set, item.id) not in texts:
            raise EvalError(f"{questions.name} has no question {item.name}")
        joined.append(msgspec.structs.replace(item, text=texts[item.set, item.id]))
    return tuple(joined)


def _rows(path: Path) -> list[_Row]:
    lines = path.read_bytes().splitlines()
    return [msgspec.json.decode(line, type=_Row) for line in lines if line.strip()]


class _Comparison(msgspec.Struct, frozen=True):
    question_id: int
    question: str


def with_comparisons(items: Iterable[Item], questions: Path) -> tuple[Item, ...]:
    """Join labels with the questions of MedEvidence by id.

    Raises:
        EvalError: a labelled question is not in the file, or the file is not what it should be.

    """
    try:
        lines = questions.read_bytes().splitlines()
        rows = [msgspec.json.decode(line, type=_Comparison) for line in lines if line.strip()]
    except msgspec.DecodeError as error:
        raise EvalError(f"{questions.name}: {error}") from error
    return _joined(items, {str(row.question_id): row.question for row in rows}, questions)


def _joined(items: Iterable[Item], texts: Mapping[str, str], file: Path) -> tuple[Item, ...]:
    found = tuple(items)
    missing = next((item.name for item in found if item.id not in texts), "")
    if missing:
        raise EvalError(f"{file.name} has no question {missing}")
    return tuple(msgspec.structs.replace(item, text=texts[item.id]) for item in found)


def unknown_ids(items: Iterable[Item], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Labels that are neither ``text:`` nor in the vocabulary, with the question they stand in."""
    return tuple(
        f"{accepted} in {item.name}"
        for item in items
        for part in PARTS
        for accepted in item.accepted(part)
        if not accepted.startswith(TEXT) and accepted not in vocabulary
    )


# ---------------------------------------------------------------- what counts as right

_SAME = (
    frozenset({Relation.TREATS, Relation.HELPS}),
    frozenset({Relation.BETTER_THAN, Relation.COMPARES}),
)


def relation_is_right(item: Item, said: str) -> bool:
    """Whether a relation is the label's, one beside it, or counts as one with either."""
    return any(
        said == gold or any({said, gold} <= same for same in _SAME)
        for gold in (item.relation, *item.also)
    )


_SMALL = frozenset(
    "a an the of for and or with without in on to from by at using use used having".split()
)


@lru_cache(maxsize=8192)
def head_and_modifiers(words: str) -> frozenset[str]:
    """Words of a noun phrase in normal form, without articles, prepositions, conjunctions."""
    return frozenset(normalised(words).split()) - _SMALL


def fits(accepted: tuple[str, ...], said: Concept | None, *, lenient: bool = False) -> bool:
    """Whether a concept meets a label: the same id, or the same words as its preferred name.

    Lenient: the same words as any of its names.
    """
    if said is None:
        return False
    names = (said.name, *said.names) if lenient else (said.name,)
    return any(
        any(head_and_modifiers(gold.removeprefix(TEXT)) == head_and_modifiers(n) for n in names)
        if gold.startswith(TEXT)
        else gold == said.id
        for gold in accepted
    )


def part_of(claim: Claim | None, part: str) -> Concept | None:
    found: Concept | None = getattr(claim.pico, part) if claim else None
    return found


def both_are_right(item: Item, claim: Claim | None, *, lenient: bool = False) -> bool:
    """Intervention and condition; a part without a label is not scored."""
    return claim is not None and all(
        not item.accepted(part) or fits(item.accepted(part), part_of(claim, part), lenient=lenient)
        for part in ("intervention", "condition")
    )


# ---------------------------------------------------------------- the trivial reading

_VERB = re.compile(
    r"\b(?:treat|cur|prevent|caus|help|reduc|improv|reliev|work|stop|eas|worsen|effective"
    r"|increas|lower|raise|good|safe|used|for|versus|vs)\w*",
    re.IGNORECASE,
)


def longest_mentions(text: str, vocabulary: Vocabulary) -> tuple[Concept | None, Concept | None]:
    """The longest intervention before the first verb and the longest condition after it.

    Without a verb, or with nothing on its side, the whole text is searched.
    """
    verb = _VERB.search(text)
    before, after = (text[: verb.start()], text[verb.end() :]) if verb else (text, text)
    return (
        _longest(before, text, ConceptKind.INTERVENTION, vocabulary),
        _longest(after, text, ConceptKind.CONDITION, vocabulary),
    )


def _longest(side: str, text: str, kind: ConceptKind, vocabulary: Vocabulary) -> Concept | None:
    found: tuple[Mention, ...] = vocabulary.find(side, kind) or vocabulary.find(text, kind)
    return max(found, key=lambda m: (m.end - m.start, -m.start)).concept if found else None
