"""Words by which authors say what they found: families of cues, counted sentence by sentence.

Null cues are kept apart from hedges and from calls for research, and are looked for before
anything else: one negation pattern alone answers four of five yes/no conclusions.
Single words are looked up in a table of families that fills itself (each distinct word is matched
once in a process); phrases are searched only in sentences that hold one of their trigger words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sceptic.language.patterns import later

_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+(?:[.,·]\d+)*%?|[<>=±]")


@lru_cache(maxsize=8_192)
def words_of(sentence: str) -> tuple[str, ...]:
    """Lower-case words; every number becomes ``#`` (or ``#%``), so that figures generalise."""
    return tuple(
        [
            ("#%" if w[-1] == "%" else "#") if w[0] in _DIGITS else w
            for w in _WORD.findall(sentence.lower())
        ]
    )


_DIGITS = frozenset("0123456789")


class Signals(NamedTuple):
    """How often each family of cues occurs in a sentence."""

    null: int = 0
    """The authors found no effect, no difference, no association."""
    insufficient: int = 0
    """The authors cannot tell."""
    better: int = 0
    """The patient is better off."""
    worse: int = 0
    """The patient is worse off."""
    effect: int = 0
    """An effect or association is stated, whatever its value."""
    mixed: int = 0
    """Turns of thought: however, only, except."""
    hedge: int = 0
    """May, might, appears."""
    research: int = 0
    """Calls for research."""
    negation: int = 0
    """Any plain negation."""
    doubt: int = 0
    """Negation in a wider sense: poor, little, rather than."""
    same: int = 0
    """Similar, comparable, unchanged."""


# ---------------------------------------------------------------- single words

NEGATION, DOUBT, SAME, EFFECT, BETTER, WORSE, TURN, HEDGE, UNSURE, UP, DOWN, BAD, GOOD, RESEARCH = (
    1 << i for i in range(14)
)
_FAMILIES: tuple[tuple[int, str], ...] = (
    (NEGATION, r"no|not|cannot|neither|nor|never|none|fail\w*|unlikely|lack\w*|ineffective|"
               r"unnecessary|n't"),
    (DOUBT, r"without|insufficient|inadequate|poor\w*|little|absence|rather|low|limited|minimal"),
    (SAME, r"similar\w*|comparable|comparably|equivalent|equivalence|equal\w*|same|unchanged|"
           r"unaffected|undisturbed|preserved|independent\w*|regardless|noninferior\w*"),
    (EFFECT, r"improv\w+|reduc\w+|decreas\w+|increas\w+|lower\w*|higher|greater|fewer|superior|"
             r"better|effective\w*|efficac\w+|benefi\w+|prevent\w*|protect\w*|associat\w+|"
             r"correlat\w+|predict\w*|enhanc\w+|favou?r\w*|significant\w*|useful|safe\w*|reliab\w+|"
             r"feasib\w+|valid\w*|success\w*|promot\w+|alleviat\w+|reliev\w+|facilitat\w+|"
             r"support\w*|affect\w*|influenc\w+|impact\w*|important|valuable|recommended|differ\w*|"
             r"relat\w+|helpful?|accura\w+|worse\w*|impair\w*|contribut\w+|caus\w+|induc\w+"),
    (BETTER, r"improv\w+|effective\w*|efficac\w+|benefi\w+|superior\w*|better|prevent\w*|"
             r"protect\w*|alleviat\w+|reliev\w+|ameliorat\w+|enhanc\w+|success\w*|favou?rabl\w+|"
             r"helpful|helps?|recommended|well-tolerated|safe\w*|cur(?:e|es|ed)|promising|useful|"
             r"outperform\w*|advantag\w+|resolv\w+|optimal|prefer\w+|feasible"),
    (WORSE, r"harm(?:s|ed|ful)?|worse\w*|inferior|detriment\w+|deleterious|hazard(?:ous|s)|unsafe|"
            r"toxic|dangerous|avoid\w*|disadvantag\w+|adversely|aggravat\w+|exacerbat(?:ed?|es|"
            r"ing)|"
            r"deteriorat\w+|impair(?:s|ed|ing|ment)?|contraindicated|poorer|life-threatening|fatal|"
            r"counterproductive"),
    (TURN, r"however|although|but|though|whereas|while|only|except|despite|nevertheless|some|"
           r"partially|partly|moderate(?:ly)?|depend(?:s|ing)|selected|certain|subgroups?|limited|"
           r"yet|modest|slight(?:ly)?|trend|tend(?:s|ed|ency)?"),
    (HEDGE, r"may|might|could|can|appears?|seems?|suggests?|potential(?:ly)?|possibl[ey]|likely|"
            r"probabl[ey]|promising|perhaps|preliminary|likelihood|presum\w+"),
    (UNSURE, r"insufficient|inadequate|inconclusive|uncertain(?:ty)?|unclear|unknown|unproven|"
             r"conflicting|inconsistent|contradictory|controversial|mixed|caution|questionable|"
             r"sparse|equivocal|undetermined"),
    (UP, r"increas\w+|higher|greater|rais(?:ed?|es|ing)|elevat\w+|prolong\w*|more|longer|"
         r"rise[sn]?|rose|larger|"
         r"doubl\w+|accelerat\w+|gain\w*|excess|promot\w+|stimulat\w+|caus(?:ed?|es|ing)|"
         r"induc(?:ed?|es|ing)"),
    (DOWN, r"reduc\w+|decreas\w+|lower\w*|less|fewer|short(?:er|ened|ens)|declin\w+|diminish\w*|"
           r"attenuat\w+|"
           r"suppress\w*|minimi[sz]\w+|smaller|drop(?:s|ped)?|fell|cuts?|delay\w*|inhibit\w*"),
    (BAD, r"mortality|deaths?|pain|risks?|incidence|symptoms?|recurrences?|relapses?|"
          r"complications?|"
          r"infections?|bleeding|ha?emorrhage|hospitali[sz]ations?|admissions?|severity|anxiety|"
          r"depress\w+|fatigue|nausea|vomiting|stress|hypertension|cholesterol|ldl\S*|"
          r"triglycerides?|weight|bmi|obesity|fat|hba1c|glucose|disability|burden|costs?|"
          r"inflammation|inflammatory|crp|fractures?|falls|cancers?|tumou?rs?|metastas\w+|strokes?|"
          r"infarction|failures?|toxicity|adverse|side-effects?|events?|exacerbations?|attacks?|"
          r"seizures?|wheez\w+|cough|fever|diarrh\w+|constipation|insomnia|sleepiness|headaches?|"
          r"migraines?|swelling|o?edema|disease|illness|injur\w+|ulcers?|wounds?|caries|plaque|"
          r"gingivitis|lesions?|scarring|wrinkles|itch\w*|pruritus|loss|decline|impairment|"
          r"dementia|"
          r"delirium|progression|rejection|withdrawals?|dropouts?|transmission|incontinence|"
          r"flushes|flashes|cravings?|smoking|requirements?|duration|birth|asthma|diabetes|"
          r"prevalence|odds|frequency|colds?|malaria|pneumonia|sepsis|thrombo\w+|morbidity|"
          r"malformations?|defects?|miscarriages?|nightmares|stiffness|spasms?|cramps?|tinnitus|"
          r"vertigo|dryness|pressure|stay|alopecia|baldness|shedding"),
    (GOOD, r"survival|remission|life|function\w*|responses?|responders|hair|regrowth|adherence|"
           r"healing|hdl\S*|performance|memory|cognit\w+|satisfaction|success|strength|mobility|"
           r"recovery|quality|sleep|clearance|resolution|mood|well-?being|density|growth|uptake|"
           r"capacity|immunity|protection|relief|endurance|sensitivity|abstinence|cessation|"
           r"knowledge|fertility|bioavailability|vaccination|coverage|activity|fitness|ability|"
           r"hydration|elasticity|thickness|acuity|efficacy|tolerance|seroprotection|antibod\w+"),
    (RESEARCH, r"needed|warranted|required|future|further"),
)  # fmt: skip
_COMPILED = tuple((bit, later(pattern)) for bit, pattern in _FAMILIES)
_IN_ANY = later("|".join(pattern for _, pattern in _FAMILIES))


@lru_cache(maxsize=100_000)
def families_of(word: str) -> int:
    """Bit set of the families a lower-case word belongs to."""
    bits = 0
    if not _IN_ANY.fullmatch(word):
        return bits
    for bit, pattern in _COMPILED:
        if pattern.fullmatch(word):
            bits |= bit
    return bits


# ---------------------------------------------------------------- phrases

_ADVERB = (
    r"(?:(?:statistically|clinically|significantly|substantially|further|also|yet|necessarily|"
    r"appear to|seem to|differentially|independently|be|been|significant|a|an|any|the|this|"
    r"more|as|consistently|directly|adequately|greatly|appreciably|markedly|have|has|of) ){0,4}"
)
NULL = later(
    r"\bno(?:t)? (?:an? )?(?:statistically |clinically |clear |consistent |convincing |additional |"
    r"overall |major |important |added |meaningful |apparent |obvious |independent |beneficial |"
    r"detectable |measurable |clinical |relevant |therapeutic |substantial |strong |direct |"
    r"causal |"
    r"such |real |particular |long-term |protective |short-term |significant |relevant |or |and )*"
    r"(?:differen\w+|effect\w*|benefit\w*|evidence|association\w*|advantage\w*|improve\w*|"
    r"relationship\w*|correlat\w*|influence\w*|impact\w*|chang\w+|increas\w+|reduc\w+|superior\w*|"
    r"link|gain|role|signific\w+|support\w*|effic\w+|need|reason|value|trend|predict\w*|risk|"
    r"associated|related|affect\w*|alter\w*|prevent\w*|better|worse|useful|helpful|necessary|"
    r"recommend\w*|justif\w+|sufficient|reliable|appropriate|confer\w*|provide\w*|result in|lead|"
    r"appear|seem|contribut\w+|adverse\w*|more|enhanc\w+|decreas\w+|differ|have|suggest\w*|lower|"
    r"higher)"
    r"|\b(?:did|does|do|was|were|is|are|has|have|had|could|can|would|may|should|might) not "
    + _ADVERB
    + r"(?:improv\w+|reduc\w+|prevent\w*|affect\w*|increas\w+|decreas\w+|differ\w*|effective|"
    r"superior|beneficial|associated|related|influenc\w+|chang\w+|alter\w*|support\w*|benefit\w*|"
    r"correlat\w+|predict\w*|help\w*|confer\w*|provid\w+|result\w*|lead|justif\w+|recommended|"
    r"necessary|useful|enhanc\w+|better|worse|demonstrat\w+|show\w*|confirm\w*|find|found|impact|"
    r"observ\w+|significant\w*|lower\w*|higher|warranted|detect\w*|impair\w*|compromis\w+|"
    r"offer\w*|add|appear|seem|reach\w*|achiev\w+|yield\w*|sufficient|reliabl\w+|used|play|"
    r"contribut\w+|cause\w*|produc\w+|need\w*|require\w*|greater|more|modif\w+|vary|routine\w*)"
    r"|\bnon-?\s?significant\w*|\bnot statistically\b|\bno longer\b"
    r"|\bineffective\b|\bwithout (?:any )?(?:significant (?!adverse|side|complic|toxic|"
    r"increas|harm|safety|weight|risk)|affecting |improv\w+ |benefit)"
    r"|\b(?:failed|fails|failure) to\b|\black(?:s|ed|ing)? (?:of )?(?:an? )?(?:\w+ )?(?:effect|"
    r"efficacy|benefit|"
    r"association|difference|evidence|correlation)"
    r"|\bneither\b|\bunlikely\b|\bnone of\b|\bcannot be (?:recommended|justified|supported)"
    r"|\bunaffected\b|\bunchanged\b|\bindependent(?:ly)? of\b|\bunrelated\b|\bnot inferior\b"
    r"|\bnon-?inferior\w*|\bequivalen\w+|\bargues? against\b|\bunnecessary\b"
    r"|\b(?:little|minimal|negligible|limited) (?:or no )?(?:\w+ )?(?:effect|benefit|difference|"
    r"impact|"
    r"influence|value|role|evidence|association|change|use|predictive)"
    r"|\bas (?:effective|good|safe|well|efficacious|accurate) as\b|\bequally\b"
    r"|\b(?:is|are|was|were|has|had|have|be|with|showed?|produced?|yields?|provides?|and|at least) "
    r"(?:very |a |an |quite |largely |broadly |essentially |clinically |statistically )?"
    r"(?:similar|comparable|the same)\b|\bsimilar(?:ly)? (?:in|between|to|effective|for|across)\b"
    r"|\bregardless of\b|\bcontrary to\b|\bno\b(?=[^.]{0,25}\b(?:found|observed|seen|detected|"
    r"shown)\b)"
)
_UNSURE_PHRASE = later(
    r"\b(?:not (?:yet )?(?:clear|known|possible|enough|conclusive|certain|established)|too few|"
    r"not enough|remains? to be|no (?:firm |definite |definitive |reliable |clear |strong )?"
    r"conclusions?|cannot (?:be )?(?:draw\w*|determin\w+|conclud\w+|exclud\w+|establish\w*|"
    r"answer\w*|confirm\w*|recommend)|(?:lack|paucity|absence|scarcity) of (?:[\w-]+ ){0,4}"
    r"(?:evidence|data|trials|studies)|(?:very )?low[- ](?:quality|certainty)|limited "
    r"(?:evidence|data|by)|weak evidence|no (?:eligible |randomi[sz]ed |relevant |included )*"
    r"(?:trials|studies) (?:were |was )?(?:found|met|identified|included|that)|difficult to|"
    r"poor quality|not sufficient|or refute|impossible to|be tentative|(?:little|scant) (?:\w+ "
    r")?evidence|remains? (?:unclear|uncertain|unknown))\b"
)
_RESEARCH_PHRASE = later(
    r"\b(?:(?:further|future|more|larger|additional|long(?:er)?-term|well-designed|prospective|"
    r"randomi[sz]ed)(?:,? [\w-]+){0,5} (?:studies|research|trials?|investigations?|evaluation|"
    r"study|"
    r"work|data|evidence)|should be (?:investigated|studied|explored|examined|confirmed|evaluated|"
    r"tested|addressed))\b"
)
_WORSE_PHRASE = later(
    r"\bnot (?:be )?recommended|risk factors?|serious adverse|should not be used|increased "
    r"mortality"
)


@lru_cache(maxsize=4_096)
def sentence_signals(sentence: str) -> Signals:
    """Cue counts of one sentence. What stands in a null phrase is not counted as an effect."""
    words = words_of(sentence)
    bits = list(map(families_of, words))
    every = told = list(filter(None, bits))
    union = 0
    for b in every:
        union |= b
    lower = sentence.lower()
    nulls = 0
    if union & (NEGATION | DOUBT | SAME):
        spans = [m.span() for m in NULL.finditer(lower)]
        nulls = len(spans)
        if spans:
            words = words_of(_without(lower, spans))
            bits = list(map(families_of, words))
            told = list(filter(None, bits))
    better, worse = value_pairs(words, bits)
    if "risk factor" in lower or "should not" in lower or "not recommended" in lower:
        worse += len(_WORSE_PHRASE.findall(lower))
    return Signals(
        null=nulls,
        insufficient=_count(told, UNSURE) + _unsure_phrases(lower, union),
        better=better + _count(told, BETTER),
        worse=worse + _count(told, WORSE),
        effect=_count(told, EFFECT),
        mixed=_count(told, TURN),
        hedge=_count(told, HEDGE),
        research=_count(told, RESEARCH) + _research_phrases(lower),
        negation=_count(every, NEGATION),
        doubt=_count(every, DOUBT | NEGATION),
        same=_count(every, SAME),
    )


def _count(bits: Sequence[int], family: int) -> int:
    return len([1 for b in bits if b & family])


def _unsure_phrases(lower: str, union: int) -> int:
    if union & (NEGATION | DOUBT | UNSURE) or "remain" in lower or "difficult" in lower:
        return len(_UNSURE_PHRASE.findall(lower))
    return 0


def _research_phrases(lower: str) -> int:
    if "stud" in lower or "research" in lower or "should be" in lower or "trial" in lower:
        return len(_RESEARCH_PHRASE.findall(lower))
    return 0


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return " ".join([*pieces, text[at:]])


_AHEAD, _BEHIND = 7, 5
_GOOD_LOSSES = frozenset({"weight", "fat"})


def value_pairs(words: Sequence[str], bits: Sequence[int]) -> tuple[int, int]:
    """How often something good rises or bad falls, and the other way round.

    "Reduced the risk", "mortality was lower" -> (1, 0); "increased mortality" -> (0, 1).
    """
    better = worse = 0
    for i, b in enumerate(bits):
        if not b & (UP | DOWN):
            continue
        value = _valued_near(words, bits, i)
        if value:
            gain = (value > 0) == bool(b & UP)
            better, worse = better + gain, worse + (not gain)
    return better, worse


def _valued_near(words: Sequence[str], bits: Sequence[int], i: int) -> int:
    """+1 if the nearest valued thing after (else before) word ``i`` is good, -1 if bad, else 0."""
    places = [*range(i + 1, min(len(bits), i + _AHEAD)), *range(i - 1, max(-1, i - _BEHIND), -1)]
    for j in places:
        if bits[j] & (BAD | GOOD):
            if words[j] in _GOOD_LOSSES and words[j + 1 : j + 2] in (("loss",), ("reduction",)):
                return 1
            return 1 if bits[j] & GOOD else -1
    return 0
