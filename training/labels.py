"""What a record is: ``python -m training.labels --data DIR`` writes ``models/labels.json``.

Trained on weak labels alone: publication types and MeSH where a record has them, else titles that
name their design; a label that neither tells is left out for that record. Whether people were
studied is also taken from the rules where they are plain about it, and counts little then. Records
of the sets that measure (and of the collections these were drawn from) are kept out. Each record is
learnt twice, whole and without its title, so that the abstract is read when the title is silent;
people are learnt from whole records, and there alone from how often kinds of things are named.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from sceptic.appraisal.design import design_of
from sceptic.appraisal.labels import LABELS, MODEL, label_features
from sceptic.appraisal.linear import FORMAT, LinearModel, Provenance
from sceptic.appraisal.participants import participants_of
from sceptic.appraisal.subjects import subjects_of
from sceptic.domain.evidence import Design, Subjects
from sceptic.domain.record import Record
from training import datasets
from training.fit import SCALE, fitted, parser_of, today, written

KEEP = 4_000
"""Features kept for each label."""
C = 0.02
C_OF_PEOPLE = 0.003
"""Learnt from far more kinds of records, many of them labelled by rules: a stronger pull to 0."""
TRUST_IN_RULES = 0.2
"""How much a record counts that rules have labelled."""
LOOK_ALIKE = 2.0
"""How much a record counts that is not randomised and has words of trials."""
_FILTER = ("a random", "t random", "a placebo", "a blind", "a trial")
MOST = 14_000
"""Records of one label and one answer learnt at most, drawn with seed 0; of people, all."""

_MEASURED = ("wmotte/", "ijmarshall/robotsearch")
"""Collections from which the sets that measure were drawn: nothing of them is learnt."""
_TRIALS = ("evidence-inference",)
"""A collection of reports of randomised trials."""


@dataclass(frozen=True, slots=True)
class Weak:
    """A record with what its index terms or title tell; labels that nothing tells are absent."""

    record: Record
    labels: dict[str, bool]
    by_rules: bool = False
    """Whether people were studied is what the rules read."""


class Row(NamedTuple):
    """Features of a record, and what is known of its labels."""

    features: list[str]
    labels: dict[str, bool]
    by_rules: bool


# ---------------------------------------------------------------- records


def weak_items(data: Path) -> Iterator[Weak]:
    """Every record that may be learnt from, once, in a fixed order."""
    banned = datasets.evaluation_pmids(data) | datasets.trial_filter_pmids(data)
    seen: set[str] = set(banned)
    for record, is_trial in _records(data):
        key = str(record.pmid)
        if key in seen or not record.title:
            continue
        seen.add(key)
        labels = weak_labels(record, is_trial=is_trial)
        guessed = of_rules(record) if "human" not in labels else {}
        if labels or guessed:
            yield Weak(record, labels | guessed, bool(guessed))


def _records(data: Path) -> Iterator[tuple[Record, bool]]:
    for record in datasets.nlm_records(data):
        yield record, False
    for record in datasets.open_trials(data):
        yield record, True
    sources = _sources(data)
    for record in datasets.corpus_records(data):
        source = sources.get(str(record.pmid), "")
        if not any(name in source for name in _MEASURED):
            yield record, source.startswith(_TRIALS)


def _sources(data: Path) -> dict[str, str]:
    with gzip.open(data / "corpus" / "sources.tsv.gz", "rt", encoding="utf-8") as file:
        return {row[0]: row[1] for row in csv.reader(file, delimiter="\t") if len(row) > 1}


# ---------------------------------------------------------------- weak labels

_SYSTEMATIC = re.compile(r"\bsystematic(?: \w+)? review|\bcochrane review|\bmeta-?\s?analys[ie]s")
_META = re.compile(r"\bmeta-?\s?analys[ie]s\b|\bmetaanalys[ie]s\b")
_PROTOCOL = re.compile(r"\b(?:study|trial|review)? ?protocol\b|\brationale and (?:study )?design\b|"
                       r"\bdesign and rationale\b")  # fmt: skip
_RANDOMISED = re.compile(r"\brandomi[sz]ed\b|\brandomi[sz]ed[- ]controlled\b|\brct\b")
_TRIAL = re.compile(
    r"\b(?:open[- ]label|single[- ]arm|phase (?:i|ii|iii|iv|1|2|3|4)[ab]?\b|placebo-controlled|"
    r"double[- ]blind|clinical trial|controlled trial|pilot trial|feasibility trial|crossover|"
    r"cross-over)\b"
)
_CHANCE = re.compile(r"random|blind|placebo")
_ANY_TRIAL = re.compile(r"random|blind|placebo|trial|intervention|assigned|allocated|received|"
                        r"treated|administered|phase")  # fmt: skip
_ANY_REVIEW = re.compile(r"systematic|meta-?\s?analy|search|databases|studies were")
_OTHER_DESIGN = re.compile(
    r"\bcohort\b|\bcase-control\b|\bcross-sectional\b|\breview\b|\bsurvey\b|\bregistry\b|"
    r"\bretrospective\b|\bsecondary analysis\b|\bpost[- ]hoc\b|\bguidelines?\b|\bcase report|"
    r"\bobservational\b|\bprotocol\b|\brationale\b|\beditorial\b|\bqualitative\b|\bin vitro\b"
)
_RODENT = re.compile(r"\b(?:rats?|mice|mouse|murine|hamsters?|gerbils?|guinea pigs?|rodents?)\b")
_REVIEW_TYPES = frozenset(
    {"Review", "Systematic Review", "Meta-Analysis", "Editorial", "Comment", "News", "Guideline"}
)
_TRIAL_TYPES = ("Clinical Trial", "Pragmatic Clinical Trial", "Randomized Controlled Trial")
_YOUNG = frozenset({"Child", "Infant", "Child, Preschool", "Infant, Newborn", "Adolescent"})
_GROWN = frozenset({"Adult", "Middle Aged", "Aged", "Aged, 80 and over", "Young Adult"})
_PEOPLE = _YOUNG | _GROWN | {"Male", "Female", "Pregnancy"}
_RODENTS = frozenset({"Mice", "Rats", "Cricetinae", "Guinea Pigs", "Gerbillinae"})


def weak_labels(record: Record, *, is_trial: bool = False) -> dict[str, bool]:
    """What index terms or the title tell. ``is_trial``: from a collection of trial reports."""
    types = frozenset(record.publication_types)
    title, abstract = record.title.lower(), record.abstract_text.lower()
    indexed = len(types - {"Journal Article"}) > 0 and not any("-" in t and t.islower()
                                                               for t in types)  # fmt: skip
    labels = _of_design(types, title, abstract, indexed=indexed, is_trial=is_trial)
    headings = frozenset(h.descriptor.lstrip("*") for h in record.mesh)
    if len(headings) >= 4 and headings & {"Humans", "Animals"}:
        labels |= _of_headings(headings, types)
    elif _RODENT.search(title) and not _OTHER_DESIGN.search(title):
        labels |= {"rodent": True, "human": False}
    elif not _RODENT.search(f"{title} {abstract}"):
        labels["rodent"] = False
    if _SYSTEMATIC.search(title) and not _PROTOCOL.search(title):
        labels["rodent"] = False
    return labels


def _of_design(
    types: frozenset[str], title: str, abstract: str, *, indexed: bool, is_trial: bool
) -> dict[str, bool]:
    labels: dict[str, bool] = {}
    text = f"{title}\n{abstract}"
    protocol = bool(_PROTOCOL.search(title)) or "Clinical Trial Protocol" in types
    labels["protocol"] = protocol
    if protocol:
        return labels | {"systematic_review": False, "meta_analysis": False}
    meta = bool(_META.search(title)) or "Meta-Analysis" in types
    review = "systematic review" in title or bool(types & {"Systematic Review", "Meta-Analysis"})
    if meta or not _META.search(text):
        labels["meta_analysis"] = meta
    if review or (not meta and not _ANY_REVIEW.search(text)) or (indexed and not meta):
        labels["systematic_review"] = review
    if review or meta or "review" in title or types & _REVIEW_TYPES:
        return labels | {"trial": False, "randomised": False}
    other = bool(_OTHER_DESIGN.search(title))
    randomised = not other and (
        "Randomized Controlled Trial" in types
        or bool(_RANDOMISED.search(title))
        or (is_trial and bool(_CHANCE.search(text)))
    )
    if randomised or other or indexed or not _CHANCE.search(text):
        labels["randomised"] = randomised
    trial = randomised or (not other and (
        any(t.startswith(_TRIAL_TYPES) for t in types) or bool(_TRIAL.search(title))))  # fmt: skip
    if trial or other or indexed or not _ANY_TRIAL.search(text):
        labels["trial"] = trial and not _RODENT.search(title)
    return labels


def _of_headings(headings: frozenset[str], types: frozenset[str]) -> dict[str, bool]:
    """People take part where NLM's check tags name their sex or age, but not in a review."""
    people = "Humans" in headings and bool(headings & _PEOPLE)
    labels = {"rodent": bool(headings & _RODENTS) and not people}
    if not headings & _RODENTS or not people:
        labels["human"] = people and not types & _REVIEW_TYPES
    young, grown = bool(headings & _YOUNG), bool(headings & _GROWN)
    if not (young and grown):
        labels["child"] = young and "Humans" in headings
    return labels


_ABOUT_NOBODY = frozenset(
    {Design.NARRATIVE_REVIEW, Design.GUIDELINE, Design.OPINION, Design.META_ANALYSIS,
     Design.SYSTEMATIC_REVIEW, Design.ANIMAL, Design.LABORATORY}
)  # fmt: skip
_OF_PEOPLE = frozenset(
    {Design.COHORT, Design.RANDOMISED_TRIAL, Design.CROSS_SECTIONAL, Design.CASE_REPORT,
     Design.CASE_CONTROL, Design.UNCONTROLLED}
)  # fmt: skip


def of_rules(record: Record) -> dict[str, bool]:
    """People, where no index term tells: a design of studies in people that counts them, or a
    design without any."""
    bare = replace(record, publication_types=(), mesh=())
    subjects = subjects_of(bare)
    design = design_of(bare, subjects).design
    if design in _ABOUT_NOBODY:
        return {"human": False}
    counted = participants_of(bare, is_review=False).value is not None
    return (
        {"human": True} if subjects is Subjects.HUMAN and design in _OF_PEOPLE and counted else {}
    )


# ---------------------------------------------------------------- fitting


def without_title(features: Sequence[str]) -> list[str]:
    return [f for f in features if not f.startswith(("t ", "rule title"))]


def without_tallies(features: Sequence[str]) -> list[str]:
    return [f for f in features if not f.startswith("n ")]


def trained(
    rows: Sequence[Row], wanted: Sequence[str] = LABELS
) -> tuple[LinearModel, dict[str, int]]:
    """One table for all labels, and how many records answered each of them with yes."""
    tables: list[LinearModel] = []
    counts: dict[str, int] = {}
    for label in wanted:
        known = [row for row in rows if label in row.labels]
        chosen = known if label == "human" else _drawn(known, label)
        counts[label] = sum(row.labels[label] for row in chosen)
        tables.append(_of_people(chosen) if label == "human" else _of_label(label, chosen))
    return merged(tables), counts


def _of_people(rows: Sequence[Row]) -> LinearModel:
    return fitted(
        "human",
        [row.features for row in rows],
        ["yes" if row.labels["human"] else "no" for row in rows],
        ("no", "yes"),
        c=C_OF_PEOPLE,
        min_count=10,
        keep=KEEP,
        balanced=True,
        weights=[TRUST_IN_RULES if row.by_rules else 1.0 for row in rows],
    )


def _of_label(label: str, rows: Sequence[Row]) -> LinearModel:
    views = [without_tallies(row.features) for row in rows]
    every = [view for features in views for view in (features, without_title(features))]
    said = ["yes" if row.labels[label] else "no" for row in rows for _ in range(2)]
    weights = _of_look_alikes(every, said) if label == "randomised" else None
    return fitted(label, every, said, ("no", "yes"), c=C, min_count=10, keep=KEEP, balanced=True,
                  weights=weights)  # fmt: skip


def _of_look_alikes(views: Sequence[Sequence[str]], said: Sequence[str]) -> list[float]:
    """How much each counts: more, what is no trial and would pass a sensitive filter for them."""
    return [
        LOOK_ALIKE if answer == "no" and any(f.startswith(_FILTER) for f in view) else 1.0
        for view, answer in zip(views, said, strict=True)
    ]


def _drawn(rows: Sequence[Row], label: str) -> list[Row]:
    kept: list[Row] = []
    for answer in (True, False):
        places = [i for i, row in enumerate(rows) if row.labels[label] is answer]
        kept += [rows[i] for i in sorted(datasets.shuffled(places)[:MOST])]
    return kept


def merged(tables: Sequence[LinearModel]) -> LinearModel:
    """Binary models side by side: class ``i`` of the table is "yes" of model ``i``."""
    every = sorted({f for table in tables for f in table.weights})
    weights = {f: [_of_yes(table.weights.get(f)) for table in tables] for f in every}
    return LinearModel(
        format=FORMAT,
        name=MODEL,
        provenance=Provenance(made="", command="", data=[], metrics={}),
        classes=[table.name for table in tables],
        bias=[round(table.bias[1] - table.bias[0], 4) for table in tables],
        scale=SCALE,
        weights=weights,
    )


def _of_yes(pair: Sequence[int] | None) -> int:
    return pair[1] - pair[0] if pair else 0


def rows_of(items: Iterable[Weak]) -> tuple[list[Row], list[str]]:
    """Features and labels of every record, and their PMIDs for the digest."""
    rows, pmids = [], []
    for item in items:
        # Interned: the same few million words in tens of thousands of rows.
        features = [sys.intern(f) for f in label_features(item.record)]
        rows.append(Row(features, item.labels, item.by_rules))
        pmids.append(str(item.record.pmid))
    return rows, pmids


def provenance_of(pmids: Sequence[str], counts: dict[str, int]) -> Provenance:
    return Provenance(
        made=today(),
        command="python -m training.labels --data DIR",
        data=[{"name": "PubMed records, open trials and a collection of PubMed abstracts: weak "
                       "labels from publication types, MeSH and titles",
               "licence": "NLM terms; CC BY, CC0; publishers' abstracts, weak labels only",
               "n": len(pmids), "digest": datasets.digest_of(pmids)}],
        metrics={f"records with {label}": float(n) for label, n in counts.items()},
        note="figures: python -m evals run labels8, python -m evals run trial_filter",
    )  # fmt: skip


def main() -> None:
    options = parser_of(__doc__).parse_args()
    rows, pmids = rows_of(weak_items(options.data))
    made, counts = trained(rows)
    made = msgspec.structs.replace(made, provenance=provenance_of(pmids, counts))
    path = written(made, options.out)
    print(f"{path.name}: {len(made.weights)} features, {len(rows)} records, {counts}")


if __name__ == "__main__":
    main()
