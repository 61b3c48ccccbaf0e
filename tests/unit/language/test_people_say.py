"""Questions as people say them: stories, headlines, dictation, two remedies at once."""

import pytest

from sceptic.domain.claim import Claim, OfferKind, Relation
from sceptic.errors import QuestionError
from sceptic.language.as_spoken import tellings, without_quotation_marks
from sceptic.language.claims import claim_from_question
from sceptic.language.offers import nearest_questions, with_offers
from sceptic.language.open_questions import OpenQuestion, open_question
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
R = Relation


def read(text: str) -> Claim:
    return claim_from_question(text, VOCABULARY)


def opened(text: str) -> OpenQuestion:
    found = open_question(text, VOCABULARY)
    assert found is not None
    return found


# ------------------------------------------------------------------------------- stories

STORIES = {
    "Hi all. I got tinnitus at a concert. A friend swears by ginkgo, does it do anything?": (
        "ginkgo", "tinnitus"),
    "My son has warts again. The chemist sold us duct tape. Does it work?": ("duct-tape", "warts"),
    "is it true that coffee gives you insomnia?? asking at 2am before my exam lol": (
        "coffee", "insomnia"),
    "my dad has gout and he drinks cherry juice does it help": ("cherry-juice", "gout"),
    "um so I was wondering if magnesium would help my migraine": ("magnesium", "migraine"),
    "Quick question: does zinc help colds": ("zinc", "common-cold"),
    "hey everyone, does anyone know if yoga helps back pain": ("yoga", "low-back-pain"),
    "Does St. John's wort help depression?": ("st-johns-wort", "depression"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), STORIES.items())
def test_a_story_is_read_as_the_question_in_it(text: str, parts: tuple[str, str]) -> None:
    pico = read(text).pico
    assert (pico.intervention.id, pico.condition.id) == parts


def test_whom_a_story_is_about_stays_in_it() -> None:
    population = read("My toddler won't sleep. Is melatonin ok for him?").pico.population
    assert population is not None
    assert population.id == "preschool-children"


def test_what_is_left_out_of_a_story_is_told() -> None:
    claim = read("does coffee cause insomnia?? asking at 2am before my exam lol")
    assert claim.notes == ("left out of the question: “asking at 2am before my exam lol”",)


def test_a_question_of_one_sentence_has_no_telling() -> None:
    assert not list(tellings("Does zinc prevent colds?", VOCABULARY))


def test_who_recommends_a_treatment_is_none() -> None:
    assert read("a friend said ginkgo helps tinnitus").pico.intervention.id == "ginkgo"


OPEN_STORIES = {
    "i cant sleep and ive tried everything what actually works for insomnia in old people": (
        "insomnia", "older-people"),
    "My gran has shingles. What helps with it?": ("shingles", None),
    "whats the best thing for hay fever that doesnt make you drowsy": ("hay-fever", None),
    "It exists some natural medicine who can lower the cholesterol?": ("high-cholesterol", None),
    "what is the most effective thing for building muscle": ("muscle-growth", None),
    "anything that works for piles after giving birth": ("haemorrhoids", "postpartum-women"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), OPEN_STORIES.items())
def test_an_open_question_after_a_story(text: str, parts: tuple[str, str | None]) -> None:
    found = opened(text)
    assert (found.condition.id, found.population and found.population.id) == parts


def test_a_limit_that_is_not_used_is_told() -> None:
    found = opened("best thing for hay fever that doesn't make you drowsy")
    assert found.notes == ('not used: "that doesn\'t make you drowsy"',)


def test_what_is_asked_for_beside_a_treatment_is_not_read_as_that_treatment() -> None:
    with pytest.raises(QuestionError):
        read("The doctor gave me pregabalin for nerve pain. Any natural alternatives?")


def test_a_treatment_that_is_not_wanted_is_told() -> None:
    found = opened("how can i bring down my babys fever without calpol")
    assert found.notes == ("not used: 'without calpol'",)


def test_a_treatment_in_the_story_keeps_the_question_closed() -> None:
    assert open_question("does zinc help colds or what helps colds", VOCABULARY) is None


# ------------------------------------------------------------------------------- headlines

HEADLINES = {
    "Coffee 'cuts risk of liver cancer', major study finds": (R.PREVENTS, "coffee", "liver-cancer"),
    "Green tea slashes dementia risk by HALF, scientists say": (
        R.PREVENTS, "green-tea", "dementia"),
    "Garlic lowers stroke risk by up to 25%": (R.PREVENTS, "garlic", "stroke"),
    "Coffee halves stroke risk, study": (R.PREVENTS, "coffee", "stroke"),
    "Daily aspirin 'doubles risk of stroke', study warns": (R.CAUSES, "aspirin", "stroke"),
    "omeprazole and dementia link": (R.CAUSES, "omeprazole", "dementia"),
    "Is there a vaccine autism link?": (R.CAUSES, "vaccines", "autism"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), HEADLINES.items())
def test_headlines(text: str, parts: tuple[Relation, str, str]) -> None:
    claim = read(text)
    assert (claim.relation, claim.pico.intervention.id, claim.pico.condition.id) == parts


def test_quoted_words_are_read() -> None:
    claim = read("Turmeric 'as good as Nurofen' for arthritic knees")
    assert claim.pico.comparison is not None
    assert claim.pico.comparison.id == "ibuprofen"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("St John's wort and 'baby blues'", "St John's wort and baby blues"),
        ("athletes' foot and runners' knee", "athletes' foot and runners' knee"),
        ("the “wonder” herb", "the wonder herb"),
        ("whats good for a cold", "what's good for a cold"),
    ],
)
def test_quotation_marks_go_and_apostrophes_stay(text: str, plain: str) -> None:
    assert without_quotation_marks(text) == plain


# ------------------------------------------------------------------------------- everyday words

EVERYDAY = {
    "does creatine make you lose your hair": (R.CAUSES, "creatine", "hair-loss"),
    "does stress make your hair fall out": (R.CAUSES, "stress", "hair-loss"),
    "will magnesium help me sleep better": (R.HELPS, "magnesium", "insomnia"),
    "does turmeric work for dodgy knees": (R.TREATS, "turmeric", "knee-osteoarthritis"),
    "do statins do more harm than good in over 75s": (R.CAUSES, "statins", "adverse-events"),
    "is ibuprofen safe if I have asthma": (R.IS_SAFE, "ibuprofen", "asthma"),
}


@pytest.mark.parametrize(("text", "parts"), EVERYDAY.items())
def test_everyday_words(text: str, parts: tuple[Relation, str, str]) -> None:
    claim = read(text)
    assert (claim.relation, claim.pico.intervention.id, claim.pico.condition.id) == parts


# ------------------------------------------------------------------------------- two at once


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("can I take ibuprofen with warfarin?", "ibuprofen and warfarin"),
        ("can i take aspirin if im on warfarin", "aspirin and warfarin"),
        ("can I take ibuprofen with my blood pressure tablets?",
         "ibuprofen and blood pressure drugs"),
        ("is it safe to drink alcohol while taking antibiotics", "alcohol and antibiotics"),
        ("is it ok to mix ibuprofen with alcohol", "ibuprofen and alcohol"),
        ("Hello, I'm 68 and on warfarin. Can I drink cranberry juice?",
         "cranberry products and warfarin"),
        ("I take sertraline. Is St John's wort safe?", "St John's wort and sertraline"),
    ],
)  # fmt: skip
def test_two_taken_together_are_both_kept(text: str, both: str) -> None:
    claim = read(text)
    assert claim.relation is R.IS_SAFE
    assert claim.pico.intervention.name == both


# ------------------------------------------------------------------------------- offers


def meant(text: str) -> list[str]:
    claim = with_offers(read(text), VOCABULARY)
    return [offer.question for offer in claim.offers if offer.kind is OfferKind.DID_YOU_MEAN]


def test_another_meaning_is_offered_as_a_plain_question() -> None:
    asked = "Will 5000 iu of vitamin d a day stop me getting flu"
    assert meant(asked) == ["Does vitamin D prevent the common cold?"]


def test_further_words_tell_what_a_doubtful_one_means() -> None:
    assert meant("do energy drinks give you heart palpitations") == []
    assert meant("does glucosamine work for dodgy knees") == ["Does glucosamine treat knee pain?"]


def test_an_abbreviation_that_is_a_word_is_not_in_doubt() -> None:
    assert meant("Turmeric as good as Nurofen for arthritic knees") == []


def test_plain_words_are_not_taken_for_typing_errors() -> None:
    near = nearest_questions("does creatine make you lose your glow", VOCABULARY)
    assert not [question for question in near if "mace" in question]


# ------------------------------------------------------------------------------- left over


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("collagen powder reduces wrinkles in just 8 weeks", "duration", "in just 8 weeks"),
        ("Will 5000 iu of vitamin d a day stop me getting flu", "frequency", "a day"),
        ("does magnesium at night help insomnia", "frequency", "at night"),
    ],
)
def test_time_words_are_details(text: str, kind: str, words: str) -> None:
    assert (kind, words) in read(text).details


def test_words_that_carry_nothing_are_not_listed_as_unused() -> None:
    assert read("is paracetamol ok when your pregnant").ignored == ()


def test_an_open_question_tells_what_it_did_not_use() -> None:
    assert opened("what helps hair grow after chemo").notes == ("not used: chemo",)
    assert opened("what helps with restless legs").notes == ()
