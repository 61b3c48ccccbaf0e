from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sceptic.domain.article import ArticleFormat
from sceptic.errors import LibraryDamagedError, LibraryUnwritableError, UnknownRecordError
from sceptic.library.kept_articles import keep, kept


def test_an_article_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    first = keep(b"<p>x", ArticleFormat.HTML, tmp_path)
    assert keep(b"<p>x", ArticleFormat.HTML, tmp_path) == first
    assert first.name == hashlib.sha256(b"<p>x").hexdigest() + ".html"
    assert kept(first.stem, tmp_path) == b"<p>x"
    assert len(list(tmp_path.rglob("*.*"))) == 1


def test_a_changed_copy_is_not_shown(tmp_path: Path) -> None:
    path = keep(b"zinc", ArticleFormat.PLAIN, tmp_path)
    path.write_bytes(b"iron")
    with pytest.raises(LibraryDamagedError):
        kept(path.stem, tmp_path)


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "*"])
def test_what_was_not_kept(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownRecordError):
        kept(name, tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryUnwritableError):
        keep(b"zinc", ArticleFormat.PLAIN, tmp_path / "file")


def test_what_people_read_is_for_nobody_else(tmp_path: Path) -> None:
    path = keep(b"zinc", ArticleFormat.PLAIN, tmp_path / "kept")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
