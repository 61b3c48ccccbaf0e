"""PubMed XML -> ``Record``, as a stream: the only file that imports lxml for PubMed's format.

The bytes are cut into chunks of whole records (``xml_chunks``), each chunk is parsed by libxml2
with its limits on, each record is read by one walk (``pubmed_article``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree

from sceptic.domain.record import Pmid, Record
from sceptic.errors import FileFormatError
from sceptic.sources.element_values import pmid_in, version_in
from sceptic.sources.pubmed_article import record_in
from sceptic.sources.xml_chunks import chunks_of_records
from sceptic.sources.xml_text import Element

_BLOCK = 1 << 20
_FOR_PROGRAMMERS = ", use XML_PARSE_HUGE option"
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)


@dataclass(frozen=True, slots=True)
class Deletion:
    """NLM withdraws a record: ``DeleteCitation`` of an update file."""

    pmid: Pmid
    version: int = 1


def records_from_xml(source: IO[bytes] | bytes | Iterable[bytes]) -> Iterator[Record | Deletion]:
    """Records and deletions in file order, in memory bounded by one chunk.

    Args:
        source: the uncompressed file: bytes, a binary stream or an iterable of blocks.

    Raises:
        FileFormatError: not PubMed XML, not well-formed, cut off, hostile, or a record without
            a PMID. Records before the fault have been yielded by then.

    """
    last = ""
    for chunk in chunks_of_records(_blocks(source)):
        for item in items_of_chunk(chunk, last):
            last = name_of(item)
            yield item


def items_of_chunk(chunk: bytes, last: str) -> Iterator[Record | Deletion]:
    """Records and deletions of one chunk (see ``xml_chunks``).

    Args:
        chunk: a document of whole records.
        last: the record before it, to be named in an error.

    Raises:
        FileFormatError: not well-formed, hostile, or a record without a PMID.

    """
    try:
        root = etree.fromstring(chunk, _PARSER)
    except etree.XMLSyntaxError as error:
        why = str(error.msg or "malformed").split("\n")[0].replace(_FOR_PROGRAMMERS, "")
        raise FileFormatError(f"broken XML after {last or 'the start'}: {why}") from error
    for element in root:
        yield from _items(element)


def name_of(item: Record | Deletion) -> str:
    return f"PMID {item.pmid}"


def _blocks(source: IO[bytes] | bytes | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), _BLOCK):
            yield source[start : start + _BLOCK]
    elif hasattr(source, "read"):
        while block := source.read(_BLOCK):
            yield block
    else:
        yield from source


def _items(element: Element) -> Iterator[Record | Deletion]:
    match element.tag:
        case "PubmedArticle" | "PubmedBookArticle" | "MedlineCitation":
            yield record_in(element)
        case "DeleteCitation":
            for pmid in element:
                yield Deletion(pmid_in(pmid.text), version_in(pmid.get("Version")))
