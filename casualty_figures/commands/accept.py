"""Pin the same figures again as they are now, after a look at what has changed."""

from __future__ import annotations

import argparse

from casualty_figures.commands import CommandError
from casualty_figures.commands.lock import add_file
from casualty_figures.whole_files import put_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare --file."""
    add_file(parser)


def run(arguments: argparse.Namespace) -> int:
    """Rewrite the lock file and print what was accepted."""
    from casualty_figures.using.figures import catalogue
    from casualty_figures.using.opened import DamagedPackageError
    from casualty_figures.using.pinning import BrokenPinsError, accept, compare, read_pins, write_pins

    try:
        pins = read_pins(arguments.file)
        findings = compare(pins, catalogue())
        accepted = accept(pins, catalogue())
    except (BrokenPinsError, DamagedPackageError) as error:
        raise CommandError(str(error)) from error
    put_text(arguments.file, write_pins(accepted))
    print(*(f"accepted: {finding}" for finding in findings), sep="\n", end="\n" if findings else "")
    print(f"{arguments.file}: {len(accepted.figures)} figures pinned at {accepted.version}")
    return 0
