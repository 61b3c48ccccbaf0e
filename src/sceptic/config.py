"""Settings, and the only place that knows which engine, vocabulary and models are used.

A value comes from the default, then ``sceptic.toml``, then ``SCEPTIC_*``, then the flag; the last
one wins. Lower modules receive plain values.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from sceptic.errors import ConfigError, DateError
from sceptic.render import FORMATS

if TYPE_CHECKING:
    from sceptic.checks import Workbench
    from sceptic.language.vocabulary import Vocabulary
    from sceptic.library.collection import Library

STARTER = "starter"
"""The name that stands for the starter facts where a folder is asked for."""


MESH_CONCEPTS = "concepts.sqlite3"
"""Beside a library whose MeSH was loaded; named here so that looking for it loads nothing."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, as the text that was given; ``help`` stands in the field's metadata."""

    library: str = field(
        default="",
        metadata={
            "help": "folder of a PubMed library; starter for the starter facts; empty for the"
            " library of `sceptic library sync` if there is one, else the starter facts"
        },
    )
    format: str = field(default="text", metadata={"help": f"one of {', '.join(FORMATS)}"})
    today: str = field(
        default="",
        metadata={"help": "the date printed in briefs (YYYY-MM-DD); empty for the clock's"},
    )
    human: str = field(default="no", metadata={"help": "yes: leave out animal and lab studies"})
    no_preprints: str = field(default="no", metadata={"help": "yes: leave out preprints"})
    width: str = field(
        default="", metadata={"help": "columns of text output; empty for the terminal's"}
    )

    pubmed_files: str = field(
        default="https://ftp.ncbi.nlm.nih.gov/pubmed/",
        metadata={"help": "where `library sync` finds NLM's files: an address or a folder"},
    )
    email: str = field(
        default="", metadata={"help": "your address, told to NLM's servers with each request"}
    )

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise ConfigError(
                f"format cannot be {self.format!r}", hint=f"one of {', '.join(FORMATS)}"
            )
        for name in ("human", "no_preprints"):
            if getattr(self, name) not in ("yes", "no"):
                raise ConfigError(f"{name} cannot be {getattr(self, name)!r}", hint="yes or no")
        if self.width and not self.width.isdecimal():
            raise ConfigError(f"width cannot be {self.width!r}", hint="a number of columns")

    @property
    def date(self) -> dt.date:
        """The date of the brief. The only clock in the product."""
        if self.today:
            return date_from(self.today)
        return dt.datetime.now(tz=dt.UTC).astimezone().date()

    @property
    def digest(self) -> str:
        """What of the settings can change a verdict; the place of the library is no part of it."""
        judged = f"human={self.human} no_preprints={self.no_preprints}"
        return hashlib.sha256(judged.encode()).hexdigest()[:12]


def date_from(text: str) -> dt.date:
    """Read ``YYYY-MM-DD``.

    Raises:
        DateError: it is something else.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DateError(f"{text!r} is not a date", hint="write YYYY-MM-DD") from error


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a setting's value came from: ``default``, a file, a variable or ``flag``."""

    name: str
    value: str
    origin: str
    help: str


def settings_from(
    flags: Mapping[str, str], environment: Mapping[str, str] | None = None
) -> tuple[Settings, tuple[Origin, ...]]:
    """Merge default < file < environment < flag; unknown names are refused.

    Raises:
        ConfigError: the file cannot be read, or a name or value is not known.
    """
    env = os.environ if environment is None else environment
    file_values, file_name = _from_file(env)
    known = {f.name: f for f in fields(Settings)}
    unknown = sorted(set(file_values) - set(known))
    if unknown:
        raise ConfigError(
            f"{file_name}: unknown setting {unknown[0]!r}", hint="sceptic config lists them all"
        )
    origins = []
    for name, spec in known.items():
        value, origin = str(spec.default), "default"
        if name in file_values:
            value, origin = file_values[name], file_name
        variable = f"SCEPTIC_{name.upper()}"
        if env.get(variable):
            value, origin = env[variable], variable
        if name in flags:
            value, origin = flags[name], "flag"
        if name == "library" and not value and has_library(default_library(env)):
            value, origin = str(default_library(env)), "found there"
        origins.append(Origin(name, value, origin, spec.metadata["help"]))
    return Settings(**{o.name: o.value for o in origins}), tuple(origins)


def _from_file(env: Mapping[str, str]) -> tuple[dict[str, str], str]:
    home = Path(env.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    for path in (Path("sceptic.toml"), home / "sceptic" / "sceptic.toml"):
        if path.is_file():
            try:
                values = tomllib.loads(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise ConfigError(f"{path} cannot be read: {error}") from error
            return {k: _as_text(v) for k, v in values.items()}, str(path)
    return {}, ""


def default_library(environment: Mapping[str, str] | None = None) -> Path:
    """Where ``sceptic library sync`` builds without ``--library``, after XDG's rules."""
    env = os.environ if environment is None else environment
    home = Path(env.get("XDG_DATA_HOME") or "")
    return (home if home.is_absolute() else Path.home() / ".local/share") / "sceptic" / "library"


def has_library(folder: Path) -> bool:
    """Whether a library stands there, in whatever state."""
    return (folder / "records.sqlite3").is_file()


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def version() -> str:
    return metadata.version("sceptic")


def open_library(settings: Settings) -> Library:
    """The library of the settings: a folder, or the starter facts.

    Raises:
        LibraryError: it is missing, damaged, too old or empty.
    """
    if settings.library not in ("", STARTER):
        from sceptic.library.collection import DiskLibrary  # noqa: PLC0415 - loads the engine

        return DiskLibrary.open(Path(settings.library))
    from sceptic.library.starter import starter_library  # noqa: PLC0415 - reads the table

    return starter_library()


def open_parts(settings: Settings, library: Library | None = None) -> Workbench:
    """Join the concrete parts that a check works with."""
    from sceptic.checks import Workbench  # noqa: PLC0415 - loads the whole chain

    opened = library if library is not None else open_library(settings)
    vocabulary, mesh = vocabulary_beside(opened)
    rules = _digest_of("vocabulary", ".jsonl")
    return Workbench(
        library=opened,
        vocabulary=vocabulary,
        software=f"sceptic {version()}",
        settings_digest=settings.digest,
        models_digest=_digest_of("models", ".json"),
        rules_digest=f"{rules}+{mesh}" if mesh else rules,
    )


def vocabulary_beside(library: Library) -> tuple[Vocabulary, str]:
    """The shipped vocabulary, with the MeSH that was loaded beside the library if there is one.

    Returns it with the digest of the MeSH files, empty without one.
    """
    from sceptic.language.vocabulary import shipped_vocabulary  # noqa: PLC0415

    folder: Path | None = getattr(library, "folder", None)
    if folder is None or not (folder / MESH_CONCEPTS).is_file():
        return shipped_vocabulary(), ""
    from sceptic.language.extension import extended  # noqa: PLC0415
    from sceptic.library.mesh_concepts import DiskConcepts  # noqa: PLC0415

    more = DiskConcepts(folder)
    return extended(shipped_vocabulary(), more), more.version


def _digest_of(folder: str, suffix: str) -> str:
    digest = hashlib.sha256()
    files = resources.files("sceptic.data").joinpath(folder)
    for entry in sorted(files.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(suffix):
            digest.update(entry.name.encode() + entry.read_bytes())
    return digest.hexdigest()[:12]
