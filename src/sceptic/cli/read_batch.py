"""``read --batch``: a folder or list of articles in, one JSON line for each out, resumable."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sceptic.cli.batch import _progress, _sink
from sceptic.errors import FileFormatError, InputError, ScepticError

if TYPE_CHECKING:
    from sceptic.checks import AskOptions, Workbench
    from sceptic.cli.read_processes import Line
    from sceptic.config import Settings
    from sceptic.domain.article import Article
    from sceptic.domain.reading import Reading

_ENDINGS = (".html", ".htm", ".xhtml", ".pdf", ".md", ".markdown", ".txt", ".text")


def read_batch(
    given: str, output: str | None, chosen: Settings, bench: Workbench, options: AskOptions
) -> int:
    """Read every article of a folder, or of a file that names one on each line.

    With an output file, articles that have their line there are not read again, and a last line
    cut short by an interruption is read anew; the file holds one run, of one library and date.
    Several processes read where there are cores for them; the lines stay in order.
    Returns 0, or 4 if any article could not be read or any search failed.
    """
    from sceptic.cli.read_processes import lines_of, processes_for  # noqa: PLC0415

    articles = _articles(given)
    run = _run(bench, options)
    to_file = output is not None and output != "-"
    done = _done(Path(output), run) if output is not None and to_file else {}
    code = 4 if any("error" in line for line in done.values()) else 0
    left = [name for name in articles if name not in done]
    found = ((name, _article_or_line(name, chosen)) for name in left)
    count = processes_for(len(left), bench)
    lines = lines_of(found, _line_of, chosen, bench, options, processes=count)
    with (
        closing(lines),
        _sink(output if to_file else None) as sink,
        _progress(len(articles)) as advance,
    ):
        advance(len(articles) - len(left))
        for _, (line, is_whole) in lines:
            sink.write(msgspec.json.encode({**line, "run": run}) + b"\n")
            sink.flush()
            advance(1)
            code = code if is_whole else 4
    return code


def _article_or_line(name: str, chosen: Settings) -> Article | Line:
    from sceptic.cli.read import article_at  # noqa: PLC0415

    try:
        return article_at(name, chosen)
    except ScepticError as error:
        return _error_line(name, error)


def _line_of(name: str, article: Article, bench: Workbench, options: AskOptions) -> Line:
    from sceptic.readings import read  # noqa: PLC0415

    try:
        reading = read(article, bench, options)
    except ScepticError as error:
        return _error_line(name, error)
    return _line(name, reading), not reading.is_partial


def _error_line(name: str, error: ScepticError) -> Line:
    return {"article": name, "error": {"code": error.error_code, "message": error.message}}, False


def _line(name: str, reading: Reading) -> dict[str, Any]:
    """What came of one article in a line."""
    asked = [c for c in reading.claims if c.answer is not None]
    answers = Counter(c.answer.value for c in asked if c.answer is not None)
    criteria = Counter(c.satisfaction.value for c in reading.audit.criteria)
    return {
        "article": name,
        "id": reading.id,
        "title": reading.article.title,
        "sha256": reading.article.sha256,
        "statements": len(reading.claims),
        "asked": len(asked),
        "answers": dict(sorted(answers.items())),
        "criteria": dict(sorted(criteria.items())),
        "persuasion": len(reading.audit.persuasion),
        "studies": dict(sorted(Counter(s.tracing.value for s in reading.studies).items())),
        "caveats": [c.kind.value for c in reading.caveats],
        "partial": reading.is_partial,
    }


def _run(bench: Workbench, options: AskOptions) -> str:
    """What all lines of a file share."""
    as_of = options.as_of.isoformat() if options.as_of else ""
    return f"{bench.library.snapshot().digest} {bench.settings_digest} {as_of}".strip()


def _articles(given: str) -> tuple[str, ...]:
    """Files of a folder by name, or the lines of a list that are not empty, each once.

    Raises:
        InputError: there is no such folder or file, or nothing to read in it.
    """
    place = Path(given)
    if place.is_dir():
        found = sorted(
            str(p) for p in place.rglob("*") if p.is_file() and p.suffix.lower() in _ENDINGS
        )
    else:
        found = list(dict.fromkeys(_lines(given)))
    if not found:
        raise InputError(f"there is no article in {given}", hint="HTML, PDF, Markdown or text")
    return tuple(found)


def _lines(given: str) -> Iterator[str]:
    try:
        text = sys.stdin.read() if given == "-" else Path(given).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot read {given}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileFormatError(f"{given} is not UTF-8 text") from error
    yield from (line.strip() for line in text.splitlines() if line.strip())


def _done(path: Path, run: str) -> dict[str, dict[str, Any]]:
    """The whole lines by article; a cut last line is removed from the file.

    Raises:
        FileFormatError: the file holds something else, or another run; it is left as it is.
    """
    if not path.exists():
        return {}
    data = path.read_bytes()
    whole, _, cut = data.rpartition(b"\n")
    lines = [_read_line(line, path, run) for line in whole.split(b"\n") if line]
    if cut:
        with path.open("r+b") as file:
            file.truncate(len(whole) + 1 if whole else 0)
    return {str(line["article"]): line for line in lines}


def _read_line(data: bytes, path: Path, run: str) -> dict[str, Any]:
    hint = "give another output file"
    try:
        line = msgspec.json.decode(data)
    except msgspec.DecodeError:
        line = None
    if not isinstance(line, dict) or "article" not in line or "run" not in line:
        raise FileFormatError(f"{path} holds a line that is no result of ours", hint=hint)
    if line["run"] != run:
        raise FileFormatError(
            "the output file holds results of another library, setting or --as-of", hint=hint
        )
    return line
