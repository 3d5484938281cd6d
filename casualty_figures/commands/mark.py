"""Write the marks and codings of a new source, as the reader proposes them; of an old one, sign its marks anew."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from casualty_figures.commands import CommandError
from casualty_figures.whole_files import put_bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare SOURCE_ID and --texts."""
    parser.add_argument("source_id", metavar="SOURCE_ID", help="the folder below sources/ with source.csv and text.txt")
    parser.add_argument(
        "--texts", type=Path, metavar="DIR", help="folder of <source_id>.txt (default: $CASUALTY_TEXTS)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write marks.csv and codings.csv beside source.csv; of those that are there, renew `marked_by` alone."""
    from casualty_figures.curating.checkout import find_checkout, source_folder
    from casualty_figures.package.issues import Invalid

    checkout = find_checkout(Path.cwd())
    try:
        folder = source_folder(checkout, arguments.source_id)
    except ValueError as error:
        raise CommandError(str(error)) from error
    texts_folder = arguments.texts or (Path(os.environ["CASUALTY_TEXTS"]) if "CASUALTY_TEXTS" in os.environ else None)
    try:
        return _mark(checkout, folder, texts_folder)
    except Invalid as error:
        raise CommandError(str(error)) from error


def _mark(checkout: Path, folder: Path, texts_folder: Path | None) -> int:
    from casualty_figures.curating.texts import find_texts
    from casualty_figures.package.tables import read_table

    source_id = folder.name
    source = read_table("sources", (folder / "source.csv").read_bytes(), f"{source_id}/source.csv")
    if list(source["source_id"]) != [source_id]:
        raise CommandError(f"sources/{source_id}/source.csv must hold one row, with the source_id {source_id}")
    if source["published"].isna().any():
        raise CommandError(f"sources/{source_id}/source.csv: published is empty; write the day as YYYY-MM-DD")
    texts = find_texts(checkout, source, texts_folder)
    if not texts:
        raise CommandError(f"sources/{source_id}/text.txt is not there; save the article's text there first")
    if not texts[0].fits:
        raise CommandError(
            f"source.csv gives another text_sha256 than the text has; write {texts[0].sha256} and "
            f"text_characters {len(texts[0].content)} into it"
        )
    published = source["published"][0].date()
    there = [name for name in ("marks.csv", "codings.csv") if (folder / name).exists()]
    if there == ["marks.csv", "codings.csv"]:
        return _sign(folder, texts[0].content, published)
    if there:
        raise CommandError(f"{there[0]} is there without the other file; add it, or take this one away first")
    return _propose(folder, texts[0].content, published)


def _propose(folder: Path, content: str, published: date) -> int:
    from casualty_figures.curating.marking import propose
    from casualty_figures.package.tables import write_table

    proposed = propose(folder.name, content, published)
    put_bytes(folder / "marks.csv", write_table("evidence", proposed["evidence"]))
    put_bytes(folder / "codings.csv", write_table("codings", proposed["codings"]))
    print(
        f"{len(proposed['codings'])} figures proposed, {len(proposed['evidence'])} marks; look over every one of them"
    )
    return 0


def _sign(folder: Path, content: str, published: date) -> int:
    from casualty_figures.curating.signing import signed
    from casualty_figures.package.tables import read_table, write_table

    path = folder / "marks.csv"
    evidence = signed(read_table("evidence", path.read_bytes(), f"{folder.name}/marks.csv"), content, published)
    put_bytes(path, write_table("evidence", evidence))
    by_reader = int((evidence["marked_by"] == "reader").sum())
    print(f"{by_reader} of {len(evidence)} marks signed for the reader, the others for a curator; nothing else changed")
    return 0
