"""Sentences of answer and certainty, after GRADE guidelines 26 (PMID 31711912).

High "does", moderate "probably", low "may", very low "the evidence is very uncertain".
"""

from __future__ import annotations

import re

from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Answer, Certainty, Change, Part, Verdict

CERTAINTY_WORDS = {
    Certainty.HIGH: "high certainty",
    Certainty.MODERATE: "moderate certainty",
    Certainty.LOW: "low certainty",
    Certainty.VERY_LOW: "very low certainty",
}

_VERBS: dict[Relation, tuple[str, str]] = {
    Relation.TREATS: ("treats", "treat"),
    Relation.PREVENTS: ("prevents", "prevent"),
    Relation.HELPS: ("helps with", "help with"),
    Relation.CAUSES: ("causes", "cause"),
    Relation.IS_SAFE: ("is safe with regard to", "be safe with regard to"),
    Relation.BETTER_THAN: ("is better than {z} for", "be better than {z} for"),
    Relation.DIAGNOSES: ("diagnoses", "diagnose"),
    Relation.PREDICTS: ("predicts", "predict"),
}
_PLURAL = re.compile(r"(?<![su])s$")


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def plural(count: int, one: str, many: str = "") -> str:
    """``1 study``, ``2 studies``, ``12 000 people``."""
    return f"{figure(count)} {one if count == 1 else many or one + 's'}"


def figure(count: int) -> str:
    """Thousands apart by a thin no-break space from 10 000 on, as in good newspapers."""
    return f"{count:,}".replace(",", "\u202f") if count >= 10_000 else str(count)


ANY_HARM = "adverse-events"


def finding_sentence(claim: Claim, answer: Answer, certainty: Certainty, x: str, y: str) -> str:
    """One sentence on one intervention and one condition, in GRADE's words."""
    sentence = _finding_sentence(claim, answer, certainty, x, y)
    if claim.relation is Relation.IS_SAFE and claim.pico.condition.id == ANY_HARM:
        return sentence.replace(f" with regard to {y}", "")
    return sentence


def _finding_sentence(claim: Claim, answer: Answer, certainty: Certainty, x: str, y: str) -> str:
    if answer is Answer.TOO_LITTLE_EVIDENCE:
        return f"Too little evidence to say whether {_assertion(claim, x, y)}."
    if answer is Answer.CONFLICTING:
        return f"Studies disagree on whether {_assertion(claim, x, y)}."
    holds = (answer is Answer.SUPPORTED) != claim.negated
    return sentence_case(f"{_graded(claim, certainty, x, y, holds=holds)}.")


def claim_words(claim: Claim) -> str:
    """What is asserted, as a clause: ``probiotics prevent diarrhoea``."""
    target = claim.pico.outcome if claim.relation is Relation.COMPARES else None
    words = _assertion(claim, claim.pico.intervention.name, (target or claim.pico.condition).name)
    if claim.pico.population is not None:
        words += f" in {claim.pico.population.name}"
    return f"it is not so that {words}" if claim.negated else words


def claim_in_short(claim: Claim) -> str:
    """The same for a list: two treatments side by side, and no harm that nobody named."""
    words = claim_words(claim)
    if claim.relation is Relation.COMPARES and claim.pico.outcome is None:
        whom = f" in {claim.pico.population.name}" if claim.pico.population else ""
        x, y = claim.pico.intervention.name, claim.pico.condition.name
        return f"{x} compared with {_z(claim)} for {y}{whom}"
    if claim.relation is Relation.IS_SAFE and claim.pico.condition.id == ANY_HARM:
        return words.replace(f" with regard to {claim.pico.condition.name}", "")
    return words


def _graded_difference(claim: Claim, certainty: Certainty, x: str, y: str, *, holds: bool) -> str:
    """An open comparison of one part, which has no direction of its own."""
    verbs = {
        Certainty.HIGH: ("differs", "does not differ"),
        Certainty.MODERATE: ("probably differs", "probably does not differ"),
        Certainty.LOW: ("may differ", "may not differ"),
    }
    if certainty not in verbs:
        return f"the evidence is very uncertain on whether {_assertion(claim, x, y)}"
    return f"{y} {verbs[certainty][0 if holds else 1]} under {x} and under {_z(claim)}"


def _graded(claim: Claim, certainty: Certainty, x: str, y: str, *, holds: bool) -> str:
    if claim.relation is Relation.COMPARES:
        return _graded_difference(claim, certainty, x, y, holds=holds)
    verb, base = (v.format(z=_z(claim)) for v in _VERBS[claim.relation])
    plural_x = is_plural(x)
    has_not = "do not" if plural_x else "does not"
    is_being = base.startswith("be ")
    stated = base if plural_x else verb
    if is_being:
        rest = base.removeprefix("be ")
        being = "are" if plural_x else "is"
        table = {
            Certainty.HIGH: f"{x} {being} {'' if holds else 'not '}{rest} {y}",
            Certainty.MODERATE: f"{x} {being} probably {'' if holds else 'not '}{rest} {y}",
            Certainty.LOW: f"{x} may {'' if holds else 'not '}be {rest} {y}",
        }
    else:
        table = {
            Certainty.HIGH: f"{x} {stated if holds else f'{has_not} {base}'} {y}",
            Certainty.MODERATE: f"{x} probably {stated if holds else f'{has_not} {base}'} {y}",
            Certainty.LOW: f"{x} may {'' if holds else 'not '}{base} {y}",
        }
    return table.get(
        certainty, f"the evidence is very uncertain on whether {_assertion(claim, x, y)}"
    )


def _assertion(claim: Claim, x: str, y: str) -> str:
    if claim.relation is Relation.COMPARES:
        return f"{y} differs under {x} and under {_z(claim)}"
    verb, base = (v.format(z=_z(claim)) for v in _VERBS[claim.relation])
    if is_plural(x):
        verb = base.replace("be ", "are ", 1) if base.startswith("be ") else base
    return f"{x} {verb} {y}"


def _z(claim: Claim) -> str:
    return claim.pico.comparison.name if claim.pico.comparison else "the alternative"


def is_plural(name: str) -> bool:
    """Whether the name takes a plural verb: ``probiotics`` does, ``tinnitus`` does not."""
    words = _QUALIFIED.split(name)[0].split()
    head = words[-1] if words else ""
    return " and " in name or (bool(_PLURAL.search(head)) and not head.endswith("is"))


_QUALIFIED = re.compile(r" (?:for|of|by|with|in) ")
_COMPARED = {
    Change.HIGHER: "higher",
    Change.LOWER: "lower",
    Change.NO_DIFFERENCE: "about the same",
}


def comparison_sentence(claim: Claim, verdict: Verdict) -> str:
    """The answer to an open comparison: the outcome under X against Z."""
    x, z = claim.pico.intervention.name, _z(claim)
    y = (claim.pico.outcome or claim.pico.condition).name
    if verdict.direction is None:
        return f"Too little evidence to compare {y} under {x} and under {z}."
    word = _COMPARED.get(verdict.direction, "not clearly different")
    hedge = {Certainty.HIGH: "is", Certainty.MODERATE: "is probably", Certainty.LOW: "may be"}
    lead = "Studies disagree, but on balance " if verdict.answer is Answer.CONFLICTING else ""
    text = f"{lead}{y} {hedge.get(verdict.certainty, 'may be')} {word} under {x} "
    return sentence_case(text + f"{'as' if word == 'about the same' else 'than'} under {z}.")


def headline_sentence(claim: Claim, verdict: Verdict) -> str:
    """The whole answer in one sentence, its certainty included."""
    words = f" ({CERTAINTY_WORDS[verdict.certainty]})"
    if claim.relation is Relation.COMPARES:
        return comparison_sentence(claim, verdict)[:-1] + words + "."
    x, y = claim.pico.intervention.name, claim.pico.condition.name
    if claim.pico.population is not None:
        words = f" in {claim.pico.population.name}{words}"
    if verdict.answer is Answer.DEPENDS:
        return f"It depends: {'; '.join(part_clause(claim, p) for p in verdict.parts)}."
    return finding_sentence(claim, verdict.answer, verdict.certainty, x, y)[:-1] + words + "."


def part_clause(claim: Claim, part: Part) -> str:
    """One part as a clause without a full stop, for the headline."""
    if part.answer is Answer.TOO_LITTLE_EVIDENCE:
        return f"{part.intervention} for {part.condition}, too little evidence"
    sentence = finding_sentence(
        claim, part.answer, part.certainty, part.intervention, part.condition
    )
    return f"{sentence[:1].lower()}{sentence[1:-1]} ({CERTAINTY_WORDS[part.certainty]})"
