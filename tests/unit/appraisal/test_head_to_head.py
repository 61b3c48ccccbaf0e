"""Which of two treatments a study calls the better."""

from __future__ import annotations

import pytest

from sceptic.appraisal.head_to_head import compared_with
from sceptic.appraisal.matching import Family, family_of
from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Direction, Finding, Rationale
from sceptic.domain.record import Citation
from sceptic.language.vocabulary import Vocabulary
from tests.evidence_samples import study

VOCABULARY = Vocabulary.of(
    tuple(Concept(n, n, ConceptKind.INTERVENTION, (n,)) for n in ("drops", "balm"))
)


def family(of: str) -> Family:
    return family_of(VOCABULARY.concept(of), VOCABULARY)


def read(*conclusion: str, title: str = "A trial") -> Finding:
    said = tuple(Rationale("abstract", 0, len(text), text) for text in conclusion)
    one = study(citation=Citation((), title, "", None), conclusion=said, key_result=None)
    return compared_with(Finding(Direction.BETTER), one, family("drops"), family("balm"))


BETTER, SAME, WORSE, UNCLEAR = (
    Direction.BETTER, Direction.NO_DIFFERENCE, Direction.WORSE, Direction.UNCLEAR,
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "direction"),
    [
        ("Drops were more effective than balm.", BETTER),
        ("Balm was more effective than drops.", WORSE),
        ("Drops were less effective than balm.", WORSE),
        ("Drops led to a greater reduction in pain than balm.", BETTER),
        ("Drops led to fewer infections than balm.", BETTER),
        ("Patients preferred drops to balm.", BETTER),
        ("Drops were superior to balm.", BETTER),
        ("Drops were not superior to balm.", SAME),
        ("Drops were as effective as balm.", SAME),
        ("Compared with balm, drops gave better relief.", BETTER),
        ("More patients were free of pain with drops than with balm.", BETTER),
        ("Balm (old; P = 0.02) was as effective but better tolerated than drops.", WORSE),
        ("Both drops and balm helped; however, drops gave more relief than balm.", BETTER),
        ("A tablet was more effective than drops or balm.", UNCLEAR),
        ("Both drops and balm were given.", UNCLEAR),
    ],
)
def test_one_sentence(said: str, direction: Direction) -> None:
    assert read(said).direction is direction


def test_the_sentence_is_its_reason() -> None:
    found = read("Sight was measured.", "Balm was more effective than drops.")
    assert [r.text for r in found.rationale] == ["Balm was more effective than drops."]


def test_a_comparative_without_than_counts_where_the_title_names_two_arms() -> None:
    assert read("Drops gave better relief.", title="Drops versus balm").direction is BETTER
    assert read("Balm gave better relief.", title="Drops versus balm").direction is WORSE
    listed = "Drops, balm and tablets"
    assert read("Drops gave better relief.", title=listed).direction is UNCLEAR


def test_harms_do_not_outweigh_what_it_does() -> None:
    said = ("Side effects were fewer with balm than with drops.",
            "Drops were more effective than balm.")  # fmt: skip
    assert read(*said).direction is BETTER


def test_sentences_against_each_other_leave_it_open() -> None:
    said = ("Drops were more effective than balm.", "Balm gave better relief than drops.")
    assert read(*said).direction is UNCLEAR
