"""A source's page: what is known of the article, its figures, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casualty_figures.page.references import References
from casualty_figures.using.figures import PublishedFigure
from casualty_figures.using.records import Source


def source_page(references: References, source: Source) -> dict[str, Any]:
    """What the template `source.html` needs."""
    figures = references.figures[source.source_id]
    parent = references.catalogue.sources[source.derives_from] if source.derives_from else None
    return {
        "source": source,
        "figures": figures,
        "text_status": references.words("sources", "text_status", source.text_status),
        "coverage": references.words("sources", "coverage", source.coverage),
        "parent": parent,
        "basis": references.words("sources", "derives_basis", source.derives_basis or ""),
        "children": references.derived.get(source.source_id, []),
        "gaps": gaps(figures),
        "not_printed": not_printed(figures, references.figures[parent.source_id] if parent else []),
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


def not_printed(figures: Sequence[PublishedFigure], of_parent: Sequence[PublishedFigure]) -> list[PublishedFigure]:
    """The figures of the source from which another derives, of whose series the other has none."""
    has = {one.series_id for one in figures}
    return [one for one in of_parent if one.series_id not in has]
