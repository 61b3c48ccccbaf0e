"""Ways to persuade without evidence: the words that show each, why it misleads, where it is taught.

The concepts are the Key Concepts of Informed Health Choices (PMID 29367324), under the short
names of their list of 2019 (https://pmc.ncbi.nlm.nih.gov/articles/PMC7268153/, table 1), which
https://thatsaclaim.org/health explains to the public. Words of hype come from HealthNewsReview's
"7 words you shouldn't use in medical news".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sceptic.appraisal.article_sign_words import one_of
from sceptic.domain.reading import PersuasionKind

CONCEPTS = "https://thatsaclaim.org/health"
EXAGGERATION = (
    "https://www.informedhealthchoices.org/key-concepts/concepts-about-claims/"
    "messages-that-exaggerate-effects/"
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to persuade. ``reference`` is the key concept that it goes against."""

    kind: PersuasionKind
    words: re.Pattern[str]
    explanation: str
    reference: str
    address: str = CONCEPTS


_SAYERS = (
    "(?:doctors|experts|scientists|dermatologists|dentists|nutritionists|physicians|surgeons"
    "|specialists)"
)
_GOOD = (
    r"(?:helps?|prevents?|protects?|reduces?|improves?|cures?|treats?|effective|benefits?|works?"
    r"|weapon|should|best|safe|safer)"
)
"""Words of what a treatment does or of what people ought to do: more than somebody's comment."""
WAYS: tuple[Way, ...] = (
    Way(
        PersuasionKind.NATURE,
        one_of(
            r"(?:all.|100 ?% |completely |purely "
            r"|totally )?natural(?:ly)? (?:and \w+ )?(?:remed(?:y|ies)|"
            "cures?|treatments?|alternatives?|ingredients?|products?|solutions?|concoctions?"
            "|medicines?"
            "|ways? to|healing|supplements?|therap(?:y|ies)|extracts?|substances?|compounds?"
            "|foods?)",
            "(?:it|they) (?:is|are|['’]s|['’]re) (?:all |completely |100 ?% )?natural",
            "(?:all|100 ?%|completely|purely|totally).natural",
            "natural(?:,)? (?:so|and) (?:\\w+ )?safe",
            "(?:free (?:of|from)|without|no) (?:harsh |any |nasty |synthetic )*chemicals",
            "chemical.free",
            "nature['’]s (?:own|answer|remedy|pharmacy|cure|way)",
            "drug.free and",
            "mother nature",
            r"flush(?:es|ing)? (?:out )?(?:the )?toxins",
            "natural(?:ly)? (?:occurring )?(?:\\w+ )?(?:instead of|rather than) (?:drugs"
            "|chemicals)",
        ),
        "That something is natural says nothing of whether it works or does harm: poisons are "
        "natural too. What counts is what happened to people who took it.",
        "“100% safe!”: treatments can do harm as well as good",
    ),
    Way(
        PersuasionKind.CELEBRITY,
        one_of(
            "celebrit(?:y|ies)",
            "(?:film|movie|tv|television|pop|reality|hollywood|soap|rock) stars?",
            "supermodels?",
            "a-list(?:ers?)?",
            "hollywood (?:stars?|actors?|actress(?:es)?|celebrit\\w+|a-list\\w*)",
            "kardashians?",
            "gwyneth paltrow",
            "oprah",
            "(?:actress|actor|singer|footballer|socialite|tv presenter) (?-i:[A-Z]\\w+)",
            "(?:backbench(?:er)?|conservative|labour|liberal|tory|republican"
            "|democratic) (?:\\w+ )?(?:MP|"
            "senator|congress(?:man|woman)|politician)",
            "(?-i:MP [A-Z]\\w+ [A-Z]\\w+)",
            "(?-i:(?:Prince|Princess|Duchess) [A-Z]\\w+)",
            "influencers?",
        ),
        "Being known is no knowledge of medicine. What happened to one person, famous or not, does "
        "not show what the treatment does.",
        "“It worked for me!”: one person's experience is no reliable basis",
    ),
    Way(
        PersuasionKind.NOVELTY,
        one_of(
            r"cutting.edge",
            r"state.of.the.art",
            r"first.ever(?! (?:[\w-]+ ){0,5}?stud(?:y|ies))",
            "first of its kind",
            r"brand.new",
            "next big thing",
            r"(?:major|big|huge|giant|important|significant|exciting) (?:step|leap) forward",
            "unprecedented",
            "leap forward",
            "novel (?:and exciting )?(?:approach|strategy|treatment|therapy)",
            "innovative",
            "new hope",
            "new weapon",
            "new era",
            r"latest (?:breakthrough|technology|advance"
            "|treatment|craze|trend|thing)",
            r"next.generation",
            "truly (?:new|innovative)",
            "breakthrough (?:technology|treatment|therapy|drug|device|product)",
            "ahead of its time",
            "pioneering",
            "hottest new",
            "world['’]s first",
            "unthinkable until now",
        ),
        "New does not mean better. New treatments are on average little better than old ones, and "
        "their harms are less well known.",
        "“New is better!”",
    ),
    Way(
        PersuasionKind.TRADITION,
        one_of(
            "for (?:centuries|thousands of years|hundreds of years|millennia|generations)",
            r"(?:used|taken|prescribed|practi[sc]ed|drunk|eaten|known)[^.]{0,60} for "
            r"(?:[a-z]+ ){0,2}[\d,]{3,6} years",
            "time.(?:tested|honou?red)",
            "ancient (?:\\w+ )?(?:remed(?:y|ies)|wisdom|practice|medicine|secrets?|treatment)",
            "folk (?:remed(?:y|ies)|medicine)",
            r"age.old (?:remed(?:y|ies)|practice|secret|treatment)",
            r"grandmothers?['’]? (?:\w+ )?(?:remed(?:y|ies)|knew|used|swore)",
            r"ayurved\w+ \w+",
        ),
        "Long use does not show that something works: bloodletting was used for ages.",
        "“Old is better!”",
    ),
    Way(
        PersuasionKind.TESTIMONIAL,
        one_of(
            r"sav(?:ed|ing) (?:my|her|his|our) (?:life|marriage|son|daughter)",
            r"chang(?:ed|ing) (?:my|her|his) life",
            r"work(?:ed|s) (?:for|wonders for) (?:me|us|her|him|them)",
            "gave (?:me|her|him) (?:my|her|his) life back",
            "my life back",
            "swears? by",
            "i (?:now )?(?:feel|felt) (?:\\w+ )?(?:great|better|amazing|years younger|like a new"
            "|normal again)",
            "i (?:have )?lost \\d+ (?:pounds|lbs|kg|kilos|stone)",
            "i was (?:completely )?cured",
            "i (?:started|tried|began) (?:taking|using|it)",
            "no longer anecdotal",
            r"(?:she|he) (?:stopped|lost|cured|beat|regrew|healed|recovered|got rid of"
            r"|overcame) (?:her|his) \w+",
            "(?:my|her|his) (?:\\w+ )?(?:pain|symptoms|hair loss|acne|eczema|arthritis|cancer"
            "|memory|migraines?)"
            " (?:\\w+ )?(?:disappeared|vanished|cleared up|went away|was gone|is gone|stopped"
            "|is back)",
            "credits? (?:\\w+ ){1,4}with (?:saving|curing|healing|clearing|her|his)",
        ),
        "One person's story cannot show what would have happened without the treatment: many "
        "complaints get better by themselves, and those for whom it failed are not asked.",
        "“It worked for me!”",
    ),
    Way(
        PersuasionKind.AUTHORITY,
        one_of(
            f"(?:most |many |all |leading |top |even ){_SAYERS} (?:\\w+ )?(?:say|agree|recommend"
            "|believe|swear|know|confirm|insist|suggest|advise)",
            f"{_SAYERS} (?:\\w+ )?(?:swear by|recommend (?:taking|using|it|this|that you)|insist)",
            rf"(?:experts|doctors) say[^.]{{0,200}} {_GOOD}",
            rf"{_GOOD}[^.]{{0,200}} (?:experts|doctors) say",
            "according to (?:most |many |leading |top )(?:experts|doctors|scientists)",
            r"(?:doctor|dermatologist|clinically|scientifically|physician"
            r"|dentist).(?:recommended|proven|approved"
            "|tested|formulated)",
            "proven by science",
            "science (?:says|proves|confirms|has proven)",
            "(?:internationally|world|globally|nationally).(?:recogni[sz]ed|renowned|famous"
            "|leading) "
            "(?:\\w+ ){0,2}?(?:expert|doctor|surgeon|specialist|professor|scientist|authority"
            "|center|centre)?",
            "nobel (?:prize|laureate)s?(?: winner)?",
            "studies (?:have )?(?:prove|confirm)n? (?:that )?it",
            "harvard doctor",
            "top doctor",
            "holistic healers?",
            "homeopathic doctors?",
        ),
        "Who says it is no evidence. An expert can name the studies on which an opinion rests; "
        "without them it is an opinion.",
        "“Recommended by experts!”",
    ),
    Way(
        PersuasionKind.CERTAINTY,
        one_of(
            r"(?:100 ?(?:%|percent|per cent)|completely|totally|perfectly|absolutely"
            r"|entirely) (?:safe|effective"
            "|harmless|reliable|successful|certain)",
            "no side.effects",
            "without (?:any )?side.effects",
            r"risk.free",
            r"guarantee[ds]?",
            "guaranteeing",
            "low.risk treatment",
            "no (?:known )?risks?",
            "no harm in",
            r"(?:don['’]t|do not|didn['’]t|did not) see any side.effects",
            r"everyone needs",
            "safe (?:for|in) (?:every|all|any) (?:\\w+ )?(?:patients?|ages?|one|person|people"
            "|women|men)",
            "completely harmless",
            "safe for everyone",
            "works (?:every time|for everyone|100)",
            "without fear of",
            "there (?:is|['’]s) no (?:doubt|question)",
            "undoubtedly",
            "proven to (?:work|cure|prevent|stop)",
            "resounding(?:ly)?",
            "cannot fail",
            "never fails?",
            "can['’]t (?:fail|go wrong)",
            "will (?:cure|prevent|eliminate|reverse|stop|end|reduce) (?:\\w+ )?(?:cancer"
            "|diseases?|dementia|alzheimer\\w*"
            "|diabetes|cardiovascular|heart|hair|pain|\\w+itis)",
            "zero side.effects",
            "(?:is|are) the cure",
            "eliminates? the (?:threat|risk|need)",
        ),
        "Few treatments are without harm, none works for everybody, and one can rarely be certain "
        "of an effect.",
        "“100% safe!”, “100% effective!”, “100% certain!”",
    ),
    Way(
        PersuasionKind.MIRACLE,
        one_of(
            "miracles?",
            "miraculous(?:ly)?",
            r"magic(?:al|ally)?",
            "breakthroughs?",
            "revolutionary",
            r"revolutioni[sz]\w+",
            r"game.chang\w+",
            "holy grail",
            "superpowers",
            "transformative",
            "(?:real|great|huge|immense|enormous) promise",
            "profound (?:effects?|impact|benefits?|differences?|improvements?)",
            "transform(?:ing)? (?:the )?(?:lives|way|treatment|care|management|field)",
            "of great value",
            "unparalleled",
            "(?:most |really |very |truly )?exciting thing (?:about|is)",
            "potential is (?:\\w+ )?(?:enormous|huge|limitless|endless)",
            "wonder (?:drug|pill|cure|food|treatment)",
            r"super.?(?:foods?|drug)",
            "(?:total|complete|full|fully|completely) (?:cures?|cured)",
            r"(?:completely|fully|totally) revers\w+",
            "this is a cure",
            "astonishing(?:ly)?",
            "amazing(?:ly)?",
            r"incredibl[ey]",
            "stunning(?:ly)?",
            "big deal",
            "remarkabl[ey]",
            "striking(?:ly)?",
            "enormous (?:potential|impact|step)",
            "in (?:its|their) tracks",
            "landmark",
            r"life.?(?:changing|altering)",
            "(?:major |true )?milestone",
            "great victory",
            r"ground.?breaking",
            "dramatic(?:ally)?",
            "works? wonders",
            "the cure for",
            "secret (?:to|of|weapon)",
            "huge (?:impact|advance|step)",
            r"paradigm.shift\w*",
            "spectacular(?:ly)?",
            "tremendous(?:ly)?",
            "extraordinar(?:y|ily)",
            "lifesaving powers?",
            "melts? away",
            "silver bullet",
        ),
        "Treatments with large, dramatic effects are rare. Such words tell of hope, not of a "
        "measured effect.",
        "“100% effective!”: large, dramatic effects are rare",
        EXAGGERATION,
    ),
    Way(
        PersuasionKind.FALSE_BALANCE,
        one_of(
            "(?:experts|doctors|scientists|opinions?) (?:are|remain|is) divided",
            "the jury is still out",
            "both sides of the (?:debate|argument|story)",
            "the debate (?:rages|continues|goes on)",
            "(?:some|others) (?:swear by|dismiss) it",
            "controversial,? but",
            "critics (?:aside|notwithstanding)",
            "teach the controversy",
            "who(?:m)? (?:should|can) you believe",
            "make up your own mind",
        ),
        "Two opinions side by side look alike even where one rests on many studies and the other "
        "on none. Ask for the evidence of each.",
        "“Recommended by experts!”: opinions alone are no reliable basis",
    ),
    Way(
        PersuasionKind.POPULARITY,
        one_of(
            "millions (?:of \\w+ )?(?:use|swear|have (?:tried|used)|take|trust)",
            "(?:viral|media) sensation",
            "media and viral sensation",
            "by storm",
            "gone viral",
            "everyone(?:['’]s| is) (?:talking|using|doing)",
            r"best.?selling",
            "stolen the spotlight",
            "all the rage",
            "craze",
            "(?:huge|growing) following",
            "more and more people are",
            "increasingly popular",
            "gaining popularity",
            "the most popular",
            "trending",
            "sold out",
        ),
        "That many use or praise something does not show that it works or that it is safe.",
        "“Old is better!”: widely used treatments are not necessarily good or safe",
    ),
    Way(
        PersuasionKind.FEAR,
        one_of(
            r"silent killers?",
            r"ticking time.?bomb",
            "before it(?:['’]s| is) too late",
            "deadly (?:secret|mistake|truth|danger|side.effects?|cocktail|dangers?)",
            "could be killing you",
            "kill you",
            "don['’]t wait until",
            "terrifying",
            "you could be next",
            "hidden danger",
            "what (?:doctors|they) (?:won['’]t|don['’]t) tell you",
            "poison(?:ing|ed|ous)? (?:you|your|our)",
            "ravag\\w+",
            "alarming(?:ly)?",
            "skyrocketing",
            "nightmare",
        ),
        "Fear makes people act before they ask whether a treatment is needed at all. Look for how "
        "likely the harm is, with and without it.",
        "“Treatment needed!”",
    ),
    Way(
        PersuasionKind.UNDISCLOSED_SELLER,
        one_of(
            "(?:founder|co-?founder|owner|ceo|chief executive|inventor|creator) of (?:the )?"
            "(?:[\\w’'-]+ ){0,4}?(?:clinics?|company|firm|brand|salon|spa|inc|ltd)",
            r"(?:i|we) (?:created|developed|formulated|designed) (?:my|our) own",
            "(?:which|that) (?:he|she|they|we) (?:founded|owns?|invented|patented|sells?)",
            "(?:our|my) (?:clinics?|products?|range|formula|customers|clients|patented"
            "|treatments?)",
            r"who (?:runs|owns|founded|offers|sells) (?:the )?(?:[\w’'-]+ ){0,4}?(?:clinics?"
            r"|company|treatment|product)",
            "(?:the )?patients we have treated",
        ),
        "Whoever earns by a treatment has a reason to praise it. Such a voice belongs beside one "
        "that does not, with its interest said in so many words.",
        "“As advertised!”: conflicting interests may mislead",
    ),
)
SELLING = one_of(
    "book (?:now|your|a|an) (?:\\w+ )?(?:consultation|appointment|session|now|today)?",
    "order (?:now|yours|today|online)",
    "buy (?:now|yours|online|it)", "call us (?:now|today|on|for)", "add to (?:cart|basket)",
    "available (?:now )?(?:from|at) our",
    "visit our (?:clinic|shop|store|website)", "special offer", "limited.time", "discount",
    "in our clinics?",
    "our (?:clinics?|products?|range|treatments?) (?:is|are|can|will|use|offer)\\w*", "shop now",
    "free consultation",
    "sign up (?:now|today) for",
)  # fmt: skip
"""Calls to buy: a price belongs beside them."""
NO_PRICE = Way(
    PersuasionKind.NO_PRICE,
    SELLING,
    "It asks people to buy and does not say the price. Costs belong to the decision as much as "
    "benefits and harms do.",
    "Weigh the benefits and savings against the harms and costs",
)
RELATIVE_ALONE = Way(
    PersuasionKind.RELATIVE_RISK,
    re.compile("(?!)"),
    "“Half the risk” may mean two in a thousand down to one, or forty in a hundred down to "
    "twenty. Only the figures of both groups tell which.",
    "Relative effects alone can be misleading",
)
