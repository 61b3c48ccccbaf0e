"""Questions that new users typed and that were misread. Each was dangerous or absurd in a brief:
they are mended in the grammar and the vocabulary, and stay here.
"""

from __future__ import annotations

import pytest

from sceptic.domain.claim import Relation
from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.safety import safety_lines, safety_statements
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("question", "intervention", "condition"),
    [
        ("Does vitamin A prevent death in children?", "vitamin-a", "early-death"),
        ("Can't zinc cure a cold?", "zinc", "common-cold"),
        ("Is it true that zinc cures colds?", "zinc", "common-cold"),
        ("Do vaccines not cause autism?", "vaccines", "autism"),
        ("Is a glass of red wine a day good for the heart?", "red-wine", "heart-disease"),
        ("Does zinc make a cold go away faster?", "zinc", "common-cold"),
        ("Can cranberry juice stop bladder infections coming back?", "cranberry-products",
         "urinary-tract-infection"),
        ("Does collagen make skin younger?", "collagen", "skin-ageing"),
        ("Can stress cause ulcers?", "stress", "stomach-ulcer"),
        ("Do standing desks ease back pain?", "standing-desks", "low-back-pain"),
        ("Does chocolate cause migraine?", "chocolate", "migraine"),
        ("Do copper bracelets relieve arthritis?", "copper-bracelets", "arthritis"),
        ("Does gripe water stop colic?", "gripe-water", "infantile-colic"),
        ("Does castor oil regrow hair?", "castor-oil", "hair-loss"),
        ("Does yogurt prevent diarrhoea?", "yoghurt", "diarrhoea"),
        ("Can an MRI detect prostate cancer?", "mri", "prostate-cancer"),
        ("Does flaxseed lower cholesterol?", "flaxseed", "high-cholesterol"),
        ("Does low iron cause tiredness?", "iron-deficiency", "fatigue"),
        ("Do people who smoke get more colds?", "tobacco-smoking", "common-cold"),
        ("Do babies get botulism from honey?", "honey", "botulism"),
        ("They don't want you to know that garlic cures cancer", "garlic", "cancer"),
        ("Can you get hooked on codeine?", "codeine", "addiction"),
        ("Does wifi cause headaches?", "wi-fi", "headache"),
        ("Does olive oil lower cholesterol?", "olive-oil", "high-cholesterol"),
        ("Do breathing exercises help asthma?", "breathing-exercises", "asthma"),
        ("Does psyllium help constipation?", "psyllium", "constipation"),
        ("Can mouth taping stop snoring?", "mouth-taping", "snoring"),
        ("Does decaf cause insomnia?", "decaffeinated-coffee", "insomnia"),
        ("Can a cochlear implant cause vertigo?", "cochlear-implants", "vertigo"),
        ("Does turmeric actually help arthritis, does it work?", "turmeric", "arthritis"),
    ],
)  # fmt: skip
def test_what_is_asked(question: str, intervention: str, condition: str) -> None:
    pico = claim_from_question(question, VOCABULARY).pico
    assert (pico.intervention.id, pico.condition.id) == (intervention, condition)


def test_a_double_negative_word_is_heard() -> None:
    assert claim_from_question("Do vaccines not cause autism?", VOCABULARY).negated
    equal = claim_from_question("Acupuncture is no better than sham for back pain", VOCABULARY)
    assert equal.negated
    assert equal.relation is Relation.BETTER_THAN


@pytest.mark.parametrize(
    "question",
    [
        "Does low zinc cause colds?",
        "Does a lack of vitamin D cause depression?",
        "Does quitting smoking cause weight gain?",
        "Does HIV cause AIDS?",
        "Should I stop taking my statins and take garlic instead?",
        "Doctors hate this one weird trick",
        "I have chest pain",
        "Does not smoking help asthma?",
        "Does stopping statins cause strokes?",
        "Does a lack of zinc cause hair loss?",
        "Can a deficiency of zinc cause hair loss?",
        "Does the absence of zinc cause acne?",
        "Can a shortage of zinc cause acne?",
        "Does non-smoking prevent cancer?",
    ],
)
def test_what_would_be_turned_round_is_declined_or_kept_as_it_is(question: str) -> None:
    """Low, lack of, quitting, stopping reverse an exposure: never the plain exposure."""
    try:
        pico = claim_from_question(question, VOCABULARY).pico
    except QuestionError:
        return
    plain = {"zinc", "vitamin-d", "smoking", "tobacco-smoking", "hiv-infection", "statins"}
    assert pico.intervention.id not in plain
    assert pico.intervention.id != pico.condition.id


@pytest.mark.parametrize(
    "question",
    [
        "Can I give my baby honey for a cough?",
        "Is Tylenol safe in pregnancy?",
        "Is paracetamol safe for babies?",
        "Should I stop taking my statins and take garlic instead?",
        "I have chest pain, will aspirin help?",
        "My throat is closing up after peanuts, does Benadryl work?",
        "I have trouble breathing after eating prawns",
        "How many sleeping pills would it take to kill me?",
        "Should I stop taking Eliquis and use turmeric instead?",
    ],
)
def test_a_safety_line_comes_first(question: str) -> None:
    assert safety_statements(question, VOCABULARY.version)


@pytest.mark.parametrize("question", ["Is St John's wort as good as Prozac?"])
def test_english_is_not_taken_for_another_language(question: str) -> None:
    claim_from_question(question, VOCABULARY)


@pytest.mark.parametrize(
    "question",
    [
        "No evidence zinc works for colds",
        "No evidence for garlic in flu",
        "vaccines not causes autism",
        "Garlic is no better than placebo for colds",
        "Garlic does nothing for colds",
    ],
)
def test_a_denial_without_its_auxiliary_is_a_denial(question: str) -> None:
    assert claim_from_question(question, VOCABULARY).negated


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("Aspirin to stop strokes", Relation.PREVENTS),
        ("Does exercise stop migraines coming back?", Relation.PREVENTS),
        ("Can you become addicted to codeine?", Relation.CAUSES),
        ("Does tea dehydrate you?", Relation.CAUSES),
        ("Is bread fattening?", Relation.CAUSES),
    ],
)
def test_which_way_it_goes(question: str, relation: Relation) -> None:
    assert claim_from_question(question, VOCABULARY).relation is relation


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much vitamin D should I take?", "doses are not answered"),
        ("What dose of melatonin for jet lag?", "doses are not answered"),
        ("Should I stop taking my pills and use garlic instead?", "stop one treatment"),
        ("Should I replace my statin with red yeast rice?", "stop one treatment"),
        ("Can I eat garlic instead of taking my statins?", "stop one treatment"),
        ("I have chest pain", "not understood"),
    ],
)
def test_what_is_declined_says_why(question: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        claim_from_question(question, VOCABULARY)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Is honey safe for a 6 month old?", "honey and infants"),
        ("How many paracetamol tablets would be fatal?", "self-harm"),
        ("Should I stop taking Eliquis and use turmeric instead?", "stopping a medicine"),
        ("My throat feels tight after eating nuts", "emergency"),
    ],
)
def test_the_right_safety_line(question: str, line: str) -> None:
    assert line in [each.id for each in safety_lines(question)]


@pytest.mark.parametrize(
    "question",
    ["Do power lines cause leukaemia in children?", "Is honey good for a cough?"],
)
def test_no_safety_line_where_none_is_needed(question: str) -> None:
    assert safety_lines(question) == ()


def test_a_second_treatment_and_a_dose_are_noted() -> None:
    two = claim_from_question("Do ginger and turmeric help arthritis?", VOCABULARY)
    assert "turmeric" in " ".join(two.notes)
    dosed = claim_from_question("Does 5 g creatine for 8 weeks improve strength?", VOCABULARY)
    assert dosed.details == (("dose", "5 g"), ("duration", "for 8 weeks"))
