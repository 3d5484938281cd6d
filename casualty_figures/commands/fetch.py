"""Download the article of a source, or of a url, and put it where texts belong."""

from __future__ import annotations

import argparse
import csv
import sys
from hashlib import sha256
from pathlib import Path

from casualty_figures.commands import CommandError
from casualty_figures.curating.checkout import find_checkout, source_folder
from casualty_figures.fetch import FetchError, download, extract_article
from casualty_figures.whole_files import put_bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare URL or SOURCE_ID."""
    parser.add_argument(
        "target",
        metavar="URL-or-SOURCE_ID",
        help="a source of this checkout, whose text goes to sources/SOURCE_ID/text.txt; "
        "or a url, whose article goes to standard output",
    )


def run(arguments: argparse.Namespace) -> int:
    """Fetch one article."""
    try:
        if "://" in arguments.target:
            sys.stdout.write(extract_article(download(arguments.target)))
            return 0
        folder = source_folder(find_checkout(Path.cwd()), arguments.target)
        row = _read_source(folder)
        article = extract_article(download(row["url"]))
    except (FetchError, ValueError) as error:
        raise CommandError(str(error)) from error
    print(_keep(folder / "text.txt", article.encode("utf-8"), row.get("text_sha256") or ""))
    return 0


def _read_source(folder: Path) -> dict[str, str]:
    with (folder / "source.csv").open(encoding="utf-8", newline="") as lines:
        row = next(csv.DictReader(lines), {})
    if not row.get("url"):
        raise CommandError(f"sources/{folder.name}/source.csv: the row has no url to fetch; add one")
    return row


def _keep(path: Path, content: bytes, expected: str) -> str:
    """Write a text that is not there yet, and say whether it is the copy that the marks were made in."""
    name = f"sources/{path.parent.name}/{path.name}"
    if path.exists() and path.read_bytes() != content:
        raise CommandError(f"{name} holds another copy; move it away first if you want this one")
    put_bytes(path, content)
    digest = sha256(content).hexdigest()
    characters = len(content.decode("utf-8"))
    if not expected:
        verdict = "source.csv names no text_sha256 yet"
    elif digest == expected:
        verdict = "the copy that the marks were made in"
    else:
        verdict = "another copy than the marks were made in; `casualty-figures verify` tells which it holds"
    return f"wrote {name}: {characters} characters, sha256 {digest}; {verdict}"
