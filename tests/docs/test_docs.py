"""The documentation says all that the program has, and no more."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import sceptic
from sceptic import errors
from sceptic.config import Settings
from sceptic.domain.brief import SourceKind
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import (
    Answer,
    Certainty,
    Change,
    Design,
    Direction,
    Flag,
    Match,
    Stance,
    Subjects,
)
from sceptic.domain.record import RetractionState
from sceptic.render import FORMATS, labels
from scripts.reference_blocks import SOURCE, command_tree, error_rows, gap_rows
from scripts.write_reference import ROOT, renewed
from tests.docs.pages import DOCS, PAGES, anchors, links, name_of, page, rows

WORDS = page("docs/reference/words.md")
GRADING = page("docs/explanation/grading.md")

# --- the reference ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_what_is_taken_from_the_code_is_current(path: Path) -> None:
    """Mend with ``python -m scripts.write_reference``."""
    text = path.read_text("utf-8")
    assert renewed(text) == text


def test_every_command_and_option_is_documented_and_has_help() -> None:
    text = page("docs/reference/cli.md")
    for command in command_tree():
        assert command.help, command.words
        section = text.partition(f"\n## {command.words}\n")[2].partition("\n## ")[0]
        assert section, command.words
        for name in command.option_names:
            assert f"`{name}" in section, (command.words, name)
        for signature, said in (*command.arguments, *command.options):
            assert said, (command.words, signature)


def test_every_setting_is_documented_and_has_help() -> None:
    text = page("docs/reference/settings.md")
    for setting in fields(Settings):
        assert setting.metadata["help"]
        assert f"| `{setting.name}` | `SCEPTIC_{setting.name.upper()}` |" in text


def test_every_format_is_documented() -> None:
    text = page("docs/reference/formats.md")
    for name in FORMATS:
        assert f"`{name}`" in text


def test_every_error_class_and_code_is_documented() -> None:
    found = rows(page("docs/reference/errors.md"), "Codes")
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass)
               if issubclass(c, errors.ScepticError)]  # fmt: skip
    assert {c.code for c in classes} <= set(found)
    assert {r.code for r in error_rows()} == set(found)
    assert re.findall(r"\"(S\d{3})\"", _sources()) != []
    assert set(re.findall(r"\"(S\d{3})\"", _sources())) <= set(found)


def test_error_codes_are_unique_and_belong_to_their_family() -> None:
    families = {"InputError": "S1", "ConfigError": "S2", "LibraryError": "S3",
                "SourceError": "S4", "ModelError": "S5"}  # fmt: skip
    own = [r for r in error_rows() if getattr(errors, r.name).code == r.code]
    assert len({r.name for r in own}) == len(own)
    for row in own:
        kind = getattr(errors, row.name)
        family = next((f for f in families if issubclass(kind, getattr(errors, f))), "")
        assert row.code.startswith(families.get(family, "S0")), row


def test_every_exit_code_is_documented() -> None:
    text = page("docs/reference/errors.md")
    for code in {r.exit_code for r in error_rows()} | {0}:
        assert re.search(rf"^\| {code} \|", text, re.MULTILINE), code


def test_every_gap_is_documented() -> None:
    text = page("docs/reference/gaps.md")
    codes = set(re.findall(r"\"(G\d{3})\"", _sources()))
    assert codes
    assert codes == {code for code, _, _ in gap_rows()}
    for code in codes:
        assert f"| `{code}` |" in text


def _sources() -> str:
    return "\n".join(p.read_text("utf-8") for p in sorted(SOURCE.rglob("*.py")))


# --- words ------------------------------------------------------------------------------------

TABLES: tuple[tuple[str, type[StrEnum]], ...] = (
    ("Answers", Answer),
    ("Certainty", Certainty),
    ("Relations", Relation),
    ("Direction", Direction),
    ("Change", Change),
    ("Stance", Stance),
    ("Match", Match),
    ("Designs", Design),
    ("Subjects", Subjects),
    ("Flags", Flag),
    ("Retraction", RetractionState),
    ("Kinds of source", SourceKind),
)


@pytest.mark.parametrize(("heading", "words"), TABLES, ids=[t[0] for t in TABLES])
def test_every_word_is_explained_and_no_other(heading: str, words: type[StrEnum]) -> None:
    assert list(rows(WORDS, heading)) == [w.value for w in words]


PRINTED: tuple[tuple[str, Mapping[Any, str]], ...] = (
    ("Answers", labels.ANSWERS),
    ("Certainty", labels.CERTAINTIES),
    ("Direction", {d: f"{word} | {sign}" for d, (sign, word) in labels.DIRECTIONS.items()}),
    ("Change", labels.CHANGES),
    ("Stance", labels.STANCES),
    ("Designs", labels.DESIGNS),
    ("Flags", labels.FLAGS),
    ("Retraction", labels.RETRACTIONS),
)


@pytest.mark.parametrize(("heading", "printed"), PRINTED, ids=[t[0] for t in PRINTED])
def test_printed_words_are_those_of_the_renderers(heading: str, printed: Mapping[Any, str]) -> None:
    found = rows(WORDS, heading)
    for word, label in printed.items():
        assert found[word.value].startswith(f"| `{word.value}` | {label} |".replace("  ", " "))


def test_designs_that_may_count_are_told() -> None:
    found = rows(WORDS, "Designs")
    for design in Design:
        last = found[design.value].rstrip(" |").rpartition("| ")[2]
        assert last.startswith("yes") == design.may_count, design


def test_circles_of_certainty_are_those_printed() -> None:
    found = rows(WORDS, "Certainty")
    for certainty in Certainty:
        assert f"| {labels.circles(certainty)} |" in found[certainty.value]


def test_every_section_of_a_brief_is_explained() -> None:
    ids = set(_section_ids("*.py")) - set(_section_ids("voice_*.py"))
    documented = set(rows(WORDS, "Sections"))
    assert len(ids) > 5
    assert ids <= documented
    of_voices = {i.strip("`") for i in rows(WORDS, "Sections of a voice")}
    assert set(_section_ids("*.py")) == documented | of_voices


def _section_ids(pattern: str) -> Iterator[str]:
    for path in sorted((SOURCE / "synthesis").glob(pattern)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = {"Section": 0, "definition": 1}.get(called)
            if at is None or len(node.args) <= at:
                continue
            first = node.args[at]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_sections_of_a_real_brief_stand_in_the_documented_order() -> None:
    brief = sceptic.ask("Does mesotherapy prevent hair loss?")
    documented = list(rows(WORDS, "Sections"))
    found = [s.id for s in brief.sections]
    assert found == [s for s in documented if s in found]


def test_every_rule_of_grading_is_explained() -> None:
    names = set(_rule_names())
    assert len(names) > 8
    for name in names:
        assert f"**{name}**" in GRADING, name


def _rule_names() -> Iterator[str]:
    for path in sorted((SOURCE / "synthesis").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "AppliedRule"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


# --- the pages themselves ---------------------------------------------------------------------


def test_readme_is_short() -> None:
    assert len(page("README.md").splitlines()) <= 150


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_internal_links_resolve(path: Path) -> None:
    for target in links(path.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found.read_text("utf-8")), target


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, todo = set[Path](), [ROOT / "README.md"]
    while todo:
        path = todo.pop()
        if path in seen or path.suffix != ".md" or not path.exists():
            continue
        seen.add(path)
        todo += [
            (path.parent / target.partition("#")[0]).resolve()
            for target in links(path.read_text("utf-8"))
            if not re.match(r"[a-z]+:", target)
        ]
    missing = {name_of(p) for p in DOCS.rglob("*.md")} - {name_of(p) for p in seen}
    decisions = {m for m in missing if m.startswith("docs/adr/")}
    assert missing == decisions


ELSEWHERE = tuple(re.compile(p) for p in (
    r"(?<![\w.])/" + "work/", r"\.\./" + "shared", r"\.\./\." + "library", r"/home/\w+/",
))  # fmt: skip


@pytest.mark.parametrize(
    "folder", ["docs", "src", "tests", "scripts", "evals", "bench", "training"]
)
def test_no_file_names_a_place_on_one_machine(folder: str) -> None:
    files = [p for p in (ROOT / folder).rglob("*") if p.suffix in {".py", ".md", ".toml", ".j2"}]
    for path in (*files, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"):
        text = path.read_text("utf-8")
        for pattern in ELSEWHERE:
            assert not pattern.search(text), (name_of(path), pattern.pattern)


def test_public_functions_are_documented() -> None:
    for name in sceptic.__all__:
        function = getattr(sceptic, name)
        said = inspect.getdoc(function) or ""
        for parameter in inspect.signature(function).parameters:
            assert f"{parameter}:" in said, (name, parameter)
        assert f"sceptic.{name}(" in page("docs/how-to/python.md")
