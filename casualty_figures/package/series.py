"""Series: figures about the same thing, over time and outlets, and how many independent origins stand behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from casualty_figures.package.containment import Containment, places
from casualty_figures.package.facts import named_roots, order_of_time
from casualty_figures.package.tables import DTYPES, columns, schema

JOINING = ("updates", "same_origin", "repeats", "corroborates")
"""The relations whose figures are about the same thing; what is nested or in conflict is not."""


def series(tables: Mapping[str, pd.DataFrame], relations: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Compute the table `series` and the series_id of each figure, whatever the order of rows.

    A series has the id, unit and people of its earliest figure, and the place in which all its figures lie, where one
    of them has it. `outlets` counts publishers. `origins` counts named roots of claimants, not outlets: what a source
    repeats from another adds none. The narrator and unnamed groups count, as one, only where nobody else stands behind.
    """
    within = places(tables)
    figures = order_of_time(tables["figures"], tables["sources"])
    figures["root"] = figures["claimant_id"].map(named_roots(tables["parties"]))
    joined = relations[relations["relation"].isin(JOINING)]
    series_ids = connect(figures["figure_id"], zip(joined["figure_id"], joined["other_id"], strict=True))
    figures["series_id"] = figures["figure_id"].map(series_ids)
    members = figures.groupby("series_id")
    earliest = figures.drop_duplicates("series_id").set_index("series_id").sort_index()
    built = earliest.assign(
        place_id=members["place_id"].agg(lambda own: _outermost(set(own.dropna()), within)),
        figures=members.size(),
        outlets=members["publisher"].nunique(),
        origins=members["root"].nunique().clip(lower=1),
        latest_figure_id=members["figure_id"].last(),
    )
    kinds = {field["name"]: DTYPES[field["type"]] for field in schema("series")["fields"]}
    return built.reset_index()[columns("series")].astype(kinds), series_ids


def _outermost(own: set[str], within: Containment) -> str | float:
    """The one of some places in which all of them lie; missing where there is none."""
    return next((place for place in sorted(own) if all(within.within(one, place) for one in own)), float("nan"))


def connect(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first of each id's group in the order of `ids`, where pairs join groups.

    >>> connect(["a", "b", "c", "d"], [("d", "b"), ("b", "c")])
    {'a': 'a', 'b': 'b', 'c': 'b', 'd': 'b'}
    """
    place = {one: number for number, one in enumerate(ids)}
    first = {one: one for one in place}

    def find(one: str) -> str:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for one, other in pairs:
        earlier, later = sorted((find(one), find(other)), key=place.__getitem__)
        first[later] = earlier
    return {one: find(one) for one in place}
