"""People of a MEDLINE text record: the lines FAU, AU, AUID, AD, CN, FIR, IR ... -> ``Author``."""

from __future__ import annotations

from typing import Any

from sceptic.domain.record import Author
from sceptic.sources.authors import orcid_of

Fields = dict[str, Any]

_CLEAR_SUFFIXES = frozenset({"Jr", "Sr", "2nd", "3rd", "4th", "5th", "6th"})
_SUFFIXES = _CLEAR_SUFFIXES | {"II", "III", "IV"}
"""``II`` by itself is two initials: *Vlasov, Igor I* is cited as *Vlasov II*."""

PEOPLE = {
    "FAU": "authors",
    "AU": "authors",
    "CN": "authors",
    "FED": "editors",
    "ED": "editors",
    "FIR": "investigators",
    "IR": "investigators",
    "FPS": "personal_subjects",
    "PS": "personal_subjects",
    "AD": "",
    "AUID": "",
    "IRAD": "",
}
_FULL = {"AU": "FAU", "ED": "FED", "IR": "FIR", "PS": "FPS"}


ET_AL = "et al."
"""Stands for the authors that a record leaves out."""


def add_person(fields: Fields, tag: str, text: str) -> None:
    """The full name comes first, then the cited name, then what belongs to the person."""
    people: list[Fields] = fields["people"]
    if tag in ("FAU", "FED", "FIR", "FPS"):
        last, _, fore = text.partition(", ")
        if people and _is_cited(people[-1], last, fore) and people[-1]["list"] == PEOPLE[tag]:
            people[-1]["fore"] = fore  # older files give the cited name first
            if people[-1]["last"] != last:
                people[-1].update(last=last, initials="")
        else:
            people.append({"list": PEOPLE[tag], "open": True, "last": last, "fore": fore})
    elif tag == "CN":
        people.append({"list": "authors", "collective": text})
    elif tag in _FULL and text == ET_AL:
        fields["authors_complete"] = False
    elif tag in _FULL:
        if not (people and people[-1].pop("open", False)):
            people.append({"list": PEOPLE[tag]})
        _cited_name(people[-1], text)
    elif people:
        if tag == "AUID":
            source, _, value = text.partition(": ")
            spelt = orcid_of(value) if source == "ORCID" else ""
            if spelt:
                people[-1]["orcid"] = spelt
            else:
                _add(people[-1], "identifiers", (source, value))
        else:
            _add(people[-1], "affiliations", text)
    elif tag == "AD":  # older files give the first author's affiliation before the names
        _add(fields, "affiliations", text)


def _is_cited(person: Fields, last: str, fore: str) -> bool:
    """Whether the cited name before is this one's; a name without a comma is cited as it is."""
    if "fore" in person or "last" not in person:
        return False
    return bool(
        person["last"] == last or (not fore and f"{person['last']} {person['initials']}" == last)
    )


def _cited_name(person: Fields, text: str) -> None:
    """``Benson DM Jr`` beside ``Benson, Don M Jr``."""
    last = person.get("last") or text.rsplit(" ", 1)[0]
    person["last"] = last
    rest = text[len(last) :].strip() if text.startswith(last) else text.rpartition(" ")[2]
    initials, _, suffix = rest.rpartition(" ")
    fore = person.get("fore", "")
    if suffix not in (_SUFFIXES if initials or fore.endswith(f" {suffix}") else _CLEAR_SUFFIXES):
        person["initials"] = rest
        return
    person["initials"], person["suffix"] = initials, suffix
    if fore:
        person["fore"] = fore.removesuffix(suffix).rstrip()


def grouped(people: list[Fields]) -> dict[str, tuple[Author, ...]]:
    groups: dict[str, tuple[Author, ...]] = {}
    for person in people:
        name = person.pop("list")
        person.pop("open", None)
        groups[name] = (*groups.get(name, ()), Author(**person))
    return groups


def _add(fields: Fields, name: str, value: object) -> None:
    fields[name] = (*fields.get(name, ()), value)
