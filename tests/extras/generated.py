"""Catalogues of an invented country: claims of a test, or as many as asked for, with everything that the pages read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import casualty_figures
from casualty_figures.package.relating import relate
from casualty_figures.package.tables import typed_table
from casualty_figures.using.figures import Catalogue
from tests.package.claims import claim, tables_of

MEASURES = ("killed", "injured", "displaced", "air_strikes", "flights")
QUANTIFIERS = ("exact", "at_least", "more_than", "about", "none")
CLAIMANTS = ("watch", "rescue", "northland_speaker", "")


def catalogue_of(claims: Iterable[Mapping[str, str]]) -> Catalogue:
    """The catalogue of some claims; vocabulary tables that they do not need are the package's."""
    package = casualty_figures.catalogue()
    given = tables_of(claims)
    marks = [_mark(figure_id) for figure_id in given["figures"]["figure_id"]]
    own = {
        "evidence": typed_table("evidence", marks),
        "codings": typed_table("codings", []),
        "releases": typed_table("releases", []),
        "revisions": typed_table("revisions", []),
    }
    tables = relate(given | own)
    return Catalogue(
        {name: tables.get(name, frame) for name, frame in package.tables.items()},
        package.schemas,
        package.descriptor,
        package.sha256,
    )


def claims_of(size: int) -> list[dict[str, str]]:
    """Claims by a rule: ten an article, an article a day, so that what belongs together stays as small as it is."""
    return [_claim(place) for place in range(size)]


def _claim(place: int) -> dict[str, str]:
    article, number = divmod(place, 10)
    year, day = divmod(article, 336)
    published = f"{2000 + year}-{day // 28 + 1:02}-{day % 28 + 1:02}"
    quantifier = QUANTIFIERS[(place + article) % 5]
    return claim(
        f"{('herald', 'post', 'times')[article % 3]}-{published}.{number + 1:02}",
        None if quantifier == "none" else place % 97 + 2,
        quantifier_id=quantifier,
        measure_id=MEASURES[number % 5],
        claimant_id=CLAIMANTS[number % 4],
        place_id=("port_vell", "hill_county", "mill_quarter")[number % 3],
        on=published,
    )


def _mark(figure_id: str) -> list[str]:
    return [figure_id, "01", "figure", "", "false", "", "", "some words", "", "", "curator"]
