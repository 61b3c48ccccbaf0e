"""PubMed's query language: what is understood, and what is refused with its column.

Expectations follow the PubMed User Guide (https://pubmed.ncbi.nlm.nih.gov/help/).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sceptic.errors import QuerySyntaxError
from sceptic.library.fields import field_named, spellings
from sceptic.library.query import (
    And,
    Earlier,
    Near,
    Node,
    Not,
    Or,
    Range,
    Term,
    all_of,
    any_of,
    leaves,
    parse,
    printed,
    rewritten,
    term_of,
)

A, B, C = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("hair loss", Term("hair loss")),
        ('"hair loss"', Term("hair loss", phrase=True)),
        ("“hair loss”[ti]", Term("hair loss", "ti", phrase=True)),
        ("hair loss [Title/Abstract]", Term("hair loss", "tiab")),
        ("alopecia[MeSH Terms:NoExp]", Term("alopecia", "mh", exact=True)),
        ("alopecia[mh:exp]", Term("alopecia", "mh")),
        ("wrinkl*[tiab]", Term("wrinkl", "tiab", truncated=True)),
        ('"breast feed*"', Term("breast feed", phrase=True, truncated=True)),
        ('"hair loss"[tiab:~3]', Near("hair loss", "tiab", 3)),
        ("2000:2010[dp]", Range("2000", "2010", "dp")),
        ('"2000/01/01"[Date - Publication] : "3000"[dp]', Range("2000/01/01", "3000", "dp")),
        ("2017/01/01 : 3000[crdt]", Range("2017/01/01", "3000", "crdt")),
        ("1:99[uid]", Range("1", "99", "pmid")),
        ("a AND b AND c", And((A, B, C))),
        ("a OR b AND c", And((Or((A, B)), C))),
        ("a AND b OR c", Or((And((A, B)), C))),
        ("a NOT b NOT c", Not(Not(A, B), C)),
        ("a AND NOT b", Not(A, B)),
        ("a AND (b OR c)", And((A, Or((B, C))))),
        ("(a)(b)", And((A, B))),
        ("(a)AND(b)", And((A, B))),
        ("a[ti] b[ti]", And((Term("a", "ti"), Term("b", "ti")))),
        ("x y and z", Term("x y and z")),
        (
            "a[ti] not (a[ti] and b[ti])",
            Not(Term("a", "ti"), And((Term("a", "ti"), Term("b", "ti")))),
        ),
        ("(a) or b", Or((A, B))),
        ('"a" and b', And((Term("a", phrase=True), B))),
        ("a[ Title / Abstract ]", Term("a", "tiab")),
        ("#1 AND #2", And((Earlier(1), Earlier(2)))),
        ("MEDLINE [subset]", Term("MEDLINE", "sb")),
        ("face-to-face[tiab]", Term("face-to-face", "tiab")),
        ("kadry r[au]", Term("kadry r", "au")),
        ("10.1002/14651858.CD001321[aid]", Term("10.1002/14651858.CD001321", "aid")),
    ],
)
def test_understood(text: str, node: Node) -> None:
    assert parse(text) == node
    assert parse(printed(node)) == node


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("a AND", 6, "missing"),
        ("AND a", 1, "nothing before it"),
        ("NOT a", 1, "nothing before it"),
        ("a OR OR b", 6, "nothing before it"),
        ("(a", 1, "not closed"),
        ("a AND (b OR (c)", 7, "not closed"),
        ("a)", 2, "never opened"),
        ("()", 2, "missing"),
        ('a AND "b', 7, "quotation mark"),
        ('""', 1, "empty"),
        ("a[ti", 2, "bracket"),
        ("a]", 2, "bracket"),
        ("a[foo]", 2, "unknown field tag"),
        ("[ti]", 1, "no words before it"),
        ("a : b", 1, "needs a field tag"),
        ('"1"[dp] : "2"[edat]', 14, "two different fields"),
        ('"1"[dp] :', 10, "upper limit"),
        ("a:b:c[dp]", 1, "two limits"),
        ("*", 1, "letters before it"),
        ("a[tiab:~x]", 2, "takes no"),
        ("a[dp:noexp]", 2, "takes no"),
        ("#x", 1, "number of a search"),
        ("#" + "9" * 5000, 1, "number of a search"),
        ('"a b"[tiab:~1001]', 6, "no proximity"),
        ('"a b"[tiab:~99999]', 6, "takes no"),
        ("(" * 300 + "a" + ")" * 300, 202, "too deep"),
        ("x" * 1_000_001, 1_000_000, "longer"),
        ("a[ti] " * 10_001, 60_001, "more than 10000 terms"),
    ],
)
def test_refused_with_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(QuerySyntaxError, match=says) as caught:
        parse(text)
    assert caught.value.column == column
    assert "\n" not in caught.value.message


def test_a_near_tag_is_suggested() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse("a[Title/Abstracts]")
    assert "title/abstract" in caught.value.hint


def test_endless_chains_are_refused_and_long_ones_are_not() -> None:
    assert parse(" OR ".join(f"w{n}" for n in range(5000)))
    with pytest.raises(QuerySyntaxError, match="add parentheses"):
        parse(" ".join(f"w{n} {('AND', 'OR')[n % 2]}" for n in range(500)) + " z")


def test_every_spelling_names_a_field() -> None:
    for spelling in spellings():
        assert field_named(spelling.upper()) is not None
    assert field_named("date  -  publication") == "dp"
    assert field_named("nonsense") is None


@pytest.mark.parametrize(
    ("text", "field", "printed_as"),
    [
        ("hair loss", "tiab", '"hair loss"[tiab]'),
        ("finasteride", "mh", "finasteride[mh]"),
        ("AND", "ti", '"AND"[ti]'),
        ("2,4-D (acid) [x]", "nm", '"2,4-D acid x"[nm]'),
        ("a:b", "", "a:b"),
        ("#1", "", '"#1"'),
    ],
)
def test_terms_of_any_text(text: str, field: str, printed_as: str) -> None:
    assert printed(term_of(text, field)) == printed_as
    assert parse(printed_as) == term_of(text, field)


def test_no_term_of_nothing() -> None:
    for text in ("", "()", '"', "*"):
        with pytest.raises(ValueError, match="no text"):
            term_of(text)
    with pytest.raises(ValueError, match="unknown field"):
        Term("a", "nope")
    with pytest.raises(ValueError, match="at least two"):
        And((A,))


def test_combining_and_rewriting() -> None:
    assert all_of(A) == A
    assert any_of(A, B) == Or((A, B))
    node = parse("(#1 OR b) NOT c")
    assert leaves(node) == (Earlier(1), B, C)
    assert rewritten(node, lambda leaf: A if leaf == Earlier(1) else leaf) == parse(
        "(a OR b) NOT c"
    )


def test_real_searches_of_systematic_reviews_parse_and_print(data_dir: Path) -> None:
    path = (
        data_dir / "sysrev_boolean_queries" / "seed" / "collection_data__overall_collection.jsonl"
    )
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        for column in ("query", "edited_search"):
            node = parse(row[column])
            assert parse(printed(node)) == node
