"""Build the data package: read what curators keep, resolve, relate, check, describe, write."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from casualty_figures.curating.comparison import compare_with_committed
from casualty_figures.curating.rereading import find_texts, reread
from casualty_figures.package.checks import check
from casualty_figures.package.curated import read_curated
from casualty_figures.package.documents import describe
from casualty_figures.package.issues import Invalid, demand
from casualty_figures.package.relating import relate
from casualty_figures.package.resolve import resolve
from casualty_figures.package.writing import write_package

ROOT = Path(__file__).resolve().parent


def main() -> int:
    """Rebuild the package; exit 1 with every broken rule where there is any."""
    arguments = _arguments()
    try:
        curated = read_curated(ROOT)
        print(_report_of_texts(curated, arguments.texts))
        tables = relate(resolve(curated))
        check(tables)
        files = describe(ROOT, tables)
        if arguments.check:
            demand(compare_with_committed(ROOT, files))
            print(f"the committed package is what its sources give: {len(files)} files compared")
        else:
            changed = write_package(ROOT, files)
            print(f"wrote {', '.join(changed) if changed else 'nothing: the package is up to date'}")
    except Invalid as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
