"""What a record points at: the literature it cites, the notes and notices about it."""

from __future__ import annotations

from collections.abc import Iterable

from sceptic.domain.record import NoticeKind, Record

_COMMENTS = frozenset(
    {
        NoticeKind.COMMENT_IN, NoticeKind.COMMENT_ON, NoticeKind.SUMMARY_IN,
        NoticeKind.ORIGINAL_REPORT_IN, NoticeKind.UPDATE_IN, NoticeKind.UPDATE_OF,
    }
)  # fmt: skip
_NO_CORRECTION = frozenset(
    {
        *_COMMENTS, NoticeKind.CITES, NoticeKind.ASSOCIATED_DATASET,
        NoticeKind.ASSOCIATED_PUBLICATION, NoticeKind.OTHER,
    }
)  # fmt: skip


def cited_by(record: Record) -> tuple[int, ...]:
    """PMIDs of the literature that the record cites, in its order."""
    listed = (r.pmid for r in record.references)
    noted = (n.pmid for n in record.notices if n.kind is NoticeKind.CITES)
    return _once((*listed, *noted), record)


def comments_of(record: Record) -> tuple[int, ...]:
    """PMIDs of comments on it and of what it comments on, of its updates and summaries."""
    return _once((n.pmid for n in record.notices if n.kind in _COMMENTS), record)


def corrections_of(record: Record) -> tuple[int, ...]:
    """PMIDs of retractions, concerns, errata and republications, in either direction."""
    return _once((n.pmid for n in record.notices if n.kind not in _NO_CORRECTION), record)


def _once(pmids: Iterable[int | None], record: Record) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(p) for p in pmids if p and p != record.pmid))
