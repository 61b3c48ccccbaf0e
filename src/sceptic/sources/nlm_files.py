"""NLM's file tree as text: file names, directory listings, ``.md5`` files. No network here.

The tree has two folders, ``baseline`` and ``updatefiles``, each with ``pubmed26n0001.xml.gz`` and
so on and a ``.md5`` beside each. Numbers run on from the baseline into the updates. A new baseline
comes every December and replaces everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from urllib.parse import unquote

from sceptic.errors import SourceAnswerError

ADDRESS = "https://ftp.ncbi.nlm.nih.gov/pubmed/"
FOLDERS = ("baseline", "updatefiles")

_NAME = re.compile(r"pubmed(\d\d)n(\d{4,6})\.xml(?:\.gz)?")
_ANCHOR = re.compile(
    r"""<a\s[^<>]{0,200}?href\s*=\s*["']?([^"'<>\s]{1,300})[^<>]{0,300}>""", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]{0,300}>")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d|\d\d-[A-Za-z]{3}-\d{4})(?: (\d\d:\d\d))?")
_SIZE = re.compile(r"\s(\d+(?:\.\d+)?)\s?([KMGT])?(?:i?B)?(?=\s|$)", re.IGNORECASE)
_MD5 = re.compile(r"(?:MD5\s*\(([^)]*)\)\s*=\s*)?\b([0-9a-fA-F]{32})\b(?:\s+\*?(\S+))?")
_IS_LISTING = re.compile(
    r"index of|parent directory|directory listing|href\s*=\s*[\"']?\.\./", re.IGNORECASE
)
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Kind(StrEnum):
    """Which of NLM's folders a file stands in; empty where the tree does not say."""

    BASELINE = "baseline"
    UPDATE = "update"
    UNKNOWN = ""


KINDS = dict(zip(FOLDERS, (Kind.BASELINE, Kind.UPDATE), strict=True))


@dataclass(frozen=True, slots=True)
class TreeFile:
    """One file of the tree. ``size`` in bytes, as exact as the listing; ``modified`` as listed."""

    name: str
    kind: Kind
    year: int
    number: int
    size: int | None = None
    modified: str = ""

    @property
    def place(self) -> int:
        """Order of all files: two-digit year * 1 000 000 + number."""
        return self.year % 100 * 1_000_000 + self.number

    @property
    def path(self) -> str:
        """The address inside the tree, such as ``baseline/pubmed26n0001.xml.gz``."""
        folder = next((f for f, kind in KINDS.items() if kind is self.kind), "")
        return f"{folder}/{self.name}" if folder else self.name


def file_from_name(
    name: str, kind: Kind, *, size: int | None = None, modified: str = ""
) -> TreeFile | None:
    """The file that a name stands for; ``None`` for anything that is not NLM's."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return TreeFile(name, kind, 2000 + int(found[1]), int(found[2]), size, modified)


def files_from_listing(page: str, kind: Kind) -> tuple[TreeFile, ...]:
    """The files that a server's directory page names, by number.

    Args:
        page: the HTML of Apache's, nginx's or Python's directory page.
        kind: the folder it lists.

    Raises:
        SourceAnswerError: this is no directory page.

    """
    found: dict[str, TreeFile] = {}
    for name, size, modified in _entries(page):
        file = file_from_name(name, kind, size=size, modified=modified)
        if file is not None:
            found[name] = file
    if not found and not _IS_LISTING.search(page):
        raise SourceAnswerError(
            "the server answered with a page that is not a directory listing",
            hint="look at the address with a browser; it may be down for maintenance",
        )
    return in_order(found.values())


def _entries(page: str) -> Iterator[tuple[str, int | None, str]]:
    """Name, size and date of each link; date and size stand between it and the next link."""
    anchors = list(_ANCHOR.finditer(page))
    ends = [*(anchor.start() for anchor in anchors[1:]), len(page)]
    for here, end in zip(anchors, ends, strict=False):
        name = unquote(unescape(here[1])).rpartition("/")[2]
        beside = page[here.end() : min(end, here.end() + 1000)]
        text = _TAG.sub(" ", beside.partition("</a>")[2] or beside.partition("</A>")[2])
        date = _DATE.search(text)
        size = _SIZE.search(text, date.end()) if date else None
        yield name, _bytes(size), _modified(date)


def _bytes(found: re.Match[str] | None) -> int | None:
    return int(float(found[1]) * _UNITS[(found[2] or "").upper()]) if found else None


def _modified(found: re.Match[str] | None) -> str:
    """``2026-01-29 14:11``, whichever way the server writes it."""
    if found is None:
        return ""
    day, time = found[1], found[2] or ""
    if day[2] == "-":
        month = day[3:6].lower()
        number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
        day = f"{day[7:]}-{number:02}-{day[:2]}"
    return f"{day} {time}".strip()


def in_order(files: Iterable[TreeFile]) -> tuple[TreeFile, ...]:
    """NLM's order: baseline, then updates by number."""
    return tuple(sorted(files, key=lambda f: (f.place, f.name)))


def md5_from_text(text: str, name: str) -> str:
    """The checksum of a ``.md5`` file, NLM's form or that of ``md5sum``.

    Raises:
        SourceAnswerError: it holds none, or that of another file.

    """
    found = _MD5.search(text[:4096])
    if found is None:
        raise SourceAnswerError(f"{name}.md5 holds no checksum", hint="sync again later")
    stated = found[1] or found[3] or name
    if stated.rpartition("/")[2] != name:
        raise SourceAnswerError(f"{name}.md5 is the checksum of {stated}", hint="sync again later")
    return found[2].lower()
