"""Two briefs compared: what came, went, changed, moved, and what was asked."""

from __future__ import annotations

import dataclasses
import datetime as dt

from sceptic.domain.brief import Brief, Gap
from sceptic.domain.claim import Relation
from sceptic.domain.difference import BriefDiff, Fate, Moved
from sceptic.domain.evidence import (
    Answer,
    AppliedRule,
    Certainty,
    Evidence,
    Flag,
    Part,
    Verdict,
)
from sceptic.domain.record import RetractionState
from sceptic.render.json import with_id
from sceptic.synthesis.differences import differences
from tests import samples


def brief(*evidence: Evidence, **changes: object) -> Brief:
    made = samples.brief_of(evidence)
    return with_id(dataclasses.replace(made, **changes))  # type: ignore[arg-type]


ONE, TWO = (samples.evidence(samples.study(n)) for n in (1, 2))


def moved(found: tuple[Moved, ...]) -> dict[str, tuple[str, str]]:
    return {m.what: (m.before, m.after) for m in found}


def fates(diff: BriefDiff) -> dict[str, Fate]:
    return {m.record_id: m.fate for m in diff.studies}


def test_a_brief_does_not_differ_from_itself() -> None:
    diff = differences(brief(ONE, TWO), brief(ONE, TWO))
    assert diff.is_empty
    assert diff.is_same_answer
    assert diff.same_studies == 2


def test_the_day_alone_is_no_difference() -> None:
    old = brief(ONE)
    later = dataclasses.replace(old.method, today=old.method.today + dt.timedelta(1))
    diff = differences(old, brief(ONE, method=later))
    assert diff.before.id != diff.after.id
    assert diff.is_empty


def test_studies_come_and_go() -> None:
    diff = differences(brief(ONE), brief(TWO))
    assert fates(diff) == {TWO.study.record_id: Fate.CAME, ONE.study.record_id: Fate.WENT}
    assert diff.same_studies == 0
    assert not diff.is_empty


def test_a_retraction_is_told_with_what_follows_from_it() -> None:
    gone = dataclasses.replace(
        ONE,
        study=dataclasses.replace(
            ONE.study,
            retraction=RetractionState.RETRACTED,
            retraction_reason="Data made up",
            flags=(Flag.RETRACTED,),
        ),
        counted=False,
        weight=0.0,
        why_not="retracted: Data made up",
    )
    (move,) = differences(brief(ONE, TWO), brief(gone, TWO)).studies
    assert move.fate is Fate.CHANGED
    found = moved(move.moved)
    assert found["counts"] == ("yes", "no: retracted: Data made up")
    assert found["standing"][1] == "retracted"
    assert found["notice"] == ("", "Data made up")


def test_a_weight_alone_is_no_change() -> None:
    heavier = dataclasses.replace(ONE, weight=ONE.weight + 1)
    assert ONE.counted
    assert differences(brief(ONE), brief(heavier)).studies == ()


def test_the_verdict_with_the_rules_that_moved_it() -> None:
    rules = (AppliedRule("start", "trials", 0), AppliedRule("imprecision", "few people", -1))
    old = Verdict(Answer.TOO_LITTLE_EVIDENCE, Certainty.VERY_LOW, (), rules)
    new = Verdict(Answer.SUPPORTED, Certainty.LOW, (), rules[:1])
    diff = differences(brief(ONE, verdict=old), brief(ONE, verdict=new))
    assert moved(diff.verdict)["answer"] == ("too little evidence", "supported")
    assert moved(diff.verdict)["certainty"] == ("very low", "low")
    assert (diff.rules_gone, diff.rules_new) == (rules[1:], ())


def test_the_studies_behind_a_rule_are_no_difference_of_the_rule() -> None:
    old, new = (
        Verdict(Answer.SUPPORTED, Certainty.LOW, (), (AppliedRule("start", "trials", 0, ids),))
        for ids in (("a",), ("a", "b"))
    )
    assert differences(brief(ONE, verdict=old), brief(ONE, verdict=new)).is_same_answer


def test_parts_are_matched_by_what_they_are_about() -> None:
    def verdict(*parts: Part) -> Verdict:
        return Verdict(Answer.DEPENDS, Certainty.LOW, parts)

    def part(key: str, answer: Answer = Answer.SUPPORTED) -> Part:
        return Part(f"{key} for y", key, "y", answer, Certainty.LOW, (key,), ("y",))

    old = brief(ONE, verdict=verdict(part("a"), part("b")))
    new = brief(ONE, verdict=verdict(part("b", Answer.CONTRADICTED), part("c")))
    found = {p.label: p.fate for p in differences(old, new).parts}
    assert found == {"b for y": Fate.CHANGED, "c for y": Fate.CAME, "a for y": Fate.WENT}


def test_another_question_is_said_to_be_one() -> None:
    old = brief(ONE)
    other = dataclasses.replace(old.claim, relation=Relation.CAUSES)
    diff = differences(old, brief(ONE, claim=other))
    assert not diff.is_same_claim
    assert "what it does" in moved(diff.asked)
    worded = dataclasses.replace(
        old.claim, question=dataclasses.replace(old.claim.question, text="In other words?")
    )
    same = differences(old, brief(ONE, claim=worded))
    assert same.is_same_claim
    assert set(moved(same.asked)) == {"question"}


def test_another_library_and_its_gaps() -> None:
    old = brief(ONE, gaps=())
    library = dataclasses.replace(old.method.library, name="mine", records=12_345)
    method = dataclasses.replace(old.method, library=library, as_of=dt.date(2020, 1, 1))
    diff = differences(old, brief(ONE, method=method, gaps=(Gap("cut short", "why", "G999"),)))
    assert set(moved(diff.made)) == {"library", "records in the library", "as of"}
    assert moved(diff.gaps) == {"G999": ("", "cut short")}
    assert diff.is_same_answer
    assert not diff.is_empty


def test_turned_about_what_came_is_what_went() -> None:
    there, back = (differences(*pair) for pair in ((brief(ONE), brief(TWO)),
                                                   (brief(TWO), brief(ONE))))  # fmt: skip
    other = {Fate.CAME: Fate.WENT, Fate.WENT: Fate.CAME, Fate.CHANGED: Fate.CHANGED}
    assert fates(there) == {i: other[f] for i, f in fates(back).items()}
