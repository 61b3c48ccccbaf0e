"""The use case of rephrasing: a brief's sentences put more simply by a language model, and checked.

Off unless an address is given. The model decides nothing: what it answers is used only where it
says what the sentence said, and the brief tells how many of its sentences were dropped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from sceptic.domain.brief import Brief, Gap
from sceptic.errors import ScepticError
from sceptic.render.json import with_id
from sceptic.synthesis.rephrasing import rephrased


class Writer(Protocol):
    """A language model; ``rewrite`` gives as many sentences as it gets."""

    @property
    def name(self) -> str: ...
    def rewrite(self, sentences: tuple[str, ...]) -> tuple[str, ...]: ...


def in_simpler_words(brief: Brief, writer: Writer) -> Brief:
    """The brief with the sentences that passed; one that fails leaves a gap and all as it was."""
    try:
        done = rephrased(brief, writer.rewrite)
    except ScepticError as error:
        gap = Gap("sentences were not rephrased", error.message, "G602")
        return with_id(replace(brief, gaps=(*brief.gaps, gap)))
    before = [s.text for section in brief.sections for s in section.statements]
    after = [s.text for section in done.brief.sections for s in section.statements]
    used = sum(a != b for a, b in zip(before, after, strict=True))
    told = (
        f"{writer.name}: {used} of {done.offered} sentences used; {done.dropped} dropped, since"
        " they said something else"
    )
    return with_id(replace(done.brief, method=replace(brief.method, rephrased=told)))
