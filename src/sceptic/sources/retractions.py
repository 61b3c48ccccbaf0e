"""Retraction Watch's list of retractions, as Crossref publishes it: CSV -> notices. Pure.

Columns: https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/. The list holds
more retractions than PubMed, and what PubMed has no word for: that one was lifted. Its expressions
of concern and corrections are incomplete, as its makers say.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sceptic.domain.record import Notice, NoticeKind, Pmid
from sceptic.errors import FileFormatError

NAME = "Retraction Watch"
_KINDS = {
    "retraction": NoticeKind.RETRACTION_IN,
    "expression of concern": NoticeKind.CONCERN_IN,
    "correction": NoticeKind.ERRATUM_IN,
    "reinstatement": NoticeKind.REINSTATED_IN,
}
_NEEDED = ("RetractionNature", "RetractionDate", "OriginalPaperDOI", "OriginalPaperPubMedID")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_LONGEST_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One notice of the list, and the article it is about: by PMID, by DOI, or by both."""

    notice: Notice
    pmid: Pmid | None
    doi: str


def parse_retractions(data: bytes) -> Iterator[Listed]:
    """The notices of a file, in its order; rows that name no article are left out.

    Raises:
        FileFormatError: not this list, or a row that cannot be read.

    """
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.DictReader(io.StringIO(_text(data), newline=""))
    try:
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise FileFormatError(
                f"not Retraction Watch's list: no column {missing[0]}",
                hint="expected retraction_watch.csv as Crossref publishes it",
            )
        for row in rows:
            listed = _listed(row, rows.line_num)
            if listed is not None:
                yield listed
    except csv.Error as error:
        raise FileFormatError(f"line {rows.line_num} cannot be read: {error}") from error


def _text(data: bytes) -> str:
    """UTF-8; older files of the list are in Windows' Latin letters."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _listed(row: dict[str, str | None], line: int) -> Listed | None:
    nature = (row["RetractionNature"] or "").strip()
    pmid, doi = _pmid(row["OriginalPaperPubMedID"]), doi_in(row["OriginalPaperDOI"] or "")
    if not nature or not (pmid or doi):
        return None
    kind = _KINDS.get(nature.casefold(), NoticeKind.OTHER)
    reasons = [r.strip().lstrip("+") for r in (row.get("Reason") or "").split(";")]
    notice = Notice(
        kind=kind,
        pmid=_pmid(row.get("RetractionPubMedID")),
        citation=f"{NAME} {row.get('Record ID') or ''}".strip(),
        raw_kind=nature if kind is NoticeKind.OTHER else "",
        date=_date(row["RetractionDate"] or "", line),
        reason="; ".join(r for r in reasons if r),
    )
    return Listed(notice, pmid, doi)


def _pmid(text: str | None) -> Pmid | None:
    """The list writes 0 for none."""
    digits = (text or "").strip()
    return Pmid(int(digits)) if digits.isdecimal() and int(digits) else None


def doi_in(text: str) -> str:
    """A DOI in lower case, without its resolver; empty for "unavailable" and the like."""
    found = _DOI.search(text.strip())
    return found.group().lower() if found else ""


def _date(text: str, line: int) -> str:
    """``11/20/2023 0:00`` or ``2023-11-20`` as an ISO date."""
    day = text.strip().split(" ")[0].split("T")[0]
    try:
        if "/" in day:
            month, date, year = (int(part) for part in day.split("/"))
            return dt.date(year, month, date).isoformat()
        return dt.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise FileFormatError(f"line {line}: {text[:20]!r} is not a date") from error
