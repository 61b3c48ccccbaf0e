"""What kind of question a claim asks: what it changes in weights and prior, and that it is said."""

from __future__ import annotations

import pytest

from sceptic.domain.claim import Relation
from sceptic.domain.evidence import Design, Stance
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.synthesis.aggregator import Sources, shipped_aggregators
from sceptic.synthesis.grading import grade
from sceptic.synthesis.kinds import KIND_WORDS, QuestionKind, kind_of
from sceptic.synthesis.weighing import base_weights, weighed
from tests.evidence_samples import NAMES, claim, evidence


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Does zinc help the common cold?", QuestionKind.EFFECT),
        ("Does exercise reduce the risk of depression?", QuestionKind.EFFECT),
        ("Does smoking cause asthma?", QuestionKind.CAUSE),
        ("Is isotretinoin safe during pregnancy?", QuestionKind.CAUSE),
        ("Can D-dimer diagnose appendicitis?", QuestionKind.TEST),
        ("Does obesity predict knee pain?", QuestionKind.TEST),
    ],
)
def test_kinds_of_questions(question: str, kind: QuestionKind) -> None:
    assert kind_of(claim_from_question(question, shipped_vocabulary())) is kind


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_trial_is_never_outweighed_by_design_but_by_reviews(kind: QuestionKind) -> None:
    base = base_weights(kind)
    single = {d: w for d, w in base.items() if not d.is_review_of_studies}
    assert max(single.values()) == base[Design.RANDOMISED_TRIAL]
    assert set(KIND_WORDS) == set(QuestionKind)


def test_watching_people_weighs_most_where_nobody_can_be_treated() -> None:
    effect, cause = base_weights(QuestionKind.EFFECT), base_weights(QuestionKind.CAUSE)
    test = base_weights(QuestionKind.TEST)
    assert cause[Design.COHORT] > effect[Design.COHORT]
    assert test[Design.CROSS_SECTIONAL] > test[Design.CASE_CONTROL]


@pytest.mark.parametrize("relation", [Relation.TREATS, Relation.CAUSES, Relation.PREDICTS])
def test_the_verdict_says_which_kind_and_which_prior(relation: Relation) -> None:
    asked = claim(relation)
    pieces = weighed([evidence(k, Stance.SUPPORTS, n=900) for k in "abc"], asked)
    rule = grade(pieces, asked, NAMES).rules[-1]
    assert rule.rule == "kind of question"
    assert KIND_WORDS[kind_of(asked)] in rule.because
    assert f"{shipped_aggregators().holds.prior(kind_of(asked)):.2f}" in rule.because
    assert rule.steps == 0


def test_nothing_weighed_says_no_prior() -> None:
    verdict = grade([], claim(Relation.TREATS), NAMES)
    assert verdict.probability is None
    assert all(r.rule != "kind of question" for r in verdict.rules)


def test_models_of_a_comparison_go_by_how_its_sources_were_come_by() -> None:
    shipped = shipped_aggregators()
    assert shipped.comparing(Sources.GIVEN) == shipped.given
    assert shipped.comparing(Sources.FOUND) == shipped.found
    assert shipped.given != shipped.found
