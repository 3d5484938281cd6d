"""A source's page: what is known of the article, its figures, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casualty_figures.page.references import References
from casualty_figures.using.figures import PublishedFigure
from casualty_figures.using.records import Source


def source_page(references: References, source: Source, figures: Sequence[PublishedFigure]) -> dict[str, Any]:
    """What the template `source.html` needs; `figures` are those that the source prints."""
    sources = references.catalogue.sources
    parent = sources[source.derives_from] if source.derives_from else None
    return {
        "source": source,
        "figures": figures,
        "text_status": references.words("sources", "text_status", source.text_status),
        "coverage": references.words("sources", "coverage", source.coverage),
        "parent": parent,
        "basis": references.words("sources", "derives_basis", source.derives_basis or ""),
        "children": [one for one in sources.values() if one.derives_from == source.source_id],
        "gaps": gaps(figures),
        "not_printed": not_printed(references, source, figures),
    }


def gaps(figures: Sequence[PublishedFigure]) -> list[str]:
    """What the words of a source's figures leave open, counted.

    >>> from casualty_figures.using.figures import figure
    >>> gaps([figure("meo-2016-10-25-aleppo.15")])
    ['1 of 1 gives no number.', '1 of 1 sets no upper bound.', '1 of 1 names no claimant.', '1 of 1 has no first day.']
    """
    counted = (
        ("no number", "gives", "give", [one for one in figures if one.quantifier_id == "occurred"]),
        ("no upper bound", "sets", "set", [one for one in figures if one.value_high is None]),
        ("no claimant", "names", "name", [one for one in figures if one.claimant_id is None]),
        ("no first day", "has", "have", [one for one in figures if one.period_start is None]),
        ("no place", "names", "name", [one for one in figures if one.place_id is None]),
    )
    return [
        f"{len(found)} of {len(figures)} {one if len(found) == 1 else many} {what}."
        for what, one, many, found in counted
        if found
    ]


def not_printed(references: References, source: Source, figures: Sequence[PublishedFigure]) -> list[PublishedFigure]:
    """The figures of the source from which this one derives, of whose series it has none."""
    if not source.derives_from:
        return []
    has = {one.series_id for one in figures}
    everything = references.catalogue.figures.values()
    return [one for one in everything if one.source_id == source.derives_from and one.series_id not in has]
