"""Generated files with the structure, the size and the mixture of NLM's baseline and update files.

A record is of one of four eras. Shares and means are set after published counts of PubMed (two
thirds of all records have an abstract) and after real files of 2016 and 2026: about 7.6 kB of XML
a record. Modern records carry affiliations and ORCID of every author, keywords,
grants, inline markup, history and references; older ones carry headings and little else.

Text is cut from a long stream of made-up words with the frequencies of natural text (Zipf), with
one rare new word now and then, so that the vocabulary keeps growing as that of PubMed does.

    python -m bench.baseline FILE --records 30000     # writes one, and says what is in it
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from isal import igzip

_LETTERS = "etaoinsrhldcumfpgwybvkxjqz"
_STEMS = ("ation", "ing", "ed", "s", "ic", "al", "ity", "ous", "", "", "", "", "")
_LABELS = ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
_TYPES = (
    *(("D016428", "Journal Article"),) * 8,
    ("D016449", "Randomized Controlled Trial"),
    ("D016454", "Review"),
    ("D002363", "Case Reports"),
    ("D016422", "Letter"),
)
_QUALIFIERS = (
    *("drug therapy", "metabolism", "therapy", "pathology", "genetics", "adverse effects"),
    *("epidemiology", "physiology", "surgery", "analysis", "diagnosis", "etiology"),
)
_MARKUP = ("<i>P</i>&lt;0.0{}", "10<sup>{}</sup>", "H<sub>{}</sub>O", "<b>n</b> = {}")
_VOCABULARY = 60_000
_STREAM = 600_000


@dataclass(frozen=True, slots=True)
class Era:
    """Years, share of all records, and how often or how many of each element a record has."""

    first: int
    last: int
    share: float
    abstract: float
    labelled: float = 0.0
    authors: float = 2.0
    affiliated: float = 0.0
    every_author: bool = False
    headings: float = 0.0
    chemicals: float = 0.0
    references: float = 0.0
    keywords: float = 0.0
    orcid: float = 0.0
    grants: float = 0.0
    conflict: float = 0.0
    comments: float = 0.03


ERAS = (
    Era(1945, 1974, 0.13, 0.05, authors=2.0, headings=8.0, chemicals=1.0),
    Era(1975, 1994, 0.24, 0.55, 0.05, 3.2, 0.6, headings=11.0, chemicals=2.5, references=0.04),
    Era(
        *(1995, 2013, 0.33, 0.80, 0.30, 4.4, 0.85),
        headings=10.5,
        chemicals=2.6,
        references=0.14,
        grants=0.12,
        comments=0.08,
    ),
    Era(
        *(2014, 2025, 0.30, 0.90, 0.33, 6.2, 0.95, True),
        headings=6.5,
        chemicals=1.2,
        references=0.40,
        keywords=3.6,
        orcid=0.25,
        grants=0.25,
        conflict=0.4,
        comments=0.08,
    ),
)
_REFERENCES = 36


class Generator:
    """Records by number; the same seed and the same calls give the same bytes."""

    def __init__(self, seed: int = 0) -> None:
        self._pick = random.Random(seed)
        vocabulary = [self._word() for _ in range(_VOCABULARY)]
        weights = list(accumulate(1 / (rank + 100) ** 1.05 for rank in range(_VOCABULARY)))
        self._stream = self._pick.choices(vocabulary, cum_weights=weights, k=_STREAM)
        self._bounds = list(accumulate(era.share for era in ERAS))
        self._headings = [
            f'<DescriptorName UI="D{n:06d}" MajorTopicYN="%s">{self.words(2).title()}'
            "</DescriptorName>"
            for n in range(20_000)
        ]
        self._chemicals = [
            f"<Chemical><RegistryNumber>{n % 97}-{n}-0</RegistryNumber><NameOfSubstance"
            f' UI="C{n:06d}">{self.words(2).title()}</NameOfSubstance></Chemical>'
            for n in range(20_000)
        ]
        self._places = [self.words(13).title() for _ in range(60_000)]
        self._names = [self.words(1).title() for _ in range(40_000)]
        self._journals = [self._journal(n) for n in range(5_000)]

    def _word(self) -> str:
        length = self._pick.randint(2, 8)
        return "".join(self._pick.choices(_LETTERS, k=length)) + self._pick.choice(_STEMS)

    def _journal(self, number: int) -> tuple[str, str]:
        full, short = f"Journal of {self.words(2)}", f"J {self.words(2).title()}"
        issn = f"{1000 + number}-{9999 - number}"
        return (
            f"<Title>{full}</Title><ISOAbbreviation>{short}.</ISOAbbreviation></Journal>",
            f"<Country>United States</Country><MedlineTA>{short}</MedlineTA><NlmUniqueID>"
            f"{number + 100_000}</NlmUniqueID><ISSNLinking>{issn}</ISSNLinking>",
        )

    def words(self, count: int) -> str:
        start = int(self._pick.random() * (_STREAM - count))
        return " ".join(self._stream[start : start + count])

    def sentences(self, count: int) -> str:
        """Text of about so many words: capitals, commas, full stops, markup, one rare word."""
        pick = self._pick.random
        found = []
        while count > 0:
            text = self.words(length := 12 + int(pick() * 16))
            cut = len(text) // 2
            if pick() < 0.3:
                text = f"{text[:cut]}, {text[cut:]}"
            if pick() < 0.06:
                text += f" ({_MARKUP[int(pick() * 4)].format(int(pick() * 99))})"
            if pick() < 0.12:
                text += f" {_rare(int(pick() * 1e15))}"
            found.append(f"{text.capitalize()}.")
            count -= length
        return " ".join(found)

    def record(self, pmid: int) -> str:
        pick = self._pick.random
        at = pick()
        era = ERAS[next((n for n, bound in enumerate(self._bounds) if at < bound), 3)]
        year = era.first + int(pick() * (era.last - era.first + 1))
        title, journal = self._journals[int(pick() ** 2 * 5_000)]
        modern = year >= 2000
        kind = self._pick.choice(_TYPES)
        article = [
            f'<Article PubModel="Print"><Journal><ISSN IssnType="Print">0028-{pmid % 9000}</ISSN>'
            f'<JournalIssue CitedMedium="Internet"><Volume>{int(pick() * 300)}</Volume><Issue>'
            f"{1 + pmid % 12}</Issue><PubDate><Year>{year}</Year><Month>{_MONTH[pmid % 12]}"
            f"</Month></PubDate></JournalIssue>{title}"
            f"<ArticleTitle>{self.words(8 + int(pick() * 12)).capitalize()}.</ArticleTitle>"
            f"<Pagination><StartPage>{pmid % 900}</StartPage><EndPage>{pmid % 900 + 9}</EndPage>"
            f"<MedlinePgn>{pmid % 900}-{pmid % 900 + 9}</MedlinePgn></Pagination>",
            f'<ELocationID EIdType="doi" ValidYN="Y">10.1016/j.x.{year}.{pmid}</ELocationID>'
            if modern
            else "",
            self._abstract(era) if pick() < era.abstract else "",
            self._authors(era),
            "<Language>eng</Language>",
            self._grants() if pick() < era.grants else "",
            f'<PublicationTypeList><PublicationType UI="{kind[0]}">{kind[1]}</PublicationType>'
            "</PublicationTypeList>",
            f'<ArticleDate DateType="Electronic">{_day(year, pmid)}</ArticleDate>'
            if modern
            else "",
            "</Article>",
        ]
        return (
            '<PubmedArticle><MedlineCitation Status="MEDLINE" IndexingMethod="Automated"'
            f' Owner="NLM"><PMID Version="1">{pmid}</PMID><DateCompleted>{_day(year, pmid)}'
            f"</DateCompleted><DateRevised>{_day(year + 1, pmid)}</DateRevised>{''.join(article)}"
            f"<MedlineJournalInfo>{journal}</MedlineJournalInfo>{self._lists(era)}"
            f"</MedlineCitation><PubmedData><History>{_history(year, pmid, modern=modern)}"
            "</History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{pmid}</ArticleId>{_ids(year, pmid) if modern else ""}'
            f"</ArticleIdList>{self._references() if pick() < era.references else ''}"
            "</PubmedData></PubmedArticle>\n"
        )

    def _some(self, mean: float) -> int:
        """A whole number from 0 to twice the mean."""
        return int(self._pick.random() * (2 * mean + 1))

    def _abstract(self, era: Era) -> str:
        if self._pick.random() < era.labelled:
            parts = (
                f'<AbstractText Label="{label}" NlmCategory="{label}">{self.sentences(55)}'
                "</AbstractText>"
                for label in _LABELS
            )
            text = "".join(parts)
        else:
            text = f"<AbstractText>{self.sentences(75 + self._some(75))}</AbstractText>"
        rights = "<CopyrightInformation>Copyright © 2020 Elsevier Inc.</CopyrightInformation>"
        return f"<Abstract>{text}{rights if era.every_author else ''}</Abstract>"

    def _authors(self, era: Era) -> str:
        pick = self._pick.random
        found = []
        for number in range(max(1, self._some(era.authors))):
            name = self._names[int(pick() * 40_000)]
            orcid = place = ""
            if pick() < era.orcid:
                block = f"{int(pick() * 1e12):012d}"
                orcid = (
                    f'<Identifier Source="ORCID">0000-{block[:4]}-{block[4:8]}-{block[8:]}'
                    "</Identifier>"
                )
            if (number == 0 or era.every_author) and pick() < era.affiliated:
                place = "".join(
                    f"<AffiliationInfo><Affiliation>{self._places[int(pick() ** 2 * 60_000)]}."
                    "</Affiliation></AffiliationInfo>"
                    for _ in range(1 + (era.every_author and pick() < 0.25))
                )
            found.append(
                f'<Author ValidYN="Y"><LastName>{name}</LastName><ForeName>Anna B</ForeName>'
                f"<Initials>AB</Initials>{orcid}{place}</Author>"
            )
        return f'<AuthorList CompleteYN="Y">{"".join(found)}</AuthorList>'

    def _grants(self) -> str:
        number = int(self._pick.random() * 1e6)
        grant = (
            f"<Grant><GrantID>R01 CA{number:06d}</GrantID><Acronym>CA</Acronym>"
            "<Agency>NCI NIH HHS</Agency><Country>United States</Country></Grant>"
        )
        return f'<GrantList CompleteYN="Y">{grant * 2}</GrantList>'

    def _lists(self, era: Era) -> str:
        """What stands behind the journal: substances, comments, headings, keywords, conflicts."""
        pick, parts = self._pick.random, []
        if count := self._some(era.chemicals):
            chosen = (self._chemicals[int(pick() ** 4 * 20_000)] for _ in range(count))
            parts.append(f"<ChemicalList>{''.join(chosen)}</ChemicalList>")
        parts.append("<CitationSubset>IM</CitationSubset>")
        if pick() < era.comments:
            parts.append(
                '<CommentsCorrectionsList><CommentsCorrections RefType="CommentIn"><RefSource>'
                f'{self.words(6)}</RefSource><PMID Version="1">{int(pick() * 4e7)}</PMID>'
                "</CommentsCorrections></CommentsCorrectionsList>"
            )
        if count := self._some(era.headings):
            parts.append("<MeshHeadingList>")
            parts += [self._heading() for _ in range(count)]
            parts.append("</MeshHeadingList>")
        if count := self._some(era.keywords):
            words = (
                f'<Keyword MajorTopicYN="N">{self.words(1 + int(pick() * 3))}</Keyword>'
                for _ in range(count)
            )
            parts.append(f'<KeywordList Owner="NOTNLM">{"".join(words)}</KeywordList>')
        if pick() < era.conflict:
            parts.append(f"<CoiStatement>{self.sentences(20)}</CoiStatement>")
        return "".join(parts)

    def _heading(self) -> str:
        pick = self._pick.random
        name = self._headings[int(pick() ** 5 * 20_000)] % ("Y" if pick() < 0.2 else "N")
        qualifiers = ""
        for _ in range(int(pick() * 2.4)):
            number = int(pick() ** 2 * len(_QUALIFIERS))
            qualifiers += (
                f'<QualifierName UI="Q{number:06d}" MajorTopicYN="{"Y" if pick() < 0.3 else "N"}">'
                f"{_QUALIFIERS[number]}</QualifierName>"
            )
        return f"<MeshHeading>{name}{qualifiers}</MeshHeading>"

    def _references(self) -> str:
        pick, found = self._pick.random, []
        for _ in range(self._some(_REFERENCES)):
            number = int(pick() * 38e6)
            ids = ""
            if pick() < 0.7:
                ids = f'<ArticleIdList><ArticleId IdType="pubmed">{number}</ArticleId>'
                if pick() < 0.4:
                    ids += f'<ArticleId IdType="doi">10.1001/jama.{number}</ArticleId>'
                ids += "</ArticleIdList>"
            citation = f"{self.words(11).capitalize()}. 2016;{number % 90}({number % 12}):1-9."
            found.append(f"<Reference><Citation>{citation}</Citation>{ids}</Reference>")
        return f"<ReferenceList>{''.join(found)}</ReferenceList>"


_MONTH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _rare(number: int) -> str:
    """A word of its own: a gene, a strain, a misprint."""
    word = ""
    while number:
        number, letter = divmod(number, 26)
        word += _LETTERS[letter]
        if len(word) == 7:
            break
    return word or "e"


def _day(year: int, pmid: int) -> str:
    month, day = pmid % 12 + 1, pmid % 28 + 1
    return f"<Year>{year}</Year><Month>{month:02d}</Month><Day>{day:02d}</Day>"


def _history(year: int, pmid: int, *, modern: bool) -> str:
    statuses = ("received", "revised", "accepted") if modern else ()
    return "".join(
        f'<PubMedPubDate PubStatus="{status}">{_day(year, pmid + n)}<Hour>{n % 24}</Hour>'
        "<Minute>0</Minute></PubMedPubDate>"
        for n, status in enumerate((*statuses, "pubmed", "medline", "entrez"))
    )


def _ids(year: int, pmid: int) -> str:
    return (
        f'<ArticleId IdType="doi">10.1016/j.x.{year}.{pmid}</ArticleId>'
        f'<ArticleId IdType="pii">S0140-6736({pmid % 25:02d}){pmid % 99_999:05d}-X</ArticleId>'
    )


def write_baseline(path: Path, records: int, *, first: int = 1, seed: int = 0) -> int:
    """One gzipped baseline file; returns its size before compression in bytes."""
    return write_file(path, Generator(seed), range(first, first + records))


def write_update(path: Path, records: int, *, known: int, seed: int = 1) -> int:
    """A daily file: two thirds revisions of PMIDs 1 to ``known``, one third new, some deletions."""
    picked = random.Random(seed)
    revised = picked.sample(range(1, known + 1), min(known, records * 2 // 3))
    new = range(known + 1, known + 1 + records - len(revised))
    deleted = sorted(set(range(1, known + 1, 997)) - set(revised))[: records // 100]
    return write_file(path, Generator(seed), [*revised, *new], deleted)


def write_file(
    path: Path, generator: Generator, pmids: Iterable[int], deleted: Iterable[int] = ()
) -> int:
    """One gzipped file of these records and deletions; returns its size before compression."""
    size = 0
    opened: Any = igzip
    with opened.open(path, "wb", compresslevel=2) as file:
        for text in _document(generator, pmids, deleted):
            size += file.write(text.encode())
    return size


def _document(generator: Generator, pmids: Iterable[int], deleted: Iterable[int]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD'
    yield ' PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/'
    yield 'pubmed_250101.dtd">\n<PubmedArticleSet>\n'
    for pmid in pmids:
        yield generator.record(pmid)
    gone = "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in deleted)
    if gone:
        yield f"<DeleteCitation>{gone}</DeleteCitation>\n"
    yield "</PubmedArticleSet>\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--records", type=int, default=30_000)
    parser.add_argument("--first", type=int, default=1, help="the lowest PMID")
    parser.add_argument("--update", type=int, help="an update file to a library of PMIDs 1 to N")
    options = parser.parse_args()
    if options.update:
        size = write_update(options.file, options.records, known=options.update)
    else:
        size = write_baseline(options.file, options.records, first=options.first)
    packed = options.file.stat().st_size
    print(
        f"{options.file}: {options.records} records, {size / options.records / 1000:.2f} kB each,"
        f" {packed / 1e6:.1f} MB gzipped ({size / packed:.2f} times smaller)"
    )


if __name__ == "__main__":
    main()
