"""Kinds of wording: each row is one of a kind that a rule reads, written before the rule."""

import pytest

from sceptic.domain.claim import Claim, Concept, ConceptKind, Relation
from sceptic.language.claims import claim_from_question
from sceptic.language.mentions import EDGE_WORDS
from sceptic.language.text import normalised
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
SAME = {Relation.TREATS: "helps", Relation.COMPARES: "better_than"}


def relation_of(claim: Claim) -> str:
    return SAME.get(claim.relation, claim.relation.value)


def is_named(concept: Concept | None, name: str, kind: ConceptKind) -> bool:
    """Whether a part is the concept of this name, or words that say the same in any order."""
    if concept is None or not name:
        return concept is None and not name
    named = {c.id for each in ConceptKind if (c := VOCABULARY.named(name, each))}
    own = VOCABULARY.named(name, kind)
    if named:
        return concept.id in ({own.id} if own else named)
    words = set(normalised(concept.name).split()) - EDGE_WORDS
    return words == set(normalised(name).split()) - EDGE_WORDS


def misread(question: str, relation: str, intervention: str, condition: str) -> str:
    """What was misread in a question; nothing if all is right."""
    claim = claim_from_question(question, VOCABULARY)
    found = []
    if relation_of(claim) != relation:
        found.append(f"relation {claim.relation.value}")
    if not is_named(claim.pico.intervention, intervention, ConceptKind.INTERVENTION):
        found.append(f"intervention {claim.pico.intervention.id}")
    if condition and not is_named(claim.pico.condition, condition, ConceptKind.CONDITION):
        found.append(f"condition {claim.pico.condition.id}")
    return ", ".join(found)


MISSPELT = (
    ("can echinasia cure a comon cold", "helps", "echinacea", "common cold"),
    ("does ginko biloba help memry", "helps", "ginkgo", "memory"),
    ("asprin for hart attacks", "helps", "aspirin", "heart attack"),
    ("dose vitamin d prevnt fracturs", "prevents", "vitamin d", "fractures"),
    ("is ibuprofin safe for kidnys", "is_safe", "ibuprofen", ""),
    ("does turmiric help knee artheritis", "helps", "turmeric", "knee osteoarthritis"),
    ("can smokng cause strok", "causes", "smoking", "stroke"),
    ("dos accupuncture help with migrain", "helps", "acupuncture", "migraine"),
    ("wil magnesum stop leg craps", "helps", "magnesium", "leg cramps"),
    ("does coffe raise blod presure", "causes", "coffee", "high blood pressure"),
    ("melatonine for jetlag", "helps", "melatonin", "jet lag"),
    ("is metformim good for wieght loss", "helps", "metformin", "weight loss"),
    ("can probotics help diarrea", "helps", "probiotics", "diarrhoea"),
    ("does pepermint oil ease ibs symtoms", "helps", "peppermint oil", "irritable bowel syndrome"),
    ("do antibotics help sinisitis", "helps", "antibiotics", "sinusitis"),
    ("does gaba pentin help nurve pain", "helps", "gabapentin", "neuropathic pain"),
    ("can chocolte trigger akne", "causes", "chocolate", "acne"),
    ("is cycling bad for the prostrate", "causes", "cycling", ""),
    ("does honney help a caugh", "helps", "honey", "cough"),
    ("will statns prevent demensia", "prevents", "statins", "dementia"),
)  # fmt: skip

RELATIONS = (
    ("Does vitamin C stop colds?", "prevents", "vitamin C", "common cold"),
    ("Does cranberry juice keep UTIs away?", "prevents", "cranberry juice", "UTI"),
    ("Will the jab stop me getting flu?", "prevents", "flu vaccine", "flu"),
    ("Does calamine stop itching?", "helps", "calamine", "itching"),
    ("Does loperamide stop stomach cramps?", "helps", "loperamide", "stomach cramps"),
    ("Do nuts ward heart disease off?", "prevents", "nuts", "heart disease"),
    ("Does exercise make you less likely to get dementia?", "prevents", "exercise", "dementia"),
    ("Do you get fewer colds if you take zinc?", "prevents", "zinc", "common cold"),
    ("Does dairy make eczema worse?", "causes", "dairy", "eczema"),
    ("Does stress bring on cold sores?", "causes", "stress", "cold sores"),
    ("Is sugar behind ADHD?", "causes", "sugar", "ADHD"),
    ("Is screen time to blame for short sight?", "causes", "screen time", "short sight"),
    ("Does fizzy drink rot your teeth?", "causes", "fizzy drinks", "tooth decay"),
    ("Does running ruin your knees?", "causes", "running", "knee osteoarthritis"),
    ("Is acne caused by chocolate?", "causes", "chocolate", "acne"),
    ("Are UTIs prevented by cranberry?", "prevents", "cranberry", "UTI"),
    ("Can migraine be brought on by cheese?", "causes", "cheese", "migraine"),
    ("Does the HPV vaccine confer protection against cervical cancer?", "prevents",
     "HPV vaccine", "cervical cancer"),
    ("propranolol for migraine prevention", "prevents", "propranolol", "migraine"),
    ("red meat and bowel cancer risk", "causes", "red meat", "bowel cancer"),
    ("talcum powder linked to ovarian cancer", "causes", "talcum powder", "ovarian cancer"),
    ("side effects of omeprazole", "is_safe", "omeprazole", ""),
    ("Does caffeine mess up your sleep?", "causes", "caffeine", "insomnia"),
    ("Can vaping wreck your lungs?", "causes", "vaping", "lung diseases"),
    ("Is your risk of stroke lower if you drink green tea?", "prevents", "green tea", "stroke"),
)  # fmt: skip

EDGES = (
    ("Does ginger ease mild nausea?", "helps", "ginger", "nausea"),
    ("Does CBT help really bad anxiety?", "helps", "CBT", "anxiety"),
    ("Can yoga help a bit of back pain?", "helps", "yoga", "back pain"),
    ("Is taking 400 mg of magnesium good for migraines?", "helps", "magnesium", "migraine"),
    ("Does drinking cranberry juice every day help cystitis?", "helps", "cranberry juice",
     "cystitis"),
    ("Does wearing a knee brace help knee osteoarthritis?", "helps", "knee brace",
     "knee osteoarthritis"),
    ("paracetamol for fever relief", "helps", "paracetamol", "fever"),
    ("exercise for post natal depression", "helps", "exercise", "postnatal depression"),
    ("Does washing your hands prevent colds?", "prevents", "hand washing", "common cold"),
    ("Does hand-washing prevent flu?", "prevents", "hand washing", "flu"),
    ("Do anti-inflammatories help gout?", "helps", "NSAIDs", "gout"),
    ("Does cracking your knuckles cause arthritis?", "causes", "knuckle cracking", "arthritis"),
    ("Is sitting all day bad for your heart?", "causes", "sedentary lifestyle", "heart disease"),
    ("Does brushing your teeth prevent gum disease?", "prevents", "tooth brushing", "gum disease"),
    ("Can losing weight reverse type 2 diabetes?", "helps", "weight loss", "type 2 diabetes"),
    ("Does rosemary oil treatment help hair loss symptoms?", "helps", "rosemary oil", "hair loss"),
    ("Does a Mediterranean style diet lower slightly raised cholesterol levels?", "helps",
     "Mediterranean diet", "high cholesterol"),
    ("Does my daughter's asthma get better with vitamin D?", "helps", "vitamin D", "asthma"),
    ("Does donating blood lower blood pressure?", "helps", "donating blood",
     "high blood pressure"),
    ("Does the pain of shingles get better with capsaicin?", "helps", "capsaicin", "shingles"),
)  # fmt: skip

LAY = (
    ("Does vit d help depression?", "helps", "vitamin D", "depression"),
    ("vit c for colds", "helps", "vitamin C", "common cold"),
    ("Does vit b12 help tiredness?", "helps", "vitamin B12", "fatigue"),
    ("Does the flu jab work if you're over 65?", "prevents", "flu vaccine", "flu"),
    ("Does beetroot juice lower bp?", "helps", "beetroot juice", "high blood pressure"),
    ("Is Nurofen ok if you're preggers?", "is_safe", "ibuprofen", ""),
    ("Does metformin help T2 diabetes?", "helps", "metformin", "type 2 diabetes"),
    ("low fodmap for IBS-D", "helps", "low FODMAP diet", "IBS-D"),
    ("Do iron supps help tiredness?", "helps", "iron", "fatigue"),
    ("Does Gaviscon help heartburn?", "helps", "Gaviscon", "heartburn"),
    ("Does Infacol help colic?", "helps", "simeticone", "infantile colic"),
    ("Does Piriton help hay fever?", "helps", "chlorphenamine", "hay fever"),
    ("Is Mounjaro better than Ozempic for weight loss?", "better_than", "tirzepatide", "obesity"),
    ("Does Buscopan help IBS?", "helps", "hyoscine butylbromide", "IBS"),
    ("Can Zoloft cause weight gain?", "causes", "sertraline", "weight gain"),
    ("Does Rogaine work for hair loss?", "helps", "minoxidil", "hair loss"),
    ("Is Accutane linked to depression?", "causes", "isotretinoin", "depression"),
    ("Do BP meds cause erectile dysfunction?", "causes", "blood pressure drugs",
     "erectile dysfunction"),
    ("Does Tylenol help a fever?", "helps", "paracetamol", "fever"),
)  # fmt: skip

# question, intervention, condition, comparison, population
PEOPLE = (
    ("Does vitamin D prevent falls for over 60s?", "vitamin D", "falls", "", "older people"),
    ("Does isotretinoin help acne in teens?", "isotretinoin", "acne", "", "adolescents"),
    ("Is honey good for coughs in toddlers?", "honey", "cough", "", "preschool children"),
    ("Does cinnamon lower blood sugar in diabetics?", "cinnamon", "", "", "diabetes"),
    ("Does beetroot juice improve endurance in athletes?", "beetroot juice", "", "", "athletes"),
    ("Does soya help hot flushes in menopausal women?", "soya", "hot flushes", "",
     "postmenopausal women"),
    ("Does fenugreek raise milk supply when breastfeeding?", "fenugreek", "milk supply", "",
     "breastfeeding women"),
    ("flu jab when pregnant", "flu vaccine", "flu", "", "pregnant women"),
    ("Whooping cough vaccine in pregnancy", "whooping cough vaccine", "whooping cough", "",
     "pregnant women"),
    ("shingles vaccine for over 70s", "shingles vaccine", "shingles", "", "older people"),
    ("Does creatine help 75 year olds build muscle?", "creatine", "", "", "older people"),
    ("Does paracetamol bring down fever in a 3 year old?", "paracetamol", "fever", "", "children"),
    ("ibuprofen or paracetamol for period pain", "ibuprofen", "period pain", "paracetamol", ""),
    ("ice vs heat for back pain", "ice", "back pain", "heat", ""),
    ("Should I use honey rather than cough syrup for a cough?", "honey", "cough", "cough syrup",
     ""),
    ("Is yoga as good as stretching for back pain?", "yoga", "back pain", "stretching", ""),
    ("which is better for sleep, melatonin or valerian", "melatonin", "insomnia", "valerian", ""),
    ("Does CBT beat antidepressants for anxiety?", "CBT", "anxiety", "antidepressants", ""),
    ("melatonin vs magnesium for insomnia in elderly people", "melatonin", "insomnia",
     "magnesium", "older people"),
    ("Does ginger work as well as vitamin B6 for morning sickness?", "ginger", "morning sickness",
     "vitamin B6", ""),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "relation", "intervention", "condition"),
    [*MISSPELT, *RELATIONS, *EDGES, *LAY],
)
def test_each_kind_of_wording_is_read(
    question: str, relation: str, intervention: str, condition: str
) -> None:
    assert misread(question, relation, intervention, condition) == ""


@pytest.mark.parametrize(
    ("question", "intervention", "condition", "comparison", "population"), PEOPLE
)
def test_whom_and_against_what(
    question: str, intervention: str, condition: str, comparison: str, population: str
) -> None:
    pico = claim_from_question(question, VOCABULARY).pico
    assert is_named(pico.intervention, intervention, ConceptKind.INTERVENTION)
    assert not condition or is_named(pico.condition, condition, ConceptKind.CONDITION)
    assert is_named(pico.comparison, comparison, ConceptKind.INTERVENTION)
    if not population:
        assert pico.population is None
    elif VOCABULARY.named(population, ConceptKind.POPULATION):
        assert is_named(pico.population, population, ConceptKind.POPULATION)
    else:
        people = (pico.population, pico.condition)
        assert any(is_named(each, population, ConceptKind.CONDITION) for each in people)
