"""Figures that cannot be of the event told first: of a day before it, or far larger than its own."""

from __future__ import annotations

from datetime import date

from casualty_figures.reading.circumstances.periods import read_period
from casualty_figures.reading.figure import Figure, Period
from casualty_figures.reading.words.kinds import HARM

SAMPLE = date(2000, 12, 31)
"""A day to read days from that no date of publication places; only their order counts."""
DAYS_BEFORE = 3
"""How many days one weekday may stand before another that the same week names."""
RUNNING = frozenset(["since_to_published", "since_to_said", "past_days", "recent"])
"""Rules of periods that run up to the day of the report."""
WHOLE_MONTH = 27
"""Days from the first to the last of the shortest month."""
SO_FAR = 3
"""How many times larger a number so far must be to be of more than the event."""
LARGER, LARGE, VERY_LARGE = 10, 100, 1000
"""How many times larger, and how large, a number must be that no later count of one event reaches."""


def _time(figure: Figure) -> Period | None:
    """When it happened by the words of the figure's own sentence, read from a day of one week."""
    marks = [mark for mark in figure.marks if mark.role == "time" and not mark.carried]
    return read_period(marks[0].printed, SAMPLE) if marks else None


def without_other_days(figures: list[Figure]) -> list[Figure]:
    """Figures without those of a weekday before that of the first, of a whole month, or of all the time since a day.

    "A bomb killed 25 on Tuesday. On Monday, another killed 32. In June, 40 died. The toll since May is 300."

    >>> from casualty_figures.reading.reader import read
    >>> texts = [f"A bomb killed nine men on {day}. On Monday, a bomb killed 12 men." for day in ("Tuesday", "Sunday")]
    >>> [[figure.value for figure in without_other_days(read(text))] for text in texts]
    [[9], [9, 12]]
    """
    first: dict[str, Figure] = {}
    kept = []
    for figure in figures:
        lead = figures[0] if figures[0].measure in HARM else figure
        before = first.setdefault(figure.measure, lead if figure.measure in HARM else figure)
        if not ("number" in figure.rules and figure.sentence > before.sentence and _is_of_other_days(before, figure)):
            kept.append(figure)
    return kept


def _is_of_other_days(first: Figure, other: Figure) -> bool:
    if not RUNNING.isdisjoint(other.rules) and RUNNING.isdisjoint(first.rules):
        return True
    if "so_far" in other.rules and (other.value or 0) > SO_FAR * (first.value or 0):
        return True
    when = _time(other)
    day = _time(first) if when else None
    if when is None or (day and day.precision != "day"):
        return False
    if when.rule == "last_span" or (when.precision == "month" and _is_whole_month(when)):
        return True
    if day is None or day.start is None or when.end is None or first.measure != other.measure:
        return False
    weekdays = day.rule.startswith("weekday") and when.rule.startswith("week")
    return weekdays and 0 < (day.start - when.end).days % 7 <= DAYS_BEFORE


def _is_whole_month(when: Period) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days >= WHOLE_MONTH


def without_far_larger(figures: list[Figure]) -> list[Figure]:
    """Figures without those that count a war, not its event: "nine men died. The war has killed 4,000".

    >>> from casualty_figures.reading.reader import read
    >>> texts = [f"A bomb killed nine men. The war has killed {number} men." for number in ("4,000", "40")]
    >>> [[figure.value for figure in without_far_larger(read(text))] for text in texts]
    [[9], [9, 40]]
    """
    first: dict[str, Figure] = {}
    far: set[int] = set()
    kept = []
    for figure in figures:
        if figure.value and _is_far_larger(figure, first.setdefault(figure.measure, figure), figures[0]):
            far.add(figure.sentence)
        if figure.sentence not in far:
            kept.append(figure)
    return kept


def _is_far_larger(figure: Figure, first: Figure, lead: Figure) -> bool:
    """Whether a number is far larger than the first of its measure, or, where it is the first, than the lead's."""
    size = figure.value or 0
    if first is not figure:
        before = first.value or 0
        return size >= max(before * LARGER, LARGE if before > 1 else VERY_LARGE)
    harm = figure.measure in HARM and figure.sentence > lead.sentence
    return harm and size >= max((lead.value or 0) * LARGER, VERY_LARGE)
