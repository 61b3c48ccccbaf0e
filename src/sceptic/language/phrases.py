"""A phrase of a question -> the concepts it names, and the words that stay unused.

A phrase is a span of the whole text, so that offsets always count in one string. An unknown word
before a known name makes a narrower concept that the vocabulary does not have ("uveal melanoma"),
never its parent (DESIGN 4.4); a modifier such as "chronic" or "daily" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sceptic.domain.claim import Concept, ConceptKind, Valence
from sceptic.language.text import WORD, normalised, normalised_word
from sceptic.language.verbs import leading_verb
from sceptic.language.vocabulary import Mention, Vocabulary

Range = tuple[int, int]

# Words that may stand at the edge of a phrase and carry no part of the claim.
_EDGE = """
    the a an any some my your his her our their its this that these those of for in on at to with
    by from and or as people patients person persons someone somebody individuals sufferers users
    you me us them one those who have has having had suffering using taking use used usage getting
    drinking eating wearing doing applying rubbing chewing swallowing swallow take drink eat wear
    get rub apply doses dose consuming consumption ingesting giving given receiving being be been
    exposure too much lots more there such about against use intake other cases case lives life
    really actually help helps when while during because due also only just all
    undergoing treated who are is was were does do did can could will would should may might how
    what works work really drinkers eaters healthy sick worth good link mix mixing combine
    combining shown proven after before since over under aged one two glass cup cups pint slice
    piece bit little together
"""
# Words that qualify a name without making it another thing.
_MODIFIERS = """
    daily weekly regular regularly routine frequent occasional high low higher lower dose doses
    dosed large small extra pure natural organic raw fresh hot cold warm oral topical intravenous
    injected local systemic prophylactic preventive therapeutic adjuvant adjunctive early late long
    short term supplement supplements supplementation tablet tablets pill pills capsule capsules
    gummies powder drops syrup cream creams ointment gel lotion oil extract extracts tea juice
    product products remedy remedies therapy therapies treatment treatments medication medications
    medicine medicines drug drugs intervention interventions session sessions technique techniques
    programme programmes program programs device devices method machine pad pads shot shots jab
    jabs chronic acute severe mild moderate serious common adult symptomatic active persistent
    recurrent uncomplicated complicated primary secondary general generalised generalized human
    bad awful terrible nasty stubborn ordinary simple mild-to-moderate early-stage advanced
    maintenance symptom symptoms attack attacks episode episodes flare flares disease diseases
    disorder disorders problem problems condition conditions complaint complaints risk risks
    severity progression onset incidence rate rates outcome outcomes sufferer sufferers patient
    patients relief levels level new current standard alone only body health effective effectively
    safely successful quality mg g iu ml mcg week weeks month months day days year years hour hours
    per every night nightly coming back returning again once twice time times non specific so
    called very
"""
EDGE_WORDS = frozenset(_EDGE.split())
MODIFIERS = frozenset(normalised_word(w) for w in _MODIFIERS.split())

# Where a phrase falls into segments: "cough | in children", "pain | of osteoarthritis".
_BOUNDARY = re.compile(
    r"\s+(?:in|for|of|after|among|amongst|during|with|due\s+to|caused\s+by|from|against|when|while"
    r"|following|at|by|on|without|before|within|under|over|because\s+of|associated\s+with"
    r"|associated|related\s+to|as|to|than|via|through|undergoing|receiving|who\s+(?:have|has|had|are|suffer"
    r"\s+from)|having|that\s+(?:have|has|are))(?=\s)"
    r"|\s+(?:if|that|which|so|because|like|such\s+as|including|together)(?=\s|$)"
    r"|\s*[,;:–—]\s*|\s+(?:and/or|and|or|plus|&)(?=\s)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ABBREVIATED = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,60}?)\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every mention of a text, by kind, found once."""

    text: str
    vocabulary: Vocabulary
    conditions: tuple[Mention, ...]
    interventions: tuple[Mention, ...]
    outcomes: tuple[Mention, ...]
    populations: tuple[Mention, ...]

    def inside(self, kind: ConceptKind, span: Range) -> tuple[Mention, ...]:
        """Mentions of a kind that lie wholly in a span.

        Where the span's start cuts a mention ("boost | immunity"), the span is searched anew.
        """
        of_kind = self._of(kind)
        if any(m.start < span[0] < m.end for m in of_kind):
            found = self.vocabulary.find(self.text[slice(*span)], kind, any_case=True)
            return tuple(Mention(m.concept, span[0] + m.start, span[0] + m.end) for m in found)
        return tuple(m for m in of_kind if span[0] <= m.start and m.end <= span[1])

    def _of(self, kind: ConceptKind) -> tuple[Mention, ...]:
        return {
            ConceptKind.CONDITION: self.conditions,
            ConceptKind.INTERVENTION: self.interventions,
            ConceptKind.OUTCOME: self.outcomes,
            ConceptKind.POPULATION: self.populations,
        }[kind]

    @property
    def masked(self) -> str:
        """The text, its names of several words joined by ``_``: verbs and prepositions in them
        do not count. Left open: populations ("in pregnancy") and names that begin with a verb
        ("stop smoking"). Words in brackets are joined to what stands before. Same length.
        """
        masked = self.text
        for m in (*self.conditions, *self.interventions, *self.outcomes):
            if _is_verb_phrase(self.text, m):
                continue
            inner = re.sub(r"[\s-]", "_", masked[m.start : m.end])
            masked = masked[: m.start] + inner + masked[m.end :]
        return _BRACKETS.sub(lambda m: "_" * len(m.group()), masked)


def _is_verb_phrase(text: str, mention: Mention) -> bool:
    verb = leading_verb(text, mention.start)
    return verb is not None and text[slice(*verb)].lower() != "lower"


def mentions_of(text: str, vocabulary: Vocabulary) -> Mentions:
    """Find every name in a text typed by a user: abbreviations in any case."""
    by_kind = (vocabulary.find(text, kind, any_case=True) for kind in ConceptKind)
    conditions, interventions, outcomes, populations = by_kind
    problems = (*conditions, *outcomes)
    return Mentions(
        text,
        vocabulary,
        _outside(conditions, interventions),
        _outside(interventions, problems),
        _outside(outcomes, populations),
        tuple(
            m
            for m in populations
            if m in _outside((m,), interventions)
            and (_is_led_in(text, m) or m in _outside((m,), problems))
        ),
    )


_LED_IN = re.compile(r"(?:in|among|amongst|of|for|during|with)\s+(?:the\s+)?$", re.IGNORECASE)


def _is_led_in(text: str, mention: Mention) -> bool:
    """Whether a preposition leads a population: "falls | in older people" is in older people."""
    before = text[: mention.start]
    return bool(_LED_IN.search(before)) or text[mention.start : mention.start + 3].lower() == "in "


def _outside(mentions: tuple[Mention, ...], longer: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out names inside longer names of another kind: "flu" in "flu jab"."""
    return tuple(
        m
        for m in mentions
        if not any(
            o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
            for o in longer
        )
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A concept and the words it was read from."""

    concept: Concept
    span: Range


# ------------------------------------------------------------------------------- spans


def trimmed(text: str, span: Range) -> Range:
    """Span without words and signs that carry nothing at its edges; empty if nothing is left."""
    words = [(m.start(), m.end()) for m in WORD.finditer(text, *span)]
    while words and text[slice(*words[0])].lower() in EDGE_WORDS:
        words.pop(0)
    while (
        words and text[slice(*words[-1])] != "A" and text[slice(*words[-1])].lower() in EDGE_WORDS
    ):
        words.pop()
    if not words:
        return (span[0], span[0])
    start, end = words[0][0], words[-1][1]
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return (start, end)


def segments(masked: str, span: Range) -> tuple[Range, ...]:
    """Cut a span at prepositions, commas and "and"; names of several words stay whole."""
    cuts = [m.span() for m in _BOUNDARY.finditer(masked, *span)]
    edges = [span[0], *(edge for cut in cuts for edge in cut), span[1]]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple((a, b) for a, b in pairs if masked[a:b].strip())


# ------------------------------------------------------------------------------- concepts


def text_concept(words: str, kind: ConceptKind, broader: Iterable[str] = ()) -> Concept:
    """Make a concept that the vocabulary does not know; a bracketed abbreviation is a name too."""
    abbreviations = _ABBREVIATED.findall(words)
    name = " ".join(_ABBREVIATED.sub(" ", words).split()) or words
    names = tuple(dict.fromkeys((name, *abbreviations)))
    valence = Valence.LESS_IS_BETTER if kind is ConceptKind.CONDITION else Valence.UNKNOWN
    return Concept(
        f"text:{normalised(name)}", name, kind, names, (), tuple(broader), "", "", valence
    )


def recast(concept: Concept, kind: ConceptKind) -> Concept:
    """Return the same concept in another part of the claim: a condition as outcome or exposure."""
    return concept if concept.kind is kind else replace(concept, kind=kind)


def part_of(found: Mentions, span: Range, kind: ConceptKind) -> Part | None:
    """Return the concept of a kind that a segment names, or a narrower one, or None.

    None means that the segment holds no name of the kind at all.
    """
    inside = found.inside(kind, span)
    if not inside:
        return None
    chosen = max(inside, key=lambda m: (m.end - m.start, m.start))
    extra = unknown_words(found, span)
    if not extra:
        return Part(chosen.concept, (chosen.start, chosen.end))
    whole = _without_population(found, span)
    words = found.text[slice(*whole)]
    return Part(text_concept(words, kind, (chosen.concept.id,)), whole)


def unknown_words(found: Mentions, span: Range) -> list[Range]:
    """Words of a segment that no name covers and that are not mere modifiers."""
    covered = [(m.start, m.end) for k in ConceptKind for m in found.inside(k, span)]
    bracketed = [m.span() for m in _ABBREVIATED.finditer(found.text, *span)]
    return [
        word.span()
        for word in WORD.finditer(found.text, *span)
        if not any(a <= word.start() and word.end() <= b for a, b in (*covered, *bracketed))
        and word.group().lower() not in EDGE_WORDS
        and normalised_word(word.group()) not in MODIFIERS
        and not word.group()[0].isdigit()
    ]


# "low zinc", "lack of sleep", "quitting smoking": the opposite of what is named after it.
_REVERSED = re.compile(
    r"\s*(?:an?\s+|the\s+)?(?:too\s+little|low|lower|lack\s+of|(?:absence|shortage)\s+of|non|no|without"
    r"|(?:\w+ing\s+)?(?:less|fewer)|not\s+\w+ing|(?:quit|stop|skip|avoid)"
    r"(?:ping|ting|ing)?|giv(?:e|ing)\s+up|(?:cut|cutting)\s+(?:out|down)|(?:come|coming)\s+off"
    r"|withdrawal\s+(?:of|from)|(?:reduc|decreas|limit)ing|insufficient|inadequate"
    r"|deficien\w+(?:\s+(?:of|in))?)[\s-]",
    re.IGNORECASE,
)

_LEAVING = re.compile(r"(?:quit|stop|giv|com|cut|skip|avoid)", re.IGNORECASE)


def intervention_of(found: Mentions, masked: str, span: Range) -> Part | None:
    """Return what a phrase names as intervention: a treatment, else an exposure, else its words."""
    for whole in (span, trimmed(found.text, span)):
        named = found.vocabulary.named(found.text[slice(*whole)], ConceptKind.INTERVENTION)
        if named:
            return Part(named, trimmed(found.text, whole))
    if _REVERSED.match(found.text, *span) and not _is_name_start(found, span):
        part = _of_all_words(found, span)
        wider = dict.fromkeys(m.concept.id for m in found.inside(ConceptKind.INTERVENTION, span))
        return part and replace(part, concept=replace(part.concept, broader=tuple(wider)))
    pieces = segments(masked, span)
    for kind in (ConceptKind.INTERVENTION, ConceptKind.CONDITION):
        parts = [part for piece in pieces if (part := part_of(found, piece, kind))]
        if parts:
            part = _narrowest(parts, found.vocabulary)
            return replace(part, concept=recast(part.concept, ConceptKind.INTERVENTION))
    return _of_words(found, span, ConceptKind.INTERVENTION)


def beside(found: Mentions, masked: str, span: Range, chosen: Part) -> tuple[str, ...]:
    """Names of further treatments that a phrase joins to the chosen one: "ginger and turmeric"."""
    names = [
        m.concept.name
        for m in found.inside(ConceptKind.INTERVENTION, span)
        if m.start >= chosen.span[1]
        and _JOINED.fullmatch(masked, chosen.span[1], m.start)
        and m.concept.id != chosen.concept.id
    ]
    return tuple(dict.fromkeys(names))


_JOINED = re.compile(r"(?:.*(?:,|\s))?(?:and|or|plus|&|,)\s+(?:the\s+)?", re.IGNORECASE)


def _narrowest(parts: list[Part], vocabulary: Vocabulary) -> Part:
    """Return the first part, or one that is a form of it: "mesotherapy with nanopeptides"."""
    first = parts[0]
    forms = (p for p in parts[1:] if vocabulary.is_a(p.concept.id, first.concept.id))
    return next(forms, first)


def _is_name_start(found: Mentions, span: Range) -> bool:
    """Whether the span begins with a name of its own: "low-salt diet", "lack of vitamin D"."""
    first = trimmed(found.text, span)[0]
    kinds = [ConceptKind.INTERVENTION]
    if not _LEAVING.match(found.text, first):
        kinds.append(ConceptKind.CONDITION)
    return any(m.start == first for kind in kinds for m in found.inside(kind, span))


def _of_words(found: Mentions, span: Range, kind: ConceptKind) -> Part | None:
    """Return the words of a phrase as a concept of their own, without a trailing population."""
    whole = _without_population(found, span)
    if not any(c.isalpha() for c in found.text[slice(*whole)]):
        return None
    return Part(text_concept(found.text[slice(*whole)], kind), whole)


def _of_all_words(found: Mentions, span: Range) -> Part | None:
    """Return the words of a phrase with all that leads it: "giving up alcohol"."""
    start = _without_population(found, span)[0]
    end = _without_population(found, span)[1]
    opening = _REVERSED.match(found.text, *span)
    if opening and opening.start() < start:
        start = opening.end() - len(opening.group().lstrip())
    article = re.compile(r"(?:an?|the)\s+", re.IGNORECASE).match(found.text, start, end)
    whole = (article.end() if article else start, end)
    if not any(c.isalpha() for c in found.text[slice(*whole)]):
        return None
    return Part(text_concept(found.text[slice(*whole)], ConceptKind.INTERVENTION), whole)


def _without_population(found: Mentions, span: Range) -> Range:
    """Span without a population at its start, and without what follows one inside it."""
    for population in found.inside(ConceptKind.POPULATION, span):
        if population.start <= trimmed(found.text, span)[0]:
            span = (population.end, span[1])
        else:
            return trimmed(found.text, (span[0], population.start))
    return trimmed(found.text, span)


@dataclass(frozen=True, slots=True)
class Object:
    """What an intervention acts on: the condition, and apart from it the outcome."""

    condition: Part | None = None
    outcome: Part | None = None
    population: Part | None = None
    others: tuple[str, ...] = ()
    """Further conditions named beside the first."""


def object_of(found: Mentions, masked: str, span: Range) -> Object:
    """Return condition, outcome and population of "pain in children with osteoarthritis"."""
    conditions: list[Part] = []
    outcomes: list[Part] = []
    pieces = segments(masked, span)
    for piece in pieces:
        condition = part_of(found, piece, ConceptKind.CONDITION)
        outcome = part_of(found, piece, ConceptKind.OUTCOME)
        apart = condition and outcome and not _overlap(outcome.span, condition.span)
        if condition and (apart or not (outcome and _longer(outcome, condition))):
            conditions.append(condition)
            if outcome and apart:
                outcomes.append(outcome)
        elif outcome:
            outcomes.append(outcome)
    if not conditions:
        conditions.extend(_lay(found, pieces))
    first = conditions[0] if conditions else None
    if len(conditions) > 1 and first and _linked(masked, first, conditions[1]):
        as_outcome = part_of(found, first.span, ConceptKind.OUTCOME)
        if as_outcome:
            outcomes, first = [as_outcome, *outcomes], conditions.pop(1)
    if first is None and outcomes:
        first = outcomes[0]
    elif first is None and pieces:
        first = _of_words(found, span, ConceptKind.CONDITION)
    outcome = next((o for o in outcomes if o.span != (first.span if first else None)), None)
    others = tuple(p.concept.name for p in conditions[1:] if first and p.concept != first.concept)
    return Object(first, outcome, population_of(found, span, first), others)


# Parts of the body and loose words that stand for a health problem only as the whole phrase.
LAY_WORDS = {
    "bladder": "urinary-tract-infection",
    "bones": "osteoporosis",
    "brain": "dementia",
    "eyes": "poor-eyesight",
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
    "temperature": "fever",
    "teeth": "tooth-decay",
    "ulcer": "stomach-ulcer",
    "ulcers": "stomach-ulcer",
}


def _lay(found: Mentions, pieces: Iterable[Range]) -> Iterator[Part]:
    for piece in pieces:
        span = _without_population(found, piece)
        concept_id = LAY_WORDS.get(found.text[slice(*span)].lower(), "")
        if concept_id in found.vocabulary:
            yield Part(found.vocabulary.concept(concept_id), span)


def _longer(a: Part, b: Part) -> bool:
    return a.concept.is_known and a.span[1] - a.span[0] > b.span[1] - b.span[0]


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _linked(masked: str, first: Part, second: Part) -> bool:
    """Whether a preposition, not "and", stands between two parts."""
    between = masked[first.span[1] : second.span[0]].strip().lower()
    return bool(
        re.match(r"(?:in|of|for|after|with|among|due|caused|from|associated|during)\b", between)
    )


def straddling(found: Mentions, start: int) -> Range | None:
    """Span of a condition or outcome that the verb before ``start`` begins: "regrow | hair"."""
    for m in (*found.conditions, *found.outcomes):
        if m.start < start < m.end:
            return (m.start, m.end)
    return None


_AGE = re.compile(
    r"\b(?P<age>\d{1,3})[- ]?(?P<unit>year|month|week|day)s?[- ]?olds?\b"
    r"|\b(?:over|above|aged|older\s+than)\s+(?:the\s+age\s+of\s+)?(?P<over>\d{2,3})\b"
    r"|\b(?:under|below|younger\s+than)\s+(?:the\s+age\s+of\s+)?(?P<under>\d{1,2})s?\b",
    re.IGNORECASE,
)


def age_group(found: Mentions) -> Part | None:
    """Return the population that an age names: "a 14 year old", "people over 75"."""
    match = _AGE.search(found.text)
    if match is None:
        return None
    years = int(match["age"] or match["over"] or match["under"])
    if match["unit"] and match["unit"].lower() != "year":
        concept_id = "infants"
    elif match["under"]:
        concept_id = "children" if years <= 18 else ""
    elif years >= 65:
        concept_id = "older-people"
    elif match["over"]:
        concept_id = "adults"
    else:
        concept_id = "adults" if years > 19 else "teenagers" if years > 12 else "children"
    if concept_id not in found.vocabulary:
        return None
    return Part(found.vocabulary.concept(concept_id), match.span())


def population_of(found: Mentions, span: Range, but: Part | None = None) -> Part | None:
    """Return the first population named in a span, outside the words of another part."""
    for m in found.inside(ConceptKind.POPULATION, span):
        if but is None or stands_apart(found.text, m, but.span):
            return Part(m.concept, (m.start, m.end))
    return None


def stands_apart(text: str, mention: Mention, span: Range) -> bool:
    """Whether a population lies outside a part's words, or ends them: "falls in older people"."""
    if mention.end <= span[0] or mention.start >= span[1]:
        return True
    return span[0] < mention.start and mention.end <= span[1] and _is_led_in(text, mention)
