"""Pin the figures that a project uses, as they are now."""

from __future__ import annotations

import argparse
from pathlib import Path

from casualty_figures.commands import CommandError
from casualty_figures.whole_files import put_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare FIGURE_ID... and --file."""
    parser.add_argument("figure_ids", metavar="FIGURE_ID", nargs="+", help="for example meo-2016-10-25-aleppo.17")
    add_file(parser)


def add_file(parser: argparse.ArgumentParser) -> None:
    """Declare --file, which every command about pins takes."""
    parser.add_argument(
        "--file",
        type=Path,
        default=Path("figures.lock.json"),
        metavar="FILE",
        help="the lock file, kept in your project's repository (default: figures.lock.json)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the lock file; figures already pinned stay."""
    from casualty_figures.using.figures import catalogue
    from casualty_figures.using.opened import DamagedPackageError, UnknownNameError
    from casualty_figures.using.pinning import BrokenPinsError, pin, read_pins, write_pins

    file = arguments.file
    try:
        pins = pin(catalogue(), arguments.figure_ids, read_pins(file) if file.exists() else None)
    except (BrokenPinsError, UnknownNameError, DamagedPackageError) as error:
        raise CommandError(str(error)) from error
    put_text(file, write_pins(pins))
    print(f"{file}: {len(pins.figures)} figures pinned at {pins.version}")
    return 0
