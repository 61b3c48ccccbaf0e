"""Run a command of Sceptic in this process, away from the user's own settings."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

WIDTH = "80"


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def ran(arguments: Sequence[str], folder: Path, environment: Mapping[str, str] = {}) -> Ran:
    """Run ``sceptic ARGUMENTS`` in ``folder`` with no settings but those given."""
    from sceptic.cli import run  # noqa: PLC0415 - loads the parser of the command line

    clean = {k: v for k, v in os.environ.items() if not k.startswith("SCEPTIC_")}
    clean |= {"XDG_CONFIG_HOME": str(folder / ".config"), "XDG_DATA_HOME": str(folder / ".data")}
    clean |= {"SCEPTIC_WIDTH": WIDTH, **environment}
    out, err = _text_stream(), _text_stream()
    with (
        mock.patch.dict(os.environ, clean, clear=True),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run(arguments)
    return Ran(code, _written(out), _written(err))


def _text_stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def excerpt(arguments: Sequence[str], wanted: Sequence[str]) -> str:
    """Named sections of a brief in text, as a code block; ``[…]`` stands for what is left out.

    Args:
        arguments: what follows ``sceptic ask``; the date is that of the starter facts.
        wanted: section titles as printed, ``top`` for what precedes them; ``TITLE/3`` takes the
            first three lines of a section.

    Raises:
        KeyError: the brief has no such section.
    """
    from sceptic.library.starter import shipped_table  # noqa: PLC0415 - reads the table

    today = shipped_table()[0].date.isoformat()
    with tempfile.TemporaryDirectory() as folder:
        done = ran(["ask", *arguments, "--today", today], Path(folder))
    if done.code:
        raise RuntimeError(f"exit code {done.code}: {done.err}")
    found = dict(_sections(done.out))
    pieces, last = list[str](), -1
    order = list(found)
    for want in wanted:
        title, _, lines = want.partition("/")
        place = order.index(title) if title in found else -1
        if place < 0:
            raise KeyError(f"no section {title!r}; there are {order}")
        if place > last + 1 and pieces:
            pieces.append("[…]")
        text = found[title].splitlines()
        cut = int(lines) if lines else len(text)
        pieces.append("\n".join(text[:cut]) + ("\n[…]" if cut < len(text) else ""))
        last = place
    if last < len(order) - 1 and not pieces[-1].endswith("[…]"):
        pieces.append("[…]")
    return "```text\n" + "\n\n".join(pieces).replace("[…]\n\n[…]", "[…]") + "\n```"


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """``(title, text)`` of each section, the title being a line in capitals after an empty one."""
    title, lines, after_blank = "top", list[str](), False
    for line in text.splitlines():
        if after_blank and line == line.upper() and line[:1].isalpha():
            yield title, "\n".join(lines).strip("\n")
            title, lines = line, []
        lines.append(line.rstrip())
        after_blank = not line.strip()
    yield title, "\n".join(lines).strip("\n")
