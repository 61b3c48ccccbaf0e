"""The eval of audited votes: what is right, what is a vote, which files there are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.runner import EvalError
from evals.votes import FOLDER, HALVES, Judged, Label, judged_by, labels_in, share
from sceptic.domain.evidence import Evidence, Stance
from tests.evidence_samples import evidence


def named(one: Evidence, record_id: str) -> Evidence:
    return replace(one, study=replace(one.study, record_id=record_id))


def test_each_question_is_asked_once_and_what_does_not_count_casts_no_vote() -> None:
    asked: list[str] = []
    labels = [Label("Q?", "1", about=True, stance="supports"),
              Label("Q?", "2", about=True, stance="supports"),
              Label("Q?", "3", about=False)]  # fmt: skip

    def found(question: str) -> list[Evidence]:
        asked.append(question)
        one, two = evidence("a", Stance.SUPPORTS), evidence("b", why_not="small")
        return [named(one, "pmid:1"), named(two, "pmid:2")]

    judged = judged_by(labels, found)
    assert asked == ["Q?"]
    assert [j.vote for j in judged] == ["supports", "", ""]
    assert [j.is_right for j in judged] == [True, False, False]
    assert share(lambda j: j.is_right)(judged) == pytest.approx(1 / 3)


def test_a_vote_on_another_matter_is_wrong_whatever_it_says() -> None:
    assert not Judged(Label("Q?", "1", about=False, stance=""), "supports").is_right


def test_a_line_that_is_no_label() -> None:
    with pytest.raises(EvalError):
        labels_in(b'{"question": "Q?"}')


@pytest.mark.parametrize("name", [name for name, _ in HALVES])
def test_the_labels_that_ship(name: str) -> None:
    labels = labels_in((FOLDER / f"{name}.jsonl").read_bytes())
    assert len(labels) > 90
    assert len({(x.question, x.pmid) for x in labels}) == len(labels)
    assert all(x.about == bool(x.stance) for x in labels)
    assert all(x.stance in ("", "supports", "contradicts", "unclear") for x in labels)
    assert all(x.about or x.trap for x in labels)
