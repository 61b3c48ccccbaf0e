"""Records for other programs: what goes out is what an independent reader reads."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import rispy

from sceptic.domain.record import (
    AbstractPart,
    Author,
    Keyword,
    MeshHeading,
    Notice,
    NoticeKind,
    PartialDate,
    Pmid,
    Record,
)
from sceptic.library.files import items_of
from sceptic.render.records import as_bibtex, as_csl_json, as_csv, as_pmids, as_ris, notes_of

ODD = Record(
    id="pmid:7",
    pmid=Pmid(7),
    title="=SUM(A1) of 50% & IL-2_x in {mice}:\nER  - a trial",
    doi="10.1/a_b;c<d>",
    pmcid="PMC7",
    abstract=(AbstractPart("P<0.001, \u201cquoted\u201d.", "RESULTS"), AbstractPart("End.")),
    authors=(
        Author(last="Benson", fore="Don M", initials="DM", suffix="Jr"),
        Author(last="Müller", initials="K"),
        Author(collective="The Drop Group, Basel"),
    ),
    journal="Journal of Nothing",
    journal_abbreviation="J Nothing",
    issn="0000-0019",
    volume="3",
    issue="2",
    pages="234-9",
    languages=("eng",),
    mesh=(MeshHeading("Alopecia"),),
    keywords=(Keyword("drops"), Keyword("Alopecia")),
    publication_types=("Journal Article", "Retracted Publication"),
    notices=(
        Notice(NoticeKind.RETRACTION_IN, Pmid(8), "J Nothing. 2001"),
        Notice(NoticeKind.COMMENT_IN, Pmid(9), "Elsewhere"),
    ),
    print_date=PartialDate(2000, 6, 7),
)
PLAIN = Record(id="starter:x 1", title="Drops", pages="pii: E1392")


def test_notes_tell_what_a_reader_must_not_miss() -> None:
    assert notes_of(ODD) == ("Retracted: J Nothing. 2001 (PMID 8)",)
    assert notes_of(PLAIN) == ()
    notice = Record(id="pmid:8", title="x", notices=(Notice(NoticeKind.RETRACTION_OF, Pmid(7)),))
    assert notes_of(notice) == ("This record is a notice about another one (RetractionOf)",)
    marked = Record(id="pmid:1", title="x", publication_types=("Retracted Publication", "Preprint"))
    assert notes_of(marked) == ("Retracted", "Preprint, not peer reviewed")


def test_ris_is_read_by_rispy() -> None:
    odd, plain = rispy.loads(as_ris((ODD, PLAIN)))
    assert odd["type_of_reference"] == "JOUR"
    assert odd["title"] == "=SUM(A1) of 50% & IL-2_x in {mice}: ER - a trial"
    assert odd["authors"] == ["Benson, Don M, Jr", "Müller, K", "The Drop Group, Basel"]
    assert (odd["start_page"], odd["end_page"], odd["year"]) == ("234", "239", "2000")
    assert odd["accession_number"] == "7"
    assert odd["doi"] == "10.1/a_b;c<d>"
    assert odd["keywords"] == ["Alopecia", "drops"]
    assert odd["notes"] == ["Retracted: J Nothing. 2001 (PMID 8)"]
    assert odd["abstract"].startswith("RESULTS: P<0.001")
    assert plain["title"] == "Drops"
    assert "start_page" not in plain
    assert as_ris((ODD,)).startswith("TY  - JOUR\nID  - pmid7\n")


def test_csl_json() -> None:
    odd, plain = json.loads(as_csl_json((ODD, PLAIN)))
    assert (odd["type"], odd["id"], odd["PMID"], odd["PMCID"]) == (
        *("article-journal", "pmid:7", "7"),
        "PMC7",
    )
    assert odd["author"][0] == {"family": "Benson", "given": "Don M", "suffix": "Jr"}
    assert odd["author"][2] == {"literal": "The Drop Group, Basel"}
    assert odd["issued"] == {"date-parts": [[2000, 6, 7]]}
    assert plain == {"id": "starter:x 1", "type": "article-journal", "title": "Drops"}


def test_bibtex() -> None:
    text = as_bibtex((ODD, PLAIN))
    assert text.count("@article{") == 2
    assert "@article{pmid7,\n" in text
    assert "@article{starter:x-1,\n" in text
    assert r"title = {{=SUM(A1) of 50\% \& IL-2\_x in \{mice\}: ER - a trial}}," in text
    assert "author = {Benson, Jr, Don M and Müller, K and {The Drop Group, Basel}}," in text
    assert "month = jun," in text
    plain = re.sub(r"\\[{}]", "", text)
    assert plain.count("{") == plain.count("}")


def test_names_that_bibtex_would_take_apart() -> None:
    def written(last: str, fore: str = "") -> str:
        record = Record(id="pmid:1", title="x", authors=(Author(last=last, fore=fore),))
        return as_bibtex((record,)).partition("author = ")[2].partition(",\n")[0]

    assert written("Bijun Sai Kannadath") == "{{Bijun Sai Kannadath}}"
    assert written("Bijun sai Kannadath", "A") == "{{Bijun sai Kannadath}, A}"
    assert written("de Souza", "A") == "{de Souza, A}"
    assert written("Smith and Sons", "A") == "{{Smith and Sons}, A}"
    assert written("Kadry") == "{Kadry}"


def test_csv_is_safe_in_a_spreadsheet() -> None:
    header, odd, plain = csv.reader(io.StringIO(as_csv((ODD, PLAIN)), newline=""))
    row = dict(zip(header, odd, strict=True))
    assert row["title"].startswith("'=SUM(A1)")
    assert row["date"] == "2000-06-07"
    assert row["authors"] == "Benson DM; Müller K; The Drop Group, Basel"
    assert row["notes"] == "Retracted: J Nothing. 2001 (PMID 8)"
    assert len(plain) == len(header)


def test_pmids() -> None:
    assert as_pmids((ODD, PLAIN)) == "7\nstarter:x 1\n"


def test_real_records_are_read_back(data_dir: Path) -> None:
    path = data_dir / "pubmed_xml" / "pubmed_real_0003.xml.gz"
    records = [r for r in items_of(path) if isinstance(r, Record)]
    read = rispy.loads(as_ris(records))
    assert [int(entry["accession_number"]) for entry in read] == [r.pmid for r in records]
    assert [entry.get("doi", "") for entry in read] == [r.doi for r in records]
    rows = list(csv.DictReader(io.StringIO(as_csv(records), newline="")))
    assert [row["id"] for row in rows] == [r.id for r in records]
    assert len(json.loads(as_csl_json(records))) == len(records)
    for record, entry in zip(records, read, strict=True):
        assert len(entry.get("authors", [])) == pytest.approx(len(record.authors))
