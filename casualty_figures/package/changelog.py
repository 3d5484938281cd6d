"""CHANGELOG.md: by release and by table, from the tables of releases and revisions, telling readers what to do."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from casualty_figures.package.bumps import RECOMPUTED, WORDING
from casualty_figures.package.differences import ROW, SCHEMAS
from casualty_figures.package.tables import PUBLISHED, Tables

HEAD = """# Changelog

Built from `data/releases.csv` and `data/revisions.csv`; the latter lists every change with old value, new value and
reason. `casualty-figures diff OLD NEW` prints the changes between any two releases.
"""
WHAT_TO_DO = {
    "first": "Pin this version where you use a figure: `load(..., version=...)` reads it whatever comes later.",
    "major": "**Check your code and your figures.** Tables or columns have changed, or rows are gone; see below, and "
    "run `casualty-figures check` where you pinned figures.",
    "minor": "Load again. Code keeps working; rows are new, or values have changed. Run `casualty-figures check` where "
    "you pinned figures, and update those that are listed below.",
    "patch": "Nothing needs to be done: wording and metadata only.",
}
HEADINGS = (SCHEMAS, *PUBLISHED)


def changelog(tables: Tables) -> str:
    """The whole changelog, newest release first."""
    releases = tables["releases"].sort_values("date", kind="stable").iloc[::-1]
    parts = [HEAD]
    for release in releases.to_dict("records"):
        parts.append(f"## {release['version']} ({release['date']:%Y-%m-%d})\n\n{release['summary']}\n")
        parts.append(f"{WHAT_TO_DO[release['bump']]}\n")
        revised = tables["revisions"]
        parts += _by_table(revised[revised["release"] == release["version"]].astype("object").fillna(""))
    return "\n".join(parts)


def _by_table(revised: pd.DataFrame) -> Iterator[str]:
    for table in HEADINGS:
        rows = revised[revised["table"] == table]
        if not rows.empty:
            yield f"### {table}\n"
            yield "\n".join(f"- {line}" for line in _lines(table, rows)) + "\n"


def _lines(table: str, rows: pd.DataFrame) -> Iterator[str]:
    whole = rows["column"] == ROW
    came, went = rows[whole & (rows["old"] == "")], rows[whole & (rows["new"] == "")]
    if len(came):
        yield f"new: {_counted(table, came)}"
    if table in RECOMPUTED:
        yield from (
            f"{count} {what}, recomputed" for count, what in ((len(went), "gone"), (sum(~whole), "changed")) if count
        )
        return
    for row in went.to_dict("records"):
        yield f"gone: `{row['row_id']}`. {row['reason']}"
    series = rows["column"] == "series_id"
    if series.any():
        yield f"{series.sum()} now in another series, recomputed"
    changed = rows[~whole & ~series]
    for (column, reason), same in changed.groupby(["column", "reason"], sort=True):
        if column in WORDING.get(table, ()):
            yield f"{column} of {', '.join(f'`{row_id}`' for row_id in same['row_id'])}: new wording. {reason}".rstrip()
            continue
        for row in same.to_dict("records"):
            change = f"{row['old'] or '(empty)'} → {row['new'] or '(empty)'}"
            yield f"{column} of `{row['row_id']}`: {change}. {reason}".rstrip()


def _counted(table: str, came: pd.DataFrame) -> str:
    """New rows by their ids; those of figures and what hangs on them counted by source."""
    if table not in ("figures", "actors", *RECOMPUTED):
        return ", ".join(f"`{row_id}`" for row_id in came["row_id"])
    if table != "figures":
        return f"{len(came)} rows"
    by_source = came["row_id"].str.rpartition(".")[0].value_counts().sort_index()
    return ", ".join(f"{count} of `{source}`" for source, count in by_source.items())
