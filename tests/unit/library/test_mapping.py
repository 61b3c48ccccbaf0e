"""MeSH explosion, term mapping, named filters, relative dates.

Expectations follow the PubMed User Guide (https://pubmed.ncbi.nlm.nih.gov/help/).
"""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path
from typing import IO, cast

import pytest

from sceptic.domain.record import MeshHeading, Record
from sceptic.errors import FileFormatError
from sceptic.library.collection import DiskLibrary
from sceptic.library.filters import _QUERIES, dated, filter_named
from sceptic.library.ingest import ingest
from sceptic.library.mapping import Translation, exploded, mapped
from sceptic.library.memory import MemoryLibrary
from sceptic.library.query import Node, parse, printed
from sceptic.library.thesaurus import DiskThesaurus, MemoryThesaurus, load_thesaurus
from sceptic.sources.mesh import Descriptor, descriptors_from_xml
from tests.library_samples import article, write

DESCRIPTORS = (
    Descriptor("Hair Diseases", "D1", ("Hair Disease",), ("C17.1",)),
    Descriptor("Alopecia", "D2", ("Hair Loss", "Baldness"), ("C17.1.5", "C23.9")),
    Descriptor("Alopecia Areata", "D3", (), ("C17.1.5.2", "C23.9.2")),
    Descriptor("Hair Dyes", "D4", ("Alopecia",), ("C17.10",)),
    Descriptor("Dihydrotestosterone", "D5", (), ("D04.1",)),
)


@pytest.fixture(params=["disk", "memory"])
def thesaurus(request: pytest.FixtureRequest, tmp_path: Path) -> DiskThesaurus | MemoryThesaurus:
    if request.param == "disk":
        assert load_thesaurus(DESCRIPTORS, tmp_path) == 5
        return DiskThesaurus(tmp_path)
    names = {"Hair Loss": "Alopecia", "Baldness": "Alopecia", "Hair Disease": "Hair Diseases"}
    names |= {d.name: d.name for d in DESCRIPTORS}
    below = {"Hair Diseases": ["Alopecia"], "Alopecia": ["Alopecia Areata"]}
    return MemoryThesaurus(names, below)


def test_names_and_places(thesaurus: DiskThesaurus | MemoryThesaurus) -> None:
    assert thesaurus.heading("hair  LOSS") == "Alopecia"
    assert thesaurus.heading("alopecia") == "Alopecia"
    assert thesaurus.heading("nonsense") is None
    assert thesaurus.narrower("Hair Diseases") == ("Alopecia", "Alopecia Areata")
    assert thesaurus.narrower("Alopecia Areata") == ()


@pytest.mark.parametrize(
    ("query", "becomes"),
    [
        ("alopecia[mh]", '"Alopecia"[mh:noexp] OR "Alopecia Areata"[mh:noexp]'),
        ('"hair loss"[majr]', '"Alopecia"[majr:noexp] OR "Alopecia Areata"[majr:noexp]'),
        ("alopecia[mh:noexp]", '"Alopecia"[mh:noexp]'),
        (
            "alopecia/drug therapy[mh]",
            '"Alopecia/drug therapy"[mh:noexp] OR "Alopecia Areata/drug therapy"[mh:noexp]',
        ),
        ("alopec*[mh]", "alopec*[mh]"),
        ("nonsense[mh]", "nonsense[mh]"),
        ("alopecia[tiab]", "alopecia[tiab]"),
    ],
)
def test_explosion(thesaurus: MemoryThesaurus, query: str, becomes: str) -> None:
    assert printed(exploded(parse(query), thesaurus)) == becomes


def held(node: Node) -> bool:
    return printed(node) in ('"journal of nothing"[ta]', "smith jb[au]")


@pytest.mark.parametrize(
    ("query", "became", "by"),
    [
        (
            "hair loss",
            '"Alopecia"[mh] OR "Alopecia"[all] OR ("hair"[all] AND "loss"[all])'
            ' OR "hair loss"[all]',
            ["MeSH"],
        ),
        (
            "dihydrotestosterone",
            '"Dihydrotestosterone"[mh] OR "dihydrotestosterone"[all]',
            ["MeSH"],
        ),
        (
            "journal of nothing",
            '"journal of nothing"[ta] OR ("journal"[all] AND "nothing"[all])'
            ' OR "journal of nothing"[all]',
            ["journal"],
        ),
        ("smith jb", "smith jb[au]", ["author"]),
        ("zzz", '"zzz"[all]', ["words"]),
    ],
)
def test_one_phrase(thesaurus: MemoryThesaurus, query: str, became: str, by: list[str]) -> None:
    found = mapped(parse(query), thesaurus, held)
    assert [t.by for t in found.translations] == by
    assert found.translations[0].became == became
    assert found.ignored == found.not_found == ()


def test_a_question_is_broken_from_the_right_and_nothing_is_dropped_unsaid(
    thesaurus: MemoryThesaurus,
) -> None:
    found = mapped(parse("the effect of zzz on hair loss smith jb"), thesaurus, held)
    assert [(t.words, t.by) for t in found.translations] == [
        ("effect", "words"),
        ("zzz", "words"),
        ("hair loss", "MeSH"),
        ("smith jb", "author"),
    ]
    assert found.ignored == ("the", "of", "on")
    assert found.translations[0] == Translation("effect", '"effect"[all]', "words")


@pytest.mark.parametrize("query", ['"hair loss"', "hair loss[tiab]", "hair los*", "#1"])
def test_quotes_tags_and_asterisks_switch_mapping_off(
    thesaurus: MemoryThesaurus, query: str
) -> None:
    found = mapped(parse(query), thesaurus, held)
    assert (found.node, found.translations) == (parse(query), ())


def test_unknown_headings_are_named() -> None:
    whole = MemoryThesaurus({"Baldness": "Alopecia"}, {}, is_complete=True)
    found = mapped(parse("foo[mh] AND alopecia[mh] AND bar/zz[majr]"), whole, held)
    assert found.not_found == (
        "foo (no heading of MeSH)",
        "zz (no subheading of MeSH)",
        "bar (no heading of MeSH)",
    )
    part = MemoryThesaurus({"Baldness": "Alopecia"}, {})
    assert mapped(parse("foo[mh]"), part, held).not_found == ()


def test_a_mesh_file_is_loaded_beside_the_records(tmp_path: Path) -> None:
    names = "".join(f"<Term><String>{n}</String></Term>" for n in ("Hair Loss", "Baldness"))
    xml = (
        "<DescriptorRecordSet><DescriptorRecord><DescriptorUI>D2</DescriptorUI><DescriptorName>"
        "<String>Alopecia</String></DescriptorName><TreeNumberList><TreeNumber>C17.5</TreeNumber>"
        f"</TreeNumberList><ConceptList><Concept><TermList>{names}</TermList></Concept>"
        "</ConceptList></DescriptorRecord></DescriptorRecordSet>"
    )
    mesh = tmp_path / "desc2026.xml.gz"
    mesh.write_bytes(gzip.compress(xml.encode()))
    records = write(tmp_path / "records.xml", *(article(n) for n in range(1, 40)))
    report = ingest([mesh, records], tmp_path / "lib")
    assert [(f.records, f.headings) for f in report.files] == [(0, 1), (39, 0)]
    with DiskLibrary.open(tmp_path / "lib") as library:
        plain = library.count(parse("alopecia[mh:noexp]"))
        assert library.count(parse("baldness[mh]")) == plain > 0
        assert library.mapped(parse("baldness")).translations[0].by == "MeSH"
    mesh.write_bytes(mesh.read_bytes()[:60])
    (refused,) = ingest([mesh], tmp_path / "lib").refused
    assert "\n" not in refused.error
    with DiskLibrary.open(tmp_path / "lib") as library:
        assert library.count(parse("baldness[mh]")) == plain


def test_no_mesh_file(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(b"<a/>")
    with path.open("rb") as file, pytest.raises(FileFormatError, match="no MeSH"):
        list(descriptors_from_xml(file))


def test_every_named_filter_is_a_query() -> None:
    for name in _QUERIES:
        assert filter_named(name.upper()) is not None
    assert filter_named("medline") is None


def test_filters_search(tmp_path: Path) -> None:
    library = MemoryLibrary(
        (
            Record(id="pmid:1", title="A systematic review of drops", languages=("eng",)),
            Record(
                id="pmid:2",
                title="Drops: a trial",
                mesh=(MeshHeading("Humans"),),
                publication_types=("Randomized Controlled Trial",),
                status="MEDLINE",
            ),
        )
    )

    def found(query: str) -> list[str]:
        return [h.record_id for h in library.search(parse(query), limit=9).hits]

    assert found("systematic[sb]") == ["pmid:1"]
    assert found("drops AND humans[filter]") == ["pmid:2"]
    assert found("drops AND (Therapy/Narrow[filter])") == ["pmid:2"]
    assert found("english[filter]") == ["pmid:1"]
    assert found("medline[sb]") == ["pmid:2"]
    assert found("what is the trial of drops") == ["pmid:2"]


@pytest.mark.parametrize(
    ("query", "becomes"),
    [
        ('"last 5 years"[dp]', '"2021/11/22"[dp] : "2026/11/22"[dp]'),
        ("last 30 days[edat]", '"2026/10/23"[edat] : "2026/11/22"[edat]'),
        ("last 9 months[crdt]", '"2026/02/22"[crdt] : "2026/11/22"[crdt]'),
        ("2009[dp] AND x", "2009[dp] AND x"),
        ("last 5 years[ti]", "last 5 years[ti]"),
    ],
)
def test_relative_dates(query: str, becomes: str) -> None:
    assert printed(dated(parse(query), dt.date(2026, 11, 22))) == becomes
    leap = dated(parse("last 1 year[dp]"), dt.date(2024, 2, 29))
    assert printed(leap) == '"2023/02/28"[dp] : "2024/02/29"[dp]'


def test_the_real_mesh(data_dir: Path, tmp_path: Path) -> None:
    with gzip.open(data_dir / "vocab" / "mesh_descriptors.xml.gz") as file:
        descriptors = tuple(descriptors_from_xml(cast("IO[bytes]", file)))
    assert load_thesaurus(descriptors, tmp_path) == 29_513
    mesh = DiskThesaurus(tmp_path)
    assert mesh.heading("Heart Attack") == "myocardial infarction"
    assert mesh.heading("hair loss") == "alopecia"
    assert "alopecia areata" in mesh.narrower("alopecia")
    assert len(mesh.narrower("heart diseases")) > 50
