"""Write a page of a text with its marks and figures, for a curator to look over."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casualty_figures.commands import CommandError
from casualty_figures.commands.read import add_published, read_text
from casualty_figures.viewing.page import KICKER, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare FILE, --published and --out."""
    parser.add_argument("file", metavar="FILE", help="the text, in UTF-8; - for standard input")
    add_published(parser)
    parser.add_argument(
        "--out",
        metavar="FILE.html",
        type=Path,
        help="where the page goes: beside FILE with the ending .html where nothing is said; standard output for -",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    from casualty_figures.reading.reader import read

    text = read_text(arguments.file)
    standard_input = arguments.file == "-"
    title = "Standard input" if standard_input else Path(arguments.file).name
    page = render(text, read(text, published=arguments.published), title=title, published=arguments.published)
    if standard_input and arguments.out is None:
        sys.stdout.write(page)
        return 0
    out = arguments.out or Path(arguments.file).with_suffix(".html")
    if not standard_input and out.resolve() == Path(arguments.file).resolve():
        raise CommandError(f"{out}: the page would overwrite its text; name another file with --out")
    if arguments.out is None and out.exists() and KICKER not in out.read_text(encoding="utf-8", errors="replace"):
        raise CommandError(f"{out} is there and is no page of this command; name another file with --out")
    out.write_text(page, encoding="utf-8")
    print(f"wrote {out}; it holds the whole text, so keep it as you keep the text")
    return 0
