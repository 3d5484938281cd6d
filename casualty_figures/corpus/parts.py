"""The parts of a corpus on disk: each is there whole, with its record, or not at all."""

from __future__ import annotations

import errno
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from casualty_figures.corpus.datasets import DATASETS, Datasets, column_types
from casualty_figures.whole_files import put, put_text

RECORDS = "parts"
"""The folder of the parts' records, one JSON file each: a part without one is not there."""
OURS = re.compile(r"\.?part-\d{6}\.(parquet|json)(\.unfinished)?")
ERROR_NUMBER = re.compile(r'"errno":"(\d+)"')
SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


@dataclass(frozen=True, slots=True)
class Part:
    """The record of a finished part."""

    number: int
    input_sha256: str
    rows: dict[str, int]
    """Of each dataset."""
    rejected: dict[str, int]
    """Rejected texts by reason."""
    files: dict[str, str]
    """The sha256 of each file, by its path in the corpus."""
    bytes: int


class Parts:
    """The finished parts in the folder of a corpus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (*DATASETS, RECORDS):
            (folder / name).mkdir(exist_ok=True)
        self._writer = duckdb.connect(":memory:", config={"threads": 1})

    def close(self) -> None:
        """Let go of the writer."""
        self._writer.close()

    def find(self, number: int) -> Part | None:
        """The record of a part, where the part is finished and its files are what it says."""
        path = self.folder / RECORDS / f"part-{number:06d}.json"
        try:
            part = Part(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        held = all(_hash(self.folder / name) == digest for name, digest in part.files.items())
        return part if held and part.number == number else None

    def numbers(self) -> Iterator[int]:
        """The numbers of all parts that have a record."""
        for path in sorted((self.folder / RECORDS).glob("part-*.json")):
            yield int(path.stem.removeprefix("part-"))

    def sweep(self) -> None:
        """Take away what a stopped run left unfinished: our own files that no record names."""
        named = {path for number in self.numbers() for path in self._files_of(number)}
        for name in (*DATASETS, RECORDS):
            for path in sorted((self.folder / name).iterdir()):
                if OURS.fullmatch(path.name) and path not in named:
                    path.unlink()

    def write(self, number: int, input_sha256: str, tables: Datasets) -> Part:
        """Write a part: its files under names of their own first, then their names, then its record."""
        for dataset in DATASETS:
            put(self._path(dataset, number), partial(self._copy, dataset, tables[dataset]))
        paths = [self._path(dataset, number) for dataset in DATASETS]
        reasons = Counter(tables["rejected"]["reason"])
        part = Part(
            number,
            input_sha256,
            {dataset: len(tables[dataset]) for dataset in DATASETS},
            {str(reason): reasons[reason] for reason in sorted(reasons)},
            {path.relative_to(self.folder).as_posix(): _hash(path) for path in paths},
            sum(path.stat().st_size for path in paths),
        )
        put_json(self.folder / RECORDS / f"part-{number:06d}.json", _as_json(part))
        return part

    def _copy(self, dataset: str, table: pd.DataFrame, path: Path) -> None:
        types = {name: SQL_TYPES[kind] for name, kind in column_types(dataset).items()}
        columns = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in types.items())
        form = "FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false"
        self._writer.register("part", table)
        try:
            self._writer.execute(f"COPY (SELECT {columns} FROM part) TO '{_quoted(path)}' ({form})")
        except duckdb.Error as error:
            number = int(found[1]) if (found := ERROR_NUMBER.search(str(error))) else errno.EIO
            raise OSError(number, os.strerror(number), str(path)) from error
        finally:
            self._writer.unregister("part")

    def _path(self, dataset: str, number: int) -> Path:
        return self.folder / dataset / f"part-{number:06d}.parquet"

    def _files_of(self, number: int) -> Iterator[Path]:
        yield self.folder / RECORDS / f"part-{number:06d}.json"
        yield from (self._path(dataset, number) for dataset in DATASETS)


def put_json(path: Path, content: Any) -> None:
    """Write a JSON file whole or not at all."""
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    put_text(path, text)


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _as_json(part: Part) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}
