"""An article -> its claims: sentence by sentence, each made to stand alone, nothing lost.

A sentence is cut into the statements it holds; each is freed of who says it, its names are found,
its kind is told by the words of ``article_words``, and what it asserts becomes a ``Claim`` by the
grammar of questions. What is no claim is listed with the reason.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sceptic.domain.article import (
    Article,
    ArticleClaim,
    ArticleClaims,
    Caveat,
    CaveatKind,
    ClaimKind,
    Resolution,
    Skipped,
    SkipReason,
)
from sceptic.domain.background import BackgroundFact
from sceptic.domain.claim import Claim, Concept, Relation
from sceptic.errors import QuestionError
from sceptic.language import article_words as w
from sceptic.language.article_kinds import Sentence, kind_of
from sceptic.language.article_names import in_their_sense, mentions_in_print
from sceptic.language.article_pieces import Piece, pieces_of
from sceptic.language.article_plain import group_of, is_plain, plain_name
from sceptic.language.article_relations import (
    DIRECTIONS,
    Assertion,
    assertion_in,
    assertions_in,
    fact_in,
)
from sceptic.language.article_senses import short_forms
from sceptic.language.article_sentences import printed_sentences
from sceptic.language.attribution import said_in, speaker_before
from sceptic.language.background_facts import Spoken, fact_told
from sceptic.language.claims import claim_from_question
from sceptic.language.mentions import Mentions
from sceptic.language.press_strength import press_strength_of
from sceptic.language.standalone import (
    Named,
    Standing,
    Topic,
    in_condition,
    remember,
    standing_alone,
    topic_of,
    with_condition,
    with_pronoun,
)
from sceptic.language.text import Span
from sceptic.language.vocabulary import Vocabulary

MOST_SENTENCES = 2_000
"""Sentences read of one article; the rest is said not to have been read."""
LONGEST_SENTENCE = 1_200
"""Characters of one sentence in which claims are looked for: longer ones are lists or noise."""

_WHY = {
    SkipReason.HEADING: "a heading",
    SkipReason.QUESTION: "a question",
    SkipReason.NOT_HEALTH: "says nothing about health",
    SkipReason.NO_ASSERTION: "asserts nothing",
    SkipReason.METHOD: "tells how a study was done",
    SkipReason.AMBIGUOUS: "what it speaks of cannot be told",
    SkipReason.BOILERPLATE: "belongs to the page, not to the article",
    SkipReason.REPEATED: "says again what was said before",
}


def claims_of(article: Article, vocabulary: Vocabulary) -> ArticleClaims:
    """Every sentence of an article as a claim or as passed over, in reading order.

    Never raises for what a text holds.
    """
    spans = printed_sentences(article.text)
    read = spans[:MOST_SENTENCES]
    reader = _Reader(article, vocabulary, read)
    for span in read:
        reader.read(span)
    caveats = list(_caveats(article, reader))
    if len(spans) > len(read):
        caveats.append(
            Caveat(CaveatKind.CUT, f"Only the first {MOST_SENTENCES} sentences were read.")
        )
    return ArticleClaims(tuple(reader.claims), tuple(reader.skipped), tuple(caveats))


def _caveats(article: Article, reader: _Reader) -> list[Caveat]:
    if not article.text.strip():
        return [Caveat(CaveatKind.EMPTY, "No text was found to read.")]
    if any(c.is_checkable for c in reader.claims):
        return []
    share = reader.about_health / max(1, reader.total)
    if share < 0.5 and (reader.named == 0 or reader.medical == 0):
        return [Caveat(CaveatKind.NOT_HEALTH, "This text does not seem to be about health.")]
    return [Caveat(CaveatKind.NO_CLAIMS, "No claim was found that the literature could decide.")]


class _Reader:
    """Reads sentence after sentence and remembers what is being spoken of."""

    def __init__(self, article: Article, vocabulary: Vocabulary, read: tuple[Span, ...]) -> None:
        self.vocabulary = vocabulary
        self.claims: list[ArticleClaim] = []
        self.skipped: list[Skipped] = []
        self.total = len(read)
        self.about_health = 0
        self.medical = 0
        """Sentences with a word of medicine or a health problem: "traffic" alone is neither."""
        self.named = 0
        self._heads = {(h.start, h.end) for h in article.headings}
        self._said: set[str] = set()
        self._text = article.text
        self._lowered = f"{article.title}\n{article.text}".lower()
        self._forms = short_forms(article.text)
        self._names: dict[str, Mentions] = {}
        self._named: dict[str, bool] = {}
        """Whether a text has a name at all, in whatever sense: it is about health then."""
        self._conditions: dict[str, Concept] = {}
        """Conditions named so far: a wider word may stand for one of them later."""
        self._found = {s.start: self._mentions(s.text) for s in read}
        titled = self._mentions(article.title)
        placed = [(-1, titled), *((start, each) for start, each in self._found.items())]
        self._topic: Topic = topic_of(article.title, placed)

    def read(self, span: Span) -> None:
        found = self._found[span.start]
        if w.MEDICAL.search(span.text) or found.conditions or found.interventions:
            self.about_health += 1
        self.medical += bool(w.MEDICAL.search(span.text) or found.conditions)
        self.named += len(found.conditions) + len(found.interventions)
        for piece in pieces_of(span, self._heads, self._text):
            self._read(piece)
        remember(self._topic, found, span.start)
        self._conditions.update((m.concept.id, m.concept) for m in found.conditions)

    def _read(self, piece: Piece) -> None:
        if len(piece.text) > 4 * LONGEST_SENTENCE:
            self._skip(piece, SkipReason.NO_ASSERTION, "too long to be a sentence")
            return
        same = " ".join(piece.text.lower().split())
        if same in self._said and len(same) > 20:
            self._skip(piece, SkipReason.REPEATED)
            return
        self._said.add(same)
        said = said_in(self._text, piece.start, piece.end)
        core = self._text[said.start : said.end]
        standing, found, assertion = self._asserted(piece, core)
        sentence = Sentence(
            whole=piece.text,
            core=standing.text,
            found=found,
            assertion=assertion,
            is_heading=piece.is_heading,
            is_quoted=said.is_quoted,
            is_named=self._named.get(standing.text[:LONGEST_SENTENCE], False),
        )
        kind = kind_of(sentence)
        if isinstance(kind, SkipReason):
            self._skip(piece, kind)
            return
        fact = self._fact(kind, standing)
        standing, claim, why = self._claimed(kind, assertion, standing, found)
        lead_in = self._text[piece.start : said.start]
        speaker = said.speaker or speaker_before(piece.text)
        self.claims.append(
            ArticleClaim(
                start=piece.start,
                end=piece.end,
                text=piece.text,
                kind=kind,
                standalone=standing.text,
                strength=press_strength_of(core),
                resolved=standing.resolved,
                claim=claim,
                why_no_claim=why,
                speaker=speaker,
                is_quoted=said.is_quoted,
                is_denied=bool(w.DENIED.search(piece.text) or _NOT_SAID.search(lead_in)),
                in_animals=w.ANIMALS.search(piece.text) is not None,
                fact=fact,
            )
        )

    def _asserted(self, piece: Piece, core: str) -> tuple[Standing, Mentions, Assertion | None]:
        """The words of a piece made to stand alone, what they name, and what they say of it."""
        found = self._mentions(core)
        standing = standing_alone(core, found, self._topic)
        if standing.resolved:
            found = self._mentions(standing.text)
        assertion = None if piece.is_heading and "?" in core else assertion_in(found)
        if assertion is None and (filled := with_pronoun(standing, self._topic)) is not None:
            return self._if_it_is_meant(standing, found, *filled)
        return standing, found, assertion

    def _fact(self, kind: ClaimKind, standing: Standing) -> BackgroundFact | None:
        """What a sentence tells of a condition or procedure, for records to state."""
        if not kind.is_checkable or _SUPPOSED.match(standing.text):
            return None
        topic = self._topic
        condition = topic.condition or topic.main_condition
        procedure, main = topic.intervention, topic.main_intervention
        if main and (
            not procedure or 2 * topic.named[procedure.concept] <= topic.named[main.concept]
        ):
            procedure = main
        spoken = Spoken(
            self.vocabulary.concept(condition.concept) if condition else None,
            self.vocabulary.concept(procedure.concept) if procedure else None,
            tuple(self._conditions.values()),
        )
        return fact_told(self._mentions(standing.text), spoken)

    def _if_it_is_meant(
        self, standing: Standing, found: Mentions, filled: Standing, mark: Resolution
    ) -> tuple[Standing, Mentions, Assertion | None]:
        """The filled sentence where it asserts something of what was put in, else as it was."""
        again = self._mentions(filled.text)
        assertion = assertion_in(again)
        if assertion is None or not assertion.speaks_of(mark.start, mark.end):
            return standing, found, None
        return filled, again, assertion

    def _mentions(self, text: str) -> Mentions:
        text = text[:LONGEST_SENTENCE]
        if text not in self._names:
            printed = mentions_in_print(text, self.vocabulary)
            self._names[text] = in_their_sense(printed, self._forms)
            self._named[text] = bool(printed.conditions or printed.interventions)
        return self._names[text]

    def _skip(self, piece: Piece, reason: SkipReason, why: str = "") -> None:
        why = why or _WHY[reason]
        self.skipped.append(Skipped(piece.start, piece.end, piece.text, reason, why))

    # ---------------------------------------------------------------- what can be asked

    def _claimed(
        self, kind: ClaimKind, assertion: Assertion | None, standing: Standing, found: Mentions
    ) -> tuple[Standing, Claim | None, str]:
        """The claim to ask, with the sentence filled where the problem is left out."""
        if not kind.is_checkable:
            return standing, None, _not_judged(kind)
        named = found
        is_fact = assertion is None
        if assertion is None:
            assertion = fact_in(found)
        if assertion is None and kind is ClaimKind.HEALTH:
            standing, assertion, found = self._completed(standing, found)
            is_fact = False
        elif assertion is None:
            standing, assertion, found = self._of_the_topic(standing)
        if assertion is None:
            return standing, None, _why_unread(named)
        if _SUPPOSED.match(standing.text):
            return standing, None, "it supposes, and asserts nothing"
        if not is_fact and (assertion := self._plainest(found)) is None:
            return standing, None, _NOT_PLAIN
        condition = self._left_out(assertion, found)
        if condition is not None:
            standing = with_condition(standing, condition)
        try:
            return standing, self._asked(assertion, found, condition), ""
        except QuestionError as error:
            return standing, None, error.message

    def _plainest(self, found: Mentions) -> Assertion | None:
        """The first assertion that can be asked as it stands, its thing named most closely."""
        for each in assertions_in(found):
            thing = plain_name(found, each.intervention, self._is_repeated)
            near = replace(each, intervention=thing, population=group_of(found, each))
            if is_plain(found, near, self._is_repeated):
                return near
        return None

    def _is_repeated(self, words: str) -> bool:
        return self._lowered.count(words.lower()) > 1

    def _completed(
        self, standing: Standing, found: Mentions
    ) -> tuple[Standing, Assertion | None, Mentions]:
        """Fill "rice is tied to a higher risk": the risk is that of what the article is about."""
        condition = self._topic.main_condition or self._topic.condition
        if condition is None or found.conditions or not w.LEFT_OPEN.search(standing.text):
            return standing, None, found
        filled = with_condition(standing, condition)
        again = self._mentions(filled.text)
        assertion = assertion_in(again)
        mark = filled.resolved[-1]
        if assertion is None or not assertion.speaks_of(mark.start, mark.end):
            return standing, None, found
        return filled, assertion, again

    def _of_the_topic(self, standing: Standing) -> tuple[Standing, Assertion | None, Mentions]:
        """The fact that a sentence tells of the condition spoken of without naming it."""
        condition = self._topic.condition or self._topic.main_condition
        if condition is None:
            return standing, None, self._mentions("")
        filled = in_condition(standing, condition)
        found = self._mentions(filled.text)
        fact = fact_in(found)
        return (filled, fact, found) if fact is not None else (standing, None, found)

    def _left_out(self, assertion: Assertion, found: Mentions) -> Named | None:
        """The condition of the article, where the clause names an outcome alone."""
        if assertion.condition is None or found.conditions:
            return None
        if assertion.relation is Relation.CAUSES:  # a harm is asked for itself
            return None
        a, b = assertion.condition
        if not _OF_ANY.search(found.text[a:b]):  # "improves memory" needs no condition
            return None
        is_outcome = any((m.start, m.end) == (a, b) for m in found.outcomes)
        return self._topic.main_condition or self._topic.condition if is_outcome else None

    def _asked(self, assertion: Assertion, found: Mentions, more: Named | None) -> Claim:
        thing = found.text[slice(*assertion.intervention)]
        thing = _CAUSE_WORDS.get(thing.lower(), thing)
        is_age = _AN_AGE.match(thing) is not None
        if is_age:
            thing = "younger age" if thing[0] in "uUyY" else "older age"
        if assertion.condition is None:
            claim = claim_from_question(f"{thing} is safe", self.vocabulary, intervention=thing)
            return replace(claim, negated=assertion.negated)
        problem = found.text[slice(*assertion.condition)]
        group = found.text[slice(*assertion.population)] if assertion.population else ""
        group = "" if is_age or group.lower() in ("people", "patients", "adults") else group
        ends = f" for {more.text}" if more else ""
        line = f"{thing} {assertion.verb} {problem}{ends}"
        line += (
            f" in {group}"
            if group and not group.lower().startswith("in ")
            else f" {group}"
            if group
            else ""
        )
        claim = self._read_as_question(line.strip(), thing, problem, more, assertion)
        return replace(claim, negated=assertion.negated)

    def _read_as_question(
        self, line: str, thing: str, problem: str, more: Named | None, assertion: Assertion
    ) -> Claim:
        """The claim of a short sentence; whether more or less of a thing is good, it says."""
        if assertion.verb in DIRECTIONS and more is None:
            try:
                claim = claim_from_question(line, self.vocabulary, intervention=thing)
            except QuestionError:
                claim = None
            if claim is not None and claim.relation is not Relation.COMPARES:
                return claim
        return claim_from_question(
            line,
            self.vocabulary,
            intervention=thing,
            condition=more.text if more else problem,
            outcome=problem if more else None,
            relation=assertion.relation,
        )


_OF_ANY = re.compile(
    r"symptom|relaps|flare|attack|outcome|surviv|mortality|death|recurr|progress|sever"
    r"|quality|hospital|respon|remission|pain|risk",
    re.IGNORECASE,
)
"""Outcomes that say nothing without the problem of which they are."""
_SUPPOSED = re.compile(r"\W*if\s", re.IGNORECASE)


_NOT_SAID = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bcannot|\bno\s+\w+)\s+(?:\w+\s+){0,2}?"
    r"(?:suggest|mean|show|prove|imply|conclude|say|claim|confirm|find|believe)",
    re.IGNORECASE,
)
"""A lead-in that takes back what follows: "the findings don't suggest that"."""
_NOT_PLAIN = "what it says of a treatment and a health problem was not understood for certain"


def _why_unread(found: Mentions) -> str:
    if found.interventions and found.conditions:
        return "what it says of a treatment and a health problem was not understood"
    return "it does not name both a treatment or exposure and a health problem"


_AN_AGE = re.compile(r"(?:under|over|aged|older|younger)\b.*\d", re.IGNORECASE | re.DOTALL)
_CAUSE_WORDS = {
    "autoimmune": "autoimmunity",
    "auto-immune": "autoimmunity",
    "immune system": "autoimmunity",
}
"""What the literature calls the cause that an article tells in other words."""


def _not_judged(kind: ClaimKind) -> str:
    return {
        ClaimKind.OUTSIDE: "no medical library can decide this",
        ClaimKind.ANECDOTE: "what happened to one person proves nothing of others",
        ClaimKind.OPINION: "an opinion",
        ClaimKind.ADVICE: "advice, not a statement",
        ClaimKind.QUOTATION: "somebody's words, in which no claim about health is told apart",
        ClaimKind.NUMBER: "a figure that stands for itself",
    }[kind]
