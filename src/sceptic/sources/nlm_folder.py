"""A folder on this machine laid out as NLM's tree, or with its files side by side."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sceptic.errors import SourceAnswerError, SourceMissingError
from sceptic.sources.nlm_files import FOLDERS, KINDS, Kind, TreeFile, file_from_name, in_order
from sceptic.sources.nlm_files import md5_from_text as md5_stated


class FolderTree:
    """Files are used where they lie. Side by side, nobody can say which are the baseline."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.address = str(path.resolve())
        self.is_local = True

    def __enter__(self) -> FolderTree:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def files(self) -> tuple[TreeFile, ...]:
        """Every file in NLM's order.

        Raises:
            SourceMissingError: there is no such folder, or it cannot be read.

        """
        if not self._path.is_dir():
            raise SourceMissingError(
                f"there is no folder {self._path}", hint="a folder, or an https address"
            )
        try:
            return in_order(self._found())
        except OSError as error:
            raise SourceMissingError(f"cannot read {self._path}: {error.strerror}") from error

    def _found(self) -> Iterator[TreeFile]:
        folders = [(self._path / name, KINDS[name]) for name in FOLDERS]
        if not any(folder.is_dir() for folder, _ in folders):
            folders = [(self._path, Kind.UNKNOWN)]
        for folder, kind in folders:
            if not folder.is_dir():
                continue
            for path in folder.iterdir():
                state = path.stat()
                day = dt.datetime.fromtimestamp(state.st_mtime, tz=dt.UTC)
                file = file_from_name(
                    path.name, kind, size=state.st_size, modified=f"{day:%Y-%m-%d %H:%M}"
                )
                if file is not None:
                    yield file

    def size(self, file: TreeFile) -> int:
        return file.size or 0

    def md5(self, file: TreeFile) -> str:
        """The checksum that lies beside the file, empty if none does.

        Raises:
            SourceAnswerError: what lies there is no checksum of it.

        """
        note = self._path / f"{file.path}.md5"
        try:
            return md5_stated(note.read_text("ascii", "replace"), file.name)
        except OSError:
            return ""

    def fetch(
        self, file: TreeFile, folder: Path, received: Callable[[int], None] = lambda _: None
    ) -> Path:
        """The file itself, once its checksum is found right; ``folder`` stays as it is.

        Raises:
            SourceMissingError: it has gone.
            SourceAnswerError: its checksum is another.

        """
        path = self._path / file.path
        stated = self.md5(file)
        try:
            with path.open("rb") as opened:
                found = hashlib.file_digest(opened, lambda: hashlib.md5(usedforsecurity=False))
        except OSError as error:
            raise SourceMissingError(f"cannot read {path}: {error.strerror}") from error
        if stated and found.hexdigest() != stated:
            raise SourceAnswerError(
                f"{file.name} does not have its checksum", hint="copy it again, then sync again"
            )
        received(path.stat().st_size)
        return path
