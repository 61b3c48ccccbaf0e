"""What a study says of the claim's treatment: its finding read from the sentences that speak of it.

A conclusion may also tell of other arms, or name the treatment only as what another was measured
against. Where the title does not name the treatment, only sentences that do can carry a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sceptic.appraisal.findings import change_words, direction_of, stating
from sceptic.appraisal.matching import Family
from sceptic.appraisal.mention_places import is_background, is_listed, is_only_compared_with
from sceptic.domain.evidence import Finding, Rationale, Study

_OTHER_ARMS = re.compile(
    r"\bbetween (?!(?:the |these |either |both |all )?(?:\w+ )?(?:groups?|arms?|two|three|"
    r"treatments?|baseline)\b)[\w-]+(?: [\w-]+){0,2} and \w+",
    re.IGNORECASE,
)


def speaks_of(text: str, family: Family, *, as_cause: bool = False) -> bool:
    """Whether a sentence names the treatment as something that did or did not do something."""
    return any(
        not is_background(text, m, as_cause=as_cause) and not is_listed(text, m)
        for m in family.mentions(text)
    )


def is_only_comparator(study: Study, family: Family) -> bool:
    """Whether the conclusion names the treatment, and only as what another is measured against."""
    named = [r.text for r in study.conclusion if family.mentions(r.text)]
    return bool(named) and all(is_only_compared_with(text, family) for text in named)


def finding_in_own_words(finding: Finding, study: Study, family: Family) -> Finding:
    """The finding by the sentences of the conclusion that are on the claim's treatment.

    Where the title names it, sentences on other arms alone are left out; where it does not, those
    that do not name it.
    """
    said = study.conclusion
    own = [r for r in said if speaks_of(r.text, family) and not _is_aside(r.text, family)]
    if not own:
        return finding
    if family.mentions(study.citation.title):
        own = [r for r in said if not _is_aside(r.text, family)]
    if len(own) == len(said):
        return finding
    return _read_again(finding, own, study)


def _is_aside(text: str, family: Family) -> bool:
    if not family.mentions(text):
        return _OTHER_ARMS.search(text) is not None
    return is_only_compared_with(text, family)


def _read_again(finding: Finding, own: Sequence[Rationale], study: Study) -> Finding:
    key = (study.key_result,) if study.key_result else ()
    direction, carrier = direction_of(stating(own, ()), study.citation.title)
    return replace(
        finding,
        direction=direction,
        change=change_words(carrier.text),
        rationale=(carrier, *(k for k in key if k != carrier)),
    )
