"""How many people took part: the figure an abstract gives, or ``None`` rather than a guess.

Every count is scored by the words around it (who is counted, what happened to them); the best one
wins. Reviews also give the number of studies they include.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sceptic.appraisal.numbers import Count, counts_in, lowered, sizes_in
from sceptic.domain.evidence import Rationale
from sceptic.domain.record import Record


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of people or of studies with the words it was read from; both empty if unknown."""

    value: int | None = None
    rationale: tuple[Rationale, ...] = ()


_PEOPLE = (
    r"(?:patients?|participants?|subjects?|wom[ae]n|m[ae]n|adults?|child(?:ren)?|infants?|"
    r"individuals?|volunteers?|people|persons?|students?|adolescents?|newborns?|neonates?|girls?|"
    r"boys?|males?|females?|survivors?|smokers?|cases|outpatients?|inpatients?|pregnancies|"
    r"mothers?|parents?|couples?|athletes?|players?|residents?|nurses?|physicians?|workers?|"
    r"respondents?|caregivers?|carers?|veterans?|users?|recipients?|enrollees|employees|eyes?|"
    r"households|elders|veterans|toddlers|schoolchildren|preschoolers|undergraduates|citizens|"
    r"pts|gps|latinas|clinicians|surgeons?|teachers?|drinkers?|runners?|donors?|candidates|"
    r"clients?|soldiers?|recruits|cyclists|"
    r"addicts|parturients|primigravida[es]?|nulliparae|pensioners|inmates|prisoners|customers|"
    r"members|staff|interns|trainees|families|dyads|schoolgirls|schoolboys|seniors|elderly|"
    r"pregnant women|healthy controls|babies|births|deliveries|practitioners|consumers)"
)
# Up to nine words may stand between the number and its people: "123 previously untreated women".
_STOP = (
    r"(?!(?:of|were|was|had|have|has|years?|weeks?|months?|days?|hours?|min|minutes?|mg|ml|g|kg|cm|"
    r"mm|to|than|in|from|with|who|that|at|by|per|the|is|are|times|cycles?|sites?|cent(?:er|re)s?|"
    r"hospitals?|countries|trials?|studies|groups?|arms?|died|received|for|on|did|after|during|"
    r"as|vs\.?|versus|events?|randomly)\b)"
)
_WHO = re.compile(
    rf"(?!-(?:week|day|month|year|hour|min|item|point)|\s+or\s+(?:more|fewer|less))[\s-]*"
    rf"(?:{_STOP}(?:\([^()%]{{1,40}}\)|[\w'’/+-]+)(?:,|\s*&)?\s+){{0,9}}?{_PEOPLE}\b(?!-|\s+per\b)"
)
_ENTERED = (
    r"(?:randomi[sz]ed|randomly|enrol\w+|recruit\w+|included?|includes|allocated|assigned|"
    r"entered|accrued|registered|participat\w+|took part|taking part|stud(?:ied|y)|consented|"
    r"volunteered|inclusion|examined|investigated|surveyed|comprised|comprising|involv\w+)"
)
# "322 BCS were randomised": people by what happened to them, unless the noun is a thing.
_ENTERED_SOON = re.compile(
    r"(?!-)(?!\s*%)(?:\s+(?!of\b|or\b|than\b|to\b|years?\b|weeks?\b|months?\b|days?\b|mg\b|"
    r"groups?\b|arms?\b|times\b|hours?\b|percent\b)[\w'’()/+-]+,?){1,14}? "
    r"(?:were|was) (?:\w+ly )?(?:randomi[sz]ed|randomly|enrol+ed|recruited|allocated|assigned|"
    r"included in (?:the|this) (?:study|trial))"
)
_THINGS = re.compile(
    r"\b(?:rats?|mice|mouse|rabbits?|dogs?|cats?|pigs?|piglets?|sheep|cows?|calves|steers?|horses?|"
    r"chicks?|hens|animals?|specimens?|samples?|teeth|tooth|molars?|premolars?|incisors?|canals?|"
    r"blocks?|discs?|implants?|schools?|class(?:es|rooms?)|clinics?|practices?|villages?|clusters?|"
    r"communities|hospitals?|units?|cent(?:er|re)s|sites|counties|districts|wards|homes|plots|"
    r"trees|plants|seeds|cells|studies|trials|articles|lesions|blood|establishments|facilities|"
    r"halls|universities|offices|companies|worksites|vials|scans|images|embryos|oocytes|cycles|"
    r"knees|hips|ears|wounds|crowns|restorations|herds|pens|birds|fish)\b"
)
_OF_PLANNED = re.compile(
    r"\s+(?:out )?of (?:the |an? )?(?:planned|intended|targeted) (?P<aim>\d[\d,]*)"
)
_FIRST_ARM = re.compile(
    r"(?:\s+(?:were|was))? (?:randomly )?(?:assigned|allocated|randomi[sz]ed|received|treated|"
    r"had)\b"
    r"[^.;\d]{0,90}?,? and (?P<second>\d[\d,]{0,17})\s+"
    r"(?:patients? |women |participants |subjects )?"
    r"(?:were |was )?(?:randomi[sz]ed |assigned |allocated )?(?:to|in|received|into|had)\b"
)
_STUDY_BEFORE = re.compile(
    r"\b(?:trial|study|sample|randomi[sz]ation|data|overall|total|cohort|population|"
    r"questionnaires?|survey|analysis|analyses|intention-to-treat|completed|enrolled|recruited|"
    r"randomi[sz]ed|included|participated)(?: \([^()]*\))?$"
)
_ARM_NEAR = re.compile(r"\b(?:groups?|arms?|placebo|controls?|received?|versus|vs|or|either)\b")
_NAMES_PEOPLE = re.compile(rf"\b{_PEOPLE}\b")
_ENDS_IN_PEOPLE = re.compile(rf"{_PEOPLE}(?: \(\w+\))?$")
_ENTERED_NEAR = re.compile(rf"\b{_ENTERED}\b")
_RANDOMISED = re.compile(r"\brandom\w*|\ballocated\b|\bassigned\b|\benrol\w+|\brecruit\w+")
_TOTAL_BEFORE = re.compile(
    r"(?:\btotal(?:ing| of| number of[\w\s]{0,30}was)?|\boverall,?|\baltogether,?|\bsample of|"
    r"\bcohort of|\bin all,|\bdata (?:from|on)|\bparticipants were)\s*(?:n\s?=\s?)?$"
)
_PART_BEFORE = re.compile(
    r"(?:\b(?:of (?:these|those|whom|which)|\w of(?: the)?|remaining|only|excluded|additional|"
    r"another|other|"
    r"further|and|or|at least|up to|the first|every|each|last|than|approximately|group [a-z0-9]|"
    r"all|versus|vs\.?|needed|required|sub(?:group|set|sample) of|goal(?: of|:)?|target of|out of|"
    r"per|plus|stud(?:y|ies)|phase|grade|stage|type|class|level|chapter|table|category|"
    r"received by|respectively|survey|part|day|week|month|year|age|aged|cycle|step|arm|group|"
    r"withdrawal of|planned|control group of|loss of|lost|died|dropped|ages? of|between|aged|"
    r"groups of|each (?:of|with)|"
    r"containing|aim(?:ed|s)? to \w+|target|group \w+ (?:consisted of|comprised|included|had|was|"
    r"were))"
    r"|[(/;]|\(\w[\w\s]{0,20},)\s*$"
)
_PART_AFTER = re.compile(
    r"(?:\b(?:complet(?:ed|ers)|withdrew|withdrawn|discontinued|dropped|died|excluded|screened|"
    r"invited|approached|declined|refused|responded|respond(?:ers|ents)|per (?:group|arm)|each|"
    r"(?:in|to|into|on) (?:the |each )?(?:[\w-]+ ){0,3}(?:group|arm)\b|lost to|relapsed|evaluable|"
    r"ineligible|"
    r"(?:were|was) not|required|needed|experienced|developed|reported|had|with an event|"
    r"received|receiving|taking|achieved|failed|assessed for eligibility|contacted|identified|"
    r"in the \w+ (?:group|arm)|on (?:placebo|active)|treated with|analy[sz]ed|deaths?|"
    r"switched|assigned to (?:receive|undergo)|not (?:randomi[sz]ed|included|enrolled)))"
)
_NOT_ENTERED = re.compile(
    r"\b(?:assessed for (?:eligibility|the (?:trial|study))|screened|approached|invited|targeted|"
    r"planned|contacted|"
    r"expected|"
    r"anticipated|excluded|declined|refused|needed|required)\b"
)
_SHARE = re.compile(r"\s*[(\[]\s?\d+(?:\.\d+)?\s?%\s?[)\]]")
_PERIOD_BEFORE = re.compile(
    r"(?:\b(?:between|from|during|in|since)\b[^.;]{4,60}\d{4}|registered \w+),?\s*$"
)
_OF_AT_START = re.compile(r"^\s*(?:of|among)(?: the| a total of)?\s*$")
_SIZED = re.compile(r"[(\s,;]*\bn\s?=\s?$")
_DESCRIBED = re.compile(
    r"^[^.;]{0,40}\b(?:aged|years|mean age|suffering|diagnosed|scheduled|"
    r"undergoing|with)\b"
)
_SENTENCE_END = re.compile(r"[.;?!]\s+(?=[a-z0-9(])|\n")
_ACCEPT, _ACCEPT_LARGEST = 3, 1
"""Least score at which a count is believed, and the largest one for want of a better."""


def participants_of(record: Record, *, is_review: bool = False) -> Tally:
    """Number of people in the study, with the words that say so.

    A review's participants are those of its studies. Abstract before title; the earlier of two
    equal candidates wins.
    """
    for field, text in (("abstract", record.abstract_text), ("title", record.title)):
        lower = _spelt_out(lowered(text))
        best = _best_review_count(lower) if is_review else _best_count(lower)
        if best is not None:
            return Tally(best.value, (_rationale(field, text, lower, best),))
    return Tally()


_SHORT_IN_BRACKETS = re.compile(r"\((?<= \()[a-z]{3,7}\)")
_WHO_REACH = 20
"""Letters of the longest word for people, and some: where brackets are, people are looked for."""
_SHORT_FOR_PEOPLE = re.compile(
    rf"\b(?P<who>(?!patients){_PEOPLE}) \((?P<short>[a-z]{{2,5}}(?P<last>[a-z]))s?\)"
)


def _spelt_out(lower: str) -> str:
    """The text, as long as before, with "men" for abbreviations of people: "survivors (BCS)"."""
    text = lower
    for bracket in _SHORT_IN_BRACKETS.finditer(text):
        found = _SHORT_FOR_PEOPLE.search(text, max(0, bracket.start() - _WHO_REACH), bracket.end())
        if found and found["last"] == found["who"][0]:
            short = found["short"]
            lower = re.sub(rf"\b{short}(?=s?\b)", "men".ljust(len(short)), lower)
    return lower


def _rationale(field: str, text: str, lower: str, count: Count) -> Rationale:
    """The number with the clause it stands in, at most 90 characters either side."""
    start, end = _clause(lower, count.start, count.end)
    return Rationale(field, start, end, text[start:end])


_REACH = 90


def _clause(lower: str, start: int, end: int) -> tuple[int, int]:
    left = max(0, start - _REACH)
    cut = left + _last_break(lower[left:start])
    if cut == left and left > 0:
        cut = lower.find(" ", left, start) + 1 or start
    stop = _SENTENCE_END.search(lower, end, min(len(lower), end + _REACH))
    if stop:
        return cut, stop.start()
    right = min(len(lower), end + _REACH)
    return cut, right if right == len(lower) else max(end, lower.rfind(" ", end, right))


def _best_count(lower: str) -> Count | None:
    counts = list(counts_in(lower))
    values = {c.value for c in counts}
    scored = [
        (_with_context(_score(lower, c), c, values), c) for c in counts if not _is_year(lower, c)
    ]
    believed = [(score, -c.start, c) for score, c in scored if score >= _ACCEPT]
    if believed:
        best = _entered_of_planned(lower, counts, max(believed, key=lambda row: row[:2])[2])
        return _sum_of_two(lower, [best]) or _both_sexes(lower, best) or best
    arms = _sum_of_two(lower, counts) or _sum_of_arms(lower)
    if arms is not None:
        return arms
    # Nothing is sure: the largest number of people, if it is also the best of the rest.
    people = [(c.value, -c.start, score, c) for score, c in scored if score >= _ACCEPT_LARGEST]
    return max(people, key=lambda row: row[:2])[3] if people else _first_sized(lower)


def _entered_of_planned(lower: str, counts: Sequence[Count], best: Count) -> Count:
    """The 74 of "74 of the planned 92 patients were enrolled"."""
    for count in counts:
        planned = _OF_PLANNED.match(lower, count.end)
        if planned and planned.start("aim") == best.start:
            return count
    return best


def _first_sized(lower: str) -> Count | None:
    """The first "women (n=2565, ...": the size stands right behind the people."""
    for size in sizes_in(lower):
        before = _SIZED_BEFORE.sub("", lower[max(0, size.start - 40) : size.start])
        if _ENDS_IN_PEOPLE.search(before):
            return size
    return None


_SIZED_BEFORE = re.compile(r"\s*\(\s?n\s?=\s?$")


def _is_year(lower: str, count: Count) -> bool:
    written = lower[count.start : count.end]
    return count.value < 2 or (1900 <= count.value <= 2035 and "," not in written)


def _with_context(score: int, count: Count, values: set[int]) -> int:
    """Two points more for a sum of two other counts (its arms), two fewer below ten people."""
    if score > 2 and count.value >= 20:
        score += 2 * any(count.value - v in values for v in values if 2 * v <= count.value)
    return score - 2 if score and count.value < 10 else score


def _score(lower: str, count: Count) -> int:
    """How surely the count is that of the study's people; 0 if it counts something else."""
    is_sized = "=" in lower[max(0, count.start - 3) : count.start]
    if not (is_sized or _WHO.match(lower, count.end) or _ENTERED_SOON.match(lower, count.end)):
        return 0
    after = lower[count.end : count.end + 150]
    before = lower[max(0, count.start - 70) : count.start]
    before = before[_last_break(before) :]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    sized = _SIZED.search(before)
    if sized:
        before = before[: sized.start()]
        score, rest = _score_sized(before, after), after
    else:
        score, rest = _score_noun(after)
    if not score:
        return 0
    after_points = _score_after("" if sized else rest, before[-40:])
    return score + _score_before(before) + after_points - 3 * bool(_FIRST_ARM.match(rest))


def _score_noun(after: str) -> tuple[int, str]:
    """(score, what follows the people) for a number with a noun."""
    who = _WHO.match(after)
    if who:
        return 3, after[who.end() :]
    entered = _ENTERED_SOON.match(after)
    if entered and not _THINGS.search(entered[0]):
        return 2, entered[0][-30:] + after[entered.end() :]
    return 0, after


def _score_sized(before: str, after: str) -> int:
    """Score of ``n = 123`` by what stands before it; an arm's size is none of the whole."""
    if _ENDS_IN_PEOPLE.search(before):
        return 3
    if _STUDY_BEFORE.search(before):
        return 3
    if _NAMES_PEOPLE.search(before) and not _ARM_NEAR.search(before + after[:40]):
        return 3
    return 0


# (points, pattern, how many characters before the number it may use)
_BEFORE_RULES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (3, _TOTAL_BEFORE),
    (2, _ENTERED_NEAR),
    (1, _PERIOD_BEFORE),
)


def _score_before(before: str) -> int:
    score = sum(points for points, pattern in _BEFORE_RULES if pattern.search(before))
    if not before.strip():
        return score + 1
    if _OF_AT_START.match(before):
        return score + 2
    return score - 3 * bool(_PART_BEFORE.search(before))


def _score_after(rest: str, before: str) -> int:
    score = 2 * bool(_ENTERED_NEAR.search(rest[:80]))
    score += 2 * bool(_RANDOMISED.search(before) or _RANDOMISED.search(rest[:80]))
    score += bool(_DESCRIBED.match(rest))
    score -= 3 * bool(_NOT_ENTERED.search(rest[:45])) + 5 * bool(_SHARE.match(rest))
    return score - 2 * bool(_PART_AFTER.search(rest[:50]))


def _last_break(before: str) -> int:
    ends = [m.end() for m in _SENTENCE_END.finditer(before)]
    return ends[-1] if ends else 0


def _sum_of_two(lower: str, counts: Sequence[Count]) -> Count | None:
    """Sum of "816 patients were assigned to X and 807 to Y"."""
    for count in counts:
        who = _WHO.match(lower, count.end)
        arm = _FIRST_ARM.match(lower, who.end()) if who else None
        if arm is not None:
            second = int(arm["second"].replace(",", ""))
            return Count(count.value + second, count.start, arm.end())
    return None


_FIRST_SEX = re.compile(
    r" (?:(?:healthy|adult|elderly|older|young) )?(?:(?P<her>women|girls|females)|men|boys|males) "
    r"and "
    r"(?P<second>\d[\d,]{0,17}) (?:\w+ )?(?(her)(?:men|boys|males)|(?:women|girls|females))\b"
)


def _both_sexes(lower: str, count: Count) -> Count | None:
    """Sum of "2545 women and 6996 men"."""
    match = _FIRST_SEX.match(lower, count.end)
    if match is None:
        return None
    return Count(count.value + int(match["second"].replace(",", "")), count.start, match.end())


def _sum_of_arms(lower: str) -> Count | None:
    """Sum of the ``n = `` of one sentence that names its arms, e.g. "A (n = 20) or B (n = 22)"."""
    sizes = list(sizes_in(lower))
    if len(sizes) < 2:
        return None
    start = _last_break(lower[: sizes[0].start])
    stop = _SENTENCE_END.search(lower, sizes[0].end)
    end = stop.start() if stop else len(lower)
    arms = [s for s in sizes if s.end <= end]
    if not 2 <= len(arms) <= 6 or not _ARM_NEAR.search(lower, start, end):
        return None
    if len(arms) > 2 and arms[0].value == sum(a.value for a in arms[1:]):
        return arms[0]
    return Count(sum(a.value for a in arms), arms[0].start, arms[-1].end)


_REVIEW_PEOPLE = re.compile(rf"\s+(?:{_STOP}[\w'’/-]+,?\s+){{0,4}}?{_PEOPLE}\b")
_REVIEW_PART = re.compile(
    r"^[^.;]{0,40}?\bin (?:one|two|\d+) (?:trial|stud)|^\s*[;,]?\s*\d+ (?:stud|trial)"
)
_STUDIES = re.compile(
    r"[\s-]*(?:(?!(?:of|were|was|in|from|with|to|patients|participants|years|weeks|months)\b)"
    r"[\w'’/()-]+,?\s+){0,6}?(?:trials|studies|rcts|articles|publications|papers|reports|cohorts|"
    r"reviews|randomi[sz]ed controlled trials)\b"
)
_STUDIES_ENTERED = re.compile(
    r"\b(?:includ\w+|met|identif\w+|eligible|analy[sz]ed|selected|fulfil\w+|total|involv\w+|"
    r"found|contributed|pooled|meta-analy\w+|with|enrol\w+|compris\w+|randomi[sz]ed)\b"
)
_STUDIES_PART = re.compile(
    r"\b(?:of (?:the|these)|excluded|ongoing|awaiting|only|additional|further|new|one|in|from|"
    r"low|high|quality)\s*$|[(]\s*$"
)
_STUDIES_SCREENED = re.compile(
    r"^[^.;]{0,30}\b(?:screened|retrieved|excluded|ongoing|awaiting|were identified|abstracts)"
)


def studies_of(record: Record) -> Tally:
    """Number of primary studies that a review includes."""
    for field, text in (("abstract", record.abstract_text), ("title", record.title)):
        lower = lowered(text)
        best, best_score = None, 2
        for count in counts_in(lower):
            if not 0 < count.value < 1900:
                continue
            score = _score_studies(lower, count)
            if score > best_score:
                best, best_score = count, score
        if best is not None:
            return Tally(best.value, (_rationale(field, text, lower, best),))
    return Tally()


def _score_studies(lower: str, count: Count) -> int:
    what = _STUDIES.match(lower, count.end)
    if not what:
        return 0
    before = lower[max(0, count.start - 60) : count.start]
    before = before[_last_break(before) :]
    rest = lower[what.end() : what.end() + 70]
    score = 2
    score += 2 * bool(_STUDIES_ENTERED.search(before)) + bool(_STUDIES_ENTERED.search(rest))
    score += bool(re.match(r"\s*(?:[(,]|with|involving|including|comprising)", rest))
    score -= 3 * bool(_STUDIES_PART.search(before))
    score -= 3 * bool(_STUDIES_SCREENED.search(rest))
    return score


def _best_review_count(lower: str) -> Count | None:
    """The largest of the believable counts: a review's subgroups are smaller than its whole."""
    best: Count | None = None
    for count in counts_in(lower):
        written = lower[count.start : count.end]
        if count.value < 20 or (1900 <= count.value <= 2035 and "," not in written):
            continue
        sized = lower[max(0, count.start - 4) : count.start].replace(" ", "").endswith("n=")
        after = lower[count.end : count.end + 80]
        if not (sized or _REVIEW_PEOPLE.match(after)):
            continue
        if _REVIEW_PART.search(after) or re.search(r"\bper\s*$", lower[: count.start][-8:]):
            continue
        if best is None or count.value > best.value:
            best = count
    return best
