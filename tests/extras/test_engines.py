"""The other data frame libraries: the same cells, with the types of the schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pytest

import casualty_figures
from casualty_figures.using import engines
from casualty_figures.using.records import rows_of
from tests.using.cells import CSV, ROWS, SCHEMA

TYPES = {
    "pandas": ["str", "Int64", "Float64", "boolean", "datetime64[s]"],
    "polars": ["String", "Int64", "Float64", "Boolean", "Date"],
    "duckdb": ["VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"],
    "arrow": ["string", "int64", "double", "bool", "date32[day]"],
}
NAMES_OF_TYPES: dict[str, Callable[[Any], list[str]]] = {
    "pandas": lambda frame: [str(kind) for kind in frame.dtypes],
    "polars": lambda frame: [str(kind) for kind in frame.dtypes],
    "duckdb": lambda relation: [str(kind) for kind in relation.types],
    "arrow": lambda table: [str(kind) for kind in table.schema.types],
}


def plain_rows(table: Any) -> list[dict[str, Any]]:
    """The rows of a table of any engine as plain Python values."""
    if isinstance(table, polars.DataFrame):
        return table.to_dicts()
    if isinstance(table, pyarrow.Table):
        rows: list[dict[str, Any]] = table.to_pylist()
        return rows
    if isinstance(table, duckdb.DuckDBPyRelation):
        return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    return rows_of(table)


def read(engine: str, folder: Path) -> Any:
    """The test's table, read by an engine."""
    if engine != "duckdb":
        return getattr(engines, f"read_{engine}")(CSV, SCHEMA)
    (folder / "table.csv").write_bytes(CSV)
    return engines.read_duckdb(folder / "table.csv", SCHEMA)


@pytest.mark.parametrize("engine", TYPES)
def test_types_are_those_of_the_schema(engine: str, tmp_path: Path) -> None:
    assert NAMES_OF_TYPES[engine](read(engine, tmp_path)) == TYPES[engine]


@pytest.mark.parametrize("engine", TYPES)
def test_a_text_na_is_kept_empty_is_missing_and_large_counts_are_exact(engine: str, tmp_path: Path) -> None:
    assert plain_rows(read(engine, tmp_path)) == ROWS


@pytest.mark.parametrize("engine", ["polars", "duckdb", "arrow"])
def test_every_table_has_the_same_cells_in_every_engine(engine: str) -> None:
    for table in casualty_figures.tables():
        loaded = casualty_figures.load(table, engine)
        assert plain_rows(loaded) == rows_of(casualty_figures.load(table)), table


@pytest.mark.parametrize(
    ("engine", "kind"),
    [("polars", polars.DataFrame), ("duckdb", duckdb.DuckDBPyRelation), ("arrow", pyarrow.Table)],
)
def test_each_engine_gives_its_own_kind_of_table(engine: str, kind: type) -> None:
    assert isinstance(casualty_figures.load("figures", engine=engine), kind)


def test_an_arrow_table_carries_version_and_citation() -> None:
    metadata = casualty_figures.load("figures", "arrow").schema.metadata
    attributes = casualty_figures.load("figures").attrs
    assert {name.decode(): value.decode() for name, value in metadata.items()} == attributes


def test_a_duckdb_relation_answers_sql() -> None:
    figures = casualty_figures.load("figures", "duckdb")
    ((count,),) = figures.aggregate("count(value_high)").fetchall()
    assert count == casualty_figures.load("figures")["value_high"].count()
