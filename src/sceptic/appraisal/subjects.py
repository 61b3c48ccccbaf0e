"""Who or what was studied: people, animals or cells and molecules."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sceptic.appraisal.numbers import lowered
from sceptic.domain.evidence import Subjects
from sceptic.domain.record import Record

_ANIMAL_TITLE = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|cats?|feline|pigs?|porcine|piglets?|swine|"
    r"sheep|lambs?|goats?|cows?|cattle|bovine|calves|horses?|equine|monkeys?|macaques?|primates|"
    r"zebrafish|drosophila|chickens?|hens|broilers?|hamsters?|guinea[- ]pigs?|gerbils?|rodents?|"
    r"fish|birds?|caenorhabditis|c\. elegans|poultry|ferrets?|animal models?|xenografts?|in vivo|"
    r"steers|heifers|ewes|sows|quails?|trout|larvae|tadpoles?|xenopus|marmosets?|baboons?)\b"
)
_LABORATORY_TITLE = re.compile(
    r"\b(?:in vitro|cell lines?|cultured|cells in|crystal structure|gene expression|molecular|"
    r"synthesis of|nanoparticles|apoptosis|protein|kinase|receptor|signal(?:l)?ing|ex vivo|"
    r"escherichia|saccharomyces|yeast|genome|binding|mutants?|promoter|transcription\w*)\b"
)
_HUMAN_TITLE = re.compile(
    r"\b(?:patients?|wom[ae]n|m[ae]n|child(?:ren)?|adults?|infants?|adolescents?|participants|"
    r"volunteers|humans?|elderly|older people|students|pregnancy|mothers|randomi[sz]ed|clinical|"
    r"trial|cohort|people|survivors|athletes|population|nurses|care|neonat\w+|preterm|girls|"
    r"boys)\b"
)
_ANIMAL_WORDS = frozenset(
    "rats mice rat mouse rabbits dogs pigs piglets sheep monkeys zebrafish hamsters broilers "
    "chicks wistar sprague-dawley c57bl/6 c57bl/6j balb/c transgenic knockout ovariectomized "
    "ovariectomised animals larvae embryos murine cows calves hens".split()
)
_LABORATORY_WORDS = frozenset(
    "vitro cultured western pcr rt-pcr fibroblasts hela hek293 hepg2 mcf-7 incubated assay assays "
    "mrna wild-type mutant mutants plasmid transfected transfection cells cell lysates".split()
)
_HUMAN_WORDS = frozenset(
    "patient patients participant participants woman women volunteers children adults infants "
    "adolescents individuals subjects men people persons students respondents mothers man boy "
    "girl cases hospital surgery nurses physicians workers residents users".split()
)
_MOST = 6
"""An abstract's words of one kind count at most so often."""


def subjects_of(record: Record) -> Subjects:
    """Human, animal or laboratory: MeSH check tags where there are any, else the words."""
    headings = {h.descriptor.lstrip("*") for h in record.mesh}
    if "Humans" in headings:
        laboratory = headings & {"In Vitro Techniques", "Cells, Cultured", "Cell Line, Tumor"}
        if not laboratory or _by_words(record) is not Subjects.LABORATORY:
            return Subjects.HUMAN
        return Subjects.LABORATORY
    if "Animals" in headings:
        return Subjects.ANIMAL
    if headings & {"Cell Line", "Cells, Cultured", "In Vitro Techniques"}:
        return Subjects.LABORATORY
    return _by_words(record)


def _by_words(record: Record) -> Subjects:
    title = lowered(record.title)
    words = lowered(record.abstract_text).translate(_BLANKED).split()
    human = 3 * len(_HUMAN_TITLE.findall(title)) + _often(words, _HUMAN_WORDS)
    human += 2 * ("-year-old " in f"{' '.join(words)} ")
    animal = 4 * len(_ANIMAL_TITLE.findall(title)) + 2 * _often(words, _ANIMAL_WORDS)
    laboratory = 2 * len(_LABORATORY_TITLE.findall(title)) + _often(words, _LABORATORY_WORDS)
    if animal >= 4 and animal > human:
        return Subjects.ANIMAL
    if human >= 2 and human >= laboratory:
        return Subjects.HUMAN
    if laboratory >= 3 and laboratory > human:
        return Subjects.LABORATORY
    return Subjects.UNKNOWN


def _often(words: Iterable[str], family: frozenset[str]) -> int:
    return min(_MOST, sum(map(family.__contains__, words)))


_BLANKED = str.maketrans(dict.fromkeys(".,;:()[]", " "))
