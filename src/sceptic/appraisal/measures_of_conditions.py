"""What tells how a condition does: the measures that stand for it in trials.

After the outcomes of Cochrane's reviews of each field and COMET's core sets, in the words of
abstracts. A condition has its own measures and those of its wider and narrower ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sceptic.appraisal.matching import Family

_MEASURES: tuple[tuple[str, str], ...] = (
    ("high-blood-pressure",
     r"blood pressure|\bs?d?bp\b|systolic|diastolic|hypotensive|normotens\w+|mm ?hg"
     r"|antihypertensive"),
    ("diabetes high-blood-sugar type-1-diabetes type-2-diabetes gestational-diabetes",
     r"gly[ck]a?emi\w*|glucose|hba ?\(?1c?\)?|h(?:a)?emoglobin a1c|glycated|glycosylated"
     r"|insulin (?:requirements?|doses?|sensitivity|resistance|secretion)|hypoglyc\w+|sugar"),
    ("high-cholesterol high-triglycerides familial-hypercholesterolaemia",
     r"cholesterol|\bldl\b|\bhdl\b|lipids?|triglycerides?|lipoproteins?"),
    ("obesity weight-gain", r"weight|body mass|\bbmi\b|waist|adipos\w+|body fat|fat mass"),
    ("asthma copd cystic-fibrosis lung-diseases bronchiolitis",
     r"\bfev|\bfvc\b|peak (?:expiratory )?flow|\bpefr?\b|lung function|pulmonary function|airway"
     r"|bronchoconstrict\w+|bronchodilat\w+|wheez\w+|dyspn\w+|breathless\w+|rescue|walking"
     r"|walk (?:test|distance)|exercise (?:capacity|tolerance|performance)|sputum"),
    ("osteoporosis", r"\bbone|\bbmd\b|fractur\w+|\bmineral density"),
    ("fractures", r"union|heal\w*|mobili[st]\w+"),
    ("heart-failure",
     r"ejection|exercise (?:capacity|tolerance|duration|time|performance)|\bnyha\b|functional "
     r"class|remodel\w*|ventricular (?:function|dilat\w+|volumes?|size)|lvef|oxygen "
     r"(?:uptake|consumption)|walk\w*|cardiac function|h(?:a)?emodynamic\w*"),
    ("angina coronary-heart-disease heart-disease",
     r"isch(?:a)?emi\w*|exercise (?:duration|tolerance|time|capacity)|anginal?|nitroglycerin"
     r"|nitrate (?:use|consumption)|\bst[- ]segment|st depression|stenos[ei]s|restenosis"
     r"|revasculari[sz]\w+|infarct\w*|cardiac events?|coronary events?"),
    ("heart-attack",
     r"infarct\w*|reperfusion|patency|reinfarct\w*|ejection|remodel\w*|ventricular "
     r"(?:function|volumes?|dilat\w+)|cardiac events?|coronary events?|\btimi\b"),
    ("kidney-disease diabetic-kidney-problems",
     r"albumin\w*|protein\s?uria|proteinuri\w+|\bgfr\b|glomerular filtration|creatinine|renal "
     r"(?:function|survival|failure|outcomes?|disease)|kidney function|dialysis|uremi\w*"),
    ("anaemia iron-deficiency-anaemia", r"h(?:a)?emoglobin|ferritin|transfusion\w*|"
                                        r"h(?:a)?ematocrit"),
    ("depression", r"depress\w+|mood|hamilton|ham-?d|hdrs|madrs|\bbdi\b|beck"),
    ("anxiety", r"anxi\w+|panic|worry|fear"),
    ("stress", r"stress\w*|cortisol|burnout"),
    ("schizophrenia psychosis",
     r"psychotic|psychos[ei]s|\bpanss\b|\bbprs\b|positive symptoms|negative symptoms|hostil\w+"
     r"|agitat\w+|psychopathology|rehospitali[sz]\w+|cgi"),
    ("bipolar-disorder", r"mani[ac]\w*|mood|depress\w+|agitat\w+|ymrs|episodes?"),
    ("dementia alzheimers-disease",
     r"cogniti\w+|memory|adas|mmse|behaviou?r\w*|daily living|global|cibic|npi"),
    ("adhd", r"hyperactiv\w+|inattent\w+|attention|impulsiv\w+|adhd"),
    ("autism", r"irritab\w+|behaviou?r\w*|aggress\w+|social|repetitive|tantrums?|self-injur\w+"),
    ("epilepsy", r"seizures?|convulsi\w+|spasms?|retention (?:time|rate)"),
    ("parkinsons-disease", r"motor|updrs|dyskines\w+|\"?off\"?[- ]time|wearing|gait|tremor"),
    ("migraine", r"headaches?|migraines?|pain[- ]free|attacks?"),
    ("overactive-bladder urinary-incontinence",
     r"micturit\w+|urgency|\burge\b|incontinen\w+|voids?|voided|continen\w+|leak\w*|bladder"),
    ("stomach-ulcer", r"heal\w*|re-?bleed\w*|ulcers?|bleeding"),
    ("acid-reflux", r"heal\w*|heartburn|(?:o)?esophag\w+|reflux|regurgitat\w+|acid"),
    ("helicobacter-infection", r"eradicat\w+|cure"),
    ("insomnia", r"sleep\w*|insomnia|awak\w+|wake|rem\b"),
    ("sleep-apnoea", r"apn(?:o)?ea\w*|\bahi\b|sleepiness|desaturat\w+|oxygen saturation"),
    ("arthritis rheumatoid-arthritis osteoarthritis knee-osteoarthritis",
     r"joints?|stiff\w*|swollen|\bacr\b|\bdas|radiograph\w*|radiologic\w*|erosions?|womac"
     r"|walking|mobility|physical function\w*|strength"),
    ("cancer leukaemia lymphoma",
     r"surviv\w+|tumou?r|respon\w+|progress\w+|recurren\w+|metasta\w+|regress\w+|downstag\w+"),
    ("infection pneumonia urinary-tract-infection malaria tuberculosis influenza common-cold "
     "covid-19 hepatitis-b hepatitis-c hiv-infection",
     r"eradicat\w+|clearance|cleared|fever|viral load|viral|vir(?:a)?emia|cultures?|bacteriolog\w+"
     r"|parasit\w+|cd4|virolog\w+|seroconver\w+|antibod\w+|immunogenic\w*"),
    ("hot-flushes menopausal-symptoms", r"vasomotor|flush\w*|flash\w*|menopaus\w+ symptoms"),
    ("smoking", r"abstin\w+|quit\w*|cessation|craving|withdrawal"),
    ("alcohol-problems opioid-addiction addiction cocaine-addiction",
     r"abstin\w+|drink\w*|relaps\w+|craving|withdrawal|retention|detoxif\w+|urine|use\b"),
    ("stroke stroke-recovery",
     r"recover\w+|disab\w+|motor|barthel|rankin|gait|walk\w*|strokes?|neurologic\w*|independen\w+"),
    ("atrial-fibrillation",
     r"sinus rhythm|cardioversion|converted|conversion|arrhythmi\w*|ventricular rate|rate control"),
    ("muscle-spasticity cerebral-palsy multiple-sclerosis",
     r"bimanual|hand|extremity|goals?|activit\w+|performance|spastic\w*|muscle tone|ashworth|"
     r"gait|walk\w*|range of motion|motor|movement|disability"
     r"|edss|lesions?|relaps\w+"),
    ("glaucoma", r"intraocular|\biop\b|visual field"),
    ("diabetic-eye-problems", r"visual|vision|macular|(?:o)?edema|retin\w+"),
    ("hay-fever", r"nasal|rhinit\w+|sneez\w+|ocular|eye symptoms"),
    ("hives", r"itch\w*|wheals?|prurit\w+|urticaria\w*"),
    ("psoriasis acne eczema", r"pasi|lesions?|clear\w*|itch\w*|skin|scorad"),
    ("gum-disease periodontitis", r"plaque|gingiv\w+|bleeding|periodont\w+|probing|attachment"),
    ("tooth-decay", r"caries|cavit\w+|reminerali[sz]\w+|deminerali[sz]\w+|dmf\w*"),
    ("enlarged-prostate", r"urinary|flow|ipss|prostat\w+"),
    ("nausea-and-vomiting", r"vomit\w*|nausea\w*|emesis|emetic|antiemetic|ponv"),
    ("constipation irritable-bowel-syndrome diarrhoea", r"stools?|bowel|diarrh\w+|bloat\w+"),
    ("crohns-disease ulcerative-colitis", r"remission|mucosal|endoscop\w+|cdai|relaps\w+|"
                                          r"recurren\w+"),
    ("gout", r"urate|uric acid|attacks?|flares?"),
    ("erectile-dysfunction", r"erect\w+|intercourse|iief"),
    ("infertility", r"pregnan\w+|live births?|ovulat\w+|conception|conceive\w*"),
    ("growing-taller", r"height|growth|stature|auxolog\w+"),
    ("labour induction-of-labour", r"deliver\w+|cervi\w+|bishop"),
    ("older-people ageing",
     r"strength|balance|mobility|walk\w*|gait|falls?|flexib\w+|physical|blood pressure|cogni\w+"),
    ("preterm-infants", r"surviv\w+|ventilat\w+|dysplasia|h(?:a)?emorrhage|oxygen"),
    ("peripheral-arterial-disease intermittent-claudication", r"walk\w*|claudication|ankle"),
    ("cirrhosis", r"bleed\w*|varice\w+|portal|ascites"),
    ("bleeding heavy-periods", r"blood loss|bleed\w*|transfus\w+|h(?:a)?emo(?:globin|stasis|"
                               r"stati)"),
    ("pain", r"pain\w*|analges\w+|vas\b"),
)  # fmt: skip


@lru_cache(maxsize=1)
def _by_condition() -> dict[str, str]:
    return {one: words for ids, words in _MEASURES for one in ids.split()}


@lru_cache(maxsize=256)
def _pattern_of(ids: frozenset[str]) -> re.Pattern[str] | None:
    table = _by_condition()
    words = [table[one] for one in sorted(ids) if one in table]
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE) if words else None


def measures_pattern(condition: Family) -> re.Pattern[str] | None:
    """Finds the measures of a condition in a text; ``None`` where the table has none for it."""
    variants = {one for pair in condition.variants for one in pair}
    return _pattern_of(frozenset({condition.concept.id, *condition.ancestors, *variants}))
