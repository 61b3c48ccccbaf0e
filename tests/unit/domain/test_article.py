from __future__ import annotations

import pytest

from sceptic.domain.article import Article, ArticleFormat, CaveatKind, ClaimStrength, Passage


def test_a_passage_holds_what_its_offsets_enclose() -> None:
    article = Article("Zinc helps.", "", 11, ArticleFormat.PLAIN)
    passage = article.passage(0, 4)
    assert passage.text == "Zinc"
    assert passage.overlaps(article.passage(3, 6))
    assert not passage.overlaps(article.passage(4, 6))
    assert not article.has(CaveatKind.PAYWALL)


@pytest.mark.parametrize(("start", "end", "text"), [(0, 3, "ab"), (-1, 1, "ab"), (3, 2, "")])
def test_other_offsets_are_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="offsets"):
        Passage(start, end, text)


def test_strengths_are_ordered() -> None:
    levels = [strength.level for strength in ClaimStrength]
    assert levels == sorted(levels)
    assert ClaimStrength.CURE.level > ClaimStrength.CAUSAL.level
