"""What a stated fact must hold before it may ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sceptic.language.vocabulary import shipped_vocabulary
from scripts.starter_rows import FACTS
from scripts.stated_build import OUT, compiled, stated_rows

ROW: dict[str, Any] = {
    "id": "pmid:1",
    "pmid": 1,
    "citation": "A 2001",
    "title": "A title",
    "seen": ["https://journal.example/1"],
    "seen_on": "2026-11-22",
    "states": [["is_a", "psoriasis", "autoimmune disease"]],
}


def problems(folder: Path, **changed: object) -> list[str]:
    (folder / "stated.jsonl").write_text(json.dumps({**ROW, **changed}) + "\n", "utf-8")
    return stated_rows(folder, shipped_vocabulary())[1]


def test_a_whole_row_may_ship(tmp_path: Path) -> None:
    assert problems(tmp_path) == []
    assert problems(tmp_path, seen=[], read_in="copy of the PubMed record") == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"seen": []}, "neither an address"),
        ({"read_in": "copy of the PubMed record"}, "or both"),
        ({"seen": [], "read_in": "hearsay"}, "neither an address"),
        ({"seen": ["https://pubmed.ncbi.nlm.nih.gov/1/"]}, "was it opened"),
        ({"seen_on": ""}, "no day"),
        ({"id": "pmid:2"}, "not its PMID"),
        ({"states": [["is_a", "no such thing", "autoimmune disease"]]}, "no concept"),
        ({"states": [["is_b", "psoriasis", "autoimmune disease"]]}, "unknown relation"),
        ({"states": [["is_a", "psoriasis", "disease"]]}, "nothing to compare by"),
        ({"states": [["is_a", "psoriasis", "autoimmune " * 20]]}, "longer than"),
    ],
)
def test_a_row_that_lacks_something_may_not(
    tmp_path: Path, changed: dict[str, object], why: str
) -> None:
    assert any(why in p for p in problems(tmp_path, **changed))


def test_the_table_is_what_the_facts_compile_to() -> None:
    rows, errors = stated_rows(FACTS, shipped_vocabulary())
    assert errors == []
    assert OUT.read_text(encoding="utf-8") == compiled(rows)
