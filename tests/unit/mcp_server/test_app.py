"""The tools as an assistant's client sees them, in both eras of the protocol."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal

import httpx2
import pytest

mcp = pytest.importorskip("mcp", reason="the MCP SDK is not installed (extra: mcp)")

from mcp import Client, StdioServerParameters  # noqa: E402
from mcp.server import MCPServer  # noqa: E402

from sceptic.config import Settings, open_parts  # noqa: E402
from sceptic.library.archive import Archive  # noqa: E402
from sceptic.mcp_server.app import server_over  # noqa: E402

SETTINGS = Settings(library="starter", today="2026-11-22", corrections="none")
QUESTION = "Does mesotherapy prevent hair loss?"
TOOLS = [
    "check_claim", "read_article", "get_brief", "export", "search_pubmed", "get_records",
    "library_status",
]  # fmt: skip

Era = Literal["auto", "legacy"]
ERAS: tuple[Era, ...] = ("auto", "legacy")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> MCPServer:
    archive = Archive(tmp_path_factory.mktemp("mcp") / "archive.sqlite3")
    return server_over(SETTINGS, open_parts(SETTINGS), archive)


def _with(server: Any, script: Callable[[Client], Awaitable[Any]], era: Era = "auto") -> Any:
    async def told() -> Any:
        async with Client(server, mode=era) as client:
            return await script(client)

    return asyncio.run(told())


def _call(server: Any, tool: str, era: Era = "auto", **arguments: object) -> Any:
    return _with(server, lambda client: client.call_tool(tool, arguments), era)


def _told(answer: Any) -> dict[str, Any]:
    assert not answer.is_error, answer.content[0].text
    content: dict[str, Any] = answer.structured_content
    same = json.loads(answer.content[0].text)
    assert same == content.get("result", content)  # the text is for clients that read no structure
    return dict(same)


@pytest.mark.parametrize("era", ERAS)
def test_the_tools_are_few_described_and_only_read(server: MCPServer, era: Era) -> None:
    listed = _with(server, lambda client: client.list_tools(), era)
    assert [tool.name for tool in listed.tools] == TOOLS
    for tool in listed.tools:
        assert tool.description
        assert tool.output_schema
        assert tool.annotations.read_only_hint


@pytest.mark.parametrize("era", ERAS)
def test_a_claim_is_checked(server: MCPServer, era: Era) -> None:
    told = _told(_call(server, "check_claim", era, question=QUESTION))
    assert (told["answer"], told["certainty"]) == ("Depends", "low")
    assert told["sources"]
    assert told["studies_left"] > 0
    assert all(study["counted"] for study in told["studies"])
    assert any("G301" in gap for gap in told["gaps"])


def test_a_brief_is_read_again_whole(server: MCPServer) -> None:
    short = _told(_call(server, "check_claim", question=QUESTION))
    whole = _told(_call(server, "get_brief", brief_id=short["brief_id"], detail="full"))
    assert len(whole["studies"]) == len(short["studies"]) + short["studies_left"]
    left_out = [study for study in whole["studies"] if not study["counted"]]
    assert left_out
    assert all(study["why_not"] for study in left_out)


def test_empty_text_is_no_value(server: MCPServer) -> None:
    plain = _told(_call(server, "check_claim", question=QUESTION))
    empty = _told(_call(server, "check_claim", question=QUESTION, as_of=""))
    then = _told(_call(server, "check_claim", question=QUESTION, as_of="2009-12-31"))
    assert empty["brief_id"] == plain["brief_id"] != then["brief_id"]


def test_what_helps_is_a_survey(server: MCPServer) -> None:
    told = _told(_call(server, "check_claim", question="What helps hair loss?"))
    assert told["treatments"]


@pytest.mark.parametrize(("reader", "start"), [("", "# "), ("patient", "# ")])
def test_a_brief_is_exported(server: MCPServer, reader: str, start: str) -> None:
    made = _told(_call(server, "check_claim", question=QUESTION))
    told = _told(_call(server, "export", brief_id=made["brief_id"], format="md", reader=reader))
    assert told["text"].startswith(start)


def test_records_are_searched_and_read(server: MCPServer) -> None:
    found = _told(_call(server, "search_pubmed", query="alopecia", size=2))
    assert found["total"] > 2
    assert found["next_start"] == 2
    ids = [record["id"] for record in found["records"]]
    told = _told(_call(server, "get_records", ids=[*ids, "99999999"]))
    assert [record["id"] for record in told["records"]] == ids
    assert told["missing"] == ["pmid:99999999"]


def test_the_library_says_what_it_lacks(server: MCPServer) -> None:
    assert not _told(_call(server, "library_status"))["is_complete"]


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("check_claim", {"question": "hello there"}, "S101"),
        ("check_claim", {"question": QUESTION, "as_of": "soon"}, "S104"),
        ("check_claim", {}, "question"),
        ("get_brief", {"brief_id": "sha256:none"}, "check_claim makes one"),
        ("export", {"brief_id": "x", "format": "zip"}, "one of"),
        ("search_pubmed", {"query": "hair AND ("}, "column 11"),
        ("get_records", {"ids": []}, "ids"),
    ],
)
def test_bad_input_says_what_to_do(
    server: MCPServer, tool: str, arguments: dict[str, object], words: str
) -> None:
    answer = _with(server, lambda client: client.call_tool(tool, arguments))
    assert answer.is_error
    assert words in answer.content[0].text


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "SCEPTIC_ARCHIVE": str(folder / "archive.sqlite3"),
        "SCEPTIC_LIBRARY": "starter",
        "SCEPTIC_TODAY": "2026-11-22",
    }


def test_it_speaks_over_standard_input_and_output(tmp_path: Path) -> None:
    program = StdioServerParameters(
        command=sys.executable, args=["-m", "sceptic", "mcp"], env=_environment(tmp_path)
    )
    assert _told(_call(program, "library_status"))["name"] == "starter facts"


def test_it_speaks_over_http_to_this_machine_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sceptic", "mcp", "--http", "--port", "0"]
    with subprocess.Popen(
        command, env=_environment(tmp_path), stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            address = process.stderr.readline().strip()
            _wait_for(address)
            assert _told(_call(address, "library_status"))["name"] == "starter facts"
            for headers in ({"origin": "https://evil.example"}, {"host": "evil.example"}):
                assert httpx2.post(address, json={}, headers=headers, timeout=5).status_code in (
                    403,
                    421,
                )
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(address: str) -> None:
    host, _, port = address.removeprefix("http://").partition("/")[0].partition(":")
    for _ in range(100):
        try:
            socket.create_connection((host, int(port)), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}")
