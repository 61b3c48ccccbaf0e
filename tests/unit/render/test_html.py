from __future__ import annotations

import dataclasses
from html.parser import HTMLParser
from typing import Any

import pytest
from lxml import html as lxml_html

from sceptic.domain.brief import Statement
from sceptic.domain.evidence import Design, Effect, Rationale
from sceptic.render import html
from sceptic.render.html import as_html
from sceptic.render.labels import CAPTIONS
from sceptic.render.outline import outline_of
from sceptic.render.pictures import pictures_of
from sceptic.render.sources import cleaned
from sceptic.synthesis.findings_table import findings_table
from tests import samples

BRIEFS = {**samples.all_briefs(), "fifty": samples.many_study_brief(50)}
PAGES = {name: as_html(brief) for name, brief in BRIEFS.items()}
_VOID = {"meta", "link", "br", "wbr", "img", "input", "hr"}


def tree_of(page: str) -> Any:
    return lxml_html.fromstring(page)


class Tags(HTMLParser):
    """Tags with their attributes, and whether every tag is closed in its order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.errors: list[str] = []
        self.feed(page)
        self.close()
        self.errors += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.errors.append(f"{tag} has an attribute twice")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.errors.append(f"</{tag}>")


def findings_of(name: str) -> tuple[Statement, ...]:
    """The sentences of the Summary of Findings, where the page shows one."""
    table = findings_table(BRIEFS[name])
    if not any(row.records for row in table.rows):
        return ()
    return (*(row.meaning for row in table.rows), *table.notes, *table.remarks)


@pytest.fixture(params=BRIEFS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_tags_are_closed_in_order(name: str) -> None:
    assert Tags(PAGES[name]).errors == []


def test_every_statement_is_printed_and_nothing_else_is_a_sentence(name: str) -> None:
    tree = tree_of(PAGES[name])
    spans = tree.xpath("//*[@class='statement']")
    assert sorted(s.text_content() for s in spans) == sorted(
        cleaned(s.text) for s in (*samples.statements_of(BRIEFS[name]), *findings_of(name))
    )
    for element in tree.xpath(
        "//*[@class='statement'] | //style | //svg | //dl | //*[@class='gaps']"
        " | //*[@class='sources'] | //*[@popover] | //*[contains(@class, 'words')]"
        " | //*[@class='own']"
        " | //*[@class='unseen'] | //h1 | //title | //bdi"
    ):
        element.drop_tree()
    texts = [t.strip() for t in tree.itertext() if t.strip()]
    assert not [t for t in texts if t.endswith((".", "!"))], texts


def test_each_sentence_leads_to_its_source_in_one_click(name: str) -> None:
    tree = tree_of(PAGES[name])
    ids = {element.get("id") for element in tree.xpath("//*[@id]")}
    targets = [a.get("href") for a in tree.xpath("//a[starts-with(@href, '#')]")]
    assert {t[1:] for t in targets} <= ids
    for span in tree.xpath("//*[@class='statement']"):
        (button,) = span.xpath("following-sibling::sup[1]/button")
        (sheet,) = tree.xpath(f"//*[@id='{button.get('popovertarget')}']")
        assert sheet.get("popover") is not None
        assert sheet.xpath(".//a[starts-with(@href, '#source')]"), span.text_content()
        assert button.get("aria-label").startswith("Source")


def test_ids_are_given_once(name: str) -> None:
    ids = [attrs["id"] for _, attrs in Tags(PAGES[name]).seen if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_the_page_asks_nothing_of_the_network(name: str) -> None:
    loading = {"script", "iframe", "object", "embed", "img", "video", "audio", "source", "form"}
    for tag, attrs in Tags(PAGES[name]).seen:
        assert tag not in loading
        assert not {a for a in attrs if a.startswith("on")}
        assert not {"src", "srcset", "action", "ping", "style"} & set(attrs)
        if "href" in attrs:
            href = attrs["href"] or ""
            assert href.startswith(("https://", "http://", "#") if tag == "a" else "data:,")
    assert "@import" not in PAGES[name]
    assert "url(" not in PAGES[name]


def test_a_title_with_a_script_is_harmless() -> None:
    page = PAGES["hostile"]
    tags = [tag for tag, _ in Tags(page).seen]
    assert "script" not in tags
    assert "img" not in tags
    assert "javascript:" not in page
    assert "&lt;script&gt;alert(" in page
    assert tree_of(page).xpath("//cite")[0].text_content() == samples.HOSTILE_TITLE


def test_right_to_left_names_are_isolated() -> None:
    names = tree_of(PAGES["hostile"]).xpath("//bdi/text()")
    assert samples.RTL_AUTHOR in names
    # "et al." and the year follow the name, whatever its direction.
    (row,) = tree_of(PAGES["hostile"]).xpath("//tr[@data-design]/th/bdi")
    assert row.get("dir") == "ltr"
    assert row.text == f"{samples.RTL_AUTHOR} et al. n.d."


def test_landmarks_headings_and_captions(name: str) -> None:
    tree = tree_of(PAGES[name])
    assert tree.get("lang") == "en"
    for landmark in ("header", "main", "nav"):
        assert len(tree.xpath(f"//{landmark}")) == 1
    assert len(tree.xpath("//h1")) == 1
    assert all(h.getparent().get("class").startswith("part ") for h in tree.xpath("//h3"))
    assert all(
        table.xpath("caption | ancestor::details/summary") for table in tree.xpath("//table")
    )
    assert all(th.get("scope") for th in tree.xpath("//th"))
    for section in tree.xpath("//section[@aria-labelledby]"):
        assert tree.xpath(f"//h2[@id='{section.get('aria-labelledby')}']")


def test_each_picture_stands_with_its_text_and_its_table() -> None:
    tree = tree_of(PAGES["forty"])
    for figure in tree.xpath("//figure"):
        (svg,) = figure.xpath("svg")
        ids = svg.get("aria-labelledby").split()
        assert [e.text for e in svg.xpath("title | desc")] == [
            tree.xpath(f"//*[@id='{i}']")[0].text for i in ids
        ]
        assert figure.xpath("details//tbody/tr")
    assert [f.get("class") for f in tree.xpath("//figure")] == [
        "timeline", "harvest", "flow", "forest",
    ]  # fmt: skip


def test_words_of_a_source_are_marked_beside_the_sentence_they_carry() -> None:
    tree = tree_of(PAGES["forty"])
    quoted = [q.text_content() for q in tree.xpath("//*[@popover]//mark")]
    assert "Moonlight did what sample 0 says of it." in quoted


def test_the_figure_is_marked_inside_the_words_it_was_read_from() -> None:
    words = "In all, the count rose by MD 1.5 hairs in a year."
    effect = Effect("MD", 1.5, rationale=Rationale("abstract", 126, 138, "MD 1.5 hairs"))
    finding = dataclasses.replace(
        samples.study(1).findings[0],
        effect=effect,
        rationale=(Rationale("abstract", 100, 100 + len(words), words),),
    )
    brief = samples.brief_of((samples.evidence(samples.study(1, findings=(finding,))),))
    (row,) = tree_of(as_html(brief)).xpath("//tr[@data-design]")
    assert row.xpath(".//details//mark/text()")[0] == "MD 1.5 hairs"
    assert row.xpath(".//details//q")[0].text_content() == words


def test_of_400_authors_three_are_named_and_the_rest_counted() -> None:
    (first, *_) = tree_of(PAGES["hostile"]).xpath("//ol[@class='sources']/li")
    words = " ".join(first.text_content().split())
    assert words.startswith(f"{samples.RTL_AUTHOR}, Author0 X, Author1 X, + 397 more. ")


def test_a_long_query_stands_folded_and_whole() -> None:
    query = " OR ".join(f"moonlight{n}[tiab]" for n in range(60))
    brief = dataclasses.replace(
        BRIEFS["two"], method=dataclasses.replace(BRIEFS["two"].method, query=query)
    )
    (folded,) = tree_of(as_html(brief)).xpath("//details[@class='long']")
    assert folded.xpath(".//code/text()") == [query]
    assert folded.xpath("summary")[0].text_content() == f"{query[:130]} …"
    assert not tree_of(PAGES["two"]).xpath("//details[@class='long']")


def test_the_strongest_design_stands_first() -> None:
    tree = tree_of(PAGES["fifty"])
    order = [design.value for design in Design]
    for table in tree.xpath("//table[contains(@class, 'studies')]"):
        ranks = [order.index(tr.get("data-design")) for tr in table.xpath("tbody/tr")]
        assert ranks == sorted(ranks)


def test_each_part_is_a_card_with_its_own_answer() -> None:
    cards = tree_of(PAGES["forty"]).xpath("//ul[@class='parts']/li")
    verdicts = [" ".join(c.xpath("p[@class='verdict']")[0].text_content().split()) for c in cards]
    assert verdicts == ["Supported ●●○○ low", "Contradicted ●●●○ moderate"]
    assert [c.xpath("h3/text()")[0] for c in cards] == [
        p.label for p in BRIEFS["forty"].verdict.parts
    ]


def test_the_body_alone_is_what_the_page_shows() -> None:
    alone = html.body(outline_of(BRIEFS["two"]), pictures_of(BRIEFS["two"]))
    assert alone in PAGES["two"]
    assert "<html" not in alone
    assert html.style_sheet().strip() in PAGES["two"]


def test_the_answer_and_its_certainty_come_first() -> None:
    tree = tree_of(PAGES["forty"])
    head, first = tree.xpath("//main/*")[:2]
    assert head.tag == "header"
    assert first.get("id") == "answer"
    words = " ".join(first.text_content().split())
    assert words.startswith("Depends Certainty: ●●○○ low The evidence is very uncertain")


def test_every_study_stands_in_the_table(name: str) -> None:
    rows = tree_of(PAGES[name]).xpath("//table[contains(@class, 'studies')]/tbody/tr")
    assert len(rows) == len(BRIEFS[name].evidence)


def test_the_words_of_a_source_are_quoted(name: str) -> None:
    tree = tree_of(PAGES[name])
    shown = {q.text_content() for q in tree.xpath("//ol[@class='sources']//q")}
    assert shown == {q.text for r in outline_of(BRIEFS[name]).references for q in r.quotes}


def test_same_brief_same_page_and_a_small_one(name: str) -> None:
    assert as_html(BRIEFS[name]) == PAGES[name]
    assert len(PAGES[name].encode()) <= 300_000


def test_a_hundred_studies_that_talk_much_stay_below_300_kilobytes() -> None:
    words = Rationale("abstract", 0, 1200, " ".join(f"word{n}" for n in range(200)))
    brief = samples.many_study_brief(100)
    evidence = tuple(
        dataclasses.replace(e, study=dataclasses.replace(e.study, conclusion=(words,)))
        for e in brief.evidence
    )
    page = as_html(dataclasses.replace(brief, evidence=evidence))
    assert len(page.encode()) <= 300_000
    assert CAPTIONS["words_cut"] in page
    assert CAPTIONS["words_cut"] not in as_html(samples.many_study_brief(50))


def test_sentences_with_the_same_sources_share_a_sheet_outside_folds() -> None:
    tree = tree_of(PAGES["forty"])
    buttons = tree.xpath("//button[@popovertarget]")
    targets = [b.get("popovertarget") for b in buttons]
    assert len(set(targets)) < len(targets)
    for button in buttons:
        (sheet,) = tree.xpath(f"//*[@id='{button.get('popovertarget')}']")
        folds = list(sheet.iterancestors("details"))
        assert all(fold in list(button.iterancestors("details")) for fold in folds)
