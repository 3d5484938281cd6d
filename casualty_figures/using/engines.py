"""CSV bytes and a Table Schema -> a table of pandas, polars, DuckDB or Arrow, with the schema's types."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

TableSchema = dict[str, Any]


def read_pandas(content: bytes, schema: TableSchema) -> Any:
    """A data frame with nullable types; the same whether pyarrow is installed or not."""
    import pandas as pd  # noqa: PLC0415 (importing the package stays fast)

    from casualty_figures.package.tables import DTYPES  # noqa: PLC0415

    text = pd.read_csv(io.BytesIO(content), dtype=object, keep_default_na=False, na_values=[""], encoding="utf-8")
    columns = {}
    for field in schema["fields"]:
        cells = [None if pd.isna(cell) else _cast(field["type"], cell) for cell in text[field["name"]]]
        columns[field["name"]] = pd.Series(cells, index=text.index, dtype=DTYPES[field["type"]])
    return pd.DataFrame(columns)


def _cast(kind: str, cell: str) -> object:
    casts: dict[str, Callable[[str], object]] = {"integer": int, "number": float, "boolean": "true".__eq__}
    return casts[kind](cell) if kind in casts else cell


def read_polars(content: bytes, schema: TableSchema) -> Any:
    """A polars data frame."""
    polars = installed("polars")
    types = {
        "string": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "date": polars.Date,
    }
    return polars.read_csv(
        io.BytesIO(content),
        schema={field["name"]: types[field["type"]] for field in schema["fields"]},
        null_values=[""],
    )


def read_arrow(content: bytes, schema: TableSchema) -> Any:
    """An Arrow table."""
    arrow, csv = installed("pyarrow"), installed("pyarrow.csv")
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    convert = csv.ConvertOptions(
        column_types={field["name"]: types[field["type"]] for field in schema["fields"]},
        null_values=[""],
        strings_can_be_null=True,
    )
    return csv.read_csv(arrow.BufferReader(content), convert_options=convert)


def read_duckdb(path: Path, schema: TableSchema) -> Any:
    """A DuckDB relation on a database of its own, in memory."""
    from casualty_figures.package.sql import DUCKDB_TYPES  # noqa: PLC0415 (importing the package stays fast)

    columns = {field["name"]: DUCKDB_TYPES[field["type"]] for field in schema["fields"]}
    return (
        installed("duckdb")
        .connect()
        .read_csv(str(path), columns=columns, header=True, sep=",", quotechar='"', escapechar='"', na_values=[""])
    )


def installed(name: str) -> Any:
    """A library that only the extra `engines` brings. Raises ImportError naming it."""
    try:
        return import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        said = f"{package} is not installed; `pip install casualty-figures[engines]` brings it"
        raise ImportError(said, name=package) from error
