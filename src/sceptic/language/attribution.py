"""Who says it: quotations with their speakers, and the words that lead a claim in.

"Researchers found that coffee lowers the risk of gout" claims what stands after "that";
"according to the company" and "(Reuters) -" are no part of any claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sceptic.domain.article import Article, Passage, Quotation, Speaker

_SAYING = (
    r"(?:sa(?:ys|id|y)|saying|told|tells|claim(?:s|ed)?|explain(?:s|ed)?|add(?:s|ed)|not(?:es|ed)|argue[sd]?"
    r"|insist(?:s|ed)?|warn(?:s|ed)?|suggest(?:s|ed)?|stat(?:es|ed)|believes?d?|comment(?:s|ed)"
    r"|wr(?:ites|ote)|report(?:s|ed)?|conclude[sd]?|recommend(?:s|ed)?|advise[sd]?|agree[sd]?|thinks?|recalls?"
    r"|reveal(?:s|ed)?|admit(?:s|ted)?|point(?:s|ed)\s+out)"
)
_TITLE = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lady|Lord|MP|Senator|Minister)\.?"
_WORD_OF_NAME = r"[A-Z][\w'’.-]*"
_NAME = rf"(?:{_TITLE}\s+)*(?:{_WORD_OF_NAME}\s+){{0,3}}{_WORD_OF_NAME}"
_SOMEONE = (
    r"(?:(?:the|a|an|some|many|most|one|other|lead|senior|study|our|their|his|her|several)\s+)*"
    r"(?:[\w-]+\s+){0,2}?(?:researchers?|scientists?|authors?|doctors?|experts?|physicians?|investigators?"
    r"|team|company|firm|manufacturers?|spokes\w+|officials?|agency|study|studies|research|trial|review|report"
    r"|survey|analysis|paper|findings|results|evidence|advocates|proponents|fans|critics|supporters"
    r"|practitioners|people|patients|healers|surgeons?|nutritionists?|dieti[ct]ians?|therapists?)"
)
_FOUND = (
    r"(?:found|find[s]?|show(?:s|ed|n)?|suggest(?:s|ed)?|reveal(?:s|ed)?|report(?:s|ed)?|conclude[sd]?"
    r"|discovered|demonstrate[sd]?|indicate[sd]?|confirm(?:s|ed)?|say[s]?|said|believe[sd]?|claim(?:s|ed)?"
    r"|think|thought|argue[sd]?|warn(?:s|ed)?|hint(?:s|ed)?|observed|note[sd]?|estimate[sd]?|determined)"
)
_LEAD_IN = re.compile(
    r"\s*(?:"
    r"\([A-Z][\w .]{1,30}\)\s*[-–—]+\s*"
    r"|[A-Z][A-Z.,\s]{3,40}(?:\([^)]{1,40}\))?\s*[-–—]{1,2}\s+"
    rf"|(?:in\s+[^,]{{3,60}},\s*)?(?P<who>{_SOMEONE}|{_NAME})(?:\s+(?:from|at|of|in|by)\s+[^,]{{3,80}}?)?(?:,[^,]{{3,80}},)?"
    rf"\s+(?:(?:have|has|had|also|now|recently|previously)\s+)*{_FOUND}\s+(?:\w+\s+)?(?:that\s+|how\s+|:\s*)"
    r"|according\s+to\s+(?P<who2>[^,]{3,120}),\s*"
    r"|(?:but|and|so|yet|however|therefore|thus|also|in\s+fact|indeed|moreover|furthermore|in\s+addition"
    r"|meanwhile|for\s+(?:instance|example)|of\s+course|especially|recently|overall|similarly"
    r"|unfortunately|fortunately|interestingly|importantly|finally|first|second|third)\b,?\s+"
    r"|(?:it|there)\s+(?:is|was|has\s+been|appears|seems)\s+(?:\w+\s+){0,3}?(?:that)\s+"
    r"|(?:we|i|they|he|she)\s+(?:\w+\s+)?(?:know|found|believe|think|thought|saw|showed|say|said|hope|conclude[sd]?)\s+that\s+"
    r")",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?:,\s*[\"”’']?\s*|[\"”]\s*)(?:according\s+to\s+(?P<to>[^.]{{3,140}})|(?P<name>{_NAME}|{_SOMEONE}|he|she|they)"
    rf"(?P<role>,[^,.]{{3,120}},)?\s+{_SAYING}\b[^\"“]{{0,80}}|(?!told){_SAYING}\s+(?P<name2>{_NAME}|{_SOMEONE})(?P<role2>,[^.\"“]{{3,160}})?)"
    r"[.\s]*$",
)
_SUBJECT = re.compile(
    rf"^\s*(?:Recently,?\s+|For\s+instance,?\s+|[A-Z]\w+,\s+(?:for\s+instance,\s+)?)*(?P<name>(?:{_WORD_OF_NAME}\s+|\w+\s+){{0,3}}?{_NAME})(?P<role>,[^,]{{3,80}},)?\s+{_SAYING}\b"
)
_QUOTED = re.compile(r"“([^“”]{2,2000})”|\"([^\"\n]{2,2000})\"|‘([^‘’\n]{12,600})’(?!\w)")


@dataclass(frozen=True, slots=True)
class Said:
    """What is claimed inside a sentence: ``text[start:end]``, less who says it and lead-ins."""

    start: int
    end: int
    speaker: Speaker | None = None
    is_quoted: bool = False


def said_in(text: str, start: int, end: int) -> Said:
    """The claiming part of the sentence ``text[start:end]`` and who is said to say it."""
    said = Said(start, end)
    trailing = _TRAILING.search(text, start, end)
    if trailing is not None and trailing.start() - start > 12:
        said = replace(said, end=trailing.start(), speaker=_speaker(text, trailing))
    for _ in range(3):
        lead = _LEAD_IN.match(text, said.start, said.end)
        if lead is None or said.end - lead.end() < 12:
            break
        who = lead["who"] or lead["who2"]
        speaker = said.speaker or (Speaker(_LEADING.sub("", who.strip())) if who else None)
        said = replace(said, start=lead.end(), speaker=speaker)
    return _unquoted(text, said)


def _unquoted(text: str, said: Said) -> Said:
    start, end = said.start, said.end
    quotes = "\"“”‘’'"
    while start < end and (text[start] in quotes or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in quotes + ",." or text[end - 1].isspace()):
        end -= 1
    opened = any(mark in text[max(0, said.start - 1) : start] for mark in '"“')
    return replace(said, start=start, end=end, is_quoted=opened)


_LEADING = re.compile(r"^(?:(?:but|so|and|yet|still|however|then)\s+)+", re.IGNORECASE)
_DEGREES = frozenset(("PhD", "MD", "Ph.D", "M.D", "RN", "MPH", "FRCP", "Inc"))


def _speaker(text: str, match: re.Match[str]) -> Speaker | None:
    for name, role in (("to", None), ("name", "role"), ("name2", "role2")):
        if match[name]:
            words = _LEADING.sub("", match[name].strip(" ,."))
            if words in _DEGREES:
                return None
            passage = Passage(match.start(name), match.end(name), match[name])
            told = (match[role] or "").strip(" ,") if role else ""
            return Speaker(words, told, passage)
    return None


def quotations_of(text: str) -> tuple[Quotation, ...]:
    """Everything between quotation marks, with who says it where the sentence tells."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(g for g in (1, 2, 3) if match[g] is not None)
        if not re.search(r"\w\s+\w", match[group]):
            continue  # a word in quotation marks is no quotation
        words = Passage(match.start(group), match.end(group), match[group])
        found.append(Quotation(words, _speaker_near(text, match)))
    return tuple(found)


def with_quotations(article: Article) -> Article:
    """The article with its quotations found."""
    return replace(article, quotations=quotations_of(article.text))


_AFTER = re.compile(
    rf"\s*,?\s*(?:{_SAYING}\s+(?P<name2>{_NAME}|{_SOMEONE}|he|she)(?P<role2>,[^.“\"\n]{{3,160}})?"
    rf"|(?P<name>{_NAME}|{_SOMEONE}|he|she)(?P<role>,[^,.]{{3,120}},)?\s+{_SAYING})",
)
_BEFORE = re.compile(
    rf"(?P<name>{_NAME}|{_SOMEONE})(?P<role>,[^,.]{{3,120}},)?\s+{_SAYING}(?:\s+that)?[,:]?\s*$"
)


def _speaker_near(text: str, quote: re.Match[str]) -> Speaker | None:
    after = _AFTER.match(text, quote.end())
    if after is not None:
        part = "2" if after["name2"] else ""
        return _named(after, f"name{part}", f"role{part}", 0)
    from_here = max(0, quote.start() - 200)
    line = text.rfind("\n", from_here, quote.start()) + 1
    begin = max(from_here, line)
    before = _BEFORE.search(text[begin : quote.start()])
    return _named(before, "name", "role", begin) if before is not None else None


def _named(match: re.Match[str], name: str, role: str, offset: int) -> Speaker:
    passage = Passage(offset + match.start(name), offset + match.end(name), match[name])
    return Speaker(match[name].strip(), (match[role] or "").strip(" ,"), passage)


def speaker_before(sentence: str) -> Speaker | None:
    """Who a sentence says says it, at its start: "Nadine Dorries claimed she ..."."""
    match = _SUBJECT.match(sentence)
    return Speaker(_LEADING.sub("", match["name"].strip())) if match else None
