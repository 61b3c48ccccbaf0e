"""Where people's corrections are looked for."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sceptic.config import Settings, corrections_file, corrections_for
from sceptic.library.corrections import keep
from sceptic.library.starter import starter_library
from tests.unit.library.test_corrections import correction


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (Settings(), "home/sceptic/corrections.jsonl"),
        (Settings(library="starter"), "home/sceptic/corrections.jsonl"),
        (Settings(library="mine"), "mine/corrections.jsonl"),
        (Settings(library="mine", corrections="office.jsonl"), "office.jsonl"),
        (Settings(source="live"), "home/sceptic/corrections.jsonl"),
        (Settings(source="live", library="mine"), "mine/corrections.jsonl"),
        (Settings(library="mine", corrections="none"), None),
    ],
)
def test_the_file(settings: Settings, place: str | None, tmp_path: Path) -> None:
    found = corrections_file(settings, {"XDG_DATA_HOME": str(tmp_path / "home")})
    inside = found and str(found).removeprefix(f"{tmp_path}/")
    assert inside == place


def test_a_library_that_the_caller_opened_has_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Opened:
        folder = tmp_path / "opened"

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    keep(Opened.folder / "corrections.jsonl", (correction(1),))
    keep(tmp_path / "home" / "sceptic" / "corrections.jsonl", (correction(2),))
    library: object = Opened()
    assert corrections_for(Settings(), library) == (correction(1),)  # type: ignore[arg-type]
    assert corrections_for(Settings(), starter_library()) == (correction(2),)
    assert corrections_for(Settings(source="live"), library) == (correction(2),)  # type: ignore[arg-type]
    left_out = dataclasses.replace(Settings(), corrections="none")
    assert corrections_for(left_out, library) == ()  # type: ignore[arg-type]
