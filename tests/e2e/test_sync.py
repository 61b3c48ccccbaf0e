"""sceptic library sync, status, verify and doctor as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from scripts.reference_run import Ran, ran
from tests.library_samples import article
from tests.nlm_trees import add_file, make_tree, note_md5


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_tree(tmp_path / "tree")


def sceptic(folder: Path, *words: str, **environment: str) -> Ran:
    return ran(words, folder, environment)


def test_a_librarians_week(root: Path, tmp_path: Path) -> None:
    plan = sceptic(tmp_path, "library", "sync", "--from", str(root), "--dry-run")
    assert plan.code == 0
    assert "to fetch: 5 files (3 baseline, 2 update)" in plan.out
    assert "pubmed26n0004.xml.gz\tupdate\t" in plan.out
    assert sceptic(tmp_path, "config").out.startswith("library = ''")

    first = sceptic(tmp_path, "library", "sync", "--from", str(root), SCEPTIC_TODAY="2026-11-20")
    assert (first.code, first.err) == (0, "")
    assert "pubmed26n0005.xml.gz: 2 records, 1 deleted" in first.out
    assert "35 records added or replaced, 3 deleted" in first.out

    again = sceptic(tmp_path, "library", "sync", SCEPTIC_PUBMED_FILES=str(root),
                    SCEPTIC_TODAY="2026-11-20")  # fmt: skip
    assert "nothing new" in again.out

    here = tmp_path / ".data" / "sceptic" / "library"
    assert f"library = '{here}'  (found there)" in sceptic(tmp_path, "config").out
    assert sceptic(tmp_path, "search", "all[sb]", "--count").out == "29\n"
    assert int(sceptic(tmp_path, "search", "all[sb]", "--library", "starter", "--count").out) > 600

    status = sceptic(tmp_path, "library", "status", SCEPTIC_TODAY="2026-11-22")
    assert status.code == 0
    assert "PubMed 2026: 3 of 3 baseline files, 2 update files" in status.out
    assert "in: file 5" in status.out
    assert "last look: 2026-11-20 (2 days ago)" in status.out
    assert "complete: no, a baseline of 3 files is not all of PubMed" in status.out
    told = json.loads(sceptic(tmp_path, "library", "status", "--json").out)
    assert told["coverage"]["is_complete"] is False
    assert told["coverage"]["gaps"] == []
    assert sceptic(tmp_path, "doctor").code == 0


def test_a_bad_file_is_told_in_all_places(root: Path, tmp_path: Path) -> None:
    bad = root / "updatefiles" / "pubmed26n0004.xml.gz"
    bad.write_bytes(bad.read_bytes()[:100])
    add_file(root / "updatefiles", "pubmed26n0007.xml.gz", article(60))
    run = sceptic(tmp_path, "library", "sync", "--from", str(root), "--library", "lib")
    assert run.code == 4
    assert "sceptic: pubmed26n0004.xml.gz is not in: " in run.err
    assert "pubmed26n0007.xml.gz: 1 records" in run.out
    status = sceptic(tmp_path, "library", "status", "--library", "lib")
    assert "not in: pubmed26n0004.xml.gz: " in status.out
    assert "gap: 2 files are missing: 4, 6" in status.out
    brief = sceptic(tmp_path, "ask", "Does zinc cure a cold?", "--library", "lib", "-f", "json")
    assert "G302" in brief.out
    note_md5(bad)
    verify = sceptic(tmp_path, "library", "verify", "--library", "lib")
    assert verify.code == 0
    assert "5 files of NLM, 5 of them with NLM's checksum" in verify.out


def test_a_new_year_as_it_is_told(root: Path, tmp_path: Path) -> None:
    sceptic(tmp_path, "library", "sync", "--from", str(root), "--library", "lib")
    shutil.rmtree(root)
    for number in (1, 2, 3):
        add_file(root / "baseline", f"pubmed27n{number:04}.xml.gz", article(number))
    (root / "updatefiles").mkdir()
    words = ("library", "sync", "--from", str(root), "--library", "lib", "--keep-old")
    part = sceptic(tmp_path, *words, "--limit", "1")
    assert part.code == 4
    assert "the library of 2026 stays in use" in part.err
    status = sceptic(tmp_path, "library", "status", "--library", "lib").out
    assert "the library of 2027 is being built beside it; files that are in: 1" in status
    assert "gap: NLM has the files of 2027 by now" in status
    done = sceptic(tmp_path, *words)
    assert done.code == 0
    assert "the library of 2027 is now the one in use" in done.out
    assert sceptic(tmp_path, "search", "all[sb]", "--count", "--library", "lib").out == "3\n"
    assert sceptic(tmp_path, "search", "all[sb]", "--count", "--library", "lib-2026").out == "29\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--from", "nowhere"), 4, "S403: there is no folder nowhere"),
        (("--from", "."), 4, "S402: there are no PubMed files"),
        (("--from", "ftp://ftp.ncbi.nlm.nih.gov/pubmed/"), 4, "S400: the address cannot be used"),
        (("--library", "starter"), 2, "S200: the starter facts cannot be changed"),
        (("--limit", "-1"), 2, "Invalid value"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    words: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    run = sceptic(tmp_path, "library", "sync", *words)
    assert (run.code, run.out) == (code, "")
    assert said in run.err
    assert run.err.count("\n") <= 2


def test_a_big_job_over_the_network_is_told_when_nlm_wants_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    names = [f"pubmed26n{n:04}.xml.gz" for n in range(1, 102)]
    page = "".join(f'<a href="{n}">{n}</a> 2026-01-29 14:11  38M\n' for n in names)
    httpserver.expect_request("/baseline/").respond_with_data(f"<pre>Index of x {page}</pre>")
    httpserver.expect_request("/updatefiles/").respond_with_data("<title>Index of y</title>")
    run = sceptic(tmp_path, "library", "sync", "--from", httpserver.url_for("/"), "--dry-run")
    assert run.code == 0
    assert "to fetch: 101 files (101 baseline, 0 update), about 4.0 GB" in run.out
    assert "at weekends" in run.out


def test_verify_counts_against_pubmed(root: Path, tmp_path: Path, httpserver: HTTPServer) -> None:
    sceptic(tmp_path, "library", "sync", "--from", str(root), "--library", "lib")
    verify = ("library", "verify", "--library", "lib")
    near = sceptic(tmp_path, *verify, "--against", "29")
    assert near.code == 0
    assert "100.00%" in near.out
    far = sceptic(tmp_path, *verify, "--against", "40")
    assert far.code == 4
    assert "11 records are missing" in far.err
    answer = {"esearchresult": {"count": "29", "retmax": "0", "retstart": "0", "idlist": [],
                                "querytranslation": "all[sb]"}}  # fmt: skip
    httpserver.expect_request("/esearch.fcgi").respond_with_json(answer)
    service = {"SCEPTIC_EUTILS": httpserver.url_for("/"), "XDG_CACHE_HOME": str(tmp_path)}
    asked = sceptic(tmp_path, *verify, "--online", **service)
    assert (asked.code, asked.err) == (0, "")
    assert "PubMed counts 29: 100.00% of it are here" in asked.out
    httpserver.clear()
    httpserver.expect_request("/esearch.fcgi").respond_with_data("no", status=400)
    assert sceptic(tmp_path, *verify, "--online", **service).code == 4
