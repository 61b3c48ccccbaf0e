"""Pairs whose stance people gave: Evidence Inference, SciFact, PubMedQA, BioASQ.

Each set's own answers, in the encoder's form: a statement or question, a text, and whether the
text supports it, contradicts it, leaves it unclear or is silent about it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from sceptic.appraisal.cues import words_of
from training.datasets import ChangeItem, SnippetItem, StatementItem, YesNoItem
from training.statement_reader import content_of
from training.weak_pairs import StancePair

CHANGES = ("higher", "none", "lower")
_CODES = {1: "higher", 0: "none", -1: "lower"}
_TEMPLATES: tuple[tuple[str, tuple[str, str, str]], ...] = (
    ("{i} increases {o} compared with {c}.", ("supports", "contradicts", "contradicts")),
    ("{i} reduces {o} compared with {c}.", ("contradicts", "contradicts", "supports")),
    ("{o} does not differ between {i} and {c}.", ("contradicts", "supports", "contradicts")),
    ("Does {i} affect {o} compared with {c}?", ("supports", "contradicts", "supports")),
    ("{o} is higher with {i} than with {c}.", ("supports", "contradicts", "contradicts")),
    ("Does {i} lower {o} more than {c}?", ("contradicts", "contradicts", "supports")),
)
_MOST_SNIPPETS, _MOST_MARKED = 3, 3
NEAREST = 3
"""Sentences that are read together."""


def change_question(item: ChangeItem) -> str:
    """What the change head is asked."""
    return f"{item.outcome}: {item.intervention} compared with {item.comparator}"


def change_pairs(items: Sequence[ChangeItem]) -> list[StancePair]:
    """Pairs for the change head: higher, none or lower."""
    return [StancePair(change_question(i), i.evidence, _CODES[i.label], i.group) for i in items]


def templated_pairs(items: Sequence[ChangeItem], seed: int = 0) -> list[StancePair]:
    """A statement on each comparison, true or false of its evidence; at times one on another."""
    chance = random.Random(seed)
    by_article: dict[str, list[ChangeItem]] = {}
    for item in items:
        by_article.setdefault(item.group, []).append(item)
    pairs = []
    for item in items:
        template, labels = chance.choice(_TEMPLATES)
        said = template.format(o=item.outcome, i=item.intervention, c=item.comparator)
        label = dict(zip(CHANGES, labels, strict=True))[_CODES[item.label]]
        pairs.append(StancePair(said, item.evidence, label, item.group))
        if chance.random() < 0.35:
            wanted = content_of(words_of(item.outcome))
            others = [
                o.evidence
                for o in by_article[item.group]
                if not wanted & content_of(words_of(o.evidence))
            ]
            if others:
                pairs.append(StancePair(said, chance.choice(others), "silent", item.group))
    return pairs


def sentence_pairs(items: Sequence[StatementItem]) -> list[StancePair]:
    """SciFact: marked sentences carry the label, near ones that are not marked are silent."""
    pairs = []
    for item in items:
        marked = sorted(item.rationale)
        told = [(item.sentences[i], item.label) for i in marked]
        if marked[1:] and len(marked) <= _MOST_MARKED:
            told.append((" ".join(item.sentences[i] for i in marked), item.label))
        near = [i for i in nearest(item) if i not in item.rationale]
        told += [(item.sentences[i], "silent") for i in near[: 1 if marked else 2]]
        pairs += [StancePair(item.statement, text, label, item.document) for text, label in told]
    return pairs


def nearest_pairs(items: Sequence[StatementItem], *, marked: bool = True) -> list[StancePair]:
    """A statement with the nearest sentences of an abstract and its label.

    Args:
        marked: the sentences that annotators marked come before nearer ones.
    """
    pairs = []
    for item in items:
        order = nearest(item)
        if marked:
            order.sort(key=lambda k: k not in item.rationale)
        pairs.append(StancePair(*together(item, order), item.label, item.document))
    return pairs


def together(item: StatementItem, order: Sequence[int]) -> tuple[str, str]:
    """A statement and the first few of the sentences named, as they follow in the abstract."""
    return item.statement, " ".join(item.sentences[k] for k in sorted(order[:NEAREST]))


def nearest(item: StatementItem) -> list[int]:
    """Places of the sentences, those that name most of the statement first."""
    shares = shares_of(item)
    return sorted(range(len(shares)), key=lambda i: (-shares[i], i))


def shares_of(item: StatementItem) -> list[float]:
    """How much of the statement each sentence names, 0 to 1."""
    wanted = content_of(words_of(item.statement))
    return [len(wanted & content_of(words_of(s))) / max(1, len(wanted)) for s in item.sentences]


def question_pairs(items: Sequence[YesNoItem]) -> list[StancePair]:
    """PubMedQA: the conclusion answers; the background does not yet."""
    labels = {"yes": "supports", "no": "contradicts", "maybe": "unclear"}
    pairs = []
    for item in items:
        pairs.append(StancePair(item.question, item.conclusion, labels[item.answer], item.id))
        if item.contexts:
            pairs.append(StancePair(item.question, item.contexts[0][1], "silent", item.id))
    return pairs


def snippet_pairs(items: Sequence[SnippetItem]) -> list[StancePair]:
    """BioASQ: the snippets that name most of the question carry its answer."""
    pairs = []
    for item in items:
        label = "supports" if item.answer == "yes" else "contradicts"
        pairs += [
            StancePair(item.question, snippet, label, item.id)
            for snippet in nearest_snippets(item, _MOST_SNIPPETS)
        ]
    return pairs


def nearest_snippets(item: SnippetItem, most: int) -> list[str]:
    """The snippets that name most of the question."""
    wanted = content_of(words_of(item.question))
    shares = [len(wanted & content_of(words_of(snippet))) for snippet in item.snippets]
    order = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    return [item.snippets[i] for i in order[:most]]
