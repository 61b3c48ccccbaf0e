"""MedEvidence: questions of Cochrane reviews with the abstracts of the trials behind them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sceptic.appraisal.reading import study_from_record
from sceptic.appraisal.stance import evidence_for
from sceptic.checks import AskOptions, Workbench, ask, families_of
from sceptic.domain.claim import Claim
from sceptic.domain.evidence import Evidence
from sceptic.domain.record import AbstractPart, PartialDate, Pmid, Record
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from sceptic.synthesis.weighing import weighed

TODAY = dt.date(2026, 1, 1)
"""Printed in the briefs; judging has no clock."""
TOO_LITTLE = "too little"
ANSWERS = ("higher", "lower", "no difference", TOO_LITTLE)
_ANSWER = {"uncertain effect": TOO_LITTLE, "insufficient data": TOO_LITTLE}


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its answer (one of ``ANSWERS``) and the records of its sources."""

    id: str
    question: str
    answer: str
    review: str
    review_year: int
    records: tuple[Record, ...]
    full_text: bool
    """The review's authors needed more than the abstracts."""
    concordance: float
    """Share of the sources that agree with the review's answer."""


def items_in(path: Path) -> list[Item]:
    """Items of a JSON Lines file in the set's own form, in the file's order.

    Raises:
        ValueError, KeyError, TypeError: a line is not an item.
    """
    with path.open(encoding="utf-8") as file:
        return [_item(json.loads(line)) for line in file if line.strip()]


def _item(row: dict[str, object]) -> Item:
    sources = row["sources"]
    if not isinstance(sources, dict):
        raise TypeError("sources are no object")
    answer = _ANSWER.get(str(row["answer"]), str(row["answer"]))
    if answer not in ANSWERS:
        raise ValueError(f"unknown answer {answer!r}")
    return Item(
        id=str(row["question_id"]),
        question=str(row["question"]),
        answer=answer,
        review=str(row["original_review"]),
        review_year=int(str(row.get("review_year") or 0)),
        records=tuple(_record(s) for _, s in sorted(sources.items())),
        full_text=row.get("fulltext_required") == "yes",
        concordance=float(str(row.get("source_concordance") or 0)),
    )


def _record(source: dict[str, str]) -> Record:
    pmid = Pmid(int(source["article_id"]))
    return Record(
        id=f"pmid:{pmid}",
        pmid=pmid,
        title=source["title"],
        abstract=(AbstractPart(source["content"]),) if source["content"] else (),
        print_date=_date(source.get("date", "")),
    )


def _date(written: str) -> PartialDate | None:
    parts = [int(p) for p in written.split("-") if p.isdigit()]
    if not parts:
        return None
    year, month, day = (*parts, None, None)[:3]
    return PartialDate(int(year or 0), month, day)


def claim_of(item: Item) -> Claim:
    return claim_from_question(item.question, _vocabulary())


@cache
def _vocabulary() -> Vocabulary:
    return shipped_vocabulary()


def evidence_on(item: Item) -> tuple[Evidence, ...]:
    """The item's sources set against its claim and weighed, as ``sceptic.checks.judge`` does."""
    claim = claim_of(item)
    families = families_of(claim, _vocabulary())
    read = [
        evidence_for(study_from_record(record), claim, families, record, vouched=True)
        for record in item.records
    ]
    return weighed(read, claim)


def looked_for(item: Item, bench: Workbench) -> tuple[Evidence, ...]:
    """The evidence of the brief that the question gets from a library."""
    return ask(item.question, bench, AskOptions(today=TODAY)).evidence
