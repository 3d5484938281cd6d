"""Context of the timeline: truces and pauses, on days that figures' own words give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from casualty_figures.reading.words.lexicon import table
from casualty_figures.using.figures import Catalogue, PublishedFigure


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which something began or ended, as a figure's words have it."""

    day: dt.date
    pause: str
    """Which truce or pause."""
    begins: bool
    label: str
    figure: PublishedFigure
    """The figure whose period gives the day; its claimant stands behind the label."""

    @property
    def said_by(self) -> str:
        """Who says so."""
        return self.figure.claimant or self.figure.source.publisher


def moments(catalogue: Catalogue) -> list[Moment]:
    """The moments that `vocabulary/context.csv` names, by day. No day is typed there: each is a figure's column.

    A figure that the catalogue does not have, as an earlier release may not, gives none.

    >>> from casualty_figures.using.figures import catalogue
    >>> [str(one.day) for one in moments(catalogue())]
    ['2016-09-19', '2016-10-18', '2016-10-22']
    """
    found = []
    for row in table("context"):
        figure = catalogue.figures.get(row["figure_id"])
        day = figure.row[row["column"]] if figure else None
        if figure and day:
            found.append(Moment(day, row["pause"], row["edge"] == "begins", row["label"], figure))
    return sorted(found, key=lambda one: (one.day, one.pause))


def spans(found: Sequence[Moment]) -> list[tuple[dt.date, dt.date]]:
    """First and last day of every pause of which both are known."""
    begun = {one.pause: one.day for one in found if one.begins}
    return [(begun[one.pause], one.day) for one in found if not one.begins and one.pause in begun]
