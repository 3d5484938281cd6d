"""Finding the marks of a source in a copy of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from casualty_figures.curating.texts import Text
from casualty_figures.package.tables import records, row_keys
from casualty_figures.reading.fingerprints import fingerprint
from casualty_figures.reading.text.sentences import sentences

WHERE = ("at its offsets", "elsewhere by its sentence", "not found")


@dataclass(frozen=True, slots=True)
class Location:
    """Where a copy of the text holds a mark."""

    key: str
    printed: str
    where: str
    """One of `WHERE`."""
    start: int | None
    """Offset of the phrase in this copy; None where it was not found."""


def locate(evidence: pd.DataFrame, text: Text) -> list[Location]:
    """Look up every mark of the text's source: at its offsets, else by its sentence."""
    own = evidence[evidence["figure_id"].str.rpartition(".")[0] == text.source_id]
    by_hash: dict[str, int] = {}
    for sentence in sentences(text.content):
        by_hash.setdefault(fingerprint(text.content[sentence.start : sentence.end]), sentence.start)
    return [
        _location(key, mark, text.content, by_hash)
        for key, mark in zip(row_keys("evidence", own), records(own), strict=True)
    ]


def _location(key: str, mark: dict[str, Any], content: str, by_hash: dict[str, int]) -> Location:
    printed = mark["printed"]
    if not pd.isna(mark["start"]) and content[mark["start"] : mark["end"]] == printed:
        return Location(key, printed, WHERE[0], int(mark["start"]))
    sentence_start = by_hash.get(mark["sentence_sha256"])
    found = content.find(printed, sentence_start) if sentence_start is not None else -1
    if found >= 0:
        return Location(key, printed, WHERE[1], found)
    return Location(key, printed, WHERE[2], None)
