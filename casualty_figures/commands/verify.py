"""Tell for every mark whether the copy at hand holds it: at its offsets, elsewhere by its sentence, or not."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casualty_figures.commands import CommandError

if TYPE_CHECKING:
    from casualty_figures.curating.locating import Location


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare SOURCE_ID and --texts."""
    parser.add_argument("source_id", metavar="SOURCE_ID", nargs="*", help="the sources to verify (default: all)")
    parser.add_argument(
        "--texts", type=Path, metavar="DIR", help="folder of <source_id>.txt (default: $CASUALTY_TEXTS)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print where each mark stands; exit 1 where one was not found, 2 where no text is at hand."""
    from casualty_figures.curating.locating import locate
    from casualty_figures.curating.texts import find_texts
    from casualty_figures.files import packaged
    from casualty_figures.package.issues import Invalid
    from casualty_figures.package.tables import read_table

    sources, evidence = (
        read_table(table, packaged("data").joinpath(f"{table}.csv").read_bytes()) for table in ("sources", "evidence")
    )
    unknown = sorted(set(arguments.source_id) - set(sources["source_id"]))
    if unknown:
        known = ", ".join(sorted(sources["source_id"]))
        raise CommandError(f"no source {', '.join(unknown)}; there are {known}; `make` builds a new one in")
    wanted = sources[sources["source_id"].isin(arguments.source_id)] if arguments.source_id else sources
    folder = arguments.texts or (Path(os.environ["CASUALTY_TEXTS"]) if "CASUALTY_TEXTS" in os.environ else None)
    try:
        texts = find_texts(Path.cwd(), wanted, folder)
    except Invalid as error:
        raise CommandError(str(error)) from error
    without = sorted(set(wanted["source_id"]) - {text.source_id for text in texts})
    for source_id in without:
        print(f"{source_id}: no text at hand (looked for sources/{source_id}/text.txt and {source_id}.txt in --texts)")
    if not texts:
        raise CommandError("no text at hand")
    lost = sum(_print_locations(text.source_id, locate(evidence, text)) for text in texts)
    return 1 if lost else 0


def _print_locations(source_id: str, found: Sequence[Location]) -> int:
    """Print where each mark of a source stands, and their counts; gives the number of marks not found."""
    from casualty_figures.curating.locating import WHERE

    for location in found:
        offset = "" if location.start is None else f" {location.start}"
        print(f"{location.key}: {location.where}{offset}: {location.printed}")
    counts = {where: sum(location.where == where for location in found) for where in WHERE}
    print(f"{source_id}: {len(found)} marks; {', '.join(f'{count} {where}' for where, count in counts.items())}")
    return counts[WHERE[2]]
