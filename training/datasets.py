"""Readers of the public data sets, by their public names. Every reader takes the data folder."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sceptic.domain.record import AbstractPart, Record
from sceptic.library.collection import DiskLibrary
from sceptic.sources.medline import records_from_xml

T = TypeVar("T")


def digest_of(items: Iterable[object]) -> str:
    """Short digest of the ids a figure rests on."""
    lines = "\n".join(sorted(str(i) for i in items))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def shuffled(ids: Iterable[T], seed: int = 0) -> list[T]:
    """Sorted, then shuffled by the seed: the same on every machine."""
    out = sorted(ids, key=str)
    random.Random(seed).shuffle(out)
    return out


def halves(ids: Iterable[T], seed: int = 0) -> tuple[list[T], list[T]]:
    """First half for writing rules, second half for measuring."""
    order = shuffled(ids, seed)
    return order[: len(order) // 2], order[len(order) // 2 :]


def last_third(ids: Iterable[T], seed: int = 0) -> list[T]:
    """The third that nobody looked at while writing rules."""
    order = shuffled(ids, seed)
    return order[2 * len(order) // 3 :]


def folds(ids: Iterable[T], k: int, seed: int = 0) -> list[list[T]]:
    order = shuffled(ids, seed)
    return [order[i::k] for i in range(k)]


# ---------------------------------------------------------------- PubMed XML


def xml_records(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rb") as file:
        for item in records_from_xml(file):
            if isinstance(item, Record):
                yield item


def nlm_records(data: Path) -> Iterator[Record]:
    """Records as NLM wrote them."""
    for path in sorted((data / "pubmed_xml").glob("pubmed_real_*.xml.gz")):
        yield from xml_records(path)


def corpus_records(data: Path) -> Iterator[Record]:
    """The whole collection of PubMed records: for weak labels only."""
    for path in sorted((data / "corpus").glob("corpus*.xml.gz")):
        yield from xml_records(path)


def library_records(folder: Path) -> Iterator[Record]:
    """The records of a library of one's own.

    Raises:
        LibraryError: there is none, or it is damaged.
    """
    with DiskLibrary.open(folder) as library:
        ids = library.ids
        while part := tuple(islice(ids, _AT_A_TIME)):
            yield from library.records(part)


_AT_A_TIME = 1000
_MAY_FEED_WEIGHTS = re.compile(r"^(?:CC BY(?: \d\.\d)?|CC0.*|PDM)$")


def licences(data: Path) -> dict[int, tuple[str, str]]:
    """PMID -> (PMCID, licence) of the open randomised trials."""
    with (data / "rct_corpus" / "licences.tsv").open(encoding="utf-8") as file:
        return {
            int(row["pmid"]): (row["pmcid"], row["licence"])
            for row in csv.DictReader(file, delimiter="\t")
        }


def open_trials(data: Path, *, may_feed_weights: bool = True) -> Iterator[Record]:
    """Trials with labelled abstracts; by default only those under CC BY or CC0."""
    terms = licences(data)
    for record in xml_records(data / "rct_corpus" / "rct_corpus.xml.gz"):
        licence = terms.get(record.pmid or 0, ("", ""))[1]
        if not may_feed_weights or _MAY_FEED_WEIGHTS.match(licence):
            yield record


# ---------------------------------------------------------------- PubMedQA


@dataclass(frozen=True, slots=True)
class YesNoItem:
    """A research question with the abstract's sections, its conclusion and the answer."""

    id: str
    question: str
    contexts: tuple[tuple[str, str], ...]
    """(label, text) of each section but the conclusion."""
    conclusion: str
    answer: str


def yes_no_items(path: Path) -> list[YesNoItem]:
    """PubMedQA in its own JSON form."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return [
        YesNoItem(
            id=key,
            question=item["QUESTION"],
            contexts=tuple(zip(item["LABELS"], item["CONTEXTS"], strict=False)),
            conclusion=item["LONG_ANSWER"],
            answer=item["final_decision"],
        )
        for key, item in sorted(raw.items())
    ]


# ---------------------------------------------------------------- Evidence Inference


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One comparison with the words annotated as evidence: -1 lower, 0 no difference, 1 higher."""

    prompt: str
    group: str
    """The article (PMCID)."""
    outcome: str
    intervention: str
    comparator: str
    evidence: str
    label: int


def change_key(item: ChangeItem) -> str:
    """Names an item: a prompt has several evidence texts."""
    return f"{item.prompt}:{digest_of([item.evidence])[:8]}"


def change_items(data: Path) -> list[ChangeItem]:
    """Evidence Inference annotations, one for each distinct evidence text of a prompt."""
    folder = data / "evidence_inference"
    with (folder / "prompts.csv").open(encoding="utf-8", newline="") as file:
        prompts = {row["PromptID"]: row for row in csv.DictReader(file)}
    seen: set[tuple[str, str]] = set()
    items = []
    with (folder / "annotations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            prompt = prompts.get(row["PromptID"])
            evidence = re.sub(r"\s+", " ", row["Annotations"]).strip()
            if prompt is None or not evidence or row["Valid Label"] != "True":
                continue
            key = (row["PromptID"], evidence)
            if key in seen:
                continue
            seen.add(key)
            items.append(
                ChangeItem(
                    prompt=row["PromptID"],
                    group=row["PMCID"],
                    outcome=prompt["Outcome"].strip(),
                    intervention=prompt["Intervention"].strip(),
                    comparator=prompt["Comparator"].strip(),
                    evidence=evidence,
                    label=int(row["Label Code"]),
                )
            )
    return items


# ---------------------------------------------------------------- statements and abstracts


@dataclass(frozen=True, slots=True)
class StatementItem:
    """A statement set against an abstract: ``supports``, ``contradicts`` or ``silent``."""

    id: str
    document: str
    statement: str
    title: str
    sentences: tuple[str, ...]
    label: str
    rationale: frozenset[int]
    """Sentences that annotators marked as carrying the label; empty for ``silent``."""


_AGREEMENTS = {"SUPPORT": "supports", "CONTRADICT": "contradicts"}


def statement_items(claims: Path, corpus: Path) -> list[StatementItem]:
    """SciFact's form (HealthVer's abstract level and CovidFact have it too): claims, abstracts."""
    abstracts = {str(row["doc_id"]): row for row in _json_lines(corpus)}
    return [
        _statement_item(row, str(document), abstracts[str(document)])
        for row in _json_lines(claims)
        for document in row.get("cited_doc_ids") or row["doc_ids"]
        if str(document) in abstracts
    ]


def _json_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _statement_item(row: dict[str, Any], document: str, abstract: dict[str, Any]) -> StatementItem:
    marked = row["evidence"].get(document, [])
    return StatementItem(
        id=f"{row['id']}:{document}",
        document=document,
        statement=row["claim"].strip(),
        title=abstract.get("title") or "",
        sentences=tuple(s.strip() for s in abstract["abstract"]),
        label=_AGREEMENTS[marked[0]["label"]] if marked else "silent",
        rationale=frozenset(i for part in marked for i in part["sentences"]),
    )


@dataclass(frozen=True, slots=True)
class SnippetItem:
    """A question with the passages that its curators marked, and the answer yes or no."""

    id: str
    question: str
    snippets: tuple[str, ...]
    answer: str


def snippet_items(path: Path) -> list[SnippetItem]:
    """BioASQ yes/no questions, one a line."""
    return [
        SnippetItem(
            id=str(row["id"]),
            question=row["question"],
            snippets=tuple(s["text"].strip() for s in row["snippets"]),
            answer=row["answer"].lower(),
        )
        for row in _json_lines(path)
    ]


# ---------------------------------------------------------------- sets for evaluation only


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """An abstract cut into sentences, with the experts' mark for the main finding."""

    pmid: str
    title: str
    sentences: tuple[str, ...]
    is_claim: tuple[bool, ...]

    @property
    def record(self) -> Record:
        return Record(
            id=f"pmid:{self.pmid}",
            title=self.title,
            abstract=(AbstractPart(" ".join(self.sentences)),),
        )


def claim_items(path: Path) -> list[ClaimItem]:
    """Marked abstracts, one a line; gzipped or not."""
    data = path.read_bytes()
    text = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    rows = [json.loads(line) for line in text.decode("utf-8").splitlines()]
    return [
        ClaimItem(
            pmid=str(row["paper_id"]),
            title=row.get("title") or "",
            sentences=tuple(row["sentences"]),
            is_claim=tuple(str(label) == "1" for label in row["labels"]),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class CountItem:
    """A trial's title and abstract with the numbers of participants that annotators marked."""

    id: str
    text: str
    written: tuple[str, ...]

    @property
    def record(self) -> Record:
        title, _, abstract = self.text.partition(". ")
        return Record(id=self.id, title=f"{title}.", abstract=(AbstractPart(abstract),))


def count_items(path: Path) -> list[CountItem]:
    """PICO-Corpus: a tar.gz of BRAT pairs (``.txt`` and ``.ann``)."""
    texts: dict[str, str] = {}
    marks: dict[str, str] = {}
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.isfile() else None
            name = Path(member.name)
            if file is None or name.name.startswith("."):
                continue
            target = {".txt": texts, ".ann": marks}.get(name.suffix)
            if target is not None:
                target[name.stem] = file.read().decode("utf-8")
    return [
        CountItem(key, texts[key], _total_participants(marks.get(key, ""))) for key in sorted(texts)
    ]


def _total_participants(annotation: str) -> tuple[str, ...]:
    found = []
    for line in annotation.splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and cells[1].split()[0] == "total-participants":
            found.append((int(cells[1].split()[1]), cells[2]))
    return tuple(text for _, text in sorted(found))


DESIGN_LABELS = (
    "systematic_review",
    "meta_analysis",
    "rodent",
    "human",
    "trial",
    "randomized_trial",
    "child",
    "protocol",
)


@dataclass(frozen=True, slots=True)
class DesignItem:
    record: Record
    labels: dict[str, bool]


def design_items(data: Path) -> list[DesignItem]:
    """4 867 random PubMed records of 2019-22 with eight hand labels each."""
    path = next((data / "study_design").glob("*.tsv.gz"))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [
            DesignItem(
                Record(
                    id=f"pmid:{row['pmid']}",
                    title=row["title"] or "",
                    abstract=(AbstractPart(row["abstract"]),) if row["abstract"] else (),
                ),
                {label: row[label] == "1" for label in DESIGN_LABELS},
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def trial_filter_items(data: Path) -> list[tuple[Record, bool]]:
    """The RobotSearch sample: records and whether MEDLINE types them as randomised trials.

    The records keep their publication types: take them away to read the words alone.
    """
    text = (data / "rct_robotsearch" / "ovid.txt").read_text(encoding="utf-8", errors="replace")
    items = []
    for number, block in enumerate(re.split(r"\n(?=VN  - )", text)):
        fields: dict[str, list[str]] = {}
        for tag, value in re.findall(r"^([A-Z]{2})  - (.*)$", block, re.MULTILINE):
            fields.setdefault(tag, []).append(value.strip())
        if "TI" in fields:
            record = Record(
                id=f"row:{number}",
                title=fields["TI"][0],
                abstract=tuple(AbstractPart(part) for part in fields.get("AB", [])),
                publication_types=tuple(fields.get("PT", [])),
            )
            items.append((record, "Randomized Controlled Trial" in fields.get("PT", [])))
    return items


def trial_filter_pmids(data: Path) -> frozenset[str]:
    """PMIDs of the RobotSearch sample, from the links of the export."""
    text = (data / "rct_robotsearch" / "ovid.txt").read_text(encoding="utf-8", errors="replace")
    return frozenset(re.findall(r"[?&]AN=(\d+)", text)) | frozenset(
        re.findall(r"id=pmid:(\d+)", text)
    )


def evaluation_pmids(data: Path) -> frozenset[str]:
    """PMIDs of the sets that only measure: kept out of every training set."""
    claims = data / "claim_sentences"
    pmids = {
        item.pmid
        for name in ("train", "validation")
        for item in claim_items(claims / f"{name}_labels.jsonl.gz")
    }
    pmids |= {item.id for item in count_items(data / "pico_corpus" / "pico_corpus_dev.tar.gz")}
    pmids |= {item.record.id.removeprefix("pmid:") for item in design_items(data)}
    return frozenset(pmids)
