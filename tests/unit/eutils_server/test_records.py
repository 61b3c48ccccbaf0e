"""EFetch, ESummary, EPost, EInfo, ESpell, ECitMatch."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from sceptic.eutils_server import fetch, info, match, post, summary
from sceptic.sources.medline import records_from_xml
from sceptic.sources.medline_text import records_from_nbib
from tests.eutils_samples import FULL, RECORDS, call, desk


def tree(body: str) -> Any:
    return etree.fromstring(body.encode())


# --- EFetch -----------------------------------------------------------------------------------


def test_xml_is_the_records_as_asked_each_once() -> None:
    answer = fetch.answer(call(db="pubmed", id="102,101 , 999,102"), desk())
    assert answer.media_type == "text/xml"
    found = list(records_from_xml(answer.body.encode()))
    assert [r.pmid for r in found] == [102, 101]
    assert found[1] == FULL


@pytest.mark.parametrize("values", [{"rettype": "xml", "retmode": "text"}, {"rettype": "full"}])
def test_xml_is_what_other_types_mean_too(values: dict[str, str]) -> None:
    assert "<PubmedArticleSet>" in fetch.answer(call(id="101", **values), desk()).body


def test_medline_text_reads_back() -> None:
    answer = fetch.answer(call(id="101,102", rettype="medline", retmode="text"), desk())
    assert answer.media_type == "text/plain"
    assert [r.pmid for r in records_from_nbib(answer.body.encode())] == [101, 102]


def test_the_abstract_is_to_be_read() -> None:
    body = fetch.answer(call(id="101", rettype="abstract", retmode="text"), desk()).body
    blocks = body.split("\n\n")
    assert blocks[0] == "1. J Nothing. 2019 Nov-Dec;7(3 Pt 1):234-9. doi: 10.1/cold.101."
    assert blocks[1] == "[Zinc & copper for the common cold: P<0.001]"
    assert blocks[2] == "Adams AB(1)(2), Brown C, The Cold Group."
    assert blocks[3].startswith("Author information:\n(1)Dept. A, Nowhere.\n(2)")
    assert "Erratum in\n    J Nothing. 2020;3:3 PMID: 104" in blocks
    assert "RESULTS: Zinc lozenges shortened colds in 120 adults." in blocks
    assert blocks[-2].endswith("PMID: 101 [Indexed for MEDLINE]")
    assert blocks[-1] == "Conflict of interest statement: None.\n"
    two = fetch.answer(call(id="102,103", rettype="abstract", retmode="text"), desk()).body
    assert two.startswith("1. Acta Nihil. 2010 May 1;12:17.\n")
    assert "\n\n\n2. J Nothing. 2020 May 1;12:17.\n" in two


def test_lists_of_numbers() -> None:
    text = fetch.answer(call(id="102,999,101", rettype="uilist", retmode="text"), desk())
    assert text.body == "102\n101\n"
    xml = fetch.answer(call(id="102,101", rettype="uilist", retmode="xml"), desk())
    assert [e.text for e in tree(xml.body)] == ["102", "101"]


def test_summaries_can_be_fetched_too() -> None:
    asked = call(id="101", rettype="docsum", retmode="xml")
    assert fetch.answer(asked, desk()) == summary.answer(call(id="101"), desk())


def test_unknown_numbers_are_an_empty_set_and_no_number_is_an_error() -> None:
    assert "<PubmedArticleSet></PubmedArticleSet>" in fetch.answer(call(id="999"), desk()).body
    for values in ({}, {"id": "0"}, {"id": "abc,../../etc/passwd"}):
        answer = fetch.answer(call(**values), desk())
        assert answer.status == 400
        message = "ID list is empty! Possibly it has no correct IDs."
        assert tree(answer.body).findtext("ERROR") == message


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"id": "101", "db": "gene"}, "Invalid db name specified: gene"),
        ({"query_key": "1", "web_env": "gone"}, "Unable to obtain query #1"),
        ({"id": "101", "retmode": "json"}, "Unsupported combination of rettype and retmode"),
        (
            {"id": ",".join("1" * 10_001)},
            "Too many UIDs in request. Maximum number of UIDs is 10000.",
        ),
    ],
)
def test_fetch_refuses_with_http_400(values: dict[str, str], message: str) -> None:
    answer = fetch.answer(call(**values), desk())
    assert answer.status == 400
    assert tree(answer.body).findtext("ERROR") == message


# --- ESummary ---------------------------------------------------------------------------------


def summaries(**values: str) -> dict[str, Any]:
    answer = summary.answer(call(retmode="json", **values), desk())
    result: dict[str, Any] = json.loads(answer.body)
    return result


def test_json_summaries_have_ncbis_names() -> None:
    result = summaries(id="101,999")["result"]
    assert result["uids"] == ["101", "999"]
    assert result["999"] == {"uid": "999", "error": "cannot get document summary"}
    one = result["101"]
    assert one["pubdate"] == "2019 Nov-Dec"
    assert one["epubdate"] == "2019 Oct 5"
    assert one["source"] == "J Nothing"
    assert one["authors"][0] == {"name": "Adams AB", "authtype": "Author", "clusterid": ""}
    assert one["authors"][2]["authtype"] == "CollectiveName"
    assert (one["issn"], one["essn"]) == ("0000-0001", "0000-0002")
    assert one["recordstatus"] == "PubMed - indexed for MEDLINE"
    assert one["pubstatus"] == "4"
    assert {"idtype": "doi", "idtypen": 3, "value": "10.1/cold.101"} in one["articleids"]
    assert one["history"][1] == {"pubstatus": "entrez", "date": "2019/10/06 06:00"}
    assert one["attributes"] == ["Has Abstract"]
    assert one["elocationid"] == "doi: 10.1/cold.101"
    assert one["sortpubdate"] == "2019/12/01 00:00"
    assert one["sorttitle"].startswith("zinc  copper for the common cold")


def test_version_2_has_the_same_content_as_xml() -> None:
    answer = summary.answer(call(id="101,110,999", version="2.0"), desk())
    assert "esummary pubmed 20160808" in answer.body
    root = tree(answer.body)
    first, book, gone = root.findall("DocumentSummarySet/DocumentSummary")
    assert first.get("uid") == "101"
    assert first.findtext("Authors/Author/Name") == "Adams AB"
    assert first.findtext("PubType/flag") == "Journal Article"
    assert first.findtext("Lang/string") == "eng"
    assert first.findtext("ArticleIds/ArticleId/IdType") == "pubmed"
    assert first.findtext("History/PubMedPubDate/Date") == "2019/02/01 00:00"
    assert (book.findtext("DocType"), book.findtext("BookTitle")) == ("chapter", "All About Noses")
    assert gone.findtext("error") == "cannot get document summary"


def test_version_1_is_a_list_of_items() -> None:
    root = tree(summary.answer(call(id="101,999"), desk()).body)
    one = root.find("DocSum")
    items = {i.get("Name"): i for i in one.findall("Item")}
    assert one.findtext("Id") == "101"
    assert items["SO"].text == "2019 Nov-Dec;7(3 Pt 1):234-9"
    assert [i.text for i in items["AuthorList"]] == ["Adams AB", "Brown C", "The Cold Group"]
    assert [i.text for i in items["LangList"]] == ["English", "German"]
    assert items["HasAbstract"].text == "1"
    assert root.findtext("ERROR") == "UID=999: cannot get document summary"


def test_summary_errors_come_under_http_200() -> None:
    assert summaries()["esummaryresult"] == ["Empty id list - nothing todo"]
    assert summaries(id="abc")["esummaryresult"] == ["Invalid uid abc at position=0"]
    mixed = summaries(id="101,abc")
    assert mixed["error"] == "Invalid uid abc at position=1"
    assert mixed["result"]["uids"] == ["101"]
    many = ",".join(str(n) for n in range(1, 502))
    assert "Maximum number of UIDs is 500" in summaries(id=many)["esummaryresult"][0]
    assert len(tree(summary.answer(call(id=many), desk()).body)) == 501
    xml = summary.answer(call(query_key="1", web_env="gone", version="2.0"), desk())
    assert tree(xml.body).findtext("ERROR") == "Unable to obtain query #1"


# --- EPost, EInfo, ESpell -----------------------------------------------------------------------


def test_posting_lists_what_is_no_number() -> None:
    root = tree(post.answer(call(id="101,-1,x"), desk()).body)
    assert [e.tag for e in root] == ["InvalidIdList", "QueryKey", "WebEnv"]
    assert [e.text for e in root.find("InvalidIdList")] == ["-1", "x"]
    assert post.answer(call(id=""), desk()).status == 400
    wrong = json.loads(post.answer(call(id="1", db="gene", retmode="json"), desk()).body)
    assert wrong["epostresult"]["ERROR"] == "Invalid db name specified: gene"


def test_information_about_the_one_database() -> None:
    assert tree(info.answer(call(), desk()).body).findtext("DbList/DbName") == "pubmed"
    as_json = json.loads(info.answer(call(retmode="json"), desk()).body)
    assert as_json["einforesult"]["dblist"] == ["pubmed"]
    root = tree(info.answer(call(db="pubmed", version="2.0"), desk()).body)
    assert root.findtext("DbInfo/Count") == str(len(RECORDS))
    names = {f.findtext("Name"): f.findtext("FullName") for f in root.iter("Field")}
    assert names["TIAB"] == "Title/Abstract"
    assert "pubmed_pubmed_refs" in {e.findtext("Name") for e in root.iter("Link")}
    about = json.loads(info.answer(call(db="pubmed", retmode="json"), desk()).body)
    (one,) = about["einforesult"]["dbinfo"]
    assert one["count"] == str(len(RECORDS))
    assert len(one["fieldlist"]) == len(names)
    wrong = json.loads(info.answer(call(db="gene", retmode="json"), desk()).body)
    assert wrong["einforesult"]["ERROR"] == "Invalid db name specified: gene"


def test_there_is_no_speller_and_the_query_comes_back() -> None:
    root = tree(info.spell(call(db="pubmed", term="zink & <x>"), desk()).body)
    assert root.findtext("Query") == "zink & <x>"
    assert root.findtext("CorrectedQuery") == ""


# --- ECitMatch --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("j nothing|2019|7|234|adams ab|Art1|", "101"),
        ("J. Nothing|2019|7|234|Adams A|k|", "101"),
        ("Journal of Nothing|2019|||adams|k|", "101"),
        ("|2010|12|17|young a|k|", "102"),
        ("j nothing|2019|7|235|adams ab|k|", "NOT_FOUND"),
        ("j nothing|1999|7|234|adams ab|k|", "NOT_FOUND"),
        ("No Such Journal|2019|7|234|adams ab|k|", "NOT_FOUND;INVALID_JOURNAL"),
        ("j nothing|2020|12|17||k|", "AMBIGUOUS 104,103"),
        ("||||||", "NOT_FOUND"),
        ("n/a|n/a|n/a|n/a|n/a|k|", "NOT_FOUND"),
        ('"||(AND|*|"\'|k', "NOT_FOUND"),
    ],
)
def test_citations_are_matched(line: str, outcome: str) -> None:
    body = match.answer(call(db="pubmed", retmode="xml", bdata=line), desk()).body
    assert body.rstrip("\n").split("|")[-1] == outcome


def test_a_line_for_each_citation_as_it_came() -> None:
    lines = "j nothing|2019|7|234|adams ab|Art1|\r|2010|12|17|young|Art2|"
    body = match.answer(call(bdata=lines), desk()).body
    assert body.splitlines() == [
        "j nothing|2019|7|234|adams ab|Art1|101", "|2010|12|17|young|Art2|102",
    ]  # fmt: skip
    assert match.answer(call(bdata="\r".join("a|" for _ in range(201))), desk()).status == 400
    assert "Invalid db" in match.answer(call(db="gene", bdata=lines), desk()).body
