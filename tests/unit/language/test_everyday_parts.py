"""Parts of a question as people say them: forms of a food, ages, groups, settings, asides."""

from __future__ import annotations

import pytest

from sceptic.domain.claim import Relation
from sceptic.language.claims import claim_from_question
from sceptic.language.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
R = Relation

# What a question comes to: relation, intervention, condition, comparison and population.
READ = {
    # a form of a food or a test is a thing of its own
    "is oat bran good for constipation": (R.TREATS, "oat-bran", "constipation", "", ""),
    "pomegranate juice for high blood pressure": (
        R.HELPS, "pomegranate-juice", "high-blood-pressure", "", ""),
    "can a chest x-ray detect tuberculosis": (
        R.DIAGNOSES, "chest-x-ray", "tuberculosis", "", ""),
    # a bare age, a time of life
    "statins or diet for high cholesterol at 70": (
        R.BETTER_THAN, "statins", "high-cholesterol", "diet", "older-people"),
    "does calcium improve bone density after menopause": (
        R.HELPS, "calcium", "osteoporosis", "", "postmenopausal-women"),
    # a group called by its illness
    "is honey safe for diabetics": (R.IS_SAFE, "honey", "diabetes", "", ""),
    "is it safe for diabetics to take glucosamine": (R.IS_SAFE, "glucosamine", "diabetes", "", ""),
    # a state beside a bare name, and safety asked in an aside
    "retinol while pregnant": (R.IS_SAFE, "retinol", "adverse-events", "", "pregnant-women"),
    "Ibuprofen for a 2 year old, is it safe?": (
        R.IS_SAFE, "ibuprofen", "adverse-events", "", "children"),
    # doing without, and needing another thing
    "antibiotics for sinusitis or will it clear up on its own": (
        R.BETTER_THAN, "antibiotics", "sinusitis", "no-treatment", ""),
    "does alendronate help osteoporosis or do i need hrt": (
        R.BETTER_THAN, "alendronate", "osteoporosis", "hormone-replacement-therapy", ""),
    # everyday verbs
    "can fasting put type 2 diabetes into remission": (
        R.TREATS, "intermittent-fasting", "type-2-diabetes", "", ""),
    "does zinc stop you getting colds": (R.PREVENTS, "zinc", "common-cold", "", ""),
    "could the flu jab give my 80 year old nan the flu": (
        R.CAUSES, "influenza-vaccine", "influenza", "", "older-people"),
    "is fish oil linked to stroke risk": (R.CAUSES, "omega-3-fatty-acids", "stroke", "", ""),
    # settings, and the medicine that brings a problem
    "mould in flat asthma": (R.CAUSES, "mould", "asthma", "", ""),
    "coenzyme q10 for statin muscle pain": (
        R.HELPS, "coenzyme-q10", "text:statin muscle pain", "", ""),
    # spelling
    "does yoga help nee arthritis": (R.HELPS, "yoga", "knee-osteoarthritis", "", ""),
    "honey for a soar throat": (R.HELPS, "honey", "sore-throat", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("question", READ)
def test_each_part_is_read(question: str) -> None:
    claim = claim_from_question(question, VOCABULARY)
    pico = claim.pico
    comparison = pico.comparison.id if pico.comparison else ""
    population = pico.population.id if pico.population else ""
    read = (claim.relation, pico.intervention.id, pico.condition.id, comparison, population)
    assert read == READ[question]
