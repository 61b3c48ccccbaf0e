"""Names, directory pages and checksums as servers write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sceptic.errors import SourceAnswerError
from sceptic.sources.nlm_files import (
    Kind,
    TreeFile,
    file_from_name,
    files_from_listing,
    in_order,
    md5_from_text,
)

APACHE = """<html><head><title>Index of /pubmed/baseline</title></head><body>
<h1>Index of /pubmed/baseline</h1>
<pre>Name                    Last modified      Size  <hr><a href="/pubmed/">Parent Directory</a> -
<a href="README.txt">README.txt</a>                2026-01-30 10:02  4.8K
<a href="pubmed26n0002.xml.gz">pubmed26n0002.xml.gz</a>      2026-01-29 14:12   18M
<a href="pubmed26n0001.xml.gz">pubmed26n0001.xml.gz</a>      2026-01-29 14:11   19.5M
<a href="pubmed26n0001.xml.gz.md5">pubmed26n0001.xml.gz.md5</a>  2026-01-29 14:11   60
</pre></body></html>"""
APACHE_TABLE = """<title>Index of /x</title><table><tr><td><a href="pubmed26n1335.xml.gz">p</a></td>
<td align="right">2026-01-30 09:00  </td><td align="right"> 72K</td><td>&nbsp;</td></tr></table>"""
NGINX = """<html><h1>Index of /pubmed/</h1><pre><a href="../">../</a>
<a href="pubmed26n1335.xml.gz">pubmed26n1335.xml.gz</a>      30-Jan-2026 09:00     93697
</pre></html>"""
PYTHON = """<!DOCTYPE HTML><title>Directory listing for /</title><ul>
<li><a href="pubmed26n1335.xml.gz">pubmed26n1335.xml.gz</a></li></ul>"""


def test_a_directory_page_of_nlms_server() -> None:
    first, second = files_from_listing(APACHE, Kind.BASELINE)
    assert first == TreeFile(
        "pubmed26n0001.xml.gz", Kind.BASELINE, 2026, 1, int(19.5 * 2**20), "2026-01-29 14:11"
    )
    assert (second.number, second.size) == (2, 18 << 20)
    assert first.path == "baseline/pubmed26n0001.xml.gz"
    assert first.place == 26_000_001


@pytest.mark.parametrize(
    ("page", "size", "modified"),
    [
        (APACHE_TABLE, 72 << 10, "2026-01-30 09:00"),
        (NGINX, 93_697, "2026-01-30 09:00"),
        (PYTHON, None, ""),
    ],
)
def test_pages_of_other_servers(page: str, size: int | None, modified: str) -> None:
    (file,) = files_from_listing(page, Kind.UPDATE)
    assert (file.number, file.size, file.modified) == (1335, size, modified)


def test_an_empty_folder_is_a_listing_an_error_page_is_none() -> None:
    assert files_from_listing("<title>Index of /pubmed/updatefiles</title>", Kind.UPDATE) == ()
    for page in (
        "",
        "<html>503 Service Unavailable</html>",
        "Due to a lapse in funding, <a href='x'>",
    ):
        with pytest.raises(SourceAnswerError, match="not a directory listing"):
            files_from_listing(page, Kind.BASELINE)


@given(st.text(max_size=400))
def test_any_text_is_a_listing_or_refused(text: str) -> None:
    with suppress(SourceAnswerError):
        assert files_from_listing(text, Kind.BASELINE) == ()


def test_a_long_hostile_page_is_read_at_once() -> None:
    for piece in ("<a href=", "<a " * 2, "<", "&#1;", "<a href='pubmed26n0001.xml.gz'>"):
        page = "Index of" + piece * 20_000
        files_from_listing(page, Kind.BASELINE)


def test_names_that_are_not_nlms() -> None:
    names = "pubmed26n1.xml.gz pubmed26n0001.xml.gz.md5 xpubmed26n0001.xml.gz README.txt"
    for name in (*names.split(), "pubmed26n0001_stats.html", "../pubmed26n0001.xml.gz", ""):
        assert file_from_name(name, Kind.UPDATE) is None


def test_order_is_year_then_number() -> None:
    names = ("pubmed26n1335.xml.gz", "pubmed26n0002.xml.gz", "pubmed25n1500.xml.gz")
    files = [file_from_name(name, Kind.UNKNOWN) for name in names]
    ordered = in_order(f for f in files if f)
    assert [f.number for f in ordered] == [1500, 2, 1335]
    assert ordered[0].path == "pubmed25n1500.xml.gz"


def test_checksums_in_both_forms() -> None:
    digest = "D41D8CD98F00B204E9800998ECF8427E"
    name = "pubmed26n0001.xml.gz"
    for text in (f"MD5 ({name}) = {digest}\n", f"{digest}  {name}\n", f"MD5(x/{name})= {digest}",
                 f"{digest} *{name}", digest):  # fmt: skip
        assert md5_from_text(text, name) == digest.lower()
    for text in ("", "<html>error</html>", digest[:31]):
        with pytest.raises(SourceAnswerError, match="no checksum"):
            md5_from_text(text, name)
    with pytest.raises(SourceAnswerError, match="checksum of pubmed26n0002"):
        md5_from_text(f"MD5 (pubmed26n0002.xml.gz) = {digest}", name)
