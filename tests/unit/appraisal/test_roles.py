"""Sentence roles, conclusion, key result, main finding."""

from __future__ import annotations

import pytest

from sceptic.appraisal.linear import model
from sceptic.appraisal.role_labels import Role, role_of_label
from sceptic.appraisal.roles import (
    best_path,
    conclusion_of,
    key_result_of,
    role_features,
    role_logits,
    roles_of,
)
from sceptic.domain.record import AbstractPart, Record

PLAIN = (
    "Acne is a common disease. The aim of this study was to compare zorbium with placebo. "
    "Eighty patients were randomly assigned to zorbium or placebo for 12 weeks. "
    "Lesion counts fell by 40% with zorbium and by 38% with placebo (P = 0.61). "
    "We conclude that zorbium is no better than placebo for acne."
)


def record(*parts: AbstractPart, title: str = "Zorbium for acne.") -> Record:
    return Record(id="x", title=title, abstract=parts)


@pytest.mark.parametrize(
    ("label", "category", "role"),
    [
        ("METHODS", "METHODS", Role.METHODS),
        ("AUTHORS' CONCLUSIONS", "", Role.CONCLUSION),
        ("Main outcome measures", "", Role.METHODS),
        ("PRINCIPAL FINDINGS", "", Role.RESULTS),
        ("TRIAL REGISTRATION", "UNASSIGNED", Role.OTHER),
        ("FUNDING", "METHODS", Role.OTHER),
        ("", "CONCLUSIONS", Role.CONCLUSION),
        ("ZORB", "", None),
    ],
)
def test_labels(label: str, category: str, role: Role | None) -> None:
    assert role_of_label(label, category) is role


def test_labelled_parts_give_their_roles() -> None:
    made = record(
        AbstractPart("Acne is common.", "BACKGROUND"),
        AbstractPart("We asked. We counted.", "METHODS"),
        AbstractPart("It fell.", "RESULTS"),
        AbstractPart("It works.", "CONCLUSIONS"),
        AbstractPart("NCT01234567.", "TRIAL REGISTRATION"),
    )
    roles = roles_of(made)
    assert [s.role for s in roles] == [
        Role.BACKGROUND,
        Role.METHODS,
        Role.METHODS,
        Role.RESULTS,
        Role.CONCLUSION,
        Role.OTHER,
    ]
    assert all(s.given for s in roles)
    assert all(made.abstract_text[s.start : s.end] == s.text for s in roles)
    assert [s.text for s in conclusion_of(roles)] == ["It works."]


def test_labels_written_into_the_text() -> None:
    text = "BACKGROUND: Acne is common. METHODS: We asked. RESULTS: It fell. CONCLUSION: It works."
    roles = roles_of(record(AbstractPart(text)))
    assert [(s.role, s.text) for s in roles] == [
        (Role.BACKGROUND, "Acne is common."),
        (Role.METHODS, "We asked."),
        (Role.RESULTS, "It fell."),
        (Role.CONCLUSION, "It works."),
    ]


def test_a_plain_abstract_is_read_by_the_model() -> None:
    roles = roles_of(record(AbstractPart(PLAIN)))
    read = [s.role for s in roles]
    assert read[0] is Role.BACKGROUND
    assert read[1] in (Role.BACKGROUND, Role.OBJECTIVE)
    assert read[2:] == [Role.METHODS, Role.RESULTS, Role.CONCLUSION]
    assert not any(s.given for s in roles)
    key = key_result_of(roles, "Zorbium for acne.")
    assert key is not None
    assert "P = 0.61" in key.text


def test_nothing_to_read() -> None:
    roles = roles_of(record())
    assert roles == ()
    assert conclusion_of(roles) == ()
    assert key_result_of(roles, "Zorbium") is None


def test_fast_weights_equal_the_model_itself() -> None:
    text = "Zorbium was given to 12 patients, and the pain was reduced (p < 0.05)."
    slow = model("roles").logits(role_features(text, 2, 7))
    assert role_logits(text, 2, 7) == pytest.approx(slow)


def test_best_path_weighs_the_sequence() -> None:
    rows = [[-0.1, -2.0], [-0.8, -0.6], [-2.0, -0.1]]
    never_back = [[-0.1, -2.0], [-9.0, -0.1]]
    assert best_path(rows, never_back, [-0.1, -5.0]) == [0, 1, 1]
    assert best_path([], never_back, [0.0, 0.0]) == []


def test_labels_before_a_dash() -> None:
    text = "Methods- Drops were given to ten. Results- Pain fell. Conclusions- Drops helped."
    found = roles_of(record(AbstractPart(text)))
    assert [(s.role, s.text) for s in found] == [
        (Role.METHODS, "Drops were given to ten."),
        (Role.RESULTS, "Pain fell."),
        (Role.CONCLUSION, "Drops helped."),
    ]
