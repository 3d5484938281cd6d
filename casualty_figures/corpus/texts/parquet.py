"""Texts in Parquet, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from casualty_figures.corpus.texts.documents import Document, Entry, Rejection, admit, demand_columns, show

ROWS_AT_ONCE = 64
AS_BYTES = {"string": "binary", "large_string": "large_binary"}


def parquet_rows(name: str, path: Path) -> Iterator[Entry]:
    """The rows of a Parquet file; its text is taken as bytes, so that one broken row does not end the file."""
    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as opened:
            columns = [column for column in ("id", "text", "published") if column in opened.schema_arrow.names]
            demand_columns(path, columns)
            number, share = 0, path.stat().st_size // max(1, opened.metadata.num_rows)
            for batch in opened.iter_batches(batch_size=ROWS_AT_ONCE, columns=columns, use_threads=False):
                for values in zip(*(_python_values(batch.column(column)) for column in columns), strict=True):
                    number += 1
                    yield Entry(_row(f"{name}:{number}", dict(zip(columns, values, strict=True))), share)
    except pa.ArrowException as error:
        yield Entry(Rejection(name, None, "broken_line", show(str(error).partition("\n")[0])), 0)


def _python_values(column: Any) -> list[Any]:
    plain = AS_BYTES.get(str(column.type))
    return list((column.view(plain) if plain else column).to_pylist())


def _row(position: str, cells: dict[str, Any]) -> Document | Rejection:
    plain: dict[str, Any] = {}
    for column, value in cells.items():
        try:
            plain[column] = value.decode("utf-8") if isinstance(value, bytes) else value
        except UnicodeDecodeError as error:
            return Rejection(position, None, "not_utf8", f"{column}, byte {error.start}")
    return admit(plain["id"], plain["text"], plain.get("published"), position)
