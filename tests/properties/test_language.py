"""Whatever is typed: offsets fit, answers are equal, only a QuestionError is raised."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sceptic.domain.claim import Claim, ConceptKind
from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.open_questions import open_question
from sceptic.language.safety import safety_lines
from sceptic.language.text import normalised, sentences, tokens
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
WORDS = [
    "does",
    "do",
    "can",
    "is",
    "are",
    "not",
    "no",
    "mesotherapy",
    "vitamin",
    "C",
    "zinc",
    "aspirin",
    "prevent",
    "prevents",
    "treat",
    "cure",
    "help",
    "cause",
    "safe",
    "better",
    "than",
    "versus",
    "for",
    "in",
    "of",
    "and",
    "or",
    "hair",
    "loss",
    "colds",
    "pain",
    "children",
    "pregnancy",
    "women",
    "higher,",
    "lower,",
    "same",
    "when",
    "comparing",
    "placebo",
    "to",
    "with",
    "(",
    ")",
    ",",
    "?",
    ".",
    "effective",
    "risk",
    "the",
    "a",
    "my",
    "doctors",
    "say",
]
sayings = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
anything = st.text(max_size=300) | sayings


@given(anything)
def test_tokens_and_sentences_lie_where_they_say(text: str) -> None:
    for spans in (tokens(text), sentences(text)):
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.text.split()) for s in sentences(text)) == "".join(text.split())


@given(anything)
def test_the_normal_form_is_stable_under_case_and_hyphens(text: str) -> None:
    if text.isascii():
        assert normalised(text.upper()) == normalised(text.lower())
        assert normalised(text.replace("-", " ")) == normalised(text)


@given(anything)
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    for kind in ConceptKind:
        found = VOCABULARY.find(text, kind)
        assert all(0 <= m.start < m.end <= len(text) for m in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(m.concept.kind is kind for m in found)


def _read(question: str) -> Claim | QuestionError:
    try:
        return claim_from_question(question, VOCABULARY)
    except QuestionError as error:
        return error


@settings(max_examples=300)
@given(anything)
def test_any_question_is_read_or_refused_in_one_line(question: str) -> None:
    claim = _read(question)
    if isinstance(claim, QuestionError):
        assert "\n" not in str(claim)
        assert claim.hint
        return
    assert claim.question.text == question
    assert claim.pico.intervention.names
    assert claim.pico.condition.names
    assert claim_from_question(question, VOCABULARY) == claim
    assert claim.sentence


@given(anything)
def test_safety_never_fails(question: str) -> None:
    safety_lines(question)


@given(sayings)
def test_what_was_understood_stands_in_the_question(question: str) -> None:
    claim = _read(question)
    if isinstance(claim, QuestionError):
        return
    flat = " ".join(question.split())
    assert all(words in flat for words, _ in claim.understood)
    assert all(word in flat for word in claim.ignored)


@given(anything)
def test_an_open_question_is_read_or_none(question: str) -> None:
    found = open_question(question, VOCABULARY)
    assert found == open_question(question, VOCABULARY)
    if found:
        assert found.relation.is_helping
        flat = " ".join(question.split())
        assert all(words in flat for words, _ in found.understood)


TREATMENTS = ("zinc", "honey", "yoga", "aspirin", "acupuncture", "ginkgo", "surgery", "metformin")
PROBLEMS = ("asthma", "migraine", "acne", "eczema", "gout", "tinnitus", "insomnia", "psoriasis")
GROUPS = [c for c in VOCABULARY.concepts if c.kind is ConceptKind.POPULATION]
VERSUS = ("{} vs {} for {}", "Is {} better than {} for {}?", "Is {} or {} better for {}?")


@given(
    st.sampled_from(VERSUS),
    st.permutations(TREATMENTS).map(lambda names: names[:2]),
    st.sampled_from(PROBLEMS),
    st.sampled_from(["", *(c.name for c in GROUPS)]),
)
def test_a_comparison_keeps_its_sides_and_its_group(
    form: str, sides: list[str], problem: str, group: str
) -> None:
    whom = f" in {group}?" if group else "?"
    question = form.format(*sides, problem).rstrip("?") + whom
    pico = claim_from_question(question, VOCABULARY).pico
    assert pico.comparison is not None
    assert [pico.intervention.id, pico.comparison.id, pico.condition.id] == [*sides, problem]
    assert (pico.population.name if pico.population else "") == group


@given(
    st.sampled_from(["Does {} prevent {}", "{} for {}", "{} cures {}"]),
    st.sampled_from(TREATMENTS),
    st.sampled_from(PROBLEMS),
)
def test_a_denial_denied_is_none(form: str, treatment: str, problem: str) -> None:
    plain = claim_from_question(form.format(treatment, problem), VOCABULARY)
    assert not plain.negated
    denied = claim_from_question(f"{treatment} does not cure {problem}", VOCABULARY)
    assert denied.negated
    twice = claim_from_question(
        f"It is not true that {treatment} does not cure {problem}", VOCABULARY
    )
    assert not twice.negated


@pytest.mark.parametrize("kind", list(ConceptKind))
def test_every_name_finds_its_concept(kind: ConceptKind) -> None:
    for concept in VOCABULARY.concepts:
        if concept.kind is kind:
            for name in concept.names:
                assert VOCABULARY.named(name, kind) is not None, name
