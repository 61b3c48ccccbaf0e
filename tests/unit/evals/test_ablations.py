"""Ablations: what a variant leaves out, what an answer is worth, and the paired difference."""

from __future__ import annotations

import pytest

from evals.ablation_answers import Case, Said, brier, calibration_error, paired_gain, row_of
from evals.ablation_sets import majority_only
from evals.ablation_variants import (
    MOST_ALIKE,
    NOTHING,
    WHOLE,
    Reader,
    Unit,
    Variant,
    depths,
    ladder,
    left_out,
    most_alike,
    relabelled,
)
from evals.ablations import Table, table_lines
from evals.coverage import at, clearest, share
from sceptic.appraisal.role_labels import Role
from sceptic.appraisal.roles import roles_of
from sceptic.domain.evidence import Stance
from sceptic.domain.record import AbstractPart, PartialDate, Pmid, Record
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.synthesis.weighing import FULL

QUESTION = "Does zinc help the common cold?"


def said(group: str, truth: str, word: str, yes: float = 0.5) -> Said:
    return Said(group, truth, word, {"yes": yes, "no": 1 - yes})


def record(pmid: int, result: str) -> Record:
    return Record(
        id=f"pmid:{pmid}",
        pmid=Pmid(pmid),
        title="Zinc for the common cold: a randomised placebo-controlled trial",
        abstract=(
            AbstractPart("Zinc is said to shorten colds.", "BACKGROUND"),
            AbstractPart("We randomised 120 adults with a common cold to zinc or placebo."),
            AbstractPart(result, "CONCLUSIONS"),
        ),
        print_date=PartialDate(2012, None, None),
    )


def test_the_ladder_ends_at_the_whole_program() -> None:
    rungs = ladder()
    assert rungs[0].scheme == NOTHING
    assert not rungs[0].calibrated
    assert rungs[-1].scheme == FULL
    assert Variant(rungs[-1].name) == rungs[-1]


def test_each_variant_leaves_something_out_and_has_a_name_of_its_own() -> None:
    variants = (*left_out(), *depths())
    assert all(Variant(WHOLE.name) != Variant(v.name) and v != Variant(v.name) for v in variants)
    assert len({v.name for v in variants}) == len(variants)


def test_sentences_most_like_the_question_keep_their_order() -> None:
    text = "Colds are common. Zinc was given. Zinc shortened the common cold. Nobody died."
    chosen = most_alike(QUESTION, text, 2)
    assert chosen == ("Colds are common.", "Zinc shortened the common cold.")
    assert len(most_alike(QUESTION, text)) == MOST_ALIKE


@pytest.mark.parametrize(("is_open", "role"), [(True, Role.RESULTS), (False, Role.CONCLUSION)])
def test_every_sentence_becomes_a_finding(is_open: bool, role: Role) -> None:
    seen = relabelled(record(1, "It did."), QUESTION, Unit.ALL, is_open=is_open)
    assert {s.role for s in roles_of(seen)} == {role}
    assert seen.abstract_text == record(1, "It did.").abstract_text


def test_a_reader_reads_as_the_variant_has_it() -> None:
    vocabulary = shipped_vocabulary()
    claim = claim_from_question(QUESTION, vocabulary)
    records = [record(1, "Zinc significantly shortened the common cold.")]
    reader = Reader(vocabulary)
    (whole,) = reader.read(claim, records, WHOLE)
    assert whole.stance is Stance.SUPPORTS
    (plain,) = reader.read(claim, records, Variant("x", scheme=NOTHING))
    assert plain.weight == 1.0
    assert reader.read(claim, records, Variant("x", unit=Unit.ALIKE))


def test_the_paired_difference_is_of_the_same_items() -> None:
    whole = [said("a", "yes", "yes"), said("b", "no", "yes"), said("c", "no", "no")]
    better = [said("a", "yes", "yes"), said("b", "no", "no"), said("c", "no", "no")]
    gain, low, high = paired_gain(better, whole)
    assert gain == pytest.approx(1 / 3, abs=1e-3)
    assert low <= gain <= high
    assert paired_gain(whole, whole) == (0.0, 0.0, 0.0)


def test_brier_and_calibration_of_sure_answers() -> None:
    right = [said("a", "yes", "yes", 1.0), said("b", "no", "no", 0.0)]
    wrong = [said("a", "no", "yes", 1.0), said("b", "yes", "no", 0.0)]
    assert (brier(right), calibration_error(right)) == (0.0, 0.0)
    assert (brier(wrong), calibration_error(wrong)) == (1.0, 1.0)


def test_a_row_tells_the_recall_of_no() -> None:
    rows = [said("a", "no", "no", 0.2), said("b", "no", "yes", 0.6), said("c", "yes", "yes", 0.9)]
    row = row_of("x", rows, rows, "no")
    assert (row.recall_of_no, row.accuracy, row.auc) == (0.5, 0.667, 1.0)
    text = "\n".join(table_lines(Table("t", "A title", "no", (row,))))
    assert "| x | 0.667 | +0.000 (+0.000 to +0.000) |" in text


def test_the_majority_is_said_everywhere_with_its_share() -> None:
    claim = claim_from_question(QUESTION, shipped_vocabulary())
    cases = [Case(str(i), str(i), truth, claim, ()) for i, truth in enumerate(("no", "no", "yes"))]
    answers = majority_only(cases, ("yes", "no"))
    assert [a.said for a in answers] == ["no", "no", "no"]
    assert answers[0].probabilities["no"] == pytest.approx(2 / 3)


def test_accuracy_on_the_surest() -> None:
    class Fake:
        def __init__(self, is_right: bool) -> None:
            self.answered = self
            self.is_right = is_right
            self.said: list[object] = []
            self.weight = 0.0

    seen = [Fake(True), Fake(False), Fake(False), Fake(True)]
    assert at(seen, [4.0, 1.0, 2.0, 3.0], 0.5) == 1.0  # type: ignore[arg-type]
    assert clearest(seen[0]) == 0.0  # type: ignore[arg-type]
    assert share(seen[0]) == 0.0  # type: ignore[arg-type]
