"""The notes by which a reference manager's file tells what a reader must not miss.

``render.records`` writes them, the readers of RIS, CSL-JSON, BibTeX and CSV turn them into notices
and publication types again: a retraction is not lost on the way through another program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sceptic.domain.record import (
    NOTICE_LINKS,
    NOTICE_TYPES,
    Notice,
    NoticeKind,
    Pmid,
    Record,
)

WARNINGS = {
    NoticeKind.RETRACTION_IN: "Retracted",
    NoticeKind.PARTIAL_RETRACTION_IN: "Partly retracted",
    NoticeKind.RETRACTED_REPUBLISHED_IN: "Retracted and republished",
    NoticeKind.CONCERN_IN: "Expression of concern",
    NoticeKind.CORRECTED_IN: "Corrected and republished",
    NoticeKind.ERRATUM_IN: "Erratum",
}
RETRACTED_TYPE, PREPRINT_TYPE = "Retracted Publication", "Preprint"
_NOTICE = "This record is a notice about another one"
_PREPRINT = "Preprint, not peer reviewed"

_KINDS = {words: kind for kind, words in WARNINGS.items()}
_LABELS = "|".join(map(re.escape, sorted((*_KINDS, _NOTICE, _PREPRINT), key=len, reverse=True)))
_BEGINS = re.compile(rf"(?:^|(?<=; ))(?={_LABELS})")
_WARNING = re.compile(
    rf"({'|'.join(map(re.escape, sorted(_KINDS, key=len, reverse=True)))})"
    r"(?:: (.*?))?(?: \(PMID (\d{1,9})\))?"
)
_ABOUT = re.compile(rf"{re.escape(_NOTICE)}(?: \((.+)\))?")


@dataclass(frozen=True, slots=True)
class Told:
    """What notes say: notices, publication types, and what is no note of ours."""

    notices: tuple[Notice, ...] = ()
    types: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def notes_of(record: Record) -> tuple[str, ...]:
    """One line for each notice about the record, for a notice itself, and for a preprint.

    Of an imported record also its own notes, such as the labels of a screening program.
    """
    notes = [
        ": ".join(part for part in (WARNINGS[n.kind], n.citation) if part)
        + (f" (PMID {n.pmid})" if n.pmid else "")
        for n in record.notices
        if n.kind in WARNINGS
    ]
    if RETRACTED_TYPE in record.publication_types and not any(
        note.startswith("Retracted") for note in notes
    ):
        notes.insert(0, "Retracted")
    if record.is_notice:
        kinds = [t for t in record.publication_types if t in NOTICE_TYPES] or [
            n.kind.value for n in record.notices if n.kind in NOTICE_LINKS
        ]
        notes.append(f"{_NOTICE} ({', '.join(dict.fromkeys(kinds))})")
    if record.is_preprint:
        notes.append(_PREPRINT)
    return (*notes, *record.general_notes) if record.is_imported else tuple(notes)


def told_by(notes: Iterable[str]) -> Told:
    """What these notes say; one field may hold several, with ``; `` between them."""
    notices: list[Notice] = []
    types: list[str] = []
    others: list[str] = []
    for field in notes:
        for note in (part.removesuffix("; ") for part in _BEGINS.split(field.strip())):
            if found := _WARNING.fullmatch(note):
                kind, citation, pmid = _KINDS[found[1]], found[2] or "", found[3]
                if kind is NoticeKind.RETRACTION_IN and not citation and not pmid:
                    types.append(RETRACTED_TYPE)
                else:
                    notices.append(Notice(kind, Pmid(int(pmid)) if pmid else None, citation))
            elif found := _ABOUT.fullmatch(note):
                for name in (found[1] or "").split(", "):
                    links = [kind for kind in NOTICE_LINKS if kind.value == name]
                    notices += [Notice(kind) for kind in links]
                    types += [name] if name in NOTICE_TYPES else []
            elif note == _PREPRINT:
                types.append(PREPRINT_TYPE)
            elif note:
                others.append(note)
    return Told(tuple(notices), tuple(types), tuple(others))
