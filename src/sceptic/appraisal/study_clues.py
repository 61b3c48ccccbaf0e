"""An article -> the studies that it means, each with the clues that may lead to its record. Pure.

A study is told apart from another by its link, its number or its journal; whatever else the
article says of a study belongs to the one that it reports. Journals are read by the words around
them, people by how they are introduced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sceptic.domain.article import Article, Passage
from sceptic.domain.meant import Person, StudyClues
from sceptic.domain.record import Pmid
from sceptic.language.article_sentences import printed_sentences

MOST_STUDIES = 12
MOST_PEOPLE = 24
MOST_TOPIC_WORDS = 40
_LONGEST_SENTENCE = 1_500

_MENTION = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|meta-analys[ei]s|systematic\s+reviews?|published|journal|findings|"
    r"researchers?|scientists|research|investigators?|et\s+al)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:new|latest|recent|this|the|a|an|one|another|his|her|their)\s+(?:[\w-]+\s+){0,4}"
    r"(?:study|trial|meta-analysis|systematic\s+review|research|paper)\b|\bpublished\b|"
    r"\b(?:study|trial|review|research|paper)\s+(?:found|finds|shows?|showed|suggests?|suggested|"
    r"reports?|reported|led|by|of|from|has|published|in)\b|"
    r"\b(?:researchers?|scientists|investigators?)\b[^.]{0,80}?\b(?:found|find|say|said|report|"
    r"reported|show|showed|discovered|believe|studied|looked|tested|gave|write|wrote|followed)\b|"
    r"\bet\s+al\b|\bthe\s+findings\b",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w’'&.-]*"
_JOURNAL = re.compile(
    rf"(?:\b(?:[Jj]ournal|magazine)\s+(?P<after>{_NAME}(?:\s+(?:{_NAME}|of|the|and|in|for|&))*"
    rf"(?:\s+{_NAME})?)"
    rf"|\b(?:(?:[Pp]ublished|[Rr]eport(?:ed|ing)?|[Aa]ppear(?:s|ed|ing)?|[Ww]rit(?:es?|ing|ten)|"
    rf"[Ss]tudy|[Aa]rticle|[Pp]aper|[Ff]indings|[Dd]etailed|[Ff]eatured|[Rr]esearch|[Rr]esults|"
    rf"[Oo]nline|edition\s+of|issue\s+of|journals?)"
    rf"(?:\s+(?:were|was|is|are|to\s+be|today|yesterday|online|this\s+week|last\s+week|on\s+\w+|"
    rf"recently|also|early|first))*,?\s+(?:in|of|by|on)\s+)"
    rf"(?:the\s+)?(?:(?:latest|current|\w+\s+\d+|\w+)\s+(?:issue|edition)\s+of\s+)?(?:the\s+)?"
    rf"(?:(?:online\s+|medical\s+|scientific\s+|open[- ]access\s+)*journals?,?\s+)?(?:the\s+)?"
    rf"(?P<in>{_NAME}(?:\s+(?:{_NAME}|of|the|and|in|for|&))*(?:\s+{_NAME})?))"
)
_WELL_KNOWN = re.compile(
    r"\b(?:The\s+Lancet(?:\s+[A-Z]\w+)*|Lancet(?:\s+[A-Z]\w+)*|BMJ(?:\s+Open)?|"
    r"British\s+Medical\s+Journal|JAMA(?:\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?|"
    r"New\s+England\s+Journal\s+of\s+Medicine|NEJM|"
    r"PLo?S\s+(?:ONE|One|Medicine|Biology|Genetics|Pathogens)|PNAS|"
    r"Proceedings\s+of\s+the\s+National\s+Academy\s+of\s+Sciences|Cochrane\s+\w+|"
    r"Journal\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+(?:[A-Z]\w+|of|the|and|&))*(?:\s+[A-Z]\w+)?|"
    r"(?:[A-Z]\w+\s+){1,4}Journal(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+(?:[A-Z]\w+|of|and|&))*"
    r"(?:\s+[A-Z]\w+)?)?|"
    r"(?:Annals|Archives|Proceedings)\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+(?:[A-Z]\w+|of|and|the|&))*"
    r"(?:\s+[A-Z]\w+)?)"
)
_NO_JOURNAL = frozenset(
    """
    january february march april may june july august september october november december
    monday
    tuesday wednesday thursday friday saturday sunday britain england london uk us the
    a an university sweden china america japan canada australia scotland english french german
    """.split()
)
_TITLE = r"(?:Drs?|Prof(?:essors?)?|Sir|Dame|Lord|Mrs?|Ms)\.?"
_PERSON = re.compile(
    rf"(?P<title>{_TITLE}\s+)?(?P<first>[A-Z](?:\.|[\w’'-]*))\s+(?:(?:[A-Z]\.?|[A-Z][a-z’'-]+)\s+)?"
    r"(?P<last>(?:(?:van|von|de|der|den|di|da|le|la|el|al|bin)\s+){0,2}"
    r"(?:Mc|Mac|O[’']|D[’'])?[A-Z][\w’'-]+)"
)
_TITLED = re.compile(
    rf"{_TITLE}\s+(?P<last>(?:Mc|Mac|O[’'])?[A-Z][a-z’'-]+)\b(?!\s+[A-Z])|"
    r"\b(?P<colleague>[A-Z][a-z’'-]+)\s+(?:and\s+(?:his\s+|her\s+)?(?:colleagues|co-?\w+|team)|"
    r"et\s+al)\b"
)
_ENCODED = re.compile(r"%(2[0-9A-F]|3[A-F]|5[BD])", re.IGNORECASE)
"""Letters that a link may write as numbers, such as the stroke in a DOI."""
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>?#]+")
_PMID = re.compile(
    r"(?:pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?:\?term=)?|\bPMID:?\s*)(\d{1,9})\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = re.compile(
    r"\b\d{1,3}(?:,\d{3})+\b|\b\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent)|\b\d{2,}(?=\s+(?:[\w-]+\s+)"
    r"{0,3}(?:people|patients|men|women|children|adults|participants|volunteers|babies|mice|rats|"
    r"families|couples|students|twins|mothers|girls|boys|infants|cases|subjects)\b)"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’-]{2,}")
STOPWORDS = frozenset(
    """
    a about after again all almost also although among an and another any are around as at away back
    be because been before being between both but by came can cannot come could did do does doing
    done down during each either ever every few for from get give given go going got had has have
    having he her here him his how if in into is it its itself less let like little long look lot
    might more much must my near never new no non nor not now of off often on once only or other our
    out over own part per put quite rather really same see seem she should show since so some still
    such take than that the their them then there these they thing this those though through to too
    toward towards under until up upon us use used very want was way we well were what when where
    whether which while who whole whose why will with within without work would yet you your don’t
    it’s isn’t doesn’t didn’t can’t that’s they’re we’re won’t
    """.split()
)
_COMMON = frozenset(
    """
    study studies research researchers scientists found said says people could years year new may
    also one two three first could will would team university professor findings published journal
    health dr after time week day today can per cent percent many most likely author authors medical
    hospital experts london used use using made make like well just even much still however
    """.split()
)


def study_clues(article: Article) -> tuple[StudyClues, ...]:
    """The studies that an article means, in reading order; none where it speaks of no study."""
    read = [article.passage(s.start, s.end) for s in printed_sentences(article.text)]
    speaking = [p for p in read if _speaks(p.text[:_LONGEST_SENTENCE])]
    told = [p for p in speaking if _REPORTED.search(p.text[:_LONGEST_SENTENCE])] or speaking
    people = tuple(_people(article))[:MOST_PEOPLE]
    topic = _topic(article)
    counts = tuple(_counts(article, read))
    named = list(_named(article, read))
    found = [
        StudyClues(at, pmid, doi, people=people, date=article.date, counts=counts, topic=topic)
        for at, pmid, doi in named
    ]
    if told:
        found += _by_journal(article, told, speaking, (people, counts, topic))
    return tuple(sorted(found, key=lambda c: c.mention.start)[:MOST_STUDIES])


def _speaks(text: str) -> bool:
    return _MENTION.search(text) is not None or _WELL_KNOWN.search(text) is not None


_Shared = tuple[tuple[Person, ...], tuple[Passage, ...], tuple[str, ...]]


def _by_journal(
    article: Article, told: list[Passage], speaking: list[Passage], shared: _Shared
) -> Iterator[StudyClues]:
    """One study for each journal named, or one for all where none is."""
    people, counts, topic = shared
    journals: dict[str, tuple[Passage, list[Passage]]] = {}
    for sentence in speaking:
        for name in journals_in(article, sentence):
            key = _plain(name.text)
            known = next((k for k in journals if k in key or key in k), key)
            journals.setdefault(known, (sentence, []))[1].append(name)
    if not journals:
        journals[""] = (told[0], [])
    for sentence, names in journals.values():
        yield StudyClues(
            mention=sentence,
            journals=tuple(names),
            people=people,
            year=_year_in(sentence.text),
            date=article.date,
            counts=counts,
            topic=topic,
        )


def journals_in(article: Article, sentence: Passage) -> Iterator[Passage]:
    """Names that a sentence uses as a journal's, each once."""
    text = sentence.text[:_LONGEST_SENTENCE]
    seen = [match.span() for match in _WELL_KNOWN.finditer(text)]
    for match in _JOURNAL.finditer(text):
        group = "after" if match["after"] else "in"
        start, end = match.span(group)
        if not any(a < end and start < b for a, b in seen):
            seen.append((start, end))
    for start, end in sorted(seen):
        name = text[start:end].rstrip(".,’'- ")
        words = [w for w in name.lower().split() if w != "the"]
        if words and words[0] not in _NO_JOURNAL and len(name) > 2:
            at = sentence.start + start
            yield article.passage(at, at + len(name))


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z ]", " ", name.lower()).split()
    return " ".join(w for w in words if w not in ("the", "journal"))


def _named(article: Article, read: list[Passage]) -> Iterator[tuple[Passage, Pmid | None, str]]:
    """Records that a link or the text names by number, each once."""
    seen: set[str] = set()
    for sentence in read:
        links = [li.url for li in article.links if li.words.overlaps(sentence)]
        for text in (*links, sentence.text):
            for pmid, doi in _numbers_in(text):
                key = str(pmid or doi)
                if key not in seen:
                    seen.add(key)
                    yield sentence, pmid, doi


def _numbers_in(text: str) -> Iterator[tuple[Pmid | None, str]]:
    plain = _ENCODED.sub(lambda m: chr(int(m[1], 16)), text)
    for match in _PMID.finditer(plain):
        yield Pmid(int(match[1])), ""
    for match in _DOI.finditer(plain):
        yield None, match.group().rstrip(".,;:)]}'\"’”").lower()


def _people(article: Article) -> Iterator[Person]:
    """Names in the form of people's names, those introduced by a title first."""
    found: dict[tuple[str, str], Person] = {}
    titled: set[tuple[str, str]] = set()
    text = article.text
    for match in _PERSON.finditer(text):
        first, last = match["first"].rstrip("."), match["last"]
        if first.lower() in STOPWORDS or first in ("The", "In", "But", "Dr", "Professor", "Prof"):
            continue
        key = (first, last)
        words = article.passage(match.start("first"), match.end("last"))
        found.setdefault(key, Person(first, last, words))
        if match["title"]:
            titled.add(key)
    lasts = {last for _, last in found}
    for match in _TITLED.finditer(text):
        group = "last" if match["last"] else "colleague"
        last = match[group]
        if last in lasts or last.lower() in STOPWORDS:
            continue
        words = article.passage(match.start(group), match.end(group))
        found.setdefault(("", last), Person("", last, words))
        titled.add(("", last))
    near = {k for k, p in found.items() if k in titled or _is_introduced(text, p.words)}
    yield from (p for k, p in found.items() if k in near)
    yield from (p for k, p in found.items() if k not in near)


_INTRODUCES = re.compile(
    r"(?:author|researcher|scientist|professor|leader|led\s+by|investigator|epidemiologist|"
    r"colleagues|university|institute|college|hospital|school|who\s+led|study|said|says)",
    re.IGNORECASE,
)


def _is_introduced(text: str, words: Passage) -> bool:
    around = text[max(0, words.start - 60) : words.start] + " | " + text[words.end : words.end + 80]
    return _INTRODUCES.search(around) is not None


def _counts(article: Article, read: Iterable[Passage]) -> Iterator[Passage]:
    seen = set()
    for sentence in read:
        for match in _COUNT.finditer(sentence.text[:_LONGEST_SENTENCE]):
            if match.group() not in seen:
                seen.add(match.group())
                at = sentence.start + match.start()
                yield article.passage(at, at + len(match.group()))


def _year_in(text: str) -> int | None:
    """The one year that a sentence names."""
    years = {int(m.group()) for m in _YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def _topic(article: Article) -> tuple[str, ...]:
    """Content words, the most said first; those of the title count three times."""
    said = Counter(w.lower() for w in _WORD.findall(article.text))
    for word in _WORD.findall(article.title):
        said[word.lower()] += 2
    kept = [(w, n) for w, n in said.items() if w not in STOPWORDS and w not in _COMMON]
    ordered = sorted(kept, key=lambda wn: (-wn[1], article.text.lower().find(wn[0]), wn[0]))
    return tuple(w for w, _ in ordered[:MOST_TOPIC_WORDS])
