"""What something is, in the words of a record that was found: one short sentence, quoted. Pure.

Taken is only a sentence of the abstract that begins with the thing's own name and says of what kind
it is: "Alopecia areata is an autoimmune disease that ...". Sentences that praise or count ("is an
effective treatment", "is the second most common cause") define nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sceptic.appraisal.matching import Family
from sceptic.domain.claim import ConceptKind
from sceptic.domain.evidence import Evidence, Rationale, Study
from sceptic.domain.record import Record, RetractionState
from sceptic.language.patterns import later
from sceptic.language.text import sentences

MOST_WORDS = 40
_FIRST = 5
"""Sentences at the opening of an abstract among which it is looked for."""
_LABEL = later(r"[A-Z][A-Za-z /&]{2,30}:\s*")
_THE = later(r"(?:the\s+)?", re.IGNORECASE)
_IS_A = later(
    r"(?:\s*\([^()]{1,60}\))?,?\s+(?:is|(?P<many>are))\s+(?:(?:defined|characteri[sz]ed|known)\s+as\s+)?"
    r"(?:(?P<article>an?|the|any|one\s+of\s+the)\s+)?(?P<said>[^.;]+)",
    re.IGNORECASE,
)
_REACH = 9
"""Words after the article among which the kind of thing must be named."""
_CONDITION = (
    r"\b(?:diseases?|disorders?|conditions?|syndromes?|infections?|injur(?:y|ies)|cancers?"
    r"|tumou?rs?|neoplasms?|malignanc(?:y|ies)|carcinomas?|lymphomas?|leuk\w+|inflammations?"
    r"|symptoms?|illness(?:es)?|abnormalit(?:y|ies)|defects?|deficienc(?:y|ies)|pain|neuropath\w+"
    r"|myopath\w+|anaemias?|anemias?|dermatos[ei]s|arthritis|vasculitis|fractures?|malformations?"
    r"|entit(?:y|ies)|forms?\s+of|types?\s+of|inability|loss|accumulation|enlargement|narrowing)\b"
)
_TREATMENT = (
    r"\b(?:drugs?|medicines?|medications?|agents?|antibiotics?|hormones?|vitamins?|minerals?"
    r"|supplements?|antibod(?:y|ies)|inhibitors?|antagonists?|agonists?|blockers?|analogues?|analogs?"
    r"|steroids?|vaccines?|proteins?|enzymes?|acids?|compounds?|derivatives?|plants?|herbs?|extracts?"
    r"|therap(?:y|ies)|treatments?|procedures?|techniques?|operations?|surger(?:y|ies)|practices?"
    r"|methods?|devices?|exercises?|diets?|beverages?|foods?|spices?|class\s+of|forms?\s+of"
    r"|types?\s+of|systems?|programmes?|programs?|polyphenols?|probiotics?|toxins?|substances?)\b"
)
_DEFINES_NOTHING = later(
    r"\b(?:effective|efficacious|promising|safe|safer|useful|beneficial|proven|potent|successful"
    r"|valuable|important|attractive|viable|preferred|recommended|popular|suitable|feasible|superior"
    r"|inferior|reasonable|excellent|good|better|novel|new|emerging|potential|possible|controversial"
    r"|standard|mainstay|cornerstone|first[- ]line|leading|major|main|problem|challenge|burden"
    r"|concern|causes?|risk|factors?|predictors?|consequence|complications?|indications?|topic|we"
    r"|our|this|study|latest|weaker|stronger|tremendous|interest|used|approved|however|not|most|increasingly|associated|considered|thought|believed)\b",
    re.IGNORECASE,
)
_KIND_WORDS = {
    ConceptKind.CONDITION: later(_CONDITION, re.IGNORECASE),
    ConceptKind.OUTCOME: later(_CONDITION, re.IGNORECASE),
    ConceptKind.INTERVENTION: later(f"{_TREATMENT}|{_CONDITION}", re.IGNORECASE),
    ConceptKind.POPULATION: later(r"(?!)"),
}


def definition_in(record: Record, family: Family) -> Rationale | None:
    """The first sentence of the abstract that says what the concept is; ``None`` if none does."""
    text = record.abstract_text
    for sentence in sentences(text)[:_FIRST]:
        label = _LABEL.match(sentence.text)
        start = sentence.start + (label.end() if label else 0)
        said = text[start : sentence.end]
        if len(said.split()) <= MOST_WORDS and _defines(said, family):
            return Rationale("abstract", start, sentence.end, said)
    return None


def _defines(sentence: str, family: Family) -> bool:
    concept = family.concept
    named = next(iter(family.mentions(sentence)), None)
    if named is None or named[2] != concept.id or sentence.count("(") != sentence.count(")"):
        return False
    before = _THE.match(sentence)
    said = _IS_A.match(sentence, named[1])
    if before is None or before.end() < named[0] or said is None:
        return False
    if not said["article"] and not said["many"]:
        return False
    near = " ".join(said["said"].split()[:_REACH])
    return bool(_KIND_WORDS[concept.kind].search(near)) and not _DEFINES_NOTHING.search(near)


def quoted_definition(
    family: Family, evidence: Iterable[Evidence], records: Iterable[Record]
) -> tuple[Study, Rationale] | None:
    """The definition to quote, with its study: a review's before a trial's, the newer first.

    Only studies about the claim are quoted, and none that was retracted.
    """
    by_id = {record.id: record for record in records}
    studies = sorted(
        (e.study for e in evidence if e.study.retraction not in _WITHDRAWN),
        key=lambda s: (not s.design.is_review_of_studies, -(s.year or 0), s.record_id),
    )
    for study in studies:
        record = by_id.get(study.record_id)
        found = definition_in(record, family) if record else None
        if found is not None:
            return study, found
    return None


_WITHDRAWN = (
    RetractionState.RETRACTED,
    RetractionState.PARTLY_RETRACTED,
    RetractionState.CONCERN,
    RetractionState.WITHDRAWN,
)
