"""Say what has changed about pinned figures: 0 nothing, 1 something, 2 the pins are broken."""

from __future__ import annotations

import argparse
import json

from casualty_figures.commands import CommandError
from casualty_figures.commands.lock import add_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare --file and --json."""
    add_file(parser)
    parser.add_argument("--json", action="store_true", help="the findings as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print each finding, and what to do."""
    from casualty_figures.using.figures import catalogue
    from casualty_figures.using.opened import DamagedPackageError
    from casualty_figures.using.pinning import BrokenPinsError, as_record, compare, read_pins

    try:
        pins = read_pins(arguments.file)
        package = catalogue()
        findings = compare(pins, package)
    except (BrokenPinsError, DamagedPackageError) as error:
        if not arguments.json:
            raise CommandError(str(error)) from error
        print(json.dumps({"status": "broken", "error": str(error)}, ensure_ascii=False, indent=2))
        return 2
    if arguments.json:
        print(json.dumps(as_record(findings, pins, package), ensure_ascii=False, indent=2))
    else:
        changed = len({finding.figure_id for finding in findings})
        print(*findings, sep="\n", end="\n" if findings else "")
        print(
            f"{len(pins.figures)} figures pinned at {pins.version}, the package is {package.version}: {changed} changed"
        )
        if findings:
            print("look at each, change what you derive from it, then run `casualty-figures accept`")
    return 1 if findings else 0
