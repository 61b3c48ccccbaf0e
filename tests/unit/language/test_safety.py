import pytest

from sceptic.domain.brief import SourceKind
from sceptic.language.safety import SAFETY_LINES, safety_lines, safety_statements

NEEDED = {
    "Should I stop taking my statins?": ["stopping a medicine"],
    "Can I come off antidepressants with St John's wort?": ["stopping a medicine"],
    "Can I take turmeric instead of chemotherapy?": ["stopping a medicine"],
    "Is it OK to skip my insulin when I fast?": ["stopping a medicine"],
    "Is cannabis a good alternative to my epilepsy medication?": ["stopping a medicine"],
    "Can cayenne pepper stop a heart attack?": ["emergency"],
    "I am having chest pain, does aspirin help?": ["emergency"],
    "My father can't breathe, does steam help?": ["emergency"],
    "Does vitamin C cure sepsis?": ["emergency"],
    "Is homeopathy good for anaphylaxis?": ["emergency"],
    "She is having a stroke, should we prick her fingers?": ["emergency"],
    "What is a lethal dose of paracetamol?": ["self-harm"],
    "How much paracetamol would kill me?": ["self-harm"],
    "I want to die, does St John's wort help?": ["self-harm"],
    "Does lithium prevent suicide?": ["self-harm"],
    "I took too many paracetamol, does milk thistle help?": ["poisoning"],
    "My son swallowed a battery, does honey help?": ["poisoning", "children"],
    "Does drinking bleach cure autism in kids?": ["poisoning", "children"],
    "Is ibuprofen safe in pregnancy?": ["pregnancy"],
    "Is ginger good for morning sickness?": ["pregnancy"],
    "Can I take melatonin while breastfeeding?": ["pregnancy"],
    "Does honey help cough in children?": ["children"],
    "Can I stop taking warfarin if I eat garlic?": ["stopping a medicine"],
    "Is it safe to come off my blood pressure tablets?": ["stopping a medicine"],
    "Does turmeric work instead of methotrexate?": ["stopping a medicine"],
    "Should I give up my inhaler?": ["stopping a medicine"],
    "Does aspirin help chest pain?": ["emergency"],
    "My lips are swelling, do antihistamines help?": ["emergency"],
    "Does cinnamon help when someone is having a seizure?": ["emergency"],
    "I am coughing up blood, does honey help?": ["emergency"],
    "Does activated charcoal help after an overdose?": ["poisoning"],
    "Does milk help if you drank bleach?": ["poisoning"],
    "I feel like killing myself, does exercise help?": ["self-harm"],
    "Does ketamine stop suicidal thoughts?": ["self-harm"],
    "Are SSRIs safe while breast-feeding?": ["pregnancy"],
    "Does raspberry leaf tea help in the first trimester?": ["pregnancy"],
    "Does melatonin help my toddler sleep?": ["children"],
    "Is echinacea good for teenagers?": ["children"],
    "Can I give honey to a 6-month-old?": ["honey and infants", "children"],
    "Is teething gel safe for my 6-month-old baby?": ["children"],
}
NEEDLESS = (
    "Does aspirin prevent heart attacks?",
    "Does mesotherapy prevent hair loss?",
    "Does hypnosis help people stop smoking?",
    "Does yoga relieve back pain?",
    "Can aromatherapy reduce pain in childbirth?",
    "Do cranberry products prevent urinary tract infections?",
    "Is a Mediterranean diet better than a low-fat diet for heart disease?",
    "Does exercise lower blood pressure?",
    "Can green tea help you lose weight?",
    "Does stopping smoking improve skin?",
    "Do antibiotics stop the pill working?",
)


@pytest.mark.parametrize("question", NEEDED)
def test_a_line_stands_first_where_it_is_needed(question: str) -> None:
    assert [line.id for line in safety_lines(question)] == NEEDED[question]


@pytest.mark.parametrize("question", NEEDLESS)
def test_harmless_questions_get_no_line(question: str) -> None:
    assert safety_lines(question) == ()


def test_each_line_is_a_statement_with_an_official_page() -> None:
    statements = safety_statements("Is it safe to stop my insulin in pregnancy?", "v1")
    assert len(statements) == 2
    for statement in statements:
        (source,) = statement.sources
        assert source.kind is SourceKind.FACT
        assert source.version == "v1"
        assert source.address.startswith("https://medlineplus.gov/")


def test_ids_are_unique_and_the_most_urgent_comes_first() -> None:
    ids = [line.id for line in SAFETY_LINES]
    assert len(set(ids)) == len(ids)
    assert ids[:3] == ["self-harm", "poisoning", "emergency"]
