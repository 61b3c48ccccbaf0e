"""Articles of a news corpus on disk: JSON lines, and the WARC and WET files of web archives.

JSON lines are read under the field names that corpora use; a line without text is passed over and
counted. WARC and WET want the library `fastwarc` (extra `warc`); of a WARC's pages the visible
text is taken as it stands.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import msgspec

from sceptic.errors import ConfigError, FileFormatError, InputError

_TEXT = ("text", "body", "content", "maintext", "article", "story", "description")
_TITLE = ("title", "headline", "name")
_DATE = ("date", "published", "publish_date", "date_publish", "pub_date", "datePublished",
         "published_at", "timestamp", "created")  # fmt: skip
_URL = ("url", "link", "source_url")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SCRIPTS = re.compile(
    r"(?is)<(script|style|noscript|template)\b(?:.*?</\1\s*+>|.*)|<!--(?:.*?-->|.*)"
)
"""One that never ends takes the rest with it: else the end of each of many would be sought."""
_TAG = re.compile(r"<[^>]*+>?")
_LONGEST = 1_000_000
_LONGEST_LINE = 16_000_000
_ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An article of a corpus; ``day`` is ``None`` where the corpus does not tell it."""

    title: str
    text: str
    day: dt.date | None
    url: str


def news_items(path: Path) -> Iterator[NewsItem | None]:
    """Every article of a file; ``None`` for what holds no text.

    Raises:
        FileFormatError: the file is neither JSON lines nor a web archive.
        ConfigError: it is a web archive, and the library that reads them is not installed.
        InputError: it cannot be read.
    """
    try:
        if path.name.lower().endswith(_ARCHIVES):
            yield from _archived(path)
        else:
            with _opened(path) as lines:
                yield from _json_lines(lines, path.name)
    except (OSError, EOFError) as error:
        raise InputError(f"cannot read {path}: {error}") from error


def _opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")
    return path.open("rb")


def _json_lines(lines: IO[bytes] | gzip.GzipFile, name: str) -> Iterator[NewsItem | None]:
    number = 0
    while line := lines.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise FileFormatError(f"line {number} of {name} is longer than an article")
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise FileFormatError(f"line {number} of {name} is no JSON: {error}") from error
        yield _item(row) if isinstance(row, dict) else None


def _item(row: dict[str, Any]) -> NewsItem | None:
    text, title = _first(row, _TEXT), _first(row, _TITLE)
    if not text and not title:
        return None
    return NewsItem(title, text[:_LONGEST], day_of(_first(row, _DATE)), _first(row, _URL))


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    found = next((row[n] for n in names if row.get(n) not in (None, "")), "")
    if isinstance(found, list):
        return " ".join(str(part) for part in found)
    return str(found)


def day_of(text: str) -> dt.date | None:
    """The first day that a text writes as ``2019-05-31`` or ``20190531``; else ``None``."""
    if (found := _DAY.search(text)) is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _archived(path: Path) -> Iterator[NewsItem | None]:
    if find_spec("fastwarc") is None:
        raise ConfigError(
            f"{path.name} is a web archive; the library that reads them is not installed",
            hint="pip install sceptic[warc]",
        )
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - optional

    wanted = WarcRecordType.conversion | WarcRecordType.response
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=wanted):
            body = record.reader.read(_LONGEST).decode("utf-8", "replace")
            is_page = record.record_type == WarcRecordType.response
            text = visible(body) if is_page else body
            day = day_of(record.headers.get("WARC-Date") or "")
            url = record.headers.get("WARC-Target-URI") or ""
            yield NewsItem("", text, day, url) if text.strip() else None


def visible(page: str) -> str:
    """The text of a page without its tags and scripts; roughly, for counting words only."""
    return " ".join(_TAG.sub(" ", _SCRIPTS.sub(" ", page)).split())
