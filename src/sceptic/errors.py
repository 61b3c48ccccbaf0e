"""Everything that can go wrong, as one tree.

    ScepticError
    ├── InputError      S1xx   what the user gave cannot be read        exit 2
    ├── ConfigError     S2xx   a setting is wrong                       exit 2
    ├── LibraryError    S3xx   library missing, damaged or too old      exit 5
    ├── SourceError     S4xx   a provider failed or answered nonsense   exit 4
    └── ModelError      S5xx   a model file is missing or unusable      exit 1

Each error carries one line for the user, a stable ``code`` and a ``hint`` that says what to do.
Third-party exceptions are translated in the file that imports the library that raises them.
"""

from __future__ import annotations

from typing import ClassVar


class ScepticError(Exception):
    """Base of all our errors.

    Args:
        message: one line, no trailing full stop needed, shown to the user as it is.
        hint: what the user can do about it; may be empty.
        code: a documented code such as ``S101``; defaults to that of the class.

    """

    code: ClassVar[str] = "S000"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.error_code = code or type(self).code

    def __str__(self) -> str:
        return f"{self.error_code}: {self.message}"


class WorkLostError(ScepticError):
    """A server's work was cut off again and again, and is given up."""

    code = "S001"


class InputError(ScepticError):
    """What the user gave cannot be read."""

    code = "S100"
    exit_code = 2


class QuestionError(InputError):
    """The question holds no claim that we can check."""

    code = "S101"


class QuerySyntaxError(InputError):
    """A PubMed query cannot be parsed; ``column`` counts from 1."""

    code = "S102"

    def __init__(self, message: str, *, column: int, hint: str = "") -> None:
        super().__init__(f"{message} (column {column})", hint=hint)
        self.column = column


class FileFormatError(InputError):
    """A file is not what it should be: not PubMed XML, truncated, not a saved brief."""

    code = "S103"


class DateError(InputError):
    """A date cannot be read."""

    code = "S104"


class UnsourcedStatementError(InputError):
    """A statement without a source: refused by the constructor and by the decoder."""

    code = "S105"


class UnknownRecordError(InputError):
    """No record under this identifier."""

    code = "S106"
    exit_code = 3


class CorrectionError(InputError):
    """A correction by a person cannot be made or undone as it was given."""

    code = "S107"


class AddressError(InputError):
    """An address that is not fetched: none of the web, a private network, or robots.txt says no."""

    code = "S108"


class RequestError(InputError):
    """A request to the server that it does not answer; ``status`` is that of HTTP."""

    code = "S110"

    def __init__(
        self, message: str, status: int, *, hint: str = "", retry_after: int | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.status, self.retry_after = status, retry_after


class ConfigError(ScepticError):
    """A setting is unknown or has a value that cannot be used."""

    code = "S200"
    exit_code = 2


class LibraryError(ScepticError):
    """The library cannot be used."""

    code = "S300"
    exit_code = 5


class LibraryMissingError(LibraryError):
    """There is no library at this path, or it is empty."""

    code = "S301"


class LibraryDamagedError(LibraryError):
    """The library's files disagree or cannot be read."""

    code = "S302"


class LibraryVersionError(LibraryError):
    """The library was written by another format version."""

    code = "S303"


class LibraryBusyError(LibraryError):
    """Another process is writing to the library."""

    code = "S304"


class LibraryUnwritableError(LibraryError):
    """The library cannot be written: no permission, or the disk is full."""

    code = "S305"


class SourceError(ScepticError):
    """A provider failed. In a brief this becomes a Gap."""

    code = "S400"
    exit_code = 4


class SourceUnreachableError(SourceError):
    """A provider does not answer: no network, a time-out, or it is overloaded."""

    code = "S401"


class SourceAnswerError(SourceError):
    """A provider answered with something else than what was asked for: an error page, a cut or
    changed file, a refusal."""

    code = "S402"


class SourceMissingError(SourceError):
    """A provider does not have what was asked for."""

    code = "S403"


class ModelError(ScepticError):
    """A model file is missing, damaged or of the wrong version."""

    code = "S500"


class ReaderMissingError(ModelError):
    """A reader that was asked for needs a library or weights that are not there."""

    code = "S502"
