"""The committed package against a rebuilt one, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from casualty_figures.package.issues import Invalid, Issue
from casualty_figures.package.tables import columns, read_table, schema, table_rows

BUILD = "run `python build.py`; what it writes is never edited by hand"


def compare_with_committed(root: Path, files: Mapping[str, bytes]) -> Iterator[Issue]:
    """Every place where the files below `root` differ from the rebuilt ones: table, row, column, both values."""
    for name, rebuilt in sorted(files.items()):
        path = root / name
        if not path.is_file():
            yield Issue(name, "", "", "no file", "the built file is there", BUILD)
            continue
        committed = path.read_bytes()
        if committed != rebuilt:
            table = Path(name).stem if name.startswith("data/") else ""
            yield from (_table_issues(table, committed, rebuilt) if table else _line_issues(name, committed, rebuilt))
    for path in sorted((root / "data").glob("*")):
        if f"data/{path.name}" not in files:
            yield Issue(f"data/{path.name}", "", "", path.name, "data/ holds built tables only", BUILD)


def _table_issues(table: str, committed: bytes, rebuilt: bytes) -> Iterator[Issue]:
    try:
        old, new = read_table(table, committed, f"data/{table}.csv"), read_table(table, rebuilt)
    except Invalid as error:
        yield from error.issues
        return
    old_rows, new_rows = ({_key(table, row): row for row in table_rows(table, frame)} for frame in (old, new))
    found = False
    for key in sorted(old_rows.keys() | new_rows.keys()):
        for issue in _cell_issues(table, key, old_rows.get(key), new_rows.get(key)):
            found = True
            yield issue
    if not found:
        yield from _line_issues(f"data/{table}.csv", committed, rebuilt)


def _key(table: str, row: list[str]) -> str:
    names = columns(table)
    return " ".join(row[names.index(name)] for name in schema(table)["primaryKey"])


def _cell_issues(table: str, key: str, old: list[str] | None, new: list[str] | None) -> Iterator[Issue]:
    if old is None or new is None:
        rule = "a rebuild gives no such row" if new is None else "a rebuild gives this row"
        yield Issue(table, key, "", ",".join(old or []), rule, BUILD)
        return
    for column, committed, rebuilt in zip(columns(table), old, new, strict=True):
        if committed != rebuilt:
            yield Issue(table, key, column, committed, f"a rebuild gives {rebuilt!r}", BUILD)


def _line_issues(name: str, committed: bytes, rebuilt: bytes) -> Iterator[Issue]:
    """The first line that differs, for what is no table, or has the same cells in other bytes."""
    lines = zip_longest(committed.split(b"\n"), rebuilt.split(b"\n"), fillvalue=b"")
    for number, (old, new) in enumerate(lines, start=1):
        if old != new:
            shown = new.decode("utf-8", "replace")
            yield Issue(
                name, f"in line {number}", "", old.decode("utf-8", "replace"), f"a rebuild gives {shown!r}", BUILD
            )
            return
