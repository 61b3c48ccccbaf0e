"""Bytes of a page or file -> an Article. Pure: nothing is fetched, run or written here.

HTML is read by trafilatura (``webpage_html``), PDF by pypdf (``webpage_pdf``), Markdown by
markdown-it (``webpage_plain``). Whatever is handed in, the result is an article with its caveats
or one clear error.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sceptic.domain.article import Article, ArticleFormat, Caveat, CaveatKind
from sceptic.errors import FileFormatError
from sceptic.sources.article_text import ArticleText
from sceptic.sources.encoding import Decoded, decoded
from sceptic.sources.webpage_caveats import caveats_of

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of a page or text that are read; a larger one is refused."""
MOST_BYTES_OF_PDF = 40 * 1024 * 1024

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|title)\b", re.IGNORECASE
)
_TYPES = {
    "text/html": ArticleFormat.HTML,
    "application/xhtml+xml": ArticleFormat.HTML,
    "application/pdf": ArticleFormat.PDF,
    "text/markdown": ArticleFormat.MARKDOWN,
    "text/x-markdown": ArticleFormat.MARKDOWN,
}
_SUFFIXES = {
    ".html": ArticleFormat.HTML,
    ".htm": ArticleFormat.HTML,
    ".xhtml": ArticleFormat.HTML,
    ".pdf": ArticleFormat.PDF,
    ".md": ArticleFormat.MARKDOWN,
    ".markdown": ArticleFormat.MARKDOWN,
    ".txt": ArticleFormat.PLAIN,
    ".text": ArticleFormat.PLAIN,
}
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"MZ\x90",
    b"\xd0\xcf\x11\xe0",
    b"OggS",
    b"ID3",
    b"RIFF",
    b"BM6",
)


def parse_article(data: bytes, *, url: str = "", content_type: str = "", name: str = "") -> Article:
    """Read an article from bytes.

    Args:
        url: where they came from, for the site's name and relative links.
        content_type: as a server declared it, with its charset.
        name: of the file; its ending decides where the bytes do not.

    Raises:
        FileFormatError: too large, no text, a locked or damaged PDF, a page no article can be.
    """
    kind = format_of(data, content_type=content_type, name=name or urlsplit(url).path)
    most = MOST_BYTES_OF_PDF if kind is ArticleFormat.PDF else MOST_BYTES
    if len(data) > most:
        raise FileFormatError(
            f"{len(data) / 2**20:.0f} MB is more than any article: {most // 2**20} MB are read",
            hint="save the article's text to a file and read that",
        )
    if kind is ArticleFormat.PDF:
        article = parse_pdf(data, url=url)
    else:
        charset = _charset(content_type)
        parse = {
            ArticleFormat.HTML: parse_html,
            ArticleFormat.MARKDOWN: parse_markdown,
            ArticleFormat.PLAIN: parse_plain,
        }[kind]
        article = parse(data, url=url, charset=charset)
    return article


def format_of(data: bytes, *, content_type: str = "", name: str = "") -> ArticleFormat:
    """In which form an article comes: what the bytes show goes before what is said of them.

    Raises:
        FileFormatError: pictures, archives, programs.
    """
    head = data[:2048].lstrip()
    if head.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return ArticleFormat.PDF
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if head.startswith(_BINARY) or (not is_wide and data[:4096].count(b"\x00") > 8):
        raise FileFormatError(
            "this is no text: neither HTML, PDF, Markdown nor plain text",
            hint="save the article's text to a file and read that",
        )
    declared = _TYPES.get(content_type.split(";", maxsplit=1)[0].strip().lower())
    by_name = _SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if head.startswith(b"<") and _HTML.search(data[:8192]):
        return ArticleFormat.HTML
    if declared is not None and declared is not ArticleFormat.PDF:
        return declared
    if by_name is not None and by_name is not ArticleFormat.PDF:
        return by_name
    from sceptic.sources.webpage_plain import looks_like_markdown  # noqa: PLC0415

    is_markdown = looks_like_markdown(data[:20_000].decode("utf-8", "replace"))
    return ArticleFormat.MARKDOWN if is_markdown else ArticleFormat.PLAIN


def _charset(content_type: str) -> str:
    match = re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", content_type, re.IGNORECASE)
    return match[1] if match else ""


def parse_html(data: bytes, *, url: str = "", charset: str = "") -> Article:
    """Read the article of a page.

    Raises:
        FileFormatError: it has more elements than any article.
    """
    from sceptic.sources.webpage_html import page_from  # noqa: PLC0415 - loads lxml

    read = decoded(data, charset)
    page = page_from(read.text, url)
    text = page.text.text
    found = caveats_of(text, read.text[:2_000_000], page.linked, page.all_text)
    article = _article(data, ArticleFormat.HTML, text, tuple(found), url=page.url or url)
    return replace(
        _placed(article, page.text, read),
        title=page.title,
        byline=page.byline,
        date=page.date,
        site=page.site,
    )


def parse_plain(data: bytes, *, url: str = "", charset: str = "") -> Article:
    """Read plain text; its first line is the title where it stands apart."""
    from sceptic.sources.webpage_plain import plain_from, title_of  # noqa: PLC0415

    read = decoded(data, charset)
    text, is_cut = plain_from(read.text)
    article = _article(data, ArticleFormat.PLAIN, text, tuple(caveats_of(text)), url=url)
    title = title_of(text)
    heads = (article.passage(0, len(title)),) if title and text.startswith(title) else ()
    return _noted(replace(article, title=title, headings=heads), read, is_cut=is_cut)


def parse_markdown(data: bytes, *, url: str = "", charset: str = "") -> Article:
    """Read Markdown; its first heading is the title."""
    from sceptic.sources.webpage_plain import markdown_from  # noqa: PLC0415

    read = decoded(data, charset)
    built, title = markdown_from(read.text)
    caveats = tuple(caveats_of(built.text))
    article = _article(data, ArticleFormat.MARKDOWN, built.text, caveats, url=url)
    return replace(_placed(article, built, read), title=title)


def parse_pdf(data: bytes, *, url: str = "") -> Article:
    """Read the text of a PDF.

    Raises:
        FileFormatError: it is damaged or locked.
    """
    from sceptic.sources.webpage_pdf import MOST_PAGES, pages_from  # noqa: PLC0415 - loads pypdf

    pages = pages_from(data)
    text = pages.text.text
    caveats = list(caveats_of(text))
    if pages.scanned:
        caveats.append(
            Caveat(
                CaveatKind.SCANNED, f"{pages.scanned} pages hold no text: pictures are not read."
            )
        )
    if pages.left_out:
        caveats.append(Caveat(CaveatKind.CUT, f"Only the first {MOST_PAGES} pages were read."))
    article = _article(data, ArticleFormat.PDF, text, tuple(caveats), url=url)
    article = replace(article, title=pages.title, byline=pages.byline)
    return _noted(article, Decoded("", "pdf"), is_cut=pages.text.is_cut)


def _article(
    data: bytes, kind: ArticleFormat, text: str, caveats: tuple[Caveat, ...], *, url: str
) -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        format=kind,
        url=url,
        site=(urlsplit(url).hostname or "").removeprefix("www.") if url else "",
        caveats=caveats,
    )


def _placed(article: Article, built: ArticleText, read: Decoded) -> Article:
    placed = replace(article, headings=built.placed_headings(), links=built.placed_links())
    return _noted(placed, read, is_cut=built.is_cut)


def _noted(article: Article, read: Decoded, *, is_cut: bool) -> Article:
    more = list(article.caveats)
    if read.is_guess:
        more.append(
            Caveat(CaveatKind.ENCODING_GUESSED, f"The encoding was guessed to be {read.encoding}.")
        )
    if is_cut:
        more.append(Caveat(CaveatKind.CUT, "The text is longer than what is read of one article."))
    return replace(article, caveats=tuple(more))
