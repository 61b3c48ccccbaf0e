"""Parts of the body and everyday phrases that stand for a health problem."""

from __future__ import annotations

import re

# Parts of the body and loose words that stand for a health problem only as the whole phrase.
LAY_WORDS = {
    "back": "low-back-pain",
    "knee": "knee-osteoarthritis",
    "knees": "knee-osteoarthritis",
    "neck": "neck-pain",
    "nerves": "anxiety",
    "shoulder": "shoulder-pain",
    "stomach": "indigestion",
    "throat": "sore-throat",
    "tummy": "indigestion",
    "bladder": "urinary-tract-infection",
    "bones": "osteoporosis",
    "brain": "dementia",
    "eyes": "poor-eyesight",
    "fat": "obesity",
    "fillings": "tooth-decay",
    "gums": "gum-disease",
    "hair": "hair-loss",
    "heart": "heart-disease",
    "joints": "osteoarthritis",
    "kidneys": "kidney-disease",
    "liver": "cirrhosis",
    "lungs": "lung-diseases",
    "prostate": "enlarged-prostate",
    "skin": "skin-ageing",
    "spots": "acne",
    "sugar": "high-blood-sugar",
    "temperature": "fever",
    "teeth": "tooth-decay",
    "ulcer": "stomach-ulcer",
    "ulcers": "stomach-ulcer",
}


# What people say of their body, where it is the whole phrase. Verbs stand in them, so that they
# are no names that a search could use.
LAY_PHRASES = tuple(
    (re.compile(words, re.IGNORECASE), concept_id)
    for words, concept_id in (
        (r"(?:los(?:e|es|ing)|lost)\s+(?:(?:my|your|his|her|their|the|our)\s+)?hair"
         r"|(?:(?:my|your|his|her|their|the)\s+)?hair\s+(?:to\s+)?f(?:all|alls|alling)\s+out"
         r"|(?:go|going|goes)\s+bald", "hair-loss"),
        (r"(?:los(?:e|es|ing)|lost)\s+(?:(?:my|your|his|her|their|the|our)\s+)?hearing",
         "hearing-loss"),
        (r"sleep(?:ing)?\s+(?:better|well|through(?:\s+the\s+night)?|soundly|deeper|longer)"
         r"|(?:fall(?:ing)?|get(?:ting)?\s+to|stay(?:ing)?|drop(?:ping)?\s+off\s+to)\s+(?:a)?sleep",
         "insomnia"),
    )
)  # fmt: skip
# "dodgy knees" are knees that trouble somebody.
TROUBLED = re.compile(
    r"(?:dodgy|bad|sore|painful|aching|achy|stiff|creaky|gammy|troublesome|weak|poorly"
    r"|worn[- ]out)\s+",
    re.IGNORECASE,
)
