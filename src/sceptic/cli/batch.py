"""``ask --batch``: one question a line in, one JSON line out, resumable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from sceptic.checks import Asked, AskOptions, Workbench, ask
from sceptic.errors import FileFormatError, InputError
from sceptic.render.json import as_json


def ask_batch(file: str, output: str | None, bench: Workbench, options: AskOptions) -> int:
    """Answer every question of a file.

    With an output file, questions that already have their line there are not asked again, and a
    last line cut short by an interruption is asked anew. A question that cannot be read gets a
    line with its error. Returns 0, or 4 if any line is an error or a partial brief.
    """
    questions = _questions(file)
    to_file = output is not None and output != "-"
    done = _answered(Path(output)) if output is not None and to_file else {}
    _check_same_run(done.values(), bench, options)
    left = [q for q in questions if q not in done]
    code = 4 if any(line.error is not None for line in done.values()) else 0
    with _sink(output if to_file else None) as sink, _progress(len(questions)) as advance:
        advance(len(questions) - len(left))
        for question in left:
            line, is_whole = _line(question, bench, options)
            sink.write(line + b"\n")
            sink.flush()
            advance(1)
            code = code if is_whole else 4
    return code


def _check_same_run(done: Iterable[_Done], bench: Workbench, options: AskOptions) -> None:
    """An output file holds one run: the same library, settings and date of knowledge.

    Raises:
        FileFormatError: the lines there come from another run.
    """
    as_of = options.as_of.isoformat() if options.as_of else None
    is_live = isinstance(bench.library, Asked)
    digest = "" if is_live else bench.library.snapshot().digest
    now = (is_live, digest, bench.settings_digest, as_of)
    for line in done:
        method = line.method
        if method and _run(method, is_live=is_live) != now:
            raise FileFormatError(
                "the output file holds answers from another library, setting or --as-of",
                hint="give another output file",
            )


def _run(method: _Method, *, is_live: bool) -> tuple[bool, str, str, str | None]:
    """What all lines of a run share; a live source has no digest of its own."""
    live = bool(method.searches) or is_live
    return live, "" if live else method.library.digest, method.settings_digest, method.as_of


def _line(question: str, bench: Workbench, options: AskOptions) -> tuple[bytes, bool]:
    try:
        brief = ask(question, bench, options)
    except InputError as error:
        told = {"code": error.error_code, "message": error.message, "hint": error.hint}
        return msgspec.json.encode({"question": question, "error": told}), False
    return msgspec.json.format(as_json(brief), indent=-1), not brief.is_partial


def _questions(file: str) -> tuple[str, ...]:
    """The lines of the file that are not empty, each once, in order."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileFormatError(f"{file} is not UTF-8 text") from error
    lines = (line.strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


class _Error(msgspec.Struct):
    code: str


class _Library(msgspec.Struct):
    digest: str


class _Method(msgspec.Struct):
    library: _Library
    settings_digest: str
    as_of: str | None = None
    searches: tuple[msgspec.Raw, ...] = ()


class _Done(msgspec.Struct):
    """One line of an earlier run: a brief, or a question with its error."""

    question: str
    error: _Error | None = None
    method: _Method | None = None


def _answered(path: Path) -> dict[str, _Done]:
    """The whole lines by question; a cut last line is removed from the file.

    Raises:
        FileFormatError: the file holds something else than our lines; it is left as it is.
    """
    if not path.exists():
        return {}
    data = path.read_bytes()
    whole, _, cut = data.rpartition(b"\n")
    lines = [_done(line, path) for line in whole.split(b"\n") if line]
    if cut:
        with path.open("r+b") as file:
            file.truncate(len(whole) + 1 if whole else 0)
    return {line.question: line for line in lines}


def _done(line: bytes, path: Path) -> _Done:
    try:
        return msgspec.json.decode(line, type=_Done)
    except msgspec.MsgspecError as error:
        raise FileFormatError(
            f"{path} holds a line that is not an answer of ours", hint="give another output file"
        ) from error


@contextmanager
def _sink(output: str | None) -> Iterator[IO[bytes]]:
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        with Path(output).open("ab") as file:
            yield file
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}") from error


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr where a person watches, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda steps: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is seen
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("questions", total=total)
        yield lambda steps: bar.advance(task, steps)
