"""The start page: the figures drawn before they are listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casualty_figures.page import drawing
from casualty_figures.page.context import moments
from casualty_figures.page.disputes import Dispute, disputes
from casualty_figures.page.ordering import Series, numbers, ordered_series
from casualty_figures.page.references import References
from casualty_figures.page.series_picture import UNITS, drawn_units, series_picture
from casualty_figures.page.timeline_picture import timeline_picture
from casualty_figures.using import display
from casualty_figures.using.code_words import words
from casualty_figures.using.figures import Catalogue
from casualty_figures.using.jsonld import jsonld
from casualty_figures.using.records import Row

IN_CROISSANT_ONLY = ("conformsTo", "recordSet")
"""What `croissant.json` has beside the description of the dataset in the page: every column of every table."""


OWN_WORDS = "-"
"""Stands in the filter for an article's own voice."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in both layouts, and what it says in words."""

    name: str
    heading: str
    text: str
    drawn: dict[str, bytes]
    """SVG by sheet: wide and narrow."""

    def files(self) -> dict[str, bytes]:
        """The files of the picture by path."""
        return {f"pictures/{self.name}-{sheet}.svg": svg for sheet, svg in self.drawn.items()}

    @property
    def wide(self) -> dict[str, str]:
        """Width and height of the wide layout."""
        return _size(self.drawn["wide"])

    @property
    def narrow(self) -> dict[str, str]:
        """Width and height of the narrow layout."""
        return _size(self.drawn["narrow"])


def start_page(references: References) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the template `start.html` needs, and the files of its pictures."""
    catalogue = references.catalogue
    series, found = ordered_series(catalogue), disputes(catalogue)
    numbered = numbers(series)
    pictures = [_series_picture(series, unit, numbered) for unit in drawn_units(series)]
    timeline = _timeline_picture(catalogue, found, numbered)
    roots = {one.figure_id: _root(references, one.claimant_id) for one in catalogue.figures.values()}
    content = {
        "jsonld": {name: value for name, value in jsonld(catalogue).items() if name not in IN_CROISSANT_ONLY},
        "series": series,
        "numbers": numbered,
        "series_pictures": pictures,
        "timeline_picture": timeline,
        "moments": moments(catalogue),
        "disputes": [_told(catalogue, one, numbered) for one in found],
        "letters": _letters(catalogue, found),
        "roots": roots,
        "filters": _filters(references, roots),
        "sources": sorted(catalogue.sources.values(), key=lambda one: (one.published, one.source_id)),
        "figures_of": references.figures,
    }
    return content, {path: svg for one in (*pictures, timeline) for path, svg in one.files().items()}


def _series_picture(series: Sequence[Series], unit: str, numbered: dict[str, int]) -> Picture:
    drawn = {sheet.name: series_picture(series, unit, numbered, sheet) for sheet in drawing.SHEETS}
    shown = [group for group in series if group[0].unit == unit]
    text = (
        f"{len(shown)} series of {UNITS[unit].lower()} on a scale from zero: for each figure the bounds that its words "
        "allow, the claimant, and the day of publication. The table of figures says the same."
    )
    return Picture(f"series-{unit}", UNITS[unit], text, drawn)


def _timeline_picture(catalogue: Catalogue, found: Sequence[Dispute], numbered: dict[str, int]) -> Picture:
    drawn = {sheet.name: timeline_picture(catalogue, found, numbered, sheet) for sheet in drawing.SHEETS}
    text = (
        f"The periods of {len(catalogue.figures)} figures as bars on a calendar, by who stands behind them, with the "
        "day of publication; conflicts tie bars together. The table of figures and the list of disputes say the same."
    )
    return Picture("timeline", "", text, drawn)


def _told(catalogue: Catalogue, dispute: Dispute, numbered: dict[str, int]) -> Row:
    """A dispute for the list: its two sides, and the conditions under which it is one."""
    conditions = sorted({code for one in dispute.conflicts for code in (one.condition or "").split()})
    told = [words("condition", code) for code in conditions]
    return {
        "letter": dispute.letter,
        "roots": dispute.roots,
        "pairs": len(dispute.conflicts),
        "sides": [
            [catalogue.figure(one) for one in sorted(dispute.side(catalogue, root), key=numbered.__getitem__)]
            for root in dict.fromkeys(dispute.roots)
        ],
        "condition": f"Some of them only {display.listed(told)}." if told else "",
    }


def _letters(catalogue: Catalogue, found: Sequence[Dispute]) -> dict[str, list[str]]:
    """The disputes of each figure."""
    letters: dict[str, list[str]] = {figure_id: [] for figure_id in catalogue.figures}
    for dispute in found:
        for figure_id in {end for one in dispute.conflicts for end in (one.figure_id, one.other_id)}:
            letters[figure_id].append(dispute.letter)
    return letters


def _root(references: References, party_id: str | None) -> str:
    """The root of a claimant by id."""
    chain = references.parents(party_id)
    return chain[-1]["party_id"] if chain else OWN_WORDS


def _filters(references: References, roots: dict[str, str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The choices of the filter: name, label, and what can be chosen."""
    catalogue = references.catalogue
    measures = {one.measure_id: one.measure for one in catalogue.figures.values()}
    names = {root: row["name"] for root, row in references.parties.items()} | {OWN_WORDS: "the article itself"}
    parties = {root: names[root] for root in roots.values()}
    articles = {one.source_id: f"{one.publisher}, {display.day(one.published)}" for one in catalogue.sources.values()}
    named = (("measure", "Measure", measures), ("party", "Said by", parties), ("article", "Article", articles))
    return [(name, label, sorted(options.items(), key=lambda one: one[1].casefold())) for name, label, options in named]


def _size(svg: bytes) -> dict[str, str]:
    width, height = re.findall(rb'(?:width|height)="([\d.]+)"', svg)[:2]
    return {"width": width.decode(), "height": height.decode()}
