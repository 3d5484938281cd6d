"""Days: what a plain phrase of time ("on Tuesday", "last week", "in 2014") names, seen from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from casualty_figures.reading.words.numbers import read_number
from casualty_figures.reading.words.time_words import time_pattern, words_of_time

MONTHS = {"year": 12, "decade": 120}
UNIT_DAYS = {"hour": 1, "day": 1, "night": 1, "week": 7, "fortnight": 14}
Span = tuple[date, date, str]
"""First day, last day, precision."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The days from which a phrase is seen."""

    published: date | None
    asserted_on: date | None

    @property
    def said(self) -> date | None:
        return self.asserted_on or self.published


def shift_months(day: date, months: int) -> date:
    """The same day some months earlier or later, or the last of a shorter month.

    >>> str(shift_months(date(2021, 3, 31), -1))
    '2021-02-28'
    """
    month = day.year * 12 + day.month - 1 + months
    year, month = max(1, month // 12), month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _month_span(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def days_back(said: date, number: int, unit: str) -> date:
    """The day so many hours, days, weeks, months or years before.

    >>> str(days_back(date(2021, 3, 12), 2, "week")), str(days_back(date(2021, 3, 12), 24, "hour"))
    ('2021-02-26', '2021-03-11')
    """
    if unit == "hour":
        number = max(1, round(number / 24))
    if unit in UNIT_DAYS:
        return said - timedelta(days=min(number * UNIT_DAYS[unit], said.toordinal() - 1))
    return shift_months(said, -min(number, 1900) * MONTHS.get(unit, 1))


def calendar_span(day: date, unit: str) -> Span:
    """The calendar week (from Monday), month or year that holds a day.

    >>> [str(part) for part in calendar_span(date(2021, 3, 12), "week")]
    ['2021-03-08', '2021-03-14', 'week']
    """
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6), "week"
    if unit == "month":
        return _month_span(day.year, day.month)
    return date(day.year, 1, 1), date(day.year, 12, 31), "year"


def _dated(day: int, month: int, year: str | None, published: date | None) -> date | None:
    """A day and month in the printed year, else in the latest year that does not pass publication."""
    if year:
        return date(int(year), month, day)
    if published is None:
        return None
    for candidate in range(published.year, published.year - 9, -1):
        if day <= monthrange(candidate, month)[1] and date(candidate, month, day) <= published:
            return date(candidate, month, day)
    return None


def _date_span(found: re.Match[str], seen: Seen) -> Span | None:
    month, year = words_of_time("month")[found["month"]], found["year"]
    first = _dated(int(found["day"]), month, year, seen.published)
    last = _dated(int(found["last"]), month, year, seen.published) if found["last"] else first
    return (min(first, last), max(first, last), "day") if first and last else None


def _iso_span(found: re.Match[str], seen: Seen) -> Span | None:
    if found["iso"]:
        day = date.fromisoformat(found["iso"])
    else:
        day = date(int(found["year"]), int(found["month_number"]), int(found["day"]))
    return day, day, "day"


def _slashed(found: re.Match[str], seen: Seen) -> Span | None:
    """A date with slashes, where only one order of day and month is possible."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if one <= 12 and two <= 12 and one != two:
        return None
    day = date(year, two, one) if one > 12 else date(year, one, two)
    return day, day, "day"


def _day_of_month(found: re.Match[str], seen: Seen) -> Span | None:
    if seen.published is None:
        return None
    back = 0 if int(found["day"]) <= seen.published.day else -1
    start = shift_months(seen.published.replace(day=1), back)
    day = start.replace(day=int(found["day"]))
    return day, day, "day"


def _whole_month(found: re.Match[str], seen: Seen) -> Span | None:
    month = words_of_time("month")[found["month"]]
    first = _dated(1, month, found["year"], seen.published)
    if first and not found["year"] and found["which"] and seen.published:
        same = (first.year, first.month) == (seen.published.year, seen.published.month)
        first = first.replace(year=first.year - 1) if same and found["which"] == "last" else first
    return _month_span(first.year, first.month) if first else None


def _week_of_month(found: re.Match[str], seen: Seen) -> Span | None:
    first = _dated(1, words_of_time("month")[found["month"]], found["year"], seen.published)
    if first is None:
        return None
    start, end, _ = _month_span(first.year, first.month)
    if found["nth"] == "last":
        return end - timedelta(days=6), end, "week"
    day = 7 * ("first", "second", "third", "fourth").index(found["nth"])
    return start + timedelta(days=day), start + timedelta(days=day + 6), "week"


def _whole_season(found: re.Match[str], seen: Seen) -> Span | None:
    first = _dated(1, words_of_time("season")[found["season"]], found["year"], seen.published)
    if first is None:
        return None
    last = shift_months(first, 2)
    if found["which"] == "last" and seen.published and _month_span(last.year, last.month)[1] >= seen.published:
        first, last = shift_months(first, -12), shift_months(last, -12)
    return first, _month_span(last.year, last.month)[1], "month"


def _whole_year(found: re.Match[str], seen: Seen) -> Span | None:
    year = int(found["year"])
    return date(year, 1, 1), date(year + (9 if found["decade"] else 0), 12, 31), "year"


def _yesterday(found: re.Match[str], seen: Seen) -> Span | None:
    if seen.published is None:
        return None
    day = seen.published - timedelta(days=2 if found["before"] else 1)
    return day, day, "day"


def _today(found: re.Match[str], seen: Seen) -> Span | None:
    return (seen.published, seen.published, "day") if seen.published else None


def _overnight(found: re.Match[str], seen: Seen) -> Span | None:
    """Seen from the day on which it was said."""
    return (seen.said - timedelta(days=1), seen.said, "day") if seen.said else None


def _ago(found: re.Match[str], seen: Seen) -> Span | None:
    number = read_number(found["number"]) if found["number"] not in ("a", "an") else 1
    if seen.published is None or not number:
        return None
    day = days_back(seen.published, int(number), found["unit"])
    return (day, day, "day") if found["unit"] in ("hour", "day", "night") else calendar_span(day, found["unit"])


def _last_span(found: re.Match[str], seen: Seen) -> Span | None:
    return calendar_span(days_back(seen.published, 1, found["unit"]), found["unit"]) if seen.published else None


def _weekend(found: re.Match[str], seen: Seen) -> Span | None:
    if seen.published is None:
        return None
    saturday = seen.published - timedelta(days=(seen.published.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1), "day"


def _weekday(found: re.Match[str], seen: Seen) -> Span | None:
    """The last such weekday up to publication; "last Tuesday" on a Tuesday is the one before."""
    if seen.published is None or found["which"] == "next":
        return None
    back = (seen.published.weekday() - words_of_time("weekday")[found["weekday"]]) % 7
    if found["which"] in ("last", "previous") and not back:
        back = 7
    day = seen.published - timedelta(days=back)
    if found["week"]:
        monday = seen.published - timedelta(days=seen.published.weekday() + 7)
        day = monday + timedelta(days=words_of_time("weekday")[found["weekday"]])
    return day, day, "day"


UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)s?\b"
WHICH = r"(?:(?P<which>last|this past|this|past|previous|next)\s)?"
WEEKDAY_FIRST = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s\(?)?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
LAST = r"(?:\s?(?:-|\u2013|and|to)\s?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"
YEAR = r"(?:,?\s(?P<year>(?:1[5-9]|20)\d\d)\b)?"
SPANS: tuple[tuple[str, str, Callable[[re.Match[str], Seen], Span | None]], ...] = (
    ("date", rf"{WEEKDAY_FIRST}{DAY}{LAST}\s(?:of\s)?MONTH{YEAR}(?!\d)", _date_span),
    ("date", rf"{WEEKDAY_FIRST}MONTH\s{DAY}(?!\d){LAST}(?!\d){YEAR}", _date_span),
    ("date", r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d\d?)\.(?P<month_number>\d\d?)\.(?P<year>\d{4})", _iso_span),
    ("date", r"(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year>\d{4})", _slashed),
    (
        "month",
        rf"(?:(?:early|mid|late)[\s-]|(?:the\s)?(?:mid|middle|end|beginning|start)\sof\s)?{WHICH}MONTH{YEAR}",
        _whole_month,
    ),
    ("week_of_month", rf"(?:the\s)?(?P<nth>first|second|third|fourth|last) week of MONTH{YEAR}", _week_of_month),
    ("season", rf"{WHICH}(?:the\s)?(?:early\s|late\s)?SEASON(?:\s?(?:of)?\s?(?P<year>(?:19|20)\d\d))?", _whole_season),
    ("yesterday", r"(?P<before>the day before )?yesterday(?:\sPART)?", _yesterday),
    ("overnight", r"last (?:night|evening)", _overnight),
    ("today", r"today|tonight|this\s(?:very\s)?(?:PART)", _today),
    ("overnight", r"overnight", _overnight),
    ("weekday", rf"{WHICH}WEEKDAY(?:['\u2019]s)?(?:\s(?:at\s)?PART)?(?P<week>\s(?:of\s)?last week)?", _weekday),
    ("ago", rf"(?:about\s|some\s)?(?P<number>[\w-]+)\s{UNIT} ago", _ago),
    ("last_span", rf"(?:last|the previous)\s{UNIT}", _last_span),
    ("weekend", r"(?:the|this|last)?\s?(?:past\s)?weekend", _weekend),
    ("date", rf"the\s{DAY}\b(?<=[hdt])", _day_of_month),
    ("year", r"(?:the\syear\s)?(?:the\s)?(?P<year>1[5-9]\d\d|20\d\d)(?P<decade>s)?", _whole_year),
)
LEAD = re.compile(
    r"(?:(?:earlier|later)\s(?:in\sthe\sday|that\sday|the\ssame\sday),?\s)?"
    r"(?:(?:on|in|at|by|early|earlier|late|later|just|also|around|about|over|during|for|from|of|back|as|only|throughout|overnight(?=\s))\s)*"
)
YEAR_IN_WORDS = re.compile(r",?\s(?:of\s)?(?:this|last)\syear$")
PART_FIRST = re.compile(
    r"(?:(?:shortly|just)\s)?(?:(?:before|after)\s)?(?:the\s)?(?:early\s|late\s)?"
    r"(?:morning|afternoon|evening|night|dawn|daybreak|sunrise|sunset|dusk|noon|midday|midnight|hours)\s(?:hours\s)?(?:of\s|on\s)?"
)


def _year_in_figures(phrase: str, seen: Seen) -> str:
    """The phrase with the year that "this year" and "last year" after a month or a day of one name.

    >>> _year_in_figures("in april last year", Seen(date(2021, 3, 12), None))
    'in april 2020'
    """
    if not phrase.endswith("year"):
        return phrase
    found = time_pattern(r"(?:MONTH(?:\s\d\d?)?),?\s(?:of\s)?(?P<which>this|last)\syear\b").search(phrase)
    if found is None or seen.published is None:
        return phrase
    year = seen.published.year - (found["which"] == "last")
    words = YEAR_IN_WORDS.sub(f" {year:04}", found[0])
    return phrase[: found.start()] + words + phrase[found.end() :]


def named_days(phrase: str, seen: Seen, anywhere: bool = False) -> tuple[Span, str] | None:
    """The days that a plain phrase names, with its rule; the last in the phrase where it may stand anywhere.

    >>> (first, last, precision), rule = named_days("late on monday", Seen(date(2021, 3, 12), None))
    >>> str(first), precision, rule
    ('2021-03-08', 'day', 'weekday')
    """
    phrase = _year_in_figures(phrase, seen)
    lead = LEAD.match(phrase)
    start = lead.end() if lead else 0
    part = PART_FIRST.match(phrase, start)
    start = part.end() if part else start
    for rule, source, resolve in SPANS:
        found = time_pattern(source).fullmatch(phrase, start)
        if found is None and anywhere:
            everywhere = list(time_pattern(r"(?<!\w)(?:" + source + r")(?!\w)").finditer(phrase))
            found = everywhere[-1] if everywhere else None
        if found:
            span = resolve(found, seen)
            which = found.groupdict().get("which")
            return (
                (span, f"{rule}_last" if rule == "weekday" and which in ("last", "previous") else rule)
                if span
                else None
            )
    return None
