"""Who votes second on what a study means: the linear reader, with the encoder where it can be had.

Nothing is loaded before there is text to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from sceptic.appraisal.classifiers import Affirmer, Classifier, Reading
from sceptic.errors import ModelError, ReaderMissingError
from sceptic.readers.joint import Joint
from sceptic.readers.weights import provenance_in, shipped_folder

if TYPE_CHECKING:
    from sceptic.readers.encoder import Encoder

AUTO, LINEAR, ENCODER = "auto", "linear", "encoder"
CHOICES = (AUTO, LINEAR, ENCODER)
LIBRARIES = ("onnxruntime", "onnxruntime_extensions", "numpy")
INSTALL = "pip install 'sceptic[encoder]'"


def encoder_digest(folder: Path | None = None) -> str:
    """The digest of the encoder that can be had, as far as that is seen without loading it.

    Raises:
        ReaderMissingError: a library or a file is not there.
        ModelError: a file is damaged.
    """
    told = provenance_in(folder or shipped_folder())
    for name in LIBRARIES:
        if util.find_spec(name) is None:
            raise ReaderMissingError(f"{name} is not installed", hint=INSTALL)
    return told.digest


def encoder_reader(folder: Path | None = None) -> Encoder:
    """The encoder itself, loaded: ``logits`` of pairs (statement or question, text).

    Raises:
        ReaderMissingError: a library or a file is not there.
        ModelError: a file is damaged.
    """
    place = folder or shipped_folder()
    encoder_digest(place)
    try:
        from sceptic.readers.encoder import Encoder  # noqa: PLC0415 - loads numpy and onnxruntime
    except (ImportError, OSError) as error:
        raise ReaderMissingError(f"the encoder cannot be loaded: {error}", hint=INSTALL) from error
    return Encoder.load(place)


def second_voter(wanted: str = AUTO, folder: Path | None = None) -> Classifier:
    """The reader that votes beside the rules.

    Args:
        wanted: ``auto``: the encoder, joined with the linear reader, where it can be had;
            ``linear``; ``encoder``.
        folder: where the encoder's files lie; ``None`` for those that ship.

    Raises:
        ReaderMissingError: the encoder is wanted, and is not there.
        ModelError: the encoder is wanted, and is damaged.
    """
    if wanted == LINEAR:
        return Affirmer()
    if wanted == ENCODER:
        encoder_digest(folder)
    return _Opened(folder, is_wanted=wanted == ENCODER)


class _Alone(Affirmer):
    """The linear reader, and why the encoder is not beside it."""

    def __init__(self, why: ModelError) -> None:
        self._why = why.message.split(":")[0]  # the rest names this machine's files

    @property
    def voters(self) -> tuple[str, ...]:
        return (*super().voters, f"no encoder ({self._why})")


class _Opened:
    """Encoder and linear reader, opened when the first pair is read; the linear one alone where
    there is no encoder and none was asked for by name."""

    def __init__(self, folder: Path | None, *, is_wanted: bool) -> None:
        self._folder, self._is_wanted = folder, is_wanted

    @property
    def voters(self) -> tuple[str, ...]:
        """Before anything was read: who will, as far as that can be seen."""
        if "_reader" in vars(self):
            return self._reader.voters
        try:
            return (*Affirmer().voters, f"encoder ({encoder_digest(self._folder)})")
        except ModelError as error:
            return _Alone(error).voters

    def readings(self, pairs: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        return self._reader.readings(pairs) if pairs else ()

    @cached_property
    def _reader(self) -> Classifier:
        try:
            return Joint(encoder_reader(self._folder), Affirmer())
        except ModelError as error:
            if self._is_wanted:
                raise
            return _Alone(error)
