import pytest

from sceptic.language.text import normalised, sentences, tokens


def test_tokens_carry_offsets_and_cut_letters_from_digits() -> None:
    text = "Omega-3 or vitamin B12: 0.5 mg, St John's wort"
    assert [t.text for t in tokens(text)] == [
        "Omega", "3", "or", "vitamin", "B", "12", "0.5", "mg", "St", "John's", "wort",
    ]  # fmt: skip
    assert all(text[t.start : t.end] == t.text for t in tokens(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leukaemias", "leukemia"),
        ("oestrogen", "estrogen"),
        ("diarrhoea", "diarrhea"),
        ("homoeopathy", "homeopathy"),
        ("coeliac disease", "celiac diseases"),
        ("sleep apnoea", "sleep apnea"),
        ("foetal", "fetal"),
        ("tumours", "tumor"),
        ("behaviours", "behavior"),
        ("dietary fibre", "dietary fiber"),
        ("hospitalised", "hospitalized"),
        ("paediatric", "pediatric"),
        ("counselling", "counseling"),
        ("Parkinson’s", "Parkinsons"),
        ("St. John's wort", "st johns wort"),
        ("α-lipoic acid", "alpha lipoic acid"),
        ("COVID-19", "covid19"),
        ("naïve", "naive"),
        ("allergies", "allergy"),
        ("women", "woman"),
        ("sulphate", "sulfate"),
    ],
)
def test_spellings_that_mean_the_same_are_alike(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("pain", "pains killer"), ("toe", "tea"), ("shoe", "she"), ("hour", "hor"), ("aids", "ids")],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose (P = 0.03). None died.", ["It rose (P = 0.03).", "None died."]),
        ("It fell, P < .05. None died.", ["It fell, P < .05.", "None died."]),
        ("E.g. aspirin vs. placebo. It works.", ["E.g. aspirin vs. placebo.", "It works."]),
        ("Smith et al. Found S. aureus in 5.", ["Smith et al. Found S. aureus in 5."]),
        ("We used vitamin C. Colds were rarer.", ["We used vitamin C.", "Colds were rarer."]),
        ("Better than placebo.The end.", ["Better than placebo.", "The end."]),
        ("Is it so? Yes! (It is.) Good.", ["Is it so?", "Yes!", "(It is.)", "Good."]),
        ("Aim: to test\nMethods: we did", ["Aim: to test", "Methods: we did"]),
        ("One line\nbroken in two.", ["One line\nbroken in two."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [s.text for s in found] == expected
    assert all(text[s.start : s.end] == s.text for s in found)


def test_parts_that_are_joined_by_a_semicolon_are_sentences() -> None:
    found = [s.text for s in sentences("Pain fell (P = 0.02).; It is concluded that drops help.")]
    assert found == ["Pain fell (P = 0.02).;", "It is concluded that drops help."]
