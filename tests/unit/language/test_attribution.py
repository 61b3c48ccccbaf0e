from __future__ import annotations

import pytest

from sceptic.domain.article import Article, ArticleFormat
from sceptic.language.attribution import quotations_of, said_in, speaker_before, with_quotations


@pytest.mark.parametrize(
    ("sentence", "core", "speaker"),
    [
        ("Researchers found that zinc prevents colds.", "zinc prevents colds", "Researchers"),
        ("According to the company, zinc prevents colds.", "zinc prevents colds", "the company"),
        ("Zinc prevents colds, according to the maker.", "Zinc prevents colds", "the maker"),
        ("(Reuters) - Zinc prevents colds.", "Zinc prevents colds", None),
        ("However, zinc prevents colds.", "zinc prevents colds", None),
        ("“Zinc prevents colds,” said Dr Jane Roe.", "Zinc prevents colds", "Dr Jane Roe"),
        ("Zinc prevents colds.", "Zinc prevents colds", None),
    ],
)
def test_what_is_claimed_and_by_whom(sentence: str, core: str, speaker: str | None) -> None:
    said = said_in(sentence, 0, len(sentence))
    assert sentence[said.start : said.end] == core
    assert (said.speaker.name if said.speaker else None) == speaker


def test_a_role_is_told() -> None:
    text = '"Zinc prevents colds," said Jane Roe, a chemist at Example University.'
    speaker = said_in(text, 0, len(text)).speaker
    assert speaker is not None
    assert speaker.role.startswith("a chemist")


def test_quotations_have_their_speakers() -> None:
    text = (
        "Jane Roe said: “Zinc helps everyone.” “It was a lie,” said John Doe, a critic."
        " A “cure” too."
    )
    first, second = quotations_of(text)
    assert first.words.text == "Zinc helps everyone."
    assert first.speaker is not None
    assert first.speaker.name == "Jane Roe"
    assert second.speaker is not None
    assert (second.speaker.name, second.speaker.role) == ("John Doe", "a critic")


def test_an_article_with_its_quotations() -> None:
    article = Article('"It works well."', "", 16, ArticleFormat.PLAIN)
    assert [q.words.text for q in with_quotations(article).quotations] == ["It works well."]


def test_who_speaks_at_the_start_of_a_sentence() -> None:
    speaker = speaker_before("Recently, Nadine Example claimed she stopped her hair loss.")
    assert speaker is not None
    assert "Nadine Example" in speaker.name
