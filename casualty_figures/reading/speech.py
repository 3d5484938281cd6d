"""Speech: who says what in a sentence, on which day, and what stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from casualty_figures.reading.parties import FoundParty, is_role, tight_claimant
from casualty_figures.reading.wording import Span, listed, lowered, trimmed

SHORTEST_QUOTE = 20
"""Characters under which quotation marks hold a term, not speech."""
FURTHEST = 220
"""Characters before a verb in which its subject is looked for."""
QUOTED = re.compile(r"\u201c[^\u201c\u201d]*+\u201d?+|\"[^\"\n]*+\"?+|\u00ab[^\u00ab\u00bb]*+\u00bb?+")
PRONOUN = re.compile(r"(?:he|she|it|they)", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|to|the|no|any|of|its|their|his|her|not|a|an)\s+$", re.IGNORECASE
)
ASIDE = re.compile(
    r"(?:\s*,?\s*\b(?:separately|late|early|later|again|in\s(?:a|an|its|his|her|their|the)\s(?:[\w-]+\s){0,3}?"
    r"(?:statement|interview|speech|briefing|report|post|tweet|update|conference|message|address|release)|"
    r"(?:reporters|journalists|parliament|lawmakers|[A-Z][\w.-]+|the\s(?:[\w-]+\s){1,4}?(?:agency|channel|newspaper|network|television|radio|council)|"
    r"(?:state|local|national)\s(?:[\w-]+\s)?(?:television|tv|radio|media)|a\s(?:news|press)\s(?:conference|briefing))\b))*\s*,?\s*"
)


PLURAL = re.compile(r"(?:[a-z]s|[A-Z]S|media|police|POLICE|they|They|people)$")
LIVES = re.compile(r"claim(?:s|ed|)\s(?:[\w,-]+\s){0,4}(?:lives|life|victims?|responsibility)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One verb of saying: its subjects, its scope, and the phrase that dates it."""

    subjects: tuple[Span, ...]
    verb: Span
    scope: Span
    forward: bool
    """True where what is said follows the verb."""
    said_on: Span | None = None


@cache
def _say() -> re.Pattern[str]:
    say, according = listed("speech_words", "kind", "say"), listed("speech_words", "kind", "according")
    plural = listed("speech_words", "kind", "say_plural")
    return re.compile(rf"\b(?:(?P<according>{according})|(?P<say>{say})|(?<=[a-z]\s)(?P<plural>{plural}))\b")


@cache
def _boundary() -> re.Pattern[str]:
    words = listed("speech_words", "kind", "boundary")
    return re.compile(
        rf"[;:\u201c\u201d\"()\[\]\u2014]|--|\s[\u2013-]\s|,\s(?:{words}\s|and\s)?|\b{words}\s", re.IGNORECASE
    )


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf"\b{listed('speech_words', 'kind', 'finite')}\b", re.IGNORECASE)


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:^|\s+|,\s*){listed('speech_words', 'kind', 'adverb')}\b,?)+\s*$", re.IGNORECASE)


def quotes(text: str) -> list[Span]:
    """Spans of direct speech, marks included; an unclosed one ends with its paragraph.

    >>> text = "He is 'fine'. \\u201cWe saw nobody at the bridge,\\u201d he said."
    >>> [text[a:b] for a, b in quotes(text)]
    ['\u201cWe saw nobody at the bridge,\u201d']
    """
    spans: list[Span] = []
    if "\u201c" not in text and '"' not in text and "\u00ab" not in text:
        return spans
    for found in QUOTED.finditer(text):
        end = text.find("\n", found.start(), found.end())
        end = found.end() if end < 0 else end
        if end - found.start() >= SHORTEST_QUOTE:
            spans.append((found.start(), end))
    return spans


def quote_at(position: int, quoted: Sequence[Span]) -> Span | None:
    """The direct speech that holds a position, among spans in the order of the text.

    >>> quote_at(5, [(0, 3), (4, 9)]), quote_at(3, [(0, 3), (4, 9)])
    ((4, 9), None)
    """
    index = bisect_right(quoted, position, key=_start) - 1
    return quoted[index] if index >= 0 and position < quoted[index][1] else None


def _start(span: Span) -> int:
    return span[0]


def _last_closed(position: int, quoted: Sequence[Span]) -> int:
    """Where the last direct speech before a position ends; 0 where there is none."""
    index = bisect_right(quoted, position, key=_start) - 1
    if index >= 0 and quoted[index][1] > position:
        index -= 1
    return quoted[index][1] if index >= 0 else 0


def _before_adverbs(text: str, start: int, end: int, times: Sequence[Span]) -> tuple[int, Span | None]:
    """Where a subject ends, when adverbs and a phrase of time between it and the verb are taken off."""
    said_on = None
    while True:
        end = start + len(text[start:end].rstrip())
        adverbs = _adverbs().search(text, start, end)
        if adverbs:
            end = adverbs.start()
            continue
        time = next((span for span in times if start <= span[0] and span[1] == end - (text[end - 1] == ",")), None)
        if time is None or said_on or time[0] == start:
            return end, said_on
        said_on, end = time, time[0]


def _subject_before(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that ends at `end`, an apposition between commas taken in."""
    if start >= end:
        return None
    window = max(start, end - FURTHEST)
    comma = text[end - 1] == ","
    limit = end - 1 if comma else end
    begin = window
    if comma:
        opening = text.rfind(",", window, limit)
        if opening < 0:
            return None
        limit = opening
    for boundary in _boundary().finditer(text, window, limit):
        begin = boundary.end()
    for finite in _finite().finditer(text, begin, limit):
        begin = finite.end()
    span = trimmed(text, (begin, end))
    return span if span[0] < span[1] and re.search(r"\w", text[begin:limit]) else None


def _subject_after(text: str, start: int, end: int, times: Sequence[Span], named: bool) -> Span | None:
    """The noun phrase that follows an inverted verb or "according to", with its apposition."""
    stop = end
    found = re.compile(r"[.;:\u201c\u201d\"()\u2014]\s?(?=\s|$|\w)|,").search(text, start, end)
    while (
        found
        and found[0].strip() == "."
        and re.search(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Maj|Capt|Rev|St|[A-Z])$", text[start : found.start()])
    ):
        found = re.compile(r"[.;:\u201c\u201d\"()\u2014]|,").search(text, found.end(), end)
    if found:
        stop = found.start()
    stop = min([span[0] for span in times if start < span[0] < stop], default=stop)
    tail = re.compile(
        r"\s(?:in\s(?:a|an|its|his|her|their)\s|who\s|as\s|while\s|after\s|when\s|at\sa\s|on\s(?:Twitter|Facebook)|told\s|that\s)"
    ).search(text, start, stop)
    if tail:
        stop = tail.start()
    phrase = text[start:stop].strip()
    if not phrase or len(phrase.split()) > 14 or (not named and _finite().search(phrase)):
        return None
    if (
        not named
        and re.match(r"(?:that|there|it|they|he|she|we|at|in|on|\d)", phrase, re.IGNORECASE)
        and not PRONOUN.fullmatch(phrase)
    ):
        return None
    apposition = re.compile(r"(?:,\s\d{1,3})?,\s(?:an?|the)\s[^,.;:\u201c\u201d]{3,80}?(?=[,.;:\u201c\u201d]|$)").match(
        text, stop, end
    )
    if apposition and not is_role(phrase) and is_role(apposition[0]):
        stop = apposition.end()
    return trimmed(text, (start, stop))


def _split_subjects(text: str, subject: Span) -> tuple[Span, ...]:
    """Two claimants where both could speak alone: "a monitor and the mayor", not "health and police officials"."""
    found = re.compile(r"\s(?:and|as well as)\s(?:also\s)?").search(text, *subject)
    if not found or "," in text[subject[0] : subject[1]]:
        return (subject,)
    first, second = (subject[0], found.start()), (found.end(), subject[1])
    own = bool(re.match(r"(?:an?|the|some|other|local)\s", text[second[0] : second[1]], re.IGNORECASE))
    left = tight_claimant(text, *first)
    if (own and left) or (left and left.party_id and re.match("[A-Z]", text[second[0]])):
        return first, second
    plural = text[first[0] : first[1]].rsplit(maxsplit=1)[-1].lower()
    if is_role(plural) and (plural.endswith("s") or plural == "police") and is_role(text[second[0] : second[1]]):
        return first, second
    return (subject,)


def _time_after(text: str, position: int, times: Sequence[Span], end: int) -> tuple[Span | None, int]:
    """The phrase of time that dates a verb of saying right before it, and where the rest begins."""
    aside = ASIDE.match(text, position, end)
    rest = aside.end() if aside else position
    for span in times:
        if position <= span[0] <= rest + 1 and span[1] <= end:
            if re.match(r"\s?['\u2019]s\b", text[span[1] : span[1] + 3]) or text[span[0] : span[1]].lower().startswith(
                "since"
            ):
                break
            after = ASIDE.match(text, span[1], end)
            return span, after.end() if after else span[1]
    return None, rest


def find_attributions(
    text: str, start: int, end: int, times: Sequence[Span], quoted: Sequence[Span] = (), low: str = ""
) -> list[Attribution]:
    """Every attribution between two offsets, in order, verbs within quotation marks left out.

    `low` is the text in small letters, where it is at hand.

    >>> text = "Two fell ill, said a nurse, but the mayor said on Friday that nobody had."
    >>> [[text[a:b] for a, b in found.subjects] for found in find_attributions(text, 0, len(text), [(45, 54)])]
    [['a nurse'], ['the mayor']]
    """
    found: list[Attribution] = []
    floor = start
    for verb in _say().finditer(low or lowered(text), start, end):
        if quote_at(verb.start(), quoted) or verb.start() < floor:
            continue
        attribution = _attribution(text, (start, end), verb, times, found, quoted)
        if attribution:
            found.append(attribution)
            floor = max(attribution.verb[1], attribution.subjects[-1][1])
    return _scoped(found, start, end)


def _attribution(
    text: str,
    sentence: Span,
    verb: re.Match[str],
    times: Sequence[Span],
    found: Sequence[Attribution],
    quoted: Sequence[Span],
) -> Attribution | None:
    start, end = sentence
    span = (verb.start(), verb.end())
    floor = max((one.subjects[-1][1] for one in found if one.subjects[-1][1] <= verb.start()), default=start)
    floor = max(floor, max((one.verb[1] for one in found), default=start))
    floor = max(floor, _last_closed(verb.start(), quoted))
    if verb["according"]:
        return _according(text, sentence, verb, times)
    before = text[start : verb.start()].rstrip()
    if not before or before[-1] in ",\u201d\"\u2019'\u2014":
        inverted = _subject_after(text, verb.end(), end, times, named=False) if before else None
        if (
            inverted
            and _can_speak(text, inverted)
            and not (inverted[1] < end - 1 and _finite().match(text[inverted[1] : end].lstrip(" ,")))
        ):
            said_on, _ = _time_after(text, inverted[1], times, end)
            return Attribution(_split_subjects(text, inverted), span, (start, verb.start()), False, said_on)
    if PASSIVE.search(text, max(start, verb.start() - 8), verb.start()):
        return None
    subject_end, said_on = _before_adverbs(text, floor, verb.start(), times)
    subject = _subject_before(text, floor, subject_end)
    if subject is None or not _can_speak(text, subject):
        return None
    if (verb["plural"] and not PLURAL.search(text, *subject)) or LIVES.match(text, verb.start(), end):
        return None
    after, rest = _time_after(text, verb.end(), times, end)
    tail = text[rest:end].strip()
    ends = not re.search(r"\w", tail) or (tail[:1] in (",", ";") and bool(re.search(r"\w", text[start : subject[0]])))
    opening = text[start : subject[0]].strip(" ,")
    said_on = said_on or after or _opening_time(text, start, subject[0], times)
    ends = ends or (
        text[verb.end() : rest].rstrip().endswith(",")
        and bool(re.search(r"\w.*,\s*$", text[start : subject[0]]))
        and len(opening.split()) > 2
    )
    scope = (start, subject[0]) if ends else (verb.end(), end)
    return Attribution(_split_subjects(text, subject), span, scope, not ends, said_on)


def _opening_time(text: str, start: int, subject: int, times: Sequence[Span]) -> Span | None:
    """The phrase of time in "In a statement on Monday, the mayor said ..."."""
    for span in times:
        if start <= span[0] < span[1] <= subject and not re.search(r"\w", text[span[1] : subject]):
            before = text[start : span[0]].lower()
            if not before.strip() or re.fullmatch(
                r"(?:in|at|speaking (?:in|at|to)|during) (?:a|an|the|its)?\s?(?:[\w-]+\s){0,5}", before
            ):
                return span if not text[span[0] : span[1]].lower().startswith("since") else None
    return None


def _according(text: str, sentence: Span, verb: re.Match[str], times: Sequence[Span]) -> Attribution | None:
    start, end = sentence
    subject = _subject_after(text, verb.end(), end, times, named=True)
    if subject is None:
        return None
    said_on, _ = _time_after(text, subject[1], times, end)
    if said_on and not re.fullmatch(r"[\s,]*", text[subject[1] : said_on[0]]):
        said_on = None
    first = not re.search(r"\w", text[start : verb.start()])
    scope = (subject[1], end) if first else (start, verb.start())
    if verb[0].lower() in ("quoting", "citing") and not first:
        scope = (start, end)
    return Attribution(
        _split_subjects(text, subject), (verb.start(), verb.end()), scope, first, None if first else said_on
    )


def _can_speak(text: str, subject: Span) -> bool:
    """Whether a subject is a pronoun, a name or an office; "the toll" and "this" say nothing."""
    phrase = re.sub(r"^(?:An?|The)\s", "", text[subject[0] : subject[1]])
    return (
        bool(PRONOUN.fullmatch(phrase) or is_role(phrase) or re.search(r"\b[A-Z]", phrase)) and len(phrase) < FURTHEST
    )


def _scoped(found: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """Keep scopes apart: a forward one ends where the next speaker begins, a backward one where the last one ended."""
    scoped = []
    for index, one in enumerate(found):
        low, high = one.scope
        if one.forward:
            later = [two.subjects[0][0] for two in found[index + 1 :] if two.forward]
            high = min([high, *later])
        else:
            earlier = [max(two.verb[1], two.subjects[-1][1]) for two in found[:index] if not two.forward]
            low = max([low, *earlier])
        scoped.append(Attribution(one.subjects, one.verb, (low, high), one.forward, one.said_on))
    return scoped


def speaker_at(position: int, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution in whose scope a position lies; the nearest verb before it, else the nearest after."""
    covering = [one for one in attributions if one.scope[0] <= position < one.scope[1]]
    before = [one for one in covering if one.verb[0] <= position]
    return before[-1] if before else covering[0] if covering else None


def claimants_of(text: str, attribution: Attribution) -> list[FoundParty]:
    """The marked claimants of an attribution, one per subject."""
    found = [tight_claimant(text, *subject) for subject in attribution.subjects]
    return [party for party in found if party]
