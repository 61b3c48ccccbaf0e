"""How strongly a sentence claims: not at all, an association, a possible cause, a cause.

The four steps of Yu, Li and Wang (EMNLP 2019), read by rules: which kind of relation a sentence
states, and whether a word of doubt stands by it. Rules were written on two thirds of their
sentences and measured on the last third; no weight is fitted on their labels.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Strength(StrEnum):
    """What a sentence claims of the relation between two things, weakest first."""

    NONE = "none"
    CORRELATIONAL = "correlational"
    CONDITIONAL = "conditional"
    CAUSAL = "causal"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_MOVING = (
    r"improv|reduc|decreas|increas|enhanc|attenuat|diminish|worsen|impair|lower|rais|elevat|"
    r"accelerat|prolong|shorten|alter|chang|declin|deteriorat|limit|impact"
)
_MAKING = (
    r"prevent|alleviat|ameliorat|inhibit|suppress|induc|stimulat|delay|restor|promot|facilitat|"
    r"mitigat|reliev|normali[sz]|modulat|protect|modif|mediat|minimi[sz]|maximi[sz]|optimi[sz]|"
    r"stabili[sz]|slow|trigger|exacerbat|aggravat|revers|compromis|eliminat|strengthen|weaken|"
    r"boost|augment|lessen|hamper|affect|influenc|benefit|caus|enabl|hinder|amplif|"
    r"down-?regulat|up-?regulat"
)
_THING = (
    r"(?:risks?|odds|likelihood|prevalence|incidence|mortality|rates?|levels?|concentrations?|"
    r"body|bmi|frequency|number|values|serum|plasma|expression)"
)
CAUSAL = _any(
    rf"(?:{_MAKING})(?:s|es|ed|d|e|ies|ied)?(?! (?:by|with) (?:age|sex))",
    rf"(?:{_MOVING})(?:s|es|e)(?! in\b| of\b)",
    # A participle is a verb of making only with a thing moved after it, not as an adjective.
    rf"(?<!an )(?<!a )(?<!the )(?<!with )(?<!of )(?<!had )(?<!at )(?<!and )(?<!was )(?<!were )"
    rf"(?<!significantly )(?<!for )(?:{_MOVING})(?:ed|d)"
    rf" (?!risks?\b|in\b|with\b|over\b|among\b|from\b|between\b|more\b|significantly\b|"
    rf"only\b|as\b)",
    rf"(?:significantly|effectively|also|not|successfully|to|markedly|greatly|that|and|which|can|"
    rf"may|might|could|does|did) (?:[a-z]+ly )?(?:{_MOVING})(?:s|es|ed|e|d)?"
    rf"(?! in\b| over\b| with\b| {_THING} (?:are|is|were|was))",
    r"lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in (?!this|these|the present)|"
    r"play(?:s|ed)? an? (?:[\w-]+ ){0,2}role|translate[sd]? into|g[ia]ve rise to|"
    r"confer(?:s|red)? (?:an? )?(?:additional |protect|benefit)|contribut(?:es?|ed|ing)|"
    r"responsible for|due to|help(?:s|ed)?|driven by|protective|achiev(?:es?|ed)|produc(?:es?|ed)",
    r"(?:in)?effective(?:ness|ly)?|efficac\w+|(?:non-?)?inferior\w*|beneficial|successful\w*|"
    r"effects?|influence|impact|benefits?|role of|advantages?|key (?:factors?|elements?)|crucial|"
    r"treatment of choice|(?:are|is|in) (?:critical|central|causal)|therapeutic option|"
    r"acceptable alternative",
)
"""Words by which a sentence says that one thing makes another."""
TOGETHER = _any(
    r"associat\w+|correlat\w+|related (?:to|with)|relationships?|linked|links?|linking",
    r"predict(?:s|ed|or|ors|ive|ing|ability)?|risk factors?|risk indicators?|odds|likelihood",
    r"(?:in|de)creased risks?|(?:higher|lower|greater|elevated|high|low|excess) (?:[\w-]+ ){0,2}"
    r"risks?|risk (?:of|for) [^.]{0,60}(?:increased|was|is|were)|at (?:[\w-]+ )?risk",
    r"(?:more|less) (?:likely|prevalent|common|frequent\w*|often|prone)|independent(?:ly)? of",
    r"determinants?|prognostic|markers?|prone to|attributable|factors? (?:for|of)",
    r"characteri[sz]ed by|vari(?:es|ed) (?:with|by|between|across|signif)|depend(?:s|ed|ent) on",
)
"""Words that say outright that two things go together."""
COMPARED = _any(
    r"(?:higher|lower|greater|larger|smaller|fewer|poorer|worse|better|shorter|longer|more|less|"
    r"older|younger|highest|lowest|worst|elevated|earlier|faster|slower)",
    r"differ(?:s|ed|ences?|ent|ed|entially)?|similar(?:ly)?|comparable|same|compared (?:with|to)|"
    r"no (?:significant )?(?:change|improvement)s?|(?:increases?|decreases?|improvements?|changes?|"
    r"reductions?|declines?) (?:in|of|over)|(?:increased|decreased|improved|changed|declined)",
)
"""Words that set two groups or two times side by side."""
_DOUBT = _any(
    r"may|might|could|appears?|appeared|seems?|seemed|probabl[ey]|possibl[ey]|perhaps",
    r"potential(?:ly)?|presumably|is likely|are likely|likely (?:to )?(?:be|due|of|effects?)",
    r"unlikely|promising|suspected|plausibl[ey]|tends? to|would (?!be\b)|possibility|putative",
)
_PROPOSED = _any(
    r"(?:may|might|could|would|can|appears? to|seems?(?: to)?|potential(?:ly)?|possible) "
    r"(?:also |not |directly |thus |well )*(?:be|have|represent|serve|provide|offer|indicate|"
    r"reflect|explain|account|involve|an?|the|contribute|therapeutic|role|target|treatment|"
    r"moderating|not be|play) [^.]{0,70}?(?:important|treatments?|strateg\w+|therap\w+|"
    r"therapeutic|options?|alternative|beneficial|role|factors?|causes?|due to|mechanisms?|"
    r"explain\w*|responsible|involved|target|sufficient|favou?rable|interventions?|critical|"
    r"healthy|prevention|risk)",
)
"""A possible cause or cure, proposed without a verb of making."""
_NOT_A_FINDING = _any(
    r"(?:further|future|more|additional) (?:[\w-]+,? ){0,5}?(?:research|stud(?:y|ies)|"
    r"investigations?|trials?|work|evaluation|exploration|data|evidence|efforts|attention)",
    r"should|needs? to|needs? for|(?:is|are|be|were|was) (?:[a-z]+ly |still |therefore )?(?:needed|"
    r"warranted|required|necessary|recommended|essential|indicated|advised|encouraged)",
    r"must|recommend\w*|clinicaltrials|registration|registered|funded|trial number|level of "
    r"evidence|limitations?|warrants?|(?:has|have|remains?) (?:not |yet )?(?:to be|been "
    r"determined|unclear|unknown|uncertain|controversial)|is (?:still )?unclear",
    r"to (?:confirm|determine|investigate|examine|clarify|elucidate|explore|assess|evaluate|"
    r"identify) (?:these|this|the|whether|if|how)|whether|aim(?:s|ed)? (?:of|to)|"
    r"the (?:purpose|objective)|it is important|if (?:this|these|confirmed)|first (?:study|report)",
    r"cannot be (?:discounted|inferred|excluded)|not been|implications|underscor\w+|"
    r"importance of|rationale|hypothes\w+|raises?|considered|considering",
)
_OTHERWISE_NONE = _any(
    r"prevalence|method|tool|instrument|questionnaire|measure(?:ment)?s?|screening|assessment|"
    r"detection|accura\w+|reliab\w+|valid\w*|well[- ]tolerated|safe|safety|feasib\w+|model|"
    r"provides?|common|high-risk"
)
"""With these, a mere comparison is no relation: methods, safety, how common something is."""


def strength_of(sentence: str) -> Strength:
    """Strength of the claim that a sentence of a conclusion makes."""
    lower = " ".join(sentence.lower().split())
    if _NOT_A_FINDING.search(lower):
        return Strength.NONE
    cause, together = CAUSAL.search(lower), TOGETHER.search(lower)
    doubted = _DOUBT.search(lower)
    if cause and (together is None or cause.start() < together.start()):
        return Strength.CONDITIONAL if doubted else Strength.CAUSAL
    if together:
        return Strength.CORRELATIONAL
    if _PROPOSED.search(lower):
        return Strength.CONDITIONAL
    if COMPARED.search(lower) and not _OTHERWISE_NONE.search(lower):
        return Strength.CORRELATIONAL
    return Strength.NONE
