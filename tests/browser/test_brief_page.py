"""The page of a brief in a real browser: reached by keyboard, read on a phone, printed, hostile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import samples
from tests.browser.samples import BRIEFS, PAGES

WIDTHS = {"desktop": 1280, "tablet": 768, "phone": 360}
Opened = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opened]:
    """A page of a brief, from disk, with everything it asks of the network refused and noted."""
    contexts = []

    def open_page(name: str, **options: Any) -> Any:
        path = tmp_path / f"{name}.html"
        path.write_text(PAGES[name], "utf-8")
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("dialog", lambda dialog: page.problems.append(dialog.message))
        page.on("request", lambda request: _note(page, request.url, path))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(page: Any, address: str, path: Path) -> None:
    if address != path.as_uri() and not address.startswith("data:"):
        page.problems.append(f"asked for {address}")


@pytest.mark.parametrize(
    ("name", "scheme"),
    [*((name, "light") for name in PAGES), ("two", "dark"), ("measured", "dark")],
)
def test_axe_finds_nothing(opened: Opened, name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="extra: browser")
    page = opened(name, color_scheme=scheme, bypass_csp=True, viewport=_view("desktop"))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate("document.querySelector('.headline [popover]').showPopover()")
    found = axe.Axe().run(page)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations(found)] == []


def violations(found: Any) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = found.response["violations"]
    return listed


def _view(device: str) -> dict[str, int]:
    return {"width": WIDTHS[device], "height": 800}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_over_the_edge_and_nothing_is_asked(opened: Opened, name: str) -> None:
    page = opened(name, viewport=_view("desktop"))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for device, width in WIDTHS.items():
        page.set_viewport_size(_view(device))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, device
    assert page.problems == []


@pytest.mark.parametrize("device", WIDTHS)
def test_answer_and_certainty_stand_on_the_first_screen(opened: Opened, device: str) -> None:
    page = opened("twenty", viewport=_view(device))
    for place in (".answer > .verdict strong", ".answer .certainty", ".headline .statement"):
        box = page.locator(place).first.bounding_box()
        assert box["y"] + box["height"] <= 800, place


def test_a_sentence_shows_its_source_at_one_click_without_a_script(opened: Opened) -> None:
    page = opened("twenty", viewport=_view("phone"), java_script_enabled=False)
    button = page.locator(".headline button")
    sheet = page.locator(f"#{button.get_attribute('popovertarget')}")
    assert not sheet.is_visible()
    button.click()
    assert sheet.is_visible()
    assert "Moonlight baths for baldness" in sheet.inner_text()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_the_keyboard_reaches_the_answer_and_the_first_source(opened: Opened) -> None:
    page = opened("twenty", viewport=_view("desktop"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#answer"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".headline .sheet").is_visible()


def test_a_number_leads_to_the_list_and_back(opened: Opened) -> None:
    page = opened("twenty", viewport=_view("desktop"))
    page.locator(".headline button").click()
    page.locator(".headline .sheet .num").first.click()
    assert page.evaluate("location.hash") == "#source-1"
    page.locator("#source-1 .back").click()
    assert page.evaluate("location.hash") == "#cited-1"


def test_hostile_words_are_words(opened: Opened) -> None:
    page = opened("hostile", viewport=_view("desktop"))
    assert page.problems == []
    assert page.locator("script, img, iframe, object").count() == 0
    assert page.title() == 'Does <img src=x onerror="alert(1)"> & [31mred help?'
    assert page.locator("cite").first.inner_text() == samples.HOSTILE_TITLE
    assert page.locator(".sources bdi").first.inner_text().startswith(samples.RTL_AUTHOR)
    assert "+ 397 more" in page.locator(".sources li").first.inner_text()
    assert "Author399" not in page.content()
    addresses = page.eval_on_selector_all("a", "links => links.map(a => a.href)")
    assert not [a for a in addresses if not a.startswith(("https://", "http://", "file://"))]


def test_right_to_left_names_turn_nothing_else_about(opened: Opened) -> None:
    page = opened("hostile", viewport=_view("desktop"))
    first, second = (page.locator(".sources li").first.locator("bdi").nth(n) for n in (0, 1))
    assert first.bounding_box()["x"] < second.bounding_box()["x"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_with_every_study_and_without_the_screen_parts(
    opened: Opened, paper: str
) -> None:
    page = opened("twenty", viewport=_view("desktop"))
    assert page.pdf(format=paper).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator(".contents").is_visible()
    assert page.evaluate(_OVER_THE_PAPER) == 0
    # Folded tables are printed open.
    assert all(row.is_visible() for row in page.locator("table.studies tbody tr").all())


_OVER_THE_PAPER = """() => {
  document.body.style.width = '176mm';
  const edge = document.body.getBoundingClientRect().right + 1;
  return [...document.querySelectorAll('main *')].filter(
    e => e.checkVisibility() && e.getBoundingClientRect().right > edge).length;
}"""


def test_the_question_and_its_answer_come_first_in_the_document_too(opened: Opened) -> None:
    page = opened("twenty", viewport=_view("desktop"))
    order = page.evaluate(
        "[...document.querySelectorAll('h1, .answer .verdict, h2')].map(e => e.textContent.trim())"
    )
    assert order[0] == BRIEFS["twenty"].claim.question.text
    assert order[1].startswith("Depends")
    assert order[-1] == "Sources"
