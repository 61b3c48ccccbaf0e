"""BibTeX -> ``Record``: what Zotero, JabRef, Google Scholar and publishers write.

bibtexparser finds the entries and their faults, pylatexenc (which it brings) reads TeX's letters.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from sceptic.domain.record import Author, PartialDate, Record
from sceptic.errors import FileFormatError
from sceptic.sources.dates import date_of, month_number
from sceptic.sources.reference import (
    Reference,
    date_written,
    numbered_records,
    person,
    pmid_in_field,
    text_from,
)

_START = re.compile(rb"(?:[^@]{0,4000})@\s*[A-Za-z]+\s*[{(]")
_PARTS = ("incollection", "inbook", "inproceedings", "conference")
_DASHES = re.compile(r"\s*(?:-{2,3}|\N{EN DASH}|\N{EM DASH})\s*")
_SPACING = {0x2C6: "^", 0x2DC: "~"}
"""The marks by themselves, for which pylatexenc gives accents."""
_BLANKS = re.compile(r"[ \t\n]+")
_KEYWORDS = re.compile(r"\s*[,;]\s+")
_MACROS = (*("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),)


def looks_like_bibtex(start: bytes) -> bool:
    """Whether an entry, ``@article{``, stands near the start."""
    return _START.match(start) is not None


def records_from_bibtex(data: bytes) -> Iterator[Record]:
    """Records in file order.

    Raises:
        FileFormatError: an entry that has no end, two of one key, nothing to cite.

    """
    yield from numbered_records(_entries(text_from(data)), _reference)


def _entries(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Kind, key and fields of each entry."""
    from bibtexparser import entrypoint, model  # noqa: PLC0415 - only who imports BibTeX waits

    # every fault is told by the error below: nothing is logged to the terminal beside it
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    macros = "".join(f"@string{{{name} = {{{name}}}}}\n" for name in _MACROS)
    number = 0
    for block in entrypoint.parse_string(macros + text).blocks:
        if isinstance(block, model.ParsingFailedBlock):
            kept = getattr(block, "ignore_error_block", None)
            if isinstance(block, model.DuplicateBlockKeyBlock) and isinstance(kept, model.String):
                continue
            line = (block.start_line or 0) + 1 - len(_MACROS)
            raise FileFormatError(f"record {number + 1}, line {line}: {_why(block)}")
        if isinstance(block, model.Entry):
            number += 1
            fields = {f.key.lower(): str(f.value).strip() for f in block.fields}
            yield block.entry_type.lower(), block.key, fields


def _why(block: object) -> str:
    from bibtexparser import model  # noqa: PLC0415

    if isinstance(block, model.DuplicateBlockKeyBlock):
        return f"the key {block.key!r} is there already"
    if isinstance(block, model.DuplicateFieldKeyBlock):
        return "a field is there twice"
    return "the entry is not closed or its fields are not separated"


def _reference(entry: object) -> Reference:
    assert isinstance(entry, tuple)
    kind, key, fields = entry

    def one(*names: str) -> str:
        return next((text for n in names if (text := _plain(fields.get(n, "")))), "")

    is_part = kind in _PARTS
    eprint = one("eprint") if one("eprinttype", "archiveprefix").lower() == "pubmed" else ""
    note, keywords = one("note"), one("keywords")
    pmcid = one("pmcid", "pmc")
    return Reference(
        format="BibTeX",
        title=one("title"),
        own_id=key,
        pmid=one("pmid")
        or eprint
        or (key if key.startswith("pmid") and pmid_in_field(key) else ""),
        doi=one("doi"),
        pmcid=pmcid,
        book_title=one("booktitle") if is_part else "",
        journal="" if is_part else one("journal", "journaltitle"),
        journal_abbreviation=one("shortjournal"),
        authors=_people(fields.get("author", "")),
        editors=_people(fields.get("editor", "")),
        date=_date(one("date"), one("year"), fields.get("month", "")),
        volume=one("volume"),
        issue=one("number", "issue"),
        pages=_DASHES.sub("-", fields.get("pages", "").strip("{}")),
        issn=one("issn"),
        publisher=one("publisher"),
        publisher_place=one("address", "location"),
        edition=one("edition"),
        abstract=one("abstract"),
        keywords=tuple(k for k in _KEYWORDS.split(keywords) if k),
        languages=tuple(filter(None, [one("language", "langid")])),
        notes=(note,) if note else (),
        addresses=tuple(filter(None, [one("url")])),
    )


def _plain(value: str) -> str:
    """TeX's letters as such, its braces gone, blanks collapsed."""
    if not re.search(r"[\\{}~$]|--|``|''", value):
        return _BLANKS.sub(" ", value).strip(" ")
    return _BLANKS.sub(" ", _decoder()(value).translate(_SPACING)).strip(" ")


@lru_cache(maxsize=1)
def _decoder() -> Callable[[str], str]:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415

    decoder = LatexNodes2Text(math_mode="text", keep_comments=True)
    decode: Callable[[str], str] = decoder.latex_to_text
    return decode


def _people(field: str) -> tuple[Author, ...]:
    from bibtexparser.middlewares import names  # noqa: PLC0415

    listed = names.split_multiple_persons_names(" ".join(field.split()))
    return tuple(_person(name) for name in listed if name.strip() and name.lower() != "others")


def _person(name: str) -> Author:
    """``{A group}`` is one; else TeX's four parts of a name."""
    from bibtexparser.middlewares.names import (  # noqa: PLC0415
        InvalidNameError,
        parse_single_name_into_parts,
    )

    if _is_one_group(name):
        return Author(collective=_plain(name))
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError as error:
        raise FileFormatError(f"a name that cannot be read: {name[:40]!r}") from error
    last = _plain(" ".join((*parts.von, *parts.last)))
    return person(last, _plain(" ".join(parts.first)), _plain(" ".join(parts.jr)))


def _is_one_group(name: str) -> bool:
    """The braces at both ends belong together."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for at, char in enumerate(name):
        if char in "{}" and (at == 0 or name[at - 1] != "\\"):
            depth += 1 if char == "{" else -1
            if depth == 0:
                return at == len(name) - 1
    return False


def _date(date: str, year: str, month: str) -> PartialDate | None:
    if date:
        return date_written(date)
    number = month_number(month.strip("{} "))
    return date_of(year, str(number) if number else "") if len(year) == 4 else date_written(year)
