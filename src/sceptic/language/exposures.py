"""Things that people meet with and take for no remedy: two bare names ask for their harm."""

from __future__ import annotations

import re

from sceptic.domain.claim import Concept
from sceptic.language.vocabulary import Vocabulary

_EXPOSURES = """
    5g air-pollution air-fryers alcohol aluminium aluminium-in-vaccines asbestos
    artificial-sweeteners binge-drinking bras
    burnt-food cats cold-weather contact-sports damp deodorants
    dogs e-cigarettes energy-drinks fast-food fizzy-drinks fluoridated-water food-colouring
    formaldehyde fracking fried-food gas-cooker glyphosate gm-food hair-dye heading-the-ball
    hot-tea vegetable-oil lead
    living-near-an-airport living-near-a-busy-road loud-music microwave-ovens mobile-phones mould
    mouth-breathing msg night-shifts nitrates-in-meat non-stick-pans parabens passive-smoking
    pesticides pfas plastic-bottles pornography power-lines processed-meat radon red-meat roundup
    saturated-fat screen-time sitting skin-lightening-cream sleep-deprivation smart-meters
    social-media soft-drinks sugar sugary-drinks sunlight talc tanning-beds thimerosal
    tobacco-smoking trans-fats ultra-processed-food video-games wi-fi wind-turbines
    heating-food-in-plastic microplastics bisphenol-a phthalates arsenic cadmium mercury
"""
EXPOSURES = frozenset(_EXPOSURES.split())


def harms(concept: Concept, vocabulary: Vocabulary) -> bool:
    """Whether a thing, or a class it belongs to, is met with rather than used."""
    return concept.id in EXPOSURES or any(
        parent.id in EXPOSURES for parent in vocabulary.ancestors(concept.id)
    )


_REMEDIES = frozenset(
    "supplements herbal-medicine vitamins exercise diet fruit-and-vegetables psychotherapy yoga"
    " breathing-exercises mindfulness homeopathy massage".split()
)


def helps(concept: Concept, vocabulary: Vocabulary) -> bool:
    """Whether a thing is mostly taken for its good: a supplement, a herb, a food, exercise."""
    return concept.id in _REMEDIES or any(
        parent.id in _REMEDIES for parent in vocabulary.ancestors(concept.id)
    )


# What people fear of medicines: two bare names, a medicine and one of these, ask for harm.
_FEARED = """
    addiction fluid-retention non-arteritic-anterior-ischaemic-optic-neuropathy swollen-ankles
    birth-defects bleeding-ulcer breast-enlargement-in-males drowsiness
    guillain-barre-syndrome muscle-pain kidney-damage liver-injury memory-loss
    myocarditis nightmares
    suicidal-thoughts suicide swelling-of-the-legs weight-gain
"""
FEARED = frozenset(_FEARED.split())


def is_medicine(concept: Concept) -> bool:
    """Whether a thing is a medicine of its own name, told by where its definition comes from."""
    return "druginfo" in concept.definition_source or bool(_ENDINGS.search(concept.name))


_ENDINGS = re.compile(
    r"(?:mab|nib|vir|cillin|mycin|oxacin|statins?|pril|olol|azole|prazole|sartan|gliptin|gliflozin"
    r"|tidine|triptan|parin|xaban|zepam|zolam|lukast|thiazide|tide|dipine|pam|ine|one|ide|ate|in"
    r"|em|al|antidepressants|antipsychotics|antihistamines|contraceptives|pill|inhibitors|blockers)$"
)
