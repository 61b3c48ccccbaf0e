"""Is this machine fit? One finding for each thing that Sceptic needs, with a hint where it is not.

Nothing is written and, unless asked for, no network is used.
"""

from __future__ import annotations

import importlib
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from sceptic.config import (
    STARTER,
    Settings,
    date_from,
    default_library,
    has_library,
    open_client,
    version,
)
from sceptic.errors import (
    ModelError,
    ReaderMissingError,
    ScepticError,
    SourceUnreachableError,
)

OLDEST_PYTHON = (3, 11)
WHOLE_PUBMED = 135_000_000_000
"""Bytes to have free for a library of all of PubMed: 64 GB of files (2026) times what a library
takes for each of their bytes (see ``library.sync_plan``)."""

ENOUGH_MEMORY = 2_000_000_000
STALE_DAYS = 30

_MODULES = {
    "charset-normalizer": "charset_normalizer",
    "isal": "isal.igzip",
    "lxml": "lxml.etree",
    "lxml-html-clean": "lxml_html_clean",
    "markdown-it-py": "markdown_it",
    "pyspellchecker": "spellchecker",
    "python-multipart": "python_multipart",
}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_REQUIREMENT = re.compile(r"([A-Za-z0-9_.-]+)(?:>=([0-9.]+))?")


class Level(StrEnum):
    """How good a finding is. ``fail``: Sceptic does not work, or not with this library."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do where it is not ``ok``."""

    name: str
    level: Level
    text: str
    hint: str = ""


def findings(settings: Settings, *, online: bool = False) -> tuple[Finding, ...]:
    """Everything that was found, in a fixed order."""
    place = _place(settings)
    found = [_python(), *_dependencies(), _terminal(), *_library(settings, place)]
    found += [_disk(place), _memory(), _writing(place), *_optional()]
    if online:
        found += [_file_tree(settings), _eutils(settings)]
    return tuple(found)


def _place(settings: Settings) -> Path:
    is_named = settings.library not in ("", STARTER)
    return Path(settings.library) if is_named else default_library()


# --- the program ------------------------------------------------------------------------------


def _python() -> Finding:
    text = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info >= OLDEST_PYTHON:
        return Finding("python", Level.OK, f"{text}, sceptic {version()}")
    return Finding("python", Level.FAIL, text, "Python 3.11 or newer")


def _dependencies() -> Iterator[Finding]:
    """What the package says it needs, loaded, in the version that it needs."""
    for line in metadata.requires("sceptic") or ():
        found = _REQUIREMENT.match(line)
        if found is None or "extra ==" in line:
            continue
        yield _dependency(found[1], found[2] or "0")


def _dependency(name: str, least: str) -> Finding:
    hint = "install the package again: pip install --force-reinstall sceptic"
    try:
        importlib.import_module(_MODULES.get(name, name))
        here = metadata.version(name)
    except (ImportError, OSError) as error:
        return Finding(name, Level.FAIL, f"cannot be loaded: {error}", hint)
    if _numbers(here) < _numbers(least):
        return Finding(name, Level.FAIL, f"{here}, needed {least}", hint)
    return Finding(name, Level.OK, here)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _terminal() -> Finding:
    encoding = (getattr(sys.stdout, "encoding", "") or "none").lower()
    if encoding.replace("-", "") == "utf8":
        return Finding("text", Level.OK, "the terminal takes UTF-8")
    return Finding(
        "text", Level.WARN, f"the terminal takes {encoding}", "export LC_ALL=C.UTF-8 PYTHONUTF8=1"
    )


# --- the library ------------------------------------------------------------------------------


def _library(settings: Settings, place: Path) -> Iterator[Finding]:
    if settings.library == STARTER or not (settings.library or has_library(place)):
        yield Finding(
            "library", Level.WARN, "the starter facts", "sceptic library sync fetches all of PubMed"
        )
        return
    try:
        yield from _state(settings, place)
    except ScepticError as error:
        hint = error.hint or "sceptic library rebuild makes the index again"
        yield Finding("library", Level.FAIL, error.message, hint)


def _state(settings: Settings, place: Path) -> Iterator[Finding]:
    from sceptic.library.collection import DiskLibrary  # noqa: PLC0415 - loads the engine
    from sceptic.library.ingest import status  # noqa: PLC0415
    from sceptic.library.query import parse  # noqa: PLC0415
    from sceptic.library.succession import coverage_of  # noqa: PLC0415

    found, held = status(place), coverage_of(place)
    with DiskLibrary.open(place) as opened:
        searchable = opened.count(parse("all[sb]"))
    text = f"{place}: {found.records} records"
    if found.unfinished:
        yield Finding("library", Level.FAIL, f"{text}, a write was cut off", "sync or add again")
    elif searchable != found.records:
        hint = "sceptic library rebuild"
        yield Finding("library", Level.FAIL, f"{text}, {searchable} can be found", hint)
    else:
        yield Finding("library", Level.OK, text)
    if held.is_complete:
        yield Finding("complete", Level.OK, f"all of PubMed {held.year}")
    else:
        why = "; ".join(held.gaps) or f"a baseline of {held.baseline_last} files"
        yield Finding("complete", Level.WARN, f"a part of PubMed: {why}", "sceptic library sync")
    if held.checked:
        days = (settings.date - date_from(held.checked)).days
        level = Level.WARN if days > STALE_DAYS else Level.OK
        hint = "sceptic library sync" if days > STALE_DAYS else ""
        yield Finding("age", level, f"last look for new records {days} days ago", hint)


# --- the machine ------------------------------------------------------------------------------


def _disk(place: Path) -> Finding:
    at = _existing(place)
    free = shutil.disk_usage(at).free
    held = sum(p.stat().st_size for p in place.rglob("*") if p.is_file()) if place.is_dir() else 0
    text = f"{free / 1e9:.1f} GB free at {at}"
    if free + held >= WHOLE_PUBMED:
        return Finding("disk", Level.OK, text)
    return Finding(
        "disk", Level.WARN, f"{text}: not enough for all of PubMed, about"
        f" {WHOLE_PUBMED / 1e9:.0f} GB", "--library DIR on another disk",
    )  # fmt: skip


def _existing(path: Path) -> Path:
    found = path.resolve()
    while not found.exists():
        found = found.parent
    return found


def _memory() -> Finding:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return Finding("memory", Level.OK, "this system does not say")
    text = f"{total / 1e9:.1f} GB, {os.cpu_count()} processors"
    if total >= ENOUGH_MEMORY:
        return Finding("memory", Level.OK, text)
    return Finding("memory", Level.WARN, text, "2 GB make building a library of PubMed pleasant")


def _writing(place: Path) -> Finding:
    at = _existing(place)
    if at.is_dir() and os.access(at, os.W_OK) and os.access(_existing(place.parent), os.W_OK):
        return Finding("writing", Level.OK, f"{at} can be written")
    return Finding("writing", Level.WARN, f"{at} cannot be written", "--library DIR elsewhere")


def _optional() -> Iterator[Finding]:
    """Nothing here is needed for a brief."""
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), "")
    yield Finding("chromium", Level.OK, browser or "absent, not needed")
    yield _encoder()


def _encoder() -> Finding:
    """The reader that votes beside the rules, loaded: damage is seen here first."""
    from sceptic.readers.choice import encoder_reader  # noqa: PLC0415

    try:
        reader = encoder_reader()
    except ReaderMissingError as error:
        return Finding("encoder", Level.OK, f"absent, not needed: {error.message}", error.hint)
    except ModelError as error:
        return Finding("encoder", Level.WARN, error.message, error.hint)
    library = f"onnxruntime {metadata.version('onnxruntime')}"
    return Finding("encoder", Level.OK, f"{reader.digest}, {library}")


# --- the network ------------------------------------------------------------------------------


def _file_tree(settings: Settings) -> Finding:
    from sceptic.sources.nlm_client import HttpTree  # noqa: PLC0415 - loads httpx2

    place = settings.pubmed_files
    if "://" not in place:
        is_here = Path(place).is_dir()
        level = Level.OK if is_here else Level.FAIL
        return Finding("files", level, place, "" if is_here else "pubmed_files names no folder")
    with HttpTree(place, seconds=10, attempts=1) as tree:
        return _answered("files", place, tree.check)


def _eutils(settings: Settings) -> Finding:
    from sceptic.sources.eutils_parse import Failure  # noqa: PLC0415

    def ask() -> None:
        answer = client.fetch_info(within=10)
        if isinstance(answer, Failure):
            raise SourceUnreachableError(answer.reason)

    client = open_client(settings)
    try:
        return _answered("e-utilities", client.base, ask)
    finally:
        client.close()


def _answered(name: str, address: str, ask: Callable[[], None]) -> Finding:
    try:
        ask()
    except ScepticError as error:
        hint = "is there a network, a proxy (HTTPS_PROXY)? Sceptic works without"
        return Finding(name, Level.WARN, error.message, hint)
    return Finding(name, Level.OK, f"{address} answers")
