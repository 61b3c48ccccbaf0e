"""Words of background facts that mean the same, and those of which only one can hold: tables only.

An alternative of a facet is a word or several joined by ``_``; ``*`` at the end lets it go on.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sceptic.language.text import WORD, normalised, normalised_word

FACETS: dict[str, str] = {
    # of what kind, and how it comes about
    "autoimmune": "autoimmun* auto-immun* immune-mediated immune_mediated immunologically_mediated"
    " immune_system immune_disease immune_attack immune_response* immune_privilege immune_cell*"
    " autoreactive self-tolerance t_cell* t-cell* immune-related own_tissue*",
    "dominant": "autosomal_dominant autosomal-dominant dominantly",
    "recessive": "autosomal_recessive autosomal-recessive recessively recessive",
    "x-linked": "x-linked sex-linked x_linked",
    "mutation": "mutation* repeat_expansion* cag_repeat* trinucleotide cytosine-adenine-guanine"
    " defective_gene* faulty_gene* cag_expansion* single_gene",
    "inherited": "genetic* hereditary heredity heritab* inherit* famil* monogenic monogenetic"
    " autosomal congenital x-linked genome-wide bloodline* run_in_families",
    "virus": "virus* viral herpesvirus* rotavirus* coronavirus* flavivirus*",
    "bacterium": "bacteri* mycobacter* helicobacter borrelia streptococc* staphylococc* h._pylori"
    " clostridi* treponema vibrio spirochet*",
    "parasite": "parasit* plasmodi* protozoa* helminth* worm* mite*",
    "fungus": "fungus fungi fungal fung* candida* yeast*",
    "mosquito": "mosquito* anophel* aedes",
    "tick": "tick ticks tick-borne ixod*",
    "contagious": "contagious communicable transmissible person-to-person",
    "infectious": "infecti* infection*",
    "inflammatory": "inflamm* vasculitis vasculitides arteritis",
    "vasculitis": "vasculitis vasculitides",
    "neurodegenerative": "neurodegenerat* neuro-degenerat* neuronal_loss loss_of_neurons",
    "degenerative": "degenerat* wear_and_tear",
    "metabolic": "metabolic metabolism",
    "endocrine": "endocrin* hormon*",
    "mental": "psychiatric mental psycholog*",
    "malignant": "cancer* malignan* carcinoma* neoplas* tumor* tumour*",
    "demyelinating": "demyelinat* myelin*",
    "allergic": "allerg* atop* hay_fever",
    "chronic": "chronic long-term lifelong life-long long-lasting",
    "acute": "acute",
    "progressive": "progressive*",
    "attack": "attack* target* destr* damag* erod* infiltrat* against intruder* invader* death_of"
    " causes_the_death kill* autoantibod* antibodies_to antibodies_against loss_of",
    "antibody": "antibod* autoantibod*",
    "crystal": "crystal*",
    "urate": "urate* uric_acid monosodium",
    "gluten": "gluten wheat gliadin",
    "insulin": "insulin",
    "dopamine": "dopamin*",
    # where
    "follicle": "follicle* follicular",
    "scalp": "scalp*",
    "skin": "skin cutaneous dermat* intradermal*",
    "joint": "joint* articular synovi* arthr*",
    "airway": "airway* bronch*",
    "lung": "lung* pulmonary respiratory",
    "brain": "brain* cerebral neurologic* neurological central_nervous cns nervous_system"
    " neurodegenerat* neurolog*",
    "bone": "bone* skelet*",
    "gut": "bowel* intestin* gut gastrointestinal enteropath* digestive",
    "blood": "blood hematolog* haematolog* haemato* anaemi* anemi* hemolytic haemolytic hemoglobin*"
    " haemoglobin*",
    "pancreas": "pancrea* beta-cell* beta_cell* β-cell* β_cell* islet* insulin-producing"
    " insulin-secreting",
    "nerve": "nerve* neuron* neural",
    "muscle": "muscle* muscular",
    "acetylcholine": "acetylcholine achr*",
    # who
    "women": "women woman female females girls",
    "men": "men man male males boys",
    "children": "child* pediatric paediatric childhood infan* youth kids",
    "elderly": "elderly older_people older_adult* old_age older_age older_women older_men aged"
    " older_individual* older_person* aging ageing older senior*",
    "menopause": "menopaus* postmenopaus* post-menopaus*",
    "pregnant": "pregnan* gestation*",
    "smoking": "smok* tobacco cigarette*",
    "obesity": "obes* overweight",
    "stress": "stress stressful psychosocial_stress",
    "drug": "drug* medication* medicine* drug-induced chemotherap*",
    "alcohol": "alcohol* drinking drinkers",
    # how often
    "death": "death* mortality fatal* dying",
    "disability": "disab* morbidity",
    # how it shows
    "patches": "patch* circumscribed round_area* circular",
    "lumps": "lump* clump* chunk* handful*",
    "diffuse": "diffuse* thinning",
    # how it is done
    "inject": "inject* injection* intradermal* microinjection*",
    "needle": "needle*",
    "vitamin": "vitamin* multivitamin* biotin d-panthenol dexpanthenol",
    "mineral": "mineral* zinc trace_element*",
    "peptide": "peptide* polypeptide* oligopeptide*",
    "anaesthesia": "anesthe* anaesthe*",
    "general": "general",
    "sedation": "sedat*",
    "camera": "camera* endoscop* colonoscope* video* scope",
    "surgery": "surg* operation* operative incision*",
    "electric": "electric* electro*",
    "seizure": "seizure* convuls*",
    "repeated": "sessions weekly monthly biweekly fortnightly regular repeat* several_times"
    " times_a_week times_per_week thrice_weekly twice_weekly regularly thrice daily"
    " courses series_of every_week every_month every_two_weeks interval*",
    "once": "single_session one_session single_treatment single_visit one_visit once one-off",
    "synthetic": "synthetic* artificial*",
    "herb": "herb* plant* botanical*",
}  # fmt: skip
"""Facet -> its alternatives. A word belongs to every facet that has it."""

EXCLUSIVE: tuple[frozenset[str], ...] = (
    frozenset({"virus", "bacterium", "parasite", "fungus", "mutation"}),
    frozenset({"dominant", "recessive", "x-linked"}),
    frozenset({"patches", "lumps", "diffuse"}),
    frozenset({"repeated", "once"}),
)
"""Of each group only one holds of one subject."""

CONTRARY = {"women": "men", "men": "women", "children": "elderly", "elderly": "children"}
"""Groups of people of whom one being struck more means that the other is struck less."""

GENERIC = frozenset(
    normalised_word(w)
    for w in """
    disease diseases disorder disorders condition conditions illness syndrome problem problems
    type types form forms kind kinds cause causes reason reasons group class entity state symptom
    symptoms sign signs people patients person persons individuals population those who suffer
    suffers sufferers suffering from common frequent prevalent most more less least one of the and
    or in an a to is are be been being by with for on at as it its that this these which their they
    them than such like very also often usually mainly mostly primarily predominantly largely
    typically sometimes generally about around approximately estimated known called considered
    thought believed serious severe major main important leading first second third fourth fifth
    develop develops get gets have has having had affect affects affected affecting occur occurs
    world worldwide global globally countries country developed western industrialized
    industrialised developing united states usa us europe european general lifetime age aged
    years year old sees see until when into directly means mean use used uses using
    involve involves involving performed done given under during over order via through
    made together mixed prone likely likelihood risk odds higher increased greater
    suggested ranging range must need needs require requires required include includes including
    heterogeneous complex multifactorial particular own body person's frequently commonly times
    some any all many other others both each treatment treatments therapy therapies until
    related relative lower less fewer same similar among amongst thin thick small large tiny fine
    short long little big
    """.split()
)
"""Words that tell nothing of what a fact is about."""


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    return {name: _facet_pattern(alternatives) for name, alternatives in FACETS.items()}


@cache
def _facet_pattern(alternatives: str) -> re.Pattern[str]:
    found = []
    for each in alternatives.split():
        body = re.escape(each.removesuffix("*")).replace("_", r"[\s-]+")
        found.append(f"{body}\\w*" if each.endswith("*") else body)
    longest = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def facets_in(words: str) -> frozenset[str]:
    """The facets that a stretch of text has words of."""
    return frozenset(name for name, pattern in _compiled().items() if pattern.search(words))


def pattern_of(term: str) -> str:
    """The regular expression of a term, for texts as they stand."""
    if not term.startswith("~"):
        return _compiled()[term].pattern
    return rf"(?<!\w){re.escape(term[1:5])}"


def has_term(term: str, words: str) -> bool:
    """Whether a stretch of text has a term of ``terms_of``."""
    if not term.startswith("~"):
        return _compiled()[term].search(words) is not None
    return re.search(rf"(?<!\w){re.escape(term[1:])}", normalised(words)) is not None


def stem(word: str) -> str:
    """A word less its ending, for comparing alone."""
    plain = normalised_word(word)
    return plain if len(plain) <= 5 else plain[:6]


@lru_cache(maxsize=1024)
def terms_of(words: str) -> tuple[str, ...]:
    """Facets first, then what else is said in stems marked with ``~``; generic words left out."""
    facets = facets_in(words)
    rest = words
    for name, pattern in _compiled().items():
        if name in facets:
            rest = pattern.sub(" ", rest)
    stems = [
        f"~{stem(w)}"
        for w in WORD.findall(rest)
        if len(w) > 2 and not w[0].isdigit() and normalised_word(w) not in GENERIC
    ]
    return (*sorted(facets), *dict.fromkeys(stems))


Ages = tuple[int, int]
_AGES: tuple[tuple[str, int | None, int | None], ...] = (
    (
        r"(?:under|below|before|younger\s+than|less\s+than|up\s+to)\s+(?:the\s+age\s+(?:of\s+)?|age\s+(?:of\s+)?)?(\d{1,3})",
        0,
        None,
    ),
    (
        r"(?:over|above|after|older\s+than|past|at\s+least)\s+(?:the\s+age\s+(?:of\s+)?|age\s+(?:of\s+)?)?(\d{1,3})(?!\s*(?:%|,\d))",
        None,
        120,
    ),
    (r"(?:aged?|ages|between)?\s*(\d{1,3})\s*(?:-|–|to|and)\s*(\d{1,3})\s*(?:years|$)", None, None),
)
_DECADES = {"first": 0, "second": 10, "third": 20, "fourth": 30, "fifth": 40, "sixth": 50,
            "seventh": 60, "eighth": 70}  # fmt: skip
_DECADE = re.compile(
    rf"({'|'.join(_DECADES)})(?:\s*(?:and|to|or|-|–)\s*({'|'.join(_DECADES)}))?\s+decades?",
    re.IGNORECASE,
)
_GROUPS = {"children": (0, 17), "elderly": (60, 120)}


def ages_of(words: str) -> Ages | None:
    """The ages in years that a group of people is told by, ends included; ``None`` if by none."""
    decade = _DECADE.search(words)
    if decade is not None:
        first, last = decade[1].lower(), (decade[2] or decade[1]).lower()
        return _DECADES[first], _DECADES[last] + 10
    for pattern, low, high in _AGES:
        match = re.search(pattern, words, re.IGNORECASE)
        if match is not None:
            ends = [int(g) for g in match.groups()]
            return (low, ends[0]) if low is not None else (ends[0], high or ends[-1])
    found = [ages for group, ages in _GROUPS.items() if has_term(group, words)]
    return found[0] if len(found) == 1 else None


PLACES: dict[str, str] = {
    "america": "united_states u.s. usa america* american*",
    "britain": "united_kingdom uk britain british england",
    "europe": "europe*",
    "world": "world* global*",
}
"""Where a rank holds: that of one place says nothing against that of another."""


@lru_cache(maxsize=1024)
def places_in(words: str) -> frozenset[str]:
    """The places that a stretch of text names; others than these stand as plain words."""
    found = {name for name, each in PLACES.items() if _facet_pattern(each).search(words)}
    if re.search(r"\bUS\b", words):  # in small letters it is a pronoun
        found.add("america")
    return frozenset(found)


_TIMES = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "thrice": 3, "four": 4, "five": 5,
          "six": 6, "seven": 7}  # fmt: skip
_FREQUENCY = re.compile(
    r"\b(?P<n>once|twice|thrice|one|two|three|four|five|six|seven|\d{1,2})(?:\s+times?)?[\s-]+"
    r"(?:(?:a|per|each|every)\s+(?P<u>day|week|month|year)|(?P<u2>daily|weekly|monthly|yearly))\b",
    re.IGNORECASE,
)


def frequency_in(words: str) -> str:
    """How often, as ``3/week``; empty where no number of times is told."""
    match = _FREQUENCY.search(words)
    if match is None:
        return ""
    unit = (match["u"] or match["u2"]).lower().removesuffix("ly").replace("dai", "day")
    told = match["n"].lower()
    return f"{_TIMES.get(told, told)}/{unit}"


def search_words(term: str) -> tuple[tuple[str, bool], ...]:
    """``(words, is truncated)`` by which a term is searched for."""
    if term.startswith("~"):
        return ((term[1:], True),)
    found = ((a.removesuffix("*").replace("_", " "), a.endswith("*")) for a in FACETS[term].split())
    return tuple((w, cut) for w, cut in found if w[-1:].isalnum() and w.isascii())[:14]
