"""The text read again: what the reader finds against what curators decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from casualty_figures.curating.locating import WHERE, locate
from casualty_figures.curating.marking import mark_row, occurs_once
from casualty_figures.curating.texts import Text
from casualty_figures.package.issues import Issue, demand
from casualty_figures.package.tables import Tables, records, typed_table
from casualty_figures.reading.figure import Figure
from casualty_figures.reading.reader import read
from casualty_figures.reading.sentences import Sentence, sentences

COMPARED = ("role", "means", "carried", "start", "end", "printed", "paragraph", "sentence_sha256")
DECIDE = "run `casualty-figures view` on the text; correct marks.csv, or reject the figure in codings.csv with a reason"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text at hand compares with the marks of its source."""

    source_id: str
    fits: bool
    marks: int
    found: int
    """Marks that the reader finds too; in another copy, marks located."""

    def __str__(self) -> str:
        share = f"{self.found} of {self.marks} marks ({self.found / max(self.marks, 1):.1%})"
        if self.fits:
            return f"{self.source_id}: read again; the reader finds {share}"
        return f"{self.source_id}: another copy of the text; it holds {share}"


def share_found(curated: Tables) -> str:
    """Say which share of the published marks the reader found, by what the marks say of themselves."""
    published = curated["codings"][curated["codings"]["status"] != "rejected"]["figure_id"]
    marks = curated["evidence"][curated["evidence"]["figure_id"].isin(published)]
    found = int((marks["marked_by"] == "reader").sum())
    return f"{found} of {len(marks)} marks were found by the reader ({found / max(len(marks), 1):.1%})"


def reread(curated: Tables, texts: list[Text]) -> list[Reading]:
    """Read every text at hand again.

    Raises `Invalid` where a text whose hash fits does not hold a mark, where the reader no longer finds a mark that is
    said to be its own, or where it finds a figure that no curator has decided on.
    """
    readings: list[Reading] = []
    issues: list[Issue] = []
    for text in texts:
        evidence = curated["evidence"]
        own = evidence[evidence["figure_id"].str.rpartition(".")[0] == text.source_id]
        if not text.fits:
            found = sum(location.where != WHERE[2] for location in locate(own, text))
            readings.append(Reading(text.source_id, False, len(own), found))
            continue
        issues += _misplaced(own, curated["codings"], text)
        proposed = _proposals(curated, text)
        issues += _undecided(own, proposed)
        active = own[own["figure_id"].isin(curated["codings"].query("status != 'rejected'")["figure_id"])]
        by_reader = (active["marked_by"] == "reader").sum()
        readings.append(Reading(text.source_id, True, len(active), int(by_reader)))
    demand(issues)
    return readings


def _proposals(curated: Tables, text: Text) -> list[pd.DataFrame]:
    """The marks of each figure that the reader finds now."""
    (source,) = (row for row in records(curated["sources"]) if row["source_id"] == text.source_id)
    split = sentences(text.content)
    return [_marks(figure, text.content, split) for figure in read(text.content, source["published"].date())]


def _marks(figure: Figure, content: str, split: list[Sentence]) -> pd.DataFrame:
    rows = [["x.00", f"{order:02d}", *mark_row(mark, content, split)] for order, mark in enumerate(figure.marks, 1)]
    return typed_table("evidence", rows)


def _misplaced(own: pd.DataFrame, codings: pd.DataFrame, text: Text) -> Iterator[Issue]:
    for location in locate(own, text):
        if location.where != WHERE[0]:
            rule = "the text holds the phrase at its offsets"
            action = f"it stands at {location.start}" if location.start is not None else "mark it where it stands"
            yield Issue("evidence", location.key, "start", location.printed, rule, action)
    linked = own.merge(codings, left_on=["figure_id", "mark"], right_on=["figure_id", "linked_mark"])
    for figure_id, mark, printed in zip(linked["figure_id"], linked["linked_mark"], linked["printed"], strict=True):
        if not occurs_once(printed, text.content):
            rule = "a linked phrase occurs once in the text"
            yield Issue("codings", figure_id, "linked_mark", mark, rule, f"{printed!r} occurs more often; link another")


def _undecided(own: pd.DataFrame, proposed: list[pd.DataFrame]) -> Iterator[Issue]:
    """Pair each figure with the reading that shares most marks, then name what differs."""
    waiting = [_cells(frame) for frame in proposed]
    for figure_id, marks in own.groupby("figure_id"):
        mine, by_reader = _cells(marks), _cells(marks[marks["marked_by"] == "reader"])
        best = max(waiting, key=lambda cells: len(cells & mine), default=frozenset())
        if best & mine:
            waiting.remove(best)
        for cell in sorted(by_reader - best):
            rule = "the reader finds the marks that are said to be its own"
            yield Issue("evidence", str(figure_id), "marked_by", f"{cell[0]} {cell[5]!r} at {cell[3]}", rule, DECIDE)
    for cells in waiting:
        printed = ", ".join(f"{cell[0]} {cell[5]!r} at {cell[3]}" for cell in sorted(cells))
        yield Issue("evidence", "", "", printed, "a curator has decided on every figure that the reader finds", DECIDE)


def _cells(marks: pd.DataFrame) -> frozenset[tuple[str, ...]]:
    text = marks[list(COMPARED)].astype("object").fillna("").astype(str)
    return frozenset(map(tuple, text.to_numpy().tolist()))
