"""PubMed's field tags: every spelling that its help pages list, and the short name we use.

Source: PubMed User Guide, "Search field tags" (https://pubmed.ncbi.nlm.nih.gov/help/), and the
names of the older PubMed Help, which saved searches still carry.
"""

from __future__ import annotations

FIELDS: dict[str, tuple[str, str]] = {
    "ab": ("Abstract", "words of the abstract"),
    "ad": ("Affiliation", "words of the authors' addresses"),
    "aid": ("Article Identifier", "DOI, PMCID, publisher's number"),
    "all": ("All Fields|All", "title, abstract, keywords, headings; a name, a number"),
    "au": ("Author|Author Name", 'author: `smith j` finds `smith jb` too, `"smith j"` does not'),
    "auid": ("Author - Identifier|Author Identifier", "ORCID or another number of an author"),
    "book": ("Book", "title of the book"),
    "cdat": ("Date - Completion|Completion Date|Date Completed|dcom", "indexing was completed"),
    "cn": ("Author - Corporate|Corporate Author|Corporate", "group that is an author"),
    "cois": (
        "Conflict of Interest Statements|Conflict of Interest Statement|Conflict of Interest",
        "words of the statement",
    ),
    "crdt": ("Date - Create|Create Date|Creation Date|Date Created", "record was created"),
    "dp": (
        "Date - Publication|Publication Date|pdat|Date of Publication",
        "published, in print or online",
    ),
    "ed": ("Editor", "editor of a book"),
    "edat": ("Date - Entry|Date - Entrez|Entrez Date|Entry Date", "came into PubMed"),
    "epdat": (
        "Electronic Date of Publication|Electronic Publication Date"
        "|Date - Publication Electronic|epdate",
        "published online",
    ),
    "fau": ("Author - Full|Full Author Name|Full Author", "author with first names"),
    "filter": ("Filter|Filters", "a filter by its name"),
    "fir": (
        "Investigator - Full|Full Investigator Name|Full Investigator",
        "investigator with first names",
    ),
    "gr": (
        "Grants and Funding|Grant Number|Grant Numbers|Grants|Grant|gn",
        "number, acronym, agency or country of a grant",
    ),
    "ip": ("Issue", "issue"),
    "ir": ("Investigator", "collaborator"),
    "isbn": ("ISBN", "number of a book"),
    "jid": ("NLM Unique ID|NLM ID", "NLM's number of the journal"),
    "la": ("Language|lang", "language, by name or three letters"),
    "lastau": ("Author - Last|Last Author|Last Author Name", "last author"),
    "lid": ("Location ID|LocationID", "DOI or publisher's number"),
    "lr": (
        "Date - Modification|Modification Date|mdat|Date - Last Revised|Date Last Revised",
        "record was last revised",
    ),
    "majr": (
        "MeSH Major Topic|MeSH Major Topics|Major|Major Topic|MeSH Major|MJ",
        "heading that is a main point, with those below it",
    ),
    "mh": (
        "MeSH Terms|MeSH|MeSH Term|MeSH Heading|MeSH Headings",
        "heading, with those below it; `heading/subheading`",
    ),
    "mhda": ("Date - MeSH|MeSH Date", "indexed with MeSH"),
    "nm": (
        "Supplementary Concept|Supplementary Concepts|Substance Name|Substance",
        "chemical, protocol or rare disease",
    ),
    "ot": (
        "Other Term|Other Terms|Keyword|Keywords|Author Keyword|Author Keywords",
        "authors' keywords",
    ),
    "pa": (
        "Pharmacological Action|Pharmacological Actions|Pharmacologic Action"
        "|MeSH Pharmacological Action|Pharmacological Action MeSH Terms",
        "not held: records do not carry it",
    ),
    "pg": ("Pagination|Page|Pages|First Page|Page Number", "pages as printed"),
    "pl": ("Place of Publication", "country of the journal"),
    "pmid": ("PMID|UID|Unique Identifier", "one number or several"),
    "ppdat": (
        "Print Date of Publication|Print Publication Date|Date - Publication Print|ppdate",
        "published in print",
    ),
    "ps": (
        "Subject - Personal Name|Personal Name as Subject|Subject Personal Name|Personal Name",
        "person written about",
    ),
    "pt": ("Publication Type|Publication Types|ptyp", "type, with those below it"),
    "pubn": ("Publisher", "publisher of a book"),
    "rn": ("EC/RN Number|EC RN Number|Registry Number|ecno", "CAS or EC number"),
    "sb": ("Subset|Subsets", "a subset by its name"),
    "sh": (
        "MeSH Subheading|MeSH Subheadings|Subheading|Subheadings",
        "subheading of any heading, with those below it",
    ),
    "si": (
        "Secondary Source ID|Secondary Source Identifier|Secondary Source",
        "databank and its number: `NCT00000001`, `clinicaltrials.gov`",
    ),
    "ta": (
        "Journal|Journal Title|Journal Title Abbreviation|Title Abbreviation|Journal Name|jour|jo"
        "|ISSN",
        "journal, by title, abbreviation or ISSN",
    ),
    "ti": ("Title|Article Title|titl", "words of the title"),
    "tiab": ("Title/Abstract|Title and Abstract", "title, abstract, keywords"),
    "tt": ("Transliterated Title", "words of the title in its own language"),
    "tw": ("Text Word|Text Words|word|text", "title, abstract, keywords, headings"),
    "vi": ("Volume|vol", "volume"),
    "1au": ("Author - First|First Author|First Author Name", "first author"),
}
"""Short name -> its spellings, the official one first, and what is searched."""

_BY_SPELLING = {
    spelling.lower(): name
    for name, (spellings, _) in FIELDS.items()
    for spelling in (name, *spellings.split("|"))
}

NAMES: tuple[str, ...] = tuple(FIELDS)
"""Every field under its short name; ``all`` is what an untagged term searches."""

DATES = frozenset({"dp", "edat", "crdt", "mhda", "lr", "cdat", "epdat", "ppdat"})
RANGED = DATES | {"pmid", "vi", "ip", "pg"}
"""Fields in which ``low:high`` is a range."""

EXPLODING = frozenset({"mh", "majr", "sh", "pa", "pt", "nm"})
"""Fields that take ``:noexp``."""

NEARBY = frozenset({"ti", "tiab", "ad"})
"""Fields that take ``:~N``."""


def field_named(spelling: str) -> str | None:
    """The short name, e.g. ``tiab`` for ``Title/Abstract``; ``None`` for an unknown tag."""
    return _BY_SPELLING.get(
        " ".join(spelling.lower().replace("/", " / ").split()).replace(" / ", "/")
    )


def spellings() -> tuple[str, ...]:
    """Every spelling that is understood, in lower case."""
    return tuple(_BY_SPELLING)
