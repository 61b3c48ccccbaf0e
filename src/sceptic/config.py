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
    from sceptic.attention import Meter
    from sceptic.checks import Retractions, Workbench
    from sceptic.domain.correction import Correction
    from sceptic.language.vocabulary import Vocabulary
    from sceptic.library.collection import Library
    from sceptic.sources.eutils import Eutils
    from sceptic.sources.language_model import LanguageModel
    from sceptic.sources.page_client import PageClient

STARTER = "starter"
"""The name that stands for the starter facts where a folder is asked for."""


MESH_CONCEPTS = "concepts.sqlite3"
RETRACTIONS = "retractions.sqlite3"
"""Beside a library whose MeSH was loaded; named here so that looking for it loads nothing."""


ENCODER_FILE = "encoder.json"
"""Tells the encoder's version, which a brief names only where the encoder read."""

NO_CORRECTIONS = "none"
"""What leaves people's corrections out where their file is asked for."""

SOURCES = ("library", "live", "auto")
READERS = ("auto", "linear", "encoder")


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
    source: str = field(
        default="library",
        metadata={
            "help": "library; live: ask PubMed; auto: the library, and PubMed if it answers "
            "within 2 seconds"
        },
    )
    eutils: str = field(
        default="", metadata={"help": "address of an E-utilities service; empty for NCBI's"}
    )
    eutils_rate: str = field(
        default="",
        metadata={
            "help": "requests a second to it; empty for NCBI's limit: 3, or 10 with NCBI_API_KEY"
        },
    )
    format: str = field(default="text", metadata={"help": f"one of {', '.join(FORMATS)}"})
    today: str = field(
        default="",
        metadata={"help": "the date printed in briefs (YYYY-MM-DD); empty for the clock's"},
    )
    human: str = field(default="no", metadata={"help": "yes: leave out animal and lab studies"})
    no_preprints: str = field(default="no", metadata={"help": "yes: leave out preprints"})
    corrections: str = field(
        default="",
        metadata={
            "help": "file of corrections by people; empty for the one beside the library; none to"
            " leave them out"
        },
    )
    offline: str = field(
        default="no", metadata={"help": "yes: use no network, whatever else is set"}
    )
    readers: str = field(
        default="auto",
        metadata={
            "help": "who votes beside the rules on what a study means: linear; encoder, joined with"
            " it; auto: the encoder where its library and weights are there"
        },
    )
    attention: str = field(
        default="",
        metadata={
            "help": "who counts attention, commas between: wikipedia, gdelt, or the file of an"
            " index of news; empty for nobody"
        },
    )
    rephrase_url: str = field(
        default="",
        metadata={"help": "OpenAI-compatible address of a language model, for `ask --rephrase`"},
    )
    rephrase_model: str = field(default="", metadata={"help": "the model's name there"})
    archive: str = field(
        default="",
        metadata={"help": "file where `serve` keeps results; empty for one in your data folder"},
    )
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
    history: str = field(
        default="",
        metadata={"help": "file that keeps your searches under numbers (#1); empty for none"},
    )

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise ConfigError(
                f"format cannot be {self.format!r}", hint=f"one of {', '.join(FORMATS)}"
            )
        for name in ("human", "no_preprints", "offline"):
            if getattr(self, name) not in ("yes", "no"):
                raise ConfigError(f"{name} cannot be {getattr(self, name)!r}", hint="yes or no")
        if self.source not in SOURCES:
            raise ConfigError(
                f"source cannot be {self.source!r}", hint=f"one of {', '.join(SOURCES)}"
            )
        if self.readers not in READERS:
            raise ConfigError(
                f"readers cannot be {self.readers!r}", hint=f"one of {', '.join(READERS)}"
            )
        if self.eutils_rate and not _is_rate(self.eutils_rate):
            raise ConfigError(
                f"eutils_rate cannot be {self.eutils_rate!r}", hint="requests a second, such as 3"
            )
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
        """What of the settings can change a verdict; the place of the library is no part of it, nor
        are the readers, of whom the method tells those that read."""
        judged = f"human={self.human} no_preprints={self.no_preprints}"
        return hashlib.sha256(judged.encode()).hexdigest()[:12]


def _is_rate(text: str) -> bool:
    try:
        return 0 < float(text) < 1000
    except ValueError:
        return False


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
        if _is_there(path):
            try:
                values = tomllib.loads(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise ConfigError(f"{path} cannot be read: {error}") from error
            return {k: _as_text(v) for k, v in values.items()}, str(path)
    return {}, ""


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may not be entered
        return False


def default_library(environment: Mapping[str, str] | None = None) -> Path:
    """Where ``sceptic library sync`` builds without ``--library``, after XDG's rules."""
    env = os.environ if environment is None else environment
    home = Path(env.get("XDG_DATA_HOME") or "")
    return (home if home.is_absolute() else Path.home() / ".local/share") / "sceptic" / "library"


def archive_file(settings: Settings, environment: Mapping[str, str] | None = None) -> Path:
    """Where a server keeps results and jobs."""
    if settings.archive:
        return Path(settings.archive)
    return default_library(environment).with_name("archive.sqlite3")


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


def open_source(settings: Settings) -> Library:
    """What a search asks: the library, PubMed itself, or both.

    Raises:
        LibraryError: the library is missing, damaged, too old or empty.
        ConfigError: the address of the E-utilities is none.
    """
    if settings.source == "library":
        return open_library(settings)
    from sceptic.library.live import LiveLibrary  # noqa: PLC0415 - loads the engine
    from sceptic.library.shelf import Shelf  # noqa: PLC0415

    client = open_client(settings)
    local = open_library(settings) if settings.source == "auto" else None
    shelf = Shelf(
        shelf_folder(settings), client.base, settings.date, name="records fetched from PubMed"
    )
    return LiveLibrary(client, shelf, local)


def open_client(settings: Settings, environment: Mapping[str, str] | None = None) -> Eutils:
    """The client of the E-utilities, under the user's e-mail and key.

    Raises:
        ConfigError: its address is none of the web.
    """
    from sceptic.sources.eutils import NCBI, Account, Eutils  # noqa: PLC0415 - loads httpx2
    from sceptic.sources.pace import Pace  # noqa: PLC0415

    env = os.environ if environment is None else environment
    account = Account(env.get("NCBI_EMAIL") or settings.email, env.get("NCBI_API_KEY", ""))
    base = settings.eutils or NCBI
    interval = 1 / float(settings.eutils_rate) if settings.eutils_rate else account.interval
    return Eutils(base, account, pace=Pace(interval, _pace_file(base, env)))


def shelf_folder(settings: Settings, environment: Mapping[str, str] | None = None) -> Path:
    """Where records fetched live are kept: the user's library, else one of their own beside it,
    so that they do not take the place of the starter facts."""
    if settings.library not in ("", STARTER):
        return Path(settings.library)
    return default_library(environment).with_name("pubmed")


def articles_folder(settings: Settings, environment: Mapping[str, str] | None = None) -> Path:
    """Where copies of the articles that were read are kept: in the user's library, else beside
    the default one."""
    if settings.library not in ("", STARTER):
        return Path(settings.library) / "articles"
    return default_library(environment).with_name("articles")


def open_pages() -> PageClient:
    """The client that fetches an article's page, from the public internet alone."""
    from sceptic.sources.page_client import PageClient  # noqa: PLC0415 - loads httpx2

    return PageClient(f"sceptic/{version()}")


def _pace_file(base: str, env: Mapping[str, str]) -> Path:
    """One file for each service, shared by all processes of the user."""
    home = Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "sceptic" / f"pace-{hashlib.sha256(base.encode()).hexdigest()[:12]}"


def open_parts(settings: Settings, library: Library | None = None) -> Workbench:
    """Join the concrete parts that a check works with.

    Raises:
        LibraryError: the library is missing, damaged, too old or empty.
        ReaderMissingError: the encoder is asked for by name, and cannot be had.
    """
    from sceptic.checks import Workbench  # noqa: PLC0415 - loads the whole chain
    from sceptic.readers.choice import second_voter  # noqa: PLC0415 - as the former

    opened = library if library is not None else open_source(settings)
    vocabulary, mesh = vocabulary_beside(opened)
    rules = _digest_of("vocabulary", ".jsonl")
    return Workbench(
        library=opened,
        vocabulary=vocabulary,
        software=f"sceptic {version()}",
        settings_digest=settings.digest,
        models_digest=_digest_of("models", ".json", but=ENCODER_FILE),
        rules_digest=f"{rules}+{mesh}" if mesh else rules,
        retractions=_retractions_beside(opened),
        corrections=corrections_for(settings, library),
        meters=open_meters(settings),
        reader=second_voter(settings.readers),
    )


def open_writer(settings: Settings, environment: Mapping[str, str] | None = None) -> LanguageModel:
    """The language model that may rephrase; its key is ``SCEPTIC_REPHRASE_KEY``.

    Raises:
        ConfigError: there is no address, it is none, or no network is to be used.
    """
    if not settings.rephrase_url or settings.offline == "yes":
        why = "no network is to be used" if settings.offline == "yes" else "no address is set"
        raise ConfigError(f"no language model can be asked: {why}", hint="set rephrase_url")
    from sceptic.sources.language_model import LanguageModel  # noqa: PLC0415 - loads httpx2

    env = os.environ if environment is None else environment
    key = env.get("SCEPTIC_REPHRASE_KEY", "")
    return LanguageModel(settings.rephrase_url, settings.rephrase_model, key)


def open_meters(
    settings: Settings, environment: Mapping[str, str] | None = None
) -> tuple[Meter, ...]:
    """Those who count attention; where no network is to be used, they are named and not asked.

    Raises:
        LibraryMissingError: there is no index of news at a place.
        FileFormatError: what is there is something else.
    """
    wanted = [name.strip() for name in settings.attention.split(",") if name.strip()]
    return tuple(_meter(name, settings, environment) for name in wanted)


def _meter(name: str, settings: Settings, environment: Mapping[str, str] | None) -> Meter:
    from sceptic import attention  # noqa: PLC0415 - loads clients

    if name not in ("wikipedia", "gdelt"):
        from sceptic.library.news_index import NewsIndex  # noqa: PLC0415

        return attention.CorpusCounts(NewsIndex(Path(name)), settings.date)
    if settings.offline == "yes":
        return attention.Unasked("Wikipedia" if name == "wikipedia" else "GDELT")
    from sceptic.sources import gdelt, wikimedia  # noqa: PLC0415
    from sceptic.sources.fetching import Fetcher, Manners  # noqa: PLC0415
    from sceptic.sources.pace import Pace  # noqa: PLC0415

    env = os.environ if environment is None else environment
    who = f"; mailto:{settings.email}" if settings.email else ""
    interval = gdelt.INTERVAL_S if name == "gdelt" else 0.2
    pace = Pace(interval, _pace_file(name, env))
    manners = Manners(f"sceptic/{version()} (counts attention to health claims{who})", pace)
    fetcher = Fetcher(manners, settings.date, _pace_file(name, env).with_name(f"kept-{name}"))
    if name == "gdelt":
        return attention.PressCounts(gdelt.Gdelt(fetcher))
    return attention.PageViews(wikimedia.Wikimedia(fetcher))


def corrections_file(
    settings: Settings, environment: Mapping[str, str] | None = None
) -> Path | None:
    """Where people's corrections are kept: beside the library, else beside its default place;
    ``None`` if they are left out."""
    from sceptic.library.corrections import FILE  # noqa: PLC0415 - loads filelock

    if settings.corrections == NO_CORRECTIONS:
        return None
    if settings.corrections:
        return Path(settings.corrections)
    if settings.library not in ("", STARTER):
        return Path(settings.library) / FILE
    return default_library(environment).with_name(FILE)


def corrections_for(settings: Settings, given: Library | None) -> tuple[Correction, ...]:
    """Those in force beside the library; one that the caller opened has its own."""
    from sceptic.library.corrections import corrections_in  # noqa: PLC0415

    file = _corrections_beside(settings, given)
    return corrections_in(file) if file is not None else ()


def corrections_digest(settings: Settings, given: Library | None) -> str:
    """Changes when the file of corrections does; empty where there is none."""
    file = _corrections_beside(settings, given)
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() if file is not None else ""
    except OSError:
        return ""


def _corrections_beside(settings: Settings, given: Library | None) -> Path | None:
    from sceptic.library.corrections import FILE  # noqa: PLC0415

    folder: Path | None = getattr(given, "folder", None)
    is_opened_here = settings.source == "library"  # what PubMed gives is kept apart from it
    if folder is not None and not settings.corrections and is_opened_here:
        return folder / FILE
    return corrections_file(settings)


def _retractions_beside(library: Library) -> Retractions | None:
    """The list of retractions that was loaded beside the library, if there is one."""
    folder: Path | None = getattr(library, "folder", None)
    if folder is None or not (folder / RETRACTIONS).is_file():
        return None
    from sceptic.library.retractions import RetractionList  # noqa: PLC0415

    return RetractionList(folder)


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


def _digest_of(folder: str, suffix: str, but: str = "") -> str:
    digest = hashlib.sha256()
    files = resources.files("sceptic.data").joinpath(folder)
    for entry in sorted(files.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(suffix) and entry.name != but:
            digest.update(entry.name.encode() + entry.read_bytes())
    return digest.hexdigest()[:12]
