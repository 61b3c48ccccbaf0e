"""Golden briefs, statement by statement: a change of what we say is seen before it is published.

Read the difference; if it is meant, refresh with ``python -m scripts.write_golden``.
"""

from __future__ import annotations

from collections import Counter

import pytest

from scripts.write_golden import FOLDER, QUESTIONS, asked, differences, golden_of, saved

ASKED = asked()


@pytest.mark.parametrize("name", ASKED)
def test_the_brief_says_what_it_said(name: str) -> None:
    lines = list(differences(saved(name), golden_of(ASKED[name])))
    if lines:
        hint = "if this is meant: python -m scripts.write_golden"
        pytest.fail("\n".join((f"{ASKED[name]['question']}", *lines, hint)), pytrace=False)


def test_every_answer_is_among_them() -> None:
    found = Counter(saved(name).get("answer", "survey") for name in ASKED)
    assert len(ASKED) >= 30
    assert set(found) == {
        "supported", "contradicted", "conflicting", "depends", "too_little_evidence", "survey",
    }  # fmt: skip
    assert min(found.values()) >= 2


def test_there_is_one_file_for_each_question() -> None:
    assert {p.stem for p in FOLDER.glob("*.json") if p != QUESTIONS} == set(ASKED)


def test_every_statement_names_a_source() -> None:
    for name in ASKED:
        for statement in saved(name)["statements"]:
            assert statement["sources"], (name, statement["text"])


def test_a_difference_is_readable() -> None:
    golden = saved("mesotherapy")
    changed = dict(golden, answer="supported", statements=[*golden["statements"][1:]])
    lines = list(differences(golden, changed))
    assert lines[:3] == ["answer:", "  - depends", "  + supported"]
    assert lines[3] == "statements:"
    assert golden["statements"][0]["text"] in lines[4]
    assert not list(differences(golden, golden))
