"""A PubMed XML file of any size, cut into small documents of whole records.

Works on bytes, parses nothing: NLM's baseline files, E-utilities answers (also several in one
file) and single records all become chunks ``<PubmedArticleSet>...</PubmedArticleSet>`` of about
a megabyte. What is not PubMed XML, is cut off, or would need unbounded memory is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from sceptic.errors import FileFormatError

LONGEST_RECORD = 32 * 1024 * 1024
"""Bytes one record may take; the longest real ones (thousands of authors) stay under 8 MB."""

_CHUNK = 1 << 20
_LONGEST_PROLOGUE = 64 * 1024
_SETS = (b"PubmedArticleSet", b"MedlineCitationSet", b"PubmedBookArticleSet")
_RECORDS = (b"PubmedArticle", b"PubmedBookArticle", b"MedlineCitation", b"DeleteCitation")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?/?>")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_SEAM = re.compile(
    rb"</(?:%(s)s)>\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!DOCTYPE[^\[<>]*>\s*)?<(?:%(s)s)(?:\s[^<>]*)?>"
    % {b"s": b"|".join(_SETS)}
)
_COMMENT = re.compile(rb"<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)", re.DOTALL)
"""One that never ends takes the rest with it: else the end of each of many would be sought."""


def chunks_of_records(data: Iterable[bytes]) -> Iterator[bytes]:
    """Well-formed UTF-8 documents, each with whole records only, in file order.

    Raises:
        FileFormatError: not PubMed XML, entity declarations, a record over 32 MB, or cut off.

    """
    blocks = as_utf8(iter(data))
    buffer, opening, root = _opening(blocks)
    if opening.endswith(b"/>"):
        return  # an empty set, as a search without a hit gives
    ends, closing = _end_tags(root), b"</" + root + b">"
    for block in blocks:
        buffer += block
        if len(buffer) < _CHUNK:
            continue
        cut = _last_end(buffer, ends)
        if cut:
            yield opening + _joined(buffer[:cut]) + closing
            buffer = buffer[cut:]
        elif len(buffer) > LONGEST_RECORD:
            raise FileFormatError("a record is longer than 32 MB: this is no PubMed file")
    tail = _joined(buffer)
    end = tail.rfind(closing)
    if end < 0:
        raise FileFormatError("the file is cut off: its closing tag is missing")
    if _uncommented(tail[end + len(closing) :]).strip():
        raise FileFormatError("there is text after the end of the XML")
    yield opening + tail[: end + len(closing)]


def _opening(blocks: Iterator[bytes]) -> tuple[bytes, bytes, bytes]:
    """The bytes after the root's start tag, that tag with its namespaces, and the root's name.

    A file whose root is a single record is read as a set of one.
    """
    head = b""
    for block in blocks:
        head += block
        if len(head) >= _LONGEST_PROLOGUE:
            break
    if not head.strip():
        raise FileFormatError("the file is empty")
    if b"<!ENTITY" in head[:_LONGEST_PROLOGUE]:
        raise FileFormatError("the file declares XML entities: refused")
    plain = _uncommented(head[:_LONGEST_PROLOGUE]).lstrip()
    if plain.startswith(b"<!DOCTYPE"):
        plain = plain[plain.find(b">") + 1 :].lstrip()
    root = _ROOT.match(plain)
    name = root.group(1) if root else b""
    start = head.find(root.group(0)) if root else -1
    if root is None or start < 0 or name not in _SETS + _RECORDS:
        shown = plain[:40].decode("utf-8", "replace").split("\n")[0].strip()
        raise FileFormatError(f"this is not PubMed XML: it begins with {shown!r}")
    if name in _RECORDS:
        whole = b"".join((head[start:], *_blocks_up_to(blocks, LONGEST_RECORD)))
        return whole + b"</PubmedArticleSet>", b"<PubmedArticleSet>", b"PubmedArticleSet"
    return head[start + len(root.group(0)) :], root.group(0), name


def _uncommented(text: bytes) -> bytes:
    return _COMMENT.sub(lambda m: b"" if m[0].endswith((b"-->", b"?>")) else m[0], text)


def _blocks_up_to(blocks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The blocks, refused once they exceed ``most`` bytes together."""
    total = 0
    for block in blocks:
        total += len(block)
        if total > most:
            raise FileFormatError("a record is longer than 32 MB: this is no PubMed file")
        yield block


def _end_tags(root: bytes) -> tuple[bytes, ...]:
    names = (b"MedlineCitation",) if root == b"MedlineCitationSet" else _RECORDS[:2]
    return tuple(b"</" + name + b">" for name in (*names, b"DeleteCitation"))


def _last_end(buffer: bytes, ends: tuple[bytes, ...]) -> int:
    """Offset behind the last whole record, 0 if there is none.

    The first of ``ends`` closes nearly all; the others are looked for behind the last of it only.
    """
    last = 0
    for end in ends:
        at = buffer.rfind(end, last)
        if at >= 0:
            last = at + len(end)
    return last


def _joined(chunk: bytes) -> bytes:
    """Sets that follow one another in one file become one."""
    if b"Set>" in chunk and _SEAM.search(chunk):
        return _SEAM.sub(b"", chunk)
    return chunk


def as_utf8(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """UTF-8 without a mark, whatever encoding the mark or the XML declaration names."""
    first = next(blocks, b"")
    while len(first) < 256 and (more := next(blocks, b"")):
        first += more
    encoding = _encoding_of(first)
    if encoding == "utf-8":
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        yield decoder.decode(first).encode("utf-8")
        for block in blocks:
            yield decoder.decode(block).encode("utf-8")
        yield decoder.decode(b"", final=True).encode("utf-8")
    except UnicodeError as error:
        raise FileFormatError(f"the file is not the {encoding} it says it is") from error


def _encoding_of(first: bytes) -> str:
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _ENCODING.search(first[:256])
    if declared is None:
        return "utf-8"
    try:
        name = codecs.lookup(declared.group(1).decode("ascii")).name
        "".encode(name)  # some codecs are of no text
    except (LookupError, UnicodeError) as error:
        raise FileFormatError(f"unknown encoding {declared.group(1).decode()!r}") from error
    return "utf-8" if name in ("utf-8", "ascii") else name
