"""Plain text and Markdown -> paragraphs with headings and links."""

from __future__ import annotations

import re
from typing import Any

from sceptic.sources.article_text import MOST_CHARACTERS, ArticleText, cleaned

_MARKDOWN = re.compile(
    r"^#{1,6} \S|^[ \t]{0,12}[-*+] \S|^> |\[[^\]\n]{1,200}\]\((?:https?:)?[^)\s]{3,}\)"
    r"|\*\*\S[^*\n]*\*\*|^(?:===+|---+)\s*$",
    re.MULTILINE,
)
_WRAPPED = (45, 100)
"""Characters of a line that a program has wrapped."""


def looks_like_markdown(text: str) -> bool:
    return len(_MARKDOWN.findall(text[:20_000])) >= 2 or text.lstrip().startswith("# ")


def plain_from(text: str) -> tuple[str, bool]:
    """Plain text as it stands but for hidden marks and wrapped lines; whether it was cut."""
    clean = cleaned(text[: MOST_CHARACTERS + 10_000]).strip()
    is_cut = len(text) > MOST_CHARACTERS + 10_000 or len(clean) > MOST_CHARACTERS
    blocks = re.split(r"(\n[^\S\n]*\n\s*)", clean[:MOST_CHARACTERS])
    return "".join(_unwrapped(b) if i % 2 == 0 else b for i, b in enumerate(blocks)), is_cut


def _unwrapped(block: str) -> str:
    """A block whose lines a mail program or an editor has broken, as one line."""
    lines = block.split("\n")
    body = lines[:-1]
    if len(lines) < 3 or not all(_WRAPPED[0] <= len(line.rstrip()) <= _WRAPPED[1] for line in body):
        return block
    return " ".join(line.strip() for line in lines)


def title_of(text: str) -> str:
    """The first line, where it stands apart like a title."""
    first, _, rest = text.partition("\n")
    is_title = (
        3 <= len(first) <= 160 and rest.startswith("\n") and not first.endswith((".", ":", ";"))
    )
    return first.strip() if is_title else ""


def markdown_from(text: str) -> tuple[ArticleText, str]:
    """The running text of Markdown and its first heading of the first level.

    Raw HTML in it is left out: nothing of it is text.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for Markdown

    out = ArticleText()
    title = ""
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
    kind, is_item = "", False
    for token in reader.parse(_without_front_matter(text[:MOST_CHARACTERS])):
        if token.type == "heading_open":
            kind = token.tag
        elif token.type == "heading_close":
            kind = ""
        elif token.type in ("list_item_open", "list_item_close"):
            is_item = token.type == "list_item_open"
        elif token.type == "inline":
            pieces = _pieces(token.children or [])
            if kind == "h1" and not title:
                title = " ".join("".join(words for words, _ in pieces).split())
                continue
            out.add(pieces, is_heading=bool(kind), is_line=is_item)
    out.is_cut = out.is_cut or len(text) > MOST_CHARACTERS
    return out, title


def _without_front_matter(text: str) -> str:
    match = re.match(r"---\n.{0,4000}?\n---\n", text, re.DOTALL)
    return text[match.end() :] if match else text


def _pieces(children: list[Any]) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    url = ""
    for child in children:
        if child.type == "link_open":
            target = str(child.attrGet("href") or "")
            url = target if target.startswith(("http://", "https://")) else ""
        elif child.type == "link_close":
            url = ""
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append((" ", ""))
        elif child.type in ("text", "code_inline"):
            pieces.append((child.content, url))
    return pieces
