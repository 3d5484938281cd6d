"""The page of changes: each release with what it changed and why, and what followed from that."""

from __future__ import annotations

from collections import Counter
from typing import Any

from casualty_figures.using.figures import Catalogue
from casualty_figures.using.records import Row, grouped


def changes_page(catalogue: Catalogue) -> dict[str, Any]:
    """What the template `changes.html` needs; the latest release comes first."""
    revisions = grouped(catalogue.rows("revisions"), "release")
    releases = {row["version"]: row for row in catalogue.rows("releases")}
    return {
        "known": catalogue.figures,
        "releases": [
            _release(catalogue, releases[one], revisions.get(one, [])) for one in reversed(catalogue.versions)
        ],
    }


def _release(catalogue: Catalogue, release: Row, revisions: list[Row]) -> Row:
    """A release, its revisions parted: those with a reason, the new figures, and the rest by table."""
    new = [row["row_id"] for row in revisions if row["table"] == "figures" and _is_new(row)]
    followed = [row["table"] for row in revisions if not row["reason"] and row["row_id"] not in new]
    return {
        **release,
        "reasoned": [row for row in revisions if row["reason"]],
        "new_figures": [catalogue.figures[one] for one in new if one in catalogue.figures],
        "followed": sorted(Counter(followed).items()),
    }


def _is_new(row: Row) -> bool:
    return row["column"] == "row" and row["old"] is None
