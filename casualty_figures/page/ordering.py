"""The order in which figures are shown: deaths before injuries, like by like, each series by day of publication."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casualty_figures.using import display
from casualty_figures.using.code_words import words
from casualty_figures.using.figures import Catalogue, PublishedFigure

FIRST = ("killed", "killed_or_injured", "injured", "missing")
"""Measures that come before the others, which follow by name."""

Series = tuple[PublishedFigure, ...]


def ordered_series(catalogue: Catalogue) -> list[Series]:
    """Every series with its figures, the earliest published first."""
    return sorted(catalogue.by_series.values(), key=_rank)


def numbers(series: Iterable[Series]) -> dict[str, int]:
    """A running number for each figure, which joins pictures and table; it holds for one version of the page only."""
    return {figure.figure_id: place for place, figure in enumerate((one for group in series for one in group), 1)}


def subject(figures: Sequence[PublishedFigure]) -> tuple[str, str]:
    """What a series counts; where, and about which days.

    >>> from casualty_figures.using.figures import figure
    >>> subject([figure("meo-2016-10-25-aleppo.17")])[0]
    'Civilians killed'
    """
    first = figures[0]
    catalogue = first.catalogue
    people = first.population if first.unit in ("person", "household") else ""
    place = catalogue.label("places", catalogue.series[first.series_id]["place_id"])
    told = [words("place_role", first.place_role).format(place=place)] if place else []
    return capital(f"{people} {first.measure}".strip()), capital(", ".join([*told, _period(figures)]))


def where(figure: PublishedFigure) -> str:
    """The place with its role: "in Aleppo"; empty where none is named."""
    return words("place_role", figure.place_role).format(place=figure.place) if figure.place else ""


def number(figure: PublishedFigure) -> str:
    """The number as its words bound it: "more than 800"; where none is printed, that.

    >>> from casualty_figures.using.figures import figure
    >>> number(figure("meo-2016-10-25-aleppo.17")), number(figure("meo-2016-10-25-aleppo.01"))
    ('more than 800', 'none, denied')
    """
    if figure.quantifier_id == "none":
        shown = "none"
    elif figure.quantifier_id == "occurred":
        shown = words("short", "occurred")
    else:
        shown = display.amount(figure).removesuffix(display.counted(figure)).strip().removesuffix(" of")
    return ", ".join([shown, *standing(figure)])


def standing(figure: PublishedFigure) -> list[str]:
    """What is not as usual with a figure: that it is denied, pledged or withdrawn."""
    said = [figure.modality] if figure.modality != "reported" else []
    return [*said, "withdrawn"] if figure.withdrawn else said


def aside(figure: PublishedFigure) -> str:
    """What a list says of a figure beside its amount: place, that no number is given, that it is denied or pledged."""
    told = (where(figure), words("aside", figure.quantifier_id), words("modality", figure.modality))
    return ", ".join(one for one in told if one)


def behind(figure: PublishedFigure) -> str:
    """Who stands behind the figure's series, outlets first: "3 outlets, 1 origin".

    >>> from casualty_figures.using.figures import figure
    >>> behind(figure("meo-2016-10-25-aleppo.02"))
    '1 outlet, 1 origin'
    """
    return ", ".join(reversed(display.receipts(figure).split(", ")))


def capital(words: str) -> str:
    """The words as the start of a sentence."""
    return words[:1].upper() + words[1:]


def _period(figures: Sequence[PublishedFigure]) -> str:
    """The days of a series; of a toll that goes on, the first."""
    starts, ends = ({getattr(one, name) for one in figures} for name in ("period_start", "period_end"))
    if len(starts) > 1:
        return "periods differ"
    (start,) = starts
    if len(ends) > 1:
        return display.period(start, None) or "periods differ"
    return display.period(start, *ends) or "not dated"


def _rank(series: Series) -> tuple[object, ...]:
    first = series[0]
    rank = FIRST.index(first.measure_id) if first.measure_id in FIRST else len(FIRST)
    return rank, first.measure, first.place, first.series_id
