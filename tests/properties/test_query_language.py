"""Any node, printed and parsed, is the same; any text gives an answer or a column."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sceptic.errors import QuerySyntaxError
from sceptic.library.fields import EXPLODING, NAMES, NEARBY, RANGED, field_named, spellings
from sceptic.library.mapping import exploded, mapped
from sceptic.library.ovid import query_from_ovid
from sceptic.library.query import (
    And,
    Earlier,
    Near,
    Node,
    Not,
    Or,
    Range,
    Term,
    leaves,
    parse,
    printed,
)
from sceptic.library.thesaurus import shipped_thesaurus

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


SPELLINGS: dict[str, list[str]] = {}
for _spelling in spellings():
    SPELLINGS.setdefault(str(field_named(_spelling)), []).append(_spelling)


@given(NODE, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_spelling_of_a_tag_means_the_same(node: Node, random: Random) -> None:
    def respelt(tag: re.Match[str]) -> str:
        name = random.choice(SPELLINGS[tag[1]])
        return f" [{name.upper() if random.random() < 0.5 else name}{tag[2] or ''}]"

    assert parse(re.sub(r"\[(\w+)(:[^\]]*)?\]", respelt, printed(node))) == node


@given(NODE)
@settings(max_examples=80, deadline=None)
def test_a_translation_is_a_query_and_says_all_it_changed(node: Node) -> None:
    found = mapped(node, shipped_thesaurus(), lambda _: False)
    assert parse(printed(found.node)) == found.node
    whole = exploded(found.node, shipped_thesaurus())
    assert parse(printed(whole)) == whole
    untagged = [
        leaf
        for leaf in leaves(node)
        if isinstance(leaf, Term) and not (leaf.field or leaf.phrase or leaf.truncated)
    ]
    said = [word for one in found.translations for word in one.words.split()]
    for leaf in untagged:
        words = leaf.text.split()
        kept = found.tree.node == node or set(words) <= {*said, *found.ignored}
        assert kept or "*" in leaf.text


@given(st.text(alphabet='ab1234 */().,-$?#\n"orandtiwmpexp', max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_strategy_is_translated_or_refused_with_its_line(text: str) -> None:
    try:
        node = query_from_ovid(text).node
    except QuerySyntaxError as error:
        assert "line " in error.message or "empty" in error.message  # noqa: PT017
        assert error.column >= 1  # noqa: PT017
    else:
        assert parse(printed(node)) == node
