"""What the rules of relation ask of figures, as plain arrays: who says it, what is counted, where, when, how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from casualty_figures.package.containment import Containment, implied_measures, places, populations, roots
from casualty_figures.reading.words.lexicon import mapping

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

PEOPLE_UNITS = ("person", "household")
MISSING = -1


@dataclass(frozen=True, slots=True)
class Within:
    """A containment over codes: each code's outer codes, and a fast test for many pairs at once."""

    first: Integers
    """Where each code's outer codes start in `outer`."""
    outer: Integers
    """The outer codes of all codes, one after the other, each code among its own."""

    def holds(self, inner: Integers, outer: Integers) -> Truths:
        """Whether each inner code lies within the outer one beside it; a missing code never does."""
        size = len(self.first)
        inners = np.repeat(np.arange(size - 1), np.diff(self.first))
        found: Truths = np.isin(inner * size + outer, inners * size + self.outer) & (inner >= 0) & (outer >= 0)
        return found


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures that may stand in relation, in order of time: by publication, what derives from another after it.

    Codes are numbers of distinct values; -1 is missing. Days count from 1970.
    """

    figure_id: npt.NDArray[np.object_]
    measure: Integers
    unit: Integers
    of_people: Truths
    """Whether people are counted, so that who they are must be known."""
    event: Truths
    stock: Truths
    people: Integers
    cause: Integers
    place: Integers
    place_role: Integers
    occurred: Truths
    """Whether the place is where it happened; from or to a wider place is another thing than from or to a part."""
    start: Integers
    end: Integers
    dated: Truths
    """Whether both days are known."""
    first_day_stated: Truths
    last_day_stated: Truths
    low: Numbers
    """Unstated is not a number: it compares with nothing."""
    high: Numbers
    """Open is infinite, unstated is not a number."""
    bounds: Integers
    """Equal where low, high and, without bounds, the number printed are."""
    numbered: Truths
    """Whether a number is printed."""
    unquantified: Truths
    """None or occurred: nothing that a later number could update."""
    root: Integers
    """The claimant's root; -1 for the narrator and for unnamed groups."""
    publisher: Integers
    published: Integers
    actors: Integers
    """The set of roots of those said to have done it, 0 where nobody is named."""
    scope: Integers
    """Equal where measure, unit, kind, people, place, its role and the first day are; -1 where one is missing."""
    actor_sets: tuple[frozenset[str], ...]
    places: Within
    populations: Within
    measures: Within

    @property
    def zero(self) -> Truths:
        """None, or at most none."""
        zero: Truths = self.high == 0
        return zero

    @property
    def happened(self) -> Truths:
        """Events that are said to have happened, at least once."""
        happened: Truths = self.event & (self.low >= 1)
        return happened


def facts_of(tables: Mapping[str, pd.DataFrame]) -> Facts:
    """Gather the facts of all figures that may stand in relation: not withdrawn, pledged or extents."""
    figures = _in_order_of_time(tables)
    measure, measure_ids = pd.factorize(figures["measure_id"])
    place, place_ids = pd.factorize(figures["place_id"])
    people, people_ids = pd.factorize(figures["population_id"])
    start, end = _days(figures["period_start"]), _days(figures["period_end"])
    actor_sets, actors = _actors(tables, figures["figure_id"])
    codes: dict[str, Any] = {
        "measure": measure,
        "unit": _codes(figures["unit"]),
        "stock": (figures["count_kind"] == "stock").to_numpy(bool),
        "people": people,
        "place": place,
        "place_role": _codes(figures["place_role"]),
        "start": start,
    }
    of_people = figures["unit"].isin(PEOPLE_UNITS).to_numpy(bool)
    scoped = (place >= 0) & figures["period_start"].notna().to_numpy(bool) & ((people >= 0) | ~of_people)
    return Facts(
        **codes,
        **_quantities(figures),
        figure_id=figures["figure_id"].to_numpy(object),
        of_people=of_people,
        event=(figures["unit"] == "event").to_numpy(bool),
        cause=_codes(figures["cause_id"]),
        occurred=(figures["place_role"] == "occurred").to_numpy(bool),
        end=end,
        dated=figures[["period_start", "period_end"]].notna().all(axis=1).to_numpy(bool),
        first_day_stated=_stated(figures, "start_stated"),
        last_day_stated=_stated(figures, "end_stated"),
        root=_root_codes(tables, figures["claimant_id"]),
        publisher=_codes(figures["publisher"]),
        published=_days(figures["published"]),
        actors=actors,
        scope=np.where(scoped, distinct(*codes.values()), MISSING),
        actor_sets=actor_sets,
        places=within_codes(places(tables), list(place_ids)),
        populations=within_codes(populations(tables), list(people_ids)),
        measures=within_codes(implied_measures(tables), list(measure_ids)),
    )


def within_codes(containment: Containment, ids: list[str]) -> Within:
    """A containment over the codes of `ids`; what none of them is has no code and drops out."""
    code = {one: number for number, one in enumerate(ids)}
    outer = [sorted(code[over] for over in containment.over(one) if over in code) for one in ids]
    first = np.cumsum([0, *map(len, outer)], dtype=np.int64)
    return Within(first, np.array([one for codes in outer for one in codes], dtype=np.int64))


def distinct(*columns: npt.NDArray[Any]) -> Integers:
    """One code per distinct row of the columns laid side by side."""
    rows = np.column_stack([column.astype(np.float64) for column in columns])
    return np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def order_of_time(figures: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The figures with their publishers, in order of publication; what derives from another stands after it."""
    cited = sources[["source_id", "publisher", "published", "derives_from"]]
    depth = _depths(sources)
    joined = figures.merge(cited, on="source_id", how="left", validate="many_to_one")
    joined["derived"] = joined["source_id"].map(depth).fillna(0).astype("int64")
    return joined.sort_values(["published", "derived", "figure_id"], ignore_index=True)


def _in_order_of_time(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    figures = tables["figures"]
    stands = (figures["status"] == "active") & (figures["modality"] != "pledged") & (figures["count_kind"] != "extent")
    return order_of_time(figures[stands], tables["sources"])


def _depths(sources: pd.DataFrame) -> dict[str, int]:
    """How many sources each source derives from, one through the other; a loop of them ends where it closes."""
    above = dict(zip(sources["source_id"], sources["derives_from"], strict=True))
    depths = {}
    for source in sources["source_id"]:
        seen, next_above = {source}, above[source]
        while isinstance(next_above, str) and next_above not in seen:
            seen.add(next_above)
            next_above = above.get(next_above)
        depths[source] = len(seen) - 1
    return depths


def _codes(column: pd.Series[Any]) -> Integers:
    return pd.factorize(column)[0].astype(np.int64)


def _days(column: pd.Series[Any]) -> Integers:
    return column.to_numpy("datetime64[D]").astype(np.int64)


def _quantities(figures: pd.DataFrame) -> dict[str, Any]:
    value, low, high = (
        figures[name].to_numpy(np.float64, na_value=np.nan) for name in ("value", "value_low", "value_high")
    )
    unstated = (figures["bounds"] == "unstated").to_numpy(bool)
    high = np.where((figures["bounds"] == "open_high").to_numpy(bool), np.inf, high)
    without_bounds = np.where(unstated, value, MISSING)
    filled = [np.nan_to_num(column, nan=-2, posinf=-3) for column in (low, high, without_bounds)]
    return {
        "low": low,
        "high": high,
        "bounds": distinct(*filled),
        "numbered": ~np.isnan(value),
        "unquantified": figures["quantifier_id"].isin(["none", "occurred"]).to_numpy(bool),
    }


def _stated(figures: pd.DataFrame, column: str) -> Truths:
    """Whether the words state a period's first or last day, by its rule."""
    stated = mapping("words/period_rules", "rule", column)
    unknown = sorted(set(figures["period_rule"]) - stated.keys())
    if unknown:
        raise ValueError(f"period_rule {', '.join(unknown)}: add it to vocabulary/words/period_rules.csv")
    return figures["period_rule"].map(stated).eq("true").to_numpy(bool)


def _root_codes(tables: Mapping[str, pd.DataFrame], claimants: pd.Series[Any]) -> Integers:
    return _codes(claimants.map(named_roots(tables["parties"])))


def named_roots(parties: pd.DataFrame) -> dict[str, str]:
    """The root of each party that has one with a name: one unnamed group is not known to be another one."""
    root_of = roots(parties)
    unnamed = set(parties.loc[parties["kind"] == "unnamed group", "party_id"])
    return {party: root for party, root in root_of.items() if root not in unnamed}


def _actors(
    tables: Mapping[str, pd.DataFrame], figure_ids: pd.Series[Any]
) -> tuple[tuple[frozenset[str], ...], Integers]:
    """The distinct sets of roots of actors, and each figure's; an escort has not done what is counted."""
    root_of = roots(tables["parties"])
    actors = tables["actors"]
    actors = actors[actors["role"] != "escort"]
    by_figure: dict[str, set[str]] = {}
    for figure_id, party_id in zip(actors["figure_id"], actors["party_id"], strict=True):
        by_figure.setdefault(figure_id, set()).add(root_of.get(party_id, party_id))
    nobody: frozenset[str] = frozenset()
    sets = {nobody: 0}
    codes = [sets.setdefault(frozenset(by_figure.get(figure_id, nobody)), len(sets)) for figure_id in figure_ids]
    return tuple(sets), np.array(codes, dtype=np.int64)
