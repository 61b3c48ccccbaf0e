"""Throws damaged input at the parsers, coverage-guided, and says what breaks.

    python bench/fuzz.py query|ovid|nbib|xml [--minutes N] [--seed N]

Needs ``pip install atheris`` (not a dependency of the package). Only our own errors may come out;
anything else, a hang of more than ten seconds or more than 2 GB is a finding and stops the run
with the input in a file. What parses must also print, and print to what it was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

QUERIES = (
    '("hair loss"[tiab] OR wrinkl*[ti]) AND "Alopecia/therapy"[Mesh:NoExp] NOT (a[mh] not b[mh])',
    '"hip pain"[Title/Abstract:~2] AND 2007:2009 [crdt] AND "last 6 months"[dp] AND #1',
    '"1981/01/01"[PDAT] : "1981/02/01"[PDAT] AND hasabstract[text] AND systematic[sb] smith jb[au]',
)
STRATEGIES = (
    "1. exp *Alopecia/dt, th\n2. (hair adj3 (loss or thin$)).ti,ab.\n3. 1 or 2\n"
    '4. limit 3 to (english language and yr="1990 -Current")\n5. or/1-4\n6. wom#n.mp. not 5\n',
)
NBIB = (
    "PMID- 1\nDP  - 2000 Jun 7\nTI  - A title\n      goes on\nAB  - RESULTS: P<0.001.\n"
    "FAU - Benson, Don M\nAU  - Benson DM\nPT  - Review\nMH  - *Alopecia/drug therapy\n"
    "RIN - J Nothing. 2001;1:2. PMID: 8\nLID - 10.1/a [doi]\nSO  - J Nothing. 2000\n\n",
)
XML = (
    '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet><PubmedArticleSet><PubmedArticle>'
    '<MedlineCitation Status="MEDLINE"><PMID Version="1">7</PMID><Article><Journal><JournalIssue>'
    "<PubDate><Year>2000</Year><Month>Jun</Month></PubDate></JournalIssue><Title>J</Title></Journal>"
    "<ArticleTitle>A <i>t</i> &lt; 1</ArticleTitle><Abstract><AbstractText>x</AbstractText>"
    "</Abstract><AuthorList><Author><LastName>B</LastName><Initials>C</Initials></Author>"
    "</AuthorList></Article><MeshHeadingList><MeshHeading><DescriptorName>D</DescriptorName>"
    "</MeshHeading></MeshHeadingList></MedlineCitation><PubmedData><ArticleIdList>"
    '<ArticleId IdType="doi">10.1/a</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
    '<DeleteCitation><PMID Version="1">9</PMID></DeleteCitation></PubmedArticleSet>',
    "<MedlineCitationSet><MedlineCitation><PMID>1</PMID></MedlineCitation></MedlineCitationSet>",
    "<PubmedBookArticle><BookDocument><PMID>1</PMID></BookDocument></PubmedBookArticle>",
    '<!DOCTYPE a [<!ENTITY b "b">]><PubmedArticleSet>&b;</PubmedArticleSet>',
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("query", "ovid", "nbib", "xml"))
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    try:
        import atheris  # noqa: PLC0415 - only this command needs it
    except ImportError:
        sys.exit("pip install atheris")
    with atheris.instrument_imports(include=["sceptic.library", "sceptic.sources"]):
        one, seeds = _target(wanted.what)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            Path(corpus, f"seed{number}").write_text(seed, encoding="utf-8")
        options = ["fuzz", f"-max_total_time={int(wanted.minutes * 60)}", "-timeout=10"]
        options += ["-rss_limit_mb=2048", "-max_len=4000", f"-seed={wanted.seed}"]
        atheris.Setup([*options, "-print_final_stats=1", corpus], one)
        atheris.Fuzz()


def _target(what: str) -> tuple[Callable[[bytes], None], tuple[str, ...]]:
    from sceptic.errors import QuerySyntaxError, ScepticError  # noqa: PLC0415
    from sceptic.library.mapping import exploded, mapped  # noqa: PLC0415
    from sceptic.library.ovid import query_from_ovid  # noqa: PLC0415
    from sceptic.library.plan import plan_of  # noqa: PLC0415
    from sceptic.library.query import parse, printed  # noqa: PLC0415
    from sceptic.library.thesaurus import NO_HEADINGS  # noqa: PLC0415
    from sceptic.sources.medline_text import records_from_nbib  # noqa: PLC0415

    def query(data: bytes) -> None:
        try:
            node = parse(data.decode("utf-8", "replace"))
        except QuerySyntaxError:
            return
        if parse(printed(node)) != node:
            raise AssertionError(printed(node))
        whole = mapped(node, NO_HEADINGS, lambda _: False).node
        if parse(printed(whole)) != whole:
            raise AssertionError(printed(whole))
        try:
            plan_of(exploded(whole, NO_HEADINGS))
        except QuerySyntaxError:
            return

    def ovid(data: bytes) -> None:
        try:
            node = query_from_ovid(data.decode("utf-8", "replace")).node
        except QuerySyntaxError:
            return
        if parse(printed(node)) != node:
            raise AssertionError(printed(node))

    def nbib(data: bytes) -> None:
        try:
            list(records_from_nbib(data))
        except ScepticError:
            return

    targets = {"query": (query, QUERIES), "ovid": (ovid, STRATEGIES), "nbib": (nbib, NBIB)}
    return (_xml_target(), XML) if what == "xml" else targets[what]


def _xml_target() -> Callable[[bytes], None]:
    from sceptic.domain.record import Record  # noqa: PLC0415
    from sceptic.errors import ScepticError  # noqa: PLC0415
    from sceptic.library.codec import decoded, encoded  # noqa: PLC0415
    from sceptic.library.prepared import prepared  # noqa: PLC0415
    from sceptic.sources.medline import records_from_xml  # noqa: PLC0415

    def xml(data: bytes) -> None:
        """Whole or in blocks of three bytes the same; stored and indexed whatever it holds."""
        try:
            found = list(records_from_xml(data))
        except ScepticError:
            return
        blocks = (data[at : at + 3] for at in range(0, len(data), 3))
        if list(records_from_xml(blocks)) != found:
            raise AssertionError("not the same in small blocks")
        for item in found:
            if isinstance(item, Record) and decoded(encoded(item)) != item:
                raise AssertionError("not what was stored")
            if isinstance(item, Record):
                prepared(item)

    return xml


if __name__ == "__main__":
    main()
