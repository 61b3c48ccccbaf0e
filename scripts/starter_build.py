"""Merge the fact rows and compile the table that ships with the package.

    python -m scripts.starter_build            writes src/sceptic/data/starter.jsonl
    python -m scripts.starter_build --check    refuses a row that may not ship

Sources, in the order in which they win: ``seedcase``, ``additions``, ``popular_*``,
``evidence_inference`` under ``scripts/facts``; ``completions`` sets single fields of their rows.
Concepts are resolved through the vocabulary; what it does not know is reported.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.language.vocabulary import shipped_vocabulary
from scripts import stated_build
from scripts.starter_check import problems
from scripts.starter_rows import (
    EMPTY,
    FACTS,
    Row,
    completed,
    ordered_addresses,
    read_rows,
    record_id,
)

OUT = Path(__file__).parents[1] / "src" / "sceptic" / "data" / "starter.jsonl"
TABLE = "sceptic starter facts"
FORMAT = 1
SOURCES = ("seedcase", "additions", "popular_*", "evidence_inference")

PROVENANCE = (
    "Citations, ids, dates, sizes and directions, re-expressed as concepts of our vocabulary. "
    "Facts only: no abstract and no sentence of a source. Each row names the addresses where it "
    "was seen and the day. Labelled trials: direction labels of Evidence Inference "
    "(Lehman 2019, DeYoung 2020; MIT). Retractions: looked up by DOI in Retraction Watch."
)

KIND_OF = {
    "intervention": ConceptKind.INTERVENTION,
    "comparator": ConceptKind.INTERVENTION,
    "condition": ConceptKind.CONDITION,
    "outcome": ConceptKind.OUTCOME,
}

PRIMARY = {
    "randomised_trial",
    "controlled_trial",
    "cohort",
    "case_control",
    "cross_sectional",
    "uncontrolled",
    "case_report",
}

STANDING_FLAGS = {
    "unknown": "retraction_unknown",
    "retracted": "retracted",
    "withdrawn": "retracted",
    "partly_retracted": "partly_retracted",
    "expression_of_concern": "expression_of_concern",
    "corrected": "corrected",
}

LIKE_DESIGN = {
    "uncontrolled": "uncontrolled",
    "case_report": "uncontrolled",
    "animal": "animal_only",
    "laboratory": "laboratory_only",
}


class Mention(Protocol):
    @property
    def concept(self) -> Concept: ...


class Names(Protocol):
    """What the build needs of a vocabulary."""

    def named(self, text: str, kind: ConceptKind) -> Concept | None: ...

    def find(
        self, text: str, kind: ConceptKind | None = None, *, any_case: bool = False
    ) -> Sequence[Mention]: ...

    def is_a(self, child: str, parent: str) -> bool: ...


def concept_ids(text: str, kind: ConceptKind, names: Names) -> list[str]:
    """The most specific concepts that a phrase names, in reading order.

    A whole phrase that is a name gives one concept; a parent named beside its child is left out.
    An outcome that is the name of a condition is how often the condition occurs.
    """
    whole = names.named(text, kind)
    if whole:
        return [whole.id]
    if kind is ConceptKind.OUTCOME and names.named(text, ConceptKind.CONDITION):
        return ["incidence"]
    ids = list(dict.fromkeys(m.concept.id for m in names.find(text, kind, any_case=True)))
    return [one for one in ids if not any(names.is_a(two, one) for two in ids if two != one)]


Phrases = dict[tuple[str, str, str], list[str]]
"""(part, phrase, record or empty) to the concepts that a person chose; none is a choice too."""


def phrases_from(path: Path) -> Phrases:
    """The choices of ``phrases.jsonl``, for phrases that names alone would resolve wrongly."""
    return {
        (row["part"], row["phrase"], row.get("record", "")): row["ids"] for row in read_rows(path)
    }


def key_of(row: Row) -> tuple[str, ...]:
    """What makes two rows the same record: PMID, DOI or PMCID."""
    keys = (f"pmid:{row['pmid']}", f"doi:{row['doi'].lower()}", f"pmcid:{row['pmcid']}")
    known = (row["pmid"], row["doi"], row["pmcid"])
    return tuple(key for key, value in zip(keys, known, strict=True) if value) or (row["id"],)


def union(first: list[object], second: list[object]) -> list[object]:
    return first + [item for item in second if item not in first]


def merged(first: Row, second: Row) -> Row:
    """One row for two of the same record: the first wins, the second fills what it lacks.

    A finding of the second is added where the first has none on the same comparison and outcome.
    """
    row = {field: first[field] or second[field] for field in EMPTY}
    for field in ("in_pubmed", "blinded", "placebo"):
        row[field] = first[field] if first[field] is not None else second[field]
    for field, unknown in (("retraction", "unknown"), ("design", "unknown")):
        row[field] = second[field] if first[field] == unknown else first[field]
    for field in ("seen", "flags", "registrations", "publication_types", "topics"):
        row[field] = union(first[field], second[field])
    parts = ("intervention", "comparator", "condition", "outcome")
    have = [[f[part] for part in parts] for f in first["findings"]]
    extra = [f for f in second["findings"] if [f[part] for part in parts] not in have]
    row["findings"] = first["findings"] + extra
    return row


def with_completion(row: Row, completion: Row) -> Row:
    """The row with the fields that a completion sets and the addresses where it saw them."""
    unknown = set(completion["set"]) - set(EMPTY)
    if unknown:
        raise SystemExit(f"completion of {row['id']} sets unknown fields: {sorted(unknown)}")
    whole = {**row, **completion["set"]}
    whole["flags"] = [f for f in row["flags"] if f not in completion["drop_flags"]]
    whole["seen"] = union(row["seen"], completion["seen"])
    own = row["id"].split(":", 1)[1]
    whole["id"] = record_id(whole["pmid"], whole["doi"], own)
    return whole


def all_rows(facts: Path) -> list[Row]:
    """The rows of every source, completed and merged, in the order of the sources."""
    completions = {row["id"]: row for row in read_rows(facts / "completions.jsonl")}
    rows: dict[str, Row] = {}
    place: dict[str, str] = {}
    for pattern in SOURCES:
        for path in sorted(facts.glob(f"{pattern}.jsonl")):
            for given in read_rows(path):
                row = completed(given)
                if row["id"] in completions:
                    row = with_completion(row, completions.pop(row["id"]))
                same = next((place[key] for key in key_of(row) if key in place), row["id"])
                rows[same] = merged(rows[same], row) if same in rows else row
                place.update(dict.fromkeys(key_of(rows[same]), same))
    if completions:
        raise SystemExit(f"completions of rows that do not exist: {sorted(completions)}")
    known = facts / "retractions.jsonl"
    states = {row["doi"]: row["state"] for row in read_rows(known)} if known.exists() else {}
    return [normal(with_standing(row, states)) for row in rows.values()]


def with_standing(row: Row, states: dict[str, str]) -> Row:
    """The row with its DOI's state of retraction where no page has shown a weightier one."""
    state = states.get(row["doi"].lower(), "unknown")
    if state == "unknown" or row["retraction"] not in ("unknown", "none_known"):
        return row
    return {**row, "retraction": state}


def normal(row: Row) -> Row:
    """The id that the row's PMID or DOI asks for, the flags that its facts imply, and the pages
    where its facts were seen, in order; a page that nobody opened is never among them."""
    own = row["id"].split(":", 1)[1]
    row = {**row, "id": record_id(row["pmid"], row["doi"], own)}
    flags = sorted(set(row["flags"]) | set(implied_flags(row)))
    return {**row, "flags": flags, "seen": ordered_addresses(row["seen"])}


def implied_flags(row: Row) -> list[str]:
    """Flags that follow from design, size, blinding, retraction and place."""
    size = row["participants"] if row["design"] in PRIMARY else None
    tests = (
        (LIKE_DESIGN.get(row["design"], ""), row["design"] in LIKE_DESIGN),
        ("tiny", size is not None and size < 20),
        ("small", size is not None and 20 <= size < 100),
        ("not_blinded", row["blinded"] is False),
        (STANDING_FLAGS.get(row["retraction"], ""), row["retraction"] in STANDING_FLAGS),
        ("outside_pubmed", row["in_pubmed"] is False),
    )
    return [flag for flag, holds in tests if holds]


def part_ids(row: Row, finding: Row, part: str, names: Names, phrases: Phrases) -> list[str]:
    """Concepts of one part of a finding: as chosen for it, else as its words name them."""
    for record in (row["id"], ""):
        chosen = phrases.get((part, finding[part], record))
        if chosen is not None:
            return chosen
    if part == "comparator":
        tested = part_ids(row, finding, "intervention", names, phrases)
        ids = comparator_ids(finding[part], names)
        return [one for one in ids if one not in tested] or ids
    return concept_ids(finding[part], KIND_OF[part], names) if finding[part] else []


CONTROL_ARMS = (
    (r"(?:no|not|never|without|non)\b", "no-treatment"),
    (r"(?:sham|placebo|dummy|inactive|vehicle|demagneti[sz]ed)\b", "placebo"),
    (r"(?:usual|regular|ordinary|conventional|standard|control)\b", "usual-care"),
)
"""What an arm is by its first word: ``no aspirin`` is no treatment, never aspirin."""


def comparator_ids(text: str, names: Names) -> list[str]:
    """Concepts of a comparator, arm by arm."""
    whole = names.named(text, ConceptKind.INTERVENTION)
    if whole:
        return [whole.id]
    ids: list[str] = []
    for arm in re.split(r", | or ", text):
        words = arm.strip().lower()
        control = [one for pattern, one in CONTROL_ARMS if re.match(pattern, words)]
        ids += control[:1] or concept_ids(arm, ConceptKind.INTERVENTION, names)
    return list(dict.fromkeys(ids))


def with_concepts(row: Row, names: Names, phrases: Phrases) -> Row:
    """The row with the concept ids of each finding and of its topics."""
    findings = [
        {**f, **{f"{part}_ids": part_ids(row, f, part, names, phrases) for part in KIND_OF}}
        for f in row["findings"]
    ]
    kinds = (ConceptKind.INTERVENTION, ConceptKind.CONDITION)
    topics = [concept_ids(topic, kind, names) for topic in row["topics"] for kind in kinds]
    return {**row, "findings": findings, "topic_ids": [one for ids in topics for one in ids]}


def unresolved(rows: Iterable[Row], phrases: Phrases) -> tuple[list[str], list[str]]:
    """(errors, warnings): an intervention or condition without a concept; other parts without.

    A part for which a person chose no concept is a warning.
    """
    errors: list[str] = []
    warnings: list[str] = []
    for row in rows:
        if row["topics"] and not row["topic_ids"]:
            warnings.append(f"{row['id']}: no concept for topic {', '.join(row['topics'])}")
        for finding in row["findings"]:
            for part in KIND_OF:
                if not finding[part] or finding[f"{part}_ids"]:
                    continue
                chosen = any((part, finding[part], r) in phrases for r in (row["id"], ""))
                heavy = part in ("intervention", "condition") and not chosen
                (errors if heavy else warnings).append(
                    f"{row['id']}: no concept for {part} {finding[part]!r}"
                )
    return errors, warnings


def unknown_ids(phrases: Phrases, known: Container[str]) -> list[str]:
    """Chosen concepts that the vocabulary does not have."""
    return [
        f"phrases: no concept {one!r} for {phrase!r}"
        for (_, phrase, _), ids in phrases.items()
        for one in ids
        if one not in known
    ]


def compact(row: Row) -> Row:
    """The row without empty fields; ``false`` stays where it is a fact, and so does zero."""
    empty: tuple[object, ...] = (None, "", [], {})
    lean = {key: value for key, value in row.items() if value not in empty}
    if "effect" in lean:
        lean["effect"] = compact(lean["effect"])
    if "findings" in lean:
        lean["findings"] = [compact(finding) for finding in lean["findings"]]
    return {key: value for key, value in lean.items() if not (key == "is_harm" and not value)}


def header(rows: Sequence[Row]) -> Row:
    """First line of the table: name, version, counts, provenance."""
    newest = max(row["seen_on"] for row in rows)
    findings = sum(len(row["findings"]) for row in rows)
    return {
        "table": TABLE,
        "format": FORMAT,
        "version": newest.replace("-", "."),
        "date": newest,
        "records": len(rows),
        "findings": findings,
        "with_pmid": sum(bool(row["pmid"]) for row in rows),
        "provenance": PROVENANCE,
    }


def compiled(rows: Sequence[Row]) -> str:
    """The table as text: a header line, then one row a line, sorted by id."""
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    lines = [header(rows), *(compact(row) for row in ordered)]
    dumped = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    return "".join(line + "\n" for line in dumped)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--facts", type=Path, default=FACTS)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--check", action="store_true", help="refuse a row that may not ship")
    given = parser.parse_args()
    names = shipped_vocabulary()
    phrases = phrases_from(given.facts / "phrases.jsonl")
    rows = [with_concepts(row, names, phrases) for row in all_rows(given.facts)]
    errors, warnings = unresolved(rows, phrases)
    known = {concept.id for concept in names.concepts}
    errors = problems(rows) + unknown_ids(phrases, known) + errors
    for line in warnings:
        print("warning:", line)
    for line in errors:
        print("error:", line)
    text = compiled(rows)
    if given.check:
        if not given.out.exists() or given.out.read_text(encoding="utf-8") != text:
            errors.append("table")
            print(f"error: {given.out.name} is not what the facts compile to")
        print(f"{len(rows)} rows, {len(errors)} errors, {len(warnings)} warnings")
        raise SystemExit(1 if errors else stated_build.built(check=True, facts=given.facts))
    given.out.write_text(text, encoding="utf-8")
    print(f"{len(rows)} rows in {given.out.name}, {len(errors)} errors, {len(warnings)} warnings")


if __name__ == "__main__":
    main()
