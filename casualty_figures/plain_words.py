"""A figure's bounds, period and parties in plain words, for tables and pages that people read."""

from __future__ import annotations

from casualty_figures.reading.figure import Figure

_COUNTED_ONE_BY_ONE = ("person", "event", "corridor")
"""Units that the measure names already."""


def bounds_in_words(figure: Figure) -> str:
    """Say what the bounds of a figure allow, with the unit where the measure leaves it open.

    >>> bounds_in_words(Figure("killed", "at_least", 14, 14, None, "person", "people", ()))
    '14 or more'
    >>> bounds_in_words(Figure("displaced", "nearly", 2000, None, None, "household", "people", ()))
    'not stated (household)'
    """
    unit = "" if figure.unit in _COUNTED_ONE_BY_ONE else f" ({figure.unit})"
    return _range_in_words(figure.low, figure.high) + unit


def _range_in_words(low: int | None, high: int | None) -> str:
    """Say what lies between two bounds.

    >>> _range_in_words(14, None), _range_in_words(30, 40), _range_in_words(9, 9), _range_in_words(None, 40)
    ('14 or more', '30 to 40', '9', '40 or fewer')
    """
    if low is None:
        return "not stated" if high is None else f"{high:,} or fewer"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def period_in_words(figure: Figure) -> str:
    """Say when it happened; empty where the text does not say.

    >>> from datetime import date
    >>> from casualty_figures.reading.figure import Period
    >>> since = Period(None, date(2021, 3, 4), "day", "recent_days")
    >>> period_in_words(Figure("killed", "exact", 1, 1, 1, "person", "people", (), period=since))
    'until 2021-03-04'
    """
    period = figure.period
    if period is None or (period.start is None and period.end is None):
        return ""
    if period.start == period.end:
        return str(period.start)
    if period.start is None:
        return f"until {period.end}"
    return f"from {period.start}" if period.end is None else f"{period.start} to {period.end}"


def printed(figure: Figure) -> str:
    """Give the figure as printed: its figure mark, or its event mark where no number is printed."""
    for role in ("figure", "event"):
        for mark in figure.marks:
            if mark.role == role:
                return mark.printed
    return ""


def place_in_words(figure: Figure) -> str:
    """Say where, with the role of the place where it is not where things occurred.

    >>> from casualty_figures.reading.figure import Place
    >>> norvik = Place("Norvik", None, "origin")
    >>> place_in_words(Figure("evacuated", "exact", 9, 9, 9, "person", "people", (), place=norvik))
    'Norvik (origin)'
    """
    if figure.place is None:
        return ""
    return figure.place.printed + ("" if figure.place.role == "occurred" else f" ({figure.place.role})")


def people_in_words(figure: Figure) -> str:
    """Say who was counted; empty where no people are counted.

    >>> people_in_words(Figure("killed", "exact", 9, 9, 9, "person", "unknown", ()))
    'not named'
    """
    return "not named" if figure.population == "unknown" else code_in_words(figure.population)


def claimant_in_words(figure: Figure) -> str:
    """Say who claims it; the narrator where nobody else does."""
    return "narrator" if figure.claimant is None else figure.claimant.printed


def code_in_words(code: str) -> str:
    """Write a code as words.

    >>> code_in_words("women_and_children")
    'women and children'
    """
    return code.replace("_", " ")
