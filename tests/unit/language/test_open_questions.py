import pytest

from sceptic.domain.claim import Relation
from sceptic.language.open_questions import OpenQuestion, open_question
from sceptic.language.treatment_kinds import KINDS, kind_named
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
TREATS, PREVENTS, HELPS = Relation.TREATS, Relation.PREVENTS, Relation.HELPS


def read(question: str) -> OpenQuestion:
    found = open_question(question, VOCABULARY)
    assert found is not None
    return found


OPEN = {
    "What helps hay fever?": (HELPS, "hay-fever", ""),
    "What works for back pain?": (TREATS, "low-back-pain", ""),
    "what works best for acne": (HELPS, "acne", ""),
    "best treatment for eczema": (TREATS, "eczema", ""),
    "What is the best treatment for sciatica?": (TREATS, "sciatica", ""),
    "What are good treatments for IBS?": (TREATS, "irritable-bowel-syndrome", ""),
    "How to get rid of warts": (TREATS, "warts", ""),
    "remedies for cough": (TREATS, "cough", ""),
    "treatment of ADHD": (TREATS, "adhd", ""),
    "natural remedies for anxiety": (TREATS, "anxiety", "natural"),
    "which supplements prevent colds?": (PREVENTS, "common-cold", "supplements"),
    "Which herbs help with sleep?": (HELPS, "insomnia", "herbs"),
    "What herbs can I take for menopause?": (TREATS, "menopausal-symptoms", "herbs"),
    "Which medicines prevent migraine?": (PREVENTS, "migraine", "medicines"),
    "What drugs treat psoriasis?": (TREATS, "psoriasis", "medicines"),
    "What painkiller is best for period pain?": (TREATS, "period-pain", "medicines"),
    "best exercises for knee osteoarthritis": (TREATS, "knee-osteoarthritis", "exercises"),
    "what vitamins are good for hair loss": (HELPS, "hair-loss", "vitamins"),
    "foods that lower blood pressure": (HELPS, "high-blood-pressure", "foods"),
    "What should I eat to prevent gout?": (PREVENTS, "gout", "foods"),
    "Which vaccine prevents shingles?": (PREVENTS, "shingles", "vaccines"),
    "any supplements for the menopause?": (TREATS, "menopausal-symptoms", "supplements"),
    "how can I lower my blood pressure?": (HELPS, "high-blood-pressure", ""),
    "How can I lower my cholesterol naturally?": (HELPS, "high-cholesterol", ""),
    "What is good for a sore throat?": (HELPS, "sore-throat", ""),
    "What can I take for a migraine?": (HELPS, "migraine", ""),
    "What can I do about tinnitus?": (HELPS, "tinnitus", ""),
    "Is there a cure for tinnitus?": (TREATS, "tinnitus", ""),
    "Are there any treatments for alopecia areata?": (TREATS, "alopecia-areata", ""),
    "Does anything help morning sickness?": (HELPS, "morning-sickness", ""),
    "Does anything work for cellulite?": (TREATS, "cellulite", ""),
    "anything for a hangover?": (HELPS, "hangover", ""),
    "How is psoriasis treated?": (TREATS, "psoriasis", ""),
    "How can dementia be prevented?": (PREVENTS, "dementia", ""),
    "how to treat athlete's foot": (TREATS, "athletes-foot", ""),
    "What's the best way to treat a burn?": (TREATS, "burns", ""),
    "best way to prevent UTI": (PREVENTS, "urinary-tract-infection", ""),
    "ways to prevent kidney stones": (PREVENTS, "kidney-stones", ""),
    "tips for jet lag": (HELPS, "jet-lag", ""),
    "How do I lose weight?": (HELPS, "obesity", ""),
    "How can I quit smoking?": (HELPS, "smoking", ""),
    "what helps you sleep": (HELPS, "insomnia", ""),
    "How can I sleep better?": (HELPS, "insomnia", ""),
    "How to stop snoring": (HELPS, "snoring", ""),
    "What reduces the risk of falls?": (PREVENTS, "falls", ""),
    "What helps people with fibromyalgia?": (HELPS, "fibromyalgia", ""),
    "Please tell me what helps hay fever": (HELPS, "hay-fever", ""),
}


@pytest.mark.parametrize("question", OPEN)
def test_what_is_asked_when_the_treatment_is_left_open(question: str) -> None:
    found = read(question)
    kind = found.kind.id if found.kind else ""
    assert (found.relation, found.condition.id, kind) == OPEN[question]
    assert found.text == question
    assert all(words in question for words, _ in found.understood)


@pytest.mark.parametrize(
    ("question", "population"),
    [
        ("home remedies for constipation in children", "children"),
        ("What's good for heartburn in pregnancy?", "pregnant-women"),
        ("In women over 50, what prevents osteoporosis?", "women"),
        ("What reduces the risk of falls in older people?", "older-people"),
        ("What is the most effective treatment for depression in teenagers?", "teenagers"),
        ("my baby has colic, what helps?", "infants"),
    ],
)
def test_in_whom(question: str, population: str) -> None:
    found = read(question).population
    assert found is not None
    assert found.id == population


def test_typing_errors_are_put_right_and_said() -> None:
    found = read("what wroks for migrane")
    assert found.condition.id == "migraine"
    assert found.notes == ("read 'wroks' as 'works'", "read 'migrane' as 'migraine'")


def test_the_question_as_understood() -> None:
    assert read("which herbs prevent colds in kids").sentence == (
        "which herbs prevent the common cold in children"
    )
    assert read("What helps hay fever?").sentence == "what helps with hay fever"


@pytest.mark.parametrize(
    "question",
    [
        "Does zinc prevent colds?",
        "zinc for colds",
        "How to treat colds with zinc",
        "How well does zinc work for colds?",
        "what is better for a cold, zinc or honey?",
        "What are the side effects of statins?",
        "What is the effect of exercise on depression?",
        "What causes cancer?",
        "What increases the risk of stroke?",
        "What raises blood pressure?",
        "How much zinc should I take?",
        "How do I bake a cake?",
        "What is the capital of France?",
        "What helps the economy?",
        "best phone for gaming",
        "How to fix my car",
        "What helps?",
        "",
        "word " * 500,
        "<b>What helps hay fever?</b>",
        "Was hilft gegen Heuschnupfen und ist das gut?",
    ],
)
def test_other_questions_are_not_open_ones(question: str) -> None:
    assert open_question(question, VOCABULARY) is None


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        ("herbs", "ginkgo", "zinc"),
        ("supplements", "zinc", "ibuprofen"),
        ("vitamins", "vitamin-d", "ginkgo"),
        ("foods", "mediterranean-diet", "yoga"),
        ("exercises", "yoga", "ibuprofen"),
        ("medicines", "ibuprofen", "ginkgo"),
        ("medicines", "metformin", "vitamin-c"),
        ("medicines", "semaglutide", "acupuncture"),
        ("natural", "massage", "ibuprofen"),
        ("vaccines", "hpv-vaccine", "aspirin"),
        ("operations and procedures", "knee-arthroscopy", "yoga"),
        ("talking therapies", "cognitive-behavioural-therapy", "fluoxetine"),
    ],
)
def test_what_a_kind_of_treatment_holds(kind: str, inside: str, outside: str) -> None:
    (row,) = (k for k in KINDS if kind in (k.id, k.name))
    assert row.admits(VOCABULARY.concept(inside), VOCABULARY)
    assert not row.admits(VOCABULARY.concept(outside), VOCABULARY)


def test_every_class_of_a_kind_is_in_the_vocabulary() -> None:
    for kind in KINDS:
        assert [c for c in (*kind.classes, *kind.but) if c not in VOCABULARY] == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("herbal supplements", "herbs"),
        ("natural remedies", "natural"),
        ("natural_remedies", "natural"),
        ("treatments", ""),
        ("pills", "medicines"),
    ],
)
def test_the_kind_that_words_name(words: str, kind: str) -> None:
    found = kind_named(words)
    assert (found.id if found else "") == kind
