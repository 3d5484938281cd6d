"""Speakers: the phrase before or after a verb of saying that names who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casualty_figures.reading.circumstances.parties import is_role, tight_claimant
from casualty_figures.reading.words.wording import Span, listed, trimmed

FURTHEST = 220
"""Characters before a verb in which its subject is looked for."""
STATEMENT = re.compile(
    r"(?<=\w),?\s(?:in|through|via)\s(?:an?|its|his|her|their)\s(?:[a-z-]+\s){0,3}"
    r"(?:statement|interview|speech|briefing|report|post|tweet|update|message|address|release|communique),?$"
)
"""What may stand between a speaker and the verb: "the mayor, in a statement, said"."""
NOBODY = re.compile(r"(?:no|nobody|none|neither)\b(?!\.)", re.IGNORECASE)
JOINED_VERB = re.compile(r"\s[a-z]+ed\s")
CLAUSE_START = re.compile(r"[;:\u201c\u201d\"\u2014]|\b(?:but|while|whereas|although)\s")
IN_SHORT = re.compile(r"\s\([\w.&/-]*[A-Z][\w.&/-]*\)$")
"""The short form of a name, in brackets after it."""
ROLE_BEFORE = re.compile(
    r"(?<![\w-])(?P<role>(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother)\s(?:[a-z-]+\s){0,4}?[a-z-]+)"
    r"(?:,\s|\swho\s(?:gave|identified)\s(?:only\s)?(?:his|her|their|him|them)(?:self|selves)?\s(?:[a-z]+\s){0,2}?as\s)$"
)
"""What stands before the name of a speaker and says what he is."""
PRONOUN = re.compile(r"(?:he|she|it|they)", re.IGNORECASE)


@cache
def _boundary() -> re.Pattern[str]:
    words = listed("speech_words", "kind", "boundary")
    return re.compile(
        rf"[;:\u201c\u201d\"()\[\]\u2014]|--|\s[\u2013-]\s|,\s(?:{words}\s|and\s)?|\b{words}\s", re.IGNORECASE
    )


@cache
def finite_verb() -> re.Pattern[str]:
    """Verbs that end the clause before a speaker; not IS, which is a name.

    >>> [bool(finite_verb().match(word)) for word in ("is", "Were", "IS")]
    [True, True, False]
    """
    return re.compile(rf"\b(?!IS\b)(?i:{listed('speech_words', 'kind', 'finite')})\b")


@cache
def _adverbs() -> re.Pattern[str]:
    adverb = listed("speech_words", "kind", "adverb")
    return re.compile(rf"(?:(?:^|\s+|,\s*)(?:{adverb}|[a-z]{{3,}}ly(?<!family)(?<!assembly))\b,?)+\s*$", re.IGNORECASE)


def before_adverbs(text: str, start: int, end: int, times: Sequence[Span]) -> tuple[int, Span | None]:
    """Where a subject ends, when adverbs, a phrase of time and a short form between it and the verb are taken off.

    >>> before_adverbs("The mayor on Friday also said", 0, 25, [(10, 19)])
    (9, (10, 19))
    >>> before_adverbs("The Harbour Union (HU) said", 0, 22, [])
    (17, None)
    """
    said_on = None
    while True:
        end = start + len(text[start:end].rstrip())
        taken = next(filter(None, (one.search(text, start, end) for one in (_adverbs(), STATEMENT, IN_SHORT))), None)
        if taken:
            end = taken.start()
            continue
        time = next((span for span in times if start <= span[0] and span[1] == end - (text[end - 1] == ",")), None)
        if time is None or said_on or time[0] == start:
            return end, said_on
        said_on, end = time, time[0]


def _before_joined_verb(text: str, start: int, end: int) -> int:
    """Where the subject of two verbs ends: "the union condemned the raid and" (said).

    >>> text = "The armed group claimed the raid and"
    >>> text[: _before_joined_verb(text, 0, len(text))]
    'The armed group'
    """
    return _main_verb(text, start, end) if text.endswith(" and", start, end) else end


def _main_verb(text: str, start: int, end: int) -> int:
    """Where the first verb of a clause begins; its end where none is known."""
    for verb in JOINED_VERB.finditer(text, start, end):
        if text[start : verb.start()].strip().lower() not in ("", "a", "an", "the"):
            return verb.start()
    return end


def speaker_of_clause(text: str, start: int, end: int) -> Span | None:
    """The subject of the clause that a participle of saying ends: "The mayor rejected this, saying".

    >>> text = "Two fell; the mayor rejected this, saying"
    >>> text[slice(*speaker_of_clause(text, 0, 35))]
    'the mayor'
    """
    start = max([start, *(match.end() for match in CLAUSE_START.finditer(text, start, end))])
    verb = _main_verb(text, start, end)
    return speaker_before(text, start, verb) if verb < end else None


def speaker_before(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that ends at `end`, an apposition between commas taken in.

    >>> text = "Two fell, but Ana Oru, the mayor, said"
    >>> text[slice(*speaker_before(text, 0, 33))]
    'Ana Oru, the mayor'
    """
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
    for finite in finite_verb().finditer(text, begin, limit):
        begin = finite.end()
    begin = _before_name(text, window, begin)
    span = trimmed(text, (begin, _before_joined_verb(text, begin, end)))
    return span if span[0] < span[1] and re.search(r"\w", text[begin:limit]) else None


def _before_name(text: str, start: int, begin: int) -> int:
    """Where a speaker begins whose name stands last: "A resident, Ana Oru", "a witness who gave her name as Ana".

    >>> text = "Two fell, but a witness who gave her name as Ana said"
    >>> text[_before_name(text, 0, text.index("Ana")) :]
    'a witness who gave her name as Ana said'
    """
    if not text[begin : begin + 2].strip()[:1].isupper():
        return begin
    found = ROLE_BEFORE.search(text, start, begin)
    return found.start("role") if found and is_role(found["role"]) else begin


def speaker_after(text: str, start: int, end: int, times: Sequence[Span], named: bool) -> Span | None:
    """The noun phrase that follows an inverted verb or "according to", with its apposition.

    >>> text = "Two fell, said Ana Oru, a nurse, and left."
    >>> text[slice(*speaker_after(text, 14, len(text), [], False))]
    'Ana Oru, a nurse'
    """
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
    if not phrase or len(phrase.split()) > 14 or (not named and finite_verb().search(phrase)):
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


def split_speakers(text: str, subject: Span) -> tuple[Span, ...]:
    """Two claimants where both could speak alone: "a monitor and the mayor", not "health and police officials".

    >>> text = "a monitor and the mayor"
    >>> [text[slice(*one)] for one in split_speakers(text, (0, len(text)))]
    ['a monitor', 'the mayor']
    """
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


def can_speak(text: str, subject: Span) -> bool:
    """Whether a subject is a pronoun, a name or an office; "the toll" and "nobody" say nothing.

    >>> can_speak("a nurse", (0, 7)), can_speak("the toll", (0, 8)), can_speak("No group", (0, 8))
    (True, False, False)
    """
    if NOBODY.match(text, *subject):
        return False
    phrase = re.sub(r"^(?:An?|The)\s", "", text[subject[0] : subject[1]])
    return (
        bool(PRONOUN.fullmatch(phrase) or is_role(phrase) or re.search(r"\b[A-Z]", phrase)) and len(phrase) < FURTHEST
    )
