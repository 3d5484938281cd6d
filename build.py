"""Build the data package: read what curators keep, resolve, relate, check, describe, write."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from functools import partial
from pathlib import Path

from casualty_figures.curating.texts import Text, find_texts
from casualty_figures.package.checks import check
from casualty_figures.package.comparison import compare_with_committed
from casualty_figures.package.curated import read_curated, share_found
from casualty_figures.package.documents import describe
from casualty_figures.package.issues import Invalid, demand
from casualty_figures.package.relating import relate
from casualty_figures.package.releases import history, release
from casualty_figures.package.resolve import resolve
from casualty_figures.package.tables import Tables
from casualty_figures.package.writing import write_package
from casualty_figures.using.exporting import ExportError, export
from casualty_figures.using.figures import catalogue
from casualty_figures.using.loading import opened

ROOT = Path(__file__).resolve().parent


def main() -> int:
    """Rebuild the package, or with --check compare; exit 1 with every broken rule where there is any."""
    arguments = _arguments()
    try:
        curated = read_curated(ROOT)
        print(share_found(curated))
        for reading in _reread(curated, find_texts(ROOT, curated["sources"], arguments.texts)):
            print(reading)
        tables = {**relate(resolve(curated)), **history(ROOT)}
        check(tables)
        print(f"{len(tables['figures'])} figures of {len(tables['sources'])} sources hold every rule")
        files = describe(ROOT, tables)
        if arguments.release:
            tables, files = release(ROOT, tables, arguments.date, partial(describe, ROOT))
            check(tables)
        if arguments.check:
            demand(compare_with_committed(ROOT, files))
            print(f"{len(files)} committed files are what their sources give")
        else:
            written = dict.fromkeys("/".join(name.split("/")[:2]) for name in write_package(ROOT, files))
            print(f"wrote {', '.join(written) or 'nothing: the package is up to date'}")
        if arguments.site:
            print(_write_site(arguments.site))
        if arguments.export:
            print(f"exported {len(export(arguments.export, opened(), catalogue()))} files to {arguments.export}")
    except (Invalid, ExportError, ImportError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _reread(curated: Tables, texts: list[Text]) -> list[str]:
    """Read the texts at hand again and say of each how it compares with its marks."""
    if not texts:
        return []
    from casualty_figures.curating.rereading import reread  # noqa: PLC0415 (only a text at hand needs the reader)

    return [str(reading) for reading in reread(curated, texts)]


def _write_site(folder: Path) -> str:
    """Write the pages and say so. Raises ImportError that names the extra."""
    try:
        from casualty_figures.page.site import write_site  # noqa: PLC0415 (only the page needs the extra)
    except ImportError as error:
        said = f"the site needs {error.name}: run `make site`, or `pip install casualty-figures[site]`"
        raise ImportError(said, name=error.name) from error
    return f"wrote {len(write_site(folder, opened(), catalogue()))} files to {folder}; open {folder / 'index.html'}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="rebuild in memory and compare; write nothing")
    texts = os.environ.get("CASUALTY_TEXTS")
    parser.add_argument(
        "--texts",
        type=Path,
        default=Path(texts) if texts else None,
        metavar="DIR",
        help="folder of <source_id>.txt, read again (default: $CASUALTY_TEXTS)",
    )
    parser.add_argument("--release", action="store_true", help="freeze what is built as the next version")
    parser.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day of the release")
    parser.add_argument("--export", type=Path, metavar="DIR", help="also as SQLite, Parquet, JSON-LD and feed")
    parser.add_argument("--site", type=Path, metavar="DIR", help="also as pages for people; needs the extra `site`")
    arguments = parser.parse_args()
    if arguments.release != (arguments.date is not None) or (arguments.release and arguments.check):
        parser.error("--release needs --date, the day of the release, and goes without --check")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
