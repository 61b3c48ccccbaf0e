"""Named subsets and filters of PubMed as the queries they stand for, and dates like "last 5 years".

Sources: PubMed User Guide, https://pubmed.ncbi.nlm.nih.gov/help/ (Clinical Study Categories, the
strategies of R. Brian Haynes, doi:10.1136/bmj.38446.498542.8F; the systematic review strategy; age,
sex, species, language and article type filters).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from sceptic.library.fields import DATES
from sceptic.library.query import Node, Range, Term, parse, rewritten

_SYSTEMATIC_TITLES = (
    *("systematic review", "systematic literature review", "systematic scoping review"),
    *("systematic narrative review", "systematic qualitative review", "systematic evidence review"),
    *("systematic quantitative review", "systematic meta-review", "systematic critical review"),
    *("systematic mixed studies review", "systematic mapping review"),
    *("systematic cochrane review", "systematic search and review"),
    "systematic integrative review",
)
_SYSTEMATIC = (
    "(((" + " OR ".join(f'"{title}"[ti]' for title in _SYSTEMATIC_TITLES) + ")"
    " NOT comment[pt] NOT (protocol[ti] OR protocols[ti])) NOT medline[sb])"
    ' OR ("Cochrane Database Syst Rev"[ta] AND review[pt]) OR "systematic review"[pt]'
)
_QUERIES = {
    "systematic": _SYSTEMATIC,
    "systematic review": _SYSTEMATIC,
    "systematicreview": _SYSTEMATIC,
    "therapy/narrow": '"randomized controlled trial"[pt] OR (randomized[tiab] AND controlled[tiab]'
    " AND trial[tiab])",
    "therapy/broad": "(clinical[tiab] AND trial[tiab]) OR clinical trials as topic[mh]"
    " OR clinical trial[pt] OR random*[tiab] OR random allocation[mh] OR therapeutic use[sh]",
    "diagnosis/narrow": "specificity[tiab]",
    "diagnosis/broad": "sensitiv*[tiab] OR sensitivity and specificity[mh] OR diagnose[tiab]"
    " OR diagnosed[tiab] OR diagnoses[tiab] OR diagnosing[tiab] OR diagnosis[tiab]"
    " OR diagnostic[tiab] OR diagnosis[mh:noexp] OR diagnostic equipment[mh:noexp]"
    " OR diagnostic errors[mh:noexp] OR diagnostic imaging[mh:noexp]"
    " OR diagnostic services[mh:noexp] OR diagnosis, differential[mh:noexp]"
    " OR diagnosis[sh:noexp]",
    "etiology/narrow": "(relative[tiab] AND risk*[tiab]) OR relative risk[tw] OR risks[tw]"
    " OR cohort studies[mh:noexp] OR (cohort[tiab] AND study[tiab])"
    " OR (cohort[tiab] AND studies[tiab])",
    "etiology/broad": "risk*[tiab] OR risk*[mh:noexp] OR risk adjustment[mh:noexp]"
    " OR risk assessment[mh:noexp] OR risk factors[mh:noexp] OR risk management[mh:noexp]"
    " OR risk taking[mh:noexp] OR cohort studies[mh] OR group[tw] OR groups[tw] OR grouped[tw]",
    "prognosis/narrow": "prognos*[tiab] OR (first[tiab] AND episode[tiab]) OR cohort[tiab]",
    "prognosis/broad": "incidence[mh:noexp] OR mortality[mh] OR follow up studies[mh:noexp]"
    " OR prognos*[tw] OR predict*[tw] OR course*[tw]",
    "clinical prediction guides/narrow": "validation[tiab] OR validate[tiab]",
    "clinical prediction guides/broad": "predict*[tiab] OR predictive value of tests[mh]"
    " OR score[tiab] OR scores[tiab] OR scoring system[tiab] OR scoring systems[tiab]"
    " OR observ*[tiab] OR observer variation[mh]",
    "humans": "humans[mh]",
    "human": "humans[mh]",
    "animals": "animals[mh:noexp]",
    "animal": "animals[mh:noexp]",
    "male": "male[mh]",
    "female": "female[mh]",
    "newborn": "infant, newborn[mh]",
    "infant": "infant[mh:noexp]",
    "allinfant": "infant[mh]",
    "preschoolchild": "child, preschool[mh]",
    "child": "child[mh:noexp]",
    "adolescent": "adolescent[mh]",
    "allchild": "infant[mh] OR child[mh] OR adolescent[mh]",
    "youngadult": "young adult[mh]",
    "adult": "adult[mh:noexp]",
    "alladult": "adult[mh]",
    "middleage": "middle aged[mh:noexp]",
    "middleagedaged": "middle aged[mh] OR aged[mh]",
    "aged": "aged[mh]",
    "80andover": "aged, 80 and over[mh]",
    "casereports": "case reports[pt]",
    "clinicaltrial": "clinical trial[pt]",
    "clinicaltrialphasei": "clinical trial, phase i[pt]",
    "clinicaltrialphaseii": "clinical trial, phase ii[pt]",
    "clinicaltrialphaseiii": "clinical trial, phase iii[pt]",
    "clinicaltrialphaseiv": "clinical trial, phase iv[pt]",
    "comment": "comment[pt]",
    "comparativestudy": "comparative study[pt]",
    "controlledclinicaltrial": "controlled clinical trial[pt]",
    "editorial": "editorial[pt]",
    "guideline": "guideline[pt] OR practice guideline[pt]",
    "journalarticle": "journal article[pt]",
    "letter": "letter[pt]",
    "meta-analysis": "meta-analysis[pt]",
    "multicenterstudy": "multicenter study[pt]",
    "news": "news[pt]",
    "observationalstudy": "observational study[pt]",
    "practiceguideline": "practice guideline[pt]",
    "pragmaticclinicaltrial": "pragmatic clinical trial[pt]",
    "randomizedcontrolledtrial": "randomized controlled trial[pt]",
    "retractedpublication": "retracted publication[pt]",
    "review": "review[pt]",
    "twinstudy": "twin study[pt]",
    "validationstudy": "validation study[pt]",
    "preprint": "preprint[pt]",
    "excludepreprints": "all[sb] NOT preprint[pt]",
    "abstract": "hasabstract[sb]",
    "fha": "hasabstract[sb]",
    "free full text": "pubmed pmc[sb]",
    "loattrfree full text": "pubmed pmc[sb]",
    "freetext": "pubmed pmc[sb]",
    "ffrft": "pubmed pmc[sb]",
    "booksdocs": "pubmed books[sb]",
    "jsubsetaim": "aim[sb]",
    "jsubsetd": "d[sb]",
    "jsubsetim": "im[sb]",
    "jsubsetn": "n[sb]",
}
_FLAGS = ("hasabstract", "hascois", "jsubsetaim", "jsubsetd", "jsubsetim", "jsubsetn")
_FLAG_FIELDS = ("", "all", "tw")
_YEARS = re.compile(r"y_(\d{1,3})$", re.IGNORECASE)
_RELATIVE = re.compile(r"last (\d{1,5}) (day|week|month|year)s?$", re.IGNORECASE)


@lru_cache(maxsize=64)
def filter_named(name: str) -> Node | None:
    """The query behind ``[sb]`` or ``[filter]``; ``None`` for a subset that records carry.

    Free full text stands for "in PubMed Central": that is what a record tells by itself.
    """
    plain = " ".join(name.lower().split()).strip("()")
    text = _QUERIES.get(plain) or _QUERIES.get(plain.replace(" ", ""))
    return parse(text) if text else None


def filter_rows() -> tuple[tuple[str, str], ...]:
    """Every name and its query, for the documentation."""
    return tuple(_QUERIES.items())


def flagged(term: Term) -> Node | None:
    """``hasabstract``, typed bare or with a general tag, as the subset that it means."""
    if term.field not in _FLAG_FIELDS or term.truncated:
        return None
    name = term.text.lower()
    return (filter_named(name) or Term(name, "sb")) if name in _FLAGS else None


def dated(node: Node, today: dt.date) -> Node:
    """The query with "last 5 years"[dp] and the like as ranges that end today."""

    def change(leaf: Node) -> Node:
        if not isinstance(leaf, Term):
            return leaf
        if leaf.field in ("filter", "sb"):
            years = _YEARS.match(leaf.text)
            return _since(_before(today, int(years[1]), "year"), today, "dp") if years else leaf
        found = _RELATIVE.match(leaf.text) if leaf.field in DATES else None
        if not found:
            return leaf
        return _since(_before(today, int(found[1]), found[2].lower()), today, leaf.field)

    return rewritten(node, change)


def _since(first: dt.date, today: dt.date, field: str) -> Range:
    return Range(f"{first:%Y/%m/%d}", f"{today:%Y/%m/%d}", field)


def _before(today: dt.date, count: int, unit: str) -> dt.date:
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return today - dt.timedelta(days=min(days, today.toordinal() - 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(max(months, 12), 12)
    for day in range(today.day, 27, -1):
        try:
            return dt.date(year, month + 1, day)
        except ValueError:
            continue
    return dt.date(year, month + 1, min(today.day, 28))
