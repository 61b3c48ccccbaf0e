"""The site in a real browser: what people do on it, with and without a script, on any screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser.served import place_of, server

QUESTION = "Does mesotherapy prevent hair loss?"
LONG = "What helps hair loss?"
SCREENS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 780}}
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def opened(chromium: Any, site: str) -> Iterator[Opened]:
    """A page of the site; what the console says and what is asked of others fails the test."""
    contexts: list[Any] = []
    problems: list[str] = []

    def open_page(path: str = "/", **options: Any) -> Any:
        context = chromium.new_context(
            base_url=site, **{"viewport": SCREENS["desktop"], "accept_downloads": True} | options
        )
        contexts.append(context)
        context.on("console", lambda said: problems.append(said.text))
        context.on("weberror", lambda error: problems.append(str(error.error)))
        context.on("dialog", lambda dialog: problems.append(dialog.message))
        context.on("request", lambda asked: _note(problems, asked.url, site))
        page = context.new_page()
        page.problems = problems
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [p for p in problems if not _IS_STATUS.search(p)] == []


_IS_STATUS = re.compile("the server responded with a status of (404|422)")
"""Chromium says so of every page that is an error; such pages are asked for here."""


def _note(problems: list[str], address: str, site: str) -> None:
    if not address.startswith((f"{site}/", "data:", f"blob:{site}")):
        problems.append(f"asked for {address}")


def _ask(page: Any, question: str = QUESTION) -> None:
    page.get_by_label("A question or a claim").fill(question)
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url("**/b/*")


@pytest.fixture(scope="module")
def answered(chromium: Any, site: str) -> str:
    """The path of an answer."""
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    page.goto("/")
    _ask(page)
    place = str(page.url).removeprefix(site)
    context.close()
    return place


# --- what a person does -------------------------------------------------------------------------


@SCRIPTS
def test_a_question_is_asked_and_its_answer_read(opened: Opened, *, script: bool) -> None:
    page = opened(java_script_enabled=script)
    _ask(page)
    assert page.locator("h1").inner_text() == QUESTION
    assert page.locator(".answer > .verdict strong").is_visible()
    assert "dutasteride" in page.locator("main").inner_text()


@SCRIPTS
def test_an_example_is_one_click(opened: Opened, *, script: bool) -> None:
    page = opened(java_script_enabled=script)
    name = page.locator(".examples button").nth(1).inner_text()
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/b/*")
    assert page.locator("h1").inner_text() == name


@SCRIPTS
def test_a_long_question_shows_how_far_it_is(opened: Opened, *, script: bool) -> None:
    page = opened(java_script_enabled=script)
    year = "2014" if script else "2013"  # a question that nobody asked yet
    page.locator("details:has(#as_of_year) > summary").click()
    page.locator("#as_of_year").fill(year)
    page.get_by_label("A question or a claim").fill(LONG)
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url(re.compile("/(jobs|b)/"))
    if "/jobs/" in page.url:  # on a fast machine the answer is there at once
        assert page.locator("h1").inner_text() == LONG
        page.locator(".stages li.done").first.wait_for(timeout=20_000)
        page.wait_for_url("**/b/*", timeout=60_000)
    assert "treatment" in page.locator(".answer").inner_text()


@SCRIPTS
def test_the_voices_say_the_same_for_others(opened: Opened, answered: str, *, script: bool) -> None:
    page = opened(answered, java_script_enabled=script)
    answer = page.locator(".answer > .verdict strong").inner_text()
    for reader in ("patients", "journalists", "librarians"):
        page.get_by_role("link", name=f"For {reader}").click()
        page.wait_for_url(f"**?for={reader[:-1]}")
        assert page.locator("nav.voices [aria-current]").inner_text() == f"For {reader}"
        assert page.locator("h1").inner_text() == QUESTION
    page.get_by_role("link", name="Everything").click()
    assert page.locator(".answer > .verdict strong").inner_text() == answer


@SCRIPTS
def test_the_study_table_is_filtered(opened: Opened, *, script: bool) -> None:
    page = opened(place_of("measured"), java_script_enabled=script)
    rows = page.locator("table.studies tbody tr")
    whole, verdict = rows.count(), page.locator(".answer").inner_text()
    page.get_by_text("Filter studies").click()
    page.locator("select[name=design]").select_option("cohort")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**design=cohort**")
    assert 0 < rows.count() < whole
    assert f"{rows.count()} of {whole} shown" in page.locator(".filter summary").inner_text()
    assert page.locator(".answer").inner_text() == verdict
    page.get_by_role("link", name="Show all studies").click()
    assert rows.count() == whole


def test_a_year_hides_what_is_older(opened: Opened) -> None:
    page = opened(place_of("twenty"))
    rows = page.locator("table.studies tbody tr")
    years = {row.get_attribute("data-year") for row in rows.all()}
    middle = sorted(years)[len(years) // 2]
    page.goto(f"{page.url}?year={middle}")
    assert {row.get_attribute("data-year") for row in rows.all()} == {
        year for year in years if year >= middle
    }


@SCRIPTS
def test_a_source_is_opened_and_left_with_the_keyboard(
    opened: Opened, answered: str, *, script: bool
) -> None:
    page = opened(answered, java_script_enabled=script)
    button = page.locator(".headline button")
    sheet = page.locator(f"#{button.get_attribute('popovertarget')}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the head of the page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert sheet.is_visible()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    page.keyboard.press("Enter")
    assert sheet.is_visible()


def test_the_year_is_set_and_told_and_asked(opened: Opened, answered: str) -> None:
    page = opened(answered)
    page.get_by_text("Ask again").click()
    page.get_by_text("Narrow it").click()
    slider, told = page.locator("#as_of_year"), page.locator("output")
    assert told.inner_text() == "today"
    slider.focus()
    for _ in range(17):
        page.keyboard.press("ArrowLeft")
    assert told.inner_text() == "2009"
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url(lambda address: "/b/" in address and not address.endswith(answered))
    assert "2009-12-31" in page.locator(".dateline").inner_text()
    page.get_by_text("Ask again").click()
    assert told.inner_text() == "2009"


def test_the_year_works_without_a_script(opened: Opened, answered: str) -> None:
    page = opened(answered, java_script_enabled=False)
    page.get_by_text("Ask again").click()
    page.get_by_text("Narrow it").click()
    assert not page.locator("output").is_visible()  # it could not follow the slider
    page.locator("#as_of_year").fill("2009")
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url("**/b/*")
    assert "2009-12-31" in page.locator(".dateline").inner_text()


@SCRIPTS
def test_what_did_not_count_is_told_with_its_reasons(
    opened: Opened, answered: str, *, script: bool
) -> None:
    page = opened(answered, java_script_enabled=script)
    page.get_by_text("What did not count, and why").click()
    assert page.locator(".left-out li").count() > 0
    assert re.match(r"\d+ \w+", page.locator(".left-out li").first.inner_text())


@SCRIPTS
def test_a_result_is_saved_under_its_question(
    opened: Opened, answered: str, *, script: bool
) -> None:
    page = opened(answered, java_script_enabled=script)
    page.get_by_text("Save or cite").click()
    for words, suffix, start in (
        ("References, RIS", ".ris", b"TY  - "),
        ("Everything, JSON", ".json", b"{"),
        ("All of these, zip", ".zip", b"PK"),
    ):
        with page.expect_download() as coming:
            page.get_by_role("link", name=words).click()
        saved = coming.value
        name = f"does-mesotherapy-prevent-hair-loss-2026-11-22{suffix}"
        assert saved.suggested_filename == name
        assert Path(saved.path()).read_bytes().startswith(start)


@SCRIPTS
def test_a_result_is_found_again(opened: Opened, answered: str, *, script: bool) -> None:
    page = opened("/results", java_script_enabled=script)
    page.get_by_label("Words of the question").fill("MESOTHERAPY")
    page.get_by_role("button", name="Find").click()
    cards = page.locator("ul.cards li")
    assert all(QUESTION in card.inner_text() for card in cards.all())
    page.locator(f'ul.cards a[href="{answered}"]').click()
    page.wait_for_url(f"**{answered}")
    page.goto("/results?q=nobody+asked+this")
    assert "No result holds these words" in page.locator("main").inner_text()


@SCRIPTS
def test_two_results_are_compared(opened: Opened, *, script: bool) -> None:
    page = opened(place_of("twenty"), java_script_enabled=script)
    page.get_by_text("Compare", exact=True).first.click()
    page.get_by_label("What changed since").select_option(place_of("two").removeprefix("/b/"))
    page.locator(".compare button").click()
    page.wait_for_url("**/compare?**")
    assert page.locator("h1").inner_text() == "Two briefs compared"
    assert "Studies that came" in page.locator("main").inner_text()


@SCRIPTS
def test_the_library_is_searched(opened: Opened, *, script: bool) -> None:
    page = opened("/library", java_script_enabled=script)
    assert "G301" in page.locator(".gaps").inner_text()
    page.locator("#q").fill("alopecia[ti]")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/library?q=*")
    assert page.locator(".records li").count() > 0
    page.locator("#q").fill("hair AND (")
    page.get_by_role("button", name="Search").click()
    assert page.locator("[role=alert]").is_visible()
    assert page.locator("#q").input_value() == "hair AND ("


@SCRIPTS
def test_what_is_no_question_is_said_beside_the_box(opened: Opened, *, script: bool) -> None:
    page = opened(java_script_enabled=script)
    page.get_by_label("A question or a claim").fill("hello there")
    page.get_by_role("button", name="Check it").click()
    alert = page.locator("[role=alert]")
    alert.wait_for(timeout=20_000)
    box = page.get_by_label("A question or a claim")
    assert box.input_value() == "hello there"
    assert box.get_attribute("aria-describedby") == alert.get_attribute("id")
    page.goto("/nowhere")
    assert page.get_by_role("link", name="Ask a question").is_visible()


def test_a_treatment_of_a_survey_is_asked_by_itself(opened: Opened) -> None:
    page = opened()
    _ask(page, LONG)
    button = page.locator("table.treatments button").first
    treatment = button.inner_text()
    button.click()
    page.locator(".kind", has_text=re.compile("^Brief$")).wait_for()
    assert treatment.split()[0].lower() in page.locator("h1").inner_text().lower()


@SCRIPTS
def test_an_article_is_read_and_listed(opened: Opened, *, script: bool) -> None:
    page = opened("/articles", java_script_enabled=script)
    page.locator("#text").fill(f"Garlic lowers cholesterol. <script>alert({script:d})</script>")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url(re.compile("/articles/[0-9a-f]{64}"), timeout=60_000)
    assert "cholesterol" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280 if script else True
    page.goto("/results?q=garlic")
    page.locator("ul.cards a").first.click()
    page.wait_for_url("**/articles/*")


# --- every page ---------------------------------------------------------------------------------

PATHS = {
    "home": "/",
    "answer": "",
    "patient": "?for=patient",
    "twenty": place_of("twenty"),
    "measured": place_of("measured"),
    "hostile": place_of("hostile"),
    "compared": f"/compare?a={place_of('two')[3:]}&b={place_of('hostile')[3:]}",
    "results": "/results",
    "articles": "/articles",
    "library": "/library?q=alopecia",
    "bad query": "/library?q=hair+AND+(",
    "docs": "/docs",
    "not there": "/nowhere",
}
PAGES = pytest.mark.parametrize("name", PATHS)


def _path(name: str, answered: str) -> str:
    path = PATHS[name]
    return path if path.startswith("/") else f"{answered}{path}"


_AXE = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}


@PAGES
def test_axe_finds_nothing_in_light_and_dark(opened: Opened, answered: str, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="extra: browser")
    page = opened(_path(name, answered), bypass_csp=True)
    # What stands in a brief has tests of its own; here it is what stands around it.
    inside = [".sources"] if name == "answer" else [".brief section"]
    around = {"exclude": [inside, [".brief figure"], ["table.studies"]]}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details:not([name])').forEach(d => d.open = 1)")
        page.evaluate("document.querySelector('details[name]')?.setAttribute('open', '')")
        found = axe.Axe().run(page, around, _AXE[scheme]).response["violations"]
        told = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert told == [], scheme


@PAGES
def test_no_page_is_wider_than_its_screen_and_targets_can_be_touched(
    opened: Opened, answered: str, name: str
) -> None:
    page = opened(_path(name, answered), viewport=SCREENS["phone"])
    page.evaluate("document.querySelectorAll('details:not([name])').forEach(d => d.open = 1)")
    for tool in range(max(1, page.locator("details[name]").count())):
        page.evaluate("n => document.querySelectorAll('details[name]')[n]?.setAttribute('open','')",
                      tool)  # fmt: skip
        for screen, size in SCREENS.items():
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], screen
        page.set_viewport_size(SCREENS["phone"])
        assert page.evaluate(_TOO_SMALL) == []


_TOO_SMALL = """() => [...document.querySelectorAll(
    'header a, .tools :is(a, button, summary, select, input), .plain :is(button, summary, input)')]
  .filter(e => e.checkVisibility() && !e.matches('[type=checkbox], [type=hidden], p a'))
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
  .filter(([, height]) => height < 24)"""
"""Touch targets of our own pages under 24 CSS pixels (WCAG 2.2, 2.5.8); links in running text and
boxes that stand in their label are excepted."""


@PAGES
def test_headings_go_down_one_step_at_a_time(opened: Opened, answered: str, name: str) -> None:
    page = opened(_path(name, answered), java_script_enabled=False)
    levels = [int(h[1]) for h in page.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.map(h => h.localName)")]  # fmt: skip
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("name", ["answer", "twenty", "compared", "library"])
def test_a_page_prints_without_what_is_for_screens(
    opened: Opened, answered: str, name: str
) -> None:
    page = opened(_path(name, answered))
    page.emulate_media(media="print")
    assert not page.locator("header.site").is_visible()
    assert page.locator(".tools:visible, .ask:visible").count() == 0
    assert page.locator("h1").is_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["hostile", "results", "compared"])
def test_hostile_words_are_words_on_the_site_too(opened: Opened, answered: str, name: str) -> None:
    page = opened(_path(name, answered))
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("script:not([src])").count() == 0
    assert "<img src=x onerror=" in page.locator("main").inner_text()


_PAINTED = """async () => {
  for (let tries = 0; tries < 500; tries++) {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    if (paint) return paint.startTime;
    await new Promise(done => setTimeout(done, 10));
  }
  return 0;
}"""


def test_the_first_paint_is_measured(opened: Opened, answered: str) -> None:
    for path in ("/", answered):
        page = opened(path)
        paint = page.evaluate(_PAINTED)
        assert paint > 0
        print(f"first contentful paint of {path[:3]}: {paint:.0f} ms")  # noqa: T201
