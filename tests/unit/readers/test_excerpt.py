"""What the encoder reads of a longer conclusion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sceptic.readers.excerpt import nearest

QUESTION = "Does zinc shorten the common cold?"


def test_the_nearest_sentences_in_their_order() -> None:
    said = "Colds are frequent. Zinc shortened the common cold. Costs were low. Zinc was safe."
    assert nearest(QUESTION, said) == "Zinc shortened the common cold. Zinc was safe."


def test_of_equals_the_later() -> None:
    assert nearest(QUESTION, "Tea was given. Soup was given. Bread was given.", 1) == (
        "Bread was given."
    )


def test_a_short_text_is_left_as_it_is() -> None:
    assert nearest(QUESTION, "Zinc helped.  It was safe.") == "Zinc helped.  It was safe."
    assert nearest(QUESTION, "") == ""


@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text(question: str, text: str) -> None:
    assert len(nearest(question, text)) <= len(text)
