"""What curators keep changed cell by cell: what the build refuses, with and without the text, and what --check sees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from casualty_figures.curating.rereading import reread
from casualty_figures.curating.texts import find_texts
from casualty_figures.package.checks import check
from casualty_figures.package.curated import read_curated
from casualty_figures.package.issues import Invalid
from casualty_figures.package.relating import relate
from casualty_figures.package.releases import history
from casualty_figures.package.resolve import resolve
from casualty_figures.package.tables import PUBLISHED, Tables, write_table
from trust.changes import Change, changes
from trust.report import Outcome, Report

FILES = {"marks.csv": "evidence", "codings.csv": "codings"}
MOST = 90
"""Changes of each file that are tried, drawn from all."""
BUILD, TEXT, CHECK = "the build refuses", "with the text", "build.py --check"
HARMLESS = ("rows reordered",)
"""The build sorts by key."""
UNPUBLISHED = ("reason",)
"""Columns that no table holds."""


def run(root: Path, scratch: Path, seed: int) -> Outcome:
    """Change the marks and codings of each source, and print what is caught."""
    for name in ("sources", "vocabulary", "releases"):
        if (root / name).is_dir():
            shutil.copytree(root / name, scratch / name)
    curated = read_curated(scratch)
    texts = os.environ.get("CASUALTY_TEXTS")
    at_hand = find_texts(scratch, curated["sources"], Path(texts) if texts else None)
    held = {text.source_id for text in at_hand if text.fits}
    print(f"texts at hand: {', '.join(sorted(held)) or 'none, so nothing is read again; set CASUALTY_TEXTS'}")
    guards = (BUILD, TEXT, CHECK) if held else (BUILD, CHECK)
    report = Report(guards)
    committed = _contents(_built(scratch))
    for path, change in _drawn(scratch, curated, held, seed):
        before = path.read_bytes()
        path.write_bytes(change.content)
        verdicts = _verdicts(scratch, Path(texts) if texts else None, committed, bool(held))
        path.write_bytes(before)
        report.add(change.kind, f"{change.table}.{change.column or change.kind}", verdicts)
    print(report)
    print(f"only --check tells: {report.places_missed(TEXT if held else BUILD)}")
    print(f"not even --check: {report.places_missed(CHECK)}")
    wrong = [] if report.all_caught(CHECK) else [f"{CHECK} did not catch every change"]
    return Outcome("; ".join(map(report.counted, guards)) + ("" if held else "; no text was at hand"), wrong)


def _drawn(scratch: Path, curated: Tables, held: set[str], seed: int) -> Iterator[tuple[Path, Change]]:
    """Changes of the sources whose texts are at hand or, where none is, of all."""
    for name, table in FILES.items():
        found = [
            (path, change)
            for path in sorted(scratch.glob(f"sources/*/{name}"))
            if not held or path.parent.name in held
            for change in changes(table, path.read_bytes(), curated, seed)
            if change.kind not in HARMLESS and change.column not in UNPUBLISHED
        ]
        yield from Random(f"{seed} {name}").sample(found, min(MOST, len(found)))


def _verdicts(scratch: Path, texts: Path | None, committed: dict[str, bytes], held: bool) -> dict[str, bool]:
    try:
        built = _built(scratch)
    except Invalid:
        return {BUILD: True, TEXT: True, CHECK: True} if held else {BUILD: True, CHECK: True}
    differs = _contents(built) != committed
    if not held:
        return {BUILD: False, CHECK: differs}
    try:
        reread(built, find_texts(scratch, built["sources"], texts))
    except Invalid:
        return {BUILD: False, TEXT: True, CHECK: True}
    return {BUILD: False, TEXT: False, CHECK: differs}


def _built(scratch: Path) -> Tables:
    tables = {**relate(resolve(read_curated(scratch))), **history(scratch)}
    check(tables)
    return tables


def _contents(tables: Tables) -> dict[str, bytes]:
    return {table: write_table(table, tables[table]) for table in PUBLISHED}
