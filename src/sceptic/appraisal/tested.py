"""Which treatments a record is about, by its title: what a survey of a condition then judges.

Titles of trials and reviews name what was tested (CONSORT item 1a, PRISMA item 1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sceptic.domain.claim import Concept, ConceptKind
from sceptic.domain.evidence import Study
from sceptic.domain.record import Record
from sceptic.language.vocabulary import Vocabulary

_CONTROLS = frozenset(["placebo", "usual-care", "no-treatment"])
"""What a treatment is compared with is not what is being tried."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A treatment and the number of records that are about it."""

    intervention: Concept
    records: int


def interventions_tested(
    records: Iterable[Record],
    studies: Mapping[str, Study],
    condition: Concept,
    vocabulary: Vocabulary,
) -> tuple[Tested, ...]:
    """Treatments by the number of records that name them in the title, most first.

    Args:
        studies: facts on some of the records, by record id; their findings say what was tested.
        condition: treatments named for the condition itself are left out.

    """
    counts: Counter[str] = Counter()
    for record in records:
        study = studies.get(record.id)
        ids = _by_facts(study, condition, vocabulary) if study else ()
        counts.update(ids or _by_title(record, vocabulary))
    found = [Tested(vocabulary.concept(i), n) for i, n in counts.items() if i != condition.id]
    return tuple(sorted(found, key=lambda t: (-t.records, t.intervention.id)))


def _by_facts(study: Study, condition: Concept, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the findings on this condition name as the treatment."""
    return tuple(
        dict.fromkeys(
            concept
            for finding in study.findings
            if any(vocabulary.is_a(c, condition.id) for c in finding.condition_ids)
            for concept in finding.intervention_ids
            if concept in vocabulary
        )
    )


def _by_title(record: Record, vocabulary: Vocabulary) -> tuple[str, ...]:
    mentions = vocabulary.find(record.title, ConceptKind.INTERVENTION)
    return tuple(dict.fromkeys(m.concept.id for m in mentions if m.concept.id not in _CONTROLS))
