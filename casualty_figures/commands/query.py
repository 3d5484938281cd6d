"""Ask a corpus in SQL, without loading it."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casualty_figures.commands import CommandError
from casualty_figures.corpus import CorpusError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare OUT, the statement and the form of the output."""
    parser.add_argument("corpus", metavar="OUT", type=Path, help="the folder that `corpus` wrote")
    parser.add_argument(
        "statement", metavar="SELECT", help="over the tables texts, figures, evidence, tallies, rejected"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object per row and line")
    form.add_argument("--csv", action="store_true", help="a header and one line per row")


def run(arguments: argparse.Namespace) -> int:
    """Print the rows."""
    try:
        from casualty_figures.corpus.query import query
    except ModuleNotFoundError as error:
        raise CommandError(f"{error.name} is not installed: pip install 'casualty-figures[corpus]'") from error
    try:
        names, rows = query(arguments.corpus, arguments.statement)
        if arguments.json:
            for row in rows:
                print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))
        elif arguments.csv:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
        else:
            _print_table(names, rows)
    except CorpusError as error:
        raise CommandError(str(error)) from error
    return 0


def _print_table(names: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    cells = [names, *(["" if cell is None else str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(names))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
