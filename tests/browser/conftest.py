"""A headless Chromium for the tests of pages; without one they skip and say why."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; ``SCEPTIC_CHROMIUM`` names another program.

    One for each module: while Playwright runs, no other test can have an event loop.
    """
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (extra: browser)"
    )
    program = os.environ.get("SCEPTIC_CHROMIUM") or next(
        filter(None, map(shutil.which, _NAMES)), ""
    )
    if not program:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
