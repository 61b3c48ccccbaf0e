"""A MeSH file of NLM's extends what a question may name; the shipped concepts come first."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import IO, cast

import pytest

from sceptic.cli import run
from sceptic.config import Settings, open_parts
from sceptic.domain.claim import ConceptKind
from sceptic.errors import FileFormatError
from sceptic.language.claims import claim_from_question
from sceptic.language.extension import ExtendedVocabulary, extended, in_reading_order
from sceptic.language.text import normalised
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.library.collection import DiskLibrary
from sceptic.library.ingest import ingest
from sceptic.library.mesh_concepts import DiskConcepts, edition_of, load_concepts, opening
from sceptic.library.mesh_file import is_mesh, load_mesh
from sceptic.sources.mesh import descriptors_from_xml
from sceptic.synthesis.sourcing import definition_source
from tests.library_samples import article, write
from tests.mesh_samples import ASCII, NOTE, descriptors, supplement

CONDITION, INTERVENTION = ConceptKind.CONDITION, ConceptKind.INTERVENTION


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library folder with the sample MeSH in it."""
    file = tmp_path / "desc2026.xml.gz"
    file.write_bytes(gzip.compress(descriptors()))
    report = load_mesh(file, tmp_path / "lib", "0123456789abcdef")
    assert (report.headings, report.concepts) == (6, 7)
    return tmp_path / "lib"


@pytest.fixture
def vocabulary(folder: Path) -> ExtendedVocabulary:
    return extended(shipped_vocabulary(), DiskConcepts(folder))


def test_a_question_names_what_only_mesh_knows(vocabulary: ExtendedVocabulary) -> None:
    claim = claim_from_question("Does zorbistat help familial zorbitis?", vocabulary)
    assert (claim.pico.intervention.id, claim.pico.condition.id) == ("mesh:D900003", "mesh:D900002")
    condition = claim.pico.condition
    assert condition.name == "Familial Zorbitis"
    assert condition.headings == ("Zorbitis, Familial",)
    assert condition.broader == ("mesh:D900001",)
    inverted = claim_from_question("Does ZB-12 help zorbitis, familial?", vocabulary)
    assert inverted.pico.intervention == claim.pico.intervention


def test_a_scope_note_is_the_definition_with_its_source(vocabulary: ExtendedVocabulary) -> None:
    condition = vocabulary.concept("mesh:D900002")
    assert condition.definition == NOTE.partition(" (From")[0]
    assert condition.definition_source == "MeSH 2026 D900002"
    source = definition_source(condition, "1")
    assert (source.table, source.version) == ("MeSH 2026", "D900002")
    assert source.address == "https://meshb.nlm.nih.gov/record/ui?ui=D900002"


def test_a_narrower_concept_inside_a_heading_is_a_child_of_its_own(
    vocabulary: ExtendedVocabulary,
) -> None:
    narrower = vocabulary.best("nodular zorbitis", CONDITION)
    assert narrower is not None
    assert narrower.id == "mesh:M3"
    assert vocabulary.is_a("mesh:M3", "mesh:D900002")
    assert vocabulary.is_a("mesh:M3", "mesh:D900001")
    assert not vocabulary.is_a("mesh:D900002", "mesh:M3")
    assert "Nodular Zorbitis" not in vocabulary.concept("mesh:D900002").names
    assert [c.id for c in vocabulary.children("mesh:D900002")] == ["mesh:M3"]
    related = vocabulary.concept("mesh:M4")
    assert related.broader == ()


def test_shipped_concepts_keep_their_names_and_gain_others(vocabulary: ExtendedVocabulary) -> None:
    for name in ("alopecia", "hair loss", "bald patch"):
        found = vocabulary.best(name, CONDITION)
        assert found is not None
        assert found.id == "hair-loss"
        assert "Bald Patch" in found.names
    assert "Hair Loss" not in vocabulary.concept("mesh:D900002").names
    assert vocabulary.concept("mesh:D000505").id == "hair-loss"
    shipped = shipped_vocabulary().concept("hair-loss")
    assert vocabulary.concept("hair-loss").definition == shipped.definition


def test_parent_and_child_stay_apart_across_the_two(vocabulary: ExtendedVocabulary) -> None:
    assert vocabulary.is_a("mesh:D900004", "hair-loss")
    assert not vocabulary.is_a("hair-loss", "mesh:D900004")
    assert not vocabulary.is_a("alopecia-areata", "mesh:D900004")
    children = [c.id for c in vocabulary.children("hair-loss")]
    assert children[-1] == "mesh:D900004"
    assert "alopecia-areata" in children
    # a heading's entry term that names a narrower shipped concept is not the heading's own
    assert not any("male pattern" in n.lower() for n in vocabulary.concept("hair-loss").names
                   if n not in shipped_vocabulary().concept("hair-loss").names)  # fmt: skip


def test_what_is_too_wide_is_no_concept(vocabulary: ExtendedVocabulary) -> None:
    assert "mesh:D010361" not in vocabulary
    assert vocabulary.best("clients", ConceptKind.POPULATION) is None
    with pytest.raises(KeyError):
        vocabulary.concept("mesh:D010361")


def test_what_mesh_does_not_touch_is_read_as_before(vocabulary: ExtendedVocabulary) -> None:
    for question in ("Does minoxidil regrow hair?", "Is TENS better than exercise for back pain?"):
        plain = claim_from_question(question, shipped_vocabulary())
        claim = claim_from_question(question, vocabulary)
        assert claim.relation is plain.relation
        assert claim.pico.intervention.id == plain.pico.intervention.id
        assert claim.pico.condition.id == plain.pico.condition.id


def test_supplementary_concepts_are_added(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "supp2026.xml"
    file.write_bytes(supplement())
    assert is_mesh(file)
    assert load_mesh(file, folder, "fedcba9876543210").concepts == 1
    vocabulary = extended(shipped_vocabulary(), DiskConcepts(folder))
    assert vocabulary.version.endswith("+0123456789ab+fedcba987654")
    claim = claim_from_question("Does zorbistat cure Quibble syndrome?", vocabulary)
    assert claim.pico.condition.id == "mesh:C900001"
    assert claim.pico.condition.headings == ()
    assert vocabulary.is_a("mesh:C900001", "mesh:D900002")


def test_the_ascii_form_tells_the_same(tmp_path: Path) -> None:
    file = tmp_path / "d2026.bin"
    file.write_text(ASCII)
    report = load_mesh(file, tmp_path / "lib", "00")
    assert (report.headings, report.concepts) == (2, 3)
    vocabulary = extended(shipped_vocabulary(), DiskConcepts(tmp_path / "lib"))
    found = vocabulary.best("plain zorbitis", CONDITION)
    assert found is not None
    assert found.definition_source == "MeSH 2026 D900002"
    nodular = vocabulary.best("nodular zorbitis", CONDITION)
    assert nodular is not None
    assert nodular.broader == ("mesh:D900002",)


@pytest.mark.parametrize(
    "content", [b"", b"<a/>", b"MH = x\n", b"*NEWRECORD\n", b"\x1f\x8bnot gzip"]
)
def test_no_mesh_file_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(content)
    with pytest.raises(FileFormatError) as refused:
        load_mesh(file, tmp_path / "lib", "00")
    assert "\n" not in str(refused.value)
    assert "x.bin" in str(refused.value)
    assert not (tmp_path / "lib" / "concepts.sqlite3").exists()


def test_a_cut_off_file_leaves_the_old_one(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "desc2027.xml"
    file.write_bytes(descriptors()[:1500])
    with pytest.raises(FileFormatError):
        load_mesh(file, folder, "11")
    assert DiskConcepts(folder).version == "0123456789ab"


def test_the_command_and_the_brief(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = tmp_path / "lib"
    ingest([write(tmp_path / "records.xml", article(1))], library)
    with DiskLibrary.open(library) as opened:
        before = open_parts(Settings(today="2026-01-01"), opened)
    file = tmp_path / "desc2026.xml"
    file.write_bytes(descriptors())
    assert run(["library", "mesh", str(file), "--library", str(library)]) == 0
    assert "6 headings, 7 concepts" in capsys.readouterr().out
    with DiskLibrary.open(library) as opened:
        after = open_parts(Settings(today="2026-01-01"), opened)
    assert after.rules_digest.startswith(before.rules_digest + "+")
    question = "Does zorbistat help familial zorbitis?"
    assert run(["ask", question, "--library", str(library), "--today", "2026-01-01"]) == 0
    printed = capsys.readouterr().out
    assert "Loss of hair in a pattern of its own." in printed
    assert "MeSH 2026" in printed
    assert run(["library", "mesh", str(tmp_path / "records.xml"), "--library", str(library)]) == 2


def test_small_things() -> None:
    assert in_reading_order("Leukemia, Myeloid, Acute") == "Acute Myeloid Leukemia"
    assert edition_of("desc2026.gz") == "MeSH 2026"
    assert edition_of("mesh_descriptors.xml.gz") == "MeSH"
    assert opening("(From a book)") == ""
    assert opening("One thing. " + "Word " * 70 + ".") == "One thing."


def test_the_real_mesh_shares_no_name_and_has_no_circle(data_dir: Path, tmp_path: Path) -> None:
    with gzip.open(data_dir / "vocab" / "mesh_descriptors.xml.gz") as file:
        descriptors = tuple(descriptors_from_xml(cast("IO[bytes]", file)))
    assert load_concepts(descriptors, tmp_path, digest="00", edition="MeSH") > 15_000
    more = DiskConcepts(tmp_path)
    vocabulary = extended(shipped_vocabulary(), more)
    ids = [row[0] for row in more._rows("SELECT id FROM concepts ORDER BY id")]
    owners: dict[tuple[ConceptKind, str], str] = {}
    for one in ids[::200]:
        concept = vocabulary.concept(one)
        assert concept.id not in {a.id for a in vocabulary.ancestors(concept.id)}
        for name in concept.names:
            key = (concept.kind, normalised(name))
            assert owners.setdefault(key, concept.id) == concept.id, name
    assert not re.search(r",\s", vocabulary.concept("mesh:D018192").name)
