"""Write the marks and codings of a new source, as the reader proposes them, for review."""

from __future__ import annotations

import argparse
from pathlib import Path

from casualty_figures.commands import CommandError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare SOURCE_ID."""
    parser.add_argument("source_id", metavar="SOURCE_ID", help="the folder below sources/ with source.csv and text.txt")


def run(arguments: argparse.Namespace) -> int:
    """Write marks.csv and codings.csv beside source.csv; files that are there are never overwritten."""
    from casualty_figures.curating.checkout import find_checkout, source_folder
    from casualty_figures.curating.marking import propose
    from casualty_figures.curating.texts import find_texts
    from casualty_figures.package.tables import read_table, write_table

    checkout = find_checkout(Path.cwd())
    try:
        folder = source_folder(checkout, arguments.source_id)
    except ValueError as error:
        raise CommandError(str(error)) from error
    source = read_table("sources", (folder / "source.csv").read_bytes(), f"{arguments.source_id}/source.csv")
    texts = find_texts(checkout, source)
    if not texts:
        raise CommandError(f"sources/{arguments.source_id}/text.txt is not there; save the article's text there first")
    if not texts[0].fits:
        raise CommandError(
            f"source.csv gives another text_sha256 than text.txt has; write {texts[0].sha256} and "
            f"text_characters {len(texts[0].content)} into it"
        )
    names = {"evidence": folder / "marks.csv", "codings": folder / "codings.csv"}
    for path in names.values():
        if path.exists():
            raise CommandError(f"{path.name} is there already, perhaps with a curator's work; take it away first")
    proposed = propose(arguments.source_id, texts[0].content, source["published"][0].date())
    for table, path in names.items():
        path.write_bytes(write_table(table, proposed[table]))
    print(
        f"{len(proposed['codings'])} figures proposed, {len(proposed['evidence'])} marks; look over every one of them"
    )
    return 0
