"""How many took part, or nothing rather than a guess."""

from __future__ import annotations

import pytest

from sceptic.appraisal.participants import participants_of, studies_of
from sceptic.domain.record import AbstractPart, Record


def record(abstract: str, title: str = "A trial of zorbium.") -> Record:
    return Record(id="x", title=title, abstract=(AbstractPart(abstract),))


@pytest.mark.parametrize(
    ("abstract", "count"),
    [
        ("A total of 1,247 patients were randomised to zorbium or placebo.", 1247),
        ("One hundred thirty-four women with acne received zorbium for 12 weeks.", 134),
        ("We screened 900 patients. Of these, 312 participants were enrolled.", 312),
        ("Patients were randomised to zorbium (n = 40) or placebo (n = 38).", 78),
        ("816 patients were randomly assigned to zorbium and 807 to placebo.", 1623),
        ("We aimed to recruit 400 patients; 312 patients were enrolled.", 312),
        ("Participants (N = 89) completed a questionnaire.", 89),
        ("Of the 208 eligible women, 94 were assigned to zorbium.", 208),
        ("Mean age was 45 years; the dose was 20 mg for 8 weeks.", None),
        ("We enrolled 2545 women and 6996 men with acne.", 9541),
        ("Of the 50 women assessed for the trial, 36 women were randomised.", 36),
        ("The study closed after 74 of the planned 92 patients were enrolled.", 74),
        ("Postmenopausal women (n=2,565, mean age 67) were given zorbium.", 2565),
        ("Acne cancer survivors (ACS) itch. We randomised 71 ACS (mean age 46).", 71),
        ("We included 256 patients with acne. Overall, 31 patients (12.2%) itched.", 256),
        ("Acne is common in teenagers.", None),
        ("Sixty rats were randomly divided into two groups.", None),
    ],
)
def test_participants(abstract: str, count: int | None) -> None:
    assert participants_of(record(abstract)).value == count


def test_the_rationale_holds_the_number() -> None:
    made = record("Zorbium is new. A total of 62 adults were enrolled. All went well.")
    (rationale,) = participants_of(made).rationale
    assert rationale.text == made.abstract_text[rationale.start : rationale.end]
    assert "62 adults" in rationale.text


def test_title_when_the_abstract_is_silent() -> None:
    found = participants_of(record("", title="Zorbium in 55 patients with acne."))
    assert found.value == 55
    assert found.rationale[0].field == "title"


@pytest.mark.parametrize(
    ("abstract", "studies", "people"),
    [
        ("We included 24 studies (4473 participants).", 24, 4473),
        ("Six trials involving 1,120 women met the inclusion criteria.", 6, 1120),
        ("We found no trials.", None, None),
    ],
)
def test_reviews(abstract: str, studies: int | None, people: int | None) -> None:
    made = record(abstract, title="Zorbium for acne: a review.")
    assert studies_of(made).value == studies
    assert participants_of(made, is_review=True).value == people
