"""A figure as a plain record (what JSON can hold), and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from casualty_figures.reading.figure import Figure, Mark, Party, Period, Place, Total

Record = dict[str, Any]


def figure_to_record(figure: Figure) -> Record:
    """Give a figure as a dict of text, integers, lists and dicts; dates as YYYY-MM-DD, unknown as None.

    >>> mark = Mark("event", 0, 6, "killed")
    >>> figure = Figure("killed", "exact", 3, 3, 3, "person", "people", (mark,), asserted_on=date(2021, 3, 4))
    >>> record = figure_to_record(figure)
    >>> record["low"], record["asserted_on"], record["marks"][0]["printed"]
    (3, '2021-03-04', 'killed')
    >>> record_to_figure(record) == figure
    True
    """
    return {field.name: _plain(getattr(figure, field.name)) for field in fields(figure)}


def record_to_figure(record: Mapping[str, Any]) -> Figure:
    """Build a figure from a record that `figure_to_record` gave.

    A column that is left out takes the default of `Figure`. Raises ValueError where a column is unknown, or one that
    a figure needs is missing.
    """
    values = dict(record)
    unknown = sorted(set(values) - {field.name for field in fields(Figure)})
    if unknown:
        valid = ", ".join(field.name for field in fields(Figure))
        raise ValueError(f"a figure has no column {', '.join(unknown)}; it has {valid}")
    try:
        if values.get("place") is not None:
            values["place"] = Place(**values["place"])
        if values.get("period") is not None:
            period = values["period"]
            values["period"] = Period(**{**period, "start": _day(period["start"]), "end": _day(period["end"])})
        if values.get("claimant") is not None:
            values["claimant"] = Party(**values["claimant"])
        values["asserted_on"] = _day(values.get("asserted_on"))
        values["actors"] = tuple(Party(**actor) for actor in values.get("actors", ()))
        values["marks"] = tuple(Mark(**mark) for mark in values.get("marks", ()))
        values["rules"] = tuple(values.get("rules", ()))
        return Figure(**values)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not the record of a figure: {error}") from error


def total_to_record(total: Total) -> Record:
    """Give a total as a dict, without the figures it was made of.

    >>> total_to_record(Total("killed", "person", 3, 3, None, ()))
    {'measure': 'killed', 'unit': 'person', 'best': 3, 'low': 3, 'high': None}
    """
    return {name: getattr(total, name) for name in ("measure", "unit", "best", "low", "high")}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mark | Party | Period | Place):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
