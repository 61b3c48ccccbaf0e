"""Bytes -> text, as browsers do it: what the bytes say, what was declared, then a guess.

The only file that imports charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
# The web's names for windows-1252 (WHATWG Encoding Standard).
_WESTERN = frozenset(("ascii", "us-ascii", "iso-8859-1", "latin-1", "latin1", "iso8859-1", "l1"))
_SAMPLE = 64_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """``is_guess``: nothing told the encoding and it is not UTF-8, or what was told was wrong."""

    text: str
    encoding: str
    is_guess: bool = False


def decoded(data: bytes, charset: str = "") -> Decoded:
    """The text of bytes. ``charset`` is what the server declared. Never raises."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(name, "replace"), name)
    declared = _DECLARED.search(data[:4096])
    inside = (
        next((g.decode("ascii", "replace") for g in declared.groups() if g), "") if declared else ""
    )
    for name in (charset, inside):
        text = _as(data, name)
        if text is not None:
            return Decoded(text, _known(name))
    text = _as(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    return _guessed(data)


def _known(name: str) -> str:
    lower = name.strip().lower()
    if lower in _WESTERN:
        return "windows-1252"
    try:
        return codecs.lookup(lower).name
    except (LookupError, ValueError):
        return ""


def _as(data: bytes, name: str) -> str | None:
    known = _known(name)
    if not known or known in ("utf-7", "idna", "punycode", "rot13", "undefined"):
        return None
    try:
        return data.decode(known)
    except (UnicodeError, LookupError, ValueError, TypeError):
        # A few stray bytes in a page that says UTF-8 do not make it another encoding.
        if known != "utf-8":
            return None
        text = data.decode("utf-8", "replace")
        return text if text.count("\ufffd") * 200 < len(text) else None


def _guessed(data: bytes) -> Decoded:
    import charset_normalizer  # noqa: PLC0415 - only for what declares nothing

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    name = best.encoding if best is not None else "windows-1252"
    return Decoded(data.decode(name, "replace"), name, is_guess=True)
