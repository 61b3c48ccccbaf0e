"""How people talk: words in quotation marks, a story before the question, a remark after it.

"Hi all. I have tinnitus. A friend swears by ginkgo, does it do anything?" asks whether ginkgo does
anything for tinnitus. A telling is one way to read such a text as one sentence; who reads takes the
first that names a treatment and a health problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sceptic.domain.claim import ConceptKind
from sceptic.language.mentions import Mentions, mentions_of
from sceptic.language.vocabulary import Mention, Vocabulary

_DOUBLE = re.compile('["“”„«»]')
_SINGLE = re.compile(r"(?<![\w'])['‘’`](?=\S)([^'‘’`]*(?:\w['’]\w[^'‘’`]*)*)(?<=\S)['’`](?!\w)")
_WHATS = re.compile(r"\b(what|how)s\b", re.IGNORECASE)


def without_quotation_marks(line: str) -> str:
    """Take out the marks around words: "Coffee 'cuts cancer risk'" says that coffee cuts it.

    Apostrophes stay, and ``whats`` gets its own.
    """
    line = _WHATS.sub(r"\1's", line)
    return " ".join(_SINGLE.sub(r"\1", _DOUBLE.sub("", line)).split())


@dataclass(frozen=True, slots=True)
class Telling:
    """A text put as one sentence, and what a reader should know of how that was done."""

    line: str
    notes: tuple[str, ...] = ()


_STOPPING = re.compile(
    r"(?:should|can|could|may|must|shall)\s+(?:i|we)\s+(?:just\s+)?"
    r"(?:(?:stop|quit)\s+(?:taking|using)|(?:stop|quit|come\s+off|go\s+off|skip)(?=\s+(?:my|our)\b))"
    r"\s+(?:(?:my|our|all|the)\s+)*(?P<what>[^?.!,;]+?)\s*[?.!]*",
    re.IGNORECASE,
)


_NOT_FOR_RECORDS = "whether to stop is for you and a doctor; what can be checked is its safety"


def stopping(line: str, vocabulary: Vocabulary) -> Telling | None:
    """Whether to stop a known treatment, told as what records can answer: whether it is safe."""
    match = _STOPPING.fullmatch(line.strip())
    if match is None or vocabulary.named(match["what"], ConceptKind.INTERVENTION) is None:
        return None
    return Telling(f"is {match['what']} safe?", (_NOT_FOR_RECORDS,))


_AUXILIARY = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)(?:n['’]?t)?"
_PRONOUN = r"(?:it|this|that|these|those|they|them)"
# Where a new sentence begins: after a full stop, and after a comma when it asks.
_SENTENCE = re.compile(
    r"(?<!\bvs)(?<!\bdr)(?<!\bst)(?<!\be\.g)(?<!\bi\.e)(?<!\d)[.?!…]+[)\"'’]*\s+(?=\S)"
    rf"|,\s+(?:and\s+|but\s+|so\s+)?(?={_AUXILIARY}\s+(?:{_PRONOUN}|i|he|she|we)\b)",
    re.IGNORECASE,
)
# Speech without punctuation: "... he drinks cherry juice does it help".
_RUN_ON = re.compile(
    rf"(?<!\bif)(?<!\bthat)(?<!\bwhat)(?<!\bhow)(?<!\bwhy)(?<!\bthan)(?<!\bas)(?<!\band)(?<!\bor)"
    rf"(?<!\bwhich)(?<!\bwho)(?<!\bwhen)\s+(?:(?:and|but|so)\s+)?(?={_AUXILIARY}\s+{_PRONOUN}\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"(?:{_AUXILIARY}|what|which|how|who|any)\b", re.IGNORECASE)
_LEAVES_OPEN = re.compile(r"(?:what|which|how|any)\b", re.IGNORECASE)
_OF_IT = re.compile(rf"\b{_PRONOUN}\b", re.IGNORECASE)
_ABOUT_HARM = re.compile(
    r"\b(?:safe|ok(?:ay)?|harm\w*|danger\w*|risk\w*|side[- ]effects?|toxic|bad\s+for)\b",
    re.IGNORECASE,
)


def tellings(line: str, vocabulary: Vocabulary) -> Iterator[Telling]:
    """Give the ways to read a text of several sentences as one; none for a single sentence."""
    cuts = list(_SENTENCE.finditer(line)) or list(_RUN_ON.finditer(line))
    if not cuts:
        return
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(line)]
    said = [line[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True)]
    naming = [s for s in said if _names(mentions_of(s, vocabulary))]
    asking = [s for s in said if _ASKS.match(s)] or naming[-1:]
    if not naming or len(said) == 1:
        return
    found = mentions_of(line, vocabulary)
    if (safety := _safe_for_whom(found, asking)) is not None:
        yield safety
    if len(naming) == 1:
        yield Telling(naming[0], _left_out(said, naming))
    treatment, problem = _only(found.interventions, line), _only(found.conditions, line)
    for sentence in reversed(asking):
        rest = " . ".join(s for s in said if s != sentence)
        told = _with_names(sentence, treatment, problem, vocabulary)
        told = _with_context(told, mentions_of(rest, vocabulary), vocabulary)
        if told != sentence.rstrip("?!. "):
            yield Telling(told, (f"read as one sentence: {told!r}",))
        yield Telling(sentence, _left_out(said, [sentence]))
    is_open = any(_LEAVES_OPEN.match(s) for s in asking)
    if treatment and problem and not is_open:
        is_harm = any(_ABOUT_HARM.search(s) for s in asking)
        pair = (
            f"is {treatment} safe in {problem}" if is_harm else f"does {treatment} help {problem}"
        )
        yield Telling(pair, (f"read as one sentence: {pair!r}",))


def _safe_for_whom(found: Mentions, asking: list[str]) -> Telling | None:
    """Read "Imodium for a 3 year old, is it safe?": one treatment, one group and no problem."""
    treatment = _only(found.interventions, found.text)
    groups = {m.concept.id: found.text[m.start : m.end] for m in found.populations}
    is_harm = any(_ABOUT_HARM.search(s) and not _LEAVES_OPEN.match(s) for s in asking)
    if not treatment or len(groups) != 1 or found.conditions or not is_harm:
        return None
    told = f"is {treatment} safe in a {next(iter(groups.values()))}"
    return Telling(told, (f"read as one sentence: {told!r}",))


def _with_names(sentence: str, treatment: str, problem: str, vocabulary: Vocabulary) -> str:
    """The sentence that asks, with the treatment for "it" and the problem where it names none."""
    found = mentions_of(sentence, vocabulary)
    told = sentence.rstrip("?!. ")
    if treatment and not found.interventions:
        told = _OF_IT.sub(lambda _: treatment, told, count=1)
    return told if found.conditions or not problem else f"{told} for {problem}"


_WHOM = re.compile(r"\b(?:him|her|them)\b", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:on|takes?|taking|using|uses?)\s+(?:my\s+|some\s+|daily\s+)?$", re.IGNORECASE
)


def _with_context(told: str, rest: Mentions, vocabulary: Vocabulary) -> str:
    """The sentence with whom the rest is about, and what is taken already: "I'm on warfarin"."""
    people = list(dict.fromkeys(rest.text[m.start : m.end] for m in rest.populations))
    if (
        len(people) == 1
        and people[0][0].isalpha()
        and not mentions_of(told, vocabulary).populations
    ):
        told = _WHOM.sub(lambda _: people[0], told, count=1)
    taken = [m for m in rest.interventions if _TAKEN.search(rest.text[: m.start])]
    with_it = _only(tuple(taken), rest.text)
    is_asked = re.match(r"(?:can|could|may|should|is|are)\b", told, re.IGNORECASE)
    return (
        f"{told} while taking {with_it}" if with_it and is_asked and with_it not in told else told
    )


def _names(found: Mentions) -> bool:
    return bool(found.conditions or found.interventions)


def _only(mentions: tuple[Mention, ...], line: str) -> str:
    """The words of the one concept named, else "": of "tea tree shampoo" the first."""
    ends = {m.end + 1 for m in mentions}
    named = {m.concept.id: line[m.start : m.end] for m in mentions if m.start not in ends}
    return next(iter(named.values())) if len(named) == 1 else ""


def _left_out(said: list[str], kept: list[str]) -> tuple[str, ...]:
    left = ", ".join(f"“{s.rstrip('?!. ')}”" for s in said if s not in kept)
    return (f"left out of the question: {left}",) if left else ()
