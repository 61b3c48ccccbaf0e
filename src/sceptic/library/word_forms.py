"""The forms under which a name stands in print, since a search finds words as they stand. Pure.

Singular and plural, British and American spelling, with and without the possessive: what a
librarian would OR. Each form can be searched in PubMed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_KIN = """
    activity: active; allergy: allergic; amputation: amputated; anti-inflammatories:
    anti-inflammatory; asthma: asthmatic; balance: balanced; complication: complicated;
    depression: depressive, depressed; diabetes: diabetic; die: died, dies, dying; dying: died,
    die, dies; exercise: exercised, exercising; fasting: fasted, fast; fatality: fatal; fertility:
    fertile; flexibility: flexible; harm: harmful; harms: harmful; hormone: hormonal;
    hypertension: hypertensive; immunisation: immunised; immunization: immunized; infection:
    infected; infertility: infertile; inhaler: inhaled, inhalation; injection: injected;
    irradiation: irradiated; lethality: lethal; malignancy: malignant; needling: needle, needles;
    obesity: obese; operation: operative, operated; pregnancy: pregnant; psychosis: psychotic;
    rehabilitation: rehabilitated; running: run, runs, runner; screening: screened, screen;
    severity: severe; smoking: smoked, smoker, smokers, smoke; steroid: steroidal; stretching:
    stretch, stretched; supplement: supplementation, supplemented; supplementation: supplement,
    supplemented; surgical: surgically; susceptibility: susceptible; tolerability: tolerated,
    tolerance; toxicity: toxic; training: trained; treatment: treated; vaccination: vaccinated;
    vaccine: vaccinated; walking: walk, walked
"""
"""Other words for the same thing, where a name is one word: what else a librarian would OR."""
_SAME_HEAD = {"feeds": ("feeding",), "feeding": ("feeds",), "grafting": ("graft", "grafts")}
"""The same for the last word of a longer name."""

_PAIRS = """
    acidemi acidaemi; ammonemi ammonaemi; anemi anaemi; bacteremi bacteraemi; calcemi calcaemi;
    eremia eraemia; glyceridemi glyceridaemi; glycemi glycaemi; insulinemi insulinaemi;
    ischemi ischaemi; kalemi kalaemi; leukemi leukaemi; lipidemi lipidaemi; natremi natraemi;
    oxemi oxaemi; phosphatemi phosphataemi; septicemi septicaemi; terolemi terolaemi;
    thalassemi thalassaemi; uremi uraemi; uricemi uricaemi; viremi viraemi; volemi volaemi;
    hemang haemang; hemat haemat; hemod haemod; hemog haemog; hemol haemol; hemop haemop;
    hemorr haemorr; hemost haemost; hemothe haemothe; anesth anaesth; cesar caesar; fecal faecal;
    feces faeces; gynec gynaec; orthoped orthopaed; pediatr paediatr; etiolog aetiolog;
    apnea apnoea; celiac coeliac; dyspnea dyspnoea; edema oedema; esophag oesophag;
    estradiol oestradiol; estrogen oestrogen; fetal foetal; fetus foetus; homeopath homoeopath;
    rrhea rrhoea; rrheic rrhoeic; maneuver manoeuvre; behavior behaviour; color colour;
    favor favour; flavor flavour; humor humour; labor labour; odor odour; tumor tumour;
    vapor vapour; caliber calibre; center centre; fiber fibre; liter litre; counseling counselling;
    labeling labelling; aluminum aluminium; leukocyt leucocyt; leukopeni leucopeni; mold mould;
    paralyz paralys; sulfa sulpha; sulfi sulphi; sulfu sulphu; tranquilizer tranquilliser;
    ization isation
"""
_KINDRED = {
    word.strip(): tuple(other.strip() for other in others.split(","))
    for word, _, others in (row.partition(":") for row in _KIN.split(";"))
}
_WHOLE = {"aging": "ageing", "gray": "grey", "program": "programme", "programs": "programmes"}
_AMERICAN, _BRITISH = zip(*(pair.split() for pair in _PAIRS.split(";")), strict=True)
_TO_BRITISH = dict(zip(_AMERICAN, _BRITISH, strict=True))
_TO_AMERICAN = dict(zip(_BRITISH, _AMERICAN, strict=True))
_NOT_BEFORE = r"(?!ect|ad|imet|anth|ator)"
"""Colorectal, colorado, colorimeter, coloanal and laboratory are spelt alike everywhere."""
_AMERICAN_PART = re.compile(f"(?:{'|'.join(_AMERICAN)}){_NOT_BEFORE}")
_BRITISH_PART = re.compile("|".join(_BRITISH))
_VERB_Z = re.compile(r"(?<=[a-z]{4})iz(?=(?:e|ed|er|ers|es|ing)$)")
_VERB_S = re.compile(r"(?<=[a-z]{4})is(?=(?:ed|er|ers|ing)$)")
_ALWAYS_S = re.compile(r"(?:exerc|superv|prov|telev|prom|surpr|compr|erpr|chand|franch|circumc)is")

_IRREGULAR = {
    "woman": "women", "man": "men", "child": "children", "tooth": "teeth", "foot": "feet",
    "mouse": "mice", "vertebra": "vertebrae", "bacterium": "bacteria", "fungus": "fungi",
    "louse": "lice", "leaf": "leaves", "knife": "knives", "life": "lives",
}  # fmt: skip
_SUBSTANCE = re.compile(
    r"(?:acin|amide|apine|asone|azole|cillin|cycline|dronate|farin|gatran|gliflozin|gliptin|glutide|"
    r"idine|isone|ium|mab|mycin|olol|olone|oside|oxetine|parin|prazole|pril|profen|sartan|setron|"
    r"tinib|[a-z]{3}triptan|vastatin|vir|xaban)$"
)
"""Endings of drugs' names, which stand in the singular."""
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()}
_ONE_NUMBER = re.compile(
    r"(?:[^aeiou]ic|[rt]ile|al|ary|ed|ful|ing|ish|itis|ive|less|ly|ness|ous|ese|hood|ware|tension)$"
    r"|^(?:series|species|diabetes|herpes|rabies|scabies|faeces|feces|news|always|aids|lens|pancreas|pregnant|"
    r"hives|measles|menses|mumps|rickets|shingles)$"
)
_GREEK = re.compile(r"(?:lys|thes|metastas|[a-z]{3}[bghlmnrt]os|tuberculos|psychos)es$")
"""Diagnoses, metastases, prostheses, analyses: singular in -sis."""
_SIBILANT = re.compile(
    r"(?:ss|x|(?<!^a)(?<![dhkr]a)ch|(?<=ea)ch|sh|zz|"
    r"(?:vir|fet|sin|bol|plex|call|stimul)us)es$"
)
_LINKS = frozenset(
    "after and at by during for from in into of on or per to using versus via with without".split()
)
_ABBREVIATION = re.compile(r"[A-Za-z]*[A-Z][A-Z0-9]*[A-RT-Z0-9]s?$")
_ENDINGS = re.compile(
    r"(?:ations?|at(?:ed|es?|ing|ive)|ions?|ive(?:ly|s)?|ments?|i[sz](?:ed?|es|ing)|ities|ity"
    r"|i?es|ed|ings?|ly|e|(?<![su])s)$"
)
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]{5,})*$")
_SHORTEST_STEM = 6
"""Letters. PubMed truncates from four on, but short stems begin too many words: place, placebo."""


@lru_cache(maxsize=8192)
def forms_of(name: str) -> tuple[str, ...]:
    """A name and its other forms, the name itself first.

    The head word stands in singular and plural; every word in British and American spelling, one
    spelling a form; ``X's`` also as ``X`` and ``Xs``. A name of one word brings its adjective or
    verb: hypertension, hypertensive.
    """
    found: dict[str, None] = dict.fromkeys((" ".join(name.split()),))
    for text in _possessives(" ".join(name.split())):
        words = text.split(" ")
        at = _head(words)
        for head in (*numbers_of(words[at]), *_SAME_HEAD.get(words[at], ())):
            form = [*words[:at], head, *words[at + 1 :]]
            for spelt in (form, [_british(w) for w in form], [_american(w) for w in form]):
                found[" ".join(spelt)] = None
    kin = (other for form in tuple(found) for other in _KINDRED.get(form.lower(), ()))
    found.update(dict.fromkeys(kin))
    return tuple(found)


def stem_of(word: str) -> str:
    """What the forms of an unknown word have in common, to be truncated: restrict of restrictive.

    Empty where the word has no such ending or too little would be left.
    """
    if not _PLAIN.match(word):
        return ""
    found = _ENDINGS.search(word)
    stem = word[: found.start()] if found else ""
    return stem if len(stem) >= _SHORTEST_STEM else ""


def numbers_of(word: str) -> tuple[str, ...]:
    """A noun as it is and in its other number; one form where there is no other."""
    if _ABBREVIATION.match(word):
        return (word, word[:-1] if word.endswith("s") else f"{word}s")
    if len(word) < 3 or not word.isascii() or not word.isalpha() or word != word.lower():
        low = word.lower()
        if word == low.capitalize() and low.isalpha() and low.isascii() and len(low) > 2:
            return tuple(form.capitalize() for form in numbers_of(low))
        return (word,)
    if word in _IRREGULAR or word in _SINGULARS:
        return (word, _IRREGULAR.get(word) or _SINGULARS[word])
    if _ONE_NUMBER.search(word) or _SUBSTANCE.search(word):
        return (word,)
    return (word, _singular(word) if _is_plural(word) else _plural(word))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _SIBILANT.search(word):
        return word[:-2]
    if _GREEK.search(word):
        return word[:-2] + "is"
    return word[:-1]


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    return word + "s"


def _head(words: list[str]) -> int:
    """The place of the noun: the last word, or the last before "of", "with" and the like."""
    for at, word in enumerate(words[1:], 1):
        if word.lower() in _LINKS:
            return at - 1
    return len(words) - 1


_POSSESSIVE = re.compile(r"(?<=[^\W\d_])(?:['’]s|s['’])(?=\s|$)")


def _possessives(text: str) -> Iterator[str]:
    yield text
    if _POSSESSIVE.search(text):
        yield _POSSESSIVE.sub("", text)
        yield _POSSESSIVE.sub("s", text)


@lru_cache(maxsize=8192)
def _british(word: str) -> str:
    if word in _WHOLE:
        return _WHOLE[word]
    if any(part in word for part in _BRITISH):
        return word
    return _VERB_Z.sub("is", _AMERICAN_PART.sub(lambda part: _TO_BRITISH[part.group()], word))


@lru_cache(maxsize=8192)
def _american(word: str) -> str:
    for american, british in _WHOLE.items():
        if word == british:
            return american
    changed = _BRITISH_PART.sub(lambda part: _TO_AMERICAN[part.group()], word)
    return changed if _ALWAYS_S.search(word) else _VERB_S.sub("iz", changed)
