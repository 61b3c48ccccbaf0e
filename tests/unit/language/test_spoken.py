"""How people talk: they correct themselves, deny twice, join things, give doses, shout."""

import pytest

from sceptic.domain.claim import Claim, Relation
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def read(question: str) -> Claim:
    return claim_from_question(question, VOCABULARY)


@pytest.mark.parametrize(
    ("question", "intervention", "condition"),
    [
        ("vitamin c, no I mean d, for colds", "vitamin-d", "common-cold"),
        ("Does zinc, I mean magnesium, help leg cramps?", "magnesium", "leg-cramps"),
        ("is calpol... sorry I mean paracetamol safe", "paracetamol", "adverse-events"),
        ("does aspirin or rather ibuprofen cause ulcers", "ibuprofen", "stomach-ulcer"),
        ("Does yoga help anxiety, sorry, depression?", "yoga", "depression"),
        ("does turmeric scratch that ginger help nausea", "ginger", "nausea-and-vomiting"),
    ],
)
def test_what_is_taken_back_is_left_out_and_said(
    question: str, intervention: str, condition: str
) -> None:
    claim = read(question)
    assert (claim.pico.intervention.id, claim.pico.condition.id) == (intervention, condition)
    assert "taken back" in claim.notes[0]


@pytest.mark.parametrize(
    ("question", "negated"),
    [
        ("Vitamin C doesn't not prevent colds", False),
        ("vitamin c does not fail to prevent colds", False),
        ("vitamin c cannot fail to prevent colds", False),
        ("zinc never prevents colds", True),
        ("zinc won't prevent a cold", True),
        ("Neither zinc nor vitamin C prevents colds", True),
        ("It is not true that zinc does not prevent colds", False),
        ("Isn't it false that zinc does not prevent colds?", False),
        ("Isn't it true that zinc prevents colds?", False),
        ("There's no proof zinc prevents colds", True),
    ],
)
def test_denials_once_and_twice(question: str, negated: bool) -> None:
    claim = read(question)
    assert (claim.relation, claim.pico.condition.id) == (Relation.PREVENTS, "common-cold")
    assert claim.negated is negated


def test_not_useless_is_of_use() -> None:
    claim = read("garlic is not useless for high blood pressure")
    assert (claim.pico.intervention.id, claim.negated) == ("garlic", False)


@pytest.mark.parametrize(
    "headline",
    [
        "Coffee prevents dementia, doctors say",
        "Coffee prevents dementia, say scientists",
        "Coffee prevents dementia, study finds",
        "Coffee prevents dementia, according to new research",
        "Coffee could prevent dementia – study",
        "Study: coffee prevents dementia",
        "Revealed: coffee prevents dementia",
        "5 reasons why coffee prevents dementia",
        "Scientists say coffee prevents dementia",
    ],
)
def test_headlines(headline: str) -> None:
    claim = read(headline)
    assert claim.relation is Relation.PREVENTS
    assert (claim.pico.intervention.id, claim.pico.condition.id) == ("coffee", "dementia")
    assert not claim.negated


@pytest.mark.parametrize(
    "question",
    [
        "Do ginger and turmeric help arthritis?",
        "Do ginger and turmeric together help arthritis?",
        "ginger plus turmeric for arthritis",
        "does ginger combined with turmeric help arthritis",
        "does ginger & turmeric help arthritis",
    ],
)
def test_two_treatments_joined_are_one_combination(question: str) -> None:
    claim = read(question)
    both = claim.pico.intervention
    assert (both.name, both.broader) == ("ginger and turmeric", ("ginger", "turmeric"))
    assert "turmeric and ginger" in both.names
    assert claim.notes == ("the two together are asked about: ginger and turmeric",)
    assert claim.ignored == ()


@pytest.mark.parametrize(
    ("question", "intervention"),
    [
        ("Do calcium and vitamin D prevent fractures?", "calcium-and-vitamin-d"),
        ("Do vitamin C and zinc prevent fractures?", "zinc-and-vitamin-c"),
        ("Do supplements and zinc prevent fractures?", "zinc"),
        ("Does calcium or vitamin D prevent fractures?", "calcium"),
        ("Do calcium, vitamin D and zinc prevent fractures?", "calcium"),
    ],
)
def test_known_combinations_and_lists(question: str, intervention: str) -> None:
    assert read(question).pico.intervention.id == intervention


@pytest.mark.parametrize(
    ("question", "details"),
    [
        ("Does 2000 IU of vitamin D daily for 6 months prevent falls?",
         (("dose", "2000 IU"), ("frequency", "daily"), ("duration", "for 6 months"))),
        ("Does intravenous vitamin C treat sepsis?", (("route", "intravenous"),)),
        ("Do zinc 15 mg twice a day prevent colds?",
         (("dose", "15 mg"), ("frequency", "twice a day"))),
        ("Does 5g creatine improve strength?", (("dose", "5g"),)),
        ("Does 5G cause cancer?", ()),
        ("Do nasal sprays help hay fever?", ()),
        ("Is topical minoxidil better than oral minoxidil for hair loss?", ()),
        ("Are vapes better than patches for quitting smoking?", ()),
    ],
)  # fmt: skip
def test_dose_form_route_and_duration_are_read(
    question: str, details: tuple[tuple[str, str], ...]
) -> None:
    claim = read(question)
    assert claim.details == details
    said = {word for _, words in details for word in words.split()}
    assert said.isdisjoint(claim.ignored)


@pytest.mark.parametrize(
    ("question", "relation", "condition", "population"),
    [
        ("Does metformin prevent heart attacks in diabetics?", Relation.PREVENTS, "heart-attack",
         "diabetics"),
        ("Does exercise prevent falls in Parkinson's disease?", Relation.PREVENTS, "falls",
         "parkinsons-disease"),
        ("Is exercise associated with longevity?", Relation.HELPS, None, None),
        ("Is coffee linked to a lower risk of dementia?", Relation.PREVENTS, "dementia", None),
        ("Is coffee linked to cancer?", Relation.CAUSES, "cancer", None),
    ],
)  # fmt: skip
def test_what_is_prevented_and_what_goes_with_what(
    question: str, relation: Relation, condition: str | None, population: str | None
) -> None:
    claim = read(question)
    found = claim.pico.population.id if claim.pico.population else None
    assert (claim.relation, found) == (relation, population)
    assert condition is None or claim.pico.condition.id == condition


def test_tumours_and_reflux_are_not_their_kin() -> None:
    assert read("Do mobile phones cause brain tumours?").pico.condition.id == "brain-tumour"
    assert read("Do mobile phones cause brain cancer?").pico.condition.id == "brain-cancer"
    assert VOCABULARY.is_a("brain-cancer", "brain-tumour")
    assert read("Does omeprazole help acid reflux?").pico.condition.id == "acid-reflux"
    assert read("Does omeprazole help heartburn?").pico.condition.id == "heartburn"
    assert VOCABULARY.is_a("heartburn", "acid-reflux")
