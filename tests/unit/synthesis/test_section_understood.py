from sceptic.domain.claim import Claim
from sceptic.language.claims import claim_from_question
from sceptic.language.offers import with_offers
from sceptic.language.vocabulary import shipped_vocabulary
from sceptic.synthesis.ingredients import Ingredients
from sceptic.synthesis.section_understood import understood
from tests.samples import empty_brief

VOCABULARY = shipped_vocabulary()


def texts(claim: Claim) -> list[str]:
    brief = empty_brief()
    given = Ingredients(
        claim, (), brief.verdict, brief.attention, brief.flow, (), brief.method, "v1"
    )
    section = understood(given)
    assert (section.id, section.title) == ("understood", "What was understood")
    for statement in section.statements:
        assert [s.quote for s in statement.sources] == [claim.question.text]
    return [statement.text for statement in section.statements]


def test_parts_details_what_was_not_used_and_what_is_near() -> None:
    question = "Does 5 mg mesotherapy prevent baldness in tall men?"
    said = texts(with_offers(claim_from_question(question, VOCABULARY), VOCABULARY))
    assert said[:4] == [
        "The question was read as: mesotherapy prevents hair loss in men.",
        "What it does: “prevent”; treatment or cause: mesotherapy; health problem: “baldness” is "
        "hair loss; in whom: men.",
        "Read, and not used in judging: 5 mg (dose). Studies of any dose and form count.",
        "Not used: tall.",
    ]
    assert any(text.startswith("Did you mean: ") for text in said)
    assert any(text.startswith("Narrower questions: ") for text in said)


def test_safety_without_a_named_harm_is_said_plainly() -> None:
    said = texts(claim_from_question("Is paracetamol safe in pregnancy?", VOCABULARY))
    assert said[0] == "The question was read as: paracetamol is safe in pregnant women."
    assert "health problem: none is named, so that any unwanted effect counts" in said[1]


def test_two_treatments_side_by_side() -> None:
    said = texts(claim_from_question("Is turmeric as good as ibuprofen for back pain?", VOCABULARY))
    assert (
        said[0] == "The question was read as: turmeric compared with ibuprofen for low back pain."
    )


def test_a_part_that_nobody_named_is_said_to_be_so() -> None:
    said = texts(claim_from_question("Do cough medicines work?", VOCABULARY))
    assert any("cough, which the question does not name" in text for text in said)
