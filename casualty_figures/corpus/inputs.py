"""The files of a corpus and the texts in them, one after another, never a whole file in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.documents import MOST_BYTES, Document, Rejection, admit
from casualty_figures.corpus.lines import csv_records, json_records
from casualty_figures.corpus.records import Broken, Given, Record


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the input, or why it cannot be read."""

    found: Document | Rejection
    size: int
    """Bytes of input since the entry before, so that progress can be shown before all texts are counted."""


def input_files(source: Path) -> Iterator[tuple[str, Path]]:
    """The files of a corpus with the names that positions give them, in the order of their names.

    `source` is one file, or a folder, whose own folders are looked into. Raises CorpusError where there is none.
    """
    if source.is_dir():
        found = False
        for path in _walk(source):
            if path.suffix in _FORMS:
                found = True
                yield path.relative_to(source).as_posix(), path
        if not found:
            raise CorpusError(f"{source}: no file ends in {', '.join(_FORMS)}")
    elif source.suffix not in _FORMS:
        raise CorpusError(f"{source}: a corpus is a folder, or a file that ends in {', '.join(_FORMS)}")
    elif not source.is_file():
        raise CorpusError(f"{source}: there is no such file")
    else:
        yield source.name, source


def input_bytes(source: Path) -> int:
    """The size of a corpus."""
    return sum(path.stat().st_size for _, path in input_files(source))


def entries(source: Path) -> Iterator[Entry]:
    """Every text of a corpus in order, read or rejected."""
    for name, path in input_files(source):
        read_already = 0
        try:
            for record in _FORMS[path.suffix](name, path):
                yield Entry(_admit(record), record.size)
                read_already += record.size
        except OSError as error:
            left = max(0, path.stat().st_size - read_already)
            yield Entry(Rejection(name, None, "unreadable", error.strerror or type(error).__name__), left)


def _admit(record: Record) -> Document | Rejection:
    if isinstance(record, Broken):
        return Rejection(record.position, record.id, record.reason, record.detail)
    return admit(record.id, record.text, record.published, record.position)


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder by name; a link to a folder is not followed."""
    with os.scandir(folder) as found:
        names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
    for name, is_folder in names:
        if is_folder:
            yield from _walk(folder / name)
        else:
            yield folder / name


def _text_file(name: str, path: Path) -> Iterator[Record]:
    """One text; its id is the file's name in the corpus, without its ending."""
    given_id = name.removesuffix(path.suffix)
    with path.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    size = path.stat().st_size
    if len(content) > MOST_BYTES:
        yield Broken(name, size, "too_large", f"{size} bytes", given_id)
        return
    try:
        yield Given(name, size, given_id, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        yield Broken(name, size, "not_utf8", f"byte {error.start}", given_id)


def _parquet_rows(name: str, path: Path) -> Iterator[Record]:
    """Rows of a Parquet file; text is taken as bytes, so that one broken row does not end the file."""
    import pyarrow as pa  # noqa: PLC0415 (only where there is Parquet to read)
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as opened:
            columns = [column for column in ("id", "text", "published") if column in opened.schema_arrow.names]
            _demand_columns(path, columns)
            number, share = 0, path.stat().st_size // max(1, opened.metadata.num_rows)
            for batch in opened.iter_batches(batch_size=64, columns=columns, use_threads=False):
                cells = {column: _python_values(pa, batch.column(column)) for column in columns}
                for values in zip(*cells.values(), strict=True):
                    number += 1
                    yield _parquet_record(f"{name}:{number}", share, dict(zip(columns, values, strict=True)))
    except pa.ArrowException as error:
        yield Broken(name, 0, "broken_line", str(error).partition("\n")[0][:200])


def _python_values(pa: object, column: object) -> list[object]:
    kind = str(column.type)  # type: ignore[attr-defined]
    plain = {"string": "binary", "large_string": "large_binary"}.get(kind)
    if plain is None:
        return list(column.to_pylist())  # type: ignore[attr-defined]
    return list(column.view(plain).to_pylist())  # type: ignore[attr-defined]


def _parquet_record(position: str, size: int, cells: dict[str, object]) -> Record:
    plain: dict[str, object] = {}
    for column, value in cells.items():
        try:
            plain[column] = value.decode("utf-8") if isinstance(value, bytes) else value
        except UnicodeDecodeError as error:
            return Broken(position, size, "not_utf8", f"{column}, byte {error.start}")
    return Given(position, size, plain["id"], plain["text"], plain.get("published"))


def _demand_columns(path: Path, columns: list[str]) -> None:
    missing = [column for column in ("id", "text") if column not in columns]
    if missing:
        raise CorpusError(f"{path}: no column {' and no column '.join(missing)}; a corpus has id, text and published")


_FORMS: dict[str, Callable[[str, Path], Iterator[Record]]] = {
    ".txt": _text_file,
    ".jsonl": json_records,
    ".ndjson": json_records,
    ".csv": csv_records,
    ".parquet": _parquet_rows,
}
"""How each form of file is read, by its ending."""
