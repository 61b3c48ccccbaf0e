"""Other questions near the one that was read: what else it may have meant, parts, kin.

Each offer can be asked as it stands: it is read before it is offered, and left out where it would
be read as the claim itself. At most three of a kind, in a fixed order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sceptic.domain.claim import Claim, Concept, ConceptKind, Offer, OfferKind, Relation
from sceptic.errors import QuestionError
from sceptic.language.claims import GRAMMAR_WORDS, claim_from_question
from sceptic.language.lay_words import TROUBLED
from sceptic.language.mentions import EDGE_WORDS, MODIFIERS, Mentions, mentions_of
from sceptic.language.phrases import unknown_words
from sceptic.language.questions import readable
from sceptic.language.spelling import corrected, near_words
from sceptic.language.text import normalised_word
from sceptic.language.verbs import leading_verb
from sceptic.language.vocabulary import Vocabulary

MOST = 3
"""Offers of one kind."""

# What else a word may mean; the order is that of the offers.
OTHER_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "aa": ("alopecia areata", "alcohol dependence"),
    "ad": ("Alzheimer's disease", "eczema"),
    "as": ("ankylosing spondylitis",),
    "attack": ("heart attack", "panic attack"),
    "baldness": ("pattern hair loss", "alopecia areata"),
    "bladder": ("overactive bladder", "urinary tract infection"),
    "blood pressure": ("high blood pressure", "low blood pressure"),
    "bones": ("osteoporosis", "fractures"),
    "brain": ("dementia", "stroke", "brain cancer"),
    "cf": ("cystic fibrosis", "chronic fatigue syndrome"),
    "cold": ("common cold", "cold sores"),
    "cp": ("cerebral palsy", "chronic pancreatitis"),
    "ed": ("erectile dysfunction", "eating disorders"),
    "eyes": ("macular degeneration", "dry eyes", "poor eyesight"),
    "fits": ("epilepsy", "febrile seizures"),
    "flu": ("influenza", "common cold"),
    "gums": ("gum disease", "tooth decay"),
    "hair": ("hair loss", "dandruff"),
    "heart": ("heart disease", "heart attack", "heart failure"),
    "ibd": ("inflammatory bowel disease", "irritable bowel syndrome"),
    "ibs": ("irritable bowel syndrome", "inflammatory bowel disease"),
    "immunity": ("weak immune system", "common cold"),
    "joints": ("osteoarthritis", "rheumatoid arthritis"),
    "kidneys": ("kidney disease", "kidney stones"),
    "liver": ("cirrhosis", "fatty liver disease"),
    "lungs": ("asthma", "COPD", "lung cancer"),
    "mi": ("heart attack",),
    "ms": ("multiple sclerosis",),
    "back": ("low back pain", "sciatica"),
    "knees": ("knee osteoarthritis", "knee pain"),
    "neck": ("neck pain", "whiplash"),
    "nerves": ("anxiety", "nerve pain"),
    "shoulder": ("shoulder pain", "frozen shoulder"),
    "throat": ("sore throat", "tonsillitis"),
    "tummy": ("indigestion", "abdominal pain"),
    "pd": ("Parkinson's disease",),
    "pe": ("pulmonary embolism", "premature ejaculation"),
    "pressure": ("high blood pressure", "pressure ulcers"),
    "prostate": ("enlarged prostate", "prostate cancer"),
    "ra": ("rheumatoid arthritis",),
    "sad": ("seasonal affective disorder", "depression"),
    "skin": ("skin ageing", "acne", "eczema"),
    "spots": ("acne", "chickenpox"),
    "stomach": ("indigestion", "stomach ulcer"),
    "sugar": ("high blood sugar", "diabetes"),
    "teeth": ("tooth decay", "tooth discolouration"),
    "temperature": ("fever",),
    "tired": ("fatigue", "insomnia"),
    "ulcers": ("stomach ulcer", "mouth ulcers"),
    "weight": ("obesity", "weight gain"),
}
_HARM = "adverse-events"


def with_offers(claim: Claim, vocabulary: Vocabulary) -> Claim:
    """Return the claim with the questions offered beside it."""
    offers: list[Offer] = []
    seen = {_parts(claim)}
    for kind, questions in (
        (OfferKind.DID_YOU_MEAN, _misreadings(claim, vocabulary)),
        (OfferKind.ALONE, _alone(claim, vocabulary)),
        (OfferKind.NARROWER, _kin(claim, vocabulary, _children)),
        (OfferKind.BROADER, _kin(claim, vocabulary, _parents)),
    ):
        found = 0
        for question, wanted in questions:
            if found == MOST:
                break
            read = _read(question, vocabulary)
            if read is None or _parts(read) in seen:
                continue
            if wanted and wanted not in (read.pico.intervention.id, read.pico.condition.id):
                continue
            seen.add(_parts(read))
            offers.append(Offer(kind, question))
            found += 1
    return replace(claim, offers=tuple(offers))


def nearest_questions(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return at most three questions that an unread text may have meant; none for other topics."""
    try:
        typed = readable(text)
    except QuestionError:
        return ()
    line, found = typed, mentions_of(typed, vocabulary)
    if not (found.conditions and found.interventions):
        line, _ = corrected(typed, vocabulary)
        found = mentions_of(line, vocabulary)
    guessed = [q for q in _guesses(line, vocabulary) if found.conditions or found.interventions]
    conditions = list({m.concept.id: m.concept for m in found.conditions}.values())
    treatments = list({m.concept.id: m.concept for m in found.interventions}.values())
    pairs = [_asked(Relation.HELPS, x, y) for x in treatments for y in conditions if x.id != y.id]
    alone = [f"What helps {y.name}?" for y in conditions]
    for x in treatments if _says_no_more(found) else ():
        typical = vocabulary.typical_condition(x.id)
        if typical:
            alone.append(_asked(Relation.HELPS, x, typical))
        alone.append(_asked(Relation.IS_SAFE, x, None))
    return tuple(dict.fromkeys((*guessed, *pairs, *alone)))[:MOST]


def _says_no_more(found: Mentions) -> bool:
    """Whether a text names its things and nothing else: "turmeric?", "Does zinc help?"."""
    words = (found.text[a:b].lower() for a, b in unknown_words(found, (0, len(found.text))))
    return all(word in GRAMMAR_WORDS for word in words)


def _guesses(line: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Give the line with one word put right that is too short to be put right unasked."""
    for match in _WORDS.finditer(line):
        word = match.group().lower()
        if vocabulary.find(word, any_case=True) or _is_plain_english(word):
            continue
        for near in near_words(word, vocabulary)[:MOST]:
            guess = f"{line[: match.start()]}{near}{line[match.end() :]}"
            if _read(guess, vocabulary):
                yield guess


_WORDS = re.compile(r"[^\W\d_]{4,}")


def _is_plain_english(word: str) -> bool:
    """Whether a word is one of the language and no mistyped name: "make", "does"."""
    return word in EDGE_WORDS or word in GRAMMAR_WORDS or leading_verb(word, 0) is not None


# ------------------------------------------------------------------------------- the kinds

_Asked = tuple[str, str]
"""A question, and the id that it must be read as ('' for any)."""


def _misreadings(claim: Claim, vocabulary: Vocabulary) -> Iterator[_Asked]:
    """Give the question with a doubtful word replaced by what else it may be."""
    line = " ".join(claim.question.text.split())
    for typed, read in _put_right(claim):
        for word in near_words(typed, vocabulary):
            if word != read.lower():
                yield _replaced(line, typed, word), ""
    found = mentions_of(line, vocabulary)
    names = (*found.conditions, *found.interventions, *found.outcomes)
    for word, meanings in OTHER_MEANINGS.items():
        match = re.search(
            rf"\b(?:(?:the|my|your)\s+)?(?P<w>{re.escape(word)})\b", line, re.IGNORECASE
        )
        if match is None or any(_is_inside(match.span("w"), (m.start, m.end)) for m in names):
            continue
        for meaning in meanings:
            concept = vocabulary.named(meaning, ConceptKind.CONDITION)
            said = _words_of_condition(claim)
            if match["w"].lower() in said and _says_more(said, match["w"]):
                break
            if concept and match["w"].lower() in said:
                yield _question(claim, claim.pico.intervention, concept), concept.id
            elif match["w"].lower() not in _COMMON_WORDS:
                yield f"{line[: match.start()]}{meaning}{line[match.end() :]}", ""


# Abbreviations that are also words: only as the name of the problem are they in doubt.
_COMMON_WORDS = frozenset(("ad", "as", "ed", "ms", "mi", "pe", "sad"))


def _words_of_condition(claim: Claim) -> str:
    """The words that the health problem was read from."""
    return next((words.lower() for words, part in claim.understood if part == "condition"), "")


def _says_more(said: str, word: str) -> bool:
    """Whether further words tell what a doubtful one means: "heart palpitations"."""
    rest = TROUBLED.sub("", said, count=1).replace(word.lower(), "").split()
    return any(w not in EDGE_WORDS and normalised_word(w) not in MODIFIERS for w in rest)


def _is_inside(word: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a word is part of a longer name: "heart" in "heart attack"."""
    return name[0] <= word[0] and word[1] <= name[1] and word != name


_PUT_RIGHT = re.compile(r"read '([^']+)' as '([^']+)'")


def _put_right(claim: Claim) -> list[tuple[str, str]]:
    return [found for note in claim.notes for found in _PUT_RIGHT.findall(note)]


def _replaced(line: str, word: str, instead: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", lambda _: instead, line, flags=re.IGNORECASE)


def _alone(claim: Claim, vocabulary: Vocabulary) -> Iterator[_Asked]:
    """Give the claim with one of several treatments or problems that were asked at once."""
    x, y = claim.pico.intervention, claim.pico.condition
    both = [vocabulary.concept(i) for i in x.broader if i in vocabulary]
    if " and " in x.name and len(both) == 2:
        yield from ((_question(claim, each, y), each.id) for each in both)
    for concept in _named_beside(claim, vocabulary):
        if concept.kind is ConceptKind.INTERVENTION:
            yield _question(claim, concept, y), concept.id
        else:
            yield _question(claim, x, concept), concept.id


def _named_beside(claim: Claim, vocabulary: Vocabulary) -> Iterator[Concept]:
    for note in claim.notes:
        if note.startswith("also named: "):
            for name in note.removeprefix("also named: ").split(";")[0].split(", "):
                kinds = (ConceptKind.INTERVENTION, ConceptKind.CONDITION)
                found = [c for k in kinds if (c := vocabulary.named(name, k))]
                yield from found[:1]


def _children(concept: Concept, vocabulary: Vocabulary) -> Iterable[Concept]:
    return vocabulary.children(concept.id)


def _parents(concept: Concept, vocabulary: Vocabulary) -> Iterable[Concept]:
    return (vocabulary.concept(i) for i in concept.broader if i in vocabulary)


_Relatives = Callable[[Concept, Vocabulary], Iterable[Concept]]


def _kin(claim: Claim, vocabulary: Vocabulary, relatives: _Relatives) -> Iterator[_Asked]:
    """Give the claim about narrower or broader problems, then about such treatments."""
    x, y = claim.pico.intervention, claim.pico.condition
    is_pair = " and " in x.name and not x.is_known
    if y.id != _HARM:
        for each in relatives(y, vocabulary):
            yield _question(claim, x, replace(each, kind=y.kind)), each.id
    if not is_pair:
        for each in relatives(x, vocabulary):
            if " and " in each.name and x.name in each.name:
                continue
            yield _question(claim, each, y), each.id


# ------------------------------------------------------------------------------- in words


def _read(question: str, vocabulary: Vocabulary) -> Claim | None:
    try:
        return claim_from_question(question, vocabulary)
    except QuestionError:
        return None


def _parts(claim: Claim) -> tuple[str, ...]:
    pico = claim.pico
    parts = (pico.intervention, pico.condition, pico.comparison, pico.population)
    return (claim.relation.value, *(part.id if part else "" for part in parts))


def _question(claim: Claim, x: Concept, y: Concept) -> str:
    pico = claim.pico
    harm = y.id == _HARM and claim.relation in (Relation.IS_SAFE, Relation.CAUSES)
    z = pico.comparison
    relation = claim.relation
    whom = f" in {pico.population.name}" if pico.population else ""
    return _asked(relation, x, None if harm else y, z, whom)


_VERBS = {
    Relation.TREATS: "treat",
    Relation.PREVENTS: "prevent",
    Relation.HELPS: "help",
    Relation.CAUSES: "cause",
    Relation.DIAGNOSES: "diagnose",
    Relation.PREDICTS: "predict",
}


def _asked(
    relation: Relation, x: Concept, y: Concept | None, z: Concept | None = None, whom: str = ""
) -> str:
    """Put a claim as a plain question, such as ``Does zinc prevent the common cold?``."""
    does, is_ = ("Do", "Are") if _is_plural(x.name) else ("Does", "Is")
    if relation in (Relation.BETTER_THAN, Relation.COMPARES) and z and y:
        return f"{is_} {x.name} better than {z.name} for {y.name}{whom}?"
    if y is None:
        word = "harmful" if relation is Relation.CAUSES else "safe"
        return f"{is_} {x.name} {word}{whom}?"
    if relation is Relation.IS_SAFE:
        return f"{is_} {x.name} safe in {y.name}{whom}?"
    return f"{does} {x.name} {_VERBS.get(relation, 'help')} {y.name}{whom}?"


def _is_plural(name: str) -> bool:
    words = re.split(r" (?:for|of|by|with|in|into) ", name)[0].split()
    head = words[-1] if words else ""
    return " and " in name or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
