"""The datasets of a corpus: their columns, types and checks, from the package's own schemas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pandas as pd

from casualty_figures.package.adapter import schema_issues
from casualty_figures.package.issues import Issue
from casualty_figures.package.tables import DTYPES, TableSchema, schema

DATASETS = ("texts", "figures", "evidence", "tallies", "rejected")
"""In the order of the descriptor; a part of a corpus has one file of each."""

LEFT_OUT: dict[str, tuple[str, ...]] = {"figures": ("series_id", "deep_link", "caveat", "status")}
"""Columns of the package that do not apply: they need other sources, an address or a curator."""

Row = tuple[Any, ...]
Datasets = dict[str, pd.DataFrame]


@cache
def dataset_schema(dataset: str) -> TableSchema:
    """The Table Schema of a dataset: the package's, without what does not apply to a corpus.

    >>> [field["name"] for field in dataset_schema("figures")["fields"]][:3]
    ['figure_id', 'source_id', 'measure_id']
    """
    authored = dict(schema(dataset))
    left_out = LEFT_OUT.get(dataset, ())
    authored["fields"] = [field for field in authored["fields"] if field["name"] not in left_out]
    keys = [key for key in authored.pop("foreignKeys", ()) if key["reference"]["resource"] in DATASETS]
    return {**authored, "foreignKeys": keys} if keys else authored


@cache
def column_types(dataset: str) -> dict[str, str]:
    """The Table Schema type of each column, in order.

    >>> column_types("evidence")["carried"]
    'boolean'
    """
    return {field["name"]: field["type"] for field in dataset_schema(dataset)["fields"]}


def typed(dataset: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows of plain values (None is missing) as a table with the package's types.

    >>> typed("rejected", [("a.txt", None, "no_id", None)]).loc[0, "reason"]
    'no_id'
    """
    types = column_types(dataset)
    values = zip(*rows, strict=True) if rows else ([] for _ in types)
    return pd.DataFrame(
        {
            name: pd.Series(list(column), dtype=DTYPES[kind])
            for (name, kind), column in zip(types.items(), values, strict=True)
        }
    )


def broken_sources(tables: Datasets) -> Iterator[tuple[str, Issue]]:
    """Every place where the tables of some texts break the schemas, with the source_id of the text."""
    for dataset in DATASETS:
        for issue in schema_issues(dataset, tables[dataset], LEFT_OUT.get(dataset, ())):
            yield issue.row.partition(" ")[0].partition(".")[0], issue
