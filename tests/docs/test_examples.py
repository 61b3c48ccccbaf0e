"""Commands and code of the documentation run as they are printed."""

from __future__ import annotations

import contextlib
import gzip
import io
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from sceptic.domain.record import Pmid, Record
from sceptic.render.records import as_bibtex, as_csl_json, as_ris
from scripts.reference_run import Ran, ran
from tests.docs.pages import PAGES, CodeBlock, code_blocks, name_of

RECORDS = """
PMID- 99900001
OWN - NLM
STAT- MEDLINE
DP  - 2019 May
TI  - Moonlight baths for insomnia: a randomised placebo-controlled trial.
PG  - 1-9
AB  - METHODS: 210 adults with insomnia were randomly assigned to moonlight baths or
      sham baths in a double-blind trial. RESULTS: Sleep quality did not differ.
      CONCLUSIONS: Moonlight baths did not improve insomnia compared with sham baths.
FAU - Example, Ada
AU  - Example A
LA  - eng
PT  - Randomized Controlled Trial
TA  - J Made Up Stud
EDAT- 2019/05/03 06:00

PMID- 99900002
OWN - NLM
STAT- MEDLINE
DP  - 2021 Feb 1
TI  - Moonlight baths in adults with insomnia: a double-blind randomized trial.
PG  - 10-19
AB  - METHODS: We randomised 320 adults with insomnia to moonlight baths or sham baths.
      CONCLUSIONS: Moonlight baths were no better than sham baths for insomnia.
FAU - Sample, Bo
AU  - Sample B
LA  - eng
PT  - Randomized Controlled Trial
TA  - J Made Up Stud
EDAT- 2021/02/03 06:00
"""
XML = """<?xml version="1.0" encoding="utf-8"?>
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2020</Year>
</PubDate></JournalIssue><Title>Journal of made-up studies</Title></Journal>
<ArticleTitle>Moonlight baths, part {pmid}.</ArticleTitle><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
</PublicationTypeList></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>
"""
MESH = """<DescriptorRecordSet><DescriptorRecord><DescriptorUI>D1</DescriptorUI>
<DescriptorName><String>Moonlight Disease</String></DescriptorName>
<TreeNumberList><TreeNumber>C10.1</TreeNumber></TreeNumberList><ConceptList><Concept><TermList>
<Term><String>Moon Illness</String></Term></TermList></Concept></ConceptList></DescriptorRecord>
</DescriptorRecordSet>
"""
RETRACTIONS = (
    "Record ID,Title,RetractionDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n"
    "1,Moonlight baths,1/2/2020 0:00,,99910001,Retraction\n"
)
STRATEGY = "1. exp Alopecia/\n2. minoxidil.ti,ab.\n3. 1 and 2\n"
HISTORY = (
    '{"number":1,"query":"alopecia[mh]","searched":"alopecia[mh]","found":74,'
    '"date":"2026-11-22","library":"starter facts"}\n'
)
QUESTIONS = "Does vitamin C prevent colds?\nDoes garlic lower high blood pressure?\n"
ARTICLE = (
    "<html><body><article><h1>Moonlight</h1><p>Zinc prevents colds. Moonlight baths treat insomnia,"
    " a study found.</p></article></body></html>"
)
LANGUAGES = ("sh", "python")
SURROUNDINGS = {"SCEPTIC_PUBMED_FILES": ".", "SCEPTIC_CORRECTIONS": "corrections.jsonl"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the pages speak of; every record in them is made up."""
    (tmp_path / "pubmed.nbib").write_text(RECORDS, "utf-8")
    news = '{"title": "Moonlight", "text": "for sleep", "date": "2024-05-06"}\n'
    (tmp_path / "news.jsonl").write_text(news, "utf-8")
    (tmp_path / "articles").mkdir()
    for name in ("article.html", "articles/one.html"):
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    reference = Record(id="pmid:99900009", pmid=Pmid(99900009), title="Moonlight baths")
    for name, written in (
        ("references.ris", as_ris), ("zotero.json", as_csl_json), ("thesis.bib", as_bibtex)
    ):  # fmt: skip
        (tmp_path / name).write_text(written([reference]), "utf-8")
    (tmp_path / "questions.txt").write_text(QUESTIONS, "utf-8")
    (tmp_path / "retraction_watch.csv").write_text(RETRACTIONS, "utf-8")
    (tmp_path / "desc2026.xml.gz").write_bytes(gzip.compress(MESH.encode()))
    (tmp_path / "strategy.txt").write_text(STRATEGY, "utf-8")
    (tmp_path / "review.jsonl").write_text(HISTORY, "utf-8")
    for number, name in enumerate(("baseline", "updatefiles"), start=1):
        (tmp_path / name).mkdir()
        data = XML.format(pmid=99910000 + number).encode()
        (tmp_path / name / f"pubmed26n000{number}.xml.gz").write_bytes(gzip.compress(data))
    saved = ["ask", "Does vitamin C prevent colds?", "--format", "json", "--output", "brief.json"]
    assert ran(saved, tmp_path).code == 0
    saved[-1:] = ["then.json", "--as-of", "2009-12-31"]
    assert ran(saved, tmp_path).code == 0
    return tmp_path


def commands(block: CodeBlock) -> Iterator[list[str]]:
    """Every ``sceptic ...`` of a shell block, without the path of a virtual environment."""
    for line in block.text.splitlines():
        for part in line.split(" && "):
            words = shlex.split(part)
            if words and words[0].removeprefix(".venv/bin/") == "sceptic":
                yield words[1:]


def piped(words: list[str], folder: Path) -> Ran:
    """A command, or several with ``|`` between them; ``< FILE`` and ``> FILE`` as in a shell."""
    first, *rest = " \0 ".join(words).split(" \0 | \0 sceptic \0 ")
    given = ""
    for part in (first, *rest):
        arguments = part.split(" \0 ")
        if "<" in arguments:
            at = arguments.index("<")
            given = (folder / arguments[at + 1]).read_text("utf-8")
            del arguments[at : at + 2]
        target = ""
        if ">" in arguments:
            at = arguments.index(">")
            target = arguments[at + 1]
            del arguments[at : at + 2]
        with mock.patch.object(sys, "stdin", io.StringIO(given)):
            done = ran(arguments, folder, SURROUNDINGS)
        if done.code:
            return done
        given = done.out
        if target:
            (folder / target).write_text(done.out, "utf-8")
    return done


RUN = [p for p in PAGES if any(b.language in LANGUAGES for b in code_blocks(p.read_text("utf-8")))]


@pytest.mark.parametrize("path", RUN, ids=name_of)
def test_examples_run(path: Path, folder: Path) -> None:
    for block in code_blocks(path.read_text("utf-8")):
        if block.language == "sh":
            for arguments in commands(block):
                done = piped(arguments, folder)
                assert done.code == 0, (arguments, done.err)
                assert "Traceback" not in done.err
        elif block.language == "python":
            with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block.text, name_of(path), "exec"), {"__name__": "example"})


def test_the_printed_report_of_an_ingest_is_real(folder: Path) -> None:
    arguments = ["library", "add", "pubmed.nbib", "--library", "my-library"]
    done = ran([*arguments, "--name", "Moonlight records"], folder)
    page = next(p for p in PAGES if p.name == "your-own-library.md")
    blocks = code_blocks(page.read_text("utf-8"))
    assert done.out.strip() in {b.text.strip() for b in blocks}


def test_the_printed_error_is_real(folder: Path) -> None:
    done = ran(["ask", "Does zinc prevent colds?", "--as-of", "yesterday"], folder)
    page = next(p for p in PAGES if p.name == "errors.md")
    assert done.code == 2
    assert done.err.strip() in {b.text.strip() for b in code_blocks(page.read_text("utf-8"))}
