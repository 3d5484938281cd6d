"""Rules across rows and tables: ids that name rows, containments, and what is held of each text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from casualty_figures.package.issues import Issue
from casualty_figures.package.tables import Tables, records, row_keys, schema

CONTAINMENTS = (
    ("parties", "party_id", "part_of"),
    ("populations", "population_id", "within"),
    ("place_within", "place_id", "within_id"),
    ("sources", "source_id", "derives_from"),
    ("measures", "measure_id", "implies"),
)
DAY_IN_ID = re.compile(r"-(\d{4}-\d{2}-\d{2})(?:-|$)")


def table_issues(tables: Tables) -> Iterator[Issue]:
    """Every cross-table rule that the tables break."""
    yield from vocabulary_issues(tables)
    yield from _text_status(tables)
    yield from _days_in_ids(tables)


def vocabulary_issues(tables: Tables) -> Iterator[Issue]:
    """Every id that names no row, and everything that lies within itself; what resolving and relating rely on."""
    yield from _foreign_keys(tables)
    for table, inner, outer in CONTAINMENTS:
        yield from _cycles(table, tables[table], inner, outer)


def _foreign_keys(tables: Tables) -> Iterator[Issue]:
    for table, frame in tables.items():
        for key in schema(table).get("foreignKeys", []):
            (column,), target = key["fields"], key["reference"]
            home, (name,) = target["resource"], target["fields"]
            if home not in tables:
                continue
            known = set(tables[home][name].dropna())
            for row, value in zip(row_keys(table, frame), frame[column], strict=True):
                if not pd.isna(value) and value not in known:
                    rule = f"names a row of {home}; it has {', '.join(sorted(known)[:30])}"
                    yield Issue(table, row, column, value, rule, f"correct the id, or add it to {home}")


def _cycles(table: str, frame: pd.DataFrame, inner: str, outer: str) -> Iterator[Issue]:
    within: dict[str, set[str]] = {}
    for child, parent in zip(frame[inner], frame[outer], strict=True):
        if not pd.isna(child) and not pd.isna(parent):
            within.setdefault(child, set()).add(parent)
    for start in sorted(within):
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            new = within.get(waiting.pop(), set()) - reached
            reached |= new
            waiting += sorted(new)
        if start in reached:
            yield Issue(table, start, outer, start, "nothing lies within itself", "take one containment out")


def _text_status(tables: Tables) -> Iterator[Issue]:
    evidence = tables["evidence"]
    owner = evidence["figure_id"].str.rpartition(".")[0]
    offsets = evidence["start"].notna().groupby(owner).all().to_dict()
    for row in tables["sources"].to_dict("records"):
        located = row["text_status"] == "located"
        for column in ("text_sha256", "text_characters"):
            if located == pd.isna(row[column]):
                rule = "given where the text was at hand, and nowhere else"
                yield Issue("sources", row["source_id"], column, str(row[column]), rule, "correct text_status or it")
        if located and not offsets.get(row["source_id"], True):
            rule = "located means that every mark has its offsets"
            yield Issue(
                "sources", row["source_id"], "text_status", "located", rule, "locate the marks, or write not_held"
            )
        if not located and row["coverage"] == "complete":
            rule = "coverage is complete only where the text was read whole"
            yield Issue("sources", row["source_id"], "coverage", "complete", rule, "write partial")


def _days_in_ids(tables: Tables) -> Iterator[Issue]:
    """A source whose id holds a day was published on it."""
    for row in records(tables["sources"]):
        found = DAY_IN_ID.search(row["source_id"])
        if found and found[1] != str(row["published"].date()):
            day, rule = str(row["published"].date()), f"is the day that its id holds, {found[1]}"
            yield Issue("sources", row["source_id"], "published", day, rule, "correct the day, or the id everywhere")
