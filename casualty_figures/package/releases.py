"""Releases: the step of the version, the reasons it takes, the revisions, and the frozen copy."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from casualty_figures.package.bumps import RECOMPUTED, bump, next_version
from casualty_figures.package.differences import ROW, SCHEMAS, Difference, differences
from casualty_figures.package.frozen import (
    DESCRIPTOR,
    INDEX,
    Frozen,
    edition_of,
    faults,
    frozen_edition,
    read_index,
    sha256,
    write_index,
)
from casualty_figures.package.issues import Issue, demand
from casualty_figures.package.tables import PUBLISHED, Tables, read_table, typed_table
from casualty_figures.package.versions import Stamp

REASONS = "releases/reasons.csv"
REASON_COLUMNS = ("table", "row_id", "column", "reason")
WHATS = ("new", "changed", "withdrawn", "gone")
Describe = Callable[[Tables, Stamp], Mapping[str, bytes]]
"""Every file of the package under a version."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell, or with an empty column any cell of a row, has changed."""

    table: str
    row_id: str
    column: str
    reason: str

    def fits(self, one: Difference) -> bool:
        """Whether it is the reason of a difference."""
        return (self.table, self.row_id) == (one.table, one.row_id) and self.column in ("", one.column)


def history(root: Path) -> Tables:
    """The tables `releases` and `revisions` as the last release has frozen them; empty before the first.

    Raises `Invalid` where a frozen release is not untouched.
    """
    frozen = read_index(root / "releases")
    demand(Issue("releases", one.version, "", "", fault, "then build again") for one in frozen for fault in faults(one))
    if not frozen:
        return {table: typed_table(table, []) for table in ("releases", "revisions")}
    return {table: read_table(table, frozen[-1].read(f"data/{table}.csv")) for table in ("releases", "revisions")}


def release(root: Path, tables: Tables, day: date, describe: Describe) -> tuple[Tables, dict[str, bytes]]:
    """Make a release of the built tables: the tables with its revisions, and every file to write.

    The version follows from what differs from the last release. Raises `Invalid` where nothing does, where the day lies
    before the last release, where a change has no reason, or a reason no change.
    """
    frozen = read_index(root / "releases")
    found = _differences(root, frozen, tables, describe)
    told = _told(tables["revisions"], frozen)
    reasons = [reason for reason in read_reasons(root) if reason not in told]
    demand([*_issues(frozen, day, found), *_reason_issues(found, reasons, first=not frozen)])
    step = bump(found) if frozen else "first"
    version = next_version(frozen[-1].version if frozen else None, step)
    revised = revisions(version, found, reasons) if frozen else typed_table("revisions", [])
    line = typed_table("releases", [[version, day.isoformat(), step, summary(found, tables, first=not frozen)]])
    tables = {
        **tables,
        "releases": pd.concat([tables["releases"], line], ignore_index=True),
        "revisions": pd.concat([tables["revisions"], revised], ignore_index=True),
    }
    files = dict(describe(tables, Stamp(version, day.isoformat())))
    return tables, {**files, **_frozen_files(root, version, day, frozen, files)}


def revisions(version: str, found: Iterable[Difference], reasons: Iterable[Reason]) -> pd.DataFrame:
    """The rows of `revisions` that a release adds."""
    known = list(reasons)
    return typed_table(
        "revisions",
        [[version, one.table, one.row_id, one.column, one.old, one.new, _reason(one, known)] for one in found],
    )


def summary(found: Iterable[Difference], tables: Tables, *, first: bool) -> str:
    """What a release brings, in one line."""
    if first:
        figures, sources = len(tables["figures"]), len(tables["sources"])
        return f"First release: {figures} figures of {sources} source{'s' * (sources != 1)}."
    told = [one for one in found if one.table not in (*RECOMPUTED, "actors") and one.column != "series_id"]
    rows = Counter((table, what) for table, _, what in {(one.table, one.row_id, _what(one)) for one in told})
    by_table = {
        table: ", ".join(f"{rows[table, what]} {what}" for what in WHATS if rows[table, what])
        for table in sorted({table for table, _ in rows}, key=[SCHEMAS, *PUBLISHED].index)
    }
    return "; ".join(f"{table}: {said}" for table, said in by_table.items()) + "."


def needs_reason(one: Difference) -> bool:
    """Whether a reason must be given: for changed and vanished rows that no other rows follow from."""
    follows = one.table in (*RECOMPUTED, SCHEMAS) or (one.table, one.column) == ("figures", "series_id")
    return not follows and not one.came


def read_reasons(root: Path) -> list[Reason]:
    """The reasons that curators wrote for the next release. Raises `Invalid` where the file is not in order."""
    path = root / REASONS
    if not path.is_file():
        return []
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    if tuple(header) != REASON_COLUMNS:
        rule = f"has the columns {','.join(REASON_COLUMNS)}"
        demand([Issue("reasons", "", "", ",".join(header), rule, f"correct the first line of {REASONS}")])
    rule, action = f"has {len(REASON_COLUMNS)} cells, none but column empty", f"mend the line of {REASONS}"
    broken = [row for row in rows if len(row) != 4 or not (row[0] and row[1] and row[3])]
    demand(Issue("reasons", " ".join(row[:2]), "", ",".join(row), rule, action) for row in broken)
    return [Reason(*row) for row in rows]


def _told(revised: pd.DataFrame, frozen: tuple[Frozen, ...]) -> set[Reason]:
    """The reasons that the last release has told; a release broken off at its end may have left them in the file."""
    last = revised[revised["release"] == frozen[-1].version] if frozen else revised
    cells = last[["table", "row_id", "column", "reason"]].dropna().itertuples(index=False, name=None)
    told = {Reason(*cell) for cell in cells}
    return told | {replace(reason, column="") for reason in told}


def _what(one: Difference) -> str:
    if one.column == ROW:
        return "new" if one.came else "gone"
    return "withdrawn" if (one.column, one.new) == ("status", "withdrawn") else "changed"


def _differences(root: Path, frozen: tuple[Frozen, ...], tables: Tables, describe: Describe) -> list[Difference]:
    if not frozen:
        return []
    last = frozen[-1]
    files = dict(describe(tables, Stamp(last.version, last.date.isoformat())))
    return differences(frozen_edition(last), edition_of({**files, **_schemas(root)}))


def _schemas(root: Path) -> dict[str, bytes]:
    return {f"schemas/{table}.json": (root / "schemas" / f"{table}.json").read_bytes() for table in PUBLISHED}


def _issues(frozen: tuple[Frozen, ...], day: date, found: list[Difference]) -> Iterator[Issue]:
    if frozen and not found:
        last = frozen[-1].version
        yield Issue("releases", last, "", "no difference", "a release brings a change", "there is nothing to release")
    if frozen and day < frozen[-1].date:
        rule = f"is not before the last release, {frozen[-1].date}"
        yield Issue("releases", "", "date", day.isoformat(), rule, "give the day of this release")


def _reason_issues(found: list[Difference], reasons: list[Reason], *, first: bool) -> Iterator[Issue]:
    for one in found:
        if needs_reason(one) and not _reason(one, reasons):
            action = f"say why in {REASONS}: {one.table},{one.row_id},{one.column},..."
            yield Issue(one.table, one.row_id, one.column, f"{one.old} -> {one.new}", "a change has a reason", action)
    for reason in reasons:
        if first or not any(reason.fits(one) for one in found):
            rule, action = "a reason has its change", f"take the line out of {REASONS}, or correct its row and column"
            yield Issue(reason.table, reason.row_id, reason.column, reason.reason, rule, action)


def _reason(one: Difference, reasons: Iterable[Reason]) -> str:
    """The reason of a difference, one given for just its column before one for its row."""
    fitting = [reason for reason in reasons if reason.fits(one)]
    return max(fitting, key=lambda reason: bool(reason.column)).reason if fitting else ""


def _frozen_files(
    root: Path, version: str, day: date, frozen: tuple[Frozen, ...], files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The frozen copy, the index with its line, and the reasons, which are now in the revisions, emptied."""
    schemas = _schemas(root)
    tables = {f"data/{table}.csv": files[f"data/{table}.csv"] for table in PUBLISHED}
    copied = {DESCRIPTOR: files[DESCRIPTOR], **tables, **schemas}
    line = (version, day.isoformat(), sha256(files[DESCRIPTOR]), sha256(b"".join(schemas.values())))
    lines = [(one.version, one.date.isoformat(), one.sha256, one.schemas_sha256) for one in frozen]
    return {
        **{f"releases/{version}/{path}": content for path, content in copied.items()},
        f"releases/{INDEX}": write_index([*lines, line]),
        REASONS: (",".join(REASON_COLUMNS) + "\n").encode("utf-8"),
    }
