"""The client against a server that fails in every way a server can."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from sceptic.errors import (
    LibraryUnwritableError,
    SourceAnswerError,
    SourceError,
    SourceMissingError,
    SourceUnreachableError,
)
from sceptic.sources.nlm_client import HttpTree
from sceptic.sources.nlm_files import TreeFile
from tests.nlm_trees import Fault, Server, cut, make_tree, says, sent, times_out

FIRST = "baseline/pubmed26n0001.xml.gz"


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(make_tree(tmp_path / "tree"))


def opened(server: Server, waits: list[float] | None = None, **options: float) -> HttpTree:
    return HttpTree(
        "https://example.org/pubmed",
        agent="sceptic/9.9 (mailto:someone@example.org)",
        transport=server.transport(),
        pause=(waits if waits is not None else []).append,
        **options,  # type: ignore[arg-type]
    )


def first(tree: HttpTree) -> TreeFile:
    return tree.files()[0]


def test_the_whole_tree_in_order_and_who_asks(server: Server, tmp_path: Path) -> None:
    with opened(server) as tree:
        files = tree.files()
        assert [f.number for f in files] == [1, 2, 3, 4, 5]
        assert [f.kind for f in files] == ["baseline"] * 3 + ["update"] * 2
        seen: list[int] = []
        path = tree.fetch(files[0], tmp_path / "here", seen.append)
        assert tree.size(files[0]) == path.stat().st_size
    assert path.read_bytes() == (server.root / FIRST).read_bytes()
    assert path.with_name(f"{path.name}.md5").is_file()
    assert not list(path.parent.glob("*.part"))
    assert seen[-1] == path.stat().st_size
    assert server.agents == {"sceptic/9.9 (mailto:someone@example.org)"}


def test_a_file_that_is_here_with_its_checksum_is_not_fetched_again(
    server: Server, tmp_path: Path
) -> None:
    with opened(server) as tree:
        file = first(tree)
        tree.fetch(file, tmp_path)
        tree.fetch(file, tmp_path)
        assert server.fetched("n0001.xml.gz") == 1
        (tmp_path / file.name).write_bytes(b"damaged since")
        tree.fetch(file, tmp_path)
    assert server.fetched("n0001.xml.gz") == 2


def test_a_cut_download_goes_on_where_it_broke_off(server: Server, tmp_path: Path) -> None:
    server.faults[FIRST] = [cut(1000), cut(500)]
    with opened(server) as tree:
        path = tree.fetch(first(tree), tmp_path)
    assert path.read_bytes() == (server.root / FIRST).read_bytes()
    ranges = [span for method, where, span in server.asked if where == FIRST]
    assert ranges == ["", "bytes=1000-", "bytes=1500-"]


def test_a_part_of_a_former_run_is_taken_up(server: Server, tmp_path: Path) -> None:
    whole = (server.root / FIRST).read_bytes()
    (tmp_path / "pubmed26n0001.xml.gz.part").write_bytes(whole[:700])
    with opened(server) as tree:
        assert tree.fetch(first(tree), tmp_path).read_bytes() == whole
    assert (FIRST, "bytes=700-") in [(where, span) for _, where, span in server.asked]


@pytest.mark.parametrize("left", [b"x" * 700, b"x" * 100_000])
def test_a_part_of_another_file_is_thrown_away(left: bytes, server: Server, tmp_path: Path) -> None:
    (tmp_path / "pubmed26n0001.xml.gz.part").write_bytes(left)
    with opened(server) as tree:
        path = tree.fetch(first(tree), tmp_path)
    assert path.read_bytes() == (server.root / FIRST).read_bytes()


def test_a_whole_part_is_not_asked_for_in_vain(server: Server, tmp_path: Path) -> None:
    whole = (server.root / FIRST).read_bytes()
    (tmp_path / "pubmed26n0001.xml.gz.part").write_bytes(whole)
    with opened(server) as tree:
        assert tree.fetch(first(tree), tmp_path).read_bytes() == whole


def test_a_server_without_ranges_sends_it_all_again(server: Server, tmp_path: Path) -> None:
    def whole(_: httpx2.Request, data: bytes) -> httpx2.Response:
        return sent(200, data)

    (tmp_path / "pubmed26n0001.xml.gz.part").write_bytes(b"something")
    server.faults[FIRST] = [whole]
    with opened(server) as tree:
        path = tree.fetch(first(tree), tmp_path)
    assert path.read_bytes() == (server.root / FIRST).read_bytes()


def test_another_range_than_asked_for_is_not_believed(server: Server, tmp_path: Path) -> None:
    def other(_: httpx2.Request, data: bytes) -> httpx2.Response:
        span = {"Content-Range": f"bytes 5-{len(data) - 1}/{len(data)}"}
        return sent(206, data[5:], span)

    (tmp_path / "pubmed26n0001.xml.gz.part").write_bytes(b"something")
    server.faults[FIRST] = [other]
    with opened(server) as tree:
        path = tree.fetch(first(tree), tmp_path)
    assert path.read_bytes() == (server.root / FIRST).read_bytes()


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_a_while(
    status: int, server: Server, tmp_path: Path
) -> None:
    server.faults[FIRST] = [says(status), says(status), times_out]
    waits: list[float] = []
    with opened(server, waits) as tree:
        tree.fetch(first(tree), tmp_path)
    assert len(waits) == 3
    assert all(1 <= wait <= 62 for wait in waits)


def test_retry_after_is_kept_within_reason(server: Server, tmp_path: Path) -> None:
    server.faults[FIRST] = [
        says(429, Retry_After="31"),
        says(503, Retry_After="86400"),
        says(503, Retry_After="Sun, 22 Nov 2026 08:00:00 GMT"),
    ]
    waits: list[float] = []
    with opened(server, waits) as tree:
        tree.fetch(first(tree), tmp_path)
    assert waits[0] == 31
    assert waits[1] == 120
    assert waits[2] < 62


def test_a_server_that_stays_away_is_said_to_do_so(server: Server, tmp_path: Path) -> None:
    server.faults[FIRST] = [times_out] * 20
    waits: list[float] = []
    with opened(server, waits, attempts=4) as tree, pytest.raises(SourceUnreachableError) as raised:
        tree.fetch(first(tree), tmp_path)
    assert "4 tries" in raised.value.message
    assert raised.value.exit_code == 4
    assert len(waits) == 3


def test_a_wrong_checksum_is_fetched_once_more_then_refused(server: Server, tmp_path: Path) -> None:
    server.faults[FIRST] = [says(200, "not the file")]
    with opened(server) as tree:
        assert tree.fetch(first(tree), tmp_path / "a").read_bytes()
        (server.root / FIRST).write_bytes(b"damaged on the server")
        with pytest.raises(SourceAnswerError, match="fetched twice"):
            tree.fetch(first(tree), tmp_path / "b")
    assert not (tmp_path / "b" / "pubmed26n0001.xml.gz").exists()


def test_a_file_that_is_gone_and_one_that_is_refused(server: Server, tmp_path: Path) -> None:
    with opened(server) as tree:
        file = first(tree)
        (server.root / FIRST).unlink()
        with pytest.raises(SourceMissingError, match="not on the server"):
            tree.fetch(file, tmp_path)
        server.faults[FIRST] = [says(403)]
        with pytest.raises(SourceAnswerError, match="status 403"):
            tree.fetch(file, tmp_path)
    assert server.fetched("n0001.xml.gz") == 2, "neither is worth another try"


def test_a_file_without_checksum_is_taken_one_with_nonsense_is_not(
    server: Server, tmp_path: Path
) -> None:
    note = server.root / f"{FIRST}.md5"
    note.unlink()
    with opened(server) as tree:
        path = tree.fetch(first(tree), tmp_path)
        assert not path.with_name(f"{path.name}.md5").exists()
        note.write_text("<html>error</html>")
        with pytest.raises(SourceAnswerError, match="no checksum"):
            tree.fetch(first(tree), tmp_path)


@pytest.mark.parametrize(
    "fault",
    [says(200, "<html><body>Service is down for maintenance</body></html>"), says(404), says(403)],
)
def test_a_listing_that_is_none(fault: Fault, server: Server) -> None:
    server.faults["updatefiles/"] = [fault]
    with opened(server) as tree, pytest.raises(SourceError):
        tree.files()


def test_a_listing_after_some_faults(server: Server) -> None:
    server.faults["baseline/"] = [says(500), cut(300), times_out]
    with opened(server) as tree:
        assert len(tree.files()) == 5


def test_an_endless_listing_is_cut_short(server: Server) -> None:
    server.faults["baseline/"] = [says(200, "Index of " + "x" * (17 << 20))]
    with opened(server) as tree, pytest.raises(SourceAnswerError, match="too long"):
        tree.files()


@pytest.mark.parametrize(
    "address", ["ftp://ftp.ncbi.nlm.nih.gov/pubmed/", "http://[::1", "https://"]
)
def test_an_address_that_cannot_be_used(address: str) -> None:
    with HttpTree(address, attempts=1) as tree, pytest.raises(SourceError, match=r"address|answer"):
        tree.files()


def test_nobody_listens() -> None:
    waits: list[float] = []
    with (
        HttpTree("http://127.0.0.1:9/pubmed/", attempts=2, pause=waits.append) as tree,
        pytest.raises(SourceUnreachableError, match="2 tries"),
    ):
        tree.files()


def test_a_folder_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("")
    with opened(server) as tree, pytest.raises(LibraryUnwritableError, match="cannot write"):
        tree.fetch(first(tree), tmp_path / "in-the-way" / "folder")
