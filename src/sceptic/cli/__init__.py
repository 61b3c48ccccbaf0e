"""The command line: parse input, call a use case, render, map errors. No logic lives here.

stdout is data, stderr is messages and progress. Exit codes: 0 done, 1 failure, 2 usage or
unreadable input, 3 nothing found, 4 partial, 5 library missing, damaged or too old.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from sceptic.cli import (  # noqa: F401 - each registers its commands
    ask,
    attention,
    correct,
    desk,
    diff,
    doctor,
    library,
    mcp,
    mesh,
    read,
    retractions,
    serve,
    similar,
    state,
    sync,
)
from sceptic.cli.app import app, harmless
from sceptic.errors import ScepticError


def main() -> None:
    """Entry point of the ``sceptic`` command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error becomes one line on stderr."""
    try:
        result = app(args=list(arguments), prog_name="sceptic", standalone_mode=False)
    except ScepticError as error:
        _complain(error)
        return error.exit_code
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, KeyboardInterrupt):
        print("sceptic: interrupted", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the door maps what is left, usage errors among it
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _complain(error: ScepticError) -> None:
    hint = f"\n  hint: {error.hint}" if error.hint else ""
    print(harmless(f"sceptic: {error}{hint}"), file=sys.stderr)  # noqa: T201


def _unexpected(error: Exception) -> int:
    """Usage errors of the option parser exit 2; the rest is a bug, said in one line, exit 1."""
    if hasattr(error, "format_message"):
        print(harmless(f"sceptic: {error.format_message()}"), file=sys.stderr)  # noqa: T201
        return int(getattr(error, "exit_code", 2))
    if isinstance(error, MemoryError | RecursionError | OSError):
        print(harmless(f"sceptic: {type(error).__name__}: {error}"), file=sys.stderr)  # noqa: T201
        return 1
    raise error
