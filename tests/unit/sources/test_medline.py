"""PubMed XML -> records: every kind of element once, and every trap that neighbours fell into."""

from __future__ import annotations

import datetime as dt
import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sceptic.domain.record import NoticeKind, PartialDate, Record
from sceptic.errors import FileFormatError
from sceptic.sources.medline import Deletion, records_from_xml

ARTICLE = """
<PubmedArticle>
 <MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Automated">
  <PMID Version="2">101</PMID>
  <DateCompleted><Year>2010</Year><Month>01</Month><Day>16</Day></DateCompleted>
  <DateRevised><Year>2019</Year><Month>02</Month><Day>08</Day></DateRevised>
  <Article PubModel="Print-Electronic">
   <Journal><ISSN IssnType="Print">0006-2944</ISSN>
    <JournalIssue CitedMedium="Print"><Volume>13</Volume><Issue>2</Issue>
     <PubDate><MedlineDate>2000 Nov-Dec</MedlineDate></PubDate></JournalIssue>
    <Title>Journal of Made-Up Trials</Title><ISOAbbreviation>J. Made Up</ISOAbbreviation></Journal>
   <ArticleTitle>Effect of H<sub>2</sub>O &amp; <i>Salvia</i> at P&lt;0.001.</ArticleTitle>
   <Pagination><StartPage>117</StartPage><EndPage>126</EndPage>
     <MedlinePgn>117-26</MedlinePgn></Pagination>
   <ELocationID EIdType="doi" ValidYN="Y">10.1/abc;d&lt;e&gt;</ELocationID>
   <Abstract>
    <AbstractText Label="METHODS" NlmCategory="METHODS">We gave 10<sup>3</sup> drops.</AbstractText>
    <AbstractText Label="RESULTS" NlmCategory="RESULTS">Mean <mml:math
      xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>x</mml:mi><mml:mo>=</mml:mo>
      <mml:mn>2</mml:mn></mml:math> fell, <b>P<i>&lt;</i>0.001</b>.</AbstractText>
    <CopyrightInformation>(c) nobody</CopyrightInformation>
   </Abstract>
   <AuthorList CompleteYN="N">
    <Author ValidYN="Y" EqualContrib="Y"><LastName>Moreau</LastName><ForeName>Ana B</ForeName>
     <Initials>AB</Initials><Suffix>Jr</Suffix>
     <Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier>
     <AffiliationInfo><Affiliation>First place.</Affiliation>
      <Identifier Source="GRID">grid.1</Identifier></AffiliationInfo>
     <AffiliationInfo><Affiliation>Second place.</Affiliation></AffiliationInfo></Author>
    <Author ValidYN="Y"><CollectiveName>The Drop Group</CollectiveName></Author>
   </AuthorList>
   <Language>eng</Language><Language>fre</Language>
   <DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
    <AccessionNumberList><AccessionNumber>NCT00000001</AccessionNumber>
    </AccessionNumberList></DataBank></DataBankList>
   <GrantList CompleteYN="Y"><Grant><GrantID>R01 X</GrantID><Acronym>AG</Acronym>
    <Agency>NIA</Agency><Country>United States</Country></Grant></GrantList>
   <PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>
    <PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList>
   <VernacularTitle>Effet de l'eau</VernacularTitle>
   <ArticleDate DateType="Electronic"><Year>2000</Year><Month>10</Month><Day>05</Day></ArticleDate>
  </Article>
  <MedlineJournalInfo><Country>France</Country><MedlineTA>J Made Up</MedlineTA>
   <NlmUniqueID>0151424</NlmUniqueID><ISSNLinking>0006-2944</ISSNLinking></MedlineJournalInfo>
  <ChemicalList><Chemical><RegistryNumber>059QF0KO0R</RegistryNumber>
   <NameOfSubstance UI="D014867">Water</NameOfSubstance></Chemical></ChemicalList>
  <SupplMeshList><SupplMeshName Type="Protocol" UI="C1">drop regimen</SupplMeshName></SupplMeshList>
  <CitationSubset>IM</CitationSubset>
  <CommentsCorrectionsList>
   <CommentsCorrections RefType="RetractionIn"><RefSource>J Made Up. 2001</RefSource>
     <PMID Version="1">202</PMID><Note>why</Note></CommentsCorrections>
   <CommentsCorrections RefType="SomethingNew"><RefSource>Elsewhere</RefSource>
   </CommentsCorrections>
  </CommentsCorrectionsList>
  <MeshHeadingList><MeshHeading><DescriptorName UI="D000505" MajorTopicYN="N">Alopecia
    </DescriptorName><QualifierName UI="Q000188" MajorTopicYN="Y">drug therapy</QualifierName>
   </MeshHeading></MeshHeadingList>
  <OtherID Source="NLM">PMC1</OtherID>
  <OtherAbstract Type="plain-language-summary" Language="eng">
    <AbstractText>Water is wet.</AbstractText></OtherAbstract>
  <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="Y">drops</Keyword></KeywordList>
  <CoiStatement>None declared.</CoiStatement>
  <InvestigatorList><Investigator ValidYN="Y"><LastName>Roe</LastName><Initials>J</Initials>
  </Investigator></InvestigatorList>
  <FutureElement><Deep>ignored</Deep></FutureElement>
 </MedlineCitation>
 <PubmedData>
  <History>
   <PubMedPubDate PubStatus="received"><Year>2000</Year><Month>2</Month><Day>30</Day>
   </PubMedPubDate>
   <PubMedPubDate PubStatus="entrez"><Year>2000</Year><Month>10</Month><Day>9</Day>
    <Hour>6</Hour><Minute>0</Minute></PubMedPubDate></History>
  <PublicationStatus>ppublish</PublicationStatus>
  <ArticleIdList><ArticleId IdType="pubmed">101</ArticleId>
   <ArticleId IdType="doi">10.1/abc;d&lt;e&gt;</ArticleId><ArticleId IdType="pmc">PMC1</ArticleId>
   <ArticleId IdType="pii">S1</ArticleId></ArticleIdList>
  <ReferenceList><Title>References</Title><Reference><Citation>Somebody 1999.</Citation>
   <ArticleIdList><ArticleId IdType="pubmed">303</ArticleId>
   <ArticleId IdType="doi">10.9/not-ours</ArticleId></ArticleIdList></Reference>
   <ReferenceList><Reference><Citation>Nested 1998.</Citation></Reference></ReferenceList>
  </ReferenceList>
 </PubmedData>
</PubmedArticle>"""


def as_set(*articles: str, root: str = "PubmedArticleSet") -> bytes:
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE x SYSTEM "http://x/y.dtd">\n'
    return f"{head}<{root}>{''.join(articles)}</{root}>\n".encode()


def small(pmid: int, title: str = "T") -> str:
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article>'
        f"<ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


def one(xml: bytes) -> Record:
    (record,) = records_from_xml(xml)
    assert isinstance(record, Record)
    return record


@pytest.fixture(scope="module")
def record() -> Record:
    return one(as_set(ARTICLE))


def test_text_keeps_every_text_node(record: Record) -> None:
    assert record.title == "Effect of H2O & Salvia at P<0.001."
    assert [p.text for p in record.abstract] == [
        "We gave 103 drops.",
        "Mean x= 2 fell, P<0.001.",
    ]
    assert [p.label for p in record.abstract] == ["METHODS", "RESULTS"]
    assert record.copyright == "(c) nobody"
    assert record.title_vernacular == "Effet de l'eau"
    assert record.other_abstracts[0].type == "plain-language-summary"


def test_ids_come_from_their_own_places_only(record: Record) -> None:
    assert (record.id, record.pmid, record.version) == ("pmid:101", 101, 2)
    assert record.doi == "10.1/abc;d<e>"
    assert record.pmcid == "PMC1"
    assert record.other_ids == (
        ("elocation-doi", "10.1/abc;d<e>"),
        ("other-NLM", "PMC1"),
        ("pii", "S1"),
    )
    assert [(r.citation, r.pmid, r.doi) for r in record.references] == [
        ("Somebody 1999.", 303, "10.9/not-ours"),
        ("Nested 1998.", None, ""),
    ]


def test_dates_in_all_forms(record: Record) -> None:
    assert record.print_date == PartialDate(2000, 12, None, "2000 Nov-Dec")
    assert record.electronic_date == PartialDate(2000, 10, 5)
    assert record.entrez_date == PartialDate(2000, 10, 9)
    assert record.known_since == dt.date(2000, 10, 5)
    assert dict(record.history)["entrez"].text == "06:00"
    assert dict(record.history)["received"] == PartialDate(2000, 2, None, "2000 2 30")
    assert (record.completed_date, record.revised_date) == (
        PartialDate(2010, 1, 16),
        PartialDate(2019, 2, 8),
    )


def test_people(record: Record) -> None:
    author, group = record.authors
    assert (author.last, author.fore, author.initials, author.suffix) == (
        "Moreau",
        "Ana B",
        "AB",
        "Jr",
    )
    assert author.orcid == "0000-0002-1825-0097"
    assert author.affiliations == ("First place.", "Second place.")
    assert author.identifiers == (("GRID", "grid.1"),)
    assert author.equal_contribution
    assert group.collective == "The Drop Group"
    assert not record.authors_complete
    assert record.investigators[0].last == "Roe"


def test_headings_lists_and_journal(record: Record) -> None:
    (heading,) = record.mesh
    assert (heading.descriptor, heading.ui, heading.major) == ("Alopecia", "D000505", False)
    assert heading.qualifiers == (("drug therapy", True),)
    assert record.chemicals[0].registry_number == "059QF0KO0R"
    assert record.supplementary_mesh == (("drop regimen", "C1"),)
    assert (record.keywords[0].text, record.keywords[0].major) == ("drops", True)
    assert record.grants[0].acronym == "AG"
    assert record.databanks[0].accessions == ("NCT00000001",)
    assert record.publication_types == ("Randomized Controlled Trial", "Retracted Publication")
    assert record.languages == ("eng", "fre")
    assert record.conflict_of_interest == "None declared."
    assert (record.journal_abbreviation, record.iso_abbreviation) == ("J Made Up", "J. Made Up")
    assert (record.volume, record.issue, record.pages) == ("13", "2", "117-26")
    assert record.publication_model == "Print-Electronic"


def test_notices_under_their_own_kind(record: Record) -> None:
    retraction, unknown = record.notices
    assert (retraction.kind, retraction.pmid, retraction.note) == (
        NoticeKind.RETRACTION_IN,
        202,
        "why",
    )
    assert (unknown.kind, unknown.raw_kind) == (NoticeKind.OTHER, "SomethingNew")
    assert not record.is_notice


def test_a_retracted_article_and_its_notice_are_told_apart() -> None:
    links = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>J</RefSource>'
        '<PMID Version="1">{pmid}</PMID></CommentsCorrections></CommentsCorrectionsList>'
    )

    def linked(pmid: int, kind: str, other: int) -> str:
        link = links.format(kind=kind, pmid=other)
        return small(pmid).replace("</MedlineCitation>", f"{link}</MedlineCitation>")

    article, notice = records_from_xml(
        as_set(
            linked(19717156, "RetractionIn", 19718576), linked(19718576, "RetractionOf", 19717156)
        )
    )
    assert isinstance(article, Record)
    assert isinstance(notice, Record)
    assert not article.is_notice
    assert notice.is_notice


def test_deletions_come_in_file_order() -> None:
    gone = '<DeleteCitation><PMID Version="1">7</PMID><PMID Version="2">8</PMID></DeleteCitation>'
    items = list(records_from_xml(as_set(small(1), gone)))
    assert items[1:] == [Deletion(7, 1), Deletion(8, 2)]  # type: ignore[arg-type]


def test_a_book_chapter() -> None:
    book = """<PubmedBookArticle><BookDocument><PMID Version="1">9</PMID>
      <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
      <Book><Publisher><PublisherName>Drop Press</PublisherName>
        <PublisherLocation>Basel</PublisherLocation></Publisher>
        <BookTitle book="b">Drops <i>and</i> Hair</BookTitle>
        <PubDate><Year>2006</Year></PubDate>
        <AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList>
        <Isbn>978</Isbn></Book>
      <ArticleTitle>Water drops</ArticleTitle><Language>eng</Language>
      <AuthorList Type="authors"><Author><LastName>Au</LastName></Author></AuthorList>
      <PublicationType UI="D1">Review</PublicationType>
      <Abstract><AbstractText>Short.</AbstractText></Abstract></BookDocument>
      <PubmedBookData><History><PubMedPubDate PubStatus="entrez"><Year>2010</Year></PubMedPubDate>
      </History></PubmedBookData></PubmedBookArticle>"""
    record = one(as_set(book))
    assert (record.book_title, record.publisher, record.publisher_place) == (
        "Drops and Hair",
        "Drop Press",
        "Basel",
    )
    assert [a.last for a in record.authors] == ["Au"]
    assert [a.last for a in record.editors] == ["Ed"]
    assert ("isbn", "978") in record.other_ids
    assert record.entrez_date == PartialDate(2010)


def test_old_files_with_one_affiliation_and_a_citation_set() -> None:
    old = (
        "<MedlineCitation><PMID>5</PMID><DateCreated><Year>2001</Year></DateCreated><Article>"
        "<ArticleTitle>T</ArticleTitle><Affiliation>Somewhere.</Affiliation><AuthorList>"
        "<Author><LastName>A</LastName></Author><Author><LastName>B</LastName></Author>"
        "</AuthorList></Article></MedlineCitation>"
    )
    record = one(as_set(old, root="MedlineCitationSet"))
    assert [a.affiliations for a in record.authors] == [("Somewhere.",), ()]


def test_asterisks_and_slashes_in_a_heading_are_read_as_nlm_writes_them() -> None:
    heading = (
        '<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="N">*Hair/drug effects/*growth'
        "</DescriptorName></MeshHeading></MeshHeadingList>"
    )
    xml = small(1).replace("</MedlineCitation>", f"{heading}</MedlineCitation>")
    (mesh,) = one(as_set(xml)).mesh
    assert (mesh.descriptor, mesh.major) == ("Hair", True)
    assert mesh.qualifiers == (("drug effects", False), ("growth", True))


def test_several_sets_in_one_file_and_single_records() -> None:
    both = as_set(small(1)) + as_set(small(2))
    assert [r.pmid for r in records_from_xml(both)] == [1, 2]
    assert [r.pmid for r in records_from_xml(small(3).encode())] == [3]


def test_namespaces_of_the_root_and_an_empty_set() -> None:
    symbol = "<mml:math><mml:mi>x</mml:mi></mml:math>"
    xml = as_set(*(small(n, f"{symbol} {'y' * 9000}") for n in range(1, 300)))
    declared = b'<PubmedArticleSet xmlns:mml="http://www.w3.org/1998/Math/MathML">'
    records = list(records_from_xml(xml.replace(b"<PubmedArticleSet>", declared)))
    assert len(records) == 299
    assert all(isinstance(r, Record) and r.title.startswith("x yyy") for r in records)
    assert list(records_from_xml(b"<PubmedArticleSet/>")) == []
    assert list(records_from_xml(b"<PubmedArticleSet></PubmedArticleSet>")) == []


def test_small_blocks_and_other_encodings() -> None:
    xml = as_set(*(small(n, f"Ärzte {n}") for n in range(1, 60)))
    blocks = [xml[i : i + 997] for i in range(0, len(xml), 997)]
    assert [r.pmid for r in records_from_xml(blocks)] == list(range(1, 60))
    latin = xml.decode().replace('"utf-8"', '"iso-8859-1"').encode("latin-1")
    assert next(iter(records_from_xml(latin))).title.startswith("Ärzte")  # type: ignore[union-attr]
    wide = xml.decode().replace('"utf-8"', '"utf-16"').encode("utf-16")
    assert len(list(records_from_xml(wide))) == 59


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"   \n ", "empty"),
        (b"<html><body>429</body></html>", "not PubMed XML"),
        (b'{"error": "API rate limit exceeded"}', "not PubMed XML"),
        (b"\x00\x01\x02 binary", "not PubMed XML"),
        (as_set(small(1))[:-40], "cut off"),
        (as_set(small(1).replace("</Article>", "")), "broken XML"),
        (as_set(small(1).replace(">1<", ">one<")), "no number"),
        (as_set(small(1).replace('<PMID Version="1">1</PMID>', "")), "without a PMID"),
        (as_set(small(1, "&nosuch;")), "broken XML"),
        (as_set(small(1)) + b"trailing words", "after the end"),
        (b'<?xml version="1.0" encoding="klingon"?><PubmedArticleSet/>', "unknown encoding"),
        (b'<?xml version="1.0" encoding="utf-8"?>' + b"\xff" * 300, "not PubMed XML"),
    ],
)
def test_what_is_no_pubmed_file_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(FileFormatError, match=says) as caught:
        list(records_from_xml(data))
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 200


def test_the_fault_is_placed_behind_the_last_good_record() -> None:
    items = records_from_xml(as_set(*(small(n, "x" * 9000) for n in range(1, 300)), "<Pubmed"))
    with pytest.raises(FileFormatError, match=r"after PMID \d+"):
        list(items)


def test_entities_are_refused_before_they_are_read() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(FileFormatError, match="entities"):
        list(records_from_xml(laughs + as_set(small(1, "&b;")).split(b"dtd", 1)[1]))


def test_deep_nesting_is_refused() -> None:
    deep = "<b>" * 5000 + "x" + "</b>" * 5000
    with pytest.raises(FileFormatError, match="broken XML"):
        list(records_from_xml(as_set(small(1, deep))))


def test_an_endless_attribute_is_refused_in_bounded_memory() -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        yield b'<PubmedArticleSet><PubmedArticle a="'
        for _ in range(1024):
            taken += 1
            yield b"x" * (1 << 20)

    with pytest.raises(FileFormatError, match="longer than 32 MB"):
        list(records_from_xml(endless()))  # type: ignore[arg-type]
    assert taken < 40


def test_real_files_lose_no_title_abstract_or_heading(data_dir: Path) -> None:
    """Against a second reader: the plain ElementTree text of the same elements."""
    data = gzip.decompress((data_dir / "pubmed_xml" / "pubmed_real_0001.xml.gz").read_bytes())
    records = {r.pmid: r for r in records_from_xml(data) if isinstance(r, Record)}
    root = ET.fromstring(data)
    seen = 0
    for article in root.iter("PubmedArticle"):
        citation = article.find("MedlineCitation")
        assert citation is not None
        record = records[int(citation.findtext("PMID") or 0)]  # type: ignore[index]
        title = citation.find("Article/ArticleTitle")
        words = " ".join("".join(title.itertext()).split()) if title is not None else ""
        assert " ".join(record.title.split()) == words
        texts = [
            " ".join("".join(e.itertext()).split())
            for e in citation.findall("Article/Abstract/AbstractText")
        ]
        read = [" ".join(p.text.split()) for p in record.abstract]
        assert [t for t in read if t] == [t for t in texts if t]
        names = citation.findall("MeshHeadingList/MeshHeading/DescriptorName")
        assert [h.descriptor for h in record.mesh] == [n.text for n in names]
        links = citation.findall("CommentsCorrectionsList/CommentsCorrections")
        assert [n.kind.value for n in record.notices] == [x.get("RefType") for x in links]
        seen += 1
    assert seen == len(records) == 1000


def test_numbers_that_are_none_or_have_no_end_are_refused() -> None:
    """Found by fuzzing: versions, PMIDs and days that no integer can hold."""
    for version in ("1dddd", "9" * 5000):
        with pytest.raises(FileFormatError, match="a version that is no number"):
            list(
                records_from_xml(
                    as_set(f'<DeleteCitation><PMID Version="{version}">1</PMID></DeleteCitation>')
                )
            )
    with pytest.raises(FileFormatError, match="a PMID that is no number"):
        list(records_from_xml(as_set(small(1, "t").replace(">1</PMID>", f">{'1' * 5000}</PMID>"))))


@pytest.mark.parametrize("name", ["zlib", "rot13", "hex", "undefined", "bz2"])
def test_an_encoding_that_is_none_of_text_is_refused(name: str) -> None:
    head = f'<?xml version="1.0" encoding="{name}"?><PubmedArticleSet></PubmedArticleSet>'
    with pytest.raises(FileFormatError, match="encoding"):
        list(records_from_xml(head.encode() + b" " * 300))


@pytest.mark.parametrize("mark", [b"<!--", b"<?"])
def test_comments_that_never_end_are_read_once(mark: bytes) -> None:
    with pytest.raises(FileFormatError):
        list(records_from_xml(b"<PubmedArticleSet></PubmedArticleSet>" + mark * 500_000))
    with pytest.raises(FileFormatError):
        list(records_from_xml(mark * 500_000))
