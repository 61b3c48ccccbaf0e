"""EInfo: the databases, and the fields and links of PubMed. ESpell: that there is no speller."""

from __future__ import annotations

from typing import Any

from sceptic.eutils_server.answers import Answer, error_element, json_answer, xml_answer
from sceptic.eutils_server.call import Call, RefusedError
from sceptic.eutils_server.desk import Desk, check_db
from sceptic.eutils_server.fields import FIELDS, Field
from sceptic.eutils_server.link import LINKS
from sceptic.render.xml_elements import element, text_element

_PUBMED = {"dbname": "pubmed", "menuname": "PubMed", "description": "PubMed bibliographic record"}


def answer(call: Call, desk: Desk) -> Answer:
    """The answer to ``einfo.fcgi``."""
    if not call.text("db"):
        if call.wants_json:
            return json_answer("einfo", {"einforesult": {"dblist": ["pubmed"]}})
        return xml_answer("eInfoResult", element("DbList", text_element("DbName", "pubmed")))
    try:
        check_db(call)
    except RefusedError as error:
        if call.wants_json:
            return json_answer("einfo", {"einforesult": {"ERROR": error.message}})
        return xml_answer("eInfoResult", error_element(error.message))
    held = desk.library.snapshot()
    facts = {
        **_PUBMED,
        "dbbuild": f"{held.name}-{held.digest}",
        "count": str(held.records),
        "lastupdate": f"{held.newest:%Y/%m/%d} 00:00" if held.newest else "",
    }
    return _as_json(facts) if call.wants_json else _as_xml(facts)


def _as_json(facts: dict[str, str]) -> Answer:
    fields = [{name.lower(): value for name, value in _field(f).items()} for f in FIELDS]
    links = [
        {"name": name, "menu": menu, "description": said, "dbto": target}
        for name, (target, menu, said) in LINKS.items()
    ]
    info: dict[str, Any] = {**facts, "fieldlist": fields, "linklist": links}
    return json_answer("einfo", {"einforesult": {"dbinfo": [info]}})


def _as_xml(facts: dict[str, str]) -> Answer:
    names = ("DbName", "MenuName", "Description", "DbBuild", "Count", "LastUpdate")
    fields = (
        element("Field", (text_element(name, value) for name, value in _field(f).items()))
        for f in FIELDS
    )
    links = (
        element(
            "Link",
            text_element("Name", name)
            + text_element("Menu", menu)
            + text_element("Description", said)
            + text_element("DbTo", target),
        )
        for name, (target, menu, said) in LINKS.items()
    )
    parts = [text_element(name, facts[name.lower()]) for name in names]
    parts += [element("FieldList", fields), element("LinkList", links)]
    return xml_answer("eInfoResult", element("DbInfo", parts))


def _field(field: Field) -> dict[str, str]:
    """``TermCount`` is 0: this server does not count the terms of a field."""
    return {
        "Name": field.name,
        "FullName": field.full_name,
        "Description": field.description,
        "TermCount": "0",
        "IsDate": _yes(field.is_date),
        "IsNumerical": _yes(field.is_number),
        "SingleToken": _yes(field.is_single),
        "Hierarchy": _yes(field.has_levels),
        "IsHidden": "N",
    }


def _yes(value: bool) -> str:
    return "Y" if value else "N"


def spell(call: Call, desk: Desk) -> Answer:
    """The answer to ``espell.fcgi``: the query as it came, nothing replaced.

    NCBI answers so for a query that it finds no better spelling for.
    """
    del desk
    parts = (
        text_element("Database", call.text("db", "pubmed")),
        text_element("Query", call.text("term")),
        text_element("CorrectedQuery", ""),
        element("SpelledQuery", ""),
        element("ERROR", ""),
    )
    return xml_answer("eSpellResult", "".join(parts))
