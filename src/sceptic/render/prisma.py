"""Counts of a brief in the CSV that the R package PRISMA2020 reads, and its search after PRISMA-S.

The package (Haddaway et al. 2022, doi 10.1002/cl2.1230) finds its numbers by the column ``data``
and its boxes by ``node`` and ``box``; ``NA`` leaves a box out.
"""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from sceptic.domain.brief import Brief
from sceptic.render.sources import cleaned
from sceptic.synthesis.search_report import search_report

_SPLITTING = {ord(","): " -", ord(";"): " -", ord("'"): "’", ord('"'): "”"}
COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
NONE = "NA"


class _Box(NamedTuple):
    """One row of the template: what it counts and the words in its box."""

    data: str
    node: str
    box: str
    words: str


_BOXES = (
    _Box(NONE, "node4", "prevstud", "Previous studies"),
    _Box("previous_studies", "node5", "box1", "Studies included in previous version of review"),
    _Box("previous_reports", NONE, "box1", "Reports of studies in previous version of review"),
    _Box(NONE, "node6", "newstud", "Identification of new studies via databases and registers"),
    _Box("database_results", "node7", "box2", "Databases"),
    _Box("database_specific_results", NONE, "box2", "Specific databases"),
    _Box("register_results", NONE, "box2", "Registers"),
    _Box("register_specific_results", NONE, "box2", "Specific registers"),
    _Box(NONE, "node16", "othstud", "Identification of new studies via other methods"),
    _Box("website_results", "node17", "box11", "Websites"),
    _Box("organisation_results", NONE, "box11", "Organisations"),
    _Box("citations_results", NONE, "box11", "Citation searching"),
    _Box("duplicates", "node8", "box3", "Duplicate records"),
    _Box("excluded_automatic", NONE, "box3", "Records marked as ineligible by automation tools"),
    _Box("excluded_other", NONE, "box3", "Records removed for other reasons"),
    _Box("records_screened", "node9", "box4", "Records screened by automation tools"),
    _Box("records_excluded", "node10", "box5", "Records excluded by automation tools"),
    _Box("dbr_sought_reports", "node11", "box6", "Abstracts or facts sought"),
    _Box("dbr_notretrieved_reports", "node12", "box7", "Abstracts or facts not retrieved"),
    _Box("other_sought_reports", "node18", "box12", "Reports sought for retrieval"),
    _Box("other_notretrieved_reports", "node19", "box13", "Reports not retrieved"),
    _Box("dbr_assessed", "node13", "box8", "Reports assessed for eligibility by automation tools"),
    _Box("dbr_excluded", "node14", "box9", "Reports excluded"),
    _Box("other_assessed", "node20", "box14", "Reports assessed for eligibility"),
    _Box("other_excluded", "node21", "box15", "Reports excluded"),
    _Box("new_studies", "node15", "box10", "Studies that count"),
    _Box("new_reports", NONE, "box10", "Reports of studies that count"),
    _Box("total_studies", "node22", "box16", "Total studies that count"),
    _Box("total_reports", NONE, "box16", "Reports of all studies that count"),
    _Box("identification", "node1", "identification", "Identification"),
    _Box("screening", "node2", "screening", "Screening"),
    _Box("included", "node3", "included", "Included"),
)


def as_prisma_csv(brief: Brief) -> str:
    """The package's template with the counts of this brief.

    Nobody but the program screened: what it left out by rank stands under "marked as ineligible by
    automation tools", what it left out on title and abstract under "records excluded".
    """
    counts = _counts(brief)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for box in _BOXES:
        n = counts.get(box.data, "0")
        writer.writerow((*box[:3], box.words, box.words, box.words, NONE, n))
    return out.getvalue()


def _counts(brief: Brief) -> dict[str, str]:
    flow = brief.flow
    studies = {e.study.group or e.study.record_id for e in brief.evidence if e.counted}
    absent = (
        "previous_studies", "previous_reports", "register_results", "register_specific_results",
        "website_results", "organisation_results", "citations_results",
    )  # fmt: skip
    left_out: dict[str, str] = dict.fromkeys(absent, NONE)
    return left_out | {
        "database_results": str(flow.found),
        "database_specific_results": _databases(brief),
        "excluded_automatic": str(flow.found - flow.screened),
        "records_screened": str(flow.screened),
        "records_excluded": str(flow.screened - flow.appraised),
        "dbr_sought_reports": str(flow.appraised),
        "dbr_assessed": str(flow.appraised),
        "dbr_excluded": _reasons(brief),
        "new_studies": str(len(studies)),
        "new_reports": str(flow.used),
        "total_studies": str(len(studies)),
        "total_reports": str(flow.used),
    }


def _databases(brief: Brief) -> str:
    return f"{_plain(brief.method.library.name)}, {brief.flow.found}"


def _reasons(brief: Brief) -> str:
    """``reason, 4; another, 2``: the package splits at commas and semicolons."""
    named = [e for e in brief.flow.exclusions if e.step == "appraisal" and e.count]
    return "; ".join(f"{_plain(e.reason)}, {e.count}" for e in named) or "0"


def _plain(text: str) -> str:
    """A reason without the signs that the package splits at, or that would end its labels."""
    return cleaned(text.translate(_SPLITTING))


def as_prisma_s(brief: Brief) -> str:
    """The search after PRISMA-S as plain text: sixteen items, to paste into an appendix."""
    lines = [
        f"Search report (PRISMA-S) for: {cleaned(brief.claim.question.text)}",
        *(cleaned(s.text) for s in search_report(brief)),
        f"Brief: {brief.id}",
    ]
    return "\n\n".join(lines) + "\n"
