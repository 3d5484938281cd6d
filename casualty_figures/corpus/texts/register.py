"""What a run remembers of its input, on disk, so that memory stays flat: the files, and the ids met so far."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from casualty_figures.corpus.texts.documents import source_id
from casualty_figures.corpus.texts.files import File, find_files

TABLES = (
    "CREATE TABLE files (path BLOB PRIMARY KEY, name TEXT, size INTEGER) WITHOUT ROWID",
    "CREATE TABLE known (id BLOB PRIMARY KEY, position TEXT) WITHOUT ROWID",
)


class Register:
    """The files of a corpus in the order of their names, and which id was met where; gone when it is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.unlink(missing_ok=True)
        self._base = sqlite3.connect(path, isolation_level=None)
        settings = ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-16000")
        for statement in (*(f"PRAGMA {setting}" for setting in settings), *TABLES, "BEGIN"):
            self._write(statement)

    def close(self) -> None:
        """Forget everything."""
        self._base.close()
        self._path.unlink(missing_ok=True)

    def list_files(self, source: Path) -> int:
        """Remember the files of a corpus; their size in bytes together."""
        total = 0
        for file in find_files(source):
            self._insert("files", os.fsencode(file.path), file.name, file.size)
            total += file.size
        return total

    def files(self) -> Iterator[File]:
        """The files, in order."""
        for path, name, size in self._base.execute("SELECT path, name, size FROM files ORDER BY path"):
            yield File(name, Path(os.fsdecode(path)), size)

    def first_position(self, given_id: str, position: str) -> str | None:
        """Where the id was met before; None, and it is known from now on, where it was not.

        Ids are told apart as `source_id` writes them, so that no two texts share a figure's id.
        """
        key = sha256(source_id(given_id).encode("utf-8")).digest()[:16]
        try:
            self._insert("known", key, position)
        except sqlite3.IntegrityError:
            (found,) = self._base.execute("SELECT position FROM known WHERE id = ?", (key,)).fetchone()
            return str(found)
        return None

    def _insert(self, table: str, *values: bytes | str | int) -> None:
        self._write(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", *values)

    def _write(self, statement: str, *values: bytes | str | int) -> None:
        try:
            self._base.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error), str(self._path)) from error
