"""Rows of the tables as frozen objects: sources, marks, actors, relations, revisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from casualty_figures.using.code_words import words

Row = dict[str, Any]
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Source:
    """An article that prints figures; the columns of `sources`."""

    source_id: str
    publisher: str
    title: str | None
    url: str
    published: date
    language: str
    derives_from: str | None
    derives_basis: str | None
    text_status: str
    text_sha256: str | None
    text_characters: int | None
    coverage: str
    redistribution: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A marked phrase that a figure was read from; the columns of `evidence`."""

    figure_id: str
    mark: str
    role: str
    means: str | None
    carried: bool
    start: int | None
    end: int | None
    printed: str
    paragraph: int | None
    sentence_sha256: str | None
    marked_by: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is said to have done it, denies it, pledges it, or escorted; with the party's name."""

    figure_id: str
    party_id: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How two figures stand to each other, read from `figure_id` to `other_id`; the columns of `relations`."""

    figure_id: str
    other_id: str
    relation: str
    rule: str
    condition: str | None

    def seen_from(self, figure_id: str) -> str:
        """The figure at the other end."""
        return self.other_id if figure_id == self.figure_id else self.figure_id

    def sentence(self, figure_id: str) -> str:
        """The relation in words, of which `figure_id` is the subject, with its conditions.

        >>> Relation("a.02", "a.01", "updates", "later_by_same_root", None).sentence("a.01")
        'is updated by a.02'
        """
        direction = "forward" if figure_id == self.figure_id else "backward"
        said = words(direction, self.relation).format(other=self.seen_from(figure_id))
        conditions = [words("condition", one) for one in (self.condition or "").split()]
        return ", ".join([said, " and ".join(conditions)]) if conditions else said


@dataclass(frozen=True, slots=True)
class Revision:
    """A change that a release brought; the columns of `revisions`."""

    release: str
    table: str
    row_id: str
    column: str
    old: str | None
    new: str | None
    reason: str | None


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a typed table as plain Python values: None where missing, `date` for days.

    >>> rows_of(pd.DataFrame({"when": pd.to_datetime(["2016-10-25", None]).astype("datetime64[s]")}))
    [{'when': datetime.date(2016, 10, 25)}, {'when': None}]
    """
    plain = {name: _plain(frame[name]) for name in frame.columns}
    return [dict(zip(plain, row, strict=True)) for row in zip(*plain.values(), strict=True)]


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value of a column, in their order."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def record(kind: type[Record], row: Row) -> Record:
    """A row as an object of its kind."""
    return kind(**{field.name: row[field.name] for field in fields(kind)})  # type: ignore[arg-type]


def record_to_row(one: object) -> Row:
    """A record as a row, by column."""
    return {field.name: getattr(one, field.name) for field in fields(one)}  # type: ignore[arg-type]


def text_cells(row: Row) -> dict[str, str]:
    """A row's cells as they stand in its CSV file; empty text where missing.

    >>> text_cells({"carried": True, "start": 12, "means": None, "said_on": date(2016, 10, 25)})
    {'carried': 'true', 'start': '12', 'means': '', 'said_on': '2016-10-25'}
    """
    return {name: _cell(value) for name, value in row.items()}


def hash_cells(cells: dict[str, str]) -> str:
    """SHA-256 of text cells as one JSON object: keys sorted, no blanks, UTF-8.

    >>> hash_cells({"status": "active"})[:8]
    'ffcc9870'
    """
    written = json.dumps(cells, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(column: pd.Series[Any]) -> list[Any]:
    if column.dtype.kind == "M":
        return [None if pd.isna(value) else value.date() for value in column]
    return [None if value is pd.NA or pd.isna(value) else value for value in column.astype(object)]
