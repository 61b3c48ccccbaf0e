"""PubMed's fields as EInfo lists them: NCBI's short name, the full name, what it holds."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """``tag`` is our own short name, empty for a field that this server cannot search."""

    name: str
    full_name: str
    description: str
    tag: str
    is_date: bool = False
    is_number: bool = False
    is_single: bool = True
    has_levels: bool = False


FIELDS: tuple[Field, ...] = (
    Field("ALL", "All Fields", "All terms from all searchable fields", "all", is_single=False),
    Field("UID", "UID", "Unique number assigned to publication", "pmid", is_number=True),
    Field("FILT", "Filter", "Limits the records", "filter"),
    Field("TITL", "Title", "Words in title of publication", "ti", is_single=False),
    Field("MESH", "MeSH Terms", "Medical Subject Headings assigned to publication", "mh",
          has_levels=True),
    Field("MAJR", "MeSH Major Topic", "MeSH terms of major importance to publication", "majr",
          has_levels=True),
    Field("JOUR", "Journal", "Journal abbreviation of publication", "ta"),
    Field("AFFL", "Affiliation", "Author's institutional affiliation and address", "ad",
          is_single=False),
    Field("ECNO", "EC/RN Number", "EC number for enzyme or CAS registry number", "rn"),
    Field("SUBS", "Supplementary Concept", "CAS chemical name or MEDLINE Substance Name", "nm"),
    Field("PDAT", "Date - Publication", "Date of publication", "dp", is_date=True),
    Field("EDAT", "Date - Entry", "Date publication first accessible through Entrez", "edat",
          is_date=True),
    Field("VOL", "Volume", "Volume number of publication", "vi"),
    Field("PAGE", "Pagination", "Page number(s) of publication", "pg"),
    Field("PTYP", "Publication Type", "Type of publication (e.g., review)", "pt",
          has_levels=True),
    Field("LANG", "Language", "Language of publication", "la"),
    Field("ISS", "Issue", "Issue number of publication", "ip"),
    Field("SUBH", "MeSH Subheading", "Additional specificity for MeSH term", "sh",
          has_levels=True),
    Field("SI", "Secondary Source ID", "Cross-reference from publication to other databases",
          "si"),
    Field("MHDA", "Date - MeSH", "Date publication was indexed with MeSH terms", "mhda",
          is_date=True),
    Field("TIAB", "Title/Abstract", "Free text associated with Abstract/Title", "tiab",
          is_single=False),
    Field("OTRM", "Other Term", "Other terms associated with publication", "ot",
          is_single=False),
    Field("COLN", "Author - Corporate", "Corporate Author of publication", "cn",
          is_single=False),
    Field("CNTY", "Place of Publication", "Country of publication", "pl", is_single=False),
    Field("PAPX", "Pharmacological Action", "MeSH pharmacological action pre-explosions", "pa"),
    Field("GRNT", "Grants and Funding", "NIH Grant Numbers", "gr"),
    Field("MDAT", "Date - Modification", "Date of last modification", "lr", is_date=True),
    Field("CDAT", "Date - Completion", "Date of completion", "cdat", is_date=True),
    Field("PID", "Publisher ID", "Publisher ID", "aid"),
    Field("FAUT", "Author - First", "First Author of publication", "1au"),
    Field("FULL", "Author - Full", "Full Author Name(s) of publication", "fau"),
    Field("FINV", "Investigator - Full", "Full name of investigator", "fir"),
    Field("TT", "Transliterated Title", "Words in transliterated title of publication", "tt",
          is_single=False),
    Field("LAUT", "Author - Last", "Last Author of publication", "lastau"),
    Field("PPDT", "Print Publication Date", "Date of print publication", "ppdat", is_date=True),
    Field("EPDT", "Electronic Publication Date", "Date of Electronic publication", "epdat",
          is_date=True),
    Field("LID", "Location ID", "ELocation ID", "lid"),
    Field("CRDT", "Date - Create", "Date publication first accessible through Entrez", "crdt",
          is_date=True),
    Field("BOOK", "Book", "ID of the book that contains the document", "book"),
    Field("ED", "Editor", "Section's Editor", "ed"),
    Field("ISBN", "ISBN", "ISBN", "isbn"),
    Field("PUBN", "Publisher", "Publisher's name", "pubn"),
    Field("AUID", "Author - Identifier", "Author Identifier", "auid"),
    Field("PS", "Subject - Personal Name", "Personal Name as Subject", "ps"),
    Field("COIS", "Conflict of Interest Statements", "Conflict of Interest Statements", "cois",
          is_single=False),
    Field("WORD", "Text Word", "Free text associated with publication", "tw", is_single=False),
    Field("AUTH", "Author", "Author(s) of publication", "au"),
    Field("INVR", "Investigator", "Investigator", "ir"),
)  # fmt: skip

_FULL_NAMES = {field.tag: field.full_name for field in FIELDS}
_FULL_NAMES |= {"": "All Fields", "ab": "Abstract", "sb": "Filter", "jid": "NLM Unique ID"}
_TAGS = {
    spelling.lower(): field.tag for field in FIELDS for spelling in (field.name, field.full_name)
}


def full_name(tag: str) -> str:
    """``Title/Abstract`` for ``tiab``: how NCBI prints a field in a translated query."""
    return _FULL_NAMES.get(tag, tag)


def tag_named(name: str) -> str | None:
    """Our short name for NCBI's short or full one."""
    return _TAGS.get(name.lower())
