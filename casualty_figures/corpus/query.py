"""SQL over the Parquet of a corpus: read-only, and nothing outside its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.datasets import DATASETS
from casualty_figures.corpus.descriptor import DESCRIPTOR

ROWS_AT_ONCE = 1_000


def query(corpus: Path, statement: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The names of the columns and, one after another, the rows that one SELECT gives.

    The datasets are the tables texts, figures, evidence, tallies and rejected. No other file can be read, nothing
    can be written, and no setting can be changed. Raises CorpusError for anything but one SELECT that runs, and where
    the folder holds no finished corpus.
    """
    files = _files(corpus)
    base = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "temp_directory": "",
        },
    )
    try:
        found = _demand_select(base, statement)
        _open_datasets(base, files)
        result = base.execute(found)
        names = [column[0] for column in result.description or []]
    except duckdb.Error as error:
        base.close()
        raise CorpusError(str(error).strip()) from error
    except CorpusError:
        base.close()
        raise
    return names, _rows(base)


def _rows(base: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    with closing(base):
        try:
            while rows := base.fetchmany(ROWS_AT_ONCE):
                yield from rows
        except duckdb.Error as error:
            raise CorpusError(str(error).strip()) from error


def _demand_select(base: duckdb.DuckDBPyConnection, statement: str) -> Any:
    statements = base.extract_statements(statement)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise CorpusError("a query is one SELECT: the corpus is only read")
    return statements[0]


def _open_datasets(base: duckdb.DuckDBPyConnection, files: dict[str, list[str]]) -> None:
    """Make each dataset a view over its files, then shut the door: these files can be read, nothing else."""
    base.execute("SET allowed_paths = $1", [[path for paths in files.values() for path in paths]])
    base.execute("SET enable_external_access = false")
    for dataset, paths in files.items():
        quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
        base.execute(f'CREATE VIEW "{dataset}" AS SELECT * FROM read_parquet([{quoted}])')
    base.execute("SET lock_configuration = true")


def _files(corpus: Path) -> dict[str, list[str]]:
    """The files of each dataset, by the descriptor; each must lie in the corpus, also once links are followed."""
    root = corpus.resolve()
    try:
        resources = json.loads((root / DESCRIPTOR).read_text("utf-8"))["resources"]
        paths = {each["name"]: [str(path) for path in each["path"]] for each in resources}
    except FileNotFoundError as error:
        raise CorpusError(
            f"{corpus} holds no finished corpus: there is no {DESCRIPTOR}; run corpus --resume first"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{corpus / DESCRIPTOR} is not the descriptor of a corpus") from error
    files: dict[str, list[str]] = {}
    for dataset in DATASETS:
        files[dataset] = []
        for path in paths.get(dataset, ()):
            real = (root / path).resolve()
            if not real.is_relative_to(root):
                raise CorpusError(f"{path} of {dataset} leads out of {corpus}; it is not opened")
            files[dataset].append(str(real))
        if not files[dataset]:
            raise CorpusError(f"{corpus} holds no {dataset}")
    return files
