"""The figures of a source beside what the reader finds in its text now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from casualty_figures.curating.marking import mark_row
from casualty_figures.package.tables import typed_table
from casualty_figures.reading.figure import Figure
from casualty_figures.reading.reader import read
from casualty_figures.reading.text.layout import coded
from casualty_figures.reading.text.sentences import Sentence, sentences

COMPARED = ("role", "means", "carried", "start", "end", "printed", "paragraph", "sentence_sha256")
"""Columns in which a mark of the reader is the same as one that is kept."""
Cells = tuple[str, ...]
"""A mark as text, by the columns compared."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each figure's marks that the reader finds too, and the figures that it finds beside."""

    found: dict[str, frozenset[Cells]]
    beside: list[frozenset[Cells]]


def pair(evidence: pd.DataFrame, content: str, published: date) -> Pairs:
    """Pair each figure of a source with the reading that shares most marks with it."""
    split = sentences(content)
    waiting = [_cells_of(figure, content, split) for figure in coded(read(content, published))]
    found: dict[str, frozenset[Cells]] = {}
    for figure_id, marks in evidence.groupby("figure_id"):
        mine = frozenset(cells(marks))
        best = max(waiting, key=lambda reading: len(reading & mine), default=frozenset())
        if best & mine:
            waiting.remove(best)
        found[str(figure_id)] = best & mine
    return Pairs(found, waiting)


def cells(marks: pd.DataFrame) -> list[Cells]:
    """Marks as text, row by row, by the columns compared."""
    text = marks[list(COMPARED)].astype("object").fillna("").astype(str)
    return list(map(tuple, text.to_numpy().tolist()))


def _cells_of(figure: Figure, content: str, split: list[Sentence]) -> frozenset[Cells]:
    rows = [["x.00", f"{order:02d}", *mark_row(mark, content, split)] for order, mark in enumerate(figure.marks, 1)]
    return frozenset(cells(typed_table("evidence", rows)))
