"""The reader's word lists: well-formed, and every id in them is one of the vocabulary."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from casualty_figures.package.issues import Issue

NAMED = {
    "measure_id": "measures",
    "quantifier_id": "quantifiers",
    "population_id": "populations",
    "place_id": "places",
    "part_id": "places",
    "party_id": "parties",
}
"""Columns of word lists that name a row of a table."""


def word_list_issues(vocabulary: Path) -> Iterator[Issue]:
    """Every word list that cannot be read, and every id in it that no table of the vocabulary has."""
    known = {column: _ids(vocabulary / f"{table}.csv") for column, table in NAMED.items()}
    for path in sorted((vocabulary / "words").glob("*.csv")):
        try:
            with path.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines, strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            yield Issue(f"words/{path.name}", "", "", str(error), "is well-formed CSV in UTF-8", "mend the file")
            continue
        for number, row in enumerate(rows, start=2):
            yield from _row_issues(path.name, number, row, known)


def _ids(path: Path) -> set[str]:
    """The first column of a table; its own strict reading tells what is wrong with it."""
    if not path.is_file():
        return set()
    lines = path.read_text("utf-8", "replace").splitlines()
    return {line.partition(",")[0] for line in lines[1:]}


def _row_issues(name: str, number: int, row: dict[str, str], known: dict[str, set[str]]) -> Iterator[Issue]:
    if None in row or None in row.values():
        yield Issue(f"words/{name}", f"in line {number}", "", str(row), "has a cell for every column", "mend the row")
        return
    for column, ids in known.items():
        value = row.get(column, "")
        if value and value not in ids:
            rule = f"names a row of {NAMED[column]}; it has {', '.join(sorted(ids)[:30])}"
            yield Issue(f"words/{name}", f"in line {number}", column, value, rule, "correct the id, or add the row")
