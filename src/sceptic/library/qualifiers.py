"""MeSH subheadings and publication types: their two-letter codes, and what lies below each. Pure.

Sources: NLM, "MeSH Qualifiers" (https://www.nlm.nih.gov/mesh/subhierarchy.html) for the families;
the MeSH tree V03 for publication types. Codes that NLM has given up since (radiography,
utilization) stand for what took their place or for themselves, so that old searches can be read.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    "aa": "analogs & derivatives", "ab": "abnormalities", "ad": "administration & dosage",
    "ae": "adverse effects", "ag": "agonists", "ah": "anatomy & histology",
    "ai": "antagonists & inhibitors", "an": "analysis", "bi": "biosynthesis", "bl": "blood",
    "bs": "blood supply", "cf": "cerebrospinal fluid", "ch": "chemistry",
    "ci": "chemically induced", "cl": "classification", "cn": "congenital",
    "co": "complications", "cs": "chemical synthesis", "ct": "contraindications",
    "cy": "cytology", "de": "drug effects", "df": "deficiency", "dg": "diagnostic imaging",
    "dh": "diet therapy", "di": "diagnosis", "dt": "drug therapy", "du": "diagnostic use",
    "ec": "economics", "ed": "education", "eh": "ethnology", "em": "embryology",
    "en": "enzymology", "ep": "epidemiology", "es": "ethics", "et": "etiology",
    "gd": "growth & development", "ge": "genetics", "hi": "history", "im": "immunology",
    "in": "injuries", "ip": "isolation & purification", "ir": "innervation",
    "is": "instrumentation", "lj": "legislation & jurisprudence", "ma": "manpower",
    "me": "metabolism", "mi": "microbiology", "mo": "mortality", "mt": "methods",
    "nu": "nursing", "og": "organization & administration", "pa": "pathology",
    "pc": "prevention & control", "pd": "pharmacology", "ph": "physiology",
    "pk": "pharmacokinetics", "po": "poisoning", "pp": "physiopathology", "ps": "parasitology",
    "px": "psychology", "py": "pathogenicity", "ra": "diagnostic imaging",
    "re": "radiation effects", "rh": "rehabilitation", "ri": "diagnostic imaging",
    "rt": "radiotherapy", "sc": "secondary", "sd": "supply & distribution", "se": "secretion",
    "sn": "statistics & numerical data", "st": "standards", "su": "surgery", "td": "trends",
    "th": "therapy", "tm": "transmission", "to": "toxicity", "tr": "transplantation",
    "tu": "therapeutic use", "ul": "ultrastructure", "ur": "urine", "us": "diagnostic imaging",
    "ut": "utilization", "ve": "veterinary", "vi": "virology",
}  # fmt: skip
"""Two-letter code -> name, as the records print it."""

_FAMILIES = {
    "adverse effects": "poisoning|toxicity",
    "analysis": "blood|cerebrospinal fluid|isolation & purification|urine",
    "anatomy & histology": "blood supply|cytology|embryology|innervation|pathology",
    "chemistry": "agonists|analogs & derivatives|antagonists & inhibitors|chemical synthesis",
    "complications": "secondary",
    "cytology": "pathology|ultrastructure",
    "diagnosis": "diagnostic imaging|pathology",
    "embryology": "abnormalities",
    "epidemiology": "ethnology|mortality",
    "etiology": "chemically induced|complications|congenital|embryology|genetics|immunology"
    "|microbiology|parasitology|transmission",
    "metabolism": "biosynthesis|blood|cerebrospinal fluid|deficiency|enzymology|pharmacokinetics"
    "|urine",
    "microbiology": "virology",
    "organization & administration": "economics|legislation & jurisprudence|standards"
    "|supply & distribution|trends",
    "pharmacology": "administration & dosage|adverse effects|agonists|antagonists & inhibitors"
    "|pharmacokinetics",
    "physiology": "genetics|growth & development|immunology|metabolism|physiopathology",
    "statistics & numerical data": "epidemiology|supply & distribution",
    "surgery": "transplantation",
    "therapeutic use": "administration & dosage|adverse effects|poisoning",
    "therapy": "diet therapy|drug therapy|nursing|prevention & control|radiotherapy"
    "|rehabilitation|surgery",
}
_TYPES = {
    "clinical study": "clinical trial|clinical trial protocol|clinical trial, veterinary"
    "|observational study|observational study, veterinary",
    "clinical trial": "adaptive clinical trial|clinical trial, phase i|clinical trial, phase ii"
    "|clinical trial, phase iii|clinical trial, phase iv|controlled clinical trial",
    "clinical trial, veterinary": "randomized controlled trial, veterinary",
    "consensus development conference": "consensus development conference, nih",
    "controlled clinical trial": "randomized controlled trial",
    "randomized controlled trial": "equivalence trial|pragmatic clinical trial",
    "review": "consensus development conference",
}

NAMES = frozenset(CODES.values())


def qualifier_named(text: str) -> str | None:
    """The subheading of a name or code: ``th``, ``prevention and control``; ``None`` if unknown."""
    plain = " ".join(text.lower().split()).replace(" and ", " & ")
    plain = CODES.get(plain, plain)
    return plain if plain in NAMES else None


def narrower_qualifiers(name: str) -> tuple[str, ...]:
    """Every subheading that PubMed searches along with this one, itself left out."""
    return _below(name, _FAMILIES)


def narrower_types(name: str) -> tuple[str, ...]:
    """Every publication type below this one, itself left out."""
    return _below(" ".join(name.lower().split()), _TYPES)


def _below(name: str, families: dict[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    queue = families.get(name, "").split("|")
    while queue:
        one = queue.pop(0)
        if one and one not in found:
            found[one] = None
            queue += families.get(one, "").split("|")
    return tuple(found)
