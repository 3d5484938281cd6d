"""Read the casualty figures of a text and print them."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from casualty_figures import plain_words
from casualty_figures.commands import CommandError
from casualty_figures.reading.figure import Figure
from casualty_figures.reading.record import figure_to_record, total_to_record

WIDTH = 100
"""Characters of a table that is not written to a terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare FILE, --published and the form of the output."""
    parser.add_argument("file", metavar="FILE", help="the text, in UTF-8; - for standard input")
    add_published(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="every column of every figure, and the totals")
    form.add_argument("--csv", action="store_true", help="one row per figure")
    form.add_argument("--explain", action="store_true", help="the table, and the rules that made each figure")


def add_published(parser: argparse.ArgumentParser) -> None:
    """Declare --published, which every command that reads a text takes."""
    parser.add_argument(
        "--published", metavar="YYYY-MM-DD", type=_parse_day, help="the day of publication, from which days look back"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of one text."""
    from casualty_figures.reading.reader import read

    text = read_text(arguments.file)
    figures = read(text, published=arguments.published)
    if arguments.json:
        _print_json(figures, arguments.published)
    elif arguments.csv:
        _print_csv(figures)
    else:
        _print_table(figures, explain=arguments.explain)
        if figures and arguments.published is None:
            print("few days are known without the day of publication: --published YYYY-MM-DD", file=sys.stderr)
    return 0


def read_text(name: str) -> str:
    """Read a text file, or standard input for `-`; offsets stay true, since line ends are kept as they are.

    Raises CommandError for what is empty, not UTF-8, or holds a character NUL as no text does.
    """
    content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    source = "standard input" if name == "-" else name
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"{source}: not UTF-8 at byte {error.start}; convert the text to UTF-8 first") from error
    if "\0" in text:
        raise CommandError(f"{source}: a NUL at byte {content.index(0)}; this is no text file")
    if not text.strip():
        raise CommandError(f"{source}: there is no text in it")
    return text


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as YYYY-MM-DD") from error


def _print_json(figures: Sequence[Figure], published: date | None) -> None:
    from casualty_figures.reading.totals.tally import tally

    content = {
        "published": published.isoformat() if published else None,
        "figures": [figure_to_record(figure) for figure in figures],
        "totals": [total_to_record(total) for total in tally(figures)],
    }
    print(json.dumps(content, ensure_ascii=False, indent=2))


# fmt: off
_CSV_COLUMNS = (
    "measure", "printed", "quantifier", "value", "low", "high", "unit", "population", "count_kind", "modality",
    "place", "place_id", "place_role", "period_start", "period_end", "period_precision", "period_rule", "claimant",
    "claimant_id", "voice", "asserted_on", "cause", "actors", "part", "sentence", "start", "end",
)
# fmt: on


def _print_csv(figures: Sequence[Figure]) -> None:
    writer = csv.DictWriter(sys.stdout, _CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe_cell(value) for name, value in _csv_row(figure).items()} for figure in figures)


def _csv_row(figure: Figure) -> dict[str, object]:
    place, period, claimant = figure.place, figure.period, figure.claimant
    main = next((mark for role in ("figure", "event") for mark in figure.marks if mark.role == role), None)
    record = figure_to_record(figure)
    return {
        **{name: record[name] for name in _CSV_COLUMNS if name in record},
        "printed": plain_words.printed(figure),
        "place": place and place.printed,
        "place_id": place and place.place_id,
        "place_role": place and place.role,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_precision": period and period.precision,
        "period_rule": period and period.rule,
        "claimant": claimant and claimant.printed,
        "claimant_id": claimant and claimant.party_id,
        "actors": "; ".join(f"{actor.printed} ({actor.role})" for actor in figure.actors),
        "start": main and main.start,
        "end": main and main.end,
    }


def _safe_cell(value: object) -> object:
    """Put an apostrophe before a phrase that a spreadsheet would run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@") and value else value


def _print_table(figures: Sequence[Figure], *, explain: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not figures:
        print("no figures found")
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", justify="right")
    for name in ("measure", "printed", "bounds", "people", "period", "place", "claimant"):
        table.add_column(name, overflow="fold", no_wrap=name == "period")
    for number, figure in enumerate(figures, 1):
        cells = (
            _measure(figure),
            plain_words.printed(figure),
            plain_words.bounds_in_words(figure),
            plain_words.people_in_words(figure),
            plain_words.period_in_words(figure).replace(" to ", " to\n"),
            plain_words.place_in_words(figure),
            plain_words.claimant_in_words(figure),
        )
        table.add_row(str(number), *(Text(_printable(cell)) for cell in cells))
    console.print(table)
    if explain:
        print()
        for number, figure in enumerate(figures, 1):
            print(f"{number:>3}  {', '.join(figure.rules) or 'no rule named'}")


def _measure(figure: Figure) -> str:
    measure = plain_words.code_in_words(figure.measure)
    return measure if figure.modality == "reported" else f"{measure}, {figure.modality}"


def _printable(phrase: str) -> str:
    """Keep what a terminal would obey, rather than show, out of it."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in phrase)
