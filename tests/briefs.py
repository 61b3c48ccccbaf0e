"""Questions of many kinds whose briefs the tests of voices and exports look at, and hard cases."""

from __future__ import annotations

import dataclasses
from functools import cache

import sceptic
from sceptic.domain.brief import Brief
from sceptic.domain.claim import Question
from sceptic.domain.evidence import (
    Answer,
    ArmResult,
    Certainty,
    Design,
    Effect,
    Part,
    Study,
)
from sceptic.domain.record import Citation
from sceptic.render.json import with_id
from tests import samples

QUESTIONS = (
    "Does mesotherapy prevent hair loss?",
    "Does vitamin C prevent colds?",
    "Does cranberry juice prevent urinary tract infections?",
    "Do probiotics prevent diarrhoea?",
    "Does the MMR vaccine cause autism?",
    "Do magnetic bracelets help with arthritis?",
    "Does garlic lower high blood pressure?",
    "Does acupuncture help migraine?",
    "Does homeopathy help with colds?",
    "Does ginkgo prevent dementia?",
    "Does zinc help with colds?",
    "Does glucosamine help knee osteoarthritis?",
    "Does St John's wort treat depression?",
    "Does melatonin help with jet lag?",
    "Does ginger help with nausea?",
    "Does peppermint oil help irritable bowel syndrome?",
    "Does echinacea prevent colds?",
    "Do statins prevent heart attacks?",
    "Does aspirin prevent heart attacks?",
    "Does vitamin D prevent fractures?",
    "Does fish oil prevent heart disease?",
    "Does exercise help depression?",
    "Does yoga help back pain?",
    "Does honey help cough in children?",
    "Does ivermectin treat covid-19?",
    "Does coffee cause cancer?",
    "Does smoking cause lung cancer?",
    "Does red meat cause cancer?",
    "Do mobile phones cause brain tumours?",
    "Does cannabis help chronic pain?",
    "Does CBD help anxiety?",
    "Does intermittent fasting help with weight loss?",
    "Does minoxidil treat hair loss?",
    "Does platelet-rich plasma treat hair loss?",
)


@cache
def brief_on(question: str) -> Brief:
    """The brief of the starter facts, asked once for all tests."""
    return sceptic.ask(question)


def with_arms(intervention: ArmResult, comparator: ArmResult) -> Brief:
    """A brief with one counted trial whose two arms were read."""
    trial = samples.study(4, design=Design.RANDOMISED_TRIAL)
    finding = dataclasses.replace(trial.findings[0], arms=(intervention, comparator), effect=None)
    return _of_one(dataclasses.replace(trial, findings=(finding,)))


def with_effect(effect: Effect, *arms: ArmResult) -> Brief:
    """A brief with one counted trial that prints this effect."""
    trial = samples.study(4, design=Design.RANDOMISED_TRIAL)
    finding = dataclasses.replace(trial.findings[0], arms=arms, effect=effect)
    return _of_one(dataclasses.replace(trial, findings=(finding,)))


def hostile_brief() -> Brief:
    """Names and titles that break what does not escape them: markup, quotes, RTL, 400 authors."""
    citation = Citation(
        ("أحمد م", "O'Brien & Sons", 'Quote"r X', "=cmd|calc", *(f"Many{n} A" for n in range(396))),
        "<script>alert('x & y')</script>, \"quoted\"; {braces} 100 % \\ $ ~ _ שלום",
        "J <Made> & Up",
        2020,
        "1",
        "2",
        "3-4",
    )
    trial = samples.study(
        4, design=Design.RANDOMISED_TRIAL, citation=citation, doi="10.1/a<b>&c;d,e(f)"
    )
    brief = _of_one(trial)
    question = Question('Do <b>moonlight</b> & "baths" prevent baldness? שלום')
    return with_id(
        dataclasses.replace(brief, claim=dataclasses.replace(brief.claim, question=question))
    )


def _of_one(trial: Study) -> Brief:
    part = Part(
        "moonlight baths for baldness",
        "moonlight baths",
        "baldness",
        Answer.SUPPORTED,
        Certainty.LOW,
        records=(trial.record_id,),
        studies=1,
        participants=trial.participants or 0,
    )
    shown = (samples.evidence(trial, part=part.label),)
    brief = samples.brief_of(shown, answer=Answer.SUPPORTED, certainty=Certainty.LOW, parts=(part,))
    return with_id(brief)
