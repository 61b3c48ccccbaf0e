from __future__ import annotations

import subprocess
import sys

import pytest

from sceptic.errors import InputError
from sceptic.render import BINARY, FORMATS, rendered
from tests import samples

BRIEF = samples.two_study_brief()


def test_importing_the_package_loads_no_renderer() -> None:
    code = (
        "import sys, sceptic.render\n"
        "heavy = {'jinja2', 'rich', 'msgspec', 'sceptic.render.html', 'sceptic.render.text'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


COUNTS_ONLY = frozenset({"prisma", "prisma-s", "findings", "findings-csv"})
"""Formats that hold neither the headline nor a title."""


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))  # test_pdf: it wants an extra
def test_each_format_writes_the_same_twice(name: str) -> None:
    first, second = rendered(BRIEF, name), rendered(samples.two_study_brief(), name)
    assert first == second
    assert FORMATS[name].extension.startswith(".")
    assert "/" in FORMATS[name].media_type
    if name in BINARY | COUNTS_ONLY:
        return
    text = first.decode("utf-8") if isinstance(first, bytes) else first
    words = " ".join(text.split())
    assert BRIEF.headline.text in words or BRIEF.evidence[0].study.citation.title in words


@pytest.mark.parametrize("name", ["text", "md", "html", "json"])
def test_formats_of_the_whole_brief_hold_its_headline(name: str) -> None:
    written = rendered(BRIEF, name)
    text = written.decode("utf-8") if isinstance(written, bytes) else written
    assert BRIEF.headline.text in " ".join(text.split())


def test_an_unknown_format_is_named_with_those_that_are_known() -> None:
    with pytest.raises(InputError, match="docx") as caught:
        rendered(BRIEF, "docx")
    assert "html" in caught.value.hint
