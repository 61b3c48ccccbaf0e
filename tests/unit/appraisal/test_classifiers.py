"""What a text says of a question, read by itself."""

from __future__ import annotations

import pytest

from sceptic.appraisal.classifiers import Affirmer, Reading

QUESTION = "Does zinc reduce the duration of colds?"
YES = "Zinc significantly reduced the duration of colds."
NO = "Zinc did not reduce the duration of colds."


def test_denial_turns_a_reading() -> None:
    yes, no = Affirmer().readings([(QUESTION, YES), (QUESTION, NO)])
    assert yes.lean > 0 > no.lean
    assert sum(yes.chances) == pytest.approx(1, abs=0.001)


def test_a_reading_does_not_hang_on_its_company() -> None:
    reader = Affirmer()
    assert (
        reader.readings([(QUESTION, YES)])[0]
        == reader.readings([(QUESTION, NO), (QUESTION, YES)])[1]
    )


def test_nothing_to_read_gives_nothing() -> None:
    assert Affirmer().readings([]) == ()


def test_lean() -> None:
    assert Reading(0.5, 0.25, 0.25).lean == pytest.approx(0.25)
