"""Commands and code of the documentation run as they are printed."""

from __future__ import annotations

import contextlib
import gzip
import io
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.reference_run import ran
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
QUESTIONS = "Does vitamin C prevent colds?\nDoes garlic lower high blood pressure?\n"
LANGUAGES = ("sh", "python")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the pages speak of; every record in them is made up."""
    (tmp_path / "pubmed.nbib").write_text(RECORDS, "utf-8")
    (tmp_path / "questions.txt").write_text(QUESTIONS, "utf-8")
    for number, name in enumerate(("baseline", "updatefiles"), start=1):
        (tmp_path / name).mkdir()
        data = XML.format(pmid=99910000 + number).encode()
        (tmp_path / name / f"pubmed26n000{number}.xml.gz").write_bytes(gzip.compress(data))
    saved = ["ask", "Does vitamin C prevent colds?", "--format", "json", "--output", "brief.json"]
    assert ran(saved, tmp_path).code == 0
    return tmp_path


def commands(block: CodeBlock) -> Iterator[list[str]]:
    """Every ``sceptic ...`` of a shell block, without the path of a virtual environment."""
    for line in block.text.splitlines():
        for part in line.split(" && "):
            words = shlex.split(part)
            if words and words[0].removeprefix(".venv/bin/") == "sceptic":
                yield words[1:]


RUN = [p for p in PAGES if any(b.language in LANGUAGES for b in code_blocks(p.read_text("utf-8")))]


@pytest.mark.parametrize("path", RUN, ids=name_of)
def test_examples_run(path: Path, folder: Path) -> None:
    for block in code_blocks(path.read_text("utf-8")):
        if block.language == "sh":
            for arguments in commands(block):
                done = ran(arguments, folder, {"SCEPTIC_PUBMED_FILES": "."})
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
