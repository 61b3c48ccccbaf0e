"""HTML -> the article in it, without menus, banners, comments and the stories beside it.

The only file that imports trafilatura. Scripts are dropped, never run; nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from sceptic.errors import FileFormatError
from sceptic.sources.article_text import ArticleText, one_line

MOST_ELEMENTS = 12_000
"""Elements of a page, scripts aside: a news page has one to five thousand."""
MOST_MARKUP = 2_000_000
"""Characters of a page's markup once scripts, styles and comments are gone."""
MOST_ATTRIBUTES = 2_000
"""Of one element: libxml2 compares each with all before it."""

_BROKEN = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RuntimeError)
"""What the extraction lets out for markup that breaks every rule."""
_BLOCKS = frozenset(("p", "head", "item", "quote", "row", "code", "div", "ab", "fw"))
# A start tag as HTML 5 reads it, one group for its attributes; nothing in it is read twice.
_TAG = re.compile(
    r"""<[a-z][^\s/>]*+((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]++)?+)?+)*+)""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![\s/])[\s/]++[^\s/>=]")
_OPENED = re.compile(r"<(?:!--|(script|style|svg|template|iframe|canvas|object)\b)", re.IGNORECASE)

_CLOSED = {
    name: re.compile(rf"</{name}[^>]{{0,100}}>", re.IGNORECASE)
    for name in ("script", "style", "svg", "template", "iframe", "canvas", "object")
} | {"--": re.compile("-->")}


def without_scripts(markup: str) -> str:
    """A page less its scripts, styles, drawings and comments, in one pass over it."""
    kept: list[str] = []
    at = 0
    never_closed: set[str] = set()
    for opened in _OPENED.finditer(markup):
        name = (opened[1] or "--").lower()
        if opened.start() < at or name in never_closed:
            continue
        closed = _CLOSED[name].search(markup, opened.end())
        if closed is None:
            never_closed.add(name)
            continue
        kept.append(markup[at : opened.start()])
        at = closed.end()
    return " ".join((*kept, markup[at:]))


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its article and what its head says of it.

    ``markup`` is the page without scripts; ``linked`` the share of its text that is links.
    """

    text: ArticleText
    title: str = ""
    byline: str = ""
    date: dt.date | None = None
    site: str = ""
    url: str = ""
    language: str = ""
    linked: float = 0.0
    all_text: str = ""


def page_from(markup: str, url: str = "") -> Page:
    """The article of a page.

    Raises:
        FileFormatError: it has more elements than any article.
    """
    bare = without_scripts(markup)
    if len(bare) > MOST_MARKUP or bare.count("<") > 2 * MOST_ELEMENTS + 2000:
        raise FileFormatError(
            f"a page of {len(bare):,} characters and {bare.count('<'):,} tags is no article",
            hint="save the article's text to a file and read that",
        )
    if any(_has_too_many(tag[1]) for tag in _TAG.finditer(bare)):
        raise FileFormatError(
            f"an element of this page has more than {MOST_ATTRIBUTES:,} attributes",
            hint="save the article's text to a file and read that",
        )
    tree = _tree(bare)
    if tree is None:
        return Page(ArticleText())
    found = _extracted(bare, url)
    text = ArticleText()
    if found is not None and found.body is not None:
        _walk(found.body, text, url, one_line(_field(found, "title")))
    everything = one_line(" ".join(tree.itertext()))
    links = sum(len(one_line(" ".join(a.itertext()))) for a in tree.iter("a"))
    return Page(
        text=text,
        title=one_line(_field(found, "title")),
        byline=one_line(_field(found, "author")),
        date=_date(_field(found, "date")),
        site=one_line(_field(found, "sitename")) or _host(url),
        url=_canonical(_field(found, "url"), url),
        language=(tree.get("lang") or "").lower()[:2],
        linked=links / max(1, len(everything)),
        all_text=everything[:20_000],
    )


def _has_too_many(attributes: str) -> bool:
    return len(attributes) > 2 * MOST_ATTRIBUTES and any(
        n > MOST_ATTRIBUTES for n, _ in enumerate(_ATTRIBUTE.finditer(attributes), 1)
    )


def _tree(markup: str) -> Any:
    """The page's tree, ``None`` for what holds no element or is nested past all sense."""
    if not markup.strip():
        return None
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return lxml_html.document_fromstring(
            markup.encode("utf-8", "replace"), parser=parser, ensure_head_body=False
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _extracted(markup: str, url: str) -> Any:
    import trafilatura  # noqa: PLC0415 - takes a third of a second to load

    # What it could not find is no message for our user.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return trafilatura.bare_extraction(
            markup,
            url=url or None,
            with_metadata=True,
            include_links=True,
            include_comments=False,
            favor_precision=True,
            # A year in the footer is not the day of the article.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (*_BROKEN, etree.LxmlError):
        # A page that breaks the extraction is a page without an article.
        return None


def _field(found: Any, name: str) -> str:
    return str(getattr(found, name, None) or "") if found is not None else ""


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _canonical(said: str, asked: str) -> str:
    """The page's own address if it lies on the host that was asked."""
    is_web = urlsplit(said).scheme in ("http", "https")
    return said if is_web and asked and _host(said) == _host(asked) else asked


def _walk(body: Any, text: ArticleText, url: str, title: str) -> None:
    """The blocks of an extracted body less its title, without recursion: pages nest deep."""
    pieces: list[tuple[str, str]] = []
    kind = "p"

    def close(following: str) -> None:
        nonlocal pieces, kind
        said = one_line("".join(words for words, _ in pieces))
        if said and not (kind == "head" and said == title):
            text.add(pieces, is_heading=kind == "head", is_line=kind in ("item", "row"))
        pieces, kind = [], following

    link = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                close(tag)
            elif tag == "lb":
                close(kind)
            elif tag == "cell" and pieces:
                pieces.append((" ", ""))
            elif tag == "ref":
                link = _address(element.get("target"), url)
            pieces.append((element.text or "", link))
        else:
            if tag in _BLOCKS:
                close("p")
            elif tag == "ref":
                link = ""
            if element is not body:
                pieces.append((element.tail or "", link))
    close("p")


def _address(target: str | None, url: str) -> str:
    """An address that may be shown as a link: http and https alone."""
    try:
        full = urljoin(url, (target or "").strip())
        return full if urlsplit(full).scheme in ("http", "https") else ""
    except ValueError:
        return ""
