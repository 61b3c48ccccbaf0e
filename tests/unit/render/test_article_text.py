"""What a reader of the terminal or of Markdown sees of an article: nothing said twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sceptic.domain.reading import Reading
from sceptic.render.article_outline import outline_of_reading
from sceptic.render.article_text import as_markdown, as_text
from tests.article_samples import reading

TOLD = """Balm for hair

The miracle balm came by storm. It is a breakthrough of the trade. Mesotherapy treats alopecia.
The visits need much time for the patients in treatment. The treatment needs a nurse every week.
"""


@pytest.mark.parametrize("render", [as_text, as_markdown])
def test_a_reason_or_explanation_stands_once_over_all_that_it_is_of(
    render: Callable[[Reading], str],
) -> None:
    told = reading(TOLD)
    text = " ".join(render(told).replace("\\", "").split())
    unasked = [c for c in told.claims if c.brief is None]
    assert unasked
    for why in {c.why_not for c in unasked}:
        assert text.lower().count(f"{why.lower()}:") == 1
    for each in told.audit.persuasion:
        assert text.count(each.explanation) == 1
    assert all(" ".join(c.claim.text.split()) in text for c in told.claims)


def test_a_mark_is_explained_where_its_kind_first_comes() -> None:
    marks = outline_of_reading(reading(TOLD)).marks
    miracles = [m for m in marks if m.label == "Miracle words"]
    assert len(miracles) == 2
    assert [m.as_in for m in miracles] == ["", miracles[0].letter]
