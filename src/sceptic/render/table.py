"""The study table: one row for each study of a brief, as CSV (RFC 4180, UTF-8) and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from sceptic.domain.brief import Brief
from sceptic.domain.evidence import Effect, Evidence, Flag, Rationale, Study, Subjects
from sceptic.domain.words import correction_words, vote_words
from sceptic.render.sources import cleaned

STUDIES_FORMAT_VERSION = 1
_FORMULA = ("=", "+", "-", "@")


def as_csv(brief: Brief) -> str:
    """The table with a header. Cells that a spreadsheet would run as a formula begin with ``'``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for evidence in brief.evidence:
        writer.writerow([cell(column(brief, evidence)) for column in _COLUMNS.values()])
    return out.getvalue()


def as_studies_json(brief: Brief) -> str:
    """The same columns as data: nothing is known where a value is ``null``."""
    rows = [
        {name: _plain(column(brief, e)) for name, column in _COLUMNS.items()}
        for e in brief.evidence
    ]
    shape = {"format_version": STUDIES_FORMAT_VERSION, "brief": brief.id, "studies": rows}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    return cleaned(value) if isinstance(value, str) else value


def cell(value: object) -> str:
    """One cell: blanks for what is not known, yes and no, numbers and words as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value}"
    text = cleaned(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rationale(evidence: Evidence) -> Rationale | None:
    used = evidence.finding.rationale if evidence.finding else evidence.study.conclusion
    return used[0] if used else None


def _of_rationale(name: str) -> Callable[[Brief, Evidence], object]:
    return lambda _, evidence: getattr(_rationale(evidence), name, None)


def _of_study(name: str) -> Callable[[Brief, Evidence], object]:
    return lambda _, evidence: getattr(evidence.study, name)


def effect_text(effect: Effect | None) -> str:
    """``MD 1.5 (-0.25 to 3.25) hairs, p 0.04``; the record's own words where they are held."""
    if effect is None or effect.text:
        return effect.text if effect else ""
    words = [effect.measure]
    if effect.value is not None:
        words.append(f"{effect.value:g}")
    if effect.low is not None and effect.high is not None:
        words.append(f"({effect.low:g} to {effect.high:g})")
    words.append(effect.unit)
    text = " ".join(word for word in words if word)
    return f"{text}, p {effect.p_value}" if effect.p_value else text


def _humans(study: Study) -> bool | None:
    return None if study.subjects is Subjects.UNKNOWN else study.subjects is Subjects.HUMAN


def _certainty_reasons(brief: Brief, evidence: Evidence) -> str:
    """Rules that rest on this record: of the verdict, and of the part the study falls into."""
    parts = (part.rules for part in brief.verdict.parts if part.label == evidence.part)
    rules = dict.fromkeys((*brief.verdict.rules, *(rule for rules in parts for rule in rules)))
    return "; ".join(r.because for r in rules if evidence.study.record_id in r.records)


_COLUMNS: dict[str, Callable[[Brief, Evidence], object]] = {
    "id": _of_study("record_id"),
    "pmid": _of_study("pmid"),
    "doi": _of_study("doi"),
    "year": lambda _, e: e.study.citation.year or e.study.year,
    "authors": lambda _, e: "; ".join(e.study.citation.authors),
    "title": lambda _, e: e.study.citation.title,
    "journal": lambda _, e: e.study.citation.journal,
    "design": lambda _, e: e.study.design.value,
    "n": _of_study("participants"),
    "studies": _of_study("studies"),
    "humans": lambda _, e: _humans(e.study),
    "controlled": lambda _, e: e.study.design.is_controlled,
    "direction": lambda _, e: (e.finding or e.study).direction.value,
    "stance": lambda _, e: e.stance.value,
    "outcome": lambda _, e: e.finding.outcome if e.finding else None,
    "effect_text": lambda _, e: effect_text(e.finding.effect if e.finding else None),
    "quote": _of_rationale("text"),
    "quote_field": _of_rationale("field"),
    "start": _of_rationale("start"),
    "end": _of_rationale("end"),
    "part": lambda _, e: e.part,
    "included": lambda _, e: e.counted,
    "exclusion_reason": lambda _, e: e.why_not,
    "weight": lambda _, e: e.weight,
    "certainty_reasons": _certainty_reasons,
    "retraction_state": lambda _, e: e.study.retraction.value,
    "retraction_reason": _of_study("retraction_reason"),
    "preprint": lambda _, e: Flag.PREPRINT in e.study.flags,
    "in_pubmed": _of_study("in_pubmed"),
    "flags": lambda _, e: "; ".join(flag.value for flag in e.study.flags),
    "corrections": lambda _, e: "; ".join(map(correction_words, e.corrections)),
    "votes": lambda _, e: vote_words(e),
}
