"""The embedded full-text engine, tantivy: plans carried out on disk.

The only file that imports tantivy. Readers may search while one writer writes; a commit is whole
or not there at all, also after ``kill -9``.
"""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import tantivy
from tantivy import FieldType, Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from sceptic.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    LibraryUnwritableError,
    LibraryVersionError,
    QuerySyntaxError,
)
from sceptic.library.document import (
    COUNTED_FIELDS,
    EXACT_FIELDS,
    NUMBER_FIELDS,
    PLAIN_FIELDS,
    TEXT_FIELDS,
    UNDATED,
)
from sceptic.library.index import Order
from sceptic.library.plan import (
    KEPT,
    WEIGHTS,
    AllOf,
    AnyOf,
    Between,
    But,
    Exact,
    FirstFound,
    Plan,
    Word,
    Words,
    is_ranked,
)
from sceptic.library.words import LONGEST

REBUILD = "sceptic library rebuild makes it again from the records"
BATCH = "batch"
"""The write a document came with: tells after a crash whether its commit arrived."""

_WORDS = "sceptic_words"
_SPECIAL = frozenset(r"\.+*?()|[]{}^$-#&~")
_CANNOT_WRITE = (
    *("no space", "permission denied", "read-only", "os error 28", "file too large"),
    *("worker thread", "index writer was killed"),
)
"""What tantivy says when a file cannot be written, in the caller or in one of its threads."""

_SCORE_DIGITS = 4
_SPARE_HITS = 32
_MOST_FORMS, _MOST_PHRASES = 128, 24
"""Values named one by one; where more begin with the same letters a regular expression is faster,
whose making takes most of a millisecond."""
_MOST_VALUES = 60_000
"""Different years, types or journals that can be counted; PubMed has some 40 000 journals."""
_MOST_KEPT = 32
"""Unions kept for the next search, which often holds them again."""
_T = TypeVar("_T")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=_WORDS)
    for name in EXACT_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in PLAIN_FIELDS:
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="basic")
    for name in COUNTED_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in NUMBER_FIELDS:
        builder.add_integer_field(name, indexed=name == "key", fast=True)
    builder.add_integer_field(BATCH, indexed=True)
    return builder.build()


def _analyser() -> tantivy.TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .build()
    )


def _opened(path: Path, *, create: bool) -> tantivy.Index:
    try:
        index = tantivy.Index(_schema(), str(path)) if create else tantivy.Index.open(str(path))
    except (ValueError, OSError) as error:
        raise _translated(error, path) from error
    if index.schema != _schema():
        raise LibraryVersionError(
            f"the index at {path} was made by another version of this program",
            hint=REBUILD,
        )
    index.register_tokenizer(_WORDS, _analyser())
    return index


def _translated(error: Exception, path: Path) -> LibraryError:
    """Which of our errors a message of tantivy's is."""
    text = str(error).split("\n")[0]
    low = text.lower()
    if "lockbusy" in low or "acquire lock" in low:
        if path.is_dir() and not os.access(path, os.W_OK):
            return LibraryUnwritableError(
                f"the folder {path} is read-only", hint="searching, too, needs a lock file in it"
            )
        return LibraryBusyError(f"another process is writing to {path.parent}")
    if "permission denied" in low and "for read" in low:
        return LibraryError(
            f"the index at {path} may not be read: permission denied",
            hint=f"whoever owns it can allow it: chmod -R a+rX {path}",
        )
    if any(words in low for words in _CANNOT_WRITE):
        return LibraryUnwritableError(
            f"cannot write to {path}: {text[:120]}", hint="is the disk full?"
        )
    if not path.is_dir():
        return LibraryMissingError(f"there is no index at {path}", hint=REBUILD)
    return LibraryDamagedError(f"the index at {path} cannot be used: {text[:120]}", hint=REBUILD)


class DiskIndex:
    """A searchable index on disk. It shows the state of its last ``refresh``."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise LibraryMissingError(f"there is no index at {path}", hint=REBUILD)
        self._path = path
        self._index = _opened(path, create=False)
        self._schema = self._index.schema
        self._show()

    def _show(self) -> None:
        """Take the state of the index as it is now; what was made for an earlier one is gone."""
        self._searcher = self._index.searcher()
        self._kept_union = lru_cache(maxsize=_MOST_KEPT)(self._union)

    def refresh(self) -> None:
        """Show what has been committed since.

        Raises:
            LibraryError: it is gone, or cannot be read any more.
        """
        try:
            self._index.reload()
        except (ValueError, OSError) as error:
            if not self._path.is_dir():
                raise LibraryMissingError(f"there is no index at {self._path} any more") from error
            raise _translated(error, self._path) from error
        self._show()

    @property
    def records(self) -> int:
        return int(self._searcher.num_docs)

    def newest(self) -> int | None:
        """The latest ``entered`` of all records, as yyyymmdd."""
        query = _between(self._schema, "entered", 0, UNDATED)
        top = self._search(query, 1, order_by="entered")
        return int(top.hits[0][0]) if top.hits else None

    def has_batch(self, batch: int) -> bool:
        query = Query.term_query(self._schema, BATCH, batch)
        return bool(self._count(query))

    def keys(
        self, plan: Plan, limit: int, order: Order = Order.RELEVANCE
    ) -> tuple[int, tuple[tuple[int, float], ...]]:
        """The exact total, and the first ``limit`` keys with their scores."""
        query = self._query(plan)
        if limit <= 0:
            return self._count(query), ()
        if order is Order.PUBLISHED:
            return self._by_day(query, limit)
        if order is Order.NEWEST or not is_ranked(plan):
            found = self._search(query, limit, order_by="key")
            return int(found.count), tuple((int(key), 0.0) for key, _ in found.hits)
        return self._ranked(query, limit)

    def _ranked(self, query: Query, limit: int) -> tuple[int, tuple[tuple[int, float], ...]]:
        """Fetches on until the ties at the cut are whole, so that the order is our own."""
        fetch = limit + _SPARE_HITS
        while True:
            found = self._search(query, fetch)
            hits = found.hits
            scores = [round(float(score), _SCORE_DIGITS) for score, _ in hits]
            if len(hits) < fetch or scores[-1] != scores[limit - 1]:
                break
            fetch *= 4
        keys: Any = self._searcher.fast_field_values("key", [address for _, address in hits])
        ranked = sorted(
            ((int(key), score) for key, score in zip(keys, scores, strict=True)),
            key=lambda hit: (-hit[1], -hit[0]),
        )
        return int(found.count), tuple(ranked[:limit])

    def _by_day(self, query: Query, limit: int) -> tuple[int, tuple[tuple[int, float], ...]]:
        """The latest published; fetches on until the day at the cut is whole."""
        fetch = limit + _SPARE_HITS
        while True:
            found = self._search(query, fetch, order_by="dp")
            hits = found.hits
            if len(hits) < fetch or hits[-1][0] != hits[limit - 1][0]:
                break
            fetch *= 4
        keys: Any = self._searcher.fast_field_values("key", [address for _, address in hits])
        latest = sorted(
            ((int(day or 0), int(key)) for (day, _), key in zip(hits, keys, strict=True)),
            key=lambda hit: (-hit[0], -hit[1]),
        )
        return int(found.count), tuple((key, 0.0) for _, key in latest[:limit])

    def count(self, plan: Plan) -> int:
        return self._count(self._query(plan))

    def by_year(self, plan: Plan) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((int(year), n) for year, n in self.by_value(plan, "year")))

    def by_value(self, plan: Plan, field: str) -> list[tuple[str, int]]:
        """Every value of a counted field or of the year, and how many records have it."""
        query = self._query(plan)
        values = {"field": field, "size": _MOST_VALUES, "segment_size": _MOST_VALUES}
        ask = {"values": {"terms": values}}
        found = self._run(lambda: self._searcher.aggregate(query, ask))
        return [(str(each["key"]), int(each["doc_count"])) for each in found["values"]["buckets"]]

    def _count(self, query: Query) -> int:
        return int(self._search(query, 1).count)

    def _search(self, query: Query, limit: int, order_by: str | None = None) -> Any:
        """Tantivy's SearchResult, whose stubs lack ``count``."""
        try:
            return self._searcher.search(query, limit, order_by_field=order_by)
        except (ValueError, OSError) as error:
            raise _translated(error, self._path) from error

    def _run(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except (ValueError, OSError) as error:
            raise _translated(error, self._path) from error

    # -------------------------------------------------------------- plans

    def _query(self, plan: Plan) -> Query:
        match plan:
            case AllOf(plans):
                return Query.boolean_query([(Occur.Must, self._query(p)) for p in plans])
            case AnyOf(plans):
                return self._kept_union(plan) if len(plans) in KEPT else self._union(plan)
            case But(wanted, unwanted):
                return Query.boolean_query(
                    [(Occur.Must, self._query(wanted)), (Occur.MustNot, self._query(unwanted))]
                )
            case FirstFound(plans):
                queries = [self._query(p) for p in plans]
                return next((q for q in queries[:-1] if self._count(q)), queries[-1])
            case Words():
                return Query.boost_query(self._words(plan), WEIGHTS[plan.field])
            case Exact():
                return self._exact(plan)
            case Between(field, low, high):
                return _between(self._schema, field, low, high)

    def _union(self, plan: AnyOf) -> Query:
        return _any([self._query(p) for p in _flat(plan)])

    def _words(self, plan: Words) -> Query:
        """Where a word is cut short its forms score alike."""
        schema, field, words = self._schema, plan.field, plan.words
        if any(word.prefix for word in words):
            return Query.const_score_query(self._cut_short(plan), 1.0)
        if len(words) == 1:
            return Query.term_query(schema, field, words[0].text, index_option="freq")
        texts: list[str | tuple[int, str]] = [word.text for word in words]
        return Query.phrase_query(schema, field, texts, slop=plan.slop)

    def _cut_short(self, plan: Words) -> Query:
        """Few forms are named one by one, many are left to the engine's own matching."""
        schema, field = self._schema, plan.field
        if len(plan.words) == 1:
            return self._beginning(field, plan.words[0].text)
        forms = [self._forms(field, w.text) if w.prefix else [w.text] for w in plan.words]
        if math.prod(map(len, forms)) <= _MOST_PHRASES:
            return _any(
                [
                    Query.phrase_query(schema, field, list(words), slop=plan.slop)
                    for words in itertools.product(*forms)
                ]
            )
        patterns: list[str | tuple[int, str]] = [_pattern(word) for word in plan.words]
        return self._run(lambda: Query.regex_phrase_query(schema, field, patterns, slop=plan.slop))

    def _forms(self, field: str, prefix: str) -> list[str]:
        """The values that begin so, one more than ``_MOST_FORMS`` at most."""
        found = self._run(
            lambda: self._searcher.terms_with_prefix(field, prefix, limit=_MOST_FORMS + 1)
        )
        return [value for value, _ in found]

    def _beginning(self, field: str, prefix: str) -> Query:
        """Every value that begins so."""
        forms = self._forms(field, prefix)
        if len(forms) > _MOST_FORMS:
            return self._regex(field, _escaped(prefix) + ".*")
        return _any([Query.term_query(self._schema, field, f, index_option="basic") for f in forms])

    def _exact(self, plan: Exact) -> Query:
        if plan.prefix:
            query = Query.const_score_query(self._beginning(plan.field, plan.value), 1.0)
        else:
            query = Query.term_query(self._schema, plan.field, plan.value, index_option="basic")
        weight = WEIGHTS.get(plan.field)
        if weight is None:
            return Query.const_score_query(query, 0.0)
        return Query.boost_query(query, weight)

    def _regex(self, field: str, pattern: str) -> Query:
        try:
            return Query.regex_query(self._schema, field, pattern)
        except ValueError as error:
            raise QuerySyntaxError(f"cannot search for {pattern[:40]!r}", column=1) from error


def _between(schema: tantivy.Schema, field: str, low: int, high: int) -> Query:
    if field == "key" and low == high:
        query = Query.term_query(schema, field, low, index_option="basic")
    else:
        query = Query.range_query(schema, field, FieldType.Integer, low, high)
    return Query.const_score_query(query, 0.0)


def _any(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _flat(plan: AnyOf) -> Iterator[Plan]:
    """Alternatives within alternatives side by side, which the engine unites faster."""
    for each in plan.plans:
        if isinstance(each, AnyOf):
            yield from _flat(each)
        else:
            yield each


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in _SPECIAL else c for c in text)


def _pattern(word: Word) -> str:
    return _escaped(word.text) + (".*" if word.prefix else "")


class IndexWriter:
    """The one writer of an index. Nothing shows before ``commit``; ``rollback`` forgets it.

    Args:
        path: the index directory, created if missing.
        memory: bytes that unwritten documents may take, for all threads together.
        threads: indexing threads beside the caller's; one for every two cores by default, as each
            makes segments of its own, which are merged later.

    """

    def __init__(self, path: Path, *, memory: int = 128_000_000, threads: int = 0) -> None:
        self._path = path
        threads = threads or min(4, max(1, (os.cpu_count() or 1) // 2))
        try:
            path.mkdir(parents=True, exist_ok=True)
            exists = tantivy.Index.exists(str(path))
            self._index = _opened(path, create=not exists)
            self._writer = self._index.writer(memory, threads)
        except (ValueError, OSError) as error:
            raise _translated(error, path) from error

    def add(self, row: str, batch: int) -> None:
        """Takes a document as ``as_row`` writes it."""
        text = f'{row[:-1]},"{BATCH}":{batch}}}'
        self._tried(lambda: self._writer.add_json(text))

    def remove(self, keys: Iterable[int]) -> None:
        def all_gone() -> None:
            for key in keys:
                self._writer.delete_documents_by_term("key", key)

        self._tried(all_gone)

    def commit(self) -> None:
        self._tried(self._writer.commit)

    def rollback(self) -> None:
        self._tried(self._writer.rollback)

    def close(self) -> None:
        """Waits for background merges; what is not committed is lost."""
        self._tried(self._writer.wait_merging_threads)

    def _tried(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except (ValueError, OSError) as error:
            raise _translated(error, self._path) from error
