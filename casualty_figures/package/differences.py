"""What differs between two editions of the package, cell by cell: the one comparison behind releases and `diff`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casualty_figures.package.tables import TableSchema

ROW = "row"
"""Stands for the column where a whole row (or column, or table) came or went."""
SCHEMAS = "schemas"
"""Stands for the table where a schema changed; row_id is then the table, or table and column."""
HISTORY = ("releases", "revisions")
"""The tables that tell of changes; they are not compared."""
LIST = "; "
"""Between the items of a list, where it is written as text."""
WORDS = ("title", "description", "example", "hxl", "categories")
"""What a schema says to people; `enum` repeats the codes of `categories`."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the package: its schemas and its tables as CSV."""

    schemas: Mapping[str, TableSchema]
    contents: Mapping[str, bytes]


@dataclass(frozen=True, order=True, slots=True)
class Difference:
    """One cell that differs, as text; a row that came has no old value, one that went no new one."""

    table: str
    row_id: str
    column: str
    old: str
    new: str

    @property
    def came(self) -> bool:
        """Whether a whole row came."""
        return self.column == ROW and not self.old

    @property
    def went(self) -> bool:
        """Whether a whole row went."""
        return self.column == ROW and not self.new


def differences(old: Edition, new: Edition) -> list[Difference]:
    """Every difference between two editions, sorted; columns that only one of them has are told by the schemas."""
    return sorted([*schema_differences(old.schemas, new.schemas), *_cell_differences(old, new)])


def schema_differences(old: Mapping[str, TableSchema], new: Mapping[str, TableSchema]) -> Iterator[Difference]:
    """What differs between the schemas: tables, columns, their order and each of their properties."""
    for table in sorted(old.keys() | new.keys()):
        if table not in old or table not in new:
            yield Difference(SCHEMAS, table, ROW, table * (table in old), table * (table in new))
            continue
        yield from _properties(table, {**old[table], "fields": None}, {**new[table], "fields": None})
        old_fields, new_fields = ({field["name"]: field for field in one[table]["fields"]} for one in (old, new))
        for column in sorted(old_fields.keys() | new_fields.keys()):
            row_id = f"{table} {column}"
            if column not in old_fields or column not in new_fields:
                yield Difference(SCHEMAS, row_id, ROW, column * (column in old_fields), column * (column in new_fields))
            else:
                yield from _properties(row_id, old_fields[column], new_fields[column])
        kept_old, kept_new = ([name for name in one if name in both] for one, both in _orders(old_fields, new_fields))
        if kept_old != kept_new:
            yield Difference(SCHEMAS, table, "order", " ".join(kept_old), " ".join(kept_new))


def rows_by_key(schema: TableSchema, content: bytes) -> dict[str, dict[str, str]]:
    """The rows of a CSV file by their key, parts divided by blanks.

    >>> rows_by_key({"primaryKey": ["a", "b"]}, b"a,b,c\\n1,2,x\\n")
    {'1 2': {'a': '1', 'b': '2', 'c': 'x'}}
    """
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return {" ".join(row[name] for name in schema["primaryKey"]): row for row in rows}


def _orders(
    old: Mapping[str, object], new: Mapping[str, object]
) -> tuple[tuple[Mapping[str, object], set[str]], tuple[Mapping[str, object], set[str]]]:
    both = set(old) & set(new)
    return (old, both), (new, both)


def _properties(row_id: str, old: TableSchema, new: TableSchema) -> Iterator[Difference]:
    flat_old, flat_new = _flat(old), _flat(new)
    for name in sorted(flat_old.keys() | flat_new.keys()):
        before, after = flat_old.get(name, ""), flat_new.get(name, "")
        if before != after:
            yield Difference(SCHEMAS, row_id, name, before, after)


def _flat(schema: TableSchema) -> dict[str, str]:
    """A schema's properties as text, constraints beside the others."""
    properties = {name: value for name, value in schema.items() if name not in ("name", "fields", "$schema")}
    properties |= properties.pop("constraints", {})
    return {_column_name(name): _text(value) for name, value in properties.items()}


def _column_name(name: str) -> str:
    """A property as a name that a column of revisions may hold: `primaryKey` is `primary_key`.

    >>> _column_name("foreignKeys")
    'foreign_keys'
    """
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _text(value: object) -> str:
    if isinstance(value, list):
        return LIST.join(_text(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_text(item) for item in value.values())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cell_differences(old: Edition, new: Edition) -> Iterator[Difference]:
    for table in sorted((old.contents.keys() | new.contents.keys()) - set(HISTORY)):
        schema = new.schemas.get(table) or old.schemas[table]
        old_rows, new_rows = (
            rows_by_key(schema, edition.contents[table]) if table in edition.contents else {} for edition in (old, new)
        )
        for row_id in sorted(old_rows.keys() | new_rows.keys()):
            before, after = old_rows.get(row_id), new_rows.get(row_id)
            if before is None or after is None:
                yield Difference(table, row_id, ROW, row_id * (before is not None), row_id * (after is not None))
                continue
            for column in before.keys() & after.keys():
                if before[column] != after[column]:
                    yield Difference(table, row_id, column, before[column], after[column])
