"""The encoder's files: its weights, the graph that cuts words, and what they were made from.

They ship in the package's data. Looking whether they are there costs three looks at the disk; their
content is checked once, when they are read.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import msgspec

from sceptic.errors import ModelError, ReaderMissingError

ENCODER, WORDS, PROVENANCE = "encoder.int8.onnx", "encoder.words.onnx", "encoder.json"
DIGITS = 16
"""Hexadecimal digits of SHA-256 that name a file."""
_REINSTALL = "reinstall sceptic"


class Provenance(msgspec.Struct, frozen=True):
    """What the encoder was made from; ``digest`` is that of its weights, ``words`` that of the
    graph that cuts words, ``size`` the bytes of both; what is not told is not checked."""

    made: str
    command: str
    body: str
    digest: str
    data: list[dict[str, str | int]]
    words: str = ""
    size: int = 0


class Weights(NamedTuple):
    """The content of both files, as they were made."""

    encoder: bytes
    words: bytes
    digest: str


def shipped_folder() -> Path:
    return Path(str(resources.files("sceptic").joinpath("data", "models")))


def provenance_in(folder: Path) -> Provenance:
    """What the files of a folder were made from, once they have the size that it tells.

    Raises:
        ReaderMissingError: a file is not there.
        ModelError: one is damaged.
    """
    try:
        told = msgspec.json.decode((folder / PROVENANCE).read_bytes(), type=Provenance)
        size = sum((folder / name).stat().st_size for name in (ENCODER, WORDS))
    except FileNotFoundError as error:
        raise ReaderMissingError("the encoder's weights are missing", hint=_REINSTALL) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"the encoder cannot be read: {error}", hint=_REINSTALL) from error
    if told.size and size != told.size:
        raise ModelError(
            f"the encoder's weights are damaged: {size} bytes, not {told.size}", hint=_REINSTALL
        )
    return told


def weights_in(folder: Path) -> Weights:
    """The files' content, checked against the digests that were written when they were made.

    Raises:
        ReaderMissingError: a file is not there.
        ModelError: one is damaged.
    """
    told = provenance_in(folder)
    try:
        encoder, words = ((folder / name).read_bytes() for name in (ENCODER, WORDS))
    except OSError as error:
        raise ModelError(f"the encoder cannot be read: {error}", hint=_REINSTALL) from error
    is_other = bool(told.words) and digest_of(words) != told.words
    if is_other or digest_of(encoder) != told.digest:
        raise ModelError(
            "the encoder's weights are damaged: they are not those that were made", hint=_REINSTALL
        )
    return Weights(encoder, words, told.digest)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]
