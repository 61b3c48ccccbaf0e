from __future__ import annotations

import builtins
import io
import re
import sys
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from sceptic.errors import ConfigError
from sceptic.render.html import as_html
from sceptic.render.pdf import as_pdf, pdf_of, with_styled_pictures
from tests import samples
from tests.briefs import hostile_brief


def _text(data: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415

    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_pdf_holds_the_page_and_is_the_same_twice() -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    brief = samples.empty_brief()
    first = as_pdf(brief)
    assert first.startswith(b"%PDF-")
    assert first == as_pdf(brief)
    assert brief.headline.text in _text(first)


def test_hostile_words_are_printed_as_they_stand() -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    text = _text(as_pdf(hostile_brief()))
    assert "<script>alert('x & y')</script>" in text


def test_every_picture_brings_the_colours_of_the_printed_page() -> None:
    page = with_styled_pictures(as_html(samples.many_study_brief()))
    pictures = re.findall(r"<svg .*?</svg>", page, re.DOTALL)
    assert len(pictures) >= 3
    for picture in pictures:
        style = re.findall(r"<style>(.*?)</style>", picture, re.DOTALL)
        assert len(style) == 1
        assert "var(" not in style[0]
        assert ".bar.better{ fill: #" in style[0]


def test_nothing_is_fetched(httpserver: HTTPServer) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    address = httpserver.url_for("/x")
    links = f'<link rel="stylesheet" href="{address}.css"><img src="{address}.png">'
    page = f'{links}<img src="file:///etc/hosts">x'
    assert pdf_of(page).startswith(b"%PDF-")
    assert not httpserver.log


@pytest.mark.parametrize(
    ("error", "hint"),
    [(ImportError("none"), "pip install"), (OSError("libpango-1.0-0"), "apt install")],
    ids=["library", "pango"],
)
def test_what_is_missing_is_named_with_its_remedy(
    error: Exception, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise error
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ConfigError) as caught:
        as_pdf(samples.empty_brief())
    assert hint in caught.value.hint
