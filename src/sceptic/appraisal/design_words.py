"""Words by which titles and abstracts tell their design, strongest first. All in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sceptic.appraisal.numbers import holds_one_of
from sceptic.domain.evidence import Design

# Words, strongest first. Each rule: design, words that must occur (a cheap gate), pattern.
_WERE_RANDOMISED = (
    r"\b(?:were|was|been|patients|participants|subjects|women|men|children|adults|volunteers|"
    r"infants|students|eyes|and|then|we|are)"
    r" (?:also |first |then )?(?:equally |prospectively |double-blindly |subsequently )?"
    r"(?:randomi[sz]ed|randomly (?:assigned|allocated|divided|distributed|given|received|separated|"
    r"placed|split|selected to receive|chosen to receive))"
    r"|\brandom(?:ly)? (?:assign\w*|allocat\w*|divid\w*)|\brandomi[sz]ed (?:to|into)\b"
    r"|\brandomi[sz]ation (?:to|into)\b|\bin (?:a )?random(?:i[sz]ed)? order\b|\bby "
    r"randomi[sz]ation\b|\b(?:using|with) (?:permuted[ -]|stratified |simple |"
    r"restricted |block(?:ed)? |computer[- ]generated ){1,3}randomi[sz]ation\b"
)
# In an abstract "randomised controlled trials" may be other people's: one's own is singular.
_OWN_TRIAL = (
    r"\b(?:this|present|our|a|an|design:?|using a|multicent(?:er|re)|prospective|phase (?:ii|iii|"
    r"2|3|iv)"
    r"[ab]?,?) (?:[\w/-]+,? ){0,5}?(?:(?!non-?|quasi-?)(?:[\w/-]+-)?(?<!non )randomi[sz]ed|"
    r"double[- ]?blind(?:ed)?|"
    r"placebo[- ]controlled|"
    r"triple[- ]blind(?:ed)?)(?:,? [\w()/-]+){0,8}? (?:trial|study|design|comparison|"
    r"experiment)\b(?!s)"
    r"|(?:^|[.:] )(?:[\w/-]+,? ){0,4}(?:(?!non-?|quasi-?)(?:[\w/-]+-)?(?<!non )randomi[sz]ed|"
    r"double[- ]blind)[^.]{0,60}\b(?:trial|study)\b"
    r"|\bdouble[- ]blind(?:ed)?,? (?:randomi|placebo|crossover|cross-over|manner|fashion|"
    r"conditions)"
)
_RANDOMISED_TITLE = (
    _WERE_RANDOMISED
    + r"|(?<!non-)(?<!non )(?<!quasi-)\brandomi[sz]ed\b|\bdouble[- ]blind|\btriple[- ]blind"
    r"|\bplacebo-controlled|\brct\b(?!s)"
    r"|\bcluster[- ]randomi[sz]ed"
)
_RANDOMISED_ABSTRACT = f"{_WERE_RANDOMISED}|{_OWN_TRIAL}"
_REVIEW_OF_TRIALS = (
    r"\bsystematic(?:ally)? (?:literature )?review|\bsystematic overview|\bscoping review|"
    r"\bumbrella review"
    r"|\breview of (?:systematic reviews|randomi[sz]ed)|\bcochrane review\b|\brapid review\b"
    r"|\b(?:randomi[sz]ed controlled trials|rcts|studies) were (?:included|identified|selected)"
    r"|\bevidence synthesis\b|\bsystematic (?:literature|database)? ?search"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A design, words of which one must occur (a cheap gate), patterns of title and abstract.

    ``core`` finds words of which every match in an abstract holds one; where it is given, no match
    goes past a full stop, but for one that it starts with.
    """

    design: Design
    gate: tuple[str, ...]
    title: re.Pattern[str]
    abstract: re.Pattern[str] | None
    core: re.Pattern[str] | None = None

    def in_abstract(self, abstract: str) -> Iterator[re.Match[str]]:
        """Matches in an abstract; they are looked for around the rule's core alone."""
        if self.abstract is None or not holds_one_of(abstract, self.gate):
            return
        if self.core is None:
            yield from self.abstract.finditer(abstract)
            return
        end = 0
        for core in self.core.finditer(abstract):
            if core.start() >= end:
                start = max(0, abstract.rfind(".", 0, core.start()))
                end = abstract.find(".", core.end())
                end = len(abstract) if end < 0 else end
                yield from self.abstract.finditer(abstract, start, end)


def _rule(design: Design, gate: str, title: str, abstract: str = "", core: str = "") -> Rule:
    return Rule(
        design,
        tuple(gate.split("|")),
        re.compile(title),
        re.compile(abstract) if abstract else None,
        re.compile(core) if core else None,
    )


RULES = (
    _rule(
        Design.PROTOCOL,
        "protocol|rationale and design|design and rationale|study design|will be|ongoing",
        r"\b(?:study|trial|review|research) protocol\b|\bprotocol (?:for|of) (?:an?|the)\b|: "
        r"protocol\b"
        r"|\bprotocol\b.{0,40}\b(?:trial|review|study|cohort)\b|\(protocol\)|\bprotocol\W*$"
        r"|\b(?:rationale(?:,| and)|design and) (?:design|rationale|methods)"
        r"|(?<!mixed )(?<!method )\bstudy design\b|\bdesign of (?:a|the)\b.{0,60}\b(?:trial|study)",
        r"\bthis (?:is a )?(?:study |trial )?protocol\b|\bprotocol (?:describes|outlines|"
        r"presents)\b"
        r"|\b(?:participants|patients|subjects|women|men|adults|children|we|trial|study|outcomes?) "
        r"will (?:also )?be (?:randomi|recruit|enrol|allocat|assign|invited|includ|assess|"
        r"conducted|measured)|\bethics and dissemination\b|\bthis review will\b"
        r"|\bwe will (?:recruit|randomi|enrol|search|include|conduct)",
    ),
    _rule(
        Design.META_ANALYSIS,
        "meta-analy|metaanaly|meta analy|meta-regression|pooled analysis of",
        r"\b(?:meta-?\s?analys[ie]s|meta-?\s?analytic|meta-regression)\b",
        r"\b(?:we|was|were) (?:also )?(?:performed|conducted|did|carried out|undertook|undertaken)"
        r"[^.]{0,60}\bmeta-?\s?analys|\b(?:this|present|our|current) (?:[\w-]+ "
        r"){0,4}meta-?\s?analys"
        r"|\bmeta-?\s?analys[ie]s (?:was|were) (?:performed|conducted|carried|done|undertaken)"
        r"|\bsystematic review and (?:network )?meta-?\s?analys|\ba meta-?\s?analysis of\b"
        r"|\bmeta-analysed\b|\bmeta-analyzed\b",
    ),
    _rule(
        Design.SYSTEMATIC_REVIEW,
        "systematic|scoping review|umbrella|cochrane|evidence synthesis|rapid review|"
        "randomised controlled trials|randomized controlled trials|rcts|studies were|review of",
        _REVIEW_OF_TRIALS,
        r"\b(?:this|present|our|current|a|we (?:performed|conducted|did|undertook) a) "
        r"(?:[\w-]+ ){0,2}(?:systematic(?: literature)?|scoping|umbrella) review"
        r"|\bwe (?:searched|systematically (?:review|search))[^.]{0,80}(?:medline|pubmed|embase|"
        r"cochrane|databases)|\b(?:medline|pubmed|embase)\b[^.]{0,120}\b(?:was|were) searched"
        r"|\bsystematic(?:ally)? (?:review|search)\w* (?:was|were|of)\b|\bprisma\b"
        r"|\bsearch(?:ed|es)?\b[^.]{0,60}\b(?:medline|pubmed|embase|cochrane)\b[^.]{0,200}\bwe "
        r"included\b",
    ),
    _rule(
        Design.GUIDELINE,
        "guideline|recommendations",
        r"\b(?:practice|clinical|evidence-based|treatment|management|society|\w+ association) "
        r"(?:[\w-]+ ){0,2}guidelines?\b(?! (?:adherence|implementation))|^guidelines? (?:for|on)\b"
        r"|\bguidelines? (?:for|on) the (?:management|treatment|diagnosis)|\brecommendations? "
        r"(?:of|from|for) the\b",
    ),
    _rule(
        Design.OPINION,
        "editorial|commentary|letter|reply|comment|consensus|opinion|viewpoint|perspective|"
        "response",
        r"\beditorial\b|\bcommentary\b|\bletter to\b|\b(?:author'?s?'? )?reply\b|^re:|^comments? "
        r"on\b"
        r"|\bconsensus (?:statement|conference)|\bposition (?:statement|paper)|\bviewpoint\b"
        r"|\bexpert opinion\b|^response to\b|: a perspective\b",
    ),
    _rule(
        Design.CASE_REPORT,
        "case report|case-report|a case|case series|cases of|case of|report of",
        r"\bcase[- ]reports?\b|\breport of (?:a|one|two|three|\d) cases?\b|\ba case of\b|: a case\b"
        r"(?![- /](?:control|referent))|\bcase study\b",
        r"\bwe (?:report|describe|present) (?:a|an|the|one|two|three|our)(?: \w+){0,3} (?:case|"
        r"patient|"
        r"cases|patients|man|woman|boy|girl|child|infant)\b|\ba \d+-year-old\b",
    ),
    _rule(
        Design.NARRATIVE_REVIEW,
        "review|overview|state of the art|state-of-the-art",
        r"\breview\b(?! of (?:medical |patient )?(?:records|charts))(?<!chart review)"
        r"(?<!record review)|\boverview\b|\bstate[- ]of[- ]the[- ]art\b",
    ),
    _rule(
        Design.RANDOMISED_TRIAL,
        "random|blind|placebo|rct",
        _RANDOMISED_TITLE,
        _RANDOMISED_ABSTRACT,
        core="random|blind|placebo",
    ),
    _rule(
        Design.CONTROLLED_TRIAL,
        "control|non-random|nonrandom|quasi",
        r"\bcontrolled (?:clinical )?(?:trial|study)|\bquasi-?\s?experiment|"
        r"\bnon-?\s?randomi[sz]ed",
        r"\b(?:non-?\s?randomi[sz]ed|quasi-?\s?randomi[sz]ed|quasi-?\s?experimental)\b"
        r"|\bcontrolled (?:before[- ]and[- ]after|clinical trial|trial)\b"
        r"|\b(?:patients|participants|subjects|children|women) (?:were )?(?:divided|allocated|"
        r"assigned|split) (?:in)?to (?:two|three|2|3|\w+ groups)\b",
        core="random|quasi|controlled|divided|allocated|assigned|split",
    ),
    _rule(
        Design.CASE_CONTROL,
        "case-control|case control|case-referent|cases and|matched controls",
        r"\bcase[- /]?(?:control|referent)",
        r"\bcase[- /](?:control|referent)\b|\b\d+ cases and \d+ (?:[\w-]+ ){0,3}controls\b",
    ),
    _rule(
        Design.COHORT,
        "cohort|prospective|longitudinal|follow|registry|retrospective|hazard",
        r"\bcohort\b|\b(?:prospective|longitudinal|follow-?up|registry|population)[- ](?:based )?"
        r"(?:[\w-]+ )?(?:study|analysis)",
        r"\b(?:cohort (?:study|of|studies|analysis|design)|(?:prospective|longitudinal|follow-?up) "
        r"(?:[\w-]+ )?(?:study|data)|person-years|per \d[\d,]* person)|\bhazard ratio"
        r"|\bcohort\b[^.]{0,80}\bfollow",
        core="cohort|prospective|longitudinal|follow|person|hazard",
    ),
    _rule(
        Design.CROSS_SECTIONAL,
        "cross-section|cross section|survey|questionnaire|prevalence|nhanes",
        r"\bcross[- ]sectional|\bsurvey\b|\bprevalence\b",
        r"\bcross[- ]sectional\b|\b(?:online|postal|telephone|national|questionnaire|population) "
        r"survey\b|\b(?:was|were) surveyed\b|\bsurvey (?:of|was|among|conducted)\b",
    ),
    _rule(
        Design.NARRATIVE_REVIEW,
        "review|overview|literature|state of the art|discuss|summari",
        r"\breview\b|\boverview\b|\bstate[- ]of[- ]the[- ]art\b|\bcurrent (?:concepts|status)"
        r"|\bupdate\b|\bperspectives?\b|\badvances in\b|\bwhat (?:do|is|are)\b.{0,40}\bknow",
        r"\b(?:this|the present|our|in this|current) (?:[\w-]+ ){0,2}(?:review|overview|chapter)\b"
        r"|\bwe (?:here )?(?:review|summari[sz]e|discuss)\b|\b(?:article|paper) (?:reviews|"
        r"discusses|summari[sz]es)\b|\bis reviewed\b|\bare (?:reviewed|discussed)\b",
    ),
    _rule(
        Design.UNCONTROLLED,
        "retrospective|pilot|open-label|open label|single-arm|single arm|before and after|"
        "phase i|consecutive|pre-post|case series|baseline|uncontrolled|series of",
        r"\b(?:open[- ]label|single[- ]arm|pilot|uncontrolled (?:study|trial|series|pilot|open)|"
        r"phase (?:i|ii|1|2)\b|case series|"
        r"before[- ]and[- ]after|pre-?post|retrospective|our experience)",
        r"\b(?:open[- ]label|single[- ]arm|uncontrolled (?:study|trial|series|before|pre-?post)|"
        r"case series|before[- ]and[- ]after|"
        r"pre-?post|retrospective(?:ly)?|phase (?:i|ii)\b|consecutive (?:[\w-]+ ){0,3}patients|"
        r"pilot (?:study|trial)|compared (?:with|to) baseline|from baseline)",
    ),
)

# Read only for people, and only where nothing stronger was found.
WEAK_RULES = (
    _rule(
        Design.CROSS_SECTIONAL,
        "observational|odds|regression|controls|control subjects|healthy",
        r"\bobservational (?:study|analysis)|\bassociations? (?:of|between)\b",
        r"\b(?:healthy|matched|normal) (?:controls?|volunteers|subjects)\b|\bcontrol subjects\b"
        r"|\bodds ratios?\b|\blogistic regression\b|\bmultivari\w+ (?:analys|regress|model)"
        r"|\bobservational (?:study|analysis)\b",
    ),
    _rule(
        Design.UNCONTROLLED,
        "were|was|underwent|treated",
        r"\btreatment of\b|\btreated (?:with|by)\b|\bexperience with\b",
        r"\b(?:patients|cases|women|men|children|infants|eyes|subjects|volunteers)"
        r"(?: \([^()]{1,40}\))? (?:with [^.;]{1,60})?(?:were|was|underwent|had been) "
        r"(?:treated|given|managed|operated|followed|included|enrolled|recruited|evaluated|studied)"
        r"|\bpatients underwent\b|\bwe treated\b",
    ),
)
COMPARISON = re.compile(
    r"\bcompar\w+|\bversus\b|\bvs\b|\bcontrols?\b|\bhazard|\bodds\b|\brisks?\b|\bassociat\w+"
    r"|\bunexposed\b|\bnon-?users\b|\bcohorts?\b|\bpredict\w+"
)
"""Words without which a prospective study has no group to be compared with."""
