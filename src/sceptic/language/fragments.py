"""Pieces of the patterns of ``language.forms``: auxiliaries, negations, words of praise ..."""

from __future__ import annotations

from sceptic.language.verbs import ANY_VERB

# Fragments that patterns name in angle brackets; they may name each other.
FRAGMENTS: dict[str, str] = {
    "aux": r"(?:does|do|did|can|could|will|would|may|might|must|should|has|have|had|is|are|was"
    r"|were|shall)(?:n?['’]?t|\s+not(?=\s)(?!\s+\w*ing[\s_]))?(?=\s)",
    "verb": f"(?P<v>{ANY_VERB})",
    "verbs": f"(?:{ANY_VERB})",
    "adverbs": r"(?:(?:ever|also|even|still|just|always|help|(?!daily|early|family|only)\w{3,}ly"
    r"|help\s+to|be\s+able\s+to|likely\s+to|able\s+to|known\s+to"
    r"|proven\s+to|shown\s+to|said\s+to|thought\s+to)\s+)*",
    "negation": r"(?P<not>(?:do|does|did|can|could|will|would|is|are|was|were|has|have|should"
    r"|may)\s*(?:not|n?['’]?t)|cannot|won['’]?t|never|fails?\s+to|failed\s+to)",
    "useful": r"(?:effective|efficacious|helpful|useful|beneficial|successful|good|great|active"
    r"|worthwhile|recommended|indicated|protective|superior|justified|valuable|advised|advisable"
    r"|able|worth\s+(?:it|taking|trying)|of\s+(?:any\s+)?(?:use|help|benefit|value)|any\s+good)",
    "quality": r"(?:effective|good|useful|safe|natural|suitable|valid|proven|best|possible|viable"
    r"|helpful|new|potential|successful|real|promising|and)",
    "remedy": r"(?:an?\s+|the\s+|any\s+)?(?:\w+ly\s+)?(?:<quality>\s+)*(?:treatments?|cures?"
    r"|remed(?:y|ies)|solutions?|therap(?:y|ies)|options?|relief|medicines?|medications?"
    r"|alternatives?|drugs?|interventions?|aids?|help|prevention|prophylaxis|answer|methods?|ways?"
    r"|strateg(?:y|ies)|approach(?:es)?|tools?)",
    "for": r"(?P<prep>for|in|at|against|of|to|with|when|on|as|among|by|during|after|before)",
    "harmful": r"(?:dangerous|harmful|unsafe|toxic|risky|bad\s+for\s+(?:you|me|us|(?:your\s+)?"
    r"health)|poisonous|hazardous|unhealthy)",
    "safe": r"(?:(?:completely|really|100\s*%|totally|perfectly)\s+)?"
    r"(?:safe(?:\s+(?:and|or)\s+\w+)?|well[- ]tolerated|harmless|ok(?:ay)?|all\s+right|alright)",
    "same": r"(?:(?:higher|lower),?\s+(?:higher|lower),?\s+or\s+(?:the\s+)?same|higher|lower"
    r"|(?:higher|lower|better|worse)\s+or\s+(?:lower|higher|worse|better)|different|more|less"
    r"|longer|shorter|increased|reduced|greater|the\s+same)",
    "better": r"(?:better|more\s+(?:effective|efficacious|beneficial|helpful|useful|successful)"
    r"|superior|stronger|safer|healthier|faster)(?:\s+\w+)?",
    "worse": r"(?:worse|less\s+(?:effective|efficacious|helpful|useful|safe)|inferior|weaker)"
    r"(?:\s+\w+)?",
    "than": r"(?:(?P<not>no|not|never|hardly)\s+)?(?:any\s+|much\s+)?",
    "versus": r"(?:versus|vs\.?|(?:as\s+)?compared\s+(?:with|to)|rather\s+than|instead\s+of|or)",
    "while": r"(?:for|in|during|when|while|if|with|to|after|before|on)"
    r"(?:\s+(?:i|you|we|they|he|she|one)(?:\s+(?:have|has|had|suffers?\s+from)|['’]?ve)(?:\s+got)?(?=\s))?",
    "participle": r"(?P<v>treated|cured|prevented|helped|relieved|healed|caused|triggered|reduced"
    r"|improved|controlled|managed|avoided|eased|reversed|alleviated|eliminated|induced|worsened"
    r"|associated|linked|brought\s+on|set\s+off|made\s+worse|aggravated|exacerbated|provoked"
    r"|sparked|soothed|lowered|stopped|cleared)",
    "one": r"(?:i|you|we|they|people|someone|one|he|she)",
    "used": r"(?:used?|taken|given|considered|prescribed|recommended|advised|applied|offered"
    r"|indicated|approved|add(?:ed)?|utili[sz]ed|tested|tried|studied|evaluated|investigated)",
    "link": r"(?:an?\s+|any\s+)?(?:link|association|connection|relationship|correlation)",
    "evidence": r"(?:any\s+|good\s+|enough\s+|some\s+|a\s+)?(?:evidence|role|place|proof|benefit"
    r"|support|value|point)",
}
