"""The kernel reference learns an abstract from what other statements met in it. Made-up pairs."""

from __future__ import annotations

from evals.kernel_reference import said_by_kernel
from training.datasets import StatementItem

TEXTS = {
    "zinc": ("Zinc shortened colds in adults.", "Two hundred adults with a cold took tablets."),
    "masks": ("Masks lowered infections among nurses.", "Nurses wore masks for a month."),
}


def item(number: int, document: str, statement: str, label: str) -> StatementItem:
    return StatementItem(
        id=f"{number}:{document}",
        document=document,
        statement=statement,
        title="",
        sentences=TEXTS[document],
        label=label,
        rationale=frozenset(),
    )


SAID = (
    ("Zinc tablets shorten a cold", {"zinc": "supports", "masks": "silent"}),
    ("Zinc does not shorten a cold", {"zinc": "contradicts", "masks": "silent"}),
    ("Face masks lower infections", {"zinc": "silent", "masks": "supports"}),
    ("Face masks do not lower infections", {"zinc": "silent", "masks": "contradicts"}),
)


def test_statements_like_those_that_were_learnt_are_answered_like_them() -> None:
    learn = [
        item(n, document, statement, label)
        for n, (statement, labels) in enumerate(SAID)
        for document, label in labels.items()
    ]
    asked = [
        item(9, "zinc", "Zinc shortens a cold in adults", "?"),
        item(9, "masks", "Zinc shortens a cold in adults", "?"),
        item(9, "masks", "Face masks do not lower infections of nurses", "?"),
    ]
    assert said_by_kernel(asked, learn) == ["supports", "silent", "contradicts"]
    assert said_by_kernel(asked, learn) == said_by_kernel(asked, learn)
