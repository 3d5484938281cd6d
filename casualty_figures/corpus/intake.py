"""From the input's texts to numbered batches: the same batches for the same input, whoever reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pandas as pd

from casualty_figures.corpus.documents import Document, Rejection, source_id
from casualty_figures.corpus.inputs import entries

BATCH_TEXTS = 500
BATCH_CHARACTERS = 2_000_000


@dataclass(slots=True)
class Batch:
    """Texts that are read together and whose rows make one part of each dataset."""

    number: int
    """From 1."""
    documents: list[Document] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    size: int = 0
    """Bytes of input."""
    characters: int = 0

    def frame(self) -> pd.DataFrame:
        """The texts as `read_frame` takes them."""
        rows = [(each.id, each.text, each.published, each.position) for each in self.documents]
        return pd.DataFrame(rows, columns=["id", "text", "published", "position"], dtype="object")

    def digest(self) -> str:
        """SHA-256 of all that the batch holds: a finished part is kept only while its input stays as it was."""
        digest = sha256()
        for each in (*self.documents, *self.rejections):
            digest.update(repr(each).encode("utf-8", "backslashreplace"))
        return digest.hexdigest()


class KnownIds:
    """The ids met so far, on disk: memory stays flat however many there are."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.unlink(missing_ok=True)
        self._ids = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-16000"):
            self._ids.execute(f"PRAGMA {setting}")
        self._ids.execute("CREATE TABLE known (id BLOB PRIMARY KEY, position TEXT) WITHOUT ROWID")
        self._ids.execute("BEGIN")

    def close(self) -> None:
        """Forget the ids."""
        self._ids.close()
        self._path.unlink(missing_ok=True)

    def first_position(self, given_id: str, position: str) -> str | None:
        """Where the id was met before; None, and it is known from now on, where it was not.

        Ids are told apart as `source_id` writes them, so that no two texts share a figure's id.
        """
        key = sha256(source_id(given_id).encode("utf-8")).digest()[:16]
        try:
            self._ids.execute("INSERT INTO known VALUES (?, ?)", (key, position))
        except sqlite3.IntegrityError:
            (found,) = self._ids.execute("SELECT position FROM known WHERE id = ?", (key,)).fetchone()
            return str(found)
        return None


def batches(source: Path, known: KnownIds, most_texts: int = BATCH_TEXTS) -> Iterator[Batch]:
    """The batches of a corpus, in order; of several texts with one id the first that can be read counts."""
    batch = Batch(1)
    for entry in entries(source):
        found = entry.found
        if isinstance(found, Document):
            first = known.first_position(found.id, found.position)
            if first is not None:
                found = Rejection(found.position, found.id[:200], "duplicate_id", f"first at {first}")
        batch.size += entry.size
        if isinstance(found, Document):
            batch.documents.append(found)
            batch.characters += len(found.text)
        else:
            batch.rejections.append(found)
        held = len(batch.documents) + len(batch.rejections)
        if held >= most_texts or batch.characters >= BATCH_CHARACTERS:
            yield batch
            batch = Batch(batch.number + 1)
    if batch.documents or batch.rejections:
        yield batch
