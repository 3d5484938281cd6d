"""What curators keep: the folders `sources/` and `vocabulary/`, read strictly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from casualty_figures.package.adapter import schema_issues
from casualty_figures.package.coding_rules import coding_issues
from casualty_figures.package.issues import Invalid, Issue, demand
from casualty_figures.package.table_rules import vocabulary_issues
from casualty_figures.package.tables import Tables, columns, read_table, schema, typed_table
from casualty_figures.package.word_lists import word_list_issues

VOCABULARY = ("parties", "populations", "places", "place_within", "measures", "quantifiers")
SOURCE_FILES = {"source.csv": "sources", "marks.csv": "evidence", "codings.csv": "codings"}


def read_curated(root: Path) -> Tables:
    """Read all that curators keep below `root`: the vocabulary's tables, sources, evidence and codings.

    Raises `Invalid` with every issue of every file.
    """
    issues: list[Issue] = []
    parts: dict[str, list[pd.DataFrame]] = {table: [] for table in (*VOCABULARY, *SOURCE_FILES.values())}
    for table in VOCABULARY:
        parts[table] += _read_file(table, root / "vocabulary" / f"{table}.csv", issues)
    for folder in sorted(path for path in (root / "sources").iterdir() if path.is_dir()):
        for name, table in SOURCE_FILES.items():
            found = _read_file(table, folder / name, issues)
            issues += (issue for frame in found for issue in _foreign_rows(table, frame, folder.name))
            parts[table] += found
    demand(issues)
    curated = {table: _joined(table, frames) for table, frames in parts.items()}
    tables = (issue for table, frame in curated.items() for issue in schema_issues(table, frame))
    demand([*tables, *word_list_issues(root / "vocabulary")])
    vocabulary = {table: frame for table, frame in curated.items() if table not in ("evidence", "codings")}
    demand([*vocabulary_issues(vocabulary), *coding_issues(curated)])
    return curated


def share_found(curated: Tables) -> str:
    """Say which share of the published marks the reader found, where it could: in the texts that were held."""
    published = curated["codings"][curated["codings"]["status"] != "rejected"]["figure_id"]
    marks = curated["evidence"][curated["evidence"]["figure_id"].isin(published)]
    held = curated["sources"].query("text_status == 'located'")["source_id"]
    readable = marks[marks["figure_id"].str.rpartition(".")[0].isin(held)]
    found = int((readable["marked_by"] == "reader").sum())
    share = (
        f"{found} of {len(readable)} marks in held texts were found by the reader ({found / max(len(readable), 1):.1%})"
    )
    return f"{share}; {len(marks) - len(readable)} marks of texts not held are a curator's"


def _read_file(table: str, path: Path, issues: list[Issue]) -> list[pd.DataFrame]:
    file = "/".join(path.parts[-3:]) if table in SOURCE_FILES.values() else "/".join(path.parts[-2:])
    if not path.is_file():
        action = f"add it with the columns {', '.join(columns(table))}"
        issues.append(Issue(table, "", "", file, "the file is there", action))
        return []
    try:
        return [read_table(table, path.read_bytes(), file)]
    except Invalid as error:
        issues.extend(error.issues)
        return []


def _foreign_rows(table: str, frame: pd.DataFrame, source_id: str) -> Iterator[Issue]:
    """A source's folder is named by its id and holds no other source's rows."""
    id_column = "source_id" if table == "sources" else "figure_id"
    for value in frame[id_column].fillna(""):
        owner = value if table == "sources" else value.rpartition(".")[0]
        if owner != source_id:
            yield Issue(
                table, value, id_column, value, f"belongs to the folder sources/{source_id}", "move or rename it"
            )


def _joined(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    if not frames:
        return typed_table(table, [])
    joined = pd.concat(frames, ignore_index=True)
    return joined.sort_values(schema(table)["primaryKey"], kind="stable", ignore_index=True)
