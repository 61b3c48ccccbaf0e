"""Do the commands give what ships? What counts as the same, and what is said of what is not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from training import check
from training.check import EVERY, IDENTICAL, Weights, checked, difference, exit_code, missing
from training.fit import fitted, parser_of, written


def file(**fields: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(fields), indent=0)


def test_the_date_of_making_is_no_difference() -> None:
    one = file(name="x", provenance={"made": "2026-01-01", "note": ""})
    other = file(name="x", provenance={"made": "2026-02-03", "note": ""})
    assert one != other
    assert difference(one, other) == ""


def test_another_weight_is_counted_and_measured() -> None:
    one = file(bias=[0.1], weights={"a": [1, -1], "b": [2, -2], "c": [3, -3]})
    other = file(bias=[0.1], weights={"a": [1, -1], "b": [4, -4], "d": [5, -5]})
    assert difference(one, other) == "3 of 3 features weigh otherwise (by 5 at most)"


def test_a_field_is_named_with_the_way_to_it() -> None:
    one = file(bias=[0.1], provenance={"made": "2026-01-01", "metrics": {"auc": 0.9}})
    other = file(bias=[0.2], provenance={"made": "2026-01-01", "metrics": {"auc": 0.8}})
    assert difference(one, other) == "bias, provenance.metrics.auc"


def test_other_bytes_of_equal_content_differ_too() -> None:
    assert difference(b'{"a": 1}', b'{"a":1}') == "written in another way"
    assert difference(b'{"a": 1}', b"") == "one of them is no JSON object"


def test_data_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "here.json").touch()
    weights = Weights(("x.json",), ("here.json", "set/there.jsonl"))
    assert missing(weights, tmp_path) == ["set/there.jsonl"]
    said = checked("passages", tmp_path, tmp_path)
    assert said.line == "data missing: bioasq_yesno_dev.jsonl"
    assert said.code == 4


class Ran:
    """A command that has written what it was told, or has failed."""

    def __init__(self, code: int, stderr: str) -> None:
        self.returncode, self.stderr = code, stderr


@pytest.mark.parametrize(("answer", "line"), [("yes", IDENTICAL), ("no", "made_up.json differs")])
def test_what_a_command_made_is_set_beside_what_ships(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, line: str
) -> None:
    shipped, scratch = tmp_path / "shipped", tmp_path / "scratch"
    rows = [["good"], ["bad"]] * 5
    written(fitted("made_up", rows, ["yes", "no"] * 5, ("no", "yes")), shipped)
    labels = [answer, "no" if answer == "yes" else "yes"] * 5

    def runs(command: list[str | Path], **_: object) -> Ran:
        written(fitted("made_up", rows, labels, ("no", "yes")), Path(command[-1]))
        return Ran(0, "")

    monkeypatch.setattr(check, "EVERY", {"made_up": Weights(("made_up.json",), (), shipped)})
    monkeypatch.setattr("training.check.subprocess.run", runs)
    said = checked("made_up", tmp_path, scratch)
    assert said.line.startswith(line)
    assert said.code == (answer == "no")


def test_a_command_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "EVERY", {"made_up": Weights(("made_up.json",), ())})
    monkeypatch.setattr(
        "training.check.subprocess.run", lambda *_, **__: Ran(1, "Trace\nKeyError: 'x'\n")
    )
    said = checked("made_up", tmp_path, tmp_path)
    assert (said.line, said.code) == ("failed: KeyError: 'x'", 1)


def test_a_difference_outweighs_data_that_is_missing() -> None:
    assert exit_code([0, 4, 1]) == 1
    assert exit_code([0, 4]) == 4
    assert exit_code([0, 0]) == 0


def test_every_shipped_file_has_a_command() -> None:
    for folder in {weights.folder for weights in EVERY.values()}:
        # The encoder's take hours: training.stance.
        there = {p.name for p in folder.glob("*.json") if not p.name.startswith("encoder")}
        told = {f for w in EVERY.values() if w.folder == folder for f in w.files}
        assert there == told


def test_a_command_is_told_where_the_sets_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCEPTIC_DATA", "sets")
    assert parser_of("x").parse_args([]).data == Path("sets")
    monkeypatch.delenv("SCEPTIC_DATA")
    with pytest.raises(SystemExit):
        parser_of("x").parse_args([])
