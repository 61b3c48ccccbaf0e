from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
import rdflib

from sceptic.domain.brief import Brief
from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Answer, Certainty
from sceptic.render.claimreview import MOST_LETTERS, as_claimreview
from tests import samples
from tests.briefs import QUESTIONS, brief_on, hostile_brief
from tests.schema_org import faults


def _read(brief: Brief) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(as_claimreview(brief))
    return value


@pytest.mark.parametrize("question", QUESTIONS)
def test_schema_org_defines_all_that_is_written(question: str) -> None:
    review = _read(brief_on(question))
    assert list(faults(review)) == []
    assert len(review["claimReviewed"]) <= MOST_LETTERS


@pytest.mark.parametrize("brief", [samples.empty_brief(), hostile_brief()], ids=["empty", "hard"])
def test_hard_cases_are_defined_too(brief: Brief) -> None:
    assert list(faults(_read(brief))) == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader
def test_an_independent_reader_finds_the_same_triples() -> None:
    """rdflib, with the context given inline: nothing is fetched."""
    brief = brief_on("Does vitamin C prevent colds?")
    review = _read(brief)
    review["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(review), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (node,) = graph.subjects(rdflib.RDF.type, schema.ClaimReview)
    assert str(graph.value(node, schema.claimReviewed)) == "Vitamin C prevents the common cold"
    rating = graph.value(node, schema.reviewRating)
    assert str(graph.value(rating, schema.alternateName)) == "Contradicted, moderate certainty"
    assert int(str(graph.value(rating, schema.ratingValue))) == 1
    assert len(list(graph.objects(node, schema.isBasedOn))) == len(review["isBasedOn"]) == 4


def _verdict(answer: Answer, certainty: Certainty, relation: Relation | None = None) -> Brief:
    brief = samples.many_study_brief(4)
    verdict = dataclasses.replace(brief.verdict, answer=answer, certainty=certainty)
    claim = brief.claim
    if relation is not None:
        claim = dataclasses.replace(claim, relation=relation)
    return dataclasses.replace(brief, verdict=verdict, claim=claim)


@pytest.mark.parametrize(
    "brief",
    [
        _verdict(Answer.TOO_LITTLE_EVIDENCE, Certainty.VERY_LOW),
        _verdict(Answer.CONFLICTING, Certainty.VERY_LOW),
        _verdict(Answer.SUPPORTED, Certainty.HIGH, Relation.COMPARES),
    ],
    ids=["too little", "very low", "open comparison"],
)
def test_what_cannot_be_rated_has_no_rating(brief: Brief) -> None:
    assert "reviewRating" not in _read(brief)
    assert _read(brief)["reviewBody"] == brief.headline.text


@pytest.mark.parametrize(
    ("answer", "certainty", "value"),
    [
        (Answer.SUPPORTED, Certainty.HIGH, 5),
        (Answer.SUPPORTED, Certainty.LOW, 4),
        (Answer.DEPENDS, Certainty.MODERATE, 3),
        (Answer.CONTRADICTED, Certainty.LOW, 2),
        (Answer.CONTRADICTED, Certainty.MODERATE, 1),
    ],
)
def test_low_certainty_draws_the_rating_to_the_middle(
    answer: Answer, certainty: Certainty, value: int
) -> None:
    assert _read(_verdict(answer, certainty))["reviewRating"]["ratingValue"] == value


def test_studies_that_do_not_count_are_not_what_it_is_based_on() -> None:
    review = _read(brief_on("Does the MMR vaccine cause autism?"))
    assert "https://pubmed.ncbi.nlm.nih.gov/9500320/" not in str(review["isBasedOn"])


def test_a_script_in_a_title_stays_text() -> None:
    brief = hostile_brief()
    name = _read(brief)["isBasedOn"][0]["name"]
    assert name == brief.evidence[0].study.citation.title


def test_no_rating_stands_beside_a_question_for_advice() -> None:
    brief = brief_on("Should I stop taking my statins?")
    review = json.loads(as_claimreview(brief))
    assert review["claimReviewed"] == "Statins are safe"
    assert review["itemReviewed"]["text"] == "Statins are safe"


def test_no_title_ends_the_script_that_it_is_pasted_into() -> None:
    brief = brief_on(QUESTIONS[0])
    claim = brief.claim
    question = dataclasses.replace(claim.question, text="</script><script>alert(1)</script>?")
    told = as_claimreview(
        dataclasses.replace(brief, claim=dataclasses.replace(claim, question=question))
    )
    assert "<" not in as_claimreview(hostile_brief()) + told
