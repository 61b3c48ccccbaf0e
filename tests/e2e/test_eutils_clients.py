"""Programs written for NCBI work on our server, unchanged but for the address."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.eutils_samples import FULL, RECORDS, served

NCBI = "https://eutils.ncbi.nlm.nih.gov/"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


# --- Biopython --------------------------------------------------------------------------------


@pytest.fixture
def entrez(address: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module: ModuleType = pytest.importorskip("Bio.Entrez")
    request: Callable[..., Any] = module._build_request

    def redirected(cgi: str, *args: Any, **kwargs: Any) -> Any:
        assert cgi.startswith(NCBI)
        return request(cgi.replace(NCBI, address), *args, **kwargs)

    monkeypatch.setattr(module, "_build_request", redirected)
    monkeypatch.setattr(module, "email", "nobody@example.org")
    monkeypatch.setattr(module, "api_key", "none", raising=False)
    monkeypatch.setattr(module._open, "previous", 0)
    return module


def test_biopython_searches_and_fetches(entrez: Any) -> None:
    medline: Any = pytest.importorskip("Bio.Medline")
    with entrez.esearch(db="pubmed", term="zinc AND copper", usehistory="y") as handle:
        found = entrez.read(handle)
    assert (found["Count"], found["IdList"]) == ("2", ["103", "101"])
    with entrez.efetch(
        db="pubmed", WebEnv=found["WebEnv"], query_key=found["QueryKey"],
        rettype="medline", retmode="text",
    ) as handle:  # fmt: skip
        records = list(medline.parse(handle))
    assert [r["PMID"] for r in records] == ["103", "101"]
    assert records[1]["TI"] == FULL.title
    assert records[1]["MH"] == ["Common Cold/*drug therapy", "*Zinc", "Humans"]
    with entrez.efetch(db="pubmed", id=["101", "110"], retmode="xml") as handle:
        whole = entrez.read(handle)
    article = whole["PubmedArticle"][0]["MedlineCitation"]["Article"]
    assert article["ArticleTitle"] == FULL.title
    assert [str(t) for t in article["Abstract"]["AbstractText"]] == [p.text for p in FULL.abstract]
    assert whole["PubmedBookArticle"][0]["BookDocument"]["Book"]["BookTitle"] == "All About Noses"


def test_biopython_reads_summaries_links_and_errors(entrez: Any) -> None:
    with entrez.esummary(db="pubmed", id="101,102") as handle:
        one, other = entrez.read(handle)
    assert (one["Title"], one["AuthorList"][0]) == (FULL.title, "Adams AB")
    assert other["Source"] == "Acta Nihil"
    with entrez.epost("pubmed", id="101,102") as handle:
        posted = entrez.read(handle)
    assert posted["QueryKey"] == "1"
    with entrez.elink(dbfrom="pubmed", db="pubmed", id=["101", "102"]) as handle:
        sets = entrez.read(handle)
    assert [s["IdList"] for s in sets] == [["101"], ["102"]]
    links = {d["LinkName"]: [x["Id"] for x in d["Link"]] for d in sets[0]["LinkSetDb"]}
    assert links["pubmed_pubmed_refs"] == ["102"]
    with (
        entrez.esearch(db="nosuch", term="x") as handle,
        pytest.raises(RuntimeError, match="Invalid db name specified: nosuch"),
    ):
        entrez.read(handle)


def test_biopython_asks_for_information_citations_and_spelling(entrez: Any) -> None:
    with entrez.einfo() as handle:
        assert entrez.read(handle)["DbList"] == ["pubmed"]
    with entrez.einfo(db="pubmed") as handle:
        (about,) = entrez.read(handle)["DbInfo"]
    assert about["Count"] == str(len(RECORDS))
    citation = {
        "journal_title": "j nothing", "year": "2019", "volume": "7", "first_page": "234",
        "author_name": "adams ab", "key": "Art1",
    }  # fmt: skip
    with entrez.ecitmatch(db="pubmed", bdata=[citation]) as handle:
        assert handle.read().strip() == "j nothing|2019|7|234|adams ab|Art1|101"
    with entrez.espell(db="pubmed", term="zink") as handle:
        assert entrez.read(handle)["Query"] == "zink"


def test_biopython_posts_what_is_long(entrez: Any) -> None:
    """More than 200 identifiers go by POST."""
    with entrez.efetch(
        db="pubmed", id=[str(n) for n in range(1, 301)], rettype="uilist", retmode="text"
    ) as handle:
        assert handle.read().split() == ["101", "102", "103", "104", "105", "110"]


# --- metapub ----------------------------------------------------------------------------------


def test_metapub_searches_fetches_and_follows_links(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = pytest.importorskip("metapub.ncbi_client", reason="metapub is not installed")
    from metapub import PubMedFetcher  # noqa: PLC0415
    from metapub.exceptions import InvalidPMID  # noqa: PLC0415

    base = f"{address}entrez/eutils"
    monkeypatch.setattr(client.NCBIClient, "BASE_URL", base)
    fetcher = PubMedFetcher(cachedir=str(tmp_path))
    assert sorted(fetcher.pmids_for_query("zinc", pmc_only=False)) == ["101", "102", "103"]
    assert fetcher.pmids_for_query("zinc", journal="Acta Nihil") == ["102"]
    assert fetcher.pmids_for_query("zinc", since="2020/01/01") == ["103"]
    article = fetcher.article_by_pmid("101")
    assert (article.title, article.doi, article.pmc) == (FULL.title, "10.1/cold.101", "7000001")
    assert article.publication_types["D016449"] == "Randomized Controlled Trial"
    assert "D003139" in article.mesh
    related = fetcher.related_pmids("101")
    assert (related["refs"], related["corrections"]) == (["102"], ["104"])
    with pytest.raises(InvalidPMID):
        fetcher.article_by_pmid("999")


# --- EDirect ----------------------------------------------------------------------------------


@pytest.fixture
def edirect(address: str) -> Callable[..., list[str]]:
    if not shutil.which("esearch") or not shutil.which("xtract"):
        pytest.skip("EDirect (ncbi-entrez-direct) is not installed")
    base = f"{address}entrez/eutils/"
    environment = {**os.environ, "EMAIL": "nobody@example.org", "TERM": "dumb"}

    def run(*command: str, given: str = "") -> list[str]:
        full = [command[0], "-base", base, *command[1:]] if command[0] != "xtract" else command
        done = subprocess.run(
            full, input=given, env=environment, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        assert "ERROR" not in done.stderr, done.stderr
        return done.stdout.splitlines()

    return run


def test_edirect_searches_fetches_and_follows_links(edirect: Callable[..., list[str]]) -> None:
    found = "\n".join(edirect("esearch", "-db", "pubmed", "-query", "zinc"))
    assert "<Count>3</Count>" in found
    assert edirect("efetch", "-format", "uid", given=found) == ["101", "102", "103"]
    xml = "\n".join(edirect("efetch", "-format", "xml", given=found))
    rows = edirect(
        "xtract", "-pattern", "PubmedArticle", "-element", "MedlineCitation/PMID", given=xml
    )
    assert sorted(rows) == ["101", "102", "103"]
    summaries = "\n".join(edirect("esummary", "-db", "pubmed", "-id", "102"))
    row = edirect("xtract", "-pattern", "DocumentSummary", "-element", "Id", "Source",
                  given=summaries)  # fmt: skip
    assert row == ["102\tActa Nihil"]
    linked = "\n".join(edirect("elink", "-db", "pubmed", "-id", "101", "-name",
                               "pubmed_pubmed_refs", "-related"))  # fmt: skip
    assert "<Id>102</Id>" in linked
    assert edirect("einfo", "-dbs") == ["pubmed"]
