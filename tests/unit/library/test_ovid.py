"""Ovid strategies in PubMed's words. Expectations follow the Ovid MEDLINE Database Guide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sceptic.errors import QuerySyntaxError
from sceptic.library.ovid import query_from_ovid
from sceptic.library.query import parse, printed


@pytest.mark.parametrize(
    ("ovid", "pubmed"),
    [
        ("exp Alopecia/", '"Alopecia"[mh]'),
        ("Alopecia/", '"Alopecia"[mh:noexp]'),
        ("*Alopecia/", '"Alopecia"[majr:noexp]'),
        ("exp *Alopecia/", '"Alopecia"[majr]'),
        ("exp Receptors, Steroid/", '"Receptors, Steroid"[mh]'),
        (
            "Alopecia/dt, th",
            '"Alopecia/drug therapy"[mh:noexp] OR "Alopecia/therapy"[mh:noexp]',
        ),
        ("hair loss.tw.", '"hair loss"[tiab]'),
        ("(hair or baldness).ti,ab.", "hair[tiab] OR baldness[tiab]"),
        ("delusion$.tw.", "delusion*[tiab]"),
        ("clinical trial.pt", '"clinical trial"[pt]'),
        ("random$.mp. [mp=title, abstract, subject heading word]", "random*[tw]"),
        ("hair", "hair[tw]"),
        ("hair and not baldness", None),
        ("hair.ti. and (drug or placebo).ab.", "hair[ti] AND (drug[ab] OR placebo[ab])"),
        ("hair.ti. or skin.ti. and drug.ti.", "hair[ti] OR (skin[ti] AND drug[ti])"),
        ("hair.ti. not skin.ti.", "hair[ti] NOT skin[ti]"),
        ("(hair adj3 loss).tw.", '"hair loss"[tiab:~2]'),
        ("hair adj loss", '"hair loss"[tiab:~0]'),
        (
            "((hair or fur) adj2 loss).ti.",
            '"hair loss"[ti:~1] OR "fur loss"[ti:~1]',
        ),
        ("(hair* adj3 loss).tw.", "hair*[tiab] AND loss[tiab]"),
        ('"quality of life".tw.', '"quality of life"[tiab]'),
        ("exp hair/ or hair.tw.", '"hair"[mh] OR hair[tiab]'),
        ("limb$2.tw.", "limb*[tiab]"),
        ("kadry r.au.", '"kadry r"[au]'),
        ("(2012* or 201301*).ed.", "2012[edat] OR 2013/01[edat]"),
        ("Hair/DT", '"Hair/drug therapy"[mh:noexp]'),
        ("Search (hair OR fur)", "hair OR fur"),
        (
            "(optical$ adj2 coherence$ adj2 (scan or tomograph$)).tw.",
            "(optical*[tiab] AND coherence*[tiab]) AND (scan[tiab] OR tomograph*[tiab])",
        ),
    ],
)
def test_one_line(ovid: str, pubmed: str | None) -> None:
    if pubmed is None:
        with pytest.raises(QuerySyntaxError, match="line 1"):
            query_from_ovid(ovid)
        return
    assert printed(query_from_ovid(ovid).node) == pubmed


def test_lines_refer_to_each_other() -> None:
    text = "1. exp hair/\n2. loss.tw.\n3. 1 and 2\n4. animals/ not humans/\n5. 3 not 4\n"
    assert printed(query_from_ovid(text).node) == (
        '("hair"[mh] AND loss[tiab]) NOT ("animals"[mh:noexp] NOT "humans"[mh:noexp])'
    )
    sets = "#1 a.ti.\n#2 b.ti.\n#3 c.ti.\n#4 or/1-2\n#5 and/3-4"
    assert printed(query_from_ovid(sets).node) == "c[ti] AND (a[ti] OR b[ti])"
    bare = "a.ti.\nb.ti.\n1 or 2"
    assert printed(query_from_ovid(bare).node) == "a[ti] OR b[ti]"
    spaced = "1 a.ti.\n2 b.ti.\n3 1 and 2 (4711)"
    assert printed(query_from_ovid(spaced).node) == "a[ti] AND b[ti]"


def test_limits() -> None:
    text = '1. hair.ti.\n2. limit 1 to (english language and humans and yr="1990 - 2005")'
    assert printed(query_from_ovid(text).node) == (
        'hair[ti] AND "1990"[dp] : "2005"[dp] AND english[la] AND humans[mh]'
    )
    with pytest.raises(QuerySyntaxError, match="line 2: this limit has no counterpart"):
        query_from_ovid("1. hair.ti.\n2. limit 1 to st=20120101-20130101")
    entered = query_from_ovid("1. hair.ti.\n2. limit 1 to ed=20120101-20130131")
    assert printed(entered.node) == 'hair[ti] AND "2012/01/01"[edat] : "2013/01/31"[edat]'
    assert "entry date" in entered.notes[0]


def test_lines_in_pubmeds_own_language() -> None:
    text = "#1 hair[tiab] OR fur[tiab]\n#2 loss[tiab]\n#3 Search #1 AND #2[tiab]"
    with pytest.raises(QuerySyntaxError, match="line 3"):
        query_from_ovid(text)
    text = "#1 hair[tiab] OR fur[tiab]\n#2 #1 AND loss[tiab]"
    assert query_from_ovid(text).node == parse("(hair[tiab] OR fur[tiab]) AND loss[tiab]")


def test_what_becomes_broader_is_noted() -> None:
    assert query_from_ovid("hair.ti.").notes == ()
    assert query_from_ovid("limb$2.tw.").notes == ("limited truncation is taken as unlimited",)
    assert query_from_ovid("hair* adj2 loss").notes == (
        "truncated words near each other are joined by AND",
    )
    spelt = query_from_ovid("tumo?r$.tw.")
    assert "tumor*[tiab]" in printed(spelt.node)
    assert "tumour*[tiab]" in printed(spelt.node)
    assert spelt.notes == ("a wildcard for one letter stands for a vowel, s or z",)


@pytest.mark.parametrize(
    ("ovid", "says", "column"),
    [
        ("", "empty", 1),
        ("1. hair.ti.\n2. 1 and 7 or", "line 2: a term is missing", 14),
        ("1. (hair", "line 1: a parenthesis is not closed", 4),
        ("hair)", "line 1: not expected here", 5),
        ("hair.zz.", "line 1: unknown field", 5),
        ("Hair/zz", "line 1: unknown subheading", 1),
        ("hair.ed,ti.", "line 1: unknown field", 5),
        ("hair*or fur.tw.", "line 1: a blank is missing", 6),
        ("or/1-3", "line 1: there is no line 1 above", 1),
        ("ha?r? an?e?mi?a", "line 1: too many wildcards", 1),
        ("(" * 100, "line 1: parentheses too deep", 61),
        ("a not " * 100 + "b", "line 1: too many NOTs", 303),
        ("\n".join(f"{n - 1 or 'a'} or x not y" for n in range(1, 400)), "too deep", 1),
        ("\n".join(f"{n - 1 or 'a'} or {n - 1 or 'b'}" for n in range(1, 90)), "too deep", 1),
        ("a" * 1_000_001, "longer", 1_000_000),
        ("1. !exp */", "line 1: no text for a term", 4),
        ("(hair adj400 loss).tw.", "line 1: ADJ takes a number up to 99", 7),
    ],
)
def test_refused_with_line_and_column(ovid: str, says: str, column: int) -> None:
    with pytest.raises(QuerySyntaxError, match=says) as caught:
        query_from_ovid(ovid)
    assert caught.value.column == column


def test_real_strategies_are_translated_or_refused(data_dir: Path) -> None:
    path = data_dir / "sysrev_boolean_queries" / "sigir2017" / "queries_unannotated.json"
    rows = json.loads(path.read_text("utf-8"))
    nodes, refused = [], []
    for row in rows:
        try:
            nodes.append(query_from_ovid(row["query"]).node)
        except QuerySyntaxError as error:
            refused.append(error.message)
    assert len(nodes) >= 150
    assert len(nodes) + len(refused) == 179
    assert all(message.startswith("line ") for message in refused)
    assert all(parse(printed(node)) == node for node in nodes)
