"""Yes/no questions of PubMedQA and BioASQ with evidence: sources given, and sources looked for.

Given: the abstract that PubMedQA's question was made from; the snippets of each article that
BioASQ's curators marked, as one text. Looked for: the evidence of the brief that the question gets
from a library. Both sets may feed weights (MIT; CC BY 2.5, https://bioasq.org). PubMedQA's
conclusions trained the reader that reads them; a reader that had not seen the conclusion gives one
stance of 105 otherwise.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sceptic.appraisal.reading import study_from_record
from sceptic.appraisal.stance import evidence_for
from sceptic.checks import AskOptions, Workbench, ask, families_of
from sceptic.config import Settings, open_parts
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Evidence, Stance
from sceptic.domain.record import AbstractPart, MeshHeading, PartialDate, Pmid, Record
from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from sceptic.library.collection import DiskLibrary
from sceptic.library.ingest import ingest
from sceptic.readers.choice import LINEAR
from sceptic.synthesis.aggregator import Sources
from sceptic.synthesis.kinds import kind_of
from sceptic.synthesis.weighing import weighed
from training.holds import Judged
from training.medevidence import TODAY

YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a set with its truth; ``records`` are its given sources."""

    set: str
    id: str
    text: str
    truth: str
    records: tuple[Record, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.set}:{self.id}"


@dataclass(frozen=True, slots=True)
class Answerable:
    """A question with its claim and evidence of which some counts."""

    question: Question
    claim: Claim
    evidence: tuple[Evidence, ...]
    sources: Sources

    @property
    def counted(self) -> tuple[Evidence, ...]:
        return tuple(e for e in self.evidence if e.counted)

    @property
    def is_comparison(self) -> bool:
        return self.claim.relation is Relation.COMPARES


def research_questions(data: Path) -> list[Question]:
    """PubMedQA and BioASQ, development parts, with the sources that come with them."""
    return [*_of_articles(data / "pubmedqa_dev.json"), *_of_snippets(data)]


def _of_articles(path: Path) -> Iterator[Question]:
    for key, row in sorted(json.loads(path.read_text(encoding="utf-8")).items()):
        parts = zip(row["LABELS"], row["CONTEXTS"], strict=False)
        year = row.get("YEAR")
        record = Record(
            id=f"pmid:{key}",
            pmid=Pmid(int(key)),
            title=row["QUESTION"],
            abstract=(
                *(AbstractPart(text, label) for label, text in parts),
                AbstractPart(row["LONG_ANSWER"], "CONCLUSIONS"),
            ),
            mesh=tuple(MeshHeading(name) for name in row["MESHES"]),
            print_date=PartialDate(int(year)) if year else None,
        )
        yield Question("PubMedQA", key, row["QUESTION"], row["final_decision"], (record,))


def _of_snippets(data: Path) -> Iterator[Question]:
    with (data / "bioasq_yesno_dev.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            texts: dict[str, dict[str, None]] = {}
            for snippet in row["snippets"]:
                texts.setdefault(str(snippet["pmid"]), {})[snippet["text"].strip()] = None
            records = tuple(
                Record(id=f"pmid:{pmid}", title="", abstract=(AbstractPart(" ".join(said)),))
                for pmid, said in texts.items()
            )
            yield Question(
                "BioASQ", str(row["id"]), row["question"], row["answer"].lower(), records
            )


# --- evidence ---------------------------------------------------------------------------------


def given(questions: Iterable[Question]) -> Iterator[Answerable]:
    """Questions answered yes or no of whose own sources some counts."""
    vocabulary = _vocabulary()
    for question in questions:
        try:
            claim = claim_from_question(question.text, vocabulary)
        except QuestionError:
            continue
        families = families_of(claim, vocabulary)
        read = [
            evidence_for(study_from_record(r), claim, families, r, vouched=True)
            for r in question.records
        ]
        about = [e for e in read if e.stance is not Stance.NOT_ABOUT]
        yield from _answerable(question, claim, weighed(about, claim), Sources.GIVEN)


def looked_for(questions: Iterable[Question], bench: Workbench) -> Iterator[Answerable]:
    """Questions answered yes or no for which the library has something that counts."""
    for question in questions:
        if question.truth not in YES_NO:
            continue
        try:
            brief = ask(question.text, bench, AskOptions(today=TODAY))
        except QuestionError:
            continue
        yield from _answerable(question, brief.claim, brief.evidence, Sources.FOUND)


def _answerable(
    question: Question, claim: Claim, evidence: tuple[Evidence, ...], sources: Sources
) -> Iterator[Answerable]:
    if question.truth in YES_NO and any(e.counted for e in evidence):
        yield Answerable(question, claim, evidence, sources)


@cache
def _vocabulary() -> Vocabulary:
    return shipped_vocabulary()


def judged(answerable: Iterable[Answerable]) -> list[Judged]:
    """Rows of the model; a question with sources given and found has half a vote with each. Open
    comparisons have models of their own."""
    claims = [a for a in answerable if not a.is_comparison]
    asked = [a.question.key for a in claims]
    return [
        Judged(
            group=a.question.key,
            kind=kind_of(a.claim),
            truth=a.question.truth == "yes",
            counted=a.counted,
            vote=1 / asked.count(a.question.key),
            is_of_article=True,
        )
        for a in claims
    ]


# --- the library ------------------------------------------------------------------------------


@contextmanager
def workbench_of(data: Path, library: Path | None) -> Iterator[Workbench]:
    """A library of the data's PubMed records: the one given, else one made for now. Votes are those
    of the linear reader, the same on every machine."""
    with tempfile.TemporaryDirectory() as folder:
        place = library or Path(folder) / "library"
        if library is None:
            ingest([data / "corpus"], place)
        with DiskLibrary.open(place) as opened:
            yield open_parts(Settings(today=TODAY.isoformat(), readers=LINEAR), opened)
