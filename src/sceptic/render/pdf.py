"""A brief as PDF: its own page, printed. The only home of WeasyPrint, an optional library."""

from __future__ import annotations

import logging

from sceptic.domain.brief import Brief
from sceptic.errors import ConfigError

_FOR_PRINT = "* { overflow-wrap: break-word !important; hyphens: manual !important; }"
"""``anywhere`` makes WeasyPrint try every break of a table's cells: seven times as slow."""


def as_pdf(brief: Brief) -> bytes:
    """The page as it would be printed on A4.

    Raises:
        ConfigError: WeasyPrint, or the Pango that it draws text with, is not installed.

    """
    from sceptic.render.html import as_html  # noqa: PLC0415 - loads the templates

    return pdf_of(as_html(brief))


def pdf_of(page: str) -> bytes:
    """A self-contained page as PDF; nothing is fetched."""
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - optional
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(
            "a PDF needs WeasyPrint, which is not installed", hint="pip install 'sceptic[pdf]'"
        ) from error
    except OSError as error:
        raise ConfigError(
            "a PDF needs Pango, which is not installed",
            hint="on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
            "or print the HTML page from a browser",
        ) from error
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    nothing = URLFetcher(allowed_protocols={"data"})  # the page holds all that it shows
    written: bytes = HTML(string=page, url_fetcher=nothing).write_pdf(
        stylesheets=[CSS(string=_FOR_PRINT)]
    )
    return written
