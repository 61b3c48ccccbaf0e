"""The file of corrections: what is in force, what was undone, two writers, damage."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
import os
from pathlib import Path

import pytest

from sceptic.domain.correction import CorrectedField, Correction
from sceptic.errors import CorrectionError, FileFormatError, LibraryUnwritableError
from sceptic.library.corrections import corrections_in, keep, undo, with_id

DAY = dt.date(2026, 11, 22)


def correction(key: int = 1, **changes: object) -> Correction:
    made = Correction("-", f"pmid:{key}", CorrectedField.DESIGN, "cohort", "uncontrolled",
                      "A. Editor", DAY, "It has a comparison group.")  # fmt: skip
    return with_id(dataclasses.replace(made, **changes))  # type: ignore[arg-type]


def test_no_file_holds_no_correction(tmp_path: Path) -> None:
    assert corrections_in(tmp_path / "none.jsonl") == ()


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "corrections.jsonl"
    made = (correction(1), correction(2, reason="Naïve “quotes” & <b>, אבג"))
    assert keep(file, made) == ()
    assert corrections_in(file) == made


def test_a_later_correction_of_the_same_place_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    first, second = correction(), correction(value="case_control")
    keep(file, (first,))
    assert keep(file, (second,)) == (first,)
    assert corrections_in(file) == (second,)


def test_the_same_correction_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    keep(file, (correction(),))
    before = file.read_bytes()
    assert keep(file, (correction(),)) == ()
    assert file.read_bytes() == before


def test_undone_and_made_again(tmp_path: Path) -> None:
    file, made = tmp_path / "c.jsonl", correction()
    keep(file, (made, correction(2)))
    assert undo(file, made.id, DAY, "B. Editor") == made
    assert corrections_in(file) == (correction(2),)
    assert b"B. Editor" in file.read_bytes()
    keep(file, (made,))
    assert corrections_in(file) == (correction(2), made)


def test_nothing_is_taken_out_of_the_file(tmp_path: Path) -> None:
    file, made = tmp_path / "c.jsonl", correction()
    keep(file, (made,))
    undo(file, made.id, DAY)
    assert made.reason.encode() in file.read_bytes()
    assert len(file.read_bytes().splitlines()) == 2


def test_what_is_not_in_force_cannot_be_undone(tmp_path: Path) -> None:
    file, made = tmp_path / "c.jsonl", correction()
    keep(file, (made,))
    undo(file, made.id, DAY)
    for unknown in (made.id, "0123abcd", ""):
        with pytest.raises(CorrectionError):
            undo(file, unknown, DAY)


def _keep_ten(file: Path, first: int) -> None:
    for key in range(first, first + 10):
        keep(file, (correction(key),))


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_keep_ten, args=(file, start)) for start in (0, 100, 200)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert len(corrections_in(file)) == 30


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[]",
        b"{}",
        b'{"format":1}',
        b'{"format":1,"correction":{"id":"a"}}',
        b'{"format":1,"undone":{"id":"a"},"more":1}',
        b"\xff\xfe",
        b'{"format":1,"correction":{"id":"a","record_id":"b","field":"design","value":"cohort",'
        b'"machine_read":"x","by":" ","date":"2026-01-01","reason":"r"}}',
    ],
)
def test_a_damaged_line_is_named_and_never_passed_over(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "c.jsonl"
    keep(file, (correction(),))
    file.write_bytes(file.read_bytes() + line + b"\n")
    before = file.read_bytes()
    with pytest.raises(FileFormatError, match="line 2"):
        corrections_in(file)
    with pytest.raises(FileFormatError):
        keep(file, (correction(2),))
    assert file.read_bytes() == before


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_bytes(b'{"format":2,"what":"ever"}\n')
    with pytest.raises(FileFormatError, match="later version"):
        corrections_in(file)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(LibraryUnwritableError):
            keep(tmp_path / "c.jsonl", (correction(),))
    finally:
        tmp_path.chmod(0o700)


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryUnwritableError):
        keep(tmp_path / "file" / "c.jsonl", (correction(),))


def test_a_file_that_others_may_not_read_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "corrections.jsonl"
    keep(file, (correction(1),))
    file.chmod(0o600)
    keep(file, (correction(2),))
    assert file.stat().st_mode & 0o777 == 0o600
