"""What a server is asked to make, in the form in which it is kept and sent to a worker."""

from __future__ import annotations

import datetime as dt
import hashlib
from textwrap import shorten

import msgspec


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    """A question as a person or a program asks it. Dates are ISO; empty means none."""

    question: str
    as_of: dt.date | None = None
    human_only: bool = False
    no_preprints: bool = False
    web_results: int | None = None
    overrides: tuple[tuple[str, str], ...] = ()


class Read(msgspec.Struct, frozen=True, tag="read"):
    """An article to read: its text, or the address of its page."""

    text: str = ""
    url: str = ""
    as_of: dt.date | None = None
    human_only: bool = False
    no_preprints: bool = False


Task = Ask | Read


def named(task: Task) -> str:
    """What people call a task: its question, its address, or its first words."""
    if isinstance(task, Read):
        return task.url or shorten(task.text, 80, placeholder=" …")
    return task.question


class Stamp(msgspec.Struct, frozen=True):
    """All that can change an answer beside the question: equal stamps, equal bytes."""

    today: dt.date
    software: str
    snapshot: str
    settings: str
    models: str
    rules: str
    corrections: str
    attention: str = ""


class Made(msgspec.Struct, frozen=True, tag="made"):
    """A result: ``id`` is the hash of its content, ``body`` its JSON."""

    id: str
    kind: str
    title: str
    told: str
    made: str
    body: bytes
    snapshot: str
    is_partial: bool


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """An error of ours, as a problem document (RFC 9457) tells it."""

    code: str
    title: str
    hint: str
    status: int


def key_of(task: Task, stamp: Stamp) -> str:
    """Under which an answer is found again."""
    return digest_of((task, stamp))


def digest_of(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()
