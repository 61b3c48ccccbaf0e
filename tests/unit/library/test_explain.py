"""The tree of a translation: every part, its number, its table; nothing is dropped unsaid."""

from __future__ import annotations

from sceptic.domain.record import MeshHeading, Record
from sceptic.library.explain import MOST_COUNTED, explained, mapped_for, said_of
from sceptic.library.mapping import mapped
from sceptic.library.memory import MemoryLibrary
from sceptic.library.query import parse
from sceptic.library.thesaurus import MemoryThesaurus, shipped_thesaurus

LIBRARY = MemoryLibrary(
    (
        Record(id="pmid:1", title="Minoxidil for hair loss", mesh=(MeshHeading("Alopecia"),)),
        Record(id="pmid:2", title="A loss of hair"),
        Record(id="pmid:3", title="Minoxidil in the blood"),
    )
)
MESH = MemoryThesaurus({"Hair Loss": "Alopecia"}, {"Alopecia": ["Alopecia Areata"]},
                       is_complete=True)  # fmt: skip


def said(query: str) -> tuple[str, ...]:
    found = mapped(parse(query), MESH, lambda node: LIBRARY.count(node) > 0)
    return said_of(found, LIBRARY.count)


def test_every_part_stands_on_a_line_with_what_it_finds() -> None:
    assert said("the hair loss AND minoxidil NOT blood[ti]") == (
        'searched: (("Alopecia"[mh] OR "Alopecia"[all] OR ("hair"[all] AND "loss"[all])'
        ' OR "hair loss"[all]) AND "minoxidil"[all]) NOT blood[ti]',
        "          1  NOT",
        "          1  ├─ AND",
        "          2  │  ├─ the hair loss  (words joined by AND)",
        "          2  │  │  └─ hair loss  (MeSH)",
        '          1  │  │     ├─ "Alopecia"[mh]',
        '          1  │  │     ├─ "Alopecia"[all]',
        '          2  │  │     ├─ "hair"[all] AND "loss"[all]',
        '          1  │  │     └─ "hair loss"[all]',
        "          2  │  └─ minoxidil  (words)",
        "          1  └─ blood[ti]",
        "ignored (stop word): the",
    )


def test_headings_subheadings_filters_and_types_say_what_lies_below() -> None:
    lines = "\n".join(said("hair loss/th[mh] OR unknown/zz[mh] OR humans[filter] OR therapy[sh]"))
    assert "hair loss/th[mh]  (MeSH: Alopecia and 1 below it; subheading: therapy and 8" in lines
    assert "unknown/zz[mh]  (not in MeSH)" in lines
    assert "humans[filter]  (filter)" in lines
    assert "not found: unknown (no heading of MeSH)" in lines
    assert "not found: zz (no subheading of MeSH)" in lines
    assert "therapy[sh]  (subheading: therapy and 8 below it)" in lines
    assert "clinical trial[pt]  (with 9 types below it)" in "\n".join(said("clinical trial[pt]"))


def test_what_no_record_has_is_named() -> None:
    assert 'no record has: "zzz"[all]' not in said("zzz")
    assert "no record has: zzz" in said("zzz")
    assert 'no record has: "loss hair"[tiab]' in said('"loss hair"[tiab] OR minoxidil')


def test_small_operators_and_short_truncations_are_noted() -> None:
    found = mapped(parse("hair or baldness"), MESH, lambda _: False)
    assert found.notes == ("'or' is looked for as a word; the operator is OR",)
    short = mapped(parse("al*[tiab] AND wrinkl*[tiab]"), MESH, lambda _: False)
    assert len(short.notes) == 1
    assert "al*[tiab]" in short.notes[0]


def test_a_long_query_is_counted_in_part() -> None:
    query = " OR ".join(f"w{n}[ti]" for n in range(MOST_COUNTED + 10))
    tree = explained(mapped(parse(query), MESH, lambda _: False).tree, LIBRARY.count)
    assert tree.lines[-1].strip() == "11 lines not counted"
    assert len(tree.lines) == MOST_COUNTED + 12


def test_without_mesh_the_shipped_vocabulary_names_headings() -> None:
    (line,) = mapped_for(parse("baldness"), LIBRARY).translations
    assert line.became.startswith('"Alopecia"[mh]')
    assert shipped_thesaurus().heading("MS") is None
    assert mapped_for(parse("alopecia[mh]"), LIBRARY).not_found == ()
