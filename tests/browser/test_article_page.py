"""The report of an article in a real browser: nothing of it runs, all of it is readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sceptic.render.article_html import as_html
from tests.article_samples import HOSTILE, PRESS, reading
from tests.browser.test_brief_page import violations

PAGES = {"press": PRESS, "hostile": HOSTILE, "empty": ""}
Opened = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opened]:
    """A report from disk; whatever it says, asks or pops up is noted."""
    contexts = []

    def open_page(name: str, **options: Any) -> Any:
        path = tmp_path / f"{name}.html"
        path.write_text(as_html(reading(PAGES[name])), "utf-8")
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("dialog", lambda dialog: page.problems.append(dialog.message))
        page.on(
            "request",
            lambda request: (
                page.problems.append(request.url)
                if not request.url.startswith(("file:", "data:"))
                else None
            ),
        )
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 768, 360])
def test_nothing_runs_is_asked_or_runs_over_the_edge(opened: Opened, name: str, width: int) -> None:
    page = opened(name, viewport={"width": width, "height": 800})
    assert page.problems == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_even_without_the_policy_nothing_of_the_article_runs(opened: Opened) -> None:
    page = opened("hostile", bypass_csp=True)
    assert page.problems == []
    assert page.locator("script, img, svg, iframe, form").count() == 0
    assert page.locator("h1").count() == 1
    assert "<img src=x onerror=alert(2)>" in page.locator("#article").inner_text()
    assert "\u202e" not in page.content()  # nothing turns the rest of the page about


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Opened, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="extra: browser")
    page = opened("press", color_scheme=scheme, bypass_csp=True)
    found = axe.Axe().run(page)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations(found)] == []


def test_a_number_leads_to_its_note_and_back(opened: Opened) -> None:
    page = opened("press", viewport={"width": 1280, "height": 800})
    page.locator("#at-1").click()
    assert page.url.endswith("#note-1")
    page.locator("#note-1 .tag").click()
    assert page.url.endswith("#at-1")
