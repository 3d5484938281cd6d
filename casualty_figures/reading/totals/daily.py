"""Tolls of several days that one report tells of, one day after the other: they add up."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from casualty_figures.reading.circumstances.periods import read_period
from casualty_figures.reading.totals.tolls import Toll

SAMPLE = date(2000, 12, 31)
"""A day to read days from that no date of publication places; only their order counts."""
NEXT = 3
"""How many days one weekday may stand after the one before."""
NOT_ADDED = ("toll", "contrast", "wider")
"""Rules of tolls that tell of more than their own day."""


def _day(toll: Toll) -> tuple[date, bool] | None:
    """The day that a toll's own sentence names, and whether by a weekday."""
    marks = [mark for figure in toll.figures for mark in figure.marks if mark.role == "time" and not mark.carried]
    period = read_period(marks[0].printed, SAMPLE) if marks else None
    if period is None or period.start is None or period.precision != "day":
        return None
    return period.start, period.rule.startswith("weekday")


def _follows(before: tuple[date, bool], after: tuple[date, bool]) -> bool:
    """Whether a day is one that comes after another: Monday after Sunday, the 7th after the 4th."""
    days = (after[0] - before[0]).days
    return 0 < days % 7 <= NEXT if before[1] and after[1] else days > 0


def by_day(tolls: list[Toll]) -> list[Toll]:
    """The tolls of days one after the other, each of its own day; none where one of them names no day.

    >>> from casualty_figures.reading.reader import read
    >>> from casualty_figures.reading.totals.tolls import tolls
    >>> texts = [f"Nine men died on Monday. On {day}, two boys died." for day in ("Tuesday", "Sunday")]
    >>> [[toll.size for toll in by_day(tolls(read(text), None))] for text in texts]
    [[9, 2], []]
    """
    if len(tolls) < 2 or any(toll.has(*NOT_ADDED) or toll.is_total for toll in tolls):
        return []
    days = [_day(toll) for toll in tolls]
    known = [day for day in days if day]
    if len(known) < len(tolls):
        return []
    return tolls if all(_follows(*pair) for pair in pairwise(known)) else []
