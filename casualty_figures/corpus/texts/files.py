"""The files of a corpus and the texts in them, one after another, never a whole table in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casualty_figures.corpus import CorpusError
from casualty_figures.corpus.texts.documents import MOST_BYTES, Entry, Rejection, admit, printable, show
from casualty_figures.corpus.texts.lines import csv_records, json_records
from casualty_figures.corpus.texts.parquet import parquet_rows


@dataclass(frozen=True, slots=True)
class File:
    """A file of a corpus."""

    name: str
    """As positions give it: its path in the corpus."""
    path: Path
    size: int


def find_files(source: Path) -> Iterator[File]:
    """The files of a corpus, in no order.

    `source` is one file, or a folder, whose own folders are looked into; a link to a folder is not followed. Raises
    CorpusError where there is none, or where a table lacks a column.
    """
    found = False
    for path in _walk(source) if source.is_dir() else [source]:
        if path.suffix.lower() in _FORMS and path.is_file():
            found = True
            name = path.relative_to(source).as_posix() if source.is_dir() else path.name
            file = File(printable(name), path, path.stat().st_size)
            _demand_columns(file)
            yield file
    if not found:
        raise CorpusError(f"{source}: there is no such file, or none that ends in {', '.join(_FORMS)}")


def entries(files: Iterable[File]) -> Iterator[Entry]:
    """Every text of these files in order, read or rejected."""
    for file in files:
        left = file.size
        try:
            for entry in _records(file):
                yield entry
                left -= entry.size
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield Entry(Rejection(file.name, None, "unreadable", reason), max(0, left))


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name)
            else:
                yield folder / entry.name


def _records(file: File) -> Iterator[Entry]:
    return _FORMS[file.path.suffix.lower()](file.name, file.path)


def _demand_columns(file: File) -> None:
    """Refuse a table without an id or a text before anything is read."""
    if file.path.suffix.lower() in (".csv", ".parquet"):
        with suppress(OSError):
            next(_records(file), None)


def _text_file(name: str, path: Path) -> Iterator[Entry]:
    """One text; its id is the file's name in the corpus, without its ending."""
    given_id = name.removesuffix(path.suffix)
    with path.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    size = path.stat().st_size
    if len(content) > MOST_BYTES:
        yield Entry(Rejection(name, show(given_id), "too_large", f"{size} bytes"), size)
        return
    try:
        yield Entry(admit(given_id, content.decode("utf-8"), None, name), size)
    except UnicodeDecodeError as error:
        yield Entry(Rejection(name, show(given_id), "not_utf8", f"byte {error.start}"), size)


_FORMS: dict[str, Callable[[str, Path], Iterator[Entry]]] = {
    ".txt": _text_file,
    ".jsonl": json_records,
    ".ndjson": json_records,
    ".csv": csv_records,
    ".parquet": parquet_rows,
}
"""How each form of file is read, by its ending."""
