"""MEDLINE text: read, written, read again; and against Biopython, an independent reader."""

from __future__ import annotations

import dataclasses
import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from Bio import Medline

from sceptic.domain.record import Chemical, Grant, NoticeKind, PartialDate, Record
from sceptic.errors import FileFormatError
from sceptic.sources.headings import heading_as_text, heading_from_text
from sceptic.sources.medline_text import looks_like_nbib, records_from_nbib
from sceptic.sources.nbib import WIDTH, as_nbib

SAMPLE = """
PMID- 101
OWN - NLM
STAT- MEDLINE
DCOM- 20100116
LR  - 20190208
IS  - 1879-0852 (Electronic)
IS  - 0006-2944 (Linking)
VI  - 13
DP  - 2000 Nov-Dec
TI  - Drops of water against hair loss: a randomised trial that nobody ever ran, in
      two hundred imaginary people.
PG  - 117-26
LID - 10.1/abc [doi]
AB  - BACKGROUND: Nobody knows. METHODS AND RESULTS: We gave drops (P<0.001). The DNA:
      none. CONCLUSIONS: Drops are wet.
CI  - (c) nobody
FAU - Benson, Don M Jr
AU  - Benson DM Jr
AUID- ORCID: 0000-0002-1825-0097
AD  - First place.
AD  - Second place.
FAU - Roe, Jane
AU  - Roe J
CN  - The Drop Group
LA  - eng
SI  - ClinicalTrials.gov/NCT00000001
SI  - ClinicalTrials.gov/NCT00000002
GR  - P30 AG010129/AG/NIA NIH HHS/United States
GR  - MC_UU_12013/5/MRC/United Kingdom
PT  - Randomized Controlled Trial
PT  - Retracted Publication
DEP - 20001005
TA  - J Made Up
JT  - Journal of Made-Up Trials
RN  - 0 (Pyrazoles)
RN  - EC 1.2.- (Aldehyde Oxidoreductases)
MH  - *Alopecia/drug therapy/*etiology
OTO - NOTNLM
OT  - *drops
RIN - J Made Up. 2001 Jan;1(1):1. PMID: 202
EFR - Elsewhere. 1999;2:2
PMC - PMC1
EDAT- 2000/10/09 06:00
MHDA- 2000/12/01 00:00
CRDT- 2000/10/09 06:00
PHST- 2000/02/03 00:00 [received]
PHST- 2000/10/09 06:00 [entrez]
AID - S1 [pii]
AID - 10.1/abc [doi]
PST - ppublish
SO  - J Made Up. 2000 Nov-Dec;13:117-26.

PMID- 102
TI  - The second record.
"""


@pytest.fixture(scope="module")
def record() -> Record:
    first, second = records_from_nbib(SAMPLE.encode())
    assert (second.pmid, second.title) == (102, "The second record.")
    return first


def test_fields(record: Record) -> None:
    assert record.title.endswith("in two hundred imaginary people.")
    assert [(p.label, p.text) for p in record.abstract] == [
        ("BACKGROUND", "Nobody knows."),
        ("METHODS AND RESULTS", "We gave drops (P<0.001). The DNA: none."),
        ("CONCLUSIONS", "Drops are wet."),
    ]
    benson, roe, group = record.authors
    assert (benson.last, benson.fore, benson.initials, benson.suffix) == (
        "Benson",
        "Don M",
        "DM",
        "Jr",
    )
    assert benson.orcid == "0000-0002-1825-0097"
    assert benson.affiliations == ("First place.", "Second place.")
    assert (roe.cited, group.collective) == ("Roe J", "The Drop Group")
    assert record.databanks[0].accessions == ("NCT00000001", "NCT00000002")
    assert record.grants == (
        Grant("P30 AG010129", "AG", "NIA NIH HHS", "United States"),
        Grant("MC_UU_12013/5", "", "MRC", "United Kingdom"),
    )
    assert record.chemicals[1] == Chemical("Aldehyde Oxidoreductases", "EC 1.2.-")
    assert record.mesh[0].qualifiers == (("drug therapy", False), ("etiology", True))
    assert (record.issn, record.issns) == ("0006-2944", (("Electronic", "1879-0852"),))
    assert (record.doi, record.pmcid) == ("10.1/abc", "PMC1")


def test_dates_and_notices(record: Record) -> None:
    assert record.print_date == PartialDate(2000, 12, None, "2000 Nov-Dec")
    assert record.electronic_date == PartialDate(2000, 10, 5)
    assert record.entrez_date == PartialDate(2000, 10, 9)
    assert [status for status, _ in record.history] == ["pubmed", "medline", "entrez", "received"]
    retraction, erratum = record.notices
    assert (retraction.kind, retraction.pmid) == (NoticeKind.RETRACTION_IN, 202)
    assert (erratum.kind, erratum.pmid, erratum.citation) == (
        NoticeKind.ERRATUM_FOR,
        None,
        "Elsewhere. 1999;2:2",
    )


def test_written_and_read_again_it_is_the_same(record: Record) -> None:
    text = as_nbib(record)
    assert text.startswith("PMID- 101\n")
    assert looks_like_nbib(text.encode())
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    assert list(records_from_nbib(text.encode())) == [record]


@pytest.mark.parametrize(
    ("full", "cited", "parts"),
    [
        ("Vlasov, Igor I", "Vlasov II", ("Igor I", "II", "")),
        ("Roe, John A II", "Roe JA II", ("John A", "JA", "II")),
        ("Roe, John II", "Roe J II", ("John", "J", "II")),
        ("Roe, Jr", "Roe Jr", ("", "", "Jr")),
    ],
)
def test_two_initials_are_no_suffix(full: str, cited: str, parts: tuple[str, ...]) -> None:
    (read,) = records_from_nbib(f"PMID- 1\nTI  - x\nFAU - {full}\nAU  - {cited}\n".encode())
    (author,) = read.authors
    assert (author.fore, author.initials, author.suffix) == parts


def test_every_abstract_in_another_language_is_kept() -> None:
    text = "PMID- 1\nTI  - x\nOAB - Publisher: Tropfen.\nOABL- ger\n"
    text += "OAB - Publisher: AIMS: Gouttes. RESULTS: Rien.\nOABL- fre\n"
    (read,) = records_from_nbib(text.encode())
    german, french = read.other_abstracts
    assert (german.language, german.type, german.parts[0].text) == ("ger", "Publisher", "Tropfen.")
    assert (french.language, [p.label for p in french.parts]) == ("fre", ["AIMS", "RESULTS"])
    assert list(records_from_nbib(as_nbib(read).encode())) == [read]


def test_a_grant_without_a_number_keeps_its_acronym() -> None:
    (read,) = records_from_nbib(b"PMID- 1\nTI  - x\nGR  - /CAPMC/CIHR/Canada\n")
    assert read.grants == (Grant("", "CAPMC", "CIHR", "Canada"),)


def test_line_ends_marks_and_what_stands_behind_a_record() -> None:
    windows = b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode()
    assert looks_like_nbib(windows)
    assert list(records_from_nbib(windows)) == list(records_from_nbib(SAMPLE.encode()))
    chatty = SAMPLE.replace("\n\nPMID- 102", "\n```\nsome words\n\nPMID- 102")
    assert len(list(records_from_nbib(chatty.encode()))) == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "empty"),
        ("TI  - No number\n", "without a PMID"),
        ("PMID- x1\n", "no number"),
        ("PMID- 1\nwhat is this\n", "line 2 is no MEDLINE field"),
    ],
)
def test_refused_in_one_line(data: str, says: str) -> None:
    with pytest.raises(FileFormatError, match=says):
        list(records_from_nbib(data.encode()))


@pytest.mark.parametrize("text", ["Alopecia", "*Alopecia/drug therapy", "Hair/*growth/injuries"])
def test_headings_round_trip(text: str) -> None:
    assert heading_as_text(heading_from_text(text)) == text


FIELDS_KEPT = [
    f.name for f in dataclasses.fields(Record) if f.name not in ("history", "other_ids", "editors")
]


def test_real_files_round_trip_and_agree_with_biopython(data_dir: Path) -> None:
    """3 940 records: nothing that was read is lost when written; Biopython reads the same."""
    raw = gzip.decompress((data_dir / "medline_flat" / "medline_real.txt.gz").read_bytes())
    records = list(records_from_nbib(raw))
    written = "\n".join(as_nbib(r) for r in records)
    again = list(records_from_nbib(written.encode()))
    changed = [
        (a.id, name)
        for a, b in zip(records, again, strict=True)
        for name in FIELDS_KEPT
        if getattr(a, name) != getattr(b, name)
    ]
    assert len(records) == 3940
    assert changed == []
    assert [sorted(a.other_ids) for a in records] == [sorted(b.other_ids) for b in again]
    parsed: Any = Medline.parse(io.StringIO(raw.decode()))  # type: ignore[no-untyped-call]
    theirs = {r["PMID"]: r for r in parsed if "PMID" in r}
    for record in records:
        their = theirs[str(record.pmid)]
        if any(not key.isascii() or not key.isalnum() for key in their):
            continue  # words of a web page that stand behind a record are fields to Biopython
        assert " ".join(record.title.split()) == " ".join(their.get("TI", "").split())
        assert [a.cited for a in record.authors if not a.collective][:1] == [
            _cited(their["AU"][0]) for _ in range(1) if "AU" in their
        ]
        assert [heading_as_text(h) for h in record.mesh] == their.get("MH", [])
        assert list(record.publication_types) == their.get("PT", [])


def _cited(name: str) -> str:
    return " ".join(p for p in name.split() if p not in {"Jr", "Sr", "2nd", "3rd", "4th"})
