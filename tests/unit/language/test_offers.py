import pytest

from sceptic.domain.claim import Claim, OfferKind
from sceptic.errors import QuestionError
from sceptic.language.claims import claim_from_question
from sceptic.language.offers import MOST, nearest_questions, with_offers
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
MEANT, ALONE, NARROWER, BROADER = OfferKind


def offered(question: str) -> dict[OfferKind, list[str]]:
    claim = with_offers(claim_from_question(question, VOCABULARY), VOCABULARY)
    found: dict[OfferKind, list[str]] = {kind: [] for kind in OfferKind}
    for offer in claim.offers:
        found[offer.kind].append(offer.question)
    return found


def test_narrower_and_broader_questions_can_be_asked_as_they_stand() -> None:
    found = offered("Does mesotherapy prevent hair loss?")
    assert found[NARROWER][:2] == [
        "Does mesotherapy prevent pattern hair loss?",
        "Does mesotherapy prevent alopecia areata?",
    ]
    assert found[BROADER] == ["Do injections into the skin prevent hair loss?"]
    assert found[MEANT] == found[ALONE] == []


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("is coffee good for the heart", "Does coffee treat heart failure?"),
        (
            "is cranberry juice good for the bladder",
            "Do cranberry products treat overactive bladder?",
        ),
        ("does yoga help with nerves", "Does yoga treat neuropathic pain?"),
        ("does yoga help my back", "Does yoga help sciatica?"),
    ],
)
def test_another_meaning_of_a_word_is_offered(question: str, meant: str) -> None:
    assert meant in offered(question)[MEANT]


@pytest.mark.parametrize(
    "question", ["Does aspirin prevent heart attacks?", "Does exercise lower high blood pressure?"]
)
def test_a_word_inside_a_name_has_no_other_meaning(question: str) -> None:
    assert offered(question)[MEANT] == []


def test_each_of_several_things_is_offered_on_its_own() -> None:
    assert offered("Do ginger and turmeric help arthritis?")[ALONE] == [
        "Does ginger help arthritis?",
        "Does turmeric help arthritis?",
    ]
    assert offered("Does aspirin prevent stroke and dementia?")[ALONE] == [
        "Does aspirin prevent dementia?"
    ]
    assert offered("do vitamin c, zinc and echinacea prevent colds?")[ALONE] == [
        "Does zinc prevent the common cold?",
        "Does echinacea prevent the common cold?",
    ]


QUESTIONS = (
    "Does mesotherapy prevent hair loss?",
    "Do statins prevent strokes in older people?",
    "Is ibuprofen better than paracetamol for headaches in children?",
    "Are statins harmful?",
    "Is coffee good for the heart?",
    "Do ginger and turmeric help arthritis?",
    "does vitmin e help skin",
    "Does red meat cause bowel cancer?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_offers_are_few_fixed_and_read_otherwise(question: str) -> None:
    claim = claim_from_question(question, VOCABULARY)
    found = with_offers(claim, VOCABULARY)
    assert found == with_offers(claim, VOCABULARY)
    asked = [_parts(claim)]
    for kind in OfferKind:
        assert sum(o.kind is kind for o in found.offers) <= MOST
    for offer in found.offers:
        parts = _parts(claim_from_question(offer.question, VOCABULARY))
        assert parts not in asked
        asked.append(parts)


def _parts(claim: Claim) -> tuple[str, ...]:
    pico = claim.pico
    concepts = (pico.intervention, pico.condition, pico.comparison, pico.population)
    return (claim.relation.value, *(c.id if c else "" for c in concepts))


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("turmeric?", ("Is turmeric safe?",)),
        ("I have chest pain", ("What helps chest pain?",)),
        ("Does zinc help?", ("Is zinc safe?",)),
        ("cough medicine", ("Does cough medicine help cough?", "Is cough medicine safe?")),
        ("What is the capital of France?", ()),
        ("Does vinegar clean windows?", ()),
        ("", ()),
        ("<b>zinc</b>", ()),
    ],
)
def test_what_an_unread_text_may_have_meant(text: str, near: tuple[str, ...]) -> None:
    with pytest.raises(QuestionError):
        claim_from_question(text, VOCABULARY)
    assert nearest_questions(text, VOCABULARY) == near


def test_a_short_mistyped_word_is_guessed_in_an_offer_alone() -> None:
    with pytest.raises(QuestionError):
        claim_from_question("does zinc help the teth", VOCABULARY)
    near = nearest_questions("does zinc help the teth", VOCABULARY)
    assert near[0] == "does zinc help the teeth"
