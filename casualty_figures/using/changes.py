"""What changed between two versions of the package: old value, new value, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casualty_figures.package.differences import Difference, Edition, differences, rows_by_key
from casualty_figures.package.versions import release_number
from casualty_figures.using.loading import opened
from casualty_figures.using.opened import OpenedPackage

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("table", "row_id", "column", "old", "new", "reason")


def changes(since: str, until: str | None = None) -> pd.DataFrame:
    """What changed from one version to another, `until` this installation where it is not named.

    One row per cell: table, row_id, column, old, new and reason, as text; empty is missing. The column `row` stands for
    a whole row that came (no old value) or went (no new one), the table `schemas` for the columns' definitions. What
    follows from other rows (relations, series, evidence) and what is new has no reason.

    Raises `UnknownNameError` for a version that there is not.
    """
    import pandas as pd  # noqa: PLC0415 (importing the package stays fast)

    from casualty_figures.package.tables import TEXT  # noqa: PLC0415

    rows = [{name: row[name] or None for name in COLUMNS} for row in changed_rows(since, until)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(TEXT)


def changed_rows(since: str, until: str | None = None) -> list[dict[str, str]]:
    """The same as plain rows, empty where missing."""
    old, new = opened(since), opened(until)
    reasons = _reasons(new, _edition(old))
    return [
        {
            "table": one.table,
            "row_id": one.row_id,
            "column": one.column,
            "old": one.old,
            "new": one.new,
            "reason": reasons.get(_cell(one), ""),
        }
        for one in differences(_edition(old), _edition(new))
    ]


def version_of(version: str | None) -> str:
    """The version that a name stands for: this installation's where it is None."""
    return str(opened(version).descriptor["version"])


def _edition(package: OpenedPackage) -> Edition:
    tables = list(package.resources)
    return Edition(
        {table: package.schema(table) for table in tables}, {table: package.content(table) for table in tables}
    )


def _cell(one: Difference) -> tuple[str, str, str]:
    return one.table, one.row_id, one.column


def _reasons(new: OpenedPackage, old: Edition) -> dict[tuple[str, str, str], str]:
    """The latest reason of each cell, of the revisions that the older version does not have yet."""
    schema = new.schema("revisions")
    known = rows_by_key(schema, old.contents["revisions"])
    revised = rows_by_key(schema, new.content("revisions"))
    later = [row for key, row in revised.items() if key not in known]
    later.sort(key=lambda row: release_number(row["release"]))
    return {(row["table"], row["row_id"], row["column"]): row["reason"] for row in later}
