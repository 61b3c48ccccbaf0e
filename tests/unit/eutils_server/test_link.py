from __future__ import annotations

import json
from typing import Any

from lxml import etree

from sceptic.eutils_server import fetch, link, search
from sceptic.eutils_server.call import Call
from tests.eutils_samples import call, desk


def linked(**values: str) -> list[dict[str, Any]]:
    answer = link.answer(call(dbfrom="pubmed", retmode="json", **values), desk())
    sets: list[dict[str, Any]] = json.loads(answer.body)["linksets"]
    return sets


def names(one: dict[str, Any]) -> dict[str, list[str]]:
    return {db["linkname"]: db["links"] for db in one.get("linksetdbs", [])}


def test_every_link_of_a_record() -> None:
    (one,) = linked(id="101")
    found = names(one)
    assert one["ids"] == ["101"]
    assert found["pubmed_pubmed"][0] == "101"
    assert set(found["pubmed_pubmed"]) >= {"101", "102", "103"}
    assert "105" not in found["pubmed_pubmed"]
    assert found["pubmed_pubmed_five"] == found["pubmed_pubmed"][:6]
    assert "103" in found["pubmed_pubmed_reviews"]
    assert found["pubmed_pubmed_refs"] == ["102"]
    assert found["pubmed_pubmed_comments"] == ["103"]
    assert found["pubmed_pubmed_corrections"] == ["104"]


def test_one_link_name_another_database_and_a_term() -> None:
    (one,) = linked(id="101", linkname="pubmed_pubmed_refs")
    assert list(names(one)) == ["pubmed_pubmed_refs"]
    (pmc,) = linked(id="101", db="pmc")
    assert names(pmc) == {"pubmed_pmc": ["7000001"]}
    assert linked(id="101", db="gene") == [{"dbfrom": "pubmed", "ids": ["101"]}]
    (kept,) = linked(id="101", linkname="pubmed_pubmed", term="review[pt]")
    assert "103" in names(kept)["pubmed_pubmed"]
    assert "102" not in names(kept)["pubmed_pubmed"]


def test_a_record_without_links_has_an_empty_set() -> None:
    assert linked(id="999") == [{"dbfrom": "pubmed", "ids": ["999"]}]


def test_each_id_parameter_is_a_set_of_its_own() -> None:
    several = Call.of(b"dbfrom=pubmed&id=101&id=102,103&retmode=json")
    sets = json.loads(link.answer(several, desk()).body)["linksets"]
    assert [one["ids"] for one in sets] == [["101"], ["102", "103"]]


def test_scores_fall_and_the_record_itself_is_first() -> None:
    answer = link.answer(call(id="102", cmd="neighbor_score", linkname="pubmed_pubmed"), desk())
    root = etree.fromstring(answer.body.encode())
    found = [(e.findtext("Id"), int(e.findtext("Score") or 0)) for e in root.iter("Link")]
    assert found[0][0] == "102"
    assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
    assert len(found) > 2


def test_links_can_be_kept_in_the_history() -> None:
    place = desk()
    values = {"id": "101", "cmd": "neighbor_history", "linkname": "pubmed_pubmed_refs"}
    root = etree.fromstring(link.answer(call(**values), place).body.encode())
    env, key = root.findtext("LinkSet/WebEnv"), root.findtext(".//QueryKey")
    assert env
    assert key
    asked = call(query_key=key, web_env=env, rettype="uilist", retmode="text")
    assert fetch.answer(asked, place).body == "102\n"
    counted = search.answer(call(query_key=key, web_env=env, retmax="0"), place)
    assert "<Count>1</Count>" in counted.body


def test_checks_say_which_links_there_are() -> None:
    root = etree.fromstring(link.answer(call(id="101,105", cmd="acheck"), desk()).body.encode())
    sets = root.findall(".//IdLinkSet")
    assert [s.findtext("Id") for s in sets] == ["101", "105"]
    assert "pubmed_pubmed_refs" in [e.text for e in sets[0].iter("LinkName")]
    near = etree.fromstring(link.answer(call(id="101,999", cmd="ncheck"), desk()).body.encode())
    assert [e.get("HasNeighbor") for e in near.iter("Id")] == ["Y", "N"]


def test_what_cannot_be_answered_is_said() -> None:
    assert "Invalid db name" in link.answer(call(dbfrom="gene", id="1"), desk()).body
    assert link.answer(call(id="101", cmd="llinks"), desk()).status == 400
    assert link.answer(call(), desk()).status == 400
    many = ",".join(str(n) for n in range(1, 202))
    assert link.answer(call(id=many), desk()).status == 400
    broken = json.loads(link.answer(call(id="101", term="((", retmode="json"), desk()).body)
    assert broken["ERROR"].startswith("Search Backend failed: ")
