"""Any node, printed and parsed, is the same; any text gives an answer or a column."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sceptic.errors import QuerySyntaxError
from sceptic.library.fields import EXPLODING, NAMES, NEARBY, RANGED
from sceptic.library.query import And, Earlier, Near, Node, Not, Or, Range, Term, parse, printed

WORD = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Z", "C"], exclude_characters='()[]"“”„″＂*#:'
    ),
    min_size=1,
    max_size=8,
).filter(lambda word: word not in ("AND", "OR", "NOT") and not word.isspace())
TEXT = (
    st.lists(WORD, min_size=1, max_size=4)
    .map(" ".join)
    .filter(lambda text: text == " ".join(text.split()))
)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    field = draw(st.sampled_from(("", *NAMES)))
    exact = field in EXPLODING and draw(st.booleans())
    return Term(draw(TEXT), field, draw(st.booleans()), draw(st.booleans()), exact)


LEAF: st.SearchStrategy[Node] = st.one_of(
    terms(),
    st.builds(Near, TEXT, st.sampled_from(sorted(NEARBY)), st.integers(0, 1000)),
    st.builds(Range, TEXT, TEXT, st.sampled_from(sorted(RANGED))),
    st.builds(Earlier, st.integers(0, 99)),
)
NODE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Not, inner, inner),
    ),
    max_leaves=12,
)


@given(NODE)
@settings(max_examples=300, deadline=None)
def test_parse_undoes_print(node: Node) -> None:
    assert parse(printed(node)) == node


@given(st.text(alphabet='ab *#"()[]:~ANDORNOTtiab0/', max_size=40))
@settings(max_examples=500, deadline=None)
def test_any_text_has_an_answer_or_a_column(text: str) -> None:
    try:
        node = parse(text)
    except QuerySyntaxError as error:
        assert 1 <= error.column <= len(text) + 1  # noqa: PT017
    else:
        assert parse(printed(node)) == node
