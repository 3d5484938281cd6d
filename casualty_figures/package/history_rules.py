"""Rules of the history: releases follow each other by their steps and days, revisions of a cell by its values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from casualty_figures.package.bumps import next_version
from casualty_figures.package.issues import Issue
from casualty_figures.package.tables import Tables, records

RESTORE = "restore the table from the last release"


def history_issues(tables: Tables) -> Iterator[Issue]:
    """Every rule of releases and revisions that the tables break."""
    releases = sorted(records(tables["releases"]), key=lambda row: [int(part) for part in row["version"].split(".")])
    versions = [row["version"] for row in releases]
    for before, row in zip([None, *versions], releases, strict=False):
        if (row["bump"] == "first") != (before is None):
            rule = "the first release, and no other, is called first"
            yield Issue("releases", row["version"], "bump", row["bump"], rule, RESTORE)
        elif row["version"] != (version := next_version(before, row["bump"])):
            rule = f"a {row['bump']} release after {before or 'none'} is {version}"
            yield Issue("releases", row["version"], "bump", row["bump"], rule, RESTORE)
    for earlier, row in pairwise(releases):
        if row["date"] < earlier["date"]:
            rule = f"is not before {earlier['version']}, of {earlier['date'].date()}"
            yield Issue("releases", row["version"], "date", str(row["date"].date()), rule, RESTORE)
    yield from _broken_chains(tables, versions)


def _broken_chains(tables: Tables, versions: list[str]) -> Iterator[Issue]:
    """A revision changes a cell, and from the value that the revision before it left."""
    left: dict[tuple[str, str, str], str | None] = {}
    revisions = [row for row in records(tables["revisions"]) if row["release"] in versions]
    for row in sorted(revisions, key=lambda row: versions.index(row["release"])):
        cell = (row["table"], row["row_id"], row["column"])
        key = " ".join([row["release"], *cell])
        if row["old"] == row["new"]:
            yield Issue("revisions", key, "new", row["new"] or "", "a revision changes its cell", RESTORE)
        if row["old"] != left.get(cell, row["old"]):
            rule = f"is what the revision before left, {left[cell] or ''!r}"
            yield Issue("revisions", key, "old", row["old"] or "", rule, RESTORE)
        left[cell] = row["new"]
