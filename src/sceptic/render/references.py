"""The studies of a brief for reference managers: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Evidence, Study
from sceptic.render import labels
from sceptic.render.sources import cleaned, study_links

_PERSON = re.compile(
    r"(?P<family>.+?) (?P<given>[^\W\d_](?:-?[^\W\d_]){0,2})"
    r"(?: (?P<suffix>Jr|Sr|2nd|3rd|II|III|IV))?"
)
_PAGES = re.compile(r"(?P<first>[A-Za-z]?\d+)(?:\s*[-\N{EN DASH}]\s*(?P<last>[A-Za-z]?\d+))?")
_BIBTEX = {
    **{char: f"\\{char}" for char in "&%#_${}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_BIBTEX_JOINED = re.compile(r"-(?=-)|[`!?](?=`)|'(?=')")
_BIBTEX_SPECIAL = re.compile(r"[&%#_${}\\~^]")


class Name(NamedTuple):
    """A person's parts; a group has a ``family`` only."""

    family: str
    given: str = ""
    suffix: str = ""


def name_of(author: str) -> Name:
    """``Kadry R`` as family and initials; what is no such name is a group's."""
    author = cleaned(author)
    found = _PERSON.fullmatch(author)
    if found is None or not found["given"].replace("-", "").isupper():
        return Name(author)
    return Name(found["family"], found["given"], found["suffix"] or "")


def pages_of(pages: str) -> tuple[str, str]:
    """First and last page, the last in full: ``234-9`` is 234 to 239.

    What is no page (``pii: E1392``, ``CD001321; discussion 9``) gives two blanks.
    """
    found = _PAGES.fullmatch(pages.strip())
    if found is None:
        return "", ""
    first, last = found["first"], found["last"] or ""
    if last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def studies_of(brief: Brief) -> tuple[Evidence, ...]:
    """The brief's evidence, one entry for each record, in its order."""
    return tuple({e.study.record_id: e for e in reversed(brief.evidence)}.values())[::-1]


def notes_of(evidence: Evidence) -> tuple[str, ...]:
    """What a reader of the reference alone must know: design, n, cautions, whether it counts."""
    study = evidence.study
    caution = ", ".join(labels.cautions(study.flags, study.retraction, study.retraction_reason))
    notes = [f"{labels.CAPTIONS['design']}: {labels.DESIGNS[study.design]}"]
    if study.participants is not None:
        notes.append(f"{labels.CAPTIONS['n']}: {study.participants}")
    if caution:
        notes.append(f"{labels.CAPTIONS['cautions']}: {caution}")
    if evidence.why_not:
        notes.append(f"{labels.CAPTIONS['why_not']}: {evidence.why_not}")
    return tuple(cleaned(note) for note in notes)


# --- RIS ------------------------------------------------------------------------------------------


def as_ris(brief: Brief) -> str:
    """RIS for Zotero, EndNote, Rayyan, Covidence and ASReview; the PMID stands under ``AN``."""
    return "\n".join(_ris_entry(e) for e in studies_of(brief))


def _ris_entry(evidence: Evidence) -> str:
    study, citation = evidence.study, evidence.study.citation
    first, last = pages_of(citation.pages)
    year = _year(study)
    rows = [
        ("TY", "JOUR"),
        ("ID", _key(study)),
        *(("AU", ", ".join(p for p in name_of(a) if p)) for a in citation.authors),
        ("TI", citation.title),
        ("T2", citation.journal),
        ("PY", str(year) if year else ""),
        ("VL", citation.volume),
        ("IS", citation.issue),
        ("SP", first),
        ("EP", last),
        ("DO", study.doi),
        ("UR", _address(study)),
        ("AN", str(study.pmid or "")),
        ("DB", "PubMed" if study.pmid else ""),
        *(("N1", note) for note in notes_of(evidence)),
    ]
    # One value a line: a line break inside a value would begin a tag of its own.
    lines = [f"{tag}  - {cleaned(value)}" for tag, value in rows if cleaned(value)]
    return "\n".join([*lines, "ER  - ", ""])


# --- BibTeX ---------------------------------------------------------------------------------------


def as_bibtex(brief: Brief) -> str:
    """BibTeX in UTF-8; capitals inside a title are kept by braces, keys are made of the id."""
    return "\n".join(_bibtex_entry(e) for e in studies_of(brief))


def _bibtex_entry(evidence: Evidence) -> str:
    study, citation = evidence.study, evidence.study.citation
    first, last = pages_of(citation.pages)
    year = _year(study)
    fields = {
        "author": " and ".join(_bibtex_name(name_of(a)) for a in citation.authors),
        "title": _bibtex_title(citation.title),
        "journal": bibtex_escaped(citation.journal),
        "year": str(year) if year else "",
        "volume": bibtex_escaped(citation.volume),
        "number": bibtex_escaped(citation.issue),
        "pages": f"{first}--{last}" if last else first,
        "doi": bibtex_escaped(study.doi),
        "pmid": str(study.pmid or ""),
        "url": _address(study).translate({ord("{"): "%7B", ord("}"): "%7D"}),
        "note": bibtex_escaped("; ".join(notes_of(evidence))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{_key(study)},", *lines, "}", ""])


def bibtex_escaped(text: str) -> str:
    """For a field of BibTeX: TeX's own signs are escaped, and two that it would join are parted."""
    escaped = _BIBTEX_SPECIAL.sub(lambda m: _BIBTEX[m[0]], cleaned(text))
    return _BIBTEX_JOINED.sub(r"\g<0>{}", escaped)


def _bibtex_name(name: Name) -> str:
    family, given, suffix = (bibtex_escaped(part) for part in name)
    if not given:
        return f"{{{family}}}"
    return ", ".join(part for part in (family, suffix, given) if part)


def _bibtex_title(title: str) -> str:
    words = cleaned(title).split(" ")
    return " ".join(
        f"{{{bibtex_escaped(word)}}}"
        if any(c.isupper() for c in (word if place else word[1:]))
        else bibtex_escaped(word)
        for place, word in enumerate(words)
    )


# --- CSL-JSON -------------------------------------------------------------------------------------


def as_csl_json(brief: Brief) -> str:
    """CSL-JSON (csl-data 1.0) for Pandoc, Zotero and citeproc."""
    items = [_csl_item(e) for e in studies_of(brief)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _csl_item(evidence: Evidence) -> dict[str, Any]:
    study, citation = evidence.study, evidence.study.citation
    year = _year(study)
    item: dict[str, Any] = {
        "id": study.record_id,
        "type": "article-journal",
        "title": cleaned(citation.title),
        "author": [_csl_name(name_of(a)) for a in citation.authors],
        "container-title": cleaned(citation.journal),
        "issued": {"date-parts": [[year]]} if year else None,
        "volume": cleaned(citation.volume),
        "issue": cleaned(citation.issue),
        "page": cleaned(citation.pages) if pages_of(citation.pages)[0] else "",
        "DOI": study.doi,
        "PMID": str(study.pmid or ""),
        "URL": _address(study),
        "note": "; ".join(notes_of(evidence)),
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: value for key, value in parts.items() if value}


def _key(study: Study) -> str:
    """``pmid99000001``: what BibTeX takes as a key, and another one for each record."""
    if study.pmid:
        return f"pmid{study.pmid}"
    return "".join(
        c if c.isascii() and (c.isalnum() or c in ".-/:") else f"-{ord(c):x}-"
        for c in study.record_id
    )


def _year(study: Study) -> int | None:
    return study.citation.year or study.year


def _address(study: Study) -> str:
    return next((link.address for link in study_links(study)), "")
