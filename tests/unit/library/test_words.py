"""Words in memory are the words of the engine."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from sceptic.library.engine import _analyser
from sceptic.library.words import folded, words_of
from tests.library_samples import article

TEXTS = [
    "α-tocopherol β2 H2O café naïve Straße œuvre ﬁn ½ x² 日本語 под_score don't P<0.001 Łódź Øre",
    "İstanbul ΆΛΦΑ ς Ǆ é combining ｆｕｌｌｗｉｄｔｈ ⁵ ₂ ª º ʻokina",
    "é" * 40 + " " + "a" * 59 + " " + "b" * 60 + " " + "c" * 61 + " IL-2/IL-10",
    "dying lying skies therapies organisation organizations relational",
]


@pytest.mark.parametrize("text", [*TEXTS, article(3), article(9)])
def test_the_same_words_as_the_engine(text: str) -> None:
    assert words_of(text) == _analyser().analyze(text)


def test_the_same_words_of_real_abstracts(data_dir: Path) -> None:
    with gzip.open(data_dir / "corpus" / "corpus01.xml.gz") as file:
        text = re.sub("<[^>]*>", " ", file.read(6_000_000).decode("utf-8", "ignore"))
    ours, theirs = words_of(text), _analyser().analyze(text)
    assert len(ours) > 500_000
    assert ours == theirs


def test_folding() -> None:
    assert folded("čšž ł œ ß 日本 άλφα") == "csz l oe ss 日本 άλφα"
