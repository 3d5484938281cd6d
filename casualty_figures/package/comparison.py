"""The committed package against a rebuilt one, cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import pandas as pd

from casualty_figures.package.issues import Invalid, Issue
from casualty_figures.package.tables import columns, read_table, schema, table_rows

BUILD = "run `python build.py`; what it writes is never edited by hand"
REBUILD = "a rebuild"


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


def frame_issues(
    table: str, committed: pd.DataFrame, given: pd.DataFrame, giver: str, left_out: Collection[str] = ()
) -> Iterator[Issue]:
    """Every row and cell of a table that differs from what `giver` gives, but for some columns."""
    old, new = ({key_of(table, row): row for row in table_rows(table, frame)} for frame in (committed, given))
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            rule = f"{giver} gives {'this row' if key in new else 'no such row'}"
            yield Issue(table, key, "", ",".join(old.get(key, ())), rule, BUILD)
            continue
        for column, before, after in zip(columns(table), old[key], new[key], strict=True):
            if before != after and column not in left_out:
                yield Issue(table, key, column, before, f"{giver} gives {after!r}", BUILD)


def key_of(table: str, row: Sequence[str]) -> str:
    """The key of a row of text, parts divided by blanks."""
    names = columns(table)
    return " ".join(row[names.index(name)] for name in schema(table)["primaryKey"])


def _table_issues(table: str, committed: bytes, rebuilt: bytes) -> Iterator[Issue]:
    try:
        old, new = read_table(table, committed, f"data/{table}.csv"), read_table(table, rebuilt)
    except Invalid as error:
        yield from error.issues
        return
    found = list(frame_issues(table, old, new, REBUILD))
    yield from found or _line_issues(f"data/{table}.csv", committed, rebuilt)


def _line_issues(name: str, committed: bytes, rebuilt: bytes) -> Iterator[Issue]:
    """The first line that differs, for what is no table, or has the same cells in other bytes."""
    lines = zip_longest(committed.split(b"\n"), rebuilt.split(b"\n"), fillvalue=b"")
    for number, (old, new) in enumerate(lines, start=1):
        if old != new:
            shown = new.decode("utf-8", "replace")
            yield Issue(
                name, f"in line {number}", "", old.decode("utf-8", "replace"), f"{REBUILD} gives {shown!r}", BUILD
            )
            return
