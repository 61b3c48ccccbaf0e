"""Which questions lie outside: not about health, or open ("What helps Y?")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.errors import QuestionError
from sceptic.language.patterns import later
from sceptic.language.questions import EXAMPLE
from sceptic.language.text import WORD, normalised_word
from sceptic.language.vocabulary import Vocabulary

_OPEN = later(
    r"\s*(?:(?:what|which|who|whom|whose|when|where|why|how)\b"
    r"|(?:is|are)\s+there\s+(?:\w+\s+){0,3}?(?:treatment|cure|drug|remed(?:y|ie)|medication"
    r"|medicine|therap(?:y|ie)|vaccine|test)s?\s+(?:for|against|to|of)\b)",
    re.IGNORECASE,
)
# Open words that still name a treatment.
_CLOSED = later(
    r"\s*(?:(?:which|what)(?:['’]s)?\s+(?:(?:one|drug|treatment|of\s+these)\s+)?(?:(?:is|are|works?"
    r"|helps?|would\s+be|do(?:es)?)\s+)?(?:the\s+)?(?:better|best|more\s+effective)\b.+\bor\b"
    r"|what(?:['’]s|\s+is)\s+the\s+differences?\s+between\b"
    r"|what\s+(?:do|does|can|are|is)\s.+\s(?:do|good)\s+(?:for|against|about|to)\b"
    r"|what(?:'s|\s+is|\s+are)\s+the\s+(?:\w+[- ])?"
    r"(?:effects?|impact|benefits?|role|risks?|dangers?|harms?)\s+(?:of|from|with)\b"
    r"|how\s+(?:well|accurate|reliable|sensitive|effective|good|useful|helpful|safe|dangerous|harmful|toxic|risky|beneficial)\b)",
    re.IGNORECASE,
)
# Endings and words of medical language, for things that the vocabulary does not know.
_MEDICAL = later(
    r"\b(?:\w{3,}(?:itis|osis|emia|aemia|oma|omas|pathy|pathies|algia|algias|plegia|uria|rrhoea"
    r"|rrhea|phobia|ectomy|plasty|scopy|otomy|mab|mabs|nib|nibs|vir|cillin|mycin|oxacin|statin"
    r"|pril|olol|azole|prazole|sartan|gliptin|gliflozin|tidine|setron|triptan|parin|xaban|zepam"
    r"|caine|dronate|limus|lukast|thiazide|tropin|axel|platin|rubicin|stigmine|dopa|vaptan)"
    r"|disease|diseases|disorder|syndrome|cancer|tumou?rs?|lesions?|infections?|deficiency|injur\w+"
    r"|pain|ache|fracture|failure|therapy|surgery|vaccines?|drugs?|medicine|medication|patients?"
    r"|symptoms?|\w*virus\w*|bacteria|chronic|acute|clinical|surgical|blood|bone|skin|nerve|muscle|brain"
    r"|heart|liver|kidney|lung|stomach|bowel|breast|prostate|eye|eyes|ear|tooth|teeth|gum|throat"
    r"|breath\w*|urine|stools?|vomit\w*|swelling|swollen|rash\w*|itch\w*|cramps?|stings?|bruis\w*"
    r"|eardrums?|enamel|jaw|tongue|knees?|hips?|foot|feet|hair|nails?|scalp|sperm|womb|bladder|nose|lips?|hands?|wrists?"
    r"|elbows?|neck|shoulders?|fingers?|toes?|face|wax|periods?|hormones?|sight|vision|eyesight|joints?|muscles?|tendons?|ligaments?"
    r"|back|chest|tummy|belly|spine|lungs|kidneys|bones|skull|cough\w*|sneez\w*|snor\w*|wheez\w*|fever\w*|sick\w*|bug|poo|pee|wee"
    r"|heavier|heavy|sore|stiff|achy?|aching|numb|tired\w*|memory|mood|nerves|anxious|labour|birth|milk|bleed\w*|blisters?|scabs?"
    r"|mental|dental|health|healthy|diet|sleep|pregnan\w+|mortality|survival|death|risk\s+of)\b",
    re.IGNORECASE,
)


_DOSE = later(
    r"\s*(?:how\s+(?:much|many|often)\b.*\b(?:should|can|could|may|must|do|would|to)\s+(?:(?:i|you|we|one"
    r"|people|he|she|they|my\s+\w+)\s+)?(?:safely\s+)?(?:take|use|drink|eat|give|have|need|get)\b"
    r"|how\s+(?:much|many)\b.*\b(?:safe|too\s+(?:much|many))\b"
    r"|(?:what|which)(?:'s|\s+is)?\s+(?:the\s+|a\s+)?(?:\w+\s+){0,2}?(?:dose|dosage)\b)",
    re.IGNORECASE,
)
_SWITCH = later(
    r"\s*(?:should|can|could|may)\s+(?:i|we|you|people|one|my\s+\w+)\s+(?:(?:stop|quit|come\s+off|go"
    r"\s+off|give\s+up|skip|drop)\b.*\b(?:instead|and\s+(?:take|use|try|start|switch))\b"
    r"|(?:replace|swap)\b.*\b(?:with|for|by)\b|switch\s+(?:from\b.*\bto|to)\b"
    r"|(?:safely\s+)?(?:take|use|try|eat|drink|have)\b.*\binstead\s+of\b)",
    re.IGNORECASE,
)


def refuse_if_open(text: str) -> None:
    """Refuse a question that leaves open what to check: "What helps hay fever?", "How much?".

    Raises:
        QuestionError: no treatment is named, a dose is asked for, or advice to change a medicine.

    """
    if _DOSE.match(text):
        raise QuestionError(
            "doses are not answered: what is checked is whether a treatment works or is safe",
            hint="for a dose ask a doctor or pharmacist; a claim reads, " + EXAMPLE,
        )
    if _SWITCH.match(text):
        raise QuestionError(
            "whether to stop one treatment for another is for you and your doctor to decide",
            hint="ask how the two compare, for example: "
            '"Is garlic better than statins for high cholesterol?"',
        )
    if _OPEN.match(text) and not _CLOSED.match(text):
        raise QuestionError(
            "the question leaves the treatment open; a claim needs one",
            hint="name a treatment and a health problem, " + EXAMPLE,
        )


# Words of a sentence that no name of a treatment or a health problem holds.
_SENTENCE_WORDS = frozenset(
    "i we he she they this these not never does did isn't doesn't don't evidence proof hate hates"
    " why who whom doctor doctors if whether because".split()
)


def refuse_if_garbled(concepts: Iterable[Concept]) -> None:
    """Refuse a part that holds words of grammar: the sentence was not understood.

    Raises:
        QuestionError: "Doctors hate this one weird trick", "I have chest pain".

    """
    for concept in sorted(concepts, key=lambda c: c.id):
        words = concept.name.lower().replace("’", "'").split()
        # "not smoking" is an exposure; "vaccines not" is a sentence cut through
        rest = words[1:] if words[:1] == ["not"] and len(words) > 1 else words
        if not concept.is_known and not _SENTENCE_WORDS.isdisjoint(rest):
            raise QuestionError(
                f"the sentence is not understood: {concept.name[:60]!r} names no treatment and no "
                "health problem",
                hint="put it plainly, with one treatment and one health problem, " + EXAMPLE,
            )


def refuse_if_outside(
    parts: Mapping[str, Concept], vocabulary: Vocabulary, *, is_comparison: bool
) -> None:
    """Refuse a question that is not about health.

    A claim stays inside when its condition is known, sounds medical or shares a word with a known
    one, and always when it compares an outcome under two treatments.

    Raises:
        QuestionError: the question is not about health, or leaves out a part.

    """
    if "intervention" not in parts:
        raise QuestionError("the question names no treatment", hint="name one, " + EXAMPLE)
    if "condition" not in parts:
        name = parts["intervention"].name
        raise QuestionError(
            f"the question does not say what {name[:60]} should help with",
            hint="name the health problem, " + EXAMPLE,
        )
    condition = parts["condition"]
    if condition.id == parts["intervention"].id:
        raise QuestionError(
            f"the question names one thing twice: {condition.name[:60]}",
            hint="name a treatment or cause, and the health problem it acts on",
        )
    if is_comparison:
        return
    if "comparison" in parts and parts["intervention"].is_known and parts["comparison"].is_known:
        return
    is_vague = condition.kind is ConceptKind.OUTCOME and not _is_medical(parts["intervention"])
    if not is_vague and sounds_medical(condition, vocabulary):
        return
    if _shares_word(condition, _words_of_conditions(vocabulary)):
        return
    raise QuestionError(
        f"no health problem is known under {condition.name[:60]!r}: this does not look like a "
        "question about health",
        hint="name the health problem in other words, or give it with --condition; " + EXAMPLE,
    )


def sounds_medical(concept: Concept, vocabulary: Vocabulary) -> bool:
    """Whether a concept is known, sounds medical or shares a word with a known condition."""
    return _is_medical(concept) or _shares_word(concept, _words_of_conditions(vocabulary))


def _is_medical(concept: Concept) -> bool:
    return concept.is_known or bool(concept.broader) or bool(_MEDICAL.search(concept.name))


def _shares_word(concept: Concept, words: frozenset[str]) -> bool:
    return any(normalised_word(w) in words for w in WORD.findall(concept.name) if len(w) > 3)


@lru_cache(maxsize=4)
def _words_of_conditions(vocabulary: Vocabulary) -> frozenset[str]:
    """Words that are the whole name of a condition: "asthma", "wrinkles"."""
    return frozenset(
        normalised_word(name)
        for concept in vocabulary.concepts
        if concept.kind is ConceptKind.CONDITION
        for name in concept.names
        if len(name) > 4 and WORD.fullmatch(name)
    )
