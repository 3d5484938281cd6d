"""Print what changed between two versions; exit 1 where anything did."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import groupby

from casualty_figures.commands import CommandError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two versions and --json."""
    parser.add_argument("since", metavar="OLD", help="a released version, 1.0.0 say")
    parser.add_argument("until", metavar="NEW", nargs="?", help="a released version (default: the one installed)")
    parser.add_argument("--json", action="store_true", help="every change with old value, new value and reason")


def run(arguments: argparse.Namespace) -> int:
    """Print the changes; 0 where there are none."""
    from casualty_figures.using.changes import changed_rows, version_of
    from casualty_figures.using.opened import DamagedPackageError, UnknownNameError

    try:
        rows = changed_rows(arguments.since, arguments.until)
        since, until = version_of(arguments.since), version_of(arguments.until)
    except (DamagedPackageError, UnknownNameError) as error:
        raise CommandError(str(error)) from error
    if arguments.json:
        print(json.dumps({"since": since, "until": until, "changes": rows}, indent=2, ensure_ascii=False))
    else:
        print(f"{since} to {until}: {len(rows)} changes" if rows else f"{since} to {until}: no difference")
        for line in _lines(rows):
            print(line)
    return 1 if rows else 0


def _lines(rows: list[dict[str, str]]) -> Iterator[str]:
    """The changes by table and row."""
    for table, of_table in groupby(rows, key=lambda row: row["table"]):
        yield f"\n{table}"
        for row in of_table:
            yield f"  {row['row_id']}{_said(row)}"


def _said(row: dict[str, str]) -> str:
    if row["column"] == "row":
        said = ": new" if not row["old"] else ": gone"
    else:
        said = f", {row['column']}: {row['old'] or '(empty)'} -> {row['new'] or '(empty)'}"
    return f"{said} ({row['reason']})" if row["reason"] else said
