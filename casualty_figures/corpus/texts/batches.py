"""From the input's texts to numbered batches: the same batches for the same input, whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import pandas as pd

from casualty_figures.corpus.texts.documents import Document, Rejection, show
from casualty_figures.corpus.texts.files import entries
from casualty_figures.corpus.texts.register import Register

BATCH_TEXTS = 1_000
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


def batches(register: Register, most_texts: int = BATCH_TEXTS) -> Iterator[Batch]:
    """The batches of a corpus, in order; of several texts with one id the first that can be read counts."""
    batch = Batch(1)
    for entry in entries(register.files()):
        found = entry.found
        if isinstance(found, Document):
            first = register.first_position(found.id, found.position)
            if first is not None:
                found = Rejection(found.position, show(found.id), "duplicate_id", f"first at {first}")
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
    if batch.documents or batch.rejections or batch.number == 1:  # an empty corpus has one empty part
        yield batch
