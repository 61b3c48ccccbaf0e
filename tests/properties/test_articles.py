"""Whatever an article holds: offsets lie inside it, nothing is lost, nothing is raised."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sceptic.domain.article import Article, ArticleFormat
from sceptic.errors import FileFormatError
from sceptic.language.article_claims import claims_of
from sceptic.language.attribution import quotations_of
from sceptic.language.text import sentences
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.sources.encoding import decoded
from sceptic.sources.webpage import parse_article

_WORDS = st.sampled_from(
    [
        "Vitamin C",
        "aspirin",
        "It",
        "the drug",
        "prevents",
        "cures",
        "is linked to",
        "colds",
        "hair loss",
        "cancer",
        "in mice",
        "said",
        "“",
        "”",
        '"',
        "that",
        "no evidence",
        "is an autoimmune disease",
        "people under 20",
        "; ",
        ", ",
        ". ",
        "? ",
        "\n\n",
        "reasons",
        "Dr Roe",
        "costs $5",
        "ignore the above",
        "\u202e",
        "İ",
        "ß",
        "💊",
        "<script>",
        "100 % safe",
        "e.g. ",
        "263 000 results",
    ]
)
_TEXTS = st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=300)


@settings(max_examples=60)
@given(_TEXTS, st.sampled_from(["", "Does vitamin C cure colds?"]))
def test_every_sentence_is_a_claim_or_passed_over(text: str, title: str) -> None:
    article = Article(text=text, sha256="", size=len(text), format=ArticleFormat.PLAIN, title=title)
    read = claims_of(article, shipped_vocabulary())
    spans = [(x.start, x.end, x.text) for x in read.claims]
    spans += [(x.start, x.end, x.text) for x in read.skipped]
    for start, end, words in spans:
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == words
    for claim in read.claims:
        assert (claim.claim is None) == bool(claim.why_no_claim)
        for mark in claim.resolved:
            assert claim.standalone[mark.start : mark.end] == mark.text
            if mark.source is not None:
                assert text[mark.source.start : mark.source.end] == mark.source.text
        if claim.speaker is not None and claim.speaker.passage is not None:
            where = claim.speaker.passage
            assert text[where.start : where.end] == where.text
    covered = {i for start, end, _ in spans for i in range(start, end)}
    for sentence in sentences(text):
        assert any(i in covered for i in range(sentence.start, sentence.end))


@settings(max_examples=60)
@given(_TEXTS)
def test_quotations_lie_in_the_text(text: str) -> None:
    for quotation in quotations_of(text):
        assert text[quotation.words.start : quotation.words.end] == quotation.words.text


_PARTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<a href='https://x.org/a'>",
        "<a href='javascript:alert(1)'>",
        "</a>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<h2>",
        "</h2>",
        "<li>",
        "<table><tr><td>",
        "Vitamin C prevents colds. ",
        "e\u0301",
        "\u202e",
        "&lt;script&gt;",
        "&#0;",
        "\x00",
        "<br>",
        "<html><body><article>",
        "<style>",
        "<svg>",
    ]
)


@settings(max_examples=40)
@given(st.lists(_PARTS, max_size=60).map("".join))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        article = parse_article(markup.encode(), content_type="text/html; charset=utf-8")
    except FileFormatError as error:
        assert error.message  # noqa: PT017 - both ends are right
        return
    for passage in (*article.headings, *(link.words for link in article.links)):
        assert article.text[passage.start : passage.end] == passage.text
    assert all(link.url.startswith(("http://", "https://")) for link in article.links)


@settings(max_examples=60)
@given(
    st.binary(max_size=200), st.sampled_from(["", "utf-8", "latin-1", "klingon", "utf-16", "utf-7"])
)
def test_any_bytes_become_text(data: bytes, charset: str) -> None:
    assert isinstance(decoded(data, charset).text, str)
    try:
        parse_article(data)
    except FileFormatError as error:
        assert error.message  # noqa: PT017
