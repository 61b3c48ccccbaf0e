"""A brief as PDF: its own page, printed. The only home of WeasyPrint, an optional library."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from sceptic.domain.brief import Brief
from sceptic.errors import ConfigError

_FOR_PRINT = """
* { overflow-wrap: break-word !important; hyphens: manual !important; }
.refs button { display: inline !important; appearance: none; padding: 0 !important; }
h1 { font-size: 19pt !important; }
.verdict strong { white-space: nowrap; }
.answer > .verdict strong { font-size: 14pt !important; }
.headline { font-size: 12.5pt !important; }
"""
"""What WeasyPrint prints otherwise than browsers do: ``anywhere`` makes it try every break of a
table's cells, seven times as slow; buttons are boxes; ``clamp()`` is not known."""


_PICTURE_RULE = re.compile(r"^\.picture ([^{]+)\{([^}]*)\}", re.MULTILINE)
_LABEL = re.compile(r'<text ([^>]*class="[^"]*\blabel\b[^"]*"[^>]*)>(.*?)</text>', re.DOTALL)
_HALO = "fill:#fff;stroke:#fff;stroke-width:5px;stroke-linejoin:round"
"""What ``paint-order`` draws in browsers: the label once more beneath itself, wider and white."""
_COLOUR = re.compile(r"--(\w+): (#[0-9a-fA-F]{3,6})")
_VARIABLE = re.compile(r"var\(--(\w+)(?:, *var\(--(\w+)\))?\)")
_FONT = re.compile(r"font: (\d+px)[^;]*")
_TONES = {
    "better": "supported",
    "worse": "contradicted",
    "no_difference": "mixed",
    "unclear": "open",
}
"""Classes that carry a colour of their own, and whose it is."""


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
    written: bytes = HTML(string=with_styled_pictures(page), url_fetcher=nothing).write_pdf(
        stylesheets=[CSS(string=_FOR_PRINT)]
    )
    return written


def with_styled_pictures(page: str) -> str:
    """The page with the rules of its pictures inside each of them, where WeasyPrint looks."""
    head, _, rest = page.partition("</style>")
    rules = "".join(_picture_rules(head))
    rest = _LABEL.sub(rf'<text \1 style="{_HALO}">\2</text>\g<0>', rest)
    return head + "</style>" + re.sub(r"(<svg [^>]*>)", rf"\1<style>{rules}</style>", rest)


def _picture_rules(style: str) -> Iterator[str]:
    """The page's rules with the colours of its print version in place of variables."""
    colours = dict(_COLOUR.findall(style.partition("@media (prefers-color-scheme: dark)")[0]))
    colours |= dict(_COLOUR.findall(style.partition("@media print")[2]))
    for selector, declared in _PICTURE_RULE.findall(style):
        if "paint-order" in declared:  # unknown to WeasyPrint: the halo would hide the letters
            continue
        declared = _FONT.sub(r"font-size: \1; font-family: sans-serif", declared)  # noqa: PLW2901
        if ":is(" not in selector:
            yield f"{selector}{{{_coloured(declared, colours)}}}"
        if "--tone" in declared:
            for name, tone in _TONES.items():
                own = colours | {"tone": colours.get(tone, "#000")}
                base = "text" if ":is(" in selector else selector.strip()
                yield f"{base}.{name}{{{_coloured(declared, own)}}}"


def _coloured(declared: str, colours: dict[str, str]) -> str:
    """``var(--tone, var(--quiet))`` as the colour it stands for."""
    return _VARIABLE.sub(lambda m: colours.get(m[1]) or colours.get(m[2] or "") or "#000", declared)
