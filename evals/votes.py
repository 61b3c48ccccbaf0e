"""Votes, audited by hand: is a study that counts about the claim, and is its stance the right one?

    sceptic library add FILES --library DIR     (once, from PubMed XML or MEDLINE)
    python -m evals run votes --library DIR

Sixty questions in people's words, and later some 150 further ones; the weightiest studies that
voted were judged from their abstracts (``evals/votes_audited``; what the columns mean and which
questions the rules were mended on: docs/evaluation/misread.md).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evals.measures import with_interval
from evals.runner import EvalError, Request, Result, library_of
from sceptic.checks import AskOptions, Workbench, ask
from sceptic.config import Settings, open_parts
from sceptic.domain.evidence import Evidence

NAME = "votes"
TODAY = dt.date(2026, 1, 1)
"""Printed in the briefs; judging has no clock."""
FOLDER = Path(__file__).resolve().parent / "votes_audited"
HALVES = (
    ("written_on", "half the rules were mended on"),
    ("held_out", "half held out until the first mending"),
    ("further", "further questions, mended on later"),
    ("last", "last questions, asked half way through that mending"),
    ("fresh", "fresh questions, judged by a reader who saw neither rules nor votes"),
)


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One study for one question, as a reader of its abstract judges it.

    ``about``: population, tested treatment and outcome are the question's. ``stance``: what the
    result means for the claim, "unclear" where it means nothing; empty where it is not about it.
    ``trap``: what misleads a reader, empty where nothing did.
    """

    question: str
    pmid: str
    about: bool
    stance: str = ""
    trap: str = ""

    @property
    def is_clear(self) -> bool:
        return self.stance in ("supports", "contradicts")


@dataclass(frozen=True, slots=True)
class Judged:
    """A label and the stance that the reader let vote; empty where the study does not count."""

    label: Label
    vote: str

    @property
    def is_right(self) -> bool:
        return self.label.about and self.vote == self.label.stance


def run(request: Request) -> tuple[Result, ...]:
    """Precision of the audited votes still cast, and how many clear results vote rightly.

    Raises:
        EvalError: no library, or one that holds few of the records.
    """
    files = (
        [(request.items, "given file")]
        if request.items is not None
        else [(FOLDER / f"{name}.jsonl", split) for name, split in HALVES]
    )
    with library_of(request) as library:
        bench = open_parts(Settings(today=TODAY.isoformat()), library)
        return tuple(result_of(path, split, bench) for path, split in files)


def result_of(path: Path, split: str, bench: Workbench) -> Result:
    """The figures on one file of labels."""
    data = path.read_bytes()
    labels = labels_in(data)
    held = {r.id for r in bench.library.records([f"pmid:{label.pmid}" for label in labels])}
    known = [label for label in labels if f"pmid:{label.pmid}" in held]
    if len(known) < len(labels) / 2:
        raise EvalError(f"the library holds {len(known)} of {len(labels)} audited records")
    judged = judged_by(known, lambda question: ask(question, bench, AskOptions(TODAY)).evidence)
    votes = [j for j in judged if j.vote]
    clear = [j for j in judged if j.label.is_clear]
    return Result(
        name=f"{NAME}/{path.stem}",
        set="Votes audited by hand",
        split=split,
        n=len(judged),
        digest=hashlib.sha256(data).hexdigest()[:16],
        figures=(
            with_interval("votes that are about it", votes, share(lambda j: j.label.about)),
            with_interval("votes that are right", votes, share(lambda j: j.is_right)),
            with_interval("clear results that vote rightly", clear, share(lambda j: j.is_right)),
        ),
        wrong=tuple(f"{j.label.pmid}: {j.label.question}" for j in votes if not j.is_right),
        note=f"{len(labels) - len(known)} records are not in the library",
    )


def labels_in(data: bytes) -> tuple[Label, ...]:
    """Labels of a file, one a line.

    Raises:
        EvalError: a line is none.
    """
    try:
        return tuple(msgspec.json.decode(line, type=Label) for line in data.splitlines() if line)
    except msgspec.DecodeError as error:
        raise EvalError(f"not a label of a vote: {error}") from error


def judged_by(
    labels: Sequence[Label], evidence_on: Callable[[str], Iterable[Evidence]]
) -> list[Judged]:
    """Each label with the vote of its study; a question is asked once."""
    votes: dict[str, dict[str, str]] = {}
    for label in labels:
        if label.question not in votes:
            votes[label.question] = {
                e.study.record_id: e.stance.value for e in evidence_on(label.question) if e.counted
            }
    return [Judged(x, votes[x.question].get(f"pmid:{x.pmid}", "")) for x in labels]


def share(holds: Callable[[Judged], bool]) -> Callable[[Sequence[Judged]], float]:
    """The share of items of which something holds; 0 of none."""
    return lambda items: sum(map(holds, items)) / len(items) if items else 0.0
