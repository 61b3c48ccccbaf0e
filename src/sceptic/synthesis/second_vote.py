"""The second voter: a reader that knows the question alone, beside rules that know the concepts.

The rules value a study's direction and set it against the claim. The reader sees the question and
the conclusion. It moves no stance: where it leans clearly against what the rules read, the study
carries ``voters_disagree``, its weight is halved, and who read what is shown. Only the weightiest
studies are read, so that an answer stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sceptic.appraisal.classifiers import Classifier, Reading
from sceptic.domain.claim import Claim, Relation
from sceptic.domain.evidence import Evidence, Flag, Stance, Vote
from sceptic.synthesis.weighing import weighed

CLEARLY = 0.5
"""Lean against the rules from which they are doubted (docs/evaluation/readers.md)."""
MOST = 15
"""Studies that are read: all of each of 186 questions asked of 83 000 records, and with the encoder
about a quarter of a second of processor time (docs/adr/0018-the-encoder.md)."""
_SIGN = {Stance.SUPPORTS: 1.0, Stance.CONTRADICTS: -1.0}
_ASKED = {
    Relation.HELPS: "Does {x} help {y}?",
    Relation.TREATS: "Is {x} effective for {y}?",
    Relation.PREVENTS: "Does {x} prevent {y}?",
    Relation.CAUSES: "Does {x} increase the risk of {y}?",
    Relation.IS_SAFE: "Is {x} safe in {y}?",
    Relation.BETTER_THAN: "Is {x} better than {z} for {y}?",
    Relation.DIAGNOSES: "Does {x} detect {y}?",
    Relation.PREDICTS: "Does {x} predict {y}?",
}


def doubted(read: Sequence[Evidence], claim: Claim, reader: Classifier) -> list[Evidence]:
    """The evidence in its order, flagged where the reader contradicts the rules.

    Args:
        read: unweighed; what stands on facts or does not count is left alone.
    """
    out = list(read)
    if claim.relation not in _ASKED:
        return out
    places = _weightiest(out, claim)
    asked = asked_of(claim)
    readings = reader.readings([(asked, _text(out[i])) for i in places])
    for i, reading in zip(places, readings, strict=True):
        study = out[i].study
        if contradicts(reading, out[i].stance):
            flags = tuple(dict.fromkeys((*study.flags, Flag.VOTERS_DISAGREE)))
            votes = votes_of(reading, reader.voters)
            out[i] = replace(out[i], study=replace(study, flags=flags), votes=votes)
    return out


def _weightiest(read: Sequence[Evidence], claim: Claim) -> list[int]:
    """Places of the studies that are read, the weightiest first."""
    places = {e.study.record_id: i for i, e in enumerate(read)}
    order = [places[e.study.record_id] for e in weighed(read, claim) if _is_read(e)]
    return order[:MOST]


def contradicts(reading: Reading, stance: Stance) -> bool:
    """Whether a reading leans clearly against a stance."""
    return reading.lean * _SIGN.get(stance, 0.0) < -CLEARLY


def votes_of(reading: Reading, voters: Sequence[str]) -> tuple[Vote, ...]:
    """What each reader said, as a brief shows it: to two places, the last of which may differ from
    one processor to another."""
    own = reading.votes or (Vote(voters[0], *reading.chances),)
    return tuple(
        Vote(
            vote.reader.split(" (")[0],
            *(round(p, 2) for p in (vote.supports, vote.contradicts, vote.unclear)),
        )
        for vote in own
    )


def asked_of(claim: Claim) -> str:
    """The question as it was asked, or put together from the claim where bare words were given."""
    text = claim.question.text.strip()
    if text.endswith("?") or claim.negated:
        return text
    pico = claim.pico
    against = pico.comparison.name if pico.comparison else "other treatments"
    return _ASKED[claim.relation].format(x=pico.intervention.name, y=pico.condition.name, z=against)


def _is_read(evidence: Evidence) -> bool:
    return (
        evidence.counted
        and evidence.stance in _SIGN
        and evidence.study.fact_source is None
        and bool(_text(evidence))
    )


def _text(evidence: Evidence) -> str:
    study = evidence.study
    said = study.conclusion or ((study.key_result,) if study.key_result else ())
    return " ".join(part.text for part in said if part.field != "fact")
