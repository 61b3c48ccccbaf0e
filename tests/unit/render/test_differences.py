"""A difference in words: the sentence on top, every format, nothing that could break a page."""

from __future__ import annotations

import dataclasses
import html
import json

import pytest

from sceptic.domain.brief import Brief
from sceptic.domain.claim import Question, Relation
from sceptic.domain.evidence import Answer, Certainty, Evidence, Verdict
from sceptic.errors import InputError
from sceptic.render.differences import FORMATS, as_text, chapters_of, rendered, summary_of
from sceptic.render.json import with_id
from sceptic.synthesis.differences import differences
from tests import samples

ODD = "Does <script>alert(1)</script> & שלום “help”?"


def brief(*evidence: Evidence, **changes: object) -> Brief:
    made = samples.brief_of(evidence or (samples.evidence(samples.study(1)),))
    return with_id(dataclasses.replace(made, **changes))  # type: ignore[arg-type]


OLD = brief()
MOVED = brief(verdict=Verdict(Answer.CONTRADICTED, Certainty.HIGH))
CAME = brief(
    samples.evidence(samples.study(1)),
    *(samples.evidence(samples.study(n), why_not="too small") for n in range(2, 60)),
)


def test_the_sentence_on_top() -> None:
    other = dataclasses.replace(OLD.claim, relation=Relation.CAUSES)
    said = {
        "same": summary_of(differences(OLD, OLD)),
        "moved": summary_of(differences(OLD, MOVED)),
        "other": summary_of(differences(OLD, brief(claim=other))),
        "more": summary_of(differences(OLD, CAME)),
    }
    assert said["same"] == "Both are the same brief."
    assert said["moved"].startswith("The answer moved: ")
    assert said["moved"].endswith("now contradicted (high certainty).")
    assert "different questions (what it does)" in said["other"]
    assert said["more"].startswith("The answer is the same: ")


def test_nothing_but_the_day() -> None:
    method = dataclasses.replace(OLD.method, today=OLD.method.today.replace(year=2027))
    assert "Nothing differs" in summary_of(differences(OLD, brief(method=method)))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_text_is_too_wide(width: int) -> None:
    lines = as_text(differences(OLD, CAME), width).splitlines()
    assert all(len(line) <= width or " " not in line.strip() for line in lines)


def test_odd_words_do_not_become_markup() -> None:
    odd = dataclasses.replace(OLD.claim, question=Question(ODD))
    page = str(rendered(differences(OLD, brief(claim=odd)), "html"))
    assert "<script" not in page
    assert ODD in html.unescape(page)
    assert "http" not in page.partition("</style>")[0]


def test_all_formats_say_the_same() -> None:
    diff = differences(OLD, CAME)
    entries = [e.text for chapter in chapters_of(diff) for e in chapter.entries]
    text = " ".join(as_text(diff).split())
    page = html.unescape(str(rendered(diff, "html")))
    assert entries
    assert all(e in text and e in page for e in entries)
    shape = json.loads(rendered(diff, "json"))
    assert shape["summary"] in text
    assert len(shape["studies"]) == len(diff.studies)


def test_many_that_do_not_count_are_not_all_named() -> None:
    text = as_text(differences(OLD, CAME))
    assert "and 38 more studies" not in text
    assert "and 38 studies more that do not count" in " ".join(text.split())


def test_an_unknown_format() -> None:
    with pytest.raises(InputError):
        rendered(differences(OLD, OLD), "ris")
    assert set(FORMATS) == {"text", "md", "html", "json"}
