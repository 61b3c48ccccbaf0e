from __future__ import annotations

from dataclasses import replace

from sceptic.appraisal.press_comparison import comparisons
from sceptic.appraisal.reading import study_from_record
from sceptic.domain.article import ArticleClaim
from sceptic.domain.evidence import Design, Subjects
from sceptic.domain.reading import ComparisonKind
from sceptic.domain.record import AbstractPart, Pmid, Record, RetractionState
from sceptic.language.article_claims import claims_of
from tests.article_samples import article, bench

COHORT = Record(
    id="pmid:7",
    pmid=Pmid(7),
    title="Coffee intake and stroke: a cohort study.",
    abstract=(
        AbstractPart("We followed 3200 women.", label="METHODS"),
        AbstractPart("Stroke was seen in 12% of drinkers.", label="RESULTS"),
        AbstractPart("Coffee intake was associated with a lower risk of stroke.",
                     label="CONCLUSIONS"),
    ),
)  # fmt: skip


def kinds(sentence: str, record: Record = COHORT, **changes: object) -> set[ComparisonKind]:
    given = article(sentence)
    study = replace(study_from_record(record), **changes)  # type: ignore[arg-type]
    return {c.kind for c in comparisons(_claim(sentence), record, study, given)}


def _claim(sentence: str) -> ArticleClaim:
    return claims_of(article(sentence), bench().vocabulary).claims[0]


def test_a_correlation_told_as_a_cause() -> None:
    told = kinds("Coffee prevents stroke.", design=Design.COHORT)
    assert ComparisonKind.CORRELATION_AS_CAUSE in told


def test_the_same_words_are_no_fault_where_the_study_is_a_trial() -> None:
    told = kinds("Coffee prevents stroke.", design=Design.RANDOMISED_TRIAL)
    assert ComparisonKind.CORRELATION_AS_CAUSE not in told


def test_an_article_as_careful_as_its_study_is_told_so() -> None:
    told = kinds("Coffee is associated with a lower risk of stroke.", design=Design.COHORT)
    assert told == {ComparisonKind.AS_STRONG}


def test_mice_told_as_people() -> None:
    told = kinds("Coffee prevents stroke.", subjects=Subjects.ANIMAL)
    assert ComparisonKind.ANIMALS_AS_PEOPLE in told
    said = kinds("Coffee prevents stroke in mice.", subjects=Subjects.ANIMAL)
    assert ComparisonKind.ANIMALS_AS_PEOPLE not in said


def test_figures_are_set_against_the_abstract() -> None:
    assert ComparisonKind.NUMBER_AGREES in kinds("Coffee cuts strokes to 12 per cent of women.")
    differs = kinds("Coffee prevents stroke, found a study of 900 women.")
    assert ComparisonKind.NUMBER_DIFFERS in differs
    agrees = kinds("Coffee prevents stroke, found a study of 3,200 women.")
    assert ComparisonKind.NUMBER_AGREES in agrees


def test_a_retracted_study_is_said_to_be() -> None:
    told = kinds("Coffee prevents stroke.", retraction=RetractionState.RETRACTED)
    assert ComparisonKind.RETRACTED in told
