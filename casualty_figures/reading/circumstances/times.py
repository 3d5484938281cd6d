"""Phrases of time, found in a text with their offsets."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.words.lexicon import words_of
from casualty_figures.reading.words.time_words import words_of_time
from casualty_figures.reading.words.wording import Span, lowered, one_of

BREAK = r"\b"
NUMBER = (
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty[\w-]*|few|several"
    r"|couple\sof|dozen)"
)


@cache
def _core() -> re.Pattern[str]:
    """The part of a phrase that makes it one of time, without what may stand before."""
    weekday = one_of(words_of_time("weekday"))
    months = sorted(words_of_time("month"), key=len, reverse=True)
    names = [rf"{name}\b" if len(name) > 4 or name == "may" else rf"{name}\b\.?" for name in months]
    month = (
        "(?-i:"
        + "|".join(f"{name[0].upper()}{name[1:]}|{name.partition(BREAK)[0].upper()}{BREAK}" for name in names)
        + ")"
    )
    part = rf"(?:{one_of(words_of_time('part'))})"
    happening = one_of(words_of_time("happening"))
    units = r"(?:hour|day|night|week|fortnight|month|year|decade)s?\b"
    day = r"[0-3]?\d(?:st|nd|rd|th)?"
    days = rf"{day}(?:\s?(?:-|\u2013|and|to)\s?{day})?"
    year = r"(?:,?\s(?:19|20)\d\d(?!\d)|,?\s(?:of\s)?(?:this|last)\syear\b)?"
    dated = (
        rf"{days}\s(?:of\s)?{month}{year}|{month}\s{day}(?![\d,]\d|\d)(?:\s?(?:-|\u2013|and|to)\s?{day}(?!\d))?{year}"
    )
    season = one_of(words_of_time("season"))
    span, begins = one_of(words_of_time("span")), one_of(words_of_time("begin"))
    return re.compile(
        r"(?<![\w-])(?:"
        rf"(?:(?:last|this|next|previous)\s)?(?:{weekday})\b(?!['\u2019]s)(?:\s(?:at\s)?{part}\b)?(?:\slast\sweek\b)?"
        rf"(?:,?\s\(?(?:{dated})\)?)?"
        rf"|(?:{weekday})['\u2019]s(?=\s(?:[\w-]+\s)?(?:{happening})\b)"
        rf"|(?:19|20)\d\d(?=\s(?:[\w-]+\s)?(?:{happening})\b)"
        rf"|{dated}|\d{{4}}-\d\d-\d\d|\d\d?/\d\d?/(?:19|20)\d\d(?!\d)|\d\d?\.\d\d?\.\d{{4}}"
        rf"|{month}\s(?:19|20)\d\d(?!\d)|{month}\s(?:of\s)?(?:this|last)\syear\b|(?:last|this)\s{month}(?!\s\d)|(?:the\sday\sbefore\s)?yesterday(?:\s{part}\b)?"
        rf"|today\b|tonight\b|overnight\b(?:\s(?:on\s)?(?:{weekday})\b(?!['\u2019]s))?|last\snight\b|this\s{part}\b"
        rf"|(?:(?:first|second|third|fourth|last)\sweek\sof\s{month}{year})|last\sevening\b"
        rf"|(?:the\s)?(?:past|last|previous|preceding)\s(?:{NUMBER}\s)?{units}"
        rf"|the\s(?:start|beginning|middle|end)\sof\s{month}{year}"
        rf"|the\s(?:start|beginning|end|turn)\sof\s(?:the|this|last)\s(?:week|month|year)\b"
        rf"|this\s(?:past\s)?(?:week|month|year|weekend|{season})\b|(?:the|last|past)\sweekend\b|last\s(?:{season})\b"
        rf"|{NUMBER}\s{units}\sago\b|(?:the\s)?recent\s{units}|recently\b"
        rf"|(?<=\b[Ss]ince\s)(?:the\s)?(?:early\s)?{part}\b"
        rf"|(?<=\b[Ss]ince\s)(?:the|its)\s(?:(?:start|beginning|outbreak|onset|launch|end)\sof\s)"
        rf"(?:(?:the|its|this|a)\s)?(?:[\w-]+\s){{0,3}}?(?:{span}|{happening})\b"
        rf"|since\sthe\s(?:[\w-]+\s){{0,3}}?(?:{span})\s(?:{begins})\b(?=\s*(?:[.,;)]|$|and\b))"
        r"|(?:earlier|later)\sin\sthe\sday\b|throughout\sthe\sday\b|(?:on\s)?(?:the\ssame|that)\sday\b"
        rf"|the\ssame\speriod\b|the\s(?:following|next)\sday\b|the\sday\s(?:before|after)(?=\s*(?:[.,;)]|$))"
        rf"|{NUMBER}\s(?:day|week)s?\s(?:earlier|later|before)\b"
        rf"|(?:during|throughout|amid)\s(?:the|a|an|this|that)\s(?:[\w-]+\s){{0,2}}?(?:{span})\b"
        r"|so\sfar(?:\sthis\s(?:week|month|year))?\b|to\sdate\b"
        rf"|(?<=\b[Ii]n\s)(?:early\s|late\s|mid-)?{month}(?!\s\d)|(?<=\b[Ss]ince\s)(?:early\s|late\s|mid-)?{month}(?!\s\d)"
        rf"|(?<=\b[Dd]uring\s)(?:early\s|late\s|mid-)?{month}(?!\s\d)"
        rf"|(?<=\b[Bb]etween\s)(?:early[\s-]|late[\s-]|mid-)?{month}(?=\sand)|(?<=\b[Oo]n\s)the\s\d\d?(?:st|nd|rd|th)\b"
        r"|(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\bof\s))(?:19|20)\d\d(?![\d%]|[,.]\d)|\bthe\s(?:19|20)\d0s\b"
        rf"|(?<=\b[Ii]n\sthe\s)(?:{season})\sof\s\d{{4}}\b)",
        re.IGNORECASE,
    )


@cache
def _cue() -> re.Pattern[str]:
    """Where a phrase of time may begin, in small letters."""
    words = [*words_of_time("weekday"), *words_of_time("month"), *STARTS]
    units = r"(?:hour|day|night|week|fortnight|month|year|decade)s?"
    return re.compile(
        rf"\b(?:{one_of(words)}\b|the\s(?=day\s(?:before|after)|following\sday|next\sday|same\speriod|(?:start|middle|outbreak|onset|launch)\sof|beginning\sof|end\sof|turn\sof|weekend|same\sday|\d)|on\s(?=the\ssame|that\sday)|since\s(?=the\s)|\d"
        rf"|{NUMBER}(?=\s{units}\s(?:ago|earlier|later|before)\b))"
    )


STARTS = (
    *("last", "this", "next", "past", "previous", "preceding", "yesterday", "today", "tonight", "overnight", "recent"),
    *("recently", "earlier in", "later in", "throughout", "during", "amid", "so far", "to date", "that day", "mid"),
    *("early", "late", *("spring of", "summer of", "autumn of", "winter of")),
    *(f"{which} week of" for which in ("first", "second", "third", "fourth")),
)
TAKES_THE = ("first", "second", "third", "fourth", "past", "last", "previous", "preceding", "recent")
SINCE = re.compile(r"since\s(?:[\w\u2019'-]+\s){1,6}?(?:(?:on|in|at|early|late|last|mid)\s)*$")
JOIN = re.compile(
    r"\s(?:and|to|until|till|through|into)\s"
    r"(?:(?:on|late|early|midnight|noon|\d\d?(?::\d\d)?\s?[ap]\.?m\.?)\s)*|\s?[-\u2013]\s?"
)


@cache
def _end_words() -> re.Pattern[str]:
    ends = one_of(words_of("period_words", "kind", "end"))
    return re.compile(rf"\b(?:declared\s)?(?:officially\s|formally\s)?(?:{ends})\s$")


@cache
def _begin_words() -> re.Pattern[str]:
    begins = one_of(words_of("period_words", "kind", "begin"))
    return re.compile(rf"\b(?:which|that)\s(?:first\s)?(?P<verb>{begins})\s$")


@cache
def _leads() -> tuple[frozenset[str], frozenset[str]]:
    """Words that may stand first in a phrase of time, and words that may stand between them and the day."""
    return words_of("period_words", "kind", "lead"), words_of("period_words", "kind", "link")


def _extended(low: str, start: int, floor: int) -> int:
    """Where a phrase begins when its prepositions and adverbs are taken in."""
    leads, links = _leads()
    begin = at = start
    while at > floor and low[at - 1] == " ":
        word_start = max(low.rfind(" ", floor, at - 1) + 1, floor)
        word = low[word_start : at - 1]
        if word in leads or (word == "the" and at == start and low.startswith(TAKES_THE, start)):
            begin = word_start
        elif word not in links:
            break
        at = word_start
    window = max(floor, start - 70)
    since = low.rfind("since ", window, start)
    if since >= 0 and SINCE.match(low, since, start):
        return since
    if low.startswith("since", begin):
        return begin
    began = _begin_words().search(low, window, begin)
    if began:
        return began.start("verb")
    # "over" may stand first in a phrase of time, and may end a truce: "declared over on 3 May"
    last = low.find(" ", begin, start) + 1 or begin
    ended = _end_words().search(low, max(window, begin - 40), last) or _end_words().search(low, window, begin)
    return ended.start() if ended else begin


def find_times(text: str, start: int, end: int, low: str = "") -> list[Span]:
    """Every phrase of time between two offsets, with its preposition, in order; ranges are one phrase.

    `low` is the text in small letters, where it is at hand.

    >>> text = "Late on Monday, two fell ill; since Friday, nobody."
    >>> [text[a:b] for a, b in find_times(text, 0, len(text))]
    ['Late on Monday', 'since Friday']
    >>> text = "The war, which began in April last year, has killed two."
    >>> [text[a:b] for a, b in find_times(text, 0, len(text))]
    ['began in April last year']
    >>> text = "Nine have died since the start of the war, or since the siege began."
    >>> [text[a:b] for a, b in find_times(text, 0, len(text))]
    ['since the start of the war', 'since the siege began']
    >>> text = "The truce was over on 3 May after two quiet days in recent weeks."
    >>> [text[a:b] for a, b in find_times(text, 0, len(text))]
    ['over on 3 May', 'in recent weeks']
    """
    low = low or lowered(text)
    found: list[Span] = []
    floor = start
    for cue in _cue().finditer(low, start, end):
        if cue.start() < floor:
            continue
        core = _core().match(text, cue.start(), end)
        if core is None:
            continue
        begin = _extended(low, core.start(), floor)
        if found and JOIN.fullmatch(low, found[-1][1], core.start()):
            begin = found.pop()[0]
        found.append((begin, core.end()))
        floor = core.end()
    return found
