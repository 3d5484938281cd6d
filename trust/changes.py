"""Small wrongs done to a table, one at a time, as slips of the hand and of disks do them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from casualty_figures.package.tables import Tables, schema

EACH = 4
"""At most so many changes of one kind in one column; a small table is changed in all its cells."""
Row = list[str]


@dataclass(frozen=True, slots=True)
class Change:
    """One changed copy of a CSV file."""

    kind: str
    table: str
    row: str
    column: str
    old: str
    new: str
    content: bytes

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.table, self.row, self.column) if part)
        return f"{self.kind}: {where}: {self.old!r} -> {self.new!r}"


def changes(table: str, content: bytes, tables: Tables, seed: int) -> Iterator[Change]:
    """Every kind of change to a table's CSV file, `EACH` of a kind in a column at most, the same for the same seed.

    `tables` holds the valid ids that codes are exchanged for.
    """
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    random = Random(f"{seed} {table}")
    yield from _cell_changes(table, header, rows, tables, random)
    yield from _row_changes(table, header, rows, random)


def _cell_changes(table: str, header: Row, rows: list[Row], tables: Tables, random: Random) -> Iterator[Change]:
    fields = {field["name"]: field for field in schema(table)["fields"]}
    for place, column in enumerate(header):
        codes = _codes(table, fields[column], tables)
        for kind, change in CELL_KINDS.items():
            changed = []
            for number, row in enumerate(rows):
                new = change(row[place], fields[column]["type"], codes, random)
                if new is not None and new != row[place]:
                    changed.append((number, new))
            for number, new in sorted(random.sample(changed, min(EACH, len(changed)))):
                row = [*rows[number][:place], new, *rows[number][place + 1 :]]
                written = _write(header, [*rows[:number], row, *rows[number + 1 :]])
                yield Change(kind, table, _name(rows[number]), column, rows[number][place], new, written)


def _row_changes(table: str, header: Row, rows: list[Row], random: Random) -> Iterator[Change]:
    kinds: dict[str, Callable[[int], list[Row]]] = {
        "row dropped": lambda at: [*rows[:at], *rows[at + 1 :]],
        "row doubled": lambda at: [*rows[: at + 1], *rows[at:]],
        "rows reordered": lambda at: [*rows[: at - 1], rows[at], rows[at - 1], *rows[at + 1 :]],
    }
    for kind, change in kinds.items():
        first = 1 if kind == "rows reordered" else 0
        for at in sorted(random.sample(range(first, len(rows)), min(5 * EACH, max(0, len(rows) - first)))):
            name = _name(rows[at])
            yield Change(kind, table, name, "", name, "", _write(header, change(at)))


def _change_digit(cell: str, kind: str, codes: list[str], random: Random) -> str | None:
    digits = [place for place, letter in enumerate(cell) if letter in "0123456789"]
    if not digits or kind == "date":
        return None
    place = random.choice(digits)
    new = random.choice([digit for digit in "0123456789" if digit != cell[place]])
    return cell[:place] + new + cell[place + 1 :]


def _swap_digits(cell: str, kind: str, codes: list[str], random: Random) -> str | None:
    pairs = [place for place, (one, other) in enumerate(pairwise(cell)) if one != other and one + other in _TWO_DIGITS]
    if not pairs or kind == "date":
        return None
    place = random.choice(pairs)
    return cell[:place] + cell[place + 1] + cell[place] + cell[place + 2 :]


def _set_sign(cell: str, kind: str, codes: list[str], random: Random) -> str | None:
    return f"-{cell}" if cell and kind in ("integer", "number") else None


def _move_date(cell: str, kind: str, codes: list[str], random: Random) -> str | None:
    if not cell or kind != "date":
        return None
    return str(date.fromisoformat(cell) + timedelta(days=random.choice((-7, -1, 1, 7))))


def _exchange_code(cell: str, kind: str, codes: list[str], random: Random) -> str | None:
    others = [code for code in codes if code != cell]
    return random.choice(others) if cell and others else None


def _empty(cell: str, kind: str, codes: list[str], random: Random) -> str | None:
    return "" if cell else None


CELL_KINDS: dict[str, Callable[[str, str, list[str], Random], str | None]] = {
    "digit changed": _change_digit,
    "digits swapped": _swap_digits,
    "sign set": _set_sign,
    "date moved": _move_date,
    "code exchanged": _exchange_code,
    "cell emptied": _empty,
}
_TWO_DIGITS = {f"{number:02d}" for number in range(100)}


def _codes(table: str, field: dict[str, Any], tables: Tables) -> list[str]:
    """The valid codes of a column: listed in its schema, the ids that it may name, or what its other rows hold."""
    if field["type"] == "boolean":
        return ["false", "true"]
    listed: list[str] = field.get("constraints", {}).get("enum", [])
    for key in schema(table).get("foreignKeys", []):
        home, (name,) = key["reference"]["resource"], key["reference"]["fields"]
        if key["fields"] == [field["name"]] and home in tables:
            return sorted(tables[home][name])
    if not listed and "pattern" in field.get("constraints", {}):
        return sorted(tables[table][field["name"]].dropna().unique())
    return sorted(listed)


def _name(row: Row) -> str:
    return " ".join(row[:2])


def _write(header: Row, rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
