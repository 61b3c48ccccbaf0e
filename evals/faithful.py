"""Is a record what its source wrote? Field by field, against second readers that share no code.

XML: the standard library's ElementTree over the same file, and every text node looked for in the
record. MEDLINE text: Biopython over the same text. Then XML -> record -> nbib -> record.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from evals.faithful_nbib import carried, medline_fields, nbib_fields
from evals.faithful_xml import record_fields, xml_fields
from evals.runner import Figure, Request, Result
from sceptic.domain.record import Record
from sceptic.library.files import items_of
from sceptic.sources.medline_text import records_from_nbib
from sceptic.sources.nbib import as_nbib

NAME = "faithful"
ARTICLES = ("PubmedArticle", "PubmedBookArticle")
_BLANKS = re.compile(r"\s+")
_SHOWN = 40

Differences = Counter[str]
"""Field -> records in which the two readers differ."""


def run(request: Request) -> tuple[Result, ...]:
    folder = request.path("pubmed_xml")
    files = [request.items] if request.items else sorted(folder.glob("*.xml.gz"))
    flat = request.path("medline_flat", "medline_real.txt.gz")
    pairs = [pair for file in files for pair in pairs_of(file)]
    records = [record for _, record in pairs]
    return (
        _result("xml", pairs, differing(pairs, xml_fields, record_fields)),
        _result("xml-text-nodes", pairs, lost_texts(pairs)),
        _result("xml-to-nbib", records, lost_in_nbib(records)),
        _result("xml-to-nbib-biopython", records, unlike_biopython(_written(records), records)),
        _flat(flat),
    )


def pairs_of(path: Path, *, most: int = 0, seed: int = 0) -> list[tuple[ET.Element, Record]]:
    """Each record's element with what our reader made of it; a sample if ``most`` is given."""
    elements = list(_elements(path))
    records = [item for item in items_of(path) if isinstance(item, Record)]
    if len(elements) != len(records):
        raise AssertionError(f"{path.name}: {len(elements)} elements, {len(records)} records")
    pairs = list(zip(elements, records, strict=True))
    return random.Random(seed).sample(pairs, min(most, len(pairs))) if most else pairs


def _elements(path: Path) -> Iterator[ET.Element]:
    with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as file:
        root = ET.parse(file).getroot()
    for child in root:
        if child.tag in (*ARTICLES, "MedlineCitation"):
            yield child


def differing(
    pairs: Iterable[tuple[Any, Record]],
    theirs: Callable[[Any], dict[str, Any]],
    ours: Callable[[Record], dict[str, Any]],
) -> Differences:
    found: Differences = Counter()
    for source, record in pairs:
        own, other = ours(record), theirs(source)
        found.update({name: int(own[name] != other[name]) for name in other})
    return found


def lost_texts(pairs: Iterable[tuple[ET.Element, Record]]) -> Differences:
    """Element -> records with a text node of it that no field of the record holds."""
    found: Differences = Counter()
    for element, record in pairs:
        held = _plain(" \n ".join(_strings(record)))
        paths = set()
        for path, text in _texts(element, ()):
            found.setdefault(path, 0)
            if not _is_held(text, held):
                paths.add(path)
        found.update(paths)
    return found


def _texts(element: ET.Element, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    here = (*path, element.tag)
    for text in [element.text, *(child.tail for child in element)]:
        if text and text.strip():
            yield "/".join(here[-2:]), text.strip()
    for child in element:
        yield from _texts(child, here)


def _is_held(text: str, held: str) -> bool:
    plain = _plain(text)
    if plain in held:
        return True
    return all(part in held for part in re.split(r"[\s/*-]+", plain.lstrip("0")))


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text)


def _strings(value: object) -> Iterator[str]:
    """Every text and number in a record, months also by name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int):
        yield str(value)
        if 1 <= value <= 12:
            yield "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[value - 1]
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def lost_in_nbib(records: Iterable[Record]) -> Differences:
    """Fields that differ after a way through MEDLINE text, of what that has a place for."""
    found: Differences = Counter()
    for record in records:
        (again,) = records_from_nbib(as_nbib(record).encode())
        before, after = carried(record), carried(again)
        found.update({name: int(before[name] != after[name]) for name in before})
    return found


def _written(records: Iterable[Record]) -> str:
    return "\n".join(as_nbib(record) for record in records)


def unlike_biopython(text: str, records: Iterable[Record]) -> Differences:
    """Fields in which Biopython reads MEDLINE text otherwise."""
    from Bio import Medline  # noqa: PLC0415 - of the test dependencies

    parsed: Any = Medline.parse(io.StringIO(text))  # type: ignore[no-untyped-call]
    theirs = [dict(one) for one in parsed if "PMID" in one]
    sound = [
        (one, record)
        for one, record in zip(theirs, records, strict=True)
        if all(key.isascii() and key.isalnum() for key in one)  # words behind a record
    ]
    return differing(sound, medline_fields, nbib_fields)


def _flat(path: Path) -> Result:
    raw = gzip.decompress(path.read_bytes())
    records = list(records_from_nbib(raw))
    return _result("medline-biopython", records, unlike_biopython(raw.decode(), records))


def _result(name: str, items: list[Any], found: Differences) -> Result:
    n = len(items)
    figures = tuple(
        Figure(field, share, share, share, n)
        for field, bad in sorted(found.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]
        for share in [1 - bad / n]
    )
    differences = ", ".join(f"{field} {bad}" for field, bad in found.most_common() if bad)
    note = f"{len(found)} fields compared; records that differ: {differences or 'none'}"
    ids = (
        [record.id for _, record in items]
        if isinstance(items[0], tuple)
        else [record.id for record in items]
    )
    return Result(f"{NAME}-{name}", "pubmed_xml, medline_flat", "all", n, _digest(ids), figures,
                  note=note)  # fmt: skip


def _digest(ids: list[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
