"""Who promotes the treatment in an article: people, professions, firms, groups.

To promote is to praise, sell or claim success, in the article's own words. A researcher who
reports what a study found does not promote by that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sceptic.appraisal.article_sign_words import PATTERNS, Sign, one_of
from sceptic.appraisal.article_signs import LONGEST_SENTENCE, Signs, read_sentences
from sceptic.domain.article import Article, ArticleClaim, ClaimKind, Passage, Speaker
from sceptic.domain.claim import Relation
from sceptic.domain.reading import Promoter

MOST_PROMOTERS = 20
_CELEBRITY = one_of(
    "celebrit(?:y|ies)", "(?:film|movie|tv|pop|reality|hollywood|rock) stars?", "actor", "actress",
    "singer", "supermodels?", "influencers?", "presenter", "footballer", "hollywood",
)  # fmt: skip
_PROFESSION = one_of(
    "doctors?", "dr", "prof", "professor", "physicians?", "surgeons?", "dermatologists?",
    "healers?",
    "naturopaths?", "homeopaths?", r"homeopathic \w+", "nutritionists?", "dieti[ct]ians?",
    "therapists?",
    "practitioners?", "scientists?", "researchers?", "pharmacists?", "trainers?", "chiropractors?",
    "acupuncturists?", "nurses?", "experts?", "specialists?", "md", "phd",
)  # fmt: skip
_FIRM = re.compile(
    r"\b(?:[A-Z][\w&’'-]*\s+){0,3}[A-Z][\w&’'-]*\s+(?:Inc|Ltd|LLC|GmbH|Corp(?:oration)?|plc"
    r"|Pharma\w*"
    r"|Laboratories|Labs|Therapeutics|Biotech\w*|Technologies|Diagnostics|Clinics?"
    r"|Health\s?[Cc]are|Company|Brands?)\b\.?(?!\s+(?:Committee|Cent(?:er|re)|Department|Program|Society))"
    r"|\b(?:the\s+)?(?:company|manufacturer|maker|firm|clinic|start-?up|supplement\s+industry)\b"
)
_SELLS = one_of(
    "sells?", "selling", "sold by", "markets?", "marketed by", "makes?", "maker of", "made by",
    "offers?",
    "offered by", "manufactured by", "manufactures?", "developed by", "develops?",
    "promot(?:es?|ed|ing)",
    "advertis(?:es|ed|ing)", "from", "says?", "said", "claims?", "claimed", "touts?", "touted",
)  # fmt: skip
_PRAISE = (
    r"(?:(?:have|has|had|is|are|was|were|also|now|recently|all|even)\s+)*(?:turned\s+(?:this|the"
    r"|it)|made\s+(?:it|this)\s"
    r"|tout(?:s|ed|ing)?|promot(?:e|es|ed|ing)|hail(?:s|ed|ing)?|prais(?:e|es|ed|ing)"
    r"|recommend(?:s|ed)?|swears?\s+by"
    r"|swore\s+by|endors(?:e|es|ed)|champion(?:s|ed)?|rav(?:e|es|ed)\s+about|credits?|credited"
    r"|advocat(?:e|es|ed)"
    r"|embrac(?:e|es|ed)|claim(?:s|ed)?\s+(?:that\s+)?(?:she|he|it|they|their|his|her|the)\b)"
)
_GROUPS = re.compile(
    r"(?:^|[.;,]\s+"
    r"|\band\s+)(?P<who>(?:(?:[\w’'-]+\s+){0,3}[\w’'-]+,\s+){0,4}(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?:\s+and\s+"
    rf"(?:[\w’'-]+\s+){{0,2}}?[\w’'-]+)?)\s+{_PRAISE}",
    re.IGNORECASE,
)
_GROUP_NOUN = one_of(
    "celebrities", "stars", "influencers", "doctors", "healers", "practitioners", "experts",
    "clinics",
    "companies", "firms", "manufacturers", "advocates", "proponents", "fans", "supporters",
    "bloggers",
    "naturopaths", "homeopaths", "nutritionists", "scientists", "researchers", "physicians",
    "surgeons",
    "therapists", "dermatologists", "models", "athletes", "users", "parents", "media", "industry",
)  # fmt: skip
_PERSON = re.compile(
    r"(?P<role>(?:(?:[A-Z][\w’'-]+|[a-z][\w’'-]+)\s+){0,3}?(?:MP|Dr\.?|Professor|Prof\.?|actress"
    r"|actor|singer|presenter|star"
    r"|Senator|celebrity|model|blogger|nutritionist|doctor|surgeon|trainer)\s+)?"
    rf"(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){{1,2}})(?:,[^,]{{3,60}},)?\s+{_PRAISE}"
)
_SPLIT = re.compile(r",\s+(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:stud(?:y|ies)|research|results?|findings?|reviews?|reports?|trials?|analys[ei]s|evidence|team"
    r"|data|paper|experiments?|guidelines?|researchers|scientists|authors?|investigators)$|^(?:he|she|they"
    r"|it|we|some|others?|many|one|who)$",
    re.IGNORECASE,
)
"""A study, a pronoun, "the researchers": these name nobody, or only report."""
_DOUBTS = re.compile(r"\b(?:not|no|never|cannot|unclear|but|however)\b|n['’]t\b", re.IGNORECASE)
_FAVOURS = frozenset((Relation.TREATS, Relation.PREVENTS, Relation.HELPS, Relation.IS_SAFE))
_PRAISING = frozenset((ClaimKind.ANECDOTE, ClaimKind.OPINION))


def promoters_in(
    article: Article, claims: Sequence[ArticleClaim] = (), signs: Signs | None = None
) -> tuple[Promoter, ...]:
    """Who promotes, in the order in which they first do, each once with all passages.

    ``claims`` are those of the article: who is said to make a favourable one, or to tell of a
    success, promotes; not so where the article itself doubts the sentence.
    """
    sentences = signs.sentences if signs is not None else read_sentences(article)
    funding = set(signs.at(Sign.FUNDING)) if signs is not None else set()
    found: list[tuple[Speaker, str, Passage]] = []
    for sentence in sentences:
        found += _people(article, sentence)
        found += _groups(article, sentence)
        if sentence not in funding:
            found += _firms(article, sentence)
    found += _speakers(claims)
    return _merged(sorted(found, key=lambda f: f[2].start))


def _people(article: Article, sentence: Passage) -> Iterable[tuple[Speaker, str, Passage]]:
    for match in _PERSON.finditer(sentence.text[:LONGEST_SENTENCE]):
        if _A_PLACE.search(sentence.text, 0, match.start("name")):
            continue
        role = " ".join((match["role"] or "").split())
        at = article.passage(
            sentence.start + match.start("name"), sentence.start + match.end("name")
        )
        yield Speaker(match["name"], role, at), _kind(f"{role} {match['name']}", "person"), sentence


def _groups(article: Article, sentence: Passage) -> Iterable[tuple[Speaker, str, Passage]]:
    for match in _GROUPS.finditer(sentence.text[:LONGEST_SENTENCE]):
        begin = match.start("who")
        for piece in _pieces(match["who"]):
            if not _GROUP_NOUN.search(piece):
                continue
            start = sentence.start + sentence.text.index(piece, begin)
            at = article.passage(start, start + len(piece))
            yield Speaker(piece, "", at), _kind(piece, "group"), sentence


def _pieces(who: str) -> list[str]:
    return [piece.strip() for piece in _SPLIT.split(who) if piece.strip()]


def _firms(article: Article, sentence: Passage) -> Iterable[tuple[Speaker, str, Passage]]:
    text = sentence.text[:LONGEST_SENTENCE]
    for match in _FIRM.finditer(text):
        if not _is_selling(text, match) or _HOSPITAL.search(match.group()):
            continue
        if match.group().startswith(("the ", "The ")) or match.group()[0].islower():
            continue  # "the company" alone names nobody
        begin = match.start() + match.group().rfind("-based ") + len("-based ")
        begin = begin if "-based " in match.group() else match.start()
        at = article.passage(sentence.start + begin, sentence.start + match.end())
        yield Speaker(at.text.rstrip("."), "", at), "firm", sentence


_A_PLACE = re.compile(r"\b(?:the|in|of|at|from|by)\s+$", re.IGNORECASE)
"""Before a name that is no person's: "in the United States recommends"."""


def _is_selling(text: str, firm: re.Match[str]) -> bool:
    """Whether a firm is said to sell or to praise: a verb of it next to its name."""
    before, after = text[: firm.start()], text[firm.end() : firm.end() + 60]
    return _SOLD_BY.search(before) is not None or _SELLS.search(after) is not None


_SOLD_BY = re.compile(
    r"\b(?:sold|made|marketed|offered|manufactured|developed|promoted|advertised)\s+by\s+(?:the\s+)?$"
    r"|\b(?:maker|makers|manufacturer)\s+(?:of\s+\S+\s+)?$|\bfrom\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(r"\b(?:Mayo|Cleveland|Lahey|Ochsner)\s+Clinic", re.IGNORECASE)


def _speakers(claims: Iterable[ArticleClaim]) -> Iterable[tuple[Speaker, str, Passage]]:
    for claim in claims:
        speaker = claim.speaker
        if speaker is None or claim.is_denied or not speaker.name[:1].isupper():
            continue
        if _NOBODY.search(speaker.name) or _is_doubt(claim.text):
            continue
        if _is_praise(claim):
            yield speaker, _kind(f"{speaker.name} {speaker.role}", "person"), claim.passage


def _is_praise(claim: ArticleClaim) -> bool:
    """Whether a favourable claim is more than the report of a finding, or tells of a success."""
    asked = claim.claim
    if asked is not None and asked.relation in _FAVOURS and not asked.negated:
        return _PRAISES.search(claim.text) is not None
    return claim.kind in _PRAISING and _SUCCESS.search(claim.text) is not None


_PRAISES = re.compile(
    r"\b(?:recommend\w*|should|must|great|wonderful|excellent|excit\w+|best|ideal|amazing|breakthrough"
    r"|miracle|safe\s+and|cures?|love|works?|powerful|remarkable|revolution\w*|game.chang\w+|promising"
    r"|perfect|natural|guarantee\w*|dramatic\w*|finally|superior|unique)\b",
    re.IGNORECASE,
)
_SUCCESS = re.compile(
    r"\b(?:stopped|cured|better|improved|healed|regrew|gone|recovered|helped|works?|worked|worth|grateful"
    r"|saved|changed|relief|amazing|love|great|best|game.chang\w+|breakthrough|revolution\w*|exciting)\b",
    re.IGNORECASE,
)


def _is_doubt(text: str) -> bool:
    shown = text[:LONGEST_SENTENCE]
    return any(
        pattern.search(shown)
        for pattern in (_DOUBTS, PATTERNS[Sign.LIMIT], PATTERNS[Sign.NULL_RESULT])
    )


def _kind(words: str, otherwise: str) -> str:
    if _CELEBRITY.search(words):
        return "celebrity"
    if _PROFESSION.search(words):
        return "profession"
    return "firm" if _FIRM.search(words) else otherwise


def _merged(found: Iterable[tuple[Speaker, str, Passage]]) -> tuple[Promoter, ...]:
    """Each promoter once; "Dr Smith" and "Smith" are one where the later name ends the earlier."""
    merged: list[Promoter] = []
    for speaker, kind, passage in found:
        for i, known in enumerate(merged):
            if _is_same(known.speaker.name, speaker.name):
                if passage not in known.passages:
                    merged[i] = Promoter(known.speaker, known.kind, (*known.passages, passage))
                break
        else:
            merged.append(Promoter(speaker, kind, (passage,)))
    return tuple(merged[:MOST_PROMOTERS])


def _is_same(one: str, other: str) -> bool:
    a, b = one.lower().split(), other.lower().split()
    return a == b or a[-len(b) :] == b or b[-len(a) :] == a
