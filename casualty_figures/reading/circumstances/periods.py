"""Periods: what a phrase of time says about days, seen from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from casualty_figures.reading.circumstances.days import UNIT, Seen, calendar_span, days_back, named_days, shift_months
from casualty_figures.reading.figure import Period
from casualty_figures.reading.words.numbers import read_number
from casualty_figures.reading.words.time_words import time_pattern

VAGUE = ("few", "several", "couple of", "some", "recent", "many")
MOST_APART = 60
"""Days or weeks before or after a day above which a phrase is not read."""
NONE = Period(None, None, "unknown", "none")


def _since(found: re.Match[str], seen: Seen) -> Period:
    rule = "since_to_said" if seen.asserted_on else "since_to_published"
    past = _past_start(found["rest"], seen) or _edge(found["rest"], seen)
    span = named_days(found["rest"], seen, anywhere=True)
    start, precision = (past, "day") if past else (span[0][0], span[0][2]) if span else (None, "unknown")
    if start and seen.said and start > seen.said:
        start = None
    return Period(start, seen.said, precision, rule)


def _edge(phrase: str, seen: Seen) -> date | None:
    """The first day of the week, month or year of publication; the last of the one before in "the end of last year"."""
    found = EDGE.fullmatch(phrase)
    if found is None or seen.published is None:
        return None
    first, last, _ = calendar_span(days_back(seen.published, 1 if found["last"] else 0, found["unit"]), found["unit"])
    return last if found["side"] == "end" else first


def _past_start(phrase: str, seen: Seen) -> date | None:
    """The day from which "the past two weeks" count, seen from the day on which it was said."""
    found = PAST.fullmatch(phrase)
    number = found and read_number(found["number"] or "one")
    return days_back(seen.said, int(number), found["unit"]) if found and number and seen.said else None


def _past(found: re.Match[str], seen: Seen) -> Period | None:
    if found["past"] != "past" and not (found["number"] or found["the"]):
        return None  # "last week" is a calendar week, "in the last week" the seven days up to now
    printed = found["number"] or "one"
    if any(printed.startswith(word) for word in VAGUE) or read_number(printed) is None:
        return Period(None, seen.said, "unknown", "recent")
    return Period(_past_start(found[0], seen), seen.said, "day" if seen.said else "unknown", "past_days")


def _recent(found: re.Match[str], seen: Seen) -> Period:
    return Period(None, seen.said, "unknown", "recent")


def _so_far(found: re.Match[str], seen: Seen) -> Period:
    if not found["unit"] or seen.said is None:
        return Period(None, seen.said, "unknown", "so_far")
    start, _, precision = calendar_span(seen.said, found["unit"])
    return Period(start, seen.said, precision, "so_far")


def _between(found: re.Match[str], seen: Seen) -> Period | None:
    last = named_days(found["last_day"], seen)
    first = named_days(found["first_day"], seen)
    if first is None and last and re.fullmatch(r"\d\d?(?:st|nd|rd|th)?", found["first_day"]):
        day = int(re.sub(r"\D", "", found["first_day"]))
        first = ((last[0][0].replace(day=day),) * 2 + ("day",), "date") if 0 < day <= last[0][0].day else None
    if not first or not last:
        return None
    start, end = first[0][0], last[0][1]
    if start > end and first[1].startswith("weekday"):
        start -= timedelta(days=7)
    elif start > end and first[1] in ("date", "month"):
        start = shift_months(start, -12)
    return Period(start, end, last[0][2], "between") if start <= end else None


def _until(found: re.Match[str], seen: Seen) -> Period | None:
    span = named_days(found["rest"], seen)
    return Period(None, span[0][1], span[0][2], "until") if span else None


def _ended(found: re.Match[str], seen: Seen) -> Period | None:
    span = named_days(found["rest"], seen)
    return Period(None, span[0][1], span[0][2], "ended_on") if span else None


def _same_period(found: re.Match[str], seen: Seen) -> Period | None:
    """The days that another sentence names, whose phrase is joined to this one."""
    if not found["rest"]:
        return Period(None, None, "unknown", "same_day")
    return _read(found["rest"], seen)


def _days_apart(found: re.Match[str], seen: Seen) -> Period | None:
    """Days before or after the one that another phrase names: "the previous day", "two weeks later".

    "A day after" stands before what had happened a day earlier.
    """
    if not found["rest"]:
        return Period(None, None, "unknown", "same_day")
    span = named_days(found["rest"], seen)
    number = 1 if found["number"] in (None, "a", "one") else read_number(found["number"])
    if not span or not number or number > MOST_APART:
        return None
    word = found["next"] or found["beside"] or found["way"]
    days = int(number) * (7 if found["unit"] == "week" else 1)
    later = word in ("following", "next", "later") or found["beside"] == "after"
    day = span[0][0] + timedelta(days=days if later else -days)
    first, last, precision = calendar_span(day, "week") if found["unit"] == "week" else (day, day, "day")
    return Period(first, last, precision, "days_apart")


def _no_dates(rule: str) -> Callable[[re.Match[str], Seen], Period]:
    return lambda found, seen: Period(None, None, "unknown", rule)


EDGE = re.compile(rf"the\s(?P<side>start|beginning|turn|end)\sof\s(?:the|this|(?P<last>last))\s{UNIT}")
PAST = re.compile(
    r"(?:(?P<over>over|in|during|for|within|throughout|across|of)\s)?(?P<the>the\s|these\s)?"
    r"(?P<past>past|last|previous|preceding)\s"
    rf"(?:(?P<number>couple of|[a-z\d][\w-]*(?:\sof)?)\s)?{UNIT}"
)
FRAMES: tuple[tuple[str, Callable[[re.Match[str], Seen], Period | None]], ...] = (
    (
        r"(?:(?:during|over|in|within|for)\s)?the\ssame\speriod(?:\s(?P<rest>.+))?",
        _same_period,
    ),
    (
        r"(?:on\s)?(?:the\s(?P<next>previous|preceding|following|next)\sday|the\sday\s(?P<beside>before|after)"
        r"|(?P<number>[a-z\d-]+)\s(?P<unit>day|week)s?\s(?P<way>earlier|later|before|after))(?:\s(?!yesterday)(?P<rest>.+))?",
        _days_apart,
    ),
    (
        r"since\s(?:the\s)?(?:early\s)?(?:morning|dawn|midnight|noon|evening)|(?:earlier|later)\sin\sthe\sday|(?:throughout|during)\sthe\sday|(?:on\s|later\s|earlier\s)*(?:the\ssame|that)\sday",
        _no_dates("same_day"),
    ),
    (r"(?:ever\s)?(?:since|BEGIN)\s(?P<rest>.+)|(?:from|starting|beginning)\s(?P<rest_on>.+)\son(?:wards?)?", _since),
    (
        r"(?:declared\s)?(?:officially\s|formally\s)?END\s(?:.+?\s)??(?P<rest>(?:late\s|early\s)?(?:on|in|at|last|yesterday|today|overnight|WEEKDAY)\b.*)",
        _ended,
    ),
    (
        r"(?:between|from|on|in|late|early|overnight|the\snight|of|\s)*(?P<first_day>.+?)(?:\sand|\sto|\suntil|\still|\sthrough|\sinto|\s?[-\u2013])\s?(?:late\s|early\s)?(?P<last_day>.+)",
        _between,
    ),
    (PAST.pattern, _past),
    (
        r"(?:in|over|during|for)?\s?(?:the\s)?(?:most\s)?recent\s(?:\w+\s)?(?:hour|day|week|month|year|time)s|recently|lately",
        _recent,
    ),
    (
        rf"(?:earlier|so far|later)?\s?(?:in|during|over)?\s?this\s(?:past\s)?{UNIT}|so far|to date|until now",
        _so_far,
    ),
    (
        r"(?:until|as of|till|up to|through|before(?!\sPART\b)|prior to|by)\s(?P<rest>.+)",
        _until,
    ),
    (
        r"(?:during|throughout|amid|over|in)\s(?:the|a|an|this|that|its|their)\s(?:[\w\u2019'-]+\s){0,3}?SPAN(?:\s.*)?",
        _no_dates("during"),
    ),
)


@lru_cache(maxsize=4096)
def read_period(
    phrase: str, published: date | None, asserted_on: date | None = None, count_kind: str = "flow"
) -> Period:
    """Read a phrase of time as days, both included, looking back from the day of publication.

    Never raises; a phrase that names no day gives empty dates. What stands at a time (`count_kind` "stock") and
    names none holds on the day on which it was said, or else published.

    >>> friday = date(2021, 3, 12)
    >>> period = read_period("since Monday", friday)
    >>> str(period.start), str(period.end), period.rule
    ('2021-03-08', '2021-03-12', 'since_to_published')
    >>> str(read_period("last Friday", friday).start)
    '2021-03-05'
    >>> read_period("", friday, count_kind="stock").rule
    'stock_day'
    """
    seen = Seen(published, asserted_on)
    plain = " ".join(phrase.lower().replace("\u00a0", " ").replace("mid-", "mid ").split()).strip(" .,;:()“”\"'—")
    if not plain:
        day = seen.said if count_kind == "stock" else None
        return Period(day, day, "day", "stock_day") if day else NONE
    try:
        period = _read(plain[:200], seen) or NONE
        if count_kind == "stock" and period.rule == "until":
            period = replace(period, start=period.end)  # what stands as of a day stands on that day
    except (ValueError, OverflowError):  # a day that no calendar has
        return NONE
    if published and period.start and period.start > published:
        return NONE
    return replace(period, end=published) if published and period.end and period.end > published else period


def _read(plain: str, seen: Seen) -> Period | None:
    for source, frame in FRAMES:
        found = time_pattern(source).fullmatch(plain)
        if found and (period := frame(found, seen)):
            return period
    span = named_days(plain, seen) or named_days(plain, seen, anywhere=True)
    return Period(*span[0], span[1]) if span else None


def read_day(phrase: str, published: date | None) -> date | None:
    """Read a phrase that says on which day something was said; None where it names no single day.

    >>> str(read_day("late on Monday", date(2021, 3, 12)))
    '2021-03-08'
    """
    period = read_period(phrase, published)
    return period.start if period.start == period.end else None
