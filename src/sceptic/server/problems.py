"""Errors as problem documents (RFC 9457)."""

from __future__ import annotations

from sceptic.errors import (
    ConfigError,
    InputError,
    LibraryBusyError,
    LibraryError,
    RequestError,
    ScepticError,
    SourceError,
    UnknownRecordError,
)
from sceptic.server.tasks import Failed

MEDIA_TYPE = "application/problem+json"

_STATUS = (
    (UnknownRecordError, 404),
    (InputError, 422),
    (ConfigError, 400),
    (LibraryBusyError, 503),
    (LibraryError, 503),
    (SourceError, 502),
)


def problem_of(error: ScepticError) -> Failed:
    """The error as it is told to a client."""
    if isinstance(error, RequestError):
        status = error.status
    else:
        status = next((s for kind, s in _STATUS if isinstance(error, kind)), 500)
    return Failed(error.error_code, error.message, error.hint, status)


def document_of(failed: Failed) -> dict[str, object]:
    """The fields of the problem document: ``type`` names our code, ``detail`` the way out."""
    told: dict[str, object] = {
        "type": f"urn:sceptic:error:{failed.code}",
        "title": failed.title,
        "status": failed.status,
        "code": failed.code,
    }
    return told | {"detail": failed.hint} if failed.hint else told
