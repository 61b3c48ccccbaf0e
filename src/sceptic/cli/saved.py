"""Briefs that were saved as files, read for the commands that take one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sceptic.domain.brief import Brief


def bytes_of(file: str) -> bytes:
    """The file's content; ``-`` is standard input.

    Raises:
        InputError: it cannot be read.

    """
    from sceptic.errors import InputError  # noqa: PLC0415

    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from error


def saved_brief(file: str) -> Brief:
    """The brief in a file, as it was saved.

    Raises:
        InputError: the file cannot be read.
        FileFormatError: it holds no brief, a survey, or one that was changed.

    """
    from sceptic.errors import FileFormatError  # noqa: PLC0415
    from sceptic.render.survey import is_survey  # noqa: PLC0415

    data = bytes_of(file)
    if is_survey(data):
        raise FileFormatError(
            f"{file} holds a survey of several treatments, not a brief",
            hint="ask about one of its treatments",
        )
    return brief_in(data, file)


def brief_in(data: bytes, file: str) -> Brief:
    """The brief that was saved as this content of this file.

    Raises:
        FileFormatError: it is no brief, or one that was changed.

    """
    from sceptic.errors import FileFormatError  # noqa: PLC0415
    from sceptic.render.json import brief_from_json, is_intact  # noqa: PLC0415

    try:
        brief = brief_from_json(data)
    except FileFormatError as error:
        raise FileFormatError(f"{file}: {error.message}", hint=error.hint) from error
    if not is_intact(brief):
        raise FileFormatError(
            f"{file} was changed after it was saved: its content no longer has its id",
            hint="ask the question again",
        )
    return brief
