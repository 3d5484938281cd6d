"""Adding figures, where the words allow it: a sum never counts what its figures may have in common."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

ADDABLE_KINDS = ("flow", "cumulative")
"""What stands at a time, and sizes and durations, are no parts of a sum."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures added: a claim by their claimants together, never a finding."""

    measure: str
    unit: str
    population: str | None
    place_role: str
    value: int | None
    """The numbers printed, added; None where one of the figures prints none. A zero prints none and adds nothing."""
    low: int | None
    """None where one of the figures claims no bounds."""
    high: int | None
    """None where one of the figures leaves it open, or claims no bounds."""
    bounds: str
    """closed, open_high or unstated, as the least certain of the figures."""
    figure_ids: tuple[str, ...]
    """The figures added, in order of their periods."""


class NotAdditive(ValueError):
    """Two figures that must not be added: `figure_id`, `other_id` and the `reason`."""

    def __init__(self, figure_id: str, other_id: str, reason: str) -> None:
        super().__init__(f"{figure_id} and {other_id} may not be added: {reason}")
        self.figure_id, self.other_id, self.reason = figure_id, other_id, reason


def total(figures: pd.DataFrame, measure: str) -> Sum:
    """Add the figures of one measure, or refuse.

    `figures` are rows of the table `figures`; those of other measures and withdrawn ones are left out. Figures add up
    only where unit, people and role of the place are the same and the periods, all known to the day, share no day.
    Raises `NotAdditive`, naming the pair and the reason, and ValueError where there is no figure of the measure.

    >>> told = {"measure_id": "killed", "unit": "person", "population_id": "civilians", "place_role": "occurred",
    ...         "status": "active", "modality": "reported", "count_kind": "flow"}
    >>> first = {**told, "figure_id": "x.01", "value": 3, "value_low": 3, "value_high": 3, "bounds": "closed",
    ...          "period_start": pd.Timestamp("2020-03-01"), "period_end": pd.Timestamp("2020-03-02")}
    >>> second = {**first, "figure_id": "x.02", "value_high": None, "bounds": "open_high",
    ...           "period_start": pd.Timestamp("2020-03-03"), "period_end": pd.Timestamp("2020-03-03")}
    >>> found = total(pd.DataFrame([first, second]), "killed")
    >>> found.value, found.low, found.high, found.bounds
    (6, 6, None, 'open_high')
    >>> total(pd.DataFrame([first, first]), "killed")
    Traceback (most recent call last):
    casualty_figures.using.totals.NotAdditive: x.01 and x.01 may not be added: their periods touch
    """
    rows = _rows_of(figures, measure)
    for row, following in pairwise(rows):
        if reason := _difference(row, following):
            raise NotAdditive(row["figure_id"], following["figure_id"], reason)
    _refuse_shared_days(rows)
    first = rows[0]
    bounds = _least_certain([row["bounds"] for row in rows])
    return Sum(
        measure=measure,
        unit=first["unit"],
        population=first["population_id"],
        place_role=first["place_role"],
        value=_sum([_number_printed(row) for row in rows]),
        low=None if bounds == "unstated" else _sum([row["value_low"] for row in rows]),
        high=None if bounds != "closed" else _sum([row["value_high"] for row in rows]),
        bounds=bounds,
        figure_ids=tuple(row["figure_id"] for row in rows),
    )


def _rows_of(figures: pd.DataFrame, measure: str) -> list[dict[str, Any]]:
    """The active rows of a measure by first day, missing as None; undated ones come last."""
    active = figures[figures["status"] == "active"]
    chosen = active[active["measure_id"] == measure].astype("object")
    if chosen.empty:
        known = ", ".join(sorted(set(active["measure_id"]))) or "no active figure"
        raise ValueError(f"no active figure of measure {measure!r} is among these; they have {known}")
    rows: list[dict[Any, Any]] = chosen.where(chosen.notna(), None).to_dict("records")
    return sorted(rows, key=lambda row: (row["period_start"] or pd.Timestamp.max, row["figure_id"]))


def _difference(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Why two figures are not of one kind; empty where they are."""
    for column, what in (("unit", "units"), ("population_id", "people"), ("place_role", "roles of the place")):
        if one[column] != other[column]:
            return f"their {what} differ, {one[column] or 'not named'} and {other[column] or 'not named'}"
    for row in (one, other):
        if row["unit"] in ("person", "household") and row["population_id"] is None:
            return f"the people of {row['figure_id']} are not named"
        if row["count_kind"] not in ADDABLE_KINDS:
            return f"{row['figure_id']} is a {row['count_kind']}, which no sum is made of"
        if row["modality"] == "pledged":
            return f"{row['figure_id']} is pledged, not reported"
        if row["period_start"] is None or row["period_end"] is None:
            return f"the period of {row['figure_id']} is not known to the day"
    return ""


def _refuse_shared_days(rows: list[dict[str, Any]]) -> None:
    """Rows by first day: each must begin after all before it have ended."""
    last = rows[0]
    for row in rows[1:]:
        if row["period_start"] <= last["period_end"]:
            raise NotAdditive(last["figure_id"], row["figure_id"], "their periods touch")
        last = max(last, row, key=lambda one: one["period_end"])


def _least_certain(bounds: list[str]) -> str:
    return next(kind for kind in ("unstated", "open_high", "closed") if kind in bounds)


def _number_printed(row: dict[str, Any]) -> int | None:
    return 0 if row["value"] is None and row["value_high"] == 0 else row["value"]


def _sum(numbers: list[int | None]) -> int | None:
    known = [int(number) for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
