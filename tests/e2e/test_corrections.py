"""An editor disagrees with a reading: corrects it, sees it in the next brief, takes it back."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sceptic
from sceptic.cli import run
from sceptic.library.ingest import ingest
from sceptic.render.json import as_json

QUESTION = "Does vitamin C prevent colds?"
REVIEW = "pmid:23440782"
SAID = ["--by", "Ann Lee", "--reason", "The trials are of athletes.", "--date", "2026-11-20"]
TODAY = "2026-11-22"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home" / "sceptic" / "corrections.jsonl"


@cache
def uncorrected(question: str) -> bytes:
    return as_json(sceptic.ask(question, today=dt.date.fromisoformat(TODAY)))


def asked(name: str = "brief.json", *more: str, question: str = QUESTION) -> dict[str, Any]:
    """The brief of a question, saved under a name; the first is asked for once and for all."""
    if name == "brief.json" and not more:
        Path(name).write_bytes(uncorrected(question))
    else:
        arguments = ["ask", question, "--format", "json", "--today", TODAY, "--output", name]
        assert run([*arguments, *more]) == 0
    brief: dict[str, Any] = json.loads(Path(name).read_bytes())
    return brief


def correct(*arguments: str) -> int:
    return run(["correct", "brief.json", *arguments, *SAID])


def row(brief: dict[str, Any], study: str = REVIEW) -> dict[str, Any]:
    (found,) = (e for e in brief["evidence"] if e["id"] == study)
    return dict(found)


def test_corrected_shown_counted_and_undone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = asked()
    assert correct("23440782", "--exclude") == 0
    line = capsys.readouterr().out
    after = asked("after.json")
    assert after["id"] != before["id"]
    assert not row(after)["counted"]
    assert row(after)["why_not"] == "left out by a person: The trials are of athletes"
    (kept,) = row(after)["corrections"]
    assert after["method"]["corrections"] == [kept]
    assert (kept["machine_read"], kept["value"], kept["by"]) == ("included", "excluded", "Ann Lee")
    assert after["flow"]["used"] == before["flow"]["used"] - 1
    assert run(["correct", "--undo", line.split()[0]]) == 0
    assert asked("again.json") == before
    assert home.is_file()


def test_every_format_for_people_shows_both_readings(capsys: pytest.CaptureFixture[str]) -> None:
    asked()
    assert correct(REVIEW, "--design", "cohort") == 0
    for name in ("text", "md", "html"):
        capsys.readouterr()
        assert run(["ask", QUESTION, "--format", name, "--today", TODAY]) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "machine read: Cochrane review; corrected to: cohort study" in out, name
        assert "1 reading was corrected by people" in out
        assert "Ann Lee" in out
        assert "The trials are of athletes" in out


def test_a_corrected_sentence_names_the_correction_beside_the_record() -> None:
    asked()
    assert correct(REVIEW, "--direction", "better") == 0
    brief = asked("after.json")
    kinds = [
        {s["kind"] for s in statement["sources"]}
        for section in brief["sections"]
        for statement in section["statements"]
        if "machine read: direction no difference" in statement["text"]
    ]
    assert kinds == [{"record", "correction"}]
    assert brief["verdict"]["answer"] != "contradicted"
    assert run(["show", "after.json", "--format", "text"]) == 0


def test_formats_that_need_no_browser_render_a_corrected_brief() -> None:
    asked()
    assert correct(REVIEW, "--stance", "unclear") == 0
    asked("after.json")
    for name in ("text", "md", "html", "json", "ris", "bibtex", "csl", "csv"):
        assert run(["show", "after.json", "--format", name, "--output", f"out.{name}"]) == 0


@pytest.mark.parametrize("voice", ["patient", "journalist", "librarian"])
def test_every_voice_says_who_changed_a_reading(
    voice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked()
    assert correct(REVIEW, "--exclude") == 0
    capsys.readouterr()
    assert run(["ask", QUESTION, "--for", voice, "--format", "md"]) == 0
    out = capsys.readouterr().out
    said = "machine read: counts" if voice == "librarian" else "changed by hand, by Ann Lee"
    assert said in out


def test_the_study_table_names_the_correction(capsys: pytest.CaptureFixture[str]) -> None:
    asked()
    assert correct(REVIEW, "--design", "cohort") == 0
    capsys.readouterr()
    assert run(["ask", QUESTION, "--format", "csv"]) == 0
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert rows[REVIEW]["corrections"].startswith("machine read: Cochrane review; corrected to:")
    assert not any(r["corrections"] for i, r in rows.items() if i != REVIEW)


def test_odd_words_stay_words() -> None:
    reason = "<script>alert(1)</script> & “x” שלום *_[b](http://c)"
    asked()
    said = ["--by", "<b>Å & Co</b>", "--reason", reason]
    assert run(["correct", "brief.json", REVIEW, "--exclude", *said]) == 0
    for name in ("text", "md", "html"):
        assert run(["ask", QUESTION, "--format", name, "--output", f"odd.{name}"]) == 0
    assert reason in " ".join(Path("odd.text").read_text("utf-8").split())
    page = Path("odd.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "<b>Å" not in page
    assert reason in html.unescape(page)
    assert not re.search(r"(?<!\\)<script", Path("odd.md").read_text("utf-8"))


def test_left_out_with_none() -> None:
    before = asked()
    assert correct(REVIEW, "--exclude") == 0
    assert asked("machine.json", "--corrections", "none") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody", "--exclude"], "pmid:23440782 (Hemilä and Chalker 2013)"),
        (["hemilä", "--exclude"], "more than one study"),
        ([REVIEW, "--design", "trial"], "one of cochrane_review, meta_analysis"),
        ([REVIEW, "--direction", "up"], "one of better, no_difference, worse, unclear"),
        ([REVIEW, "--stance", "not_about"], "one of supports, contradicts, unclear"),
        ([REVIEW, "--design", "cochrane_review"], "nothing to correct"),
        ([REVIEW, "--include"], "nothing to correct"),
        (["starter:pmc5409678", "--exclude"], "nothing to correct"),
        (["starter:pmc5409678", "--include"], "narrative review"),
        (["starter:vitc-cochrane-2007", "--include"], "superseded"),
        (["starter:akita-vitc", "--include"], "add --stance or --direction"),
        ([REVIEW, "--include", "--exclude"], "exclude each other"),
        ([REVIEW], "--design, --direction, --stance, --exclude or --include"),
        ([REVIEW, "--exclude", "--by", " "], "--by NAME"),
        ([REVIEW, "--exclude", "--reason", ""], "--reason TEXT"),
        ([REVIEW, "--exclude", "--reason", "a\x1b[2Jb"], "printable"),
        ([REVIEW, "--exclude", "--reason", "x" * 1001], "1000"),
        ([REVIEW, "--exclude", "--date", "2099-01-01"], "future"),
        ([REVIEW, "--exclude", "--date", "soon"], "YYYY-MM-DD"),
        ([REVIEW, "--exclude", "--corrections", "none"], "left out by the setting"),
    ],
)
def test_bad_input_is_one_clear_line(
    arguments: list[str], said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked()
    capsys.readouterr()
    assert run(["correct", "brief.json", *SAID, *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") <= 2
    assert not home.exists()


def test_other_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["correct"]) == 2
    assert run(["correct", "none.json", REVIEW, "--exclude", *SAID]) == 2
    assert run(["correct", "--undo", "12345678"]) == 2
    assert run(["correct", "--list"]) == 3
    asked()
    changed = Path("brief.json").read_text("utf-8").replace("cold", "flu")
    Path("changed.json").write_text(changed, "utf-8")
    assert run(["correct", "changed.json", REVIEW, "--exclude", *SAID]) == 2
    assert "was changed" in capsys.readouterr().err


def test_a_retracted_study_cannot_be_let_in(capsys: pytest.CaptureFixture[str]) -> None:
    asked(question="Does MMR vaccine cause autism?")
    assert correct("Wakefield 1998", "--include", "--stance", "unclear") == 2
    assert "retracted" in capsys.readouterr().err


def test_the_list_shows_who_what_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    asked()
    assert correct(REVIEW, "--design", "cohort") == 0
    assert correct("25010554", "--exclude") == 0
    capsys.readouterr()
    assert run(["correct", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert QUESTION in lines[1]
    assert run(["correct", "--list", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["field"] for r in rows] == ["design", "counted"]


def test_back_to_the_machine_is_an_undoing(capsys: pytest.CaptureFixture[str]) -> None:
    asked()
    assert correct(REVIEW, "--exclude") == 0
    made = capsys.readouterr().out.split()[0]
    Path("brief.json").write_text(json.dumps(asked("after.json")), "utf-8")
    assert correct(REVIEW, "--include") == 2
    assert f"--undo {made}" in capsys.readouterr().err


def test_another_question_hears_of_a_design_only() -> None:
    asked()
    assert correct(REVIEW, "--design", "cohort") == 0
    assert correct("25010554", "--exclude") == 0
    other = asked("other.json", question="Does vitamin C treat colds?")
    found = {c["field"] for e in other["evidence"] for c in e.get("corrections", ())}
    assert found <= {"design"}


def test_a_correction_whose_record_is_not_found_is_a_gap(home: Path) -> None:
    asked()
    assert correct(REVIEW, "--exclude") == 0
    text = home.read_text("utf-8").replace(REVIEW, "pmid:1")
    home.write_text(text, "utf-8")
    brief = asked("after.json")
    (gap,) = (g for g in brief["gaps"] if g["code"] == "G501")
    assert "Hemilä and Chalker 2013" in gap["what"]
    assert row(brief)["counted"]


def test_a_record_that_was_not_known_yet_is_no_gap() -> None:
    asked()
    assert correct(REVIEW, "--exclude") == 0
    brief = asked("then.json", "--as-of", "2009-12-31")
    assert not any(g["code"].startswith("G50") for g in brief["gaps"])


def test_the_file_lies_in_the_folder_of_a_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    (tmp_path / "a.nbib").write_text(RECORD, "utf-8")
    ingest([tmp_path / "a.nbib"], folder)
    question = "Does zinc treat insomnia?"
    asked("brief.json", "--library", str(folder), question=question)
    assert correct("99900001", "--design", "controlled_trial") == 2
    assert "--library DIR" in capsys.readouterr().err
    assert correct("99900001", "--design", "controlled_trial", "--library", str(folder)) == 0
    assert (folder / "corrections.jsonl").is_file()
    after = asked("after.json", "--library", str(folder), question=question)
    assert row(after, "pmid:99900001")["design"] == "controlled_trial"


RECORD = """
PMID- 99900001
OWN - NLM
STAT- MEDLINE
DP  - 2019 May
TI  - Zinc for insomnia: a randomised placebo-controlled trial.
AB  - METHODS: 210 adults with insomnia were randomly assigned to zinc or placebo in a
      double-blind trial. CONCLUSIONS: Zinc did not improve insomnia compared with placebo.
FAU - Example, Ada
AU  - Example A
LA  - eng
PT  - Randomized Controlled Trial
TA  - J Made Up Stud
EDAT- 2019/05/03 06:00
"""
