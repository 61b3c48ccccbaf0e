"""Every name in a typed text, and the spans between the words that carry nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.language.ages import ages_in
from sceptic.language.text import WORD, normalised, normalised_word
from sceptic.language.verbs import leading_verb
from sceptic.language.vocabulary import Mention, Vocabulary

Range = tuple[int, int]

# Words that may stand at the edge of a phrase and carry no part of the claim.
_EDGE = """
    the a an any some my your his her our their its this that these those of for in on at to with by
    from and or as people patients person persons someone somebody individuals sufferers users you
    me us them one those who have has having had suffering using taking use used usage getting
    drinking sipping munching eating wearing doing applying rubbing chewing swallowing swallow take
    drink eat wear get rub apply doses dose consuming consumption ingesting giving given receiving
    being be been exposure too much lots more there such about against use intake other cases case
    lives life really actually help helps when while during because due also only just all
    undergoing treated who are is was were does do did can could will would should may might how
    what works work really drinkers eaters healthy sick worth good link mix mixing combine combining
    shown proven after before since over under aged one two glass cup cups pint slice piece bit
    little together glasses cups mug mugs pints slices pieces squares spoonful spoonfuls teaspoon
    teaspoons tablespoon tablespoons spoon handful handfuls bowl bowls bottle bottles can cans few
    put putting enough lose losing keep keeping legit becoming need needs needing
    couple three four five six seven eight nine ten
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
    per every night nightly plain max plus injection injections spray sprays patch patches lozenge
    lozenges sachet sachets effervescent soluble chewable liquid cheap generic branded proper proven
    x class classes lesson lessons kit course courses brand
    impacted nagging dodgy rubbish amazing miracle
    coming back returning again once twice time times non specific so
    called very slightly quite rather fairly pretty extremely mildly moderately severely raised
    elevated constant ongoing annoying horrible dreadful minor slight niggling tons loads plenty few
    fewer several style expert experts
"""
EDGE_WORDS = frozenset(_EDGE.split())
MODIFIERS = frozenset(normalised_word(w) for w in _MODIFIERS.split())

# Where a phrase falls into segments: "cough | in children", "pain | of osteoarthritis".
_BOUNDARY = re.compile(
    r"\s+(?:(?:together|along|combined|mixed|taken|in\s+combination)\s+with|in|for|of|after|among|amongst|during|with|due\s+to|caused\s+by|from|against|when|while"
    r"|following|at|by|on|without|before|within|under|over|because\s+of|associated\s+with"
    r"|associated|related\s+to|as|to|than|via|through|undergoing|receiving|who\s+(?:have|has|had|are|suffer"
    r"\s+from|can['’]?t|cannot|can\s+not|struggles?\s+to)|having|that\s+(?:have|has|are))(?=\s)"
    r"|\s+(?:if|that|which|so|because|like|such\s+as|including|together)(?=\s|$)"
    r"|\s*[,;:–—]\s*|\s+(?:and/or|and|or|nor|plus|&)(?=\s)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


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
        if kind is ConceptKind.CONDITION:
            return self.conditions
        if kind is ConceptKind.INTERVENTION:
            return self.interventions
        return self.outcomes if kind is ConceptKind.OUTCOME else self.populations

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


# "burning feet", "burning mouth": what somebody has
_DOES = re.compile(r"burning", re.IGNORECASE)


def _is_verb_phrase(text: str, mention: Mention) -> bool:
    verb = leading_verb(text, mention.start)
    if verb and mention.concept.kind is ConceptKind.CONDITION and _DOES.fullmatch(text, *verb):
        return False
    return verb is not None and text[slice(*verb)].lower() != "lower"


def mentions_of(text: str, vocabulary: Vocabulary) -> Mentions:
    """Find every name in a text typed by a user: abbreviations in any case."""
    every = vocabulary.find(text, any_case=True)
    by_kind = (tuple(m for m in every if m.concept.kind is kind) for kind in ConceptKind)
    conditions, named, outcomes, populations = by_kind
    sayers = [match.span() for match in _SOMEBODY.finditer(text)]
    interventions = tuple(
        m for m in named
        if not _is_amount(m, named, text) and not any(a <= m.start < b for a, b in sayers)
    )  # fmt: skip
    groups = sorted((*populations, *_of_an_age(text, vocabulary)), key=lambda m: (m.start, -m.end))
    conditions = _beside_groups(conditions, outcomes, populations)
    problems = (*conditions, *outcomes)
    return Mentions(
        text,
        vocabulary,
        _outside(conditions, interventions),
        _outside(interventions, problems),
        _outside(outcomes, populations),
        tuple(
            m
            for m in groups
            if not _SAYS.match(text, m.end) and _is_said(m, text, problems, interventions)
        ),
    )


# Who recommends a thing is none: "a friend swears by ginkgo".
_SOMEBODY = re.compile(
    r"\b(?:a|my|our|his|her|one)\s+(?:\w+\s+)?(?:friends?|mates?|colleagues?|partner|husband|wife)\s+(?:who\s+)?"
    r"(?=(?:swears?|swore|says?|said|told|tells|recommend(?:s|ed)?|suggest(?:s|ed)?|gave|takes?|took|uses?|used"
    r"|claims?|insists?|thinks?|thought|reckons?|tried|has|had|is|was)\b)",
    re.IGNORECASE,
)
# A group that speaks is none that is treated: "my nurse told me".
_SAYS = re.compile(
    r"\s+(?:told|said|says?|recommended|suggested|swears?|swore|reckons?|prescribed|warns?|warned|claims?|insists?)\b",
    re.IGNORECASE,
)
_GRAMS = re.compile(r"\d+(\s*)g", re.IGNORECASE)


def _is_amount(mention: Mention, named: tuple[Mention, ...], text: str) -> bool:
    """Whether "5 g" is an amount of what follows, and no mobile network."""
    match = _GRAMS.fullmatch(text, mention.start, mention.end)
    follows = any(text[mention.end : m.start].strip() in ("", "of") for m in named
                  if m.start > mention.end)  # fmt: skip
    return match is not None and (bool(match[1]) or follows)


_STAGES = frozenset(("postmenopausal-women", "premenopausal-women"))


def _beside_groups(
    conditions: tuple[Mention, ...], outcomes: tuple[Mention, ...], groups: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Leave out conditions that name a time of life where another problem is named: "bone density
    after the menopause" is no question about the menopause.
    """
    stages = tuple(g for g in groups if g.concept.id in _STAGES)
    free = _not_within(conditions, stages)
    return free if free or _not_within(outcomes, stages) else conditions


def _not_within(mentions: tuple[Mention, ...], groups: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(
        m for m in mentions if not any(g.start <= m.start and m.end <= g.end for g in groups)
    )


def _of_an_age(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    return tuple(
        Mention(vocabulary.concept(concept_id), start, end)
        for concept_id, start, end in ages_in(text)
        if concept_id in vocabulary
    )


def _is_said(
    group: Mention, text: str, problems: tuple[Mention, ...], interventions: tuple[Mention, ...]
) -> bool:
    """Whether a population is one, and no mere part of a name: "infant formula", "childhood MS".

    It is one inside a name when a preposition leads it ("falls in older people"), when somebody
    acts on it ("putting babies to sleep on the back"), and when the rest of a condition's name
    says the same ("postmenopausal osteoporosis").
    """
    if not _outside((group,), interventions):
        return bool(_ACTED_ON.search(text[: group.start]))
    around = [m for m in problems if not _outside((group,), (m,))]
    if any(m.start == group.start for m in around):
        # "travellers' diarrhoea", "baby blues": the name begins with the group
        return all(_adds_nothing(group, m, text) for m in around)
    return is_led_in(text, group) or all(_adds_nothing(group, m, text) for m in around)


_ACTED_ON = re.compile(r"\b\w{2,}ing\s+(?:(?:a|the|your|my|our)\s+)?$", re.IGNORECASE)


def _adds_nothing(group: Mention, whole: Mention, text: str) -> bool:
    """Whether a condition's name less the population in it is a name of the same condition."""
    rest = f"{text[whole.start : group.start]} {text[group.end : whole.end]}".strip()
    names = {normalised(name) for name in whole.concept.names}
    return normalised(rest) in names


_LED_IN = re.compile(r"(?:in|among|amongst|of|for|during|with)\s+(?:the\s+)?$", re.IGNORECASE)


def is_led_in(text: str, mention: Mention) -> bool:
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


@dataclass(frozen=True, slots=True)
class Part:
    """A concept and the words it was read from."""

    concept: Concept
    span: Range
