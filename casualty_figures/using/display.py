"""A figure in short, spoken and long words: honest about bounds, never without who says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from casualty_figures.using.code_words import words

if TYPE_CHECKING:
    from casualty_figures.using.figures import PublishedFigure

FORMS = ("short", "spoken", "long")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def short(figure: PublishedFigure) -> str:
    """The number with its bound, as small as it can be shown without becoming another claim."""
    shown = words("short", figure.quantifier_id).format(**_numbers(figure))
    if figure.unit not in ("person", "event", "corridor") and figure.quantifier_id not in ("none", "occurred"):
        shown += f" {_unit(figure)}"
    return shown + f" ({figure.modality})" * (figure.modality == "pledged") + " (withdrawn)" * figure.withdrawn


def spoken(figure: PublishedFigure) -> str:
    """The claim in a sentence's words, with place, period, claimant, article and day."""
    withdrawn = "withdrawn, do not use: " if figure.withdrawn else ""
    return f"{withdrawn}{claim(figure)}, {figure.attribution}"


def long(figure: PublishedFigure) -> str:
    """The claim, its bounds, who stands behind it, who disputes it, and the caveat."""
    return " ".join(map(sentence, [spoken(figure), f"bounds: {bounds(figure)}", *qualifications(figure)]))


def qualifications(figure: PublishedFigure) -> list[str]:
    """What must be said of a figure wherever it goes: receipts, disputes, how much of the article is known, caveat."""
    parts = [receipts(figure)]
    if figure.disputed_by:
        parts.append(f"in conflict with figures of {listed(figure.disputed_by)}")
    if figure.source.coverage == "partial":
        parts.append("only a part of the article is known")
    if figure.caveat:
        parts.append(f"caveat: {figure.caveat}")
    return parts


def claim(figure: PublishedFigure) -> str:
    """What is claimed, where and when; not yet who says so."""
    parts = [amount(figure)]
    if figure.cause:
        parts.append(f"in {figure.cause}")
    denied = [actor.name for actor in figure.actors if actor.role == "denied"]
    if denied:
        parts.append(words("actor_role", "denied").format(actors=listed(denied, "or")))
    if figure.place:
        parts.append(words("place_role", figure.place_role).format(place=figure.place))
    said = " ".join(parts)
    asides = [
        words("aside", figure.quantifier_id),
        period(figure.period_start, figure.period_end),
        *(
            words("actor_role", role).format(actors=listed(names))
            for role in ("alleged", "pledged", "escort")
            if (names := [actor.name for actor in figure.actors if actor.role == role])
        ),
        words("modality", figure.modality),
    ]
    return ", ".join([said, *(aside for aside in asides if aside)])


def amount(figure: PublishedFigure) -> str:
    """How many of whom or what: "more than 800 civilians killed"; not yet where, when and who says so."""
    return words("spoken", figure.quantifier_id).format(**_numbers(figure), counted=counted(figure))


def counted(figure: PublishedFigure) -> str:
    """Who or what is counted: "civilians killed", "air strikes", "metres (exclusion distance)"."""
    unit, people = _unit(figure), figure.population
    if figure.unit not in ("person", "household"):
        one = figure.value == 1 or figure.unit in ("metre", "day")
        return f"{unit} ({figure.measure})" if one else figure.measure
    if figure.unit == "person" and people and figure.value != 1:
        return f"{people} {figure.measure}"
    return f"{unit} {figure.measure}" + (f" ({people})" if people else "")


def bounds(figure: PublishedFigure) -> str:
    """What the words allow."""
    low, high = figure.value_low, figure.value_high
    if low is None:
        return "the words claim none" if high is None else f"{high:,} or fewer"
    if high is None:
        return f"{low:,} or more, open above"
    return f"exactly {low:,}" if low == high else f"{low:,} to {high:,}"


def receipts(figure: PublishedFigure) -> str:
    """How many origins and outlets stand behind the figure's series."""
    origins, outlets = figure.origins, figure.outlets
    return f"{origins} origin{'s' * (origins != 1)}, {outlets} outlet{'s' * (outlets != 1)}"


def period(start: date | None, end: date | None) -> str:
    """A period for people to read, both days included; empty where neither day is known.

    >>> period(date(2016, 9, 19), date(2016, 10, 25)), period(None, date(2016, 10, 25))
    ('from 19 September to 25 October 2016', 'until 25 October 2016')
    >>> period(date(2016, 10, 24), date(2016, 10, 24)), period(date(2016, 10, 18), date(2016, 10, 25))
    ('on 24 October 2016', 'from 18 to 25 October 2016')
    """
    if start is None or end is None:
        return f"until {day(end)}" if end else f"from {day(start)}" if start else ""
    if start == end:
        return f"on {day(start)}"
    first = day(start).split()
    if start.year == end.year:
        first = first[:1] if start.month == end.month else first[:2]
    return f"from {' '.join(first)} to {day(end)}"


def day(when: date) -> str:
    """A day in English, whatever the locale.

    >>> day(date(2016, 10, 5))
    '5 October 2016'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def sentence(text: str) -> str:
    """Words as a sentence of their own.

    >>> sentence("2 origins, 3 outlets"), sentence("only a part is known!")
    ('2 origins, 3 outlets.', 'Only a part is known!')
    """
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def listed(names: Iterable[str], joined_by: str = "and") -> str:
    """Names as a list in words.

    >>> listed(["Russia", "the Observatory", "the ministry"])
    'Russia, the Observatory and the ministry'
    """
    *first, last = names
    return f"{', '.join(first)} {joined_by} {last}" if first else last


def _unit(figure: PublishedFigure) -> str:
    return words("one" if figure.value == 1 else "unit", figure.unit)


def _numbers(figure: PublishedFigure) -> dict[str, str]:
    numbers = {"value": figure.value, "low": figure.value_low, "high": figure.value_high}
    return {name: "" if number is None else f"{number:,}" for name, number in numbers.items()}
