"""The vocabulary tables and the reader's word lists, each read once."""

from __future__ import annotations

import csv
from functools import cache

from casualty_figures.files import packaged


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a vocabulary table, by its name without the ending; `words/people` for a word list.

    >>> table("measures")[0]["measure_id"]
    'air_strikes'
    """
    path = packaged("vocabulary").joinpath(*f"{name}.csv".split("/"))
    rows = tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        if "word" in row:
            # a curator may write a name with its capitals
            row["word"] = row["word"].lower().replace("\u2019", "'")
    return rows


@cache
def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """One column of a table by another.

    >>> mapping("populations", "population_id", "within")["women_and_children"]
    'civilians'
    """
    return {row[key]: row[value] for row in table(name)}


@cache
def words_of(name: str, column: str = "", equal: str = "") -> frozenset[str]:
    """The words of a list; of those whose `column` is `equal`, where one is named.

    >>> "hundred" in words_of("numbers", "kind", "scale")
    True
    """
    rows = table(f"words/{name}")
    return frozenset(row["word"] for row in rows if not column or row[column] == equal)
