from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sceptic.domain.article import CaveatKind
from sceptic.domain.evidence import Answer
from sceptic.domain.reading import ComparisonKind
from sceptic.domain.step import Stage, Step
from sceptic.errors import DateError
from sceptic.readings import MOST_ASKED, read
from sceptic.render.article_json import content_id
from sceptic.synthesis.reading_words import worth_asking
from tests.article_samples import HOSTILE, OPTIONS, PRESS, article, bench, reading


def test_claims_are_asked_and_carry_their_briefs() -> None:
    told = reading()
    answers = {c.claim.text: c.brief.verdict.answer for c in told.claims if c.brief is not None}
    assert answers["Mesotherapy is a treatment for alopecia areata."] is Answer.TOO_LITTLE_EVIDENCE
    assert any("Cranberries" in text for text in answers)


def test_claims_that_ask_the_same_are_asked_once() -> None:
    told = reading()
    again = [c for c in told.claims if c.same_as is not None]
    assert again
    for each in again:
        assert each.same_as is not None
        assert told.claims[each.same_as].brief is each.brief


def test_the_mix_up_of_diseases_is_reported() -> None:
    found = [c for each in reading().claims for c in each.comparisons]
    mixed = [c for c in found if c.kind is ComparisonKind.OTHER_CONDITION]
    assert mixed
    assert "alopecia areata" in mixed[0].explanation
    assert "pattern hair loss" in mixed[0].explanation


def test_the_same_article_gives_the_same_reading() -> None:
    again = read(article(), bench(), OPTIONS)
    assert again == reading()
    assert again.id == content_id(again)


def test_what_it_rests_on_is_said() -> None:
    told = reading()
    assert told.method is not None
    assert told.method.today == OPTIONS.today
    assert any(g.code == "G301" for g in told.gaps)


def test_the_literature_is_counted_again_as_of_the_articles_day() -> None:
    told = read(article(date=dt.date(2012, 1, 1)), bench(), OPTIONS)
    (count,) = told.audit.counts
    assert count.count == 2
    assert len(count.recounts) == 2
    then, now = count.recounts
    assert then.count is not None
    assert now.count is not None
    assert then.count <= now.count


def test_progress_counts_claims() -> None:
    steps: list[Step] = []
    read(article(), bench(), OPTIONS, steps.append)
    assert [s.stage for s in steps] == [Stage.JUDGED] * len(steps)
    assert steps[-1].done == steps[-1].total


def test_a_day_in_the_future_is_refused() -> None:
    with pytest.raises(DateError):
        read(article(), bench(), replace(OPTIONS, as_of=dt.date(2030, 1, 1)))


def test_instructions_in_the_text_decide_nothing() -> None:
    told = reading(HOSTILE)
    zinc = next(c for c in told.claims if "Zinc cures colds" in c.claim.text and c.brief)
    assert zinc.brief is not None
    plain = read(article("Zinc cures colds."), bench(), OPTIONS)
    (alone,) = [c for c in plain.claims if c.brief is not None]
    assert alone.brief is not None
    assert zinc.brief.verdict == alone.brief.verdict
    assert any(c.kind is CaveatKind.INSTRUCTIONS for c in told.caveats)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council met on Monday and voted to mend the road to the station.",
         CaveatKind.NOT_HEALTH),
        ("", CaveatKind.EMPTY),
    ],
)  # fmt: skip
def test_a_text_about_something_else_is_read_and_nothing_asked(text: str, kind: CaveatKind) -> None:
    told = reading(text)
    assert kind in {c.kind for c in told.caveats}
    assert all(c.brief is None for c in told.claims)


def test_only_so_many_different_claims_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sceptic.readings.MOST_ASKED", 1)
    told = read(article(PRESS), bench(), OPTIONS)
    asked = [c for c in told.claims if c.brief is not None and c.same_as is None]
    left = [c for c in told.claims if "only the first 1" in c.why_not]
    assert len(asked) == 1
    assert left
    assert MOST_ASKED > 1


def test_a_cure_is_more_than_an_effect_that_was_found() -> None:
    told = read(article("Zinc and colds\n\nZinc cures colds."), bench(), OPTIONS)
    (checked,) = [c for c in told.claims if c.brief is not None]
    assert checked.brief is not None
    assert checked.brief.verdict.answer is Answer.SUPPORTED
    assert [c.kind for c in checked.comparisons] == [ComparisonKind.STRONGER]


def test_a_caveat_is_told_once() -> None:
    told = read(article(""), bench(), OPTIONS)
    assert len(told.caveats) == len(set(told.caveats))


def test_what_tells_of_its_study_or_of_unwanted_effects_is_not_asked_back() -> None:
    told = read(
        article("Zinc\n\nThe use of zinc is associated with adverse events. Zinc treats asthma."),
        bench(),
        OPTIONS,
    )
    assert all("adverse" not in c.claim.text for c in worth_asking(told))


def test_quotations_are_kept_with_who_speaks() -> None:
    text = 'Zinc prevents the common cold.\n\n"It is the best there is," said Jane Roe, a critic.'
    (quoted,) = read(article(text), bench(), OPTIONS).article.quotations
    assert text[quoted.words.start : quoted.words.end] == quoted.words.text
    assert quoted.speaker is not None
    assert quoted.speaker.name == "Jane Roe"
