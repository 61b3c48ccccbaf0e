"""Comparisons and populations as people type them: a check set of our own, in neither half."""

import pytest

from sceptic.domain.claim import Relation
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()

COMPARED = {
    "is ibuprofen or paracetamol better for a headache": ("ibuprofen", "paracetamol", "headache"),
    "which is better for a headache: ibuprofen or paracetamol?": (
        "ibuprofen",
        "paracetamol",
        "headache",
    ),
    "which works better for period pain, naproxen or ibuprofen": (
        "naproxen",
        "ibuprofen",
        "period-pain",
    ),
    "what's better for constipation, senna or prune juice?": (
        "senna",
        "prune-juice",
        "constipation",
    ),
    "ibuprofen or paracetamol for toothache": ("ibuprofen", "paracetamol", "toothache"),
    "ibuprofen vs paracetamol toothache": ("ibuprofen", "paracetamol", "toothache"),
    "naproxen compared to ibuprofen for gout": ("naproxen", "ibuprofen", "gout"),
    "difference between cetirizine and loratadine for hay fever": (
        "cetirizine",
        "loratadine",
        "hay-fever",
    ),
    "should I take cetirizine or loratadine for hay fever?": (
        "cetirizine",
        "loratadine",
        "hay-fever",
    ),
    "does yoga work better than pilates for back pain": ("yoga", "pilates", "low-back-pain"),
    "is acupuncture more effective than massage at relieving neck pain?": (
        "acupuncture",
        "massage",
        "neck-pain",
    ),
    "honey beats cough syrup for coughs": ("honey", "cough-medicine", "cough"),
    "is melatonin as good as sleeping pills for insomnia": (
        "melatonin",
        "sleeping-pills",
        "insomnia",
    ),
    "St John's wort instead of antidepressants for depression": (
        "st-johns-wort",
        "antidepressants",
        "depression",
    ),
    "does CBT relieve depression more than antidepressants": (
        "cognitive-behavioural-therapy",
        "antidepressants",
        "depression",
    ),
    "are statins worse than a Mediterranean diet for preventing heart disease?": (
        "mediterranean-diet",
        "statins",
        "heart-disease",
    ),
    "For knee arthritis, is swimming better than walking?": (
        "swimming",
        "walking",
        "knee-osteoarthritis",
    ),
    "is glucosamine superior to placebo in knee osteoarthritis": (
        "glucosamine",
        "placebo",
        "knee-osteoarthritis",
    ),
    "is it better to use ice or heat for a sprained ankle": (
        "ice",
        "heat-therapy",
        "ankle-sprain",
    ),
    "ice vs heat for back pain": ("ice", "heat-therapy", "low-back-pain"),
    "magnesium citrate vs glycinate for leg cramps": (
        "text:magnesium citrate",
        "magnesium-glycinate",
        "leg-cramps",
    ),
    "vitamin c or d for colds": ("vitamin-c", "vitamin-d", "common-cold"),
    "oral vs topical minoxidil for hair loss": (
        "oral-minoxidil",
        "topical-minoxidil",
        "hair-loss",
    ),
    "does metformin outperform insulin in gestational diabetes": (
        "metformin",
        "insulin",
        "gestational-diabetes",
    ),
    "are e-cigarettes better than nicotine patches for quitting smoking": (
        "e-cigarettes",
        "nicotine-patch",
        "smoking",
    ),
    "is gum better than patches to stop smoking": (
        "nicotine-gum",
        "nicotine-patch",
        "smoking",
    ),
    "is surgery any better than physio for carpal tunnel": (
        "surgery",
        "physiotherapy",
        "carpal-tunnel-syndrome",
    ),
    "finasteride or dutasteride: which is better for baldness?": (
        "finasteride",
        "dutasteride",
        "hair-loss",
    ),
    "omeprazole over ranitidine for heartburn": ("omeprazole", "ranitidine", "heartburn"),
    "Does aspirin prevent strokes better than clopidogrel?": ("aspirin", "clopidogrel", "stroke"),
    "is tea tree oil as effective as benzoyl peroxide for acne": (
        "tea-tree-oil",
        "benzoyl-peroxide",
        "acne",
    ),
    "do antibiotics work better than placebo for sinusitis": (
        "antibiotics",
        "placebo",
        "sinusitis",
    ),
}


@pytest.mark.parametrize("question", COMPARED)
def test_what_is_compared_with_what(question: str) -> None:
    claim = claim_from_question(question, VOCABULARY)
    pico = claim.pico
    assert pico.comparison is not None
    assert (pico.intervention.id, pico.comparison.id, pico.condition.id) == COMPARED[question]
    assert claim.relation in (Relation.BETTER_THAN, Relation.COMPARES)
    assert not claim.negated


IN_WHOM = {
    "does melatonin help my 3 year old sleep": ("melatonin", "insomnia", "children"),
    "is calpol ok for a newborn": ("paracetamol", "adverse-events", "infants"),
    "can I take ibuprofen if I'm pregnant": ("ibuprofen", "adverse-events", "pregnant-women"),
    "is ginger safe in the first trimester": ("ginger", "adverse-events", "pregnant-women"),
    "can i use retinol while pregnant": ("retinol", "adverse-events", "pregnant-women"),
    "I am 30 weeks pregnant, does magnesium help leg cramps": (
        "magnesium",
        "leg-cramps",
        "pregnant-women",
    ),
    "does vitamin D prevent falls in the over 65s": ("vitamin-d", "falls", "older-people"),
    "does my elderly father benefit from vitamin D for falls": (
        "vitamin-d",
        "falls",
        "older-people",
    ),
    "does tai chi prevent falls in seniors": ("tai-chi", "falls", "older-people"),
    "do pensioners need the shingles vaccine to prevent shingles": (
        "shingles-vaccine",
        "shingles",
        "older-people",
    ),
    "does creatine help memory in vegans": ("creatine", "memory", "vegans"),
    "do probiotics help colic in breastfed babies": ("probiotics", "infantile-colic", "infants"),
    "does caffeine cause miscarriage in early pregnancy": (
        "caffeine",
        "miscarriage",
        "pregnant-women",
    ),
    "does antenatal steroids prevent breathing problems in premature babies": (
        "antenatal-steroids",
        "text:breathing problem",
        "preterm-infants",
    ),
    "does iron help tiredness in women with heavy periods": ("iron", "heavy-periods", "women"),
    "is HRT safe after the menopause": (
        "hormone-replacement-therapy",
        "adverse-events",
        "postmenopausal-women",
    ),
    "does exercise help depression in teens": ("exercise", "depression", "teenagers"),
    "does exercise help depression in teenage girls": ("exercise", "depression", "teenagers"),
    "does screen time cause obesity in school children": ("screen-time", "obesity", "children"),
    "do compression socks help runners with muscle soreness": (
        "compression-stockings",
        "muscle-soreness",
        "runners",
    ),
    "does metformin prevent heart attacks in diabetics": ("metformin", "heart-attack", "diabetics"),
    "does nicotine gum help smokers quit": ("nicotine-gum", "smoking", ""),
    "is fluoride bad for kids' teeth": ("fluoride", "tooth-decay", "children"),
    "does honey help toddlers with cough": ("honey", "cough", "preschool-children"),
    "does aspirin prevent heart attacks in healthy people": (
        "aspirin",
        "heart-attack",
        "healthy-people",
    ),
    "in pregnant women, does aspirin prevent pre-eclampsia": (
        "aspirin",
        "pre-eclampsia",
        "pregnant-women",
    ),
    "Among older women, does calcium prevent fractures?": ("calcium", "fractures", "older-people"),
    "Does calcium prevent hip fractures in women aged 70": ("calcium", "hip-fracture", "women"),
    "do flu jabs stop nursing home residents getting flu": (
        "influenza-vaccine",
        "influenza",
        "nursing-home-residents",
    ),
    "does hand washing by nurses prevent infections": (
        "hand-washing",
        "infection",
        "nurses",
    ),
    "Does breast milk prevent ear infections in infants?": (
        "breast-milk",
        "ear-infection",
        "infants",
    ),
}


@pytest.mark.parametrize("question", IN_WHOM)
def test_in_whom_is_asked(question: str) -> None:
    pico = claim_from_question(question, VOCABULARY).pico
    population = pico.population.id if pico.population else ""
    assert (pico.intervention.id, pico.condition.id, population) == IN_WHOM[question]


@pytest.mark.parametrize(
    "question",
    [
        "Does zinc prevent colds?",
        "Does infant formula cause obesity?",
        "Does childhood vaccination prevent measles?",
        "Does gestational diabetes cause obesity?",
        "Does vitamin D over 12 weeks prevent falls?",
        "Does walking for over 30 minutes lower blood pressure?",
    ],
)
def test_no_population_and_no_comparison_is_made_up(question: str) -> None:
    pico = claim_from_question(question, VOCABULARY).pico
    assert pico.population is None
    assert pico.comparison is None


@pytest.mark.parametrize("sides", [("zinc", "honey"), ("ibuprofen", "paracetamol")])
@pytest.mark.parametrize(
    "form",
    [
        "Is {x} better than {z} for {y}?",
        "Is {x} or {z} better for {y}?",
        "which is better for {y}: {x} or {z}",
        "what works better for {y}, {x} or {z}?",
        "{x} vs {z} for {y}",
        "{x} versus {z} {y}",
        "{x} or {z} for {y}",
        "{x} compared with {z} for {y}",
        "{x} instead of {z} for {y}",
        "difference between {x} and {z} for {y}",
        "should I take {x} or {z} for {y}?",
        "is it better to take {x} or {z} for {y}",
        "does {x} work better than {z} for {y}",
        "does {x} outperform {z} for {y}",
        "is {x} as good as {z} for {y}",
        "is {x} more effective than {z} at relieving {y}?",
        "does {x} relieve {y} better than {z}",
        "is {z} worse than {x} for {y}",
    ],
)
def test_every_form_of_comparison_gives_the_same_sides(sides: tuple[str, str], form: str) -> None:
    x, z = sides
    pico = claim_from_question(form.format(x=x, z=z, y="headache"), VOCABULARY).pico
    assert pico.comparison is not None
    assert (pico.intervention.id, pico.comparison.id, pico.condition.id) == (x, z, "headache")


@pytest.mark.parametrize(
    ("group", "population"),
    [
        ("in children", "children"),
        ("for kids", "children"),
        ("in a 14 year old", "teenagers"),
        ("for my 6-month-old", "infants"),
        ("in pregnancy", "pregnant-women"),
        ("while pregnant", "pregnant-women"),
        ("in the third trimester", "pregnant-women"),
        ("in the over 65s", "older-people"),
        ("in people aged 80", "older-people"),
        ("in her eighties", "older-people"),
        ("in nursing home residents", "nursing-home-residents"),
        ("in postmenopausal women", "postmenopausal-women"),
        ("among athletes", "athletes"),
    ],
)
@pytest.mark.parametrize(
    "claim", ["Does honey help a cough {}?", "is honey better than zinc for a cough {}"]
)
def test_a_group_is_found_behind_every_form(claim: str, group: str, population: str) -> None:
    found = claim_from_question(claim.format(group), VOCABULARY).pico.population
    assert found is not None
    assert found.id == population
