from __future__ import annotations

import csv
import io
import re

import pytest

from sceptic.domain.brief import Brief
from sceptic.render.prisma import COLUMNS, as_prisma_csv, as_prisma_s
from tests import samples
from tests.briefs import QUESTIONS, brief_on

READ_BY_R = (
    "previous_studies", "previous_reports", "register_results", "database_results",
    "database_specific_results", "register_specific_results", "website_results",
    "organisation_results", "citations_results", "duplicates", "excluded_automatic",
    "excluded_other", "records_screened", "records_excluded", "dbr_sought_reports",
    "dbr_notretrieved_reports", "other_sought_reports", "other_notretrieved_reports",
    "dbr_assessed", "dbr_excluded", "other_assessed", "other_excluded", "new_studies",
    "new_reports", "total_studies", "total_reports", "identification", "screening", "included",
)  # fmt: skip
"""The names that ``PRISMA_data`` of the R package PRISMA2020 looks for, each by ``grep``."""


def _rows(brief: Brief) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_prisma_csv(brief), newline="")))


def _as_r_reads(brief: Brief) -> dict[str, str]:
    """``data[grep(name, data[, 1]), ]$n``: the first row that holds the name.

    R reads NA in the first column as missing, which ``grep`` never finds.
    """
    rows = [row for row in _rows(brief) if row["data"] != "NA"]
    found = {}
    for name in READ_BY_R:
        fitting = [row for row in rows if name in row["data"]]
        assert len(fitting) == 1, name
        found[name] = fitting[0]["n"]
    return found


def _reasons(text: str) -> list[tuple[str, int]]:
    """As ``PRISMA_parse_reasons_``: apart at ``;``, the reason before the first comma."""
    if not re.search("[^0-9,]", text):
        return []
    found = []
    for piece in re.split("; ?", text):
        reason, _, number = piece.partition(",")
        found.append((reason, int(re.sub("[^0-9]", "", number))))
    return found


def test_the_columns_are_those_of_the_template() -> None:
    header = as_prisma_csv(samples.empty_brief()).splitlines()[0]
    assert header == "data,node,box,description,boxtext,tooltips,url,n"
    assert tuple(header.split(",")) == COLUMNS


@pytest.mark.parametrize("question", QUESTIONS)
def test_counts_add_up_as_the_package_reads_them(question: str) -> None:
    brief = brief_on(question)
    read = _as_r_reads(brief)
    number = {name: int(n) for name, n in read.items() if n.isdigit()}
    assert number["database_results"] == brief.flow.found
    removed = number["duplicates"] + number["excluded_automatic"] + number["excluded_other"]
    assert number["database_results"] - removed == number["records_screened"]
    assert number["records_screened"] - number["records_excluded"] == number["dbr_sought_reports"]
    assert number["dbr_assessed"] == brief.flow.appraised
    reasons = _reasons(read["dbr_excluded"])
    assert number["dbr_assessed"] - sum(n for _, n in reasons) == number["new_reports"]
    assert number["new_reports"] == brief.flow.used


def test_every_reason_survives_the_package_s_splitting() -> None:
    brief = brief_on("Does mesotherapy prevent hair loss?")
    reasons = _reasons(_as_r_reads(brief)["dbr_excluded"])
    said = [e for e in brief.flow.exclusions if e.step == "appraisal"]
    assert [n for _, n in reasons] == [e.count for e in said]
    assert reasons[0][0] == said[0].reason


def test_boxes_that_nothing_was_counted_for_are_left_out() -> None:
    read = _as_r_reads(samples.empty_brief())
    for name in ("previous_studies", "previous_reports", "website_results", "citations_results"):
        assert read[name] == "NA"


def test_the_search_report_is_text_with_sixteen_items() -> None:
    brief = samples.many_study_brief()
    text = as_prisma_s(brief)
    assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) == 16
    assert brief.method.query in text
    assert brief.claim.question.text in text
