"""Who lies within whom: places with several parents, people, measures that imply others, parties and their roots."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Containment:
    """Everything that each id lies within, itself included: computed once, asked often."""

    outer: Mapping[str, frozenset[str]]
    """Each id with the ids it lies within, itself among them."""

    def within(self, inner: Hashable, outer: Hashable) -> bool:
        """Whether one lies within the other, at whatever depth; an id lies within itself, a missing one nowhere.

        >>> town = containment([("district", "town"), ("town", "country")])
        >>> town.within("district", "country"), town.within("country", "town"), town.within(None, "town")
        (True, False, False)
        """
        return outer in self.outer.get(inner, ()) if isinstance(inner, str) else False

    def over(self, inner: str) -> frozenset[str]:
        """All that an id lies within, itself included, also where no containment names it."""
        return self.outer.get(inner, frozenset([inner]))


def containment(pairs: Iterable[tuple[str, str]], ids: Iterable[str] = ()) -> Containment:
    """Close (inner, outer) pairs under "within what lies within"; `ids` need lie in nothing.

    Raises ValueError where something lies within itself by way of others, naming the chain.

    >>> sorted(containment([("a", "b"), ("a", "c"), ("c", "d")]).over("a"))
    ['a', 'b', 'c', 'd']
    """
    parents: dict[str, set[str]] = {one: set() for one in ids}
    for inner, outer in pairs:
        parents.setdefault(inner, set()).add(outer)
        parents.setdefault(outer, set())
    outer_of: dict[str, frozenset[str]] = {}
    for one in sorted(parents):
        _close(one, parents, outer_of)
    return Containment(outer_of)


def _close(one: str, parents: Mapping[str, set[str]], done: dict[str, frozenset[str]]) -> None:
    """Close one id and all above it, parents first; a loop, not recursion, for chains of any length."""
    chain = [one]
    while chain:
        last = chain[-1]
        waiting = sorted(parents[last] - done.keys()) if last not in done else []
        if not waiting:
            done[last] = frozenset([last]).union(*(done[parent] for parent in parents[last]))
            chain.pop()
        elif waiting[0] in chain:
            cycle = [*chain[chain.index(waiting[0]) :], waiting[0]]
            raise ValueError(f"{' > '.join(cycle)}: nothing lies within itself; take one containment out")
        else:
            chain.append(waiting[0])


def places(tables: Mapping[str, pd.DataFrame]) -> Containment:
    """Which places lie within which; a place may lie within several."""
    return _from_columns(tables["place_within"], "place_id", "within_id", tables["places"]["place_id"])


def populations(tables: Mapping[str, pd.DataFrame]) -> Containment:
    """Which people lie within which."""
    return _from_columns(tables["populations"], "population_id", "within", tables["populations"]["population_id"])


def implied_measures(tables: Mapping[str, pd.DataFrame]) -> Containment:
    """Which measures each measure implies (air strikes imply flights), itself among them."""
    measures = tables["measures"]
    pairs = measures.assign(implies=measures["implies"].str.split()).explode("implies")
    return _from_columns(pairs, "measure_id", "implies", measures["measure_id"])


def roots(parties: pd.DataFrame) -> dict[str, str]:
    """The top of each party's `part_of`: whom it belongs to or speaks for in the end.

    >>> parties = pd.DataFrame({"party_id": ["ministry", "speaker", "state"], "part_of": ["state", "ministry", None]})
    >>> roots(parties)
    {'ministry': 'state', 'speaker': 'state', 'state': 'state'}
    """
    above = _from_columns(parties, "party_id", "part_of", parties["party_id"])
    # with one parent each, what lies highest has the fewest above it
    return {party: min(above.over(party), key=lambda one: len(above.over(one))) for party in parties["party_id"]}


def _from_columns(frame: pd.DataFrame, inner: str, outer: str, ids: Iterable[str]) -> Containment:
    pairs = frame[[inner, outer]].dropna()
    return containment(zip(pairs[inner], pairs[outer], strict=True), ids)
