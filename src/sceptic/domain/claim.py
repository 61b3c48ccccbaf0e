"""What is asked and what is asserted: Question, Claim and its PICO parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ConceptKind(StrEnum):
    """What sort of thing a concept names."""

    CONDITION = "condition"
    INTERVENTION = "intervention"
    OUTCOME = "outcome"
    POPULATION = "population"


class Valence(StrEnum):
    """How a patient values more of an outcome."""

    MORE_IS_BETTER = "more_is_better"
    LESS_IS_BETTER = "less_is_better"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """What a claim says its intervention does."""

    TREATS = "treats"
    PREVENTS = "prevents"
    HELPS = "helps"
    CAUSES = "causes"
    IS_SAFE = "is_safe"
    BETTER_THAN = "better_than"
    COMPARES = "compares"
    """Open comparison: is the outcome higher, lower or the same under X as under Z?"""
    DIAGNOSES = "diagnoses"
    PREDICTS = "predicts"

    @property
    def is_helping(self) -> bool:
        """Says that something does good: treats, prevents, helps."""
        return self in (Relation.TREATS, Relation.PREVENTS, Relation.HELPS)

    @property
    def is_inside_method(self) -> bool:
        """Diagnosis and prognosis are read and answered, but marked outside the method."""
        return self not in (Relation.DIAGNOSES, Relation.PREDICTS)


@dataclass(frozen=True, slots=True)
class Concept:
    """One condition, intervention, outcome or population, with every name we know for it.

    ``names`` holds the words to search for, preferred name first; ``headings`` the MeSH headings.
    A concept that the vocabulary does not know has an ``id`` starting with ``text:``.
    ``broader`` names parent concepts by id: the parent is never the child (DESIGN 4.4).
    """

    id: str
    name: str
    kind: ConceptKind
    names: tuple[str, ...]
    headings: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    definition: str = ""
    definition_source: str = ""
    valence: Valence = Valence.UNKNOWN

    @property
    def is_known(self) -> bool:
        return not self.id.startswith("text:")


@dataclass(frozen=True, slots=True)
class Pico:
    """Population, intervention, comparison, outcome, and the condition the population has.

    ``condition`` is the health problem the claim is about, or for "causes" the outcome feared.
    """

    intervention: Concept
    condition: Concept
    comparison: Concept | None = None
    outcome: Concept | None = None
    population: Concept | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the user typed, unchanged."""

    text: str


class OfferKind(StrEnum):
    """Why another question is offered beside the one that was read."""

    DID_YOU_MEAN = "did_you_mean"
    """A word was put right, or has another meaning."""
    ALONE = "alone"
    """One of several things that were asked at once."""
    NARROWER = "narrower"
    BROADER = "broader"


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question that can be asked as it stands, and why it is offered."""

    kind: OfferKind
    question: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asserted, checkable.

    ``negated`` is true for "X does not treat Y": it swaps supports and contradicts.
    ``understood`` maps the words of the question to the part they became, in reading order;
    ``ignored`` holds the words that carried no part of the claim. ``details`` holds dose, form,
    route, frequency and duration as ``(kind, words)``: read, and not used in judging.
    ``offers`` are other questions near this one.
    """

    question: Question
    relation: Relation
    pico: Pico
    negated: bool = False
    understood: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    details: tuple[tuple[str, str], ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def sentence(self) -> str:
        """The claim as a plain sentence, e.g. ``mesotherapy prevents alopecia``."""
        x, y = self.pico.intervention.name, self.pico.condition.name
        z = self.pico.comparison.name if self.pico.comparison else "the comparison"
        verb = {
            Relation.TREATS: f"{x} treats {y}",
            Relation.PREVENTS: f"{x} prevents {y}",
            Relation.HELPS: f"{x} helps with {y}",
            Relation.CAUSES: f"{x} causes {y}",
            Relation.IS_SAFE: f"{x} is safe with regard to {y}",
            Relation.BETTER_THAN: f"{x} is better than {z} for {y}",
            Relation.COMPARES: f"{y} differs under {x} and under {z}",
            Relation.DIAGNOSES: f"{x} diagnoses {y}",
            Relation.PREDICTS: f"{x} predicts {y}",
        }[self.relation]
        return f"not: {verb}" if self.negated else verb
