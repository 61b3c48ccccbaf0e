from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sceptic.cli import run
from sceptic.cli.app import harmless, write

EVIL = "\x1b]0;title\x07\x1b[2J\x9b31m\u202e\rover"


def test_words_of_others_command_no_terminal() -> None:
    assert harmless(f"a{EVIL}\r\n\tb") == "a]0;title[2J31mover\r\n\tb"
    assert harmless("\x1b[1;31mred\x1b[0m") == "\x1b[1;31mred\x1b[0m"
    assert harmless("\x9b\u202e", is_terminal=False) == "\x9b\u202e"


@pytest.mark.parametrize(
    "arguments", [["library", "add", f"no{EVIL}.xml"], ["ask", "x", "-f", EVIL]]
)
def test_complaints_command_no_terminal(
    arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) > 0
    said = "".join(capfd.readouterr())
    assert said
    assert not set(said) & set("\x1b\x07\x9b\u202e\r")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        write("Zinc.", str(pipe))
        assert read.result(timeout=10) == b"Zinc."
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
