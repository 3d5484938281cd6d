"""A DataFrame of texts -> a DataFrame of rows: the plain function that a pool, Dask and Spark all run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pandas as pd

from casualty_figures.corpus.datasets import (
    DATASETS,
    Datasets,
    Row,
    broken_sources,
    column_types,
    typed,
)
from casualty_figures.corpus.rows import rows_of
from casualty_figures.corpus.texts.documents import Document, Rejection, admit, show, source_id
from casualty_figures.package.issues import Invalid, Issue
from casualty_figures.package.tables import DTYPES

INPUT_COLUMNS = ("id", "text", "published", "position")
"""Of the frame that is read; `published` and `position` may be left out."""

SPARK_TYPES = {
    "string": "string",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "timestamp_ntz",
}


def read_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Read the texts of a frame; give the rows of all datasets in one frame, told apart by its column `dataset`.

    `frame` has the columns `id` and `text`, and may have `published` (YYYY-MM-DD) and `position` (where the text
    stands in the input; the row's label where left out). The result has the columns of `empty_frame()`: those of a
    row's own dataset are filled, the others missing; `split_frame` parts it into the datasets. A text that cannot be
    read is a row of `rejected`, a second text of one id too; across frames it is for the caller to find those.

    It keeps nothing between calls and depends on the frame alone, so it runs as it is in a process pool, as
    `texts.map_partitions(read_frame, meta=empty_frame())` in Dask, and in Spark as
    `texts.mapInPandas(lambda frames: map(read_frame, frames), schema=spark_schema())`.

    >>> found = read_frame(pd.DataFrame({"id": ["desk-1"], "text": ["Two miners were killed in Orlat."]}))
    >>> found.loc[found["dataset"] == "figures", ["figure_id", "measure_id", "value"]].to_numpy().tolist()
    [['desk-1.01', 'killed', 2]]

    Raises ValueError where a column that it needs is not there.
    """
    rows: dict[str, list[Row]] = {dataset: [] for dataset in DATASETS}
    positions: dict[str, Document] = {}
    for document in _documents(frame):
        found = _read(document, positions)
        for dataset, more in found.items():
            rows[dataset] += more
    return join_tables(_checked(rows, positions))


def empty_frame() -> pd.DataFrame:
    """What `read_frame` gives for no texts: its columns and types, as Dask's `meta`.

    >>> list(empty_frame().columns[:4]), len(empty_frame())
    (['dataset', 'source_id', 'id', 'published'], 0)
    """
    return pd.DataFrame({name: pd.Series([], dtype=DTYPES[kind]) for name, kind in frame_types().items()})


def spark_schema() -> str:
    """The columns of `read_frame` in Spark's own notation, for `mapInPandas`.

    >>> spark_schema()[:34]
    '`dataset` string, `source_id` stri'
    """
    return ", ".join(f"`{name}` {SPARK_TYPES[kind]}" for name, kind in frame_types().items())


@cache
def frame_types() -> dict[str, str]:
    """The Table Schema type of each column of `read_frame`: `dataset`, then the columns of all datasets."""
    columns = {name: kind for dataset in DATASETS for name, kind in column_types(dataset).items()}
    return {"dataset": "string", **columns}


def join_tables(tables: Datasets) -> pd.DataFrame:
    """The tables of all datasets in one frame; `split_frame` undoes it."""
    frames = [tables[dataset].assign(dataset=dataset) for dataset in DATASETS if len(tables[dataset])]
    if not frames:
        return empty_frame()
    lengths = [len(frame) for frame in frames]
    columns = {}
    for name, kind in frame_types().items():
        pieces = [
            frame[name].astype(DTYPES[kind]) if name in frame else pd.Series([None] * length, dtype=DTYPES[kind])
            for frame, length in zip(frames, lengths, strict=True)
        ]
        columns[name] = pd.concat(pieces, ignore_index=True)
    return pd.DataFrame(columns)


def split_frame(frame: pd.DataFrame) -> Datasets:
    """The datasets of a frame that `read_frame` gave, each with its own columns and the package's types.

    >>> tables = split_frame(read_frame(pd.DataFrame({"id": ["desk-1", None], "text": ["Nobody was hurt.", "x"]})))
    >>> len(tables["texts"]), tables["rejected"]["reason"].tolist()
    (1, ['no_id'])
    """
    tables = {}
    for dataset in DATASETS:
        types = {name: DTYPES[kind] for name, kind in column_types(dataset).items()}
        tables[dataset] = frame.loc[frame["dataset"] == dataset, list(types)].astype(types).reset_index(drop=True)
    return tables


def _documents(frame: pd.DataFrame) -> Iterator[Document | Rejection]:
    missing = [name for name in ("id", "text") if name not in frame.columns]
    if missing:
        raise ValueError(f"a frame of texts has the columns id and text; this one lacks {', '.join(missing)}")
    cells: list[Iterable[object]] = []
    for name in INPUT_COLUMNS[:3]:
        column = frame[name].astype("object") if name in frame.columns else pd.Series([None] * len(frame))
        cells.append(column.where(column.notna(), None))
    labels = frame["position"] if "position" in frame.columns else frame.index
    for given_id, text, published, position in zip(*cells, labels, strict=True):
        yield admit(given_id, text, published, str(position))


def _read(document: Document | Rejection, read_already: dict[str, Document]) -> dict[str, list[Row]]:
    """The rows of one text; whatever goes wrong with it concerns this text alone."""
    if isinstance(document, Document):
        source = source_id(document.id)
        if source in read_already:
            return _rejected(_reject(document, "duplicate_id", f"first at {read_already[source].position}"))
        read_already[source] = document
        try:
            return rows_of(document)
        except Exception as error:
            return _rejected(_reject(document, "reader_failed", type(error).__name__))
    return _rejected(document)


def _reject(document: Document, reason: str, detail: str) -> Rejection:
    return Rejection(document.position, show(document.id), reason, detail)


def _rejected(rejection: Rejection) -> dict[str, list[Row]]:
    return {"rejected": [(rejection.position, rejection.id, rejection.reason, rejection.detail)]}


def _checked(rows: dict[str, list[Row]], documents: dict[str, Document]) -> Datasets:
    """The typed tables, without the texts whose rows break the package's schemas: those are rejected, rule and all."""
    tables = {dataset: typed(dataset, rows[dataset]) for dataset in DATASETS}
    broken: dict[str, Issue] = {}
    for source, issue in broken_sources(tables):
        if source not in documents:
            raise Invalid([issue])
        broken.setdefault(source, issue)
    if not broken:
        return tables
    for source, issue in broken.items():
        where = f"{issue.table}.{issue.column} {issue.rule}"
        rows["rejected"] += _rejected(_reject(documents[source], "invalid_rows", where))["rejected"]
    for dataset in DATASETS[:-1]:
        kept = [row for row in rows[dataset] if row[0].partition(".")[0] not in broken]
        tables[dataset] = typed(dataset, kept)
    return {**tables, "rejected": typed("rejected", rows["rejected"])}
