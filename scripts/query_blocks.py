"""Tables of the query language: fields, filters, subheadings, and where it differs from PubMed."""

from __future__ import annotations

import json
from pathlib import Path

from sceptic.library.fields import DATES, EXPLODING, FIELDS, NEARBY, RANGED
from sceptic.library.filters import filter_rows
from sceptic.library.qualifiers import CODES, narrower_qualifiers
from scripts.reference_blocks import ROOT, table

CONFORMANCE = ROOT / "tests" / "conformance" / "pubmed_queries.jsonl"


def query_fields() -> str:
    rows = []
    for name, (spellings, searched) in FIELDS.items():
        takes = [
            word
            for word, fields in (
                ("range", RANGED),
                ("`:~N`", NEARBY),
                ("`:noexp`", EXPLODING - {"pa", "nm"}),
                ('"last 5 years"', DATES),
            )
            if name in fields
        ]
        official, *others = spellings.split("|")
        said = ", ".join(f"`[{one}]`" for one in (official, *others))
        rows.append((f"`[{name}]`", said, searched, ", ".join(takes)))
    return table(("tag", "also written", "searches", "takes"), rows)


def query_filters() -> str:
    return table(("name", "stands for"), ((f"`{name}`", f"`{q}`") for name, q in filter_rows()))


def query_subheadings() -> str:
    names: dict[str, list[str]] = {}
    for code, name in CODES.items():
        names.setdefault(name, []).append(code)
    rows = (
        (name, ", ".join(f"`{c}`" for c in codes), ", ".join(narrower_qualifiers(name)))
        for name, codes in sorted(names.items())
    )
    return table(("subheading", "code", "searched along with it"), rows)


def query_differences() -> str:
    rows = _rows(CONFORMANCE)
    differing = [row for row in rows if "differs" in row]
    cells = (
        (f"`{row['query']}`", row["said"], row["differs"], f"[source]({row['source']})")
        for row in differing
    )
    head = ("query", "PubMed, as documented", "here", "")
    sources = len({row["source"] for row in rows})
    return (
        f"{len(rows)} queries from {sources} pages are checked by the tests; these {len(differing)}"
        f" differ on purpose:\n\n{table(head, cells)}"
    )


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
