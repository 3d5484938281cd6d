"""CSV files and typed tables: text in, strict types out, and the same bytes back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from casualty_figures.files import packaged
from casualty_figures.package.issues import Issue, demand

TableSchema = dict[str, Any]
Tables = dict[str, pd.DataFrame]

PUBLISHED = (
    "figures",
    "actors",
    "evidence",
    "sources",
    "parties",
    "populations",
    "places",
    "place_within",
    "measures",
    "quantifiers",
    "relations",
    "series",
    "releases",
    "revisions",
)
"""The tables of the data package, in the order of its descriptor."""

TEXT = pd.StringDtype(storage="python", na_value=np.nan)
DTYPES: dict[str, Any] = {
    "string": TEXT,
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
SPREADSHEET_RUNS = ("=", "+", "-", "@", "\t", "\r")


@cache
def schema(table: str) -> TableSchema:
    """The authored Table Schema of a table.

    >>> schema("actors")["primaryKey"]
    ['figure_id', 'party_id', 'role']
    """
    found: TableSchema = json.loads(packaged("schemas").joinpath(f"{table}.json").read_text("utf-8"))
    return found


def columns(table: str) -> list[str]:
    """The names of a table's columns, in order.

    >>> columns("place_within")
    ['place_id', 'within_id', 'basis']
    """
    return [field["name"] for field in schema(table)["fields"]]


def read_table(table: str, content: bytes, file: str = "") -> pd.DataFrame:
    """Read one CSV file strictly into a typed table; `file` names it in errors.

    Raises `Invalid` for bytes that are not UTF-8, a truncated file, other columns than the schema's, a cell that is
    not of its column's type, and a text that a spreadsheet would run.

    >>> read_table("place_within", b"place_id,within_id,basis\\nx,y,part of it\\n").loc[0, "within_id"]
    'y'
    """
    rows = _read_rows(table, content, file or f"{table}.csv")
    return typed_table(table, rows)


def typed_table(table: str, rows: Iterable[Iterable[str]]) -> pd.DataFrame:
    """Cast rows of text into the types of the table's schema; empty text is missing.

    >>> typed_table("place_within", [["a", "b", "part of it"]]).dtypes.iloc[0]
    <StringDtype(storage='python', na_value=nan)>
    """
    cells = pd.DataFrame(list(rows), columns=columns(table), dtype="object")
    keys = row_keys(table, cells)
    issues: list[Issue] = []
    frame = pd.DataFrame(index=cells.index)
    for field in schema(table)["fields"]:
        frame[field["name"]] = _cast(table, field, cells[field["name"]], keys, issues)
    demand(issues)
    return frame


def row_keys(table: str, frame: pd.DataFrame) -> list[str]:
    """What names each row to a person: its key, parts divided by blanks.

    >>> row_keys("place_within", pd.DataFrame({"place_id": ["a"], "within_id": ["b"]}))
    ['a b']
    """
    parts = [frame[name].astype("object").fillna("").astype(str) for name in schema(table)["primaryKey"]]
    return [" ".join(key) for key in zip(*parts, strict=True)]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dicts, missing as None.

    >>> records(typed_table("place_within", [["a", "b", ""]]))
    [{'place_id': 'a', 'within_id': 'b', 'basis': None}]
    """
    cells = frame.astype("object")
    return [
        {str(name): value for name, value in row.items()} for row in cells.where(cells.notna(), None).to_dict("records")
    ]


def table_rows(table: str, frame: pd.DataFrame) -> list[list[str]]:
    """A typed table as rows of text, sorted by key, missing as empty text.

    >>> table_rows("place_within", typed_table("place_within", [["b", "c", "x"], ["a", "c", "x"]]))[0]
    ['a', 'c', 'x']
    """
    text = pd.DataFrame({field["name"]: _as_text(field["type"], frame[field["name"]]) for field in _fields(table)})
    return sorted(text.to_numpy().tolist(), key=lambda row: _sort_key(table, row))


def write_table(table: str, frame: pd.DataFrame) -> bytes:
    """The table as CSV: UTF-8, LF, sorted by key, quoted only where needed.

    >>> write_table("place_within", typed_table("place_within", [["a", "b", "in it, partly"]]))
    b'place_id,within_id,basis\\na,b,"in it, partly"\\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(table))
    writer.writerows(table_rows(table, frame))
    return out.getvalue().encode("utf-8")


def _fields(table: str) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = schema(table)["fields"]
    return fields


def _sort_key(table: str, row: list[str]) -> tuple[list[str], list[str]]:
    names = columns(table)
    return [row[names.index(name)] for name in schema(table)["primaryKey"]], row


def _read_rows(table: str, content: bytes, file: str) -> list[list[str]]:
    def refuse(row: str, column: str, value: str, rule: str, action: str) -> None:
        demand([Issue(table, row, column, value, f"{file}: {rule}", action)])

    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse("", "", f"byte {error.start}", "is UTF-8", "save the file as UTF-8")
    if not text.endswith("\n"):
        refuse("", "", text[-20:], "ends with a line end", "the file is truncated; restore it whole")
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        refuse("", "", str(error), "is well-formed CSV", "close the quotes, or restore the file whole")
    if header != columns(table):
        missing = [name for name in columns(table) if name not in header]
        what = f"add the missing {', '.join(missing)}" if missing else "write just these"
        refuse("", "", ",".join(header), f"has the columns {','.join(columns(table))}", what)
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            refuse(f"in line {line}", "", ",".join(row), f"has {len(header)} cells in a row", "mend the row")
    return rows


def _cast(table: str, field: dict[str, Any], cells: pd.Series, keys: list[str], issues: list[Issue]) -> pd.Series:
    name, kind = field["name"], field["type"]
    values = []
    for key, cell in zip(keys, cells, strict=True):
        try:
            values.append(_CASTS[kind](cell) if cell != "" else None)
        except ValueError as error:
            issues.append(Issue(table, key, name, cell, _RULES[kind], str(error)))
            values.append(None)
    return pd.Series(values, index=cells.index, dtype=DTYPES[kind])


def _cast_text(cell: str) -> str:
    if cell.startswith(SPREADSHEET_RUNS):
        raise ValueError(f"a spreadsheet would run it; write it without the leading {cell[0]!r}")
    if cell != cell.strip() or not cell.isprintable():
        raise ValueError("take out control characters and blanks at its ends")
    return cell


def _cast_integer(cell: str) -> int:
    if str(int(cell)) != cell or abs(int(cell)) >= 2**63:
        raise ValueError("write plain digits, no separators, no leading zeros")
    return int(cell)


def _cast_number(cell: str) -> float:
    if not np.isfinite(float(cell)):
        raise ValueError("leave it empty where it is unknown")
    return float(cell)


def _cast_boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError("write true or false")
    return cell == "true"


def _cast_date(cell: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        raise ValueError("write it as YYYY-MM-DD")
    return date.fromisoformat(cell)


_CASTS: dict[str, Any] = {
    "string": _cast_text,
    "integer": _cast_integer,
    "number": _cast_number,
    "boolean": _cast_boolean,
    "date": _cast_date,
}
_RULES = {
    "string": "a text that no spreadsheet runs",
    "integer": "is an integer",
    "number": "is a finite number",
    "boolean": "is true or false",
    "date": "is a date",
}


def _as_text(kind: str, column: pd.Series) -> list[str]:
    return ["" if pd.isna(value) else _WRITTEN[kind](value) for value in column]


_WRITTEN: dict[str, Any] = {
    "string": str,
    "integer": str,
    "number": lambda value: repr(float(value)),
    "boolean": lambda value: "true" if value else "false",
    "date": lambda value: value.strftime("%Y-%m-%d"),
}
