"""What a reader found in a passage, compared with the rows, marks and totals that must come out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casualty_figures.conforming.kit import Passage

Record = Mapping[str, Any]

_LISTS = ("actors", "marks")
_NO_DATES = {"start": None, "end": None, "precision": "unknown"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that is not as it must be."""

    column: str
    expected: str
    got: str


def compare(passage: Passage, figures: Sequence[Record], totals: Sequence[Record] | None) -> list[Difference]:
    """Give every difference between a passage and what a reader found; none where the passage passes.

    Figures and totals are records as `casualty-figures read --json` writes them; totals None is a reader that does not
    add up.
    """
    differences = list(_compare_rows(passage, figures))
    for figure in figures:
        differences += _compare_evidence(passage, figure)
    if totals is not None:
        for expected in passage.tally:
            differences += _compare_total(expected, totals)
    return differences


def _compare_rows(passage: Passage, figures: Sequence[Record]) -> Iterator[Difference]:
    pairs = _pair(passage.rows, figures)
    left_over = [number for number in range(len(figures)) if number not in pairs.values()]
    for number, row in enumerate(passage.rows):
        if number in pairs:
            continue
        nearest = min(left_over, key=lambda other: _distance(row, figures[other]), default=None)
        if nearest is None:
            yield Difference("row", _summary(row), "no figure")
            continue
        left_over.remove(nearest)
        yield from compare_row(row, figures[nearest])
    if not passage.other_rows:
        for number in left_over:
            yield Difference("row", "no other figure", _summary(figures[number]))


def _pair(rows: Sequence[Record], figures: Sequence[Record]) -> dict[int, int]:
    """Pair as many rows as can be with a fitting figure of their own (augmenting paths)."""
    fitting = [[n for n, figure in enumerate(figures) if not compare_row(row, figure)] for row in rows]
    row_of: dict[int, int] = {}

    def _place(row: int, tried: set[int]) -> bool:
        for figure in fitting[row]:
            if figure not in tried:
                tried.add(figure)
                if figure not in row_of or _place(row_of[figure], tried):
                    row_of[figure] = row
                    return True
        return False

    for row in range(len(rows)):
        _place(row, set())
    return {row: figure for figure, row in row_of.items()}


def compare_row(row: Record, figure: Record) -> list[Difference]:
    """Give the columns stated in a row that a figure does not meet.

    >>> compare_row({"measure": "killed", "low": 14}, {"measure": "killed", "low": 15, "high": None})
    [Difference(column='low', expected='14', got='15')]
    >>> compare_row({"claimant": {"printed": "mayor"}}, {"claimant": {"printed": "The mayor", "party_id": None}})
    []
    """
    return [difference for column, value in row.items() for difference in _compare_column(column, value, figure)]


def _compare_column(column: str, expected: Any, figure: Record) -> Iterator[Difference]:
    got = figure.get(column)
    if column in _LISTS:
        got = got or []
        for item in expected:
            if not any(_holds(item, other) for other in got):
                yield Difference(column, _show(item), _show([{key: other.get(key) for key in item} for other in got]))
    elif isinstance(expected, Mapping) and "one_of" not in expected:
        if column == "period" and got is None:
            got = _NO_DATES
        if got is None:
            yield Difference(column, _show(expected), "null")
            return
        for key, value in expected.items():
            if not _meets(key, value, got.get(key)):
                yield Difference(f"{column}.{key}", _show(value), _show(got.get(key)))
    elif not _meets(column, expected, got):
        yield Difference(column, _show(expected), _show(got))


def _holds(item: Record, other: Record) -> bool:
    return all(_meets(key, value, other.get(key)) for key, value in item.items())


def _meets(key: str, expected: Any, got: Any) -> bool:
    if isinstance(expected, Mapping):
        return any(_meets(key, value, got) for value in expected["one_of"])
    if key == "printed" and isinstance(got, str):
        return _without_article(expected) == _without_article(got)
    return bool(expected == got) and isinstance(expected, bool) == isinstance(got, bool)


def _without_article(phrase: str) -> str:
    words = phrase.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def _distance(row: Record, figure: Record) -> tuple[bool, int]:
    return row["measure"] != figure.get("measure"), len(compare_row(row, figure))


def _compare_evidence(passage: Passage, figure: Record) -> Iterator[Difference]:
    low, high = figure.get("low"), figure.get("high")
    if low is not None and high is not None and low > high:
        yield Difference("low", f"at most high ({high})", str(low))
    for mark in figure.get("marks") or []:
        start, end = mark.get("start"), mark.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(passage.text)):
            yield Difference("marks", f"offsets within 0 and {len(passage.text)}", f"{start} to {end}")
            continue
        if passage.text[start:end] != mark.get("printed"):
            yield Difference("marks", _show(passage.text[start:end]), _show(mark.get("printed")))
        for words in passage.unmarked:
            if words in passage.text[start:end]:
                yield Difference("marks", f"no mark on {_show(words)}", f"{mark.get('role')} {_show(mark['printed'])}")


def _compare_total(expected: Record, totals: Sequence[Record]) -> Iterator[Difference]:
    key = ("measure", "unit", "who")
    column = "tally " + " ".join(filter(None, (expected.get(name) for name in key)))
    got = next((total for total in totals if all(total.get(name) == expected.get(name) for name in key)), None)
    if expected.get("best", 0) is None:
        if got is not None:
            yield Difference(column, "no total", str(got.get("best")))
    elif got is None:
        yield Difference(column, str(expected.get("best", "a total")), "no total")
    else:
        for name in ("best", "low", "high"):
            if name in expected and not _meets(name, expected[name], got.get(name)):
                yield Difference(f"{column} {name}", _show(expected[name]), _show(got.get(name)))


def _summary(record: Record) -> str:
    stated = [f"{name} {_show(record.get(name))}" for name in ("quantifier", "value", "low", "high") if name in record]
    return ", ".join([str(record.get("measure")), *stated])


def _show(value: Any) -> str:
    if isinstance(value, Mapping) and set(value) == {"one_of"}:
        return " or ".join(_show(item) for item in value["one_of"])
    return json.dumps(value, ensure_ascii=False)
