"""PDF -> its text, page by page. The only file that imports pypdf."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sceptic.errors import FileFormatError
from sceptic.sources.article_text import ArticleText, one_line

if TYPE_CHECKING:
    import pypdf

MOST_PAGES = 60
MOST_ON_A_PAGE = 60_000
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    OSError,
)
"""What pypdf lets out for files that break the rules of the format."""
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pages:
    """``scanned`` counts the pages without any text."""

    text: ArticleText
    title: str = ""
    byline: str = ""
    date: dt.date | None = None
    scanned: int = 0
    left_out: int = 0


def pages_from(data: bytes) -> Pages:
    """The text of a PDF.

    Raises:
        FileFormatError: it is damaged, or locked with a password.
    """
    import pypdf  # noqa: PLC0415 - only for PDF
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        _refuse_if_locked(reader)
        total = len(reader.pages)
        texts = [reader.pages[i].extract_text() for i in range(min(total, MOST_PAGES))]
        about = reader.metadata
        title = str((about and about.title) or "")
        author = str((about and about.author) or "")
    except FileFormatError:
        raise
    except (PyPdfError, *_BROKEN) as error:
        raise FileFormatError(
            f"this PDF cannot be read: {str(error)[:120] or type(error).__name__}",
            hint="save its text to a file and read that",
        ) from error
    text = ArticleText()
    for page in texts:
        for paragraph in _paragraphs(page[:MOST_ON_A_PAGE]):
            text.add([(paragraph, "")])
    return Pages(
        text=text,
        title=one_line(title)[:300],
        byline=one_line(author)[:200],
        scanned=sum(not t.strip() for t in texts),
        left_out=max(0, total - MOST_PAGES),
    )


def _refuse_if_locked(reader: pypdf.PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileFormatError("this PDF is locked with a password", hint="unlock it first")


def _paragraphs(page: str) -> list[str]:
    """Lines joined to paragraphs: a short line that ends a sentence ends one."""
    lines = [" ".join(line.split()) for line in _HYPHEN.sub("", page).split("\n")]
    usual = sorted(len(line) for line in lines if line)
    wide = usual[int(0.7 * len(usual))] if usual else 0
    found: list[str] = []
    current: list[str] = []
    for line in lines:
        if not line or _PAGE_NUMBER.fullmatch(line):
            found.append(" ".join(current))
            current = []
            continue
        current.append(line)
        if len(line) < 0.75 * wide and line[-1] in '.!?:”"':
            found.append(" ".join(current))
            current = []
    return [p for p in (*found, " ".join(current)) if p]
