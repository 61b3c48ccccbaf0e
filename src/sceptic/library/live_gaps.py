"""What can go wrong with a live source, as gaps of a brief."""

from __future__ import annotations

from sceptic.domain.brief import Gap
from sceptic.errors import LibraryError
from sceptic.sources.eutils_parse import Failure, Fault


def failed(failure: Failure) -> Gap:
    if failure.fault is Fault.REFUSED:
        return Gap(
            f"PubMed refused a search: {failure.reason}",
            "what it would have found is missing",
            "G402",
            is_failure=True,
        )
    return Gap(
        f"PubMed could not be searched in full: {failure.reason}",
        "what only PubMed holds could not be found",
        "G401",
        is_failure=True,
    )


def not_fetched(count: int) -> Gap:
    return Gap(
        f"{count} of the records that PubMed named did not come",
        "they could not be read",
        "G403",
        is_failure=True,
    )


def years_missing() -> Gap:
    return Gap(
        "PubMed's counts by year are missing",
        "it stopped answering before every year was counted",
        "G404",
        is_failure=True,
    )


def not_kept(error: LibraryError) -> Gap:
    return Gap(
        f"what was fetched could not be kept: {error.message}",
        "the next question has to fetch it again",
        "G405",
    )


def unknown_fields(words: str) -> Gap:
    return Gap(f"PubMed did not know a search field: {words}", "it searched without it", "G406")


def not_named(counted: int, named: int) -> Gap:
    return Gap(
        f"PubMed counted {counted} records and named {named}",
        "they could not all be read",
        "G407",
        is_failure=True,
    )


def dated_by_pubmed() -> Gap:
    return Gap(
        "the numbers as of a day are PubMed's",
        "where only a month or year is known, PubMed counts from its first day; the records that "
        "were read are dated from its last",
        "G408",
    )
