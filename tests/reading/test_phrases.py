"""What phrases of number and of time mean, one by one: the tables beside this file, worked out by hand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from casualty_figures.reading.circumstances.periods import read_period
from casualty_figures.reading.figure import Period, Quantity
from casualty_figures.reading.words.quantities import read_quantity

FRIDAY = date(2021, 3, 12)
"""The day of publication that every phrase of time looks back from."""


def rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def number(cell: str) -> int | None:
    return int(cell) if cell else None


@pytest.mark.parametrize("row", rows("periods"), ids=lambda row: row["phrase"])
def test_a_phrase_of_time_means_these_days(row: dict[str, str]) -> None:
    expected = Period(day(row["start"]), day(row["end"]), row["precision"], row["rule"])
    assert read_period(row["phrase"], FRIDAY) == expected


@pytest.mark.parametrize("row", rows("quantities"), ids=lambda row: row["phrase"])
def test_a_phrase_of_number_has_these_bounds(row: dict[str, str]) -> None:
    expected = Quantity(row["quantifier"], *(number(row[name]) for name in ("value", "low", "high")), row["unit"])
    assert read_quantity(row["phrase"]) == expected


@pytest.mark.parametrize("phrase", ["since Monday", "over the past two days", "so far this month", "in recent days"])
def test_what_was_said_on_a_day_ends_on_it(phrase: str) -> None:
    assert read_period(phrase, FRIDAY, date(2021, 3, 10)).end == date(2021, 3, 10)


@pytest.mark.parametrize(
    "phrase", ["on Tuesday", "last week", "4 March", "yesterday", "the 9th", "a week ago", "today"]
)
def test_without_a_day_of_publication_what_is_relative_has_no_days(phrase: str) -> None:
    assert read_period(phrase, None) == Period(None, None, "unknown", "none")


def test_what_stands_holds_on_the_day_of_publication() -> None:
    assert read_period("", FRIDAY, count_kind="stock") == Period(FRIDAY, FRIDAY, "day", "stock_day")
