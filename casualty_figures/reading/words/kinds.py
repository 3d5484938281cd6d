"""What kind of count a figure is, its usual unit, and what its bounds are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casualty_figures.reading.words.lexicon import mapping, table, words_of

MOVED = ("evacuated", "displaced", "returned", "relocated", "sheltered", "homeless")
"""Measures of people who went from one place to another, or lost theirs."""
HARM = ("killed", "injured", "killed_or_injured")
"""Measures of the dead and the hurt."""
EXTENT_UNITS = ("metre", "day")


@cache
def _cumulative() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in words_of("cumulative"))
    return re.compile(rf"\b(?:{words})\b")


@cache
def _stocks() -> dict[str, frozenset[str]]:
    """Measures that stand at a time, each with the event words that say so; an empty one where every word does."""
    rows = table("words/stocks")
    named = {row["measure_id"] for row in rows}
    return {one: frozenset(row["word"] for row in rows if row["measure_id"] == one) for one in named}


def count_kind(measure_id: str, unit: str, phrases: Sequence[str]) -> str:
    """Extent for sizes and durations, stock for what stands at a time, cumulative after its words, flow otherwise.

    `phrases` are the figure, event and time phrases as printed.

    >>> count_kind("killed", "person", ["since 3 May"]), count_kind("killed", "person", ["on Monday"])
    ('cumulative', 'flow')
    >>> count_kind("exclusion_distance", "metre", []), count_kind("humanitarian_corridors", "corridor", [])
    ('extent', 'stock')
    >>> count_kind("missing", "person", ["nine", "missing"]), count_kind("missing", "person", ["nine", "went missing"])
    ('stock', 'flow')
    """
    if unit in EXTENT_UNITS:
        return "extent"
    stock = _stocks().get(measure_id)
    if stock and ("" in stock or any(phrase.lower() in stock for phrase in phrases)):
        return "stock"
    low = "\n".join(phrases).lower()
    # most figures are told without these words, and to look for them one by one is faster than the pattern
    told = any(word in low for word in words_of("cumulative")) and _cumulative().search(low)
    return "cumulative" if told else "flow"


def usual_unit(measure_id: str) -> str:
    """The unit that a measure comes in where the words name none; empty for an unknown measure.

    >>> usual_unit("killed"), usual_unit("shelling")
    ('person', 'event')
    """
    return mapping("measures", "measure_id", "units").get(measure_id, "").partition(" ")[0]


def bounds_of(low: int | None, high: int | None) -> str:
    """The name of the bounds that the words give.

    >>> bounds_of(801, None), bounds_of(0, 0), bounds_of(None, None)
    ('open_high', 'closed', 'unstated')
    """
    if low is None:
        return "unstated"
    return "open_high" if high is None else "closed"
