"""Phrases of time, found in a text with their offsets."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.lexicon import words_of
from casualty_figures.reading.periods import words_of_time
from casualty_figures.reading.wording import Span, one_of

HINT = re.compile(
    r"day|night|week|month|year|since|past|recent|ago\b|hours|\bdate\b|so far|during|throughout|amid"
    r"|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|summer|winter|spring|autumn|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|DAY|JAN|FEB|MAR|APR|JUN|JUL|AUG"
    r"|SEP|OCT|NOV|DEC|NIGHT|WEEK|MONTH|YEAR|SINCE",
)
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
    units = r"(?:hour|day|night|week|fortnight|month|year)s?\b"
    day = r"[0-3]?\d(?:st|nd|rd|th)?"
    days = rf"{day}(?:\s?(?:-|\u2013|and|to)\s?{day})?"
    year = r"(?:,?\s(?:19|20)\d\d(?!\d))?"
    dated = (
        rf"{days}\s(?:of\s)?{month}{year}|{month}\s{day}(?![\d,]\d|\d)(?:\s?(?:-|\u2013|and|to)\s?{day}(?!\d))?{year}"
    )
    season = one_of(words_of_time("season"))
    span = one_of(words_of_time("span"))
    return re.compile(
        r"(?<![\w-])(?:"
        rf"(?:(?:last|this|next|previous)\s)?(?:{weekday})\b(?!['\u2019]s)(?:\s(?:at\s)?{part}\b)?(?:\slast\sweek\b)?"
        rf"(?:,?\s\(?(?:{dated})\)?)?"
        rf"|(?:{weekday})['\u2019]s(?=\s(?:[\w-]+\s)?(?:{happening})\b)"
        rf"|{dated}|\d{{4}}-\d\d-\d\d|\d\d?\.\d\d?\.\d{{4}}"
        rf"|{month}\s(?:19|20)\d\d(?!\d)|(?:last|this)\s{month}(?!\s\d)|(?:the\sday\sbefore\s)?yesterday(?:\s{part}\b)?"
        rf"|today\b|tonight\b|overnight\b|last\snight\b|this\s{part}\b"
        rf"|(?:the\s)?(?:past|last|previous|preceding)\s(?:{NUMBER}\s)?{units}"
        rf"|this\s(?:past\s)?(?:week|month|year|weekend|{season})\b|(?:the|last|past)\sweekend\b|last\s(?:{season})\b"
        rf"|{NUMBER}\s{units}\sago\b|(?:the\s)?recent\s{units}|recently\b"
        r"|(?:earlier|later)\sin\sthe\sday\b|throughout\sthe\sday\b|(?:on\s)?(?:the\ssame|that)\sday\b"
        rf"|(?:during|throughout|amid)\s(?:the|a|an|this|that)\s(?:[\w-]+\s){{0,2}}?(?:{span})\b"
        r"|so\sfar(?:\sthis\s(?:week|month|year))?\b|to\sdate\b"
        rf"|(?<=\b[Ii]n\s)(?:early\s|late\s|mid-)?{month}(?!\s\d)|(?<=\b[Ss]ince\s)(?:early\s|late\s|mid-)?{month}(?!\s\d)"
        r"|(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\bof\s))(?:19|20)\d\d(?![\d,%]|\.\d)|\bthe\s(?:19|20)\d0s\b"
        rf"|(?<=\b[Ii]n\sthe\s)(?:{season})\sof\s\d{{4}}\b)",
        re.IGNORECASE,
    )


LEFT = re.compile(
    r"(?<![\w-])(?:ever\s)?since\s(?:(?:the|a|an)\s(?:[\w\u2019'-]+\s){1,5}?)?(?:(?:on|in|at|early|late|last|mid)\s)*$"
    r"|(?<![\w-])(?:(?:just|only|as|earlier|early|late|later|back|starting|beginning|shortly|both)\s)*"
    r"(?:(?:on|in|over|for|during|within|throughout|by|until|till|through|from|between|before|after|of|at|to)\s)?"
    r"(?:the\s(?:early\s|late\s)?(?:morning|afternoon|evening|night|hours|end|beginning|start)\s(?:hours\s)?(?:of|on)\s)?"
    r"(?:(?:early|late|earlier|overnight|dawn|noon|midnight|sunrise)\s(?:on\s)?)*$",
    re.IGNORECASE,
)
JOIN = re.compile(r"\s(?:and|to|until|till|through|into)\s(?:(?:on|late|early)\s)*|\s?[-\u2013]\s?", re.IGNORECASE)
RANGE_START = re.compile(r"(?:between|from|on|over)\s", re.IGNORECASE)


@cache
def _end_words() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:declared\s)?(?:officially\s|formally\s)?(?:{one_of(words_of('period_words', 'kind', 'end'))})\s$",
        re.IGNORECASE,
    )


def _extended(text: str, start: int, floor: int) -> int:
    """Where a phrase begins when its prepositions and adverbs are taken in."""
    window = max(floor, start - 70)
    found = LEFT.search(text, window, start)
    begin = found.start() if found else start
    ended = None if text[begin : begin + 5].lower() == "since" else _end_words().search(text, window, begin)
    return ended.start() if ended else begin


def find_times(text: str, start: int, end: int) -> list[Span]:
    """Every phrase of time between two offsets, with its preposition, in order; ranges are one phrase.

    >>> text = "Late on Monday, two fell ill; since Friday, nobody."
    >>> [text[a:b] for a, b in find_times(text, 0, len(text))]
    ['Late on Monday', 'since Friday']
    >>> text = "The truce was over on 3 May after two quiet days in recent weeks."
    >>> [text[a:b] for a, b in find_times(text, 0, len(text))]
    ['over on 3 May', 'in recent weeks']
    """
    if not HINT.search(text, start, end):
        return []
    found: list[Span] = []
    floor = start
    for core in _core().finditer(text, start, end):
        if core.start() < floor:
            continue
        begin = _extended(text, core.start(), floor)
        if found and JOIN.fullmatch(text, found[-1][1], core.start()):
            begin = found.pop()[0]
        found.append((begin, core.end()))
        floor = core.end()
    return found
