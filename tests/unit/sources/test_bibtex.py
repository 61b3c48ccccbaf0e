"""BibTeX as people write it: TeX's letters, names in all forms, macros, faults."""

from __future__ import annotations

import pytest

from sceptic.domain.record import PartialDate
from sceptic.errors import FileFormatError
from sceptic.sources.bibtex import looks_like_bibtex, records_from_bibtex

SAMPLE = r"""% made up
@comment{jabref-meta: nothing}
@string{jn = "Journal of Nothing"}
@string{oct = "October"}
@Article{roe2009,
  Author = {Roe, Jane Mary and M{\"u}ller, Jr, J. and {The {WHO} Group}
    and Anna van der Berg and others},
  title = {{Drops \& 5\% of \textit{nothing} -- in H$_2$O: an IL-2\_x trial}},
  journal = jn,
  year = 2009,
  month = oct,
  pages = {234--239},
  number = 2,
  doi = {10.1002/(SICI)1097\_0142},
  keywords = {drops, hair},
  note = {PMID: 99900001},
}

@incollection(part, title = "A part", booktitle = "A whole", editor = "Ann Editor",
  date = "2011-05-06")
"""


def test_entries() -> None:
    article, part = records_from_bibtex(SAMPLE.encode())
    assert article.id == "pmid:99900001"
    assert [a.cited for a in article.authors] == [
        "Roe JM",
        "Müller J",
        "The WHO Group",
        "van der Berg A",
    ]
    assert article.authors[2].collective
    assert article.title.startswith("Drops & 5% of nothing – in H")
    assert article.title.endswith("an IL-2_x trial")
    assert article.journal == "Journal of Nothing"
    assert article.print_date == PartialDate(2009, 10)
    assert (article.pages, article.issue) == ("234-239", "2")
    assert article.doi == "10.1002/(SICI)1097_0142"
    assert [k.text for k in article.keywords] == ["drops", "hair"]
    assert (part.book_title, part.print_date) == ("A whole", PartialDate(2011, 5, 6))
    assert [e.cited for e in part.editors] == ["Editor A"]


def test_pmids_of_the_key_and_of_eprint() -> None:
    text = "@article{pmid99900001, title={a}}\n@article{x, title={a}, eprint={99900002}, "
    text += "eprinttype={pubmed}}\n@article{y, title={a}, eprint={99900003}}"
    assert [r.pmid for r in records_from_bibtex(text.encode())] == [99900001, 99900002, None]


def test_told_by_its_content() -> None:
    assert looks_like_bibtex(SAMPLE.encode())
    assert not looks_like_bibtex(b"somebody@example.org writes")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("@article{a, title={x}}\n\n@article{b, title={never", "record 2, line 3: the entry is"),
        ("@article{a, title={x}}\n@article{a, title={y}}", "record 2, line 2: the key 'a'"),
        ("@article{a, title={x}, title={y}}", "record 1, line 1: a field is there twice"),
        ("@article{a, year={2000}}", "record 1: neither a title nor an identifier"),
        ("words", "no record"),
    ],
)
def test_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(FileFormatError, match=says):
        list(records_from_bibtex(text.encode()))
