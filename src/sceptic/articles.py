"""An article from pasted text or from an address: what every door that takes one shares."""

from __future__ import annotations

from sceptic.config import open_pages
from sceptic.domain.article import Article
from sceptic.errors import InputError
from sceptic.sources.webpage import parse_article


def article_from(text: str, url: str) -> Article:
    """Pasted text, or the page at an address, fetched from the public internet alone.

    Raises:
        InputError: there is neither or both, or the bytes hold no article.
        SourceError: the page cannot be fetched.
    """
    if bool(text.strip()) == bool(url.strip()):
        raise InputError("give the article's text or its address", hint="one of the two")
    if not url.strip():
        return parse_article(text.encode("utf-8", "replace"))
    with open_pages() as pages:
        page = pages.fetch(url.strip())
    return parse_article(page.data, url=page.url, content_type=page.content_type)
