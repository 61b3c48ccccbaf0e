"""The kinds of treatment that a question may ask for: herbs, supplements, exercises, medicines.

A kind is a set of classes of the vocabulary: a treatment is of the kind when it is one of them or
a descendant. Medicines are told by class, else by the ending of their name or the page that
defines them, since few of them have a class of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sceptic.domain.claim import Concept
from sceptic.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class TreatmentKind:
    """One kind of treatment: its plural name, the words for it, the classes that it holds.

    ``names`` is a regular expression on a treatment's name, for those without a class;
    ``but`` holds classes that never belong.
    """

    id: str
    name: str
    words: str
    classes: tuple[str, ...]
    names: str = ""
    but: tuple[str, ...] = ()
    page: str = ""

    def admits(self, treatment: Concept, vocabulary: Vocabulary) -> bool:
        """Whether a treatment is of this kind."""
        if any(vocabulary.is_a(treatment.id, c) for c in self.but):
            return False
        return (
            any(vocabulary.is_a(treatment.id, c) for c in self.classes)
            or bool(self.names and _compiled(self.names).search(treatment.name))
            or bool(self.page and self.page in treatment.definition_source)
        )


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_HERBS = ("herbal-medicine", "soy-isoflavones", "cranberry-products", "cannabis", "ayurveda",
          "capsaicin", "black-pepper", "onion-juice")  # fmt: skip
_SUPPLEMENTS = ("supplements", "vitamins", "amino-acids", "probiotics", "glucosamine",
                "chondroitin", "melatonin", "fibre", "same", "inositol", "msm", "choline",
                "gaba-supplements", "phosphatidylserine", "hyaluronic-acid-supplements",
                "royal-jelly", "dhea", "betaine", "carnosine", "caffeine")  # fmt: skip
_FOODS = ("diet", "honey", "chicken-soup", "red-meat", "chocolate", "cocoa", "nuts",
          "water-drinking", "carrots", "dietary-nitrate", "eggs", "butter", "margarine",
          "vegetable-oil", "fermented-foods", "bananas", "tomatoes", "oranges", "cherries", "oats",
          "rice", "bread", "fish", "tea", "fruit-juice", "spicy-food", "vinegar", "salt-substitute",
          "fibre", "dairy-products", "soy-isoflavones", "cranberry-products", "garlic", "ginger",
          "onion-juice", "black-pepper", "caffeine", "decaffeinated-coffee",
          "intermittent-fasting")  # fmt: skip
_EXERCISES = ("exercise", "physiotherapy", "breathing-exercises", "eye-exercises",
              "pelvic-floor-exercises", "stretching")  # fmt: skip
_MEDICINES = tuple("""
    5-alpha-reductase-inhibitors ace-inhibitors adhd-medicines allopurinol alpha-blockers antacids
    antibiotics antidepressants antiepileptics antifungals antihistamines antiparasitics
    antiplatelet-drugs antipsychotics antithyroid-drugs antivirals aromatase-inhibitors
    benzodiazepines biologics bisphosphonates blood-pressure-drugs blood-thinners calcitonin
    chemotherapy cholesterol-drugs cholinesterase-inhibitors clot-busting-drugs colchicine
    corticosteroids cough-medicine decongestants diabetes-drugs diuretics febuxostat
    gabapentinoids h2-blockers hormone-replacement-therapy immunosuppressants immunotherapy inhalers
    insulin interferon-beta jak-inhibitors ketamine laxatives leukotriene-antagonists levothyroxine
    lidocaine lithium local-anaesthetic migraine-drugs minoxidil monoclonal-antibodies
    muscle-relaxants naltrexone nasal-antihistamines nasal-steroids nicotine-replacement-therapy
    nsaids opioids paracetamol parkinson-drugs pde5-inhibitors proton-pump-inhibitors
    sleeping-pills spironolactone sulfasalazine tamoxifen testosterone theophylline thyroid-hormone
    tocolytics tranexamic-acid tretinoin varenicline weight-loss-drugs birth-control-pill
    memantine metoclopramide domperidone loperamide digoxin amiodarone adrenaline atropine
    benzoyl-peroxide azelaic-acid hydroquinone imiquimod botulinum-toxin acamprosate disulfiram
    cytisine riluzole betahistine desmopressin mirabegron oxybutynin nitroglycerin isosorbide
    topiramate apremilast ivacaftor erythropoietin misoprostol oxytocin simethicone
""".split())  # fmt: skip
_DRUG_ENDINGS = (
    r"\w{3,}(?:mab|nib|vir|cillin|mycin|floxacin|statin|pril|olol|azole|prazole|sartan|gliptin"
    r"|gliflozin|glutide|setron|triptan|parin|xaban|zepam|dronate|limus|lukast|thiazide|platin"
    r"|taxel|rubicin|stigmine|dopa|vaptan|parib|ciclib|lutamide|prost|imod|terol|caine|tidine"
    r"|fibrate|oxetine|ipramine|triptyline|barbital|dipine|zosin|terone|fenacin|ciclovir)"
)
_NOT_MEDICINES = ("herbal-medicine", "vitamins", "surgery", "psychotherapy", "exercise", "diet",
                  "vaccines", "homeopathy", "amino-acids")  # fmt: skip
_THERAPIES = ("psychotherapy", "mindfulness", "hypnosis", "relaxation-therapy", "music-therapy",
              "art-therapy", "biofeedback", "online-therapy", "psychosocial-support",
              "patient-education", "cognitive-stimulation-therapy", "parent-training",
              "stress-reduction")  # fmt: skip
_PROCEDURES = ("surgery", "laser-treatment", "radiofrequency-ablation", "catheter-ablation",
               "stents", "joint-replacement", "kidney-transplant", "liposuction", "thrombectomy",
               "renal-denervation", "nerve-block", "bariatric-surgery",
               "hair-transplant")  # fmt: skip
_HANDS = ("acupuncture", "massage", "chiropractic", "reflexology", "reiki", "homeopathy", "cupping",
          "aromatherapy", "bach-flower-remedies", "naturopathy", "ayurveda", "prayer", "hypnosis",
          "magnet-therapy", "crystals", "yoga", "tai-chi")  # fmt: skip
_HOME = ("nasal-saline-irrigation", "gargling", "steam-inhalation", "heat-therapy", "cryotherapy",
         "vapour-rub", "duct-tape", "petroleum-jelly", "sleep-hygiene", "water-drinking",
         "relaxation-therapy", "breathing-exercises", "aromatherapy", "compression-stockings",
         "moisturisers", "bed-rest", "naps")  # fmt: skip

# The first kind whose words are found decides: "herbal supplements" are herbs.
KINDS: tuple[TreatmentKind, ...] = (
    TreatmentKind(
        "herbs", "herbs", r"herbs?|herbal\s+(?:\w+)|plants?|medicinal\s+plants?|herbals", _HERBS
    ),
    TreatmentKind(
        "natural",
        "natural remedies",
        r"(?:natural|home|alternative|complementary|traditional|folk|diy)\s+(?:\w+\s+)?(?:treatments?"
        r"|remed(?:y|ies)|cures?|medicines?|therap(?:y|ies)|ways?|products?|solutions?|things?)",
        (*_HERBS, *_SUPPLEMENTS, *_FOODS, *_HANDS, *_HOME, *_EXERCISES),
        but=("opioids", "chemotherapy"),
    ),
    TreatmentKind(
        "vitamins", "vitamins", r"vitamins?(?:\s+and\s+minerals?)?(?:\s+\w*supplements?)?",
        ("vitamins", "calcium", "iron", "magnesium", "zinc", "selenium"),
    ),
    TreatmentKind(
        "supplements", "supplements",
        r"pre[- ]?workouts?|protein\s+powders?|(?:\w+\s+)?supplements?|minerals?|nutrients?"
        r"|probiotics|supplementation",
        (*_SUPPLEMENTS, "herbal-medicine"),
    ),
    TreatmentKind(
        "exercises", "exercises",
        r"exercises?|stretch(?:es|ing)?|workouts?|yoga\s+poses?|sports?|physical\s+activit(?:y|ies)"
        r"|movements?", _EXERCISES,
    ),
    TreatmentKind(
        "foods",
        "foods",
        r"foods?|diets?|drinks?|teas?|fruits?|vegetables?|spices?|meals?|juices?|eat(?:ing|en)?",
        _FOODS,
    ),
    TreatmentKind(
        "vaccines", "vaccines", r"vaccines?|vaccinations?|jabs?|immuni[sz]ations?", ("vaccines",)
    ),
    TreatmentKind(
        "procedures", "operations and procedures",
        r"surger(?:y|ies)|operations?|procedures?|surgical\s+\w+", _PROCEDURES,
    ),
    TreatmentKind(
        "talking therapies", "talking therapies",
        r"(?:talking|psychological|mental|behaviou?ral|non[- ]drug)\s+(?:treatments?"
        r"|therap(?:y|ies)|interventions?)|psychotherap(?:y|ies)|counselling", _THERAPIES,
    ),
    TreatmentKind(
        "medicines", "medicines",
        r"(?:\w+\s+)?(?:medicines?|medications?|meds|drugs?|pills?|tablets?|painkillers?"
        r"|antibiotics?|creams?|ointments?|injections?|prescriptions?|inhalers?)",
        _MEDICINES, names=_DRUG_ENDINGS, but=_NOT_MEDICINES, page="/druginfo/meds/",
    ),
)  # fmt: skip

# Words that limit nothing: any treatment answers.
_ANY = (
    r"treatments?(?:\s+options?)?|remed(?:y|ies)|cures?|solutions?|therap(?:y|ies)|interventions?"
    r"|things?|products?|options?|methods?|approach(?:es)?|strateg(?:y|ies)|relief|measures?"
    r"|lifestyle\s+changes?|changes?|tips?|ways?|stuff|help|management|kinds?\s+of\s+treatments?"
)
KIND_WORDS = ("(?:" + "|".join([*(k.words for k in KINDS), _ANY]) + ")").replace(r"\s+", r"[\s_]+")
"""Words for any kind of treatment; names of several words may be joined by ``_``."""


def kind_named(words: str) -> TreatmentKind | None:
    """Return the kind of treatment that words ask for; None where they leave it open."""
    flat = words.replace("_", " ")
    return next((k for k in KINDS if _compiled(k.words).search(flat)), None)
