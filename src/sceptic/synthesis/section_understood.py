"""What was understood: each part of the claim with its words, what was left out, what is near."""

from __future__ import annotations

from sceptic.domain.brief import Section, Statement
from sceptic.domain.claim import Claim, OfferKind
from sceptic.synthesis.ingredients import Ingredients
from sceptic.synthesis.sourcing import user_source
from sceptic.synthesis.wording import ANY_HARM, claim_in_short, sentence_case

_PARTS = {
    "relation": "what it does",
    "intervention": "treatment or cause",
    "condition": "health problem",
    "outcome": "outcome",
    "comparison": "compared with",
    "population": "in whom",
}
_OFFERS = {
    OfferKind.DID_YOU_MEAN: "Did you mean: {}",
    OfferKind.ALONE: "Each on its own: {}",
    OfferKind.NARROWER: "Narrower questions: {}",
    OfferKind.BROADER: "Broader questions: {}",
}


def understood(given: Ingredients) -> Section:
    """How the question was read, and the questions beside it, each of which can be asked."""
    claim = given.claim
    texts = [
        f"The question was read as: {claim_in_short(claim)}.",
        *_parts(claim),
        *_not_used(claim),
    ]
    texts += [f"{sentence_case(note.rstrip('.'))}." for note in claim.notes]
    texts += _offered(claim)
    quoted = (user_source(claim.question.text),)
    statements = tuple(Statement(text, quoted, role="remark") for text in texts)
    return Section("understood", "What was understood", statements)


def _parts(claim: Claim) -> list[str]:
    """The words of each part, with the concept where it is called otherwise."""
    said: dict[str, list[str]] = {}
    for words, part in claim.understood:
        said.setdefault(part, []).append(words)
    pieces = []
    for part, label in _PARTS.items():
        concept = None if part == "relation" else getattr(claim.pico, part)
        words = " … ".join(f"“{w}”" for w in said.get(part, ()))
        name = concept.name if concept else claim.relation.value.replace("_", " ")
        if words and concept and words.casefold() == f"“{name}”".casefold():
            pieces.append(f"{label}: {name}")
        elif words:
            pieces.append(f"{label}: {words} is {name}" if concept else f"{label}: {words}")
        elif concept and concept.id == ANY_HARM:
            pieces.append(f"{label}: none is named, so that any unwanted effect counts")
        elif concept and part != "outcome":
            pieces.append(f"{label}: {name}, which the question does not name")
    return [f"{sentence_case('; '.join(pieces))}."] if pieces else []


_PERSON = "person"
"""Somebody for whom the question is asked: why it is asked, and no group that was studied."""


def _not_used(claim: Claim) -> list[str]:
    found = []
    if claim.details:
        listed = ", ".join(f"{words} ({kind})" for kind, words in claim.details)
        count = [
            words for words, is_said in (
                ("of any dose and form", any(kind != _PERSON for kind, _ in claim.details)),
                ("in any grown people", any(kind == _PERSON for kind, _ in claim.details)),
            ) if is_said
        ]  # fmt: skip
        found.append(
            f"Read, and not used in judging: {listed}. Studies {' and '.join(count)} count."
        )
    if claim.ignored:
        found.append(f"Not used: {', '.join(claim.ignored)}.")
    return found


def _offered(claim: Claim) -> list[str]:
    lines = []
    for kind, text in _OFFERS.items():
        questions = [offer.question for offer in claim.offers if offer.kind is kind]
        if questions:
            lines.append(text.format(" · ".join(_as_question(q) for q in questions)))
    return lines


def _as_question(text: str) -> str:
    ended = text if text.endswith("?") else f"{text.rstrip('.! ')}?"
    return sentence_case(ended)
