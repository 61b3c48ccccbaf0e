"""Names in another sense: what an article itself calls its short forms."""

from __future__ import annotations

import pytest

from sceptic.language.article_senses import short_forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("They gave the Zorbium Glare Test (ZGT) to ten.", {"ZGT": "Zorbium Glare Test"}),
        ("A low-dose drop trial (LDDT) began.", {"LDDT": "low dose drop trial"}),
        ("The drops (ZGT) were blue.", {}),
        ("-" * 5_000, {}),
        ("a-" * 5_000 + "b (AB)", {"AB": "a b"}),
    ],
)
def test_short_forms_that_an_article_explains(text: str, forms: dict[str, str]) -> None:
    assert short_forms(text) == forms
