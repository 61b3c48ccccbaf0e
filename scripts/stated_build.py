"""Compile the stated facts that ship with the package: what records say of conditions and
procedures, in our own words.

    python -m scripts.stated_build            writes src/sceptic/data/stated.jsonl
    python -m scripts.stated_build --check    refuses a row that may not ship

``scripts/facts/stated.jsonl`` holds a record a line: those of the starter table by their id alone,
others with citation, the day, and the addresses where they were seen, or ``read_in`` where the
record was read in a copy and PubMed's own page was not opened. A fact is ``[relation, subject,
what it says]``, with ``rank``, ``negated``, ``less`` or ``alike`` where that is told. No sentence
of a source is kept.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from sceptic.domain.background import FactRelation
from sceptic.domain.claim import ConceptKind
from sceptic.domain.evidence import Design
from sceptic.language.background_words import ages_of, facets_in, terms_of
from sceptic.language.vocabulary import Vocabulary, shipped_vocabulary
from sceptic.library.starter import Row as StarterRow
from sceptic.library.starter import author_from, shipped_table
from scripts.starter_rows import FACTS, Row, is_address, read_rows

OUT = Path(__file__).parents[1] / "src" / "sceptic" / "data" / "stated.jsonl"
TABLE = "sceptic stated facts"
FORMAT = 1
PROVENANCE = (
    "What records state of conditions and procedures, re-expressed in our own words as typed "
    "facts: no sentence of a source. Each row names its record, the day, and the addresses where "
    "it was seen or in what copy it was read."
)
MOST_WORDS = 14
"""Words of a fact: a longer one is a sentence, and likely another's."""
COPY = "copy of the PubMed record"
PUBMED_PAGE = "pubmed.ncbi.nlm.nih.gov/{}"
_REVIEWS = (Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.NARRATIVE_REVIEW)


def stated_rows(facts: Path, vocabulary: Vocabulary) -> tuple[list[Row], list[str]]:
    """The rows to ship, by id, and everything that keeps one from shipping."""
    held = {row.id: row for row in shipped_table()[1]}
    rows: dict[str, Row] = {}
    errors: list[str] = []
    for given in read_rows(facts / "stated.jsonl"):
        row = _with_citation(given, held)
        row["states"] = [_state(s, vocabulary) for s in given["states"]]
        errors += [f"{row['id']}: {problem}" for problem in _problems(row)]
        if any(PUBMED_PAGE.format(row.get("pmid")) in a for a in given.get("seen", ())):
            errors.append(f"{row['id']}: PubMed's page follows from the PMID: was it opened?")
        if row["id"] in rows:
            errors.append(f"{row['id']}: twice")
        rows[row["id"]] = row
    return [rows[one] for one in sorted(rows)], errors


def _with_citation(given: Row, held: dict[str, StarterRow]) -> Row:
    starter = held.get(given["id"])
    if starter is None:
        return {k: v for k, v in given.items() if k != "states"}
    year = re.match(r"\d{4}", starter.print_date or starter.electronic_date)
    return {
        "id": starter.id,
        "citation": _short(starter, year[0] if year else ""),
        "title": starter.title,
        "pmid": starter.pmid,
        "doi": starter.doi,
        "year": int(year[0]) if year else None,
        "is_review": starter.design in _REVIEWS,
        "seen": list(starter.seen),
        "seen_on": starter.seen_on.isoformat(),
    }


def _short(row: StarterRow, year: str) -> str:
    first = author_from(row.authors[0]) if row.authors else None
    name = (first.last or first.collective) if first else row.title[:40]
    return f"{name} {year}".strip()


def _state(given: Sequence[object], vocabulary: Vocabulary) -> Row:
    relation, subject, says, *more = given
    extra = more[0] if more else {}
    assert isinstance(subject, str)
    assert isinstance(extra, dict)
    kinds = (ConceptKind.CONDITION, ConceptKind.INTERVENTION)
    found = (vocabulary.named(subject, kind) for kind in kinds)
    concept = next((c for c in found if c is not None), None)
    return {
        "relation": relation,
        "subject": subject,
        "subject_id": concept.id if concept else "",
        "says": says,
        **extra,
    }


def _problems(row: Row) -> Iterable[str]:
    seen = row.get("seen", ())
    if bool(seen) == (row.get("read_in") == COPY) or not all(is_address(a) for a in seen):
        yield "neither an address where it was seen nor a copy in which it was read, or both"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", row.get("seen_on", "")):
        yield "no day on which it was seen"
    if not row.get("citation") or not row.get("title"):
        yield "no citation"
    pmid = row.get("pmid")
    if pmid and row["id"] != f"pmid:{pmid}":
        yield "its id is not its PMID"
    for state in row["states"]:
        said = f"{state['subject']}: {state['says']}"
        if state["relation"] not in [r.value for r in FactRelation]:
            yield f"unknown relation {state['relation']!r}"
        if not state["subject_id"]:
            yield f"no concept for {state['subject']!r}"
        if len(state["says"].split()) > MOST_WORDS:
            yield f"longer than {MOST_WORDS} words: {said}"
        if not (terms_of(state["says"]) or ages_of(state["says"]) or state.get("rank")
                or state.get("alike")):  # fmt: skip
            yield f"nothing to compare by: {said}"
        if state["relation"] == FactRelation.MECHANISM and not facets_in(state["says"]):
            yield f"no process in it: {said}"


def compiled(rows: Sequence[Row]) -> str:
    """The table as text: a header, then a record a line."""
    header = {
        "table": TABLE,
        "format": FORMAT,
        "version": max(row["seen_on"] for row in rows).replace("-", "."),
        "records": len(rows),
        "facts": sum(len(row["states"]) for row in rows),
        "provenance": PROVENANCE,
    }
    lean = [{k: v for k, v in row.items() if v not in (None, "", False)} for row in rows]
    lines = [
        json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in (header, *lean)
    ]
    return "".join(line + "\n" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="refuse a row that may not ship")
    given = parser.parse_args()
    raise SystemExit(built(check=given.check))


def built(*, check: bool, facts: Path = FACTS, out: Path = OUT) -> int:
    """Write the table, or compare it with what the facts compile to; 1 where something is wrong."""
    rows, errors = stated_rows(facts, shipped_vocabulary())
    text = compiled(rows)
    if check and (not out.exists() or out.read_text(encoding="utf-8") != text):
        errors.append(f"{out.name} is not what the facts compile to")
    for line in errors:
        print("error:", line)
    if not check:
        out.write_text(text, encoding="utf-8")
    states = sum(len(row["states"]) for row in rows)
    print(f"{len(rows)} records, {states} stated facts, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    main()
