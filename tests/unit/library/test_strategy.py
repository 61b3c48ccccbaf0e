"""Claim -> search strategy, ready to paste into PubMed."""

from __future__ import annotations

from sceptic.domain.claim import Claim, Concept, ConceptKind, Pico, Question, Relation
from sceptic.language.vocabulary import Vocabulary
from sceptic.library.query import parse, printed
from sceptic.library.strategy import strategy_for

_I, _C, _O = ConceptKind.INTERVENTION, ConceptKind.CONDITION, ConceptKind.OUTCOME
VOCABULARY = Vocabulary.of(
    (
        Concept("needles", "needling", _I, ("needling",), ("Acupuncture",)),
        Concept("dry", "dry needling", _I, ("dry needling", "trigger pricks"), ("Dry Needling",),
                broader=("needles",)),
        Concept("wet", "wet pricks", _I, ("wet pricks",), broader=("needles",)),
        Concept("pain", "pain", _C, ("pain", "aches"), ("Pain",)),
        Concept("back", "back pain", _C, ("back pain", "lumbago"), ("Back Pain",),
                broader=("pain",)),
        Concept("sleep", "sleep", _O, ("sleep",)),
    )
)  # fmt: skip
CONCEPT = VOCABULARY.concept


def claim(x: Concept, y: Concept, relation: Relation = Relation.TREATS) -> Claim:
    return Claim(Question("?"), relation, Pico(x, y))


def test_both_concepts_are_required_and_names_are_ored() -> None:
    query = strategy_for(claim(CONCEPT("needles"), CONCEPT("back")), VOCABULARY).query
    assert printed(query) == (
        '(needling[tiab] OR needle[tiab] OR needles[tiab] OR "trigger pricks"[tiab]'
        ' OR "trigger prick"[tiab] OR "wet pricks"[tiab] OR "wet prick"[tiab] OR Acupuncture[mh])'
        ' AND ("back pain"[tiab] OR "back pains"[tiab] OR lumbago[tiab] OR lumbagos[tiab]'
        ' OR "Back Pain"[mh])'
    )
    assert parse(printed(query)) == query


def test_headings_of_narrower_concepts_stay_out() -> None:
    text = printed(strategy_for(claim(CONCEPT("needles"), CONCEPT("pain")), VOCABULARY).query)
    assert "Dry Needling" not in text


def test_reviews_trials_and_the_rest_have_their_quotas() -> None:
    quotas = strategy_for(claim(CONCEPT("dry"), CONCEPT("back")), VOCABULARY).quotas
    texts = [printed(query) for query, _ in quotas]
    assert '"Systematic Review"[pt]' in texts[0]
    assert '"Randomized Controlled Trial"[pt]' in texts[1]
    assert " NOT " in texts[2]
    assert all(limit > 0 for _, limit in quotas)


def test_near_misses_are_said() -> None:
    strategy = strategy_for(claim(CONCEPT("dry"), CONCEPT("back")), VOCABULARY)
    assert len(strategy.near_misses) == len(strategy.relaxations) == 2
    siblings, wider = strategy.relaxations
    assert siblings.startswith("related treatments (wet pricks)")
    assert wider.startswith("the wider condition (pain)")
    assert all("shown as indirect" in said for said in strategy.relaxations)


def test_words_unknown_to_the_vocabulary_must_all_occur() -> None:
    unknown = Concept("text:moss of the north", "moss of the north", _I, ("moss of the north",))
    strategy = strategy_for(claim(unknown, VOCABULARY.concept("pain")), VOCABULARY)
    assert printed(strategy.query).startswith(
        "((moss[tiab] OR mosses[tiab]) AND (north[tiab] OR norths[tiab])) AND ("
    )
    assert strategy.relaxations == ()


def test_a_long_word_unknown_to_the_vocabulary_is_truncated_and_a_dash_is_no_word() -> None:
    name = 'restrictive "use (of) - moss'
    unknown = Concept(f"text:{name}", name, _I, (name,))
    text = printed(strategy_for(claim(unknown, VOCABULARY.concept("pain")), VOCABULARY).query)
    assert text.startswith("(restrict*[tiab] AND (use[tiab] OR uses[tiab]) AND (moss[tiab]")
    assert parse(text)


def test_an_open_comparison_requires_its_outcome() -> None:
    pico = Pico(CONCEPT("dry"), CONCEPT("back"), outcome=CONCEPT("sleep"))
    asked = Claim(Question("?"), Relation.COMPARES, pico)
    text = printed(strategy_for(asked, VOCABULARY).query)
    assert "sleep[tiab]" in text
    assert "lumbago[tiab]" in text
