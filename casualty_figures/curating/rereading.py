"""The text read again: what the reader finds against what curators decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from casualty_figures.curating.locating import WHERE, locate
from casualty_figures.curating.marking import occurs_once
from casualty_figures.curating.pairing import Pairs, cells, pair
from casualty_figures.curating.texts import Text
from casualty_figures.package.issues import Issue, demand
from casualty_figures.package.tables import Tables, records

SIGN = "mend the reader, or run `casualty-figures mark SOURCE_ID`, which signs each mark for whoever finds it"
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
        (source,) = (row for row in records(curated["sources"]) if row["source_id"] == text.source_id)
        pairs = pair(own, text.content, source["published"].date())
        issues += _undecided(own, pairs)
        active = set(curated["codings"].query("status != 'rejected'")["figure_id"])
        found = sum(len(marks) for figure_id, marks in pairs.found.items() if figure_id in active)
        readings.append(Reading(text.source_id, True, int(own["figure_id"].isin(active).sum()), found))
    demand(issues)
    return readings


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
            yield Issue("codings", figure_id, "linked_mark", mark, rule, f"{printed!r} does not; link another")


def _undecided(own: pd.DataFrame, pairs: Pairs) -> Iterator[Issue]:
    """Marks said to be the reader's that it does not find, and figures that it finds beside those of the source."""
    by_reader = own[own["marked_by"] == "reader"]
    for figure_id, cell in zip(by_reader["figure_id"], cells(by_reader), strict=True):
        if cell not in pairs.found[figure_id]:
            rule = "the reader finds the marks that are said to be its own"
            yield Issue("evidence", str(figure_id), "marked_by", f"{cell[0]} {cell[5]!r} at {cell[3]}", rule, SIGN)
    for reading in pairs.beside:
        printed = ", ".join(f"{cell[0]} {cell[5]!r} at {cell[3]}" for cell in sorted(reading))
        yield Issue("evidence", "", "", printed, "a curator has decided on every figure that the reader finds", DECIDE)
