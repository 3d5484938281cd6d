"""Speech: who says what in a sentence, and on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from casualty_figures.reading.circumstances.parties import FoundParty, tight_claimant
from casualty_figures.reading.circumstances.speakers import (
    before_adverbs,
    can_speak,
    finite_verb,
    speaker_after,
    speaker_before,
    speaker_of_clause,
    split_speakers,
)
from casualty_figures.reading.text.quotations import last_closed, quote_at
from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.signs import Signs, signs_of
from casualty_figures.reading.words.wording import Span, listed, lowered

PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|to|the|no|any|of|its|their|his|her|not|a|an)\s+$", re.IGNORECASE
)
ASIDE = re.compile(
    r"(?:\s*,?\s*\b(?:separately|late|early|later|again|in\s(?:a|an|its|his|her|their|the)\s(?:[\w-]+\s){0,3}?"
    r"(?:statement|interview|speech|briefing|report|post|tweet|update|conference|message|address|release)|"
    r"(?:by|via|over)\s(?:the\s)?(?:phone|telephone|e-?mail|radio|video(?:\s(?:link|call))?|text\smessage)|"
    r"(?:(?:reporters|journalists)(?:\sin\s[A-Z][\w-]+)?|parliament|lawmakers|[A-Z][\w.-]+|the\s(?:[\w-]+\s){1,4}?(?:agency|channel|newspaper|network|television|radio|council)|"
    r"(?:state|local|national)\s(?:[\w-]+\s)?(?:television|tv|radio|media)|a\s(?:news|press)\s(?:conference|briefing))\b))*\s*,?\s*"
)


TOLD = re.compile(r"tells?|told", re.IGNORECASE)
"""Verbs followed by who is spoken to, never by who speaks."""
TOLD_WHAT = re.compile(r"\bthat\b|\d")
AND_AGAIN = re.compile(r"(?!\s(?:that|it|they|he|she|there)\b)[^,;:.\u201c\u201d\"]*\s(?:and|but)\s(?:also\s|later\s)?")
"""From one verb of saying to the next of the same speaker, a thing between them: "claimed the raid and said"."""
PART = re.compile(
    r"\s*,?\s*(?:including|among them|(?:[a-z]+|\d+) of (?:them|whom)|most of them)\b"
    r"|\s*,?\s*(?:and|but)\s(?:had\s|have\s|has\s)?[a-z]{3,}ed\b"
    r"|\s*,\s(?:with\s(?:at least|more than|about|around|\d+|[a-z]+ (?:others?|people))"
    r"|bringing|leaving|raising|taking)\b"
)
"""After a speaker, a part of what was said before: "were killed, officials said, including 17 children"."""
WITH = re.compile(
    r"(?:\swith\s(?P<subject>[^,;:.\u201c\u201d]{3,80})|\s(?:quoted|cited|quoting|citing)\s(?P<quoted>[^,;:.\u201c\u201d]{3,80})\sas)\s$"
)
"""From "with" or "quoted" to a participle of saying: "with the ministry saying", "quoted the ministry as saying"."""
WHICH_ALSO = re.compile(r"(?:that|which)\s(?:also\s)?[a-z]+(?:ed|s)\b")
"""What a statement says besides: "said in a statement that also called for aid"."""
RELATIVE = re.compile(r",?\s(?:where|(?:in|during|at|by|of) which|in whose|who|whose)\s|,\s(?:which|when)\s")
SPANS = re.compile(
    r"since\b|between\b|from\b|during\b|throughout\b|(?:in|over|within) the (?:past|last|previous|same|first)\b"
    r"|.*\d.*\s(?:to|until|through)\s",
    re.IGNORECASE,
)
"""Opening phrases of time that say when something happened, not when it was said: "between 1 and 7 June"."""
PLURAL = re.compile(r"(?:[a-z]s|[A-Z]S|media|police|POLICE|they|They|people)$")
SAME_BREATH = re.compile(r"[^,;:.]{0,40},?\s")
DISMISSING = re.compile(r"[a-z]{2}(?:ed|ing)\s$")
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
    plural, participle = listed("speech_words", "kind", "say_plural"), listed("speech_words", "kind", "participle")
    count, noun = listed("speech_words", "kind", "count_verb"), listed("speech_words", "kind", "count_noun")
    blame, together = listed("speech_words", "kind", "blame"), listed("speech_words", "kind", "participle_with")
    told = rf"{count}\s(?:the|its|their)\s(?:[a-z]+\s){{0,3}}?{noun}|{blame}(?!\s(?:of|for|by)\b)"
    return re.compile(
        rf"\b(?:(?P<according>{according})|(?P<say>{say}|{told})|(?<=[a-z]\s)(?P<plural>{plural})"
        rf"|(?P<participle>{participle})|(?P<together>{together}))\b"
    )


@cache
def speech_signs() -> Signs:
    """The signs of a verb of saying, or of "according to"."""
    kinds = ("say", "say_plural", "participle", "participle_with", "count_verb", "blame", "according")
    return signs_of(word for kind in kinds for word in words_of("speech_words", "kind", kind))


def _time_after(text: str, position: int, times: Sequence[Span], end: int) -> tuple[Span | None, int]:
    """The phrase of time that dates a verb of saying right before it, and where the rest begins."""
    rest = _after_aside(text, position, end)
    for span in times:
        if position <= span[0] <= rest + 1 and span[1] <= end:
            if re.match(r"\s?['\u2019]s\b", text[span[1] : span[1] + 3]) or text[span[0] : span[1]].lower().startswith(
                "since"
            ):
                break
            return span, _after_aside(text, span[1], end)
    return None, rest


def _after_aside(text: str, position: int, end: int) -> int:
    """Where the rest begins after who was told and how; in capitals-only text a capital tells of no name.

    >>> text = "THE ARMY SAID NINE SOLDIERS HAD DIED."
    >>> text[_after_aside(text, 13, len(text)) :]
    'NINE SOLDIERS HAD DIED.'
    """
    piece = text[position:end]
    if piece.isupper():
        aside = ASIDE.match(lowered(piece))
        return position + aside.end() if aside else position
    found = ASIDE.match(text, position, end)
    return found.end() if found else position


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
        if quote_at(verb.start(), quoted) or verb.start() < floor or (found and _is_again(text, verb, found[-1])):
            continue
        attribution = _attribution(text, (start, end), verb, times, max(floor, last_closed(verb.start(), quoted)))
        again = verb["participle"] or text.endswith((" who ", " who also "), start, verb.start())
        if again and found and _goes_on(text, found[-1], verb.start()):
            attribution = replace(found[-1], verb=verb.span(), scope=(verb.end(), end), forward=True)
        if attribution and not (found and found[-1].forward and found[-1].subjects == attribution.subjects):
            found.append(attribution)
            floor = _end(attribution)
    return _scoped(found, start, end)


def _goes_on(text: str, before: Attribution, position: int) -> bool:
    """Whether a participle takes up the speaker right before it: "Two fell ill, a nurse said, adding that"."""
    return not before.forward and bool(SAME_BREATH.fullmatch(text, _end(before), position))


def _is_again(text: str, verb: re.Match[str], before: Attribution) -> bool:
    """Whether a verb is the second of one speaker, whose words go on: "the group claimed the raid and said it had".

    >>> text = "The group claimed the raid and said it had killed two."
    >>> [text[slice(*one.scope)] for one in find_attributions(text, 0, len(text), [])]
    [' the raid and said it had killed two.']
    """
    return before.forward and not verb["according"] and bool(AND_AGAIN.fullmatch(text, before.verb[1], verb.start()))


def _attribution(
    text: str, sentence: Span, verb: re.Match[str], times: Sequence[Span], floor: int
) -> Attribution | None:
    """The attribution of a verb of saying, if it is one; a subject before the verb begins at `floor` or later."""
    start, end = sentence
    if verb["according"]:
        return _according(text, sentence, verb, times)
    if found := _together(text, sentence, verb):
        return found
    if verb["together"]:
        return None
    if found := _inverted(text, sentence, verb, times):
        return found
    if PASSIVE.search(text, max(start, verb.start() - 8), verb.start()) or _is_noun(text, start, verb):
        return None
    subject_end, said_on = before_adverbs(text, floor, verb.start(), times)
    subject = speaker_of_clause(text, start, subject_end) if verb["participle"] else None
    subject = subject or speaker_before(text, floor, subject_end)
    if subject is None or not can_speak(text, subject):
        return None
    if (verb["plural"] and not PLURAL.search(text, *subject)) or LIVES.match(text, verb.start(), end):
        return None
    after, rest = _time_after(text, verb.end(), times, end)
    ends = _stands_last(text, sentence, verb, subject[0], rest)
    if ends and PART.match(text, rest):
        scope = (start, end)
    else:
        scope = (start, subject[0]) if ends else (verb.end(), _end_of_denied(text, verb, end))
    said_on = said_on or after or _opening_time(text, start, subject[0], times)
    return Attribution(split_speakers(text, subject), verb.span(), scope, not ends, said_on)


def _together(text: str, sentence: Span, verb: re.Match[str]) -> Attribution | None:
    """The attribution of a clause with "with": "Two fell ill, with the mayor saying that nobody had".

    >>> text = "The raid went on, with the harbour police claiming that two had fled."
    >>> [[text[a:b] for a, b in one.subjects] for one in find_attributions(text, 0, len(text), [])]
    [['the harbour police']]
    """
    start, end = sentence
    if not (verb["together"] or verb["participle"]):
        return None
    found = WITH.search(text, max(start, verb.start() - 90), verb.start())
    subject = found.span("subject" if found["subject"] else "quoted") if found else None
    if subject is None or not can_speak(text, subject):
        return None
    return Attribution(split_speakers(text, subject), verb.span(), (verb.end(), end), True)


def _is_noun(text: str, start: int, verb: re.Match[str]) -> bool:
    """Whether what looks like a verb is what another verb is about: "rejected claims"."""
    dismissed = verb[0].lower() in words_of("denials", "kind", "noun")
    return dismissed and bool(DISMISSING.search(text, max(start, verb.start() - 20), verb.start()))


def _inverted(text: str, sentence: Span, verb: re.Match[str], times: Sequence[Span]) -> Attribution | None:
    """The attribution of a verb before its subject: "Two fell ill, said a nurse"."""
    start, end = sentence
    before = text[start : verb.start()].rstrip()
    if TOLD.fullmatch(verb[0]) or not before or before[-1] not in ",\u201d\"\u2019'\u2014":
        return None
    subject = speaker_after(text, verb.end(), end, times, named=False)
    if not subject or not can_speak(text, subject):
        return None
    if subject[1] < end - 1 and finite_verb().match(text[subject[1] : end].lstrip(" ,")):
        return None
    said_on, rest = _time_after(text, subject[1], times, end)
    scope = (start, end if PART.match(text, rest) else verb.start())
    return Attribution(split_speakers(text, subject), verb.span(), scope, False, said_on)


def _stands_last(text: str, sentence: Span, verb: re.Match[str], subject: int, rest: int) -> bool:
    """Whether what was said stands before a subject and its verb: "Two fell ill, the mayor said on Monday"."""
    start, end = sentence
    opening, tail = text[start:subject].rstrip(), text[rest:end].strip()
    if WHICH_ALSO.match(tail) and opening.endswith(","):
        return True
    if not re.search(r"\w", tail) or (tail[:1] in (",", ";") and re.search(r"\w", opening)):
        return True
    if not opening.endswith(",") or len(opening.split()) <= 2:
        return False
    return text[verb.end() : rest].rstrip().endswith(",") or _only_where(opening, tail)


def _only_where(opening: str, tail: str) -> bool:
    """Whether what follows a verb of saying tells where it was said, and what was said stands before.

    >>> _only_where("Two people were killed,", "reporters by video link"), _only_where("In the end,", "two were killed")
    (True, False)
    """
    return bool(finite_verb().search(opening)) and not (finite_verb().search(tail) or TOLD_WHAT.search(tail))


def _end_of_denied(text: str, verb: re.Match[str], end: int) -> int:
    """Where a denial ends: what a clause adds to its last word ("the market, where 12 died") is not denied.

    >>> text = "They denied hitting the market, where 12 died."
    >>> text[: _end_of_denied(text, re.compile("denied").search(text), len(text))]
    'They denied hitting the market'
    """
    denies = verb[0].lower() in words_of("denials", "kind", "deny") | words_of("denials", "kind", "dismiss")
    added = RELATIVE.search(text, verb.end(), end) if denies else None
    return added.start() if added else end


def _opening_time(text: str, start: int, subject: int, times: Sequence[Span]) -> Span | None:
    """The phrase of time in "In a statement on Monday, the mayor said ..."."""
    for span in times:
        if start <= span[0] < span[1] <= subject and not re.search(r"\w", text[span[1] : subject]):
            before = text[start : span[0]].lower()
            if not before.strip() or re.fullmatch(
                r"(?:in|at|speaking (?:in|at|to)|during) (?:a|an|the|its)?\s?(?:[\w-]+\s){0,5}", before
            ):
                return None if SPANS.match(text, *span) else span
    return None


def _according(text: str, sentence: Span, verb: re.Match[str], times: Sequence[Span]) -> Attribution | None:
    start, end = sentence
    subject = speaker_after(text, verb.end(), end, times, named=True)
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
        split_speakers(text, subject), (verb.start(), verb.end()), scope, first, None if first else said_on
    )


def _scoped(found: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """Keep scopes apart: a forward one ends where the next speaker begins, a backward one where the last one ended."""
    scoped: list[Attribution] = []
    ended, following = start, end
    for one in found:
        low, high = one.scope
        scoped.append(one if one.forward else replace(one, scope=(max(low, ended), high)))
        ended = ended if one.forward else max(ended, _end(one))
    for index, one in reversed([*enumerate(scoped)]):
        if one.forward:
            low, high = one.scope
            scoped[index] = replace(one, scope=(low, min(high, following)))
            begins = one.subjects[0][0]
            taken_up = index and begins < scoped[index - 1].verb[1]  # "He denied it on Monday, saying"
            following = min(following, one.verb[0] if taken_up else begins)
    return scoped


def _end(attribution: Attribution) -> int:
    """Where both the verb and the subjects of an attribution have ended."""
    return max(attribution.verb[1], attribution.subjects[-1][1])


def speaker_at(position: int, attributions: Sequence[Attribution]) -> Attribution | None:
    """The attribution in whose scope a position lies; the nearest verb before it, else the nearest after."""
    covering = [one for one in attributions if one.scope[0] <= position < one.scope[1]]
    before = [one for one in covering if one.verb[0] <= position]
    return before[-1] if before else covering[0] if covering else None


def claimants_of(text: str, attribution: Attribution) -> list[FoundParty]:
    """The marked claimants of an attribution, one per subject."""
    found = [tight_claimant(text, *subject) for subject in attribution.subjects]
    return [party for party in found if party]
