"""What goes back: XML under NCBI's document types, JSON under its header, plain text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sceptic.render.xml_elements import element, text_element

_DTD = "https://eutils.ncbi.nlm.nih.gov/eutils/dtd"
_DOCTYPES = {
    "eSearchResult": ("esearch 20060628", f"{_DTD}/20060628/esearch.dtd"),
    "ePostResult": ("epost 20090526", f"{_DTD}/20090526/epost.dtd"),
    "eLinkResult": ("elink 20101123", f"{_DTD}/20101123/elink.dtd"),
    "eInfoResult": ("einfo 20130322", f"{_DTD}/20130322/einfo.dtd"),
    "eSummaryResult": ("esummary v1 20041029", f"{_DTD}/20041029/esummary-v1.dtd"),
    "eSummaryResult 2.0": ("esummary pubmed 20160808", f"{_DTD}/20160808/esummary_pubmed.dtd"),
    "eFetchResult": ("efetch 20131226", f"{_DTD}/20131226/efetch.dtd"),
    "eSpellResult": (
        "eSpellResult, 23 November 2004",
        "https://www.ncbi.nlm.nih.gov/entrez/query/DTD/eSpell.dtd",
    ),
}
XML, JSON, TEXT = "text/xml", "application/json", "text/plain"


@dataclass(frozen=True, slots=True)
class Answer:
    """A body and what it is."""

    body: str
    media_type: str = XML
    status: int = 200


def xml_answer(name: str, inside: str, *, status: int = 200) -> Answer:
    """A document of this root; ``eSummaryResult 2.0`` names the document type of version 2.0."""
    root = name.partition(" ")[0]
    public, system = _DOCTYPES[name]
    head = f'<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE {root} PUBLIC "-//NLM//DTD '
    body = element(root, inside) if inside else f"<{root}></{root}>"
    return Answer(f'{head}{public}//EN" "{system}">\n{body}\n', status=status)


def json_answer(utility: str, content: Mapping[str, Any], *, status: int = 200) -> Answer:
    """``content`` beside the header that names the utility."""
    whole = {"header": {"type": utility, "version": "0.3"}, **content}
    return Answer(json.dumps(whole, ensure_ascii=False) + "\n", JSON, status)


def error_element(message: str) -> str:
    return text_element("ERROR", message)
