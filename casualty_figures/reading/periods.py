"""Periods: what a phrase of time says about days, seen from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from casualty_figures.reading.figure import Period
from casualty_figures.reading.lexicon import table
from casualty_figures.reading.numbers import read_number

VAGUE = ("few", "several", "couple of", "some", "recent", "many")
UNIT_DAYS = {"hour": 1, "day": 1, "night": 1, "week": 7, "fortnight": 14}
NONE = Period(None, None, "unknown", "none")
Span = tuple[date, date, str]
"""First day, last day, precision."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The days from which a phrase is seen."""

    published: date | None
    asserted_on: date | None

    @property
    def said(self) -> date | None:
        return self.asserted_on or self.published


@cache
def words_of_time(kind: str) -> dict[str, int]:
    """The words of one kind (weekday, month, season, part, span, end, happening) with their values.

    >>> words_of_time("weekday")["sunday"]
    6
    """
    rows = table("words/period_words")
    return {row["word"]: int(row["value"] or 0) for row in rows if row["kind"] == kind}


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern in which WEEKDAY, MONTH, ... stand for the words of their kind."""
    for kind in ("weekday", "month", "season", "part", "span", "end"):
        words = sorted(words_of_time(kind), key=len, reverse=True)
        dot = r"\b\.?" if kind == "month" else r"\b"
        source = source.replace(kind.upper(), rf"(?P<{kind}>{'|'.join(words)}){dot}", 1)
        source = source.replace(kind.upper(), rf"(?:{'|'.join(words)}){dot}")
    return re.compile(source)


def _shift_months(day: date, months: int) -> date:
    """The same day some months earlier or later, or the last of a shorter month."""
    month = day.year * 12 + day.month - 1 + months
    year, month = max(1, month // 12), month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _month_span(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _back(said: date, number: int, unit: str) -> date:
    """The day so many hours, days, weeks, months or years before."""
    if unit == "hour":
        number = max(1, round(number / 24))
    if unit in UNIT_DAYS:
        return said - timedelta(days=min(number * UNIT_DAYS[unit], said.toordinal() - 1))
    return _shift_months(said, -min(number, 1900) * (12 if unit == "year" else 1))


def _around(day: date, unit: str) -> Span:
    """The calendar week (from Monday), month or year that holds a day."""
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


def _date_span(found: re.Match[str], seen: _Seen) -> Span | None:
    month, year = words_of_time("month")[found["month"]], found["year"]
    first = _dated(int(found["day"]), month, year, seen.published)
    last = _dated(int(found["last"]), month, year, seen.published) if found["last"] else first
    return (min(first, last), max(first, last), "day") if first and last else None


def _iso_span(found: re.Match[str], seen: _Seen) -> Span | None:
    if found["iso"]:
        day = date.fromisoformat(found["iso"])
    else:
        day = date(int(found["year"]), int(found["month_number"]), int(found["day"]))
    return day, day, "day"


def _slashed(found: re.Match[str], seen: _Seen) -> Span | None:
    """A date with slashes, where only one order of day and month is possible."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if one <= 12 and two <= 12 and one != two:
        return None
    day = date(year, two, one) if one > 12 else date(year, one, two)
    return day, day, "day"


def _day_of_month(found: re.Match[str], seen: _Seen) -> Span | None:
    if seen.published is None:
        return None
    back = 0 if int(found["day"]) <= seen.published.day else -1
    start = _shift_months(seen.published.replace(day=1), back)
    day = start.replace(day=int(found["day"]))
    return day, day, "day"


def _whole_month(found: re.Match[str], seen: _Seen) -> Span | None:
    month = words_of_time("month")[found["month"]]
    first = _dated(1, month, found["year"], seen.published)
    if first and not found["year"] and found["which"] and seen.published:
        same = (first.year, first.month) == (seen.published.year, seen.published.month)
        first = first.replace(year=first.year - 1) if same and found["which"] == "last" else first
    return _month_span(first.year, first.month) if first else None


def _week_of_month(found: re.Match[str], seen: _Seen) -> Span | None:
    first = _dated(1, words_of_time("month")[found["month"]], found["year"], seen.published)
    if first is None:
        return None
    start, end, _ = _month_span(first.year, first.month)
    if found["nth"] == "last":
        return end - timedelta(days=6), end, "week"
    day = 7 * ("first", "second", "third", "fourth").index(found["nth"])
    return start + timedelta(days=day), start + timedelta(days=day + 6), "week"


def _whole_season(found: re.Match[str], seen: _Seen) -> Span | None:
    first = _dated(1, words_of_time("season")[found["season"]], found["year"], seen.published)
    if first is None:
        return None
    last = _shift_months(first, 2)
    if found["which"] == "last" and seen.published and _month_span(last.year, last.month)[1] >= seen.published:
        first, last = _shift_months(first, -12), _shift_months(last, -12)
    return first, _month_span(last.year, last.month)[1], "month"


def _whole_year(found: re.Match[str], seen: _Seen) -> Span | None:
    year = int(found["year"])
    return date(year, 1, 1), date(year + (9 if found["decade"] else 0), 12, 31), "year"


def _yesterday(found: re.Match[str], seen: _Seen) -> Span | None:
    if seen.published is None:
        return None
    day = seen.published - timedelta(days=2 if found["before"] else 1)
    return day, day, "day"


def _today(found: re.Match[str], seen: _Seen) -> Span | None:
    return (seen.published, seen.published, "day") if seen.published else None


def _overnight(found: re.Match[str], seen: _Seen) -> Span | None:
    """Seen from the day on which it was said."""
    return (seen.said - timedelta(days=1), seen.said, "day") if seen.said else None


def _ago(found: re.Match[str], seen: _Seen) -> Span | None:
    number = read_number(found["number"]) if found["number"] not in ("a", "an") else 1
    if seen.published is None or not number:
        return None
    day = _back(seen.published, int(number), found["unit"])
    return (day, day, "day") if found["unit"] in ("hour", "day", "night") else _around(day, found["unit"])


def _last_span(found: re.Match[str], seen: _Seen) -> Span | None:
    return _around(_back(seen.published, 1, found["unit"]), found["unit"]) if seen.published else None


def _weekend(found: re.Match[str], seen: _Seen) -> Span | None:
    if seen.published is None:
        return None
    saturday = seen.published - timedelta(days=(seen.published.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1), "day"


def _weekday(found: re.Match[str], seen: _Seen) -> Span | None:
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


UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year)s?\b"
WHICH = r"(?:(?P<which>last|this past|this|past|previous|next)\s)?"
WEEKDAY_FIRST = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s\(?)?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
LAST = r"(?:\s?(?:-|\u2013|and|to)\s?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"
YEAR = r"(?:,?\s(?P<year>(?:1[5-9]|20)\d\d)\b)?"
SPANS: tuple[tuple[str, str, Callable[[re.Match[str], _Seen], Span | None]], ...] = (
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
PART_FIRST = re.compile(
    r"(?:the\s)?(?:early\s|late\s)?(?:morning|afternoon|evening|night|dawn|hours)\s(?:hours\s)?(?:of|on)\s"
)


def _span(phrase: str, seen: _Seen, anywhere: bool = False) -> tuple[Span, str] | None:
    """The days that a plain phrase names, with its rule; the last in the phrase where it may stand anywhere."""
    lead = LEAD.match(phrase)
    start = lead.end() if lead else 0
    part = PART_FIRST.match(phrase, start)
    start = part.end() if part else start
    for rule, source, resolve in SPANS:
        found = _pattern(source).fullmatch(phrase, start)
        if found is None and anywhere:
            everywhere = list(_pattern(r"(?<!\w)(?:" + source + r")(?!\w)").finditer(phrase))
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


def _since(found: re.Match[str], seen: _Seen) -> Period:
    rule = "since_to_said" if seen.asserted_on else "since_to_published"
    past = _past_start(found["rest"], seen) or _edge(found["rest"], seen)
    span = _span(found["rest"], seen, anywhere=True)
    start, precision = (past, "day") if past else (span[0][0], span[0][2]) if span else (None, "unknown")
    if start and seen.said and start > seen.said:
        start = None
    return Period(start, seen.said, precision, rule)


def _edge(phrase: str, seen: _Seen) -> date | None:
    """The first day of the week, month or year of publication; the last of the one before in "the end of last year"."""
    found = EDGE.fullmatch(phrase)
    if found is None or seen.published is None:
        return None
    first, last, _ = _around(_back(seen.published, 1 if found["last"] else 0, found["unit"]), found["unit"])
    return last if found["side"] == "end" else first


def _past_start(phrase: str, seen: _Seen) -> date | None:
    """The day from which "the past two weeks" count, seen from the day on which it was said."""
    found = PAST.fullmatch(phrase)
    number = found and read_number(found["number"] or "one")
    return _back(seen.said, int(number), found["unit"]) if found and number and seen.said else None


def _past(found: re.Match[str], seen: _Seen) -> Period | None:
    if found["past"] != "past" and not (found["number"] or found["the"]):
        return None  # "last week" is a calendar week, "in the last week" the seven days up to now
    printed = found["number"] or "one"
    if any(printed.startswith(word) for word in VAGUE) or read_number(printed) is None:
        return Period(None, seen.said, "unknown", "recent")
    return Period(_past_start(found[0], seen), seen.said, "day" if seen.said else "unknown", "past_days")


def _recent(found: re.Match[str], seen: _Seen) -> Period:
    return Period(None, seen.said, "unknown", "recent")


def _so_far(found: re.Match[str], seen: _Seen) -> Period:
    if not found["unit"] or seen.said is None:
        return Period(None, seen.said, "unknown", "so_far")
    start, _, precision = _around(seen.said, found["unit"])
    return Period(start, seen.said, precision, "so_far")


def _between(found: re.Match[str], seen: _Seen) -> Period | None:
    last = _span(found["last_day"], seen)
    first = _span(found["first_day"], seen)
    if first is None and last and re.fullmatch(r"\d\d?(?:st|nd|rd|th)?", found["first_day"]):
        day = int(re.sub(r"\D", "", found["first_day"]))
        first = ((last[0][0].replace(day=day),) * 2 + ("day",), "date") if 0 < day <= last[0][0].day else None
    if not first or not last:
        return None
    start, end = first[0][0], last[0][1]
    if start > end and first[1].startswith("weekday"):
        start -= timedelta(days=7)
    elif start > end and first[1] in ("date", "month"):
        start = _shift_months(start, -12)
    return Period(start, end, last[0][2], "between") if start <= end else None


def _until(found: re.Match[str], seen: _Seen) -> Period | None:
    span = _span(found["rest"], seen)
    return Period(None, span[0][1], span[0][2], "until") if span else None


def _ended(found: re.Match[str], seen: _Seen) -> Period | None:
    span = _span(found["rest"], seen)
    return Period(None, span[0][1], span[0][2], "ended_on") if span else None


def _no_dates(rule: str) -> Callable[[re.Match[str], _Seen], Period]:
    return lambda found, seen: Period(None, None, "unknown", rule)


EDGE = re.compile(rf"the\s(?P<side>start|beginning|turn|end)\sof\s(?:the|this|(?P<last>last))\s{UNIT}")
PAST = re.compile(
    r"(?:(?P<over>over|in|during|for|within|throughout|across|of)\s)?(?P<the>the\s|these\s)?"
    r"(?P<past>past|last|previous|preceding)\s"
    rf"(?:(?P<number>couple of|[a-z\d][\w-]*(?:\sof)?)\s)?{UNIT}"
)
FRAMES: tuple[tuple[str, Callable[[re.Match[str], _Seen], Period | None]], ...] = (
    (
        r"since\s(?:the\s)?(?:early\s)?(?:morning|dawn|midnight|noon|evening)|(?:earlier|later)\sin\sthe\sday|(?:throughout|during)\sthe\sday|(?:on\s|later\s|earlier\s)*(?:the\ssame|that)\sday",
        _no_dates("same_day"),
    ),
    (r"(?:ever\s)?since\s(?P<rest>.+)|(?:from|starting|beginning)\s(?P<rest_on>.+)\son(?:wards?)?", _since),
    (
        r"(?:declared\s)?(?:officially\s|formally\s)?END\s(?:.+?\s)??(?P<rest>(?:late\s|early\s)?(?:on|in|at|last|yesterday|today|overnight|WEEKDAY)\b.*)",
        _ended,
    ),
    (
        r"(?:between|from|on|in|late|early|overnight|\s)*(?P<first_day>.+?)(?:\sand|\sto|\suntil|\still|\sthrough|\sinto|\s?[-\u2013])\s?(?:late\s|early\s)?(?P<last_day>.+)",
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
    (r"(?:until|as of|till|up to|through|before|prior to|by)\s(?P<rest>.+)", _until),
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
    seen = _Seen(published, asserted_on)
    plain = " ".join(phrase.lower().replace("\u00a0", " ").replace("mid-", "mid ").split()).strip(" .,;:()“”\"'—")
    if not plain:
        day = seen.said if count_kind == "stock" else None
        return Period(day, day, "day", "stock_day") if day else NONE
    try:
        period = _read(plain[:200], seen) or NONE
    except (ValueError, OverflowError):  # a day that no calendar has
        return NONE
    if published and period.start and period.start > published:
        return NONE
    return replace(period, end=published) if published and period.end and period.end > published else period


def _read(plain: str, seen: _Seen) -> Period | None:
    for source, frame in FRAMES:
        found = _pattern(source).fullmatch(plain)
        if found and (period := frame(found, seen)):
            return period
    span = _span(plain, seen) or _span(plain, seen, anywhere=True)
    return Period(*span[0], span[1]) if span else None


def read_day(phrase: str, published: date | None) -> date | None:
    """Read a phrase that says on which day something was said; None where it names no single day.

    >>> str(read_day("late on Monday", date(2021, 3, 12)))
    '2021-03-08'
    """
    period = read_period(phrase, published)
    return period.start if period.start == period.end else None
