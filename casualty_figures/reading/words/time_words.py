"""The words of time, and patterns in which they stand for their kinds."""

from __future__ import annotations

import re
from functools import cache

from casualty_figures.reading.words.lexicon import table


@cache
def words_of_time(kind: str) -> dict[str, int]:
    """The words of one kind (weekday, month, season, part, span, end, begin, happening) with their values.

    >>> words_of_time("weekday")["sunday"]
    6
    """
    rows = table("words/period_words")
    return {row["word"]: int(row["value"] or 0) for row in rows if row["kind"] == kind}


@cache
def time_pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern in which WEEKDAY, MONTH, ... stand for the words of their kind.

    >>> time_pattern(r"late on WEEKDAY").fullmatch("late on friday")["weekday"]
    'friday'
    """
    for kind in ("weekday", "month", "season", "part", "span", "end", "begin"):
        words = sorted(words_of_time(kind), key=len, reverse=True)
        dot = r"\b\.?" if kind == "month" else r"\b"
        source = source.replace(kind.upper(), rf"(?P<{kind}>{'|'.join(words)}){dot}", 1)
        source = source.replace(kind.upper(), rf"(?:{'|'.join(words)}){dot}")
    return re.compile(source)
