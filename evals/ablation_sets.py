"""The questions that ablations are run on, each with what was found for it."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.ablation_answers import Case, Said
from evals.retrieval import by_vocabulary
from sceptic.appraisal.cues import words_of
from sceptic.checks import AskOptions, Workbench, ask
from sceptic.domain.brief import Brief
from sceptic.domain.record import Record
from sceptic.errors import QuestionError
from sceptic.library.collection import DiskLibrary, Library
from training import datasets, questions
from training.fit import fitted
from training.holds import FOLDS
from training.medevidence import Item, claim_of

TODAY = dt.date(2026, 1, 1)
"""Printed in the briefs; judging has no clock."""
CONSUMER = ("TREC2019", "TREC2020", "White-Hassan-90")
RESEARCH = ("BioASQ", "PubMedQA")
KNOWN_IN = {"TREC2019": 2019, "TREC2020": 2020, "White-Hassan-90": 2014}
"""The year in which the truth of a set was known."""
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes/no question of a set with its truth; ``sources`` are the places its truth is from."""

    set: str
    id: str
    text: str
    truth: str
    sources: str

    @property
    def key(self) -> str:
        return f"{self.set}:{self.id}"


def questions_in(path: Path) -> tuple[Asked, ...]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Asked(r["set"], str(r["id"]), r["question"], r["truth"], r["evidence"] or "") for r in rows
    )


# --- coverage ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many questions of a set the library can say something on."""

    set: str
    n: int
    understood: int
    about: int
    counted: int
    answered: int
    right: int
    """Of those answered supported or contradicted, as the truth has it (claims are "yes")."""
    counted_without_sources: int


def coverage_of(name: str, asked: Sequence[tuple[Asked, Brief | None, frozenset[str]]]) -> Coverage:
    briefs = [(a, b, own) for a, b, own in asked if b is not None]
    said = {"supported": "yes", "contradicted": "no"}
    answers = [(a.truth, said.get(b.verdict.answer.value)) for a, b, _ in briefs]
    return Coverage(
        set=name,
        n=len(asked),
        understood=len(briefs),
        about=sum(bool(b.evidence) for _, b, _ in briefs),
        counted=sum(any(e.counted for e in b.evidence) for _, b, _ in briefs),
        answered=sum(word is not None for _, word in answers),
        right=sum(word == truth for truth, word in answers),
        counted_without_sources=sum(
            any(e.counted and e.study.record_id not in own for e in b.evidence)
            for _, b, own in briefs
        ),
    )


# --- asking a library -------------------------------------------------------------------------


def briefs_on(
    questions: Iterable[Asked], bench: Workbench, *, dated: bool = False
) -> Iterator[tuple[Asked, Brief | None, frozenset[str]]]:
    """Each question with its brief, ``None`` where it was declined, and its sources' ids.

    ``dated``: as of the end of the year in which the truth was known.
    """
    for question in questions:
        year = KNOWN_IN.get(question.set) if dated else None
        options = AskOptions(today=TODAY, as_of=dt.date(year, 12, 31) if year else None)
        try:
            brief = ask(question.text, bench, options)
        except QuestionError:
            yield question, None, frozenset()
            continue
        yield question, brief, _sources(question, brief)


_CD = re.compile(r"CD\d{6}")
_NUMBER = re.compile(r"\d{6,8}")


def _sources(question: Asked, brief: Brief) -> frozenset[str]:
    """Records of the brief that the truth was taken from: by PMID, or any version of a review."""
    reviews = set(_CD.findall(question.sources.upper()))
    numbers = set(_NUMBER.findall(question.sources)) | {question.id}
    return frozenset(
        e.study.record_id
        for e in brief.evidence
        if str(e.study.pmid) in numbers or reviews & set(_CD.findall(e.study.doi.upper()))
    )


def yes_no_cases(
    asked: Iterable[tuple[Asked, Brief | None, frozenset[str]]], library: DiskLibrary
) -> list[Case]:
    """Questions whose truth is yes or no and of which some record counts."""
    return [
        Case(
            id=question.key,
            group=question.key,
            truth=question.truth,
            claim=brief.claim,
            records=_records_of(brief, library),
            found=brief.flow.found,
            own=own,
        )
        for question, brief, own in asked
        if brief is not None and question.truth in YES_NO and any(e.counted for e in brief.evidence)
    ]


def with_ranking(cases: Iterable[Case], bench: Workbench, library: DiskLibrary) -> list[Case]:
    """The cases with the records of one ranking, best first."""
    return [
        replace(case, ranked=_in_order(ids, library))
        for case in cases
        for ids in (by_vocabulary(library, case.claim.question.text, bench.vocabulary),)
    ]


def _records_of(brief: Brief, library: Library) -> tuple[Record, ...]:
    return _in_order([e.study.record_id for e in brief.evidence], library)


def _in_order(ids: Sequence[str], library: Library) -> tuple[Record, ...]:
    held = {record.id: record for record in library.records(ids)}
    return tuple(held[i] for i in ids if i in held)


def given_cases(items: Iterable[Item]) -> list[Case]:
    """MedEvidence with its sources given."""
    return [
        Case(item.id, item.review, item.answer, claim_of(item), item.records,
             found=len(item.records), item=item)
        for item in items
    ]  # fmt: skip


def asked_cases(data: Path) -> list[Case]:
    """The yes/no questions of ``RESEARCH`` with their sources given, where some source counts."""
    return [
        Case(a.question.key, a.question.key, a.question.truth, a.claim, a.question.records,
             found=len(a.question.records))
        for a in questions.given(questions.research_questions(data))
    ]  # fmt: skip


def searched_cases(items: Iterable[Item], bench: Workbench, *, dated: bool = False) -> list[Case]:
    """MedEvidence with its sources looked for in a library; ``dated``: as of the review's year."""
    made = []
    for item in items:
        as_of = dt.date(item.review_year, 12, 31) if dated and item.review_year else None
        brief = ask(item.question, bench, AskOptions(today=TODAY, as_of=as_of))
        made.append(
            Case(item.id, item.review, item.answer, brief.claim,
                 _records_of(brief, bench.library), found=brief.flow.found, item=item)
        )  # fmt: skip
    return made


# --- baselines --------------------------------------------------------------------------------


def question_only(cases: Sequence[Case], classes: Sequence[str]) -> list[Said]:
    """A linear model of the question's words."""
    return _learnt(cases, [words_of(c.claim.question.text) for c in cases], classes)


def hits_only(cases: Sequence[Case], classes: Sequence[str]) -> list[Said]:
    """A linear model of how many records there are, in powers of two."""
    return _learnt(cases, [_steps(c.found) for c in cases], classes)


def _steps(found: int) -> list[str]:
    return [f"hits {2**k}" for k in range(1 + int(math.log2(found)))] if found else ["no hits"]


def _learnt(
    cases: Sequence[Case], rows: Sequence[Sequence[str]], classes: Sequence[str]
) -> list[Said]:
    """Each case answered by a model that has seen no case of its group, in five folds."""
    said: dict[str, Said] = {}
    for part in datasets.folds({c.group for c in cases}, FOLDS):
        held = set(part)
        seen = [(row, c.truth) for row, c in zip(rows, cases, strict=True) if c.group not in held]
        known = [word for word in classes if any(truth == word for _, truth in seen)]
        made = fitted("baseline", [r for r, _ in seen], [t for _, t in seen], known)
        for row, case in zip(rows, cases, strict=True):
            if case.group in held:
                odds = dict(zip(known, made.probabilities(row), strict=True))
                word = max(known, key=odds.__getitem__)
                said[case.id] = Said(case.group, case.truth, word, odds)
    return [said[c.id] for c in cases]


def majority_only(cases: Sequence[Case], classes: Sequence[str]) -> list[Said]:
    """Always the commonest answer, with each answer's share as its probability."""
    truths = [c.truth for c in cases]
    shares = {word: truths.count(word) / max(1, len(truths)) for word in classes}
    word = max(classes, key=lambda w: shares[w])
    return [Said(c.group, c.truth, word, shares) for c in cases]
