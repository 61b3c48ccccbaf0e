"""MEDLINE text (nbib) -> ``Record``: the format that PubMed's "Save" and "Send to" write.

Four characters of tag, ``- ``, the value; further lines indented by six blanks; a blank line
between records. Fields: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions". ``nbib`` writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sceptic.domain.record import (
    AbstractPart,
    Chemical,
    Databank,
    Grant,
    Keyword,
    Notice,
    NoticeKind,
    OtherAbstract,
    PartialDate,
    Pmid,
    Record,
)
from sceptic.errors import FileFormatError
from sceptic.sources.authors import with_affiliation
from sceptic.sources.dates import date_from_text, date_of
from sceptic.sources.headings import heading_from_text
from sceptic.sources.medline_people import PEOPLE, add_person, grouped
from sceptic.sources.xml_chunks import LONGEST_RECORD, as_utf8

Fields = dict[str, Any]
Reader = Callable[[Fields, str], None]

_FIRST = re.compile(rb"\s*PMID( {1,2})?- ?\d")
_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")
_LABEL = re.compile(r"(?:^|(?<=[.;:?!)\]%] ))([A-Z][A-Z0-9 ,/&'()-]{2,60}): ")
_STAMP = re.compile(r"(\d{4})(?:/(\d\d)(?:/(\d\d))?)?(?: (\d\d:\d\d))?(?: \[([\w.-]+)\])?")
_KIND = re.compile(r"(.*?)\s*(?:\[([\w-]+)\]|\(([\w-]+)\))$")
_CHEMICAL = re.compile(r"(\S+(?: \S+)*?) \((.*)\)$")
_BODIES = ("PIP", "AAMC", "AIDS", "KIE", "NASA", "Publisher", "plain-language-summary")
"""Types of other abstracts."""
_ACRONYM = re.compile(r"[A-Z0-9]{2,3}$")
_CITED = re.compile(r"(?:\s|^)PMID: ?(\d+)\.?")

LINKS = {
    "RIN": NoticeKind.RETRACTION_IN,
    "ROF": NoticeKind.RETRACTION_OF,
    "PRIN": NoticeKind.PARTIAL_RETRACTION_IN,
    "PROF": NoticeKind.PARTIAL_RETRACTION_OF,
    "ECI": NoticeKind.CONCERN_IN,
    "ECF": NoticeKind.CONCERN_FOR,
    "EIN": NoticeKind.ERRATUM_IN,
    "EFR": NoticeKind.ERRATUM_FOR,
    "CRI": NoticeKind.CORRECTED_IN,
    "CRF": NoticeKind.CORRECTED_FROM,
    "RRI": NoticeKind.RETRACTED_REPUBLISHED_IN,
    "RRF": NoticeKind.RETRACTED_REPUBLISHED_FROM,
    "RPI": NoticeKind.REPUBLISHED_IN,
    "RPF": NoticeKind.REPUBLISHED_FROM,
    "UIN": NoticeKind.UPDATE_IN,
    "UOF": NoticeKind.UPDATE_OF,
    "CIN": NoticeKind.COMMENT_IN,
    "CON": NoticeKind.COMMENT_ON,
    "SPIN": NoticeKind.SUMMARY_IN,
    "ORI": NoticeKind.ORIGINAL_REPORT_IN,
    "DDIN": NoticeKind.ASSOCIATED_DATASET,
    "DRIN": NoticeKind.ASSOCIATED_PUBLICATION,
}
"""Tags of links between records."""


def looks_like_nbib(start: bytes) -> bool:
    """Whether the first non-blank line is ``PMID- number``."""
    return _FIRST.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


def records_from_nbib(source: bytes | Iterable[bytes]) -> Iterator[Record]:
    """Records in file order, one at a time.

    Raises:
        FileFormatError: a line that is no field, or a record without a PMID.

    """
    blocks = [source] if isinstance(source, bytes) else source
    pairs: list[tuple[str, str]] = []
    after = False
    for number, line in enumerate(_lines(blocks), 1):
        found = _LINE.match(line)
        if found and found[1] == "PMID":
            if pairs:
                yield _record(pairs)
            pairs, after = [], False
        if after or not line.strip():
            continue
        if found:
            pairs.append((found[1], found[2].rstrip()))
        elif line[0] in " \t" and pairs:
            tag, text = pairs[-1]
            pairs[-1] = (tag, f"{text} {line.strip()}")
        elif pairs and pairs[-1][0] == "SO":
            after = True  # text that someone wrote behind the last field of a record
        else:
            raise FileFormatError(f"line {number} is no MEDLINE field: {line[:40]!r}")
    if not pairs:
        raise FileFormatError("the file is empty")
    yield _record(pairs)


def _lines(blocks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for block in as_utf8(iter(blocks)):
        *whole, rest = (rest + block).split(b"\n")
        yield from (line.decode("utf-8", "replace").rstrip("\r") for line in whole)
        if len(rest) > LONGEST_RECORD:
            raise FileFormatError("a line is longer than 32 MB: this is no MEDLINE file")
    if rest:
        yield rest.decode("utf-8", "replace")


def _record(pairs: list[tuple[str, str]]) -> Record:
    fields: Fields = {"people": []}
    for tag, text in pairs:
        if tag in LINKS:
            _append(fields, "notices", _notice(LINKS[tag], text))
        elif tag in PEOPLE:
            add_person(fields, tag, text)
        elif tag in _READERS:
            _READERS[tag](fields, text)
    if "pmid" not in fields:
        raise FileFormatError("a record without a PMID")
    return _finished(fields)


def _finished(fields: Fields) -> Record:
    for name, people in grouped(fields.pop("people")).items():
        fields[name] = people
    for affiliation in fields.pop("affiliations", ()):
        fields["authors"] = with_affiliation(fields.get("authors", ()), affiliation)
    owner = fields.pop("keyword_owner", "")
    if "keywords" in fields:
        fields["keywords"] = tuple(Keyword(k.text, k.major, owner) for k in fields["keywords"])
    if not fields.get("doi"):
        ids = fields.get("other_ids", ())
        fields["doi"] = next((v for kind, v in ids if kind == "elocation-doi"), "")
    if "history" in fields:  # EDAT, MHDA and CRDT say again what PHST says
        fields["history"] = tuple(dict.fromkeys(fields["history"]))
    fields.setdefault("title", "")
    fields.setdefault("issn", fields["issns"][0][1] if fields.get("issns") else "")
    return Record(id=f"pmid:{fields['pmid']}", in_pubmed=True, **fields)


# ------------------------------------------------------------------ readers of one value


def _append(fields: Fields, name: str, value: object) -> None:
    fields[name] = (*fields.get(name, ()), value)


def _into(name: str) -> Reader:
    def read(fields: Fields, text: str) -> None:
        fields[name] = text

    return read


def _into_list(name: str, value: Callable[[str], object] = str) -> Reader:
    def read(fields: Fields, text: str) -> None:
        _append(fields, name, value(text))

    return read


def _pmid(fields: Fields, text: str) -> None:
    if not text.isdecimal():
        raise FileFormatError(f"a PMID that is no number: {text[:20]!r}")
    fields["pmid"] = Pmid(int(text))


def _day_into(name: str) -> Reader:
    """``20150617``"""

    def read(fields: Fields, text: str) -> None:
        if text.isdecimal() and len(text) == 8:
            fields[name] = date_of(text[:4], text[4:6], text[6:])

    return read


def _created(fields: Fields, text: str) -> None:
    if text.isdecimal() and len(text) == 8 and (date := date_of(text[:4], text[4:6], text[6:])):
        _append(fields, "history", ("created", date))


def _print_date(fields: Fields, text: str) -> None:
    fields["print_date"] = date_from_text(text)


def _stamp(status: str) -> Reader:
    """``2015/06/22 06:00 [received]``, ``2015 [ecollection]``"""

    def read(fields: Fields, text: str) -> None:
        found = _STAMP.match(text)
        if not found:
            return
        year, month, day, time, named = found.groups()
        date = date_of(year, month or "", day or "", "" if time in (None, "00:00") else time)
        if date:
            _append(fields, "history", (status or named or "", date))
            if (status or named) == "entrez":
                fields["entrez_date"] = PartialDate(date.year, date.month, date.day)

    return read


def parts_of_abstract(text: str) -> tuple[AbstractPart, ...]:
    """``OBJECTIVE: ... METHODS: ...`` in its parts, where the text begins with a label."""
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start() != 0:
        return (AbstractPart(text),)
    ends = [label.start() for label in labels[1:]] + [len(text)]
    return tuple(
        AbstractPart(text[label.end() : end].strip(), label[1])
        for label, end in zip(labels, ends, strict=True)
    )


def _abstract(fields: Fields, text: str) -> None:
    fields["abstract"] = parts_of_abstract(text)


def _other_abstract(fields: Fields, text: str) -> None:
    kind, mark, rest = text.partition(": ")
    known = mark and kind in _BODIES
    parts = parts_of_abstract(rest if known else text)
    _append(fields, "other_abstracts", OtherAbstract(parts, kind if known else ""))


def _other_language(fields: Fields, text: str) -> None:
    """Of the abstract in another language that stands before it."""
    *before, last = fields.get("other_abstracts", ()) or (OtherAbstract(()),)
    fields["other_abstracts"] = (*before, replace(last, language=text))


def _keyword(text: str) -> Keyword:
    return Keyword(text.removeprefix("*"), text.startswith("*"))


def _chemical(text: str) -> Chemical:
    found = _CHEMICAL.match(text)
    return Chemical(found[2], found[1]) if found else Chemical(text)


def _grant(text: str) -> Grant:
    parts = text.rsplit("/", 3)
    if len(parts) == 4 and (not parts[0] or _ACRONYM.match(parts[1])):
        return Grant(*parts)
    if len(parts) >= 3:  # a grant's number may hold a slash itself
        number, agency, country = text.rsplit("/", 2)
        return Grant(number, "", agency, country)
    if len(parts) == 2:
        return Grant(agency=parts[0], country=parts[1])
    return Grant(agency=text)


def _databank(fields: Fields, text: str) -> None:
    name, _, number = text.partition("/")
    banks = {bank.name: bank for bank in fields.get("databanks", ())}
    numbers = banks[name].accessions if name in banks else ()
    banks[name] = Databank(name, numbers + ((number,) if number else ()))
    fields["databanks"] = tuple(banks.values())


def _issn(fields: Fields, text: str) -> None:
    found = _KIND.match(text)
    number, kind = (found[1], found[3] or "") if found else (text, "")
    if kind == "Linking":
        fields["issn"] = number
    else:
        _append(fields, "issns", (kind, number))


def _article_id(fields: Fields, text: str) -> None:
    found = _KIND.match(text)
    value, kind = (found[1], found[2] or found[3] or "") if found else (text, "")
    if kind == "doi" and not fields.get("doi"):
        fields["doi"] = value
    else:
        _append(fields, "other_ids", (kind, value))


def _location(fields: Fields, text: str) -> None:
    found = _KIND.match(text)
    value, kind = (found[1], found[2] or found[3] or "") if found else (text, "")
    _append(fields, "other_ids", (f"elocation-{kind}", value))


def _other_id(fields: Fields, text: str) -> None:
    source, _, value = text.partition(": ")
    _append(fields, "other_ids", (f"other-{source}", value))


def _tagged_id(kind: str) -> Reader:
    def read(fields: Fields, text: str) -> None:
        _append(fields, "other_ids", (kind, text))

    return read


def _supplementary(text: str) -> tuple[str, str]:
    return text, ""


def _notice(kind: NoticeKind, text: str) -> Notice:
    found = _CITED.search(text)
    if not found:
        return Notice(kind, None, text)
    citation = (text[: found.start()] + text[found.end() :]).strip()
    return Notice(kind, Pmid(int(found[1])), citation)


_READERS: dict[str, Reader] = {
    "PMID": _pmid,
    "OWN": _into("owner"),
    "STAT": _into("status"),
    "DA": _created,
    "DCOM": _day_into("completed_date"),
    "LR": _day_into("revised_date"),
    "DEP": _day_into("electronic_date"),
    "DP": _print_date,
    "IS": _issn,
    "VI": _into("volume"),
    "IP": _into("issue"),
    "PG": _into("pages"),
    "TI": _into("title"),
    "BTI": _into("book_title"),
    "CTI": _into("collection_title"),
    "TT": _into("title_vernacular"),
    "AB": _abstract,
    "OAB": _other_abstract,
    "OABL": _other_language,
    "CI": _into("copyright"),
    "LA": _into_list("languages"),
    "GR": _into_list("grants", _grant),
    "PT": _into_list("publication_types"),
    "PL": _into("country"),
    "TA": _into("journal_abbreviation"),
    "JT": _into("journal"),
    "JID": _into("nlm_id"),
    "RN": _into_list("chemicals", _chemical),
    "NM": _into_list("supplementary_mesh", _supplementary),
    "SB": _into_list("subsets"),
    "MH": _into_list("mesh", heading_from_text),
    "OT": _into_list("keywords", _keyword),
    "OTO": _into("keyword_owner"),
    "GS": _into_list("gene_symbols"),
    "GN": _into_list("general_notes"),
    "SFM": _into_list("space_flight_missions"),
    "RF": _into("number_of_references"),
    "COIS": _into("conflict_of_interest"),
    "PHST": _stamp(""),
    "CRDT": _stamp("entrez"),
    "EDAT": _stamp("pubmed"),
    "MHDA": _stamp("medline"),
    "PMCR": _stamp("pmc-release"),
    "AID": _article_id,
    "LID": _location,
    "OID": _other_id,
    "PMC": _into("pmcid"),
    "MID": _tagged_id("mid"),
    "ISBN": _tagged_id("isbn"),
    "SI": _databank,
    "PB": _into("publisher"),
    "EN": _into("edition"),
    "PST": _into("publication_status"),
}
